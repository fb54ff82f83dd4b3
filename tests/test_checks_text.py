"""Checks of text: what a description only promises, hides or leaves unsaid; each one a guess."""

from __future__ import annotations

import itertools
import re
import time
import timeit
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.content import content_of
from toimintamalli.analysis.wording.limits import limit
from toimintamalli.analysis.wording.phrases import phrases, phrases_of, quoted
from toimintamalli.analysis.wording.prose import first_and_last_word, sentences
from toimintamalli.diagnostics import Severity, catalogue
from toimintamalli.model import (
    Attachment,
    AttachmentKind,
    BasicData,
    Form,
    Metric,
    PracticeModel,
    RichText,
    Section,
)
from toimintamalli.vocabulary import form_profile, read_provenance, read_toml

PACKAGE = "toimintamalli.analysis.wording"
SAMPLES = Path(__file__).with_name("data") / "kuvaukset"
TEXT_CODES = ["TM22", "TM23"]
FACTS = {"TM226", "TM228"}  # what a text lacks is seen, not guessed
FILES = (
    ("toimintamalli.checks", "abbreviations.toml"),
    ("toimintamalli.checks", "other_than_models.toml"),
    (PACKAGE, "languages.toml"),
    (PACKAGE, "limits.toml"),
    (PACKAGE, "phrases.toml"),
)


def field(name: str, text: str, *attachments: Attachment) -> PracticeModel:
    section = Section(field=name, text=RichText.parse(text), attachments=attachments)
    return PracticeModel(form=Form(sections=(section,)))


def solution(text: str) -> PracticeModel:
    return field("solution_idea", text)


def results(text: str) -> PracticeModel:
    return field("evaluation_results", text)


def named(title: str = "", summary: str = "") -> PracticeModel:
    return PracticeModel(basics=BasicData(title=title, summary=summary))


def found(model: PracticeModel) -> list[tm.Diagnostic]:
    return list(tm.check(model, select=TEXT_CODES))


def codes(model: PracticeModel) -> list[str]:
    return [finding.code for finding in found(model)]


# -- sample pages -----------------------------------------------------------------------------

EXPECTED: dict[str, list[tuple[str, str]]] = {
    "01-tuloksineen": [],
    "02-pa-svenska": [],
    "03-in-english": [],
    "04-hanke-ratkaisun-paikalla": [
        ("TM221", "form.sections[4].text"),
        ("TM222", "form.sections[2].text"),
        ("TM223", "form.sections[2].text"),
        ("TM224", "basics.title"),
    ],
    "05-keskenerainen": [
        *(("TM220", f"form.sections[{place}].text") for place in range(6)),
        ("TM231", "basics.summary"),
    ],
    "06-sisalto-liitteissa": [
        ("TM225", "form.sections[0].text"),
        ("TM225", "form.sections[2].text"),
        ("TM225", "form.sections[3].text"),
        ("TM226", "form.sections[6].text"),
        ("TM227", "form.sections[1].attachments[0].summary"),
        ("TM227", "form.sections[1].attachments[1].summary"),
        ("TM228", "basics.attachments[0].alt_text"),
        ("TM234", "form.sections[4].text"),
    ],
    "07-tulevaa": [
        ("TM230", "basics.summary"),
        ("TM233", "form.sections[4].text"),
        ("TM236", "form.sections[0].text"),
    ],
    "08-opas-mallina": [
        ("TM229", "basics.title"),
        ("TM231", "basics.summary"),
        ("TM235", "form.sections[2].text"),
    ],
}


def test_every_sample_page_is_judged() -> None:
    assert {file.stem for file in SAMPLES.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_page_earns_what_it_should_and_nothing_more(name: str) -> None:
    earned = found(tm.load(SAMPLES / f"{name}.yaml"))
    assert [(finding.code, finding.path) for finding in earned] == EXPECTED[name]


def test_the_sample_pages_earn_nearly_every_code_of_text() -> None:
    earned = {code for findings in EXPECTED.values() for code, _ in findings}
    assert {code for code in catalogue() if code[:4] in TEXT_CODES} - earned == {"TM232"}


# -- a text that only holds the place ---------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "kesken",
        "Kesken.",
        "Tulossa myöhemmin",
        "Täydennetään myöhemmin!",
        "Täydennetään hankkeen päätyttyä vuonna 2026.",
        "Päivitetään syksyllä",
        "Kirjoita tähän",
        "Kirjoita oma teksti tähän.",
        "Ei vielä tietoa",
        "-",
        "…",
        "***",
        "xxx",
        "XXXX",
        "n/a",
        "TBD",
        "Lorem ipsum dolor sit amet",
        "- kesken\n- kesken",
        "Kompletteras senare",
        "Skriv här",
        "Uppgifterna saknas ännu.",
        "To be added later",
        "Draft",
        "Write your text here",
    ],
)
@pytest.mark.parametrize("name", [field.id for field in form_profile().required_fields])
def test_a_placeholder_in_a_required_field_is_as_good_as_nothing(name: str, text: str) -> None:
    model = field(name, text)
    (finding,) = found(model)
    assert (finding.code, finding.path) == ("TM220", "form.sections[0].text")
    assert not content_of(model.form.sections[0]).says_something()  # as triage sees it


