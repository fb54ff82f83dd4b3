"""The form text: what stands in it, in which order and markup, and what it tells it leaves out."""

from __future__ import annotations

import re

import pytest
from attrs import evolve

import toimintamalli as tm
from toimintamalli.model import (
    Attachment,
    AttachmentKind,
    BasicData,
    Contributor,
    ContributorRole,
    CustomField,
    Form,
    PracticeModel,
    ProgrammeData,
    RichText,
    Section,
    UnplacedReason,
    UnplacedText,
)
from toimintamalli.vocabulary import form_profile

PROFILE = form_profile()
TITLE = "Etävastaanotto, Kainuun HVA (RRP, P4, I1)"


def model(**changes) -> PracticeModel:
    basics = BasicData(title=TITLE, summary="Vastaanotto ilman matkaa.")
    idea = Section(field="solution_idea", text=RichText.parse("Yksi numero."))
    return evolve(PracticeModel(basics=basics, form=Form(sections=(idea,))), **changes)


def with_sections(*sections: Section) -> PracticeModel:
    return model(form=Form(sections=sections))


def rendered(subject: PracticeModel, **options):
    return tm.render(subject, format="innokyla", **options)


def text_of(subject: PracticeModel, **options) -> str:
    return rendered(subject, **options).data.decode("utf-8")


# -- order and markers ------------------------------------------------------------------------


def test_fields_stand_in_page_order_and_those_of_the_path_behind_them():
    fields = [Section(field=field.id, text=RichText.parse("Teksti.")) for field in PROFILE.fields]
    text = text_of(with_sections(*fields))
    front = [field.label for field in PROFILE.front_fields]
    path = [field.label for field in PROFILE.fields if field.front is None]
    labels = [line.removesuffix(" **") for line in text.split("\n")]
    assert [label for label in labels if label in {*front, *path}] == [*front, *path]


def test_required_fields_and_own_headings_carry_the_marker():
    own = Section(heading="Oma asia", text=RichText.parse("Lisää."))
    path = Section(field="intended_change", text=RichText.parse("Muutos."))
    lines = text_of(with_sections(*model().form.sections, own, path)).split("\n")
    assert {"Ratkaisun perusidea **", "Oma asia **", "Tavoiteltu muutos"} <= set(lines)


@pytest.mark.parametrize("form", ["plain", "markdown", "html"])
def test_markers_can_be_left_out(form):
    assert "*" in text_of(model(), form=form)
    assert "*" not in text_of(model(), form=form, markers=False)


def test_days_are_written_as_pages_print_them():
    subject = tm.loads(f"format_version: 1\nbasics:\n  title: {TITLE}\n  created: 2025-02-03\n")
    assert "\nLuotu\n\n3.2.2025\n" in text_of(subject)


def test_two_sections_of_one_field_are_both_written():
    again = Section(field="solution_idea", text=RichText.parse("Kaksi numeroa."))
    text = text_of(with_sections(*model().form.sections, again))
    assert "Yksi numero." in text
    assert "Kaksi numeroa." in text


# -- lists survive pasting --------------------------------------------------------------------

LIST = "Vaiheet:\n\n1. arvio\n   - puhelin\n   - chat\n2. seuranta"


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("plain", "Vaiheet:\n\n1. arvio\n   • puhelin\n   • chat\n2. seuranta\n"),
        ("markdown", f"{LIST}\n"),
        (
            "html",
            "<p>Vaiheet:</p>\n<ol>\n<li>arvio<ul>\n<li>puhelin</li>\n<li>chat</li>\n</ul></li>\n"
            "<li>seuranta</li>\n</ol>\n",
        ),
    ],
)
def test_lists_are_written_as_lists_of_each_form(form, expected):
    subject = with_sections(Section(field="intended_change", text=RichText.parse(LIST)))
    assert text_of(subject, form=form, field="intended_change") == expected


def test_text_is_never_markup_of_html():
    subject = with_sections(
        Section(
            field="intended_change", text=RichText.parse('<script>x</script> & [a](https://a/?"<)')
        )
    )
    text = text_of(subject, form="html", field="intended_change")
    assert "&lt;script&gt;x&lt;/script&gt; &amp; " in text
    assert '<a href="https://a/?&quot;&lt;">a</a>' in text


