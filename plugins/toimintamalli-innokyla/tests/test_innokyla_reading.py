"""What a page says is recognised and put in its place; what has no place is kept and told."""

from __future__ import annotations

import datetime

import pytest

from toimintamalli.model import AttachmentKind, InnokylaStage, ItemList, ListKind, UnplacedReason
from toimintamalli.vocabulary import form_profile

FORM = form_profile()


def finding(imported, code):
    return next(found for found in imported.diagnostics if found.code == code)


def kept_aside(imported):
    return [(kept.reason, kept.field, kept.text.plain) for kept in imported.model.form.unplaced]


def field_text(imported, field_id):
    section = imported.model.form.section(field_id)
    return section.text.plain if section else None


# -- labels -----------------------------------------------------------------------------------


def test_labels_are_told_in_the_order_of_the_page(read_page):
    labels = finding(read_page("a-polku.txt"), "INNOKYLA001").parameter("labels")
    assert labels[:3] == (
        "Toimintaympäristö",
        "Lähtötilanne ja strategiset liittymäkohdat",
        "Kehitystyön lähtökohtana olevat tarpeet",
    )


@pytest.mark.parametrize("field", FORM.fields, ids=lambda field: field.id)
@pytest.mark.parametrize("marker", ["", " **", "\u00a0**", " ** "])
def test_a_field_is_known_by_each_of_its_labels(field, marker, read_text):
    for label in field.names:
        imported = read_text(f"Nimi\n\n{label}{marker}\n\nTeksti.")
        assert field_text(imported, field.id) == "Teksti."


@pytest.mark.parametrize("field", FORM.fields, ids=lambda field: field.id)
def test_a_label_in_capitals_counts_only_with_the_marker(field, read_text):
    marked = read_text(f"Nimi\n\n{field.label.upper()} **\n\nTeksti.")
    unmarked = read_text(f"Nimi\n\n{field.label.upper()}\n\nTeksti.")
    assert field_text(marked, field.id) == "Teksti."
    assert unmarked.model.form.sections == ()


@pytest.mark.parametrize(
    "label", ["Paikkakunta, maakunta tai hyvinvointialue", "Paikkakunta tai maakunta"]
)
def test_places_stand_under_the_older_label_too(label, read_text):
    imported = read_text(f"Nimi\n\n{label}\nLapin hyvinvointialue\nInari\n\nLuotu\n\n1.2.2024")
    assert imported.model.basics.locations == ("Lapin hyvinvointialue", "Inari")


def test_a_label_inside_a_sentence_is_text(read_text):
    sentence = "Ratkaisun perusidea syntyi, kun Toimintaympäristö muuttui."
    imported = read_text(f"Nimi\n\nTavoiteltu muutos\n\n{sentence}\nRatkaisun perusidea on tämä.")
    assert field_text(imported, "intended_change") == f"{sentence}\nRatkaisun perusidea on tämä."


def test_a_label_repeated_in_capitals_in_its_own_field_is_text(read_page):
    text = field_text(read_page("a-etusivu.txt"), "conditions_of_use")
    assert text.startswith("TOIMIVUUDEN JA KÄYTTÖÖNOTON EHDOT **\n")


def test_a_label_that_comes_again_is_text_and_is_told(read_page):
    imported = read_page("b-etusivu.txt")
    assert "\nRatkaisun perusidea\n" in field_text(imported, "tips_for_adopters")
    assert finding(imported, "INNOKYLA008").parameter("label") == "Ratkaisun perusidea"


def test_a_label_drawn_in_by_a_space_is_text(read_text):
    imported = read_text("Nimi\n\nTavoiteltu muutos\n\nEnnen.\n Toimintaympäristö\nJälkeen.")
    assert field_text(imported, "intended_change") == "Ennen.\nToimintaympäristö\nJälkeen."


@pytest.mark.parametrize("item", ["- Toimintaympäristö **", "• Oma asia **", "1. Oma asia **"])
def test_a_list_item_is_no_heading(item, read_text):
    imported = read_text(f"Nimi\n\nTavoiteltu muutos\n\n{item}")
    assert [section.field for section in imported.model.form.sections] == ["intended_change"]