@pytest.mark.parametrize("wanted", form_profile().required_fields, ids=lambda wanted: wanted.id)
def test_the_label_or_the_guidance_alone_is_a_placeholder(wanted: Any) -> None:
    for text in (f"{wanted.label} **", wanted.guidance.fi, wanted.guidance.sv, wanted.guidance.en):
        assert codes(field(wanted.id, text)) == ["TM220"]


@pytest.mark.parametrize(
    "text",
    [
        "Kolme hyvää sanaa",
        "Kotihoidon arviointi on kesken Oulussa.",
        "Hoitosuunnitelmaa täydennetään yhdessä asiakkaan kanssa.",
        "Ikääntyneet.",
        "Nuoret, joilta puuttuu koulupaikka",
        "Utkast till vårdplan görs med kunden.",
        "52 %",
    ],
)
def test_a_short_text_that_tells_something_is_no_placeholder(text: str) -> None:
    assert codes(field("tips_for_adopters", text)) == []


def test_an_empty_field_is_told_once_and_a_placeholder_once() -> None:
    report = tm.check(solution("kesken"), select=["TM201", "TM220"])
    labels = [finding.parameter("label") for finding in report]
    assert sorted(labels) == sorted(field.label for field in form_profile().required_fields)
    assert report.codes.count("TM220") == 1


def test_a_field_that_need_not_be_filled_may_hold_a_placeholder() -> None:
    assert codes(field("needs", "Kesken.")) == []


# -- evaluated, but with what result ----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Toimintaa on arvioitu.", "on arvioitu"),
        (
            "Mallia on yhdessä asiakkaiden kanssa arvioitu.",
            "on yhdessä asiakkaiden kanssa arvioitu",
        ),
        ("Kokeilu arvioitiin keväällä 2024.", "arvioitiin"),
        ("Arviointi on tehty yhdessä henkilöstön kanssa.", "Arviointi on tehty"),
        ("Itsearviointi toteutettiin 12.3.2025.", "Itsearviointi toteutettiin"),
        ("Tehtiin ulkoinen arviointi.", "Tehtiin ulkoinen arviointi"),
        ("Modellen har utvärderats av personalen.", "har utvärderats"),
        ("The model has been evaluated by the staff.", "has been evaluated"),
    ],
)
def test_an_evaluation_without_a_result_is_told_with_its_words(text: str, words: str) -> None:
    (finding,) = found(results(text))
    assert (finding.code, finding.parameter("words")) == ("TM221", (words,))


@pytest.mark.parametrize(
    "text",
    [
        "Toimintaa on arvioitu. Jonot lyhenivät.",
        "Toimintaa on arvioitu, ja asiakkaista 80 % suosittelisi sitä.",
        "Asiakkaat olivat tyytyväisiä. Toimintaa on arvioitu kyselyllä.",
        "Kokeilu arvioitiin. Kysely tehtiin puhelimessa. Puolet vastaajista sai ajan heti.",
        "Toimintaa ei ole arvioitu.",
        "Resurssit on arvioitu ja määritelty.",
        "Asiakkaan tilanne on arvioitu.",
        "Muualla sanotaan ”toimintaa on arvioitu”.",
        "Modellen har utvärderats. Köerna blev kortare.",
        "The model has been evaluated, and waiting times decreased.",
        "Oppia kertyi.",
    ],
)
def test_an_evaluation_with_a_result_near_it_is_well_told(text: str) -> None:
    assert codes(results(text)) == []


def test_a_result_far_away_does_not_tell_of_this_evaluation() -> None:
    between = "Osallistujat tulivat kolmesta kunnasta. " * 3
    assert codes(results(f"Toimintaa on arvioitu. {between}Jonot lyhenivät.")) == ["TM221"]


