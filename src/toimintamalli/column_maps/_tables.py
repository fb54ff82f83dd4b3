"""Tables: from a file to the one table that a column map speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import evolve, frozen

from toimintamalli._csv import read_table
from toimintamalli._files import read_bytes
from toimintamalli.column_maps._map import ColumnMap
from toimintamalli.column_maps._map_file import named_columns
from toimintamalli.column_maps._meanings import written
from toimintamalli.diagnostics import Diagnostic, Report, diagnostic, failure
from toimintamalli.errors import LoadError, PluginError, ReadError, ToimintamalliError
from toimintamalli.plugins import (
    SheetTable,
    TableCell,
    TableReader,
    TableRow,
    table_reader_for_suffix,
)
from toimintamalli.text import clean_text
from toimintamalli.written import shown, spelling

__all__ = ["FoundTable", "found_table"]

_CSV_SUFFIXES = {".csv", ".tsv", ".txt"}


@frozen(kw_only=True)
class FoundTable:
    """The table that a map speaks of.

    Attributes:
        table: The table, with the headings that the map means.
        problems: What its reader left out, and how the table was chosen.
    """

    table: SheetTable
    problems: Report

    def at(self, finding: Diagnostic, row: TableRow, cell: TableCell | None = None) -> Diagnostic:
        """Return a finding with its place: the cell of a sheet, or the line of a file."""
        if not self.table.name:
            return evolve(finding, line=row.number)
        place = cell.place if cell else str(row.number)
        return evolve(finding, path=f"{self.table.name}!{place}")


def found_table(source: Path, column_map: ColumnMap) -> FoundTable:
    """Return the table of a file that a map speaks of.

    Args:
        source: The file.
        column_map: The map.

    Raises:
        ReadError: The file holds no tables, or not the sheet or the row that the map names.
        MissingFileError: There is no such file.
        UnreadableFileError: The file cannot be read, or is too large.
        UnknownFormatError: No installed plugin reads tables from such files.
        PluginError: The plugin is broken or failed.
    """
    # A format that nobody reads is told before the file is looked at.
    is_text = source.suffix.lower() in _CSV_SUFFIXES
    reader = None if is_text else table_reader_for_suffix(source.suffix, source.name)
    data = read_bytes(source)
    try:
        tables = _csv_tables(data) if reader is None else _tables(reader, data)
        return _chosen(tables, column_map)
    except (LoadError, ReadError) as error:
        raise ReadError(error.report.at(source.name)) from None


def _tables(reader: TableReader, data: bytes) -> tuple[SheetTable, ...]:
    try:
        return tuple(map(_cleaned, reader.read_tables(data)))
    except ToimintamalliError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise PluginError(failure("TM914", format=reader.name, reason=reason)) from error


def _csv_tables(data: bytes) -> tuple[SheetTable, ...]:
    table = read_table(data)
    rows = (
        TableRow(number=row.line, cells=tuple(TableCell(value=cell or None) for cell in row.cells))
        for row in table.rows
        if any(row.cells)
    )
    return (
        SheetTable(
            headings=table.headings, heading_row=1, rows=tuple(rows), problems=table.problems
        ),
    )


def _cleaned(table: SheetTable) -> SheetTable:
    """Return a table whose texts are cleaned as pasted text is; CSV comes so already."""
    return evolve(
        table,
        headings=tuple(_heading(heading) for heading in table.headings),
        rows=tuple(evolve(row, cells=tuple(map(_cleaned_cell, row.cells))) for row in table.rows),
    )


def _cleaned_cell(cell: TableCell) -> TableCell:
    if not isinstance(cell.value, str):
        return cell
    return evolve(cell, value=clean_text(cell.value).text or None)


def _heading(text: str) -> str:
    return clean_text(text, multiline=False).text


# -- choosing ---------------------------------------------------------------------------------


def _chosen(tables: tuple[SheetTable, ...], column_map: ColumnMap) -> FoundTable:
    if not tables:
        raise ReadError(failure("TM399"))
    if column_map.sheet:
        wanted = spelling(column_map.sheet)
        named = [table for table in tables if spelling(table.name) == wanted]
        if not named:
            allowed = tuple(shown(table.name) or "–" for table in tables)
            raise ReadError(failure("TM388", found=shown(column_map.sheet), allowed=allowed))
        table = _with_headings(named[0], column_map)
        return FoundTable(table=table, problems=table.problems)
    best = max(tables, key=lambda table: _fitness(table, column_map))
    table = _with_headings(best, column_map)
    return FoundTable(table=table, problems=table.problems + _told(best, tables))


def _told(chosen: SheetTable, tables: Iterable[SheetTable]) -> Iterator[Diagnostic]:
    others = tuple(shown(table.name) for table in tables if table is not chosen)
    if others:
        yield diagnostic("TM389", chosen.name, found=shown(chosen.name), others=others)


def _fitness(table: SheetTable, column_map: ColumnMap) -> int:
    """Return how many of the headings that the map names a table has."""
    wanted = set(map(spelling, named_columns(column_map).values()))
    row = column_map.header_row
    headings = table.headings if row is None else (_headings_at(table, row) or ())
    return len(wanted & set(map(spelling, headings)))


def _with_headings(table: SheetTable, column_map: ColumnMap) -> SheetTable:
    """Return the table with the headings of the row that the map names."""
    row = column_map.header_row
    if row is None or row == table.heading_row:
        return table
    headings = _headings_at(table, row)
    if headings is None:
        raise ReadError(failure("TM390", found=row, sheet=shown(table.name) or "–"))
    rows = tuple(one for one in table.rows if one.number > row)
    return evolve(table, headings=headings, heading_row=row, rows=rows)


def _headings_at(table: SheetTable, row: int) -> tuple[str, ...] | None:
    for one in table.rows:
        if one.number == row:
            return tuple(_heading(written(cell.value)) for cell in one.cells)
    return None
