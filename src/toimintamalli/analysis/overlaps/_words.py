"""Words of a text as they are compared: without endings, and without those that tell nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from toimintamalli.analysis.overlaps._libraries import snowball_stemmer
from toimintamalli.text import Language
from toimintamalli.vocabulary import counties, read_toml

__all__ = ["WordReader"]

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?://\S+")
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_SHORTEST = 3
_LONGEST = 64

# What still varies at the end of a Finnish stem: perhekeskus, perhekeskuks and perhekeskust,
# mielenterveys and mielenterveyd, nuori and nuort.
_FINNISH_ENDING = re.compile(r"(?:[uy]st|[aeiouyäöå]?(?:ks|[std])|[aeiouyäöå])\Z")


class WordReader:
    """Finds the words of texts in one language, each with the stem by which it is compared.

    Args:
        language: Language of the texts.

    Example:
        >>> WordReader(Language.FINNISH).words("Perhekeskus ja perhekeskuksen malli")
        {'perhekesk': 'perhekeskus'}
    """

    def __init__(self, language: Language) -> None:
        self._stem = _stemmer(language)
        self._known: dict[str, str] = {}
        self._ignored = _stems_that_tell_nothing(language)

    def stems(self, text: str) -> frozenset[str]:
        """Return the stems of the words that tell something."""
        return frozenset(map(self._stem_of, set(_words_of(text)))) - self._ignored

    def words(self, text: str) -> dict[str, str]:
        """Return for each of the stems the shortest word of the text that has it."""
        longest_first = sorted(set(_words_of(text)), key=lambda word: (len(word), word))[::-1]
        words = {self._stem_of(word): word for word in longest_first}
        return {stem: word for stem, word in words.items() if stem not in self._ignored}

    def _stem_of(self, word: str) -> str:
        stem = self._known.get(word)
        if stem is None:
            stem = self._known[word] = self._stem(word)
        return stem


def _words_of(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", text).replace(_SOFT_HYPHEN, "")
    for word in _WORD.findall(_ADDRESS.sub(" ", plain).casefold()):
        if len(word) >= _SHORTEST:
            yield word[:_LONGEST]


@cache
def _stems_that_tell_nothing(language: Language) -> frozenset[str]:
    """Return stems of grammar, of what any practice model is called, and of county names."""
    groups = read_toml("toimintamalli.vocabulary", "common_words.toml")["groups"]
    common = [word for group in groups if group["language"] == language for word in group["words"]]
    names = [
        name
        for county in counties()
        for name in (county.name.fi, county.name.sv, county.name.en, *county.written)
    ]
    return frozenset(map(_stemmer(language), _words_of(" ".join((*common, *names)))))


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