def test_a_metric_of_the_model_is_a_sign_of_a_result() -> None:
    told = results("Kokeilu arvioitiin. Siitä kertoo takaisinsoittojen osuus.")
    assert codes(told) == ["TM221"]
    metric = Metric(id="m", name="Takaisinsoittojen osuus")
    assert codes(evolve(told, metrics=(metric,))) == []


def test_elsewhere_an_evaluation_needs_no_result_where_the_results_are_told() -> None:
    section = Section(field="solution_idea", text=RichText.parse("Mallia on arvioitu."))
    assert codes(PracticeModel(form=Form(sections=(section,)))) == ["TM221"]
    told = Section(field="evaluation_results", text=RichText.parse("Jonot lyhenivät."))
    assert codes(PracticeModel(form=Form(sections=(section, told)))) == []


# -- a model came about -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "On syntynyt toimintamalli.",
        "Alueelle on luotu uusi yhteinen toimintamalli kotihoitoon.",
        "Yhdessä kehitettiin palvelumalli nuorille.",
        "Toimintamalli on nyt kehitetty ja valmis.",
        "Har skapats en ny verksamhetsmodell.",
        "A new model has been created.",
    ],
)
def test_a_model_that_only_came_about_is_told(text: str) -> None:
    assert codes(solution(text)) == ["TM222"]


@pytest.mark.parametrize(
    "text",
    [
        "On luotu toimintamalli, jossa hoitaja soittaa joka viikko.",
        "Kehitettiin malli: hoitaja soittaa joka viikko.",
        "Malli kehitettiin yhdessä. Hoitaja soittaa asukkaalle kahden päivän kuluttua "
        "kotiutumisesta, kysyy voinnista, lääkkeistä ja apuvälineistä ja varaa tarvittaessa "
        "kotikäynnin, jos asukas sitä toivoo, samalle viikolle.",
        "Hoitaja soittaa, ja malli elää.",
    ],
)
def test_a_model_whose_content_is_told_may_have_come_about(text: str) -> None:
    assert codes(solution(text)) == []


def test_results_may_say_that_a_model_came_about_where_they_tell_a_result() -> None:
    assert codes(results("Syntyi toimintamalli.")) == ["TM222"]
    assert codes(results("Syntyi toimintamalli. Jonot lyhenivät.")) == []


# -- the project in place of the solution -----------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Hankkeen tavoitteena on parantaa palveluja.",
        "Kehittämishankkeessa palkattiin kaksi ohjaajaa. Ohjaaja tapaa perheen kotona.",
        "Perheitä tuettiin hankkeen ajan. Projektissa oli kaksi ohjaajaa. Ohjaaja kävi kotona.",
        "Projektet har som mål att stöda familjer.",
        "The project aims to support families at home.",
    ],
)
def test_a_project_where_the_solution_should_stand_is_told(text: str) -> None:
    assert codes(solution(text)) == ["TM223"]


@pytest.mark.parametrize(
    "text",
    [
        "Ohjaaja tapaa perheen kotona kerran viikossa kolmen kuukauden ajan. Malli syntyi "
        "hankkeessa.",
        "Ohjaaja tapaa perheen kotona. Hanke rahoitti alun. Nyt työ on osa peruspalvelua. "
        "Perhe valitsee tavoitteet itse. Ohjaaja palaa kolmen kuukauden kuluttua.",
        "Hankkeessa kehitetty tiimi auttaa kotona. Ohjaaja tapaa perheen viikoittain. Perhe "
        "valitsee tavoitteet. Ohjaaja kirjaa ne. Lääkäri tulee mukaan. Tuki kestää vuoden.",
        "Hanketoimija saa tukea kuvaamiseen. Hankeopas auttaa alkuun.",
        "Projektipäällikkö ei ole tarpeen, kun esihenkilö ohjaa työtä.",
    ],
)
def test_a_mention_of_a_project_is_no_fault(text: str) -> None:
    assert codes(solution(text)) == []


def test_the_project_may_be_told_of_elsewhere() -> None:
    assert codes(field("starting_point", "Hankkeen tavoitteena on parantaa palveluja.")) == []


