"""Shares (osuudet): so many of so many, with the percentage computed once from the counts.

Nothing is rounded before the end, so that no percentage is rounded twice and no two rounded ones
are added.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import sqrt
from statistics import NormalDist

from attrs import frozen

from toimintamalli.diagnostics import failure
from toimintamalli.errors import AnalysisError

__all__ = ["Interval", "Share", "percent", "rounded"]


@frozen(kw_only=True)
class Interval:
    """A confidence interval (luottamusväli) of a share.

    Attributes:
        low: Lower bound, from 0 to 1.
        high: Upper bound, from 0 to 1.
    """

    low: float
    high: float


@frozen
class Share:
    """So many of so many: ``count`` of ``n``.

    A share of nothing, 0 of 0, can be held and shown as counts; it has no percentage.

    Attributes:
        count: How many.
        n: Of how many.

    Raises:
        AnalysisError: The count is more than there are, or a number is below zero (TM330).

    Example:
        >>> decided = Share(50, 67)
        >>> f"{decided.count} of {decided.n}: {decided.percent()} %"
        '50 of 67: 75 %'
    """

    count: int
    n: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.count <= self.n:
            raise AnalysisError(failure("TM330", count=self.count, n=self.n))

    @property
    def exact(self) -> Fraction | None:
        """The share as a fraction from 0 to 1; None for a share of nothing.

        Example:
            >>> Share(50, 60).exact
            Fraction(5, 6)
        """
        return Fraction(self.count, self.n) if self.n else None

    def percent(self, decimals: int = 0) -> Decimal:
        """Return the percentage, rounded half up.

        Args:
            decimals: How many decimals.

        Returns:
            The percentage with exactly so many decimals.

        Raises:
            AnalysisError: It is a share of nothing (TM331), or decimals is below zero (TM333).

        Example:
            >>> Share(64, 67).percent(), Share(64, 67).percent(1)
            (Decimal('96'), Decimal('95.5'))
        """
        return percent(self._of_something(), decimals)

    def interval(self, confidence: float = 0.95) -> Interval:
        """Return the Wilson score interval: which shares of all could have given this one.

        It speaks of a population from which the ``n`` are a sample. Where the whole population was
        evaluated, there is nothing to generalise to and no interval belongs beside the share;
        whoever asks decides.

        Args:
            confidence: How often such an interval holds the share of all; between 0 and 1.

        Returns:
            Bounds that hold the share itself and stay from 0 to 1.

        Raises:
            AnalysisError: It is a share of nothing (TM331), or confidence is not between 0 and 1
                (TM333).

        Example:
            >>> found = Share(50, 67).interval()
            >>> f"{found.low:.3f} to {found.high:.3f}"
            '0.631 to 0.835'
        """
        share = float(self._of_something())
        spread = _deviations(confidence) ** 2 / self.n
        middle = share + spread / 2
        half = sqrt(spread * (share * (1 - share) + spread / 4))
        # In floats a bound may miss what it must hold by a rounding error.
        return Interval(
            low=max(0.0, min(share, (middle - half) / (1 + spread))),
            high=min(1.0, max(share, (middle + half) / (1 + spread))),
        )

    def _of_something(self) -> Fraction:
        if self.exact is None:
            raise AnalysisError(failure("TM331"))
        return self.exact


def percent(exact: Fraction, decimals: int = 0) -> Decimal:
    """Return a fraction as a percentage, rounded half up and only once.

    A half is rounded away from zero, so that a gap and its opposite show the same number.

    Args:
        exact: The fraction; 1 is a hundred per cent.
        decimals: How many decimals.

    Returns:
        The percentage with exactly so many decimals.

    Raises:
        AnalysisError: decimals is below zero (TM333).

    Example:
        >>> percent(Fraction(1, 8)), percent(Fraction(1, 8), 1)
        (Decimal('13'), Decimal('12.5'))
    """
    return rounded(100 * exact, decimals)


def rounded(exact: Fraction, decimals: int = 0) -> Decimal:
    """Return a number rounded half up, and only once.

    Args:
        exact: The number; a half is rounded away from zero.
        decimals: How many decimals.

    Returns:
        The number with exactly so many decimals.

    Raises:
        AnalysisError: decimals is below zero (TM333).

    Example:
        >>> rounded(Fraction(1, 8), 2), rounded(Fraction(-5, 2))
        (Decimal('0.13'), Decimal('-3'))
    """
    if decimals < 0:
        raise AnalysisError(failure("TM333", found=decimals, allowed="0, 1, 2, …"))
    units = int(abs(exact) * 10**decimals + Fraction(1, 2))
    sign = 1 if exact < 0 and units else 0
    # Made of its digits, a decimal is exact whatever the precision of the context.
    return Decimal((sign, Decimal(units).as_tuple().digits, -decimals))


def _deviations(confidence: float) -> float:
    """Return how many standard deviations of a normal distribution the confidence spans."""
    if not 0 < confidence < 1:
        raise AnalysisError(failure("TM333", found=str(confidence), allowed="0 < … < 1"))
    # Asked for the lower tail, it is exact also where the confidence is all but 1.
    return -NormalDist().inv_cdf((1 - confidence) / 2)
