"""The first pages of a portfolio: the numbers that a leader asks for, and how they are made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from toimintamalli.analysis.reports import (
    Figure,
    FigureKey,
    PortfolioFacts,
    figures,
    named_criteria,
)
from toimintamalli.vocabulary import Provenance, triage_rule
from toimintamalli_pdf.layout import Bullets, CellText, Heading, Paragraph, Part, Section, Table
from toimintamalli_pdf.reports._cells import (
    NOTHING,
    counted,
    named,
    row_header,
    shared,
    text_column,
)
from toimintamalli_pdf.reports._groups import stage_parts
from toimintamalli_pdf.reports._words import ReportWords

__all__ = ["overview_section"]

_IN_OTHER_TABLES: Final = {FigureKey.STAGE, FigureKey.CLASS}
"""Figures of which the report has a table of their own."""


def overview_section(facts: PortfolioFacts, title: str, footer: str, words: ReportWords) -> Section:
    """Return the first pages.

    Args:
        facts: What is known of the portfolio.
        title: Its title.
        footer: What stands at the foot of the pages.
        words: The words of the report.
    """
    parts: tuple[Part, ...] = (
        Heading(text=title, level=1),
        *_what(facts, words),
        Heading(text=words["overview.numbers"]),
        _numbers(facts, words),
        *stage_parts(facts, words),
        Heading(text=words["overview.made"]),
        Bullets(items=tuple(_notes(facts, words))),
        Heading(text=words["overview.sources"]),
        Bullets(items=tuple(_sources(facts, words))),
    )
    return Section(parts=parts, footer=footer)


def _what(facts: PortfolioFacts, words: ReportWords) -> Iterator[Part]:
    """Yield what the report is, from which day it is seen, and for whom it is."""
    yield Paragraph(text=words["overview.about"])
    day = facts.summary.as_of
    seen = words.fill("overview.seen_from", day=words.day(day)) if day else words["overview.all"]
    yield Paragraph(text=seen)
    set_title = words.say(facts.instrument.title)
    version = facts.instrument.version
    yield Paragraph(text=words.fill("overview.instrument", title=set_title, version=version))
    yield Paragraph(text=words[f"audience.{facts.audience}"])


# -- numbers ----------------------------------------------------------------------------------


def _numbers(facts: PortfolioFacts, words: ReportWords) -> Table:
    columns = (
        row_header(words["column.figure"], 7),
        text_column(words["column.count"], 1.5),
        text_column(words["column.of"], 1.5),
        text_column(words["column.share"], 1.5),
    )
    shown = (one for one in figures(facts) if one.key not in _IN_OTHER_TABLES)
    return Table(columns=columns, rows=tuple(_row(one, words) for one in shown))


def _row(one: Figure, words: ReportWords) -> tuple[CellText, ...]:
    label = words[f"figure.{one.key}.label"]
    explanation = words.fill(f"figure.{one.key}.text", **_values(one, words))
    return (
        named(label, explanation),
        counted(one.count, words),
        counted(one.n, words),
        shared(one.count, one.n, words) if one.is_share else evolve(NOTHING, is_number=True),
    )


def _values(one: Figure, words: ReportWords) -> dict[str, object]:
    """Return what fills the places in the words of a figure."""
    values: dict[str, object] = {"statements": _statements(one, words)}
    if one.recommendation:
        values["least"] = one.recommendation.least_per_county
        values["most"] = one.recommendation.most_per_county
    return values


def _statements(one: Figure, words: ReportWords) -> str:
    if one.count is None:
        return words["figure.some_hidden"]
    return named_criteria(one.criteria, words.language)


# -- how they are made ------------------------------------------------------------------------


def _notes(facts: PortfolioFacts, words: ReportWords) -> Iterator[str]:
    yield words["note.n"]
    if any(scale.has_agreement for scale in facts.instrument.scales):
        yield words["note.shares"]
    yield words["note.rounding"]
    yield words["note.several"]
    if facts.limit:
        yield words.fill("note.hidden", limit=facts.limit, hidden=words["hidden"])
    if not facts.is_internal:
        yield words["note.given_answers"]
        yield words["note.no_triage"]
    if not facts.tells_of_each:
        yield words["note.no_single_evaluations"]
    if facts.triage:
        yield words["note.classes"]
    yield words["note.no_single_answers"]


def _sources(facts: PortfolioFacts, words: ReportWords) -> Iterator[str]:
    instrument = facts.instrument
    yield _source(words.say(instrument.title), instrument.provenance, words)
    wanted = instrument.recommendation
    if wanted:
        yield words.fill(
            "source.recommendation",
            least=wanted.least_per_county,
            most=wanted.most_per_county,
            source=wanted.provenance.source,
        )
    if facts.triage:
        rule = triage_rule()
        yield _source(words["triage.heading"], rule.provenance, words)
        yield _source(words["triage.rule"], rule.rule_provenance, words)


def _source(what: str, provenance: Provenance, words: ReportWords) -> str:
    told = words.fill(
        "source.line",
        what=what,
        status=words[f"provenance.{provenance.status.value}"],
        source=provenance.source.rstrip("."),
        read=words.day(provenance.read),
    )
    return f"{told} {words.say(provenance.note)}" if provenance.note else told
