"""A list of records as a table: one row for each, with rows given or rows to add."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import count
from typing import Any, Final

import attrs
from attrs import field, frozen

from toimintamalli.diagnostics import Wording
from toimintamalli.filling import MissingValueError, form_of, made_of, with_values
from toimintamalli.model import PracticeModel, Record
from toimintamalli.vocabulary import record_title
from toimintamalli.worksheets import (
    ModelPath,
    Question,
    WorksheetField,
    WorksheetPart,
    model_path,
    questions_of,
)
from toimintamalli_pdf.layout import Cell, CellText, Column, Paragraph, Part, Table
from toimintamalli_pdf.sheets._fields import asked_field
from toimintamalli_pdf.sheets._marks import EMPTY, mark_of
from toimintamalli_pdf.sheets._places import Named, Place, SheetContext, choices_of, fillable
from toimintamalli_pdf.sheets._reading import Reading
from toimintamalli_pdf.sheets._said import introduction

__all__ = ["RecordRow", "TablePart"]

_ID: Final = "id"
_MOST_ROWS: Final = 1_000


@frozen(kw_only=True)
class RecordRow:
    """A row of the table.

    Attributes:
        key: What tells the row apart in the names of its fields.
        record: The record of the model; None for a row that is still to be filled.
        question: The question of a row that is given.
    """

    key: str
    record: Record | None = None
    question: Question | None = None


@frozen
class TablePart:
    """A list of records.

    Attributes:
        part: The part of the worksheet.
        context: What the sheet is made of.
        path: Where in the model the list stands.
    """

    part: WorksheetPart
    context: SheetContext
    path: ModelPath = field(init=False)

    @path.default
    def _path(self) -> ModelPath:
        return model_path(self.part.record)

    # -- showing ------------------------------------------------------------------------------

    def parts(self) -> Iterator[Part]:
        """Yield what is drawn."""
        yield from introduction(self.part, self.context)
        rows = tuple(self._cells(row) for row in self.rows())
        if rows:
            yield from self._keys()
            yield Table(columns=tuple(self._columns()), rows=rows)

    def places(self) -> Iterator[Place]:
        """Yield the fields."""
        for row in self.rows():
            for _, place in self._places_of(row):
                yield place

    def rows(self) -> tuple[RecordRow, ...]:
        """Return the rows of the sheet: those of the model, and those to fill."""
        held = () if self.context.shown.is_empty else self.path.value(self.context.model)
        if self.part.questions:
            return self._given_rows(held)
        numbers = count(1)
        rows = [RecordRow(key=str(next(numbers)), record=record) for record in held]
        rows += [RecordRow(key=str(next(numbers))) for _ in range(self.part.blank)]
        return tuple(rows)

    def _given_rows(self, held: Sequence[Record]) -> tuple[RecordRow, ...]:
        """Return a row for each question, and one for each record that answers no question."""
        by_key = {getattr(record, self.part.key): record for record in held}
        questions = {question.key: question for question in self._questions()}
        keys = dict.fromkeys((*questions, *by_key))
        return tuple(
            RecordRow(key=str(key), record=by_key.get(key), question=questions.get(key))
            for key in keys
        )

    def _questions(self) -> tuple[Question, ...]:
        if self.part.questions is None:
            return ()
        return questions_of(self.part.questions, self.path.record, self.part.key).rows

    def _keys(self) -> Iterator[Part]:
        """Yield what can be chosen in each column, for those who fill the sheet on paper."""
        language = self.context.language
        for asked in self.part.fields:
            name, _ = asked_field(self.path.record, asked)
            choices = choices_of(self._place(RecordRow(key="1"), asked), language)
            if choices:
                told = {"name": name.get(language), "values": " · ".join(choices)}
                yield Paragraph(text=self.context.words.fill("table.key", **told))

    def _columns(self) -> Iterator[Column]:
        language = self.context.language
        if self.part.questions and self.part.corner:
            yield Column(header=self.part.corner.get(language), weight=4, is_row_header=True)
        else:
            yield Column(header=self.context.words["table.number"], weight=1, is_row_header=True)
        for asked in self.part.fields:
            name, _ = asked_field(self.path.record, asked)
            yield Column(header=name.get(language), weight=asked.weight)

    def _cells(self, row: RecordRow) -> tuple[Cell, ...]:
        language = self.context.language
        if row.question:
            text = row.question.text
            header = CellText(
                strong=row.question.name.get(language), text=text.get(language) if text else ""
            )
        else:
            header = CellText(strong=row.key)
        return (header, *(fillable(place, self.context) for _, place in self._places_of(row)))

    def _places_of(self, row: RecordRow) -> Iterator[tuple[str, Place]]:
        for asked in self.part.fields:
            yield asked.field, self._place(row, asked)

    def _place(self, row: RecordRow, asked: WorksheetField) -> Place:
        name, hint = asked_field(self.path.record, asked)
        return Place(
            name=self.context.name(self.part.id, row.key, asked.field),
            label=Named((self._label(row), name)),
            form=form_of(self.path.record, asked.field),
            value=None if row.record is None else getattr(row.record, asked.field),
            hint=hint,
            lines=asked.lines,
        )

    def _label(self, row: RecordRow) -> Wording:
        if row.question:
            return row.question.name
        title = self.part.heading or record_title(self.path.record)
        return Named((title, row.key))

    # -- reading ------------------------------------------------------------------------------

    def proposed(self, model: PracticeModel, reading: Reading) -> PracticeModel:
        """Return the model with what was filled in."""
        records: list[Record | None] = list(self.path.value(model))
        added: list[Record] = []
        for row in self._returned_rows(reading):
            if row.record is None:
                added += self._made(row, reading)
            elif row.record in records:
                place = records.index(row.record)
                records[place] = self._changed(row, row.record, reading)
        kept = [record for record in records if record is not None]
        return self.path.with_value(model, self._in_order(kept, self._named(kept, added)))

    def _returned_rows(self, reading: Reading) -> tuple[RecordRow, ...]:
        """Return the rows of the sheet that came back, each with its record of today."""
        held = self.path.value(self.context.model)
        if self.part.questions:
            return self._given_rows(held)
        keys = self._returned_keys(reading)
        if reading.marks is None:
            records = dict(zip(map(str, range(1, len(held) + 1)), held, strict=True))
            return tuple(RecordRow(key=key, record=records.get(key)) for key in keys)
        return tuple(self._found_again(keys, held, reading))

    def _returned_keys(self, reading: Reading) -> list[str]:
        start = re.escape(self.context.name(self.part.id, ""))
        pattern = re.compile(rf"{start}([1-9][0-9]{{0,3}})_.+")
        found = {int(match[1]) for name in reading.texts if (match := pattern.fullmatch(name))}
        return [str(number) for number in sorted(found) if number <= _MOST_ROWS]

    def _found_again(
        self, keys: Sequence[str], held: Sequence[Record], reading: Reading
    ) -> Iterator[RecordRow]:
        """Yield the rows with the records that they were made from, known again by their marks."""
        waiting = list(enumerate(held, 1))
        found: dict[str, Record] = {}
        signs = {key: self._marks(RecordRow(key=key), reading) for key in keys}
        for is_whole in (True, False):
            for key in (key for key in keys if any(signs[key].values()) and key not in found):
                likeness = partial(self._likeness, key, signs[key])
                near = max(waiting, key=likeness, default=None)
                fewest = len(signs[key]) if is_whole else 1
                if near is not None and likeness(near)[0] >= fewest:
                    waiting.remove(near)
                    found[key] = near[1]
        for key in keys:
            yield RecordRow(key=key, record=found.get(key))

    def _marks(self, row: RecordRow, reading: Reading) -> dict[str, str]:
        return {name: reading.mark(place.name) for name, place in self._places_of(row)}

    def _likeness(
        self, key: str, marks: Mapping[str, str], numbered: tuple[int, Record]
    ) -> tuple[int, bool]:
        """Return how many filled fields of a record are as they were, and whether its place is."""
        number, record = numbered
        places = self._places_of(RecordRow(key=key, record=record))
        now = {name: mark_of(place.text(self.context.language)) for name, place in places}
        if now == marks:
            return len(marks), str(number) == key
        alike = sum(mark != EMPTY and now[name] == mark for name, mark in marks.items())
        return min(alike, len(marks) - 1), str(number) == key

    def _made(self, row: RecordRow, reading: Reading) -> list[Record]:
        """Return the record of a row that the model does not have; none of a blank row."""
        values = reading.new_values(self._places_of(row))
        if not values:
            return []
        if any(self._marks(row, reading).values()):
            reading.tell("PDF136", place=self._label(row))
        if row.question:
            values[self.part.key] = row.question.key
        try:
            return [made_of(self.path.record, values, {})]
        except MissingValueError as missing:
            reading.tell_missing(self._label(row), missing.record, missing.field)
            return []

    def _changed(self, row: RecordRow, record: Record, reading: Reading) -> Record | None:
        values = reading.values(self._places_of(row))
        if values and not any(values.values()) and self._is_emptied(record, values):
            return None
        try:
            return with_values(record, values, {})
        except MissingValueError as missing:
            reading.tell_missing(self._label(row), missing.record, missing.field)
            return record

    def _is_emptied(self, record: Record, values: Mapping[str, Any]) -> bool:
        """Tell whether nothing is left of a record but what tells it apart."""
        passed = {*values, self.part.key, _ID}
        return all(
            getattr(record, one.name) in ("", (), None, one.default)
            for one in attrs.fields(type(record))
            if one.name not in passed
        )

    def _named(self, kept: Sequence[Record], added: Sequence[Record]) -> list[Record]:
        """Return new records with identifiers of their own, where such records have any."""
        if _ID not in attrs.fields_dict(self.path.record):
            return list(added)
        start = self.path.record.__name__[0]
        taken = {getattr(record, _ID) for record in kept}
        free = (name for number in count(1) if (name := f"{start}{number}") not in taken)
        return [with_values(record, {_ID: next(free)}, {}) for record in added]

    def _in_order(self, kept: Sequence[Record], added: Sequence[Record]) -> tuple[Record, ...]:
        """Put new records behind the others; where rows are given, before those that come later."""
        places = {question.key: place for place, question in enumerate(self._questions())}
        last = len(places)
        ordered = list(kept)
        for record in added:
            own = places.get(getattr(record, self.part.key), last) if places else last
            later = (
                place
                for place, other in enumerate(ordered)
                if places and places.get(getattr(other, self.part.key), last) > own
            )
            ordered.insert(next(later, len(ordered)), record)
        return tuple(ordered)
