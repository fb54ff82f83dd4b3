"""Words that fill a field without saying anything, by what they are mistaken for."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from toimintamalli._data import read_toml

__all__ = ["EmptyWords", "empty_words"]


class EmptyWords(StrEnum):
    """What words without content stand for."""

    PLACEHOLDER = "placeholder"
    POINTER = "pointer"
    CLAIM = "claim"


@cache
def empty_words(group: EmptyWords) -> frozenset[str]:
    """Return words without content, in small letters.

    Args:
        group: A place for a text to come, a pointer elsewhere, or the claim of an evaluation.

    Example:
        >>> "tulossa" in empty_words(EmptyWords.PLACEHOLDER)
        True
    """
    groups = read_toml("toimintamalli.vocabulary", "empty_words.toml")["groups"]
    return frozenset(next(one["words"] for one in groups if one["id"] == group))
