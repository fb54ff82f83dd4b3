"""The two libraries that comparing needs; the only user of rapidfuzz and of snowballstemmer."""

from __future__ import annotations

from collections.abc import Callable

from toimintamalli.diagnostics import failure
from toimintamalli.errors import AnalysisError
from toimintamalli.text import Language

__all__ = ["letter_similarity", "snowball_stemmer"]


def letter_similarity() -> Callable[[str, str], float]:
    """Return the function that tells how much of the letters of two words is the same, 0 to 100.

    Raises:
        AnalysisError: rapidfuzz is not installed (TM285).
    """
    try:
        from rapidfuzz.fuzz import ratio
    except ModuleNotFoundError:
        raise AnalysisError(failure("TM285", library="rapidfuzz")) from None
    return ratio


def snowball_stemmer(language: Language) -> Callable[[str], str]:
    """Return the function that gives the Snowball stem of a word.

    Args:
        language: Language of the word.

    Raises:
        AnalysisError: snowballstemmer is not installed (TM285).
    """
    try:
        # The stemmers themselves: `snowballstemmer.stemmer` would take another library's, if any.
        from snowballstemmer.english_stemmer import EnglishStemmer  # type: ignore[import-untyped]
        from snowballstemmer.finnish_stemmer import FinnishStemmer  # type: ignore[import-untyped]
        from snowballstemmer.swedish_stemmer import SwedishStemmer  # type: ignore[import-untyped]
    except ModuleNotFoundError:
        raise AnalysisError(failure("TM285", library="snowballstemmer")) from None
    stemmers = {
        Language.FINNISH: FinnishStemmer,
        Language.SWEDISH: SwedishStemmer,
        Language.ENGLISH: EnglishStemmer,
    }
    stem: Callable[[str], str] = stemmers[language]().stemWord
    return stem
