"""Charts of metrics: pictures that say in words what they show, and their values as text."""

from __future__ import annotations

import datetime
import re
import runpy
import subprocess
import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.metrics import Pace
from toimintamalli.analysis.run_charts import exact_value
from toimintamalli.charts import metric_chart, metric_sentences, metric_table, pace_name
from toimintamalli.charts._axes import DayAxis, spread, value_axis
from toimintamalli.model import Direction, Metric, Observation, Target

WORLD = runpy.run_path(str(Path(__file__).with_name("strategies.py")))
metrics: st.SearchStrategy[Metric] = WORLD["records"](Metric)
ROOT = Path(__file__).parents[1]
EXAMPLE = tm.load(ROOT / "examples" / "models" / "hoitoon-viikossa.yaml")
WEEK, AGAIN, WAIT = EXAMPLE.metrics
SVG = "{http://www.w3.org/2000/svg}"
NOTHING = Metric(id="tyhja", name="Tyhjä")


def drawn(metric: Metric, language: str = "fi", **about: Any) -> ElementTree.Element:
    return ElementTree.fromstring(metric_chart(metric, language, **about))


def texts(image: ElementTree.Element) -> list[str]:
    return [plain(element.text or "") for element in image.iter(f"{SVG}text")]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def attributes(image: ElementTree.Element, name: str) -> set[str]:
    return {value for element in image.iter() if (value := element.get(name)) is not None}


