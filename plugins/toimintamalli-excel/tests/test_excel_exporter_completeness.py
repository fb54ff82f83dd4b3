"""Nothing of a model is left out of its workbook, whatever stands in its fields.

A model is made from the types alone, with a value of its own in every field, so that a field added
to the model fails here until the workbook shows it.
"""

from __future__ import annotations

import datetime
import typing
import zipfile
from enum import StrEnum
from io import BytesIO
from itertools import count
from xml.etree import ElementTree

import attrs
import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from toimintamalli import model
from toimintamalli.model import CustomField, PracticeModel, Record, RichText
from toimintamalli.text import Language
from toimintamalli.vocabulary import enum_title, form_profile, worksheet
from toimintamalli_excel import (
    ExcelImportOptions,
    ExcelOptions,
    exporter,
    importer,
)
from toimintamalli_excel.workbook import clean_text, unescape_text

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MOST_STAND_ALONE = 150
"""How many texts of the model made here stand in a cell of their own, at least."""

RECORDS = {
    found
    for found in (getattr(model, name) for name in model.__all__)
    if isinstance(found, type) and issubclass(found, Record)
}
TIMES = 2
"""How many items a list has: a list of one would not show that the rest is lost."""


class Filler:
    """Makes records whose every field has a value of its own, and remembers the values."""

    def __init__(self, start: str = "") -> None:
        self.start = start
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
        self.texts.append(f"{self.start}merkki{next(self._numbers)}m")
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


HOSTILE = (
    *("=", "=1+1 ", "+", "-", "@", "#N/A ", "_x000D_", "'", "\t", "\n", "\r\n", "\u2028"),
    *("<b>&amp;]]>", "😀", "\u200f", " ", "0012", "1E5", "TRUE ", "\x0b", "{=A1}", "=cmd|'/c'!A1"),
)


@pytest.fixture(scope="module", params=HOSTILE, ids=ascii)
def hostile(request):
    filler = Filler(request.param)
    practice = filler.record(PracticeModel)
    data = exporter.render(practice, ExcelOptions()).data
    return filler, practice, data


def test_no_text_of_any_field_becomes_a_formula_an_error_or_a_link(hostile):
    _, _, data = hostile
    with zipfile.ZipFile(BytesIO(data)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        for name in sheets:
            root = ElementTree.fromstring(package.read(name))
            assert not root.findall(f".//{MAIN}f")
            assert not root.findall(f".//{MAIN}hyperlink")
            assert {cell.get("t") for cell in root.iter(f"{MAIN}c")} <= {None, "inlineStr"}


def test_every_text_of_every_field_is_read_as_it_is_by_two_independent_readers(hostile):
    filler, _, data = hostile
    by_openpyxl = {
        unescape_text(cell)
        for sheet in openpyxl.load_workbook(BytesIO(data)).worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, str)
    }
    calamine = CalamineWorkbook.from_filelike(BytesIO(data))
    by_calamine = {
        cell
        for name in calamine.sheet_names
        for row in calamine.get_sheet_by_name(name).to_python()
        for cell in row
        if isinstance(cell, str)
    }
    plain = [text for text in map(str, filler.texts) if clean_text(text).text in by_openpyxl]
    assert len(plain) > MOST_STAND_ALONE
    assert [text for text in plain if clean_text(text).text not in by_calamine] == []
    everything = "\n".join(by_openpyxl)
    markers = [text.removeprefix(filler.start) for text in filler.texts]
    assert [marker for marker in markers if marker not in everything] == []


def test_a_workbook_full_of_such_texts_comes_back_without_a_change(hostile):
    _, practice, data = hostile
    imported = importer.read(data, ExcelImportOptions(), into=practice)
    assert imported.model == practice
    assert [change.path for change in imported.changes] == []
