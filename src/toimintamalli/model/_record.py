"""What every record of the model shares: fields of one's own, kept untouched."""

from __future__ import annotations

from typing import TypeAlias, Union

from attrs import frozen

__all__ = ["CustomField", "CustomMapping", "CustomValue", "Record"]

CustomValue: TypeAlias = Union[
    str, int, float, bool, tuple["CustomValue", ...], "CustomMapping", None
]


@frozen
class CustomMapping:
    """A mapping inside a custom field: names and values in their order, hashable."""

    items: tuple[tuple[str, CustomValue], ...] = ()


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

    custom: tuple[CustomField, ...] = ()
