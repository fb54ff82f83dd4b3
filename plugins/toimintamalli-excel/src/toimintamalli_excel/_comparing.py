"""Compares a sheet as it was read with the sheet that the model would make now."""

from __future__ import annotations

import datetime
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, frozen

from toimintamalli.filling import as_text
from toimintamalli.written import shown, spelling
from toimintamalli_excel._binding import (
    BoundTable,
    CellChange,
    NewRow,
    Proposal,
    SheetChanges,
)
from toimintamalli_excel._marks import RowMarks, SheetMarks, mark_of, plain_text_of
from toimintamalli_excel.workbook import (
    CellValue,
    ReadCell,
    ReadRow,
    ReadTable,
    ReadValue,
    clean_text,
    split_text,
)

_MOST_SHOWN: Final = 10


def changes_of(
    bound: BoundTable,
    found: ReadTable,
    proposal: Proposal,
    *,
    marks: SheetMarks | None,
    clears: bool,
    removes: bool,
) -> SheetChanges:
    """Return what was changed in a sheet.

    Columns are known by their headers and rows by their first cell, in whatever order they are.
    What cannot be read, and changes of what is never read, are told.

    Args:
        bound: The sheet that the model would make now.
        found: The sheet as it was read.
        proposal: Where things are told.
        marks: Marks of the cells as they were written, by which untouched ones are known.
        clears: Whether an emptied cell without a mark empties the field.
        removes: Whether a row that is gone is removed from the model.
    """
    found = _under_its_headings(found, bound, proposal)
    columns = _Columns(bound, found, proposal)
    if columns.key is None:
        proposal.tell("EXCEL160", found.sheet, header=bound.table.columns[0].header)
        return SheetChanges()
    comparison = _Comparison(
        bound, columns, found.sheet, found.rows, proposal, marks=marks, clears=clears
    )
    for row in found.rows:
        comparison.read(row)
    return comparison.changes(removes=removes and not found.joins_rows)


def _under_its_headings(found: ReadTable, bound: BoundTable, proposal: Proposal) -> ReadTable:
    """Return the sheet from its headings on: people write titles above them."""
    wanted = {spelling(column.header) for column in bound.table.columns}
    if wanted & set(map(spelling, found.headings)):
        return found
    for number, row in enumerate(found.rows):
        headings = tuple(as_text(cell.value) for cell in row.cells)
        if wanted <= set(map(spelling, headings)):
            for above in found.rows[:number]:
                proposal.pass_over(found.sheet, above.cells[0].place)
            return evolve(found, headings=headings, rows=found.rows[number + 1 :])
    return found


class _Columns:
    """Where the columns of a sheet stand in it as it was read."""

    def __init__(self, bound: BoundTable, found: ReadTable, proposal: Proposal) -> None:
        wanted = {spelling(column.header): column.header for column in bound.table.columns}
        spelled = [spelling(heading) for heading in found.headings]
        counts = Counter(spelled)
        first = spelling(bound.table.columns[0].header)
        for name, header in wanted.items() if counts[first] == 1 else ():
            if counts[name] > 1:
                proposal.tell("EXCEL159", found.sheet, header=header)
            elif not counts[name] and header in bound.headers:
                proposal.tell("EXCEL158", found.sheet, header=header)
        self.places = {
            wanted[name]: place
            for place, name in enumerate(spelled)
            if name in wanted and counts[name] == 1
        }
        self.key = self.places.get(bound.table.columns[0].header)
        number = spelling(proposal.words["table.number"])
        self.written_key = spelled.index(number) if number in spelled else self.key
        if self.key is not None:
            self._tell_unknown(found, {*wanted}, spelled, proposal)

    def _tell_unknown(
        self, found: ReadTable, wanted: set[str], spelled: list[str], proposal: Proposal
    ) -> None:
        for place, name in enumerate(spelled):
            if name in wanted:
                continue
            count = sum(row.cells[place].value is not None for row in found.rows)
            if count:
                header = shown(found.headings[place]) or "–"
                proposal.tell("EXCEL161", found.sheet, header=header, count=count)


