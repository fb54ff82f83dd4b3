"""What the cells of each column may hold, and what their texts mean."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from attrs import frozen

from toimintamalli.analysis.titles import counties_in
from toimintamalli.column_maps._map import RowKind, ValueSpelling
from toimintamalli.model import (
    DevelopmentStage,
    EstablishmentPhase,
    InnokylaStage,
    ServiceSector,
    TaskKind,
    TaskState,
)
from toimintamalli.plugins import TableValue
from toimintamalli.text import Language, LocalizedText
from toimintamalli.vocabulary import (
    counties,
    customer_groups,
    enum_title,
    programmes,
    worklist_rows,
)
from toimintamalli.written import day, spelling, spellings

__all__ = ["CODED", "COLUMNS", "DAYS", "Meant", "Reading", "codes_of", "readings", "written"]

_SEPARATORS = re.compile(r"[;\n]")
_WEAK_SEPARATORS = re.compile(r"[,/&+]|\b(?:ja|och|and)\b", re.IGNORECASE)

_TEXTS = {
    RowKind.MODELS: ("id", "title", "summary", "place", "stage_unit"),
    RowKind.TASKS: (
        "id",
        "model",
        "what",
        "owner_role",
        "owner_organisation",
        "support",
        "deviation_reason",
    ),
}
_LISTS = {
    RowKind.MODELS: (
        "locations",
        "funders",
        "collections",
        "authors",
        "co_maintainers",
        "developers",
        "contacts",
        "core_elements",
        "adaptable_parts",
    ),
    RowKind.TASKS: ("evidence",),
}
DAYS = {
    RowKind.MODELS: (
        "created",
        "modified",
        "project_start",
        "project_end",
        "stage_date",
        "next_review",
    ),
    RowKind.TASKS: ("start", "due"),
}
"""Columns of days."""

CODED = {
    RowKind.MODELS: (
        "programme",
        "pillar",
        "investments",
        "counties",
        "sectors",
        "customer_groups",
        "innokyla_stage",
        "stage",
    ),
    RowKind.TASKS: ("state", "kind", "phase", "worklist_row"),
}
"""Columns whose texts stand for one of a list of values."""

_SEVERAL = {"investments", "counties", "sectors", "customer_groups"}
_ENUMS = {
    "sectors": ServiceSector,
    "innokyla_stage": InnokylaStage,
    "stage": DevelopmentStage,
    "state": TaskState,
    "kind": TaskKind,
    "phase": EstablishmentPhase,
}

COLUMNS = {kind: (*_TEXTS[kind], *_LISTS[kind], *DAYS[kind], *CODED[kind]) for kind in RowKind}
"""The columns that each kind of row may have."""


@frozen
class Meant:
    """What a cell means.

    Attributes:
        value: The value; None where nothing was understood.
        left: The text that was not understood; empty where all of it was.
    """

    value: object = None
    left: str = ""


@frozen
class Reading:
    """How the cells of a column are read.

    Attributes:
        meaning: What a value that is not blank means.
        expected: Key of the words that say what is expected; empty where anything will do.
        known: The texts that are known, where they can be listed.
    """

    meaning: Callable[[TableValue], Meant]
    expected: str = ""
    known: tuple[str, ...] = ()


def readings(kind: RowKind, values: Iterable[ValueSpelling]) -> dict[str, Reading]:
    """Return how the cells of each column are read.

    Args:
        kind: What a row is.
        values: What the map says of texts; it goes before what the library knows.
    """
    of_map: dict[str, dict[str, str]] = {}
    for one in values:
        of_map.setdefault(one.column, {}).update({spelling(text): one.value for text in one.text})
    found = {name: Reading(_text) for name in _TEXTS[kind]}
    found |= {name: Reading(_list) for name in _LISTS[kind]}
    for name in DAYS[kind]:
        found[name] = Reading(_day_reader(of_map.get(name, {})), "day")
    for name in CODED[kind]:
        book = {**_known(name), **of_map.get(name, {})}
        found[name] = Reading(_code_reader(name, book), "code", _names(name))
    return found


def codes_of(name: str) -> tuple[str, ...]:
    """Return the values that a column of codes may have, in their order."""
    return tuple(dict.fromkeys(_known(name).values()))


def written(value: TableValue) -> str:
    """Return what a cell holds as a person would write it."""
    if isinstance(value, datetime.date):
        return f"{value.day}.{value.month}.{value.year}"
    return "" if value is None else str(value)


# -- reading ----------------------------------------------------------------------------------


def _text(value: TableValue) -> Meant:
    return Meant(written(value))


def _list(value: TableValue) -> Meant:
    return Meant(tuple(_parts(written(value), _SEPARATORS)))


def _parts(text: str, separators: re.Pattern[str]) -> list[str]:
    return [part for piece in separators.split(text) if (part := " ".join(piece.split()))]


def _day_reader(of_map: Mapping[str, str]) -> Callable[[TableValue], Meant]:
    def meaning(value: TableValue) -> Meant:
        if isinstance(value, datetime.date):
            return Meant(value)
        text = written(value)
        found = day(of_map.get(spelling(text), text))
        nothing = of_map.get(spelling(text)) == ""
        return Meant(found, "" if found is not None or nothing else text)

    return meaning


def _code_reader(name: str, book: Mapping[str, str]) -> Callable[[TableValue], Meant]:
    def meaning(value: TableValue) -> Meant:
        text = written(value)
        codes, left = _codes(text, book, several=name in _SEVERAL)
        if left and name == "counties" and (named := counties_in(" ".join(left))):
            codes, left = [*codes, *named], []
        found = tuple(dict.fromkeys(code for code in codes if code))
        if name not in _SEVERAL:
            return Meant(found[0] if found else None, "; ".join(left))
        return Meant(found or None, "; ".join(left))

    return meaning


def _codes(text: str, book: Mapping[str, str], *, several: bool) -> tuple[list[str], list[str]]:
    """Return the codes that a text means, and the parts of it that mean nothing."""
    whole = _code(text, book)
    if whole is not None:
        return [whole], []
    if not several:
        return [], [text]
    codes, left = [], list[str]()
    for part in _parts(text, _SEPARATORS):
        named = _code(part, book)
        smaller = [part] if named is not None else _parts(part, _WEAK_SEPARATORS)
        found = [code for piece in smaller if (code := _code(piece, book)) is not None]
        codes += found
        left += [] if len(found) == len(smaller) else [part]
    return codes, left


def _code(text: str, book: Mapping[str, str]) -> str | None:
    known = (book.get(candidate) for candidate in spellings(text))
    return next((code for code in known if code is not None), None)


# -- what is known ----------------------------------------------------------------------------


@cache
def _known(name: str) -> dict[str, str]:
    """Return the code that each spelling of a column of codes stands for."""
    return {spelling(text): code for code, texts in _texts(name) for text in (code, *texts)}


@cache
def _names(name: str) -> tuple[str, ...]:
    """Return the first name of every value: what a finding shows as expected."""
    return tuple(texts[0] for _, texts in _texts(name))


def _texts(name: str) -> list[tuple[str, tuple[str, ...]]]:
    if name in _ENUMS:
        return [(value.value, _three(enum_title(value))) for value in _ENUMS[name]]
    match name:
        case "counties":
            return [(one.id, (*_three(one.name), *one.written)) for one in counties()]
        case "customer_groups":
            return [(one.id, _three(one.name)) for one in customer_groups()]
        case "worklist_row":
            return [(one.id, _three(one.name)) for one in worklist_rows()]
        case "programme":
            return [(one.id, (*_three(one.name), one.code, *one.spellings)) for one in programmes()]
        case "pillar":
            return [
                (part.id, (part.id, *_three(part.name)))
                for one in programmes()
                for part in one.pillars
            ]
        case _:
            return [
                (part.id, (part.id, *_three(part.name)))
                for one in programmes()
                for part in one.investments
            ]


def _three(text: LocalizedText) -> tuple[str, ...]:
    return tuple(text.get(language) for language in Language)
