"""Metrics: what is followed, and the values over time."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.model import Direction, Metric, MetricKind, Observation, Target
from toimintamalli_excel._tables import Columns, Row, identified_table, key_column, told_column
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import ColumnKind, TableSheet


def metric_sheets(metrics: tuple[Metric, ...], words: Words) -> Iterator[TableSheet]:
    """Return the definitions of the metrics, and their values where there are any."""
    if metrics:
        yield _definitions(metrics, words)
    if any(metric.baseline or metric.observations for metric in metrics):
        yield _values(metrics, words)


def _definitions(metrics: tuple[Metric, ...], words: Words) -> TableSheet:
    of = Columns(Metric, words)
    columns = (
        key_column(words.field(Metric, "id"), 16),
        of.text("name", 20),
        of.text("definition", 30),
        of.code("unit", 9),
        of.choice("kind", MetricKind, 13),
        of.choice("direction", Direction, 12),
        of.text("numerator", 20),
        of.text("denominator", 20),
        Columns(Target, words).decimal("value", 10),
        Columns(Target, words).day("date", 12),
        of.text("source", 22),
        of.text("interval", 13),
        of.text("owner_role", 15),
        of.text("strategy_goal", 18),
        of.code("criterion", 14),
        of.text("shortfall_reason", 20),
        of.code("task", 14),
    )
    rows = [_definition_row(metric, words) for metric in metrics]
    return identified_table("Metrics", columns, rows, words)


def _definition_row(metric: Metric, words: Words) -> Row:
    target = metric.target
    return (
        metric.id,
        metric.name,
        metric.definition,
        metric.unit,
        words.value(metric.kind),
        words.value(metric.direction),
        metric.numerator,
        metric.denominator,
        target.value if target else None,
        target.date if target else None,
        metric.source,
        metric.interval,
        metric.owner_role,
        metric.strategy_goal,
        metric.criterion,
        metric.shortfall_reason,
        metric.task,
    )


def _values(metrics: tuple[Metric, ...], words: Words) -> TableSheet:
    of = Columns(Observation, words)
    columns = (
        key_column(words["observations.key"], 20),
        key_column(words.record(Metric), 18),
        told_column(words.field(Metric, "name"), 34),
        told_column(words["observations.kind"], 14),
        of.day("date", 14),
        of.decimal("value", 12),
        told_column(words.field(Metric, "unit"), 12, ColumnKind.CODE),
        of.integer("n", 14),
        of.integer("count", 14),
        of.yes_or_no("practice_changed", 18),
        of.text("note", 50),
    )
    rows = [row for metric in metrics for row in _value_rows(metric, words)]
    return identified_table("Observations", columns, rows, words)


def _value_rows(metric: Metric, words: Words) -> Iterator[Row]:
    if metric.baseline:
        kind = words.field(Metric, "baseline")
        yield _value_row(metric, f"{metric.id}/0", kind, metric.baseline, words)
    kind = words.record(Observation)
    for number, observation in enumerate(metric.observations, 1):
        yield _value_row(metric, f"{metric.id}/{number}", kind, observation, words)


def _value_row(metric: Metric, key: str, kind: str, observation: Observation, words: Words) -> Row:
    return (
        key,
        metric.id,
        metric.name,
        kind,
        observation.date,
        observation.value,
        metric.unit,
        observation.n,
        observation.count,
        words.yes_or_no(observation.practice_changed),
        observation.note,
    )
