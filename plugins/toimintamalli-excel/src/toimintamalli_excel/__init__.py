"""Excel workbooks for practice models: an accessible workbook with a sheet for each part.

The `exporter` and the `importer` are what the library finds under the name ``excel``; see
`toimintamalli.export` and `toimintamalli.read`.
Importing this package stays cheap: openpyxl is imported when the first workbook is made.
"""

from __future__ import annotations

from typing import Final

from toimintamalli.plugins import Exporter, Importer
from toimintamalli_excel._exporter import ExcelExporter
from toimintamalli_excel._importer import ExcelImporter, ExcelImportOptions
from toimintamalli_excel._options import ExcelOptions

__all__ = [
    "ExcelExporter",
    "ExcelImportOptions",
    "ExcelImporter",
    "ExcelOptions",
    "exporter",
    "importer",
]

exporter: Final[Exporter[ExcelOptions]] = ExcelExporter()
"""Makes Excel workbooks; an entry point of the package."""

importer: Final[Importer[ExcelImportOptions]] = ExcelImporter()
"""Reads workbooks back; an entry point of the package."""
