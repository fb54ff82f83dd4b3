"""The placeholder that stands in an empty ``**`` field of the working version.

It is written in brackets behind a word of its own, so that reading the text again knows it for
what it is, and so that nobody takes it for content.
"""

from __future__ import annotations

from toimintamalli.text import Language
from toimintamalli.vocabulary import FormField, labels, localized

__all__ = ["is_placeholder", "placeholder"]

_PACKAGE = "toimintamalli_innokyla"
_WORD = "placeholder.word"


def placeholder(field: FormField, language: Language) -> str:
    """Return the placeholder of a field: ``[TÄYDENNÄ: what to write]``."""
    return f"[{labels(_PACKAGE, language)[_WORD]}: {field.guidance.get(language)}]"


def is_placeholder(text: str) -> bool:
    """Whether a line is a placeholder, in any language."""
    word = localized(_PACKAGE, _WORD)
    line = text.strip()
    return line.endswith("]") and line.startswith(
        tuple(f"[{word.get(language)}: " for language in Language)
    )
