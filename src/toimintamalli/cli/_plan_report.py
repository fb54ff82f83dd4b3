"""``plan report``: the summary for final reporting."""

from __future__ import annotations

from pathlib import Path

import click

from toimintamalli._files import write_whole
from toimintamalli.cli._composed import composed_data, show_coverage, show_left_out, show_text
from toimintamalli.cli._days import day_of
from toimintamalli.cli._evaluate import results_of
from toimintamalli.cli._show import (
    as_data,
    echo,
    echo_json,
    needs_attention,
    note,
    show_report,
    wrapped,
)
from toimintamalli.cli._words import Command, Words, json_option, overwrite_option
from toimintamalli.composition import Composed, final_report
from toimintamalli.diagnostics import Report
from toimintamalli.documents import load
from toimintamalli.vocabulary import reporting_rules

__all__ = ["command"]


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("report", cls=Command, words=words, help=words["plan_report.help"])
    @click.argument("model", metavar=words["metavar.yaml"])
    @click.option("--as-of", metavar=words["metavar.day"], help=words["plan_report.as_of"])
    @click.option("-o", "--output", metavar=words["metavar.file"], help=words["plan_report.output"])
    @overwrite_option(words)
    @json_option(words)
    def report_command(
        model: str, as_of: str | None, output: str | None, overwrite: bool, as_json: bool
    ) -> int:
        day = day_of("--as-of", as_of, words)
        subject = load(model)
        results, problems = results_of(subject, subject.evaluations)
        composed = final_report(subject, results, day)
        findings = Report(problems).at(model)
        if output:
            text = f"{composed.text.plain}\n".encode("utf-8", "backslashreplace")
            write_whole(Path(output), text, overwrite=overwrite)
        if as_json:
            written = {"file": model, "written": output}
            echo_json(
                {**written, **composed_data(composed, words), "findings": as_data(findings, words)}
            )
        else:
            show_report(findings, words, err=True)
            _show(composed, output, words)
        return 1 if composed.missing() or needs_attention(findings) else 0

    return report_command


def _show(composed: Composed, output: str | None, words: Words) -> None:
    if output:
        echo(words.fill("compose.written", path=output))
    elif composed.text:
        show_text(composed.text)
    else:
        echo(words["plan_report.nothing"])
    if any(point.to_add for point in composed.coverage):
        echo()
        show_coverage(composed.coverage, words)
    show_left_out(composed.left_out, words)
    rule = reporting_rules()[0].text.get(words.language)
    note("\n".join(wrapped(words.fill("plan_report.look", rule=rule), "")))
