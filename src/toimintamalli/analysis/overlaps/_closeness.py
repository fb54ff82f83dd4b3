"""How close two descriptions are: how much of their words is the same, rare words counting most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import floor, isqrt

from attrs import frozen

from toimintamalli.analysis.overlaps._alike import Alike, alike_stems, pair_off
from toimintamalli.analysis.overlaps._described import Described, Part

__all__ = ["PART_WEIGHTS", "Closeness", "PartShare", "WeighedWords", "closeness"]

PART_WEIGHTS = {Part.TITLE: 4, Part.SUMMARY: 3, Part.DESCRIPTION: 3}
"""How much each part of a description tells of what it is about."""

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
        stems: Stems that both have, or two of titles that are alike; the most telling first.
    """

    score: int
    shares: tuple[PartShare, ...]
    stems: tuple[tuple[str, ...], ...]


@frozen(kw_only=True)
class WeighedWords:
    """The words of all descriptions, with what each weighs.

    The weight of a word depends only on how many descriptions have it, so that models which share
    no word with the others change nothing among them. Weights are whole numbers: no order of adding
    changes a sum.

    Attributes:
        frequency: In how many descriptions each stem stands.
        weights: Weight of each stem: of one in n descriptions, one part in the square root of n.
        sums: For each model, by its place, the weight of all words of each part.
        alike: Which stems of titles are alike.
    """

    frequency: Mapping[str, int]
    weights: Mapping[str, int]
    sums: Sequence[Mapping[Part, int]]
    alike: Alike

    @classmethod
    def of(cls, models: Sequence[Described]) -> WeighedWords:
        """Weigh the words of all models of a portfolio, which are in the order of their places."""
        frequency = Counter(
            stem for model in models for stem in frozenset[str]().union(*model.stems.values())
        )
        weights = {stem: isqrt(_UNIT * _UNIT // count) for stem, count in frequency.items()}
        titles = frozenset[str]().union(*(model.stems[Part.TITLE] for model in models))
        return cls(
            frequency=frequency,
            weights=weights,
            sums=tuple(
                {part: sum(map(weights.__getitem__, stems)) for part, stems in model.stems.items()}
                for model in models
            ),
            alike=alike_stems(titles),
        )

    def agreeing(
        self, stems: frozenset[str], others: frozenset[str], part: Part
    ) -> dict[tuple[str, ...], int]:
        """Return what two models have in common of a part, with its weight in both together."""
        same = stems & others
        found: dict[tuple[str, ...], int] = {(stem,): 2 * self.weights[stem] for stem in same}
        if part is Part.TITLE:
            for one, other, percent in pair_off(stems - same, others - same, self.alike):
                both = self.weights[one] + self.weights[other]
                found[one, other] = both * percent // 100
        return found


def closeness(first: Described, second: Described, words: WeighedWords) -> Closeness | None:
    """Return how close two models are, or None where they have no part both.

    Args:
        first: A model.
        second: Another; in which order does not matter.
        words: The words of the portfolio.
    """
    points: dict[tuple[str, ...], float] = {}
    shares: list[PartShare] = []
    reached, possible = 0.0, 0
    for part, weight in PART_WEIGHTS.items():
        stems, others = first.stems[part], second.stems[part]
        if not (stems and others):
            continue
        total = words.sums[first.place][part] + words.sums[second.place][part]
        agreeing = words.agreeing(stems, others, part)
        share = sum(agreeing.values()) / total
        shares.append(PartShare(part=part, percent=_rounded(100 * share)))
        for both, both_weight in agreeing.items():
            points[both] = points.get(both, 0) + weight * both_weight / total
        reached, possible = reached + weight * share, possible + weight
    if not possible:
        return None
    return Closeness(
        score=_rounded(100 * reached / possible),
        shares=tuple(shares),
        stems=tuple(sorted(points, key=lambda both: (-points[both], both))),
    )


def _rounded(number: float) -> int:
    return floor(number + 0.5)
