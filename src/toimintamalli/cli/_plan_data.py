"""Where a rooting plan stands, as plain data for programs."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from toimintamalli.analysis.baseline import Deviation
from toimintamalli.analysis.means import ResourceSum
from toimintamalli.analysis.plans import PlanState, PreconditionStanding, WorklistStanding
from toimintamalli.analysis.timetable import Due, PhaseStanding
from toimintamalli.cli._words import Words
from toimintamalli.model import Baseline, Decision

__all__ = ["state_data"]


def state_data(state: PlanState, words: Words) -> dict[str, Any]:
    """Return where a plan stands; amounts are texts, so that they stay exact."""
    plan = state.plan
    return {
        "planned": state.is_planned,
        "as_of": _day(state.as_of),
        "within": state.within,
        "what": plan.what,
        "why": plan.why,
        "worklist": [_row(row, words) for row in state.worklist],
        "preconditions": [_precondition(one, words) for one in state.preconditions],
        "phases": [_phase(phase) for phase in state.phases],
        "tasks": {group.state.value: [task.id for task in group.tasks] for group in state.tasks},
        "overdue": [_due(item) for item in state.overdue],
        "soon": [_due(item) for item in state.soon],
        "due": [_due(item) for item in state.due],
        "evidence": {group.kind.value: len(group.evidence) for group in state.evidence},
        "resources": [_resources(one) for one in state.resources],
        "unpaid": [resource.what for resource in state.unpaid],
        "ownership": [
            {
                "level": level.level.value,
                "now": list(level.now),
                "after": list(level.after),
                "left_alone": level.is_left_alone,
                "may_leave": [
                    {"owner": one.owner, "words": list(one.words)} for one in level.leaving
                ],
            }
            for level in state.ownership
        ],
        "decision": _decision(plan.decision or Decision()),
        "strategy_goals": list(plan.strategy_goals),
        "reviews": [
            {"date": _day(one.date), "finding": one.finding, "decision": one.decision}
            for one in plan.reviews
        ],
        "lessons": list(plan.lessons),
        "giving_up": [
            {"what": one.what, "when": _day(one.when), "confirmed_by": one.confirmed_by}
            for one in plan.giving_up
        ],
        "audiences": [
            {
                "audience": one.audience,
                "lines": len(one.items),
                "may_be_management": list(one.management),
            }
            for one in state.audiences
        ],
        "unanswered_risks": [risk.what for risk in state.unanswered_risks],
        "baseline": _baseline(plan.baseline),
        "deviations": [_deviation(one) for one in state.deviations],
        "next_review": _day(plan.next_review),
    }


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"


def _row(standing: WorklistStanding, words: Words) -> dict[str, Any]:
    return {
        "id": standing.row.id,
        "name": standing.row.name.get(words.language),
        "answers": list(standing.answers),
        "tasks": [task.id for task in standing.tasks],
    }


def _precondition(standing: PreconditionStanding, words: Words) -> dict[str, Any]:
    return {
        "id": standing.criterion.id,
        "question": standing.criterion.question.get(words.language),
        "state": standing.state.value,
        "told": standing.is_told,
        "notes": list(standing.notes),
        "evidence": [
            {"kind": one.kind.value, "title": one.title, "address": one.address}
            for one in standing.evidence
        ],
    }


def _phase(standing: PhaseStanding) -> dict[str, Any]:
    return {
        "phase": standing.phase.value,
        "start": _day(standing.start),
        "end": _day(standing.end),
        "begun": standing.is_begun,
        "tasks": [task.id for task in standing.tasks],
        "ahead_of": [phase.value for phase in standing.ahead_of],
    }


def _due(item: Due) -> dict[str, Any]:
    return {
        "kind": item.kind.value,
        "date": _day(item.date),
        "days": item.days,
        "task": item.task.id if item.task else None,
        "what": _what(item),
    }


def _what(item: Due) -> str | None:
    if item.task:
        return item.task.what
    return item.giving_up.what if item.giving_up else None


def _resources(one: ResourceSum) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "unit": one.unit,
        "year": one.year,
        "after_project": one.after_project,
        "needed": _amount(one.needed),
        "secured": _amount(one.secured),
        "missing": _amount(one.missing),
        "surplus": _amount(one.surplus),
        "unknown": one.unknown,
        "resources": len(one.resources),
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "state": decision.state.value,
        "level": decision.level,
        "date": _day(decision.date),
        "address": decision.address,
    }


def _baseline(baseline: Baseline | None) -> dict[str, Any] | None:
    return {"date": _day(baseline.date), "note": baseline.note} if baseline else None


def _deviation(one: Deviation) -> dict[str, Any]:
    task, resource = one.task or one.task_before, one.resource or one.resource_before
    return {
        "kind": one.kind.value,
        "task": task.id if task else None,
        "what": task.what if task else resource.what if resource else None,
        "days": one.days,
        "reason": one.reason or None,
    }
