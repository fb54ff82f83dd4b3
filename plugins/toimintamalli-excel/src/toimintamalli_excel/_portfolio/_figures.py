"""The numbers that a leader asks for, one in a row, each with what it is a part of."""

from __future__ import annotations

from toimintamalli.analysis.reports import Figure, PortfolioFacts, figures, named_criteria
from toimintamalli.analysis.triage import TriageClass
from toimintamalli.filling import written_day
from toimintamalli.vocabulary import triage_rule
from toimintamalli_excel._portfolio._numbers import (
    count_column,
    share_column,
    shown_count,
    shown_share,
)
from toimintamalli_excel._portfolio._words import PortfolioWords
from toimintamalli_excel._tables import Row, identified_table, told_column
from toimintamalli_excel.workbook import TableSheet


def figures_table(facts: PortfolioFacts, words: PortfolioWords) -> TableSheet:
    """Return the table of the numbers that a leader asks for.

    Args:
        facts: What is known of the portfolio.
        words: The words of the workbook.
    """
    columns = (
        told_column(words["column.figure"], 46),
        count_column(words["column.value"], 12),
        count_column(words["column.of"], 14),
        share_column(words["column.share"], 12),
        told_column(words["column.explanation"], 70),
    )
    rows = [_row(one, words) for one in figures(facts)]
    return identified_table("Summary", columns, rows, words)


def _row(one: Figure, words: PortfolioWords) -> Row:
    label, explanation = _told(one, words)
    return (
        label,
        shown_count(one.count, words),
        shown_count(one.n, words),
        shown_share(one.count, one.n, words) if one.is_share else None,
        explanation,
    )


def _told(one: Figure, words: PortfolioWords) -> tuple[str, str]:
    """Return what a figure is called, and what it tells."""
    if one.triage_class:
        return _told_of_class(one.triage_class, words)
    values = _values(one, words)
    key = f"figure.{one.key}"
    return words.fill(f"{key}.label", **values), words.fill(f"{key}.text", **values)


def _told_of_class(triage_class: TriageClass, words: PortfolioWords) -> tuple[str, str]:
    known = triage_rule().class_words(triage_class)
    label = words.fill("figure.class.label", name=words.say(known.short_name))
    return label, words.say(known.explanation)


def _values(one: Figure, words: PortfolioWords) -> dict[str, object]:
    """Return what fills the places in the words of a figure."""
    values: dict[str, object] = {
        "sheet": words.sheet("Problems"),
        "statements": _statements(one, words),
    }
    if one.stage:
        values["name"] = words.say(one.stage)
    if one.recommendation:
        values["least"] = one.recommendation.least_per_county
        values["most"] = one.recommendation.most_per_county
    if one.days:
        values["first"], values["second"] = map(written_day, one.days)
    return values


def _statements(one: Figure, words: PortfolioWords) -> str:
    if one.count is None:
        return words["figure.some_hidden"]
    return named_criteria(one.criteria, words.language)
