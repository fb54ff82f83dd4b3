"""The numbers that a leader asks for, one in a row, each with what it is a part of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from attrs import frozen

from toimintamalli.analysis.groups import Grouping
from toimintamalli.analysis.hiding import ShownTally
from toimintamalli.analysis.portfolio import CoverageState, StatementSummary
from toimintamalli.filling import written_day
from toimintamalli.vocabulary import triage_rule
from toimintamalli_excel._portfolio._facts import Facts
from toimintamalli_excel._portfolio._models import models_with_plan
from toimintamalli_excel._portfolio._numbers import (
    count_column,
    share_column,
    shown_count,
    shown_share,
)
from toimintamalli_excel._portfolio._statements import has_agreement
from toimintamalli_excel._portfolio._words import PortfolioWords
from toimintamalli_excel._tables import Row, identified_table, told_column
from toimintamalli_excel.workbook import TableSheet

_MOST_NAMED: Final = 3
"""Of how many criteria with the same share each is named."""


@frozen(kw_only=True)
class _Figure:
    """A number with what it is a part of; None is hidden."""

    label: str
    count: int | None
    n: int | None
    explanation: str
    is_share: bool = True


def figures_table(facts: Facts, words: PortfolioWords) -> TableSheet:
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
    rows = [_row(one, words) for one in _figures(facts, words)]
    return identified_table("Summary", columns, rows, words)


def _row(one: _Figure, words: PortfolioWords) -> Row:
    return (
        one.label,
        shown_count(one.count, words),
        shown_count(one.n, words),
        shown_share(one.count, one.n, words) if one.is_share else None,
        one.explanation,
    )


def _figures(facts: Facts, words: PortfolioWords) -> Iterator[_Figure]:
    yield from _models(facts, words)
    yield from _participants(facts, words)
    yield from _stages(facts, words)
    yield from _classes(facts, words)
    yield from _counties(facts, words)
    yield from _statements(facts, words)
    yield from _rooting(facts, words)
    yield from _changes(facts, words)


def _figure(
    key: str,
    count: int | None,
    n: int | None,
    words: PortfolioWords,
    *,
    is_share: bool = True,
    **values: object,
) -> _Figure:
    return _Figure(
        label=words.fill(f"figure.{key}.label", **values),
        count=count,
        n=n,
        explanation=words.fill(f"figure.{key}.text", **values),
        is_share=is_share,
    )


def _models(facts: Facts, words: PortfolioWords) -> Iterator[_Figure]:
    summary = facts.summary
    unreadable = facts.triage.unreadable if facts.triage else 0
    files = summary.models + unreadable
    yield _figure("models", summary.models, files, words)
    if facts.is_internal:
        yield _figure("unreadable", unreadable, files, words, sheet=words.sheet("Problems"))
    yield _figure("evaluated", summary.evaluated, summary.models, words)
    if not facts.is_internal:
        answered = facts.answers.evaluated
        yield _figure("answers", answered, summary.evaluated, words)
    if summary.as_of:
        undated = summary.undated
        yield _figure("undated", undated, undated + summary.evaluated, words, is_share=False)


def _participants(facts: Facts, words: PortfolioWords) -> Iterator[_Figure]:
    people = facts.shown.participants
    evaluated = facts.summary.evaluated
    yield _figure("people", people.people, people.told, words, is_share=False)
    represented = people.county_represented
    count = represented.count if represented else None
    yield _figure("represented", count, evaluated, words)
    yield _figure("represented_not_told", people.county_not_told, evaluated, words)


def _stages(facts: Facts, words: PortfolioWords) -> Iterator[_Figure]:
    divided = dict(facts.summary.breakdowns)[Grouping.STAGE]
    counts = dict(facts.shown.breakdowns)[Grouping.STAGE]
    for group, count in zip(divided.groups, counts, strict=True):
        yield _figure("stage", count, divided.base, words, name=words.say(group.name))


def _classes(facts: Facts, words: PortfolioWords) -> Iterator[_Figure]:
    for one in facts.triage.classes if facts.triage else ():
        known = triage_rule().class_words(one.triage_class)
        yield _Figure(
            label=words.fill("figure.class.label", name=words.say(known.short_name)),
            count=one.share.count,
            n=one.share.n,
            explanation=words.say(known.explanation),
        )


def _counties(facts: Facts, words: PortfolioWords) -> Iterator[_Figure]:
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


# -- statements -------------------------------------------------------------------------------


def _statements(facts: Facts, words: PortfolioWords) -> Iterator[_Figure]:
    agreeing = [pair for pair in facts.statements if has_agreement(pair[0].scale)]
    yield from _ends("most_agree", agreeing, lambda seen: seen.agree, max, words)
    yield from _ends("least_agree", agreeing, lambda seen: seen.agree, min, words)
    yield from _ends("most_not_yet", facts.statements, lambda seen: seen.cannot_yet, max, words)


def _ends(
    key: str,
    statements: Sequence[tuple[StatementSummary, ShownTally]],
    count_of: Callable[[ShownTally], int | None],
    end: Callable[..., Fraction],
    words: PortfolioWords,
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
    told = _told([one for one, _ in ends], words)
    if end is max and not wanted:
        told = words["figure.none"]
    yield _figure(key, count_of(seen), seen.n, words, statements=told)


def _told(ends: Sequence[StatementSummary], words: PortfolioWords) -> str:
    """Name the criteria at an end, or tell how many they are."""
    if len(ends) > _MOST_NAMED:
        return words.fill("figure.many", count=len(ends))
    return "; ".join(words.say(one.criterion.question) for one in ends)


# -- rooting and changes ----------------------------------------------------------------------


def _rooting(facts: Facts, words: PortfolioWords) -> Iterator[_Figure]:
    models = facts.portfolio.models
    yield _figure("plans", models_with_plan(facts), len(models), words)
    yield _figure("metrics", sum(bool(model.metrics) for model in models), len(models), words)


def _changes(facts: Facts, words: PortfolioWords) -> Iterator[_Figure]:
    comparison, shown = facts.comparison, facts.shown_comparison
    if comparison is None or shown is None:
        return
    first, second = (
        written_day(view.as_of) if view.as_of else ""
        for view in (comparison.first, comparison.second)
    )
    n = comparison.second.evaluated
    for key, count, whole in (
        ("evaluated_first", shown.evaluated_first, comparison.first.models),
        ("evaluated_second", n, comparison.second.models),
        ("same", shown.same, n),
        ("again", shown.evaluated_again, shown.same),
        ("new", shown.new, n),
    ):
        yield _figure(key, count, whole, words, first=first, second=second)
