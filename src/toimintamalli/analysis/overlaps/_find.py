"""Finds the models of a portfolio that may describe the same thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from attrs import frozen

from toimintamalli.analysis.overlaps._candidates import candidates
from toimintamalli.analysis.overlaps._closeness import Closeness, PartShare, WeighedWords, closeness
from toimintamalli.analysis.overlaps._decide import decisions_between
from toimintamalli.analysis.overlaps._described import Described, DescriptionReader
from toimintamalli.analysis.overlaps._split import SplitScope, StemGroup, split_scopes
from toimintamalli.diagnostics import failure
from toimintamalli.errors import OptionError, UnknownNameError
from toimintamalli.model import Portfolio, PracticeModel, Relation
from toimintamalli.vocabulary import counties, sort_key

__all__ = ["DEFAULT_LEAST", "Overlap", "OverlapGround", "Overlaps", "find_overlaps"]

DEFAULT_LEAST = 30
"""The score from which a pair is told."""

_HIGHEST = 100


class OverlapGround(StrEnum):
    """Why two models were compared."""

    COUNTY = "county"
    THEME = "theme"
    ACROSS = "across"


@frozen(kw_only=True)
class Overlap:
    """Two models that may describe the same thing (päällekkäisyys); people decide whether they do.

    Attributes:
        first: Place of one model in the portfolio, from 0.
        second: Place of the other.
        score: How much of the two descriptions is the same, from 0 to 100: of the title (weight
            4), the summary (3) and the description (3), as far as both have them.
        shares: How much of each of these parts is the same.
        words: The words that made the score, the most telling first: one, or two from the titles
            that differ by few letters.
        ground: Why they were compared: a county, a theme, or neither in common.
        counties: The counties of the one and of the other.
        collections: Names of the collections in common.
        customer_groups: Identifiers of the customer groups in common.
        decisions: What either model tells of the other already.
    """

    first: int
    second: int
    score: int
    shares: tuple[PartShare, ...]
    words: tuple[tuple[str, ...], ...]
    ground: OverlapGround
    counties: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    collections: tuple[str, ...] = ()
    customer_groups: tuple[str, ...] = ()
    decisions: tuple[Relation, ...] = ()


@frozen(kw_only=True)
class Overlaps:
    """What was found when the models of a portfolio were compared.

    Attributes:
        pairs: Pairs that nobody has decided about: those of one county first, then those of one
            theme, then those across counties; the highest score first.
        decided: Pairs that somebody has decided about, in the same order.
        split_scopes: Groups of small models whose scope may be split too fine.
        models: How many models there were.
        wordless: How many of them have no word to compare.
        unplaced: How many have neither county nor theme, and are compared only across counties.
    """

    pairs: tuple[Overlap, ...]
    decided: tuple[Overlap, ...]
    split_scopes: tuple[SplitScope, ...]
    models: int
    wordless: int
    unplaced: int


def find_overlaps(
    portfolio: Portfolio,
    *,
    county: str | None = None,
    across: bool = False,
    least: int = DEFAULT_LEAST,
    progress: Callable[[int, int], None] | None = None,
) -> Overlaps:
    """Return the pairs of models that may describe the same thing.

    Nothing is a finding until people have decided: the score tells how much of the words is the
    same, not of the practices. Words are compared without their endings; a word weighs the less
    the more descriptions have it. Programme codes, names of counties and of the model's own
    places do not count. Needs the libraries of ``toimintamalli[overlaps]``.

    Args:
        portfolio: The models.
        county: Identifier of a county; only pairs with a model of it are told.
        across: Whether models that share neither county nor theme are compared too.
        least: The score from which a pair is told, 1 to 100.
        progress: Called after each model with how many have been compared, and of how many.

    Raises:
        AnalysisError: A library is missing (TM285).
        UnknownNameError: There is no such county (TM204).
        OptionError: The score is not from 1 to 100 (TM289).

    Example:
        >>> from toimintamalli.model import BasicData, PracticeModel, ProgrammeData
        >>> lapland = ProgrammeData(counties=("lappi",))
        >>> titles = ("Perhekeskuksen chat", "Chat perhekeskuksissa (RRP, P4, I1)", "Kotikuntoutus")
        >>> models = (
        ...     PracticeModel(basics=BasicData(title=title), programme=lapland) for title in titles
        ... )
        >>> found = find_overlaps(Portfolio(models=tuple(models)))
        >>> [(pair.first, pair.second, pair.score, pair.words) for pair in found.pairs]
        [(0, 1, 100, (('chat',), ('perhekeskuksen',)))]
    """
    _check_options(county, least)
    reader = DescriptionReader()
    models = [reader.described(model, place) for place, model in enumerate(portfolio.models)]
    met = list(_close_pairs(models, _Wanted(county, across), least, progress))
    pairs = sorted(
        (_overlap(portfolio, *one, reader) for one in met), key=lambda pair: _rank(portfolio, pair)
    )
    return Overlaps(
        pairs=tuple(pair for pair in pairs if not pair.decisions),
        decided=tuple(pair for pair in pairs if pair.decisions),
        split_scopes=tuple(
            _scope(group, portfolio, reader)
            for group in split_scopes(models)
            if county in (None, group.county)
        ),
        models=len(models),
        wordless=sum(not any(model.stems.values()) for model in models),
        unplaced=sum(not model.is_placed for model in models),
    )


def _check_options(county: str | None, least: int) -> None:
    allowed = tuple(known.id for known in counties())
    if county is not None and county not in allowed:
        raise UnknownNameError(failure("TM204", found=county, allowed=allowed))
    if not 1 <= least <= _HIGHEST:
        raise OptionError(failure("TM289", found=least, highest=_HIGHEST))


# -- which pairs ------------------------------------------------------------------------------


@frozen
class _Wanted:
    """Which pairs are asked for."""

    county: str | None
    across: bool

    def has(self, first: Described, second: Described) -> bool:
        if self.county and self.county not in first.counties | second.counties:
            return False
        return self.across or _ground(first, second) is not OverlapGround.ACROSS


_Met = tuple[Described, Described, Closeness]


def _close_pairs(
    models: Sequence[Described],
    wanted: _Wanted,
    least: int,
    progress: Callable[[int, int], None] | None,
) -> Iterator[_Met]:
    words = WeighedWords.of(models)
    for model, others in candidates(models, words, least):
        for other in others:
            if wanted.has(other, model):
                close = closeness(other, model, words)
                if close and close.score >= least:
                    yield other, model, close
        if progress is not None:
            progress(model.place + 1, len(models))


def _ground(first: Described, second: Described) -> OverlapGround:
    if not first.counties.isdisjoint(second.counties):
        return OverlapGround.COUNTY
    if not (
        first.collections.isdisjoint(second.collections)
        and first.customer_groups.isdisjoint(second.customer_groups)
    ):
        return OverlapGround.THEME
    return OverlapGround.ACROSS


# -- what is told of them ---------------------------------------------------------------------


def _overlap(
    portfolio: Portfolio,
    first: Described,
    second: Described,
    close: Closeness,
    reader: DescriptionReader,
) -> Overlap:
    models = portfolio.models[first.place], portfolio.models[second.place]
    return Overlap(
        first=first.place,
        second=second.place,
        score=close.score,
        shares=close.shares,
        words=_words(models, close, reader),
        ground=_ground(first, second),
        counties=(tuple(sorted(first.counties)), tuple(sorted(second.counties))),
        collections=tuple(sorted(first.collections & second.collections, key=sort_key)),
        customer_groups=tuple(sorted(first.customer_groups & second.customer_groups)),
        decisions=decisions_between(*models),
    )


def _words(
    models: tuple[PracticeModel, PracticeModel], close: Closeness, reader: DescriptionReader
) -> tuple[tuple[str, ...], ...]:
    """Return the words as the two models have them, of several forms the shortest."""
    one, other = map(reader.words, models)
    both = one | other | {stem: _shorter(one[stem], other[stem]) for stem in one.keys() & other}
    return tuple(tuple(both[stem] for stem in stems) for stems in close.stems)


def _shorter(word: str, other: str) -> str:
    return min(word, other, key=lambda one: (len(one), one))


def _scope(group: StemGroup, portfolio: Portfolio, reader: DescriptionReader) -> SplitScope:
    words = reader.words(portfolio.models[group.places[0]])
    return SplitScope(
        places=group.places,
        county=group.county,
        collection=group.collection,
        words=tuple(words[stem] for stem in group.stems),
    )


def _rank(portfolio: Portfolio, pair: Overlap) -> tuple[object, ...]:
    names = sorted(portfolio.source_of(place) for place in (pair.first, pair.second))
    return list(OverlapGround).index(pair.ground), -pair.score, names, pair.first, pair.second
