"""Scores: a range from the lowest to the highest that the open answers still allow.

A score is the weighted mean of points, from none (0) to all (1). *Ei koske* stays outside it and
is never taken as met; what is open counts as the lowest level in one end and as the highest in the
other, so no score is full while something is open. The points come from the criteria set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from attrs import evolve, frozen

from toimintamalli.analysis.answers import Reply, ReplyState
from toimintamalli.analysis.consensus import Settled, Settlement
from toimintamalli.analysis.shares import percent
from toimintamalli.model.instrument import Criterion, Instrument, Scale, Theme
from toimintamalli.text import LocalizedText

__all__ = ["Coverage", "Impact", "NoScore", "Score", "ScoreNode", "impacts", "score"]


class NoScore(StrEnum):
    """Why there is no score."""

    NO_POINTS = "no_points"
    NOTHING_APPLIES = "nothing_applies"


@frozen(kw_only=True)
class Coverage:
    """How much of what applies has been answered with a level.

    Attributes:
        answered: Criteria with a level.
        applicable: Criteria that apply.
    """

    answered: int
    applicable: int

    @property
    def is_full(self) -> bool:
        """Whether nothing is open."""
        return self.answered == self.applicable


@frozen(kw_only=True)
class ScoreNode:
    """A part of a score: a criterion, a theme, or the whole.

    Attributes:
        id: Identifier of the criterion, theme or set.
        title: Its question or title.
        weight: Its weight; that of a theme or set is the sum of its parts.
        low: The score if every open answer were the lowest level, from 0 to 1.
        high: The score if every open answer were the highest.
        parts: What it is made of; a criterion has none.
    """

    id: str
    title: LocalizedText
    weight: int
    low: Fraction
    high: Fraction
    parts: tuple[ScoreNode, ...] = ()

    def recomputed(self) -> tuple[Fraction, Fraction]:
        """Return low and high computed again from the parts, down to the criteria."""
        if not self.parts:
            return self.low, self.high
        ends = [(part.weight, *part.recomputed()) for part in self.parts]
        weight = sum(weight for weight, _, _ in ends)
        low = sum((weight * low for weight, low, _ in ends), Fraction())
        high = sum((weight * high for weight, _, high in ends), Fraction())
        return low / weight, high / weight


@frozen(kw_only=True)
class Score:
    """A score as a range.

    Attributes:
        tree: The score and all its parts; None where there is no score.
        reason: Why there is none.
        coverage: How much has been answered.
    """

    tree: ScoreNode | None
    reason: NoScore | None
    coverage: Coverage

    @property
    def low(self) -> Fraction | None:
        """The lower end, from 0 to 1."""
        return self.tree.low if self.tree else None

    @property
    def high(self) -> Fraction | None:
        """The upper end, from 0 to 1."""
        return self.tree.high if self.tree else None

    def explain(self) -> ScoreNode | None:
        """Return the tree from which the score is recomputed, or None where there is no score."""
        return self.tree

    def percents(self, decimals: int = 0) -> tuple[Decimal, Decimal] | None:
        """Return both ends in per cent, or None where there is no score.

        An open range is rounded outwards, so that it holds what it held before. Yet nothing but
        the full score is shown as 100, and nothing but none as 0.

        Args:
            decimals: How many decimals.

        Raises:
            AnalysisError: decimals is below zero (TM333).
        """
        if self.tree is None:
            return None
        low, high = self.tree.low, self.tree.high
        if low == high:
            return (_shown(low, decimals, _half_up),) * 2
        return _shown(low, decimals, floor), _shown(high, decimals, ceil)


@frozen(kw_only=True)
class Impact:
    """What one criterion can do to the score.

    Attributes:
        criterion: The criterion.
        if_lowest: Both ends of the score with the lowest level on it.
        if_highest: Both ends with the highest.
    """

    criterion: Criterion
    if_lowest: tuple[Fraction, Fraction]
    if_highest: tuple[Fraction, Fraction]


def score(settled: Sequence[Settled], instrument: Instrument) -> Score:
    """Return the score of what stands on each criterion.

    Args:
        settled: One for each criterion of the set.
        instrument: The criteria set.

    Example:
        >>> from toimintamalli.instruments import get_instrument
        >>> readiness = get_instrument("juurtumisvalmius")
        >>> met = Settled(reply=Reply(ReplyState.LEVEL, 2), how=Settlement.ONLY_ANSWER,
        ...     lowest=2, highest=2)
        >>> unknown = Settled(reply=Reply(ReplyState.CANNOT_YET), how=Settlement.ONLY_ANSWER)
        >>> score([met, met, met, unknown, unknown, unknown], readiness).percents()
        (Decimal('50'), Decimal('100'))
    """
    outside = {ReplyState.NOT_APPLICABLE, ReplyState.NOT_ASKED}
    in_play = [
        (criterion, one)
        for criterion, one in zip(instrument.criteria, settled, strict=True)
        if one.reply.state not in outside
    ]
    coverage = Coverage(
        answered=sum(one.reply.state is ReplyState.LEVEL for _, one in in_play),
        applicable=len(in_play),
    )
    if not in_play:
        return Score(tree=None, reason=NoScore.NOTHING_APPLIES, coverage=coverage)
    if not all(instrument.scale_of(criterion).has_points for criterion, _ in in_play):
        return Score(tree=None, reason=NoScore.NO_POINTS, coverage=coverage)
    return Score(tree=_tree(in_play, instrument), reason=None, coverage=coverage)


def impacts(settled: Sequence[Settled], instrument: Instrument) -> tuple[Impact, ...]:
    """Return what each criterion can do to the score, the greatest possible gain first.

    Args:
        settled: One for each criterion of the set.
        instrument: The criteria set.

    Returns:
        One for each criterion in play; none where there is no score.
    """
    if score(settled, instrument).tree is None:
        return ()
    found = [
        Impact(
            criterion=criterion,
            if_lowest=_with(settled, place, 0, instrument),
            if_highest=_with(
                settled, place, len(instrument.scale_of(criterion).levels) - 1, instrument
            ),
        )
        for place, criterion in enumerate(instrument.criteria)
        if settled[place].reply.state not in (ReplyState.NOT_APPLICABLE, ReplyState.NOT_ASKED)
    ]
    return tuple(sorted(found, key=lambda impact: impact.if_highest, reverse=True))


_InPlay = Sequence[tuple[Criterion, Settled]]


def _tree(in_play: _InPlay, instrument: Instrument) -> ScoreNode:
    themes = [_theme_node(theme, in_play, instrument) for theme in instrument.themes]
    parts = tuple(node for node in themes if node.parts)
    return _summed(instrument.id, instrument.title, parts)


def _theme_node(theme: Theme, in_play: _InPlay, instrument: Instrument) -> ScoreNode:
    parts = tuple(
        _leaf(criterion, one, instrument.scale_of(criterion))
        for criterion, one in in_play
        if criterion.theme == theme.id
    )
    return _summed(theme.id, theme.title, parts)


def _summed(name: str, title: LocalizedText, parts: tuple[ScoreNode, ...]) -> ScoreNode:
    weight = sum(part.weight for part in parts)
    node = ScoreNode(id=name, title=title, weight=weight, low=Fraction(), high=Fraction())
    if not parts:
        return node
    node = evolve(node, parts=parts)
    low, high = node.recomputed()
    return evolve(node, low=low, high=high)


def _leaf(criterion: Criterion, one: Settled, scale: Scale) -> ScoreNode:
    points = list(_points(scale))
    top, bottom = points[-1], points[0]
    low = points[one.lowest] if one.lowest is not None else bottom
    high = points[one.highest] if one.highest is not None else top
    return ScoreNode(
        id=criterion.id,
        title=criterion.question,
        weight=criterion.weight,
        low=Fraction(low - bottom, top - bottom),
        high=Fraction(high - bottom, top - bottom),
    )


def _points(scale: Scale) -> Iterator[int]:
    return (level.points for level in scale.levels if level.points is not None)


def _with(
    settled: Sequence[Settled], place: int, rank: int, instrument: Instrument
) -> tuple[Fraction, Fraction]:
    """Return both ends of the score with another level on one criterion."""
    other = Settled(
        reply=Reply(ReplyState.LEVEL, rank),
        how=Settlement.AGREED_TOGETHER,
        lowest=rank,
        highest=rank,
    )
    tree = score([*settled[:place], other, *settled[place + 1 :]], instrument).tree
    return (tree.low, tree.high) if tree else (Fraction(), Fraction())


def _half_up(exact: Fraction) -> int:
    return floor(exact + Fraction(1, 2))


def _shown(exact: Fraction, decimals: int, whole: Callable[[Fraction], int]) -> Decimal:
    """Return a percentage that is 100 only for the full score and 0 only for none."""
    full = 100 * Fraction(10) ** decimals
    units = Fraction(whole(exact * full))
    if exact < 1:
        units = min(units, full - 1)
    if exact > 0:
        units = max(units, Fraction(1))
    return percent(units / full, decimals)
