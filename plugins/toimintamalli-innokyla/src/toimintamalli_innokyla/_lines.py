"""Lines: the common form into which page text and saved HTML are brought before reading."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from toimintamalli.model import Attachment, Inline, ListKind

__all__ = ["ItemMark", "Line", "is_blank", "lines_of_text", "trimmed"]


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
        text: The text, for comparing with labels; in HTML it may have line breaks.
        content: Texts and links of an HTML block; None for plain text, whose marks are read
            from the text itself.
        heading: Level of an HTML heading; 0 for no heading.
        item: Mark of an HTML list item.
        goes_on: Whether it is a further block of the list item before it.
        attachment: An image or link that stands in the place of the line.
    """

    text: str
    content: tuple[Inline, ...] | None = None
    heading: int = 0
    item: ItemMark | None = None
    goes_on: bool = False
    attachment: Attachment | None = None


BLANK = Line(text="")
"""An empty line."""


def is_blank(line: Line) -> bool:
    """Whether a line says nothing."""
    return not line.text.strip() and line.attachment is None


def lines_of_text(text: str) -> tuple[Line, ...]:
    """Return the lines of a plain text."""
    return tuple(Line(text=line) for line in text.split("\n"))


def trimmed(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return lines without the blank ones at both ends."""
    kept = list(lines)
    while kept and is_blank(kept[-1]):
        kept.pop()
    first = next((at for at, line in enumerate(kept) if not is_blank(line)), len(kept))
    return tuple(kept[first:])
