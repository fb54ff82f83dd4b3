"""Group boards (ryhmätaulut): which notes got the most votes, and where votes do not decide."""

from __future__ import annotations

from itertools import pairwise

from attrs import frozen

from toimintamalli.diagnostics import failure
from toimintamalli.errors import AnalysisError
from toimintamalli.model import Board, Note, NoteKind

__all__ = ["RankedNote", "TopNotes", "top_notes"]

_MOST = 5


@frozen(kw_only=True)
class RankedNote:
    """A note with its rank.

    Attributes:
        note: The note.
        place: Its place on the board, from 0.
        rank: Its rank by votes, from 1; notes with as many votes share the best of their ranks.
        tied: Whether another note of the ranking has as many votes.
    """

    note: Note
    place: int
    rank: int
    tied: bool


@frozen(kw_only=True)
class TopNotes:
    """The notes with the most votes.

    Attributes:
        notes: The notes, most votes first, then in the order of the board.
        left_level: Notes that got as many votes as the last of them and were left out only
            because they stand later on the board.
    """

    notes: tuple[RankedNote, ...]
    left_level: tuple[RankedNote, ...] = ()


def top_notes(board: Board, kind: NoteKind | None = None, *, most: int = _MOST) -> TopNotes:
    """Return the notes of a board with the most votes.

    Args:
        board: The board.
        kind: Only notes of this kind; all by default.
        most: How many at most.

    Raises:
        AnalysisError: Fewer than one note is wanted (TM430).

    Example:
        >>> notes = tuple(Note(id=name, kind=NoteKind.RISK, text=name, votes=votes)
        ...          for name, votes in (("a", 1), ("b", 3), ("c", 1)))
        >>> top = top_notes(Board(id="taulu", notes=notes), most=2)
        >>> [(one.note.id, one.rank, one.tied) for one in top.notes]
        [('b', 1, False), ('a', 2, True)]
        >>> [one.note.id for one in top.left_level]
        ['c']
    """
    if most < 1:
        raise AnalysisError(failure("TM430", found=most))
    ranked = _ranked(board, kind)
    shown, rest = ranked[:most], ranked[most:]
    last = shown[-1].rank if shown else 0
    return TopNotes(notes=shown, left_level=tuple(one for one in rest if one.rank == last))


def _ranked(board: Board, kind: NoteKind | None) -> tuple[RankedNote, ...]:
    wanted = [
        (place, note) for place, note in enumerate(board.notes) if kind is None or note.kind is kind
    ]
    wanted.sort(key=lambda one: -one[1].votes)  # stable: level notes stay in the board's order
    votes = [note.votes for _, note in wanted]
    first = {count: rank for rank, count in reversed(list(enumerate(votes, 1)))}
    level = {count for count, after in pairwise(votes) if count == after}
    return tuple(
        RankedNote(note=note, place=place, rank=first[note.votes], tied=note.votes in level)
        for place, note in wanted
    )
