"""What the check of a model finds, to be mended while the workbook is at hand."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.checks import check
from toimintamalli.model import PracticeModel
from toimintamalli_excel._binding import SheetPlan
from toimintamalli_excel._tables import Row, column
from toimintamalli_excel._told import ToldSheet
from toimintamalli_excel._words import Words


def findings_sheet(words: Words) -> SheetPlan:
    """Return the open findings, the worst first; those set aside stand on a sheet of their own."""
    return ToldSheet(
        key="Findings",
        columns=(
            column(words["findings.severity"], 14),
            column(words["findings.message"], 60),
            column(words["findings.hint"], 50),
            column(words["findings.why"], 50),
            column(words["fields.path"], 30),
            column(words["findings.code"], 12),
        ),
        rows=lambda model: _rows(model, words),
        is_always=True,
        is_momentary=True,
    )


def _rows(model: PracticeModel, words: Words) -> Iterator[Row]:
    language = words.language
    for finding in sorted(check(model), key=lambda found: found.severity.rank):
        yield (
            words[f"severity.{finding.severity.value}"],
            finding.message(language),
            finding.hint(language),
            finding.why(language),
            finding.path,
            finding.code,
        )
