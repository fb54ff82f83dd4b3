"""A practice model as an accessible Word document.

The plugin behind ``toimintamalli.export(model, "malli.docx")``, and an example of a package that
adds a format to the library from outside: it uses nothing but public names. Importing it does not
load python-docx.
"""

from __future__ import annotations

from typing import Final

from toimintamalli.plugins import Exporter
from toimintamalli_word._exporter import WordExporter, WordOptions

__all__ = ["WordExporter", "WordOptions", "exporter"]

exporter: Final[Exporter[WordOptions]] = WordExporter()
"""Writes documents; the entry point of the package."""
