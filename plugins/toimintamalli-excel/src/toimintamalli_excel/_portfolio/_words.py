"""The words of the workbook of a portfolio: its own, then of every report, of every workbook."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from toimintamalli.analysis.reports import report_labels
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary import Labels, labels
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import clean_text

_LONGEST: Final = 100


@frozen
class PortfolioWords(Words):
    """The words of the workbook of a portfolio."""

    def __getitem__(self, key: str) -> str:
        """Return a label of its own, or else one that reports share, or else one of the plugin."""
        words = self._labels_with(key)
        return words[key] if words else super().__getitem__(key)

    def fill(self, key: str, **values: object) -> str:
        """Return a label with its ``{name}`` places filled."""
        words = self._labels_with(key)
        return words.fill(key, **values) if words else super().fill(key, **values)

    def _labels_with(self, key: str) -> Labels | None:
        both = (labels(__package__, self.language), report_labels(self.language))
        return next((words for words in both if key in words), None)

    def say(self, text: LocalizedText) -> str:
        """Return a text of the core in the language of the workbook."""
        return text.get(self.language)


def on_one_line(text: str, instead: str) -> str:
    """Return a text as a header, a title or a label; something else where nothing is left.

    Args:
        text: Any text.
        instead: What stands there for an empty one.
    """
    line = " ".join(clean_text(text).text.split()) or instead
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
