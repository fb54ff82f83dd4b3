"""Tallies: how many replies of each kind, zeros included, so that totals add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attrs import frozen

from toimintamalli.analysis.answers import Reply, ReplyState
from toimintamalli.analysis.shares import Share
from toimintamalli.model.instrument import Scale, Side

__all__ = ["Tally", "tally"]


@frozen(kw_only=True)
class Tally:
    """How many replies of each kind.

    Attributes:
        levels: For each level of the scale, from the lowest.
        cannot_yet: *Ei voida vielä arvioida*.
        not_applicable: *Ei koske*.
        no_answer: Asked, and not answered.
        unsettled: The evaluators did not agree.
        not_asked: Does not apply, or the version answered did not ask; outside ``n``.
    """

    levels: tuple[int, ...]
    cannot_yet: int = 0
    not_applicable: int = 0
    no_answer: int = 0
    unsettled: int = 0
    not_asked: int = 0

    @property
    def assessed(self) -> int:
        """How many could be assessed: those that got a level."""
        return sum(self.levels)

    @property
    def n(self) -> int:
        """How many were asked."""
        others = self.cannot_yet + self.not_applicable + self.no_answer + self.unsettled
        return self.assessed + others

    def on_side(self, side: Side | None, scale: Scale) -> int:
        """Return how many stand on one side of the scale."""
        pairs = zip(self.levels, scale.levels, strict=True)
        return sum(count for count, level in pairs if level.side is side)

    def of_all(self, count: int) -> Share:
        """Return a count as a share of all that were asked."""
        return Share(count, self.n)

    def of_assessed(self, count: int) -> Share:
        """Return a count of levels as a share of those that could be assessed."""
        return Share(count, self.assessed)


def tally(replies: Iterable[Reply], scale: Scale) -> Tally:
    """Return how many replies of each kind there are.

    Args:
        replies: Replies to one criterion.
        scale: The scale of the criterion.

    Example:
        >>> from toimintamalli.instruments import get_instrument
        >>> scale = get_instrument("juurtumisvalmius").scales[0]
        >>> counted = tally([Reply(ReplyState.LEVEL, 0), Reply(ReplyState.CANNOT_YET)], scale)
        >>> counted.levels[0], counted.n, counted.of_assessed(1).percent()
        (1, 2, Decimal('100'))
    """
    counted = Counter(replies)
    states = Counter({reply.state: 0 for reply in counted})
    for reply, count in counted.items():
        states[reply.state] += count
    return Tally(
        levels=tuple(counted[Reply(ReplyState.LEVEL, rank)] for rank in range(len(scale.levels))),
        cannot_yet=states[ReplyState.CANNOT_YET],
        not_applicable=states[ReplyState.NOT_APPLICABLE],
        no_answer=states[ReplyState.NO_ANSWER],
        unsettled=states[ReplyState.UNSETTLED],
        not_asked=states[ReplyState.NOT_ASKED],
    )
