"""The sheet of metrics: definitions, values and a chart, and what comes back of them."""

from __future__ import annotations

import datetime
import runpy
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from attrs import evolve
from hypothesis import given, settings

import toimintamalli as tm
from toimintamalli.charts import metric_chart, metric_sentences
from toimintamalli.errors import OptionError
from toimintamalli.model import (
    Direction,
    Metric,
    MetricKind,
    Observation,
    PracticeModel,
    Target,
)
from toimintamalli.testing import strategies
from toimintamalli.text import Language
from toimintamalli_pdf.layout import CellText, Figure, Heading, PageBreak, Table
from toimintamalli_pdf.sheets._metrics import MetricsPart, shown_metrics
from toimintamalli_pdf.sheets._reading import Reading
from toimintamalli_pdf.sheets._shown import Shown

ROOT = Path(__file__).parents[3]
MODELS = sorted((ROOT / "examples" / "models").glob("*.yaml"))
SHEETS = runpy.run_path(str(Path(__file__).with_name("sheets.py")))
FILES = runpy.run_path(str(Path(__file__).with_name("files.py")))
texts_of, returned, HOSTILE = SHEETS["texts_of"], SHEETS["returned"], SHEETS["HOSTILE"]
filled, read = FILES["filled"], SHEETS["read"]

DAY = datetime.date
START = Observation(date=DAY(2024, 1, 31), value=51.5, n=400, count=206)
FIRST = Observation(date=DAY(2024, 2, 29), value=54.0)
SECOND = Observation(date=DAY(2024, 3, 31), value=60.25, note="Uusi tapa", practice_changed=True)
WAIT = Metric(
    id="odotus",
    name="Viikossa hoitoon",
    unit="%",
    kind=MetricKind.OUTCOME,
    direction=Direction.UP,
    baseline=START,
    target=Target(value=80, date=DAY(2025, 12, 31)),
    observations=(FIRST, SECOND),
    task="T1",
)
CALLS = Metric(id="soitot", name="Uudet soitot", unit="kpl")
BLANK = SHEETS["BLANK"]
MODEL = evolve(BLANK, metrics=(WAIT, CALLS))
EMPTY = Shown(is_empty=True)
AT = "mittari_metrics_odotus"
NEW = "mittari_metrics_new"


def sheet(model: PracticeModel = MODEL, *, shown: Shown | None = None, **more: Any) -> MetricsPart:
    """The sheet of all metrics of a model, or of those that it is said to show."""
    told = shown or Shown(metrics=shown_metrics(model, None, is_empty=False))
    made = SHEETS["sheet_of"](MetricsPart, "mittari", model, part="metrics", shown=told, **more)
    assert isinstance(made, MetricsPart)
    return made


def proposed(
    changes: dict[str, str], model: PracticeModel = MODEL, shown: Shown | None = None
) -> tuple[PracticeModel, list[str]]:
    """What becomes of a model whose sheet came back changed, and the codes of what is told."""
    made = sheet(model, shown=shown)
    reading = returned(made, changes)
    return made.proposed(model, reading), [one.code for one in reading.finish()]


def read_later(
    changes: dict[str, str], now: PracticeModel, made: MetricsPart
) -> tuple[PracticeModel, Reading]:
    """What becomes of a model that changed after the sheet was made."""
    reading = returned(made, changes)
    return sheet(now, shown=made.context.shown).proposed(now, reading), reading


def tables(part: MetricsPart) -> list[Table]:
    return [one for one in part.parts() if isinstance(one, Table)]


# -- which metrics are shown ------------------------------------------------------------------


def test_all_metrics_are_shown_or_the_one_that_is_asked_for() -> None:
    assert shown_metrics(MODEL, None, is_empty=False) == ("odotus", "soitot")
    assert shown_metrics(MODEL, "soitot", is_empty=False) == ("soitot",)


def test_an_empty_sheet_shows_no_metric() -> None:
    assert shown_metrics(MODEL, None, is_empty=True) == ()
    assert shown_metrics(MODEL, "soitot", is_empty=True) == ()


@pytest.mark.parametrize("is_empty", [True, False])
def test_a_metric_that_the_model_does_not_have_is_refused(is_empty: bool) -> None:
    with pytest.raises(OptionError) as caught:
        shown_metrics(MODEL, "jono", is_empty)
    (finding,) = caught.value.report
    assert finding.code == "TM909"
    told = dict(finding.parameters)
    assert (told["option"], told["found"]) == ("metric", "jono")
    assert told["allowed"] == ("odotus", "soitot")


