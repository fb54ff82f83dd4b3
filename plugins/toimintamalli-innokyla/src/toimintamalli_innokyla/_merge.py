"""Joins what a page says into a model that is already there: a proposal with its changes.

The page is taken as newer. A text that it would replace is kept aside in the form, so that
nothing is lost before somebody has looked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

import attrs
from attrs import define, evolve, field

from toimintamalli.diagnostics import Diagnostic, Report
from toimintamalli.model import (
    BasicData,
    Form,
    PracticeModel,
    ProgrammeData,
    RichText,
    Section,
    UnplacedReason,
    UnplacedText,
)
from toimintamalli.plugins import Change, Imported
from toimintamalli.vocabulary import FormProfile
from toimintamalli_innokyla._findings import finding
from toimintamalli_innokyla._order import in_form_order

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
        if old.summary and new.summary and not _alike(old.summary, new.summary):
            self._push_aside(RichText.parse(old.summary), "summary", "basics.summary")
        values: dict[str, Any] = {}
        for attribute in attrs.fields(BasicData):
            name = attribute.name
            before, after = getattr(old, name), getattr(new, name)
            if isinstance(before, tuple):
                after = (*before, *(item for item in after if item not in before))
            values[name] = self.newer(f"basics.{name}", before, after)
        return BasicData(**values)

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
        sections = list(old.sections)
        for section in new.sections:
            at = _place_of(section, sections)
            if at is None:
                sections.append(section)
                self.newer(_path(section), "", section.text.plain)
            else:
                sections[at] = self._newer_section(sections[at], section)
        kept = [*old.unplaced, *self.pushed_aside]
        kept += (text for text in new.unplaced if text not in kept)
        return evolve(old, sections=in_form_order(sections, self.profile), unplaced=tuple(kept))

    def _newer_section(self, old: Section, new: Section) -> Section:
        if old.text and new.text and not _alike(old.text.plain, new.text.plain):
            self._push_aside(old.text, old.field, _path(old))
        added = tuple(item for item in new.attachments if item not in old.attachments)
        text = old.text if _alike(old.text.plain, new.text.plain) else new.text
        self.newer(_path(old), old.text.plain, text.plain)
        return evolve(old, text=text or old.text, attachments=old.attachments + added)

    def _push_aside(self, text: RichText, field_id: str | None, path: str) -> None:
        known = self.profile.field(field_id or "")
        self.findings.append(
            finding(
                "INNOKYLA011",
                path,
                label=known.label if known else path,
                words=len(text.plain.split()),
            )
        )
        self.pushed_aside.append(
            UnplacedText(text=text, reason=UnplacedReason.CONFLICT, field=field_id)
        )


def _alike(first: str, second: str) -> bool:
    """Whether two texts say the same, whatever their white space."""
    return first.split() == second.split()


def _place_of(section: Section, sections: Iterable[Section]) -> int | None:
    key = (section.field, section.heading if section.field is None else None)
    for at, other in enumerate(sections):
        if key == (other.field, other.heading if other.field is None else None):
            return at
    return None


def _path(section: Section) -> str:
    return f"form.{section.field or section.heading}"


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "\n".join(map(_shown, value))
    return "" if value is None else str(getattr(value, "name", None) or value)
