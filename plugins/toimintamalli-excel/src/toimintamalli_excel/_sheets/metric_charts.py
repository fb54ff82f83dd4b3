"""The values of each metric with its baseline and target, as a table and a chart."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator

from attrs import evolve, frozen

from toimintamalli.model import Metric, Observation, PracticeModel
from toimintamalli.vocabulary import shown_date, shown_quantity
from toimintamalli_excel._binding import BoundTable
from toimintamalli_excel._tables import Row, numbered_table, told_column
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import (
    Chart,
    ChartKind,
    ChartSeries,
    Column,
    ColumnKind,
    clean_text,
)

_FEWEST_VALUES = 2


@frozen
class MetricChartsSheet:
    """A chart for each metric with values of at least two days.

    Attributes:
        key: The key of the sheet's words, and the name of its table.
    """

    key: str = "MetricCharts"

    def is_wanted(self, model: PracticeModel) -> bool:
        """Return whether there is anything to draw."""
        return any(map(_days, model.metrics))

    def bound(self, model: PracticeModel, words: Words) -> BoundTable:
        """Return the sheet of a model, bound to nothing."""
        rows: list[Row] = []
        charts: list[Chart] = []
        for metric in model.metrics:
            days = _days(metric)
            if days:
                first = len(rows) + 1
                rows += (_row(metric, day, value) for day, value in days)
                charts.append(_chart(metric, days, first, words))
        table = numbered_table(self.key, _columns(words), rows, words)
        drawn = evolve(table, charts=tuple(charts))
        return BoundTable(key=self.key, table=drawn, is_momentary=True)


def _days(metric: Metric) -> list[tuple[datetime.date, float]]:
    """Return the values in the order of their days, the baseline first; none of fewer than two."""
    observations: tuple[Observation, ...] = metric.observations
    if metric.baseline:
        observations = (metric.baseline, *observations)
    days = sorted({one.date: one.value for one in observations if math.isfinite(one.value)}.items())
    return days if len(days) >= _FEWEST_VALUES else []


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        told_column(words.record(Metric), 34),
        told_column(words.field(Observation, "date"), 12, ColumnKind.DATE),
        told_column(words.field(Observation, "value"), 12, ColumnKind.DECIMAL),
        told_column(words.field(Metric, "baseline"), 12, ColumnKind.DECIMAL),
        told_column(words.field(Metric, "target"), 12, ColumnKind.DECIMAL),
    )


def _row(metric: Metric, day: datetime.date, value: float) -> Row:
    baseline, target = metric.baseline, metric.target
    return (
        _name(metric),
        day,
        value,
        baseline.value if baseline else None,
        target.value if target else None,
    )


def _name(metric: Metric) -> str:
    return _visible(metric.name) or _visible(metric.id)


def _visible(text: str) -> str:
    """Return a text without what a workbook cannot hold, empty where nothing is left."""
    return clean_text(text).text.strip()


def _chart(
    metric: Metric, days: list[tuple[datetime.date, float]], first: int, words: Words
) -> Chart:
    value, baseline, target = (
        words.field(Observation, "value"),
        words.field(Metric, "baseline"),
        words.field(Metric, "target"),
    )
    series = [ChartSeries(column=value)]
    if metric.baseline:
        series.append(ChartSeries(column=baseline, dashed=True, markers=False))
    if metric.target:
        series.append(ChartSeries(column=target, dashed=True, markers=False))
    return Chart(
        kind=ChartKind.LINES,
        title=_name(metric) or words.record(Metric),
        alt_text="\n".join(_told(metric, days, words)),
        category=words.field(Observation, "date"),
        series=tuple(series),
        first_row=first,
        last_row=first + len(days) - 1,
        category_title=words.field(Observation, "date"),
        value_title=_visible(metric.unit) or value,
    )


def _told(metric: Metric, days: list[tuple[datetime.date, float]], words: Words) -> Iterator[str]:
    """Yield what the chart shows, for those who do not see it."""

    def quantity(value: float) -> str:
        return shown_quantity(value, metric.unit, words.language)

    def day(value: datetime.date) -> str:
        return shown_date(value, words.language)

    (first, start), (last, end) = days[0], days[-1]
    yield words.fill(
        "charts.values",
        name=_name(metric),
        count=len(days),
        first=day(first),
        start=quantity(start),
        last=day(last),
        end=quantity(end),
    )
    if metric.baseline:
        yield words.fill("charts.baseline", value=quantity(metric.baseline.value))
    if metric.target:
        yield words.fill("charts.target", value=quantity(metric.target.value))
