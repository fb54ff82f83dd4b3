"""Models made from the types alone, with something in every field.

A field added to the model is filled by itself, so that whatever reads, writes or protects a model
is tried on it too.
"""

from __future__ import annotations

import datetime
import typing
from enum import StrEnum
from itertools import count
from typing import Any, Final

import attrs

from toimintamalli.model import CustomField, PracticeModel, Record, RichText

__all__ = ["Filler", "filled_model"]

_FIRST_DAY: Final = datetime.date(2001, 1, 1)


class Filler:
    """Makes records whose every text, number and day is another one.

    Attributes:
        times: How many items a list has.
        records: Classes of the records made so far.
    """

    times = 2

    def __init__(self) -> None:
        self.records: set[type] = set()
        self._numbers = count(1000)

    def record(self, kind: type[Any]) -> Any:
        """Return a record of a class, with something in every field."""
        self.records.add(kind)
        types = typing.get_type_hints(kind)
        fields = [attribute.name for attribute in attrs.fields(kind)]
        return kind(**{name: self._value(types[name]) for name in fields})

    def text(self) -> str:
        """Return a text."""
        return f"merkki{self._number()}m"

    def rich_text(self) -> RichText:
        """Return a text with a heading and a list."""
        return RichText.parse(f"## {self.text()}\n\n{self.text()}\n\n- {self.text()}")

    def custom(self) -> CustomField:
        """Return a field of one's own."""
        return CustomField(f"x-{self._number()}", self.text())

    def _value(self, kind: Any) -> Any:
        options = [option for option in typing.get_args(kind) if option is not type(None)]
        if typing.get_origin(kind) is tuple:
            return tuple(self._value(options[0]) for _ in range(self.times))
        return self._value(options[0]) if options else self._single(kind)

    def _single(self, kind: Any) -> Any:
        if issubclass(kind, Record):
            return self.record(kind)
        if issubclass(kind, StrEnum):
            return next(iter(kind))
        makers = {
            CustomField: self.custom,
            RichText: self.rich_text,
            bool: lambda: True,
            datetime.date: self._day,
            str: self.text,
        }
        return makers.get(kind, self._number)()

    def _number(self) -> int:
        return next(self._numbers)

    def _day(self) -> datetime.date:
        return _FIRST_DAY + datetime.timedelta(self._number())


def filled_model() -> PracticeModel:
    """Return a practice model with something in every field that a model has.

    Example:
        >>> filled_model().basics.title.startswith("merkki")
        True
    """
    model: PracticeModel = Filler().record(PracticeModel)
    return model
