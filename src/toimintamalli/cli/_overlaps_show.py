"""Overlaps for people, at the width of their terminal, and as plain data for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from attrs import frozen

from toimintamalli.analysis.overlaps import Overlap, OverlapGround, Overlaps, SplitScope
from toimintamalli.cli._show import echo, wrapped
from toimintamalli.cli._words import Words
from toimintamalli.model import Portfolio, Relation, RelationKind
from toimintamalli.vocabulary import (
    counties,
    customer_groups,
    enum_title,
    shown_date,
    shown_percent,
    sort_key,
)

__all__ = ["overlaps_data", "show_overlaps"]

_MOST_WORDS = 8
_INDENT = "     "


def show_overlaps(
    shown: Overlaps,
    found: Overlaps,
    portfolio: Portfolio,
    words: Words,
    *,
    least: int,
    decided: bool,
) -> None:
    """Show pairs under why they were compared, then groups, then what was compared.

    Args:
        shown: The overlaps with the pairs to show.
        found: All overlaps.
        portfolio: The models.
        words: Words of the command line.
        least: The score from which a pair is told.
        decided: Whether pairs that have been decided about are shown.
    """
    page = _Page(portfolio, words)
    for ground in OverlapGround:
        page.pairs(f"ground_{ground}", _of(found, ground), _of(shown, ground))
    if found.pairs:
        page.what_to_do()
    if found.split_scopes:
        page.split_scopes(found.split_scopes)
    if decided:
        page.pairs("decided_pairs", found.decided, found.decided)
    if not (found.pairs or found.split_scopes):
        page.say(words["overlaps.none"])
    page.counts(found, least, decided=decided)


def overlaps_data(found: Overlaps, portfolio: Portfolio, least: int) -> dict[str, Any]:
    """Return overlaps as plain data."""
    return {
        "models": found.models,
        "least": least,
        "without_words": found.wordless,
        "unplaced": found.unplaced,
        "pairs": [_pair_data(pair, portfolio) for pair in found.pairs],
        "decided": [_pair_data(pair, portfolio) for pair in found.decided],
        "split_scopes": [
            {
                "county": group.county,
                "collection": group.collection,
                "words": list(group.words),
                "models": [_model_data(portfolio, place) for place in group.places],
            }
            for group in found.split_scopes
        ],
    }


def _of(found: Overlaps, ground: OverlapGround) -> list[Overlap]:
    return [pair for pair in found.pairs if pair.ground is ground]


# -- for people -------------------------------------------------------------------------------


@frozen
class _Page:
    """Writes about the pairs of a portfolio."""

    portfolio: Portfolio
    words: Words

    def say(self, text: str, indent: str = "") -> None:
        """Write a text in lines that fit."""
        echo("\n".join(wrapped(text, indent)))

    def pairs(self, heading: str, pairs: Sequence[Overlap], shown: Sequence[Overlap]) -> None:
        """Show some pairs under a heading that tells how many there are."""
        if not pairs:
            return
        self.say(self.words.fill(f"overlaps.{heading}", count=len(pairs)))
        echo()
        for pair in shown:
            self._pair(pair)
            echo()
        if len(shown) < len(pairs):
            count = len(pairs) - len(shown)
            self.say(self.words.fill("overlaps.more_pairs", count=count))
            echo()

    def _pair(self, pair: Overlap) -> None:
        first, second = self._model(pair.first), self._model(pair.second)
        self.say(first, f"{pair.score:>3}  ")
        self.say(second, _INDENT)
        for told in (self._place(pair), self._shares(pair), self._shared_words(pair)):
            if told:
                self.say(told, _INDENT)
        for relation in pair.decisions:
            self.say(self._decision(relation), _INDENT)

    def _model(self, place: int) -> str:
        title, source = self.portfolio.models[place].basics.title, self.portfolio.source_of(place)
        return f"{source}: {title}" if title and title != source else source

    def _place(self, pair: Overlap) -> str:
        """Return what both have in common of place and theme, or where a similar model exists."""
        first, second = (", ".join(self._counties(one)) for one in pair.counties)
        if pair.ground is not OverlapGround.COUNTY and first and second:
            return self.words.fill("overlaps.similar", first=first, second=second)
        names = [
            *self._counties(set(pair.counties[0]) & set(pair.counties[1])),
            *pair.collections,
            *map(_group_name(self.words), pair.customer_groups),
        ]
        return self.words.fill("overlaps.shared_place", names=", ".join(names)) if names else ""

    def _counties(self, ids: Iterable[str]) -> list[str]:
        names = map(_county_name(self.words), ids)
        return sorted(names, key=lambda name: sort_key(name, self.words.language))

    def _shares(self, pair: Overlap) -> str:
        shares = ", ".join(
            self.words.fill(
                f"overlaps.share_{share.part}",
                percent=shown_percent(share.percent, self.words.language),
            )
            for share in pair.shares
        )
        return self.words.fill("overlaps.shares", shares=shares)

    def _shared_words(self, pair: Overlap) -> str:
        told = ["/".join(one) for one in pair.words[:_MOST_WORDS]]
        if len(pair.words) > _MOST_WORDS:
            count = len(pair.words) - _MOST_WORDS
            told[-1] += f" {self.words.fill('overlaps.more_words', count=count)}"
        return self.words.fill("overlaps.words", words=", ".join(told))

    def _decision(self, relation: Relation) -> str:
        kind = enum_title(relation.kind).get(self.words.language)
        if relation.date:
            kind = f"{kind} ({shown_date(relation.date, self.words.language)})"
        return self.words.fill("overlaps.decision", kind=kind, reason=relation.reason).strip()

    def what_to_do(self) -> None:
        """Show how a decision is kept."""
        words = self.words
        self.say(words["overlaps.todo"])
        files = f"{words['metavar.yaml']} {words['metavar.other_yaml']}"
        self.say(f"toimintamalli overlaps decide {files}", "  ")
        kinds = "|".join(RelationKind)
        self.say(f"--kind {kinds} --reason {words['metavar.text']}", "    ")
        echo()

    def split_scopes(self, groups: Sequence[SplitScope]) -> None:
        """Show groups of small models."""
        words = self.words
        self.say(words.fill("overlaps.split", count=len(groups)))
        for group in groups:
            told = words.fill(
                "overlaps.split_group",
                county=_county_name(words)(group.county),
                collection=group.collection,
                models=len(group.places),
                words=", ".join(group.words),
            )
            self.say(told, "  ")
            for place in group.places:
                self.say(self._model(place), "    ")
        self.say(words["overlaps.split_todo"])
        echo()

    def counts(self, found: Overlaps, least: int, *, decided: bool) -> None:
        """Show what was compared, and what was not."""
        words = self.words
        key = "overlaps.counts_shown" if decided else "overlaps.counts"
        self.say(words.fill(key, models=found.models, least=least, decided=len(found.decided)))
        if found.wordless:
            self.say(words.fill("overlaps.wordless", count=found.wordless))
        if found.unplaced:
            self.say(words.fill("overlaps.unplaced", count=found.unplaced))


def _county_name(words: Words) -> Callable[[str], str]:
    names = {county.id: county.name.get(words.language) for county in counties()}
    return lambda county: names.get(county, county)


def _group_name(words: Words) -> Callable[[str], str]:
    names = {group.id: group.name.get(words.language) for group in customer_groups()}
    return lambda group: names.get(group, group)


# -- for programs -----------------------------------------------------------------------------


def _pair_data(pair: Overlap, portfolio: Portfolio) -> dict[str, Any]:
    return {
        "score": pair.score,
        "ground": pair.ground.value,
        "models": [_model_data(portfolio, place) for place in (pair.first, pair.second)],
        "shares": {share.part.value: share.percent for share in pair.shares},
        "words": [list(one) for one in pair.words],
        "counties": [list(one) for one in pair.counties],
        "collections": list(pair.collections),
        "customer_groups": list(pair.customer_groups),
        "decisions": [
            {
                "other": relation.other,
                "kind": relation.kind.value,
                "reason": relation.reason,
                "date": relation.date.isoformat() if relation.date else None,
            }
            for relation in pair.decisions
        ],
    }


def _model_data(portfolio: Portfolio, place: int) -> dict[str, Any]:
    model = portfolio.models[place]
    return {
        "file": portfolio.source_of(place),
        "id": model.id,
        "title": model.basics.title,
    }
