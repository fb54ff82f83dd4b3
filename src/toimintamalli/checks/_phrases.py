"""Lists of phrases and limits by which the text of a description is judged.

A phrase of the lists is words with three marks: ``*`` stands for more letters of a word, ``|``
parts the words of which any may stand there, and ``…`` lets a few words stand between, without a
comma or other mark. Every mark is bounded, so that a search takes time in proportion to the text,
whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from toimintamalli.vocabulary import read_toml

__all__ = ["limit", "pattern_of", "phrases", "quoted"]

_PACKAGE = "toimintamalli.checks"
_LETTERS = r"\w{0,24}"
_SPACE = r"\s{1,3}"
_WORDS_BETWEEN = rf"{_SPACE}(?:\w{{1,40}}{_SPACE}){{0,4}}?"
_MOST_QUOTED = 5
_LONGEST_QUOTED = 60


@cache
def phrases(name: str) -> re.Pattern[str]:
    """Return what finds any phrase of a list, in any of the three languages.

    Args:
        name: Name of the list in ``phrases.toml``.
    """
    return pattern_of(read_toml(_PACKAGE, "phrases.toml")[name])


def pattern_of(lists: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    """Return what finds any phrase of lists by language.

    Example:
        >>> pattern_of({"fi": ["on … *hanke|*hankkeen"]}).search("Se on osa kehittämishankkeen")[0]
        'on osa kehittämishankkeen'
    """
    found_by = "|".join(_phrase(phrase) for each in lists.values() for phrase in each)
    return re.compile(rf"(?<!\w)(?:{found_by})(?!\w)", re.IGNORECASE)


def _phrase(phrase: str) -> str:
    parts = [" ".join(part.split()) for part in phrase.split("…")]
    return _WORDS_BETWEEN.join(_SPACE.join(map(_word, part.split())) for part in parts)


def _word(word: str) -> str:
    choices = (
        _LETTERS.join(re.escape(letters) for letters in choice.split("*"))
        for choice in word.split("|")
    )
    return rf"(?:{'|'.join(choices)})(?!\w)"


def limit(name: str) -> int:
    """Return a limit of ``limits.toml``."""
    value: int = read_toml(_PACKAGE, "limits.toml")[name]["value"]
    return value


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