@pytest.mark.parametrize(
    ("model", "path"),
    [
        (named("Ehjä arki -hanke, Kainuun HVA"), "basics.title"),
        (named("Projekti Ehjä arki"), "basics.title"),
        (
            named("Ehjä arki", "Hankkeessa tuettiin lapsiperheitä heidän omassa kodissaan."),
            "basics.summary",
        ),
    ],
)
def test_a_project_as_the_name_of_the_model_is_told(model: PracticeModel, path: str) -> None:
    (finding,) = found(model)
    assert (finding.code, finding.path) == ("TM224", path)


@pytest.mark.parametrize(
    "model",
    [
        named("Kuvaamisen tuki hankkeille", "Tukea saavat kaikki, jotka kuvaavat toimintamallia."),
        named("Hanketoimijan vertaistuki"),
        named("Ehjä arki", "Ohjaaja tapaa perheen kotona hankkeen jälkeenkin."),
    ],
)
def test_whoever_the_model_serves_may_be_a_project(model: PracticeModel) -> None:
    assert codes(model) == []


# -- links, attachments and images ------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Ks. liite",
        "Katso liitteet.",
        "Kuvaus on liitteenä.",
        "https://esimerkki.example/malli",
        "Lue lisää: www.esimerkki.example",
        "[Mallin kuvaus](https://esimerkki.example/malli.pdf)",
        "- [Kuvaus](https://esimerkki.example/a)\n- [Ohje](https://esimerkki.example/b)",
        "Se bilagan.",
        "See the attachment.",
    ],
)
def test_a_text_that_only_points_elsewhere_is_told(text: str) -> None:
    assert codes(field("operating_environment", text)) == ["TM225"]


@pytest.mark.parametrize(
    "text",
    [
        "Kaksi kuntaa ja yksi sairaala; kartta on liitteenä.",
        "Kolme terveysasemaa, joilla on [yhteinen ajanvaraus](https://esimerkki.example).",
        "Hoitaja ja lääkäri",
    ],
)
def test_a_text_that_tells_something_may_also_point_elsewhere(text: str) -> None:
    assert codes(field("operating_environment", text)) == []


FILE = Attachment(kind=AttachmentKind.FILE, title="Palvelupolku.pdf")
TELLING = "Asukas ottaa yhteyttä yhteen numeroon, ja hoitaja soittaa samana päivänä."


def test_a_field_of_attachments_only_is_told_and_a_starred_one_as_empty() -> None:
    assert codes(field("measuring_change", "", FILE)) == ["TM226"]
    assert codes(field("solution_idea", "", FILE)) == []
    assert "TM201" in tm.check(field("solution_idea", "", FILE)).codes


@pytest.mark.parametrize("kind", [kind for kind in AttachmentKind if kind != "image"])
def test_an_attachment_that_nothing_tells_of_is_told(kind: AttachmentKind) -> None:
    (finding,) = found(field("solution_idea", TELLING, evolve(FILE, kind=kind)))
    assert finding.code == "TM227"
    assert finding.path == "form.sections[0].attachments[0].summary"
    assert '"Palvelupolku.pdf"' in finding.message()


def test_an_attachment_without_a_name_is_called_by_its_kind() -> None:
    (finding,) = found(field("solution_idea", TELLING, Attachment(kind=AttachmentKind.VIDEO)))
    assert ("Videolinkki" in finding.message(), "Video" in finding.message("en")) == (True, True)


@pytest.mark.parametrize(
    "model",
    [
        field("solution_idea", TELLING, evolve(FILE, summary="Polku viidessä vaiheessa.")),
        field("solution_idea", TELLING, evolve(FILE, caption="Polku viidessä vaiheessa.")),
        field("solution_idea", f"{TELLING} Palvelupolussa on viisi vaihetta.", FILE),
    ],
)
def test_an_attachment_that_is_told_of_earns_nothing(model: PracticeModel) -> None:
    assert codes(model) == []


def test_attachments_of_the_basic_data_may_be_told_of_anywhere() -> None:
    alone = PracticeModel(basics=BasicData(attachments=(FILE,)))
    assert codes(alone) == ["TM227"]
    told = field("needs", "Palvelupolku oli aiemmin epäselvä kaikille.")
    assert codes(evolve(told, basics=alone.basics)) == []


@pytest.mark.parametrize("alt_text", ["", "  "])
def test_an_image_that_those_who_do_not_see_cannot_know_is_told(alt_text: str) -> None:
    image = Attachment(kind=AttachmentKind.IMAGE, caption="Polku", alt_text=alt_text)
    assert codes(field("solution_idea", TELLING, image)) == ["TM228"]
    assert codes(PracticeModel(basics=BasicData(attachments=(image,)))) == ["TM228"]


