"""The sheet of the description: what its fields show, and what comes back into the form."""

import runpy
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings

import toimintamalli as tm
from toimintamalli.model import (
    Attachment,
    AttachmentKind,
    BasicData,
    Form,
    PracticeModel,
    RichText,
    Section,
    UnplacedReason,
    UnplacedText,
)
from toimintamalli.testing import strategies
from toimintamalli.text import Language
from toimintamalli.vocabulary import form_profile, recording_points
from toimintamalli_pdf.layout import Area, Bullets, Heading, Paragraph
from toimintamalli_pdf.sheets._description import DescriptionPart
from toimintamalli_pdf.sheets._shown import Shown
from toimintamalli_pdf.tagging import writable_text

ROOT = Path(__file__).parents[3]
MODELS = sorted((ROOT / "examples" / "models").glob("*.yaml"))
SHEETS = runpy.run_path(str(Path(__file__).with_name("sheets.py")))
texts_of, returned, HOSTILE = SHEETS["texts_of"], SHEETS["returned"], SHEETS["HOSTILE"]

IDEA = "innokyla_fields_form_solution-idea"
CONDITIONS = "innokyla_fields_form_conditions-of-use"
TITLE = "innokyla_fields_basics_title"


def sheet(model: PracticeModel, **options: object) -> DescriptionPart:
    made = SHEETS["sheet_of"](DescriptionPart, "innokyla-kentat", model, part="fields", **options)
    assert isinstance(made, DescriptionPart)
    return made


def written(text: str, field: str | None = "solution_idea", **more: object) -> Section:
    return Section(field=field, text=RichText.parse(text), **more)


def model_of(*sections: Section, **more: object) -> PracticeModel:
    return PracticeModel(
        basics=BasicData(title="Etävastaanotto"), form=Form(sections=sections, **more)
    )


MODEL = model_of(
    written("Kolme terveysasemaa.", "operating_environment"),
    written("Yksi numero.\n\n- hoitaja\n- lääkäri"),
    written("Kokemuksia kertyi.", None, heading="Kokemuksia"),
)


# -- what is shown ----------------------------------------------------------------------------


def test_every_field_of_the_form_is_asked_in_its_order_also_where_it_is_empty() -> None:
    areas = [part for part in sheet(PracticeModel()).parts() if isinstance(part, Area)]
    labels = [area.label for area in areas]
    profile = form_profile()
    names = [
        f"{field.label} {profile.required_marker}" if field.required else field.label
        for field in profile.fields
    ]
    assert labels[-len(names) :] == names
    assert labels[0] == "Toimintamallin nimi"
    assert all(area.hint for area in areas)


@pytest.mark.parametrize("language", Language)
def test_what_to_write_is_told_in_the_language_of_the_document(language: Language) -> None:
    field = form_profile().field("solution_idea")
    assert field is not None
    hints = {
        part.box.name: part.hint
        for part in sheet(MODEL, language=language).parts()
        if isinstance(part, Area)
    }
    assert hints[IDEA] == field.guidance.get(language)


@pytest.mark.parametrize("language", Language)
def test_the_five_points_to_record_stand_above_their_field(language: Language) -> None:
    parts = list(sheet(MODEL, language=language).parts())
    names = tuple(point.name.get(language) for point in recording_points())
    at = parts.index(Bullets(items=names))
    below = parts[at + 1]
    assert isinstance(below, Area)
    assert below.box.name == CONDITIONS
    assert isinstance(parts[at - 1], Paragraph)
    assert len(names) == 5


def test_the_text_of_a_section_stands_as_markup_with_room_for_six_lines() -> None:
    area = next(
        part for part in sheet(MODEL).parts() if isinstance(part, Area) and part.box.name == IDEA
    )
    assert area.box.value == "Yksi numero.\n\n- hoitaja\n- lääkäri"
    assert area.box.lines == 6


def test_a_section_under_a_heading_of_its_own_comes_after_the_fields() -> None:
    areas = [part for part in sheet(MODEL).parts() if isinstance(part, Area)]
    assert (areas[-1].label, areas[-1].box.value) == ("Kokemuksia", "Kokemuksia kertyi.")


def test_several_sections_of_one_field_are_kept_apart() -> None:
    model = model_of(written("Ensin."), written("Sitten."), written("Ja vielä.", heading="Lisää"))
    values = [text for name, text in texts_of(sheet(model)).items() if name.startswith(IDEA)]
    assert values == ["Ensin.", "Sitten.", "Ja vielä."]


def test_attachments_are_listed_under_their_field() -> None:
    attachments = (
        Attachment(title="Ohje", address="https://esimerkki.fi/ohje", summary="Soiton kulku"),
        Attachment(kind=AttachmentKind.IMAGE),
    )
    parts = list(sheet(model_of(written("Yksi numero.", attachments=attachments))).parts())
    at = next(
        place
        for place, part in enumerate(parts)
        if isinstance(part, Area) and part.box.name == IDEA
    )
    assert parts[at + 2] == Bullets(items=("Ohje, Soiton kulku, https://esimerkki.fi/ohje", "Kuva"))


