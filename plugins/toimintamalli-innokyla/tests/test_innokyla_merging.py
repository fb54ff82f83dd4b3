"""A page read into a model is a proposal: the page is newer, and nothing is lost on the way."""

from __future__ import annotations

import attrs
import pytest

import toimintamalli as tm
from toimintamalli.composition import is_untouched
from toimintamalli.model import Attachment, RootingPlan, Task, UnplacedReason

FRONT = """Malli

Lyhyt kuvaus.

Toimintamallin nimi
Malli
Toimintamallin lyhyt kuvaus
Lyhyt kuvaus.
Toteutuspaikka
Kaksi asemaa
Tekijä
Aino Esimerkki

Toimintaympäristö **

Kaupunki ja saaristo.

Liitteet
Kartta.pdf

Ratkaisun perusidea **

Yksi numero.
"""


@pytest.fixture
def front(read_text):
    return read_text(FRONT).model


def changes(imported):
    return {change.path: (change.before, change.after) for change in imported.changes}


def conflicts(imported):
    return [
        (kept.field, kept.text.plain)
        for kept in imported.model.form.unplaced
        if kept.reason is UnplacedReason.CONFLICT
    ]


def test_a_person_of_whom_the_model_knows_more_is_not_added_again(front, read_text):
    (person,) = front.basics.contributors
    known = attrs.evolve(person, organisation="Lapin hyvinvointialue", name_public=True)
    basics = attrs.evolve(front.basics, contributors=(known,))
    again = read_text(FRONT, into=attrs.evolve(front, basics=basics))
    assert again.model.basics.contributors == (known,)
    assert again.changes == ()


def test_reading_a_page_into_its_own_model_changes_nothing(front, read_text):
    again = read_text(FRONT, into=front)
    assert again.model == front
    assert again.changes == ()


@pytest.mark.parametrize(
    "page", ["a-etusivu.txt", "c-etusivu.txt", "tallennettu.html", "kokonaisuus.txt"]
)
def test_reading_any_page_twice_changes_nothing(page, read_page):
    model = read_page(page).model
    assert read_page(page, into=model).model == model


def test_the_given_model_stays_as_it_is(front, read_text):
    before = tm.dumps(front)
    read_text("Toinen nimi\n\nToimintaympäristö\n\nAivan muuta.", into=front)
    assert tm.dumps(front) == before


def test_fields_of_both_pages_stand_in_form_order(front, read_text):
    path = (
        "Malli\n\nTavoiteltu muutos\n\nJono lyhenee.\n\nToimintaympäristö\n\nKaupunki ja saaristo."
    )
    imported = read_text(path, into=front)
    fields = [section.field for section in imported.model.form.sections]
    assert fields == ["operating_environment", "intended_change", "solution_idea"]
    assert changes(imported) == {"form.intended_change": ("", "Jono lyhenee.")}


def test_the_same_text_with_other_white_space_is_no_conflict(front, read_text):
    path = "Malli\n\nToimintaympäristö\n\nKaupunki  ja\nsaaristo."
    imported = read_text(path, into=front)
    assert imported.model == front


def test_a_conflicting_text_gives_way_and_is_kept_aside(front, read_text):
    imported = read_text("Malli\n\nRatkaisun perusidea\n\nYksi yhteydenotto.", into=front)
    assert imported.model.form.section("solution_idea").text.plain == "Yksi yhteydenotto."
    assert conflicts(imported) == [("solution_idea", "Yksi numero.")]
    assert changes(imported)["form.solution_idea"] == ("Yksi numero.", "Yksi yhteydenotto.")
    told = next(found for found in imported.diagnostics if found.code == "INNOKYLA011")
    assert told.parameter("label") == "Ratkaisun perusidea"


@pytest.mark.parametrize(
    ("label", "field", "before"),
    [
        ("Toimintamallin lyhyt kuvaus", "summary", "Lyhyt kuvaus."),
        ("Toteutuspaikka", "place", "Kaksi asemaa"),
    ],
)
def test_a_conflicting_basic_text_is_kept_aside_too(label, field, before, front, read_text):
    imported = read_text(f"Malli\n\n{label}\n[Uusi](teksti)\n\nLuotu\n1.2.2024", into=front)
    assert getattr(imported.model.basics, field) == "[Uusi](teksti)"
    assert conflicts(imported) == [(field, before)]
    told = next(found for found in imported.diagnostics if found.code == "INNOKYLA011")
    assert told.parameter("label") == label


def test_attachments_are_joined_and_told(front, read_text):
    path = (
        "Malli\n\nToimintaympäristö\n\nKaupunki ja saaristo.\n\nLiitteet\nKartta.pdf\nKuva\nAsema."
    )
    imported = read_text(path, into=front)
    titles = [item.title or item.alt_text for item in imported.model.form.sections[0].attachments]
    assert titles == ["Kartta.pdf", "Asema."]
    told = changes(imported)["form.operating_environment.attachments"]
    assert told == ("Kartta.pdf", "Kartta.pdf\nAsema.")


