"""Rows: what the cells of a row mean; what is not understood is told and kept beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

from attrs import frozen

from toimintamalli._csv import shown_lines
from toimintamalli.column_maps._columns import Columns, find_columns
from toimintamalli.column_maps._map import ColumnMap, RowKind
from toimintamalli.column_maps._map_file import NEEDED, usable_map
from toimintamalli.column_maps._meanings import Meant, Reading, readings, written
from toimintamalli.column_maps._tables import FoundTable, found_table
from toimintamalli.diagnostics import Diagnostic, ParameterValue, Report, diagnostic
from toimintamalli.errors import ReadError
from toimintamalli.model import CustomField
from toimintamalli.plugins import TableCell, TableRow
from toimintamalli.vocabulary import localized
from toimintamalli.written import NOTHING_NEAR, nearest, shown

__all__ = ["MappedRow", "MappedRows", "mapped_rows", "unmapped"]

_LABELS = "toimintamalli.column_maps"
_MOST_KNOWN_SHOWN = 8
_MOST_EXAMPLES = 3
_Strange: TypeAlias = tuple[tuple[str, str], TableCell]
"""The key of a column with the text that was not understood, and its cell."""

_FREE = Reading(lambda value: Meant(written(value)))


@frozen(kw_only=True)
class MappedRow:
    """What a row says.

    Attributes:
        values: Values that were understood, by the key of their column; blank cells have none.
        custom: Texts that were not understood.
        row: The row.
    """

    values: Mapping[str, Any]
    custom: tuple[CustomField, ...]
    row: TableRow

    def text(self, name: str) -> str:
        """Return a text; empty where the row has none."""
        return str(self.values.get(name, ""))

    def line(self, name: str) -> str:
        """Return a text on one line."""
        return " ".join(self.text(name).split())


@frozen(kw_only=True)
class MappedRows:
    """What the rows of a table say.

    Attributes:
        column_map: The map by which they were read.
        table: The table.
        columns: Where its columns stand.
        rows: The rows that say something, in their order. Those without a name are left out,
            except tasks with an identifier, which may be known.
        problems: What was not found or not understood.
    """

    column_map: ColumnMap
    table: FoundTable
    columns: Columns
    rows: tuple[MappedRow, ...]
    problems: Report

    def nameless(self, row: TableRow) -> Diagnostic:
        """Return what is told of a row that is left out because it names nothing."""
        return _nameless(row, self.table, self.columns, self.column_map.kind)


def unmapped(name: str) -> str:
    """Return the name of the custom field that keeps what a column holds and nobody knows.

    Example:
        >>> unmapped("customer_groups")
        'x-unmapped-customer-groups'
    """
    return f"x-unmapped-{name.replace('_', '-').replace('.', '-')}"


def mapped_rows(
    path: str | PathLike[str], column_map: ColumnMap | str | PathLike[str], kind: RowKind
) -> MappedRows:
    """Return what the rows of a file say; see `read_models` and `read_tasks` for the errors."""
    usable = usable_map(column_map, kind)
    source = Path(path)
    found = found_table(source, usable)
    try:
        columns = find_columns(found, usable)
    except ReadError as error:
        raise ReadError(error.report.at(source.name)) from None
    reader = _RowReader(found, columns, usable)
    rows = tuple(reader.rows())
    problems = (*found.problems, *reader.columns.problems, *reader.problems)
    return MappedRows(
        column_map=usable,
        table=found,
        columns=columns,
        rows=rows,
        problems=Report(problems).at(source.name),
    )


def _nameless(row: TableRow, found: FoundTable, columns: Columns, kind: RowKind) -> Diagnostic:
    """Tell of a row that names nothing, with what else it holds."""
    places = columns.places
    texts = (written(row.cells[place].value) for place in sorted({*places.values()}))
    finding = diagnostic(
        "TM386",
        column=shown(columns.headings[places[NEEDED[kind]]]),
        found=tuple(shown(text) for text in texts if text.strip()),
    )
    return found.at(finding, row)


class _RowReader:
    """Reads rows one after another and gathers what is to be told of them."""

    def __init__(self, found: FoundTable, columns: Columns, column_map: ColumnMap) -> None:
        self.found = found
        self.columns = columns
        self.kind = column_map.kind
        self.readings = readings(column_map.kind, column_map.values)
        self.problems: list[Diagnostic] = []
        self.strange: dict[tuple[str, str], list[tuple[TableRow, TableCell]]] = {}

    def rows(self) -> Iterator[MappedRow]:
        silent: list[int] = []
        for row in self.found.table.rows:
            mapped, strange = self._row(row)
            if mapped.values.keys() <= {"id"} and not mapped.custom:
                silent.append(row.number)
                continue
            if self._is_nameless(mapped):
                self.problems.append(_nameless(row, self.found, self.columns, self.kind))
                continue
            for what, cell in strange:
                self.strange.setdefault(what, []).append((row, cell))
            yield mapped
        told = [self._told_strange(*found) for found in self.strange.items()]
        self.problems = [*told, *self.problems]
        if silent:
            finding = diagnostic("TM387", self.found.table.name, rows=shown_lines(silent))
            self.problems.append(finding)

    def _is_nameless(self, row: MappedRow) -> bool:
        """A task may be known by its identifier; a model is made of its row alone."""
        is_known = self.kind is RowKind.TASKS and "id" in row.values
        return NEEDED[self.kind] not in row.values and not is_known

    def _row(self, row: TableRow) -> tuple[MappedRow, list[_Strange]]:
        """Return what a row says, and the cells of which something was not understood."""
        values: dict[str, Any] = {}
        custom: list[CustomField] = []
        strange: list[_Strange] = []
        for name, place in self.columns.places.items():
            cell = row.cells[place]
            if cell.is_formula or cell.is_error:
                self._tell_unread(row, cell, place)
            elif cell.value is not None and written(cell.value).strip():
                meant = self.readings.get(name, _FREE).meaning(cell.value)
                if meant.left:
                    strange.append(((name, meant.left), cell))
                    custom.append(CustomField(unmapped(name), meant.left))
                if meant.value not in (None, "", ()):
                    values[name] = meant.value
        return MappedRow(values=values, custom=tuple(custom), row=row), strange

    def _tell_unread(self, row: TableRow, cell: TableCell, place: int) -> None:
        what = localized(_LABELS, f"cell.{'formula' if cell.is_formula else 'error'}")
        column = shown(self.columns.headings[place])
        finding = diagnostic("TM384", column=column, what=what)
        self.problems.append(self.found.at(finding, row, cell))

    def _told_strange(
        self, what: tuple[str, str], cells: list[tuple[TableRow, TableCell]]
    ) -> Diagnostic:
        """Tell a text that was not understood once, however many cells of its column hold it."""
        name, left = what
        finding = diagnostic(
            "TM383",
            column=shown(self.columns.headings[self.columns.places[name]]),
            found=shown(left),
            count=len(cells),
            expected=_expected(self.readings[name], left),
        )
        return self.found.at(finding, *cells[0])


def _expected(reading: Reading, left: str) -> ParameterValue:
    """Return what fits: all that is known of a short list, and what is near of a long one."""
    if not reading.known:
        return localized(_LABELS, f"expected.{reading.expected}")
    if len(reading.known) <= _MOST_KNOWN_SHOWN:
        return reading.known
    near = nearest(left, reading.known)
    return (*(reading.known[:_MOST_EXAMPLES] if near == NOTHING_NEAR else (near,)), "…")
