"""Työpohja 4 of a practice model as an accessible PDF that can be filled in on screen.

The plugin behind ``toimintamalli.export(model, "tyopohja.pdf")``: the worksheet that places a new
practice on the levels of an organisation, empty for a workshop or filled with what the model
holds. The file is tagged (PDF/UA-1), so that a screen reader reads every question at its field.

`toimintamalli_pdf.tagging` draws other tagged documents on reportlab. Importing this package does
not load reportlab.
"""

from __future__ import annotations

from typing import Final

from toimintamalli.plugins import Exporter
from toimintamalli_pdf._exporter import PdfExporter
from toimintamalli_pdf._options import PdfOptions

__all__ = ["PdfExporter", "PdfOptions", "exporter"]

exporter: Final[Exporter[PdfOptions]] = PdfExporter()
"""Draws worksheets; the entry point of the package."""
