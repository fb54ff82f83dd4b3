"""What a role or an audience that somebody wrote may be: the project, or the management.

A word tells only what it looks like. Whoever uses these findings calls them a guess and quotes the
words.
"""

from __future__ import annotations

import re
from functools import cache

from toimintamalli.vocabulary import read_toml

__all__ = ["management_words", "project_words"]

_WORD = re.compile(r"\w+(?:-\w+)*")


def project_words(text: str) -> tuple[str, ...]:
    """Return the words that may mean the project (hanke), as they were written.

    Args:
        text: A role, a body or an organisation.

    Example:
        >>> project_words("Kehittämishankkeen ohjausryhmä")
        ('Kehittämishankkeen',)
    """
    return _words_with("project", text)


def management_words(text: str) -> tuple[str, ...]:
    """Return the words that may mean the management (johto), as they were written.

    Args:
        text: An audience, a role or a body.

    Example:
        >>> management_words("Palvelujohtaja ja asukkaat")
        ('Palvelujohtaja',)
    """
    return _words_with("management", text)


def _words_with(group: str, text: str) -> tuple[str, ...]:
    words: list[str] = _WORD.findall(text)
    return tuple(word for word in words if any(stem in word.casefold() for stem in _stems(group)))


@cache
def _stems(wanted: str) -> tuple[str, ...]:
    groups = read_toml("toimintamalli.vocabulary", "role_words.toml")["groups"]
    return next(tuple(group["stems"]) for group in groups if group["id"] == wanted)
