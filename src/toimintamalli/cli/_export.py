"""``export``: a practice model becomes form text, a workbook, a worksheet; a folder a summary."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from toimintamalli.cli._console import progress
from toimintamalli.cli._export_each import WantedOfEach, export_each
from toimintamalli.cli._options import given_options, option_option
from toimintamalli.cli._portfolio_show import show_problems
from toimintamalli.cli._privacy_show import is_about_privacy, show_places
from toimintamalli.cli._show import as_data, echo, echo_json, needs_attention, note, show_report
from toimintamalli.cli._words import Command, Words, json_option, overwrite_option
from toimintamalli.delivery.export import export, render
from toimintamalli.diagnostics import Report
from toimintamalli.documents import load, load_portfolio
from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.plugins import exporter_for_suffix, get_exporter
from toimintamalli.privacy import Audience, as_audience

__all__ = ["command"]

STANDARD_OUTPUT = "-"

_NUMBER = re.compile("[1-9][0-9]{0,3}", re.ASCII)


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("export", cls=Command, words=words, help=words["export.help"])
    @click.argument("model", metavar=words["metavar.into"])
    @click.argument("target", metavar=words["metavar.target"])
    @click.option(
        "--format", "format_name", metavar=words["metavar.name"], help=words["option.format"]
    )
    @click.option(
        "--audience",
        default=Audience.INTERNAL.value,
        metavar="|".join(Audience),
        help=words["export.audience"],
    )
    @option_option(words)
    @click.option("--each", is_flag=True, help=words["export.each"])
    @click.option("--workers", metavar=words["metavar.number"], help=words["export.workers"])
    @click.option("--dask", metavar=words["metavar.address"], help=words["export.dask"])
    @click.option("--resume", is_flag=True, help=words["export.resume"])
    @click.option("--dry-run", is_flag=True, help=words["export.dry_run"])
    @overwrite_option(words)
    @json_option(words)
    def export_command(**given: Any) -> int:
        wanted = _Wanted(**given)
        if wanted.is_for_each:
            return export_each(_wanted_of_each(wanted, words), words)
        _refuse_what_belongs_to_each(wanted, words)
        return _export(wanted, words)

    return export_command


@frozen(kw_only=True)
class _Wanted:
    """What a user wants of an export, as it was written."""

    model: str
    target: str
    format_name: str | None
    audience: str
    options: tuple[str, ...]
    each: bool
    workers: str | None
    dask: str | None
    resume: bool
    dry_run: bool
    overwrite: bool
    as_json: bool

    @property
    def is_for_each(self) -> bool:
        """Whether every model becomes a file of its own."""
        is_folder = self.target.endswith(("/", os.sep)) or Path(self.target).is_dir()
        return self.each or (is_folder and Path(self.model).is_dir())


def _wanted_of_each(wanted: _Wanted, words: Words) -> WantedOfEach:
    context = click.get_current_context()
    if not wanted.format_name:
        found = f"--format {words['metavar.name']}"
        raise click.UsageError(words.fill("error.missing", found=found), context)
    if wanted.workers is not None and wanted.dask is not None:
        message = words.fill("error.either", first="--workers", second="--dask")
        raise click.UsageError(message, context)
    if wanted.workers is not None and not _NUMBER.fullmatch(wanted.workers):
        message = words.fill("error.count", option="--workers", found=wanted.workers)
        raise click.UsageError(message, context)
    return WantedOfEach(
        model=wanted.model,
        target=wanted.target,
        format_name=wanted.format_name,
        audience=wanted.audience,
        options=wanted.options,
        overwrite=wanted.overwrite,
        resume=wanted.resume,
        dry_run=wanted.dry_run,
        workers=int(wanted.workers or 1),
        dask=wanted.dask,
        as_json=wanted.as_json,
    )


def _refuse_what_belongs_to_each(wanted: _Wanted, words: Words) -> None:
    for given, option in (
        (wanted.workers is not None, "--workers"),
        (wanted.dask is not None, "--dask"),
        (wanted.resume, "--resume"),
        (wanted.dry_run, "--dry-run"),
    ):
        if given:
            message = words.fill("error.needs", option=option, needed="--each")
            raise click.UsageError(message, click.get_current_context())


def _export(wanted: _Wanted, words: Words) -> int:
    subject = _read(wanted.model, words)
    problems = _problems(subject, wanted.audience, words)
    exit_code = _exit_code(subject)
    exporter = (
        get_exporter(wanted.format_name)
        if wanted.format_name
        else exporter_for_suffix(Path(wanted.target).suffix, wanted.target)
    )
    asked = {
        "language": words.language,
        "audience": wanted.audience,
        **given_options(wanted.options, exporter.options_type),
    }
    if wanted.target == STANDARD_OUTPUT:
        rendered = render(subject, format=wanted.format_name or "", **asked)
        _show(rendered.diagnostics, words)
        show_problems(problems, words, err=True)
        sys.stdout.buffer.write(rendered.data)
        return exit_code
    exported = export(
        subject, wanted.target, format=wanted.format_name, overwrite=wanted.overwrite, **asked
    )
    if wanted.as_json:
        findings = exported.diagnostics + problems
        echo_json({"written": wanted.target, "findings": as_data(findings, words)})
    else:
        _show(exported.diagnostics, words)
        show_problems(problems, words, err=True)
        echo(words.fill("export.done", path=wanted.target))
    return exit_code


def _read(path: str, words: Words) -> PracticeModel | Portfolio:
    """Return the model of a file, or the portfolio of a folder."""
    if not Path(path).is_dir():
        return load(path)
    with progress(words["portfolio.reading"]) as told:
        return load_portfolio(path, progress=told)


def _exit_code(subject: PracticeModel | Portfolio) -> int:
    """Return 1 where a file of a folder stayed outside, as the sum of the others tells nobody."""
    return int(isinstance(subject, Portfolio) and needs_attention(subject.problems))


def _problems(subject: PracticeModel | Portfolio, audience: str, words: Words) -> Report:
    """Return the files that could not be read; for others none, since they tell of files."""
    problems = subject.problems if isinstance(subject, Portfolio) else Report()
    if as_audience(audience) is Audience.INTERNAL or not len(problems):
        return problems
    note(words.fill("portfolio.problems_left_out", count=len(problems)))
    return Report()


def _show(diagnostics: Report, words: Words) -> None:
    """Show what the format tells, and then what was done for the audience."""
    of_format = [finding for finding in diagnostics if not is_about_privacy(finding)]
    show_report(Report(of_format), words, err=True)
    show_places(Report(filter(is_about_privacy, diagnostics)), words, err=True)
