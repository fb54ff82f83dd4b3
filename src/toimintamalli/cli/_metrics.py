"""``metrics``: how the metrics of a practice model go, new observations, and pictures."""

from __future__ import annotations

from typing import Any

import click
from attrs import evolve, frozen

from toimintamalli.analysis.metrics import MetricProgress, Pace, metric_progress
from toimintamalli.cli._days import day_of
from toimintamalli.cli._metrics_csv import add_from_file
from toimintamalli.cli._metrics_data import progress_data
from toimintamalli.cli._metrics_show import show_metrics
from toimintamalli.cli._metrics_svg import write_charts
from toimintamalli.cli._show import as_data, echo, echo_json, needs_attention, show_report
from toimintamalli.cli._words import Command, Words, json_option, overwrite_option
from toimintamalli.diagnostics import Report, failure
from toimintamalli.documents import load
from toimintamalli.errors import UnknownNameError
from toimintamalli.model import Metric, PracticeModel

__all__ = ["command"]

_BEHIND = {Pace.LATE, Pace.MISSED}


@frozen(kw_only=True)
class _Wanted:
    """What a user wants of the metrics of a model, as it was written."""

    model: str
    as_of: str | None
    metric: str | None
    csv: str | None
    replace: bool
    dry_run: bool
    svg: str | None
    overwrite: bool
    as_json: bool


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("metrics", cls=Command, words=words, help=words["metrics.help"])
    @click.argument("model", metavar=words["metavar.yaml"])
    @click.option("--as-of", metavar=words["metavar.day"], help=words["metrics.as_of"])
    @click.option("--metric", metavar=words["metavar.name"], help=words["metrics.metric"])
    @click.option("--csv", metavar=words["metavar.file"], help=words["metrics.csv"])
    @click.option("--replace", is_flag=True, help=words["metrics.replace"])
    @click.option("--dry-run", is_flag=True, help=words["import.dry_run"])
    @click.option("--svg", metavar=words["metavar.models"], help=words["metrics.svg"])
    @overwrite_option(words)
    @json_option(words)
    def metrics_command(**given: Any) -> int:
        wanted = _Wanted(**given)
        _refuse_what_does_not_fit(wanted, words)
        subject = load(wanted.model)
        if wanted.csv is not None:
            return _add(wanted, subject, words)
        if wanted.svg is not None:
            return _draw(wanted, subject, words)
        return _tell(wanted, subject, words)

    return metrics_command


def _refuse_what_does_not_fit(wanted: _Wanted, words: Words) -> None:
    """Refuse options that would be passed over in silence."""
    adding, drawing = wanted.csv is not None, wanted.svg is not None
    if adding and drawing:
        _refuse(words.fill("error.either", first="--csv", second="--svg"))
    for given, option, needed, there in (
        (wanted.replace, "--replace", "--csv", adding),
        (wanted.dry_run, "--dry-run", "--csv", adding),
        (wanted.overwrite, "--overwrite", "--svg", drawing),
    ):
        if given and not there:
            _refuse(words.fill("error.needs", option=option, needed=needed))
    if adding and wanted.as_of is not None:
        _refuse(words.fill("error.either", first="--csv", second="--as-of"))


def _refuse(message: str) -> None:
    raise click.UsageError(message, click.get_current_context())


def _chosen(model: PracticeModel, wanted: str | None) -> tuple[Metric, ...]:
    """Return the metric asked for, or all."""
    if wanted is None:
        return model.metrics
    chosen = tuple(metric for metric in model.metrics if metric.id == wanted)
    if not chosen:
        known = tuple(metric.id for metric in model.metrics) or ("–",)
        raise UnknownNameError(failure("TM902", found=wanted, allowed=known))
    return chosen


# -- tell -------------------------------------------------------------------------------------


def _tell(wanted: _Wanted, model: PracticeModel, words: Words) -> int:
    day = day_of("--as-of", wanted.as_of, words)
    known = [metric_progress(metric, day) for metric in _chosen(model, wanted.metric)]
    report = _findings(known, model).at(wanted.model)
    if wanted.as_json:
        echo_json(
            {
                "file": wanted.model,
                "title": model.basics.title,
                "as_of": day.isoformat() if day else None,
                "metrics": [progress_data(one, words) for one in known],
                "findings": as_data(report, words),
            }
        )
    else:
        echo(model.basics.title or wanted.model)
        show_metrics(known, words, whole=wanted.metric is not None)
        show_report(report, words)
    return 1 if needs_attention(report) or any(one.pace in _BEHIND for one in known) else 0


def _findings(known: list[MetricProgress], model: PracticeModel) -> Report:
    places = {id(metric): place for place, metric in enumerate(model.metrics)}
    return Report(
        evolve(finding, path=f"metrics[{places[id(one.metric)]}].{finding.path}")
        for one in known
        for finding in one.findings
    )


# -- add --------------------------------------------------------------------------------------


def _add(wanted: _Wanted, model: PracticeModel, words: Words) -> int:
    _chosen(model, wanted.metric)
    report = add_from_file(
        model,
        str(wanted.csv),
        wanted.model,
        words,
        metric=wanted.metric,
        replace=wanted.replace,
        write=not wanted.dry_run,
        as_json=wanted.as_json,
    )
    return 1 if needs_attention(report) else 0


# -- draw -------------------------------------------------------------------------------------


def _draw(wanted: _Wanted, model: PracticeModel, words: Words) -> int:
    day = day_of("--as-of", wanted.as_of, words)
    chosen = _chosen(model, wanted.metric)
    written = write_charts(
        chosen, str(wanted.svg), words.language, as_of=day, overwrite=wanted.overwrite
    )
    if wanted.as_json:
        files = [{"metric": metric.id, "file": str(file)} for metric, file in written]
        echo_json({"file": wanted.model, "written": files})
    else:
        for _, file in written:
            echo(words.fill("export.done", path=file))
        if not written:
            echo(words["metrics.none"])
    return 0
