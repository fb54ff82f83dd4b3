"""Tables of a group board: read from CSV as people write it, and written so that it reads back.

Every row that cannot be read is told with its line; the good rows beside it are read. A note that
a spreadsheet would take for a formula is written with an apostrophe before it, which reading takes
away again.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import count
from os import PathLike
from pathlib import Path

from attrs import evolve, field, frozen

from toimintamalli._csv import Record, read_records
from toimintamalli._files import read_bytes
from toimintamalli.diagnostics import Diagnostic, Report, diagnostic
from toimintamalli.errors import LoadError, ReadError
from toimintamalli.model import Board, Note, NoteKind
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary import board_definition
from toimintamalli.written import shown, spelling

__all__ = ["BoardReading", "board_csv", "read_board"]

_NEEDED = ("kind", "text")
_VOTES = re.compile(r"[0-9]{1,18}")
_MOST_NAMES_SHOWN = 8

# What spreadsheets take for the start of a formula (OWASP: CSV injection), also behind spaces and
# behind apostrophes, so that a text which begins with an apostrophe of its own keeps it.
_FORMULA = r"(?:[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])"
_DANGEROUS = re.compile(rf"'*{_FORMULA}")
_GUARDED = re.compile(rf"'+{_FORMULA}")


@frozen(kw_only=True)
class BoardReading:
    """A board that was read, and what was wrong with the rest of its table.

    Attributes:
        board: The board with its notes in the order of the file.
        problems: What could not be read, with its line; a guessed encoding as well.
    """

    board: Board
    problems: Report = field(factory=Report)


def read_board(
    path: str | PathLike[str],
    *,
    board_id: str | None = None,
    theme: str = "",
    date: datetime.date | None = None,
) -> BoardReading:
    r"""Return the board whose notes stand in a CSV file, one a row.

    The header names the columns *kind* and *text*, and may name *id* and *votes*, in English,
    Finnish or Swedish; so are the kinds written. A note without an identifier gets one.

    Args:
        path: The file: UTF-8, UTF-16 or Windows-1252, with ``;``, ``,`` or a tab between the cells.
        board_id: Identifier of the board; the name of the file without its suffix by default.
        theme: Theme of the board.
        date: Day of the workshop.

    Raises:
        ReadError: The file has no such header, or its encoding is not known.
        MissingFileError: There is no such file.
        UnreadableFileError: The file cannot be read, or is too large.

    Example:
        >>> from pathlib import Path
        >>> text = "Laji;Teksti;Äänet\nriski;Yhteys pätkii.;3\nriksi;Aika loppuu.;1\n"
        >>> _ = Path("taulu.csv").write_text(text, encoding="utf-8")
        >>> reading = read_board("taulu.csv")
        >>> [(note.id, note.kind.value, note.votes) for note in reading.board.notes]
        [('n1', 'risk', 3)]
        >>> reading.problems.codes, reading.problems.diagnostics[0].line
        (('TM433',), 3)
    """
    source = Path(path)
    data = read_bytes(source)
    try:
        notes, problems = _read(data)
    except (LoadError, ReadError) as error:
        raise ReadError(error.report.at(source.name)) from None
    name = source.stem if board_id is None else board_id
    board = Board(id=name, theme=theme, date=date, notes=tuple(notes))
    return BoardReading(board=board, problems=Report(problems).at(source.name))


def board_csv(board: Board) -> str:
    r"""Return the notes of a board as CSV: columns ``id``, ``kind``, ``text``, ``votes``.

    Reading it gives the same notes.

    Args:
        board: The board.

    Example:
        >>> note = Note(id="n1", kind=NoteKind.RISK, text="=1+1", votes=3)
        >>> board_csv(Board(id="taulu", notes=(note,)))
        'id;kind;text;votes\r\n"n1";risk;"\'=1+1";3\r\n'
    """
    header = ";".join(column.id for column in board_definition().columns)
    rows = (
        f"{_quoted(note.id)};{note.kind.value};{_quoted(note.text)};{note.votes}"
        for note in board.notes
    )
    return "".join(f"{row}\r\n" for row in (header, *rows))


def _quoted(text: str) -> str:
    guarded = f"'{text}" if _DANGEROUS.match(text) else text
    return '"{}"'.format(guarded.replace('"', '""'))


def _as_written(cell: str) -> str:
    """Return the text without the apostrophe that kept it from being a formula."""
    return cell[1:] if _GUARDED.match(cell) else cell


# -- the table --------------------------------------------------------------------------------


def _read(data: bytes) -> tuple[list[Note], list[Diagnostic]]:
    read = read_records(data)
    problems = [*read.problems]
    rows = [row for row in read.records if not row.is_blank] or [Record(1, ())]
    header, *others = rows
    places = _columns(header)
    problems += _unread(header, places)
    taken = {_cell(row, places, "id") for row in others}
    namer = _Namer(name for number in count(1) if (name := f"n{number}") not in taken)
    notes: list[Note] = []
    for row in others:
        found = _note(row, places, len(header.cells))
        told = [diagnostic("TM360")] if row.unclosed else []
        if isinstance(found, Note):
            note, doubled = namer.named(found)
            notes.append(note)
            told += doubled
        else:
            told = [found]
        problems += (evolve(finding, line=row.line) for finding in told)
    return notes, problems


@frozen
class _Namer:
    """Gives identifiers to notes that have none, or one that another note has."""

    new: Iterator[str]
    met: set[str] = field(factory=set)

    def named(self, note: Note) -> tuple[Note, list[Diagnostic]]:
        """Return the note with an identifier of its own, and a finding where it was another's."""
        told = []
        if not note.id.strip() or note.id in self.met:
            name = next(self.new)
            if note.id.strip():
                told.append(diagnostic("TM436", found=shown(note.id), given=name))
            note = evolve(note, id=name)
        self.met.add(note.id)
        return note, told


