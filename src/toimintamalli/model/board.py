"""What a workshop leaves behind: notes of a group board, and filled placement worksheets."""

from __future__ import annotations

import datetime
from enum import StrEnum

from attrs import frozen

from toimintamalli.model._record import Record

__all__ = ["Board", "Note", "NoteKind", "PlacementCell", "PlacementWorksheet"]


class NoteKind(StrEnum):
    """What a note tells of."""

    HELPED = "helped"
    RISK = "risk"
    IDEA = "idea"


@frozen(kw_only=True)
class Note(Record):
    """A note (lappu) on a group board.

    Attributes:
        id: Identifier, unique on the board.
        kind: An act that helped rooting, a risk, or an idea.
        text: What it says.
        votes: How many voted for it.
    """

    id: str
    kind: NoteKind
    text: str
    votes: int = 0


@frozen(kw_only=True)
class Board(Record):
    """A group board (ryhmätaulu) of one theme.

    Attributes:
        id: Identifier, unique in the model.
        theme: Theme of the board.
        date: Day of the workshop.
        notes: The notes.
    """

    id: str
    theme: str = ""
    date: datetime.date | None = None
    notes: tuple[Note, ...] = ()


@frozen(kw_only=True)
class PlacementCell(Record):
    """One answer on Työpohja 4.

    Attributes:
        row: Identifier of the row (theme), such as ``doubt``.
        column: Identifier of the column (level), such as ``management``.
        text: The answer; line ends are kept.
    """

    row: str
    column: str
    text: str


@frozen(kw_only=True)
class PlacementWorksheet(Record):
    """One filled sheet of Työpohja 4, placing a new practice on the levels of an organisation.

    Attributes:
        id: Identifier, unique in the model.
        source: Who filled it: a group or workshop, not a name.
        date: Day on which it was filled.
        cells: The answers; empty ones are left out.
    """

    id: str
    source: str = ""
    date: datetime.date | None = None
    cells: tuple[PlacementCell, ...] = ()

    def text(self, row: str, column: str) -> str:
        """Return the answer of a cell, or an empty text."""
        return next(
            (cell.text for cell in self.cells if (cell.row, cell.column) == (row, column)), ""
        )