def test_an_unknown_heading_becomes_a_section_behind_the_field_it_follows(read_page):
    imported = read_page("a-etusivu.txt")
    names = [section.field or section.heading for section in imported.model.form.sections]
    at = names.index("target_group")
    assert names[at + 1] == "Kehittämisen yhteistyökumppanit"
    assert finding(imported, "INNOKYLA004").parameter("heading") == names[at + 1]


def test_part_headings_and_icons_are_no_text_outside_the_fields(read_page):
    for name in ("a-etusivu.txt", "tallennettu.html"):
        form = read_page(name).model.form
        words = " ".join(section.text.plain for section in form.sections)
        assert "Sketch" not in words
        assert form.unplaced == ()


def test_a_part_heading_inside_a_field_is_the_authors_own(read_text):
    imported = read_text("Nimi\n\nTavoiteltu muutos\n\nToimintamallin kuvaus\nVaiheet ovat kolme.")
    assert field_text(imported, "intended_change") == "Toimintamallin kuvaus\nVaiheet ovat kolme."


# -- basic data -------------------------------------------------------------------------------


def test_doubled_titles_and_labels_are_read_once(read_page):
    basics = read_page("c-etusivu.txt").model.basics
    assert basics.title == "Omaishoidon digituki, Kymenlaakson HVA (RRP2, P4, I4 ja I9)"
    assert [person.name for person in basics.contributors] == ["Liisa Keksitty"]
    assert basics.created == datetime.date(2025, 5, 21)


@pytest.mark.parametrize("written", ["05.06.2024", "5.6.2024", " 5.6.2024", "5.6.2024 "])
def test_days_are_read_in_both_ways_of_writing(written, read_text):
    imported = read_text(f"Nimi\n\nLuotu\n\n{written}\n\nTavoiteltu muutos\nTeksti.")
    assert imported.model.basics.created == datetime.date(2024, 6, 5)


@pytest.mark.parametrize(
    "written", ["31.2.2024", "kesäkuu 2024", "2024-06-05", "5.6.24", "0.0.0000"]
)
def test_an_unexpected_day_is_kept_and_told_by_its_label(written, read_text):
    imported = read_text(f"Nimi\n\nLuotu\n\n{written}\n\nTavoiteltu muutos\nTeksti.")
    assert imported.model.basics.created is None
    assert kept_aside(imported) == [(UnplacedReason.UNEXPECTED_VALUE, "created", written)]
    told = finding(imported, "INNOKYLA007")
    assert (told.parameter("label"), told.parameter("found")) == ("Luotu", written)


def test_text_under_a_day_is_kept_outside_the_form(read_text):
    imported = read_text("Nimi\n\nLuotu\n\n1.2.2024\nSeuraajia 14\n\nTavoiteltu muutos\nTeksti.")
    assert kept_aside(imported) == [(UnplacedReason.OUTSIDE_FORM, None, "Seuraajia 14")]
    assert finding(imported, "INNOKYLA006").parameter("words") == 2


def test_text_above_the_form_is_kept_outside_the_form(read_text):
    imported = read_text("Nimi\n\nJaa tämä sivu\n\nToimintamallin nimi\nNimi\n\nLuotu\n1.2.2024")
    assert imported.model.basics.title == "Nimi"
    assert kept_aside(imported) == [(UnplacedReason.OUTSIDE_FORM, None, "Jaa tämä sivu")]


def test_a_second_line_under_the_title_is_kept_and_told(read_text):
    imported = read_text("Toimintamallin nimi\nNimi\n\nToinen rivi\nLuotu\n1.2.2024")
    assert imported.model.basics.title == "Nimi"
    assert kept_aside(imported) == [(UnplacedReason.UNEXPECTED_VALUE, "title", "Toinen rivi")]
    assert finding(imported, "INNOKYLA007").parameter("found") == "Toinen rivi"


def test_text_under_the_placeholder_of_a_title_is_kept_and_told(read_text):
    guidance = FORM.field("intended_change").guidance.fi
    imported = read_text(f"Toimintamallin nimi\n[TÄYDENNÄ: {guidance}]\nTeksti\nLuotu\n1.2.2024")
    assert imported.model.basics.title == ""
    assert kept_aside(imported) == [(UnplacedReason.UNEXPECTED_VALUE, "title", "Teksti")]


