"""Groups of small models with titles much alike: their scope may be split too fine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from attrs import frozen

from toimintamalli.analysis.overlaps._described import Described, Part

__all__ = ["SplitScope", "StemGroup", "split_scopes"]

_LEAST_MODELS = 3
_MOST_TITLE_WORDS = 10
# How many different words the summary and the description of a small model have at most, without
# those that tell nothing.
_SMALL = 60


@frozen(kw_only=True)
class SplitScope:
    """Small models of one county and collection whose titles have most of their words in common.

    What is small, and most, is this library's own measure: at most 60 different words in summary
    and description, and more than half of the words of each title. Three models at least.

    Attributes:
        places: Their places in the portfolio.
        county: Identifier of the county.
        collection: Name of the collection.
        words: The words that all of their titles have.
    """

    places: tuple[int, ...]
    county: str
    collection: str
    words: tuple[str, ...]


@frozen(kw_only=True)
class StemGroup:
    """The models of a county and collection whose titles have the same stems."""

    places: tuple[int, ...]
    county: str
    collection: str
    stems: tuple[str, ...]


def split_scopes(models: Iterable[Described]) -> list[StemGroup]:
    """Return the groups of small models whose scope may be split too fine.

    Args:
        models: The models.
    """
    members: dict[tuple[str, str], list[Described]] = defaultdict(list)
    for model in models:
        if _is_small(model):
            for county in model.counties:
                for collection in model.collections:
                    members[county, collection].append(model)
    return [
        StemGroup(places=places, county=county, collection=collection, stems=stems)
        for (county, collection), of_both in sorted(members.items())
        for places, stems in _groups(of_both)
    ]


def _is_small(model: Described) -> bool:
    told = model.stems[Part.SUMMARY] | model.stems[Part.DESCRIPTION]
    return len(told) <= _SMALL and len(model.stems[Part.TITLE]) <= _MOST_TITLE_WORDS


def _groups(models: list[Described]) -> list[tuple[tuple[int, ...], tuple[str, ...]]]:
    """Return places and stems of the groups; none that is within another."""
    sharing: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for model in models:
        for stems in _most_of(model.stems[Part.TITLE]):
            sharing[stems].append(model.place)
    titles = {model.place: model.stems[Part.TITLE] for model in models}
    found: dict[frozenset[int], tuple[str, ...]] = {}
    for stems, places in sorted(sharing.items(), key=lambda one: (-len(one[0]), one)):
        differing = {titles[place] for place in places}
        if len(places) >= _LEAST_MODELS and len(differing) == len(places):
            found.setdefault(frozenset(places), stems)
    largest = [group for group in found if not any(group < other for other in found)]
    return sorted((tuple(sorted(group)), found[group]) for group in largest)


def _most_of(stems: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Yield every set of stems that is more than half of them, and more than one word."""
    for size in range(max(2, len(stems) // 2 + 1), len(stems) + 1):
        yield from combinations(sorted(stems), size)
