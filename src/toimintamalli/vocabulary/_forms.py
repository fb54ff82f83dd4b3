"""Form profiles: the labels, order, phases and guidance of the Innokylä form, by version."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

from attrs import frozen

from toimintamalli._data import read_toml
from toimintamalli.diagnostics import failure
from toimintamalli.errors import UnknownNameError
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary._provenance import Provenance, read_provenance

__all__ = [
    "BasicField",
    "FormField",
    "FormProfile",
    "StageValue",
    "form_profile",
    "form_profile_or_newest",
    "form_profiles",
]

_PROFILES = ("innokyla-2025",)


@frozen(kw_only=True)
class BasicField:
    """A field of the basic data (Perustiedot).

    Attributes:
        id: Name of the field in `toimintamalli.model.BasicData`.
        label: Label on the page, letter for letter.
        aliases: Older labels.
    """

    id: str
    label: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The label and its aliases."""
        return (self.label, *self.aliases)


@frozen(kw_only=True)
class FormField:
    """A field of the form.

    Attributes:
        id: Stable identifier, as in `toimintamalli.model.Section`.
        label: Label on the page, letter for letter, without the marker.
        aliases: Older labels.
        required: Whether it must be filled before the model is marked ready (``**``).
        front: Place on the front page, from 1; None if it does not stand there.
        path: Place on the development path (Kehittämisen polku).
        phase: Phase of the path that it belongs to.
        guidance: What to write, in our own words.
    """

    id: str
    label: str
    guidance: LocalizedText
    path: int
    phase: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    front: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The label and its aliases."""
        return (self.label, *self.aliases)


@frozen(kw_only=True)
class StageValue:
    """A value of Kehittämisen vaihe.

    Attributes:
        id: Value of `toimintamalli.model.InnokylaStage`.
        label: Label on the page.
        certain: Whether the label was read on a page, or inferred.
    """

    id: str
    label: str
    certain: bool


@frozen(kw_only=True)
class FormProfile:
    """One version of the form.

    Attributes:
        id: Identifier of the version.
        name: Name of the version.
        required_marker: Mark behind the label of a required field.
        attachments_label: Label above the attachments of a field.
        image_label: Label above an image.
        caption_label: Label above the caption of an image.
        stage_label: Label of the stage.
        stages: Values of the stage.
        basics: Fields of the basic data, in page order.
        fields: Fields of the form, in the order of the development path.
        provenance: Where it comes from.

    Example:
        >>> profile = form_profile("innokyla-2025")
        >>> [field.id for field in profile.required_fields][:2]
        ['solution_idea', 'operating_environment']
    """

    id: str
    name: LocalizedText
    required_marker: str
    attachments_label: str
    image_label: str
    caption_label: str
    stage_label: str
    stages: tuple[StageValue, ...]
    basics: tuple[BasicField, ...]
    fields: tuple[FormField, ...]
    provenance: Provenance

    @property
    def front_fields(self) -> tuple[FormField, ...]:
        """The fields of the front page, in page order."""
        on_front = (field for field in self.fields if field.front is not None)
        return tuple(sorted(on_front, key=lambda field: field.front or 0))

    @property
    def required_fields(self) -> tuple[FormField, ...]:
        """The ``**`` fields, in the order of the front page."""
        return tuple(field for field in self.front_fields if field.required)

    def field(self, field_id: str) -> FormField | None:
        """Return a field, or None where the profile has no field of that identifier."""
        return next((field for field in self.fields if field.id == field_id), None)

    def order(self, field_id: str | None) -> int:
        """Return the place of a field on the development path; unknown fields come last."""
        field = self.field(field_id) if field_id else None
        return field.path if field else sys.maxsize


@cache
def form_profile(profile_id: str = _PROFILES[-1]) -> FormProfile:
    """Return a form profile.

    Args:
        profile_id: Identifier of the version.

    Raises:
        UnknownNameError: There is no such profile.
    """
    if profile_id not in _PROFILES:
        raise UnknownNameError(failure("TM902", found=profile_id, allowed=_PROFILES))
    return _profile(read_toml("toimintamalli.vocabulary", f"forms/{profile_id}.toml"))


def form_profile_or_newest(profile_id: str) -> FormProfile:
    """Return a form profile, or today's where there is none of that identifier.

    Args:
        profile_id: Identifier that a document gives.
    """
    return form_profile(profile_id) if profile_id in _PROFILES else form_profile()


def form_profiles() -> tuple[FormProfile, ...]:
    """Return all known profiles, oldest first."""
    return tuple(map(form_profile, _PROFILES))


def _profile(table: Mapping[str, Any]) -> FormProfile:
    return FormProfile(
        id=table["id"],
        name=LocalizedText(**table["name"]),
        required_marker=table["required_marker"],
        attachments_label=table["attachments_label"],
        image_label=table["image_label"],
        caption_label=table["caption_label"],
        stage_label=table["stage"]["label"],
        stages=tuple(StageValue(**value) for value in table["stage"]["values"]),
        basics=tuple(map(_basic_field, table["basics"])),
        fields=tuple(sorted(map(_form_field, table["fields"]), key=lambda field: field.path)),
        provenance=read_provenance(table["provenance"]),
    )


def _basic_field(table: Mapping[str, Any]) -> BasicField:
    return BasicField(id=table["id"], label=table["label"], aliases=tuple(table.get("aliases", ())))


def _form_field(table: Mapping[str, Any]) -> FormField:
    return FormField(
        id=table["id"],
        label=table["label"],
        guidance=LocalizedText(**table["guidance"]),
        path=table["path"],
        phase=table["phase"],
        aliases=tuple(table.get("aliases", ())),
        required=table.get("required", False),
        front=table.get("front"),
    )
