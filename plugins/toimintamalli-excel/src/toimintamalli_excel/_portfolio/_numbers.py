"""Numbers in cells: counts and shares, and the word for what is hidden."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from attrs import evolve

from toimintamalli.analysis.shares import Share
from toimintamalli_excel._portfolio._words import PortfolioWords
from toimintamalli_excel._tables import told_column
from toimintamalli_excel.workbook import CellValue, Column, ColumnKind

PERCENT: Final = "0.0\\ %"
"""The format of shares: a number from 0 to 1 is shown in per cent."""

_HUNDRED: Final = Decimal(100)


def count_column(header: str, width: float = 11) -> Column:
    """Return a column of counts."""
    return told_column(header, width, ColumnKind.INTEGER)


def share_column(header: str, width: float = 11) -> Column:
    """Return a column of shares."""
    return evolve(told_column(header, width, ColumnKind.DECIMAL), number_format=PERCENT)


def day_column(header: str, width: float = 12) -> Column:
    """Return a column of days."""
    return told_column(header, width, ColumnKind.DATE)


def shown_count(count: int | None, words: PortfolioWords) -> CellValue:
    """Return a count, or the word for a hidden one."""
    return words["hidden"] if count is None else count


def shown_share(count: int | None, n: int | None, words: PortfolioWords) -> CellValue:
    """Return a share rounded once, to a tenth of a per cent; nothing for a share of nothing.

    Args:
        count: How many; None is hidden.
        n: Of how many; None is hidden.
        words: The words of the workbook.
    """
    if count is None or n is None:
        return words["hidden"]
    return Share(count, n).percent(1) / _HUNDRED if n else None