def test_an_image_with_an_alternative_text_earns_nothing() -> None:
    image = Attachment(kind=AttachmentKind.IMAGE, alt_text="Kaavio kolmesta vaiheesta.")
    assert codes(field("solution_idea", TELLING, image)) == []


# -- what is described ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Opas omaishoitajalle", "opas tai ohje"),
        ("Kotihoidon perehdytysopas, Lapin HVA (RRP, P4, I1)", "opas tai ohje"),
        ("Unelmien työpaja", "työpaja"),
        ("Työpajamalli nuorille", "työpaja"),
        ("Asiakassegmentoinnin menetelmä", "menetelmä"),
        ("Uudistuneet verkkosivut", "verkkosivu"),
        ("Sote-uudistuksen viestintäsuunnitelma", "viestintäsuunnitelma"),
        ("Lääkehoidon koulutus", "koulutus tai perehdytys"),
        ("Handbok för närståendevårdare", "opas tai ohje"),
        ("Training for supervisors", "koulutus tai perehdytys"),
    ],
)
def test_a_thing_that_may_not_be_a_model_is_told_with_what_it_is_called(
    title: str, kind: str
) -> None:
    (finding,) = found(named(title))
    assert (finding.code, finding.path) == ("TM229", "basics.title")
    assert f"saattaa olla {kind} " in finding.message()


def test_the_summary_is_looked_at_where_the_name_tells_nothing() -> None:
    (finding,) = found(
        named(
            "Turvallinen lääke",
            "Opas kotihoidon työntekijöille lääkkeiden jaosta ja kirjaamisesta.",
        )
    )
    assert (finding.code, finding.path) == ("TM229", "basics.summary")


@pytest.mark.parametrize(
    "title",
    [
        "Kotihoidon toimintamalli",
        "Menetelmäosaamisen vahvistaminen neuvolassa",
        "Koulutuspolku kokemusasiantuntijalle",
        "Ohjattu kotikuntoutus",
        "Opas mukana: palvelupolku omaishoitajalle",
        "Perehdytys ja tuki -palvelu",
        "Oppaan jalkauttaminen neuvoloihin",
        "Etävastaanotto, Kainuun HVA, työpaja",
    ],
)
def test_a_way_of_working_may_have_a_guide_or_a_training_in_it(title: str) -> None:
    assert codes(named(title)) == []


@pytest.mark.parametrize(
    "summary",
    [
        "Soittokierros on osa laajempaa kotiutumisen toimintamallia.",
        "Kirjaaminen kotona on osa uutta kotihoidon palvelukokonaisuutta.",
        "Tässä kuvataan yksi osatoteutus, joka tehtiin neuvolassa.",
        "Detta är en del av en större verksamhetsmodell.",
        "This is a part of a larger service pathway.",
    ],
)
def test_a_part_of_a_model_is_told(summary: str) -> None:
    (finding,) = found(named(summary=summary))
    assert (finding.code, finding.path) == ("TM230", "basics.summary")


@pytest.mark.parametrize(
    "summary",
    [
        "Hoitaja soittaa, ja soitto on osa hoitajan työtä.",
        "Toimintamalli on osa kestävän kasvun ohjelmaa ja sen rahoitusta.",
        "Asiakas osallistuu, ja osa tulee paikalle läheisen kanssa.",
    ],
)
def test_a_whole_that_belongs_somewhere_is_no_part_of_a_model(summary: str) -> None:
    assert codes(named(summary=summary)) == []


# -- the short description --------------------------------------------------------------------


def test_the_length_of_the_short_description_has_limits_of_our_own() -> None:
    least, most = limit("summary_least_words"), limit("summary_most_words")
    assert codes(named(summary="sana " * (least - 1))) == ["TM231"]
    assert codes(named(summary="sana " * least)) == []
    assert codes(named(summary="sana " * most)) == []
    assert codes(named(summary="sana " * (most + 1))) == ["TM232"]


def test_an_empty_short_description_is_only_missing() -> None:
    assert codes(named()) == []


# -- results that are to come, or stand elsewhere ---------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Vaikutuksia tullaan arvioimaan.",
        "On tarkoitus kerätä palautetta ensi vuonna.",
        "Jatkossa selvitetään, miten malli toimii.",
        "Tavoitteena on, että 80 % saa ajan viikossa.",
        "Palaute kerätään syksyllä. Tulokset saadaan keväällä.",
        "Jonot lyhenivät. Kustannuksia tullaan arvioimaan. Kysely toteutetaan syksyllä.",
        "Resultaten kommer att mätas.",
        "Results will be measured.",
    ],
)
def test_what_is_to_come_in_place_of_results_is_told(text: str) -> None:
    assert codes(results(text)) == ["TM233"]


