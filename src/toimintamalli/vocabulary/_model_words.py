"""Names of the model's records, fields and values, for schemas, headings and lists."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from attrs import frozen

from toimintamalli._data import read_toml
from toimintamalli.text import Language, LocalizedText

__all__ = [
    "FieldTitle",
    "enum_description",
    "enum_title",
    "field_description",
    "field_title",
    "record_description",
    "record_title",
]


@frozen
class FieldTitle:
    """The name of a field, looked up only when it is shown.

    Attributes:
        record: The record class.
        field: Name of the field.

    Example:
        >>> from toimintamalli.model import PracticeModel
        >>> FieldTitle(PracticeModel, "metrics").get(Language.FINNISH)
        'Mittarit'
    """

    record: type
    field: str

    def get(self, language: Language) -> str:
        """Return the name in one language."""
        return field_title(self.record, self.field).get(language)


def record_title(record: type) -> LocalizedText:
    """Return the name of a record class."""
    return LocalizedText(**_record(record)["title"])


def record_description(record: type) -> LocalizedText:
    """Return what a record class is for."""
    return LocalizedText(**_record(record)["description"])


def field_title(record: type, field: str) -> LocalizedText:
    """Return the name of a field of a record class."""
    return LocalizedText(**_field(record, field)["title"])


def field_description(record: type, field: str) -> LocalizedText:
    """Return what to write into a field."""
    return LocalizedText(**_field(record, field)["description"])


def enum_title(value: StrEnum) -> LocalizedText:
    """Return the name of a value.

    Example:
        >>> from toimintamalli.text import Language
        >>> enum_title(Language.SWEDISH).fi
        'Ruotsi'
    """
    return LocalizedText(**_value(value)["title"])


def enum_description(value: StrEnum) -> LocalizedText | None:
    """Return what a value means, where a source says it."""
    description = _value(value).get("description")
    return LocalizedText(**description) if description else None


def _words() -> Mapping[str, Any]:
    return read_toml("toimintamalli.vocabulary", "model.toml")


def _record(record: type) -> Mapping[str, Any]:
    table: Mapping[str, Any] = _words()["records"][record.__name__]
    return table


def _field(record: type, field: str) -> Mapping[str, Any]:
    owner = record if field in _record(record).get("fields", {}) else record.__mro__[1]
    table: Mapping[str, Any] = _record(owner)["fields"][field]
    return table


def _value(value: StrEnum) -> Mapping[str, Any]:
    table: Mapping[str, Any] = _words()["enums"][type(value).__name__][value.value]
    return table
