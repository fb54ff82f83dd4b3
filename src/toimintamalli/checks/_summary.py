"""Checks of the length of the short description (Toimintamallin lyhyt kuvaus)."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.analysis.wording.limits import limit
from toimintamalli.analysis.wording.prose import words_of
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import PracticeModel

__all__ = ["length_of_summary"]

_PATH = "basics.summary"


def length_of_summary(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM231, TM232: the short description is hardly a sentence, or no longer short."""
    words = len(words_of(model.basics.summary))
    least, most = limit("summary_least_words"), limit("summary_most_words")
    if model.basics.summary and words < least:
        yield diagnostic("TM231", _PATH, count=words, least=least)
    if words > most:
        yield diagnostic("TM232", _PATH, count=words, most=most)