# -- one field --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wanted",
    ["evaluation_results", "Arvioinnin tulokset tiivistettynä", "arviointitietoa tiivistetysti"],
)
def test_one_field_is_asked_for_by_identifier_label_or_older_label(wanted):
    section = Section(field="evaluation_results", text=RichText.parse("Jono lyheni."))
    assert text_of(with_sections(section), field=wanted) == "Jono lyheni.\n"


def test_an_empty_field_asked_for_alone_is_empty_or_a_placeholder():
    assert text_of(model(), field="target_group") == ""
    assert text_of(model(), field="target_group", version="working").startswith("[TÄYDENNÄ: ")
    assert text_of(model(), field="intended_change", version="working") == ""


@pytest.mark.parametrize(
    ("options", "code", "parameters"),
    [
        ({"form": "pdf"}, "TM909", {"option": "form", "found": "pdf"}),
        ({"version": "draft"}, "TM909", {"option": "version", "found": "draft"}),
        ({"markers": "kyllä"}, "TM909", {"option": "markers", "found": "kyllä"}),
        ({"field": "Tekijä"}, "TM909", {"option": "field", "found": "Tekijä"}),
        ({"colour": "red"}, "TM908", {"found": "colour"}),
    ],
)
def test_a_wrong_option_is_told_with_what_is_allowed(options, code, parameters):
    with pytest.raises(tm.OptionError) as caught:
        rendered(model(), **options)
    (told,) = caught.value.report
    assert told.code == code
    assert parameters.items() <= dict(told.parameters).items()
    assert len(told.parameter("allowed")) > 0


# -- placeholders -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "word"), [("fi", "TÄYDENNÄ"), ("sv", "FYLL I"), ("en", "TO FILL")]
)
def test_empty_required_fields_ask_to_be_filled_in_the_language_asked_for(language, word):
    text = text_of(model(), version="working", language=language)
    placeholders = re.findall(rf"^\[{word}: .+\]$", text, re.MULTILINE)
    empty = [field for field in PROFILE.required_fields if field.id != "solution_idea"]
    assert placeholders == [
        f"[{word}: {field.guidance.get(tm.Language(language))}]" for field in empty
    ]


def test_the_reading_version_has_no_empty_fields():
    text = text_of(model())
    assert "[" not in text.replace(TITLE, "")
    assert "Toimintaympäristö" not in text


@pytest.mark.parametrize("form", ["plain", "html"])
def test_a_missing_title_asks_to_be_filled_and_reads_as_missing(form):
    subject = PracticeModel(basics=BasicData(summary="Kuvaus."))
    data = rendered(subject, version="working", form=form).data
    assert data.decode("utf-8").count("[TÄYDENNÄ: Toimintamallin nimi.") == 2
    assert tm.read_data(data, format="innokyla").model == subject


# -- text that looks like something else ------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Toimintaympäristö",
        "Toimintaympäristö **",
        "TOIMINTAYMPÄRISTÖ **",
        "Oma asia **",
        "Luotu",
        "Kehittämisen vaihe",
        "Liitteet",
        "Kuva",
        "Perustiedot",
        "Kokonaisuuden nimi",
        "icon/bulb Created with Sketch. Kehitteillä",
        f"[TÄYDENNÄ: {PROFILE.fields[0].guidance.fi}]",
        "<p>",
        "%PDF-1.7",
    ],
)
@pytest.mark.parametrize("form", ["plain", "html"])
def test_text_that_looks_like_a_label_is_read_as_text_again(line, form):
    text = RichText.parse(f"Ennen.\n\n{line}\n\nJälkeen.")
    subject = PracticeModel(
        basics=BasicData(
            title=line,
            summary=f"{line}\nrivi",
            place=f"{line}\n\n{line}",
            locations=(line,),
            attachments=(Attachment(title=line),),
        ),
        form=Form(
            sections=(
                Section(field="operating_environment", text=text),
                Section(field="solution_idea", text=text, attachments=(Attachment(title=line),)),
            ),
            unplaced=(UnplacedText(text=text, reason=UnplacedReason.OUTSIDE_FORM),),
        ),
    )
    data = rendered(subject, version="working", form=form).data
    assert tm.read_data(data, format="innokyla").model == subject


# -- what is left out is told -----------------------------------------------------------------


def codes(subject: PracticeModel, **options) -> tuple[str, ...]:
    told = rendered(subject, **options).diagnostics.codes
    return tuple(code for code in told if code.startswith("INNOKYLA"))


