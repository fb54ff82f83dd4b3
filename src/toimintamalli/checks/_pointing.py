"""Text that only points to where the content is: a link, an attachment, another page."""

from __future__ import annotations

from toimintamalli.checks._phrases import limit, phrases
from toimintamalli.checks._prose import (
    addresses_of,
    function_words,
    links_of,
    sentences,
    text_beside_links,
    without_addresses,
    words_of,
)
from toimintamalli.model import RichText

__all__ = ["only_pointing", "pointing"]


def only_pointing(text: RichText) -> tuple[str, ...]:
    """Return the links and words by which a text points elsewhere and tells nothing itself.

    A text that tells something, however shortly, gives nothing.
    """
    beside, links = text_beside_links(text), links_of(text)
    told = _telling(beside)
    if told:  # a link inside a sentence belongs to it
        told += [word for link in links for word in _telling(link.text)]
    if len(told) > limit("link_only_most_words") or any(map(_tells_here, sentences(text.plain))):
        return ()
    return (*(link.text for link in links), *pointing(beside))


def _tells_here(sentence: str) -> bool:
    """Whether a sentence points nowhere and tells more than a word."""
    return not pointing(sentence) and len(_telling(sentence)) > 1


def _telling(text: str) -> list[str]:
    """Return the words of a text that tell something."""
    said = phrases("pointing").sub(" ", without_addresses(text))
    return [word for word in words_of(said) if not _tells_nothing(word)]


def _tells_nothing(word: str) -> bool:
    beside = phrases("pointing_beside")
    return word.casefold() in function_words() or beside.fullmatch(word) is not None


def pointing(sentence: str) -> tuple[str, ...]:
    """Return the words and addresses by which a sentence points elsewhere."""
    words = phrases("pointing").finditer(without_addresses(sentence))
    return (*(found[0] for found in words), *addresses_of(sentence))
