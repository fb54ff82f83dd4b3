"""Checks of the form: its ``**`` fields, its sections, and text that waits for its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import PracticeModel
from toimintamalli.vocabulary import enum_title, form_profile_or_newest

__all__ = [
    "doubled_fields",
    "empty_required_fields",
    "sections_without_heading",
    "unknown_fields",
    "unplaced_text",
]


def empty_required_fields(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM201: a ``**`` field has no text; attachments alone do not fill it."""
    filled = {section.field for section in model.form.sections if section.text}
    for field in form_profile_or_newest(model.form.profile).required_fields:
        if field.id not in filled:
            yield diagnostic("TM201", "form", label=field.label, guidance=field.guidance)


def unknown_fields(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM203: a section names a field that the form does not have."""
    profile = form_profile_or_newest(model.form.profile)
    allowed = tuple(field.id for field in profile.fields)
    for place, section in enumerate(model.form.sections):
        if section.field is not None and section.field not in allowed:
            yield diagnostic(
                "TM203",
                f"form.sections[{place}].field",
                found=section.field,
                profile=profile.id,
                allowed=allowed,
            )


def doubled_fields(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM205: two sections fill the same field."""
    profile = form_profile_or_newest(model.form.profile)
    filled = Counter(section.field for section in model.form.sections if section.field)
    for field_id, times in filled.items():
        if times > 1:
            field = profile.field(field_id)
            yield diagnostic("TM205", "form", label=field.label if field else field_id)


def sections_without_heading(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM207: a section has neither a field nor a heading."""
    for place, section in enumerate(model.form.sections):
        if not section.field and not section.heading:
            yield diagnostic("TM207", f"form.sections[{place}]")


def unplaced_text(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM206: an importer kept text aside that somebody should place."""
    for place, unplaced in enumerate(model.form.unplaced):
        yield diagnostic(
            "TM206",
            f"form.unplaced[{place}]",
            words=len(unplaced.text.plain.split()),
            reason=enum_title(unplaced.reason),
        )
