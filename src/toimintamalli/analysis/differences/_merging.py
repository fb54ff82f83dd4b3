"""Joins proposals made from one model: a three-way merge, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import attrs
from attrs import define, frozen

from toimintamalli.analysis.differences._comparing import is_empty
from toimintamalli.analysis.differences._conflicts import Conflict, Merged
from toimintamalli.analysis.differences._identities import (
    BELONGING_TOGETHER,
    FREE_IDS,
    ONE_VALUE,
)
from toimintamalli.analysis.differences._members import GONE, Member, Version, members_of
from toimintamalli.analysis.differences._renaming import (
    Clash,
    Renames,
    Step,
    rename,
    renamed_ids,
    within,
)
from toimintamalli.analysis.form_order import places_on_form
from toimintamalli.model import CustomField, Form, PracticeModel, Record
from toimintamalli.vocabulary import FormProfile, form_profile, form_profiles

__all__ = ["merge_proposals"]


def merge_proposals(base: PracticeModel, proposals: Sequence[tuple[str, PracticeModel]]) -> Merged:
    """Return what several proposals made from one model give together.

    What one proposal changed is taken, and what several changed alike is taken once. Where they
    differ, the first stays and the others are told; what one took away and another changed stays.
    Members of lists are known again as `differences` knows them, and what any proposal added is
    added. Two new things of one identifier are one where they do not contradict each other; else
    the second gets another identifier, also where its proposal refers to it.

    Args:
        base: The model that all proposals were made from.
        proposals: Name and model of each, such as a file and what was read from it.

    Example:
        >>> from attrs import evolve
        >>> import toimintamalli as tm
        >>> base = tm.load("malli.yaml")
        >>> first = evolve(base, basics=evolve(base.basics, place="Kolme asemaa"))
        >>> second = evolve(base, basics=evolve(base.basics, place="Asemat", title="Uusi nimi"))
        >>> merged = tm.merge_proposals(base, [("a.xlsx", first), ("b.xlsx", second)])
        >>> merged.model.basics.title, merged.model.basics.place
        ('Uusi nimi', 'Kolme asemaa')
        >>> [(conflict.path, conflict.found) for conflict in merged.conflicts]
        [('basics.place', (('a.xlsx', 'Kolme asemaa'), ('b.xlsx', 'Asemat')))]
    """
    models = [model for _, model in proposals]
    sources = [source for source, _ in proposals]
    renames: Renames = {}
    while True:
        merger = _Merger(_profile(base.form))
        versions = [Version(place, model) for place, model in enumerate(models)]
        model = merger.value(base, versions, _Place())
        if not merger.clashes:
            break
        models, given = rename(base, models, merger.clashes)
        renames |= given
    return Merged(
        model=model,
        conflicts=tuple(found.conflict(model, sources) for found in merger.found),
        renamed=renamed_ids(model, sources, renames),
    )


@frozen
class _Place:
    """Where in the merged model a value stands.

    Attributes:
        steps: The way to it.
        owner: Class of the record that has the field.
    """

    steps: tuple[Step, ...] = ()
    owner: type[Record] = PracticeModel

    def at_field(self, owner: type[Record], name: str) -> _Place:
        return _Place((*self.steps, Step(name)), owner)

    def at_member(self, place: int) -> _Place:
        return _Place((*self.steps[:-1], Step(self.steps[-1].name, place)), self.owner)


_SECTIONS = _Place((Step("form"), Step("sections")), Form)


@frozen
class _Found:
    """A conflict, before the merged model is whole."""

    place: _Place
    before: Any
    versions: tuple[Version, ...]

    def conflict(self, model: PracticeModel, sources: Sequence[str]) -> Conflict:
        steps = self.place.steps
        return Conflict(
            path=".".join(map(str, steps)),
            record=self.place.owner,
            field=steps[-1].name,
            before=_or_none(self.before),
            found=tuple((sources[one.proposal], _or_none(one.value)) for one in self.versions),
            within=within(model, steps),
        )


@define
class _Merger:
    """Merges values, and notes where they contradict each other."""

    profile: FormProfile
    found: list[_Found] = attrs.field(factory=list)
    clashes: list[Clash] = attrs.field(factory=list)

    def value(self, base: Any, versions: Iterable[Version], place: _Place) -> Any:
        """Return what a value becomes."""
        changed = [one for one in versions if one.value != base]
        if not changed:
            return base
        first = changed[0].value
        if all(one.value == first for one in changed):
            return first
        if isinstance(first, tuple):
            merge = self._custom if place.steps[-1].name == "custom" else self._members
            return merge(base, changed, place)
        records = [one for one in changed if isinstance(one.value, Record)]
        if not records or isinstance(records[0].value, ONE_VALUE):
            return self._whole(base, changed, place)
        if len(records) < len(changed):
            gone = [one for one in changed if one not in records]
            self._tell(place, base, [*records, *gone])
        return self._record(base, records, place)

    def _whole(self, base: Any, versions: Iterable[Version], place: _Place) -> Any:
        """Return the first value that changed; nothing gives way to something."""
        changed = [one for one in versions if one.value != base]
        if not changed:
            return base
        changed.sort(key=lambda one: (one.value is GONE, is_empty(one.value)))
        if any(one.value != changed[0].value for one in changed):
            self._tell(place, base, changed)
        return changed[0].value

    def _tell(self, place: _Place, base: Any, versions: Iterable[Version]) -> None:
        self.found.append(_Found(place, base, tuple(versions)))

    # -- records --------------------------------------------------------------------------------

    def _record(self, base: Any, versions: Sequence[Version], place: _Place) -> Record:
        kind: type[Record] = type(versions[0].value)
        together = BELONGING_TOGETHER.get(kind, ())
        values = self._together(kind, base, versions, place)
        for field in attrs.fields(kind):
            if field.name in together:
                continue
            before, afters = _field(field, base), _fields(field.name, versions)
            values[field.name] = self.value(before, afters, place.at_field(kind, field.name))
        return kind(**values)

    def _together(
        self, kind: type[Record], base: Any, versions: Sequence[Version], place: _Place
    ) -> dict[str, Any]:
        """Return the fields that belong together, all of one proposal."""
        fields = [getattr(attrs.fields(kind), name) for name in BELONGING_TOGETHER.get(kind, ())]
        before = [_field(field, base) for field in fields]

        def values(record: Record) -> list[Any]:
            return [getattr(record, field.name) for field in fields]

        changed = [one for one in versions if values(one.value) != before]
        for field in fields:
            afters = list(_fields(field.name, changed))
            if any(one.value != afters[0].value for one in afters):
                self._tell(place.at_field(kind, field.name), _field(field, base), afters)
        kept = values(changed[0].value) if changed else before
        return {field.name: value for field, value in zip(fields, kept, strict=True)}

    def _custom(
        self, base: tuple[CustomField, ...], versions: Iterable[Version], place: _Place
    ) -> tuple[CustomField, ...]:
        """Return the fields of one's own, known by their names; the value of one is a whole."""
        before = _by_name(base)
        afters = [(one.proposal, _by_name(one.value)) for one in versions]
        merged = []
        for name in dict.fromkeys(chain(before, *(held for _, held in afters))):
            found = [Version(proposal, held.get(name, GONE)) for proposal, held in afters]
            here = _Place((*place.steps[:-1], Step(name)), place.owner)
            value = self._whole(before.get(name, GONE), found, here)
            if value is not GONE:
                merged.append(CustomField(name, value))
        return tuple(merged)

    # -- lists ----------------------------------------------------------------------------------

    def _members(
        self, base: Sequence[Any], versions: Sequence[Version], place: _Place
    ) -> tuple[Any, ...]:
        members = members_of(base, versions)
        if place == _SECTIONS:
            members = _in_form_order(members, versions, self.profile)
        return tuple(self._member(one, place.at_member(at)) for at, one in enumerate(members))

    def _member(self, member: Member, place: _Place) -> Any:
        if not member.versions:
            return member.base
        first = member.versions[0].value
        if member.is_new and isinstance(first, FREE_IDS) and self._clash(member, place):
            return first
        return self.value(member.base, member.versions, place)

    def _clash(self, member: Member, place: _Place) -> bool:
        """Note which new things of one identifier are other things, and tell if any is."""
        things: list[list[Version]] = []
        for version in member.versions:
            same = next((one for one in things if self._agree([*one, version], place)), None)
            if same is None:
                things.append(same := [])
            same.append(version)
        self.clashes += map(Clash, things[1:])
        return len(things) > 1

    def _agree(self, versions: Sequence[Version], place: _Place) -> bool:
        """Tell whether what several added as one thing says nothing that contradicts itself."""
        trial = _Merger(self.profile)
        trial.value(GONE, versions, place)
        return not trial.found


def _field(field: attrs.Attribute[Any], base: Any) -> Any:
    """Return what a field was; of a record that was not there, what it is when nothing is said."""
    if isinstance(base, Record):
        return getattr(base, field.name)
    return GONE if field.default is attrs.NOTHING else field.default


def _fields(name: str, versions: Iterable[Version]) -> Iterable[Version]:
    return (Version(one.proposal, getattr(one.value, name)) for one in versions)


def _by_name(fields: Iterable[CustomField]) -> dict[str, Any]:
    return {field.name: field.value for field in fields}


def _in_form_order(
    members: list[Member], versions: Sequence[Version], profile: FormProfile
) -> list[Member]:
    """Return sections in the order of the form, if the proposals kept to it."""
    for version in versions:
        places = places_on_form(version.value, profile)
        if places != sorted(places):
            return members
    places = places_on_form((member.shown for member in members), profile)
    order = sorted(range(len(members)), key=places.__getitem__)
    return [members[at] for at in order]


def _profile(form: Form) -> FormProfile:
    """Return the profile that a form names, or today's where it names an unknown one."""
    known = {profile.id: profile for profile in form_profiles()}
    return known.get(form.profile) or form_profile()


def _or_none(value: Any) -> Any:
    return None if value is GONE else value
