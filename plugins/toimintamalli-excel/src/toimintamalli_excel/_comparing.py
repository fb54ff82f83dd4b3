"""Compares a sheet as it was read with the sheet that the model would make now."""

from __future__ import annotations

import datetime
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from attrs import evolve, frozen

from toimintamalli.written import shown, spelling
from toimintamalli_excel._binding import (
    BoundTable,
    CellChange,
    NewRow,
    Proposal,
    SheetChanges,
)
from toimintamalli_excel._forms import as_text
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
        clears: Whether an emptied cell empties the field.
        removes: Whether a row that is gone is removed from the model.
    """
    columns = _Columns(bound, found, proposal)
    if columns.key is None:
        proposal.tell("EXCEL160", found.sheet, header=bound.table.columns[0].header)
        return SheetChanges()
    comparison = _Comparison(bound, columns, found.sheet, proposal, clears=clears)
    for row in found.rows:
        comparison.read(row)
    return comparison.changes(removes=removes and not found.joins_rows)


class _Columns:
    """Where the columns of a sheet stand in it as it was read."""

    def __init__(self, bound: BoundTable, found: ReadTable, proposal: Proposal) -> None:
        wanted = {spelling(column.header): column.header for column in bound.table.columns}
        spelled = [spelling(heading) for heading in found.headings]
        counts = Counter(spelled)
        for name, header in wanted.items():
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
        self, bound: BoundTable, columns: _Columns, sheet: str, proposal: Proposal, *, clears: bool
    ) -> None:
        self._bound = bound
        self._columns = columns
        self._sheet = sheet
        self._proposal = proposal
        self._clears = clears
        self._headers = [column.header for column in bound.table.columns]
        self._waiting: dict[str, deque[int]] = {}
        for place, expected in enumerate(bound.table.rows):
            self._waiting.setdefault(_key(expected[0]), deque()).append(place)
        self._cells: list[CellChange] = []
        self._added: list[NewRow] = []
        self._kept_though_blank: list[str] = []

    def read(self, row: ReadRow) -> None:
        """Compare one row with the one that it was."""
        key_cell = row.cells[self._columns.key or 0]
        if key_cell.is_covered or self._is_unusable(key_cell):
            return
        key = _key(key_cell.value)
        waiting = self._waiting.get(key)
        if waiting:
            self._compare(row, waiting.popleft())
        elif waiting is not None and key:
            found = shown(as_text(key_cell.value))
            self._proposal.tell("EXCEL154", self._sheet, row=row.number, found=found)
        else:
            self._add(row)

    def changes(self, *, removes: bool) -> SheetChanges:
        """Return what was changed, once all rows have been read."""
        if self._kept_though_blank:
            places = _places(self._kept_though_blank)
            self._proposal.tell("EXCEL153", self._sheet, places=places)
        gone = [place for places in self._waiting.values() for place in places]
        gone = sorted(place for place in gone if self._says_something(place))
        if gone and self._bound.binding is not None:
            keys = [as_text(_plain(self._bound.table.rows[place][0])) for place in gone]
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

    def _compare(self, row: ReadRow, place: int) -> None:
        expected = dict(zip(self._headers, self._bound.table.rows[place], strict=True))
        for header, at in self._columns.places.items():
            cell = _without_spaces(row.cells[at])
            # The first cell was just recognised: how it is written now does not rename anything.
            if at == self._columns.key or cell.is_covered or _same(cell, expected[header]):
                continue
            if self._bound.binding is None or header not in self._bound.headers:
                self._proposal.pass_over(self._sheet, cell.place)
            elif not self._is_unusable(cell):
                self._change(place, header, cell)

    def _change(self, place: int, header: str, cell: ReadCell) -> None:
        if cell.value is None and not self._clears:
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
    return clean_text(as_text(_plain(value))).text.strip().casefold()


def _plain(value: CellValue | ReadValue) -> ReadValue:
    return float(value) if isinstance(value, Decimal) else value


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