# -- what is shown ----------------------------------------------------------------------------


def test_every_metric_begins_a_page_under_its_name() -> None:
    parts = [one for one in sheet().parts() if isinstance(one, Heading | PageBreak)]
    names = [one.text if isinstance(one, Heading) else "" for one in parts]
    values = "Lähtöarvo, tavoite ja seurannan havainnot"
    assert names == ["Viikossa hoitoon", values, "", "Uudet soitot", values]


def test_the_fields_show_definition_values_and_rows_to_fill() -> None:
    texts = texts_of(sheet())
    assert texts[f"{AT}_unit"] == "%"
    assert texts[f"{AT}_kind"] == "Tulosmittari"
    assert texts[f"{AT}_direction"] == "Suurempi on parempi"
    assert (texts[f"{AT}_baseline_date"], texts[f"{AT}_baseline_value"]) == ("31.1.2024", "51,5")
    assert (texts[f"{AT}_target_date"], texts[f"{AT}_target_value"]) == ("31.12.2025", "80")
    assert texts[f"{AT}_observations_2_value"] == "60,25"
    assert texts[f"{AT}_observations_2_practice-changed"] == "kyllä"
    numbers = [name for name in texts if name.startswith(f"{AT}_observations_")]
    assert len(numbers) == 6 * (2 + 6)
    assert not any(text for name, text in texts.items() if f"{AT}_observations_3" in name)


def test_a_row_of_the_target_says_that_it_has_no_cases_behind_it() -> None:
    table = tables(sheet())[0]
    names = [cell.strong for row in table.rows if isinstance(cell := row[0], CellText)]
    assert names == ["Lähtöarvo", "Tavoite", *map(str, range(1, 9))]
    assert [isinstance(cell, CellText) for cell in table.rows[1]] == [
        True, False, False, True, True, True, True
    ]  # fmt: skip


@pytest.mark.parametrize("language", Language)
def test_the_chart_says_in_words_what_it_shows_and_stands_before_its_values(
    language: Language,
) -> None:
    parts = list(sheet(language=language).parts())
    (figure,) = (one for one in parts if isinstance(one, Figure))
    assert figure.svg == metric_chart(WAIT, language)
    assert all(one in figure.alternative_text for one in metric_sentences(WAIT, language))
    assert WAIT.name in figure.alternative_text
    assert parts.index(figure) < parts.index(tables(sheet(language=language))[0])


def test_a_metric_that_was_never_observed_has_no_chart() -> None:
    only = Shown(metrics=("soitot",))
    assert not [one for one in sheet(shown=only).parts() if isinstance(one, Figure)]


@pytest.mark.parametrize("shown", [EMPTY, None])
def test_a_sheet_without_metrics_offers_one_to_define(shown: Shown | None) -> None:
    made = sheet(MODEL if shown else BLANK, shown=shown)
    texts = texts_of(made)
    assert texts
    assert all(name.startswith(NEW) for name in texts)
    assert not any(texts.values())
    assert len(tables(made)) == 1


def test_a_screen_reader_hears_the_metric_and_the_row_at_every_field() -> None:
    labels = {place.name: place.label.get(Language.FINNISH) for place in sheet().places()}
    assert labels[f"{AT}_source"] == "Viikossa hoitoon, Tietolähde"
    assert labels[f"{AT}_observations_2_value"] == "Viikossa hoitoon, Havainto, 2, Arvo"
    assert labels[f"{AT}_target_value"] == "Viikossa hoitoon, Tavoite, Tavoitearvo"
    assert len(set(labels.values())) == len(labels)


# -- what comes back --------------------------------------------------------------------------


@pytest.mark.parametrize("file", MODELS, ids=lambda file: file.stem)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("has_marks", [True, False])
def test_a_sheet_of_an_example_that_nobody_changed_changes_nothing(
    file: Path, language: Language, has_marks: bool
) -> None:
    model = tm.load(file)
    made = sheet(model, language=language)
    reading = returned(made, has_marks=has_marks)
    assert made.proposed(model, reading) is model
    assert reading.finish() == ()


@given(strategies.practice_models())
@settings(max_examples=50, deadline=None)
def test_a_sheet_that_nobody_changed_changes_nothing(model: PracticeModel) -> None:
    made = sheet(model)
    assert list(made.parts())
    for has_marks in (True, False):
        assert made.proposed(model, returned(made, has_marks=has_marks)) == model


