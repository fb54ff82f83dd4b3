"""Progress of metrics (mittarit): from the baseline towards the target, told with its reasons.

There is no clock here: what is late is late on the day that the caller names, or else on that of
the latest observation.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from attrs import field, frozen

from toimintamalli.analysis.metric_history import metric_history
from toimintamalli.analysis.run_charts import exact_value
from toimintamalli.analysis.shares import Interval, Share
from toimintamalli.diagnostics import Report, failure
from toimintamalli.model import Direction, Metric, Observation, Target

__all__ = [
    "PERCENT",
    "MetricProgress",
    "NoProgress",
    "ObservedShare",
    "Pace",
    "metric_progress",
    "observed_share",
]

PERCENT = "%"
"""Unit of a metric whose values are percentages."""

_HUNDRED = 100

_ValueT = TypeVar("_ValueT", Observation, Target)


class NoProgress(StrEnum):
    """Why something about the progress of a metric cannot be told."""

    NO_OBSERVATIONS = "no_observations"
    NO_BASELINE = "no_baseline"
    NO_TARGET = "no_target"
    NO_DIRECTION = "no_direction"
    BEFORE_BASELINE = "before_baseline"
    """The latest observation is from before the baseline."""
    NO_DISTANCE = "no_distance"
    """The target equals the baseline."""
    MET_AT_START = "met_at_start"
    """The baseline is already better than the target."""
    NO_TARGET_DAY = "no_target_day"
    NO_TIME = "no_time"
    """The day of the target is not after that of the baseline."""


class Pace(StrEnum):
    """How a metric keeps to its time."""

    REACHED = "reached"
    """The latest value is at the target or better."""
    ON_THE_WAY = "on_the_way"
    """It is at least as far as an even pace from baseline to target would have brought it."""
    LATE = "late"
    """It is behind an even pace."""
    MISSED = "missed"
    """The day of the target has passed, and the latest value is not at the target."""
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class ObservedShare:
    """The cases behind a percentage.

    Attributes:
        share: So many of so many.
        approximated: Whether the count was computed from the value and n, as it is not recorded.
    """

    share: Share
    approximated: bool = False

    @property
    def interval(self) -> Interval:
        """Wilson's 95% interval of the share, from 0 to 1."""
        return self.share.interval()


@frozen(kw_only=True)
class MetricProgress:
    """How far a metric has come.

    Attributes:
        metric: The metric.
        as_of: The day from which it is seen; None where that is the latest observation.
        baseline: Where it started.
        latest: The latest observation up to that day.
        target: Where it should come.
        latest_share: The cases behind the latest value, where it is a share.
        change: The latest value less the baseline.
        way: Share of the way from baseline to target: 1 at the target, more beyond it, below 0
            where things got worse; None where it cannot be told.
        no_way: Why the way cannot be told.
        reached: Whether the latest value is at the target; None where it cannot be told.
        first_reached: Day of the first observation, from the baseline on, at the target.
        pace: How it keeps to its time.
        no_pace: Why that is not known.
        expected_way: Share of the way that an even pace gives on the day of the latest value.
        shortfall: How much is missing from the target, in the unit; None where it is reached or
            cannot be told.
        shortfall_reason: Why it was not reached, in the words of the model.
        doubled: Days that have several observations; the last written counts.
        unusable: How many observations have no finite number as value.
        findings: A target that was missed without a reason (TM465).
    """

    metric: Metric
    as_of: datetime.date | None
    baseline: Observation | None
    latest: Observation | None
    target: Target | None
    latest_share: ObservedShare | None = None
    change: Fraction | None = None
    way: Fraction | None = None
    no_way: NoProgress | None = None
    reached: bool | None = None
    first_reached: datetime.date | None = None
    pace: Pace = Pace.UNKNOWN
    no_pace: NoProgress | None = None
    expected_way: Fraction | None = None
    shortfall: Fraction | None = None
    shortfall_reason: str = ""
    doubled: tuple[datetime.date, ...] = ()
    unusable: int = 0
    findings: Report = field(factory=Report)


def metric_progress(metric: Metric, as_of: datetime.date | None = None) -> MetricProgress:
    """Return how far a metric has come.

    Args:
        metric: The metric; it is not changed.
        as_of: The day from which it is seen: later observations are left out, and a target day
            before it has passed. Without it, the day of the latest observation.

    Example:
        >>> metric = Metric(
        ...     id="hoitoon", name="Viikossa hoitoon päässeet", unit="%", direction=Direction.UP,
        ...     baseline=Observation(date=datetime.date(2024, 9, 30), value=52, n=410),
        ...     target=Target(value=80, date=datetime.date(2025, 12, 31)),
        ...     observations=(Observation(date=datetime.date(2025, 5, 31), value=78, n=395),),
        ... )
        >>> progress = metric_progress(metric)
        >>> progress.change, progress.way, progress.pace.value
        (Fraction(26, 1), Fraction(13, 14), 'on_the_way')
        >>> progress.latest_share.share, progress.latest_share.approximated
        (Share(count=308, n=395), True)
    """
    history = metric_history(metric, as_of)
    known = _Known(
        baseline=_finite(metric.baseline),
        target=_finite(metric.target),
        direction=metric.direction,
        latest=history.observations[-1] if history.observations else None,
        as_of=as_of,
    )
    way, no_way = known.way()
    expected, _ = known.expected_way()
    pace, no_pace = known.pace()
    missing = known.missing(known.latest)
    return MetricProgress(
        metric=metric,
        as_of=as_of,
        baseline=known.baseline,
        latest=known.latest,
        target=known.target,
        latest_share=observed_share(known.latest, metric.unit) if known.latest else None,
        change=known.change,
        way=way,
        no_way=no_way,
        reached=known.is_reached_by(known.latest),
        first_reached=known.first_reached(history.observations),
        pace=pace,
        no_pace=no_pace,
        expected_way=expected,
        shortfall=missing if missing is not None and missing > 0 else None,
        shortfall_reason=metric.shortfall_reason,
        doubled=history.doubled,
        unusable=history.unusable,
        findings=_findings(metric, pace),
    )


