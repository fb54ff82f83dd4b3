"""Agreement of raters (arvioijien yksimielisyys): how far the same thing gets the same rating.

A row of ratings belongs to one rated thing, such as a criterion, and each of its places to one
rater. Whoever could not yet assess, for whom it did not apply, or who did not answer, is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate, combinations
from typing import TypeAlias

from attrs import frozen

from toimintamalli.analysis.shares import Share
from toimintamalli.diagnostics import failure
from toimintamalli.errors import AnalysisError

__all__ = [
    "Alpha",
    "Measurement",
    "NoAlpha",
    "Ratings",
    "krippendorff_alpha",
    "pairwise_agreement",
]

Ratings: TypeAlias = Sequence[Sequence[int | None]]
"""One row per rated thing, one place per rater; None where a rating is missing."""

_Distances: TypeAlias = Mapping[tuple[int, int], Fraction]


class Measurement(StrEnum):
    """How levels are read as a scale (mitta-asteikko), which decides how far two are apart."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


class NoAlpha(StrEnum):
    """Why there is no alpha.

    No thing has two ratings; only one has, so that chance cannot be told from agreement; or all
    ratings are the same, so that there is nothing to disagree about.
    """

    TOO_FEW_RATERS = "too_few_raters"
    TOO_FEW_UNITS = "too_few_units"
    NO_VARIATION = "no_variation"


@frozen(kw_only=True)
class Alpha:
    """Krippendorff's alpha, or why there is none.

    Attributes:
        value: 1 for full agreement, 0 for what chance would give, below 0 for less than that; None
            where there is none.
        reason: Why there is none.
        units: How many things have at least two ratings.
        ratings: How many ratings those things have.
    """

    value: float | None
    reason: NoAlpha | None = None
    units: int
    ratings: int


def krippendorff_alpha(units: Ratings, measurement: Measurement = Measurement.ORDINAL) -> Alpha:
    """Return Krippendorff's alpha: agreement beyond chance, with ratings missing or not.

    It is one minus the disagreement observed within the things rated, over that expected if the
    same ratings were dealt out by chance. It is computed exactly and rounded once, so that it does
    not depend on the order of things or raters. See Krippendorff, Computing Krippendorff's
    Alpha-Reliability (2011).

    Args:
        units: The ratings.
        measurement: How levels are read as a scale.

    Returns:
        Alpha, or why there is none, and how many ratings it rests on.

    Raises:
        AnalysisError: A rating is below zero and the scale is one of ratios (TM333).

    Example:
        >>> found = krippendorff_alpha([(0, 0, None), (3, 2, 3), (1, 1, 1), (2, None, None)])
        >>> round(found.value, 3), found.units, found.ratings
        (0.95, 3, 8)
    """
    pairable = [given for given in map(_given, units) if len(given) > 1]
    times = Counter(rating for given in pairable for rating in given)
    reason = _reason(times, len(pairable))
    return Alpha(
        value=None if reason else float(_alpha(pairable, times, measurement)),
        reason=reason,
        units=len(pairable),
        ratings=times.total(),
    )


def pairwise_agreement(units: Ratings, within: int = 0) -> Share:
    """Return how many pairs of ratings of one thing agree.

    Args:
        units: The ratings.
        within: How many levels apart two ratings may be: 0 for the same level, 1 for the next.

    Returns:
        Agreeing pairs of all pairs; 0 of 0 where no thing has two ratings.

    Raises:
        AnalysisError: within is below zero (TM333).

    Example:
        >>> ratings = [(3, 2, 3), (1, 1, None)]
        >>> pairwise_agreement(ratings), pairwise_agreement(ratings, within=1)
        (Share(count=2, n=4), Share(count=4, n=4))
    """
    if within < 0:
        raise AnalysisError(failure("TM333", found=within, allowed="0, 1, 2, …"))
    apart = [abs(one - other) for given in units for one, other in combinations(_given(given), 2)]
    return Share(sum(levels <= within for levels in apart), len(apart))


def _given(unit: Iterable[int | None]) -> list[int]:
    return [rating for rating in unit if rating is not None]


def _reason(times: Counter[int], units: int) -> NoAlpha | None:
    if not times:
        return NoAlpha.TOO_FEW_RATERS
    if len(times) == 1:
        return NoAlpha.NO_VARIATION
    return NoAlpha.TOO_FEW_UNITS if units == 1 else None


def _alpha(
    pairable: Iterable[Sequence[int]], times: Counter[int], measurement: Measurement
) -> Fraction:
    distances = _distances(times, measurement)
    observed = sum(_disagreement(Counter(given), distances) for given in pairable)
    return 1 - observed / _disagreement(times, distances)


def _disagreement(times: Counter[int], distances: _Distances) -> Fraction:
    """Return how far ratings are from each other, each rating weighing once.

    Of one thing this is its part of the coincidence matrix; of all ratings, what chance gives.
    """
    pairs = combinations(sorted(times), 2)
    apart = (times[low] * times[high] * distances[low, high] for low, high in pairs)
    return sum(apart, start=Fraction(0)) / (times.total() - 1)


def _distances(times: Counter[int], measurement: Measurement) -> _Distances:
    """Return the squared distance of every two levels, the lower one first."""
    levels = sorted(times)
    if measurement == Measurement.RATIO and levels[0] < 0:
        raise AnalysisError(failure("TM333", found=levels[0], allowed="0, 1, 2, …"))
    ordinal = measurement == Measurement.ORDINAL
    places = _places(times) if ordinal else {level: Fraction(level) for level in levels}
    return {
        (low, high): _distance(places[low], places[high], measurement) ** 2
        for low, high in combinations(levels, 2)
    }


def _distance(low: Fraction, high: Fraction, measurement: Measurement) -> Fraction:
    match measurement:
        case Measurement.NOMINAL:
            return Fraction(1)
        case Measurement.ORDINAL | Measurement.INTERVAL:
            return high - low
        case Measurement.RATIO:
            return (high - low) / (high + low)


def _places(times: Counter[int]) -> dict[int, Fraction]:
    """Return the mean place of each level among all ratings in order.

    Between two levels stand half the ratings of each and all those between: Krippendorff's
    distance for ordinal scales.
    """
    levels = sorted(times)
    ends = accumulate(times[level] for level in levels)
    return {level: end - Fraction(times[level], 2) for level, end in zip(levels, ends, strict=True)}
