"""The frozen plan (jäädytetty suunnitelma): what was promised, and how the plan departs from it.

Follow-up is against the plan, and the plan may be updated on its grounds; so both are kept.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import TypeVar

from attrs import evolve, frozen

from toimintamalli.diagnostics import failure
from toimintamalli.errors import AnalysisError
from toimintamalli.model import Baseline, PracticeModel, Resource, RootingPlan, Task, TaskState
from toimintamalli.vocabulary import ShownDate

__all__ = ["Deviation", "DeviationKind", "deviations", "freeze_plan"]

_Item = TypeVar("_Item", Task, Resource)


class DeviationKind(StrEnum):
    """How today's plan departs from the frozen one."""

    TASK_ADDED = "task_added"
    TASK_DROPPED = "task_dropped"
    DUE_MOVED = "due_moved"
    START_MOVED = "start_moved"
    OWNER_CHANGED = "owner_changed"
    RESOURCE_ADDED = "resource_added"
    RESOURCE_DROPPED = "resource_dropped"
    RESOURCE_CHANGED = "resource_changed"


@frozen(kw_only=True)
class Deviation:
    """One way in which today's plan departs from the frozen one.

    Attributes:
        kind: How.
        reason: Why; empty where no reason was given.
        task_before: The task as it was frozen.
        task: The task today; None where it is gone.
        resource_before: The resource as it was frozen.
        resource: The resource today; None where it is gone.
        days: By how many days a day moved, later above zero; None where one of the two days is
            not known, and where no day moved.
    """

    kind: DeviationKind
    reason: str = ""
    task_before: Task | None = None
    task: Task | None = None
    resource_before: Resource | None = None
    resource: Resource | None = None
    days: int | None = None


def freeze_plan(
    model: PracticeModel, date: datetime.date, note: str = "", *, replace: bool = False
) -> PracticeModel:
    """Return the model with its tasks and resources frozen as they are now.

    Args:
        model: The model; it is not changed.
        date: Day of the freezing.
        note: Why, and by which body.
        replace: Whether an earlier frozen plan may be replaced.

    Raises:
        AnalysisError: There is no plan (TM426), or one is frozen already and ``replace`` is
            false (TM427).

    Example:
        >>> import toimintamalli as tm
        >>> frozen = freeze_plan(tm.load("malli.yaml"), datetime.date(2025, 6, 30))
        >>> [task.id for task in frozen.rooting_plan.baseline.tasks]
        ['T1', 'T2']
    """
    plan = model.rooting_plan
    if plan is None:
        raise AnalysisError(failure("TM426", "rooting_plan"))
    if plan.baseline and not replace:
        path = "rooting_plan.baseline"
        raise AnalysisError(failure("TM427", path, date=ShownDate(plan.baseline.date)))
    baseline = Baseline(date=date, note=note, tasks=plan.tasks, resources=plan.resources)
    return evolve(model, rooting_plan=evolve(plan, baseline=baseline))


def deviations(plan: RootingPlan) -> tuple[Deviation, ...]:
    """Return how the plan departs from its frozen version: tasks first, then resources.

    Tasks are known by their identifiers, resources by kind, text, year and time. A task may be
    dropped by its state or by taking it away; only the first leaves a place for the reason.

    Args:
        plan: The plan; without a frozen version it departs from nothing.
    """
    if plan.baseline is None:
        return ()
    tasks = _pairs(plan.baseline.tasks, plan.tasks, lambda task: task.id)
    resources = _pairs(plan.baseline.resources, plan.resources, _resource_key)
    return (
        *(found for before, after in tasks for found in _of_task(before, after)),
        *(found for before, after in resources for found in _of_resource(before, after)),
    )


def _resource_key(resource: Resource) -> tuple[object, ...]:
    return resource.kind, resource.what.strip(), resource.year, resource.after_project


def _pairs(
    before: Iterable[_Item], after: Iterable[_Item], key: Callable[[_Item], object]
) -> Iterator[tuple[_Item | None, _Item | None]]:
    """Pair what was with what is; of several with one key, the first goes with the first."""
    left = list(before)
    for item in after:
        match = next((old for old in left if key(old) == key(item)), None)
        if match is not None:
            left.remove(match)
        yield match, item
    yield from ((old, None) for old in left)


def _of_task(before: Task | None, after: Task | None) -> Iterator[Deviation]:
    reason = after.deviation_reason.strip() if after else ""
    if before is None:
        yield Deviation(kind=DeviationKind.TASK_ADDED, reason=reason, task=after)
    elif after is None or _was_dropped(before, after):
        kind = DeviationKind.TASK_DROPPED
        yield Deviation(kind=kind, reason=reason, task_before=before, task=after)
    else:
        for kind, days in _task_changes(before, after):
            yield Deviation(kind=kind, reason=reason, task_before=before, task=after, days=days)


def _was_dropped(before: Task, after: Task) -> bool:
    return after.state is TaskState.DROPPED and before.state is not TaskState.DROPPED


def _task_changes(before: Task, after: Task) -> Iterator[tuple[DeviationKind, int | None]]:
    if before.due != after.due:
        yield DeviationKind.DUE_MOVED, _days(before.due, after.due)
    if before.start != after.start:
        yield DeviationKind.START_MOVED, _days(before.start, after.start)
    if _owner(before) != _owner(after):
        yield DeviationKind.OWNER_CHANGED, None


def _owner(task: Task) -> tuple[str, str]:
    return task.owner_role.strip(), task.owner_organisation.strip()


def _days(before: datetime.date | None, after: datetime.date | None) -> int | None:
    return (after - before).days if before and after else None


def _of_resource(before: Resource | None, after: Resource | None) -> Iterator[Deviation]:
    if before is None:
        yield Deviation(kind=DeviationKind.RESOURCE_ADDED, resource=after)
    elif after is None:
        yield Deviation(kind=DeviationKind.RESOURCE_DROPPED, resource_before=before)
    elif _means(before) != _means(after):
        kind = DeviationKind.RESOURCE_CHANGED
        yield Deviation(kind=kind, resource_before=before, resource=after)


def _means(resource: Resource) -> tuple[object, ...]:
    unit, payer = resource.unit.strip(), resource.payer.strip()
    return resource.needed, resource.secured, unit, payer
