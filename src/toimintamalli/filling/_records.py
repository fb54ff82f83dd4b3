"""Records made of what was filled in: changed ones, new ones, and records inside others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
from attrs import evolve

from toimintamalli.model import Record

__all__ = ["MissingValueError", "made_of", "value_at", "with_values"]


class MissingValueError(Exception):
    """A record cannot be without a value that is not there.

    Attributes:
        record: Class of the record.
        field: The field.
    """

    def __init__(self, record: type[Record], field: str) -> None:
        super().__init__(record, field)
        self.record = record
        self.field = field


def with_values(
    record: Record, values: Mapping[str, Any], nested: Mapping[str, type[Record]]
) -> Record:
    """Return a record with other values in some fields.

    Args:
        record: The record.
        values: The values by field, also of records inside, such as ``target.value``; None for an
            emptied field.
        nested: Classes of the records inside, by their field.

    Raises:
        MissingValueError: A field that has to have a value was emptied.
    """
    changes: dict[str, Any] = {}
    for name, given in _by_owner(values).items():
        is_inside = name in nested
        changes[name] = _inside(getattr(record, name), nested[name], given) if is_inside else given
    for field in attrs.fields(type(record)):
        if field.name in changes and changes[field.name] is None:
            changes[field.name] = _nothing(field, type(record))
    return evolve(record, **changes)


def made_of(
    record: type[Record], values: Mapping[str, Any], nested: Mapping[str, type[Record]]
) -> Record:
    """Return a new record.

    Args:
        record: Its class.
        values: The values by field; see `with_values`.
        nested: Classes of the records inside, by their field.

    Raises:
        MissingValueError: A field that has to have a value has none.
    """
    given = {
        name: _inside(None, nested[name], value) if name in nested else value
        for name, value in _by_owner(values).items()
    }
    complete: dict[str, Any] = {
        field.name: _nothing(field, record) if given.get(field.name) is None else given[field.name]
        for field in attrs.fields(record)
    }
    return record(**complete)


def _inside(record: Record | None, kind: type[Record], values: Mapping[str, Any]) -> Record | None:
    """Return a record inside another; none where nothing is left in it."""
    held = {} if record is None else attrs.asdict(record, recurse=False)
    left = {name: value for name, value in {**held, **values}.items() if value is not None}
    defaults = {field.name: field.default for field in attrs.fields(kind)}
    if all(value == defaults[name] for name, value in left.items()):
        return None
    return made_of(kind, left, {})


def _by_owner(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of records inside as mappings of their own."""
    owned: dict[str, Any] = {}
    for path, value in values.items():
        name, dot, inner = path.partition(".")
        if dot:
            owned.setdefault(name, {})[inner] = value
        else:
            owned[name] = value
    return owned


def _nothing(field: attrs.Attribute[Any], record: type[Record]) -> Any:
    """Return what stands in a field of which nothing is told: its default, or an empty text."""
    if field.default is not attrs.NOTHING:
        return field.default
    if field.type in (str, "str"):
        return ""
    raise MissingValueError(record, field.name)


def value_at(record: Any, path: str) -> Any:
    """Return the value of a field, also of a record inside; None where that is not there.

    Args:
        record: The record.
        path: Names of fields with dots between them.
    """
    for name in path.split("."):
        if record is None:
            return None
        record = getattr(record, name)
    return record