@pytest.mark.parametrize(
    "text",
    [
        "Jonot lyhenivät viikolla. Puheluja tuli vähemmän. Jatkossa selvitetään kustannuksia.",
        "Tavoitteena on nopea apu. Jonot lyhenivät viikolla.",
        "Asukas tulee vastaanotolle iltaisin.",
        "Jatkossa hoitaja soittaa ensin.",
    ],
)
def test_results_may_end_with_what_is_to_come(text: str) -> None:
    assert codes(results(text)) == []


def test_plans_may_stand_in_other_fields() -> None:
    assert codes(field("intended_change", "Vaikutuksia tullaan arvioimaan.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kysely lähetettiin kaikille vuonna 2025. Arvioinnin tulokset löytyvät liitteestä.",
        "Asukkaita haastateltiin kotona. Raportti: https://esimerkki.example/2025/raportti-12",
        "Familjerna intervjuades hemma. Resultaten finns i bilagan.",
    ],
)
def test_results_behind_a_link_are_told_once(text: str) -> None:
    assert codes(results(text)) == ["TM234"]


def test_results_told_here_may_be_told_more_of_elsewhere() -> None:
    assert codes(results("Jonot lyhenivät. Tulokset ovat tarkemmin liitteessä.")) == []


def test_an_evaluation_told_elsewhere_is_told_once() -> None:
    assert codes(results("Toimintaa on arvioitu. Arvioinnin tulokset ovat liitteessä.")) == [
        "TM234"
    ]


# -- language ---------------------------------------------------------------------------------

FINNISH = (
    "Hoitaja soittaa asukkaalle, joka on kotiutunut sairaalasta, ja kysyy, mitä hän tarvitsee. "
    "Asukas voi kertoa myös siitä, jos lääkkeet ovat vaihtuneet tai ohjeet ovat epäselviä."
)
SWEDISH = (
    "Skötaren ringer till den som har kommit hem från sjukhuset och frågar vad som behövs. Det är "
    "också möjligt att berätta om medicinerna har ändrats eller om anvisningarna är oklara."
)
ENGLISH = (
    "The nurse calls the resident who has come home from the hospital and asks what is needed. It "
    "is also possible to tell that the medicines have been changed or that they are not clear."
)
TEXTS = {"fi": FINNISH, "sv": SWEDISH, "en": ENGLISH}


def in_language(language: str, *texts: str) -> PracticeModel:
    fields = [field.id for field in form_profile().required_fields]
    sections = tuple(
        Section(field=name, text=RichText.parse(text))
        for name, text in zip(fields, texts, strict=False)
    )
    return PracticeModel(language=tm.Language(language), form=Form(sections=sections))


@pytest.mark.parametrize(("declared", "written"), list(itertools.product(TEXTS, TEXTS)))
def test_a_text_in_another_language_than_the_document_is_told(declared: str, written: str) -> None:
    expected = [] if declared == written else ["TM235"]
    assert codes(in_language(declared, TEXTS[written])) == expected


def test_the_words_that_decided_are_quoted() -> None:
    (finding,) = found(in_language("fi", SWEDISH))
    assert set(finding.parameter("words")) <= set(SWEDISH.casefold().split())  # type: ignore[arg-type]
    assert "Texten: Svenska, dokumentet: Finska" in finding.message("sv")


def test_a_document_wholly_in_another_language_is_told_once() -> None:
    (finding,) = found(in_language("fi", SWEDISH, SWEDISH, SWEDISH))
    assert finding.path == "language"


def test_one_text_of_many_is_told_at_its_place() -> None:
    (finding,) = found(in_language("fi", FINNISH, ENGLISH, FINNISH))
    assert finding.path == "form.sections[1].text"


@pytest.mark.parametrize(
    "text",
    [
        "The nurse calls the resident and asks what is needed.",
        f"{FINNISH} Menetelmän nimi on ”{ENGLISH[:200]}”.",
        f"{FINNISH} Save the Children of Finland on mukana.",
        "sana " * 300,
        "kuntoutus palaute asiakas tiimi " * 20,
    ],
)
def test_short_texts_names_quotations_and_lists_of_words_do_not_alarm(text: str) -> None:
    assert codes(in_language("fi", text)) == []


