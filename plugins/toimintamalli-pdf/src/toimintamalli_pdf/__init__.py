"""Työpohja 4 of a practice model as an accessible PDF that can be filled in on screen.

The plugin behind ``toimintamalli.export(model, "tyopohja.pdf")`` and, once people have filled the
sheet, ``toimintamalli.read("tyopohja.pdf", into=model)``: the worksheet that places a new
practice on the levels of an organisation, empty for a workshop or filled with what the model
holds. The file is tagged (PDF/UA-1), so that a screen reader reads every question at its field.

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
