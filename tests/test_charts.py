"""Charts of metrics: pictures that say in words what they show, and their values as text."""

from __future__ import annotations

import datetime
import re
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
from toimintamalli.charts import (
    BarChart,
    CountBar,
    Segment,
    ShareBar,
    ShareChart,
    bar_chart,
    bar_chart_text,
    metric_chart,
    metric_sentences,
    metric_table,
    pace_name,
    share_chart,
    share_chart_text,
)
from toimintamalli.charts._axes import DayAxis, spread, value_axis
from toimintamalli.charts._bars import tones
from toimintamalli.model import Direction, Metric, Observation, Target
from toimintamalli.testing import strategies

metrics: st.SearchStrategy[Metric] = strategies.records(Metric)
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


# -- bars -------------------------------------------------------------------------------------

LEVELS = tuple(Segment(name=name) for name in ("eri mieltä", "osittain", "samaa mieltä"))
OTHERS = tuple(
    Segment(name=name, is_level=False)
    for name in ("ei vielä", "ei koske", "ei vastausta", "kesken")
)
LONG = "Johto edistää, ohjaa ja seuraa toimintamallin ylläpitoa ja jatkuvuutta joka tasolla. " * 3
SHARES = ShareChart(
    id="vaittamat",
    title="Väittämien vastaukset",
    message="Eniten puolletaan: resurssit on määritelty.",
    segments=(*LEVELS, *OTHERS),
    bars=(
        ShareBar(label="Resurssit on määritelty", counts=(0, 20, 40, 10, 5, 5, 10)),
        ShareBar(label=LONG, counts=(1, 1, 1, 1, 1, 1, 94)),
        ShareBar(label="Ei kysytty", counts=(0, 0, 0, 0, 0, 0, 0)),
    ),
)
COUNTS = BarChart(
    id="vaiheet",
    title="Mallit vaiheittain",
    bars=(
        CountBar(label="Pilotoitu", count=12),
        CountBar(label=LONG, count=1234),
        CountBar(label="Juurrutettu", count=0),
    ),
)
small_counts = st.integers(0, 60)


def shares_drawn(chart: ShareChart = SHARES, language: str = "fi") -> ElementTree.Element:
    return ElementTree.fromstring(share_chart(chart, language))


def counts_drawn(chart: BarChart = COUNTS, language: str = "fi") -> ElementTree.Element:
    return ElementTree.fromstring(bar_chart(chart, language))


