"""The rooting plan: its head as a table of fields, and a table for each of its lists."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from toimintamalli.instruments import get_instrument
from toimintamalli.model import (
    CommunicationItem,
    EstablishmentPhase,
    GivingUp,
    OrganisationLevel,
    Ownership,
    PhasePlan,
    PlanReview,
    PracticeModel,
    Precondition,
    PreconditionState,
    Resource,
    ResourceKind,
    Risk,
    SuggestionRecord,
    SuggestionState,
    Task,
    TaskKind,
    TaskState,
    WorklistAnswer,
)
from toimintamalli.model.rooting import READINESS_SET
from toimintamalli.vocabulary import worklist_rows
from toimintamalli_excel._binding import SheetPlan
from toimintamalli_excel._records import RecordTable
from toimintamalli_excel._sheets._plan import held_in_plan, plan_of, put_into_plan
from toimintamalli_excel._tables import FieldColumn, Fields, column, told
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import ColumnKind


def rooting_sheets(words: Words) -> Iterator[SheetPlan]:
    """Return a sheet for each list of the plan; those of the everyday plan are always there."""
    yield _worklist(words)
    yield _preconditions(words)
    yield _phases(words)
    yield _tasks(words)
    yield _resources(words)
    yield _ownership(words)
    yield _communication(words)
    yield _giving_up(words)
    yield _risks(words)
    yield from _baseline(words)
    yield _suggestions(words)
    yield _reviews(words)


def _worklist(words: Words) -> SheetPlan:
    of = Fields(WorklistAnswer, words)
    rows = {row.id: row for row in worklist_rows()}

    def question(answer: WorklistAnswer) -> str | None:
        row = rows.get(answer.row)
        if row is None:
            return None
        return f"{row.name.get(words.language)}. {row.question.get(words.language)}"

    return RecordTable(
        key="Worklist",
        record=WorklistAnswer,
        columns=(
            of.key("row", 24),
            told(column(words["worklist.question"], 50), question),
            of.text("text", 60),
            of.text("owner_role", 22),
            of.text("when", 22),
        ),
        held=held_in_plan("worklist"),
        put=put_into_plan("worklist"),
        is_identified=True,
        offered=tuple(WorklistAnswer(row=row, text="") for row in rows),
        is_always=True,
    )


def _preconditions(words: Words) -> SheetPlan:
    of = Fields(Precondition, words)
    statements = {
        criterion.id: criterion.question.get(words.language)
        for criterion in get_instrument(READINESS_SET).criteria
    }
    return RecordTable(
        key="Preconditions",
        record=Precondition,
        columns=(
            of.key("criterion", 24),
            told(
                column(words["evaluation.question"], 50),
                lambda precondition: statements.get(precondition.criterion),
            ),
            of.choice("state", PreconditionState, 18),
            of.text("note", 40),
            of.evidence("evidence", 40),
        ),
        held=held_in_plan("preconditions"),
        put=put_into_plan("preconditions"),
        is_identified=True,
        offered=tuple(Precondition(criterion=criterion) for criterion in statements),
        is_always=True,
    )


def _phases(words: Words) -> SheetPlan:
    of = Fields(PhasePlan, words)
    return RecordTable(
        key="Phases",
        record=PhasePlan,
        columns=(
            of.choice("phase", EstablishmentPhase, 24),
            of.day("start", 14),
            of.day("end", 14),
            of.text("note", 80),
        ),
        held=held_in_plan("phases"),
        put=put_into_plan("phases"),
    )


def _tasks(words: Words) -> SheetPlan:
    return RecordTable(
        key="Tasks",
        record=Task,
        columns=_task_columns(words),
        held=held_in_plan("tasks"),
        put=put_into_plan("tasks"),
        is_identified=True,
        new_id="T",
        is_always=True,
    )


def _task_columns(words: Words) -> tuple[FieldColumn, ...]:
    of = Fields(Task, words)
    return (
        of.key("id", 14),
        of.text("what", 36),
        of.choice("state", TaskState, 14),
        of.choice("kind", TaskKind, 14),
        of.day("start", 12),
        of.day("due", 12),
        of.text("owner_role", 18),
        of.text("owner_organisation", 20),
        of.text("support", 18),
        of.choice("phase", EstablishmentPhase, 18),
        of.code("worklist_row", 14),
        of.evidence("evidence", 30),
        of.text("deviation_reason", 24),
    )


def _resources(words: Words) -> SheetPlan:
    return RecordTable(
        key="Resources",
        record=Resource,
        columns=_resource_columns(words),
        held=held_in_plan("resources"),
        put=put_into_plan("resources"),
        is_always=True,
    )


def _resource_columns(words: Words) -> tuple[FieldColumn, ...]:
    of = Fields(Resource, words)
    return (
        of.choice("kind", ResourceKind, 16),
        of.text("what", 40),
        of.integer("year", 9),
        of.decimal("needed", 13),
        of.decimal("secured", 13),
        told(column(words["resources.gap"], 12, ColumnKind.DECIMAL), _gap),
        of.code("unit", 12),
        of.text("payer", 30),
        of.yes_or_no("after_project", 16),
    )


def _gap(resource: Resource) -> float | None:
    """Return what is still missing; unknown unless both amounts are known.

    Decimal numbers are subtracted as they are written: 0.3 less 0.1 leaves 0.2.
    """
    if resource.needed is None or resource.secured is None:
        return None
    if not (math.isfinite(resource.needed) and math.isfinite(resource.secured)):
        return None
    return float(Decimal(str(resource.needed)) - Decimal(str(resource.secured)))


def _ownership(words: Words) -> SheetPlan:
    of = Fields(Ownership, words)
    return RecordTable(
        key="Ownership",
        record=Ownership,
        columns=(
            of.choice("level", OrganisationLevel, 24),
            of.text("now", 50),
            of.text("after_project", 50),
        ),
        held=held_in_plan("ownership"),
        put=put_into_plan("ownership"),
        offered=tuple(Ownership(level=level) for level in OrganisationLevel),
        is_always=True,
    )


def _communication(words: Words) -> SheetPlan:
    of = Fields(CommunicationItem, words)
    return RecordTable(
        key="Communication",
        record=CommunicationItem,
        columns=(
            of.text("audience", 26),
            of.text("message", 46),
            of.text("channel", 24),
            of.text("when", 22),
            of.text("sender", 22),
        ),
        held=held_in_plan("communication"),
        put=put_into_plan("communication"),
        is_always=True,
    )


def _giving_up(words: Words) -> SheetPlan:
    of = Fields(GivingUp, words)
    return RecordTable(
        key="GivingUp",
        record=GivingUp,
        columns=(of.text("what", 60), of.day("when", 14), of.text("confirmed_by", 40)),
        held=held_in_plan("giving_up"),
        put=put_into_plan("giving_up"),
    )


def _risks(words: Words) -> SheetPlan:
    of = Fields(Risk, words)
    return RecordTable(
        key="Risks",
        record=Risk,
        columns=(of.text("what", 60), of.text("response", 60)),
        held=held_in_plan("risks"),
        put=put_into_plan("risks"),
    )


def _baseline(words: Words) -> Iterator[SheetPlan]:
    """Return the frozen lists, which nobody is expected to change."""

    def held(field: str) -> Any:
        def frozen(model: PracticeModel) -> tuple[Any, ...]:
            baseline = plan_of(model).baseline
            records: tuple[Any, ...] = getattr(baseline, field) if baseline else ()
            return records

        return frozen

    yield RecordTable(
        key="BaselineTasks",
        record=Task,
        columns=_task_columns(words),
        held=held("tasks"),
        is_identified=True,
    )
    yield RecordTable(
        key="BaselineResources",
        record=Resource,
        columns=_resource_columns(words),
        held=held("resources"),
    )


def _suggestions(words: Words) -> SheetPlan:
    of = Fields(SuggestionRecord, words)
    return RecordTable(
        key="Suggestions",
        record=SuggestionRecord,
        columns=(
            of.key("id", 36),
            of.choice("state", SuggestionState, 16),
            of.day("date", 14),
            of.text("reason", 60),
            of.code("result", 20),
        ),
        held=held_in_plan("suggestions"),
        put=put_into_plan("suggestions"),
        is_identified=True,
    )


def _reviews(words: Words) -> SheetPlan:
    of = Fields(PlanReview, words)
    return RecordTable(
        key="Reviews",
        record=PlanReview,
        columns=(
            of.day("date", 14),
            of.text("finding", 50),
            of.text("decision", 50),
            of.code("metric", 18),
            of.code("task", 14),
        ),
        held=held_in_plan("reviews"),
        put=put_into_plan("reviews"),
    )
