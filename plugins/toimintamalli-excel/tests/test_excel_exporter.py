"""The workbook of a practice model, as a reader of the file meets it."""

from __future__ import annotations

import datetime
import subprocess
import sys
import tomllib
import zipfile
from importlib import resources
from io import BytesIO
from string import Formatter

import attrs
import openpyxl
import pytest

import toimintamalli as tm
from toimintamalli.diagnostics import catalogue
from toimintamalli.errors import OptionError, SubjectError
from toimintamalli.instruments import DEFAULT_INSTRUMENT, get_instrument
from toimintamalli.model import (
    Answer,
    AnswerState,
    Baseline,
    Board,
    CustomField,
    CustomMapping,
    EstablishmentPhase,
    Evaluation,
    Form,
    Metric,
    Observation,
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
from toimintamalli.vocabulary import enum_title, form_profile, labels
from toimintamalli_excel import ExcelOptions, exporter

LANGUAGES = ("fi", "sv", "en")
SHEETS_TO_FILL = (
    *("Guide", "Basics", "Description", "Stages", "Evaluations", "Answers", "RootingPlan"),
    *("Worklist",),
    *("Preconditions", "Tasks", "Resources", "Ownership", "Communication", "Metrics"),
    *("Observations", "Worksheets", "Findings", "Marks", "Lists"),
)
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
        "Mittarikaaviot",
        "Ryhmätaulut",
        "Työpohja 4",
        "Omat kentät",
        "Löydökset",
        "Tarkisteet",
        "Luettelot",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_model_has_the_sheets_that_people_fill_and_no_other(language, exported):
    names = labels("toimintamalli_excel", Language(language))
    sheets = exported(PracticeModel(), language)
    assert list(sheets) == [names[f"sheet.{key}.name"] for key in SHEETS_TO_FILL]
    basics, form = list(sheets.values())[1:3]
    assert "basics.title" in [row[0] for row in basics]
    assert [row[0] for row in form[1:]] == [field.id for field in form_profile().fields]


def test_sheets_to_fill_have_the_rows_that_are_known_beforehand(exported):
    sheets = exported(PracticeModel())
    rows = {name: len(sheet) - 1 for name, sheet in sheets.items()}
    assert rows["Työlista"] == 6
    assert rows["Juurtumisvalmius"] == 6
    assert rows["Omistajuus"] == 5
    assert rows["Työpohja 4"] == 5
    assert rows["Arviointi"] == len(get_instrument(DEFAULT_INSTRUMENT).criteria)


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
    assert idea["Teksti"].startswith("## Näin se toimii\n\n1. Asiakas ottaa yhteyttä")
    assert "[tarkistuslistan](https://esimerkki.fi/lista)" in idea["Teksti"]
    section = model.form.section("solution_idea")
    assert idea["Pituus merkkeinä"] == len(section.text.plain)


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


def test_each_evaluator_has_a_block_of_columns_with_answer_reason_and_evidence(model, exported):
    first, second = records(exported(model)["Arviointi"])
    assert {header: cell for header, cell in first.items() if not header.startswith("A2")} == {
        "Kriteerin tunniste": "resources_defined",
        "Teema": None,
        "Väittämä tai kysymys": None,
        "A1: Vastaus": "partly_agree",
        "A1: Perustelu": "Työaika on laskettu, laitteiden uusiminen ei.",
        "A1: Näyttö": (
            "Asiakirja: Resurssilaskelma, 20.5.2025\n"
            "Linkki: Johtoryhmän muistio, https://esimerkki.fi/muistio"
        ),
        "A1: Arvioitavissa alkaen": None,
    }
    assert second["A2: Vastaus"] == "Ei voida vielä arvioida"
    assert second["A2: Arvioitavissa alkaen"] == datetime.date(2025, 12, 15)
    (evaluation,) = records(exported(model)["Arviointikierrokset"])
    assert evaluation["Arvioijat"].startswith("A1: Itsearvioija\nA2: ")
    assert [header for header in first if header.startswith("A2")] == [
        header.replace("A1", "A2") for header in first if header.startswith("A1")
    ]
    assert evaluation["Vastausten välilehti"] == "Arviointi"


def evaluated(*answers, instrument=DEFAULT_INSTRUMENT, evaluators=()):
    evaluation = Evaluation(id="oma", instrument=instrument, evaluators=evaluators, answers=answers)
    return PracticeModel(evaluations=(evaluation,))


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_are_the_words_of_the_set_beside_its_themes_and_questions(language, exported):
    instrument = get_instrument(DEFAULT_INSTRUMENT)
    criterion = instrument.criteria[0]
    level = instrument.scale_of(criterion).levels[-1]
    sheets = exported(evaluated(Answer(criterion=criterion.id, level=level.id)), language)
    name = labels("toimintamalli_excel", Language(language))["sheet.Answers.name"]
    row = sheets[name][1]
    assert row[0] == criterion.id
    assert row[2] == criterion.question.get(Language(language))
    assert row[3] == level.label.get(Language(language))


def test_answers_are_chosen_from_the_scale_of_their_own_criterion():
    book = workbook(evaluated(instrument="kasvun-tuki"))
    instrument = get_instrument("kasvun-tuki")
    validations = {
        str(one.sqref).partition(":")[0]: one.formula1
        for one in book["Arviointi"].data_validations.dataValidation
    }
    chosen = [validations[f"D{row}"] for row in range(2, 2 + len(instrument.criteria))]
    assert len(set(chosen)) == len(instrument.scales)
    for criterion, name in zip(instrument.criteria, chosen, strict=True):
        sheet, cells = next(iter(book.defined_names[name].destinations))
        values = [row[0].value for row in book[sheet][cells]]
        labels_of_scale = [level.label.fi for level in instrument.scale_of(criterion).levels]
        assert values[: len(labels_of_scale)] == labels_of_scale
        assert values[len(labels_of_scale) :] == [
            enum_title(state).fi for state in AnswerState if state is not AnswerState.LEVEL
        ]


def test_answers_of_one_evaluator_to_one_criterion_twice_have_two_rows(exported):
    twice = [Answer(criterion="core-elements", level=level) for level in ("agree", "disagree")]
    rows = exported(evaluated(*twice))["Arviointi"]
    answers = [(row[0], row[3]) for row in rows if str(row[0]).startswith("core-elements")]
    assert answers == [
        ("core-elements", "täysin samaa mieltä"),
        ("core-elements/2", "täysin eri mieltä"),
    ]


def test_evaluators_of_one_name_but_for_its_case_have_columns_of_their_own(exported):
    answers = [Answer(criterion="core-elements", evaluator=name) for name in ("v1", "V1", "")]
    header = exported(evaluated(*answers))["Arviointi"][0]
    assert [name for name in header if name.endswith("Vastaus")] == [
        "v1: Vastaus",
        "V1 (2): Vastaus",
        "–: Vastaus",
    ]


def test_every_evaluation_has_a_sheet_of_its_own(exported):
    models = [evaluated(Answer(criterion=name)) for name in ("core-elements", "transferable")]
    both = tuple(
        attrs.evolve(one.evaluations[0], id=f"kierros-{number}")
        for number, one in enumerate(models, 1)
    )
    sheets = exported(PracticeModel(evaluations=both))
    names = [row["Vastausten välilehti"] for row in records(sheets["Arviointikierrokset"])]
    assert names == ["Arviointi", "Arviointi 2"]
    assert set(names) <= set(sheets)


def test_an_evaluation_to_fill_is_offered_with_columns_for_as_many_as_wanted():
    options = ExcelOptions(instrument="juurtumisvalmius", evaluators=2)
    data = exporter.render(evaluated(), options).data
    book = openpyxl.load_workbook(BytesIO(data))
    header = [cell.value for cell in book["Arviointi 2"][1]]
    assert [name for name in header if name.endswith("Vastaus")] == ["v1: Vastaus", "v2: Vastaus"]
    assert book["Arviointikierrokset"]["A3"].value == "juurtumisvalmius-1"


def test_an_option_without_an_effect_on_the_workbook_of_a_model_is_told():
    def told(model, **options):
        report = exporter.render(model, ExcelOptions(**options)).diagnostics
        return [one.parameter("options") for one in report if one.code == "EXCEL012"]

    assert told(evaluated(), evaluators=2) == [("evaluators",)]
    assert told(evaluated(), evaluators=2, instrument="juurtumisvalmius") == []
    assert told(PracticeModel(), evaluators=2) == []
    days = {"as_of": "20.10.2025", "compare": "30.6.2025"}
    assert told(PracticeModel(), hide_below=5, **days) == [("as_of", "compare", "hide_below")]


@pytest.mark.parametrize("options", [{"instrument": "ei-ole"}, {"evaluators": -1}])
def test_an_option_that_is_not_allowed_is_told_before_anything_is_made(options):
    with pytest.raises(OptionError) as caught:
        ExcelOptions(**options)
    assert caught.value.report.codes == ("TM909",)


def test_the_guide_tells_what_every_answer_means_and_where_the_set_comes_from(model, exported):
    guide = {row[0]: row[1] for row in exported(evaluated(instrument="kasvun-tuki"))["Ohje"]}
    instrument = get_instrument("kasvun-tuki")
    assert f"Vastausten avain: {instrument.title.fi}" in guide
    for scale in instrument.scales:
        assert [level.label.fi for level in scale.levels if level.label.fi not in guide] == []
    assert instrument.provenance.source in guide[instrument.title.fi]


def test_open_findings_stand_in_a_sheet_with_what_to_do_the_worst_first(model, exported):
    rows = records(exported(model)["Löydökset"])
    assert len(rows) == len(tm.check(model))
    assert {row["Koodi"] for row in rows} == set(tm.check(model).codes)
    worst = [("Virhe", "Tarkista", "Tiedoksi").index(row["Vakavuus"]) for row in rows]
    assert worst == sorted(worst)
    assert all(row["Löydös"] and row["Mitä tehdä"] for row in rows)


@pytest.mark.parametrize("audience", ["partners", "public"])
def test_others_are_not_told_what_is_open_and_their_workbook_says_it_is_not_read(audience):
    rendered = tm.render(tm.PracticeModel(), format="excel", audience=audience)
    book = openpyxl.load_workbook(BytesIO(rendered.data))
    assert "Löydökset" not in book.sheetnames
    assert "Ei lueta" in [cell.value for cell in book["Ohje"]["A"]]


def test_a_metric_is_drawn_with_its_baseline_and_target_beside_its_values(model, exported):
    rows = records(exported(model)["Mittarikaaviot"])
    assert [(row["Arvo"], row["Lähtöarvo"], row["Tavoite"]) for row in rows] == [
        (46.5, 46.5, 80),
        (61, 46.5, 80),
        (74.5, 46.5, 80),
    ]
    (drawing,) = drawings(render(model).data)
    assert "Tavoite 80" in drawing
    assert "46,5" in drawing


@pytest.mark.parametrize("name", ["", " ", "\x93", "\n", "=1"])
def test_a_metric_without_a_name_to_show_is_drawn_all_the_same(name):
    days = [datetime.date(2026, month, 1) for month in (1, 2)]
    values = tuple(Observation(date=day, value=1) for day in days)
    metrics = (Metric(id=name, name=name, unit=name, observations=values),)
    (drawing,) = drawings(render(PracticeModel(metrics=metrics)).data)
    assert "1.2.2026" in drawing


def drawings(data):
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.startswith("xl/drawings/drawing")]
        return [package.read(name).decode() for name in names]


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


def test_a_worksheet_looks_as_on_paper_a_row_for_each_theme(model, exported):
    rows = records(exported(model)["Työpohja 4"])
    assert [row["Rivi"] for row in rows][:2] == ["PÄÄMÄÄRÄ", "MUUTOS"]
    levels = ("Asiantuntija", "Yksikkö/Lähitiimi", "Johto")
    filled = [(row["Rivi"], level, row[level]) for row in rows for level in levels if row[level]]
    assert filled == [
        ("PÄÄMÄÄRÄ", "Johto", "Hoitoon pääsy ilman viivettä."),
        ("EPÄILYS", "Asiantuntija", "Riittääkö aika?\nKuka neuvoo, kun yhteys katkeaa?"),
    ]
    assert rows[0]["Kysymys"] == "Mitä päämäärää käytänne palvelee?"
    assert rows[0]["Täyttäjä"] == "Johtoryhmän työpaja"


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
            assert all(entry.outline(language)[:2])
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