def of_tag(image: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return list(image.iter(f"{SVG}{name}"))


def boxes(image: ElementTree.Element, left: float = 308) -> list[tuple[float, float, float]]:
    """Return left edge, top and width of every segment in a bar; thick edges are no segments."""
    return [
        (float(str(one.get("x"))), float(str(one.get("y"))), float(str(one.get("width"))))
        for one in of_tag(image, "rect")
        if one.get("height") == "24" and float(one.get("x", "0")) >= left
    ]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_bars_name_themselves_and_tell_what_they_show(language: str) -> None:
    for image, title, told in (
        (shares_drawn(language=language), SHARES.title, share_chart_text(SHARES, language)),
        (counts_drawn(language=language), COUNTS.title, bar_chart_text(COUNTS, language)),
    ):
        assert (image[0].text, image[1].text) == (title, told)
        assert image.get("aria-labelledby") == f"{image[0].get('id')} {image[1].get('id')}"
        assert image.get("lang") == language


def test_the_text_of_shares_names_their_segments_and_their_message() -> None:
    assert share_chart_text(SHARES) == (
        "Vaakapylväitä 3. Kukin on jaettu osiin: eri mieltä, osittain, samaa mieltä, ei vielä, "
        "ei koske, ei vastausta, kesken. Eniten puolletaan: resurssit on määritelty."
    )


def test_the_text_of_counts_tells_every_count() -> None:
    few = evolve(COUNTS, bars=(COUNTS.bars[0], COUNTS.bars[2]))
    assert bar_chart_text(few) == "Vaakapylväät. Pilotoitu: 12; Juurrutettu: 0."


def test_segments_are_as_wide_as_their_shares_and_fill_the_bar() -> None:
    first = [box for box in boxes(shares_drawn()) if box[1] == boxes(shares_drawn())[0][1]]
    assert [round(width) for _, _, width in first] == [97, 194, 48, 24, 24, 48]
    assert first[0][0] == 308
    assert first[-1][0] + first[-1][2] == pytest.approx(744, abs=0.1)


def test_nothing_is_drawn_for_a_share_of_nothing_and_the_label_says_so() -> None:
    only = evolve(SHARES, bars=(SHARES.bars[2],))
    assert boxes(shares_drawn(only)) == []
    assert "Ei kysytty (n = 0)" in texts(shares_drawn(only))


def test_every_count_is_written_in_its_segment_or_below_it() -> None:
    one = evolve(SHARES, bars=(SHARES.bars[1],))
    numbers = [text for text in texts(shares_drawn(one)) if text.isdigit()]
    assert sorted(numbers) == ["1"] * 6 + ["94"]
    below = [element for element in of_tag(shares_drawn(one), "text") if element.text == "1"]
    places = [float(str(element.get("x"))) for element in below]
    assert all(second - first >= 8 for first, second in pairwise(places))


def test_labels_are_wrapped_and_never_cut() -> None:
    for image in (shares_drawn(), counts_drawn()):
        written = " ".join(texts(image))
        assert " ".join(LONG.split()) in written
        assert "…" not in written
        assert max(map(len, texts(image))) < 100


def test_segments_are_told_apart_without_colours() -> None:
    image = shares_drawn()
    swatches = [one for one in of_tag(image, "rect") if one.get("height") == "14"]
    fills = [str(one.get("fill")) for one in swatches]
    assert len(fills) == len(SHARES.segments)
    assert fills[3:] == ["#ffffff"] * 4
    assert all(re.fullmatch(r"#(..)\1\1", fill) for fill in fills)
    lights = [luminance(fill) for fill in fills[:3]]
    assert lights == sorted(lights, reverse=True)
    assert all(first - second > 0.1 for first, second in pairwise(lights))
    thick = [one for one in of_tag(image, "rect") if one.get("height") == "4"]
    in_key = [one for one in thick if float(str(one.get("y"))) < boxes(image)[0][1] - 4]
    assert len(in_key) == 4  # lower edge; upper edge; both
    assert all(one.get("stroke") == "#1a1a1a" for one in swatches)


@pytest.mark.parametrize("levels", range(1, 12))
def test_numbers_stand_out_from_the_tone_of_their_level(levels: int) -> None:
    pairs = tones(levels)
    assert len({fill for fill, _ in pairs}) == len(pairs) == levels
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


def test_counts_stand_out_and_the_longest_bar_leaves_room_for_its_number() -> None:
    image = counts_drawn()
    bars = boxes(image)
    assert [width for _, _, width in bars] == [pytest.approx(360 * 12 / 1234, abs=0.1), 360]
    assert {"12", "1 234", "0"} <= set(texts(image))
    assert contrast(str(of_tag(image, "rect")[1].get("fill"))) >= 4.5


def test_bars_use_only_the_elements_of_other_charts() -> None:
    drawn_elements = {one.tag.removeprefix(SVG) for one in (*shares_drawn(), *counts_drawn())}
    assert drawn_elements == {"title", "desc", "rect", "text", "line"}


def test_bars_without_names_say_so() -> None:
    image = counts_drawn(BarChart(id="a", title=" ", bars=(CountBar(label="", count=1),)))
    assert texts(image) == ["nimetön", "nimetön", "1"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"bars": (ShareBar(label="a", counts=(1, 2)),)}, "bar 1 has 2 counts"),
        ({"bars": (ShareBar(label="a", counts=(1, 2, -1, 0, 0, 0, 0)),)}, "below zero"),
        ({"segments": (*LEVELS[:2], *OTHERS, OTHERS[0])}, "5 segments are no levels"),
        ({"id": "Ä"}, "id"),
        ({"bars": ()}, "bars"),
        ({"segments": ()}, "segments"),
    ],
)
def test_shares_that_cannot_be_drawn_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        evolve(SHARES, **changes)


def test_a_count_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="count"):
        CountBar(label="a", count=-1)


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.text(max_size=200), st.lists(small_counts, min_size=7, max_size=7)),
        min_size=1,
        max_size=6,
    )
)
def test_any_shares_are_drawn_inside_the_image(rows: list[tuple[str, list[int]]]) -> None:
    bars = tuple(ShareBar(label=label, counts=tuple(counts)) for label, counts in rows)
    image = shares_drawn(evolve(SHARES, bars=bars))
    assert everything_inside(image)
    written = [text for text in texts(image) if text.isdigit()]
    assert len(written) >= sum(bool(count) for bar in bars for count in bar.counts)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.text(max_size=200), st.integers(0, 10**6)), min_size=1, max_size=9))
def test_any_counts_are_drawn_inside_the_image(rows: list[tuple[str, int]]) -> None:
    bars = tuple(CountBar(label=label, count=count) for label, count in rows)
    assert everything_inside(counts_drawn(evolve(COUNTS, bars=bars)))
