"""The first pages of a portfolio: the numbers that a leader asks for, and how they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from toimintamalli.analysis.hiding import ShownTally
from toimintamalli.analysis.portfolio import CoverageState, StatementSummary
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
from toimintamalli_pdf.reports._facts import Facts
from toimintamalli_pdf.reports._groups import stage_parts
from toimintamalli_pdf.reports._statements import has_agreement, named_statements
from toimintamalli_pdf.reports._words import ReportWords

__all__ = ["overview_section"]


def overview_section(facts: Facts, title: str, footer: str, words: ReportWords) -> Section:
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


def _what(facts: Facts, words: ReportWords) -> Iterator[Part]:
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


@frozen(kw_only=True)
class _Figure:
    """A number with what it is a part of; None is hidden."""

    label: str
    explanation: str
    count: int | None
    n: int | None
    is_share: bool = True


def _numbers(facts: Facts, words: ReportWords) -> Table:
    columns = (
        row_header(words["column.figure"], 7),
        text_column(words["column.count"], 1.5),
        text_column(words["column.of"], 1.5),
        text_column(words["column.share"], 1.5),
    )
    return Table(columns=columns, rows=tuple(_row(one, words) for one in _figures(facts, words)))


def _row(one: _Figure, words: ReportWords) -> tuple[CellText, ...]:
    return (
        named(one.label, one.explanation),
        counted(one.count, words),
        counted(one.n, words),
        shared(one.count, one.n, words) if one.is_share else evolve(NOTHING, is_number=True),
    )


def _figures(facts: Facts, words: ReportWords) -> Iterator[_Figure]:
    yield from _models(facts, words)
    yield from _participants(facts, words)
    yield from _counties(facts, words)
    yield from _statements(facts, words)
    yield from _rooting(facts, words)


def _figure(
    key: str,
    count: int | None,
    n: int | None,
    words: ReportWords,
    *,
    is_share: bool = True,
    **values: object,
) -> _Figure:
    return _Figure(
        label=words[f"figure.{key}.label"],
        explanation=words.fill(f"figure.{key}.text", **values),
        count=count,
        n=n,
        is_share=is_share,
    )


def _models(facts: Facts, words: ReportWords) -> Iterator[_Figure]:
    summary = facts.summary
    unreadable = facts.triage.unreadable if facts.triage else 0
    files = summary.models + unreadable
    yield _figure("models", summary.models, files, words)
    if facts.is_internal:
        yield _figure("unreadable", unreadable, files, words)
    yield _figure("evaluated", summary.evaluated, summary.models, words)
    if not facts.is_internal:
        yield _figure("answers", facts.answers.evaluated, summary.evaluated, words)
    if summary.as_of:
        undated = summary.undated
        yield _figure("undated", undated, undated + summary.evaluated, words, is_share=False)


def _participants(facts: Facts, words: ReportWords) -> Iterator[_Figure]:
    people = facts.shown.participants
    evaluated = facts.summary.evaluated
    yield _figure("people", people.people, people.told, words, is_share=False)
    represented = people.county_represented
    yield _figure("represented", represented.count if represented else None, evaluated, words)
    yield _figure("represented_not_told", people.county_not_told, evaluated, words)


def _counties(facts: Facts, words: ReportWords) -> Iterator[_Figure]:
    coverage = facts.shown.coverage
    hides = any(one.evaluated is None for one in coverage)
    reached = None if hides else sum(bool(one.evaluated) for one in coverage)
    yield _figure("counties", reached, len(coverage), words)
    wanted = facts.instrument.recommendation
    if wanted is None:
        return
    least, most = wanted.least_per_county, wanted.most_per_county
    for state in CoverageState:
        count = None if hides else sum(one.state is state for one in coverage)
        yield _figure(f"{state}", count, len(coverage), words, least=least, most=most)


def _rooting(facts: Facts, words: ReportWords) -> Iterator[_Figure]:
    models = facts.models
    planned = sum(model.rooting_plan is not None for model in models)
    yield _figure("plans", planned, len(models), words)
    yield _figure("metrics", sum(bool(model.metrics) for model in models), len(models), words)


def _statements(facts: Facts, words: ReportWords) -> Iterator[_Figure]:
    agreeing = [pair for pair in facts.statements if has_agreement(pair[0].scale)]
    yield from _ends("most_agree", agreeing, lambda seen: seen.agree, max, words)
    yield from _ends("least_agree", agreeing, lambda seen: seen.agree, min, words)
    yield from _ends("most_not_yet", facts.statements, lambda seen: seen.cannot_yet, max, words)


def _ends(
    key: str,
    statements: Sequence[tuple[StatementSummary, ShownTally]],
    count_of: Callable[[ShownTally], int | None],
    end: Callable[..., Fraction],
    words: ReportWords,
) -> Iterator[_Figure]:
    """Yield the end of the criteria; of several with the same share a few are named.

    What is hidden could be the end: then it is not told which one is.
    """
    asked = [(one, seen) for one, seen in statements if seen.n != 0]
    counts = [(count_of(seen), seen.n) for _, seen in asked]
    if not asked:
        return
    shares = [Fraction(count, n) for count, n in counts if count is not None and n]
    if len(shares) < len(asked):
        yield _figure(key, None, None, words, statements=words["figure.some_hidden"])
        return
    wanted = end(shares)
    ends = [pair for pair, share in zip(asked, shares, strict=True) if share == wanted]
    _, seen = ends[0]
    told = named_statements([one for one, _ in ends], words)
    if end is max and not wanted:
        told = words["figure.none"]
    yield _figure(key, count_of(seen), seen.n, words, statements=told)


# -- how they are made ------------------------------------------------------------------------


def _notes(facts: Facts, words: ReportWords) -> Iterator[str]:
    yield words["note.n"]
    if any(map(has_agreement, facts.instrument.scales)):
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


def _sources(facts: Facts, words: ReportWords) -> Iterator[str]:
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