def contrast(colour: str, other: str = "#ffffff") -> float:
    """Return the contrast of two colours, by the formula of WCAG 2.2."""
    lights = sorted(luminance(one) for one in (colour, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# -- for those who do not see it --------------------------------------------------------------


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_an_image_names_itself_and_tells_its_main_message(language: str) -> None:
    image = drawn(WEEK, language)
    title, desc = image[0], image[1]
    assert (image.get("role"), image.get("lang")) == ("img", language)
    assert (title.tag, desc.tag) == (f"{SVG}title", f"{SVG}desc")
    assert image.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text is not None
    assert title.text.startswith("Viikossa hoitoon päässeet")
    assert desc.text is not None
    for sentence in metric_sentences(WEEK, language):
        assert sentence in desc.text


def test_what_is_written_in_the_image_is_the_main_message() -> None:
    written = " ".join(texts(drawn(WEEK)))
    assert "Tavoite on saavutettu, ensi kerran 30.9.2025." in written
    assert "Seurantakaavio: merkki muutoksesta." in written


def test_the_identifiers_of_two_images_on_one_page_differ() -> None:
    first, second = (attributes(drawn(metric), "id") for metric in (WEEK, AGAIN))
    assert not first & second
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in first | second)


def test_the_table_says_what_the_image_draws() -> None:
    table = metric_table(WEEK)
    assert len(table.rows) == len(WEEK.observations)
    assert plain(" | ".join(table.headings)) == (
        "Päivä | Arvo | Lukumäärä | n | 95 %:n väli | Mediaani | Muutos | Lisätieto"
    )
    changed = next(row for row in table.rows if row[6])
    assert [plain(cell) for cell in changed] == [
        "31.10.2024", "62,1 %", "247", "398", "57–67 %", "yli", "kyllä",
        "Ensimmäinen yhteydenotto hoidetaan heti",
    ]  # fmt: skip


def test_a_count_that_was_computed_is_told_as_such_in_the_table() -> None:
    metric = evolve(
        WEEK, observations=(Observation(date=datetime.date(2025, 5, 31), value=78, n=395),)
    )
    assert metric_table(metric).rows[0][2] == "noin 308"
    assert "noin 308/395" in " ".join(metric_sentences(metric))
    assert "Lukumäärää ei ole kirjattu" in " ".join(metric_sentences(metric))


# -- for those who see it without colours -----------------------------------------------------


def test_no_two_kinds_of_lines_differ_in_colour_alone() -> None:
    lines = {
        (line.get("stroke"), line.get("stroke-dasharray"))
        for line in drawn(WEEK).iter(f"{SVG}line")
        if line.get("stroke-width") in ("2", "2.5", "1.5")
    }
    dashes = [dash for _, dash in lines]
    assert len(lines) == 4  # target, median, baseline, changed practice
    assert len(set(dashes)) == 4


def test_every_line_is_labelled_where_it_ends() -> None:
    written = texts(drawn(WEEK))
    for label in ("Tavoite 80 %", "viimeistään 31.12.2025", "Mediaani 59,6 %", "Lähtöarvo 51 %"):
        assert label in written


def test_a_long_run_has_marks_of_its_own_and_a_key() -> None:
    image = drawn(WEEK)
    squares = [one for one in image.iter(f"{SVG}rect") if one.get("stroke")]
    assert len(squares) == 24 + 1
    assert "yli 8 pisteen jakso samalla puolella mediaania" in texts(image)
    assert [one for one in drawn(AGAIN).iter(f"{SVG}rect") if one.get("stroke")] == []


def test_what_carries_meaning_stands_out_from_its_background() -> None:
    image = drawn(WEEK)
    (grid,) = {
        line.get("stroke") for line in image.iter(f"{SVG}line") if line.get("stroke") == "#e4e4e4"
    }
    colours = {
        value
        for name in ("fill", "stroke")
        for value in attributes(image, name)
        if value.startswith("#") and value not in ("#ffffff", grid)
    }
    assert len(colours) >= 5
    assert {colour: contrast(colour) for colour in colours if contrast(colour) < 3} == {}
    ink = {one.get("fill") for one in image.iter(f"{SVG}text")} - {None}
    assert {colour for colour in ink if contrast(str(colour)) < 4.5} == set()


def test_text_stays_text_in_the_fonts_of_the_system() -> None:
    image = drawn(WEEK)
    assert str(image.get("font-family")).startswith("system-ui")
    assert str(image.get("font-family")).endswith("sans-serif")
    assert {element.tag.removeprefix(SVG) for element in image.iter()} == {
        "svg", "title", "desc", "rect", "text", "line", "polyline", "circle",
    }  # fmt: skip


def test_days_on_which_practice_changed_are_numbered_and_explained() -> None:
    written = texts(drawn(WEEK))
    assert written.count("1") == 2
    assert "31.10.2024: toimintatapa muuttui. Ensimmäinen yhteydenotto hoidetaan heti" in written


# -- words ------------------------------------------------------------------------------------


def test_the_metrics_of_the_example_tell_where_they_stand() -> None:
    week, again, wait = (plain(" ".join(metric_sentences(one))) for one in EXAMPLE.metrics)
    assert "Matkasta tavoitteeseen on kuljettu 107 %. Tavoite on saavutettu" in week
    assert "Viimeisin arvo on 335/409, 95 %:n luottamusväli 78–85 %." in week
    assert "on 12 pistettä peräkkäin; sattuma tuottaa harvoin enemmän kuin 8." in week
    assert "Mediaani ennen 53,1 % (n = 12), jälkeen 74,5 % (n = 12)." in week
    assert "Tasainen tahti olisi 80 %: mittari on myöhässä." in again
    assert "Seurantakaavio: ei merkkiä muutoksesta." in again
    assert "Tavallinen vaihtelu (XmR) 9,4 % … 13,8 %; sen ulkopuolella pisteitä 0." in again
    assert "liian vähän pisteitä (ennen 1, jälkeen 12, tarvitaan 10)" in again
    assert "viimeisin arvo jää tavoitteesta 1,5 vrk. Syy: Kesän 2025 sijaisvaje" in wait
    assert "Seurantakaavio: liian vähän pisteitä. Mediaanista poikkeavia on 6" in wait


def test_natural_limits_are_told_only_where_nothing_shifted() -> None:
    assert "XmR" not in " ".join(metric_sentences(WEEK))
    assert "XmR" in " ".join(metric_sentences(AGAIN))
    assert "XmR" not in " ".join(metric_sentences(WAIT))


def test_a_shortfall_of_a_percentage_is_told_in_percentage_points() -> None:
    late = datetime.date(2026, 3, 1)
    assert "jää tavoitteesta 2,2 prosenttiyksikköä" in " ".join(metric_sentences(AGAIN, as_of=late))
    assert "falls 2.2 percentage points short" in " ".join(
        metric_sentences(AGAIN, "en", as_of=late)
    )


def test_what_is_missing_is_told() -> None:
    assert "Havaintoja ei ole." in metric_sentences(NOTHING)[0]
    assert "havaintoja ei ole" in metric_sentences(NOTHING)[1]
    without_day = evolve(AGAIN, target=Target(value=9))
    assert "tavoitteella ei ole päivää" in " ".join(metric_sentences(without_day))
    doubled = evolve(WAIT, observations=(*WAIT.observations, WAIT.observations[-1]))
    assert "useita havaintoja: 30.9.2025" in " ".join(metric_sentences(doubled))


def test_a_target_that_was_lost_again_is_told() -> None:
    rows = (*WAIT.observations[:4], evolve(WAIT.observations[4], value=5), WAIT.observations[6])
    told = " ".join(metric_sentences(evolve(WAIT, observations=rows)))
    assert "Tavoite ylitettiin kerran, 31.3.2025." in told


@pytest.mark.parametrize("pace", Pace)
def test_every_pace_has_a_name(pace: Pace) -> None:
    assert len({pace_name(pace, language) for language in ("fi", "sv", "en")}) == 3


def test_a_language_that_is_not_spoken_is_refused() -> None:
    for tell in (metric_chart, metric_sentences, metric_table):
        with pytest.raises(tm.OptionError):
            tell(WEEK, "de")


# -- the same bytes, whatever is in it --------------------------------------------------------


def test_the_same_metric_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import sys, toimintamalli as tm\n"
        "model = tm.load(sys.argv[1])\n"
        "sys.stdout.buffer.write(tm.metric_chart(model.metrics[0], 'sv').encode('utf-8'))"
    )
    path = ROOT / "examples" / "models" / "hoitoon-viikossa.yaml"
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, check=True)
    assert done.stdout.decode("utf-8") == metric_chart(WEEK, "sv")


