"""The placeholder that stands in an empty ``**`` field of the working version.

It is written in brackets behind a word of its own, so that nobody takes it for content. Reading
knows it only letter for letter: a placeholder that somebody has written on is text.
"""

from __future__ import annotations

from functools import cache

from toimintamalli.text import Language, LocalizedText
from toimintamalli.vocabulary import FormField, form_profiles, localized

__all__ = ["is_placeholder", "placeholder", "title_placeholder"]

_PACKAGE = "toimintamalli_innokyla"


def placeholder(field: FormField, language: Language) -> str:
    """Return the placeholder of a field: ``[TÄYDENNÄ: what to write]``."""
    return _written(field.guidance, language)


def title_placeholder(language: Language) -> str:
    """Return the placeholder of a missing title."""
    return _written(localized(_PACKAGE, "placeholder.title"), language)


def is_placeholder(text: str) -> bool:
    """Whether a text is a placeholder, in any language."""
    return " ".join(text.split()) in _placeholders() if text.startswith("[") else False


@cache
def _placeholders() -> frozenset[str]:
    fields = [field for profile in form_profiles() for field in profile.fields]
    return frozenset(
        written
        for language in Language
        for written in (
            title_placeholder(language),
            *(placeholder(field, language) for field in fields),
        )
    )


def _written(guidance: LocalizedText, language: Language) -> str:
    word = localized(_PACKAGE, "placeholder.word").get(language)
    return f"[{word}: {guidance.get(language)}]"
