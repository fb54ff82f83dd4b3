"""``board``: the notes of a group board from a table into a model, and back."""

from __future__ import annotations

import sys

import click
from attrs import evolve

from toimintamalli.board_files import BoardReading, board_csv, read_board
from toimintamalli.cli._days import day_of
from toimintamalli.cli._show import as_data, echo, echo_json, needs_attention, show_report
from toimintamalli.cli._words import Command, Words, json_option
from toimintamalli.diagnostics import failure
from toimintamalli.documents import dump, load
from toimintamalli.errors import OptionError, UnknownNameError
from toimintamalli.model import Board, PracticeModel
from toimintamalli.vocabulary import board_definition

__all__ = ["command"]

_FINDINGS = 1
_BYTE_ORDER_MARK = "\ufeff"  # without it, a spreadsheet takes ä for two letters


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("board", cls=Command, words=words, help=words["board.help"])
    @click.argument("source", metavar=words["metavar.board"])
    @click.option("--into", metavar=words["metavar.yaml"], help=words["board.into"])
    @click.option("--csv", "as_csv", is_flag=True, help=words["board.csv"])
    @click.option("--id", "board_id", metavar=words["metavar.name"], help=words["board.id"])
    @click.option("--theme", default="", metavar=words["metavar.text"], help=words["board.theme"])
    @click.option("--date", metavar=words["metavar.day"], help=words["board.date"])
    @click.option("--dry-run", is_flag=True, help=words["import.dry_run"])
    @json_option(words)
    def board_command(
        source: str,
        into: str | None,
        as_csv: bool,
        board_id: str | None,
        theme: str,
        date: str | None,
        dry_run: bool,
        as_json: bool,
    ) -> int:
        day = day_of("--date", date, words)
        if (into is None) is not as_csv:
            raise click.UsageError(words["board.which"], click.get_current_context())
        if into is None:
            return _write_out(_board(load(source), board_id), as_json=as_json)
        model = load(into)
        reading = read_board(source, board_id=board_id, theme=_theme(theme, model), date=day)
        return _bring_in(reading, model, into, words, dry_run=dry_run, as_json=as_json)

    return board_command


def _theme(written: str, model: PracticeModel) -> str:
    """Return the name of a theme that was given by its identifier; other names as they are."""
    theme = board_definition().theme(written)
    return theme.name.get(model.language) if theme else written


def _board(model: PracticeModel, wanted: str | None) -> Board:
    """Return the board of a model; the only one needs no name."""
    if wanted is None and len(model.boards) == 1:
        return model.boards[0]
    for board in model.boards:
        if board.id == wanted:
            return board
    known = tuple(board.id for board in model.boards) or ("–",)
    raise UnknownNameError(failure("TM902", found=wanted or "--id", allowed=known))


def _write_out(board: Board, *, as_json: bool) -> int:
    if as_json:
        notes = [
            {"id": note.id, "kind": note.kind.value, "text": note.text, "votes": note.votes}
            for note in board.notes
        ]
        echo_json({"board": board.id, "theme": board.theme, "notes": notes})
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write((_BYTE_ORDER_MARK + board_csv(board)).encode("utf-8"))
    return 0


def _bring_in(
    reading: BoardReading,
    model: PracticeModel,
    file: str,
    words: Words,
    *,
    dry_run: bool,
    as_json: bool,
) -> int:
    board = reading.board
    if any(known.id == board.id for known in model.boards):
        raise OptionError(failure("TM438", found=board.id))
    written = bool(board.notes) and not dry_run
    if written:
        dump(evolve(model, boards=(*model.boards, board)), file, overwrite=True)
    if as_json:
        echo_json(
            {
                "file": file,
                "board": board.id,
                "theme": board.theme,
                "notes": len(board.notes),
                "written": written,
                "findings": as_data(reading.problems, words),
            }
        )
    else:
        show_report(reading.problems, words, err=True)
        key = "board.done" if written else "board.would" if board.notes else "board.nothing"
        echo(words.fill(key, path=file, board=board.id, notes=len(board.notes)))
    return _FINDINGS if needs_attention(reading.problems) or not board.notes else 0