def test_what_people_write_is_only_text() -> None:
    hostile = '</text><script>alert("1")</script> & \x00\x1b[2J\u202e ]]> '
    image = drawn(evolve(WEEK, id=hostile, name=hostile * 8, unit=hostile, observations=(
        evolve(WEEK.observations[0], note=hostile, practice_changed=True), *WEEK.observations[1:],
    )))  # fmt: skip
    assert list(image.iter(f"{SVG}script")) == []
    assert any("<script>" in text for text in texts(image))
    assert "\u202e" not in " ".join(texts(image))


def test_a_metric_without_observations_has_a_chart_as_well() -> None:
    assert "Havaintoja ei ole." in texts(drawn(NOTHING))
    goal = evolve(NOTHING, target=Target(value=80), direction=Direction.UP, unit="%")
    assert "Tavoite 80 %" in texts(drawn(goal))
    assert "nimetön mittari" in texts(drawn(Metric(id="", name="")))
    assert metric_table(NOTHING).rows == ()


def test_later_observations_are_not_drawn() -> None:
    image = drawn(WEEK, as_of=datetime.date(2024, 3, 31))
    points = next(image.iter(f"{SVG}polyline")).get("points") or ""
    assert len(points.split()) == 6
    assert len(metric_table(WEEK, as_of=datetime.date(2024, 3, 31)).rows) == 6


@settings(max_examples=60)
@given(metrics, st.sampled_from(["fi", "sv", "en"]))
def test_any_metric_can_be_drawn_and_told(metric: Metric, language: str) -> None:
    image = drawn(metric, language)
    assert image.tag == f"{SVG}svg"
    assert metric_chart(metric, language) == metric_chart(metric, language)
    assert all(metric_sentences(metric, language))
    assert len(metric_table(metric, language).rows) == len(metric.observations)


