"""Descriptions of ordinal ratings, and the test of change in the same models.

Ratings are ranks of levels, 0 for the lowest. What describes them is always a level that somebody
chose: a value between two levels would have no name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from math import comb
from typing import TypeVar

from attrs import frozen

from toimintamalli.analysis.shares import Share
from toimintamalli.diagnostics import failure
from toimintamalli.errors import AnalysisError

__all__ = ["Quartiles", "mcnemar", "mean", "median", "modes", "quartiles"]

_Number = TypeVar("_Number", bound=Fraction | int)


@frozen(kw_only=True)
class Quartiles:
    """The levels below which a quarter, a half and three quarters of the ratings end.

    Attributes:
        lower: Lower quartile (alakvartiili).
        median: Median (mediaani).
        upper: Upper quartile (yläkvartiili).
    """

    lower: int
    median: int
    upper: int

    @property
    def spread(self) -> int:
        """The interquartile range (kvartiiliväli), in levels."""
        return self.upper - self.lower


def median(ranks: Iterable[int]) -> int:
    """Return the median (mediaani): the lowest level that half of the ratings do not exceed.

    Between two middle ratings the lower one is taken, so that the median is a level.

    Args:
        ranks: Ranks of the levels chosen, in any order.

    Raises:
        AnalysisError: There are no ranks (TM332).

    Example:
        >>> median([3, 0, 2, 3])
        2
    """
    return quartiles(ranks).median


def quartiles(ranks: Iterable[int]) -> Quartiles:
    """Return the quartiles (kvartiilit) by the inverse of the empirical distribution.

    Each is the lowest level that at least a quarter, a half or three quarters of the ratings do
    not exceed; other programs call the method ``inverted_cdf``.

    Args:
        ranks: Ranks of the levels chosen, in any order.

    Raises:
        AnalysisError: There are no ranks (TM332).

    Example:
        >>> found = quartiles([0, 2, 2, 3, 3])
        >>> found.lower, found.median, found.upper, found.spread
        (2, 2, 3, 1)
    """
    ordered = sorted(_some(ranks))
    lower, middle, upper = (ordered[_place(quarter, len(ordered))] for quarter in (1, 2, 3))
    return Quartiles(lower=lower, median=middle, upper=upper)


def modes(ranks: Iterable[int]) -> tuple[int, ...]:
    """Return the modes (moodit): every level that was chosen most often.

    Args:
        ranks: Ranks of the levels chosen, in any order.

    Returns:
        One level or several, from the lowest to the highest.

    Raises:
        AnalysisError: There are no ranks (TM332).

    Example:
        >>> modes([3, 2, 3, 2, 0])
        (2, 3)
    """
    times = Counter(_some(ranks))
    most = max(times.values())
    return tuple(sorted(rank for rank, count in times.items() if count == most))


def mean(values: Iterable[Fraction | int]) -> Fraction:
    """Return the mean (keskiarvo), exactly.

    Levels have a mean only where their set of criteria says that they are numbers.

    Args:
        values: The numbers.

    Raises:
        AnalysisError: There are no values (TM332).

    Example:
        >>> mean([1, 2, 2])
        Fraction(5, 3)
    """
    numbers = _some(values)
    return sum(map(Fraction, numbers), start=Fraction(0)) / len(numbers)


def mcnemar(gained: int, lost: int) -> Fraction:
    """Return the p-value of the exact two-sided McNemar test for change in the same models.

    It is the probability that, if gains and losses were equally likely, they would part as
    unevenly as here or more so. Models that did not change tell nothing of it.

    Args:
        gained: How many did not fulfil a criterion before and do now.
        lost: How many fulfilled it before and do not now.

    Returns:
        The exact probability; 1 where nothing changed.

    Raises:
        AnalysisError: A number is below zero (TM330).

    Example:
        >>> float(mcnemar(gained=7, lost=1))
        0.0703125
    """
    changed = Share(gained, gained + lost)
    fewer = min(gained, lost)
    tail = sum(comb(changed.n, times) for times in range(fewer + 1))
    return min(Fraction(1), Fraction(2 * tail, 2**changed.n))


def _some(values: Iterable[_Number]) -> tuple[_Number, ...]:
    found = tuple(values)
    if not found:
        raise AnalysisError(failure("TM332"))
    return found


def _place(quarter: int, n: int) -> int:
    """Return where in order the first rating stands with so many quarters at or before it."""
    return -(-quarter * n // 4) - 1