def test_text_that_found_no_field_can_be_read_at_the_end() -> None:
    unplaced = UnplacedText(
        text=RichText.parse("Irrallinen virke."), reason=UnplacedReason.CONFLICT, field="needs"
    )
    *_, label, text = sheet(model_of(unplaced=(unplaced,))).parts()
    assert text == Paragraph(text="Irrallinen virke.")
    assert label == Paragraph(
        text="Kehitystyön lähtökohtana olevat tarpeet, Ristiriita", strong=True
    )


def test_text_in_another_language_than_the_document_tells_its_language() -> None:
    parts = sheet(MODEL, language=Language.SWEDISH).parts()
    boxes = {part.box.name: part.box for part in parts if isinstance(part, Area)}
    assert boxes[IDEA].language == "fi-FI"
    assert boxes[CONDITIONS].language is None


def test_an_empty_sheet_shows_nothing_of_the_model() -> None:
    assert not any(texts_of(sheet(MODEL, shown=Shown(is_empty=True))).values())


def test_a_form_that_the_library_does_not_know_shows_its_sections() -> None:
    model = model_of(written("Vanhaa.", "vanha_kenttä"), profile="innokyla-1999")
    areas = [part for part in sheet(model).parts() if isinstance(part, Area)]
    assert (areas[-1].label, areas[-1].box.value) == ("vanha_kenttä", "Vanhaa.")


@pytest.mark.parametrize("text", HOSTILE)
def test_headings_and_texts_of_any_kind_can_be_drawn_and_read(text: str) -> None:
    model = model_of(
        written(text, None, heading=text),
        written(text, text),
        written(text, attachments=(Attachment(title=text, address=text),)),
        unplaced=(UnplacedText(text=RichText.parse(text), reason=UnplacedReason.CONFLICT),),
    )
    made = sheet(model)
    assert [part for part in made.parts() if isinstance(part, Heading)]
    assert made.proposed(model, returned(made)) == model


# -- what comes back --------------------------------------------------------------------------


@pytest.mark.parametrize("file", MODELS, ids=lambda file: file.stem)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("has_marks", [True, False])
def test_a_sheet_of_an_example_that_nobody_changed_changes_nothing(
    file: Path, language: Language, has_marks: bool
) -> None:
    model = tm.load(file)
    made = sheet(model, language=language)
    reading = returned(made, has_marks=has_marks)
    assert made.proposed(model, reading) == model
    assert reading.finish() == ()


@given(strategies.practice_models())
@settings(max_examples=50, deadline=None)
def test_a_sheet_that_nobody_changed_changes_nothing(model: PracticeModel) -> None:
    made = sheet(model)
    assert list(made.parts())
    for has_marks in (True, False):
        assert made.proposed(model, returned(made, has_marks=has_marks)) == model


@pytest.mark.parametrize("has_marks", [True, False])
def test_a_changed_text_changes_its_section_and_nothing_else(has_marks: bool) -> None:
    made = sheet(MODEL)
    proposed = made.proposed(MODEL, returned(made, {IDEA: "Kaksi numeroa."}, has_marks=has_marks))
    first, _, last = MODEL.form.sections
    changed = evolve(MODEL.form, sections=(first, written("Kaksi numeroa."), last))
    assert proposed == evolve(MODEL, form=changed)


def test_markup_that_people_write_is_read() -> None:
    made = sheet(MODEL)
    proposed = made.proposed(MODEL, returned(made, {IDEA: "## Alku\n- yksi\n- kaksi"}))
    assert proposed.form.sections[1].text == RichText.parse("## Alku\n\n- yksi\n- kaksi")


def test_the_basic_data_are_read() -> None:
    made = sheet(MODEL)
    changes = {TITLE: "Etäpoli", "innokyla_fields_basics_locations": "Kainuu\nLappi\n"}
    proposed = made.proposed(MODEL, returned(made, changes))
    assert proposed == evolve(
        MODEL, basics=BasicData(title="Etäpoli", locations=("Kainuu", "Lappi"))
    )


def test_an_emptied_field_takes_its_section_away() -> None:
    made = sheet(MODEL)
    first, _, last = MODEL.form.sections
    proposed = made.proposed(MODEL, returned(made, {IDEA: ""}))
    assert proposed.form.sections == (first, last)


def test_an_emptied_field_keeps_its_attachments() -> None:
    attachments = (Attachment(title="Ohje"),)
    model = model_of(written("Yksi numero.", attachments=attachments, generated="abc"))
    made = sheet(model)
    proposed = made.proposed(model, returned(made, {IDEA: " \n "}))
    assert proposed.form.sections == (Section(field="solution_idea", attachments=attachments),)


