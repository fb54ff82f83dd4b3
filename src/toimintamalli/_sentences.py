"""Sentences with places: the values that stand there, and the form that a number asks for.

``{count}`` is a value. ``{count:sana|sanaa}`` is a form of words: the first where the number is
one, the second elsewhere. Finnish, Swedish and English have these two by the rules of CLDR.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol, runtime_checkable

from attrs import frozen

__all__ = ["Numbered", "Place", "filled", "in_plural", "is_one", "number_of"]


@runtime_checkable
class Numbered(Protocol):
    """Words that show a number, such as one with the thousands of its language apart."""

    @property
    def number(self) -> Decimal | int:
        """The number."""


@frozen
class Place:
    """What stands at a place of a sentence.

    Attributes:
        text: What a reader sees there.
        number: The number that it shows, if it does.
    """

    text: str
    number: Decimal | int | None = None

    def __format__(self, forms: str) -> str:
        """Return the text, or the form of words that goes with the number."""
        if not forms:
            return self.text
        one, other = forms.split("|")
        if self.number is None:
            raise TypeError(f"{self.text!r} is no number to choose from {forms!r} by")
        return one if is_one(self.number) else other


def is_one(number: Decimal | int) -> bool:
    """Return whether a number takes the singular: 1, but not 1.0 and not 21.

    Example:
        >>> [number for number in (0, 1, 2, 21, Decimal("1.0")) if is_one(number)]
        [1]
    """
    return abs(number) == 1 and Decimal(number).as_tuple().exponent == 0


def number_of(value: object) -> Decimal | int | None:
    """Return the number that a value is or shows; None where there is none."""
    match value:
        case bool():
            return None
        case int() | Decimal():
            return value
        case Numbered():
            return value.number
        case _:
            return None


def filled(template: str, places: Mapping[str, Place]) -> str:
    """Return a sentence with its places filled.

    Example:
        >>> filled("{n} {n:sana|sanaa}", {"n": Place("1\N{NO-BREAK SPACE}000", 1000)})[-5:]
        'sanaa'
    """
    return template.format_map(places)


def in_plural(template: str) -> str:
    """Return a sentence that names its places and has the forms for several things.

    Example:
        >>> in_plural("{count} {count:sana|sanaa}")
        '{count} sanaa'
    """
    pieces = string.Formatter().parse(template)
    return "".join(words + _of_several(name, forms) for words, name, forms, _ in pieces)


def _of_several(name: str | None, forms: str | None) -> str:
    if name is None:
        return ""
    return forms.partition("|")[2] if forms else f"{{{name}}}"
