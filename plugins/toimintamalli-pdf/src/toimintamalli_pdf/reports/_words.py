"""Every word of a report in one language: its own, those that reports share, names of the core."""

from __future__ import annotations

import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from attrs import frozen

from toimintamalli.analysis.reports import report_labels
from toimintamalli.analysis.shares import Share
from toimintamalli.model import Record
from toimintamalli.text import Language, LocalizedText
from toimintamalli.vocabulary import (
    Labels,
    enum_title,
    field_title,
    labels,
    shown_date,
    shown_number,
    shown_percent,
)

__all__ = ["ReportWords"]

_PACKAGE: Final = "toimintamalli_pdf.reports"


@frozen
class ReportWords:
    """The words of a report.

    Attributes:
        language: Their language.
    """

    language: Language

    def __getitem__(self, key: str) -> str:
        """Return a label of its own, or else one that reports share."""
        return self._labels_with(key)[key]

    def fill(self, key: str, **values: object) -> str:
        """Return a label with its ``{name}`` places filled."""
        return self._labels_with(key).fill(key, **values)

    def _labels_with(self, key: str) -> Labels:
        own = labels(_PACKAGE, self.language)
        return own if key in own else report_labels(self.language)

    def say(self, text: LocalizedText) -> str:
        """Return a text of the core in the language of the report."""
        return text.get(self.language)

    def field(self, record: type[Record], name: str) -> str:
        """Return the name of a field."""
        return self.say(field_title(record, name))

    def value(self, value: StrEnum) -> str:
        """Return the name of an enumerated value."""
        return self.say(enum_title(value))

    def day(self, day: datetime.date) -> str:
        """Return a day."""
        return shown_date(day, self.language)

    def number(self, number: int | Decimal) -> str:
        """Return a number."""
        return shown_number(number, self.language)

    def count(self, count: int | None) -> str:
        """Return a count, or the word for a hidden one."""
        return self["hidden"] if count is None else self.number(count)

    def share(self, count: int | None, n: int | None) -> str:
        """Return a share rounded once, to a tenth of a per cent; nothing for a share of nothing.

        Args:
            count: How many; None is hidden.
            n: Of how many; None is hidden.
        """
        if count is None or n is None:
            return self["hidden"]
        return shown_percent(Share(count, n).percent(1), self.language) if n else ""
