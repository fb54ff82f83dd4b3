"""Lines: the common form into which page text and saved HTML are brought before reading.

One rule holds for both: a line that is drawn in by a space is text, whatever it says. Labels stand
at the beginning of their line, so a text that only looks like one can be written drawn in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import frozen

from toimintamalli.model import Attachment, Inline, Link, ListKind, Paragraph, RichText

__all__ = [
    "BLANK",
    "BULLET",
    "NUMBER",
    "ItemMark",
    "Line",
    "is_blank",
    "line_of_text",
    "lines_of_text",
    "trimmed",
]

BULLET = re.compile(r"^(?P<indent> *)[-–•·*‣▪◦●○] +(?=\S)")
"""What begins the line of a bullet."""
NUMBER = re.compile(r"^(?P<indent> *)(?P<number>[1-9]\d{0,2})[.)] +(?=\S)", re.ASCII)
"""What begins the line of a number."""


@frozen(kw_only=True)
class ItemMark:
    """How a list item is marked.

    Attributes:
        kind: Bullet or number.
        number: Number of the item; 1 for a bullet.
        indent: Columns that it is drawn in by.
    """

    kind: ListKind
    number: int
    indent: int


@frozen(kw_only=True)
class Line:
    """One line of a page, or one block of HTML.

    Attributes:
        text: The text; in HTML it may have line breaks.
        content: Texts and links of an HTML block; None for plain text, whose marks are read
            from the text itself.
        heading: Level of an HTML heading; 0 for no heading.
        item: Mark of an HTML list item.
        goes_on: Whether it is a further block of the list item before it.
        drawn_in: Whether it begins with a space and so is no label.
        attachment: An image or link that stands in the place of the line.
    """

    text: str
    content: tuple[Inline, ...] | None = None
    heading: int = 0
    item: ItemMark | None = None
    goes_on: bool = False
    drawn_in: bool = False
    attachment: Attachment | None = None

    @property
    def label(self) -> str:
        """What to compare with labels; empty where the line can only be text."""
        marked = self.heading == 0 and (BULLET.match(self.text) or NUMBER.match(self.text))
        if self.drawn_in or self.item or self.goes_on or marked:
            return ""
        return self.text.strip()

    @property
    def plain(self) -> str:
        """The text for people, with the addresses of links."""
        if any(isinstance(piece, Link) for piece in self.content or ()):
            return RichText((Paragraph(self.content or ()),)).plain
        return self.text

    @property
    def marked(self) -> str:
        """The text for people, with the mark of an HTML list item before it."""
        if self.item is None or self.heading:
            return self.plain
        mark = "•" if self.item.kind is ListKind.BULLET else f"{self.item.number}."
        return f"{mark} {self.plain}"


BLANK = Line(text="")
"""An empty line."""


def is_blank(line: Line) -> bool:
    """Whether a line says nothing."""
    return not line.text.strip() and line.attachment is None


def lines_of_text(text: str) -> tuple[Line, ...]:
    """Return the lines of a plain text."""
    return tuple(map(line_of_text, text.split("\n")))


def line_of_text(line: str) -> Line:
    """Return one line of a plain text."""
    return Line(text=line, drawn_in=line.startswith(" "))


def trimmed(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return lines without the blank ones at both ends."""
    kept = list(lines)
    while kept and is_blank(kept[-1]):
        kept.pop()
    first = next((at for at, line in enumerate(kept) if not is_blank(line)), len(kept))
    return tuple(kept[first:])
