"""How texts in three languages are written in Markdown, so that none is read as marks."""

from __future__ import annotations

from collections.abc import Iterator

import toimintamalli as tm
from toimintamalli.vocabulary import Provenance

__all__ = [
    "DISTRIBUTIONS",
    "PACKAGES",
    "READING_ORDER",
    "each_language",
    "plain",
    "source",
    "spoken",
    "three",
]

PACKAGES = ("toimintamalli", "toimintamalli_innokyla", "toimintamalli_excel", "toimintamalli_pdf")
DISTRIBUTIONS = tuple(package.replace("_", "-") for package in PACKAGES)
_LANGUAGE_OF_THE_PAGES = tm.Language.ENGLISH
READING_ORDER = (_LANGUAGE_OF_THE_PAGES, tm.Language.FINNISH, tm.Language.SWEDISH)


def plain(text: str) -> str:
    """Keep the marks of a text from being read as Markdown."""
    for mark in "\\*_`<>[]#|${}":
        text = text.replace(mark, f"\\{mark}")
    return text


def spoken(marked: str, language: tm.Language) -> str:
    """Tell the language of what is not English, so that a voice reads it as it is."""
    return marked if language is _LANGUAGE_OF_THE_PAGES else f"[{marked}]{{.language-{language}}}"


def three(text: tm.LocalizedText) -> str:
    """Return a text in the three languages, on one line; first in that of the pages."""
    return " · ".join(spoken(plain(text.get(language)), language) for language in READING_ORDER)


def each_language(text: tm.LocalizedText | None) -> Iterator[str]:
    """Yield a text in each language, first in that of the pages; nothing where there is none."""
    for language in READING_ORDER if text else ():
        yield f"{language}\n: {spoken(plain(text.get(language)), language)}\n"


def source(provenance: Provenance) -> str:
    """Return where something comes from."""
    told = spoken(plain(provenance.source), tm.Language.FINNISH)
    return f"({provenance.status}, read {provenance.read}): {told}"
