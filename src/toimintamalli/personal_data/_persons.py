"""What a written name tells of a person: its parts, and how surely each means the person."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from attrs import frozen

from toimintamalli._data import read_toml
from toimintamalli.personal_data._inflection import folded

__all__ = [
    "UNSEEN",
    "WORD",
    "NamePart",
    "Standing",
    "begins_a_place",
    "is_never_alone",
    "is_particle",
    "looks_like_a_person",
    "name_parts",
]

UNSEEN = r"[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]"
"""A mark that may stand inside a word without being seen, as a part of a regular expression."""

WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|{UNSEEN})*+")
"""A word; marks that are not seen may stand inside it."""

_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]?")
_LONGEST_PART = 60


class Standing(Enum):
    """When a part of a name means the person though no other part stands beside it."""

    ALWAYS = "always"
    WITH_CAPITAL = "with_capital"
    CAPITAL_INSIDE_SENTENCE = "capital_inside_sentence"
    NEVER = "never"


@frozen(kw_only=True)
class NamePart:
    """One part of a person's name.

    Attributes:
        name: The part, folded.
        is_last: Whether it is the surname, as far as the order tells.
        standing: When it means the person alone.
        is_word: Whether it may be a word of the language as well.
        beside: First letters of the other parts of the name.
    """

    name: str
    is_last: bool
    standing: Standing
    is_word: bool
    beside: frozenset[str] = frozenset()


def name_parts(name: str) -> tuple[NamePart, ...]:
    """Return the parts of a person's name, first names first; nothing for the name of a body.

    Titles, particles, initials and what stands in brackets are left out. A comma after one or two
    words tells that the surname stands first; what follows any other comma is no name.

    Args:
        name: A name as somebody wrote it: ``Maija Mallikas``, ``Mallikas, Maija``.

    Example:
        >>> [part.name for part in name_parts("TtM Mallikas-Laine, Maija (THL)")]
        ['maija', 'mallikas', 'laine']
    """
    first, comma, rest = _BRACKETED.sub(" ", name.partition("@")[0]).partition(",")
    before, after = _words(first), _words(rest)
    if not before:
        before, after = after, ()
    elif comma and len(first.split()) <= 2 and 0 < len(rest.split()) <= 3 and not _is_body(after):
        return _parts((*after, *before), len(before))
    last = 2 if re.search(r"\w[-‐‑]\w+\W*$", first) else 1
    return () if _is_body(before) else _parts(before, last)


def looks_like_a_person(identifier: str) -> bool:
    """Return whether an identifier may be the name of a person; a guess from the words.

    Two to four words without digits, of which one is a common first name or ends as surnames do;
    or one word that ends as surnames do.

    Example:
        >>> [looks_like_a_person(one) for one in ("maija.mallikas", "e1", "Vertaisarvioija B")]
        [True, False, False]
    """
    words = _words(identifier.replace("_", " "))
    if any(sign.isdigit() for sign in identifier) or not 1 <= len(words) <= 4 or _is_body(words):
        return False
    endings = tuple(_listed("sure_endings"))
    has_surname = any(word.endswith(endings) and len(word) >= 6 for word in words)
    has_first_name = any(word in _listed("first_names") for word in words)
    return has_surname or (has_first_name and len(words) > 1)


def is_particle(word: str) -> bool:
    """Return whether a folded word is a small word inside names: von, af."""
    return word in _listed("particles")


def is_never_alone(word: str) -> bool:
    """Return whether a folded word is another word before it is a form of a name."""
    return word in _listed("never_alone")


def begins_a_place(text: str, place: int) -> bool:
    """Return whether a word follows that makes a genitive the name of a place (kaupunki)."""
    return _places().match(text, place) is not None


def _words(text: str) -> tuple[str, ...]:
    words = (folded(found.group()) for found in WORD.finditer(text))
    left_out = _listed("particles") | _listed("titles")
    return tuple(word for word in words if 1 < len(word) <= _LONGEST_PART and word not in left_out)


def _is_body(words: tuple[str, ...]) -> bool:
    endings = tuple(_listed("bodies"))
    return any(word in _listed("body_names") or word.endswith(endings) for word in words)


def _parts(words: tuple[str, ...], last: int) -> tuple[NamePart, ...]:
    first_of_last = max(len(words) - last, 0)
    return tuple(
        _part(word, place >= first_of_last, frozenset(other[0] for other in words if other != word))
        for place, word in enumerate(words)
    )


def _part(word: str, is_last: bool, beside: frozenset[str]) -> NamePart:
    is_word = is_last or word in _listed("first_names_that_are_words")
    return NamePart(
        name=word,
        is_last=is_last,
        standing=_standing(word, is_last, is_word),
        is_word=is_word,
        beside=beside,
    )


def _standing(word: str, is_last: bool, is_word: bool) -> Standing:
    if len(word) < 3:
        return Standing.NEVER
    if any(len(word) >= len(end) + 2 and word.endswith(end) for end in _listed("sure_endings")):
        return Standing.ALWAYS
    if is_word and not is_last:
        return Standing.CAPITAL_INSIDE_SENTENCE
    return Standing.WITH_CAPITAL


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(read_toml("toimintamalli.personal_data", "name_words.toml")["words"][name])


@cache
def _places() -> re.Pattern[str]:
    return re.compile(rf"\s{{1,3}}(?:{'|'.join(sorted(_listed('places')))})", re.IGNORECASE)
