"""The light markup in which a `RichText` stands in YAML and JSON documents.

A small, strict subset of Markdown: ``## `` sub-heading, ``- `` bullet, ``1. `` number, two spaces
or more of indentation for a list inside a list, ``[text](address)`` for a link, a blank line
between blocks, and a backslash before a mark that is meant as text. Parsing never fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field

from toimintamalli.model.richtext import (
    Block,
    Heading,
    Inline,
    ItemList,
    Link,
    ListItem,
    ListKind,
    Paragraph,
    RichText,
)

__all__ = ["format_markup", "parse_markup"]

# Deeper lists are drawn in at this level: no editor of the field makes them, only hostile input.
_MAX_DEPTH = 8

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~•])")
# An escaped character is a token of its own, so that a link never starts at an escaped bracket
# and the time stays linear however many brackets there are.
_INLINE = re.compile(
    r"\\[\s\S]|\[(?P<text>(?:[^\[\]\\\n]|\\[^\n])+)\]\((?P<address>(?:[^()\\\s]|\\\S)+)\)"
)
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:(?P<bullet>[-*•])|(?P<number>\d{1,9})[.)])[ \t]+(?=\S)")
_NEEDS_ESCAPE = re.compile(r"(?:#{1,6}[ \t]|[-*•][ \t])|(?P<number>\d{1,9})[.)][ \t]")


# -- writing ----------------------------------------------------------------------------------


def format_markup(text: RichText) -> str:
    """Return the markup of a text; parsing it gives an equal text."""
    return "\n\n".join(_format_block(block) for block in text.blocks)


def _format_block(block: Block) -> str:
    match block:
        case Paragraph(content):
            return _format_lines(content)
        case Heading(text):
            return f"## {_escape(text)}"
        case ItemList():
            return "\n".join(_format_items(block, ""))


def _format_items(item_list: ItemList, indent: str) -> Iterator[str]:
    for number, item in enumerate(item_list.items, item_list.start):
        marker = "- " if item_list.kind is ListKind.BULLET else f"{number}. "
        inner = indent + " " * len(marker)
        yield indent + marker + _format_lines(item.content).replace("\n", "\n" + inner)
        for sublist in item.sublists:
            yield from _format_items(sublist, inner)


def _format_lines(content: tuple[Inline, ...]) -> str:
    written = "".join(
        _escape(piece) if isinstance(piece, str) else _format_link(piece) for piece in content
    )
    return "\n".join(_escape_line_start(line) for line in written.split("\n"))


def _format_link(link: Link) -> str:
    text = re.sub(r"([\[\]\\])", r"\\\1", link.text)
    address = re.sub(r"([()\\])", r"\\\1", link.address)
    return f"[{text}]({address})"


def _escape(text: str) -> str:
    escaped = text.replace("\\", "\\\\")
    return escaped.replace("[", "\\[") if "](" in escaped else escaped


def _escape_line_start(line: str) -> str:
    found = _NEEDS_ESCAPE.match(line)
    if not found:
        return line
    at = found.end("number") if found["number"] else 0
    return f"{line[:at]}\\{line[at:]}"


# -- parsing ----------------------------------------------------------------------------------


def parse_markup(markup: str) -> RichText:
    """Return the text that the markup describes; every text is valid markup."""
    return RichText(_Parser().parse(markup))


@define
class _OpenItem:
    """A list item whose lines are still being read."""

    indent: int
    kind: ListKind
    number: int
    lines: list[str]
    sublists: list[ItemList] = field(factory=list)

    def closed(self) -> ItemList:
        item = ListItem(_parse_inlines("\n".join(self.lines)), tuple(self.sublists))
        return ItemList(self.kind, (item,), self.number)


@define
class _Parser:
    """Reads line by line; `RichText` joins the one-item lists that this makes."""

    blocks: list[Block] = field(factory=list)
    paragraph: list[str] = field(factory=list)
    items: list[_OpenItem] = field(factory=list)
    after_blank: bool = False

    def parse(self, markup: str) -> list[Block]:
        for line in markup.split("\n"):
            self._read(line)
        self._close_all()
        return self.blocks

    def _read(self, line: str) -> None:
        if not line.strip():
            self._close_paragraph()
            self.after_blank = True
            return
        if found := _ITEM.match(line):
            self._open_item(found, line[found.end() :])
        elif heading := _HEADING.match(line):
            self._close_all()
            self.blocks.append(Heading(_unescape(line[heading.end() :])))
        elif self.items and not self.after_blank:
            self.items[-1].lines.append(line.strip())
        else:
            self._close_items()
            self.paragraph.append(line.strip())
        self.after_blank = False

    def _open_item(self, found: re.Match[str], content: str) -> None:
        self._close_paragraph()
        indent = len(found["indent"].expandtabs(4))
        while self.items and (indent < self.items[-1].indent + 2 or len(self.items) == _MAX_DEPTH):
            self._close_item()
        kind = ListKind.BULLET if found["bullet"] else ListKind.NUMBERED
        number = 1 if found["bullet"] else int(found["number"])
        self.items.append(_OpenItem(indent, kind, number, [content]))

    def _close_item(self) -> None:
        closed = self.items.pop().closed()
        if self.items:
            self.items[-1].sublists.append(closed)
        else:
            self.blocks.append(closed)

    def _close_items(self) -> None:
        while self.items:
            self._close_item()

    def _close_paragraph(self) -> None:
        if self.paragraph:
            self.blocks.append(Paragraph(_parse_inlines("\n".join(self.paragraph))))
            self.paragraph.clear()

    def _close_all(self) -> None:
        self._close_paragraph()
        self._close_items()


def _parse_inlines(text: str) -> tuple[Inline, ...]:
    pieces: list[Inline] = []
    end = 0
    for found in _INLINE.finditer(text):
        if found["address"] is None:
            continue
        link = Link(_unescape(found["text"]), _unescape(found["address"]))
        pieces += (_unescape(text[end : found.start()]), link)
        end = found.end()
    pieces.append(_unescape(text[end:]))
    return tuple(pieces)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
