"""A model made from the types alone, with the personal data of one person in every text field.

A field added to the model is planted by itself, so that what protects people is tried on it too.
Test files run this file (`runpy`) rather than import it: the folder of tests is no package.
"""

from __future__ import annotations

import datetime
import typing
from enum import StrEnum
from itertools import count
from typing import Any

import attrs

from toimintamalli.model import CustomField, CustomMapping, PracticeModel, Record, RichText
from toimintamalli.personal_data import PersonalDataKind

NAME = "Maija Mallikas"
EMAIL = "maija.mallikas@esimerkki.fi"
PHONE = "040 123 4567"
IDENTITY_CODE = "131052-308T"
PLANTED = (
    (PersonalDataKind.NAME, NAME),
    (PersonalDataKind.EMAIL, EMAIL),
    (PersonalDataKind.PHONE, PHONE),
    (PersonalDataKind.IDENTITY_CODE, IDENTITY_CODE),
)
"""The kinds of personal data that every text holds, and how they are written."""

TIMES = 2
"""How many items a list has."""


class Planter:
    """Makes records whose every text has a mark of its own and the planted values."""

    def __init__(self) -> None:
        self.records: set[type] = set()
        self._numbers = count(1000)

    def record(self, kind: type[Record]) -> Any:
        self.records.add(kind)
        types = typing.get_type_hints(kind)
        fields = [attribute.name for attribute in attrs.fields(kind)]
        return kind(**{name: self._value(types[name]) for name in fields})

    def _value(self, kind: Any) -> Any:
        options = [option for option in typing.get_args(kind) if option is not type(None)]
        if typing.get_origin(kind) is tuple:
            return tuple(self._value(options[0]) for _ in range(TIMES))
        return self._value(options[0]) if options else self._single(kind)

    def _single(self, kind: Any) -> Any:
        if issubclass(kind, Record):
            return self.record(kind)
        if issubclass(kind, StrEnum):
            return next(iter(kind))
        if kind is CustomField:
            return self._custom()
        if kind is RichText:
            link = "[Maija](https://a.fi) Mallikas"  # a name that stretches over a link
            address = f"[ohje](https://a.fi/{EMAIL})"
            return RichText.parse(f"## {self._text()}\n\n{link}\n\n- {address} {self._text()}")
        makers = {str: self._text, datetime.date: self._day, bool: lambda: True}
        return makers.get(kind, self._number)()

    def _custom(self) -> CustomField:
        inner = CustomMapping(((f"avain {NAME}", (self._text(), EMAIL)),))
        return CustomField(f"x-{next(self._numbers)} {NAME}", inner)

    def _text(self) -> str:
        return f"merkki{next(self._numbers)}m " + ", ".join(value for _, value in PLANTED)

    def _number(self) -> int:
        return next(self._numbers)

    def _day(self) -> datetime.date:
        return datetime.date(2001, 1, 1) + datetime.timedelta(next(self._numbers))


def planted_model() -> PracticeModel:
    """A model with the planted values in every text field, and the person among its people."""
    model: PracticeModel = Planter().record(PracticeModel)
    people = model.basics.contributors
    people = (attrs.evolve(people[0], name=NAME, name_public=None), *people[1:])
    return attrs.evolve(model, basics=attrs.evolve(model.basics, contributors=people))
