"""Lists of phrases by which the text of a description is judged.

A phrase of the lists is words with three marks: ``*`` stands for more letters of a word, ``|``
parts the words of which any may stand there, and ``…`` lets a few words stand between, without a
comma or other mark. Every mark is bounded, so that a search takes time in proportion to the text,
whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from attrs import frozen

from toimintamalli.vocabulary import read_toml

__all__ = ["Phrases", "phrases", "phrases_of", "quoted"]

_PACKAGE = "toimintamalli.analysis.wording"
_LETTERS = r"\w{0,24}"
_SPACE = r"\s{1,3}"
_WORDS_BETWEEN = rf"{_SPACE}(?:\w{{1,40}}{_SPACE}){{0,4}}?"
_MOST_QUOTED = 5
_LONGEST_QUOTED = 60


@frozen
class Phrases:
    """A list of phrases, made ready to be looked for; capital letters make no difference.

    Attributes:
        pattern: What finds any of the phrases in small letters.

    Example:
        >>> phrases_of({"fi": ["on … *hanke|*hankkeen"]}).found_in("Se On osa Kehityshankkeen")
        ['On osa Kehityshankkeen']
    """

    pattern: re.Pattern[str]

    def found_in(self, text: str) -> list[str]:
        """Return the phrases that stand in a text, as they are written there."""
        return [text[slice(*found.span())] for found in self.pattern.finditer(_small(text))]

    def first_in(self, text: str) -> str | None:
        """Return the first phrase that stands in a text, as it is written, or None."""
        found = self.pattern.search(_small(text))
        return text[slice(*found.span())] if found else None

    def stand_in(self, text: str) -> bool:
        """Whether any of the phrases stands in a text."""
        return self.pattern.search(_small(text)) is not None

    def have(self, word: str) -> bool:
        """Whether a word is one of the phrases."""
        return self.pattern.fullmatch(_small(word)) is not None

    def taken_from(self, text: str) -> str:
        """Return what else stands in a text, in small letters."""
        return self.pattern.sub(" ", _small(text))


def _small(text: str) -> str:
    """Return a text in small letters, each at the place where it stood."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


@cache
def phrases(name: str) -> Phrases:
    """Return a list of ``phrases.toml``, in all three languages."""
    return phrases_of(read_toml(_PACKAGE, "phrases.toml")[name])


def phrases_of(lists: Mapping[str, Iterable[str]]) -> Phrases:
    """Return the phrases of lists by language."""
    given = [phrase for each in lists.values() for phrase in each]
    single = "|".join(phrase for phrase in given if len(phrase.split()) == 1)
    longer = (phrase for phrase in given if len(phrase.split()) > 1)
    found_by = "|".join(map(_phrase, filter(None, (*longer, single))))
    return Phrases(re.compile(rf"(?<!\w)(?:{found_by})"))


def _phrase(phrase: str) -> str:
    parts = (_SPACE.join(map(_word, part.split())) for part in phrase.split("…"))
    return _WORDS_BETWEEN.join(parts)


def _word(word: str) -> str:
    """Return what finds any choice of a word; those of any beginning are tried together."""
    choices = word.split("|")
    after_any = [choice.removeprefix("*") for choice in choices if choice.startswith("*")]
    tried = [_any_of(choice for choice in choices if not choice.startswith("*"))]
    if after_any:
        tried.append(_LETTERS + _any_of(after_any))
    return rf"(?:{'|'.join(filter(None, tried))})(?!\w)"


def _any_of(choices: Iterable[str]) -> str:
    written = [_LETTERS.join(map(re.escape, choice.split("*"))) for choice in choices]
    return f"(?:{'|'.join(written)})" if written else ""


def quoted(pieces: Iterable[str]) -> tuple[str, ...]:
    """Return pieces of a text as a finding quotes them: each once, a few, on one line.

    Example:
        >>> quoted(["on  arvioitu", "On arvioitu"])
        ('on arvioitu',)
    """
    told: dict[str, str] = {}
    for piece in pieces:
        line = " ".join(piece.split()).strip(".") or piece
        short = line if len(line) <= _LONGEST_QUOTED else f"{line[: _LONGEST_QUOTED - 1]}…"
        told.setdefault(short.casefold(), short)
    return tuple(told.values())[:_MOST_QUOTED]
