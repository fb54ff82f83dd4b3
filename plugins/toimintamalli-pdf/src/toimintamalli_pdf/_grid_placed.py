"""What stands where on the pages of a grid worksheet: the result of laying it out."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from toimintamalli_pdf._grid_values import GridCheckbox, GridColumn, GridEntry, GridRow, GridStatus
from toimintamalli_pdf.tagging import Rect, TextStyle


@frozen(kw_only=True)
class PlacedText:
    """Lines of a heading or paragraph.

    Attributes:
        tag: Structure type of the text.
        style: Style of the text.
        lines: Lines on this page.
        left: Left edge.
        top: Upper edge.
        language: Language of the text when it is not the document's.
        continues: Whether the text began on an earlier page.
    """

    tag: str
    style: TextStyle
    lines: tuple[str, ...]
    left: float
    top: float
    language: str | None = None
    continues: bool = False


@frozen(kw_only=True)
class PlacedEntry:
    """A field above the grid, with its label.

    Attributes:
        entry: The entry.
        label: Its label.
        rect: Place of the field.
        value: Complete answer.
        lines: What is drawn of it.
    """

    entry: GridEntry
    label: PlacedText
    rect: Rect
    value: str
    lines: tuple[str, ...]


@frozen(kw_only=True)
class PlacedHeader:
    """The column headers.

    Attributes:
        cells: Lines of each header.
        rects: Place of each header.
        repeated: Whether the header has been on an earlier page already.
    """

    cells: tuple[tuple[str, ...], ...]
    rects: tuple[Rect, ...]
    repeated: bool


@frozen(kw_only=True)
class FieldCell:
    """One cell to be filled in.

    Attributes:
        column: Column of the cell.
        value: Complete answer.
        lines: Lines shown in the cell.
        rest: What does not fit into the cell.
    """

    column: GridColumn
    value: str
    lines: tuple[str, ...]
    rest: str = ""


@frozen(kw_only=True)
class PlacedRow:
    """A row of the grid.

    Attributes:
        row: The row.
        name_lines: Lines of its name.
        question_lines: Lines of its question.
        cells: Its cells from left to right.
        rects: Place of the row header, then of each cell.
    """

    row: GridRow
    name_lines: tuple[str, ...]
    question_lines: tuple[str, ...]
    cells: tuple[FieldCell, ...]
    rects: tuple[Rect, ...]


@frozen(kw_only=True)
class PlacedStatus:
    """The drop-down list below the grid, with its label."""

    status: GridStatus
    label: PlacedText
    rect: Rect


@frozen(kw_only=True)
class PlacedCheckbox:
    """The box below the grid, with its label."""

    checkbox: GridCheckbox
    label: PlacedText
    rect: Rect


Placed: TypeAlias = (
    PlacedText | PlacedEntry | PlacedHeader | PlacedRow | PlacedStatus | PlacedCheckbox
)
Page: TypeAlias = tuple[Placed, ...]


@frozen(kw_only=True)
class Layout:
    """A worksheet laid out on pages.

    Attributes:
        pages: What is on each page, in reading order.
        missing_glyphs: Code points of the characters that can only be named.
        continued: (row, column) of the cells that continue on another page.
    """

    pages: tuple[Page, ...]
    missing_glyphs: tuple[str, ...]
    continued: tuple[tuple[str, str], ...]
