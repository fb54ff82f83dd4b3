"""``export``: a practice model becomes form text, a workbook, a worksheet."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toimintamalli.cli._options import given_options, option_option
from toimintamalli.cli._show import as_data, echo, echo_json, show_report
from toimintamalli.cli._words import Command, Words, json_option, overwrite_option
from toimintamalli.delivery.export import export, render
from toimintamalli.documents import load
from toimintamalli.plugins import exporter_for_suffix, get_exporter

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
    @option_option(words)
    @overwrite_option(words)
    @json_option(words)
    def export_command(
        model: str,
        target: str,
        format_name: str | None,
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
        values = given_options(options, exporter.options_type)
        if target == STANDARD_OUTPUT:
            rendered = render(subject, format=format_name or "", language=words.language, **values)
            show_report(rendered.diagnostics, words, err=True)
            sys.stdout.buffer.write(rendered.data)
            return 0
        exported = export(
            subject,
            target,
            format=format_name,
            language=words.language,
            overwrite=overwrite,
            **values,
        )
        if as_json:
            echo_json({"written": target, "findings": as_data(exported.diagnostics, words)})
        else:
            show_report(exported.diagnostics, words, err=True)
            echo(words.fill("export.done", path=target))
        return 0

    return export_command
