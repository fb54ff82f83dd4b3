"""How far a metric has come: where it started, where it is, and whether the target is reached."""

from __future__ import annotations

import datetime
from decimal import Decimal

from attrs import frozen

from toimintamalli.composition._prose import number_of
from toimintamalli.model import Direction, Metric, Observation, Target

__all__ = ["Progress", "progress_of"]


@frozen(kw_only=True)
class Progress:
    """How far a metric has come.

    Attributes:
        start: Where it started; None where no baseline is recorded.
        now: The latest observation; None where there is none.
        target: Where it should come.
        reached: Whether the latest observation reaches the target; None where that cannot be told.
        distance: How far the latest observation is from the target.
        is_over: Whether the latest observation is from the day of the target or later.
    """

    start: Observation | None
    now: Observation | None
    target: Target | None
    reached: bool | None = None
    distance: Decimal | None = None
    is_over: bool = False


def progress_of(metric: Metric, as_of: datetime.date | None = None) -> Progress:
    """Return how far a metric has come.

    Args:
        metric: The metric.
        as_of: Day from which it is seen; later observations are left out.
    """
    known = [one for one in metric.observations if _counts(one, as_of)]
    now = max(known, key=lambda one: one.date, default=None)
    start = metric.baseline if metric.baseline and _counts(metric.baseline, as_of) else None
    target = metric.target if metric.target and number_of(metric.target.value) is not None else None
    if now is None or target is None:
        return Progress(start=start, now=now, target=target)
    direction = metric.direction or _direction(start, target)
    value, goal = number_of(now.value), number_of(target.value)
    assert value is not None
    assert goal is not None
    reached = value >= goal if direction is Direction.UP else value <= goal
    return Progress(
        start=start,
        now=now,
        target=target,
        reached=reached if direction else None,
        distance=abs(goal - value),
        is_over=target.date is not None and now.date >= target.date,
    )


def _counts(observation: Observation, as_of: datetime.date | None) -> bool:
    on_time = as_of is None or observation.date <= as_of
    return on_time and number_of(observation.value) is not None


def _direction(start: Observation | None, target: Target) -> Direction | None:
    """Return the way from the start to the target, which tells what is better."""
    if start is None or start.value == target.value:
        return None
    return Direction.UP if target.value > start.value else Direction.DOWN
