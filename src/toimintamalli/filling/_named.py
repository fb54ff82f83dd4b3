"""Values that have names: of enumerations, of official lists, and identifiers that are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from attrs import frozen

from toimintamalli.filling._content import Content, UnreadableContentError, as_text
from toimintamalli.filling._words import Saying, ValueNames
from toimintamalli.text import Language
from toimintamalli.vocabulary import enum_title
from toimintamalli.written import nearest, spelling

__all__ = ["ChoiceForm", "KnownForm", "NameForm", "value_named"]

EnumT = TypeVar("EnumT", bound=StrEnum)


@frozen
class ChoiceForm:
    """A value of an enumeration, by its name.

    Attributes:
        values: The enumeration.

    Example:
        >>> from toimintamalli.model import TaskState
        >>> ChoiceForm(TaskState).read("tehty", Language.FINNISH, None)
        <TaskState.DONE: 'done'>
    """

    values: type[StrEnum]

    def shown(self, value: StrEnum | None, language: Language) -> str:
        """Return the name of the value; empty for None."""
        return "" if value is None else enum_title(value).get(language)

    def read(self, content: Content, language: Language, held: Any) -> StrEnum:
        """Return the value of that name, in the language given before the others."""
        value = value_named(self.values, as_text(content), language)
        if value is not None:
            return value
        names = ValueNames(self.values)
        raise UnreadableContentError(Saying("expected.choice", (("values", names),)))


def value_named(values: type[EnumT], written: str, language: Language) -> EnumT | None:
    """Return the value of an enumeration that has a name; None where none has it.

    Args:
        values: The enumeration.
        written: The name as written.
        language: Language whose names come first; names in other languages are known as well.
    """
    wanted = spelling(written)
    for known in (language, *Language):
        for value in values:
            if spelling(enum_title(value).get(known)) == wanted:
                return value
    return None


@frozen
class NameForm:
    """The identifier of something on an official list, by its name.

    Attributes:
        names: Names by identifier; what the list does not have is shown as it is.
    """

    names: Mapping[str, str]

    def shown(self, value: str | None, language: Language) -> str | None:
        """Return the name."""
        return None if value is None else self.names.get(value, value)

    def read(self, content: Content, language: Language, held: Any) -> str:
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

    def shown(self, value: str | None, language: Language) -> str | None:
        """Return the identifier."""
        return value

    def read(self, content: Content, language: Language, held: Any) -> str:
        """Return the identifier."""
        written = as_text(content).strip()
        if written not in self.known():
            names = ", ".join(self.known())
            raise UnreadableContentError(Saying("expected.choice", (("values", names),)))
        return written
