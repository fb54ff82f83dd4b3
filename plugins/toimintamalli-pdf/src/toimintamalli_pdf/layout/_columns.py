"""How wide the columns of a table are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from toimintamalli_pdf.layout._styles import CELL_PADDING, MARGIN, PageShape, styles
from toimintamalli_pdf.layout._values import Column

_NARROWEST_COLUMN = 24
_HAIR = 0.01  # edges are sums, and not exact


def column_edges(columns: Sequence[Column], shape: PageShape) -> tuple[float, ...]:
    """Return the edges of columns from left to right.

    The columns share the width by their weights, but no header is broken within a word as long
    as the others can spare the room.

    Raises:
        ValueError: A column would be too narrow.
    """
    widths = _widths(columns, shape.content_width)
    for column, width in zip(columns, widths, strict=True):
        if width < _NARROWEST_COLUMN:
            raise ValueError(f"the column {column.header!r} does not fit on a page")
    return tuple(accumulate(widths, initial=MARGIN))


def _widths(columns: Sequence[Column], total: float) -> list[float]:
    least = list(map(_least, columns))
    if sum(least) > total:
        least = [0] * len(columns)
    widened: set[int] = set()
    while True:
        rest = total - sum(least[index] for index in widened)
        weights = (one.weight for index, one in enumerate(columns) if index not in widened)
        share = rest / (sum(weights) or 1)
        too_narrow = {
            index
            for index, column in enumerate(columns)
            if index not in widened and column.weight * share < least[index]
        }
        if not too_narrow:
            return [
                least[index] if index in widened else column.weight * share
                for index, column in enumerate(columns)
            ]
        widened |= too_narrow


def _least(column: Column) -> float:
    style = styles().strong
    words = map(style.width, style.font.printable(column.header).split())
    return max(_NARROWEST_COLUMN, max(words, default=0) + 2 * CELL_PADDING + _HAIR)