class _Comparison:
    """The comparison of one sheet, row by row."""

    def __init__(
        self,
        bound: BoundTable,
        columns: _Columns,
        sheet: str,
        rows: Sequence[ReadRow],
        proposal: Proposal,
        *,
        marks: SheetMarks | None,
        clears: bool,
    ) -> None:
        self._bound = bound
        self._columns = columns
        self._sheet = sheet
        self._proposal = proposal
        self._marks = marks
        self._clears = clears
        self._headers = [column.header for column in bound.table.columns]
        self._waiting = self._rows_to_come(rows)
        self._cells: list[CellChange] = []
        self._added: list[NewRow] = []
        self._kept_though_blank: list[str] = []

    def _rows_to_come(self, rows: Sequence[ReadRow]) -> dict[str, deque[int]]:
        """Return the places of the expected rows, by what the rows that come are known by."""
        is_numbered = self._headers[0] == self._proposal.words["table.number"]
        if is_numbered and self._marks is not None and self._proposal.is_stale:
            read = {_key(row.cells[self._columns.key or 0].value): self._read(row) for row in rows}
            places = self._marks.places(self._bound, read)
            return {key: deque([place]) for key, place in places.items()}
        waiting: dict[str, deque[int]] = {}
        for place, expected in enumerate(self._bound.table.rows):
            waiting.setdefault(_key(expected[0]), deque()).append(place)
        return waiting

    def _read(self, row: ReadRow) -> RowMarks:
        """Return the marks of a row as it came back."""
        places = self._columns.places
        return {
            header: mark_of(row.cells[at].value)
            for header, at in places.items()
            if header in self._bound.headers
        }

    def read(self, row: ReadRow) -> None:
        """Compare one row with the one that it was."""
        key_cell = row.cells[self._columns.key or 0]
        if key_cell.is_covered or self._is_unusable(key_cell):
            return
        key = _key(key_cell.value)
        waiting = self._waiting.get(key)
        # Rows that were numbered when the workbook was made may have identifiers by now.
        written = _key(row.cells[self._columns.written_key or 0].value)
        if waiting:
            marks = self._marks.take(written) if self._marks else None
            place = waiting.popleft()
            # What is still only offered is compared as it is offered now.
            self._compare(row, place, None if place in self._bound.offered else marks)
        elif waiting is not None and key:
            found = shown(as_text(key_cell.value))
            self._proposal.tell("EXCEL154", self._sheet, row=row.number, found=found)
        elif self._marks is not None and written in self._marks.held:
            self._tell_if_changed(row, written)
        else:
            self._add(row)

    def _tell_if_changed(self, row: ReadRow, key: str) -> None:
        """Tell of a changed row that the model has removed since; an untouched one says nothing."""
        marks = self._marks.take(key) if self._marks else None
        cells = {header: row.cells[at] for header, at in self._columns.places.items()}
        if marks is None or any(
            mark_of(cells[header].value) != mark
            for header, mark in marks.items()
            if header in cells
        ):
            self._proposal.tell("EXCEL155", self._sheet, row=row.number, found=shown(key))

    def changes(self, *, removes: bool) -> SheetChanges:
        """Return what was changed, once all rows have been read."""
        if self._kept_though_blank:
            places = _places(self._kept_though_blank)
            self._proposal.tell("EXCEL153", self._sheet, places=places)
        gone = [place for places in self._waiting.values() for place in places]
        gone = sorted(place for place in gone if self._says_something(place))
        if self._marks is not None:
            gone = [place for place in gone if self._was_written(place)]
        if gone and self._bound.binding is not None:
            keys = [plain_text_of(self._bound.table.rows[place][0]) for place in gone]
            code = "EXCEL157" if removes else "EXCEL156"
            self._proposal.tell(code, self._sheet, rows=_places(list(map(shown, keys))))
        return SheetChanges(
            cells=tuple(self._cells),
            added=tuple(self._added),
            removed=tuple(gone) if removes else (),
        )

    def _says_something(self, place: int) -> bool:
        """Tell whether the model has anything in a row of the expected sheet."""
        if place in self._bound.offered:
            return False
        cells = dict(zip(self._headers, self._bound.table.rows[place], strict=True))
        others = self._bound.headers - {self._headers[0]}
        return any(cells[header] not in (None, "") for header in others)

    def _was_written(self, place: int) -> bool:
        """Tell whether a row of the expected sheet was there when the workbook was made."""
        held = self._marks.held if self._marks else frozenset()
        return _key(self._bound.table.rows[place][0]) in held

    def _compare(self, row: ReadRow, place: int, marks: RowMarks | None) -> None:
        expected = dict(zip(self._headers, self._bound.table.rows[place], strict=True))
        for header, at in self._columns.places.items():
            cell = _without_spaces(row.cells[at])
            # The first cell was just recognised: how it is written now does not rename anything.
            if at == self._columns.key or cell.is_covered or _same(cell, expected[header]):
                continue
            if self._bound.binding is None or header not in self._bound.headers:
                self._proposal.pass_over(self._sheet, cell.place)
            elif not self._is_unusable(cell):
                self._change(place, header, cell, marks)

    def _change(self, place: int, header: str, cell: ReadCell, marks: RowMarks | None) -> None:
        written = marks.get(header) if marks else None
        expected = self._bound.table.rows[place][self._headers.index(header)]
        if written == mark_of(cell.value):
            return  # nobody touched it; the model has changed since
        if written is not None and written != mark_of(expected):
            held, found = (shown(plain_text_of(value)) or "–" for value in (expected, cell.value))
            self._proposal.tell("EXCEL168", self._sheet, place=cell.place, found=found, held=held)
        elif written is None and cell.value is None and not self._clears:
            self._kept_though_blank.append(cell.place)
        else:
            self._cells.append(CellChange(row=place, header=header, cell=cell))

    def _is_unusable(self, cell: ReadCell) -> bool:
        """Tell of a formula or an error, which says nothing that could be read."""
        if cell.is_formula or cell.is_error:
            code = "EXCEL151" if cell.is_formula else "EXCEL152"
            self._proposal.tell(code, self._sheet, place=cell.place)
            return True
        return False

    def _add(self, row: ReadRow) -> None:
        cells = {
            header: _without_spaces(row.cells[at]) for header, at in self._columns.places.items()
        }
        if self._bound.binding is None:
            for cell in cells.values():
                if cell.value is not None:
                    self._proposal.pass_over(self._sheet, cell.place)
            return
        said = {
            header: cell
            for header, cell in cells.items()
            if not self._is_unusable(cell) and cell.value is not None
        }
        if said:
            self._added.append(NewRow(number=row.number, cells=said))


