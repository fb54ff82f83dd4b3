"""Excel workbooks for practice models: an accessible workbook with a sheet for each part.

The `exporter`, the `importer` and the `table_reader` are what the library finds under the name
``excel``; see `toimintamalli.export`, `toimintamalli.read` and `toimintamalli.read_models`.
Importing this package stays cheap: openpyxl is imported when the first chart is drawn.
"""

from __future__ import annotations

from typing import Final

from toimintamalli.plugins import Exporter, Importer, TableReader
from toimintamalli_excel._exporter import ExcelExporter
from toimintamalli_excel._importer import ExcelImporter, ExcelImportOptions
from toimintamalli_excel._options import ExcelOptions
from toimintamalli_excel._table_reader import ExcelTableReader

__all__ = [
    "ExcelExporter",
    "ExcelImportOptions",
    "ExcelImporter",
    "ExcelOptions",
    "ExcelTableReader",
    "exporter",
    "importer",
    "table_reader",
]

exporter: Final[Exporter[ExcelOptions]] = ExcelExporter()
"""Makes Excel workbooks; an entry point of the package."""

importer: Final[Importer[ExcelImportOptions]] = ExcelImporter()
"""Reads workbooks back; an entry point of the package."""

table_reader: Final[TableReader] = ExcelTableReader()
"""Reads the tables of any Excel workbook; an entry point of the package."""
