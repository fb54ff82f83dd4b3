"""Gives another identifier to a new thing that shares its own with another new thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, TypeVar

import attrs
from attrs import evolve, frozen

from toimintamalli.analysis.differences._conflicts import RenamedId
from toimintamalli.analysis.differences._identities import REFERENCES
from toimintamalli.analysis.differences._members import Version
from toimintamalli.model import PracticeModel, Record

__all__ = ["Clash", "Renames", "Step", "rename", "renamed_ids", "within"]

_NUMBERED = re.compile(r"(.*?)([0-9]{0,9})", re.DOTALL)
_ValueT = TypeVar("_ValueT")

Renames = dict[tuple[int, type[Record], str], str]
"""Old identifiers by proposal, class and new identifier."""

_References = Mapping[tuple[type[Record], str], str]


@frozen
class Step:
    """One step of the way to a value.

    Attributes:
        name: Name of a field.
        place: Place in the list that the field holds; None where it holds no list.
    """

    name: str
    place: int | None = None

    def __str__(self) -> str:
        return self.name if self.place is None else f"{self.name}[{self.place}]"


@frozen
class Clash:
    """A new thing whose identifier another new thing has.

    Attributes:
        versions: What it is in the proposals that have it.
    """

    versions: Sequence[Version]


def rename(
    base: PracticeModel, models: Sequence[PracticeModel], clashes: Iterable[Clash]
) -> tuple[list[PracticeModel], Renames]:
    """Return the proposals with identifiers of their own, and which these are.

    Args:
        base: The model that the proposals were made from.
        models: The proposals.
        clashes: The things that need another identifier.

    Returns:
        The proposals, and what was renamed.
    """
    taken = _taken(base, *models)
    new_ids: defaultdict[int, dict[int, str]] = defaultdict(dict)
    references: defaultdict[int, dict[tuple[type[Record], str], str]] = defaultdict(dict)
    given: Renames = {}
    for clash in clashes:
        thing = clash.versions[0].value
        kind, old = type(thing), thing.id
        new = _free(old, taken[kind])
        taken[kind].add(new)
        given[clash.versions[0].proposal, kind, new] = old
        for version in clash.versions:
            new_ids[version.proposal][id(version.value)] = new
            references[version.proposal][kind, old] = new
    renamed = [
        _renamed(model, new_ids[place], references[place]) if place in new_ids else model
        for place, model in enumerate(models)
    ]
    return renamed, given


def _taken(*models: PracticeModel) -> defaultdict[type[Record], set[str]]:
    taken: defaultdict[type[Record], set[str]] = defaultdict(set)
    for model in models:
        for _, _, record in _records(model):
            taken[type(record)].add(getattr(record, "id", ""))
    return taken


def _free(old: str, taken: set[str]) -> str:
    """Return the next identifier of the same kind: ``t4`` after ``t3``, ``oma-2`` after ``oma``."""
    found = _NUMBERED.fullmatch(old)
    start, number = found.groups() if found else (old, "")
    if not number:
        start, number = f"{old}-", "1"
    candidates = (f"{start}{next_one:0{len(number)}}" for next_one in count(int(number) + 1))
    return next(one for one in candidates if one not in taken)


def _renamed(value: _ValueT, new_ids: Mapping[int, str], references: _References) -> _ValueT:
    """Return a value with the new identifiers in it and in what refers to them."""
    if isinstance(value, tuple):
        return tuple(_renamed(member, new_ids, references) for member in value)  # type: ignore[return-value]
    if not isinstance(value, Record):
        return value
    changes = {
        field.name: _renamed(getattr(value, field.name), new_ids, references)
        for field in attrs.fields(type(value))
    }
    for name, kind in REFERENCES.get(type(value), {}).items():
        changes[name] = references.get((kind, changes[name]), changes[name])
    if id(value) in new_ids:
        changes["id"] = new_ids[id(value)]
    return evolve(value, **changes)


def renamed_ids(
    model: PracticeModel, sources: Sequence[str], renames: Renames
) -> tuple[RenamedId, ...]:
    """Return what was renamed, with its place in the merged model.

    Args:
        model: The merged model.
        sources: Names of the proposals.
        renames: What was renamed.
    """
    if not renames:
        return ()
    places = {
        (type(record), getattr(record, "id", None)): (path, around, record)
        for path, around, record in _records(model)
    }
    found = []
    for (proposal, kind, after), before in renames.items():
        path, around, record = places[kind, after]
        found.append(
            RenamedId(
                source=sources[proposal],
                path=path,
                record=record,
                before=before,
                after=after,
                within=around,
            )
        )
    return tuple(found)


def within(model: PracticeModel, steps: Iterable[Step]) -> tuple[Record, ...]:
    """Return the records on the way to a value, the model and the value left out.

    Args:
        model: The model.
        steps: The way.
    """
    around: list[Record] = []
    here: Any = model
    *way, _ = steps
    for step in way:
        here = getattr(here, step.name)
        here = here if step.place is None else here[step.place]
        around.append(here)
    return tuple(around)


def _records(
    record: Record, path: str = "", around: tuple[Record, ...] = ()
) -> Iterator[tuple[str, tuple[Record, ...], Record]]:
    """Yield every record in a record, with its path and the records around it."""
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        start = f"{path}.{field.name}" if path else field.name
        if isinstance(value, Record):
            members = [(start, value)]
        elif isinstance(value, tuple):
            found = enumerate(value)
            members = [(f"{start}[{at}]", one) for at, one in found if isinstance(one, Record)]
        else:
            continue
        for here, member in members:
            yield here, around, member
            yield from _records(member, here, (*around, member))
