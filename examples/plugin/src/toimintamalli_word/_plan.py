"""The tables of the tasks of rooting and of the metrics."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from toimintamalli.analysis.metrics import MetricProgress, metric_progress
from toimintamalli.charts import pace_name
from toimintamalli.model import Metric, Observation, PracticeModel, RootingPlan, Target, Task
from toimintamalli.vocabulary import enum_title
from toimintamalli_word._parts import Cell, Column, Table, Words
from toimintamalli_word._words import Speech

__all__ = ["metrics_table", "tasks_table"]


def tasks_table(tasks: Iterable[Task], speech: Speech) -> Table:
    """Return what is done, by whom, when, and how far it has come.

    Args:
        tasks: The tasks.
        speech: The words of the document.
    """
    columns = (
        Column(speech.field(Task, "what"), 4),
        Column(speech.field(Task, "owner_role"), 4),
        Column(speech.label("tasks.time"), 3),
        Column(speech.field(Task, "state"), 3),
    )
    rows = tuple(
        (
            (speech.own(task.what or task.id),),
            _given(speech, task.owner_role, task.owner_organisation),
            _time(task.start, task.due, speech),
            (speech.said(enum_title(task.state)),),
        )
        for task in tasks
    )
    return Table(speech.field(RootingPlan, "tasks").text, columns, rows)


def metrics_table(metrics: Iterable[Metric], speech: Speech) -> Table:
    """Return where each metric started, where it is, and where it should come.

    Args:
        metrics: The metrics.
        speech: The words of the document.
    """
    columns = (
        Column(speech.field(Metric, "name"), 5),
        Column(speech.field(Metric, "baseline"), 4),
        Column(speech.label("metrics.latest"), 3),
        Column(speech.field(Metric, "target"), 3),
        Column(speech.label("metrics.pace"), 3),
    )
    rows = tuple(_metric(metric_progress(metric), speech) for metric in metrics)
    return Table(speech.field(PracticeModel, "metrics").text, columns, rows)


def _metric(progress: MetricProgress, speech: Speech) -> tuple[Cell, ...]:
    metric = progress.metric
    return (
        _given(speech, metric.name or metric.id, metric.definition),
        _value(progress.baseline, metric.unit, speech),
        _value(progress.latest, metric.unit, speech),
        _value(progress.target, metric.unit, speech),
        (
            Words(pace_name(progress.pace, speech.language), speech.language),
            *_given(speech, progress.shortfall_reason),
        ),
    )


def _value(held: Observation | Target | None, unit: str, speech: Speech) -> Cell:
    if held is None:
        return (speech.label("unknown"),)
    value = Words(speech.quantity(held.value, unit), speech.language)
    lines = [value, speech.day(held.date)] if held.date else [value]
    if isinstance(held, Observation) and held.n is not None:
        lines.append(speech.label("metrics.n", n=held.n))
    return tuple(lines)


def _given(speech: Speech, *texts: str) -> Cell:
    return tuple(speech.own(text.strip()) for text in texts if text.strip())


def _time(start: datetime.date | None, due: datetime.date | None, speech: Speech) -> Cell:
    """Return the days of a task; a dash stands where one of them is not known."""
    if start is None and due is None:
        return (speech.label("unknown"),)
    days = (speech.day(day).text if day else "" for day in (start, due))
    return (Words(" – ".join(days).strip(), speech.language),)