def test_metrics_of_one_identifier_are_kept_apart() -> None:
    model = evolve(MODEL, metrics=(WAIT, evolve(CALLS, id="odotus")))
    changed, codes = proposed({f"{AT}_2_source": "Puhelinvaihde"}, model)
    assert changed.metrics == (WAIT, evolve(CALLS, id="odotus", source="Puhelinvaihde"))
    assert codes == []


def test_a_changed_definition_changes_its_metric_and_nothing_else() -> None:
    changes = {f"{AT}_unit": "vrk", f"{AT}_direction": "Pienempi on parempi"}
    changed, codes = proposed(changes)
    metric = evolve(WAIT, unit="vrk", direction=Direction.DOWN)
    assert changed == evolve(MODEL, metrics=(metric, CALLS))
    assert codes == []


@pytest.mark.parametrize(
    ("written", "value"), [("61,5", 61.5), ("1 061,5", 1061.5), ("61,5 %", 61.5), ("−3", -3.0)]
)
def test_numbers_are_read_as_finns_write_them(written: str, value: float) -> None:
    changed, codes = proposed({f"{AT}_observations_2_value": written})
    assert changed.metrics[0].observations == (FIRST, evolve(SECOND, value=value))
    assert codes == []


def test_a_value_of_zero_is_a_value() -> None:
    model = evolve(MODEL, metrics=(evolve(WAIT, target=Target(value=5)),))
    changed, _ = proposed({f"{AT}_target_value": "0"}, model)
    assert changed.metrics[0].target == Target(value=0)


def test_a_new_observation_takes_its_place_in_the_order_of_time() -> None:
    row = f"{AT}_observations_3"
    changes = {f"{row}_date": "15.3.2024", f"{row}_value": "57", f"{row}_n": "390"}
    changed, codes = proposed(changes)
    new = Observation(date=DAY(2024, 3, 15), value=57, n=390)
    assert changed.metrics == (evolve(WAIT, observations=(FIRST, new, SECOND)), CALLS)
    assert codes == []


def test_observations_in_another_order_stay_so() -> None:
    model = evolve(MODEL, metrics=(evolve(WAIT, observations=(SECOND, FIRST)),))
    row = f"{AT}_observations_3"
    changed, _ = proposed({f"{row}_date": "15.3.2024", f"{row}_value": "57"}, model)
    new = Observation(date=DAY(2024, 3, 15), value=57)
    assert changed.metrics[0].observations == (SECOND, FIRST, new)


def test_a_sheet_that_is_read_again_adds_no_observation_twice() -> None:
    row = f"{AT}_observations_3"
    changes = {f"{row}_date": "15.3.2024", f"{row}_value": "57"}
    once, _ = proposed(changes)
    twice, reading = read_later(changes, once, sheet())
    assert twice == once
    assert [one.code for one in reading.finish()] == ["PDF130"]


def test_an_emptied_row_takes_its_observation_away() -> None:
    row = f"{AT}_observations_2"
    names = ("date", "value", "note", "practice-changed")
    changed, codes = proposed({f"{row}_{name}": "" for name in names})
    assert changed.metrics == (evolve(WAIT, observations=(FIRST,)), CALLS)
    assert codes == []


def test_emptied_baseline_and_target_are_gone() -> None:
    names = [f"baseline_{name}" for name in ("date", "value", "n", "count")]
    names += ["target_date", "target_value"]
    changed, codes = proposed({f"{AT}_{name}": "" for name in names})
    assert changed.metrics == (evolve(WAIT, baseline=None, target=None), CALLS)
    assert codes == []


def test_baseline_and_target_that_were_missing_are_added() -> None:
    at = "mittari_metrics_soitot"
    changes = {
        f"{at}_baseline_date": "1.2.2024",
        f"{at}_baseline_value": "120",
        f"{at}_target_value": "60",
    }
    changed, codes = proposed(changes)
    baseline = Observation(date=DAY(2024, 2, 1), value=120)
    assert changed.metrics == (WAIT, evolve(CALLS, baseline=baseline, target=Target(value=60)))
    assert codes == []


def test_a_value_without_its_day_is_told_and_not_added() -> None:
    changed, codes = proposed({f"{AT}_observations_3_value": "57"})
    assert changed is MODEL
    assert codes == ["PDF137"]


