"""Change between two times: every move is kept, and only the same models are compared."""

from __future__ import annotations

import runpy
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toimintamalli.analysis.answers import Reply, ReplyState
from toimintamalli.analysis.statistics import mcnemar
from toimintamalli.analysis.transitions import Move, transitions
from toimintamalli.model.instrument import Instrument

WORLD = runpy.run_path(str(Path(__file__).with_name("evaluations.py")))
SMALL: Instrument = WORLD["SMALL"]
AGREEMENT, GRADES = SMALL.scales
NO, RATHER_NO, RATHER_YES, YES = map(WORLD["level"], range(4))
CANNOT_YET, OUTSIDE, SILENT, UNSETTLED, NOT_ASKED = map(Reply, list(ReplyState)[1:])

replies = st.sampled_from(
    [NO, RATHER_NO, RATHER_YES, YES, CANNOT_YET, OUTSIDE, SILENT, UNSETTLED, NOT_ASKED]
)
pairs_of_replies = st.lists(st.tuples(replies, replies), max_size=20)


def test_ten_models_at_two_times() -> None:
    pairs = [
        *[(NO, YES)] * 5,
        *[(RATHER_NO, RATHER_YES)] * 2,
        (YES, RATHER_NO),
        (RATHER_YES, YES),
        (CANNOT_YET, YES),
    ]
    found = transitions(pairs, AGREEMENT)
    # Seven came over and one went back, of nine with a level both times; a step on one side is no
    # gain, and nobody knows where the tenth stood before.
    assert (found.gained, found.lost, found.both_assessed, found.pairs) == (7, 1, 9, 10)
    # 2 · (1 + 8) / 2⁸
    assert found.p_value == Fraction(18, 256)


def test_every_move_is_kept_and_staying_is_one() -> None:
    found = transitions([(YES, YES), (NO, YES), (YES, YES), (CANNOT_YET, NO), (NO, NO)], AGREEMENT)
    assert found.moves == (
        Move(before=NO, after=NO, count=1),
        Move(before=NO, after=YES, count=1),
        Move(before=YES, after=YES, count=2),
        Move(before=CANNOT_YET, after=NO, count=1),
    )


@pytest.mark.parametrize("pair", [(NOT_ASKED, YES), (NO, NOT_ASKED), (NOT_ASKED, NOT_ASKED)])
def test_who_was_not_asked_both_times_is_not_compared(pair: tuple[Reply, Reply]) -> None:
    assert transitions([pair, (NO, YES)], AGREEMENT) == transitions([(NO, YES)], AGREEMENT)


@pytest.mark.parametrize("state", [CANNOT_YET, OUTSIDE, SILENT, UNSETTLED])
def test_only_levels_are_gained_and_lost(state: Reply) -> None:
    found = transitions([(state, YES), (YES, state), (state, state)], AGREEMENT)
    assert (found.pairs, found.gained, found.lost, found.both_assessed) == (3, 0, 0, 0)
    assert found.p_value is None
    assert sum(move.count for move in found.moves) == 3


def test_where_nothing_changed_chance_explains_all() -> None:
    assert transitions([(YES, YES), (NO, NO)], AGREEMENT).p_value == 1


def test_on_a_scale_without_an_agreeing_side_nothing_is_tested() -> None:
    found = transitions([(NO, YES)], GRADES)
    assert (found.gained, found.lost, found.both_assessed, found.p_value) == (0, 0, 1, None)
    assert found.moves == (Move(before=NO, after=YES, count=1),)


def test_nobody_asked_twice_is_no_change() -> None:
    found = transitions([], AGREEMENT)
    assert (found.pairs, found.moves, found.p_value) == (0, (), None)


@given(pairs_of_replies)
def test_moves_add_up_and_no_order_matters(
    pairs: list[tuple[Reply, Reply]],
) -> None:
    found = transitions(pairs, AGREEMENT)
    counted = Counter(pair for pair in pairs if NOT_ASKED not in pair)
    assert {(move.before, move.after): move.count for move in found.moves} == counted
    assert sum(move.count for move in found.moves) == found.pairs
    assert found.gained + found.lost <= found.both_assessed <= found.pairs
    if found.p_value is not None:
        assert found.p_value == mcnemar(found.gained, found.lost)
    assert transitions(sorted(pairs, key=repr), AGREEMENT) == found


@given(pairs_of_replies)
def test_seen_backwards_gains_are_losses(pairs: list[tuple[Reply, Reply]]) -> None:
    forth = transitions(pairs, AGREEMENT)
    back = transitions([(after, before) for before, after in pairs], AGREEMENT)
    assert (forth.gained, forth.lost, forth.p_value) == (back.lost, back.gained, back.p_value)
