"""The places of a form: its fields in order, filled or not, then what has a heading of its own."""

from toimintamalli.analysis.form_places import (
    field_label,
    form_places,
    known_profile,
    marked_label,
    section_label,
    with_texts,
)
from toimintamalli.model import Attachment, Form, RichText, Section
from toimintamalli.vocabulary import form_profile

PROFILE = form_profile()


def written(text: str, field: str | None, **more: object) -> Section:
    return Section(field=field, text=RichText.parse(text), **more)


FORM = Form(
    sections=(
        written("Omaa.", None, heading="Oma"),
        written("Ensin.", "solution_idea"),
        written("Sitten.", "solution_idea", heading="Lisää"),
    )
)


def test_every_field_has_a_place_and_so_has_every_section() -> None:
    places = list(form_places(FORM))
    assert len(places) == len(PROFILE.fields) + 2
    assert [place.at for place in places if place.at is not None] == [1, 2, 0]
    assert [place.number for place in places if place.at is not None] == [1, 2, 1]
    assert [place.field for place in places[:-1]] == sorted(
        (place.field for place in places[:-1]), key=lambda field: field.path
    )


def test_a_form_of_an_unknown_profile_has_a_place_for_each_of_its_sections() -> None:
    form = Form(profile="innokyla-1999", sections=FORM.sections)
    assert known_profile(form) is None
    assert [place.at for place in form_places(form)] == [0, 1, 2]
    assert field_label("solution_idea", None) == "solution_idea"


def test_a_label_shows_whether_its_field_is_required_and_what_heading_it_has() -> None:
    required = PROFILE.required_fields[0]
    other = next(field for field in PROFILE.fields if not field.required)
    assert marked_label(required, PROFILE) == f"{required.label} {PROFILE.required_marker}"
    assert marked_label(other, PROFILE) == other.label
    named = Section(field=other.id, heading="Lisää")
    assert section_label(named, PROFILE) == f"{other.label} – Lisää"


def test_a_new_text_of_a_field_stands_before_the_fields_that_come_later() -> None:
    place = next(place for place in form_places(FORM) if place.section.field == "needs")
    own, *fields = FORM.sections
    filled = with_texts(FORM, [(place, RichText.parse("Jono."))])
    assert filled.sections == (own, written("Jono.", "needs"), *fields)


def test_a_section_under_its_own_heading_stays_behind_the_field_that_it_followed() -> None:
    sections = (
        written("Missä.", "operating_environment"),
        written("Omaa.", None, heading="Oma"),
        written("Mitä.", "solution_idea"),
    )
    form = Form(sections=sections)
    place = next(place for place in form_places(form) if place.section.field == "needs")
    filled = with_texts(form, [(place, RichText.parse("Jono."))])
    assert filled.sections == (*sections[:2], written("Jono.", "needs"), sections[2])


def test_a_section_without_a_text_goes_unless_it_has_anything_else() -> None:
    form = Form(
        sections=(
            written("Yksi.", "needs", generated="abc"),
            written("Kaksi.", "solution_idea", attachments=(Attachment(title="Ohje"),)),
        )
    )
    emptied = [(place, RichText()) for place in form_places(form) if place.at is not None]
    (left,) = with_texts(form, emptied).sections
    assert left == Section(field="solution_idea", attachments=(Attachment(title="Ohje"),))


def test_a_section_that_is_taken_away_goes_with_all_it_has() -> None:
    place = next(place for place in form_places(FORM) if place.at == 2)
    assert with_texts(FORM, [(place, None)]).sections == FORM.sections[:2]


def test_added_sections_of_ones_own_come_last() -> None:
    added = written("Uutta.", None, heading="Uusi")
    assert with_texts(FORM, [], [added]).sections == (*FORM.sections, added)


def test_a_form_without_new_texts_is_the_same() -> None:
    assert with_texts(FORM, []) == FORM
