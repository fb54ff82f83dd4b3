"""The two libraries that comparing needs; the only user of rapidfuzz and of snowballstemmer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toimintamalli.diagnostics import failure
from toimintamalli.errors import AnalysisError
from toimintamalli.text import Language

__all__ = ["LikeWords", "snowball_stemmer"]


class LikeWords:
    """Tells how much of the letters of two words is the same.

    Raises:
        AnalysisError: rapidfuzz is not installed (TM285).
    """

    def __init__(self) -> None:
        try:
            from rapidfuzz import fuzz, process
        except ModuleNotFoundError:
            raise AnalysisError(failure("TM285", library="rapidfuzz")) from None
        self._ratio, self._extract = fuzz.ratio, process.extract

    def percent(self, word: str, other: str) -> int:
        """Return how much of the letters is the same, from 0 to 100."""
        return int(self._ratio(word, other))

    def among(self, word: str, others: Sequence[str], least: int) -> list[str]:
        """Return the words that have at least so much of their letters in common with a word."""
        found = self._extract(word, others, scorer=self._ratio, score_cutoff=least, limit=None)
        return [other for other, _, _ in found]


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
