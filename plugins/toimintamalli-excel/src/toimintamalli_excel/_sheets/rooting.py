"""The rooting plan: its head as a table of fields, and a table for each of its lists."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from toimintamalli.model import (
    Baseline,
    CommunicationItem,
    Decision,
    EstablishmentPhase,
    GivingUp,
    OrganisationLevel,
    Ownership,
    PhasePlan,
    PlanReview,
    Precondition,
    PreconditionState,
    Resource,
    ResourceKind,
    Risk,
    RootingPlan,
    SuggestionRecord,
    SuggestionState,
    Task,
    TaskKind,
    TaskState,
    WorklistAnswer,
)
from toimintamalli_excel._sheets._evidence import evidence_text
from toimintamalli_excel._sheets._fields import field_row, field_table, list_rows
from toimintamalli_excel._tables import (
    Columns,
    Row,
    identified_table,
    key_column,
    numbered_table,
    told_column,
    told_table,
)
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import Column, ColumnKind, TableSheet


def rooting_sheets(plan: RootingPlan | None, words: Words) -> Iterator[TableSheet]:
    """Return the head of the plan, and a sheet for each of its lists that is not empty."""
    if plan is None:
        return
    yield field_table("RootingPlan", list(_head_rows(plan, words)), words)
    lists = (
        (plan.worklist, _worklist),
        (plan.preconditions, _preconditions),
        (plan.phases, _phases),
        (plan.tasks, _tasks),
        (plan.resources, _resources),
        (plan.ownership, _ownership),
        (plan.communication, _communication),
        (plan.giving_up, _giving_up),
        (plan.risks, _risks),
    )
    yield from (sheet(plan, words) for held, sheet in lists if held)
    if plan.baseline:
        yield from _baseline_sheets(plan.baseline, words)
    if plan.suggestions:
        yield _suggestions(plan, words)
    if plan.reviews:
        yield _reviews(plan, words)


def _head_rows(plan: RootingPlan, words: Words) -> Iterator[Row]:
    path = "rooting_plan."
    yield field_row(path, RootingPlan, "what", plan.what, words)
    yield field_row(path, RootingPlan, "project_aim", plan.project_aim, words)
    yield field_row(path, RootingPlan, "why", plan.why, words)
    yield from _decision_rows(plan.decision, words)
    yield from list_rows(path, RootingPlan, "strategy_goals", plan.strategy_goals, words)
    yield from list_rows(path, RootingPlan, "training", plan.training, words)
    yield from list_rows(path, RootingPlan, "enablers", plan.enablers, words)
    yield from list_rows(path, RootingPlan, "lessons", plan.lessons, words)
    yield field_row(path, RootingPlan, "next_review", plan.next_review, words)
    yield from _baseline_rows(plan.baseline, words)


def _decision_rows(decision: Decision | None, words: Words) -> Iterator[Row]:
    path = "rooting_plan.decision."
    shown = decision or Decision()
    state = words.value(decision.state) if decision else None
    yield field_row(path, Decision, "state", state, words)
    yield field_row(path, Decision, "level", shown.level, words)
    yield field_row(path, Decision, "date", shown.date, words)
    yield field_row(path, Decision, "address", shown.address, words)
    yield field_row(path, Decision, "evidence", evidence_text(shown.evidence, words), words)


def _baseline_rows(baseline: Baseline | None, words: Words) -> Iterator[Row]:
    path = "rooting_plan.baseline."
    date = baseline.date if baseline else None
    note = baseline.note if baseline else None
    yield field_row(path, Baseline, "date", date, words)
    yield field_row(path, Baseline, "note", note, words)


def _worklist(plan: RootingPlan, words: Words) -> TableSheet:
    of = Columns(WorklistAnswer, words)
    columns = (of.code("row", 28), of.text("text", 100))
    rows = [(answer.row, answer.text) for answer in plan.worklist]
    return numbered_table("Worklist", columns, rows, words)


def _preconditions(plan: RootingPlan, words: Words) -> TableSheet:
    of = Columns(Precondition, words)
    columns = (
        of.code("criterion", 28),
        of.choice("state", PreconditionState, 18),
        of.text("note", 50),
        of.text("evidence", 50),
    )
    rows = [
        (
            precondition.criterion,
            words.value(precondition.state),
            precondition.note,
            evidence_text(precondition.evidence, words),
        )
        for precondition in plan.preconditions
    ]
    return numbered_table("Preconditions", columns, rows, words)


def _phases(plan: RootingPlan, words: Words) -> TableSheet:
    of = Columns(PhasePlan, words)
    columns = (
        of.choice("phase", EstablishmentPhase, 24),
        of.day("start", 14),
        of.day("end", 14),
        of.text("note", 80),
    )
    rows = [
        (words.value(planned.phase), planned.start, planned.end, planned.note)
        for planned in plan.phases
    ]
    return numbered_table("Phases", columns, rows, words)


def _tasks(plan: RootingPlan, words: Words) -> TableSheet:
    return _task_table("Tasks", plan.tasks, words)


def _task_table(key: str, tasks: Sequence[Task], words: Words) -> TableSheet:
    of = Columns(Task, words)
    columns = (
        key_column(words.field(Task, "id"), 14),
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
        of.text("evidence", 30),
        of.text("deviation_reason", 24),
    )
    rows = [
        (
            task.id,
            task.what,
            words.value(task.state),
            words.value(task.kind),
            task.start,
            task.due,
            task.owner_role,
            task.owner_organisation,
            task.support,
            words.value(task.phase),
            task.worklist_row,
            evidence_text(task.evidence, words),
            task.deviation_reason,
        )
        for task in tasks
    ]
    return identified_table(key, columns, rows, words)


def _resources(plan: RootingPlan, words: Words) -> TableSheet:
    return _resource_table("Resources", plan.resources, words)


def _resource_table(key: str, resources: Sequence[Resource], words: Words) -> TableSheet:
    of = Columns(Resource, words)
    columns = (
        of.choice("kind", ResourceKind, 16),
        of.text("what", 40),
        of.integer("year", 9),
        of.decimal("needed", 13),
        of.decimal("secured", 13),
        _gap_column(words),
        of.code("unit", 12),
        of.text("payer", 30),
        of.yes_or_no("after_project", 16),
    )
    rows = [
        (
            words.value(resource.kind),
            resource.what,
            resource.year,
            resource.needed,
            resource.secured,
            _gap(resource),
            resource.unit,
            resource.payer,
            words.yes_or_no(resource.after_project),
        )
        for resource in resources
    ]
    return numbered_table(key, columns, rows, words)


def _gap_column(words: Words) -> Column:
    return told_column(words["resources.gap"], 12, ColumnKind.DECIMAL)


def _gap(resource: Resource) -> float | None:
    """Return what is still missing; unknown unless both amounts are known.

    Decimal numbers are subtracted as they are written: 0.3 less 0.1 leaves 0.2.
    """
    if resource.needed is None or resource.secured is None:
        return None
    if not (math.isfinite(resource.needed) and math.isfinite(resource.secured)):
        return None
    return float(Decimal(str(resource.needed)) - Decimal(str(resource.secured)))


def _ownership(plan: RootingPlan, words: Words) -> TableSheet:
    of = Columns(Ownership, words)
    columns = (
        of.choice("level", OrganisationLevel, 24),
        of.text("now", 50),
        of.text("after_project", 50),
    )
    rows = [(words.value(own.level), own.now, own.after_project) for own in plan.ownership]
    return numbered_table("Ownership", columns, rows, words)


def _communication(plan: RootingPlan, words: Words) -> TableSheet:
    of = Columns(CommunicationItem, words)
    columns = (
        of.text("audience", 26),
        of.text("message", 46),
        of.text("channel", 24),
        of.text("when", 22),
        of.text("sender", 22),
    )
    rows = [
        (item.audience, item.message, item.channel, item.when, item.sender)
        for item in plan.communication
    ]
    return numbered_table("Communication", columns, rows, words)


def _giving_up(plan: RootingPlan, words: Words) -> TableSheet:
    of = Columns(GivingUp, words)
    columns = (of.text("what", 60), of.day("when", 14), of.text("confirmed_by", 40))
    rows = [(item.what, item.when, item.confirmed_by) for item in plan.giving_up]
    return numbered_table("GivingUp", columns, rows, words)


def _risks(plan: RootingPlan, words: Words) -> TableSheet:
    of = Columns(Risk, words)
    columns = (of.text("what", 60), of.text("response", 60))
    rows = [(risk.what, risk.response) for risk in plan.risks]
    return numbered_table("Risks", columns, rows, words)


def _baseline_sheets(baseline: Baseline, words: Words) -> Iterator[TableSheet]:
    if baseline.tasks:
        yield told_table(_task_table("BaselineTasks", baseline.tasks, words))
    if baseline.resources:
        yield told_table(_resource_table("BaselineResources", baseline.resources, words))


def _suggestions(plan: RootingPlan, words: Words) -> TableSheet:
    of = Columns(SuggestionRecord, words)
    columns = (
        key_column(words.field(SuggestionRecord, "id"), 36),
        of.choice("state", SuggestionState, 16),
        of.day("date", 14),
        of.text("reason", 60),
        of.code("result", 20),
    )
    rows = [
        (decided.id, words.value(decided.state), decided.date, decided.reason, decided.result)
        for decided in plan.suggestions
    ]
    return identified_table("Suggestions", columns, rows, words)


def _reviews(plan: RootingPlan, words: Words) -> TableSheet:
    of = Columns(PlanReview, words)
    columns = (
        of.day("date", 14),
        of.text("finding", 50),
        of.text("decision", 50),
        of.code("metric", 18),
        of.code("task", 14),
    )
    rows = [(one.date, one.finding, one.decision, one.metric, one.task) for one in plan.reviews]
    return numbered_table("Reviews", columns, rows, words)