def test_the_summary_keeps_its_lines(read_page):
    lines = read_page("a-etusivu.txt").model.basics.summary.split("\n")
    assert [line.split()[0] for line in lines] == ["Moniammatillinen", "Malli"]


@pytest.mark.parametrize(
    ("title", "pillar", "investments"),
    [
        ("Malli, Kainuun HVA (RRP, P4, I1)", "P4", ("I1",)),
        ("Malli, Kainuun HVA (RRP, P4,I1)", "P4", ("I1",)),
        ("Malli, Kainuun HVA (RRP,P4,I4)", "P4", ("I4",)),
        ("Malli, Kainuun HVA (RRP, P4 I3)", "P4", ("I3",)),
        ("Malli, Kainuun HVA, RRP, P4, I1", "P4", ("I1",)),
        ("Malli, Kainuun hva (RRP, P3)", "P3", ()),
        ("Malli, Kainuun HVA (RRP, P4, I1B)", "P4", ("I1B",)),
        ("Malli, Kainuun HVA (RRP, P4, I1B&I4)", "P4", ("I1B", "I4")),
        ("Malli, Kainuun hyvinvointialue (RRP, P4, I1 ja I4)", "P4", ("I1", "I4")),
        ("Malli, Kainuun HVA (RRP2, P4, I1)", "P4", ("I1",)),
        ("Malli, Kainuun HVA (RRP4, P4, I1)", "P4", ("I1",)),
    ],
)
def test_programme_data_are_read_from_the_title_which_stays(title, pillar, investments, read_text):
    model = read_text(f"{title}\n\nTavoiteltu muutos\nTeksti.").model
    assert model.basics.title == title
    assert model.programme.programme == "rrp"
    assert (model.programme.pillar, model.programme.investments) == (pillar, investments)
    assert model.programme.counties == ("kainuu",)


def test_the_county_may_stand_among_the_places_only(read_text):
    page = "Malli\n\nPaikkakunta tai maakunta\nSatakunnan hyvinvointialue\n\nLuotu\n1.2.2024"
    assert read_text(page).model.programme.counties == ("satakunta",)


# -- attachments ------------------------------------------------------------------------------


def test_attachments_belong_to_the_field_they_end(read_page):
    model = read_page("c-etusivu.txt").model
    found = [
        (item.kind, item.title, item.alt_text, item.caption)
        for item in model.form.section("solution_idea").attachments
    ]
    image = AttachmentKind.IMAGE
    assert found == [
        (image, "", "Kaavio palvelun osista.", "Palvelun kolme osaa"),
        (image, "", "Vertaisryhmän näkymä.", "Vertaisryhmä keskustelee iltaisin"),
        (AttachmentKind.UNKNOWN, "Ohjevideo ammattilaisille", "", ""),
    ]
    assert model.form.section("operating_environment").attachments == ()


def test_an_image_without_a_caption_label_has_its_caption_below(read_page):
    (image,) = read_page("a-etusivu.txt").model.form.section("target_group").attachments
    assert image.alt_text == "Asukas ja fysioterapeutti harjoittelevat portaissa."
    assert image.caption == "Harjoittelu omissa portaissa on jakson ydin."


def test_no_caption_is_lost_where_an_image_has_two(read_text):
    page = "Nimi\n\nTavoiteltu muutos\nTeksti.\nLiitteet\nKuva\nAlt\nEka\nKuvateksti\nToka"
    image, *others = read_text(page).model.form.section("intended_change").attachments
    assert (image.alt_text, image.caption) == ("Alt", "Eka")
    assert [other.title for other in others] == ["Kuvateksti", "Toka"]


def test_a_link_attachment_keeps_its_address(read_page):
    _, link = read_page("c-etusivu.txt").model.basics.attachments
    assert link.title == "Omaishoidon käsikirja"
    assert link.address == "https://esimerkki.example/kasikirja"


# -- stage ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "stage"),
    [
        ("a-etusivu.txt", InnokylaStage.IN_DEVELOPMENT),
        ("b-etusivu.txt", InnokylaStage.READY),
        ("c-etusivu.txt", None),
        ("tallennettu.html", InnokylaStage.IN_DEVELOPMENT),
    ],
)
def test_the_stage_is_read_where_it_is_known(page, stage, read_page):
    assert read_page(page).model.innokyla_stage is stage


