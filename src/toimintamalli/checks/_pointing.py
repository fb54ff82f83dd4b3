"""Text that only points to where the content is: a link, an attachment, another page."""

from __future__ import annotations

from itertools import islice

from toimintamalli.analysis.wording.limits import limit
from toimintamalli.analysis.wording.phrases import phrases
from toimintamalli.analysis.wording.prose import (
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
    pointers = (*(link.text for link in links), *pointing(beside))
    if not pointers:
        return ()
    told = _telling(beside)
    if told:  # a link inside a sentence belongs to it
        told += [word for link in links for word in _telling(link.text)]
    tells = len(told) > limit("link_only_most_words")
    return () if tells or any(map(_tells_here, sentences(text.plain))) else pointers


def _tells_here(sentence: str) -> bool:
    """Whether a sentence points nowhere and tells more than a word."""
    return not pointing(sentence) and len(_telling(sentence)) > 1


def _telling(text: str) -> list[str]:
    """Return the words of a text that tell something; the first ones of a long text."""
    said = phrases("pointing").taken_from(without_addresses(text))
    telling = (word for word in words_of(said) if not _tells_nothing(word))
    return list(islice(telling, limit("link_only_most_words") + 1))


def _tells_nothing(word: str) -> bool:
    return word in function_words() or phrases("pointing_beside").have(word)


def pointing(sentence: str) -> tuple[str, ...]:
    """Return the words and addresses by which a sentence points elsewhere."""
    words = phrases("pointing").found_in(without_addresses(sentence))
    return (*words, *addresses_of(sentence))
