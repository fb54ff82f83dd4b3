"""How far the descriptions have come: the classes and the reasons by count."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.analysis.shares import Share
from toimintamalli.analysis.triage_portfolio import TriageSummary
from toimintamalli.charts import BarChart, CountBar
from toimintamalli.vocabulary import triage_rule
from toimintamalli_pdf.layout import (
    CellText,
    Figure,
    Heading,
    Paragraph,
    Part,
    Section,
    Table,
)
from toimintamalli_pdf.reports._cells import counted, named, row_header, shared, text_column
from toimintamalli_pdf.reports._charts import bar_figure
from toimintamalli_pdf.reports._words import ReportWords

__all__ = ["triage_section"]


def triage_section(summary: TriageSummary, footer: str, words: ReportWords) -> Section:
    """Return the pages of the classes, each with its count, and of the reasons for them.

    Args:
        summary: The descriptions with their classes.
        footer: What stands at the foot of the pages.
        words: The words of the report.
    """
    parts: tuple[Part, ...] = (
        Heading(text=words["triage.heading"], level=1),
        Paragraph(text=words["note.classes"]),
        *((_chart(summary, words),) if summary.models else ()),
        _classes(summary, words),
        *(_reasons(summary, words) if summary.reasons else ()),
    )
    return Section(parts=parts, footer=footer)


def _chart(summary: TriageSummary, words: ReportWords) -> Figure:
    rule = triage_rule()
    chart = BarChart(
        id="classes",
        title=words.fill("chart.classes", n=words.number(len(summary.models))),
        bars=tuple(
            CountBar(
                label=words.say(rule.class_words(one.triage_class).name), count=one.share.count
            )
            for one in summary.classes
        ),
    )
    return bar_figure(chart, words)


def _classes(summary: TriageSummary, words: ReportWords) -> Table:
    rule = triage_rule()
    rows = []
    for one in summary.classes:
        known = rule.class_words(one.triage_class)
        cell = named(words.say(known.name), words.say(known.explanation))
        rows.append((cell, *_counted(one.share, words)))
    return _table("column.class", rows, words)


def _reasons(summary: TriageSummary, words: ReportWords) -> Iterator[Part]:
    rule = triage_rule()
    rows = [
        (named(words.say(rule.reason_words(one.kind).title)), *_counted(one.share, words))
        for one in summary.reasons
    ]
    yield Heading(text=words["triage.reasons"])
    yield Paragraph(text=words["triage.reasons_about"])
    yield _table("column.reason", rows, words)


def _table(key: str, rows: list[tuple[CellText, ...]], words: ReportWords) -> Table:
    columns = (
        row_header(words[key], 6),
        text_column(words["column.descriptions"], 1.5),
        text_column(words["column.n"]),
        text_column(words["column.share"], 1.5),
    )
    return Table(columns=columns, rows=tuple(rows))


def _counted(share: Share, words: ReportWords) -> tuple[CellText, ...]:
    return counted(share.count, words), counted(share.n, words), shared(share.count, share.n, words)
