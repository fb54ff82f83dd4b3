"""What the user should be told: answers left out or carried over, signs shown otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from toimintamalli.diagnostics import Diagnostic
from toimintamalli.vocabulary import WorksheetColumn, WorksheetDefinition, WorksheetRow
from toimintamalli_pdf._answers import FilledSheet, Position, misplaced_answers
from toimintamalli_pdf._findings import finding

if TYPE_CHECKING:
    from toimintamalli_pdf._grid import RenderedGrid

__all__ = ["answer_findings", "drawing_findings"]

_WORKSHEETS = "placement_worksheets"
_SHOWN_CHARACTERS = 10
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def answer_findings(
    definition: WorksheetDefinition,
    sheets: Sequence[FilledSheet],
    texts: Mapping[Position, str],
) -> Iterator[Diagnostic]:
    """Yield what is to be told of the answers themselves.

    Args:
        definition: Rows and columns of the worksheet.
        sheets: Filled worksheets that the answers come from.
        texts: Answers by cell, as they were drawn.
    """
    for path, cell in misplaced_answers(sheets, definition):
        words = len(cell.text.split())
        yield finding("PDF003", path, row=cell.row, column=cell.column, words=words)
    for row, column in _cells(definition):
        if _RIGHT_TO_LEFT.search(texts.get((row.id, column.id), "")):
            yield finding("PDF004", _WORKSHEETS, row=row.name, column=column.name)


def drawing_findings(definition: WorksheetDefinition, drawn: RenderedGrid) -> Iterator[Diagnostic]:
    """Yield what is to be told of how the answers fitted onto the page.

    Args:
        definition: Rows and columns of the worksheet.
        drawn: The finished worksheet.
    """
    if drawn.missing_glyphs:
        shown = drawn.missing_glyphs[:_SHOWN_CHARACTERS]
        yield finding("PDF001", count=len(drawn.missing_glyphs), characters=shown)
    for row, column in _cells(definition):
        if (row.id, column.id) in drawn.continued:
            yield finding("PDF002", _WORKSHEETS, row=row.name, column=column.name)


def _cells(definition: WorksheetDefinition) -> Iterator[tuple[WorksheetRow, WorksheetColumn]]:
    for row in definition.rows:
        for column in definition.columns:
            yield row, column
