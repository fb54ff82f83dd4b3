"""The workbook of a practice model, as a reader of the file meets it."""

from __future__ import annotations

import datetime
import subprocess
import sys
import tomllib
from importlib import resources
from io import BytesIO
from string import Formatter

import attrs
import openpyxl
import pytest

import toimintamalli as tm
from toimintamalli.diagnostics import catalogue
from toimintamalli.errors import SubjectError
from toimintamalli.model import (
    Baseline,
    Board,
    CustomField,
    CustomMapping,
    EstablishmentPhase,
    Form,
    PhasePlan,
    Portfolio,
    PracticeModel,
    Resource,
    ResourceKind,
    RichText,
    RootingPlan,
    Section,
    Task,
)
from toimintamalli.text import Language
from toimintamalli.vocabulary import enum_title, form_profile
from toimintamalli_excel import ExcelOptions, exporter

LANGUAGES = ("fi", "sv", "en")
PACKAGE = resources.files("toimintamalli_excel")


def render(model, language="fi"):
    return exporter.render(model, ExcelOptions(language=Language(language)))


def workbook(model, language="fi"):
    return openpyxl.load_workbook(BytesIO(render(model, language).data))


def records(rows):
    header, *body = rows
    return [dict(zip(header, row, strict=True)) for row in body]


def texts(sheets):
    return [cell for rows in sheets.values() for row in rows for cell in row if cell is not None]


# -- sheets -----------------------------------------------------------------------------------