def test_a_day_taken_from_an_observation_is_told_and_changes_nothing() -> None:
    changed, codes = proposed({f"{AT}_observations_2_date": ""})
    assert changed is MODEL
    assert codes == ["PDF137"]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("observations_2_value", "noin 60"),
        ("observations_2_date", "maaliskuun loppu"),
        ("observations_2_n", "1,5"),
        ("observations_2_practice-changed", "ehkä"),
        ("target_date", "6/10/2025"),
        ("kind", "muu"),
    ],
)
def test_what_cannot_be_read_is_told_and_changes_nothing(field: str, text: str) -> None:
    changed, codes = proposed({f"{AT}_{field}": text})
    assert changed is MODEL
    assert codes == ["PDF135"]


def test_an_emptied_metric_is_gone() -> None:
    only = evolve(MODEL, metrics=(WAIT, evolve(CALLS, unit="")))
    changed, codes = proposed({"mittari_metrics_soitot_name": ""}, only)
    assert changed.metrics == (WAIT,)
    assert codes == []


def test_a_metric_of_which_the_sheet_does_not_show_all_is_kept() -> None:
    metric = Metric(id="m", name="Nimi", task="T1")
    changed, _ = proposed({"mittari_metrics_m_name": ""}, evolve(MODEL, metrics=(metric,)))
    assert changed.metrics == (evolve(metric, name=""),)


# -- a new metric -----------------------------------------------------------------------------

DEFINED = {
    f"{NEW}_name": "Jonossa olevat",
    f"{NEW}_unit": "hlö",
    f"{NEW}_baseline_date": "2024-01-31",
    f"{NEW}_baseline_value": "40",
    f"{NEW}_observations_1_date": "29.2.2024",
    f"{NEW}_observations_1_value": "38",
}
QUEUE = Metric(
    id="mittari-1",
    name="Jonossa olevat",
    unit="hlö",
    baseline=Observation(date=DAY(2024, 1, 31), value=40),
    observations=(Observation(date=DAY(2024, 2, 29), value=38),),
)


def test_an_empty_sheet_adds_a_metric_behind_the_others() -> None:
    changed, codes = proposed(DEFINED, shown=EMPTY)
    assert changed.metrics == (WAIT, CALLS, QUEUE)
    assert codes == []


def test_a_new_metric_gets_an_identifier_that_no_other_has() -> None:
    model = evolve(MODEL, metrics=(evolve(WAIT, id="mittari-1"),))
    changed, _ = proposed(DEFINED, model, EMPTY)
    assert [metric.id for metric in changed.metrics] == ["mittari-1", "mittari-2"]


def test_an_empty_sheet_that_is_read_again_adds_no_metric_twice() -> None:
    once, _ = proposed(DEFINED, shown=EMPTY)
    twice, codes = proposed(DEFINED, once, EMPTY)
    assert twice is once
    assert codes == ["PDF130"]


def test_an_empty_sheet_that_came_back_empty_adds_nothing() -> None:
    changed, codes = proposed({}, shown=EMPTY)
    assert changed is MODEL
    assert codes == []


@pytest.mark.parametrize("text", HOSTILE)
def test_names_of_any_kind_can_be_drawn_and_read(text: str) -> None:
    metric = evolve(WAIT, id=text, name=text, unit=text, observations=(evolve(FIRST, note=text),))
    model = evolve(MODEL, metrics=(metric,))
    made = sheet(model)
    assert [part for part in made.parts() if isinstance(part, Heading)]
    assert made.proposed(model, returned(made)) == model


# -- a model that changed meanwhile -----------------------------------------------------------


def test_what_nobody_touched_on_the_sheet_stays_as_the_model_has_it_now() -> None:
    metric = evolve(WAIT, name="Hoitoon viikossa", target=None, observations=(SECOND,))
    now = evolve(MODEL, metrics=(metric,))
    changed, reading = read_later({}, now, sheet())
    assert changed is now
    assert reading.finish() == ()


def test_an_observation_is_known_again_wherever_it_stands_now() -> None:
    earlier = Observation(date=DAY(2023, 12, 31), value=50)
    now = evolve(MODEL, metrics=(CALLS, evolve(WAIT, observations=(earlier, FIRST, SECOND))))
    changed, reading = read_later({f"{AT}_observations_2_value": "61"}, now, sheet())
    assert changed.metrics[1].observations == (earlier, FIRST, evolve(SECOND, value=61))
    assert reading.finish() == ()


