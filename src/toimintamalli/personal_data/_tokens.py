"""Access tokens and keys, known by their form, and addresses that hold one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toimintamalli._data import read_toml

__all__ = ["access_token_spans"]


def access_token_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where access tokens stand in a text, form by form.

    Of an address only the part that lets somebody in is found.

    Args:
        text: Any text.

    Example:
        >>> text = "https://kokous.esimerkki.fi/j/123?pwd=keksitty1"
        >>> [text[start:end] for start, end in access_token_spans(text)]
        ['keksitty1']
    """
    for signs, pattern in _forms():
        if any(sign in text for sign in signs):
            for found in pattern.finditer(text):
                yield found.span("value")


@cache
def _forms() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """Return each form with the signs of which a token of it has one: they are found sooner."""
    forms = read_toml("toimintamalli.personal_data", "tokens.toml")["forms"]
    return tuple((tuple(form["signs"]), re.compile(form["pattern"])) for form in forms)
