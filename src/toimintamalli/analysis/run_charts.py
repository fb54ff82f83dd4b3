"""Run charts (seurantakaaviot) and XmR charts: whether values over time show more than chance.

Values come in the order of time. They are taken as the decimals that they are written with, so
that a point on the median is on it exactly.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import groupby, pairwise
from math import comb

from attrs import frozen

from toimintamalli.analysis.statistics import mean
from toimintamalli.diagnostics import failure
from toimintamalli.errors import AnalysisError

__all__ = [
    "LEAST_POINTS",
    "NoVerdict",
    "RunChart",
    "RunSignal",
    "XmrChart",
    "exact_value",
    "middle",
    "run_chart",
    "xmr_chart",
]

LEAST_POINTS = 10
"""With fewer points the rules say nothing: chance alone looks like anything."""

_OF_MOVING_RANGE = Fraction(266, 100)
_CHANCE = 20  # a random process has fewer crossings once in twenty times at most


class RunSignal(StrEnum):
    """What chance alone seldom does."""

    SHIFT = "shift"
    """A run on one side of the median is longer than chance makes it."""
    FEW_CROSSINGS = "few_crossings"
    """The median is crossed fewer times than by chance."""


class NoVerdict(StrEnum):
    """Why a chart says nothing."""

    TOO_FEW_POINTS = "too_few_points"


@frozen(kw_only=True)
class RunChart:
    """A run chart (seurantakaavio): values over time around their median.

    The rules are those of Anhøj and Olesen. A point on the median neither breaks a run nor belongs
    to it; the others are useful.

    Attributes:
        n: How many points there are.
        median: Median of the values; between two middle ones their mean.
        useful: How many points are not on the median.
        longest_run: Length of the longest run of useful points on one side of the median.
        longest_run_limit: A longer run is a signal; None where there are too few points.
        long_runs: Places of the points of each run that is longer than the limit.
        crossings: How many times the median is crossed.
        crossings_limit: Fewer crossings are a signal; None where there are too few points.
        signals: What chance alone seldom does.
        reason: Why there is no verdict; None where there is one.
    """

    n: int
    median: Fraction
    useful: int
    longest_run: int
    longest_run_limit: int | None
    crossings: int
    crossings_limit: int | None
    long_runs: tuple[tuple[int, ...], ...] = ()
    signals: tuple[RunSignal, ...] = ()
    reason: NoVerdict | None = None


@frozen(kw_only=True)
class XmrChart:
    """An XmR chart: values over time with the limits of their usual variation.

    Attributes:
        n: How many points there are.
        mean: Mean of the values.
        moving_range: Mean difference of neighbouring values; None where there is only one value.
        lower: Lower natural limit; None where there are too few points.
        upper: Upper natural limit; None where there are too few points.
        outside: Places of the points outside the limits.
        reason: Why there are no limits; None where there are.
    """

    n: int
    mean: Fraction
    moving_range: Fraction | None
    lower: Fraction | None = None
    upper: Fraction | None = None
    outside: tuple[int, ...] = ()
    reason: NoVerdict | None = None


def run_chart(values: Iterable[Fraction | float]) -> RunChart:
    """Return the run chart of values.

    With n useful points, a run longer than log₂ n + 3, rounded, is a signal of a shift, and so are
    fewer crossings than the 5% point of the binomial distribution of n - 1 coins. Each alone is
    enough. Below ten useful points there is no verdict.

    Args:
        values: The values in the order of time.

    Raises:
        AnalysisError: There are no values (TM332), or one is not a finite number (TM333).

    Example:
        >>> chart = run_chart([52, 55, 51, 54, 53, 56, 50, 55, 71, 74, 70, 73, 75, 72, 76, 74])
        >>> chart.longest_run, chart.longest_run_limit, chart.crossings, chart.crossings_limit
        (8, 7, 1, 4)
        >>> [signal.value for signal in chart.signals]
        ['shift', 'few_crossings']
        >>> run_chart([52, 61, 78]).reason
        <NoVerdict.TOO_FEW_POINTS: 'too_few_points'>
    """
    numbers = _exact(values)
    median = middle(numbers)
    useful = [(place, value > median) for place, value in enumerate(numbers) if value != median]
    runs = [
        tuple(place for place, _ in run) for _, run in groupby(useful, key=lambda point: point[1])
    ]
    longest = max(map(len, runs), default=0)
    crossings = max(len(runs) - 1, 0)
    enough = len(useful) >= LEAST_POINTS
    run_limit = _run_limit(len(useful)) if enough else None
    crossings_limit = _crossings_limit(len(useful)) if enough else None
    long_runs = tuple(run for run in runs if run_limit is not None and len(run) > run_limit)
    signals = [RunSignal.SHIFT] if long_runs else []
    if crossings_limit is not None and crossings < crossings_limit:
        signals.append(RunSignal.FEW_CROSSINGS)
    return RunChart(
        n=len(numbers),
        median=median,
        useful=len(useful),
        longest_run=longest,
        longest_run_limit=run_limit,
        crossings=crossings,
        crossings_limit=crossings_limit,
        long_runs=long_runs,
        signals=tuple(signals),
        reason=None if enough else NoVerdict.TOO_FEW_POINTS,
    )


def xmr_chart(values: Iterable[Fraction | float]) -> XmrChart:
    """Return the XmR chart of values: mean ± 2.66 times the mean moving range.

    The limits mean something only where the run chart shows no signal; otherwise they are drawn
    around a mean of two different times. Below ten points there are none.

    Args:
        values: The values in the order of time.

    Raises:
        AnalysisError: There are no values (TM332), or one is not a finite number (TM333).

    Example:
        >>> chart = xmr_chart([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
        >>> f"{float(chart.mean):.2f} {float(chart.lower):.2f} {float(chart.upper):.2f}"
        '50.81 45.82 55.80'
    """
    numbers = _exact(values)
    centre = mean(numbers)
    ranges = [abs(later - earlier) for earlier, later in pairwise(numbers)]
    moving_range = mean(ranges) if ranges else None
    if len(numbers) < LEAST_POINTS or moving_range is None:
        return XmrChart(
            n=len(numbers),
            mean=centre,
            moving_range=moving_range,
            reason=NoVerdict.TOO_FEW_POINTS,
        )
    lower = centre - _OF_MOVING_RANGE * moving_range
    upper = centre + _OF_MOVING_RANGE * moving_range
    return XmrChart(
        n=len(numbers),
        mean=centre,
        moving_range=moving_range,
        lower=lower,
        upper=upper,
        outside=tuple(p for p, value in enumerate(numbers) if not lower <= value <= upper),
    )


def middle(values: Iterable[Fraction | float]) -> Fraction:
    """Return the median (mediaani) of numbers; between two middle ones their mean.

    Args:
        values: The numbers, in any order.

    Raises:
        AnalysisError: There are no values (TM332), or one is not a finite number (TM333).

    Example:
        >>> middle([61.5, 78, 52, 70])
        Fraction(263, 4)
    """
    ordered = sorted(_exact(values))
    if not ordered:
        raise AnalysisError(failure("TM332"))
    half = len(ordered) // 2
    return (ordered[half] + ordered[~half]) / 2


def exact_value(value: Fraction | float) -> Fraction:
    """Return a number as the decimal that it is written with.

    Args:
        value: A finite number.

    Raises:
        AnalysisError: It is not a finite number (TM333).

    Example:
        >>> exact_value(61.5), exact_value(0.1)
        (Fraction(123, 2), Fraction(1, 10))
    """
    if isinstance(value, float):
        if not math.isfinite(value):
            raise AnalysisError(failure("TM333", found=str(value), allowed="…, −1, 0, 1, …"))
        return Fraction(repr(value))
    return Fraction(value)


def _exact(values: Iterable[Fraction | float]) -> Sequence[Fraction]:
    return tuple(map(exact_value, values))


def _run_limit(useful: int) -> int:
    """Return log₂ n + 3 rounded to a whole number, exactly: 2^k ≤ n·√2 is 4^k ≤ 2n²."""
    return ((2 * useful * useful).bit_length() - 1) // 2 + 3


def _crossings_limit(useful: int) -> int:
    """Return the 5% point of the number of heads that n - 1 coins show."""
    coins = useful - 1
    limit, ways = 0, 1
    while ways * _CHANCE < 2**coins:
        limit += 1
        ways += comb(coins, limit)
    return limit