def _key(value: CellValue | ReadValue) -> str:
    """Return what rows are told apart by."""
    return plain_text_of(value).casefold()


def _without_spaces(cell: ReadCell) -> ReadCell:
    """Return a cell of white space alone as a blank one."""
    is_space = isinstance(cell.value, str) and not cell.value.strip()
    return evolve(cell, value=None) if is_space else cell


def _same(cell: ReadCell, expected: CellValue) -> bool:
    """Tell whether a cell holds what was written into it, in whatever way programs keep it."""
    if cell.is_formula or cell.is_error:
        return False
    if expected is None or expected == "":
        return cell.value is None
    if isinstance(expected, str):
        written = clean_text(expected).text
        # A workbook without its sheet of continued texts holds the beginning of a long one.
        return as_text(cell.value).strip() in (written.strip(), split_text(written)[0].strip())
    if isinstance(expected, datetime.date) or isinstance(cell.value, datetime.date):
        return cell.value == expected or cell.value == str(expected)
    if isinstance(cell.value, str) or cell.value is None:
        return cell.value == str(expected)
    return float(cell.value) == float(expected)


def _places(places: list[str]) -> tuple[str, ...]:
    """Return as many places as a sentence can hold."""
    return (*places[:_MOST_SHOWN], "…") if len(places) > _MOST_SHOWN else tuple(places)


@frozen(kw_only=True)
class FoundSheets:
    """The sheets of a workbook, to be found by their names or by their headings.

    Attributes:
        tables: The sheets by the spelling of their names.
        own: Spellings of the names that sheets of a model have.
    """

    tables: Mapping[str, ReadTable]
    own: frozenset[str]

    def of(self, bound: BoundTable) -> ReadTable | None:
        """Return the sheet of a part of the model; one that was renamed is known by its headings.

        Args:
            bound: The sheet that the model would make now.
        """
        named = self.tables.get(spelling(bound.table.name))
        if named is not None:
            return named
        wanted = {spelling(column.header) for column in bound.table.columns}
        others = (table for name, table in self.tables.items() if name not in self.own)
        alike = [table for table in others if wanted <= set(map(spelling, table.headings))]
        return alike[0] if len(alike) == 1 else None


def cells_under(table: ReadTable, header: str) -> Iterator[tuple[int, str]]:
    """Yield the row and the text of each cell under a heading.

    Args:
        table: The sheet as it was read.
        header: The heading.
    """
    places = [
        place for place, one in enumerate(table.headings) if spelling(one) == spelling(header)
    ]
    for row in table.rows if len(places) == 1 else ():
        yield row.number, as_text(row.cells[places[0]].value)