def everything_inside(image: ElementTree.Element) -> bool:
    width, height = (float(str(image.get(side))) for side in ("width", "height"))
    places = [
        (float(one.get(x, "0")), float(one.get(y, "0")))
        for one in image.iter()
        for x, y in (("x", "y"), ("cx", "cy"), ("x1", "y1"), ("x2", "y2"))
        if re.fullmatch(r"-?[\d.]+", one.get(x, "0"))
    ]
    return all(0 <= x <= width and 0 <= y <= height for x, y in places)


@given(
    st.lists(st.tuples(st.dates(), st.floats(-1e18, 1e18), st.booleans()), min_size=1, max_size=30),
    st.sampled_from(["%", "", "vrk", "vastaanottokäyntiä viikossa asukasta kohti"]),
)
def test_nothing_is_drawn_outside_the_image(
    rows: list[tuple[datetime.date, float, bool]], unit: str
) -> None:
    seen = tuple(
        Observation(date=day, value=value, practice_changed=changed) for day, value, changed in rows
    )
    assert everything_inside(drawn(evolve(WEEK, unit=unit, observations=seen)))


# -- axes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "percent", "ticks"),
    [
        ([51, 82], True, [40, 50, 60, 70, 80, 90]),
        ([0, 100], True, [0, 20, 40, 60, 80, 100]),
        ([98, 99], True, [97.8, 98, 98.2, 98.4, 98.6, 98.8, 99, 99.2]),
        ([5, 12.5], False, [4, 6, 8, 10, 12, 14]),
        ([7, 7], False, [6, 6.5, 7, 7.5, 8]),
        ([0, 0], False, [-1, -0.5, 0, 0.5, 1]),
    ],
)
def test_the_marks_of_an_axis_are_round_numbers_around_the_values(
    values: list[float], percent: bool, ticks: list[float]
) -> None:
    axis = value_axis(map(exact_value, values), top=0, bottom=100, percent=percent)
    assert [float(tick) for tick in axis.ticks] == ticks


fractions = st.fractions(-(10**9), 10**9)


@given(st.lists(fractions, min_size=1, max_size=20), st.booleans())
def test_an_axis_holds_its_values_with_few_marks(values: list[Any], percent: bool) -> None:
    axis = value_axis(values, top=0, bottom=260, percent=percent)
    assert axis.ticks[0] <= min(values) <= max(values) <= axis.ticks[-1]
    assert 2 <= len(axis.ticks) <= 9
    assert all(0 <= axis.place(value) <= 260 for value in values)


@given(
    st.lists(st.tuples(st.fractions(0, 260), st.integers(6, 60)), min_size=1, max_size=4),
)
def test_labels_do_not_cover_one_another(labels: list[tuple[Any, int]]) -> None:
    wanted, heights = [place for place, _ in labels], [height for _, height in labels]
    placed = spread(wanted, heights, 0, 260)
    order = sorted(range(len(placed)), key=lambda number: placed[number])
    assert [wanted[number] for number in order] == sorted(wanted)
    halves = {number: Fraction(heights[number], 2) for number in order}
    ends = [placed[number] + halves[number] for number in order]
    starts = [placed[number] - halves[number] for number in order]
    assert starts[0] >= 0
    assert all(start >= end for start, end in zip(starts[1:], ends, strict=False))


def test_days_are_marked_where_there_is_room() -> None:
    days = [datetime.date(2025, month, 1) for month in range(1, 13)]
    axis = DayAxis(first=days[0], last=days[-1], left=0, right=500)
    marked = axis.marked(days, 108)
    assert (marked[0], marked[-1]) == (days[0], days[-1])
    places = [axis.place(day) for day in marked]
    assert all(later - earlier >= 108 for earlier, later in pairwise(places))
