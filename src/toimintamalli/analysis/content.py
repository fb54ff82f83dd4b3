"""What a field of the form holds: text that says something, or only a place for it.

A field is not filled by a heading, a link, an attachment or the promise of a text. Words without
content are few and stand in data; a text with anything else in it is taken at its word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache

from attrs import frozen

from toimintamalli.analysis.wording.placeholders import only_holds_the_place
from toimintamalli.model import Block, Heading, ItemList, Link, Paragraph, Section
from toimintamalli.vocabulary import EmptyWords, empty_words, form_profiles

__all__ = ["ContentState", "FieldContent", "content_of", "content_of_texts"]

_ADDRESS = re.compile(r"(?:https?|ftp)://\S*+|\bwww\.\S*+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]\S*+")
_AFTER_WORD = ".,:;!?…)]}>\"'”’»*"
_QUOTE_LENGTH = 60


class ContentState(StrEnum):
    """What a field holds."""

    SAID = "said"
    SHORT = "short"
    ELSEWHERE = "elsewhere"
    PLACEHOLDER = "placeholder"
    EMPTY = "empty"


@frozen(kw_only=True)
class FieldContent:
    """What stands in one field, or in several that tell the same thing.

    Attributes:
        words: Words with content.
        empty_words: Words that only keep a place for text.
        headings: Sub-headings, and labels of the field repeated in it.
        links: Links, addresses, attachments, and words that point to them.
        quote: How the text begins, on one line.
    """

    words: int = 0
    empty_words: int = 0
    headings: int = 0
    links: int = 0
    quote: str = ""

    def __add__(self, other: FieldContent) -> FieldContent:
        """Return what two fields hold together."""
        return FieldContent(
            words=self.words + other.words,
            empty_words=self.empty_words + other.empty_words,
            headings=self.headings + other.headings,
            links=self.links + other.links,
            quote=self.quote or other.quote,
        )

    def state(self, least_words: int = 1) -> ContentState:
        """Return what the field holds.

        Args:
            least_words: How many words with content say something.

        Example:
            >>> content_of_texts(["Kuvaus lisätään myöhemmin"]).state()
            <ContentState.PLACEHOLDER: 'placeholder'>
        """
        if self.words >= least_words:
            return ContentState.SAID
        if self.links:
            return ContentState.ELSEWHERE
        if self.words:
            return ContentState.SHORT
        if self.empty_words or self.headings:
            return ContentState.PLACEHOLDER
        return ContentState.EMPTY

    def says_something(self, least_words: int = 1) -> bool:
        """Return whether there is text that says something, beside links and places for text.

        Args:
            least_words: How many words with content say something.

        Example:
            >>> content_of_texts(["Katso liite: https://example.org/malli.pdf"]).says_something()
            False
        """
        return self.state(least_words) is ContentState.SAID


def content_of(section: Section, *, also_empty: frozenset[str] = frozenset()) -> FieldContent:
    """Return what a section holds.

    What an attachment says counts where somebody has summed it up in words.

    Args:
        section: The section.
        also_empty: More words, in small letters, that say nothing here.

    Example:
        >>> from toimintamalli.model import RichText
        >>> idea = Section(field="solution_idea", text=RichText.parse("Soitto samana päivänä."))
        >>> content_of(idea).words
        3
    """
    pieces = tuple(_pieces(section.text.blocks))
    texts, repeated = _without_labels(
        (piece for piece in pieces if isinstance(piece, str)), _labels(section.field)
    )
    texts += (attachment.summary for attachment in section.attachments)
    headings = [block.text for block in section.text.blocks if isinstance(block, Heading)]
    headings += repeated
    return _counted(
        texts,
        also_empty,
        headings=len(headings),
        links=len(section.attachments) + sum(isinstance(piece, Link) for piece in pieces),
        quote=_quote(texts) or _quote(headings),
    )


def content_of_texts(
    texts: Iterable[str], *, also_empty: frozenset[str] = frozenset()
) -> FieldContent:
    """Return what plain texts hold together.

    Args:
        texts: The texts.
        also_empty: More words, in small letters, that say nothing here.
    """
    given = tuple(texts)
    return _counted(given, also_empty, quote=_quote(given))


def _counted(
    texts: Iterable[str],
    also_empty: frozenset[str],
    *,
    headings: int = 0,
    links: int = 0,
    quote: str = "",
) -> FieldContent:
    pointers = empty_words(EmptyWords.POINTER)
    places = empty_words(EmptyWords.PLACEHOLDER) | also_empty
    words = empty = 0
    for text in texts:
        without_addresses, addresses = _ADDRESS.subn(" ", text)
        links += addresses
        holds_the_place = only_holds_the_place(without_addresses)
        for word in _WORD.findall(without_addresses):
            bare = word.rstrip(_AFTER_WORD).casefold()
            if bare in pointers:
                links += 1
            elif holds_the_place or bare in places:
                empty += 1
            else:
                words += 1
    return FieldContent(words=words, empty_words=empty, headings=headings, links=links, quote=quote)


@cache
def _labels(field_id: str | None) -> frozenset[str]:
    """Return the labels of a field in small letters; pages repeat them inside the field."""
    fields = (profile.field(field_id) for profile in form_profiles() if field_id)
    return frozenset(name.casefold() for field in fields if field for name in field.names)


def _without_labels(texts: Iterable[str], labels: frozenset[str]) -> tuple[list[str], list[str]]:
    """Return the texts without lines that only repeat a label, and those lines."""
    kept, repeated = [], []
    for text in texts:
        lines = text.split("\n")
        found = [line for line in lines if line.strip(" *:").casefold() in labels]
        kept.append("\n".join(line for line in lines if line not in found) if found else text)
        repeated += found
    return kept, repeated


def _pieces(blocks: Iterable[Block]) -> Iterator[str | Link]:
    """Yield texts and links; sub-headings only name what is to come."""
    for block in blocks:
        match block:
            case Paragraph(content):
                yield from content
            case ItemList():
                yield from _listed(block)


def _listed(item_list: ItemList) -> Iterator[str | Link]:
    for item in item_list.items:
        yield from item.content
        for sublist in item.sublists:
            yield from _listed(sublist)


def _quote(texts: Iterable[str]) -> str:
    """Return how texts begin, cut between words where that is near."""
    line = " ".join(" ".join(text[: 4 * _QUOTE_LENGTH] for text in texts if text).split())
    if len(line) <= _QUOTE_LENGTH:
        return line
    return line[:_QUOTE_LENGTH].rsplit(" ", 1)[0].rstrip(_AFTER_WORD) + " …"
