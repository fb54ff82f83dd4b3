"""Worksheets of a practice model as accessible PDFs that can be filled, and reports for leaders.

The plugin behind ``toimintamalli.export(model, "tyopohja.pdf", worksheet="4v")`` and, once people
have filled the sheet, ``toimintamalli.read("tyopohja.pdf", into=model)``. It draws every worksheet
that `toimintamalli.worksheets` knows, empty for a workshop or filled with what the model holds, a
summary of a model for leaders, and the report of a portfolio. Files are tagged (PDF/UA-1), so that
a screen reader reads every question at its field.

`toimintamalli_pdf.tagging` draws other tagged documents on reportlab. Importing this package does
not load reportlab or pypdf.
"""

from __future__ import annotations

from typing import Final

from toimintamalli.plugins import Exporter, Importer
from toimintamalli_pdf._exporter import PdfExporter
from toimintamalli_pdf._importer import PdfImporter, PdfImportOptions
from toimintamalli_pdf._options import PdfOptions

__all__ = [
    "PdfExporter",
    "PdfImportOptions",
    "PdfImporter",
    "PdfOptions",
    "exporter",
    "importer",
]

exporter: Final[Exporter[PdfOptions]] = PdfExporter()
"""Draws worksheets; an entry point of the package."""

importer: Final[Importer[PdfImportOptions]] = PdfImporter()
"""Reads filled worksheets back; an entry point of the package."""
