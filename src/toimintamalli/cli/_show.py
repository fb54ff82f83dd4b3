"""Shows findings: for people at the width of their terminal, for programs as JSON."""

from __future__ import annotations

import json
import re
import shutil
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

import click

from toimintamalli.cli._words import Words
from toimintamalli.diagnostics import Diagnostic, Report, Severity

__all__ = [
    "as_data",
    "echo",
    "echo_json",
    "needs_attention",
    "note",
    "one_line",
    "show_report",
    "wrapped",
]

_WIDEST = 100
# What stands between the name of a sheet and its cell, as in Taul1!C7.
_OF_A_SHEET = "!"
# What moves the cursor, ends a line or turns the direction of writing.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+"
)


def echo(text: str = "") -> None:
    """Write a result to standard output."""
    click.echo(text)


def note(text: str) -> None:
    """Write a message about the work to standard error."""
    click.echo(text, err=True)


def echo_json(data: object) -> None:
    """Write a result for programs to standard output."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    # A file name may hold halves of characters; escaped as JSON does, they pass.
    click.echo(text.encode("utf-8", "backslashreplace").decode("utf-8"))


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
            "parameters": finding.plain_parameters(words.language),
        }
        for finding in report
    ]


def show_report(
    report: Report, words: Words, *, err: bool = False, names_files: bool = False
) -> None:
    """Show findings under the names of their severities, worst first.

    Args:
        report: The findings.
        words: Words of the command line.
        err: Whether they go to standard error.
        names_files: Whether each is told with its file, where there are several.
    """
    for severity in Severity:
        found = [finding for finding in report if finding.severity is severity]
        if found:
            click.echo(f"{words[f'severity.{severity}']} ({len(found)})", err=err)
            for finding in found:
                for line in _lines(finding, words, names_files=names_files):
                    click.echo(line, err=err)


def needs_attention(findings: Iterable[Diagnostic]) -> bool:
    """Return whether something is to be completed or mended, beside what only informs."""
    return any(finding.severity is not Severity.INFO for finding in findings)


def one_line(text: str) -> str:
    r"""Return a text that stays on its line of the terminal, whatever a document holds.

    Example:
        >>> one_line("Lappi\x1b[2J\nKainuu")
        'Lappi [2J Kainuu'
    """
    return _UNPRINTABLE.sub(" ", text)


def wrapped(text: str, indent: str) -> list[str]:
    """Return a text in lines that fit the terminal.

    Args:
        text: The text.
        indent: What stands before its first line; the others are drawn in as far.
    """
    width = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
    return textwrap.wrap(
        one_line(text), width, initial_indent=indent, subsequent_indent=" " * len(indent)
    )


def _lines(finding: Diagnostic, words: Words, *, names_files: bool) -> Iterator[str]:
    file = finding.source if names_files and finding.source else ""
    place = ", ".join(filter(None, (file, _place(finding, words))))
    told = f" ({place})" if place else ""
    message = f"{finding.message(words.language)}{told} [{finding.code}]"
    yield from wrapped(message, "  • ")
    if finding.severity is not Severity.INFO:
        hint = finding.hint(words.language)
        yield from wrapped(hint, "    → ")


def _place(finding: Diagnostic, words: Words) -> str:
    """Return where in its file a finding was made: a line, or a cell such as ``Taul1!C7``."""
    if finding.line is not None:
        return words.fill("report.line", line=finding.line)
    return finding.path if _OF_A_SHEET in finding.path else ""
