"""How models divide: by stage, by county and area, and by customer group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from toimintamalli.analysis.groups import Grouping
from toimintamalli.charts import BarChart, CountBar
from toimintamalli.vocabulary import collaborative_areas, counties
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
from toimintamalli_pdf.reports._facts import Facts
from toimintamalli_pdf.reports._words import ReportWords

__all__ = ["places_section", "stage_parts"]


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


def stage_parts(facts: Facts, words: ReportWords) -> Iterator[Part]:
    """Yield how the models divide by stage: a chart where nothing is hidden, and a table.

    Args:
        facts: What is known of the portfolio.
        words: The words of the report.
    """
    divided = _division(facts, Grouping.STAGE, words)
    yield Heading(text=words["stages.heading"])
    yield Paragraph(text=f"{_totals(facts, words)} {words['groups.shares']}")
    yield from _stage_chart(divided, words)
    yield _table("column.stage", divided, words)


def places_section(facts: Facts, footer: str, words: ReportWords) -> Section:
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
        _table("column.customer_group", _division(facts, Grouping.CUSTOMER_GROUP, words), words),
    )
    return Section(parts=parts, footer=footer)


def _totals(facts: Facts, words: ReportWords) -> str:
    """Return of how many models the counts of the groups are."""
    return words.fill(
        "groups.about",
        models=words.number(facts.summary.models),
        evaluated=words.number(facts.summary.evaluated),
    )


# -- stages and customer groups ---------------------------------------------------------------


def _stage_chart(divided: _Division, words: ReportWords) -> Iterator[Part]:
    drawn = [group.evaluated for group in divided.groups if group.evaluated is not None]
    if len(drawn) < len(divided.groups) or not any(drawn):
        return
    chart = BarChart(
        id="stages",
        title=words.fill("chart.stages", n=words.number(divided.base)),
        bars=tuple(
            CountBar(label=group.name, count=count)
            for group, count in zip(divided.groups, drawn, strict=True)
        ),
    )
    yield bar_figure(chart, words)


def _table(key: str, divided: _Division, words: ReportWords) -> Table:
    columns = (
        row_header(words[key], 5),
        text_column(words["column.models"], 1.5),
        text_column(words["column.evaluated"], 1.5),
        text_column(words["column.n"]),
        text_column(words["column.share"], 1.5),
    )
    rows = tuple(_row(group, divided.base, words) for group in divided.groups)
    return Table(columns=columns, rows=rows)


def _row(group: _Group, base: int, words: ReportWords) -> tuple[CellText, ...]:
    return (
        named(group.name),
        counted(group.models, words),
        counted(group.evaluated, words),
        counted(base, words),
        shared(group.evaluated, base, words),
    )


def _division(facts: Facts, grouping: Grouping, words: ReportWords) -> _Division:
    evaluated = dict(facts.summary.breakdowns)[grouping]
    counts = dict(facts.shown.breakdowns)[grouping]
    by_key = {group.key: count for group, count in zip(evaluated.groups, counts, strict=True)}
    groups = []
    for group in facts.divided(grouping).groups:
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


# -- counties and areas -----------------------------------------------------------------------


def _counties(facts: Facts, words: ReportWords) -> Table:
    """Return every county, also those without a model, against the recommendation if any."""
    advises = facts.instrument.recommendation is not None
    columns = (
        row_header(words["column.county"], 3.7),
        text_column(words["column.area"], 2),
        text_column(words["column.models"], 1.1),
        text_column(words["column.evaluated"], 1.4),
        *((text_column(words["column.recommendation"], 2.4),) if advises else ()),
    )
    area_of = {county.id: county.area for county in counties()}
    names = {area.id: words.say(area.name) for area in collaborative_areas()}
    rows = [
        (
            named(words.say(one.county.name)),
            told(names.get(area_of.get(one.county.key, ""), "")),
            counted(seen.models, words),
            counted(seen.evaluated, words),
            *((told(_state(seen.state, seen.evaluated, words)),) if advises else ()),
        )
        for one, seen in zip(facts.summary.coverage, facts.shown.coverage, strict=True)
    ]
    others = _without_county(facts, words)
    return Table(columns=columns, rows=(*rows, *(row[: len(columns)] for row in others)))


def _state(state: str | None, evaluated: int | None, words: ReportWords) -> str:
    if evaluated is None:
        return words["hidden"]
    return words[f"coverage.{state}"] if state else ""


def _without_county(facts: Facts, words: ReportWords) -> Iterator[tuple[CellText, ...]]:
    """Yield a row of the models that name no county, so that no model is missing."""
    for group in _division(facts, Grouping.COUNTY, words).groups:
        if not group.key:
            counts = (counted(group.models, words), counted(group.evaluated, words))
            yield named(group.name), NOTHING, *counts, NOTHING


def _areas(facts: Facts, words: ReportWords) -> Table:
    """Return every collaborative area, and in how many of its counties models are evaluated."""
    columns = (
        row_header(words["column.area"], 3),
        text_column(words["column.models"], 1.2),
        text_column(words["column.evaluated"], 1.4),
        text_column(words["column.counties_evaluated"], 2),
        text_column(words["column.counties"], 1.2),
    )
    reached = {
        one.county.key: seen.evaluated
        for one, seen in zip(facts.summary.coverage, facts.shown.coverage, strict=True)
    }
    members = {area.id: [county.id for county in area.counties] for area in collaborative_areas()}
    hides_models = any(seen.models is None for seen in facts.shown.coverage)
    rows = []
    for group in _division(facts, Grouping.YTA, words).groups:
        here = [reached.get(county, 0) for county in members.get(group.key, ())]
        rows.append(_area(group, here, words, hides_models=hides_models))
    return Table(columns=columns, rows=tuple(rows))


def _area(
    group: _Group, here: Sequence[int | None], words: ReportWords, *, hides_models: bool
) -> tuple[CellText, ...]:
    """Return the row of an area; what is hidden of one county must not follow from it."""
    evaluated_in = None if None in here else sum(bool(count) for count in here)
    # That no county has any is shown, and so that the area has none is no secret.
    evaluated = 0 if here and evaluated_in == 0 else group.evaluated
    return (
        named(group.name),
        counted(None if hides_models else group.models, words),
        counted(evaluated, words),
        counted(evaluated_in, words) if here else NOTHING,
        counted(len(here), words) if here else NOTHING,
    )
