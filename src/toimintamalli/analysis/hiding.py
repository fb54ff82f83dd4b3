"""Hiding small cells (pienten solujen suojaus), so that nobody is recognised from a table.

A count from one to the limit is hidden. Where totals are shown, one hidden cell could be computed
from the others, so more cells are hidden until that cannot be done. Zeros are shown: they tell of
nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from toimintamalli.analysis.groups import Breakdown
from toimintamalli.analysis.tallies import Tally
from toimintamalli.model.instrument import Scale, Side

__all__ = [
    "DEFAULT_LIMIT",
    "ShownTally",
    "hidden_in_row",
    "hidden_in_table",
    "shown_counts",
    "shown_tallies",
    "shown_tally",
]

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
    return _stable(rows, [tuple(0 < count < limit for count in row) for row in rows], limit)


@frozen(kw_only=True)
class ShownTally:
    """A tally of which small counts are hidden; None is a hidden count.

    Attributes:
        levels: For each level of the scale, from the lowest.
        agree: Levels on the agreeing side together.
        others: The other levels together.
        assessed: All levels together.
        cannot_yet: *Ei voida vielä arvioida*.
        not_applicable: *Ei koske*.
        no_answer: Asked, and not answered.
        unsettled: The evaluators did not agree.
        not_asked: Does not apply, or was not asked.
        n: How many were asked.
    """

    levels: tuple[int | None, ...]
    agree: int | None
    others: int | None
    assessed: int | None
    cannot_yet: int | None
    not_applicable: int | None
    no_answer: int | None
    unsettled: int | None
    not_asked: int | None
    n: int | None


def shown_tally(counted: Tally, scale: Scale, limit: int = 0) -> ShownTally:
    """Return a tally as it may be shown.

    Args:
        counted: The tally.
        scale: The scale of its levels.
        limit: Smallest count that is shown; 0 shows all.
    """
    cells = _cells(counted, scale)
    small = 0 < sum(cells) < limit
    return _shown(
        counted, scale, (small,) * len(cells) if small else hidden_in_row(cells, limit), limit
    )


def shown_tallies(
    groups: Sequence[Tally], whole: Tally, scale: Scale, limit: int = 0
) -> tuple[ShownTally, ...]:
    """Return the tallies of groups as they may be shown beside that of all together.

    A group smaller than the limit is hidden whole, and what is hidden of all together is hidden
    of every group.

    Args:
        groups: The tallies of the groups.
        whole: The tally of all together.
        scale: The scale of their levels.
        limit: Smallest count that is shown; 0 shows all.
    """
    rows = [_cells(one, scale) for one in groups]
    small = hidden_in_row([sum(row) for row in rows], limit)
    of_whole = hidden_in_row(_cells(whole, scale), limit)
    first = [
        tuple(
            is_small or is_hidden or 0 < count < limit
            for count, is_hidden in zip(row, of_whole, strict=True)
        )
        for row, is_small in zip(rows, small, strict=True)
    ]
    masks = _stable(rows, first, limit)
    return tuple(_shown(one, scale, mask, limit) for one, mask in zip(groups, masks, strict=True))


def shown_counts(divided: Breakdown, limit: int = 0) -> tuple[int | None, ...]:
    """Return the counts of a breakdown as they may be shown.

    Args:
        divided: The breakdown.
        limit: Smallest count that is shown; 0 shows all.
    """
    counts = [group.count for group in divided.groups]
    small = tuple(0 < count < limit for count in counts)
    hidden = small if divided.several else hidden_in_row(counts, limit)
    return tuple(
        None if is_hidden else count for count, is_hidden in zip(counts, hidden, strict=True)
    )


def _cells(counted: Tally, scale: Scale) -> tuple[int, ...]:
    agree = counted.on_side(Side.AGREE, scale)
    return (
        agree,
        counted.assessed - agree,
        counted.cannot_yet,
        counted.not_applicable,
        counted.no_answer,
        counted.unsettled,
        counted.not_asked,
    )


def _shown(counted: Tally, scale: Scale, mask: Sequence[bool], limit: int) -> ShownTally:
    cells = zip(_cells(counted, scale), mask, strict=True)
    agree, others, cannot_yet, not_applicable, no_answer, unsettled, not_asked = (
        None if is_hidden else count for count, is_hidden in cells
    )
    whole = None in (agree, others)
    return ShownTally(
        levels=_levels(counted, scale, agree, others, limit),
        agree=agree,
        others=others,
        assessed=None if whole else counted.assessed,
        cannot_yet=cannot_yet,
        not_applicable=not_applicable,
        no_answer=no_answer,
        unsettled=unsettled,
        not_asked=not_asked,
        n=None if not_asked is None else counted.n,
    )


def _levels(
    counted: Tally, scale: Scale, agree: int | None, others: int | None, limit: int
) -> tuple[int | None, ...]:
    """Hide levels side by side: their totals are shown, or they are hidden with them."""
    shown: list[int | None] = list(counted.levels)
    for on_agreeing_side, total in ((True, agree), (False, others)):
        places = [
            place
            for place, level in enumerate(scale.levels)
            if (level.side is Side.AGREE) is on_agreeing_side
        ]
        counts = [counted.levels[place] for place in places]
        hidden = [True] * len(places) if total is None else hidden_in_row(counts, limit)
        for place, is_hidden in zip(places, hidden, strict=True):
            shown[place] = None if is_hidden else shown[place]
    return tuple(shown)


def _stable(
    rows: Sequence[Sequence[int]], hidden: Sequence[tuple[bool, ...]], limit: int
) -> tuple[tuple[bool, ...], ...]:
    """Hide more cells along rows and columns until neither asks for another."""
    before: Sequence[tuple[bool, ...]] = []
    while hidden != before:
        before = hidden
        pairs = zip(rows, hidden, strict=True)
        along_rows = [_completed(row, mask, limit) for row, mask in pairs]
        columns = zip(zip(*rows, strict=True), zip(*along_rows, strict=True), strict=True)
        along_columns = [_completed(column, mask, limit) for column, mask in columns]
        hidden = list(zip(*along_columns, strict=True))
    return tuple(hidden)


def _completed(counts: Sequence[int], mask: Sequence[bool], limit: int) -> tuple[bool, ...]:
    """Hide more cells, the smallest first, until no hidden one follows from the total."""
    hidden = list(mask)
    while any(hidden) and not all(hidden) and _tells(counts, hidden, limit):
        shown = [place for place, is_hidden in enumerate(hidden) if not is_hidden]
        hidden[min(shown, key=lambda place: (counts[place] == 0, counts[place]))] = True
    return tuple(hidden)


def _tells(counts: Sequence[int], hidden: Sequence[bool], limit: int) -> bool:
    """Whether the total of the hidden cells gives one of them away.

    One hidden cell follows from the total. So do several that are all small and as small, or as
    large, as small ones can be. That a hidden cell is nothing gives nobody away.
    """
    held = [count for count, is_hidden in zip(counts, hidden, strict=True) if is_hidden]
    if not any(held):
        return False
    all_small = all(0 < count < limit for count in held)
    return len(held) < _FEWEST_HIDDEN or (
        all_small and sum(held) in (len(held), len(held) * (limit - 1))
    )
