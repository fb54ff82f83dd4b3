"""``export``: a practice model becomes form text, a workbook, a worksheet; a folder a summary."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toimintamalli.cli._console import progress
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
    @overwrite_option(words)
    @json_option(words)
    def export_command(
        model: str,
        target: str,
        format_name: str | None,
        audience: str,
        options: tuple[str, ...],
        overwrite: bool,
        as_json: bool,
    ) -> int:
        subject = _read(model, words)
        problems = _problems(subject, audience, words)
        exit_code = _exit_code(subject)
        exporter = (
            get_exporter(format_name)
            if format_name
            else exporter_for_suffix(Path(target).suffix, target)
        )
        asked = {
            "language": words.language,
            "audience": audience,
            **given_options(options, exporter.options_type),
        }
        if target == STANDARD_OUTPUT:
            rendered = render(subject, format=format_name or "", **asked)
            _show(rendered.diagnostics, words)
            show_problems(problems, words, err=True)
            sys.stdout.buffer.write(rendered.data)
            return exit_code
        exported = export(subject, target, format=format_name, overwrite=overwrite, **asked)
        if as_json:
            findings = exported.diagnostics + problems
            echo_json({"written": target, "findings": as_data(findings, words)})
        else:
            _show(exported.diagnostics, words)
            show_problems(problems, words, err=True)
            echo(words.fill("export.done", path=target))
        return exit_code

    return export_command


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
