"""Sentences with places: the values that stand there, and the form that a number asks for.

``{count}`` is a value. ``{count:sana|sanaa}`` is a form of words: the first where a reader sees the
number 1, the second elsewhere. By the rules of CLDR, Finnish, Swedish and English have these two,
and 1,0 is not 1.
"""

from __future__ import annotations

import string
from collections.abc import Mapping

from attrs import frozen

__all__ = ["filled", "in_plural"]

_ONE = ("1", "−1", "-1")


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return a sentence with its places filled.

    Args:
        template: The sentence with its places.
        values: What a reader sees at each.

    Raises:
        ValueError: What stands behind a colon is not two forms.
        KeyError: A place has no value.

    Example:
        >>> [filled("{n} {n:sana|sanaa}", {"n": n}) for n in ("1", "21")]
        ['1 sana', '21 sanaa']
    """
    return template.format_map({name: _Place(value) for name, value in values.items()})


def in_plural(template: str) -> str:
    """Return a sentence that names its places and has the forms for several things.

    Example:
        >>> in_plural("{count} {count:sana|sanaa}")
        '{count} sanaa'
    """
    pieces = string.Formatter().parse(template)
    return "".join(words + _of_several(name, forms) for words, name, forms, _ in pieces)


@frozen
class _Place:
    value: str

    def __format__(self, forms: str) -> str:
        if not forms:
            return self.value
        if forms.count("|") != 1:
            raise ValueError(f"{forms!r} is not two forms of words, such as 'sana|sanaa'")
        one, several = forms.split("|")
        return one if self.value in _ONE else several


def _of_several(name: str | None, forms: str | None) -> str:
    if name is None:
        return ""
    return forms.partition("|")[2] if forms else f"{{{name}}}"