# -- abbreviations ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Soitot kirjataan TOKO-järjestelmään.", ("TOKO",)),
        ("Tieto menee KOTASiin ja TOKO:on. KOTAS vastaa.", ("KOTAS", "TOKO")),
        (
            "Mittareiksi sopivat hyvin AAB, AAD, AAE, AAF, AAG ja myös AAH.",
            ("AAB", "AAD", "AAE", "AAF", "AAG"),
        ),
    ],
)
def test_abbreviations_that_are_never_opened_are_told_together(
    text: str, words: tuple[str, ...]
) -> None:
    (finding,) = found(solution(text))
    assert (finding.code, finding.parameter("words")) == ("TM236", words)


@pytest.mark.parametrize(
    "text",
    [
        "Toipumisen kotituki (TOKO) alkaa heti. TOKO kestää viikon.",
        "TOKO (toipumisen kotituki) alkaa heti.",
        "TOKO eli toipumisen kotituki alkaa heti. Sitten TOKO päättyy.",
        "TOKO = toipumisen kotituki",
        "TOKO – toipumisen kotituki",
        "Toipumisen kotituki, lyhenne TOKO",
        "STM:n, THL:n ja EU:n rahoitus päättyi; HVA jatkaa. THLn tiimi auttaa.",
        "ENNEN KÄYNTIÄ\n\nHoitaja soittaa.",
        "Asiakas ei EI jää yksin. MUUTOS alkaa, ja muutosta seurataan.",
        "Vaiheet II ja IV ovat valinnaisia.",
        "OmaHäme ja Soite, P4 ja I1, A ja B.",
        "Hoitaja lähettää ohjeen asukkaalle kotiin: https://esimerkki.example/TOKO.",
    ],
)
def test_abbreviations_that_are_opened_or_known_earn_nothing(text: str) -> None:
    assert codes(solution(text)) == []


def test_an_abbreviation_may_be_opened_in_another_field() -> None:
    opened = field("needs", "Toipumisen kotituki (TOKO) puuttui.")
    used = Section(field="solution_idea", text=RichText.parse("TOKO alkaa heti."))
    both = evolve(opened, form=evolve(opened.form, sections=(used, *opened.form.sections)))
    assert codes(both) == []


# -- what all of them promise -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (results("Toimintaa on arvioitu kolmessa työpajassa, osallistujia oli 20."), []),
        (solution("Hanketta valmisteleva saa tukea."), ["TM223"]),
        (named("Omaishoidon tuki ja sen koulutus"), ["TM229"]),
        (field("needs", "Asukas etenee vaiheesta toiseen.", FILE), ["TM227"]),
    ],
)
def test_they_fail_where_the_documentation_says_so(
    model: PracticeModel, expected: list[str]
) -> None:
    assert codes(model) == expected


@pytest.mark.parametrize("code", [code for code in catalogue() if code[:4] in TEXT_CODES])
def test_a_guess_is_told_as_a_guess_and_quotes_what_it_saw(code: str) -> None:
    message = catalogue()[code].message
    said = (
        re.search(r"\bsaat(taa|tavat|etaan)\b", message.fi),
        re.search(r"\bkan\b", message.sv),
        re.search(r"\bmay\b", message.en),
    )
    assert [bool(one) for one in said] == [code not in FACTS] * 3
    assert re.search(r"\{(words|name|count)\}", message.fi)


def test_what_misleads_a_reader_warns_and_the_rest_informs() -> None:
    informing = {code for code in catalogue() if code[:4] in TEXT_CODES} & {
        code for code, entry in catalogue().items() if entry.severity is Severity.INFO
    }
    assert informing == {"TM224", "TM227", "TM229", "TM230", "TM231", "TM232", "TM236"}


@pytest.mark.parametrize(("package", "name"), FILES)
def test_every_list_says_where_it_comes_from(package: str, name: str) -> None:
    assert read_provenance(read_toml(package, name)["provenance"]).status == "own"


def test_every_limit_says_what_it_is_for() -> None:
    limits = read_toml(PACKAGE, "limits.toml")
    for table in (table for name, table in limits.items() if name != "provenance"):
        assert table["value"] > 0
        assert all(table["note"][language].endswith(".") for language in ("fi", "sv", "en"))