def test_every_part_of_a_full_model_has_a_sheet_with_a_finnish_name(model, exported):
    assert list(exported(model)) == [
        "Ohje",
        "Perustiedot",
        "Henkilöt",
        "Kuvaus",
        "Liitteet",
        "Kehitysvaiheet",
        "Arviointikierrokset",
        "Arviointi",
        "Juurruttamissuunnitelma",
        "Työlista",
        "Juurtumisvalmius",
        "4V-vaiheet",
        "Tehtävät",
        "Resurssit",
        "Omistajuus",
        "Viestintä",
        "Luopuminen",
        "Riskit",
        "Jäädytetyt tehtävät",
        "Jäädytetyt resurssit",
        "Ehdotusten päätökset",
        "Mittarit",
        "Seuranta",
        "Ryhmätaulut",
        "Työpohja 4",
        "Omat kentät",
        "Luettelot",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_model_has_only_the_guide_the_basic_data_and_the_form(language, exported):
    sheets = exported(PracticeModel(), language)
    assert len(sheets) == 3
    basics, form = list(sheets.values())[1:]
    assert "basics.title" in [row[0] for row in basics]
    assert [row[0] for row in form[1:]] == [field.id for field in form_profile().fields]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_names_every_sheet_that_holds_content(language, model, exported):
    sheets = exported(model, language)
    guide, *content, _lists = sheets
    labels = [row[0] for row in sheets[guide]]
    assert [name for name in content if name not in labels] == []


def test_the_guide_says_that_the_workbook_names_people_only_when_it_does(model, exported):
    nobody = attrs.evolve(model, basics=attrs.evolve(model.basics, contributors=()))
    assert "Henkilötiedot" in texts({"": exported(model)["Ohje"]})
    assert "Henkilötiedot" not in texts({"": exported(nobody)["Ohje"]})
    assert "Henkilöt" not in exported(nobody)


# -- content ----------------------------------------------------------------------------------


def test_basic_data_stand_in_rows_with_their_place_name_and_value(model, exported):
    rows = exported(model)["Perustiedot"]
    assert rows[0] == ["Paikka mallissa", "Tieto", "Arvo"]
    assert [
        "basics.locations[1]",
        "Paikkakunta, maakunta tai hyvinvointialue",
        "Jyväskylä",
    ] in rows
    assert ["basics.created", "Luotu", datetime.date(2024, 3, 11)] in rows
    assert ["programme.counties[0]", "Hyvinvointialueet", "Keski-Suomen hyvinvointialue"] in rows
    assert ["programme.customer_groups", "Asiakasryhmät", None] in rows


def test_the_form_stands_in_its_own_order_with_the_mark_of_required_fields(model, exported):
    rows = records(exported(model)["Kuvaus"])
    assert [row["Kentän tunniste"] for row in rows] == [
        *(field.id for field in form_profile().fields),
        "own-1",
        "unplaced-1",
    ]
    idea = next(row for row in rows if row["Kentän tunniste"] == "solution_idea")
    assert idea["Kenttä tai otsikko"] == "Ratkaisun perusidea **"
    assert idea["Pakollinen"] == "kyllä"
    assert idea["Teksti"].startswith("Näin se toimii\n\n1. Asiakas ottaa yhteyttä")
    assert "tarkistuslistan (https://esimerkki.fi/lista)" in idea["Teksti"]
    assert idea["Pituus merkkeinä"] == len(idea["Teksti"])


def test_own_headings_and_unplaced_text_follow_the_form_and_say_what_they_are(model, exported):
    own, unplaced = records(exported(model)["Kuvaus"])[-2:]
    assert own["Kenttä tai otsikko"] == "Yhteistyö apteekkien kanssa"
    assert own["Rivin laji"] == "Oma otsikko"
    assert unplaced["Rivin laji"] == "Sijoittamaton teksti: Otsikot puuttuvat"
    assert unplaced["Teksti"] == "Päivitetty keväällä, katso myös vanha sivu."


def test_text_that_the_library_wrote_says_so_and_no_other_text_does(model, exported):
    rows = records(exported(model)["Kuvaus"])
    told = [
        (row["Kentän tunniste"], row["Kirjaston kirjoittaman tekstin tunniste"])
        for row in rows
        if row["Tekstin alkuperä"] == "Kirjasto kirjoitti; ihminen on voinut muokata"
    ]
    assert told == [("evaluation_results", "0e17b2")]
    others = [row for row in rows if row["Kentän tunniste"] != "evaluation_results"]
    assert {row["Tekstin alkuperä"] for row in others} == {None}


def test_a_field_that_was_filled_twice_has_two_rows(exported):
    written = [Section(field="needs", text=RichText.parse(text)) for text in ("Yksi", "Toinen")]
    rows = exported(PracticeModel(form=Form(sections=written)))["Kuvaus"]
    needs = [(row[0], row[3]) for row in rows if str(row[0]).startswith("needs")]
    assert needs == [("needs", "Yksi"), ("needs-2", "Toinen")]


def test_a_form_that_the_library_does_not_know_keeps_its_sections(exported):
    section = Section(field="uusi_kentta", heading="Uusi", text=RichText.parse("Teksti"))
    form = Form(profile="innokyla-2031", sections=(section,))
    sheets = exported(PracticeModel(form=form))
    (row,) = records(sheets["Kuvaus"])
    assert row["Kenttä tai otsikko"] == "uusi_kentta – Uusi"
    assert "innokyla-2031" in texts({"": sheets["Perustiedot"]})


def test_an_answer_stands_with_its_evaluation_its_evaluator_and_its_evidence(model, exported):
    first, second = records(exported(model)["Arviointi"])
    assert first == {
        "Vastaus": "itsearviointi-2025/1",
        "Arviointi": "itsearviointi-2025",
        "Kriteeristö": "thl-vaikutukset",
        "Arviointipäivä": datetime.date(2025, 6, 12),
        "Arviointikriteeri": "resources_defined",
        "Arvioija": "A1",
        "Arvioijan rooli": "Itsearvioija",
        "Vastauksen tila": "Vastaus asteikolla",
        "Taso": "partly_agree",
        "Perustelu": "Työaika on laskettu, laitteiden uusiminen ei.",
        "Näyttö": (
            "Asiakirja: Resurssilaskelma, 20.5.2025\n"
            "Linkki: Johtoryhmän muistio, https://esimerkki.fi/muistio"
        ),
        "Arvioitavissa alkaen": None,
    }
    assert second["Vastauksen tila"] == "Ei voida vielä arvioida"
    assert second["Arvioitavissa alkaen"] == datetime.date(2025, 12, 15)


def test_a_resource_tells_what_is_missing_only_where_both_amounts_are_known(model, exported):
    work, money = records(exported(model)["Resurssit"])
    assert (work["Tarve"], work["Varmistettu"], work["Puuttuu"]) == (1.2, 0.9, 0.3)
    assert (money["Tarve"], money["Varmistettu"], money["Puuttuu"]) == (18500, None, None)


def test_amounts_that_are_no_numbers_leave_nothing_to_subtract(exported):
    resource = Resource(kind=ResourceKind.MONEY, needed=float("inf"), secured=float("inf"))
    plan = RootingPlan(resources=(resource,))
    (row,) = records(exported(PracticeModel(rooting_plan=plan))["Resurssit"])
    assert row["Puuttuu"] is None


def test_a_frozen_plan_stands_beside_the_plan_of_today(model, exported):
    sheets = exported(model)
    head = {row[0]: row[2] for row in sheets["Juurruttamissuunnitelma"]}
    assert head["rooting_plan.baseline.date"] == datetime.date(2025, 8, 15)
    assert head["rooting_plan.baseline.note"] == "Johtoryhmä hyväksyi suunnitelman."
    (then,), (now, _) = records(sheets["Jäädytetyt tehtävät"]), records(sheets["Tehtävät"])
    assert (then["Tunniste"], then["Määräpäivä"]) == ("koulutus", datetime.date(2025, 10, 31))
    assert (now["Tunniste"], now["Määräpäivä"]) == ("koulutus", datetime.date(2025, 11, 28))
    assert now["Poikkeaman syy"] == "Kouluttaja vaihtui."
    (resource,) = records(sheets["Jäädytetyt resurssit"])
    assert (resource["Tarve"], resource["Puuttuu"]) == (1, 0.1)


def test_nobody_is_asked_to_change_what_was_frozen(model):
    book = workbook(model)
    for name in ("Jäädytetyt tehtävät", "Jäädytetyt resurssit"):
        assert book[name].data_validations.dataValidation == []
        assert all(cell.protection.locked for cell in book[name][2])


def test_a_plan_that_was_never_frozen_has_no_frozen_sheets(exported):
    sheets = exported(PracticeModel(rooting_plan=RootingPlan(what="Etävastaanotto")))
    assert [name for name in sheets if name.startswith("Jäädytetyt")] == []
    assert ["rooting_plan.baseline.date", "Jäädytyspäivä", None] in sheets[
        "Juurruttamissuunnitelma"
    ]


def test_the_guide_explains_the_4v_phases_wherever_the_plan_names_them(exported):
    phase = EstablishmentPhase.MAINSTREAMING
    task = Task(id="t", what="Tee", phase=phase)
    frozen = Baseline(date=datetime.date(2025, 8, 15), tasks=(task,))
    plans = (
        RootingPlan(phases=(PhasePlan(phase=phase),)),
        RootingPlan(tasks=(task,)),
        RootingPlan(baseline=frozen),
    )
    name = enum_title(phase).fi
    for plan in plans:
        assert name in texts({"": exported(PracticeModel(rooting_plan=plan))["Ohje"]})
    without = exported(PracticeModel(rooting_plan=RootingPlan(what="Etävastaanotto")))
    assert name not in texts({"": without["Ohje"]})


def test_a_decision_on_a_suggestion_stands_with_its_reason_and_what_came_of_it(model, exported):
    accepted, rejected = records(exported(model)["Ehdotusten päätökset"])
    assert (accepted["Päätös"], accepted["Syntynyt tehtävä"]) == ("Hyväksytty", "paatos")
    assert (rejected["Päätös"], rejected["Perustelu"]) == (
        "Hylätty",
        "Laitteet uusii tietohallinto.",
    )


def test_a_value_tells_its_counts_and_whether_practice_changed(model, exported):
    told = [
        (row["Osoittajan lukumäärä"], row["Tapausten määrä (n)"], row["Toimintatapa muuttui"])
        for row in records(exported(model)["Seuranta"])
    ]
    assert told == [(None, 812, "ei"), (472, 774, "kyllä"), (None, 790, "ei")]


def test_values_of_a_metric_begin_with_its_baseline(model, exported):
    rows = records(exported(model)["Seuranta"])
    assert [(row["Rivin laji"], row["Arvo"]) for row in rows] == [
        ("Lähtöarvo", 46.5),
        ("Havainto", 61),
        ("Havainto", 74.5),
    ]


def test_a_worksheet_shows_all_of_its_cells_with_their_questions(model, exported):
    rows = records(exported(model)["Työpohja 4"])
    assert len(rows) == 15
    filled = [(row["Rivi"], row["Sarake"], row["Vastaus"]) for row in rows if row["Vastaus"]]
    assert filled == [
        ("PÄÄMÄÄRÄ", "Johto", "Hoitoon pääsy ilman viivettä."),
        ("EPÄILYS", "Asiantuntija", "Riittääkö aika?\nKuka neuvoo, kun yhteys katkeaa?"),
    ]
    assert rows[0]["Kysymys"] == "Mitä päämäärää käytänne palvelee?"


def test_a_board_without_notes_still_has_its_row(exported):
    boards = (Board(id="tyhja", theme="Ikääntyneet"),)
    (row,) = records(exported(PracticeModel(boards=boards))["Ryhmätaulut"])
    assert (row["Ryhmätaulu"], row["Teema"], row["Teksti"]) == ("tyhja", "Ikääntyneet", None)


def test_custom_fields_stand_as_json_with_their_place(exported):
    value = CustomMapping((("a", (1, True, None)), ("ä", "”teksti”")))
    task = Task(id="t1", what="Tee", custom=(CustomField("x-lisa", value),))
    rows = exported(PracticeModel(rooting_plan=RootingPlan(tasks=(task,))))["Omat kentät"]
    assert rows[1] == [
        "rooting_plan.tasks[0].x-lisa",
        "Tehtävä",
        '{"a": [1, true, null], "ä": "”teksti”"}',
    ]


def test_choices_come_from_the_sheet_of_lists(model):
    book = workbook(model)
    states = [row[1] for row in book["Luettelot"].values if row[0] == "Tehtävän tila"]
    assert states == ["Aloittamatta", "Kesken", "Tehty", "Peruttu"]
    (validation,) = [
        found
        for found in book["Tehtävät"].data_validations.dataValidation
        if found.formula1 == "TaskState"
    ]
    assert "C2" in validation.sqref


# -- identifiers ------------------------------------------------------------------------------


@pytest.mark.parametrize("identifiers", [("a", "a"), ("", "b"), ("a" * 50_000, "b")])
def test_rows_are_numbered_where_identifiers_do_not_tell_them_apart(identifiers, exported):
    tasks = tuple(Task(id=identifier, what="x" * 40_000) for identifier in identifiers)
    sheets = exported(PracticeModel(rooting_plan=RootingPlan(tasks=tasks)))
    assert sheets["Tehtävät"][0][:2] == ["Nro", "Tunniste"]
    assert [row[0] for row in sheets["Tehtävät"][1:]] == [1, 2]


# -- languages --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_have_short_different_names_that_need_no_change(language):
    sheets = tomllib.loads((PACKAGE / "labels.toml").read_text(encoding="utf-8"))["sheet"]
    names = [sheet["name"][language] for sheet in sheets.values()]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name) <= 31 for name in names)


