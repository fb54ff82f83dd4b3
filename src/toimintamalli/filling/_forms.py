"""Texts, numbers, days and truth values as people fill them in."""

from __future__ import annotations

import datetime
import math
from decimal import Decimal
from typing import Any, Final

from attrs import frozen

from toimintamalli.filling._content import (
    Content,
    UnreadableContentError,
    as_text,
    lines_of,
    on_one_line,
)
from toimintamalli.filling._words import Saying, yes_or_no
from toimintamalli.model import RichText
from toimintamalli.text import Language
from toimintamalli.written import day, quantity, truth

__all__ = [
    "TEXT",
    "DayForm",
    "LinesForm",
    "NumberForm",
    "RichTextForm",
    "TextForm",
    "TruthForm",
    "WholeNumberForm",
]

_LARGEST_WHOLE: Final = 10**15
_UNITS: Final = ("", "%")
_FIRST_DAY: Final = datetime.date(1950, 1, 1)
"""Numbers typed into cells of days become days of long ago: 2026 is the 18th of July 1905."""


@frozen
class TextForm:
    """Plain text.

    Attributes:
        empty: What is read where nothing but white space stands: an empty text, or None for a
            field that may be without a value.

    Example:
        >>> TextForm().read(" Sote-johto ", Language.FINNISH, None)
        'Sote-johto'
    """

    empty: str | None = ""

    def shown(self, value: str | None, language: Language) -> str | None:
        """Return the text."""
        return value

    def read(self, content: Content, language: Language, held: Any) -> str | None:
        """Return the text; numbers and days become what is seen of them."""
        return as_text(content).strip() or self.empty


TEXT: Final = TextForm()
"""The form of most fields."""


@frozen
class LinesForm:
    """Several texts, each on a line of its own."""

    def shown(self, value: tuple[str, ...], language: Language) -> str:
        """Return one line for each text."""
        return "\n".join(map(on_one_line, value))

    def read(self, content: Content, language: Language, held: Any) -> tuple[str, ...]:
        """Return the texts; a line that stands as it was shown is the text that it was."""
        known = {on_one_line(text): text for text in held or ()}
        return tuple(known.get(on_one_line(line), line) for line in lines_of(content))


@frozen
class RichTextForm:
    """Text with sub-headings, lists and links, in the light markup of the documents."""

    def shown(self, value: RichText, language: Language) -> str:
        """Return the markup."""
        return value.markup

    def read(self, content: Content, language: Language, held: Any) -> RichText:
        """Return the text that the markup describes; every text describes one."""
        return RichText.parse(as_text(content))


@frozen
class NumberForm:
    """A number.

    Example:
        >>> NumberForm().read("1 234,5", Language.FINNISH, None)
        1234.5
    """

    def shown(self, value: float | None, language: Language) -> float | None:
        """Return the number."""
        return value

    def read(self, content: Content, language: Language, held: Any) -> float:
        """Return the number; one that was typed as text is read as Finns write numbers."""
        number = _number(content)
        if number is None or not math.isfinite(number):
            raise UnreadableContentError(Saying("expected.number"))
        return float(number)


@frozen
class WholeNumberForm:
    """A whole number."""

    def shown(self, value: int | None, language: Language) -> int | None:
        """Return the number."""
        return value

    def read(self, content: Content, language: Language, held: Any) -> int:
        """Return the number."""
        number = _number(content)
        if number is None or not -_LARGEST_WHOLE < number < _LARGEST_WHOLE or number % 1:
            raise UnreadableContentError(Saying("expected.whole"))
        return int(number)


def _number(content: Content) -> float | Decimal | None:
    if isinstance(content, datetime.date):
        return None
    if isinstance(content, str):
        found = quantity(content)
        return found.number if found and found.unit in _UNITS else None
    return content


@frozen
class DayForm:
    """A day."""

    def shown(self, value: datetime.date | None, language: Language) -> datetime.date | None:
        """Return the day."""
        return value

    def read(self, content: Content, language: Language, held: Any) -> datetime.date:
        """Return the day; one that was typed as text is read if it can mean one day only."""
        found = day(content) if isinstance(content, str) else content
        if not isinstance(found, datetime.date) or found < _FIRST_DAY:
            raise UnreadableContentError(Saying("expected.day"))
        return found


@frozen
class TruthForm:
    """Yes or no."""

    def shown(self, value: bool | None, language: Language) -> str:
        """Return yes or no."""
        return yes_or_no(value, language)

    def read(self, content: Content, language: Language, held: Any) -> bool:
        """Return whether it says yes."""
        found = truth(as_text(content))
        if found is None:
            raise UnreadableContentError(Saying("expected.truth"))
        return found
