"""From lines to blocks: which lines of a page are paragraphs and which are lists.

Page text marks bullets with ``•``, ``-`` and the like and numbers with ``1.`` or ``1)``. A number
starts a list only when it is 1 or goes on from the last one: ``15. kesäkuuta`` is a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import define

from toimintamalli.model import Attachment, Link, ListKind, RichText, RichTextBuilder
from toimintamalli_innokyla._lines import BULLET, NUMBER, Line, is_blank

__all__ = ["rich_text"]

_CONTINUATION = re.compile(r" {2,}")


def rich_text(lines: Iterable[Line]) -> RichText:
    """Return the text that lines spell.

    Args:
        lines: Lines of one field, in order; blank ones part the blocks.
    """
    reader = _Reader(RichTextBuilder())
    for line in lines:
        reader.read(line)
    return reader.builder.build()


@define
class _Reader:
    """Adds line after line to a builder and remembers the last list number."""

    builder: RichTextBuilder
    last_number: int = 0
    after_blank: bool = False

    def read(self, line: Line) -> None:
        if is_blank(line):
            self.builder.end_paragraph()
        elif line.attachment is not None:
            self._read_attachment(line.attachment)
        elif line.content is not None:
            self._read_html(line)
        else:
            self._read_text(line.text)
        self.after_blank = is_blank(line)

    def _read_attachment(self, attachment: Attachment) -> None:
        """Tell in words of an image for which there is no other place."""
        shown = Link(attachment.alt_text, attachment.address)
        self.builder.end_block()
        self.builder.text(shown)
        self.builder.text(attachment.caption)
        self.builder.end_block()

    def _read_html(self, line: Line) -> None:
        content = line.content or ()
        if line.heading:
            self.builder.heading(line.plain)
        elif line.item:
            mark = line.item
            self.builder.item(mark.indent, mark.kind, mark.number, *content)
        elif line.goes_on and self.builder.in_list:
            self.builder.continue_item(*content)
        else:
            self.builder.end_block()
            self.builder.text(*content)

    def _read_text(self, text: str) -> None:
        if found := BULLET.match(text):
            self.builder.item(len(found["indent"]), ListKind.BULLET, 1, text[found.end() :])
        elif (found := NUMBER.match(text)) and self._counts_on(int(found["number"])):
            self.last_number = int(found["number"])
            indent = len(found["indent"])
            self.builder.item(indent, ListKind.NUMBERED, self.last_number, text[found.end() :])
        elif self._continues_item(text):
            self.builder.continue_item(text.strip())
        else:
            self.builder.text(text.strip())

    def _counts_on(self, number: int) -> bool:
        return number in (1, self.last_number + 1)

    def _continues_item(self, text: str) -> bool:
        drawn_in = _CONTINUATION.match(text) is not None
        return drawn_in and self.builder.in_list and not self.after_blank
