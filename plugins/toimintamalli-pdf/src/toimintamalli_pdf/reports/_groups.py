"""How models divide: by stage, by county and area, and by customer group."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.analysis.groups import Grouping
from toimintamalli.analysis.reports import (
    AreaCounts,
    CountyCounts,
    Division,
    GroupCounts,
    PortfolioFacts,
    area_counts,
    county_counts,
    division,
)
from toimintamalli.charts import BarChart, CountBar
from toimintamalli_pdf.layout import (
    CellText,
    Heading,
    Paragraph,
    Part,
    Section,
    Table,
)
from toimintamalli_pdf.reports._cells import (
    NOTHING,
    counted,
    named,
    row_header,
    shared,
    text_column,
    told,
)
from toimintamalli_pdf.reports._charts import bar_figure
from toimintamalli_pdf.reports._words import ReportWords

__all__ = ["places_section", "stage_parts"]


def stage_parts(facts: PortfolioFacts, words: ReportWords) -> Iterator[Part]:
    """Yield how the models divide by stage: a chart where nothing is hidden, and a table.

    Args:
        facts: What is known of the portfolio.
        words: The words of the report.
    """
    divided = division(facts, Grouping.STAGE)
    yield Heading(text=words["stages.heading"])
    yield Paragraph(text=f"{_totals(facts, words)} {words['groups.shares']}")
    yield from _stage_chart(divided, words)
    yield _table("column.stage", divided, words)


def places_section(facts: PortfolioFacts, footer: str, words: ReportWords) -> Section:
    """Return the pages of counties, areas and customer groups.

    Args:
        facts: What is known of the portfolio.
        footer: What stands at the foot of the pages.
        words: The words of the report.
    """
    parts: tuple[Part, ...] = (
        Heading(text=words["places.heading"], level=1),
        Paragraph(text=_totals(facts, words)),
        Heading(text=words["places.counties"]),
        Paragraph(text=words["places.counties_about"]),
        _counties(facts, words),
        Heading(text=words["places.areas"]),
        _areas(facts, words),
        Heading(text=words["places.customer_groups"]),
        Paragraph(text=words["groups.shares"]),
        _table("column.customer_group", division(facts, Grouping.CUSTOMER_GROUP), words),
    )
    return Section(parts=parts, footer=footer)


def _totals(facts: PortfolioFacts, words: ReportWords) -> str:
    """Return of how many models the counts of the groups are."""
    return words.fill(
        "groups.about",
        models=words.number(facts.summary.models),
        evaluated=words.number(facts.summary.evaluated),
    )


# -- stages and customer groups ---------------------------------------------------------------


def _stage_chart(divided: Division, words: ReportWords) -> Iterator[Part]:
    if not divided.charted:
        return
    chart = BarChart(
        id="stages",
        title=words.fill("chart.stages", n=words.number(divided.base)),
        bars=tuple(
            CountBar(label=words.say(group.name), count=count)
            for group, count in zip(divided.groups, divided.charted, strict=True)
        ),
    )
    yield bar_figure(chart, words)


def _table(key: str, divided: Division, words: ReportWords) -> Table:
    columns = (
        row_header(words[key], 5),
        text_column(words["column.models"], 1.5),
        text_column(words["column.evaluated"], 1.5),
        text_column(words["column.n"]),
        text_column(words["column.share"], 1.5),
    )
    rows = tuple(_row(group, divided.base, words) for group in divided.groups)
    return Table(columns=columns, rows=rows)


def _row(group: GroupCounts, base: int, words: ReportWords) -> tuple[CellText, ...]:
    return (
        named(words.say(group.name)),
        counted(group.models, words),
        counted(group.evaluated, words),
        counted(base, words),
        shared(group.evaluated, base, words),
    )


# -- counties and areas -----------------------------------------------------------------------


def _counties(facts: PortfolioFacts, words: ReportWords) -> Table:
    """Return every county, also those without a model, against the recommendation if any."""
    advises = facts.instrument.recommendation is not None
    columns = (
        row_header(words["column.county"], 3.7),
        text_column(words["column.area"], 2),
        text_column(words["column.models"], 1.1),
        text_column(words["column.evaluated"], 1.4),
        *((text_column(words["column.recommendation"], 2.4),) if advises else ()),
    )
    rows = tuple(_county(one, words)[: len(columns)] for one in county_counts(facts))
    return Table(columns=columns, rows=rows)


def _county(one: CountyCounts, words: ReportWords) -> tuple[CellText, ...]:
    return (
        named(words.say(one.name)),
        told(words.say(one.area) if one.area else ""),
        counted(one.models, words),
        counted(one.evaluated, words),
        told(_state(one, words)),
    )


def _state(one: CountyCounts, words: ReportWords) -> str:
    if one.hides_state:
        return words["hidden"]
    return words[f"coverage.{one.state}"] if one.state else ""


def _areas(facts: PortfolioFacts, words: ReportWords) -> Table:
    """Return every collaborative area, and in how many of its counties models are evaluated."""
    columns = (
        row_header(words["column.area"], 3),
        text_column(words["column.models"], 1.2),
        text_column(words["column.evaluated"], 1.4),
        text_column(words["column.counties_evaluated"], 2),
        text_column(words["column.counties"], 1.2),
    )
    rows = tuple(_area(one, words) for one in area_counts(facts))
    return Table(columns=columns, rows=rows)


def _area(one: AreaCounts, words: ReportWords) -> tuple[CellText, ...]:
    return (
        named(words.say(one.name)),
        counted(one.models, words),
        counted(one.evaluated, words),
        counted(one.counties_evaluated, words) if one.counties else NOTHING,
        counted(one.counties, words) if one.counties else NOTHING,
    )
