"""What every record of the model shares: fields of one's own, kept untouched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias, TypeVar, Union

from attrs import field, frozen

__all__ = ["CustomField", "CustomMapping", "CustomValue", "Record", "as_tuple"]

_Item = TypeVar("_Item")


def as_tuple(values: Iterable[_Item]) -> tuple[_Item, ...]:
    """Return the values as a tuple; a text is not a sequence of letters.

    Raises:
        TypeError: A single text was given where several values belong.
    """
    if isinstance(values, str):
        raise TypeError(f"expected several values, got one text: {values!r}")
    return tuple(values)


CustomValue: TypeAlias = Union[
    str, int, float, bool, None, tuple["CustomValue", ...], "CustomMapping"
]


@frozen
class CustomMapping:
    """A mapping inside a custom field: names and values in their order, hashable."""

    items: tuple[tuple[str, CustomValue], ...] = field(default=(), converter=as_tuple)


@frozen
class CustomField:
    """One field that the library does not know but keeps.

    Attributes:
        name: Name in the document; starts with ``x-``.
        value: Text, number, truth value, nothing, or tuples and mappings of them.
    """

    name: str
    value: CustomValue = None


@frozen(kw_only=True)
class Record:
    """Base of the model's records.

    Attributes:
        custom: Namespaced fields (``x-…``) of whoever made the document.
    """

    custom: tuple[CustomField, ...] = field(default=(), converter=as_tuple)
