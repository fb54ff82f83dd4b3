"""Joins what a page says into a model that is already there: a proposal with its changes.

The page is taken as newer. A text that it would replace is kept aside in the form, so that
nothing is lost before somebody has looked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

import attrs
from attrs import define, evolve, field, frozen

from toimintamalli.analysis.form_order import in_form_order
from toimintamalli.diagnostics import Diagnostic, Report
from toimintamalli.model import (
    Attachment,
    BasicData,
    Contributor,
    Form,
    PracticeModel,
    ProgrammeData,
    RichText,
    Section,
    UnplacedReason,
    UnplacedText,
)
from toimintamalli.plugins import Change, Imported
from toimintamalli.vocabulary import BasicField, FormField, FormProfile
from toimintamalli_innokyla._blocks import rich_text
from toimintamalli_innokyla._findings import finding
from toimintamalli_innokyla._lines import lines_of_text

__all__ = ["merged"]

_Value = TypeVar("_Value")


def merged(old: PracticeModel, new: PracticeModel, profile: FormProfile) -> Imported:
    """Return a proposal: the old model with what the page says.

    Args:
        old: The model that is already there; it is not changed.
        new: The model that the page alone gives.
        profile: The form profile.
    """
    merger = _Merger(profile)
    model = evolve(
        old,
        basics=merger.basics(old.basics, new.basics),
        programme=merger.programme(old.programme, new.programme),
        innokyla_stage=merger.newer("innokyla_stage", old.innokyla_stage, new.innokyla_stage),
        form=merger.form(old.form, new.form),
    )
    return Imported(model=model, diagnostics=Report(merger.findings), changes=tuple(merger.changes))


@frozen
class _Slot:
    """A section, and whether it was met on the page."""

    section: Section
    met: bool = False


@define
class _Merger:
    """Takes the newer of two values, and notes what that changes or pushes aside."""

    profile: FormProfile
    changes: list[Change] = field(factory=list)
    findings: list[Diagnostic] = field(factory=list)
    pushed_aside: list[UnplacedText] = field(factory=list)

    def newer(self, path: str, old: _Value, new: _Value) -> _Value:
        """Return the new value where there is one, else the old one."""
        if not new or new == old:
            return old
        self.changes.append(Change(path=path, before=_shown(old), after=_shown(new)))
        return new

    def basics(self, old: BasicData, new: BasicData) -> BasicData:
        if old.title and new.title and old.title != new.title:
            self.findings.append(
                finding("INNOKYLA012", "basics.title", before=old.title, after=new.title)
            )
        for name in ("summary", "place"):
            self._push_aside_text(getattr(old, name), getattr(new, name), name)
        values: dict[str, Any] = {}
        for attribute in attrs.fields(BasicData):
            name = attribute.name
            before, after = getattr(old, name), getattr(new, name)
            if isinstance(before, tuple):
                after = (*before, *(item for item in after if not _is_known(item, before)))
            elif isinstance(before, str) and _alike(before, after):
                after = before
            values[name] = self.newer(f"basics.{name}", before, after)
        return BasicData(**values)

    def _push_aside_text(self, before: str, after: str, name: str) -> None:
        if before and after and not _alike(before, after):
            self._push_aside(rich_text(lines_of_text(before)), name, f"basics.{name}")

    def programme(self, old: ProgrammeData, new: ProgrammeData) -> ProgrammeData:
        """Join the lists; what somebody has set stays, as titles only hint at it."""
        values: dict[str, Any] = {}
        for attribute in attrs.fields(ProgrammeData):
            name = attribute.name
            before, after = getattr(old, name), getattr(new, name)
            joined = (
                (*before, *(item for item in after if item not in before))
                if isinstance(before, tuple)
                else before or after
            )
            values[name] = self.newer(f"programme.{name}", before, joined)
        return ProgrammeData(**values)

    def form(self, old: Form, new: Form) -> Form:
        slots = [_Slot(section) for section in old.sections]
        at = -1
        for section in new.sections:
            same = _same_section(section, slots)
            if same is None:
                # An own heading stays behind the field that it follows on the page.
                at = at + 1 if section.field is None else len(slots)
                slots.insert(at, _Slot(section, met=True))
                self._tell_new(section)
            else:
                at = same
                slots[at] = _Slot(self._newer_section(slots[at].section, section), met=True)
        sections = in_form_order((slot.section for slot in slots), self.profile)
        kept = [*old.unplaced, *self.pushed_aside]
        kept += (text for text in new.unplaced if text not in kept)
        return evolve(old, sections=sections, unplaced=tuple(kept))

    def _tell_new(self, section: Section) -> None:
        self.newer(_path(section), "", section.text.plain)
        self.newer(f"{_path(section)}.attachments", (), section.attachments)

    def _newer_section(self, old: Section, new: Section) -> Section:
        if old.text and new.text and not _alike(old.text.plain, new.text.plain):
            self._push_aside(old.text, old.field, _path(old))
        added = tuple(item for item in new.attachments if item not in old.attachments)
        text = old.text if _alike(old.text.plain, new.text.plain) else new.text
        self.newer(_path(old), old.text.plain, text.plain)
        joined = self.newer(
            f"{_path(old)}.attachments", old.attachments, (*old.attachments, *added)
        )
        return evolve(old, text=text or old.text, attachments=joined)

    def _push_aside(self, text: RichText, field_id: str | None, path: str) -> None:
        known: tuple[BasicField | FormField, ...] = (*self.profile.basics, *self.profile.fields)
        labels = {labelled.id: labelled.label for labelled in known}
        self.findings.append(
            finding(
                "INNOKYLA011",
                path,
                label=labels.get(field_id or "", path.removeprefix("form.")),
                words=len(text.plain.split()),
            )
        )
        self.pushed_aside.append(
            UnplacedText(text=text, reason=UnplacedReason.CONFLICT, field=field_id)
        )


def _alike(first: str, second: str) -> bool:
    """Whether two texts say the same, whatever their white space."""
    return first.split() == second.split()


def _same_section(section: Section, slots: Iterable[_Slot]) -> int | None:
    """Return where the section stands already; one that comes twice stands twice."""
    for at, slot in enumerate(slots):
        if not slot.met and _key(slot.section) == _key(section):
            return at
    return None


def _is_known(item: object, before: tuple[object, ...]) -> bool:
    """Return whether a list has an item; a page tells no more of a person than name and role."""
    if not isinstance(item, Contributor):
        return item in before
    told = (item.name, item.role)
    return any(told == (one.name, one.role) for one in before if isinstance(one, Contributor))


def _key(section: Section) -> tuple[str | None, str | None]:
    return section.field, section.heading if section.field is None else None


def _path(section: Section) -> str:
    return f"form.{section.field or section.heading}"


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case tuple():
            return "\n".join(map(_shown, value))
        case Contributor():
            return value.name
        case Attachment():
            return value.title or value.alt_text or value.caption or value.address or value.kind
        case _:
            return str(value)
