"""What stands on each criterion in all evaluated models: a chart, and the numbers behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from toimintamalli.analysis.hiding import ShownTally
from toimintamalli.analysis.reports import (
    OTHER_REPLIES,
    PortfolioFacts,
    ShownStatement,
    StatementEnd,
    charted_places,
    given_places,
    least_agreed,
    most_agreed,
    named_criteria,
    reply_counts,
)
from toimintamalli.charts import Segment, ShareBar, ShareChart
from toimintamalli.model.instrument import Instrument, Scale
from toimintamalli_pdf.layout import (
    CellText,
    Column,
    Heading,
    Paragraph,
    Part,
    Section,
    Table,
)
from toimintamalli_pdf.reports._cells import counted, named, row_header, text_column
from toimintamalli_pdf.reports._charts import share_figure
from toimintamalli_pdf.reports._words import ReportWords

__all__ = ["statement_sections"]

_MOST_BARS: Final = 12
"""How many criteria a chart holds on one page in letters that can be read."""


def statement_sections(facts: PortfolioFacts, footer: str, words: ReportWords) -> Iterator[Section]:
    """Yield the pages of the criteria: charts where nothing is hidden, and tables by theme.

    Args:
        facts: What is known of the portfolio.
        footer: What stands at the foot of the pages.
        words: The words of the report.
    """
    if not facts.answers.evaluated:
        heading = Heading(text=words["statements.in_numbers"], level=1)
        yield Section(parts=(heading, Paragraph(text=words["statements.none"])), footer=footer)
        return
    about = Paragraph(text=_about(facts, words))
    charts = tuple(_charts(facts, words))
    if charts:
        heading = Heading(text=words["statements.heading"], level=1)
        yield Section(parts=(heading, about, *charts), footer=footer)
    heading = Heading(text=words["statements.in_numbers"], level=1)
    parts = (heading, about, *_tables(facts, words))
    yield Section(parts=parts, footer=footer, landscape=True)


def _about(facts: PortfolioFacts, words: ReportWords) -> str:
    told = words.fill("statements.about", n=words.number(facts.answers.evaluated))
    agrees = any(scale.has_agreement for scale in facts.instrument.scales)
    return f"{told} {words['statements.shares']}" if agrees else told


# -- charts -----------------------------------------------------------------------------------


def _charts(facts: PortfolioFacts, words: ReportWords) -> Iterator[Part]:
    """Yield the charts of each run of criteria on one scale, unless a part of it is hidden."""
    runs = [list(run) for _, run in groupby(facts.statements, key=lambda one: one.scale)]
    for number, run in enumerate(runs, 1):
        for chart in _charts_of(run, number, facts, words):
            yield share_figure(chart, words)


def _charts_of(
    run: Sequence[ShownStatement], number: int, facts: PortfolioFacts, words: ReportWords
) -> Iterator[ShareChart]:
    """Yield charts that fit on a page each; none where a count is hidden or none was answered."""
    used = charted_places(run)
    if not used:
        return
    segments = _segments(run[0].scale, words)
    bars = tuple(
        ShareBar(label=words.say(one.criterion.question), counts=_drawn(one.tally, used))
        for one in run
    )
    for start in range(0, len(bars), _MOST_BARS):
        yield ShareChart(
            id=f"statements-{number}-{start // _MOST_BARS + 1}",
            title=words.fill("chart.statements", n=words.number(facts.answers.evaluated)),
            segments=tuple(segments[place] for place in used),
            bars=bars[start : start + _MOST_BARS],
            message="" if start else _message(run, words),
        )


def _drawn(tally: ShownTally, used: Sequence[int]) -> tuple[int, ...]:
    """Return the counts of a bar, none of which is hidden."""
    counts = reply_counts(tally)
    return tuple(count for place in used if (count := counts[place]) is not None)


def _segments(scale: Scale, words: ReportWords) -> tuple[Segment, ...]:
    levels = (Segment(name=name) for name in _level_names(scale, words))
    others = (Segment(name=words[f"reply.{state}"], is_level=False) for state in OTHER_REPLIES)
    return (*levels, *others)


def _level_names(scale: Scale, words: ReportWords) -> tuple[str, ...]:
    """The number keeps levels in their order, also where only their names are read."""
    labels = (words.say(level.label) or level.id for level in scale.levels)
    return tuple(f"{rank}. {label}" for rank, label in enumerate(labels, 1))


def _message(run: Sequence[ShownStatement], words: ReportWords) -> str:
    """Name the criteria with most and least agreement; nothing where the scale has none."""
    most, least = most_agreed(run), least_agreed(run)
    if most is None or least is None or not most.statements or not least.statements:
        return ""
    return words.fill(
        "chart.ends",
        most=_named(most, words),
        most_share=words.share(most.count, most.n),
        least=_named(least, words),
        least_share=words.share(least.count, least.n),
    )


def _named(end: StatementEnd, words: ReportWords) -> str:
    return named_criteria([one.criterion for one in end.statements], words.language)


# -- tables -----------------------------------------------------------------------------------


def _tables(facts: PortfolioFacts, words: ReportWords) -> Iterator[Part]:
    """Yield a table for each run of criteria of one theme and scale, below the theme."""
    shown_theme = None
    runs = groupby(facts.statements, key=lambda one: (one.criterion.theme, one.scale))
    for (theme, scale), run in runs:
        if theme != shown_theme:
            yield Heading(text=_theme(facts.instrument, theme, words))
            shown_theme = theme
        yield _table(list(run), scale, words)


def _theme(instrument: Instrument, theme_id: str, words: ReportWords) -> str:
    titles = (words.say(theme.title) for theme in instrument.themes if theme.id == theme_id)
    return next(titles, theme_id)


def _table(statements: Sequence[ShownStatement], scale: Scale, words: ReportWords) -> Table:
    used = given_places(statements)
    names = [segment.name for segment in _segments(scale, words)]
    shares = _share_columns(words) if scale.has_agreement else ()
    columns = (
        row_header(words["column.statement"], 4),
        *(text_column(names[place], 1.2) for place in used),
        text_column(words["column.n"], 0.8),
        *shares,
    )
    return Table(columns=columns, rows=tuple(_row(one, used, words) for one in statements))


def _share_columns(words: ReportWords) -> tuple[Column, ...]:
    return (
        text_column(words["column.of_all"], 1.3),
        text_column(words["column.of_assessed"], 1.3),
    )


def _row(one: ShownStatement, used: Sequence[int], words: ReportWords) -> tuple[CellText, ...]:
    seen = one.tally
    counts = reply_counts(seen)
    shares = (
        (_share(seen.agree, seen.n, words), _share(seen.agree, seen.assessed, words))
        if one.scale.has_agreement
        else ()
    )
    return (
        named(words.say(one.criterion.question)),
        *(counted(counts[place], words) for place in used),
        counted(seen.n, words),
        *shares,
    )


def _share(count: int | None, n: int | None, words: ReportWords) -> CellText:
    """Return a share with the counts that it is made of."""
    share = words.share(count, n)
    if count is None or n is None:
        return CellText(text=share, is_number=True)
    of = words.fill("share.of", count=words.number(count), n=words.number(n))
    return CellText(text=f"{share}\n{of}" if share else of, is_number=True)
