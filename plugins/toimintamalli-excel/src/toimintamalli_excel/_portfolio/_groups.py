"""How models divide: by county and area, stage, customer group, service and investment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from toimintamalli.analysis.cases import seen_from
from toimintamalli.analysis.groups import (
    Breakdown,
    Grouping,
    breakdown,
    investment_combinations,
)
from toimintamalli.model import PracticeModel
from toimintamalli.vocabulary import collaborative_areas, counties
from toimintamalli_excel._portfolio._facts import Facts
from toimintamalli_excel._portfolio._numbers import (
    count_column,
    share_column,
    shown_count,
    shown_share,
)
from toimintamalli_excel._portfolio._words import PortfolioWords
from toimintamalli_excel._tables import Row, identified_table, told_column
from toimintamalli_excel.workbook import Chart, ChartKind, ChartSeries, TableSheet


@frozen(kw_only=True)
class _Group:
    """A group with its counts; None is hidden."""

    key: str
    name: str
    models: int | None
    evaluated: int | None


@frozen(kw_only=True)
class _Division:
    """How models divide: the groups, and how many evaluated models were divided."""

    groups: tuple[_Group, ...]
    base: int


def group_tables(facts: Facts, words: PortfolioWords) -> Iterator[TableSheet]:
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
        yield _table(key, _division(facts, grouping, words), words)
    yield _table("Combinations", _combinations(facts, words), words)


# -- counties and areas -----------------------------------------------------------------------


def _counties(facts: Facts, words: PortfolioWords) -> TableSheet:
    """Every county against the recommendation, also those without a model."""
    columns = (
        told_column(words["column.county"], 34),
        told_column(words["column.area"], 24),
        count_column(words["column.models"]),
        count_column(words["column.evaluated"]),
        told_column(words["column.recommendation"], 22),
    )
    area_of = {county.id: county.area for county in counties()}
    names = {area.id: words.say(area.name) for area in collaborative_areas()}
    rows: list[Row] = [
        (
            words.say(one.county.name),
            names.get(area_of.get(one.county.key, ""), ""),
            shown_count(seen.models, words),
            shown_count(seen.evaluated, words),
            _state(seen.state, seen.evaluated, words),
        )
        for one, seen in zip(facts.summary.coverage, facts.shown.coverage, strict=True)
    ]
    rows += _without_county(facts, words)
    return identified_table("Counties", columns, rows, words)


def _state(state: str | None, evaluated: int | None, words: PortfolioWords) -> str:
    if evaluated is None:
        return words["hidden"]
    return words[f"coverage.{state}"] if state else ""


def _without_county(facts: Facts, words: PortfolioWords) -> Iterator[Row]:
    """Yield a row of the models that name no county, so that no model is missing."""
    for group in _division(facts, Grouping.COUNTY, words).groups:
        if not group.key:
            counts = (shown_count(group.models, words), shown_count(group.evaluated, words))
            yield group.name, "", *counts, ""


def _areas(facts: Facts, words: PortfolioWords) -> TableSheet:
    """Every collaborative area, and in how many of its counties models have been evaluated."""
    columns = (
        told_column(words["column.area"], 30),
        count_column(words["column.models"]),
        count_column(words["column.evaluated"]),
        count_column(words["column.counties_evaluated"], 14),
        count_column(words["column.counties"], 14),
    )
    reached = {
        one.county.key: seen.evaluated
        for one, seen in zip(facts.summary.coverage, facts.shown.coverage, strict=True)
    }
    members = {area.id: [county.id for county in area.counties] for area in collaborative_areas()}
    hides_models = any(seen.models is None for seen in facts.shown.coverage)
    rows: list[Row] = []
    for group in _division(facts, Grouping.YTA, words).groups:
        counts = [reached.get(county, 0) for county in members.get(group.key, ())]
        told = None if None in counts else sum(bool(count) for count in counts)
        rows.append(
            (
                group.name,
                # What is hidden of one county must not follow from its area.
                shown_count(None if hides_models else group.models, words),
                # That no county has any is shown, and so that the area has none is no secret.
                shown_count(0 if counts and told == 0 else group.evaluated, words),
                shown_count(told, words) if counts else None,
                len(counts) or None,
            )
        )
    return identified_table("Areas", columns, rows, words)


# -- other groups -----------------------------------------------------------------------------


def _stages(facts: Facts, words: PortfolioWords) -> TableSheet:
    table = _table("Stages", _division(facts, Grouping.STAGE, words), words)
    evaluated = words["column.evaluated"]
    drawn = [row[2] for row in table.rows if isinstance(row[2], int)]
    if len(drawn) < len(table.rows) or not any(drawn):
        return table
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


def _table(key: str, divided: _Division, words: PortfolioWords) -> TableSheet:
    columns = (
        told_column(words[f"column.{key}"], 44),
        count_column(words["column.models"]),
        count_column(words["column.evaluated"]),
        count_column(words["column.n"]),
        share_column(words["column.share"]),
    )
    rows: list[Row] = [
        (
            group.name,
            shown_count(group.models, words),
            shown_count(group.evaluated, words),
            divided.base,
            shown_share(group.evaluated, divided.base, words),
        )
        for group in divided.groups
    ]
    return identified_table(key, columns, rows, words)


# -- how models divide ------------------------------------------------------------------------


def _division(facts: Facts, grouping: Grouping, words: PortfolioWords) -> _Division:
    evaluated = dict(facts.summary.breakdowns)[grouping]
    counts = dict(facts.shown.breakdowns)[grouping]
    return _divided(breakdown(_models(facts), grouping), evaluated, counts, facts, words)


def _combinations(facts: Facts, words: PortfolioWords) -> _Division:
    evaluated = facts.summary.investment_combinations
    counts = facts.shown.investment_combinations
    return _divided(investment_combinations(_models(facts)), evaluated, counts, facts, words)


def _models(facts: Facts) -> Iterator[PracticeModel]:
    """Yield all models, with the stages that they had reached on the day."""
    return (seen_from(model, facts.summary.as_of) for model in facts.portfolio.models)


def _divided(
    every: Breakdown,
    evaluated: Breakdown,
    counts: Sequence[int | None],
    facts: Facts,
    words: PortfolioWords,
) -> _Division:
    by_key = {group.key: count for group, count in zip(evaluated.groups, counts, strict=True)}
    groups = []
    for group in every.groups:
        count = by_key.get(group.key, 0)
        hides_models = count is None or 0 < group.count < facts.limit
        groups.append(
            _Group(
                key=group.key,
                name=words.say(group.name),
                models=None if hides_models else group.count,
                evaluated=count,
            )
        )
    return _Division(groups=tuple(groups), base=evaluated.base)
