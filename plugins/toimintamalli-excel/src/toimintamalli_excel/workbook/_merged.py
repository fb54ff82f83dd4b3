"""Merged cells of a sheet: all but the first cell of a range are covered and say nothing."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import define, field, frozen

from toimintamalli_excel.workbook._places import column_letters, column_number

_RANGE: Final = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})(?::([A-Z]{1,3})([1-9][0-9]{0,6}))?")


@frozen
class MergedRange:
    """A merged range; its numbers begin from 1 and its ends belong to it.

    Attributes:
        top: Number of its first row.
        left: Number of its first column.
        bottom: Number of its last row.
        right: Number of its last column.
    """

    top: int
    left: int
    bottom: int
    right: int

    @property
    def place(self) -> str:
        """The range as people read it, such as ``A2:B4``."""
        first = f"{column_letters(self.left)}{self.top}"
        return f"{first}:{column_letters(self.right)}{self.bottom}"


@define(kw_only=True)
class Merged:
    """What merged ranges do to the rows of a table.

    Attributes:
        covered: By number of row, the numbers of the columns whose cells are covered.
        ranges: The ranges that lie in the rows, from the top and the left.
        joins_rows: Whether one of them has more than one row.
    """

    covered: dict[int, set[int]] = field(factory=dict)
    ranges: list[MergedRange] = field(factory=list)
    joins_rows: bool = False


def merged_range(reference: str) -> MergedRange | None:
    """Return the range of a reference, such as ``A2:B4``; None if it is no reference.

    Args:
        reference: The reference as the file spells it.
    """
    found = _RANGE.fullmatch(reference)
    if found is None:
        return None
    left, top = column_number(found[1]), int(found[2])
    right, bottom = (column_number(found[3]), int(found[4])) if found[3] else (left, top)
    return MergedRange(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def merged_in(ranges: Iterable[MergedRange], rows: Sequence[int], width: int) -> Merged | None:
    """Return what merged ranges do to the rows of a table.

    Args:
        ranges: All ranges of the sheet.
        rows: Numbers of the rows that hold something, ascending.
        width: How many columns the table has.

    Returns:
        What is covered; None if two ranges overlap, which no program writes and which would take
        a time without bounds.
    """
    merged = Merged()
    for one in sorted(ranges, key=lambda one: (one.top, one.left)):
        if (one.top, one.left) == (one.bottom, one.right) or one.left > width:
            continue
        if not rows or one.bottom < rows[0] or one.top > rows[-1]:
            continue
        merged.ranges.append(one)
        merged.joins_rows |= one.top < one.bottom
        for row, columns in _cells_of(one, rows, width):
            covered = merged.covered.setdefault(row, set())
            if not covered.isdisjoint(columns):
                return None
            covered.update(columns)
    for one in merged.ranges:
        merged.covered.get(one.top, set()).discard(one.left)
    return merged


def _cells_of(merged: MergedRange, rows: Sequence[int], width: int) -> Iterator[tuple[int, range]]:
    columns = range(merged.left, min(merged.right, width) + 1)
    for row in rows[bisect_left(rows, merged.top) : bisect_right(rows, merged.bottom)]:
        yield row, columns