def test_headings_follow_the_language_and_content_does_not(model, exported):
    swedish, english = exported(model, "sv"), exported(model, "en")
    assert swedish["Basuppgifter"][0] == ["Plats i modellen", "Uppgift", "Värde"]
    assert english["Basic data"][0] == ["Place in the model", "Field", "Value"]
    task = records(english["Tasks"])[0]
    assert task["Task state"] == "In progress"
    assert task["What is done"] == "Kouluta hoitajat tarkistuslistan käyttöön"


@pytest.mark.parametrize(("language", "tag"), [("fi", "fi-FI"), ("sv", "sv-FI"), ("en", "en-GB")])
def test_the_properties_tell_the_language_and_name_no_person(language, tag, model):
    properties = workbook(model, language).properties
    assert properties.language == tag
    assert properties.title == model.basics.title
    assert (properties.creator, properties.lastModifiedBy) == ("toimintamalli", "toimintamalli")
    assert properties.modified.date() == model.basics.modified


def label_tables():
    found = []
    for name in ("labels.toml", "diagnostics.toml"):
        pending = [(name, tomllib.loads((PACKAGE / name).read_text(encoding="utf-8")))]
        while pending:
            place, table = pending.pop()
            inner = {key: value for key, value in table.items() if isinstance(value, dict)}
            if set(LANGUAGES) & set(table):
                found.append((place, table))
            pending += [(f"{place}.{key}", value) for key, value in inner.items()]
    return found


