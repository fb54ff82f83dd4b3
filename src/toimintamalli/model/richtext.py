"""Text as the Innokylä editor knows it: paragraphs, sub-headings, lists and links.

A `RichText` is always in canonical form (no empty blocks, no doubled spaces at line ends, lists
that follow on joined), so that writing it as markup and parsing it again gives an equal value.
The markup itself is in ``toimintamalli.model._markup``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TypeAlias

from attrs import field, frozen

__all__ = [
    "Block",
    "Heading",
    "Inline",
    "ItemList",
    "Link",
    "ListItem",
    "ListKind",
    "Paragraph",
    "RichText",
]

# Tried only where white space begins, so that the time stays linear however long it is.
_AROUND_LINE_END = re.compile(r"(?<![^\S\n])[^\S\n]*+\n\s*+")
_SPACE = re.compile(r"\s+")
_NUMBERS_END = 1_000_000_000
"""The markup takes a longer number for text."""


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _one_word(address: str) -> str:
    return _SPACE.sub("%20", address.strip())


@frozen
class Link:
    """A link inside a text.

    Attributes:
        text: What is shown; one line.
        address: Where it leads; white space becomes ``%20``.
    """

    text: str = field(converter=_one_line)
    address: str = field(converter=_one_word)


Inline: TypeAlias = str | Link


def _canonical_content(content: Iterable[Inline] | str) -> tuple[Inline, ...]:
    """Join neighbouring strings, trim lines, and drop what is empty."""
    given = (content,) if isinstance(content, str) else tuple(content)
    if len(given) == 1 and isinstance(given[0], str):  # most content is one text
        text = _trimmed_lines(given[0]).strip()
        return (text,) if text else ()
    usable = (piece if isinstance(piece, str) else _usable_link(piece) for piece in given)
    pieces = [
        _trimmed_lines(piece) if isinstance(piece, str) else piece for piece in joined_texts(usable)
    ]
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip()
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip()
    return tuple(piece for piece in pieces if piece)


def _trimmed_lines(text: str) -> str:
    return _AROUND_LINE_END.sub("\n", text) if "\n" in text else text


def joined_texts(pieces: Iterable[Inline]) -> list[Inline]:
    """Join the strings that follow on each other; drop the empty ones."""
    joined: list[Inline] = []
    texts: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            texts.append(piece)
        else:
            joined += ("".join(texts), piece)
            texts.clear()
    joined.append("".join(texts))
    return [piece for piece in joined if piece]


def _usable_link(link: Link) -> Inline:
    """A link without an address is its text; one without a text shows its address."""
    if not link.address:
        return link.text
    return link if link.text else Link(link.address, link.address)


def _content_text(content: tuple[Inline, ...]) -> str:
    if len(content) == 1 and isinstance(content[0], str):
        return content[0]
    return "".join(piece if isinstance(piece, str) else _link_text(piece) for piece in content)


def _link_text(link: Link) -> str:
    return link.text if link.text == link.address else f"{link.text} ({link.address})"


@frozen
class Paragraph:
    """A paragraph; a line end inside it is a line break.

    Attributes:
        content: Texts and links in order.
    """

    content: tuple[Inline, ...] = field(converter=_canonical_content)


@frozen
class Heading:
    """A sub-heading inside a field; one line."""

    text: str = field(converter=_one_line)


class ListKind(StrEnum):
    """How the items of a list are marked."""

    BULLET = "bullet"
    NUMBERED = "numbered"


def _canonical_sublists(sublists: Iterable[ItemList]) -> tuple[ItemList, ...]:
    return _joined_lists(sublists) if sublists else ()


@frozen
class ListItem:
    """An item of a list.

    Attributes:
        content: Texts and links in order.
        sublists: Lists one level deeper.
    """

    content: tuple[Inline, ...] = field(converter=_canonical_content)
    sublists: tuple[ItemList, ...] = field(default=(), converter=_canonical_sublists)


@frozen
class ItemList:
    """A bullet or numbered list.

    Attributes:
        kind: Bullets or numbers.
        items: The items in order.
        start: Number of the first item; 1 for bullets. No item has more than nine digits.
    """

    kind: ListKind
    items: tuple[ListItem, ...]
    start: int = 1


Block: TypeAlias = Paragraph | Heading | ItemList


def _canonical_list(item_list: ItemList) -> ItemList:
    """Drop empty items; lift the items of a sub-list whose own item says nothing."""
    items: list[ListItem] = []
    for item in item_list.items:
        if item.content:
            items.append(item)
        else:
            items += (lifted for sublist in item.sublists for lifted in sublist.items)
    last_start = _NUMBERS_END - len(items)
    is_numbered = item_list.kind is ListKind.NUMBERED
    start = max(min(item_list.start, last_start), 0) if is_numbered else 1
    return ItemList(item_list.kind, tuple(items), start)


def _joined_lists(item_lists: Iterable[ItemList]) -> tuple[ItemList, ...]:
    runs: list[tuple[ItemList, list[ListItem]]] = []
    for item_list in map(_canonical_list, item_lists):
        if runs and _continues(*runs[-1], item_list):
            runs[-1][1].extend(item_list.items)
        elif item_list.items:
            runs.append((item_list, list(item_list.items)))
    return tuple(ItemList(first.kind, tuple(items), first.start) for first, items in runs)


def _continues(first: ItemList, items: Sequence[ListItem], second: ItemList) -> bool:
    """Tell whether a list goes on with the second one, after the items gathered so far."""
    if first.kind is not second.kind:
        return False
    return first.kind is ListKind.BULLET or second.start == first.start + len(items)


def _canonical_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    kept: list[Block] = []
    lists: list[ItemList] = []
    for block in blocks:
        if isinstance(block, ItemList):
            lists.append(block)
        elif block.content if isinstance(block, Paragraph) else block.text:
            kept += (*_joined_lists(lists), block)
            lists.clear()
    return (*kept, *_joined_lists(lists))


@frozen
class RichText:
    r"""A text of blocks, in canonical form.

    Attributes:
        blocks: Paragraphs, sub-headings and lists in order.

    Example:
        >>> text = RichText.parse("Soitto samana päivänä.\n\n- hoitaja\n- lääkäri")
        >>> [type(block).__name__ for block in text.blocks]
        ['Paragraph', 'ItemList']
        >>> print(text.plain)
        Soitto samana päivänä.
        <BLANKLINE>
        • hoitaja
        • lääkäri
    """

    blocks: tuple[Block, ...] = field(default=(), converter=_canonical_blocks)

    @classmethod
    def parse(cls, markup: str) -> RichText:
        """Return the text that light markup describes: ``## ``, ``- ``, ``1. ``, ``[a](b)``.

        Every text is valid markup; what is not recognised is a paragraph.
        """
        from toimintamalli.model._markup import parse_markup

        return parse_markup(markup)

    @property
    def markup(self) -> str:
        """The text as light markup; `parse` gives an equal value back."""
        from toimintamalli.model._markup import format_markup

        return format_markup(self)

    @property
    def plain(self) -> str:
        """The text for people and text fields: ``•`` bullets, ``1.`` numbers, links in full."""
        return "\n\n".join(_plain_block(block) for block in self.blocks)

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of the text, in order."""
        return tuple(
            piece
            for content in _contents(self.blocks)
            for piece in content
            if isinstance(piece, Link)
        )

    def __bool__(self) -> bool:
        return bool(self.blocks)


def _contents(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    """Yield what stands in paragraphs and items, in order."""
    for block in blocks:
        match block:
            case Paragraph(content):
                yield content
            case ItemList():
                yield from _contents_of_items(block)


def _contents_of_items(item_list: ItemList) -> Iterator[tuple[Inline, ...]]:
    for item in item_list.items:
        yield item.content
        for sublist in item.sublists:
            yield from _contents_of_items(sublist)


def _plain_block(block: Block) -> str:
    match block:
        case Paragraph(content):
            return _content_text(content)
        case Heading(text):
            return text
        case ItemList():
            return "\n".join(_plain_items(block, indent=""))


def _plain_items(item_list: ItemList, indent: str) -> Iterable[str]:
    for number, item in enumerate(item_list.items, item_list.start):
        marker = "• " if item_list.kind is ListKind.BULLET else f"{number}. "
        inner = indent + " " * len(marker)
        yield indent + marker + _content_text(item.content).replace("\n", "\n" + inner)
        for sublist in item.sublists:
            yield from _plain_items(sublist, inner)
