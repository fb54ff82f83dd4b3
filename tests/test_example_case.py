"""The long example: its files follow from one another, and what people filled is in the model."""

from __future__ import annotations

import datetime
import io
import runpy
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve
from pypdf import PdfReader

import toimintamalli as tm
from toimintamalli.analysis.baseline import DeviationKind as Kind
from toimintamalli.model import Evaluation, PracticeModel

CASE = Path(__file__).parents[1] / "examples" / "tapaus-omaishoito"
FILLED = CASE / "taytetyt"
SCRIPT: dict[str, Any] = runpy.run_path(str(CASE / "tayta.py"))
READINESS = "juurtumisvalmius"
LAST_DAY = datetime.date(2025, 12, 15)


def version(number: int) -> PracticeModel:
    (path,) = CASE.glob(f"{number}-*.yaml")
    return tm.load(path)


def read_back(into: PracticeModel, *names: str) -> PracticeModel:
    read = tm.read_many([FILLED / name for name in names], into=into)
    assert [one for one in read.diagnostics if one.severity is not tm.Severity.INFO] == []
    return read.model


def by_evaluators(evaluation: Evaluation) -> Evaluation:
    """Return an evaluation without the answers that were agreed on together afterwards."""
    own = tuple(answer for answer in evaluation.answers if answer.evaluator)
    return evolve(evaluation, answers=own)


def evaluation_of(model: PracticeModel, name: str) -> Evaluation:
    return next(one for one in model.evaluations if one.id == name)


def fields_of(data: bytes) -> dict[str, str]:
    fields = PdfReader(io.BytesIO(data)).get_fields() or {}
    return {name: str(field.get("/V") or "") for name, field in fields.items()}


def cells_of(data: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


@pytest.fixture(scope="module")
def workshop() -> PracticeModel:
    """The model as described, with the sheets of the workshop read into it."""
    return read_back(version(1), *sorted(path.name for path in FILLED.glob("*.pdf")))


@pytest.fixture(scope="module")
def second_round() -> PracticeModel:
    """The model after a year, with the workbook of the second round read into it."""
    return read_back(version(3), "toinen-kierros.xlsx")


def test_the_script_makes_the_sheets_that_are_kept() -> None:
    made = SCRIPT["filled_pdfs"]()
    assert sorted(made) == sorted(path.name for path in FILLED.glob("*.pdf"))
    for name, data in made.items():
        assert fields_of(data) == fields_of((FILLED / name).read_bytes()), name


def test_the_script_makes_the_workbook_that_is_kept() -> None:
    kept = (FILLED / "toinen-kierros.xlsx").read_bytes()
    assert cells_of(SCRIPT["filled_workbook"]()) == cells_of(kept)


def test_the_workbook_holds_no_clock() -> None:
    assert SCRIPT["filled_workbook"]() == SCRIPT["filled_workbook"]()
    properties = openpyxl.load_workbook(FILLED / "toinen-kierros.xlsx").properties
    assert f"{properties.modified:%Y-%m-%d}" == "2025-12-02"


def test_every_answer_of_the_workshop_is_read_back(workshop: PracticeModel) -> None:
    (evaluation,) = workshop.evaluations
    written = {
        (name.removeprefix("arviointi-").removesuffix(".pdf"), criterion): reason
        for name, (_, answers) in SCRIPT["FIRST_ROUND"].items()
        for criterion, (_, reason, _) in answers.items()
    }
    assert {(one.evaluator, one.criterion): one.reason for one in evaluation.answers} == written
    cells = [cell.text for sheet in workshop.placement_worksheets for cell in sheet.cells]
    assert sorted(cells) == sorted(
        text
        for answers in SCRIPT["PLACEMENTS"].values()
        for name, text in answers.items()
        if name not in {"tp4_source", "tp4_date"}
    )


def test_what_was_read_stands_in_the_accepted_model(workshop: PracticeModel) -> None:
    accepted = version(2)
    assert by_evaluators(evaluation_of(accepted, "juurtumisvalmius-1")) == workshop.evaluations[0]
    kept = {cell for sheet in accepted.placement_worksheets for cell in sheet.cells}
    assert {cell for sheet in workshop.placement_worksheets for cell in sheet.cells} <= kept


def test_reading_the_sheets_again_changes_nothing(workshop: PracticeModel) -> None:
    assert read_back(workshop, *(path.name for path in FILLED.glob("*.pdf"))) == workshop


def test_the_notes_of_the_workshop_stand_in_the_accepted_model() -> None:
    reading = tm.read_board(CASE / "laput.csv")
    assert reading.problems.codes == ()
    (board,) = version(2).boards
    assert board.notes == reading.board.notes


def test_the_plan_was_frozen_as_it_was_accepted() -> None:
    plan = version(2).rooting_plan
    assert plan is not None
    assert plan.baseline is not None
    assert (plan.baseline.tasks, plan.baseline.resources) == (plan.tasks, plan.resources)


def test_the_observations_of_the_year_stand_in_the_followed_model() -> None:
    reading = tm.read_observations(CASE / "mittarit.csv")
    assert reading.problems.codes == ()
    added = tm.add_observations(version(2), reading.rows).model
    assert [metric.observations for metric in added.metrics] == [
        metric.observations for metric in version(3).metrics
    ]


def test_the_plan_departs_from_the_frozen_one_in_every_way_with_a_reason() -> None:
    state = tm.plan_state(version(3), tm.get_instrument(READINESS))
    told = {one.kind: one.reason for one in state.deviations if one.task}
    assert told.keys() == {Kind.TASK_ADDED, Kind.TASK_DROPPED, Kind.DUE_MOVED}
    assert "" not in told.values()


def test_what_the_second_round_filled_stands_in_the_rooted_model(
    second_round: PracticeModel,
) -> None:
    rooted = version(4)
    read = evaluation_of(second_round, "juurtumisvalmius-2")
    assert by_evaluators(evaluation_of(rooted, "juurtumisvalmius-2")) == read
    assert len(read.answers) == len(SCRIPT["SECOND_ROUND"]) * 6
    assert [metric.observations for metric in rooted.metrics] == [
        metric.observations for metric in second_round.metrics
    ]


def test_the_texts_of_the_rooted_model_are_those_that_its_plan_gives() -> None:
    rooted = version(4)
    results = [
        tm.evaluate(one, tm.get_instrument(one.instrument), rooted) for one in rooted.evaluations
    ]
    for field, composed in (
        ("conditions_of_use", tm.compose_conditions(rooted)),
        ("evaluation_results", tm.compose_results(rooted, results)),
    ):
        section = rooted.form.section(field)
        assert section is not None
        assert section.text == composed.text


def test_the_picture_of_the_tutorial_is_what_the_library_draws() -> None:
    drawn = CASE.parents[1] / "docs" / "tutorial" / "vapaat.svg"
    metric = next(one for one in version(3).metrics if one.id == "vapaat")
    assert drawn.read_text("utf-8") == tm.metric_chart(metric, "en")


def test_only_the_finding_that_the_story_explains_is_left() -> None:
    report = tm.check(version(4), today=LAST_DAY)
    assert report.codes == ("TM409",)
    assert "TM409" in (CASE / "README.md").read_text("utf-8")
