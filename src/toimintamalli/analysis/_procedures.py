"""What a published figure is, and which procedures would print it, taken by itself."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from attrs import field, frozen

from toimintamalli.analysis._rounding import Splits, rounded

__all__ = [
    "BASES",
    "MAX_DECIMALS",
    "MAX_SPLITS",
    "Case",
    "Figure",
    "Verdict",
    "adjusted_figures",
    "is_plain",
]

MAX_DECIMALS = 12
"""Most decimals, and most digits before them, that a printed percentage may have."""

MAX_SPLITS = 20
"""How many pairs of parts an explanation names; their number is always told."""

_Key = tuple[int, int, int, int]


class Verdict(StrEnum):
    """How a printed percentage came about.

    Example:
        >>> Verdict("sum_of_rounded")
        <Verdict.SUM_OF_ROUNDED: 'sum_of_rounded'>
    """

    EXACT = "exact"
    """It follows from its count, rounded once and half up."""
    SUM_OF_ROUNDED = "sum_of_rounded"
    """Two parts were rounded separately and then added."""
    ROUNDED_TWICE = "rounded_twice"
    """It was rounded to one decimal more, and what came of it was rounded again."""
    TRUNCATED = "truncated"
    """Its decimals were cut off."""
    ROW_ADJUSTED = "row_adjusted"
    """The figures of a statement were adjusted so that they add up to 100."""
    IMPOSSIBLE = "impossible"
    """No procedure that is known, and not ruled out, prints it."""


@frozen(kw_only=True)
class Figure:
    """One percentage of a published table, with what it was computed from.

    Attributes:
        statement: The statement (väittämä) or other text of its row.
        count: How many answered so.
        n: Of how many.
        printed: The percentage as printed; its decimals tell to how many it was rounded.
        line: Line in the file it was read from.
    """

    statement: str
    count: int
    n: int
    printed: Decimal
    line: int | None = None


def is_plain(printed: Decimal) -> bool:
    """Tell whether a number is finite and of a size that a table can hold."""
    exponent = printed.as_tuple().exponent
    return isinstance(exponent, int) and (
        -exponent <= MAX_DECIMALS and printed.adjusted() < MAX_DECIMALS
    )


# -- how one figure can have been made --------------------------------------------------------

# Ways in which a whole table may have been rounded, the likeliest first.
BASES = (Verdict.EXACT, Verdict.ROUNDED_TWICE, Verdict.TRUNCATED)


def _threshold(base: Verdict, n: int) -> int:
    """Return the remainder of n from which on a way of rounding goes up."""
    match base:
        case Verdict.EXACT:
            return -(-n // 2)
        case Verdict.ROUNDED_TWICE:  # 0.45 becomes 0.5, and that becomes 1
            return -(-9 * n // 20)
        case _:
            return n


@frozen
class Case:
    """A figure, with the procedures that would print it."""

    figure: Figure
    is_adjusted: bool
    direct: frozenset[Verdict] = field(init=False)
    summed: frozenset[Verdict] = field(init=False)

    @direct.default
    def _find_direct(self) -> frozenset[Verdict]:
        return frozenset(base for base in BASES if _prints(base, _key(self.figure)))

    @summed.default
    def _find_summed(self) -> frozenset[Verdict]:
        return frozenset(base for base in BASES if _sums(base, _key(self.figure)))

    @property
    def is_explained(self) -> bool:
        """Whether any procedure at all would print the figure."""
        return any(self.fits(base) for base in BASES)

    def fits(self, base: Verdict) -> bool:
        """Tell whether the figure may stand in a table that was rounded in this way."""
        return base in self.direct or self.is_adjusted or base in self.summed

    def splits(self, base: Verdict) -> tuple[tuple[tuple[int, int], ...], int]:
        """Return the first pairs of parts that give the figure, and the number of all pairs."""
        return _first_splits(base, _key(self.figure)), _sums(base, _key(self.figure))


def _key(figure: Figure) -> _Key:
    """Return count, n, scale and the printed percentage as whole numbers."""
    decimals = _decimals(figure)
    return figure.count, figure.n, 100 * 10**decimals, int(Fraction(figure.printed) * 10**decimals)


def _decimals(figure: Figure) -> int:
    exponent = figure.printed.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@lru_cache(maxsize=4096)
def _prints(base: Verdict, key: _Key) -> bool:
    count, n, scale, printed = key
    return count <= n and rounded(count, n, scale, _threshold(base, n)) == printed


@lru_cache(maxsize=4096)
def _sums(base: Verdict, key: _Key) -> int:
    """Return the number of pairs of parts that give the printed percentage."""
    count, n, _, _ = key
    return _splits(base, key).total if count <= n else 0


def _splits(base: Verdict, key: _Key) -> Splits:
    count, n, scale, printed = key
    return Splits(count, n, scale, _threshold(base, n), printed)


@lru_cache(maxsize=4096)
def _first_splits(base: Verdict, key: _Key) -> tuple[tuple[int, int], ...]:
    return _splits(base, key).first(MAX_SPLITS)


# -- rows that add up to 100 ------------------------------------------------------------------


def adjusted_figures(figures: Sequence[Figure]) -> frozenset[int]:
    """Return the places of the figures whose row was, or may have been, made to add up."""
    rows: dict[tuple[str, int], list[int]] = {}
    for place, figure in enumerate(figures):
        rows.setdefault((figure.statement, figure.n), []).append(place)
    return frozenset(
        place
        for places in rows.values()
        if _adds_up([figures[place] for place in places])
        for place in places
    )


def _adds_up(row: Sequence[Figure]) -> bool:
    """Tell whether the largest remainders, and only those, went up until the sum was 100."""
    if len(row) < 2 or sum(figure.count for figure in row) != row[0].n:
        return False
    if len({_decimals(figure) for figure in row}) > 1:
        return False
    raised: list[int] = []
    kept: list[int] = []
    for count, n, scale, printed in map(_key, row):
        whole, remainder = divmod(count * scale, n)
        if printed not in (whole, whole + 1):
            return False
        (raised if printed > whole else kept).append(remainder)
    sums_to_100 = sum(raised) + sum(kept) == len(raised) * row[0].n
    return sums_to_100 and min(raised, default=row[0].n) >= max(kept, default=0)
