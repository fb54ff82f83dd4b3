"""Joins texts too long for one cell again from the sheet of continued texts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from attrs import evolve, frozen

from toimintamalli.diagnostics import Diagnostic
from toimintamalli_excel.workbook._findings import finding
from toimintamalli_excel.workbook._read_values import (
    ReadCell,
    ReadRow,
    ReadTable,
    ReadWorkbook,
)
from toimintamalli_excel.workbook._text import split_text
from toimintamalli_excel.workbook._values import ContinuationSheet

_FIRST_CONTINUED: Final = 2
_Place: TypeAlias = tuple[str, str]
"""Key of the row and heading of the column where a text begins."""


@frozen(kw_only=True)
class _Part:
    sheet: str
    place: _Place
    number: str
    text: str
    cell: str


_Parts: TypeAlias = dict[_Place, list[_Part]]


def join_continued(workbook: ReadWorkbook, continuation: ContinuationSheet) -> ReadWorkbook:
    """Join the texts that were too long for a cell.

    The table of continued texts is found by its headings. Its parts are put after the text of
    their cell in the order of their numbers, and the table is left out of the result. A part whose
    cell is not there, is not unique or holds no text is told, with its text as a parameter; so is
    one that is missing from the sequence. Where the text of the cell was shortened or written
    over, so that it cannot be the first part any more, it is the whole text, and that is told.

    Args:
        workbook: A workbook as it was read.
        continuation: The words of the sheet of continued texts.

    Returns:
        The workbook with whole texts.
    """
    words = (
        continuation.sheet_header,
        continuation.row_header,
        continuation.column_header,
        continuation.part_header,
        continuation.text_header,
    )
    parts: dict[str, _Parts] = {}
    others: list[ReadTable] = []
    for table in workbook.tables:
        if set(words) <= set(table.headings):
            for part in _parts(table, words):
                parts.setdefault(part.sheet, {}).setdefault(part.place, []).append(part)
        else:
            others.append(table)
    problems: list[Diagnostic] = []
    tables = tuple(_joined(table, parts.get(table.sheet, {}), problems) for table in others)
    for places in parts.values():
        problems.extend(_belongs_nowhere(part) for left in places.values() for part in left)
    return evolve(workbook, tables=tables, problems=(*workbook.problems, *problems))


def _parts(table: ReadTable, words: tuple[str, ...]) -> Iterator[_Part]:
    columns = [table.headings.index(word) for word in words]
    for row in table.rows:
        sheet, key, heading, number, text = (row.cells[column] for column in columns)
        yield _Part(
            sheet=_written(sheet),
            place=(_written(key), _written(heading)),
            number=_written(number),
            text=_written(text),
            cell=f"{table.sheet}!{text.place}",
        )


def _written(cell: ReadCell) -> str:
    return "" if cell.value is None else str(cell.value)


def _belongs_nowhere(part: _Part) -> Diagnostic:
    row, column = part.place
    return finding("EXCEL123", part.cell, sheet=part.sheet, row=row, column=column, text=part.text)


def _joined(table: ReadTable, parts: _Parts, problems: list[Diagnostic]) -> ReadTable:
    """Return the table with whole texts; the parts that were used are taken out of ``parts``."""
    if not parts:
        return table
    row_of = _places_of_single([_written(row.cells[0]) for row in table.rows])
    column_of = _places_of_single(table.headings)
    rows = list(table.rows)
    for key, heading in list(parts):
        if key not in row_of or heading not in column_of:
            continue
        row, column = row_of[key], column_of[heading]
        start = rows[row].cells[column].value
        if isinstance(start, str):
            found = sorted(parts.pop((key, heading)), key=_order)
            rest = "".join(part.text for part in found)
            if split_text(start + rest)[0] != start:
                place = f"{table.sheet}!{rows[row].cells[column].place}"
                problems.append(finding("EXCEL126", place, text=rest))
                continue
            problems.extend(_gaps(found))
            rows[row] = _with_text(rows[row], column, start + rest)
    return evolve(table, rows=tuple(rows))


def _places_of_single(names: Sequence[str]) -> dict[str, int]:
    """Return where each name stands that stands in one place only."""
    counts = Counter(names)
    return {name: index for index, name in enumerate(names) if counts[name] == 1}


def _order(part: _Part) -> tuple[int, str]:
    """Shorter numbers are smaller ones."""
    return (len(part.number), part.number)


def _gaps(parts: list[_Part]) -> Iterator[Diagnostic]:
    for expected, part in enumerate(parts, _FIRST_CONTINUED):
        if part.number != str(expected):
            yield finding("EXCEL124", part.cell, expected=expected, found=part.number)
            return


def _with_text(row: ReadRow, column: int, text: str) -> ReadRow:
    cells = list(row.cells)
    cells[column] = evolve(cells[column], value=text)
    return evolve(row, cells=tuple(cells))