def _columns(header: Record) -> dict[str, int]:
    """Return where each column stands."""
    known = _spelled_columns()
    found = [known.get(spelling(cell), "") for cell in header.cells]
    doubled = any(found.count(column) > 1 for column in known.values())
    if doubled or not {*_NEEDED} <= {*found}:
        columns = tuple(column.name for column in board_definition().columns)
        names = tuple(map(shown, header.cells[:_MOST_NAMES_SHOWN])) or ("–",)
        finding = diagnostic("TM431", expected=columns, found=names)
        raise ReadError(Report((evolve(finding, line=header.line),)))
    return {column: place for place, column in enumerate(found) if column}


def _unread(header: Record, places: Mapping[str, int]) -> Iterator[Diagnostic]:
    """Tell of columns that hold something else than notes need."""
    read = set(places.values())
    others = [cell for at, cell in enumerate(header.cells) if at not in read and cell.strip()]
    if others:
        names = tuple(map(shown, others[:_MOST_NAMES_SHOWN]))
        yield evolve(diagnostic("TM437", found=names), line=header.line)


def _note(row: Record, places: Mapping[str, int], width: int) -> Note | Diagnostic:
    """Return the note of a row, or why there is none."""
    if any(cell.strip() for cell in row.cells[width:]):
        return diagnostic("TM432", found=len(row.cells), expected=width)
    text = _cell(row, places, "text")
    if not text.strip():
        return diagnostic("TM435")
    kind = _spelled_kinds().get(spelling(_cell(row, places, "kind")))
    if kind is None:
        allowed = tuple(known.name for known in board_definition().kinds)
        found = shown(_cell(row, places, "kind"))
        return diagnostic("TM433", found=found, allowed=allowed)
    votes = _cell(row, places, "votes").strip() or "0"
    if not _VOTES.fullmatch(votes):
        return diagnostic("TM434", found=shown(votes))
    return Note(id=_cell(row, places, "id"), kind=kind, text=text, votes=int(votes))


def _cell(row: Record, places: Mapping[str, int], column: str) -> str:
    """Return a cell; one that the row or the table does not have is empty."""
    at = places.get(column, len(row.cells))
    return _as_written(row.cells[at]) if at < len(row.cells) else ""


# -- words ------------------------------------------------------------------------------------


@cache
def _spelled_columns() -> Mapping[str, str]:
    return {
        spelling(word): column.id
        for column in board_definition().columns
        for word in (column.id, *_words(column.name), *column.spellings)
    }


@cache
def _spelled_kinds() -> Mapping[str, NoteKind]:
    return {
        spelling(word): NoteKind(kind.id)
        for kind in board_definition().kinds
        for word in (kind.id, *_words(kind.name), *_words(kind.vote), *kind.spellings)
    }


def _words(text: LocalizedText | None) -> Sequence[str]:
    return (text.fi, text.sv, text.en) if text else ()
