"""Which models need to be compared at all: those that share a word by which they can be close."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from toimintamalli.analysis.overlaps._described import Described

__all__ = ["candidates"]


def candidates(
    models: Iterable[Described],
    frequency: Mapping[str, int],
    weights: Mapping[str, int],
    least: int,
) -> Iterator[tuple[Described, list[int]]]:
    """Yield each model, with the places of earlier ones that may be as close as the least score.

    The words of a part are looked at from the rarest on, until those that are left weigh too little
    to reach the least score alone. Two models that share none of the words looked at, in no part,
    are not close: all that they can share is what is left. The words that stand in many models come
    last, and are mostly not looked at, so that the work grows far slower than the pairs.

    Args:
        models: The models.
        frequency: In how many models each stem stands.
        weights: Weight of each stem.
        least: The least score.
    """
    met: dict[tuple[int, str], list[int]] = defaultdict(list)
    for model in models:
        found: set[int] = set()
        for index, stems in enumerate(model.stems):
            rarest_first = sorted(stems, key=lambda stem: (frequency[stem], stem))
            for stem in _telling(rarest_first, weights, least):
                places = met[index, stem]
                found.update(places)
                places.append(model.place)
        yield model, sorted(found)


def _telling(stems: Sequence[str], weights: Mapping[str, int], least: int) -> Iterator[str]:
    """Yield stems as long as the rest could still reach the score.

    Models that share only the rest, of weight r, share at most 2r / (a + r) of the words of both,
    where a is the weight of all.
    """
    rest = total = sum(weights[stem] for stem in stems)
    for stem in stems:
        # One point of the score is left for its rounding.
        if 200 * rest < (least - 1) * (total + rest):
            return
        yield stem
        rest -= weights[stem]