def test_a_differing_title_is_told_and_the_newer_taken(front, read_text):
    imported = read_text(
        "Aivan toinen malli\n\nToimintaympäristö\n\nKaupunki ja saaristo.", into=front
    )
    assert imported.model.basics.title == "Aivan toinen malli"
    told = next(found for found in imported.diagnostics if found.code == "INNOKYLA012")
    assert (told.parameter("before"), told.parameter("after")) == ("Malli", "Aivan toinen malli")


def test_lists_are_joined_and_people_shown_by_name(front, read_text):
    imported = read_text("Malli\n\nTekijä\nAino Esimerkki\nEero Uusi\nLuotu\n1.2.2024", into=front)
    told = changes(imported)
    assert told["basics.contributors"] == ("Aino Esimerkki", "Aino Esimerkki\nEero Uusi")
    assert told["basics.created"] == ("", "2024-02-01")


def test_what_the_page_does_not_say_stays(front, read_text):
    given = tm.loads(
        tm.dumps(front).replace("basics:", "core_elements:\n  - yksi numero\nbasics:", 1)
    )
    imported = read_text("Malli\n\nTavoiteltu muutos\n\nJono lyhenee.", into=given)
    assert imported.model.core_elements == ("yksi numero",)
    assert imported.model.basics == given.basics


def test_an_own_heading_stays_behind_its_field(front, read_text):
    path = "Malli\n\nToimintaympäristö\n\nKaupunki ja saaristo.\n\nOma asia **\n\nLisää."
    imported = read_text(path, into=front)
    names = [section.field or section.heading for section in imported.model.form.sections]
    assert names == ["operating_environment", "Oma asia", "solution_idea"]


def test_programme_data_that_somebody_set_are_not_overruled_by_a_title(read_text):
    given = tm.PracticeModel(programme=tm.ProgrammeData(pillar="P3", counties=("lappi",)))
    page = "Malli, Kainuun HVA (RRP, P4, I1)\n\nTavoiteltu muutos\nTeksti."
    programme = read_text(page, into=given).model.programme
    assert (programme.pillar, programme.counties) == ("P3", ("lappi", "kainuu"))


def test_an_attachment_without_words_is_still_shown_in_a_change(front, read_text):
    page = "Malli\n\nTavoiteltu muutos\nTeksti.\nLiitteet\nKuva"
    imported = read_text(page, into=front)
    assert changes(imported)["form.intended_change.attachments"] == ("", "image")
    assert Attachment(kind="image") in imported.model.form.section("intended_change").attachments


# -- composed texts ---------------------------------------------------------------------------


@pytest.fixture
def composed(front):
    """The model with a composed text, whose section carries its mark."""
    plan = RootingPlan(
        what="Tämän mallin avulla asukas saa apua yhdestä numerosta.",
        strategy_goals=("Nopea hoitoon pääsy", "Yhdenvertaisuus"),
        tasks=(Task(id="T1", what="Nimeä vastuut", owner_role="Johtaja"),),
    )
    model = attrs.evolve(front, rooting_plan=plan)
    return tm.write_section(model, "conditions_of_use", tm.compose_conditions(model)).model


def is_as_composed(model):
    return is_untouched(model.form.section("conditions_of_use"))


@pytest.mark.parametrize("form", ["plain", "markdown", "html"])
def test_a_composed_text_is_exported_as_any_other(composed, form):
    unmarked = attrs.evolve(
        composed,
        form=attrs.evolve(
            composed.form,
            sections=tuple(attrs.evolve(one, generated=None) for one in composed.form.sections),
        ),
    )
    marked = tm.render(composed, format="innokyla", form=form)
    assert marked == tm.render(unmarked, format="innokyla", form=form)
    assert b"v1-" not in marked.data


def test_a_composed_text_that_comes_back_from_the_page_keeps_its_mark(composed):
    page = tm.render(composed, format="innokyla").data
    back = tm.read_data(page, format="innokyla", into=composed).model
    assert is_as_composed(back)
    assert back.form == composed.form


def test_a_composed_text_that_was_edited_on_the_page_counts_as_edited(composed, read_text):
    page = FRONT + "\nToimivuuden ja käyttöönoton ehdot **\n\nKirjoitin tämän itse.\n"
    merged = read_text(page, into=composed).model
    section = merged.form.section("conditions_of_use")
    assert section.text.plain == "Kirjoitin tämän itse."
    assert section.generated is not None
    assert not is_as_composed(merged)
    kept = tm.write_section(merged, "conditions_of_use", tm.compose_conditions(merged))
    assert kept.state == "kept_edited"
    assert conflicts(read_text(page, into=composed))[0][0] == "conditions_of_use"


def test_a_page_that_says_nothing_of_the_field_leaves_its_mark(composed, read_text):
    assert is_as_composed(read_text(FRONT, into=composed).model)
