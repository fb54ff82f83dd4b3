"""``export``: a practice model becomes form text, a workbook, a worksheet."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toimintamalli.cli._options import given_options, option_option
from toimintamalli.cli._privacy_show import is_about_privacy, show_places
from toimintamalli.cli._show import as_data, echo, echo_json, show_report
from toimintamalli.cli._words import Command, Words, json_option, overwrite_option
from toimintamalli.delivery.export import export, render
from toimintamalli.diagnostics import Report
from toimintamalli.documents import load
from toimintamalli.plugins import exporter_for_suffix, get_exporter
from toimintamalli.privacy import Audience

__all__ = ["command"]

STANDARD_OUTPUT = "-"


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("export", cls=Command, words=words, help=words["export.help"])
    @click.argument("model", metavar=words["metavar.yaml"])
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
        subject = load(model)
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
            sys.stdout.buffer.write(rendered.data)
            return 0
        exported = export(subject, target, format=format_name, overwrite=overwrite, **asked)
        if as_json:
            echo_json({"written": target, "findings": as_data(exported.diagnostics, words)})
        else:
            _show(exported.diagnostics, words)
            echo(words.fill("export.done", path=target))
        return 0

    return export_command


def _show(diagnostics: Report, words: Words) -> None:
    """Show what the format tells, and then what was done for the audience."""
    of_format = [finding for finding in diagnostics if not is_about_privacy(finding)]
    show_report(Report(of_format), words, err=True)
    show_places(Report(filter(is_about_privacy, diagnostics)), words, err=True)
