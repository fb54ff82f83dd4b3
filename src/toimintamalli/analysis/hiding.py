"""Hiding small cells (pienten solujen suojaus), so that nobody is recognised from a table.

A count above nothing and below the limit is hidden. Where totals are shown, one hidden cell could
be computed from the others, so more cells are hidden until that cannot be done. Zeros are shown,
unless they are needed to hide what stands beside them: they tell of nobody.

What is protected: in one row whose total is shown, no hidden small count can be computed, not even
by somebody who knows this program. Counts as large are hidden together, so that not even the order
of the cells tells which of them was small. In a table every row by itself is treated so; in every
column the hidden ones cannot be computed from the shown ones and the total.

What is not: the total of a row; a row of which every count is one, since there is nothing else to
hide; the cells of a table from somebody who sets up equations over many rows and columns at once;
what two tables tell together, of nearby days or of groups that overlap.
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

    A row whose total is itself small is hidden whole.

    Args:
        counts: The counts, which add up to the total.
        limit: Smallest count that is shown.

    Example:
        >>> hidden_in_row([40, 12, 3, 0])
        (False, True, True, False)
    """
    if 0 < sum(counts) < limit:
        return (True,) * len(counts)
    return _completed(counts, _small(counts, limit), limit)


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
    return _stable(rows, [_small(row, limit) for row in rows], limit)


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
    mask = hidden_in_row(_cells(counted, scale), limit)
    return _shown(counted, scale, mask, _hidden_levels([counted], None, scale, [mask], limit)[0])


def shown_tallies(
    groups: Sequence[Tally],
    whole: Tally,
    scale: Scale,
    limit: int = 0,
    *,
    hidden: Sequence[bool] = (),
) -> tuple[ShownTally, ...]:
    """Return the tallies of groups as they may be shown beside that of all together.

    A group smaller than the limit is hidden whole, and what is hidden of all together is hidden
    of every group.

    Args:
        groups: The tallies of the groups.
        whole: The tally of all together.
        scale: The scale of their levels.
        limit: Smallest count that is shown; 0 shows all.
        hidden: Which groups are hidden whole; told by their sizes when it is not given.
    """
    rows = [_cells(one, scale) for one in groups]
    of_whole = hidden_in_row(_cells(whole, scale), limit)
    small = hidden or hidden_in_row([sum(row) for row in rows], limit)
    first = [
        (True,) * len(row) if is_small else _either(_small(row, limit), of_whole)
        for row, is_small in zip(rows, small, strict=True)
    ]
    masks = _stable(rows, first, limit)
    levels = _hidden_levels(groups, whole, scale, masks, limit)
    return tuple(
        _shown(one, scale, mask, of_levels)
        for one, mask, of_levels in zip(groups, masks, levels, strict=True)
    )


def shown_counts(divided: Breakdown, limit: int = 0) -> tuple[int | None, ...]:
    """Return the counts of a breakdown as they may be shown.

    Groups that could overlap and do not are hidden like any row that adds up to its total.

    Args:
        divided: The breakdown.
        limit: Smallest count that is shown; 0 shows all.
    """
    counts = [group.count for group in divided.groups]
    if 0 < divided.base < limit:
        return (None,) * len(counts)
    adds_up = sum(counts) == divided.base
    return _seen(counts, hidden_in_row(counts, limit) if adds_up else _small(counts, limit))


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


def _shown(
    counted: Tally, scale: Scale, mask: Sequence[bool], of_levels: Sequence[bool]
) -> ShownTally:
    agree, others, cannot_yet, not_applicable, no_answer, unsettled, not_asked = _seen(
        _cells(counted, scale), mask
    )
    return ShownTally(
        levels=_seen(counted.levels, of_levels),
        agree=agree,
        others=others,
        assessed=None if None in (agree, others) else counted.assessed,
        cannot_yet=cannot_yet,
        not_applicable=not_applicable,
        no_answer=no_answer,
        unsettled=unsettled,
        not_asked=not_asked,
        n=None if not_asked is None else counted.n,
    )


def _hidden_levels(
    tallies: Sequence[Tally],
    whole: Tally | None,
    scale: Scale,
    masks: Sequence[Sequence[bool]],
    limit: int,
) -> list[tuple[bool, ...]]:
    """Return which levels are hidden, tally by tally.

    The levels of one side add up to its total, and those of the groups to those of all together.
    """
    hidden = [[False] * len(scale.levels) for _ in tallies]
    of_whole: Sequence[bool] = [False] * len(scale.levels)
    if whole is not None:
        mask = hidden_in_row(_cells(whole, scale), limit)
        (of_whole,) = _hidden_levels([whole], None, scale, [mask], limit)
    for cell, is_agreeing in enumerate((True, False)):
        places = [
            place
            for place, level in enumerate(scale.levels)
            if (level.side is Side.AGREE) is is_agreeing
        ]
        rows = [[one.levels[place] for place in places] for one in tallies]
        above = [of_whole[place] for place in places]
        first = [
            (True,) * len(row) if mask[cell] else _either(_small(row, limit), above)
            for row, mask in zip(rows, masks, strict=True)
        ]
        along_columns = whole is not None
        for row, mask in zip(
            hidden, _stable(rows, first, limit, columns=along_columns), strict=True
        ):
            for place, is_hidden in zip(places, mask, strict=True):
                row[place] = is_hidden
    return [tuple(row) for row in hidden]


# -- masks ------------------------------------------------------------------------------------


def _small(counts: Sequence[int], limit: int) -> tuple[bool, ...]:
    return tuple(0 < count < limit for count in counts)


def _either(mask: Sequence[bool], other: Sequence[bool]) -> tuple[bool, ...]:
    return tuple(one or two for one, two in zip(mask, other, strict=True))


def _seen(counts: Sequence[int], mask: Sequence[bool]) -> tuple[int | None, ...]:
    return tuple(
        None if is_hidden else count for count, is_hidden in zip(counts, mask, strict=True)
    )


def _stable(
    rows: Sequence[Sequence[int]],
    hidden: Sequence[tuple[bool, ...]],
    limit: int,
    *,
    columns: bool = True,
) -> tuple[tuple[bool, ...], ...]:
    """Hide more cells along rows and columns until neither asks for another."""
    before: Sequence[tuple[bool, ...]] = []
    while hidden != before:
        before = hidden
        hidden = _along(rows, hidden, limit, ties=True)
        if columns and rows and rows[0]:
            turned = _along(list(zip(*rows, strict=True)), list(zip(*hidden, strict=True)), limit)
            hidden = list(zip(*turned, strict=True))
    return tuple(hidden)


def _along(
    rows: Sequence[Sequence[int]],
    hidden: Sequence[tuple[bool, ...]],
    limit: int,
    *,
    ties: bool = False,
) -> list[tuple[bool, ...]]:
    pairs = zip(rows, hidden, strict=True)
    return [_completed(row, mask, limit, ties=ties) for row, mask in pairs]


def _completed(
    counts: Sequence[int], mask: Sequence[bool], limit: int, *, ties: bool = True
) -> tuple[bool, ...]:
    """Hide more cells, the smallest first, until no hidden one follows from the total.

    Ties go together: were only the first of cells as large hidden, its place would tell.
    """
    hidden = list(mask)
    while not all(hidden) and _tells(counts, hidden, limit):
        shown = [place for place, is_hidden in enumerate(hidden) if not is_hidden]
        first = min(shown, key=lambda place: (counts[place] == 0, counts[place]))
        for place in shown if ties else [first]:
            hidden[place] = counts[place] == counts[first]
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
