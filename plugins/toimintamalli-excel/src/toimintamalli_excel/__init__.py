"""Excel workbooks for practice models: an accessible workbook with a sheet for each part.

The `exporter` and the `table_reader` are what the library finds under the name ``excel``; see
`toimintamalli.export` and `toimintamalli.read_models`.
Importing this package stays cheap: openpyxl is imported when the first workbook is made.
"""

from __future__ import annotations

from typing import Final

from toimintamalli.plugins import Exporter, TableReader
from toimintamalli_excel._exporter import ExcelExporter, ExcelOptions
from toimintamalli_excel._table_reader import ExcelTableReader

__all__ = ["ExcelExporter", "ExcelOptions", "ExcelTableReader", "exporter", "table_reader"]

exporter: Final[Exporter[ExcelOptions]] = ExcelExporter()
"""Makes Excel workbooks; an entry point of the package."""

table_reader: Final[TableReader] = ExcelTableReader()
"""Reads the tables of any Excel workbook; an entry point of the package."""
