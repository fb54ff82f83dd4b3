"""Shows findings: for people at the width of their terminal, for programs as JSON."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

import click

from toimintamalli.cli._words import Words
from toimintamalli.diagnostics import Diagnostic, Report, Severity

__all__ = ["as_data", "echo", "echo_json", "note", "show_report"]

_WIDEST = 100


def echo(text: str = "") -> None:
    """Write a result to standard output."""
    click.echo(text)


def note(text: str) -> None:
    """Write a message about the work to standard error."""
    click.echo(text, err=True)


def echo_json(data: object) -> None:
    """Write a result for programs to standard output."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def as_data(report: Iterable[Diagnostic], words: Words) -> list[dict[str, Any]]:
    """Return findings as plain data, with their sentences."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "source": finding.source,
            "line": finding.line,
            "path": finding.path,
            "message": finding.message(words.language),
            "why": finding.why(words.language),
            "hint": finding.hint(words.language),
        }
        for finding in report
    ]


def show_report(report: Report, words: Words, *, err: bool = False) -> None:
    """Show findings under the names of their severities, worst first."""
    for severity in Severity:
        found = [finding for finding in report if finding.severity is severity]
        if found:
            click.echo(f"{words[f'severity.{severity}']} ({len(found)})", err=err)
            for finding in found:
                for line in _lines(finding, words):
                    click.echo(line, err=err)


def _lines(finding: Diagnostic, words: Words) -> Iterator[str]:
    width = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
    line = "" if finding.line is None else f" ({words.fill('report.line', line=finding.line)})"
    message = f"{finding.message(words.language)}{line} [{finding.code}]"
    yield from textwrap.wrap(message, width, initial_indent="  • ", subsequent_indent="    ")
    if finding.severity is not Severity.INFO:
        hint = finding.hint(words.language)
        yield from textwrap.wrap(hint, width, initial_indent="    → ", subsequent_indent="      ")
