"""Text that only points to where the content is: a link, an attachment, another page."""

from __future__ import annotations

from toimintamalli.checks._phrases import limit, phrases
from toimintamalli.checks._prose import (
    function_words,
    is_address,
    links_of,
    text_beside_links,
    words_of,
)
from toimintamalli.model import RichText

__all__ = ["only_pointing", "pointing"]


def only_pointing(text: RichText) -> tuple[str, ...]:
    """Return the links and words by which a text points elsewhere and tells nothing itself.

    A text that tells something, however shortly, gives nothing.
    """
    beside = text_beside_links(text)
    pointers = [
        *(link.text for link in links_of(text)),
        *filter(is_address, text.plain.split()),
        *_pointing_words(beside),
    ]
    said = phrases("pointing").sub(" ", beside)
    told = [word for word in words_of(said) if not _tells_nothing(word)]
    return tuple(pointers) if len(told) <= limit("link_only_most_words") else ()


def _tells_nothing(word: str) -> bool:
    beside = phrases("pointing_beside")
    return word.casefold() in function_words() or beside.fullmatch(word) is not None


def pointing(sentence: str) -> tuple[str, ...]:
    """Return the words and addresses by which a sentence points elsewhere."""
    addresses = filter(is_address, sentence.split())
    return (*_pointing_words(sentence), *(address.strip("()") for address in addresses))


def _pointing_words(text: str) -> list[str]:
    return [found[0] for found in phrases("pointing").finditer(text)]
