"""The words of a document, each with its language."""

from __future__ import annotations

import datetime
from typing import Final

from attrs import frozen

from toimintamalli.diagnostics import Wording
from toimintamalli.model import Record
from toimintamalli.text import Language
from toimintamalli.vocabulary import field_title, labels, shown_date, shown_quantity
from toimintamalli_word._parts import Words

__all__ = ["Speech"]

_PACKAGE: Final = "toimintamalli_word"


@frozen
class Speech:
    """Says things in the language of the document, and what the model says in its own.

    Attributes:
        language: Language of the document.
        content: Language of the model.
    """

    language: Language
    content: Language

    def own(self, text: str) -> Words:
        """Return a text of the model."""
        return Words(text, self.content)

    def said(self, wording: Wording) -> Words:
        """Return a text that is known in all languages."""
        return Words(wording.get(self.language), self.language)

    def field(self, record: type[Record], name: str) -> Words:
        """Return the name of a field of the model."""
        return self.said(field_title(record, name))

    def label(self, key: str, **values: object) -> Words:
        """Return a text of this package with its places filled."""
        return Words(labels(_PACKAGE, self.language).fill(key, **values), self.language)

    def day(self, day: datetime.date) -> Words:
        """Return a day."""
        return Words(shown_date(day, self.language), self.language)

    def quantity(self, value: float, unit: str) -> str:
        """Return a value with its unit."""
        return shown_quantity(value, unit, self.language)
