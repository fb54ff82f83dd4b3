"""How models divide: by county and area, stage, customer group, service and investment."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from toimintamalli.analysis.groups import Grouping
from toimintamalli.analysis.reports import (
    CountyCounts,
    Division,
    PortfolioFacts,
    area_counts,
    county_counts,
    division,
    investment_division,
)
from toimintamalli_excel._portfolio._numbers import (
    count_column,
    share_column,
    shown_count,
    shown_share,
)
from toimintamalli_excel._portfolio._words import PortfolioWords
from toimintamalli_excel._tables import Row, identified_table, told_column
from toimintamalli_excel.workbook import Chart, ChartKind, ChartSeries, TableSheet


def group_tables(facts: PortfolioFacts, words: PortfolioWords) -> Iterator[TableSheet]:
    """Yield the tables of groups.

    Args:
        facts: What is known of the portfolio.
        words: The words of the workbook.
    """
    yield _counties(facts, words)
    yield _areas(facts, words)
    yield _stages(facts, words)
    for key, grouping in (
        ("CustomerGroups", Grouping.CUSTOMER_GROUP),
        ("Sectors", Grouping.SECTOR),
        ("Investments", Grouping.INVESTMENT),
    ):
        yield _table(key, division(facts, grouping), words)
    yield _table("Combinations", investment_division(facts), words)


# -- counties and areas -----------------------------------------------------------------------


def _counties(facts: PortfolioFacts, words: PortfolioWords) -> TableSheet:
    """Every county against the recommendation, also those without a model."""
    columns = (
        told_column(words["column.county"], 34),
        told_column(words["column.area"], 24),
        count_column(words["column.models"]),
        count_column(words["column.evaluated"]),
        told_column(words["column.recommendation"], 22),
    )
    rows: list[Row] = [
        (
            words.say(one.name),
            words.say(one.area) if one.area else "",
            shown_count(one.models, words),
            shown_count(one.evaluated, words),
            _state(one, words),
        )
        for one in county_counts(facts)
    ]
    return identified_table("Counties", columns, rows, words)


def _state(one: CountyCounts, words: PortfolioWords) -> str:
    if one.hides_state:
        return words["hidden"]
    return words[f"coverage.{one.state}"] if one.state else ""


def _areas(facts: PortfolioFacts, words: PortfolioWords) -> TableSheet:
    """Every collaborative area, and in how many of its counties models have been evaluated."""
    columns = (
        told_column(words["column.area"], 30),
        count_column(words["column.models"]),
        count_column(words["column.evaluated"]),
        count_column(words["column.counties_evaluated"], 14),
        count_column(words["column.counties"], 14),
    )
    rows: list[Row] = [
        (
            words.say(one.name),
            shown_count(one.models, words),
            shown_count(one.evaluated, words),
            shown_count(one.counties_evaluated, words) if one.counties else None,
            one.counties or None,
        )
        for one in area_counts(facts)
    ]
    return identified_table("Areas", columns, rows, words)


# -- other groups -----------------------------------------------------------------------------


def _stages(facts: PortfolioFacts, words: PortfolioWords) -> TableSheet:
    divided = division(facts, Grouping.STAGE)
    table = _table("Stages", divided, words)
    if not divided.charted:
        return table
    evaluated = words["column.evaluated"]
    chart = Chart(
        kind=ChartKind.BARS,
        title=words["chart.stages.title"],
        alt_text=words.fill(
            "chart.stages.alt",
            n=facts.summary.evaluated,
            rows="; ".join(f"{row[0]}: {row[2]}" for row in table.rows),
        ),
        category=words["column.Stages"],
        series=(ChartSeries(column=evaluated),),
        category_title=words["column.Stages"],
        value_title=evaluated,
        number_format="0",
    )
    return evolve(table, charts=(chart,))


def _table(key: str, divided: Division, words: PortfolioWords) -> TableSheet:
    columns = (
        told_column(words[f"column.{key}"], 44),
        count_column(words["column.models"]),
        count_column(words["column.evaluated"]),
        count_column(words["column.n"]),
        share_column(words["column.share"]),
    )
    rows: list[Row] = [
        (
            words.say(group.name),
            shown_count(group.models, words),
            shown_count(group.evaluated, words),
            divided.base,
            shown_share(group.evaluated, divided.base, words),
        )
        for group in divided.groups
    ]
    return identified_table(key, columns, rows, words)
