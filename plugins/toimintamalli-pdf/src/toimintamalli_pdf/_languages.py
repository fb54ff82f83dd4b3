"""The languages of documents, as they tell them."""

from __future__ import annotations

from typing import Final

from toimintamalli.text import Language

__all__ = ["LANGUAGE_TAGS"]

LANGUAGE_TAGS: Final = {
    Language.FINNISH: "fi-FI",
    Language.SWEDISH: "sv-FI",
    Language.ENGLISH: "en-GB",
}
"""BCP 47 tags of the languages of documents."""
