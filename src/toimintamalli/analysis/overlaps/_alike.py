"""Words of titles that differ by few letters, or of which one begins or ends the other."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set

from toimintamalli.analysis.overlaps._libraries import LikeWords

__all__ = ["Alike", "alike_stems", "pair_off"]

Alike = Mapping[str, Mapping[str, int]]
"""For each stem the stems alike, with how much of the letters of both is the same, in per cent."""

# How much of their letters must be the same for two different words to count; one that begins or
# ends the other (kuntoutus, kotikuntoutus) needs only so many letters.
_LEAST_PERCENT = 85
_LEAST_PART = 4


def alike_stems(stems: Iterable[str]) -> Alike:
    """Return which of the stems of titles are alike.

    Args:
        stems: All of them, each once.
    """
    like = LikeWords()
    alike: dict[str, dict[str, int]] = defaultdict(dict)
    for one, other in _pairs(sorted(stems), like):
        alike[one][other] = alike[other][one] = like.percent(one, other)
    return dict(alike)


def pair_off(stems: Set[str], others: Set[str], alike: Alike) -> list[tuple[str, str, int]]:
    """Return pairs of stems that are alike, with how much so: the most first, no stem in two pairs.

    Args:
        stems: Stems of one title that the other does not have.
        others: Stems of the other title.
        alike: Which stems are alike.
    """
    rated = [
        (-percent, min(stem, other), max(stem, other))
        for stem in stems
        for other, percent in alike.get(stem, {}).items()
        if other in others
    ]
    pairs: list[tuple[str, str, int]] = []
    used: set[str] = set()
    for percent, one, other in sorted(rated):
        if used.isdisjoint((one, other)):
            pairs.append((one, other, -percent))
            used |= {one, other}
    return pairs


def _pairs(stems: list[str], like: LikeWords) -> Iterator[tuple[str, str]]:
    """Yield the pairs of stems that count as alike; some of them twice."""
    for place, stem in enumerate(stems):
        for other in like.among(stem, stems[place + 1 :], _LEAST_PERCENT):
            yield stem, other
    yield from _beginnings(stems)
    for one, other in _beginnings(sorted(stem[::-1] for stem in stems)):
        yield one[::-1], other[::-1]


def _beginnings(stems: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each stem with every longer one that it begins; the stems are in order."""
    for stem in stems:
        if len(stem) >= _LEAST_PART:
            for place in range(bisect_left(stems, stem) + 1, len(stems)):
                if not stems[place].startswith(stem):
                    break
                yield stem, stems[place]
