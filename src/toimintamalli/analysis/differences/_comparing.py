"""Compares two versions of a practice model, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
from attrs import evolve, frozen

from toimintamalli.analysis.differences._difference import (
    Difference,
    DifferenceArea,
    DifferenceKind,
)
from toimintamalli.analysis.differences._identities import AREA_OF_FIELD, WITHOUT_ORDER
from toimintamalli.analysis.differences._matching import match
from toimintamalli.model import CustomField, PracticeModel, Record, RichText

__all__ = ["differences", "is_empty"]


def differences(old: PracticeModel, new: PracticeModel) -> tuple[Difference, ...]:
    """Return what changed from one version of a model to another, in the order of the new one.

    Members of lists are known again by what identifies them, not by their places; one that is new
    or gone is one difference with all that it holds. Another order is told once, and not at all
    where order means nothing: days, rows and criteria have their place in themselves.

    Args:
        old: The earlier version.
        new: The later version.

    Example:
        >>> from attrs import evolve
        >>> import toimintamalli as tm
        >>> old = tm.load("malli.yaml")
        >>> new = evolve(old, basics=evolve(old.basics, place="Kaksi terveysasemaa"))
        >>> [(found.path, found.after) for found in differences(old, new)]
        [('basics.place', 'Kaksi terveysasemaa')]
    """
    return tuple(
        difference
        for name in (field.name for field in attrs.fields(PracticeModel))
        for difference in _field(name, old, new, _Place(area=AREA_OF_FIELD[name]))
    )


@frozen(kw_only=True)
class _Place:
    """Where in both models the comparison is.

    Attributes:
        area: Part of the model.
        old: Path in the old model.
        new: Path in the new model.
        within_old: Records around, in the old model.
        within_new: Records around, in the new model.
    """

    area: DifferenceArea
    old: str = ""
    new: str = ""
    within_old: tuple[Record, ...] = ()
    within_new: tuple[Record, ...] = ()

    def at_field(self, name: str) -> _Place:
        old, new = (f"{path}.{name}" if path else name for path in (self.old, self.new))
        return evolve(self, old=old, new=new)

    def at_members(self, old: int, new: int) -> _Place:
        return evolve(self, old=f"{self.old}[{old}]", new=f"{self.new}[{new}]")

    def inside(self, old: Record, new: Record) -> _Place:
        within_old, within_new = (*self.within_old, old), (*self.within_new, new)
        return evolve(self, within_old=within_old, within_new=within_new)

    def difference(self, owner: Record, field: str, before: Any, after: Any) -> Difference:
        """Return that a value became another; an empty one is none."""
        if is_empty(before) and not is_empty(after):
            return self.told(DifferenceKind.ADDED, owner, field, before, after)
        if is_empty(after) and not is_empty(before):
            return self.told(DifferenceKind.REMOVED, owner, field, before, after)
        return self.told(DifferenceKind.CHANGED, owner, field, before, after)

    def told(
        self, kind: DifferenceKind, owner: Record, field: str, before: Any, after: Any
    ) -> Difference:
        here, there = self.within_new, self.within_old
        if kind is DifferenceKind.REMOVED:
            here, there = there, here
        return Difference(
            kind=kind,
            area=self.area,
            path=self.old if kind is DifferenceKind.REMOVED else self.new,
            record=type(owner),
            field=field,
            before=before,
            after=after,
            within=here,
            counterpart=there[-1] if there else None,
        )


def _record(old: Record, new: Record, place: _Place) -> Iterator[Difference]:
    inside = place.inside(old, new)
    for field in attrs.fields(type(new)):
        yield from _field(field.name, old, new, inside)


def _field(name: str, old: Record, new: Record, place: _Place) -> Iterator[Difference]:
    before, after = getattr(old, name), getattr(new, name)
    if before is after or before == after:
        return
    if name == "custom":
        yield from _custom(before, after, new, place)
        return
    here = place.at_field(name)
    if isinstance(before, Record) and isinstance(after, Record):
        yield from _record(before, after, here)
    elif isinstance(before, tuple):
        yield from _members(name, before, after, new, here)
    else:
        yield here.difference(new, name, before, after)


def _members(
    name: str, before: tuple[Any, ...], after: tuple[Any, ...], owner: Record, place: _Place
) -> Iterator[Difference]:
    found = match(before, after)
    if found.is_reordered and name not in WITHOUT_ORDER.get(type(owner), ()):
        stayed = tuple(before[old] for old, _ in sorted(found.pairs))
        yield place.told(
            DifferenceKind.MOVED, owner, name, stayed, tuple(after[new] for _, new in found.pairs)
        )
    pairs = {new: old for old, new in found.pairs}
    for at, member in enumerate(after):
        if at not in pairs:
            here = place.at_members(at, at)
            yield here.told(DifferenceKind.ADDED, owner, name, None, member)
            continue
        here = place.at_members(pairs[at], at)
        counterpart = before[pairs[at]]
        if counterpart == member:
            continue
        if isinstance(member, Record):
            yield from _record(counterpart, member, here)
        else:
            yield here.told(DifferenceKind.CHANGED, owner, name, counterpart, member)
    for at in found.removed:
        here = place.at_members(at, at)
        yield here.told(DifferenceKind.REMOVED, owner, name, before[at], None)


def _custom(
    before: tuple[CustomField, ...], after: tuple[CustomField, ...], owner: Record, place: _Place
) -> Iterator[Difference]:
    """Tell fields of one's own by their names; the value of one is told as a whole."""
    found = match(before, after)
    for old, new in found.pairs:
        if before[old] != after[new]:
            name, values = after[new].name, (before[old].value, after[new].value)
            yield place.at_field(name).told(DifferenceKind.CHANGED, owner, name, *values)
    for new in found.added:
        name = after[new].name
        yield place.at_field(name).told(DifferenceKind.ADDED, owner, name, None, after[new].value)
    for old in found.removed:
        name, value = before[old].name, before[old].value
        yield place.at_field(name).told(DifferenceKind.REMOVED, owner, name, value, None)


def is_empty(value: Any) -> bool:
    """Return whether a value of a field says nothing.

    Args:
        value: The value.
    """
    return value is None or value in ("", ()) or (isinstance(value, RichText) and not value)
