"""Looks for personal data in the texts of a model, and for names inside identifiers."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from urllib.parse import unquote

from attrs import field, frozen

from toimintamalli.personal_data import (
    FoundData,
    PersonalDataKind,
    PersonNames,
    find_personal_data,
)

__all__ = ["PersonSearch"]

# Tried only where white space ends, so that the time stays linear however long a word is.
_WRITTEN_TOGETHER = re.compile(r"(?<!\S)[^\s\-_./%+@]*+[\-_./%+@]\S*+")
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_OF_A_WORD = 3


@frozen(slots=False)
class PersonSearch:
    """What is looked for in texts.

    Attributes:
        names: Names of the people who are looked for.
        allowed: Names that may stand in a text, also where a part of one is looked for.
        emails: Addresses that are looked for beside those that hold a name.
        only_people: Whether only what tells of these people is found, not every address, number
            and code.
    """

    names: PersonNames
    allowed: PersonNames = field(factory=PersonNames)
    emails: frozenset[str] = frozenset()
    only_people: bool = False

    def finds(self, text: str, before: str = "") -> tuple[FoundData, ...]:
        """Return where personal data stands in a text, from left to right, none over another.

        Args:
            text: The text.
            before: What stands on the line before it; a label there tells what the text is.
        """
        if self.only_people:
            found = self._of_these_people(text)
        else:
            found = self._of_every_kind(text, before)
        together = _outside(found, self._names_written_together(text))
        return tuple(sorted((*found, *together), key=_start))

    def in_address(self, address: str) -> bool:
        """Return whether a web address holds personal data."""
        return bool(self.finds(address)) or self._names_whole(address)

    def in_identifier(self, identifier: str) -> bool:
        """Return whether an identifier holds personal data, be it one word of a name.

        Example:
            >>> PersonSearch(PersonNames(["Maija Mallikas"])).in_identifier("mallikas-2")
            True
        """
        words = set(_words(identifier))
        return not words.isdisjoint(self._name_words) or self.in_address(identifier)

    def in_published_name(self, name: str) -> bool:
        """Return whether a name that may be published holds more than that, such as an address."""
        others = any(one.kind is not PersonalDataKind.NAME for one in self.finds(name))
        return others or self._names_whole(name)

    def _of_every_kind(self, text: str, before: str) -> list[FoundData]:
        found = find_personal_data(text, self.names, before=before)
        names = [one for one in found if one.kind is PersonalDataKind.NAME]
        if not names or not self.allowed.names:
            return list(found)
        allowed = [FoundData(PersonalDataKind.NAME, *span) for span in self.allowed.spans(text)]
        refused = set(_outside(allowed, names, whole=True))
        return [one for one in found if one.kind is not PersonalDataKind.NAME or one in refused]

    def _of_these_people(self, text: str) -> list[FoundData]:
        emails = [
            one
            for one in (find_personal_data(text) if "@" in text else ())
            if one.kind is PersonalDataKind.EMAIL and self._is_theirs(text[one.start : one.end])
        ]
        names = [FoundData(PersonalDataKind.NAME, *span) for span in self.names.spans(text)]
        return _joined_where_they_meet([*emails, *names])

    def _is_theirs(self, email: str) -> bool:
        return email.casefold() in self.emails or self._names_whole(email)

    def _names_written_together(self, text: str) -> Iterator[FoundData]:
        """Yield where a name stands inside one long word, such as the name of a file."""
        for word in _WRITTEN_TOGETHER.finditer(text) if self._name_words else ():
            if self._names_whole(word[0]):
                yield FoundData(PersonalDataKind.NAME, *word.span())

    def _names_whole(self, text: str) -> bool:
        words = list(_words(text))
        return not self._pairs.isdisjoint(pairwise(words)) or not self._joined.isdisjoint(words)

    @cached_property
    def _split_names(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(_words(name)) for name in self.names.names)

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(pair for words in self._split_names for pair in _both_ways(words))

    @cached_property
    def _joined(self) -> frozenset[str]:
        """Names as one word, also with the initial of either part: ``mmallikas``, ``maijam``."""
        whole = map("".join, self._pairs)
        with_initial = (
            joined
            for one, other in self._pairs
            for joined in (one[:1] + other, one + other[:1])
            if len(joined) > _LEAST_OF_A_WORD
        )
        return frozenset((*whole, *with_initial))

    @cached_property
    def _name_words(self) -> frozenset[str]:
        words = (word for words in self._split_names for word in words)
        return frozenset(word for word in words if len(word) >= _LEAST_OF_A_WORD)


def _both_ways(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for one, other in (*pairwise(words), (words[0], words[-1])) if len(words) > 1 else ():
        yield from ((one, other), (other, one))


def _words(text: str) -> Iterable[str]:
    """Return the words of a text as identifiers and addresses write them: a for ä, no capitals."""
    spelled = unicodedata.normalize("NFKD", unquote(text).casefold())
    plain = "".join(sign for sign in spelled if not unicodedata.combining(sign))
    return _WORD.findall(plain)


def _start(one: FoundData) -> int:
    return one.start


def _joined_where_they_meet(ones: Iterable[FoundData]) -> list[FoundData]:
    """Return the places in order; those that overlap as one, of the kind of the first."""
    joined: list[FoundData] = []
    for one in sorted(ones, key=_start):
        if joined and one.start < joined[-1].end:
            before = joined[-1]
            joined[-1] = FoundData(before.kind, before.start, max(before.end, one.end))
        else:
            joined.append(one)
    return joined


def _outside(
    taken: Iterable[FoundData], ones: Iterable[FoundData], *, whole: bool = False
) -> Iterator[FoundData]:
    """Yield those that meet no taken place; or, with ``whole``, that lie in none of them."""
    places = sorted(taken, key=_start)
    starts = [place.start for place in places]
    for one in ones:
        before = bisect_left(starts, one.start + 1 if whole else one.end)
        reached = places[before - 1].end if before else 0
        if reached < one.end if whole else reached <= one.start:
            yield one