def test_a_value_that_changed_in_both_places_stays_and_is_told() -> None:
    now = evolve(MODEL, metrics=(evolve(WAIT, target=Target(value=75)), CALLS))
    changed, reading = read_later({f"{AT}_target_value": "85"}, now, sheet())
    assert changed == now
    assert [one.code for one in reading.finish()] == ["PDF134"]


def test_a_changed_metric_that_is_gone_from_the_model_is_added_whole_and_told() -> None:
    now = evolve(MODEL, metrics=(CALLS,))
    changed, reading = read_later({f"{AT}_observations_1_value": "55"}, now, sheet())
    observations = (evolve(FIRST, value=55), SECOND)
    assert changed.metrics == (CALLS, evolve(WAIT, observations=observations, task=None))
    assert [one.code for one in reading.finish()] == ["PDF136"]


def test_a_metric_that_is_gone_stays_so_where_nobody_touched_it() -> None:
    now = evolve(MODEL, metrics=(CALLS,))
    changed, reading = read_later({}, now, sheet())
    assert changed is now
    assert reading.finish() == ()


def test_an_observation_that_is_gone_but_was_changed_is_added_anew_and_told() -> None:
    now = evolve(MODEL, metrics=(evolve(WAIT, observations=(FIRST,)), CALLS))
    changed, reading = read_later({f"{AT}_observations_2_value": "61"}, now, sheet())
    assert changed.metrics[0].observations == (FIRST, evolve(SECOND, value=61))
    assert [one.code for one in reading.finish()] == ["PDF136"]


def test_blank_fields_without_marks_empty_nothing_where_they_must_not() -> None:
    made = sheet()
    reading = evolve(returned(made, {f"{AT}_unit": ""}, has_marks=False), clears=False)
    assert made.proposed(MODEL, reading) is MODEL
    assert [one.code for one in reading.finish()] == ["PDF125"]


# -- files ------------------------------------------------------------------------------------


def rendered(model: PracticeModel = MODEL, **options: Any) -> bytes:
    return SHEETS["file_of"]("mittari", model, **options)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("prefill", [True, False])
def test_the_file_is_accessible_and_comes_back_as_it_was(
    language: Language, prefill: bool, findings: Callable[[bytes], list[str]]
) -> None:
    data = rendered(language=language, prefill=prefill)
    assert findings(data) == []
    assert read(data, MODEL).model is MODEL


def test_the_chart_of_a_file_can_be_read_aloud() -> None:
    with pikepdf.open(BytesIO(rendered(metric="odotus"))) as pdf:
        figures = [one for one in pdf.objects if is_figure(one)]
        (alternative,) = (str(one.Alt) for one in figures)
    assert alternative.startswith("Viikossa hoitoon, kaavio. Lähtöarvo 51,5")


def is_figure(found: pikepdf.Object) -> bool:
    return isinstance(found, pikepdf.Dictionary) and found.get("/S") == pikepdf.Name.Figure


def test_a_filled_file_brings_a_metric_into_a_model() -> None:
    imported = read(filled(rendered(prefill=False), DEFINED), MODEL)
    assert imported.model.metrics == (WAIT, CALLS, QUEUE)
    assert imported.diagnostics.codes == ()


def test_a_filled_file_brings_values_and_changes_into_a_model() -> None:
    row = f"{AT}_observations_3"
    answers = {f"{row}_date": "30.4.2024", f"{row}_value": "66,5 %", f"{AT}_source": "Raportti"}
    imported = read(filled(rendered(), answers), MODEL)
    new = Observation(date=DAY(2024, 4, 30), value=66.5)
    metric = evolve(WAIT, observations=(FIRST, SECOND, new), source="Raportti")
    assert imported.model.metrics == (metric, CALLS)
    assert imported.diagnostics.codes == ()


def test_a_file_that_is_read_without_its_model_brings_its_metrics_as_they_are() -> None:
    model = read(rendered()).model
    assert model.metrics == (evolve(WAIT, task=None), CALLS)


def test_two_people_can_each_define_a_metric() -> None:
    empty = rendered(prefill=False)
    first = read(filled(empty, DEFINED), MODEL).model
    second = read(filled(empty, {f"{NEW}_name": "Odotusaika"}), into=first).model
    assert second.metrics == (WAIT, CALLS, QUEUE, Metric(id="mittari-2", name="Odotusaika"))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_file_with_a_metric_of_any_name_is_made_and_comes_back(text: str) -> None:
    model = evolve(MODEL, metrics=(evolve(WAIT, id="m", name=text, unit=text),))
    assert read(rendered(model), into=model).model is model
