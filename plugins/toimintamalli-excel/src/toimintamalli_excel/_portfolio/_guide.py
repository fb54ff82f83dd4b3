"""The first sheet: what the workbook is, how its numbers are made, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from toimintamalli.analysis.reports import PortfolioFacts
from toimintamalli.filling import written_day
from toimintamalli.model.instrument import Recommendation
from toimintamalli.vocabulary import Provenance, triage_rule
from toimintamalli_excel._facts import PORTFOLIO_FORMAT
from toimintamalli_excel._portfolio._words import PortfolioWords, on_one_line
from toimintamalli_excel.workbook import GuideRow, GuideSection, GuideSheet, TableSheet

_FORMAT_VERSION: Final = 1
"""The version of the layout; it grows when a sheet or a column changes its meaning."""


def guide_sheet(
    facts: PortfolioFacts, title: str, tables: Sequence[TableSheet], words: PortfolioWords
) -> GuideSheet:
    """Return the guide to the workbook of a portfolio.

    Args:
        facts: What is known of the portfolio.
        title: Its title on one line.
        tables: The sheets after the guide.
        words: The words of the workbook.
    """
    sections = (
        _section("what", _what_rows(facts, title, words), words),
        _section("numbers", _number_rows(facts, words), words),
        _section("sheets", _sheet_rows(tables, words), words),
        _section("left_out", _left_out_rows(facts, words), words),
        _section("sources", _source_rows(facts, words), words),
        _section("file", _file_rows(words), words),
    )
    return GuideSheet(
        name=words.sheet("Guide"),
        heading=words["guide.heading"],
        label_width=34,
        text_width=94,
        sections=tuple(section for section in sections if section.rows),
    )


def _section(key: str, rows: Iterator[GuideRow], words: PortfolioWords) -> GuideSection:
    return GuideSection(heading=words[f"guide.{key}.heading"], rows=tuple(rows))


def _row(key: str, words: PortfolioWords, **values: object) -> GuideRow:
    return GuideRow(
        label=words[f"guide.{key}.label"], text=words.fill(f"guide.{key}.text", **values)
    )


def _note(key: str, words: PortfolioWords) -> GuideRow:
    """Return a row whose text every report of a portfolio has."""
    return GuideRow(label=words[f"guide.{key}.label"], text=words[f"note.{key}"])


def _what_rows(facts: PortfolioFacts, title: str, words: PortfolioWords) -> Iterator[GuideRow]:
    instrument = facts.instrument
    yield GuideRow(label=words["guide.title"], text=title)
    yield _row("content", words)
    if facts.summary.as_of:
        yield _row("seen_from", words, day=written_day(facts.summary.as_of))
    else:
        yield _row("all_recorded", words)
    set_title = words.say(instrument.title)
    yield _row("instrument", words, title=set_title, version=instrument.version)
    if instrument.recommendation:
        yield _recommendation(instrument.recommendation, words)
    yield _row("audience", words, audience=words[f"audience.{facts.audience}"])
    if facts.is_internal:
        yield _row("people_internal", words)
    else:
        yield _row("people_others", words)


def _recommendation(wanted: Recommendation, words: PortfolioWords) -> GuideRow:
    return _row(
        "recommendation",
        words,
        least=wanted.least_per_county,
        most=wanted.most_per_county,
        days=", ".join(map(written_day, wanted.snapshots)) or "–",
        source=wanted.provenance.source,
    )


def _number_rows(facts: PortfolioFacts, words: PortfolioWords) -> Iterator[GuideRow]:
    yield _note("n", words)
    if any(scale.has_agreement for scale in facts.instrument.scales):
        yield _note("shares", words)
    yield _row("rounding", words)
    yield _row("several", words)
    if facts.limit:
        sheet = words.sheet("Models")
        yield _row("hidden", words, limit=facts.limit, hidden=words["hidden"], sheet=sheet)
    if not facts.is_internal:
        yield _row("given_answers", words)
    if facts.triage:
        yield _note("classes", words)


def _sheet_rows(tables: Sequence[TableSheet], words: PortfolioWords) -> Iterator[GuideRow]:
    for table in tables:
        about = words[f"sheet.{table.table_name}.about"]
        if table.charts:
            about = f"{about} {words['guide.chart']}"
        yield GuideRow(label=table.name, text=about)


def _left_out_rows(facts: PortfolioFacts, words: PortfolioWords) -> Iterator[GuideRow]:
    yield GuideRow(label=words["guide.single_answers.label"], text=words["note.no_single_answers"])
    if not facts.tells_of_each:
        yield _row("no_model_evaluations", words, sheet=words.sheet("Models"))
    if facts.comparison is None:
        yield GuideRow(label=words.sheet("Changes"), text=words["guide.no_comparison"])
    elif not facts.tells_of_changes:
        yield GuideRow(label=words.sheet("Changes"), text=words["guide.changes_hidden"])
    if not facts.is_internal:
        yield GuideRow(label=words.sheet("Triage"), text=words["guide.no_triage"])
        yield GuideRow(label=words.sheet("Problems"), text=words["guide.no_problems"])


def _source_rows(facts: PortfolioFacts, words: PortfolioWords) -> Iterator[GuideRow]:
    instrument = facts.instrument
    label = on_one_line(words.say(instrument.title), instrument.id)
    yield GuideRow(label=label, text=_provenance(instrument.provenance, words))
    if facts.triage:
        rule = triage_rule()
        yield GuideRow(label=words.sheet("Triage"), text=_provenance(rule.provenance, words))
        text = _provenance(rule.rule_provenance, words)
        yield GuideRow(label=words["guide.rule"], text=text)


def _provenance(provenance: Provenance, words: PortfolioWords) -> str:
    told = words.fill(
        "guide.provenance",
        status=words[f"provenance.{provenance.status.value}"],
        source=provenance.source.rstrip("."),
        read=written_day(provenance.read),
    )
    return f"{told} {words.say(provenance.note)}" if provenance.note else told


def _file_rows(words: PortfolioWords) -> Iterator[GuideRow]:
    yield GuideRow(label=words["guide.file.format"], text=f"{PORTFOLIO_FORMAT} {_FORMAT_VERSION}")
    yield GuideRow(label=words["guide.file.made_by"], text=words["workbook.product"])
