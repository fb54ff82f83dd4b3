"""What the cells of each column may hold, and what their texts mean."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TypeAlias

from attrs import frozen

from toimintamalli._identifiers import identifier_of
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
    County,
    counties,
    customer_groups,
    enum_title,
    programmes,
    worklist_rows,
)
from toimintamalli.written import day, spelling, spellings

__all__ = [
    "CODED",
    "COLUMNS",
    "DAYS",
    "SEVERAL",
    "Meant",
    "Reading",
    "codes_of",
    "readings",
    "written",
]

_SEPARATORS = re.compile(r"[;\n]")
_WEAK_SEPARATORS = re.compile(r"[,/&+]|\b(?:ja|och|and)\b", re.IGNORECASE)

_COUNTY_WORD = " hyvinvointialue"
_COUNTY_SHORT = " hva"

_Book: TypeAlias = Mapping[str, tuple[str, ...]]
"""The codes that each spelling means; none where it means nothing."""

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

SEVERAL = {"investments", "counties", "sectors", "customer_groups"}
"""Columns of codes that may hold several."""

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
    of_map: dict[str, dict[str, tuple[str, ...]]] = {}
    for one in values:
        of_map.setdefault(one.column, {}).update({spelling(text): one.means for text in one.text})
    found = {name: Reading(_text) for name in _TEXTS[kind]}
    found |= {name: Reading(_list) for name in _LISTS[kind]}
    for name in DAYS[kind]:
        found[name] = Reading(_day_reader(of_map.get(name, {})), "day")
    for name in CODED[kind]:
        book = {**_known(name), **of_map.get(name, {})}
        reader = _codes_reader(book) if name in SEVERAL else _code_reader(book)
        found[name] = Reading(reader, known=_names(name))
    return found


def codes_of(name: str) -> tuple[str, ...]:
    """Return the values that a column of codes may have, in their order."""
    return tuple(code for code, _ in _texts(name))


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


def _day_reader(of_map: _Book) -> Callable[[TableValue], Meant]:
    def meaning(value: TableValue) -> Meant:
        if isinstance(value, datetime.date):
            return Meant(value)
        text = written(value)
        means = of_map.get(spelling(text), (text,))
        found = day(means[0]) if means else None
        return Meant(found, text if means and found is None else "")

    return meaning


def _code_reader(book: _Book) -> Callable[[TableValue], Meant]:
    def meaning(value: TableValue) -> Meant:
        codes = _meant(written(value), book)
        return Meant(left=written(value)) if codes is None else Meant(codes[0] if codes else None)

    return meaning


def _codes_reader(book: _Book) -> Callable[[TableValue], Meant]:
    """Read several codes: those of the whole text, or else of its parts."""

    def meaning(value: TableValue) -> Meant:
        whole = _meant(written(value), book)
        if whole is not None:
            return Meant(whole)
        codes, left = list[str](), list[str]()
        for part in _parts(written(value), _SEPARATORS):
            found = _meant_together(part, book)
            codes += found or ()
            left += [part] if found is None else []
        return Meant(tuple(dict.fromkeys(codes)), "; ".join(left))

    return meaning


def _meant_together(text: str, book: _Book) -> tuple[str, ...] | None:
    """Return what a text means: as a whole, or else as a list of which every part is known."""
    whole = _meant(text, book)
    if whole is not None:
        return whole
    found = [_meant(part, book) for part in _parts(text, _WEAK_SEPARATORS)]
    known = [codes for codes in found if codes is not None]
    return tuple(code for codes in known for code in codes) if len(known) == len(found) else None


def _meant(text: str, book: _Book) -> tuple[str, ...] | None:
    candidates = (*spellings(text), identifier_of(text, ""))
    known = (book.get(candidate) for candidate in candidates)
    return next((codes for codes in known if codes is not None), None)


# -- what is known ----------------------------------------------------------------------------


@cache
def _known(name: str) -> dict[str, tuple[str, ...]]:
    """Return the code that each spelling of a column of codes stands for."""
    return {spelling(text): (code,) for code, texts in _texts(name) for text in (code, *texts)}


@cache
def _names(name: str) -> tuple[str, ...]:
    """Return the first name of every value: what a finding shows as expected."""
    return tuple(texts[0] for _, texts in _texts(name))


def _texts(name: str) -> list[tuple[str, tuple[str, ...]]]:
    if name in _ENUMS:
        return [(value.value, _three(enum_title(value))) for value in _ENUMS[name]]
    match name:
        case "counties":
            return [(one.id, tuple(_county_texts(one))) for one in counties()]
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


def _county_texts(county: County) -> Iterator[str]:
    """Yield the names of a county, also without its last word and with the common short form."""
    yield from (*_three(county.name), *county.written)
    stem = county.name.fi.removesuffix(_COUNTY_WORD)
    yield from (stem, f"{stem}{_COUNTY_SHORT}")


def _three(text: LocalizedText) -> tuple[str, ...]:
    return tuple(text.get(language) for language in Language)
