"""Group boards as data: kinds of notes, votes, agenda, themes, and headings of their tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from attrs import frozen

from toimintamalli._data import read_toml
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary._lists import CustomerGroup, customer_groups
from toimintamalli.vocabulary._provenance import Provenance, read_provenance

__all__ = ["AgendaPart", "BoardColumn", "BoardDefinition", "BoardKind", "board_definition"]


@frozen(kw_only=True)
class BoardKind:
    """A kind of note.

    Attributes:
        id: Value of `toimintamalli.model.NoteKind`.
        name: Its name on the board.
        vote: What a vote for such a note says; None where there is no such vote.
        spellings: Other words for it in tables.
    """

    id: str
    name: LocalizedText
    vote: LocalizedText | None = None
    spellings: tuple[str, ...] = ()


@frozen(kw_only=True)
class AgendaPart:
    """A part of the agenda.

    Attributes:
        id: Stable identifier.
        minutes: How long it takes.
        what: What is done, in our own words.
    """

    id: str
    minutes: int
    what: LocalizedText


@frozen(kw_only=True)
class BoardColumn:
    """A column of a table of notes.

    Attributes:
        id: Name of the attribute of `toimintamalli.model.Note`.
        name: Its heading.
        spellings: Other headings.
    """

    id: str
    name: LocalizedText
    spellings: tuple[str, ...] = ()


@frozen(kw_only=True)
class BoardDefinition:
    """What a group board (ryhmätaulu) is made of.

    Attributes:
        kinds: Kinds of notes; the last is for the ideas box (Idealaari).
        agenda: What is done with the board, in order.
        themes: The customer groups that have a board of their own.
        columns: Columns of a table of notes.
        provenance: Where it comes from.

    Example:
        >>> board = board_definition()
        >>> [part.minutes for part in board.agenda], len(board.themes)
        ([5, 5, 35, 5], 7)
    """

    kinds: tuple[BoardKind, ...]
    agenda: tuple[AgendaPart, ...]
    themes: tuple[CustomerGroup, ...]
    columns: tuple[BoardColumn, ...]
    provenance: Provenance

    def theme(self, theme_id: str) -> CustomerGroup | None:
        """Return a theme, or None where no board has it."""
        return next((theme for theme in self.themes if theme.id == theme_id), None)


@cache
def board_definition() -> BoardDefinition:
    """Return what a group board is made of."""
    table = read_toml("toimintamalli.vocabulary", "boards.toml")
    groups = {group.id: group for group in customer_groups()}
    return BoardDefinition(
        kinds=tuple(map(_kind, table["kinds"])),
        agenda=tuple(
            AgendaPart(id=part["id"], minutes=part["minutes"], what=LocalizedText(**part["what"]))
            for part in table["agenda"]
        ),
        themes=tuple(groups[theme["id"]] for theme in table["themes"]),
        columns=tuple(map(_column, table["columns"])),
        provenance=read_provenance(table["provenance"]),
    )


def _kind(table: Mapping[str, Any]) -> BoardKind:
    vote = table.get("vote")
    return BoardKind(
        id=table["id"],
        name=LocalizedText(**table["name"]),
        vote=LocalizedText(**vote) if vote else None,
        spellings=tuple(table["spellings"]),
    )


def _column(table: Mapping[str, Any]) -> BoardColumn:
    return BoardColumn(
        id=table["id"],
        name=LocalizedText(**table["name"]),
        spellings=tuple(table["spellings"]),
    )
