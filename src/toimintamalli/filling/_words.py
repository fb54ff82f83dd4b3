"""What is said of values to be filled in: what is expected, names of values, yes and no."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from attrs import frozen

from toimintamalli.diagnostics import CORE_CATALOGUE, Wording
from toimintamalli.text import Language
from toimintamalli.vocabulary import enum_title, labels

__all__ = ["Saying", "ValueNames", "yes_or_no"]

_PACKAGE: Final = "toimintamalli.filling"


@frozen
class Saying:
    """What is expected of those who fill in something, in whatever language it is asked for.

    Attributes:
        key: Key of the words, such as ``expected.choice``.
        values: What fills their places, by name; words are asked for in the same language.

    Example:
        >>> Saying("expected.choice", (("values", "a, b"),)).get(Language.ENGLISH)
        'one of these: a, b'
    """

    key: str
    values: tuple[tuple[str, str | Wording], ...] = ()

    def get(self, language: Language) -> str:
        """Return the words in one language."""
        return labels(_PACKAGE, language).fill(self.key, **dict(self.values))


@frozen
class ValueNames:
    """The names of all values of an enumeration.

    Attributes:
        values: The enumeration.
    """

    values: type[StrEnum]

    def get(self, language: Language) -> str:
        """Return the names in one language."""
        return ", ".join(enum_title(value).get(language) for value in self.values)


def yes_or_no(value: bool | None, language: Language) -> str:
    """Return yes or no; empty for None, which is neither.

    Args:
        value: Whether it is so.
        language: Language of the words.

    Example:
        >>> yes_or_no(True, Language.FINNISH), yes_or_no(None, Language.FINNISH)
        ('kyllä', '')
    """
    if value is None:
        return ""
    return labels(CORE_CATALOGUE, language)["word.yes" if value else "word.no"]
