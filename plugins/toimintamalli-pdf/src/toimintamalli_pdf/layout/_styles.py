"""How pages look: their shapes, distances and styles, in points."""

from __future__ import annotations

from functools import cache

from attrs import frozen

from toimintamalli_pdf._bundled_fonts import bundled_fonts
from toimintamalli_pdf.tagging import TextStyle

MARGIN = 36
CELL_PADDING = 4
FIELD_INSET = 2  # between the lines around a field and the field
FIELD_PADDING = 3  # between the edge of a field and its text
FIELD_EDGE = FIELD_INSET + FIELD_PADDING
FIELD_SLACK = 2  # readers differ by a hair in how wide they set a line
LEADING = 13.5  # of all texts but the two greater headings
LINE_HEIGHT = 20  # of a field of one line, with the lines around it
BOX_SIZE = 12  # of a box to tick
GAP = 8  # between a label and its field
FOOTER_BASELINE = 26

LINE_GREY = 0x44 / 0xFF  # 9.7:1 against white
HEADER_GREY = 0xEC / 0xFF  # 17:1 under black text

_BOTTOM = 46  # above the footer


@frozen(kw_only=True)
class PageShape:
    """A page and the room on it.

    Attributes:
        width: Width of the page.
        height: Height of the page.
    """

    width: float
    height: float

    @property
    def content_width(self) -> float:
        """Width between the margins."""
        return self.width - 2 * MARGIN

    @property
    def content_height(self) -> float:
        """Height between the upper margin and the footer."""
        return self.height - MARGIN - _BOTTOM

    @property
    def top(self) -> float:
        """Where the first part of a page begins."""
        return self.height - MARGIN

    @property
    def bottom(self) -> float:
        """Where the last part of a page must end."""
        return _BOTTOM

    @property
    def right(self) -> float:
        """Right edge of what stands on the page."""
        return self.width - MARGIN


PORTRAIT = PageShape(width=595.28, height=841.89)
LANDSCAPE = PageShape(width=841.89, height=595.28)


@frozen(kw_only=True)
class Styles:
    """All styles of a document.

    Attributes:
        headings: Styles of the headings of levels 1, 2 and 3.
        strong: Style of column headers, labels and names of rows.
        body: Style of running text and of fields.
        footer: Style of the footer.
    """

    headings: tuple[TextStyle, TextStyle, TextStyle]
    strong: TextStyle
    body: TextStyle
    footer: TextStyle


@cache
def styles() -> Styles:
    """Return the styles of all documents."""
    fonts = bundled_fonts()
    strong = TextStyle(font=fonts.bold, size=10, leading=LEADING)
    return Styles(
        headings=(
            TextStyle(font=fonts.bold, size=16, leading=20),
            TextStyle(font=fonts.bold, size=12, leading=16),
            strong,
        ),
        strong=strong,
        body=TextStyle(font=fonts.regular, size=10, leading=LEADING),
        footer=TextStyle(font=fonts.regular, size=8, leading=10),
    )
