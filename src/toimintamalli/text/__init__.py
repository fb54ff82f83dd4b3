"""Languages, texts in several languages, and the cleaning of pasted text.

Words themselves stand in `toimintamalli.vocabulary`; this module only knows how to hold them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import frozen

from toimintamalli._lazy import imported_at_first_use

if TYPE_CHECKING:
    from toimintamalli.text._clean import CleanedText, CleaningChange, CleaningKind, clean_text

__all__ = [
    "CleanedText",
    "CleaningChange",
    "CleaningKind",
    "Language",
    "LocalizedText",
    "clean_text",
]

__getattr__ = imported_at_first_use(
    __name__,
    {
        "CleanedText": "_clean",
        "CleaningChange": "_clean",
        "CleaningKind": "_clean",
        "clean_text": "_clean",
    },
)


class Language(StrEnum):
    """A language in which the library speaks (ISO 639-1).

    Example:
        >>> Language("sv")
        <Language.SWEDISH: 'sv'>
    """

    FINNISH = "fi"
    SWEDISH = "sv"
    ENGLISH = "en"


@frozen(kw_only=True)
class LocalizedText:
    """One text in the three languages of the library.

    Args:
        fi: Finnish, the language of the official terms.
        sv: Swedish.
        en: English.

    Example:
        >>> LocalizedText(fi="Johto", sv="Ledningen", en="Management").get(Language.SWEDISH)
        'Ledningen'
    """

    fi: str
    sv: str
    en: str

    def get(self, language: Language) -> str:
        """Return the text in one language."""
        match language:
            case Language.FINNISH:
                return self.fi
            case Language.SWEDISH:
                return self.sv
            case Language.ENGLISH:
                return self.en
