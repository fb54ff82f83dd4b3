"""The group board: its notes kind beside kind, what each is about, and the agenda of the group."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import count
from typing import Any, Final

from attrs import evolve, field, frozen

from toimintamalli.diagnostics import Wording
from toimintamalli.filling import (
    Content,
    UnreadableContentError,
    WholeNumberForm,
    form_of,
    with_values,
)
from toimintamalli.model import Board, Note, NoteKind, PracticeModel
from toimintamalli.text import Language
from toimintamalli.vocabulary import (
    BoardDefinition,
    BoardKind,
    FieldTitle,
    Term,
    board_definition,
    field_description,
    record_title,
)
from toimintamalli.worksheets import WorksheetPart
from toimintamalli.written import shown
from toimintamalli_pdf.layout import (
    Bullets,
    Cell,
    CellText,
    Column,
    Entries,
    Entry,
    Heading,
    PageBreak,
    Part,
    Table,
)
from toimintamalli_pdf.sheets._keys import field_keys, new_identifier
from toimintamalli_pdf.sheets._places import PACKAGE, Named, Place, SheetContext, fillable
from toimintamalli_pdf.sheets._reading import Reading
from toimintamalli_pdf.sheets._said import introduction
from toimintamalli_pdf.sheets._shown import unknown_option

__all__ = ["BoardPart", "shown_board"]

_WIDTHS: Final = {"theme": 450, "date": 90}
_TEXT: Final = "text"
_VOTES: Final = "votes"
_WHOLE: Final = WholeNumberForm()
_HELD: Final = "note"
_NEW: Final = "new"
_START: Final = "n-"
_DIGEST: Final = 6
_LINES: Final = 3
_MOST_SLIPS: Final = 1_000
_MINUTES_WEIGHT: Final = 1
_WHAT_WEIGHT: Final = 9
_NUMBER_WEIGHT: Final = 2
_TEXT_WEIGHT: Final = 9
_VOTES_WEIGHT: Final = 4


def shown_board(model: PracticeModel, board: str | None, is_empty: bool) -> str:
    """Return the identifier of the board that a sheet shows; empty for a new one.

    The only board is shown. An empty sheet is for a board to come.

    Args:
        model: The model.
        board: Identifier of the board that is asked for; None where none is.
        is_empty: Whether the fields are made empty.

    Raises:
        OptionError: There is no such board.
    """
    held = [one.id for one in model.boards]
    if board is None:
        return held[0] if len(held) == 1 and not is_empty else ""
    if board not in held:
        raise unknown_option("board", board, held)
    return board


@frozen
class _VotesForm:
    """How many voted: a whole number, and never fewer than none; none leave the field blank."""

    def shown(self, value: int, language: Language) -> Content | None:
        return _WHOLE.shown(value or None, language)

    def read(self, content: Content, language: Language, held: Any) -> int:
        votes = _WHOLE.read(content, language, held)
        if votes < 0:
            raise UnreadableContentError(Term(PACKAGE, "board.number_of_votes"))
        return votes


@frozen(kw_only=True)
class _Slip:
    """A slip of the board.

    Attributes:
        kind: Kind of its column.
        key: What tells it apart in the names of its fields.
        number: Its place in the column, for people.
        note: The note of the model; None for a slip that is still to be filled.
    """

    kind: BoardKind
    key: tuple[str, ...]
    number: str
    note: Note | None = None

    @property
    def is_new(self) -> bool:
        """Whether it was made for a note to come."""
        return self.key[0] == _NEW


@frozen
class BoardPart:
    """The notes of a group board.

    A note is known again by its identifier. Written on an empty slip it is a new one; its
    identifier comes from what it says, so that the notes of several groups stay apart and a sheet
    read twice adds nothing.

    Attributes:
        part: The part of the worksheet.
        context: What the sheet is made of.
        definition: Kinds of notes, themes and agenda.
        board: The board; None where the model does not have it.
    """

    part: WorksheetPart
    context: SheetContext
    definition: BoardDefinition = field(init=False)
    board: Board | None = field(init=False)

    @definition.default
    def _definition(self) -> BoardDefinition:
        return board_definition()

    @board.default
    def _board(self) -> Board | None:
        held = self.context.model.boards
        place = self._place_in(held)
        return held[place] if place < len(held) else None

    # -- showing ------------------------------------------------------------------------------

    def parts(self) -> Iterator[Part]:
        """Yield what is drawn."""
        words = self.context.words
        yield from introduction(self.part, self.context)
        yield Entries(entries=tuple(self._entries()))
        yield Heading(text=words["board.themes"])
        yield self._themes()
        yield Heading(text=words["board.agenda"])
        yield self._agenda()
        yield PageBreak()
        yield Heading(text=FieldTitle(Board, "notes").get(self.context.language))
        yield Table(
            columns=tuple(self._columns()),
            rows=tuple(map(self._cells, self._rows())),
            stretches=True,
        )

    def places(self) -> Iterator[Place]:
        """Yield the fields."""
        yield from self._about_shown().values()
        for row in self._rows():
            for slip in row:
                yield from self._places_of(slip).values()

    def _entries(self) -> Iterator[Entry]:
        for name, place in self._about_shown().items():
            label = place.label.get(self.context.language)
            yield Entry(label=label, box=fillable(place, self.context), width=_WIDTHS[name])

    def _themes(self) -> Part:
        """Return the themes that have a board of their own."""
        language = self.context.language
        return Bullets(items=tuple(theme.name.get(language) for theme in self.definition.themes))

    def _agenda(self) -> Part:
        words = self.context.words
        minutes = Column(header=words["board.minutes"], weight=_MINUTES_WEIGHT, is_row_header=True)
        what = Column(header=words["board.what"], weight=_WHAT_WEIGHT)
        rows = (
            (
                CellText(strong=str(one.minutes)),
                CellText(text=one.what.get(self.context.language)),
            )
            for one in self.definition.agenda
        )
        return Table(columns=(minutes, what), rows=tuple(rows))

    def _columns(self) -> Iterator[Column]:
        """Yield a column for the slips of each kind, and one for their votes beside it."""
        language = self.context.language
        number = self.context.words["table.number"]
        yield Column(header=number, weight=_NUMBER_WEIGHT, is_row_header=True)
        for kind in self.definition.kinds:
            vote = kind.vote or FieldTitle(Note, _VOTES)
            yield Column(header=kind.name.get(language), weight=_TEXT_WEIGHT)
            yield Column(header=vote.get(language), weight=_VOTES_WEIGHT)

    def _cells(self, row: tuple[_Slip, ...]) -> tuple[Cell, ...]:
        places = (place for slip in row for place in self._places_of(slip).values())
        return (
            CellText(strong=row[0].number),
            *(fillable(place, self.context) for place in places),
        )

    def _rows(self) -> Iterator[tuple[_Slip, ...]]:
        """Yield the slips from left to right: the notes of each kind, and under them empty ones."""
        is_blank = self.context.shown.is_empty or self.board is None
        slips = () if is_blank else tuple(self._held(self.board))
        columns = [[slip for slip in slips if slip.kind == kind] for kind in self.definition.kinds]
        longest = max(map(len, columns)) + max(self.part.blank, 1)
        filled = (
            (*column, *self._empties(kind, len(column), longest - len(column)))
            for kind, column in zip(self.definition.kinds, columns, strict=True)
        )
        return zip(*filled, strict=True)

    def _held(self, board: Board | None) -> Iterator[_Slip]:
        """Yield the slips of the notes of a board."""
        notes = board.notes if board else ()
        numbers = {kind: count(1) for kind in NoteKind}
        kinds = {NoteKind(kind.id): kind for kind in self.definition.kinds}
        for note, key in zip(notes, field_keys(note.id for note in notes), strict=True):
            kind, number = kinds[note.kind], str(next(numbers[note.kind]))
            yield _Slip(kind=kind, key=(_HELD, kind.id, *key), number=number, note=note)

    def _empties(self, kind: BoardKind, held: int, wanted: int) -> Iterator[_Slip]:
        return (self._empty(kind, key, held + key) for key in range(1, wanted + 1))

    def _empty(self, kind: BoardKind, key: int, number: int) -> _Slip:
        return _Slip(kind=kind, key=(_NEW, kind.id, str(key)), number=str(number))

    def _about_shown(self) -> dict[str, Place]:
        return self._about(None if self.context.shown.is_empty else self.board)

    def _about(self, board: Board | None) -> dict[str, Place]:
        """Return the places for theme and day."""
        return {
            name: Place(
                name=self.context.name(self.part.id, name),
                label=FieldTitle(Board, name),
                form=form_of(Board, name),
                value=board and getattr(board, name),
                hint=field_description(Board, name),
            )
            for name in _WIDTHS
        }

    def _places_of(self, slip: _Slip) -> dict[str, Place]:
        """Return the places for what a note says and for its votes."""
        return {
            name: Place(
                name=self.context.name(self.part.id, *slip.key, name),
                label=Named((self._label(slip), FieldTitle(Note, name))),
                form=_VotesForm() if name == _VOTES else form_of(Note, name),
                value=slip.note and getattr(slip.note, name),
                hint=field_description(Note, name),
                lines=_LINES if name == _TEXT else 1,
            )
            for name in (_TEXT, _VOTES)
        }

    def _label(self, slip: _Slip) -> Wording:
        return Named((slip.kind.name, slip.number))

    # -- reading ------------------------------------------------------------------------------

    def proposed(self, model: PracticeModel, reading: Reading) -> PracticeModel:
        """Return the model with what was filled in."""
        held = model.boards
        place = self._place_in(held)
        if place == len(held):
            self._take_as_new(reading)
        before = held[place] if place < len(held) else Board(id=self.context.shown.board)
        after = self._filled(before, reading)
        if after == before:
            return model
        if not after.id:
            same = next((one for one in held if _says_the_same(one, after)), None)
            if same is not None:
                reading.tell("PDF130", found=shown(same.theme or same.id))
                return model
            after = evolve(after, id=_board_identifier(after, {one.id for one in held}))
        return evolve(model, boards=(*held[:place], after, *held[place + 1 :]))

    def _place_in(self, boards: tuple[Board, ...]) -> int:
        """Return where the board of the sheet stands; behind the others where it does not."""
        wanted = self.context.shown.board
        places = (place for place, one in enumerate(boards) if wanted and one.id == wanted)
        return next(places, len(boards))

    def _take_as_new(self, reading: Reading) -> None:
        """Take a board that is gone from the model as a new one, if any of it was changed."""
        start = self.context.name(self.part.id, "")
        names = [name for name in reading.texts if name.startswith(start)]
        if any(map(reading.mark, names)) and not all(map(reading.is_untouched, names)):
            title = Named((record_title(Board), self.context.shown.board))
            reading.tell("PDF136", place=title)
            reading.forget_marks(names)

    def _filled(self, before: Board, reading: Reading) -> Board:
        values = reading.values(self._about(before).items())
        if self.context.shown.is_empty:
            # Blank fields that did not show the board take nothing of it away.
            values = {name: value for name, value in values.items() if value is not None}
        after: Any = with_values(before, values, {})
        filled: Board = evolve(after, notes=self._notes(before, reading))
        return filled

    def _notes(self, before: Board, reading: Reading) -> tuple[Note, ...]:
        """Return the notes of a board with what the sheet says of them, and new ones behind."""
        notes: list[Note | None] = list(before.notes)
        places = {slip.key[2:]: place for place, slip in enumerate(self._held(before))}
        added: list[Note] = []
        for slip in self._returned(before, reading):
            if slip.note is None:
                added += self._made(slip, reading)
            else:
                notes[places[slip.key[2:]]] = self._changed(slip, slip.note, reading)
        named = _named(added, before.notes)
        return (*(note for note in notes if note is not None), *named)

    def _returned(self, board: Board, reading: Reading) -> Iterator[_Slip]:
        """Yield the slips of the sheet that came back, each with its note of today."""
        held = {slip.key[2:]: slip for slip in self._held(board)}
        for kind in self.definition.kinds:
            for key in self._returned_keys((_HELD, kind.id), reading):
                slip, number = held.get(key), "-".join(key)
                yield _Slip(
                    kind=kind,
                    key=(_HELD, kind.id, *key),
                    number=slip.number if slip else number,
                    note=slip.note if slip else None,
                )
            shown_notes = sum(slip.kind == kind for slip in held.values())
            for key in self._returned_keys((_NEW, kind.id), reading):
                if key[0].isdecimal() and 0 < int(key[0][:9]) <= _MOST_SLIPS:
                    yield self._empty(kind, int(key[0]), shown_notes + int(key[0]))

    def _returned_keys(
        self, start: tuple[str, ...], reading: Reading
    ) -> tuple[tuple[str, ...], ...]:
        """Return what tells slips apart, as far as their fields came back or were filled."""
        begins = re.escape(self.context.name(self.part.id, *start, ""))
        pattern = re.compile(rf"{begins}([A-Za-z0-9-]+)(?:_([0-9]+))?_(?:{_TEXT}|{_VOTES})")
        names = (*reading.texts, *(reading.marks or ()))
        found = (match for name in names if (match := pattern.fullmatch(name)))
        return tuple(dict.fromkeys(tuple(filter(None, match.groups())) for match in found))

    def _made(self, slip: _Slip, reading: Reading) -> list[Note]:
        """Return the note of a slip that the model does not have; none of a blank slip."""
        places = self._places_of(slip)
        was_filled = any(reading.mark(place.name) for place in places.values())
        values = reading.new_values(places.items())
        if not values:
            return []
        if _TEXT not in values:
            reading.tell_missing(self._label(slip), Note, _TEXT)
            return []
        if was_filled:
            reading.tell("PDF136", place=self._label(slip))
        name = "" if slip.is_new else "-".join(slip.key[2:])
        return [Note(id=name, kind=NoteKind(slip.kind.id), **values)]

    def _changed(self, slip: _Slip, note: Note, reading: Reading) -> Note | None:
        """Return a note with what was filled in; None where nothing is left of it."""
        values = reading.values(self._places_of(slip).items())
        changed: Any = with_values(note, values, {})
        if not values or changed.text.strip():
            filled: Note = changed
            return filled
        if changed == Note(id=note.id, kind=note.kind, text=changed.text):
            return None
        reading.tell_missing(self._label(slip), Note, _TEXT)
        return note


def _named(added: list[Note], held: tuple[Note, ...]) -> Iterator[Note]:
    """Yield new notes with identifiers of their own; those that the board has are left out."""
    known = {note.id: note for note in held}
    met: set[str] = set()
    for note in added:
        content = f"{note.kind.value}\n{note.text}".encode("utf-8", "backslashreplace")
        start = note.id or f"{_START}{hashlib.sha256(content).hexdigest()[:_DIGEST]}"
        names = (start if number == 1 else f"{start}-{number}" for number in count(1))
        for named in (evolve(note, id=name) for name in names if name not in met):
            if named.id in known and named != known[named.id]:
                continue
            met.add(named.id)
            if named.id not in known:
                yield named
            break


def _says_the_same(one: Board, other: Board) -> bool:
    return (one.theme, one.date, set(one.notes)) == (other.theme, other.date, set(other.notes))


def _board_identifier(board: Board, taken: set[str]) -> str:
    """Return an identifier made from the theme of a board; else from what it holds."""
    content = [str(board.date), *(f"{note.kind.value} {note.text}" for note in board.notes)]
    return new_identifier(board.theme, content, record="board", taken=taken)
