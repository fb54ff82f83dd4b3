"""The names of the form and its parts, also where the library knows no such form."""

from __future__ import annotations

from toimintamalli.model import Form, Section
from toimintamalli.vocabulary import FormField, FormProfile, form_profiles


def known_profile(form: Form) -> FormProfile | None:
    """Return the profile that a form names, or None where the library has no such profile."""
    return next((known for known in form_profiles() if known.id == form.profile), None)


def marked_label(field: FormField, profile: FormProfile) -> str:
    """Return the label of a field as on the page, with the mark of a required one."""
    return f"{field.label} {profile.required_marker}" if field.required else field.label


def field_label(field_id: str, profile: FormProfile | None) -> str:
    """Return the label of a field, or its identifier where the profile has no such field."""
    field = profile.field(field_id) if profile else None
    return marked_label(field, profile) if field and profile else field_id


def section_label(section: Section, profile: FormProfile | None) -> str:
    """Return what stands above a section: the label of its field, its own heading, or both."""
    label = field_label(section.field, profile) if section.field else ""
    return " – ".join(part for part in (label, section.heading) if part)
