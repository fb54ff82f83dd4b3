"""What stands on each criterion in all evaluated models, and what changed between two days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import evolve

from toimintamalli.analysis.portfolio import Comparison, StatementChange, StatementSummary
from toimintamalli.analysis.reports import (
    OTHER_REPLIES,
    PortfolioFacts,
    ShownStatement,
    charted_places,
    least_agreed,
    most_agreed,
    reply_counts,
)
from toimintamalli.analysis.shares import rounded
from toimintamalli.filling import written_day
from toimintamalli.model.instrument import Instrument, Scale
from toimintamalli_excel._portfolio._numbers import (
    count_column,
    share_column,
    shown_count,
    shown_share,
)
from toimintamalli_excel._portfolio._words import PortfolioWords, on_one_line
from toimintamalli_excel._tables import Row, numbered_table, told_column
from toimintamalli_excel.workbook import (
    MOST_SERIES,
    CellValue,
    Chart,
    ChartKind,
    ChartSeries,
    Column,
    ColumnKind,
    TableSheet,
)


def statements_table(facts: PortfolioFacts, words: PortfolioWords) -> TableSheet:
    """Return the distribution of every criterion, with a chart where nothing is hidden.

    Args:
        facts: What is known of the portfolio.
        words: The words of the workbook.
    """
    instrument = facts.instrument
    headers = _level_headers(instrument, words)
    columns = (
        told_column(words["column.theme"], 34),
        told_column(words["column.statement"], 50),
        *(count_column(header, 12) for header in headers),
        *(count_column(words[f"reply.{state}"], 12) for state in OTHER_REPLIES),
        count_column(words["column.n"], 9),
        count_column(words["column.agree"], 12),
        share_column(words["column.of_all"], 12),
        count_column(words["column.assessed"], 11),
        share_column(words["column.of_assessed"], 12),
        share_column(words["column.cannot_yet_share"], 12),
        count_column(words["column.not_asked"], 10),
    )
    rows = [_row(one, headers, facts, words) for one in facts.statements]
    table = numbered_table("Statements", columns, rows, words)
    return evolve(table, charts=tuple(_charts(facts, words)))


def _level_headers(instrument: Instrument, words: PortfolioWords) -> tuple[str, ...]:
    """Return a header for each level of any scale; levels of one rank and name share theirs."""
    headers: dict[str, str] = {}
    for scale in instrument.scales:
        for header in _headers_of(scale, words):
            headers.setdefault(header.casefold(), header)
    return tuple(headers.values())


def _headers_of(scale: Scale, words: PortfolioWords) -> list[str]:
    """The number keeps levels apart from other columns, and in their order."""
    labels = (on_one_line(words.say(level.label), level.id) for level in scale.levels)
    return [f"{rank}. {label}" for rank, label in enumerate(labels, 1)]


def _row(
    one: ShownStatement,
    headers: Sequence[str],
    facts: PortfolioFacts,
    words: PortfolioWords,
) -> Row:
    seen = one.tally
    own = [header.casefold() for header in _headers_of(one.scale, words)]
    levels = dict(zip(own, seen.levels, strict=True))
    agree: tuple[CellValue, ...] = (None, None, shown_count(seen.assessed, words), None)
    if one.scale.has_agreement:
        agree = (
            shown_count(seen.agree, words),
            shown_share(seen.agree, seen.n, words),
            shown_count(seen.assessed, words),
            shown_share(seen.agree, seen.assessed, words),
        )
    return (
        _theme(facts.instrument, one.criterion.theme, words),
        words.say(one.criterion.question),
        *(
            shown_count(levels[key], words) if (key := header.casefold()) in levels else None
            for header in headers
        ),
        *(shown_count(count, words) for count in reply_counts(seen)[len(own) :]),
        shown_count(seen.n, words),
        *agree,
        shown_share(seen.cannot_yet, seen.n, words),
        shown_count(seen.not_asked, words),
    )


def _theme(instrument: Instrument, theme_id: str, words: PortfolioWords) -> str:
    titles = (words.say(theme.title) for theme in instrument.themes if theme.id == theme_id)
    return next(titles, theme_id)


# -- charts -----------------------------------------------------------------------------------


def _charts(facts: PortfolioFacts, words: PortfolioWords) -> Iterator[Chart]:
    """Yield a chart for each run of criteria on one scale, unless a part of it is hidden."""
    numbered = enumerate(facts.statements, 1)
    for scale, run in groupby(numbered, key=lambda item: item[1].scale):
        rows = list(run)
        names = _drawn(scale, [one for _, one in rows], words)
        if names and len(names) <= MOST_SERIES:
            yield Chart(
                kind=ChartKind.STACKED_SHARES,
                title=words.fill("chart.statements.title", n=facts.answers.evaluated),
                alt_text=_said(facts, [one for _, one in rows], words),
                category=words["column.statement"],
                series=tuple(ChartSeries(column=name) for name in names),
                first_row=rows[0][0],
                last_row=rows[-1][0],
                category_title=words["column.statement"],
                value_title=words["chart.statements.value"],
            )


def _drawn(scale: Scale, statements: Sequence[ShownStatement], words: PortfolioWords) -> list[str]:
    """Return the columns drawn: the levels, and other replies that were given; none if hidden."""
    names = [*_headers_of(scale, words), *(words[f"reply.{state}"] for state in OTHER_REPLIES)]
    return [names[place] for place in charted_places(statements)]


def _said(
    facts: PortfolioFacts,
    statements: Sequence[ShownStatement],
    words: PortfolioWords,
) -> str:
    said = words.fill("chart.statements.alt", n=facts.answers.evaluated, count=len(statements))
    most, least = most_agreed(statements), least_agreed(statements)
    if most is None or least is None or not most.statements or not least.statements:
        return said
    highest, lowest = most.statements[-1], least.statements[0]
    ends = words.fill(
        "chart.statements.ends",
        most=words.say(highest.criterion.question),
        most_count=highest.tally.agree,
        most_n=highest.tally.n,
        least=words.say(lowest.criterion.question),
        least_count=lowest.tally.agree,
        least_n=lowest.tally.n,
    )
    return f"{said} {ends}"


# -- changes ----------------------------------------------------------------------------------


def changes_table(
    facts: PortfolioFacts, comparison: Comparison, words: PortfolioWords
) -> TableSheet:
    """Return how the criteria changed in the models evaluated on both days.

    Args:
        facts: What is known of the portfolio.
        comparison: The comparison.
        words: The words of the workbook.
    """
    days = [one.as_of for one in (comparison.first, comparison.second)]
    first, second = (written_day(day) if day else "" for day in days)
    if first == second:
        second = f"{second} (2)"
    columns = (
        told_column(words["column.theme"], 34),
        told_column(words["column.statement"], 50),
        *(column for day in (first, second) for column in _columns_of(day, words)),
        _points_column(words),
        count_column(words["column.pairs"], 12),
        count_column(words["column.both_assessed"], 12),
        count_column(words["column.gained"], 12),
        count_column(words["column.lost"], 12),
        told_column(words["column.p"], 12, ColumnKind.DECIMAL),
    )
    statements = zip(
        comparison.changes, comparison.first.statements, comparison.second.statements, strict=True
    )
    rows = [_change(*one, facts, words) for one in statements]
    return numbered_table("Changes", columns, rows, words)


def _columns_of(day: str, words: PortfolioWords) -> tuple[Column, ...]:
    return (
        count_column(words.fill("column.agree_on", day=day), 13),
        count_column(words.fill("column.n_on", day=day), 13),
        share_column(words.fill("column.share_on", day=day), 13),
    )


def _points_column(words: PortfolioWords) -> Column:
    column = told_column(words["column.points"], 14, ColumnKind.DECIMAL)
    return evolve(column, number_format="+0.0;-0.0;0.0")


def _change(
    one: StatementChange,
    before: StatementSummary,
    after: StatementSummary,
    facts: PortfolioFacts,
    words: PortfolioWords,
) -> Row:
    change, p = one.change, one.change.p_value
    agree: tuple[CellValue, ...] = (None, before.tally.n, None, None, after.tally.n, None, None)
    if one.scale.has_agreement:
        agree = (
            before.agree,
            before.tally.n,
            shown_share(before.agree, before.tally.n, words),
            after.agree,
            after.tally.n,
            shown_share(after.agree, after.tally.n, words),
            _points(before, after),
        )
    return (
        _theme(facts.instrument, one.criterion.theme, words),
        words.say(one.criterion.question),
        *agree,
        change.pairs,
        change.both_assessed,
        change.gained if one.scale.has_agreement else None,
        change.lost if one.scale.has_agreement else None,
        None if p is None else rounded(p, 3),
    )


def _points(before: StatementSummary, after: StatementSummary) -> CellValue:
    """Return the difference of the exact shares, rounded once; none of a share of nothing."""
    first, second = (view.tally.of_all(view.agree).exact for view in (before, after))
    return None if first is None or second is None else rounded(100 * (second - first), 1)
