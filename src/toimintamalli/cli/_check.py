"""``check``: what practice models still lack."""

from __future__ import annotations

from pathlib import Path

import click

from toimintamalli.checks import check
from toimintamalli.cli._show import as_data, echo, echo_json, show_report
from toimintamalli.cli._words import Command, Words, json_option
from toimintamalli.diagnostics import Report, Severity
from toimintamalli.documents import document_files, load
from toimintamalli.errors import ToimintamalliError

__all__ = ["command"]

FINDINGS = 1
UNREADABLE = 2


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("check", cls=Command, words=words, help=words["check.help"])
    @click.argument("paths", nargs=-1, required=True, metavar=words["metavar.paths"])
    @json_option(words)
    def check_command(paths: tuple[str, ...], as_json: bool) -> int:
        reports = {file: _report(file) for path in paths for file in _files(path)}
        if as_json:
            files = [
                {"file": str(file), "findings": as_data(report, words)}
                for file, report in reports.items()
            ]
            echo_json({"files": files})
        else:
            for file, report in reports.items():
                _show(file, report, words)
        return max(map(_exit_code, reports.values()), default=0)

    return check_command


def _files(path: str) -> tuple[Path, ...]:
    """Return the files that a path means: itself, or the documents of a folder."""
    return document_files(path) if Path(path).is_dir() else (Path(path),)


def _report(file: Path) -> Report:
    try:
        return check(load(file))
    except ToimintamalliError as error:
        return error.report


def _show(file: Path, report: Report, words: Words) -> None:
    echo(f"{file}: {words['check.fine'] if not len(report) else ''}".rstrip())
    show_report(report, words)


def _exit_code(report: Report) -> int:
    if report.has_errors:
        return UNREADABLE
    told = any(finding.severity is Severity.WARNING for finding in report)
    return FINDINGS if told else 0
