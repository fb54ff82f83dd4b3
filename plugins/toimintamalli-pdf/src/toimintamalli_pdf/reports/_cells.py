"""Cells and columns of the tables of reports."""

from __future__ import annotations

from typing import Final

from toimintamalli.text import Language
from toimintamalli_pdf.layout import CellText, Column
from toimintamalli_pdf.reports._words import ReportWords

__all__ = ["NOTHING", "counted", "foreign", "named", "row_header", "shared", "text_column", "told"]

NOTHING: Final = CellText(text="–")
"""The cell of what is not there: an empty one would be passed over when read aloud."""


def row_header(header: str, weight: float = 3) -> Column:
    """Return the column that says what the rows are about."""
    return Column(header=header, weight=weight, is_row_header=True)


def text_column(header: str, weight: float = 1) -> Column:
    """Return another column."""
    return Column(header=header, weight=weight)


def named(name: str, explanation: str = "", language: str | None = None) -> CellText:
    """Return the cell that names a row.

    Args:
        name: The name.
        explanation: What is said of it, below the name.
        language: Language of both; None when it is the document's.
    """
    return CellText(strong=name, text=explanation, language=language)


def told(text: str) -> CellText:
    """Return the cell of a text; one that says so where there is none."""
    return CellText(text=text) if text else NOTHING


def counted(count: int | None, words: ReportWords) -> CellText:
    """Return the cell of a count, or of one that is hidden."""
    return CellText(text=words.count(count), is_number=True)


def shared(count: int | None, n: int | None, words: ReportWords) -> CellText:
    """Return the cell of a share; a dash for a share of nothing.

    Args:
        count: How many; None is hidden.
        n: Of how many; None is hidden.
        words: The words of the report.
    """
    return CellText(text=words.share(count, n) or NOTHING.text, is_number=True)


def foreign(language: Language, words: ReportWords) -> str | None:
    """Return the tag of a language that is not the report's; None where it is."""
    return None if language is words.language else language.value
