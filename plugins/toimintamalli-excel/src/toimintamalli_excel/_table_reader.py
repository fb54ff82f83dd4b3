"""The table reader: the sheets of any Excel workbook as plain tables."""

from __future__ import annotations

from attrs import field, frozen

from toimintamalli.diagnostics import Report
from toimintamalli.plugins import SheetTable, TableCell, TableRow
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary import localized
from toimintamalli_excel._words import PACKAGE
from toimintamalli_excel.workbook import ReadRow, ReadTable, ReadWorkbook, read_workbook


@frozen
class ExcelTableReader:
    """Reads the tables of an Excel workbook, whoever made it.

    Attributes:
        name: Name of the format.
        suffixes: Suffixes of its files.
        api_version: Version of the protocol of table readers.
    """

    name: str = field(default="excel", init=False)
    suffixes: tuple[str, ...] = field(default=(".xlsx",), init=False)
    api_version: int = field(default=1, init=False)

    @property
    def title(self) -> LocalizedText:
        """What the format is, for people."""
        return localized(PACKAGE, "workbook.format")

    def read_tables(self, data: bytes, /) -> tuple[SheetTable, ...]:
        """Return the sheets that have content.

        Args:
            data: The bytes of the file.

        Raises:
            ReadError: The file is no workbook, encrypted, damaged, too large, or holds macros.
        """
        workbook = read_workbook(data)
        return tuple(_sheet_table(table, workbook) for table in workbook.tables)


def _sheet_table(table: ReadTable, workbook: ReadWorkbook) -> SheetTable:
    here = f"{table.sheet}!"
    return SheetTable(
        name=table.sheet,
        headings=table.headings,
        heading_row=table.heading_row,
        rows=tuple(map(_row, table.rows)),
        problems=Report(found for found in workbook.problems if found.path.startswith(here)),
    )


def _row(row: ReadRow) -> TableRow:
    cells = tuple(
        TableCell(
            value=cell.value,
            place=cell.place,
            is_formula=cell.is_formula,
            is_error=cell.is_error,
        )
        for cell in row.cells
    )
    return TableRow(number=row.number, cells=cells)