@pytest.mark.parametrize(("place", "words"), label_tables())
def test_every_word_is_there_in_three_languages_with_the_same_places_to_fill(place, words):
    assert set(words) == set(LANGUAGES)
    assert all(text and text == text.strip() for text in words.values())
    places = [{name for _, name, _, _ in Formatter().parse(text)} for text in words.values()]
    assert places[0] == places[1] == places[2]


# -- the exporter itself ----------------------------------------------------------------------


def test_every_finding_can_be_told_in_every_language():
    for entry in catalogue("toimintamalli_excel").values():
        for language in Language:
            places = {name: "X" for _, name, _, _ in Formatter().parse(entry.message.fi) if name}
            assert entry.message.get(language).format(**places)
            assert entry.why.get(language)
            assert entry.hint.get(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_equal_models_give_equal_bytes_and_no_findings(language, model):
    first, second = render(model, language), render(model, language)
    assert first.data == second.data
    assert first.diagnostics.codes == ()


def test_the_bytes_do_not_depend_on_the_hash_seed(model):
    code = (
        "import hashlib, sys, toimintamalli as tm;"
        "from toimintamalli_excel import ExcelOptions, exporter;"
        "model = tm.loads(sys.stdin.read());"
        "print(hashlib.sha256(exporter.render(model, ExcelOptions()).data).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=tm.dumps(model),
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_importing_the_plugin_does_not_import_openpyxl():
    code = "import sys, toimintamalli_excel; print('openpyxl' in sys.modules)"
    environment = {"PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_it_refuses_what_is_neither_a_model_nor_a_portfolio_in_words():
    with pytest.raises(SubjectError) as caught:
        exporter.render(RootingPlan(), ExcelOptions())
    assert caught.value.report.codes == ("TM910",)


def test_it_says_what_it_is():
    assert (exporter.name, exporter.suffix, exporter.api_version) == ("excel", ".xlsx", 1)
    assert exporter.subjects == {PracticeModel, Portfolio}
    assert exporter.title.fi == "Excel-työkirja"
    rendered = render(PracticeModel())
    assert (rendered.suffix, rendered.media_type) == (exporter.suffix, exporter.media_type)
