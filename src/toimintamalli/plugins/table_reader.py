"""What a table reader offers: a name, and the tables of a file such as a workbook."""

from __future__ import annotations

import datetime
from typing import Protocol, TypeAlias

from attrs import frozen

from toimintamalli.diagnostics import Report
from toimintamalli.text import LocalizedText

__all__ = ["SheetTable", "TableCell", "TableReader", "TableRow", "TableValue"]

TableValue: TypeAlias = str | int | float | datetime.date | None
"""What a cell can hold; None where it is blank."""


@frozen(kw_only=True)
class TableCell:
    """One cell.

    Attributes:
        value: What it holds; None as well where it is a formula or an error.
        place: Where it is in its table, such as ``C7``; empty where the file has lines only.
        is_formula: Whether it holds a formula; its result is not known.
        is_error: Whether it holds an error, such as ``#N/A``.
    """

    value: TableValue = None
    place: str = ""
    is_formula: bool = False
    is_error: bool = False


@frozen(kw_only=True)
class TableRow:
    """One row below the headings; blank rows are left out.

    Attributes:
        number: Number of the row in its sheet, or of the line in its file, from 1.
        cells: As many cells as the table has headings.
    """

    number: int
    cells: tuple[TableCell, ...]


@frozen(kw_only=True)
class SheetTable:
    """One table, such as a sheet of a workbook.

    Attributes:
        name: Name of the sheet; empty where the file has no sheets.
        headings: Texts of the first row that is not blank; empty for a blank heading.
        heading_row: Number of that row.
        rows: The rows below it.
        problems: What the reader left out or changed.

    Example:
        >>> SheetTable(name="Taul1", headings=("Nimi",), heading_row=1).rows
        ()
    """

    name: str = ""
    headings: tuple[str, ...]
    heading_row: int
    rows: tuple[TableRow, ...] = ()
    problems: Report = Report()


class TableReader(Protocol):
    """A reader of tables. Members are read-only properties, so that frozen instances fit."""

    @property
    def name(self) -> str:
        """Name of the format, as in its entry point."""

    @property
    def title(self) -> LocalizedText:
        """What the format is, for people."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Suffixes of the files that it reads, with the dot."""

    @property
    def api_version(self) -> int:
        """Version of this protocol that the reader is made for."""

    def read_tables(self, data: bytes, /) -> tuple[SheetTable, ...]:
        """Return the tables that have content, in the order of the file.

        Args:
            data: Content of a file, as anybody may have made it.

        Raises:
            ReadError: The data are nothing that this format can read.
        """