def observed_share(observation: Observation, unit: str) -> ObservedShare | None:
    """Return the cases behind a value, where it is a share.

    A count that is not recorded is computed from the percentage and n, and said to be so.

    Args:
        observation: The observation.
        unit: Unit of the metric.

    Returns:
        The share; None where there is no n, or the numbers make no share.

    Example:
        >>> observed_share(Observation(date=datetime.date(2025, 5, 31), value=78, n=395), "%")
        ObservedShare(share=Share(count=308, n=395), approximated=True)
    """
    count, n = observation.count, observation.n
    if n is None or n <= 0:
        return None
    if count is not None:
        return ObservedShare(share=Share(count, n)) if 0 <= count <= n else None
    if unit.strip() != PERCENT or not 0 <= observation.value <= _HUNDRED:
        return None
    near = math.floor(exact_value(observation.value) * n / _HUNDRED + Fraction(1, 2))
    return ObservedShare(share=Share(near, n), approximated=True)


# -- one question a method ---------------------------------------------------------------------


@frozen(kw_only=True)
class _Known:
    """What is known of a metric on a day."""

    baseline: Observation | None
    target: Target | None
    direction: Direction | None
    latest: Observation | None
    as_of: datetime.date | None

    @property
    def change(self) -> Fraction | None:
        if self.latest is None or self.baseline is None or self.latest.date < self.baseline.date:
            return None
        return exact_value(self.latest.value) - exact_value(self.baseline.value)

    def way(self) -> tuple[Fraction | None, NoProgress | None]:
        """Return the share of the way that has been gone, or why it cannot be told."""
        if self.latest is None:
            return None, NoProgress.NO_OBSERVATIONS
        if self.baseline is None:
            return None, NoProgress.NO_BASELINE
        if self.target is None:
            return None, NoProgress.NO_TARGET
        if self.direction is None:
            return None, NoProgress.NO_DIRECTION
        if self.change is None:
            return None, NoProgress.BEFORE_BASELINE
        distance = exact_value(self.target.value) - exact_value(self.baseline.value)
        if distance == 0:
            return None, NoProgress.NO_DISTANCE
        if (distance > 0) is not (self.direction is Direction.UP):
            return None, NoProgress.MET_AT_START
        return self.change / distance, None

    def expected_way(self) -> tuple[Fraction | None, NoProgress | None]:
        """Return the share of the time from baseline to target that has gone."""
        way, reason = self.way()
        if way is None or self.latest is None or self.baseline is None or self.target is None:
            return None, reason
        if self.target.date is None:
            return None, NoProgress.NO_TARGET_DAY
        whole = (self.target.date - self.baseline.date).days
        if whole <= 0:
            return None, NoProgress.NO_TIME
        gone = (self.latest.date - self.baseline.date).days
        return min(Fraction(1), Fraction(gone, whole)), None

    def pace(self) -> tuple[Pace, NoProgress | None]:
        """Return how the metric keeps to its time, or why that is not known."""
        reached = self.is_reached_by(self.latest)
        if reached:
            return Pace.REACHED, None
        if reached is False and self._day_has_passed():
            return Pace.MISSED, None
        way, _ = self.way()
        expected, reason = self.expected_way()
        if way is None or expected is None:
            return Pace.UNKNOWN, reason
        return (Pace.ON_THE_WAY if way >= expected else Pace.LATE), None

    def missing(self, observation: Observation | None) -> Fraction | None:
        """Return how much is missing from the target; below zero beyond it."""
        if observation is None or self.target is None or self.direction is None:
            return None
        missing = exact_value(self.target.value) - exact_value(observation.value)
        return missing if self.direction is Direction.UP else -missing

    def is_reached_by(self, observation: Observation | None) -> bool | None:
        """Return whether an observation is at the target."""
        missing = self.missing(observation)
        return None if missing is None else missing <= 0

    def first_reached(self, observations: Iterable[Observation]) -> datetime.date | None:
        """Return the first day, from the baseline on, on which the target was reached."""
        start = self.baseline.date if self.baseline else datetime.date.min
        return next(
            (one.date for one in observations if one.date >= start and self.is_reached_by(one)),
            None,
        )

    def _day_has_passed(self) -> bool:
        seen_from = self.as_of or (self.latest.date if self.latest else None)
        last = self.target.date if self.target else None
        return seen_from is not None and last is not None and seen_from > last


def _finite(known: _ValueT | None) -> _ValueT | None:
    """Return what holds a value that can be reckoned with."""
    return known if known is not None and math.isfinite(known.value) else None


def _findings(metric: Metric, pace: Pace) -> Report:
    if pace is not Pace.MISSED or metric.shortfall_reason.strip():
        return Report()
    return failure("TM465", "shortfall_reason", name=metric.name or metric.id)
