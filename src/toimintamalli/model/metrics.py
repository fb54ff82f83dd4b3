"""Metrics (mittarit): what is followed, from where it started, and where it should come."""

from __future__ import annotations

import datetime
from enum import StrEnum

from attrs import frozen

from toimintamalli.model._record import Record

__all__ = ["Direction", "Metric", "MetricKind", "Observation", "Target"]


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


class MetricKind(StrEnum):
    """What a metric tells of."""

    OUTCOME = "outcome"
    PROCESS = "process"
    BALANCING = "balancing"
    EXPERIENCE = "experience"


@frozen(kw_only=True)
class Observation(Record):
    """A value on a day.

    Attributes:
        date: Day of the observation.
        value: The value, in the unit of the metric.
        n: Number of cases behind the value.
        note: Anything to add.
        count: How many of the ``n`` cases, where the value is a share.
        practice_changed: Whether the way of working changed on this day.
    """

    date: datetime.date
    value: float
    n: int | None = None
    note: str = ""
    count: int | None = None
    practice_changed: bool = False


@frozen(kw_only=True)
class Target(Record):
    """A value to reach.

    Attributes:
        value: The value, in the unit of the metric.
        date: Day by which.
    """

    value: float
    date: datetime.date | None = None


@frozen(kw_only=True)
class Metric(Record):
    """A metric (mittari).

    Attributes:
        id: Identifier, unique in the model.
        name: What it is called.
        definition: What exactly is counted.
        unit: Unit of the values, such as ``%`` or ``vrk``.
        kind: Outcome, process, balancing or experience.
        direction: Which way is better.
        numerator: What stands above the line of a share.
        denominator: What stands below it.
        source: Where the values come from.
        interval: How often it is followed.
        owner_role: Role that answers for it.
        baseline: Where it started.
        target: Where it should come.
        observations: Values over time.
        shortfall_reason: Why the target was not reached.
        criterion: Identifier of a criterion that it gives evidence for.
        strategy_goal: Goal of the organisation that it serves.
        task: Identifier of a task of the rooting plan that it follows.
    """

    id: str
    name: str
    definition: str = ""
    unit: str = ""
    kind: MetricKind | None = None
    direction: Direction | None = None
    numerator: str = ""
    denominator: str = ""
    source: str = ""
    interval: str = ""
    owner_role: str = ""
    baseline: Observation | None = None
    target: Target | None = None
    observations: tuple[Observation, ...] = ()
    shortfall_reason: str = ""
    criterion: str | None = None
    strategy_goal: str = ""
    task: str | None = None
