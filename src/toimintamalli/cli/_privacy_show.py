"""Shows what redaction and forgetting did: each kind once, with its places below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click
from attrs import evolve

from toimintamalli.cli._show import wrapped
from toimintamalli.cli._words import Words
from toimintamalli.diagnostics import Diagnostic, Report, Severity

__all__ = ["is_about_privacy", "show_places"]

_CODES = "TM51"


def is_about_privacy(finding: Diagnostic) -> bool:
    """Return whether a finding tells what an audience is given."""
    return finding.code.startswith(_CODES)


def show_places(report: Report, words: Words, *, err: bool = False) -> None:
    """Show findings under the names of their severities; those alike once, with their places."""
    for severity in Severity:
        found = [finding for finding in report if finding.severity is severity]
        if found:
            click.echo(words[f"severity.{severity}"], err=err)
            for alike in _alike(found):
                for line in _lines(alike, words):
                    click.echo(line, err=err)


def _alike(findings: Iterable[Diagnostic]) -> list[list[Diagnostic]]:
    groups: dict[object, list[Diagnostic]] = {}
    for finding in findings:
        same = tuple(one for one in finding.parameters if one[0] != "count")
        groups.setdefault((finding.code, same), []).append(finding)
    return list(groups.values())


def _lines(alike: list[Diagnostic], words: Words) -> Iterator[str]:
    first = alike[0]
    counts = [value for one in alike for name, value in one.parameters if name == "count"]
    total = sum(count for count in counts if isinstance(count, int))
    summed = tuple((name, total if name == "count" else held) for name, held in first.parameters)
    message = evolve(first, parameters=summed).message(words.language)
    yield from wrapped(f"{message} [{first.code}]", "  • ")
    if places := ", ".join(dict.fromkeys(one.place for one in alike if one.place)):
        yield from wrapped(places, "    ")
    if first.severity is not Severity.INFO:
        yield from wrapped(first.hint(words.language), "    → ")
