"""Which models need to be compared word by word: those that can reach the least score at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from toimintamalli.analysis.overlaps._closeness import PART_WEIGHTS, WeighedWords
from toimintamalli.analysis.overlaps._described import Described, Part

__all__ = ["candidates"]

_SHORT_PARTS = (Part.TITLE, Part.SUMMARY)
# Which parts a model has, as bits, and what those that two models have weigh together.
_BITS = {part: 1 << place for place, part in enumerate(Part)}
_POSSIBLE = tuple(
    sum(weight for part, weight in PART_WEIGHTS.items() if bits & _BITS[part])
    for bits in range(1 << len(Part))
)


def candidates(
    models: Iterable[Described], words: WeighedWords, least: int
) -> Iterator[tuple[Described, list[Described]]]:
    """Yield each model, with the earlier ones that may be as close to it as the least score.

    Every pair that reaches the score is among them. Titles and summaries are short: what two models
    have in common there is summed up from the models that each word leads to. Of the description
    only so many words are looked at, from the rarest on, that what is left could not reach the
    score alone. Words that many models have come last and are mostly not looked at, so that the
    work grows far slower than the number of pairs.

    Args:
        models: The models.
        words: The words of the portfolio.
        least: The least score.
    """
    index = _Index(words, least)
    for model in models:
        telling = index.telling_words(model)
        yield model, index.reachable(model, telling)
        index.add(model, telling)


class _Index:
    """The models met so far, by the words that lead to them."""

    def __init__(self, words: WeighedWords, least: int) -> None:
        self._words = words
        # One point is left for the rounding of the score.
        self._needed = (least - 1) / 100
        self._parts = [_parts(sums) for sums in words.sums]
        self._models: dict[int, Described] = {}
        self._rests: dict[int, int] = {}
        self._places: dict[Part, dict[str, list[int]]] = {part: defaultdict(list) for part in Part}

    def telling_words(self, model: Described) -> list[str]:
        """Return words of the description, the rarest first, until the rest cannot suffice alone.

        Models that share only the rest, of weight r, share at most 2r / (a + r) of the words of
        both, where a is the weight of all.
        """
        words = self._words
        rest = total = words.sums[model.place][Part.DESCRIPTION]
        stems = model.stems[Part.DESCRIPTION]
        telling: list[str] = []
        for stem in sorted(stems, key=lambda stem: (words.frequency[stem], stem)):
            if 2 * rest < self._needed * (total + rest):
                break
            telling.append(stem)
            rest -= words.weights[stem]
        self._rests[model.place] = rest
        return telling

    def add(self, model: Described, telling: list[str]) -> None:
        self._models[model.place] = model
        for part in _SHORT_PARTS:
            for stem in model.stems[part]:
                self._places[part][stem].append(model.place)
        for stem in telling:
            self._places[Part.DESCRIPTION][stem].append(model.place)

    def reachable(self, model: Described, telling: list[str]) -> list[Described]:
        points: dict[int, float] = defaultdict(float)
        for part in _SHORT_PARTS:
            self._add_points(model, part, points)
        shared: dict[int, int] = defaultdict(int)
        for stem in telling:
            for place in self._places[Part.DESCRIPTION].get(stem, ()):
                shared[place] += self._words.weights[stem]
        # A pair that has no telling word in common needs enough of its title and summary.
        least = self._needed * min(PART_WEIGHTS[part] for part in _SHORT_PARTS)
        places = {place for place, reached in points.items() if reached >= least}
        return [
            self._models[place]
            for place in sorted(places.union(shared))
            if self._can_reach(model.place, place, points.get(place, 0.0), shared.get(place, 0))
        ]

    def _add_points(self, model: Described, part: Part, points: dict[int, float]) -> None:
        """Add what each earlier model has in common with a model, or somewhat more."""
        places, sums = self._places[part], self._words.sums
        total, weight = sums[model.place][part], PART_WEIGHTS[part]
        for stem, both in self._leading(model.stems[part], part):
            for place in places.get(stem, ()):
                points[place] += weight * both / (total + sums[place][part])

    def _leading(self, stems: Iterable[str], part: Part) -> Iterator[tuple[str, int]]:
        """Yield the stems that lead to other models, with the weight that both would have."""
        weights = self._words.weights
        for stem in stems:
            yield stem, 2 * weights[stem]
            if part is Part.TITLE:
                for other, percent in self._words.alike.get(stem, {}).items():
                    yield other, (weights[stem] + weights[other]) * percent // 100

    def _can_reach(self, place: int, other: int, points: float, shared: int) -> bool:
        both = self._parts[place] & self._parts[other]
        if both & _BITS[Part.DESCRIPTION]:
            # Of the words that were not looked at they share at most what is left of one of them.
            most = shared + max(self._rests[place], self._rests[other])
            sums = self._words.sums
            total = sums[place][Part.DESCRIPTION] + sums[other][Part.DESCRIPTION]
            points += PART_WEIGHTS[Part.DESCRIPTION] * min(1.0, 2 * most / total)
        return points >= self._needed * _POSSIBLE[both]


def _parts(sums: Mapping[Part, int]) -> int:
    return sum(_BITS[part] for part, weight in sums.items() if weight)
