"""Pages of worksheets and reports: standard parts, laid out and drawn as tagged PDF.

`draw_document` takes a `Document` and returns the file. What the parts are about, and where their
words come from, belongs to whoever puts them together.
"""

from toimintamalli_pdf.layout._draw_document import draw_document
from toimintamalli_pdf.layout._values import (
    Area,
    Bullets,
    Cell,
    CellText,
    Choice,
    Column,
    Document,
    DrawnDocument,
    Entries,
    Entry,
    Figure,
    FillableField,
    Heading,
    LayoutWords,
    PageBreak,
    Paragraph,
    Part,
    Section,
    Table,
    TextBox,
    Tick,
)

__all__ = [
    "Area",
    "Bullets",
    "Cell",
    "CellText",
    "Choice",
    "Column",
    "Document",
    "DrawnDocument",
    "Entries",
    "Entry",
    "Figure",
    "FillableField",
    "Heading",
    "LayoutWords",
    "PageBreak",
    "Paragraph",
    "Part",
    "Section",
    "Table",
    "TextBox",
    "Tick",
    "draw_document",
]
