"""What workshops left on their group boards."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.model import Board, Note, PracticeModel
from toimintamalli_excel._binding import SheetPlan
from toimintamalli_excel._tables import Row, column, key_column
from toimintamalli_excel._told import ToldSheet
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import ColumnKind


def boards_sheet(words: Words) -> SheetPlan:
    """Return the notes of all boards; a board without notes has one row."""
    return ToldSheet(
        key="Boards",
        columns=(
            key_column(words["boards.key"], 26),
            key_column(words.record(Board), 22),
            column(words.field(Board, "theme"), 30),
            column(words.field(Board, "date"), 14, ColumnKind.DATE),
            key_column(words.record(Note), 14),
            column(words.field(Note, "kind"), 28),
            column(words.field(Note, "text"), 60),
            column(words.field(Note, "votes"), 10, ColumnKind.INTEGER),
        ),
        rows=lambda model: _rows(model, words),
        is_identified=True,
    )


def _rows(model: PracticeModel, words: Words) -> Iterator[Row]:
    for board in model.boards:
        told = (board.id, board.theme, board.date)
        if not board.notes:
            yield (board.id, *told, None, None, None, None)
        for note in board.notes:
            written = (note.id, words.value(note.kind), note.text, note.votes)
            yield (f"{board.id}/{note.id}", *told, *written)