def test_an_icon_alone_may_tell_the_stage(read_text):
    page = "Nimi\n\nicon/bulb Created with Sketch. Kehitteillä\n\nTavoiteltu muutos\nTeksti."
    imported = read_text(page)
    assert imported.model.innokyla_stage is InnokylaStage.IN_DEVELOPMENT
    assert imported.model.basics.summary == ""


def test_an_unknown_stage_is_kept_and_told(read_page):
    imported = read_page("c-etusivu.txt")
    kept = (UnplacedReason.UNEXPECTED_VALUE, "stage", "Arvioitavana\nPäivitetty keväällä")
    assert kept in kept_aside(imported)


# -- lists and text ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "kind"),
    [
        (" • {}", ListKind.BULLET),
        ("  • {}", ListKind.BULLET),
        ("- {}", ListKind.BULLET),
        ("– {}", ListKind.BULLET),
        (" {number}. {}", ListKind.NUMBERED),
        ("  {number}. {}", ListKind.NUMBERED),
        ("{number}) {}", ListKind.NUMBERED),
    ],
)
def test_lists_are_known_by_the_marks_of_every_layout(mark, kind, read_text):
    lines = [mark.format(word, number=n) for n, word in enumerate(("yksi", "kaksi"), start=1)]
    section = read_text("\n".join(("Nimi", "Tavoiteltu muutos", *lines))).model.form.sections[0]
    (found,) = section.text.blocks
    assert isinstance(found, ItemList)
    assert found.kind is kind
    assert [item.content for item in found.items] == [("yksi",), ("kaksi",)]


def test_a_day_at_the_beginning_of_a_sentence_is_no_list(read_text):
    imported = read_text("Nimi\nTavoiteltu muutos\n15. kesäkuuta alkaen malli on käytössä.")
    assert field_text(imported, "intended_change").startswith("15. kesäkuuta")


def test_cleaning_is_told_with_counts(read_text):
    page = "Nimi\nTavoiteltu muutos\nkah\u00adden\u00a0viikon\u200b aika\n\u00a0\nJa\u00a0muuta."
    imported = read_text(page)
    assert field_text(imported, "intended_change") == "kahden viikon aika\n\nJa muuta."
    told = {
        found.parameter("what").en: found.parameter("count")
        for found in imported.diagnostics
        if found.code == "INNOKYLA009"
    }
    assert told == {
        "soft hyphens removed": 1,
        "invisible characters removed": 1,
        "special spaces turned into spaces": 3,
    }


# -- pages that cannot be placed --------------------------------------------------------------


def test_a_page_without_its_labels_keeps_all_its_text(read_page):
    imported = read_page("d-etusivu.txt")
    ((reason, _, text),) = kept_aside(imported)
    assert reason is UnplacedReason.LABELS_LOST
    assert text.startswith("Hammashoitoauto")
    assert text.endswith("5 viikkoon.")
    assert finding(imported, "INNOKYLA003").parameter("words") == len(text.split())


def test_prose_alone_has_no_title(read_text):
    prose = "Malli tukee arkea. " * 30
    imported = read_text(prose)
    assert imported.model.basics.title == ""
    assert kept_aside(imported) == [(UnplacedReason.LABELS_LOST, None, prose.strip())]


def test_a_collection_is_told_and_its_text_kept_with_its_labels(read_page):
    imported = read_page("kokonaisuus.txt")
    ((reason, _, text),) = kept_aside(imported)
    assert reason is UnplacedReason.NOT_A_MODEL
    assert text.endswith("Tekijä\n\nMatti Esimerkki\n\nLuotu\n\n01.03.2023")
    assert "INNOKYLA005" in imported.diagnostics.codes


def test_a_placeholder_is_not_content_until_somebody_writes_on_it(read_text):
    guidance = FORM.field("intended_change").guidance
    for word, text in (
        ("TÄYDENNÄ", guidance.fi),
        ("FYLL I", guidance.sv),
        ("TO FILL", guidance.en),
    ):
        page = f"Nimi\n\nTavoiteltu muutos\n\n[{word}: {text}{{}}]"
        assert field_text(read_text(page.format("")), "intended_change") is None
        written = field_text(read_text(page.format(" Jono lyhenee.")), "intended_change")
        assert "Jono lyhenee." in written
