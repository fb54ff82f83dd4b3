"""Excel workbooks for practice models: an accessible workbook with a sheet for each part.

The `exporter` is what the library finds under the name ``excel``; see `toimintamalli.export`.
Importing this package stays cheap: openpyxl is imported when the first workbook is made.
"""

from __future__ import annotations

from typing import Final

from toimintamalli.plugins import Exporter
from toimintamalli_excel._exporter import ExcelExporter
from toimintamalli_excel._options import ExcelOptions

__all__ = ["ExcelExporter", "ExcelOptions", "exporter"]

exporter: Final[Exporter[ExcelOptions]] = ExcelExporter()
"""Makes Excel workbooks; the entry point of the package."""
