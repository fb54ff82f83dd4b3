"""Words of a text as they are compared: without endings, and without those that tell nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from toimintamalli.analysis.overlaps._libraries import snowball_stemmer
from toimintamalli.text import Language
from toimintamalli.vocabulary import counties, read_toml

__all__ = ["WordReader", "shorter"]

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?://\S+")
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_SHORTEST = 3
_LONGEST = 64

# What still varies at the end of a Finnish stem: perhekeskus and perhekeskuks, mielenterveys and
# mielenterveyd, nuori and nuort.
_FINNISH_ENDING = re.compile(r"(?:[aeiouyäöå]?(?:ks|[std])|[aeiouyäöå])\Z")


class WordReader:
    """Finds the words of texts in one language, each with the stem by which it is compared.

    Args:
        language: Language of the texts.

    Example:
        >>> WordReader(Language.FINNISH).stems("Perhekeskuksen ja perhekeskuksen malli")
        {'perhekesk': 'perhekeskuksen'}
    """

    def __init__(self, language: Language) -> None:
        self._stem = _stemmer(language)
        self._known: dict[str, str] = {}
        self._ignored = frozenset(map(self._stem_of, _words_that_tell_nothing(language)))

    def stems(self, text: str) -> dict[str, str]:
        """Return the stem of each word that tells something, with the shortest word that has it."""
        found: dict[str, str] = {}
        for word in set(_words_of(text)):
            stem = self._stem_of(word)
            if stem not in self._ignored:
                found[stem] = shorter(word, found.get(stem, word))
        return found

    def _stem_of(self, word: str) -> str:
        stem = self._known.get(word)
        if stem is None:
            stem = self._known[word] = self._stem(word)
        return stem


def shorter(word: str, other: str) -> str:
    """Return the shorter of two words; of equally long ones the first in the alphabet."""
    return min(word, other, key=lambda one: (len(one), one))


def _words_of(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", text).replace(_SOFT_HYPHEN, "")
    for word in _WORD.findall(_ADDRESS.sub(" ", plain).casefold()):
        if len(word) >= _SHORTEST:
            yield word[:_LONGEST]


@cache
def _words_that_tell_nothing(language: Language) -> tuple[str, ...]:
    """Return the words of grammar, those for any practice model, and those of county names."""
    listed = read_toml("toimintamalli.vocabulary", "common_words.toml")
    names = [
        name
        for county in counties()
        for name in (county.name.fi, county.name.sv, county.name.en, *county.written)
    ]
    words = (*listed["grammar"][language], *listed["practice"][language], *names)
    return tuple(_words_of(" ".join(words)))


def _stemmer(language: Language) -> Callable[[str], str]:
    stem = snowball_stemmer(language)
    if language is not Language.FINNISH:
        return stem

    def finnish_stem(word: str) -> str:
        whole = stem(word)
        trimmed = _FINNISH_ENDING.sub("", whole)
        # A last d is the weak grade of t: omaishoito and omaishoidon.
        trimmed = f"{trimmed[:-1]}t" if trimmed.endswith("d") else trimmed
        return trimmed if len(trimmed) >= _SHORTEST else whole

    return finnish_stem
