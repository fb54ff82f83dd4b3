"""Change between two times: how the replies of the same models moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from toimintamalli.analysis.answers import Reply, ReplyState
from toimintamalli.analysis.statistics import mcnemar
from toimintamalli.model.instrument import Scale, Side

__all__ = ["Move", "Transitions", "transitions"]


@frozen(kw_only=True)
class Move:
    """How many went from one reply to another.

    Attributes:
        before: The reply at the first time.
        after: The reply at the second time.
        count: How many.
    """

    before: Reply
    after: Reply
    count: int


@frozen(kw_only=True)
class Transitions:
    """How the replies to one criterion changed in the same models.

    Attributes:
        pairs: Models asked at both times.
        moves: Every move that was made, those from lower levels first; staying is one too.
        gained: Models that agree now and did not, among those assessed at both times.
        lost: Models that agreed and do not now, among the same.
        both_assessed: Models with a level at both times.
        p_value: Exact two-sided McNemar; None where no level of the scale is an agreeing one, or
            no model was assessed at both times.
    """

    pairs: int
    moves: tuple[Move, ...]
    gained: int
    lost: int
    both_assessed: int
    p_value: Fraction | None


def transitions(pairs: Sequence[tuple[Reply, Reply]], scale: Scale) -> Transitions:
    """Return how replies changed between two times.

    Args:
        pairs: For each model its reply before and after.
        scale: The scale of the criterion.

    Example:
        >>> from toimintamalli.instruments import get_instrument
        >>> scale = get_instrument("vaikutusten-itsearviointi").scales[0]
        >>> partly_no, yes = Reply(ReplyState.LEVEL, 1), Reply(ReplyState.LEVEL, 3)
        >>> moved = transitions([(partly_no, yes)] * 6 + [(yes, yes)] * 4, scale)
        >>> moved.gained, moved.lost, moved.p_value
        (6, 0, Fraction(1, 32))
    """
    asked = [pair for pair in pairs if ReplyState.NOT_ASKED not in (pair[0].state, pair[1].state)]
    assessed = [
        (before.rank, after.rank)
        for before, after in asked
        if before.rank is not None and after.rank is not None
    ]
    agreeing = [level.side is Side.AGREE for level in scale.levels]
    gained = sum(agreeing[after] and not agreeing[before] for before, after in assessed)
    lost = sum(agreeing[before] and not agreeing[after] for before, after in assessed)
    counted = Counter(asked)
    return Transitions(
        pairs=len(asked),
        moves=tuple(
            Move(before=before, after=after, count=counted[before, after])
            for before, after in sorted(
                counted, key=lambda pair: (_order(pair[0]), _order(pair[1]))
            )
        ),
        gained=gained,
        lost=lost,
        both_assessed=len(assessed),
        p_value=mcnemar(gained, lost) if any(agreeing) and assessed else None,
    )


def _order(reply: Reply) -> tuple[int, int]:
    return list(ReplyState).index(reply.state), reply.rank or 0
