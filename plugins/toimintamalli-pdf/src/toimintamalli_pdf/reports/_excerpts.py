"""The beginning of a long text: whole sentences as far as there is room, and a sign of the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

__all__ = ["Excerpt", "excerpt"]

_MORE = " …"
_BULLET = re.compile(r"^\s*(?:•|\d+\.)\s+")
# A sentence ends where the next one begins with a capital letter or an opening mark.
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-zåäö]|[\"”»(])")
_ENDS = (".", "!", "?", "…", ":", ";", ",")


@frozen
class Excerpt:
    """The beginning of a text.

    Attributes:
        text: The beginning on one line; it ends in … where there is more.
        is_cut: Whether there is more.
    """

    text: str = ""
    is_cut: bool = False


def excerpt(text: str, limit: int) -> Excerpt:
    """Return the first sentences of a text.

    A sentence that is too long by itself is cut between words. Points of a list become sentences.

    Args:
        text: The text.
        limit: Most characters.

    Example:
        >>> excerpt("Yksi numero. Hoitaja vastaa heti. Aika varataan samalla.", 40)
        Excerpt(text='Yksi numero. Hoitaja vastaa heti. …', is_cut=True)
    """
    whole = " ".join(map(_sentence, _lines(text)))
    if len(whole) <= limit:
        return Excerpt(whole)
    room = limit - len(_MORE)
    taken = _whole_sentences(whole, room) or _whole_words(whole, room) or whole[:room]
    return Excerpt(taken + _MORE, is_cut=True)


def _whole_sentences(text: str, room: int) -> str:
    taken = ""
    for sentence in _SENTENCE_END.split(text):
        longer = f"{taken} {sentence}".strip()
        if len(longer) > room:
            break
        taken = longer
    return taken


def _whole_words(text: str, room: int) -> str:
    return text[: room + 1].rpartition(" ")[0]


def _lines(text: str) -> Iterator[str]:
    """Yield the lines that say something, without the marks of lists."""
    for line in text.splitlines():
        words = " ".join(_BULLET.sub("", line).split())
        if words:
            yield words


def _sentence(line: str) -> str:
    return line if line.endswith(_ENDS) else f"{line}."
