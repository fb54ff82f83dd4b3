"""The language of a composed text: sentences from labels, numbers, days, and words of the model.

Words of the model are never inflected: they stand at the beginning of a line, behind a colon, or as
a sentence of their own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import isfinite

from attrs import frozen

from toimintamalli.composition._composed import Remark
from toimintamalli.model import Block, Inline, ItemList, Link, ListItem, ListKind, Paragraph
from toimintamalli.text import Language, LocalizedText
from toimintamalli.vocabulary import (
    Labels,
    ShownNumber,
    labels,
    shown_date,
    shown_number,
    shown_percent,
)

__all__ = ["Prose", "number_of", "remark", "said", "sentence"]

_PACKAGE = "toimintamalli.composition"
_ENDS = (".", "!", "?", "…", ":")
_WEB = ("http://", "https://")
_PERCENT = "%"


@frozen
class Prose:
    """Writes in one language.

    Attributes:
        words: Labels of composed texts in that language.
    """

    words: Labels

    @classmethod
    def of(cls, language: Language | str) -> Prose:
        """Return the prose of a language."""
        return cls(labels(_PACKAGE, language))

    @property
    def language(self) -> Language:
        """The language."""
        return self.words.language

    def __getitem__(self, key: str) -> str:
        return self.words[key]

    def fill(self, key: str, **values: object) -> str:
        """Return a text with its places filled."""
        return self.words.fill(key, **values)

    def counted(self, key: str, count: int) -> str:
        """Return a text that tells how many, in the form that goes with the number."""
        return self.fill(key, count=ShownNumber(count))

    def of_language(self, text: LocalizedText) -> str:
        """Return a text of the library in the language."""
        return text.get(self.language)

    def day(self, day: datetime.date) -> str:
        """Return a day."""
        return shown_date(day, self.language)

    def number(self, number: int) -> str:
        """Return a whole number."""
        return shown_number(number, self.language)

    def amount(self, value: Decimal, unit: str = "") -> str:
        """Return a number with its unit."""
        if said(unit) == _PERCENT:
            return shown_percent(value, self.language)
        return f"{shown_number(value, self.language)}\N{NO-BREAK SPACE}{said(unit)}".strip()

    def difference(self, value: Decimal, unit: str) -> str:
        """Return a distance between two values; between percentages it is percentage points."""
        if said(unit) != _PERCENT:
            return self.amount(value, unit)
        return self.fill("n.points", number=ShownNumber(value))

    def period(self, start: datetime.date | None, end: datetime.date | None) -> str:
        """Return when something goes on; nothing where neither end is known."""
        if start and end:
            return self.fill("period.both", start=self.day(start), end=self.day(end))
        if start:
            return self.fill("period.start", start=self.day(start))
        return self.fill("period.end", end=self.day(end)) if end else ""

    def lead(self, key: str, lines: Sequence[object]) -> tuple[Block, ...]:
        """Return the words above a list in their singular or plural form."""
        return (Paragraph(self.fill(key, count=len(lines))),)

    def listed(self, lead: str, lines: Iterable[str | tuple[Inline, ...]]) -> tuple[Block, ...]:
        """Return a list under the words that lead to it; nothing where there is no line."""
        items = tuple(lines)
        return (*self.lead(lead, items), bullets(items)) if items else ()

    def reference(self, text: str, address: str) -> tuple[Inline, ...]:
        """Return a text that leads to its web address, or shows an address that is none."""
        where, shown = said(address), said(text)
        if where.lower().startswith(_WEB):
            return (Link(shown or where, where),)
        return (f"{shown} ({where})" if shown and where else shown or where,)


def bullets(lines: Iterable[str | tuple[Inline, ...]]) -> ItemList:
    """Return a bullet list."""
    return ItemList(ListKind.BULLET, tuple(ListItem(line) for line in lines))


def said(text: str) -> str:
    """Return a text of the model on one line, without the full stop behind it."""
    return " ".join(text.split()).removesuffix(".").rstrip()


def sentence(text: str) -> str:
    """Return a text of the model as a sentence, or nothing where it says nothing."""
    line = " ".join(text.split())
    return line if not line or line.endswith(_ENDS) else f"{line}."


def number_of(value: float | None) -> Decimal | None:
    """Return a number as it was written; None where there is none."""
    if value is None or not isfinite(value):
        return None
    written = Decimal(str(value))
    return written.to_integral_value() if written == written.to_integral_value() else written


def remark(path: str, key: str, **values: object) -> Remark:
    """Return a remark in all languages.

    Args:
        path: Where in the model.
        key: Key of the text.
        **values: What the text speaks of; days are shown in each language.
    """
    filled = {
        language.value: labels(_PACKAGE, language).fill(
            key, **{name: _shown(value, language) for name, value in values.items()}
        )
        for language in Language
    }
    return Remark(path=path, text=LocalizedText(**filled))


def _shown(value: object, language: Language) -> str:
    match value:
        case datetime.date():
            return shown_date(value, language)
        case LocalizedText():
            return value.get(language)
        case _:
            return said(str(value))
