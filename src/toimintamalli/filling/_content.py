"""What stands in places to fill, and what a form of a field does with it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, Protocol, TypeAlias

from toimintamalli.diagnostics import Wording
from toimintamalli.text import Language

__all__ = [
    "Content",
    "FieldForm",
    "UnreadableContentError",
    "as_text",
    "lines_of",
    "on_one_line",
    "shown_text",
    "written_day",
]

Content: TypeAlias = str | int | float | datetime.date
"""What a place that is not blank holds."""


class UnreadableContentError(Exception):
    """A place does not hold what it is for.

    Attributes:
        expected: What is expected.
    """

    def __init__(self, expected: Wording) -> None:
        super().__init__(expected)
        self.expected = expected


class FieldForm(Protocol):
    """How the values of a field stand where people fill them in.

    Whatever people typed or pasted is validated here: lists to choose from do not stop what is
    pasted over them.
    """

    def shown(self, value: Any, language: Language) -> Content | None:
        """Return what a place holds for a value.

        Args:
            value: The value; None where the field may be without one.
            language: Language of the words.
        """

    def read(self, content: Content, language: Language, held: Any) -> Any:
        """Return the value of a place that is not blank.

        Args:
            content: What the place holds.
            language: Language of the words; names in the others are known as well.
            held: The value that the model has in this place; None where it has none.

        Raises:
            UnreadableContentError: The place does not hold such a value.
        """


def as_text(content: Content | None) -> str:
    """Return the content of a place as the text that its reader sees; a blank one is empty.

    Args:
        content: What the place holds.

    Example:
        >>> as_text(2.5), as_text(datetime.date(2026, 1, 31)), as_text(358401234567.0)
        ('2,5', '31.1.2026', '358401234567')
    """
    match content:
        case None:
            return ""
        case str():
            return content
        case datetime.date():
            return written_day(content)
    # Every digit, and a comma: a telephone number must not come out as 3.58401e+11.
    return format(Decimal(repr(content)), "f").removesuffix(".0").replace(".", ",")


def shown_text(form: FieldForm, value: Any, language: Language) -> str:
    """Return what a place that holds only text holds for a value.

    Args:
        form: The form of the field.
        value: The value.
        language: Language of the words.

    Example:
        >>> from toimintamalli.filling import DayForm
        >>> shown_text(DayForm(), datetime.date(2026, 1, 31), Language.ENGLISH)
        '31.1.2026'
    """
    return as_text(form.shown(value, language))


def written_day(day: datetime.date) -> str:
    """Return a day inside a text, written as Finns write it.

    Args:
        day: The day.

    Example:
        >>> written_day(datetime.date(2026, 1, 31))
        '31.1.2026'
    """
    return f"{day.day}.{day.month}.{day.year}"


def lines_of(content: Content) -> tuple[str, ...]:
    """Return the lines of a place that are not blank.

    Args:
        content: What the place holds.
    """
    return tuple(line.strip() for line in as_text(content).splitlines() if line.strip())


def on_one_line(text: str) -> str:
    """Return a text with single spaces in place of its line ends and other white space.

    Args:
        text: The text.
    """
    return " ".join(text.split())
