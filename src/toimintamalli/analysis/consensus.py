"""Consensus: what can be said of a criterion when several evaluators replied to it.

Nothing is averaged. Either there is a reply that stands for all, or the evaluators did not agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from attrs import frozen

from toimintamalli.analysis.answers import Reply, ReplyState, Sheets
from toimintamalli.analysis.shares import Share
from toimintamalli.analysis.statistics import quartiles
from toimintamalli.model.instrument import ConsensusRule, Instrument, Scale, Side

__all__ = ["Consensus", "Settled", "Settlement", "consensus", "settle"]


class Settlement(StrEnum):
    """How one reply came to stand for all."""

    AGREED_TOGETHER = "agreed_together"
    ONLY_ANSWER = "only_answer"
    UNANIMOUS = "unanimous"
    BY_RULE = "by_rule"
    NONE = "none"


@frozen(kw_only=True)
class Settled:
    """What stands for all evaluators on one criterion.

    Attributes:
        reply: The reply; unsettled where they did not agree.
        how: How it came to stand for all.
        lowest: Lowest level that anybody chose, where all who replied chose a level.
        highest: Highest such level.
    """

    reply: Reply
    how: Settlement
    lowest: int | None = None
    highest: int | None = None


@frozen(kw_only=True)
class Consensus:
    """Whether evaluators agree by the rule of their set.

    Attributes:
        reached: Whether they do.
        side: The side on which most stand; None where neither has more than the other.
        share: Share of the replies on that side, or on either where they are even.
        spread: Levels between the quartiles.
    """

    reached: bool
    side: Side | None
    share: Share
    spread: int


def consensus(ranks: Sequence[int], scale: Scale, rule: ConsensusRule) -> Consensus:
    """Return whether evaluators agree by a rule declared beforehand.

    Args:
        ranks: The levels chosen, by their place on the scale; at least one.
        scale: The scale.
        rule: The rule: how many on one side, and how close together.

    Raises:
        AnalysisError: Nobody chose a level.

    Example:
        >>> from toimintamalli.instruments import get_instrument
        >>> survey = get_instrument("vaikutusten-itsearviointi")
        >>> consensus([2, 3, 3, 3, 1], survey.scales[0], ConsensusRule()).reached
        True
    """
    spread = quartiles(ranks).spread
    counts = {
        side: sum(scale.levels[rank].side is side for rank in ranks)
        for side in (Side.AGREE, Side.DISAGREE)
    }
    side = max(counts, key=lambda known: counts[known])
    share = Share(counts[side], len(ranks))
    even = counts[Side.AGREE] == counts[Side.DISAGREE]
    enough = share.count * 100 >= rule.percent * share.n
    return Consensus(
        reached=enough and spread <= rule.spread,
        side=None if even else side,
        share=share,
        spread=spread,
    )


def settle(sheets: Sheets, instrument: Instrument) -> tuple[Settled, ...]:
    """Return what stands for all evaluators, one for each criterion of the set.

    The sheet agreed together decides; where it is silent, the only answer, then one that all gave
    who answered, then the rule that the set declares, whose level is the median.

    Args:
        sheets: The sheets of an evaluation.
        instrument: The criteria set.
    """
    return tuple(
        _settled(sheets, place, instrument.scale_of(criterion), instrument.consensus)
        for place, criterion in enumerate(instrument.criteria)
    )


def _settled(sheets: Sheets, place: int, scale: Scale, rule: ConsensusRule | None) -> Settled:
    silent = {ReplyState.NO_ANSWER, ReplyState.NOT_ASKED}
    if sheets.consensus and sheets.consensus.replies[place].state not in silent:
        return _standing(sheets.consensus.replies[place], Settlement.AGREED_TOGETHER)
    replies = [sheet.replies[place] for sheet in sheets.individual]
    given = [reply for reply in replies if reply.state not in silent]
    if not given:
        silence = ReplyState.NO_ANSWER if sheets.asked[place] else ReplyState.NOT_ASKED
        return Settled(reply=Reply(silence), how=Settlement.NONE)
    if len(set(given)) == 1:
        alone = len(given) == 1
        return _standing(given[0], Settlement.ONLY_ANSWER if alone else Settlement.UNANIMOUS)
    ranks = [reply.rank for reply in given if reply.rank is not None]
    if len(ranks) < len(given):
        return Settled(reply=Reply(ReplyState.UNSETTLED), how=Settlement.NONE)
    if rule and consensus(ranks, scale, rule).reached:
        reply = Reply(ReplyState.LEVEL, quartiles(ranks).median)
        return Settled(reply=reply, how=Settlement.BY_RULE, lowest=reply.rank, highest=reply.rank)
    return Settled(
        reply=Reply(ReplyState.UNSETTLED),
        how=Settlement.NONE,
        lowest=min(ranks),
        highest=max(ranks),
    )


def _standing(reply: Reply, how: Settlement) -> Settled:
    return Settled(reply=reply, how=how, lowest=reply.rank, highest=reply.rank)
