"""Hiding small counts: what is hidden, that it cannot be computed, and what is still shown."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st

from toimintamalli.analysis.groups import Breakdown, Group
from toimintamalli.analysis.hiding import (
    DEFAULT_LIMIT,
    ShownTally,
    hidden_in_row,
    hidden_in_table,
    shown_counts,
    shown_tallies,
    shown_tally,
)
from toimintamalli.analysis.tallies import Tally
from toimintamalli.instruments import get_instrument
from toimintamalli.model.instrument import Side
from toimintamalli.text import LocalizedText

SCALE = get_instrument("vaikutusten-itsearviointi").scales[0]
CELLS = ("cannot_yet", "not_applicable", "no_answer", "unsettled", "not_asked")

limits = st.integers(0, 12)
counts = st.integers(0, 12) | st.integers(0, 200)
rows = st.lists(counts, min_size=1, max_size=6)
tallies = st.builds(
    Tally,
    levels=st.tuples(*[counts] * len(SCALE.levels)),
    **dict.fromkeys(CELLS, st.just(0) | counts),
)


def together(parts: list[Tally]) -> Tally:
    """Return the tally of groups that do not overlap."""
    return Tally(
        levels=tuple(map(sum, zip(*(part.levels for part in parts), strict=True))),
        **{name: sum(getattr(part, name) for part in parts) for name in CELLS},
    )


def masked(row: tuple[int, ...], limit: int) -> tuple[int | None, ...]:
    hidden = hidden_in_row(row, limit)
    return tuple(None if gone else count for count, gone in zip(row, hidden, strict=True))


# -- rows --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ([40, 12, 7, 0], [40, 12, 7, 0]),  # nothing is small
        ([40, 12, 3, 0], [40, None, None, 0]),  # one small: the next smallest goes with it
        ([40, 3, 2, 0], [40, None, None, 0]),  # two hide each other: 1 + 4, 2 + 3, 3 + 2, 4 + 1
        ([40, 1, 1, 0], [None, None, None, 0]),  # 1 + 1 is the only way to 2
        ([40, 4, 4, 9], [40, None, None, None]),  # 4 + 4 is the only way to 8
        ([40, 9, 9, 4], [40, None, None, None]),  # cells as large go together
        ([1, 2, 0, 0], [None, None, None, None]),  # the total itself is small
        ([0, 0, 0], [0, 0, 0]),  # zeros tell of nobody
        ([5, 5], [5, 5]),  # the limit itself is shown
        ([4, 60, 0], [None, None, 0]),
        ([], []),
    ],
)
def test_small_counts_of_a_row_and_what_would_give_them_away_are_hidden(
    row: list[int], shown: list[int | None]
) -> None:
    assert DEFAULT_LIMIT == 5
    assert list(masked(tuple(row), DEFAULT_LIMIT)) == shown


@given(rows, limits)
def test_every_small_count_is_hidden(row: list[int], limit: int) -> None:
    hidden = hidden_in_row(row, limit)
    assert all(gone for count, gone in zip(row, hidden, strict=True) if 0 < count < limit)


@pytest.mark.parametrize("limit", [0, 1])
@given(rows)
def test_without_a_limit_everything_is_shown(limit: int, row: list[int]) -> None:
    assert not any(hidden_in_row(row, limit))
    assert not any(hidden_in_table([row], limit)[0])


@given(rows, limits, st.randoms())
def test_what_is_hidden_does_not_depend_on_the_order_of_a_row(
    row: list[int], limit: int, random: object
) -> None:
    pairs = list(zip(row, hidden_in_row(row, limit), strict=True))
    random.shuffle(pairs)  # type: ignore[attr-defined]
    assert hidden_in_row([count for count, _ in pairs], limit) == tuple(gone for _, gone in pairs)


@pytest.mark.parametrize("limit", [2, 3, 4, 5])
@pytest.mark.parametrize("length", [2, 3, 4])
def test_no_hidden_small_count_of_a_row_can_be_computed(limit: int, length: int) -> None:
    """Try every row against an attacker who knows all but the hidden counts.

    The attacker knows the total, the shown counts, the limit, and this very program: which cells
    it hides of any row. Rows that look the same to them are all the rows that could stand behind
    what they see. Protected: every hidden small count differs between two of those. Not protected,
    and tried here as well: a row of which every count is one.
    """
    behind: dict[object, list[tuple[int, ...]]] = defaultdict(list)
    for row in product(range(9), repeat=length):
        behind[sum(row), masked(row, limit)].append(row)
    solved = {
        possible[0]
        for (_, seen), possible in behind.items()
        for place in range(length)
        if seen[place] is None
        and len({row[place] for row in possible}) == 1
        and 0 < possible[0][place] < limit
    }
    assert solved <= {(1,) * length}


def fillings(hidden: int, total: int) -> list[tuple[int, ...]]:
    if hidden == 1:
        return [(total,)]
    return [
        (first, *rest) for first in range(total + 1) for rest in fillings(hidden - 1, total - first)
    ]


@given(st.lists(st.integers(0, 9), min_size=2, max_size=5), st.integers(2, 6))
def test_the_total_leaves_several_ways_to_fill_what_is_hidden(row: list[int], limit: int) -> None:
    """The simpler attacker: any whole numbers fill the hidden cells, at least one of them small.

    Where nothing shown is left to hide, the hidden ones may all be known to be small ones.
    """
    hidden = [place for place, gone in enumerate(hidden_in_row(row, limit)) if gone]
    if not hidden or set(row) == {1}:
        return
    possible = [
        filled
        for filled in fillings(len(hidden), sum(row[place] for place in hidden))
        if any(0 < count < limit for count in filled)
    ]
    for at, place in enumerate(hidden):
        assert len({filled[at] for filled in possible}) > 1, (row, place)


# -- tables ------------------------------------------------------------------------------------

tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(counts, min_size=width, max_size=width), min_size=1, max_size=5)
)


@given(tables, limits)
def test_no_hidden_count_stands_alone_in_a_row_or_column(
    table: list[list[int]], limit: int
) -> None:
    hidden = hidden_in_table(table, limit)
    for lines, masks in ((table, hidden), (zip(*table, strict=True), zip(*hidden, strict=True))):
        for line, mask in zip(lines, masks, strict=True):
            if len(line) > 1 and any(c and gone for c, gone in zip(line, mask, strict=True)):
                assert sum(mask) >= 2
    assert all(
        gone
        for row, mask in zip(table, hidden, strict=True)
        for count, gone in zip(row, mask, strict=True)
        if 0 < count < limit
    )


def test_a_table_is_hidden_along_its_rows_and_its_columns() -> None:
    table = [[30, 20, 3], [30, 20, 30], [30, 40, 30]]
    assert hidden_in_table(table) == (
        (False, True, True),
        (False, True, True),
        (False, False, False),
    )


def test_a_table_without_rows_hides_nothing() -> None:
    assert hidden_in_table([]) == ()
    assert hidden_in_table([[], []]) == ((), ())


# -- tallies -----------------------------------------------------------------------------------


def numbers(seen: ShownTally) -> dict[str, int | None]:
    singles = {one.name: getattr(seen, one.name) for one in fields(ShownTally)[1:]}
    return singles | {f"level {rank}": count for rank, count in enumerate(seen.levels)}


@given(tallies, limits)
def test_what_is_shown_of_a_tally_is_never_changed(counted: Tally, limit: int) -> None:
    every, seen = numbers(shown_tally(counted, SCALE)), numbers(shown_tally(counted, SCALE, limit))
    assert None not in every.values()
    assert {name: every[name] for name, count in seen.items() if count is not None}.items() <= (
        every.items()
    )
    assert all(seen[name] in (None, count) for name, count in every.items())


@given(tallies, limits)
def test_no_small_count_of_a_tally_is_shown(counted: Tally, limit: int) -> None:
    assert_consistent(shown_tally(counted, SCALE, limit), counted, limit)


def assert_consistent(seen: ShownTally, counted: Tally, limit: int) -> None:
    parts = {name: count for name, count in numbers(seen).items() if name not in ("n", "assessed")}
    assert not [name for name, count in parts.items() if count and count < limit]
    assert (seen.assessed is None) == (None in (seen.agree, seen.others))
    assert (seen.n is None) == (seen.not_asked is None)
    for side, total in ((True, seen.agree), (False, seen.others)):
        places = [
            place for place, level in enumerate(SCALE.levels) if (level.side is Side.AGREE) is side
        ]
        hidden = [counted.levels[place] for place in places if seen.levels[place] is None]
        assert total is not None or len(hidden) == len(places)
        assert total is None or len(hidden) != 1 or hidden == [0]


def test_the_published_row_is_shown_and_its_small_rest_is_not() -> None:
    counted = Tally(levels=(1, 0, 32, 32), cannot_yet=2)  # resurssit: 64 of 67, 2 cannot yet
    seen = shown_tally(counted, SCALE, 5)
    assert (seen.agree, seen.others, seen.cannot_yet, seen.n) == (64, None, None, 67)
    assert seen.levels == (None, None, 32, 32)


def test_a_tally_smaller_than_the_limit_is_hidden_whole() -> None:
    assert set(numbers(shown_tally(Tally(levels=(0, 0, 1, 2)), SCALE, 5)).values()) == {None}


@given(st.lists(tallies, min_size=1, max_size=4), limits)
def test_groups_hide_their_small_counts_and_what_gives_them_away(
    parts: list[Tally], limit: int
) -> None:
    whole = together(parts)
    seen = shown_tallies(parts, whole, SCALE, limit)
    all_of_it = numbers(shown_tally(whole, SCALE, limit))
    for part, shown in zip(parts, seen, strict=True):
        assert_consistent(shown, part, limit)
        every = numbers(shown_tally(part, SCALE))
        assert all(
            shown_count in (None, every[name]) for name, shown_count in numbers(shown).items()
        )
        if 0 < part.n + part.not_asked < limit:
            assert set(numbers(shown).values()) == {None}
    names = [name for name in all_of_it if name not in ("n", "assessed")]
    for name in names:
        hidden = [number for number in (numbers(one)[name] for one in seen) if number is None]
        if all_of_it[name] is None:
            assert len(hidden) == len(parts)
        elif len(parts) > 1 and all_of_it[name]:
            actual = [numbers(shown_tally(part, SCALE))[name] for part in parts]
            alone = [a for a, one in zip(actual, seen, strict=True) if numbers(one)[name] is None]
            assert len(hidden) != 1 or alone == [0]


def test_levels_of_a_group_do_not_follow_from_those_of_all_together() -> None:
    first, second = Tally(levels=(0, 0, 3, 7)), Tally(levels=(0, 0, 10, 10))
    seen = shown_tallies([first, second], together([first, second]), SCALE, 5)
    assert [one.levels[2:] for one in seen] == [(None, None), (None, None)]
    assert [one.agree for one in seen] == [10, 20]


def test_a_group_may_be_hidden_for_reasons_of_another_table() -> None:
    parts = [Tally(levels=(0, 0, 0, size)) for size in (20, 30, 40)]
    seen = shown_tallies(parts, together(parts), SCALE, 5, hidden=(True, True, False))
    assert [one.agree for one in seen] == [None, None, 40]


@given(st.lists(tallies, min_size=1, max_size=3))
def test_without_a_limit_groups_are_shown_as_they_are(parts: list[Tally]) -> None:
    seen = shown_tallies(parts, together(parts), SCALE)
    assert seen == tuple(shown_tally(part, SCALE) for part in parts)


# -- breakdowns --------------------------------------------------------------------------------


def divided(row: list[int], *, base: int | None = None) -> Breakdown:
    name = LocalizedText(fi="a", sv="a", en="a")
    return Breakdown(
        groups=tuple(Group(key=str(at), name=name, count=count) for at, count in enumerate(row)),
        base=sum(row) if base is None else base,
        several=base is not None,
    )


def test_counts_that_add_up_hide_one_another() -> None:
    assert shown_counts(divided([40, 12, 3]), 5) == (40, None, None)
    assert shown_counts(divided([40, 12, 3])) == (40, 12, 3)


def test_counts_of_groups_that_overlap_do_not_add_up_and_hide_only_small_ones() -> None:
    assert shown_counts(divided([40, 12, 3], base=50), 5) == (40, 12, None)


def test_counts_of_groups_that_could_overlap_and_do_not_hide_one_another() -> None:
    assert shown_counts(divided([40, 12, 3], base=55), 5) == (40, None, None)


def test_of_fewer_models_than_the_limit_no_count_is_shown() -> None:
    assert shown_counts(divided([1, 2, 0]), 5) == (None, None, None)


@given(rows, limits, st.integers(0, 3))
def test_what_is_shown_of_a_breakdown_is_never_changed(
    row: list[int], limit: int, overlap: int
) -> None:
    base = max(0, sum(row) - overlap)
    for shown, count in zip(shown_counts(divided(row, base=base), limit), row, strict=True):
        assert shown in (None, count)
        assert not (shown and shown < limit)
