"""Hiding small cells (pienten solujen suojaus), so that nobody is recognised from a table.

A count from one to the limit is hidden. Where totals are shown, one hidden cell could be computed
from the others, so more cells are hidden until that cannot be done. Zeros are shown: they tell of
nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["DEFAULT_LIMIT", "hidden_in_row", "hidden_in_table"]

DEFAULT_LIMIT = 5
"""Smallest count that is shown where small ones are hidden."""

_FEWEST_HIDDEN = 2


def hidden_in_row(counts: Sequence[int], limit: int = DEFAULT_LIMIT) -> tuple[bool, ...]:
    """Return which counts of a row are hidden when their total is shown.

    Args:
        counts: The counts, which add up to the total.
        limit: Smallest count that is shown.

    Example:
        >>> hidden_in_row([40, 12, 3, 0])
        (False, True, True, False)
    """
    return _completed(counts, [0 < count < limit for count in counts], limit)


def hidden_in_table(
    rows: Sequence[Sequence[int]], limit: int = DEFAULT_LIMIT
) -> tuple[tuple[bool, ...], ...]:
    """Return which counts of a table are hidden when totals of rows and columns are shown.

    Args:
        rows: The rows, all of one length.
        limit: Smallest count that is shown.

    Example:
        >>> hidden_in_table([[9, 3], [8, 7]])
        ((True, True), (True, True))
    """
    hidden = [[0 < count < limit for count in row] for row in rows]
    before = None
    while hidden != before:
        before = [list(row) for row in hidden]
        hidden = [
            list(_completed(row, mask, limit)) for row, mask in zip(rows, hidden, strict=True)
        ]
        columns = zip(zip(*rows, strict=True), zip(*hidden, strict=True), strict=True)
        completed = [_completed(column, mask, limit) for column, mask in columns]
        hidden = [list(row) for row in zip(*completed, strict=True)] or hidden
    return tuple(map(tuple, hidden))


def _completed(counts: Sequence[int], mask: Sequence[bool], limit: int) -> tuple[bool, ...]:
    """Hide more cells, the smallest first, until no hidden one follows from the total."""
    hidden = list(mask)
    while any(hidden) and not all(hidden) and _tells(counts, hidden, limit):
        shown = [place for place, is_hidden in enumerate(hidden) if not is_hidden]
        hidden[min(shown, key=lambda place: (counts[place] == 0, counts[place]))] = True
    return tuple(hidden)


def _tells(counts: Sequence[int], hidden: Sequence[bool], limit: int) -> bool:
    """Whether the total of the hidden cells gives one of them away."""
    held = [count for count, is_hidden in zip(counts, hidden, strict=True) if is_hidden]
    total, most = sum(held), len(held) * (limit - 1)
    return len(held) < _FEWEST_HIDDEN or total < limit or (max(held) < limit and total == most)
