"""Reads observations of a file into a model, and tells what became of each row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from toimintamalli.cli._show import as_data, echo, echo_json, show_report, wrapped
from toimintamalli.cli._words import Words
from toimintamalli.diagnostics import Report
from toimintamalli.documents import dump
from toimintamalli.model import Metric, PracticeModel
from toimintamalli.observations import (
    AddedObservations,
    ObservationChange,
    ObservationChangeKind,
    add_observations,
    read_observations,
)
from toimintamalli.vocabulary import shown_date, shown_quantity

__all__ = ["add_from_file"]


def add_from_file(
    model: PracticeModel,
    file: str,
    target: str,
    words: Words,
    *,
    metric: str | None,
    replace: bool,
    write: bool,
    as_json: bool,
) -> Report:
    """Add the observations of a file to a model, tell of it, and return what was found.

    Args:
        model: The model.
        file: The CSV file.
        target: The file of the model.
        words: Words of the command line.
        metric: Metric of the rows that do not name one.
        replace: Whether a row may replace what the model has of its day.
        write: Whether the model is written.
        as_json: Whether a program reads it.
    """
    reading = read_observations(file, metric=metric)
    added = add_observations(model, reading.rows, replace=replace)
    report = reading.problems + added.problems.at(Path(file).name)
    written = write and added.model is not model
    if written:
        dump(added.model, target, overwrite=True)
    if as_json:
        echo_json(_data(target, added, report, words, written=written))
    else:
        show_report(report, words, err=True)
        for line in _lines(target, added, words, write=write):
            echo(line)
    return report


def _lines(target: str, added: AddedObservations, words: Words, *, write: bool) -> Iterator[str]:
    key = "metrics.added" if write else "metrics.would_add"
    for metric in added.model.metrics:
        of_metric = [change for change in added.changes if change.metric == metric.id]
        if of_metric:
            counts = {
                kind.value: sum(change.kind is kind for change in of_metric)
                for kind in ObservationChangeKind
            }
            text = words.fill(key, path=target, metric=metric.id, **counts)
            yield from wrapped(text, "")
        for change in of_metric:
            if change.kind is ObservationChangeKind.REPLACED and change.before:
                yield from wrapped(_replaced(change, metric, words), "  ")
    if not any(change.kind is not ObservationChangeKind.KEPT for change in added.changes):
        yield words["metrics.nothing_added"]


def _replaced(change: ObservationChange, metric: Metric, words: Words) -> str:
    values = [change.before.value] if change.before else []
    before, now = (
        shown_quantity(value, metric.unit, words.language)
        for value in (*values, change.observation.value)
    )
    day = shown_date(change.observation.date, words.language)
    return words.fill("metrics.replaced", day=day, before=before, now=now)


def _data(
    target: str, added: AddedObservations, report: Report, words: Words, *, written: bool
) -> dict[str, Any]:
    return {
        "file": target,
        "written": written,
        "rows": [
            {
                "line": change.line,
                "metric": change.metric,
                "date": change.observation.date.isoformat(),
                "value": change.observation.value,
                "before": change.before.value if change.before else None,
                "outcome": change.kind.value,
            }
            for change in added.changes
        ],
        "findings": as_data(report, words),
    }
