"""What workshops left behind: notes of group boards, and filled placement worksheets."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.model import Board, Note, NoteKind, PlacementCell, PlacementWorksheet
from toimintamalli.vocabulary import WorksheetDefinition, worksheet
from toimintamalli_excel._tables import Columns, Row, identified_table, key_column, told_column
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import TableSheet


def board_sheets(boards: tuple[Board, ...], words: Words) -> Iterator[TableSheet]:
    """Return the notes of all boards; a board without notes has one row."""
    if not boards:
        return
    of_board, of_note = Columns(Board, words), Columns(Note, words)
    columns = (
        key_column(words["boards.key"], 26),
        key_column(words.record(Board), 22),
        of_board.text("theme", 30),
        of_board.day("date", 14),
        key_column(words.record(Note), 14),
        of_note.choice("kind", NoteKind, 28),
        of_note.text("text", 60),
        of_note.integer("votes", 10),
    )
    rows = [row for board in boards for row in _board_rows(board, words)]
    yield identified_table("Boards", columns, rows, words)


def _board_rows(board: Board, words: Words) -> Iterator[Row]:
    told = (board.id, board.theme, board.date)
    if not board.notes:
        yield (board.id, *told, None, None, None, None)
    for note in board.notes:
        written = (note.id, words.value(note.kind), note.text, note.votes)
        yield (f"{board.id}/{note.id}", *told, *written)


def placement_sheets(
    worksheets: tuple[PlacementWorksheet, ...], words: Words
) -> Iterator[TableSheet]:
    """Return every cell of the filled worksheets, also the empty ones."""
    if not worksheets:
        return
    of_sheet, of_cell = Columns(PlacementWorksheet, words), Columns(PlacementCell, words)
    columns = (
        key_column(words["worksheets.key"], 30),
        key_column(words.record(PlacementWorksheet), 18),
        of_sheet.text("source", 26),
        of_sheet.day("date", 14),
        of_cell.text("row", 22),
        told_column(words["worksheets.question"], 36),
        of_cell.text("column", 20),
        of_cell.text("text", 60),
    )
    definition = worksheet("tyopohja-4")
    rows = [row for filled in worksheets for row in _placement_rows(filled, definition, words)]
    yield identified_table("Worksheets", columns, rows, words)


def _placement_rows(
    filled: PlacementWorksheet, definition: WorksheetDefinition, words: Words
) -> Iterator[Row]:
    language = words.language
    rows = {row.id: row for row in definition.rows}
    columns = {column.id: column.name.get(language) for column in definition.columns}
    for cell in _cells_in_order(filled, definition):
        row = rows.get(cell.row)
        yield (
            f"{filled.id}/{cell.row}/{cell.column}",
            filled.id,
            filled.source,
            filled.date,
            row.name.get(language) if row else cell.row,
            row.question.get(language) if row else None,
            columns.get(cell.column, cell.column),
            cell.text,
        )


def _cells_in_order(
    filled: PlacementWorksheet, definition: WorksheetDefinition
) -> Iterator[PlacementCell]:
    """Return the cells of the worksheet row by row, then answers that it has no place for."""
    places = [(row.id, column.id) for row in definition.rows for column in definition.columns]
    for row, column in places:
        answers = [cell for cell in filled.cells if (cell.row, cell.column) == (row, column)]
        yield from answers or [PlacementCell(row=row, column=column, text="")]
    yield from (cell for cell in filled.cells if (cell.row, cell.column) not in places)
