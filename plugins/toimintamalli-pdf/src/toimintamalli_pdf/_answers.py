"""Which answers go onto the sheet: those of one filled worksheet, or of several joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from attrs import frozen

from toimintamalli.diagnostics import failure
from toimintamalli.errors import OptionError
from toimintamalli.model import PlacementCell, PlacementWorksheet, PracticeModel
from toimintamalli.vocabulary import Labels, WorksheetDefinition
from toimintamalli_pdf._identity import ENTRY_DATE, ENTRY_SOURCE
from toimintamalli_pdf._options import PdfOptions

__all__ = [
    "FilledSheet",
    "Position",
    "chosen_sheets",
    "entry_texts",
    "filled_sheet",
    "join_answers",
    "misplaced_answers",
]

Position: TypeAlias = tuple[str, str]
"""Identifiers of a row and a column."""


@frozen(kw_only=True)
class FilledSheet:
    """A filled worksheet of a model.

    Attributes:
        id: Its identifier.
        path: Where it is in the model.
        label: Who filled it and when, for people.
        source: Who filled it, on one line; often empty.
        date: Day of filling, for people; often empty.
        cells: Its answers.
    """

    id: str
    path: str
    label: str
    source: str
    date: str
    cells: tuple[PlacementCell, ...]


def chosen_sheets(
    model: PracticeModel, options: PdfOptions, words: Labels
) -> tuple[FilledSheet, ...]:
    """Return the filled worksheets whose answers are wanted.

    Raises:
        OptionError: The model has no worksheet of the identifier asked for.
    """
    if not options.prefill:
        return ()
    sheets = tuple(
        filled_sheet(sheet, f"placement_worksheets[{place}]", words)
        for place, sheet in enumerate(model.placement_worksheets)
        if options.filled in (None, sheet.id)
    )
    if options.filled is not None and not sheets:
        allowed = tuple(sheet.id for sheet in model.placement_worksheets) or ("–",)
        raise OptionError(failure("TM909", option="filled", found=options.filled, allowed=allowed))
    return sheets


def filled_sheet(sheet: PlacementWorksheet, path: str, words: Labels) -> FilledSheet:
    """Return a filled worksheet as it is shown.

    Args:
        sheet: The worksheet.
        path: Where it is in the model.
        words: Words of this plugin in the language of the document.
    """
    source = " ".join(sheet.source.split())
    date = "" if sheet.date is None else words.fill("sheet.date", date=sheet.date)
    named = source or words.fill("sheet.unnamed", id=sheet.id)
    return FilledSheet(
        id=sheet.id,
        path=path,
        label=f"{named}, {date}" if date else named,
        source=source,
        date=date,
        cells=sheet.cells,
    )


def join_answers(
    sheets: Sequence[FilledSheet], definition: WorksheetDefinition
) -> dict[Position, str]:
    """Return the text of every answered cell.

    The answers of a single sheet stay as they are; with several, each stands under the label of
    its sheet, in the order of the sheets.
    """
    known = _positions(definition)
    joined: dict[Position, list[str]] = defaultdict(list)
    for sheet in sheets:
        for position, text in _texts(sheet).items():
            if position in known:
                joined[position].append(f"{sheet.label}:\n{text}" if len(sheets) > 1 else text)
    return {position: "\n\n".join(texts) for position, texts in joined.items()}


def entry_texts(sheets: Sequence[FilledSheet]) -> dict[str, str]:
    """Return the texts of the entries: those of a single filled worksheet.

    Args:
        sheets: Filled worksheets that the answers come from.
    """
    if len(sheets) != 1:
        return {}
    return {ENTRY_SOURCE: sheets[0].source, ENTRY_DATE: sheets[0].date}


def misplaced_answers(
    sheets: Sequence[FilledSheet], definition: WorksheetDefinition
) -> Iterator[tuple[str, PlacementCell]]:
    """Yield (path, answer) where the worksheet has no such row or column."""
    known = _positions(definition)
    for sheet in sheets:
        for place, cell in enumerate(sheet.cells):
            if (cell.row, cell.column) not in known:
                yield f"{sheet.path}.cells[{place}]", cell


def _positions(definition: WorksheetDefinition) -> set[Position]:
    return {(row.id, column.id) for row in definition.rows for column in definition.columns}


def _texts(sheet: FilledSheet) -> dict[Position, str]:
    """Text of every answered cell; a cell that is there twice keeps both texts."""
    texts: dict[Position, list[str]] = defaultdict(list)
    for cell in sheet.cells:
        if cell.text.strip():
            texts[cell.row, cell.column].append(cell.text)
    return {position: "\n\n".join(parts) for position, parts in texts.items()}
