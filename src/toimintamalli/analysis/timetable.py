"""Times of a rooting plan: what is due and when, and how the 4V phases follow each other.

Nothing here knows what day it is: whoever asks says from which day to look.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from enum import StrEnum

from attrs import evolve, frozen

from toimintamalli.model import (
    DecisionState,
    EstablishmentPhase,
    GivingUp,
    PhasePlan,
    PracticeModel,
    RootingPlan,
    Task,
    TaskState,
)

__all__ = ["Due", "DueKind", "PhaseStanding", "due_days", "is_open", "phase_standings"]


class DueKind(StrEnum):
    """What falls on a day."""

    TASK = "task"
    GIVING_UP = "giving_up"
    DECISION = "decision"
    PLAN_REVIEW = "plan_review"
    MODEL_REVIEW = "model_review"


@frozen(kw_only=True)
class Due:
    """Something that waits for its day.

    Attributes:
        kind: What it is.
        date: The day.
        task: The task, where it is one.
        giving_up: The old practice that ends, where it is one.
        days: Days until the day; below zero where it has passed. None where nobody said from
            which day to look.
    """

    kind: DueKind
    date: datetime.date
    task: Task | None = None
    giving_up: GivingUp | None = None
    days: int | None = None

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed."""
        return self.days is not None and self.days < 0

    def is_within(self, days: int) -> bool:
        """Return whether its day is today or at most so many days ahead."""
        return self.days is not None and 0 <= self.days <= days


def due_days(model: PracticeModel, as_of: datetime.date | None) -> tuple[Due, ...]:
    """Return what still waits for its day, in the order of the days.

    That is: tasks that are neither done nor dropped, old practices whose end is ahead or not
    confirmed, a decision not made yet, and the reviews of the plan and of the model.

    Args:
        model: The model.
        as_of: From which day to look; without it, everything with a day that is not settled.
    """
    found = [*_of_plan(model.rooting_plan), *_of_model(model)]
    looked = [item if as_of is None else _from(as_of, item) for item in found]
    return tuple(sorted(filter(_waits, looked), key=lambda item: item.date))


def _of_plan(plan: RootingPlan | None) -> Iterator[Due]:
    if plan is None:
        return
    for task in plan.tasks:
        if task.due and is_open(task):
            yield Due(kind=DueKind.TASK, date=task.due, task=task)
    for given in plan.giving_up:
        if given.when:
            yield Due(kind=DueKind.GIVING_UP, date=given.when, giving_up=given)
    waiting = (DecisionState.NONE, DecisionState.PREPARED)
    if plan.decision and plan.decision.date and plan.decision.state in waiting:
        yield Due(kind=DueKind.DECISION, date=plan.decision.date)
    if plan.next_review:
        yield Due(kind=DueKind.PLAN_REVIEW, date=plan.next_review)


def _of_model(model: PracticeModel) -> Iterator[Due]:
    if model.next_review:
        yield Due(kind=DueKind.MODEL_REVIEW, date=model.next_review)


def _from(day: datetime.date, item: Due) -> Due:
    return evolve(item, days=(item.date - day).days)


def _waits(item: Due) -> bool:
    """Whether an item still waits; an old practice confirmed to have ended does not."""
    return not (item.is_overdue and item.giving_up and item.giving_up.confirmed_by.strip())


def is_open(task: Task) -> bool:
    """Return whether a task is still to be done."""
    return task.state not in (TaskState.DONE, TaskState.DROPPED)


# -- phases -----------------------------------------------------------------------------------


@frozen(kw_only=True)
class PhaseStanding:
    """Where one of the 4V stands.

    Attributes:
        phase: The phase.
        plans: Times that the plan gives it.
        tasks: Its tasks.
        start: First day: that of the plan, else of the earliest task that is not dropped.
        end: Last day of the plan; None where it goes on or is not known.
        is_begun: Whether a task of it is under way or done, or its planned day has come.
        ahead_of: Earlier phases that it begins before, or has begun before.
    """

    phase: EstablishmentPhase
    plans: tuple[PhasePlan, ...] = ()
    tasks: tuple[Task, ...] = ()
    start: datetime.date | None = None
    end: datetime.date | None = None
    is_begun: bool = False
    ahead_of: tuple[EstablishmentPhase, ...] = ()

    @property
    def is_planned(self) -> bool:
        """Whether the plan says anything of it."""
        return bool(self.plans or self.tasks)


def phase_standings(
    plan: RootingPlan, as_of: datetime.date | None = None
) -> tuple[PhaseStanding, ...]:
    """Return the 4V in their cumulative order, and which of them are begun too early.

    A later phase may go on beside the earlier ones; it may not begin before them. Of a phase that
    the plan says nothing of, nothing is concluded.

    Args:
        plan: The plan.
        as_of: From which day to look; without it, only the states of tasks tell what is begun.
    """
    standings: list[PhaseStanding] = []
    for phase in EstablishmentPhase:
        standing = _standing(phase, plan, as_of)
        ahead = [earlier.phase for earlier in standings if _is_ahead(standing, earlier)]
        standings.append(evolve(standing, ahead_of=tuple(ahead)))
    return tuple(standings)


def _standing(
    phase: EstablishmentPhase, plan: RootingPlan, as_of: datetime.date | None
) -> PhaseStanding:
    plans = tuple(planned for planned in plan.phases if planned.phase is phase)
    tasks = tuple(task for task in plan.tasks if task.phase is phase)
    starts = [planned.start for planned in plans if planned.start]
    of_tasks = [task.start for task in tasks if task.start and task.state is not TaskState.DROPPED]
    ends = [planned.end for planned in plans]
    known_ends = [end for end in ends if end is not None]
    begun = any(task.state in (TaskState.IN_PROGRESS, TaskState.DONE) for task in tasks)
    start = min(starts or of_tasks, default=None)
    return PhaseStanding(
        phase=phase,
        plans=plans,
        tasks=tasks,
        start=start,
        end=max(known_ends) if known_ends and len(known_ends) == len(ends) else None,
        is_begun=begun or bool(as_of and starts and min(starts) <= as_of),
    )


def _is_ahead(later: PhaseStanding, earlier: PhaseStanding) -> bool:
    if not earlier.is_planned:
        return False
    if later.start and earlier.start:
        return later.start < earlier.start
    return later.is_begun and not earlier.is_begun
