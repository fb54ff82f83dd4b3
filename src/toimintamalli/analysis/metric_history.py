"""The history of a metric: its observations in the order of time, and what they show together."""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from toimintamalli.analysis.run_charts import (
    LEAST_POINTS,
    NoVerdict,
    RunChart,
    XmrChart,
    exact_value,
    middle,
    run_chart,
    xmr_chart,
)
from toimintamalli.model import Metric, Observation

__all__ = ["MetricHistory", "Period", "PracticeChange", "metric_history"]


@frozen(kw_only=True)
class Period:
    """The time between two changes of practice.

    Attributes:
        n: How many observations it has.
        median: Their median; None where there are too few.
        reason: Why there is no median; None where there is.
    """

    n: int
    median: Fraction | None = None
    reason: NoVerdict | None = None


@frozen(kw_only=True)
class PracticeChange:
    """A day on which the way of working changed (toimintatapa muuttui).

    Attributes:
        place: Place of its observation in the history.
        date: The day.
        note: What the observation says of it.
        before: The time before it, back to the change before.
        after: The time from this day on, up to the next change.
    """

    place: int
    date: datetime.date
    note: str
    before: Period
    after: Period


@frozen(kw_only=True)
class MetricHistory:
    """The observations of a metric in the order of time.

    Attributes:
        observations: The observations; of those of one day the first written comes first.
        doubled: Days that have several observations.
        unusable: How many observations were left out, as their value is no finite number.
        run_chart: The run chart; None where there are no observations.
        xmr_chart: The XmR chart; None where there are no observations.
        changes: Days on which the way of working changed.
    """

    observations: tuple[Observation, ...] = ()
    doubled: tuple[datetime.date, ...] = ()
    unusable: int = 0
    run_chart: RunChart | None = None
    xmr_chart: XmrChart | None = None
    changes: tuple[PracticeChange, ...] = ()


def metric_history(metric: Metric, as_of: datetime.date | None = None) -> MetricHistory:
    """Return the history of a metric.

    Args:
        metric: The metric; it is not changed.
        as_of: Later observations are left out; None for all.

    Example:
        >>> from toimintamalli.model import Observation
        >>> days = [datetime.date(2025, month, 1) for month in (3, 1, 2)]
        >>> metric = Metric(id="m", name="Odotus", observations=tuple(
        ...     Observation(date=day, value=10) for day in days))
        >>> history = metric_history(metric, as_of=datetime.date(2025, 2, 28))
        >>> [str(observation.date) for observation in history.observations]
        ['2025-01-01', '2025-02-01']
    """
    known = [one for one in metric.observations if as_of is None or one.date <= as_of]
    usable = [one for one in known if math.isfinite(one.value)]
    ordered = sorted(usable, key=lambda one: one.date)
    values = [exact_value(one.value) for one in ordered]
    times = Counter(one.date for one in ordered)
    return MetricHistory(
        observations=tuple(ordered),
        doubled=tuple(day for day, count in times.items() if count > 1),
        unusable=len(known) - len(usable),
        run_chart=run_chart(values) if values else None,
        xmr_chart=xmr_chart(values) if values else None,
        changes=_changes(ordered, values),
    )


def _changes(
    ordered: Sequence[Observation], values: Sequence[Fraction]
) -> tuple[PracticeChange, ...]:
    places = [place for place, one in enumerate(ordered) if one.practice_changed]
    borders = [0, *places, len(ordered)]
    return tuple(
        PracticeChange(
            place=place,
            date=ordered[place].date,
            note=ordered[place].note,
            before=_period(values[borders[number] : place]),
            after=_period(values[place : borders[number + 2]]),
        )
        for number, place in enumerate(places)
    )


def _period(values: Sequence[Fraction]) -> Period:
    if len(values) < LEAST_POINTS:
        return Period(n=len(values), reason=NoVerdict.TOO_FEW_POINTS)
    return Period(n=len(values), median=middle(values))
