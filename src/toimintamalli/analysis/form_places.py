"""The places of a form that are filled: its fields in order, then what has a heading of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from toimintamalli.analysis.form_order import places_on_form
from toimintamalli.model import Form, RichText, Section
from toimintamalli.vocabulary import FormField, FormProfile, form_profiles

__all__ = [
    "FormPlace",
    "field_label",
    "form_places",
    "known_profile",
    "marked_label",
    "section_label",
    "with_texts",
]


@frozen(kw_only=True)
class FormPlace:
    """A section of a form, or a field that is not filled yet.

    Attributes:
        label: What stands above it; empty for a section with neither field nor heading.
        section: The section; an empty one where the field is not filled.
        at: Place of the section in the form; None where the field is not filled.
        field: The field of the form, where its profile has it.
        number: 1 for the first section of the field, 2 for the second one.
    """

    label: str
    section: Section
    at: int | None = None
    field: FormField | None = None
    number: int = 1


# -- names ------------------------------------------------------------------------------------


def known_profile(form: Form) -> FormProfile | None:
    """Return the profile that a form names, or None where the library has no such profile.

    Args:
        form: The form.

    Example:
        >>> known_profile(Form(profile="innokyla-1999")) is None
        True
    """
    return next((known for known in form_profiles() if known.id == form.profile), None)


def marked_label(field: FormField, profile: FormProfile) -> str:
    """Return the label of a field as on the page, with the mark of a required one.

    Args:
        field: The field.
        profile: The form that it belongs to.
    """
    return f"{field.label} {profile.required_marker}" if field.required else field.label


def field_label(field_id: str, profile: FormProfile | None) -> str:
    """Return the label of a field, or its identifier where the profile has no such field.

    Args:
        field_id: Identifier of the field.
        profile: The form; None where it is not known.
    """
    field = profile.field(field_id) if profile else None
    return marked_label(field, profile) if field and profile else field_id


def section_label(section: Section, profile: FormProfile | None) -> str:
    """Return what stands above a section: the label of its field, its own heading, or both.

    Args:
        section: The section.
        profile: The form; None where it is not known.

    Example:
        >>> section_label(Section(field="solution_idea"), known_profile(Form()))
        'Ratkaisun perusidea **'
    """
    label = field_label(section.field, profile) if section.field else ""
    return " – ".join(part for part in (label, section.heading) if part)


# -- places -----------------------------------------------------------------------------------


def form_places(form: Form) -> Iterator[FormPlace]:
    """Yield the fields of a form in its order, filled or not, then its other sections.

    Several sections of one field are places of their own.

    Args:
        form: The form.

    Example:
        >>> places = list(form_places(Form(sections=(Section(heading="Kokemuksia"),))))
        >>> places[0].label, places[-1].label
        ('Toimintaympäristö **', 'Kokemuksia')
    """
    profile = known_profile(form)
    fields = profile.fields if profile else ()
    for field in fields:
        yield from _places_of_field(field, form, profile)
    known = {field.id for field in fields}
    for at, section in enumerate(form.sections):
        if section.field not in known:
            yield FormPlace(label=section_label(section, profile), section=section, at=at)


def _places_of_field(
    field: FormField, form: Form, profile: FormProfile | None
) -> Iterator[FormPlace]:
    filled: list[tuple[int | None, Section]] = [
        (at, section) for at, section in enumerate(form.sections) if section.field == field.id
    ]
    for number, (at, section) in enumerate(filled or [(None, Section(field=field.id))], 1):
        label = section_label(section, profile)
        yield FormPlace(label=label, section=section, at=at, field=field, number=number)


# -- filling ----------------------------------------------------------------------------------


def with_texts(
    form: Form,
    texts: Iterable[tuple[FormPlace, RichText | None]],
    added: Iterable[Section] = (),
) -> Form:
    """Return a form with other texts in its places.

    A section keeps what else it has. One without a text and anything else is taken away; a field
    that was empty becomes a section before those that come later on the form.

    Args:
        form: The form.
        texts: Places of this form with their texts; None takes the section away with all it has.
        added: Sections to add.

    Example:
        >>> form = Form()
        >>> written = [(next(form_places(form)), RichText.parse("Kolme terveysasemaa."))]
        >>> with_texts(form, written).sections[0].field
        'operating_environment'
    """
    sections: dict[int, Section | None] = dict(enumerate(form.sections))
    new: list[Section] = []
    for place, text in texts:
        if place.at is not None:
            sections[place.at] = None if text is None else _with_text(place.section, text)
        elif text:
            new.append(evolve(place.section, text=text))
    kept = [section for section in sections.values() if section is not None]
    in_order = _with_new(kept, (*new, *added), known_profile(form))
    return evolve(form, sections=in_order)


def _with_text(section: Section, text: RichText) -> Section | None:
    """Return a section with another text; None where nothing is left of it."""
    emptied = evolve(section, text=text, generated=section.generated if text else None)
    is_empty = not text and emptied == Section(field=section.field, heading=section.heading)
    return None if is_empty else emptied


def _with_new(
    sections: Sequence[Section], new: Iterable[Section], profile: FormProfile | None
) -> tuple[Section, ...]:
    """Put new sections of fields before the first section that comes later on the form."""
    ordered = list(sections)
    for section in new:
        at = len(ordered)
        if profile and section.field:
            own = profile.order(section.field)
            places = enumerate(places_on_form(ordered, profile))
            at = next((at for at, place in places if place > own), at)
        ordered.insert(at, section)
    return tuple(ordered)
