"""Consensus: what stands for all, and why; nothing is averaged."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.answers import Reply, ReplyState, read_sheets
from toimintamalli.analysis.consensus import Settled, Settlement, consensus, settle
from toimintamalli.analysis.shares import Share
from toimintamalli.model import Answer, Evaluation, ServiceSector
from toimintamalli.model.instrument import ConsensusRule, Instrument, Side

WORLD = runpy.run_path(str(Path(__file__).with_name("evaluations.py")))
SMALL: Instrument = WORLD["SMALL"]
NO_RULE = evolve(SMALL, consensus=None)
answers, evaluation, level = WORLD["answers"], WORLD["evaluation"], WORLD["level"]
AGREEMENT, GRADES = SMALL.scales
NO, RATHER_NO, RATHER_YES, YES = range(4)
SOCIAL = tm.PracticeModel(programme=tm.ProgrammeData(sectors=(ServiceSector.SOCIAL,)))


def on_need(*replies: str, together: str | None = None, by: Instrument = SMALL) -> Settled:
    """Return what stands on the first criterion when several people reply to it."""
    people = [f"arvioija{number}" for number in range(len(replies))]
    given_answers = [answers(name, need=said) for name, said in zip(people, replies, strict=True)]
    if together:
        given_answers.append(answers(None, need=together))
    one = evaluation(*given_answers, **dict.fromkeys(people, "self"))
    return settle(read_sheets(one, by), by)[0]


# -- the rule ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ranks", "reached", "side", "count", "spread"),
    [
        # Three of four agree, but the quartiles are 0 and 3: too far apart.
        ([NO, YES, YES, YES], False, Side.AGREE, 3, 3),
        # Four of five agree: 80 %, quartiles 2 and 3.
        ([RATHER_NO, RATHER_YES, YES, YES, YES], True, Side.AGREE, 4, 1),
        # 75 % is enough, and a spread of one is.
        ([RATHER_NO, RATHER_YES, RATHER_YES, RATHER_YES], True, Side.AGREE, 3, 1),
        # 67 % is not.
        ([RATHER_NO, RATHER_YES, RATHER_YES], False, Side.AGREE, 2, 1),
        # On one level or beside it, and yet on two sides.
        ([RATHER_NO, RATHER_NO, RATHER_YES, RATHER_YES], False, None, 2, 1),
        ([NO, NO, RATHER_NO, RATHER_NO], True, Side.DISAGREE, 4, 1),
        ([YES], True, Side.AGREE, 1, 0),
    ],
)
def test_enough_on_one_side_and_close_together_is_consensus(
    ranks: list[int], reached: bool, side: Side | None, count: int, spread: int
) -> None:
    found = consensus(ranks, AGREEMENT, ConsensusRule(percent=75, spread=1))
    assert (found.reached, found.side) == (reached, side)
    assert (found.share, found.spread) == (Share(count, len(ranks)), spread)


def test_the_rule_is_compared_exactly_not_rounded() -> None:
    two_thirds = [RATHER_NO, RATHER_YES, RATHER_YES]
    assert consensus(two_thirds, AGREEMENT, ConsensusRule(percent=66)).reached
    assert not consensus(two_thirds, AGREEMENT, ConsensusRule(percent=67)).reached


def test_on_a_scale_without_sides_there_is_no_consensus_by_rule() -> None:
    found = consensus([3, 3, 4], GRADES, ConsensusRule())
    assert (found.reached, found.side, found.share) == (False, None, Share(0, 3))


def test_consensus_of_nobody_is_refused() -> None:
    with pytest.raises(tm.AnalysisError, match="Ei ole yhtään arvoa"):
        consensus([], AGREEMENT, ConsensusRule())


@given(st.lists(st.integers(0, 3), min_size=1, max_size=9), st.integers(51, 100))
def test_what_the_rule_settles_is_a_level_somebody_chose_on_the_side_of_most(
    ranks: list[int], percent: int
) -> None:
    rule = ConsensusRule(percent=percent)
    set_of_rule = evolve(SMALL, consensus=rule)
    settled = on_need(*(AGREEMENT.levels[rank].id for rank in ranks), by=set_of_rule)
    if settled.how is Settlement.BY_RULE:
        assert settled.reply.rank in ranks
        assert settled.reply.rank is not None
        side = AGREEMENT.levels[settled.reply.rank].side
        assert side is consensus(ranks, AGREEMENT, rule).side
        assert sum(AGREEMENT.levels[rank].side is side for rank in ranks) * 2 > len(ranks)


# -- what stands for all ----------------------------------------------------------------------


@pytest.mark.parametrize("reply", ["no", "cannot_yet", "not_applicable"])
def test_the_sheet_agreed_together_decides_whatever_anybody_said_alone(reply: str) -> None:
    settled = on_need("yes", "yes", "yes", together=reply)
    assert settled.how is Settlement.AGREED_TOGETHER
    assert settled == on_need(together=reply)


def test_where_the_sheet_agreed_together_is_silent_those_of_the_evaluators_speak() -> None:
    assert on_need("yes", together="no_answer") == on_need("yes")


@pytest.mark.parametrize("reply", ["no", "cannot_yet", "not_applicable"])
def test_the_only_answer_stands_for_all(reply: str) -> None:
    settled = on_need(reply, "no_answer", "no_answer")
    assert settled.how is Settlement.ONLY_ANSWER
    assert settled.reply == (level(NO) if reply == "no" else Reply(ReplyState(reply)))


@pytest.mark.parametrize("reply", ["no", "cannot_yet", "not_applicable"])
def test_what_all_said_who_answered_stands(reply: str) -> None:
    settled = on_need(reply, reply, "no_answer")
    assert settled.how is Settlement.UNANIMOUS
    assert settled.reply == (level(NO) if reply == "no" else Reply(ReplyState(reply)))


def test_a_level_agreed_by_rule_is_the_median_and_no_mean() -> None:
    settled = on_need("rather_yes", "yes", "yes", "yes")
    assert settled == Settled(reply=level(YES), how=Settlement.BY_RULE, lowest=YES, highest=YES)


def test_without_a_rule_nobody_is_outvoted() -> None:
    settled = on_need("rather_yes", "yes", "yes", "yes", by=NO_RULE)
    assert (settled.reply.state, settled.how) == (ReplyState.UNSETTLED, Settlement.NONE)
    assert (settled.lowest, settled.highest) == (RATHER_YES, YES)


def test_evaluators_far_apart_are_unsettled_between_their_levels() -> None:
    settled = on_need("rather_no", "yes")
    assert settled.reply == Reply(ReplyState.UNSETTLED)
    assert (settled.lowest, settled.highest) == (RATHER_NO, YES)


@pytest.mark.parametrize("other", ["cannot_yet", "not_applicable"])
def test_a_level_and_another_state_never_settle_as_either(other: str) -> None:
    settled = on_need("yes", "yes", "yes", "yes", other)
    assert settled.reply == Reply(ReplyState.UNSETTLED)
    assert (settled.lowest, settled.highest) == (None, None)


def test_cannot_yet_and_not_applicable_do_not_settle_as_one() -> None:
    assert on_need("cannot_yet", "not_applicable").reply == Reply(ReplyState.UNSETTLED)


@pytest.mark.parametrize("together", [None, "no_answer"])
def test_silence_settles_nothing(together: str | None) -> None:
    settled = on_need("no_answer", "no_answer", together=together)
    assert settled == Settled(reply=Reply(ReplyState.NO_ANSWER), how=Settlement.NONE)


# -- what was not asked -----------------------------------------------------------------------


@pytest.mark.parametrize("given_answers", [(), answers("a", need="yes"), answers(None, need="no")])
def test_what_does_not_apply_is_not_asked_whether_anybody_answered_or_not(
    given_answers: tuple[Answer, ...],
) -> None:
    settled = settle(read_sheets(evaluation(given_answers), SMALL, SOCIAL), SMALL)
    assert settled[3].reply == Reply(ReplyState.NOT_ASKED)
    assert settled[4].reply == Reply(ReplyState.NO_ANSWER)


def test_one_answer_to_what_does_not_apply_stands() -> None:
    one = evaluation(answers("a", online="no"), answers("b", need="yes"))
    settled = settle(read_sheets(one, SMALL, SOCIAL), SMALL)
    assert (settled[3].reply, settled[3].how) == (level(NO), Settlement.ONLY_ANSWER)


def test_nothing_of_an_unknown_version_was_asked() -> None:
    settled = settle(read_sheets(evaluation(answers("a", need="yes"), version="9"), SMALL), SMALL)
    assert {one.reply.state for one in settled} == {ReplyState.NOT_ASKED}


@given(WORLD["any_evaluations"](SMALL))
def test_something_stands_on_every_criterion_and_a_level_has_no_range(
    any_evaluation: Evaluation,
) -> None:
    settled = settle(read_sheets(any_evaluation, SMALL), SMALL)
    assert len(settled) == len(SMALL.criteria)
    for one in settled:
        if one.reply.state is ReplyState.LEVEL:
            assert one.lowest == one.highest == one.reply.rank
        elif one.lowest is not None:
            assert one.highest is not None
            assert one.reply.state is ReplyState.UNSETTLED
            assert one.lowest < one.highest
