"""Työpohja 4 as it looks on paper: a row for each theme, a column for each level."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import evolve, frozen

from toimintamalli.model import PlacementCell, PlacementWorksheet, PracticeModel
from toimintamalli.vocabulary import WorksheetDefinition, worksheet
from toimintamalli_excel._binding import BoundTable, Proposal, SheetChanges
from toimintamalli_excel._forms import TEXT, CellForm, DayForm, as_text
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
        sheet: Identifier of the worksheet.
        theme: Identifier of the theme.
        number: Which of several answers to one place it holds, from 0.
    """

    sheet: str
    theme: str
    number: int = 0

    @property
    def key(self) -> str:
        start = f"{self.sheet}/{self.theme}"
        return start if self.number == 0 else f"{start}/{self.number + 1}"


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
        )

    def proposed(
        self, model: PracticeModel, changes: SheetChanges, proposal: Proposal
    ) -> PracticeModel:
        """Return the model with the changes of the sheet."""
        shown = _worksheets(model)
        layout = _Layout(proposal.words, shown)
        filling = _Filling(
            worksheets={one.id: one for one in shown},
            layout=layout,
            proposal=proposal,
            sheet=proposal.words.sheet(self.key),
        )
        lines = list(layout.lines())
        for row, cells in changes.by_row():
            filling.fill(lines[row], cells)
        for row in changes.removed:
            filling.empty(lines[row])
        for added in changes.added:
            line = layout.line_of(added.cells)
            if line is None:
                found = added.cells.get(layout.key)
                name = "–" if found is None else as_text(found.value)
                proposal.tell("EXCEL155", filling.sheet, row=added.number, found=name)
            else:
                filling.fill(line, added.cells)
        held = set(model.placement_worksheets)
        filled = (one for one in filling.worksheets.values() if one.cells or one in held)
        return evolve(model, placement_worksheets=tuple(filled))


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
        for one in self.worksheets:
            themes = [row.id for row in self.definition.rows]
            themes += dict.fromkeys(cell.row for cell in one.cells if cell.row not in themes)
            for theme in themes:
                places = [cell.column for cell in one.cells if cell.row == theme]
                most = max(map(places.count, places), default=1)
                yield from (_Line(one.id, theme, number) for number in range(most))

    def row(self, line: _Line) -> Row:
        one = next(filled for filled in self.worksheets if filled.id == line.sheet)
        theme = next((row for row in self.definition.rows if row.id == line.theme), None)
        return (
            line.key,
            one.source,
            one.date,
            theme.name.get(self.words.language) if theme else line.theme,
            theme.question.get(self.words.language) if theme else None,
            *(self._answer(one, line, level) for level in self.levels.values()),
        )

    def line_of(self, cells: Mapping[str, ReadCell]) -> _Line | None:
        """Return the row that a new row means: a theme of another worksheet."""
        key = cells.get(self.key)
        sheet, slash, theme = ("" if key is None else as_text(key.value)).rpartition("/")
        themes = [row.id for row in self.definition.rows]
        return _Line(sheet, theme) if slash and sheet and theme in themes else None

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


@frozen(kw_only=True)
class _Filling:
    """The worksheets while they are filled."""

    worksheets: dict[str, PlacementWorksheet]
    layout: _Layout
    proposal: Proposal
    sheet: str

    def fill(self, line: _Line, cells: Mapping[str, ReadCell]) -> None:
        """Put the answers of a row into its worksheet."""
        one = self.worksheets.get(line.sheet) or PlacementWorksheet(id=line.sheet)
        source = self._value(cells.get(self.layout.source), TEXT, one.source, "")
        date: datetime.date | None = self._value(cells.get(self.layout.date), _DAY, one.date, None)
        one = evolve(one, source=source, date=date)
        for header, level in self.layout.levels.items():
            if header in cells:
                text = "" if cells[header].value is None else as_text(cells[header].value or "")
                one = evolve(one, cells=_with_answer(one.cells, line, level, text))
        self.worksheets[line.sheet] = one

    def empty(self, line: _Line) -> None:
        """Take the answers of a row away."""
        one = self.worksheets[line.sheet]
        left = tuple(cell for cell in one.cells if cell.row != line.theme)
        self.worksheets[line.sheet] = evolve(one, cells=left)

    def _value(self, cell: ReadCell | None, form: CellForm, held: Any, nothing: Any) -> Any:
        if cell is None:
            return held
        if cell.value is None:
            return nothing
        value = self.proposal.value(form, cell.value, self.sheet, cell.place, held)
        return held if value is None else value


def _with_answer(
    cells: tuple[PlacementCell, ...], line: _Line, level: str, text: str
) -> tuple[PlacementCell, ...]:
    places = [
        place for place, cell in enumerate(cells) if (cell.row, cell.column) == (line.theme, level)
    ]
    answer = (PlacementCell(row=line.theme, column=level, text=text),) if text else ()
    if line.number >= len(places):
        return (*cells, *answer)
    at = places[line.number]
    kept = evolve(cells[at], text=text)
    return (*cells[:at], *((kept,) if text else ()), *cells[at + 1 :])
