"""A list of records as a table: one row for each, with rows given or rows to add."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Final

import attrs
from attrs import field, frozen

from toimintamalli.diagnostics import Wording
from toimintamalli.filling import form_of, with_values
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
from toimintamalli_pdf.layout import Cell, CellText, Column, Part, Table
from toimintamalli_pdf.sheets._fields import asked_field
from toimintamalli_pdf.sheets._places import Named, Place, SheetContext, fillable
from toimintamalli_pdf.sheets._reading import Reading
from toimintamalli_pdf.sheets._rows import ID, RecordRow, RecordRows
from toimintamalli_pdf.sheets._said import choices_said, introduction

__all__ = ["TablePart"]

# Weights of columns: rows that ask need more room than those that only have a name or a number.
_FIELD: Final = 2
_ASKING: Final = 14
_NAMING: Final = 4
_NUMBER: Final = 1


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
        return self._rows.numbered(held, self.part.blank)

    @property
    def _rows(self) -> RecordRows:
        return RecordRows(
            record=self.path.record,
            start=self.context.name(self.part.id, ""),
            places_of=self._places_of,
            label_of=self._label,
            language=self.context.language,
            key=self.part.key,
        )

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
        for asked in self.part.fields:
            name, _ = asked_field(self.path.record, asked)
            yield from choices_said(name, self._place(RecordRow(key="1"), asked), self.context)

    def _columns(self) -> Iterator[Column]:
        language = self.context.language
        if self.part.questions and self.part.corner:
            is_asking = any(question.text for question in self._questions())
            weight = _ASKING if is_asking else _NAMING
            yield Column(header=self.part.corner.get(language), weight=weight, is_row_header=True)
        else:
            header = self.context.words["table.number"]
            yield Column(header=header, weight=_NUMBER, is_row_header=True)
        for asked in self.part.fields:
            name, _ = asked_field(self.path.record, asked)
            yield Column(header=name.get(language), weight=_FIELD * asked.weight)

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
        held = self.path.value(self.context.model)
        is_given = self.part.questions is not None
        rows = self._given_rows(held) if is_given else self._rows.returned(held, reading)
        found = self._rows.proposed(self.path.value(model), rows, reading)
        added = self._named(found.kept, found.added)
        return self.path.with_value(model, self._in_order(found.kept, added))

    def _named(self, kept: Sequence[Record], added: Sequence[Record]) -> list[Record]:
        """Return new records with identifiers of their own, where such records have any."""
        if ID not in attrs.fields_dict(self.path.record):
            return list(added)
        start = self.path.record.__name__[0]
        taken = {getattr(record, ID) for record in kept}
        free = (name for number in count(1) if (name := f"{start}{number}") not in taken)
        return [with_values(record, {ID: next(free)}, {}) for record in added]

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