def attached(**details) -> PracticeModel:
    section = Section(field="needs", attachments=(Attachment(**details),))
    return with_sections(section)


def by(**details) -> PracticeModel:
    return model(basics=BasicData(title=TITLE, contributors=(Contributor(name="Aino", **details),)))


def aside(reason: UnplacedReason) -> PracticeModel:
    kept = UnplacedText(text=RichText.parse("Yksi kaksi."), reason=reason)
    return model(form=evolve(model().form, unplaced=(kept,)))


def saying(markup: str) -> PracticeModel:
    return with_sections(Section(field="needs", text=RichText.parse(markup)))


IMAGE = AttachmentKind.IMAGE
SAID = ProgrammeData(programme="rrp", pillar="P4", investments=("I1",), counties=("kainuu",))
OWN = (CustomField("x-diaari", "12"),)


@pytest.mark.parametrize(
    "subject",
    [
        model(),
        model(programme=SAID),
        by(role=ContributorRole.AUTHOR),
        attached(title="Opas", address="https://a.example"),
        attached(kind=IMAGE, alt_text="Kartta", caption="Asemat"),
        saying("Teksti.\n\n- kohta"),
    ],
)
def test_nothing_is_told_where_all_is_written(subject):
    assert codes(subject) == ()


@pytest.mark.parametrize(
    ("subject", "part"),
    [
        (model(programme=evolve(SAID, pillar="P3")), "Ohjelma"),
        (model(core_elements=("yksi numero",)), "Ydinelementit"),
        (model(custom=OWN), "kent"),
        (model(basics=BasicData(title=TITLE, custom=OWN)), "kent"),
        (by(organisation="Kainuu"), "Organisaatio"),
    ],
)
def test_parts_without_a_place_on_the_form_are_named(subject, part):
    (told,) = [f for f in rendered(subject).diagnostics if f.code == "INNOKYLA101"]
    assert part in told.message("fi")


@pytest.mark.parametrize(
    "markup", ["## Väliotsikko", "[ohje](https://a.example)", "- [o](https://a.example)"]
)
def test_headings_and_links_that_plain_text_flattens_are_counted(markup):
    assert codes(saying(markup)) == ("INNOKYLA102",)
    assert codes(saying(markup), form="html") == ()
    assert codes(saying(markup), form="markdown") == ()


@pytest.mark.parametrize("role", [role for role in ContributorRole if role != "author"])
def test_people_who_are_not_authors_are_left_out_and_counted(role):
    assert codes(by(role=role)) == ("INNOKYLA103",)
    assert "Aino" not in text_of(by(role=role))


@pytest.mark.parametrize(
    "details",
    [
        {"title": "Opas", "summary": "Kolme vaihetta"},
        {"title": "Opas", "caption": "Kansi"},
        {"kind": IMAGE, "alt_text": "Kartta", "title": "kartta.png"},
    ],
)
def test_details_of_attachments_without_a_place_are_counted(details):
    assert codes(attached(**details)) == ("INNOKYLA104",)


def test_the_address_of_an_image_is_missing_from_plain_text_only():
    subject = attached(kind=IMAGE, alt_text="Kartta", address="https://a.example/k.png")
    assert codes(subject) == ("INNOKYLA104",)
    assert codes(subject, form="html") == ()


@pytest.mark.parametrize("reason", list(UnplacedReason))
def test_text_kept_aside_is_written_or_its_words_are_counted(reason):
    subject = aside(reason)
    for version in ("reading", "working"):
        text = text_of(subject, version=version)
        told = "INNOKYLA105" in codes(subject, version=version)
        assert ("Yksi kaksi." in text) is not told


def test_text_outside_the_form_is_in_the_working_version_only():
    subject = aside(UnplacedReason.OUTSIDE_FORM)
    assert "Yksi kaksi." in text_of(subject, version="working")
    assert "Yksi kaksi." not in text_of(subject)


def test_a_lost_page_that_somebody_began_to_fill_keeps_what_was_filled():
    subject = aside(UnplacedReason.LABELS_LOST)
    begun = evolve(
        subject,
        form=evolve(subject.form, sections=()),
        basics=BasicData(title=TITLE, place="Kajaani"),
    )
    text = text_of(begun, version="working")
    assert "Kajaani" in text
    assert codes(begun, version="working") == ("INNOKYLA105",)
