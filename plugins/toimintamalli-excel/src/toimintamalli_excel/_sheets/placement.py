"""Työpohja 4 as it looks on paper: a row for each theme, a column for each level."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import evolve, frozen

from toimintamalli.filling import TEXT, DayForm, FieldForm, as_text
from toimintamalli.model import PlacementCell, PlacementWorksheet, PracticeModel
from toimintamalli.vocabulary import WorksheetDefinition, worksheet
from toimintamalli_excel._binding import BoundTable, Proposal, SheetChanges
from toimintamalli_excel._tables import (
    Row,
    column,
    distinct_names,
    identified_table,
    key_column,
    told_column,
)
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import CellValue, Column, ColumnKind, ReadCell

_DEFINITION: Final = "tyopohja-4"
_DAY: Final = DayForm()


@frozen
class _Line:
    """One row of the sheet: a theme of one filled worksheet.

    Attributes:
        sheet: Place of the worksheet among all that are shown.
        theme: Identifier of the theme.
        number: Which of several answers to one place it holds, from 0.
    """

    sheet: int
    theme: str
    number: int = 0


@frozen
class PlacementSheet:
    """All filled worksheets one below another; an empty one where there is none.

    Attributes:
        key: The key of the sheet's words, and the name of its table.
    """

    key: str = "Worksheets"

    def is_wanted(self, model: PracticeModel) -> bool:
        """Return that every workbook has the sheet."""
        return True

    def bound(self, model: PracticeModel, words: Words) -> BoundTable:
        """Return the sheet of a model, bound to its worksheets."""
        layout = _Layout(words, _worksheets(model))
        rows = [layout.row(line) for line in layout.lines()]
        headers = {layout.source, layout.date, *layout.levels}
        return BoundTable(
            key=self.key,
            table=identified_table(self.key, layout.columns(), rows, words),
            binding=self,
            headers=frozenset(headers),
            offered=frozenset(() if model.placement_worksheets else range(len(rows))),
        )

    def proposed(
        self, model: PracticeModel, changes: SheetChanges, proposal: Proposal
    ) -> PracticeModel:
        """Return the model with the changes of the sheet."""
        shown = _worksheets(model)
        layout = _Layout(proposal.words, shown)
        sheet = proposal.words.sheet(self.key)
        filling = _Filling(shown, layout, sheet, proposal)
        lines = list(layout.lines())
        for row, cells in changes.by_row():
            filling.fill(lines[row], cells)
        for row in changes.removed:
            filling.empty(lines[row])
        for added in changes.added:
            line = filling.line_of(added.cells)
            if line is None:
                key = added.cells.get(layout.key)
                found = "–" if key is None else as_text(key.value)
                proposal.tell("EXCEL155", sheet, row=added.number, found=found)
            else:
                filling.fill(line, added.cells)
        held = model.placement_worksheets
        filled = (one for one in filling.all() if one in held or _says_something(one))
        return evolve(model, placement_worksheets=tuple(filled))


def _says_something(one: PlacementWorksheet) -> bool:
    return bool(one.cells or one.source or one.date)


def _worksheets(model: PracticeModel) -> tuple[PlacementWorksheet, ...]:
    return model.placement_worksheets or (PlacementWorksheet(id=_DEFINITION),)


class _Layout:
    """Where things stand in the sheet."""

    def __init__(self, words: Words, worksheets: tuple[PlacementWorksheet, ...]) -> None:
        self.words = words
        self.worksheets = worksheets
        self.definition: WorksheetDefinition = worksheet(_DEFINITION)
        self.key = words["worksheets.key"]
        self.source = words.field(PlacementWorksheet, "source")
        self.date = words.field(PlacementWorksheet, "date")
        self.themes = tuple(row.id for row in self.definition.rows)
        self.theme = words.field(PlacementCell, "row")
        self.question = words["worksheets.question"]
        self.levels = self._levels()

    def columns(self) -> tuple[Column, ...]:
        return (
            key_column(self.key, 24),
            column(self.source, 22),
            column(self.date, 12, ColumnKind.DATE),
            told_column(self.theme, 20),
            told_column(self.question, 30),
            *(column(level, 40) for level in self.levels),
        )

    def lines(self) -> Iterator[_Line]:
        for sheet, one in enumerate(self.worksheets):
            others = (cell.row for cell in one.cells if cell.row not in self.themes)
            for theme in (*self.themes, *dict.fromkeys(others)):
                places = [cell.column for cell in one.cells if cell.row == theme]
                most = max(map(places.count, places), default=1)
                yield from (_Line(sheet, theme, number) for number in range(most))

    def row(self, line: _Line) -> Row:
        one = self.worksheets[line.sheet]
        theme = next((row for row in self.definition.rows if row.id == line.theme), None)
        key = f"{one.id}/{line.theme}"
        return (
            key if line.number == 0 else f"{key}/{line.number + 1}",
            one.source,
            one.date,
            theme.name.get(self.words.language) if theme else line.theme,
            theme.question.get(self.words.language) if theme else None,
            *(self._answer(one, line, level) for level in self.levels.values()),
        )

    def _levels(self) -> dict[str, str]:
        """Return the identifiers of the columns by their headers, also of those unknown."""
        named = {one.id: one.name.get(self.words.language) for one in self.definition.columns}
        used = (cell.column for one in self.worksheets for cell in one.cells)
        identifiers = tuple(dict.fromkeys((*named, *used)))
        others = (self.key, self.source, self.date, self.theme, self.question)
        headers = distinct_names((named.get(one, one) for one in identifiers), others)
        return dict(zip(headers, identifiers, strict=True))

    def _answer(self, one: PlacementWorksheet, line: _Line, level: str) -> CellValue:
        found = [cell.text for cell in one.cells if (cell.row, cell.column) == (line.theme, level)]
        return found[line.number] if line.number < len(found) else None


class _Filling:
    """The worksheets while they are filled."""

    def __init__(
        self,
        worksheets: tuple[PlacementWorksheet, ...],
        layout: _Layout,
        sheet: str,
        proposal: Proposal,
    ) -> None:
        self._worksheets = list(worksheets)
        self._layout = layout
        self._sheet = sheet
        self._proposal = proposal
        self._answers: dict[tuple[_Line, str], str] = {}

    def fill(self, line: _Line, cells: Mapping[str, ReadCell]) -> None:
        """Take what stands in the cells of a row."""
        one = self._worksheets[line.sheet]
        source = self._value(cells.get(self._layout.source), TEXT, one.source, "")
        date: datetime.date | None = self._value(cells.get(self._layout.date), _DAY, one.date, None)
        self._worksheets[line.sheet] = evolve(one, source=source, date=date)
        for header, level in self._layout.levels.items():
            if header in cells:
                self._answers[line, level] = as_text(cells[header].value)

    def empty(self, line: _Line) -> None:
        """Take the answers of a row away."""
        for level in self._layout.levels.values():
            self._answers[line, level] = ""

    def line_of(self, cells: Mapping[str, ReadCell]) -> _Line | None:
        """Return the row that a new row means: a theme of a worksheet that is new as well."""
        key = cells.get(self._layout.key)
        name, slash, theme = ("" if key is None else as_text(key.value)).rpartition("/")
        if not slash or not name or theme not in self._layout.themes:
            return None
        names = [one.id for one in self._worksheets]
        if name not in names:
            self._worksheets.append(PlacementWorksheet(id=name))
            names.append(name)
        return _Line(len(names) - 1 - names[::-1].index(name), theme)

    def all(self) -> Iterator[PlacementWorksheet]:
        """Yield the worksheets with their answers."""
        for place, one in enumerate(self._worksheets):
            yield evolve(one, cells=tuple(self._cells(place, one)))

    def _cells(self, place: int, one: PlacementWorksheet) -> Iterator[PlacementCell]:
        met: Counter[tuple[str, str]] = Counter()
        given = {key: text for key, text in self._answers.items() if key[0].sheet == place}
        for cell in one.cells:
            number = met[cell.row, cell.column]
            met[cell.row, cell.column] += 1
            text = given.pop((_Line(place, cell.row, number), cell.column), cell.text)
            if text or not cell.text:
                yield evolve(cell, text=text)
        for (line, level), text in given.items():
            if text:
                yield PlacementCell(row=line.theme, column=level, text=text)

    def _value(self, cell: ReadCell | None, form: FieldForm, held: Any, nothing: Any) -> Any:
        if cell is None:
            return held
        if cell.value is None:
            return nothing
        value = self._proposal.value(form, cell.value, self._sheet, cell.place, held)
        return held if value is None else value
