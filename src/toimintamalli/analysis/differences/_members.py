"""Finds out which members a list has after several changed it, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any, Final

import attrs
from attrs import define, frozen

from toimintamalli.analysis.differences._matching import match, match_new

__all__ = ["GONE", "Member", "Version", "members_of"]


class _Nothing(Enum):
    """Where one version has nothing that corresponds to a value of another."""

    GONE = "gone"


GONE: Final = _Nothing.GONE


@frozen
class Version:
    """What a value is in one proposal.

    Attributes:
        proposal: Place of the proposal among the others.
        value: The value; `GONE` for nothing.
    """

    proposal: int
    value: Any


@define(eq=False)
class Member:
    """One member of a list, and what became of it.

    Attributes:
        base: What it was; `GONE` for a new one.
        versions: What it is in each proposal that has another list.
    """

    base: Any
    versions: list[Version] = attrs.field(factory=list)

    @property
    def is_new(self) -> bool:
        """Whether a proposal added it."""
        return self.base is GONE

    @property
    def shown(self) -> Any:
        """What it is in one of the lists that have it."""
        values = (self.base, *(one.value for one in self.versions))
        return next(value for value in values if value is not GONE)

    @property
    def is_removed(self) -> bool:
        """Whether some took it away, and nobody changed it."""
        changed = [one.value for one in self.versions if one.value != self.base]
        return bool(changed) and all(value is GONE for value in changed)


def members_of(base: Sequence[Any], versions: Sequence[Version]) -> list[Member]:
    """Return the members of a list that several changed, in the order they shall have.

    The order is that of the first proposal that put known members into another one, else of the
    first of all. What others added, or what stays against its wish, stands behind what it stood
    behind.

    Args:
        base: The list before.
        versions: The lists of the proposals that changed it.
    """
    known = [Member(member) for member in base]
    new: list[Member] = []
    lines = [_line(known, new, version) for version in versions]
    reordered = (line for line in lines if _is_reordered(line, known))
    lead = next(reordered, lines[0])
    order = list(lead)
    for line in (known, *lines):
        _insert(line, order)
    return [member for member in order if not member.is_removed]


def _line(known: list[Member], new: list[Member], version: Version) -> list[Member]:
    """Return the members of one version in its order, and note in each what it is there."""
    found = match([member.base for member in known], version.value)
    at = {place: known[old] for old, place in found.pairs}
    at |= zip(found.added, _added(new, version, found.added), strict=True)
    line = [at[place] for place in range(len(version.value))]
    for member, value in zip(line, version.value, strict=True):
        member.versions.append(Version(version.proposal, value))
    for old in found.removed:
        known[old].versions.append(Version(version.proposal, GONE))
    return line


def _added(new: list[Member], version: Version, places: Sequence[int]) -> list[Member]:
    """Return the members that a version adds: those that an earlier one added too, or new ones."""
    values = [version.value[place] for place in places]
    found = match_new([member.versions[0].value for member in new], values)
    added = {place: new[old] for old, place in found.pairs}
    for place in found.added:
        added[place] = Member(GONE)
    new += (added[place] for place in found.added)
    return [added[place] for place in range(len(values))]


def _is_reordered(line: list[Member], known: list[Member]) -> bool:
    places = {member: place for place, member in enumerate(known)}
    order = [places[member] for member in line if member in places]
    return order != sorted(order)


def _insert(line: list[Member], order: list[Member]) -> None:
    """Put the members of a line into an order that lacks them, each behind the one before it."""
    there, own = set(order), set(line)
    before: Member | None = None
    for member in line:
        if member not in there:
            place = 0 if before is None else order.index(before) + 1
            while place < len(order) and order[place].is_new and order[place] not in own:
                place += 1
            order.insert(place, member)
        before = member
