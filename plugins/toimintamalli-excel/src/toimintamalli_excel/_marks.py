"""Marks: a few letters for each cell that comes back, by which untouched cells are known again.

A model may change between the making of a workbook and its reading. Without marks a cell that
nobody touched would then look like a change back to what it was. With them only what people changed
counts, and where the model changed the same cell the two are told.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from toimintamalli.filling import as_text
from toimintamalli.written import spelling
from toimintamalli_excel._binding import BoundTable
from toimintamalli_excel._tables import Row, key_column, numbered_table, told_column
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import (
    CellValue,
    ColumnKind,
    ReadTable,
    ReadValue,
    TableSheet,
    clean_text,
)

KEY: Final = "Marks"

_OFFERED: Final = "+"
"""Before the marks of a row that was offered to be filled and that the model did not have."""

_LENGTH: Final = 5
"""Letters of a mark: enough to know a cell again, too few to tell what stood in it."""

RowMarks = Mapping[str, str]
"""Marks of the cells of a row, by header."""


def plain_text_of(value: CellValue | ReadValue) -> str:
    """Return what a cell says, the same in whatever way programs keep it."""
    content = value if isinstance(value, str | int | float) or value is None else _plain(value)
    return clean_text(as_text(content)).text.strip()


def _plain(value: CellValue) -> ReadValue:
    return value if hasattr(value, "toordinal") else float(value)  # type: ignore[arg-type,return-value]


def mark_of(value: CellValue | ReadValue) -> str:
    """Return the mark of a cell."""
    text = plain_text_of(value).encode("utf-8", errors="surrogatepass")
    return hashlib.sha256(text).hexdigest()[:_LENGTH]


def marked_headers(bound: BoundTable) -> tuple[str, ...]:
    """Return the headers of the columns whose cells have marks, in the order of the sheet."""
    return tuple(column.header for column in bound.table.columns if column.header in bound.headers)


def marks_of(bound: BoundTable, row: Row) -> str:
    """Return the marks of a row of a sheet, each behind the mark of its header."""
    cells = zip(bound.table.columns, row, strict=True)
    return "".join(
        f"{mark_of(spelling(column.header))}{mark_of(cell)}"
        for column, cell in cells
        if column.header in bound.headers
    )


def marks_table(tables: Sequence[BoundTable], words: Words) -> BoundTable:
    """Return the sheet that holds the marks of all sheets that come back.

    Args:
        tables: The sheets.
        words: The words of the workbook.
    """
    columns = (
        told_column(words["marks.sheet"], 24, ColumnKind.CODE),
        key_column(words["marks.row"], 30),
        key_column(words["marks.marks"], 60),
    )
    sheet: TableSheet = numbered_table(KEY, columns, list(_rows(tables)), words)
    return BoundTable(key=KEY, table=sheet, is_momentary=True)


def _rows(tables: Sequence[BoundTable]) -> Iterator[Row]:
    for bound in tables:
        for place, row in enumerate(bound.table.rows if bound.binding else ()):
            start = _OFFERED if place in bound.offered else ""
            marks = f"{start}{marks_of(bound, row)}"
            yield (bound.table.name, plain_text_of(row[0]), marks)


@frozen
class Marks:
    """The marks of a workbook, by sheet and row.

    Attributes:
        rows: For each sheet, by the spelling of its name, the marks of its rows by their keys.
    """

    rows: Mapping[str, Mapping[str, Sequence[str]]]

    @classmethod
    def read(cls, table: ReadTable | None, words: Words) -> Marks | None:
        """Return the marks of a workbook; None where it has none.

        Args:
            table: The sheet of marks as it was read; None where the workbook has none.
            words: The words of the workbook.
        """
        spelled = [spelling(heading) for heading in table.headings] if table else []
        wanted = [spelling(words[f"marks.{name}"]) for name in ("sheet", "row", "marks")]
        if table is None or any(spelled.count(name) != 1 for name in wanted):
            return None
        places = [spelled.index(name) for name in wanted]
        rows: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in table.rows:
            sheet, key, marks = (as_text(row.cells[place].value) for place in places)
            rows[spelling(sheet)][key.casefold()].append(marks)
        return cls(rows)

    def of(self, bound: BoundTable) -> SheetMarks:
        """Return the marks of one sheet.

        Args:
            bound: The sheet that the model would make now.
        """
        held = self.rows.get(spelling(bound.table.name), {})
        return SheetMarks(bound, {key: deque(marks) for key, marks in held.items()})


class SheetMarks:
    """The marks of one sheet, taken row by row.

    Attributes:
        held: Keys of the rows that the model had when the workbook was made.
    """

    def __init__(self, bound: BoundTable, rows: Mapping[str, deque[str]]) -> None:
        self._headers = {mark_of(spelling(header)): header for header in bound.headers}
        self._rows = rows
        self.held = frozenset(
            key for key, marks in rows.items() if not marks[0].startswith(_OFFERED)
        )

    def take(self, key: str) -> RowMarks | None:
        """Return the marks of the next row with a key; None where there are none."""
        waiting = self._rows.get(key)
        return self._parted(waiting.popleft()) if waiting else None

    def places(self, bound: BoundTable, read: Mapping[str, RowMarks]) -> dict[str, int]:
        """Return which row of the expected sheet is which row of the workbook, by their numbers.

        Rows without identifiers are numbered, and their numbers change when the model does. They
        are known again by what was written, else by what stands there now, else by most of it.

        Args:
            bound: The sheet that the model would make now.
            read: Marks of the rows as they came back, by their keys.
        """
        now = [self._parted(marks_of(bound, row)) for row in bound.table.rows]
        numbers = [plain_text_of(row[0]) for row in bound.table.rows]
        written = {key: self._parted(marks[0]) for key, marks in self._rows.items()}
        found: dict[str, int] = {}
        whole = len(self._headers)
        for signs, fewest in ((written, whole), (read, whole), (written, 1)):
            for key in [key for key in self._rows if key not in found]:
                place = _most_alike(key, signs.get(key, {}), now, numbers, found.values())
                if place is not None and _likeness(signs.get(key, {}), now[place]) >= fewest:
                    found[key] = place
        return found

    def _parted(self, marks: str) -> RowMarks:
        """Return the marks of the columns that the sheet still has, by header."""
        plain = marks.removeprefix(_OFFERED)
        pairs = (plain[at : at + 2 * _LENGTH] for at in range(0, len(plain), 2 * _LENGTH))
        return {
            self._headers[pair[:_LENGTH]]: pair[_LENGTH:]
            for pair in pairs
            if pair[:_LENGTH] in self._headers
        }


def _most_alike(
    key: str,
    marks: RowMarks,
    now: Sequence[RowMarks],
    numbers: Sequence[str],
    taken: Collection[int],
) -> int | None:
    """Return the place of the row that has most of some marks, first that of the same number."""

    def likeness(place: int) -> tuple[int, bool]:
        return _likeness(marks, now[place]), numbers[place] == key

    free = (place for place in range(len(now)) if place not in taken)
    return max(free, key=likeness, default=None)


def _likeness(one: RowMarks, other: RowMarks) -> int:
    """Return how many cells of two rows say the same."""
    return sum(other.get(header) == mark for header, mark in one.items())
