"""Nothing of a model is left out of its workbook: every field of every record is met there.

A model is made from the types alone, with a value of its own in every field, so that a field added
to the model fails here until the workbook shows it.
"""

from __future__ import annotations

import datetime
import typing
from enum import StrEnum
from itertools import count

import attrs
import pytest

from toimintamalli import model
from toimintamalli.model import CustomField, PracticeModel, Record, RichText
from toimintamalli.text import Language
from toimintamalli.vocabulary import enum_title, form_profile, worksheet

RECORDS = {
    found
    for found in (getattr(model, name) for name in model.__all__)
    if isinstance(found, type) and issubclass(found, Record)
}
TIMES = 2
"""How many items a list has: a list of one would not show that the rest is lost."""


class Filler:
    """Makes records whose every field has a value of its own, and remembers the values."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.numbers: list[float] = []
        self.days: list[datetime.date] = []
        self.members: list[StrEnum] = []
        self.records: set[type] = set()
        self._numbers = count(1000)

    def record(self, kind):
        self.records.add(kind)
        types = typing.get_type_hints(kind)
        names = [attribute.name for attribute in attrs.fields(kind)]
        return kind(**{name: self._value(types[name]) for name in names})

    def _value(self, kind):
        options = [option for option in typing.get_args(kind) if option is not type(None)]
        if typing.get_origin(kind) is tuple:
            return tuple(self._value(options[0]) for _ in range(TIMES))
        if options:
            return self._value(options[0])
        return self._single(kind)

    def _single(self, kind):
        if issubclass(kind, Record):
            return self.record(kind)
        if issubclass(kind, StrEnum):
            self.members.append(list(kind)[-1])
            return self.members[-1]
        if kind is CustomField:
            return CustomField(f"x-{self._text()}", self._text())
        if kind is RichText:
            return RichText.parse(f"## {self._text()}\n\n- [{self._text()}](x:{self._text()})")
        makers = {str: self._text, datetime.date: self._day, bool: lambda: True}
        return makers.get(kind, self._number)()

    def _text(self):
        self.texts.append(f"merkki{next(self._numbers)}m")
        return self.texts[-1]

    def _number(self):
        self.numbers.append(next(self._numbers))
        return self.numbers[-1]

    def _day(self):
        self.days.append(datetime.date(2001, 1, 1) + datetime.timedelta(next(self._numbers)))
        return self.days[-1]


def all_cells(sheets):
    return [cell for rows in sheets.values() for row in rows for cell in row if cell is not None]


def with_known_names(practice: PracticeModel) -> PracticeModel:
    """The same model, now with a form and worksheet cells that the library knows."""
    field = form_profile().fields[0].id
    first, *rest = practice.form.sections
    form = attrs.evolve(
        practice.form,
        profile=form_profile().id,
        sections=(attrs.evolve(first, field=field), *rest),
    )
    definition = worksheet("tyopohja-4")
    row, column = definition.rows[0].id, definition.columns[0].id
    filled, *others = practice.placement_worksheets
    cells = tuple(attrs.evolve(cell, row=row, column=column) for cell in filled.cells)
    sheets = (attrs.evolve(filled, cells=cells), *others)
    return attrs.evolve(practice, form=form, placement_worksheets=sheets)


def replaced_texts(before: PracticeModel, after: PracticeModel) -> set[str]:
    gone = {before.form.profile, before.form.sections[0].field}
    for cell in before.placement_worksheets[0].cells:
        gone |= {cell.row, cell.column}
    return gone if before is not after else set()


@pytest.fixture(scope="module")
def filler() -> Filler:
    return Filler()


@pytest.fixture(scope="module")
def full(filler) -> PracticeModel:
    return filler.record(PracticeModel)


def test_the_model_made_here_has_every_record(filler, full):
    assert filler.records == RECORDS - {Record}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("change", [lambda practice: practice, with_known_names])
def test_every_text_of_every_record_is_in_the_workbook(language, change, filler, full, exported):
    changed = change(full)
    everything = "\n".join(map(str, all_cells(exported(changed, language))))
    expected = set(filler.texts) - replaced_texts(full, changed)
    assert [text for text in sorted(expected) if text not in everything] == []


def test_every_number_and_day_is_in_the_workbook_as_number_and_day(filler, full, exported):
    cells = all_cells(exported(full))
    days = {cell for cell in cells if isinstance(cell, datetime.date)}
    numbers = {cell for cell in cells if isinstance(cell, int | float)}
    told = "\n".join(cell for cell in cells if isinstance(cell, str))
    lost = [day for day in filler.days if day not in days and as_told(day) not in told]
    assert lost == []
    assert [number for number in filler.numbers if number not in numbers] == []


def as_told(day: datetime.date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


@pytest.mark.parametrize("language", list(Language))
def test_every_choice_is_in_the_workbook_by_its_name(language, filler, full, exported):
    everything = "\n".join(map(str, all_cells(exported(full, language))))
    names = {enum_title(member).get(language) for member in filler.members}
    assert [name for name in sorted(names) if name not in everything] == []
