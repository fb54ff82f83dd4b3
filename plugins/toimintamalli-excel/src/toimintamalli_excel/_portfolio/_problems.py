"""What stayed outside the numbers: files that could not be read, answers that could not be used."""

from __future__ import annotations

from toimintamalli.analysis.reports import PortfolioFacts
from toimintamalli.diagnostics import Diagnostic
from toimintamalli_excel._portfolio._numbers import count_column
from toimintamalli_excel._portfolio._words import PortfolioWords
from toimintamalli_excel._tables import Row, key_column, numbered_table, told_column
from toimintamalli_excel.workbook import TableSheet


def problems_table(facts: PortfolioFacts, words: PortfolioWords) -> TableSheet:
    """Return the problems, the worst first.

    Args:
        facts: What is known of the portfolio.
        words: The words of the workbook.
    """
    columns = (
        key_column(words["column.source"], 30),
        count_column(words["column.line"], 8),
        told_column(words["column.where"], 26),
        key_column(words["column.code"], 12),
        told_column(words["column.severity"], 12),
        told_column(words["column.message"], 60),
        told_column(words["column.hint"], 60),
    )
    rows = [_row(finding, words) for finding in facts.problems.worst_first()]
    return numbered_table("Problems", columns, rows, words)


def _row(finding: Diagnostic, words: PortfolioWords) -> Row:
    return (
        finding.source or "",
        finding.line,
        finding.path,
        finding.code,
        words[f"severity.{finding.severity}"],
        finding.message(words.language),
        finding.hint(words.language),
    )
