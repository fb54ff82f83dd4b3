"""The prose of a description: its sentences, its words, and what of it is only a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toimintamalli.model import Heading, ItemList, Link, ListItem, Paragraph, RichText
from toimintamalli.vocabulary import read_toml

__all__ = [
    "addresses_of",
    "first_and_last_word",
    "function_words",
    "links_of",
    "sentences",
    "text_beside_links",
    "without_addresses",
    "without_quotations",
    "words_of",
]

_PACKAGE = "toimintamalli.analysis.wording"
_WORD = re.compile(r"\w+(?:[-'’]\w+)*+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_END_OF_NAME = re.compile(r"[,(/:;.]|\s[–—-]\s")
_QUOTATION = re.compile(r"[\"”“„«»][^\"”“„«»\n]{1,300}+[\"”“„«»]")
_BULLET = re.compile(r"\A\s*+(?:[•–*-]|\d{1,3}[.)])\s++")


def words_of(text: str) -> list[str]:
    """Return the words of a text, without marks."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; every line ends one, bullets are left out.

    Example:
        >>> sentences("Ks. liite. Malli toimii.")
        ['Ks. liite.', 'Malli toimii.']
    """
    return [
        sentence
        for line in text.splitlines()
        for sentence in _sentences_of_line(_BULLET.sub("", line, count=1))
    ]


def _sentences_of_line(line: str) -> Iterator[str]:
    begun: list[str] = []
    for piece in filter(None, _SENTENCE_END.split(line)):
        begun.append(piece)
        if not _is_shortened(piece):
            yield " ".join(begun)
            begun.clear()
    if begun:
        yield " ".join(begun)


def first_and_last_word(title: str) -> tuple[str, ...]:
    """Return the words by which a title names its thing, without what follows a comma or dash.

    Example:
        >>> first_and_last_word("Kotihoidon perehdytysopas, Lapin HVA (RRP, P4, I1)")
        ('Kotihoidon', 'perehdytysopas')
    """
    words = words_of(_END_OF_NAME.split(title, maxsplit=1)[0])
    return tuple(dict.fromkeys((*words[:1], *words[-1:])))


def _is_shortened(piece: str) -> bool:
    """Whether a piece ends in a shortened word, whose full stop ends no sentence."""
    last = piece.rsplit(maxsplit=1)[-1] if piece.strip() else ""
    return last.lstrip("(").casefold() in _shortened_words()


def without_quotations(text: str) -> str:
    """Return a text without what stands in quotation marks: names, and the words of others."""
    return _QUOTATION.sub(" ", text)


@cache
def _shortened_words() -> frozenset[str]:
    return _all_languages("shortened")


@cache
def function_words() -> frozenset[str]:
    """Return the small words of all three languages, which tell nothing by themselves."""
    return _all_languages("function_words")


def _all_languages(name: str) -> frozenset[str]:
    lists: dict[str, list[str]] = read_toml(_PACKAGE, "languages.toml")[name]
    return frozenset(word for each in lists.values() for word in each)


def links_of(text: RichText) -> list[Link]:
    """Return the links of a text, in order."""
    return [piece for piece in _pieces(text) if isinstance(piece, Link)]


def text_beside_links(text: RichText) -> str:
    """Return what a text says outside its links."""
    return " ".join(piece for piece in _pieces(text) if isinstance(piece, str))


def without_addresses(text: str) -> str:
    """Return a text without the addresses of the web that stand in it, its blanks made single."""
    words = text.split()
    if _may_hold_address(text):
        words = [word for word in words if not _is_address(word)]
    return " ".join(words)


def addresses_of(text: str) -> list[str]:
    """Return the addresses of the web that stand in a text."""
    if not _may_hold_address(text):
        return []
    return [word.strip("().,;<>") for word in text.split() if _is_address(word)]


def _may_hold_address(text: str) -> bool:
    return "://" in text or "www." in text.casefold()


def _is_address(word: str) -> bool:
    """Whether a word is an address of the web."""
    return "://" in word or word.lstrip("(<").casefold().startswith("www.")


def _pieces(text: RichText) -> Iterator[str | Link]:
    for block in text.blocks:
        match block:
            case Paragraph(content):
                yield from content
            case Heading(words):
                yield words
            case ItemList(_, items):
                for item in items:
                    yield from _item_pieces(item)


def _item_pieces(item: ListItem) -> Iterator[str | Link]:
    yield from item.content
    for sublist in item.sublists:
        for inner in sublist.items:
            yield from _item_pieces(inner)
