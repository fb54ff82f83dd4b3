"""Checks of the rooting plan: its days, its tasks and owners, and the names that it uses."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from toimintamalli.analysis.ownership import leaving_owner
from toimintamalli.analysis.roles import project_words
from toimintamalli.analysis.timetable import is_open, phase_standings
from toimintamalli.diagnostics import Diagnostic, Wording, diagnostic
from toimintamalli.instruments import get_instrument
from toimintamalli.model import PracticeModel, RootingPlan, Task
from toimintamalli.model.rooting import READINESS_SET
from toimintamalli.vocabulary import ShownDate, enum_title, worklist_rows

__all__ = [
    "doubled_names",
    "impossible_times",
    "leaving_owners",
    "phases_out_of_order",
    "tasks_without_owner",
    "unknown_names",
    "unlikely_days",
]

_PLAN = "rooting_plan"
# A plan lives some years: a day outside this century is a slip of the pen.
_YEARS = range(2000, 2100)


def impossible_times(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM401: a task or a phase ends before it begins."""
    plan = model.rooting_plan or RootingPlan()
    times: list[tuple[str, str | Wording, datetime.date | None, datetime.date | None]] = [
        *(
            (f"tasks[{n}].due", task.what, task.start, task.due)
            for n, task in enumerate(plan.tasks)
        ),
        *(
            (f"phases[{n}].end", enum_title(phase.phase), phase.start, phase.end)
            for n, phase in enumerate(plan.phases)
        ),
    ]
    for field, what, start, end in times:
        if start and end and end < start:
            days = {"start": ShownDate(start), "end": ShownDate(end)}
            yield diagnostic("TM401", f"{_PLAN}.{field}", what=what, **days)


def unlikely_days(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM402: a day of the plan is so far away that it may be a slip of the pen."""
    for field, day in _days(model.rooting_plan or RootingPlan()):
        if day is not None and day.year not in _YEARS:
            yield diagnostic("TM402", f"{_PLAN}.{field}", day=ShownDate(day))


def _days(plan: RootingPlan) -> Iterator[tuple[str, datetime.date | None]]:
    for place, task in enumerate(plan.tasks):
        yield f"tasks[{place}].start", task.start
        yield f"tasks[{place}].due", task.due
    for place, phase in enumerate(plan.phases):
        yield f"phases[{place}].start", phase.start
        yield f"phases[{place}].end", phase.end
    for place, given in enumerate(plan.giving_up):
        yield f"giving_up[{place}].when", given.when
    if plan.decision:
        yield "decision.date", plan.decision.date
    for place, review in enumerate(plan.reviews):
        yield f"reviews[{place}].date", review.date
    yield "next_review", plan.next_review


def doubled_names(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM403, TM413, TM418, TM421: a task, phase, precondition or suggestion is there twice."""
    plan = model.rooting_plan or RootingPlan()
    for place, name in _again(task.id for task in plan.tasks):
        yield diagnostic("TM403", f"{_PLAN}.tasks[{place}].id", found=name)
    for place, _ in _again(planned.phase for planned in plan.phases):
        title = enum_title(plan.phases[place].phase)
        yield diagnostic("TM413", f"{_PLAN}.phases[{place}]", phase=title)
    for place, name in _again(precondition.criterion for precondition in plan.preconditions):
        yield diagnostic("TM418", f"{_PLAN}.preconditions[{place}].criterion", found=name)
    for place, name in _again(suggestion.id for suggestion in plan.suggestions):
        yield diagnostic("TM421", f"{_PLAN}.suggestions[{place}].id", found=name)


def _again(names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield where a name is there for the second time; a third time is not told again."""
    listed = list(names)
    return ((place, name) for place, name in enumerate(listed) if listed[:place].count(name) == 1)


def tasks_without_owner(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM404: nobody answers for a task that is still to be done."""
    for place, task in enumerate((model.rooting_plan or RootingPlan()).tasks):
        owner = f"{task.owner_role}{task.owner_organisation}"
        if is_open(task) and not owner.strip():
            yield diagnostic("TM404", f"{_PLAN}.tasks[{place}].owner_role", what=task.what)


def leaving_owners(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM405, TM406: an owner may leave with the project; a guess from the words.

    A task that ends before the project does is not told of.
    """
    plan = model.rooting_plan or RootingPlan()
    for place, owned in enumerate(plan.ownership):
        leaving = leaving_owner(owned, plan.ownership)
        if leaving:
            path = f"{_PLAN}.ownership[{place}].after_project"
            level = enum_title(owned.level)
            yield diagnostic("TM405", path, level=level, owner=leaving.owner, words=leaving.words)
    for place, task in enumerate(plan.tasks):
        words = project_words(f"{task.owner_role} {task.owner_organisation}")
        if words and is_open(task) and _outlives(task, model.programme.project_end):
            path = f"{_PLAN}.tasks[{place}].owner_organisation"
            yield diagnostic("TM406", path, what=task.what, words=words)


def _outlives(task: Task, project_end: datetime.date | None) -> bool:
    """Whether a task may go on after the project; where a day is not known, it may."""
    return project_end is None or task.due is None or task.due > project_end


def phases_out_of_order(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM412: a later one of the 4V begins before an earlier one."""
    for standing in phase_standings(model.rooting_plan or RootingPlan()):
        if standing.ahead_of:
            earlier = tuple(map(enum_title, standing.ahead_of))
            phase = enum_title(standing.phase)
            yield diagnostic("TM412", f"{_PLAN}.phases", phase=phase, earlier=earlier)


def unknown_names(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM415, TM416: the plan names a row or a precondition that nobody knows."""
    plan = model.rooting_plan or RootingPlan()
    rows = tuple(row.id for row in worklist_rows())
    named: list[tuple[str, str | None]] = [
        *((f"worklist[{place}].row", answer.row) for place, answer in enumerate(plan.worklist)),
        *((f"tasks[{place}].worklist_row", t.worklist_row) for place, t in enumerate(plan.tasks)),
    ]
    for field, name in named:
        if name is not None and name not in rows:
            yield diagnostic("TM415", f"{_PLAN}.{field}", found=name, allowed=rows)
    # The set is read only where there is something to look up in it.
    known = (
        tuple(c.id for c in get_instrument(READINESS_SET).criteria) if plan.preconditions else ()
    )
    for place, precondition in enumerate(plan.preconditions):
        if precondition.criterion not in known:
            path = f"{_PLAN}.preconditions[{place}].criterion"
            yield diagnostic("TM416", path, found=precondition.criterion, allowed=known)
