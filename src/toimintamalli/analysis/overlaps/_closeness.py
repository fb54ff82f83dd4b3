"""How close two descriptions are: how much of their words is the same, rare words counting most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import floor, isqrt

from attrs import frozen

from toimintamalli.analysis.overlaps._described import Described, Part
from toimintamalli.analysis.overlaps._libraries import letter_similarity

__all__ = ["Closeness", "Comparer", "PartShare"]

# How much each part of a description tells of what it is about.
_PART_WEIGHTS = {Part.TITLE: 4, Part.SUMMARY: 3, Part.DESCRIPTION: 3}
# From how much of their letters two different words of titles are taken for one.
_LIKE = 85
_INDEX = {part: index for index, part in enumerate(Part)}
_UNIT = 10_000


@frozen(kw_only=True)
class PartShare:
    """How much of the words of a part is the same in two descriptions.

    Attributes:
        part: Title, summary or description.
        percent: Share of the weight of the words of both, 0 to 100.
    """

    part: Part
    percent: int


@frozen(kw_only=True)
class Closeness:
    """How close two descriptions are.

    Attributes:
        score: 0 to 100.
        shares: How much is the same of each part that both have.
        stems: Stems that both have, or two of titles that are nearly one; the most telling first.
    """

    score: int
    shares: tuple[PartShare, ...]
    stems: tuple[tuple[str, ...], ...]


@frozen
class _CommonPart:
    """A part that both descriptions have: the weight of all its words, and of those that agree."""

    part: Part
    total: int
    agreeing: Mapping[tuple[str, ...], int]

    @property
    def share(self) -> float:
        return sum(self.agreeing.values()) / self.total


class Comparer:
    """Compares descriptions; a word in n of them weighs one part in the square root of n.

    The weight of a word depends on nothing else, so that models which share no word with the
    others change nothing among them. Weights are whole numbers: no order of adding changes a sum.

    Args:
        models: The models, in the order of their places.
        least: The score from which two models are told to be close.

    Attributes:
        weights: Weight of each stem.
        frequency: In how many models each stem stands.
    """

    def __init__(self, models: Sequence[Described], least: int) -> None:
        self.frequency = Counter(
            stem for model in models for stem in frozenset[str]().union(*model.stems)
        )
        self.weights = {
            stem: isqrt(_UNIT * _UNIT // count) for stem, count in self.frequency.items()
        }
        self._least = least
        self._sums = [tuple(map(self._sum, model.stems)) for model in models]
        self._similarity = letter_similarity()

    def closeness(self, first: Described, second: Described) -> Closeness | None:
        """Return how close two models are, or None where they stay below the least score.

        Args:
            first: A model.
            second: Another; in which order does not matter.
        """
        sums = zip(Part, self._sums[first.place], self._sums[second.place], strict=True)
        totals = {part: a + b for part, a, b in sums if a and b}
        possible = rest = sum(_PART_WEIGHTS[part] for part in totals)
        reached = 0.0
        common: list[_CommonPart] = []
        for part, total in totals.items():
            common.append(_CommonPart(part, total, self._agreeing(first, second, part)))
            rest -= _PART_WEIGHTS[part]
            reached += _PART_WEIGHTS[part] * common[-1].share
            # Most pairs are far from the least score already by their titles.
            if 100 * (reached + rest) < (self._least - 1) * possible:
                return None
        score = _rounded(100 * reached / possible) if possible else 0
        return _closeness(score, common) if score >= self._least else None

    def _agreeing(
        self, first: Described, second: Described, part: Part
    ) -> dict[tuple[str, ...], int]:
        """Return the stems of a part that agree, each with its weight in both models together."""
        index = _INDEX[part]
        stems, others = first.stems[index], second.stems[index]
        same = stems & others
        agreeing: dict[tuple[str, ...], int] = {(stem,): 2 * self.weights[stem] for stem in same}
        if part is Part.TITLE:
            for pair in self._alike(stems - same, others - same):
                agreeing[pair] = sum(self.weights[stem] for stem in pair)
        return agreeing

    def _alike(self, stems: Iterable[str], others: Collection[str]) -> list[tuple[str, str]]:
        """Return pairs of stems that differ by few letters; no stem is in two pairs."""
        rated = [
            (-likeness, min(stem, other), max(stem, other))
            for stem in stems
            for other in others
            if (likeness := self._similarity(stem, other)) >= _LIKE
        ]
        pairs: list[tuple[str, str]] = []
        used: set[str] = set()
        for _, one, other in sorted(rated):
            if used.isdisjoint((one, other)):
                pairs.append((one, other))
                used |= {one, other}
        return pairs

    def _sum(self, stems: Iterable[str]) -> int:
        return sum(self.weights[stem] for stem in stems)


def _closeness(score: int, common: Sequence[_CommonPart]) -> Closeness:
    telling: dict[tuple[str, ...], float] = {}
    for one in common:
        for stems, weight in one.agreeing.items():
            points = _PART_WEIGHTS[one.part] * weight / one.total
            telling[stems] = telling.get(stems, 0) + points
    return Closeness(
        score=score,
        shares=tuple(PartShare(part=one.part, percent=_rounded(100 * one.share)) for one in common),
        stems=tuple(sorted(telling, key=lambda stems: (-telling[stems], stems))),
    )


def _rounded(number: float) -> int:
    return floor(number + 0.5)
