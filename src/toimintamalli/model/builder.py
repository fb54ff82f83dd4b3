"""Builds a `RichText` line by line: what every reader of text needs, whatever its marks are."""

from __future__ import annotations

from collections.abc import Callable

from attrs import define, field

from toimintamalli.model.richtext import (
    Block,
    Heading,
    Inline,
    ItemList,
    ListItem,
    ListKind,
    Paragraph,
    RichText,
    joined_texts,
)

__all__ = ["RichTextBuilder"]

# Deeper lists are drawn in at this level: no editor of the field makes them, only hostile input.
_MAX_DEPTH = 8
# An item stands inside another when it is indented by at least this much more.
_INDENT_STEP = 2


def _as_text(lines: str) -> tuple[Inline, ...]:
    return (lines,)


@define
class _OpenItem:
    """A list item whose lines are still being read."""

    indent: int
    kind: ListKind
    number: int
    lines: list[Inline]
    sublists: list[ItemList] = field(factory=list)


@define
class RichTextBuilder:
    r"""Gathers lines into paragraphs, sub-headings and lists.

    A line is text, or texts and links. `RichText` itself joins the one-item lists that this
    makes.

    Args:
        inlines: Finds the links in a text; without it a text is only text.

    Example:
        >>> builder = RichTextBuilder()
        >>> builder.text("Kaksi vaihetta:")
        >>> builder.item(0, ListKind.NUMBERED, 1, "arvio")
        >>> builder.item(0, ListKind.NUMBERED, 2, "seuranta")
        >>> builder.build().plain
        'Kaksi vaihetta:\n\n1. arvio\n2. seuranta'
    """

    inlines: Callable[[str], tuple[Inline, ...]] = _as_text
    _blocks: list[Block] = field(factory=list, init=False)
    _paragraph: list[Inline] = field(factory=list, init=False)
    _items: list[_OpenItem] = field(factory=list, init=False)

    @property
    def in_list(self) -> bool:
        """Whether the last line belonged to a list item."""
        return bool(self._items)

    def text(self, *line: Inline) -> None:
        """Add a line of a paragraph; it follows the line before unless a break came between."""
        self._close_items()
        if self._paragraph:
            self._paragraph.append("\n")
        self._paragraph += line

    def heading(self, text: str) -> None:
        """Add a sub-heading."""
        self.end_block()
        self._blocks.append(Heading(text))

    def item(self, indent: int, kind: ListKind, number: int, *content: Inline) -> None:
        """Add a list item.

        Args:
            indent: Columns that it is drawn in by; two more than the item before make a list
                inside that item.
            kind: Bullet or number.
            number: Number of the item; 1 for a bullet.
            *content: Its first line.
        """
        self.end_paragraph()
        while self._items and (
            indent < self._items[-1].indent + _INDENT_STEP or len(self._items) == _MAX_DEPTH
        ):
            self._close_item()
        self._items.append(_OpenItem(indent, kind, number, list(content)))

    def continue_item(self, *line: Inline) -> None:
        """Add a further line to the last item."""
        self._items[-1].lines += ("\n", *line)

    def end_paragraph(self) -> None:
        """End the paragraph; a list goes on."""
        if self._paragraph:
            self._blocks.append(Paragraph(self._content(self._paragraph)))
            self._paragraph = []

    def end_block(self) -> None:
        """End the paragraph or list."""
        self.end_paragraph()
        self._close_items()

    def build(self) -> RichText:
        """Return the text read so far."""
        self.end_block()
        return RichText(self._blocks)

    def _close_items(self) -> None:
        while self._items:
            self._close_item()

    def _close_item(self) -> None:
        item = self._items.pop()
        made = ListItem(self._content(item.lines), item.sublists)
        closed = ItemList(item.kind, (made,), item.number)
        if self._items:
            self._items[-1].sublists.append(closed)
        else:
            self._blocks.append(closed)

    def _content(self, pieces: list[Inline]) -> tuple[Inline, ...]:
        """Find the links in texts that belong together, which may span several lines."""
        if len(pieces) == 1 and isinstance(pieces[0], str):  # as most lines of a list are
            return self.inlines(pieces[0])
        return tuple(
            found
            for piece in joined_texts(pieces)
            for found in (self.inlines(piece) if isinstance(piece, str) else (piece,))
        )
