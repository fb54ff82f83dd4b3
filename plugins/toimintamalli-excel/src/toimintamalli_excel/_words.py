"""Every word of a workbook in one language: the plugin's labels and the names of the model."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from attrs import frozen

from toimintamalli.filling import yes_or_no
from toimintamalli.model import Record
from toimintamalli.text import Language
from toimintamalli.vocabulary import enum_title, field_title, labels, record_title

PACKAGE: Final = "toimintamalli_excel"
"""The package whose ``labels.toml`` and ``diagnostics.toml`` the words come from."""


@frozen
class Words:
    """The words of a workbook.

    Attributes:
        language: Their language.
    """

    language: Language

    def __getitem__(self, key: str) -> str:
        """Return a label of the plugin."""
        return labels(PACKAGE, self.language)[key]

    def fill(self, key: str, **values: object) -> str:
        """Return a label of the plugin with its ``{name}`` places filled."""
        return labels(PACKAGE, self.language).fill(key, **values)

    def sheet(self, key: str) -> str:
        """Return the name of a sheet; the key is also the name of its table."""
        return self[f"sheet.{key}.name"]

    def record(self, record: type[Record]) -> str:
        """Return the name of a record class."""
        return record_title(record).get(self.language)

    def field(self, record: type[Record], field: str) -> str:
        """Return the name of a field."""
        return field_title(record, field).get(self.language)

    def value(self, value: StrEnum | None) -> str:
        """Return the name of an enumerated value; empty for None."""
        return "" if value is None else enum_title(value).get(self.language)

    def yes_or_no(self, value: bool | None) -> str:
        """Return yes or no; empty for None, which is neither."""
        return yes_or_no(value, self.language)