def test_a_changed_text_keeps_what_the_library_wrote_there_known() -> None:
    model = model_of(written("Yksi numero.", generated="abc"))
    made = sheet(model)
    proposed = made.proposed(model, returned(made, {IDEA: "Kaksi numeroa."}))
    assert proposed.form.sections == (written("Kaksi numeroa.", generated="abc"),)


def test_text_in_an_empty_field_becomes_a_section_in_form_order() -> None:
    made = sheet(MODEL)
    proposed = made.proposed(MODEL, returned(made, {"innokyla_fields_form_needs": "Jono kasvoi."}))
    fields = [section.field for section in proposed.form.sections]
    assert fields == ["operating_environment", "needs", "solution_idea", None]
    assert proposed.form.sections[1] == written("Jono kasvoi.", "needs")


def test_each_of_several_sections_of_one_field_changes_alone() -> None:
    model = model_of(written("Ensin."), written("Sitten."))
    made = sheet(model)
    proposed = made.proposed(model, returned(made, {f"{IDEA}-2": "Lopuksi."}))
    assert proposed.form.sections == (written("Ensin."), written("Lopuksi."))


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_written_becomes_text(text: str) -> None:
    made = sheet(MODEL)
    proposed = made.proposed(
        MODEL, returned(made, dict.fromkeys((IDEA, TITLE), writable_text(text)))
    )
    assert tm.loads(tm.dumps(proposed)) == proposed


# -- a model that changed meanwhile -----------------------------------------------------------


def later(*sections: Section) -> PracticeModel:
    return evolve(MODEL, form=evolve(MODEL.form, sections=sections))


def test_what_nobody_touched_on_the_sheet_stays_as_the_model_has_it_now() -> None:
    now = later(
        written("Uusi alku.", None, heading="Alku"),
        written("Kymmenen terveysasemaa.", "operating_environment"),
    )
    reading = returned(sheet(MODEL))
    assert sheet(now).proposed(now, reading) == now
    assert reading.finish() == ()


def test_a_section_is_found_by_its_heading_wherever_it_stands_now() -> None:
    first, second, own = MODEL.form.sections
    now = later(written("Uutta.", None, heading="Toinen"), own, first, second)
    name = next(name for name in texts_of(sheet(MODEL)) if "_form_own-" in name)
    reading = returned(sheet(MODEL), {name: "Kokemuksia on paljon."})
    proposed = sheet(now).proposed(now, reading)
    changed = evolve(own, text=RichText.parse("Kokemuksia on paljon."))
    assert proposed.form.sections == (now.form.sections[0], changed, first, second)
    assert reading.finish() == ()


def test_a_text_that_changed_in_both_places_stays_and_is_told() -> None:
    now = later(written("Kolme numeroa."))
    reading = returned(sheet(MODEL), {IDEA: "Kaksi numeroa."})
    assert sheet(now).proposed(now, reading) == now
    assert [one.code for one in reading.finish()] == ["PDF134"]


def test_what_was_written_under_a_heading_that_is_gone_is_added_and_told() -> None:
    now = later()
    name = next(name for name in texts_of(sheet(MODEL)) if "_form_own-" in name)
    reading = returned(sheet(MODEL), {name: "Kokemuksia on paljon."})
    (added,) = sheet(now).proposed(now, reading).form.sections
    assert (added.heading, added.text.plain) == (
        "Työpohjan oma otsikko",
        "Kokemuksia on paljon.",
    )
    assert [one.code for one in reading.finish()] == ["PDF136"]


def test_what_was_written_into_a_second_section_that_is_gone_returns_to_its_field() -> None:
    made = sheet(model_of(written("Ensin."), written("Sitten.")))
    now = model_of(written("Ensin."))
    reading = returned(made, {f"{IDEA}-2": "Lopuksi."})
    proposed = sheet(now).proposed(now, reading)
    assert proposed.form.sections == (written("Ensin."), written("Lopuksi."))
    assert [one.code for one in reading.finish()] == ["PDF136"]


def test_an_empty_sheet_that_came_back_empty_changes_nothing() -> None:
    made = sheet(MODEL, shown=Shown(is_empty=True))
    reading = returned(made)
    assert made.proposed(MODEL, reading) == MODEL


def test_an_empty_sheet_tells_where_the_model_had_a_text_already() -> None:
    made = sheet(MODEL, shown=Shown(is_empty=True))
    reading = returned(made, {IDEA: "Kaksi numeroa."})
    proposed = made.proposed(MODEL, reading)
    assert proposed.form.sections[1] == written("Kaksi numeroa.")
    assert [one.code for one in reading.finish()] == ["PDF143"]


def test_blank_fields_without_marks_empty_nothing_where_they_must_not() -> None:
    made = sheet(MODEL)
    reading = evolve(returned(made, {IDEA: ""}, has_marks=False), clears=False)
    assert made.proposed(MODEL, reading) == MODEL
    assert [one.code for one in reading.finish()] == ["PDF125"]