def each_list() -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yield every list of phrases by its name."""
    for name, lists in read_toml(PACKAGE, "phrases.toml").items():
        if name != "provenance":
            yield name, lists
    others = read_toml("toimintamalli.checks", "other_than_models.toml")
    yield "way_of_working", others["way_of_working"]
    yield from ((kind["id"], kind["words"]) for kind in others["kinds"])


@pytest.mark.parametrize(("name", "lists"), list(each_list()), ids=lambda value: str(value)[:20])
def test_every_phrase_of_every_list_can_be_found(name: str, lists: dict[str, list[str]]) -> None:
    assert set(lists) == {"fi", "sv", "en"}
    pattern = phrases_of(lists)
    for phrase in itertools.chain.from_iterable(lists.values()):
        words = phrase.replace("…", "aivan").replace("*", "").split()
        for choice in (0, -1):
            text = " ".join(word.split("|")[choice] for word in words)
            assert pattern.stand_in(text.upper()), (name, text)


def test_a_phrase_is_whole_words_with_bounded_endings_and_gaps() -> None:
    pattern = phrases_of({"fi": ["on … *hank*"]})
    assert pattern.stand_in("on meidän uusi kehittämishankkeemme")
    for text in (
        "onhanke",
        "on yksi kaksi kolme neljä viisi hanke",
        "on, hanke",
        f"on hank{'k' * 40}",
    ):
        assert not pattern.stand_in(text)


def test_sentences_end_where_sentences_end() -> None:
    text = "Ks. liite. Kesto n. 2 h!\n• Hoitaja soittaa\n  1. Heti? Kyllä…  Niin"
    assert sentences(text) == [
        "Ks. liite.", "Kesto n. 2 h!", "Hoitaja soittaa", "Heti?", "Kyllä…", "Niin",
    ]  # fmt: skip


def test_a_title_names_its_thing_before_a_comma_or_dash() -> None:
    assert first_and_last_word("Opas - Lapin HVA") == ("Opas",)
    assert first_and_last_word("Sote-opas (RRP, P4)") == ("Sote-opas",)
    assert first_and_last_word("") == ()


def test_quotations_are_few_short_and_on_one_line() -> None:
    assert quoted(["a\nb", "A B", "x" * 500, *"cdefgh"]) == ("a b", f"{'x' * 59}…", "c", "d", "e")
    assert quoted(["..."]) == ("...",)


HOSTILE = (
    "a", "A", " ", ".", "ks. ", "on ", "on arvioitu ", "hanke", "hankkee", "\"", "”a", "(", "://",
    "1.", "1.1.", "2024 ", "\u00a0", "-", "OTSO", "OTSO (", "malli on ", "tullaan ", "\ud800",
    "\x00", "•", "\n", "ks", "lorem ipsum ", "sana sana on ",
)  # fmt: skip


@pytest.mark.parametrize("pattern", HOSTILE, ids=ascii)
def test_time_grows_with_length_also_for_hostile_text(pattern: str) -> None:
    # Eight times the text: linear is 8, quadratic 64.
    short, long = 4_000 // len(pattern), 32_000 // len(pattern)
    assert seconds_to_check(pattern * long) < 30 * seconds_to_check(pattern * short) + 0.5


def seconds_to_check(text: str) -> float:
    names = ("solution_idea", "evaluation_results", "conditions_of_use")
    body = RichText.parse(text)
    attachment = Attachment(title=text)
    sections = tuple(Section(field=name, text=body, attachments=(attachment,)) for name in names)
    model = PracticeModel(
        basics=BasicData(title=text, summary=text, attachments=(attachment,)),
        form=Form(sections=sections),
    )
    assert "TM920" not in tm.check(model, select=[*TEXT_CODES, "TM920"]).codes
    # The better of two times, each without the collector, which looks at all that tests left.
    return min(
        timeit.repeat(
            lambda: tm.check(model, select=TEXT_CODES), timer=time.process_time, number=1, repeat=2
        )
    )


@given(st.text(alphabet=st.characters(codec=None), max_size=80))
def test_no_text_breaks_a_check(text: str) -> None:
    for model in (solution(text), results(text), named(text, text)):
        report = tm.check(model, select=[*TEXT_CODES, "TM920"])
        assert "TM920" not in report.codes
        assert report.text("sv").encode("utf-8") is not None


def test_phrases_are_quoted_as_they_are_written_also_after_letters_that_change_length() -> None:
    assert phrases("project").found_in("İİ Kehittämis-HANKKEEN työ") == ["HANKKEEN"]
