"""The light markup in which a `RichText` stands in YAML and JSON documents.

A small, strict subset of Markdown: ``## `` sub-heading, ``- `` bullet, ``1. `` number, two spaces
or more of indentation for a list inside a list, ``[text](address)`` for a link, a blank line
between blocks, and a backslash before a mark that is meant as text. Parsing never fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toimintamalli.model.builder import RichTextBuilder
from toimintamalli.model.richtext import (
    Block,
    Heading,
    Inline,
    ItemList,
    Link,
    ListKind,
    Paragraph,
    RichText,
)

__all__ = ["format_markup", "parse_markup"]

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
    builder = RichTextBuilder(_parse_inlines)
    after_blank = False
    for line in markup.split("\n"):
        if line.strip():
            _read_line(line, builder, after_blank=after_blank)
        else:
            builder.end_paragraph()
        after_blank = not line.strip()
    return builder.build()


def _read_line(line: str, builder: RichTextBuilder, *, after_blank: bool) -> None:
    if found := _ITEM.match(line):
        kind = ListKind.BULLET if found["bullet"] else ListKind.NUMBERED
        number = 1 if found["bullet"] else int(found["number"])
        indent = len(found["indent"].expandtabs(4))
        builder.item(indent, kind, number, line[found.end() :])
    elif heading := _HEADING.match(line):
        builder.heading(_unescape(line[heading.end() :]))
    elif builder.in_list and not after_blank:
        builder.continue_item(line.strip())
    else:
        builder.text(line.strip())


def _parse_inlines(text: str) -> tuple[Inline, ...]:
    if "[" not in text and "\\" not in text:
        return (text,)
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
