"""What stands where on the pages: the result of laying a document out."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from toimintamalli_pdf.layout._styles import PageShape
from toimintamalli_pdf.layout._values import Choice, Figure, TextBox, Tick
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
class PlacedPoint:
    """A point of a list.

    Attributes:
        label: What stands before it; empty where it goes on from an earlier page.
        text: Its text.
        left: Left edge of the label.
        numbering: Kind of the labels, as the structure of lists names them.
        begins_list: Whether it is the first point of its list.
    """

    label: str
    text: PlacedText
    left: float
    numbering: str
    begins_list: bool


@frozen(kw_only=True)
class PlacedBox:
    """A field.

    Attributes:
        box: The field.
        rect: Place of the lines around it; of the box itself when it is to be ticked.
        lines: What is drawn of its text.
    """

    box: TextBox | Choice | Tick
    rect: Rect
    lines: tuple[str, ...] = ()


@frozen(kw_only=True)
class PlacedEntry:
    """A field that stands by itself, with its label beside it.

    Attributes:
        box: The field.
        label: Its label; None where it stands above.
    """

    box: PlacedBox
    label: PlacedText | None = None


@frozen(kw_only=True)
class PlacedHeader:
    """The column headers of a table.

    Attributes:
        cells: Lines of each header.
        numbers: Whether each header ends at the right edge, as the numbers below it do.
        edges: Edges of the columns.
        top: Upper edge.
        bottom: Lower edge.
        repeated: Whether the header has been on an earlier page already.
    """

    cells: tuple[tuple[str, ...], ...]
    numbers: tuple[bool, ...]
    edges: tuple[float, ...]
    top: float
    bottom: float
    repeated: bool


@frozen
class CellLines:
    """Lines of a paragraph in a cell.

    Attributes:
        style: Style of the paragraph.
        lines: Lines on this page.
        continues: Whether the paragraph began on an earlier page.
    """

    style: TextStyle
    lines: tuple[str, ...]
    continues: bool


@frozen
class PlacedCellText:
    """What can be read in a cell.

    Attributes:
        paragraphs: Its paragraphs.
        language: Language of the text when it is not the document's.
        is_number: Whether the lines end at the right edge.
    """

    paragraphs: tuple[CellLines, ...]
    language: str | None = None
    is_number: bool = False


@frozen(kw_only=True)
class PlacedRow:
    """A row of a table, or what of it stands on one page.

    Attributes:
        cells: What stands in its cells.
        headers: Whether each cell says what the row is about.
        edges: Edges of the columns.
        top: Upper edge.
        bottom: Lower edge.
        continues: Whether the row began on an earlier page.
    """

    cells: tuple[PlacedCellText | PlacedBox, ...]
    headers: tuple[bool, ...]
    edges: tuple[float, ...]
    top: float
    bottom: float
    continues: bool


@frozen(kw_only=True)
class PlacedFigure:
    """A picture."""

    figure: Figure
    rect: Rect


@frozen(kw_only=True)
class PlacedReference:
    """A line of the table of contents.

    Attributes:
        text: Title of the section.
        section: Index of the section.
        right: Right edge, where the page number ends.
        begins_list: Whether it is the first line.
    """

    text: PlacedText
    section: int
    right: float
    begins_list: bool


Placed: TypeAlias = (
    PlacedText
    | PlacedPoint
    | PlacedEntry
    | PlacedHeader
    | PlacedRow
    | PlacedFigure
    | PlacedReference
)
"""Something that stands on a page."""

Page: TypeAlias = tuple[Placed, ...]
"""What stands on a page, in reading order."""


@frozen(kw_only=True)
class PlacedSection:
    """The pages of a section.

    Attributes:
        shape: Shape of the pages.
        pages: What stands on them.
        footer: Their footer.
        has_bookmarks: Whether its headings can be jumped to.
    """

    shape: PageShape
    pages: tuple[Page, ...]
    footer: str
    has_bookmarks: bool = True


@frozen(kw_only=True)
class Layout:
    """A document laid out on pages.

    Attributes:
        contents: The pages with the table of contents, if any.
        sections: The pages of the sections.
        missing_glyphs: Code points of the characters that can only be named.
        continued: Names of the fields whose text goes on after their section.
        right_to_left: Texts that run from right to left, those in fields as well.
    """

    contents: PlacedSection | None
    sections: tuple[PlacedSection, ...]
    missing_glyphs: tuple[str, ...]
    continued: tuple[str, ...]
    right_to_left: frozenset[str]
