"""``audit-table``: how the percentages of a published table came about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from toimintamalli.analysis.audit import (
    Explanation,
    Figure,
    FigureAudit,
    RuledOut,
    TableAudit,
    Verdict,
    audit_table,
)
from toimintamalli.analysis.shares import rounded
from toimintamalli.cli._show import as_data, echo, echo_json, needs_attention, show_report, wrapped
from toimintamalli.cli._words import Command, Words, json_option
from toimintamalli.diagnostics import Report
from toimintamalli.tables import read_figures
from toimintamalli.vocabulary import shown_number, shown_percent

__all__ = ["command"]

_DECIMALS_IN_JSON = 4
_MORE_DECIMALS = 2
_MOST_REFUTING = 3


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("audit-table", cls=Command, words=words, help=words["audit_table.help"])
    @click.argument("file", metavar=words["metavar.file"])
    @json_option(words)
    def audit_command(file: str, as_json: bool) -> int:
        table = read_figures(file)
        audit = audit_table(table.figures)
        findings = table.problems + audit.problems.at(Path(file).name)
        if as_json:
            echo_json(_data(audit, findings, words))
        else:
            _show(file, audit, findings, words)
        return 0 if _is_fine(audit, findings) else 1

    return audit_command


def _is_fine(audit: TableAudit, findings: Report) -> bool:
    exact = all(row.verdict is Verdict.EXACT for row in audit.rows)
    return exact and not needs_attention(findings)


# -- for people -------------------------------------------------------------------------------


def _show(file: str, audit: TableAudit, findings: Report, words: Words) -> None:
    for row in audit.rows:
        if row.verdict is not Verdict.EXACT:
            _echo(_named(row.figure, words), "")
            for sentence in _sentences(row, words):
                _echo(sentence, "  ")
            echo()
    verdicts = Counter(row.verdict for row in audit.rows)
    total = shown_number(len(audit.rows), words.language)
    _echo(words.fill("audit_table.summary", path=file, total=total), "")
    for verdict in Verdict:
        if verdicts[verdict]:
            number = shown_number(verdicts[verdict], words.language)
            _echo(words[f"audit_table.verdict.{verdict}"], f"{number:>5}  ")
    for ruled_out in audit.ruled_out:
        _echo(_about_ruled_out(ruled_out, words), "")
    show_report(findings, words)


def _echo(text: str, indent: str) -> None:
    for line in wrapped(text, indent):
        echo(line)


def _sentences(row: FigureAudit, words: Words) -> Iterator[str]:
    """Yield what is said of a figure: what happened, and what else would explain it."""
    yield words.fill(
        "audit_table.figure",
        printed=shown_percent(row.figure.printed, words.language),
        exact=shown_percent(_exact(row, _MORE_DECIMALS), words.language),
        how=_how(row, words),
    )
    for known in row.explanations:
        name = words[f"audit_table.procedure.{known.procedure}"]
        if known.ruled_out_by:
            by = _printed(known.ruled_out_by, words)
            yield words.fill("audit_table.refuted", procedure=name, by=by)
        elif known.procedure is not row.verdict:
            yield words.fill("audit_table.possible", procedure=name)


def _how(row: FigureAudit, words: Words) -> str:
    match row.verdict:
        case Verdict.SUM_OF_ROUNDED:
            found = next(known for known in row.explanations if known.splits)
            return _about_parts(found, words)
        case Verdict.ROUNDED_TWICE:
            first = shown_percent(_exact(row, 1), words.language)
            return words.fill("audit_table.how.rounded_twice", first=first)
        case verdict:
            return words[f"audit_table.how.{verdict}"]


def _about_parts(found: Explanation, words: Words) -> str:
    first, second = (shown_number(part, words.language) for part in found.splits[0])
    total = shown_number(found.splits_total, words.language)
    key = "audit_table.how.only_parts" if found.splits_total == 1 else "audit_table.how.parts"
    how = words[f"audit_table.parts.{found.parts}"]
    return words.fill(key, how=how, first=first, second=second, total=total)


def _exact(row: FigureAudit, more: int) -> Decimal:
    """Return the exact percentage with some decimals more than the printed one has."""
    exponent = row.figure.printed.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return rounded(row.exact_percent, decimals + more)


def _about_ruled_out(ruled_out: RuledOut, words: Words) -> str:
    named = [_printed(figure, words) for figure in ruled_out.figures[:_MOST_REFUTING]]
    more = len(ruled_out.figures) - len(named)
    if more:
        named.append(words.fill("audit_table.more", more=shown_number(more, words.language)))
    name = words[f"audit_table.procedure.{ruled_out.procedure}"]
    return words.fill("audit_table.ruled_out", procedure=name, figures="; ".join(named))


def _named(figure: Figure, words: Words) -> str:
    count, n = (shown_number(number, words.language) for number in (figure.count, figure.n))
    return f"{figure.statement}, {count}/{n}"


def _printed(figure: Figure, words: Words) -> str:
    printed = shown_percent(figure.printed, words.language)
    return words.fill("audit_table.printed", figure=_named(figure, words), printed=printed)


# -- for programs -----------------------------------------------------------------------------


def _data(audit: TableAudit, findings: Report, words: Words) -> dict[str, Any]:
    return {
        "rows": [_row_data(row) for row in audit.rows],
        "ruled_out": [
            {
                "procedure": found.procedure.value,
                "figures": [_figure_data(figure) for figure in found.figures],
            }
            for found in audit.ruled_out
        ],
        "findings": as_data(findings, words),
    }


def _row_data(row: FigureAudit) -> dict[str, Any]:
    return {
        **_figure_data(row.figure),
        "exact_percent": _json_number(rounded(row.exact_percent, _DECIMALS_IN_JSON)),
        "verdict": row.verdict.value,
        "explanations": [_explanation_data(known) for known in row.explanations],
    }


def _figure_data(figure: Figure) -> dict[str, Any]:
    return {
        "statement": figure.statement,
        "count": figure.count,
        "n": figure.n,
        "printed": _json_number(figure.printed),
    }


def _explanation_data(known: Explanation) -> dict[str, Any]:
    refuting = known.ruled_out_by
    return {
        "procedure": known.procedure.value,
        "splits": [list(split) for split in known.splits],
        "splits_total": known.splits_total,
        "ruled_out_by": None if refuting is None else _figure_data(refuting),
    }


def _json_number(value: Decimal) -> float:
    """Return a number as JSON has it, whole ones without a decimal."""
    whole = int(value)
    return whole if whole == value else float(value)
