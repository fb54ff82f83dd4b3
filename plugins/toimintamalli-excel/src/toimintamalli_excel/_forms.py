"""What fields look like in cells, and what filled cells say: one form for each kind of field.

Every form shows a value of the model as a cell and reads a cell back. Whatever people typed or
pasted is validated here: the lists of a workbook do not stop what is pasted over them.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, Protocol, TypeAlias, TypeVar

from attrs import frozen

from toimintamalli.diagnostics import Wording
from toimintamalli.model import RichText
from toimintamalli.text import Language
from toimintamalli.vocabulary import enum_title
from toimintamalli.written import day, nearest, quantity, spelling, truth
from toimintamalli_excel._words import Saying, ValueNames, Words, written_day
from toimintamalli_excel.workbook import CellValue

Content: TypeAlias = str | int | float | datetime.date
"""What a cell that is not blank holds."""

_LARGEST_WHOLE: Final = 10**15
_UNITS: Final = ("", "%")
_FIRST_DAY: Final = datetime.date(1950, 1, 1)
"""Numbers typed into cells of days become days of long ago: 2026 is the 18th of July 1905."""

EnumT = TypeVar("EnumT", bound=StrEnum)


class UnreadableContentError(Exception):
    """A cell does not hold what its column is for.

    Attributes:
        expected: What is expected.
    """

    def __init__(self, expected: Wording) -> None:
        super().__init__(expected)
        self.expected = expected


class CellForm(Protocol):
    """How the values of a field stand in cells."""

    def shown(self, value: Any, words: Words) -> CellValue:
        """Return the cell of a value."""

    def read(self, content: Content, words: Words, held: Any) -> Any:
        """Return the value of a cell.

        Args:
            content: What the cell holds.
            words: The words of the workbook.
            held: The value that the model has in this place.

        Raises:
            UnreadableContentError: The cell does not hold such a value.
        """


def as_text(content: Content | None) -> str:
    """Return the content of a cell as the text that its reader sees; a blank one is empty."""
    match content:
        case None:
            return ""
        case str():
            return content
        case datetime.date():
            return written_day(content)
    # Every digit, and a comma: a telephone number must not come out as 3.58401e+11.
    return format(Decimal(repr(content)), "f").removesuffix(".0").replace(".", ",")


@frozen
class TextForm:
    """Plain text."""

    def shown(self, value: str | None, words: Words) -> CellValue:
        """Return the text."""
        return value

    def read(self, content: Content, words: Words, held: Any) -> str:
        """Return the text; numbers and days become what is seen of them."""
        return as_text(content).strip()


TEXT: Final = TextForm()
"""The form of most fields."""


@frozen
class RichTextForm:
    """Text with sub-headings, lists and links, in the light markup of the documents."""

    def shown(self, value: RichText, words: Words) -> CellValue:
        """Return the markup."""
        return value.markup

    def read(self, content: Content, words: Words, held: Any) -> RichText:
        """Return the text that the markup describes; every text describes one."""
        return RichText.parse(as_text(content))


@frozen
class NumberForm:
    """A number."""

    def shown(self, value: float | None, words: Words) -> CellValue:
        """Return the number."""
        return value

    def read(self, content: Content, words: Words, held: Any) -> float:
        """Return the number; one that was typed as text is read as Finns write numbers."""
        number = _number(content)
        if number is None or not math.isfinite(number):
            raise UnreadableContentError(Saying("expected.number"))
        return float(number)


@frozen
class WholeNumberForm:
    """A whole number."""

    def shown(self, value: int | None, words: Words) -> CellValue:
        """Return the number."""
        return value

    def read(self, content: Content, words: Words, held: Any) -> int:
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

    def shown(self, value: datetime.date | None, words: Words) -> CellValue:
        """Return the day."""
        return value

    def read(self, content: Content, words: Words, held: Any) -> datetime.date:
        """Return the day; one that was typed as text is read if it can mean one day only."""
        found = day(content) if isinstance(content, str) else content
        if not isinstance(found, datetime.date) or found < _FIRST_DAY:
            raise UnreadableContentError(Saying("expected.day"))
        return found


@frozen
class TruthForm:
    """Yes or no."""

    def shown(self, value: bool | None, words: Words) -> CellValue:
        """Return yes or no."""
        return words.yes_or_no(value)

    def read(self, content: Content, words: Words, held: Any) -> bool:
        """Return whether it says yes."""
        found = truth(as_text(content))
        if found is None:
            raise UnreadableContentError(Saying("expected.truth"))
        return found


@frozen
class ChoiceForm:
    """A value of an enumeration, by its name.

    Attributes:
        values: The enumeration.
    """

    values: type[StrEnum]

    def shown(self, value: StrEnum | None, words: Words) -> CellValue:
        """Return the name of the value."""
        return words.value(value)

    def read(self, content: Content, words: Words, held: Any) -> StrEnum:
        """Return the value of that name, in the language of the workbook before the others."""
        value = value_named(self.values, as_text(content), words)
        if value is not None:
            return value
        names = ValueNames(self.values)
        raise UnreadableContentError(Saying("expected.choice", (("values", names),)))


def value_named(values: type[EnumT], written: str, words: Words) -> EnumT | None:
    """Return the value of an enumeration that has a name; None where none has it.

    Args:
        values: The enumeration.
        written: The name as written.
        words: The words of the workbook; names in other languages are known as well.
    """
    wanted = spelling(written)
    for language in (words.language, *Language):
        for value in values:
            if spelling(enum_title(value).get(language)) == wanted:
                return value
    return None


@frozen
class NameForm:
    """The identifier of something on an official list, by its name.

    Attributes:
        names: Names by identifier; what the list does not have is shown as it is.
    """

    names: Mapping[str, str]

    def shown(self, value: str | None, words: Words) -> CellValue:
        """Return the name."""
        return None if value is None else self.names.get(value, value)

    def read(self, content: Content, words: Words, held: Any) -> str:
        """Return the identifier of that name; the identifier itself will do."""
        written = spelling(as_text(content))
        for identifier, name in self.names.items():
            if written in (spelling(name), spelling(identifier)):
                return identifier
        near = nearest(as_text(content), self.names.values())
        raise UnreadableContentError(Saying("expected.name", (("nearest", near),)))


@frozen
class KnownForm:
    """An identifier that has to be known.

    Attributes:
        known: Returns the known identifiers.
    """

    known: Callable[[], tuple[str, ...]]

    def shown(self, value: str | None, words: Words) -> CellValue:
        """Return the identifier."""
        return value

    def read(self, content: Content, words: Words, held: Any) -> str:
        """Return the identifier."""
        written = as_text(content).strip()
        if written not in self.known():
            names = ", ".join(self.known())
            raise UnreadableContentError(Saying("expected.choice", (("values", names),)))
        return written


def lines_of(content: Content) -> Iterable[str]:
    """Return the lines of a cell that are not blank."""
    return (line.strip() for line in as_text(content).split("\n") if line.strip())
