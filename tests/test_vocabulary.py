"""Vocabulary: the official lists letter for letter, and every word in three languages."""

from __future__ import annotations

import datetime
import string
import tomllib
from pathlib import Path
from typing import Any

import pytest

import toimintamalli as tm
from toimintamalli._sentences import in_plural
from toimintamalli.instruments import get_instrument
from toimintamalli.model import BasicData, InnokylaStage
from toimintamalli.vocabulary import (
    ProvenanceStatus,
    WordStems,
    collaborative_areas,
    counties,
    customer_groups,
    form_profile,
    form_profiles,
    labels,
    localized,
    programmes,
    recording_points,
    worksheet,
)

CORE = Path(tm.__file__).parent
LISTS = sorted((CORE / "vocabulary").rglob("*.toml"))
LABEL_FILES = sorted(CORE.rglob("labels.toml"))

OFFICIAL_COUNTIES = {
    "Etelä-Suomi": [
        ("Etelä-Karjalan hyvinvointialue", "Södra Karelens välfärdsområde"),
        ("Itä-Uudenmaan hyvinvointialue", "Östra Nylands välfärdsområde"),
        ("Keski-Uudenmaan hyvinvointialue", "Mellersta Nylands välfärdsområde"),
        ("Kymenlaakson hyvinvointialue", "Kymmenedalens välfärdsområde"),
        ("Länsi-Uudenmaan hyvinvointialue", "Västra Nylands välfärdsområde"),
        ("Päijät-Hämeen hyvinvointialue", "Päijänne-Tavastlands välfärdsområde"),
        ("Vantaan ja Keravan hyvinvointialue", "Vanda och Kervo välfärdsområde"),
        ("Helsingin kaupunki", "Helsingfors stad"),
        ("HUS-yhtymä", "HUS-sammanslutningen"),
    ],
    "Itä-Suomi": [
        ("Etelä-Savon hyvinvointialue", "Södra Savolax välfärdsområde"),
        ("Keski-Suomen hyvinvointialue", "Mellersta Finlands välfärdsområde"),
        ("Pohjois-Karjalan hyvinvointialue", "Norra Karelens välfärdsområde"),
        ("Pohjois-Savon hyvinvointialue", "Norra Savolax välfärdsområde"),
    ],
    "Sisä-Suomi": [
        ("Etelä-Pohjanmaan hyvinvointialue", "Södra Österbottens välfärdsområde"),
        ("Kanta-Hämeen hyvinvointialue", "Egentliga Tavastlands välfärdsområde"),
        ("Pirkanmaan hyvinvointialue", "Birkalands välfärdsområde"),
    ],
    "Länsi-Suomi": [
        ("Pohjanmaan hyvinvointialue", "Österbottens välfärdsområde"),
        ("Satakunnan hyvinvointialue", "Satakunta välfärdsområde"),
        ("Varsinais-Suomen hyvinvointialue", "Egentliga Finlands välfärdsområde"),
    ],
    "Pohjois-Suomi": [
        ("Kainuun hyvinvointialue", "Kajanalands välfärdsområde"),
        ("Keski-Pohjanmaan hyvinvointialue", "Mellersta Österbottens välfärdsområde"),
        ("Lapin hyvinvointialue", "Lapplands välfärdsområde"),
        ("Pohjois-Pohjanmaan hyvinvointialue", "Norra Österbottens välfärdsområde"),
    ],
}
FRONT_PAGE = [
    "Ratkaisun perusidea",
    "Toimintaympäristö",
    "Kohderyhmä ja asiakasymmärrys",
    "Toimivuuden ja käyttöönoton ehdot",
    "Arvioinnin tulokset tiivistettynä",
    "Vinkit toimintamallin soveltajille",
]
DEVELOPMENT_PATH = [
    "Toimintaympäristö",
    "Lähtötilanne ja strategiset liittymäkohdat",
    "Kehitystyön lähtökohtana olevat tarpeet",
    "Kehittäjäjoukon kokoaminen ja yhteiskehittäminen",
    "Tavoiteltu muutos",
    "Muutoksen mittaaminen",
    "Toteutussuunnitelma",
    "Kohderyhmä ja asiakasymmärrys",
    "Ratkaisun perusidea",
    "Toimivuuden ja käyttöönoton ehdot",
    "Arvioinnin tulokset tiivistettynä",
    "Vinkit toimintamallin soveltajille",
]
BASIC_DATA = [
    "Toimintamallin nimi",
    "Toimintamallin lyhyt kuvaus",
    "Toteutuspaikka",
    "Paikkakunta, maakunta tai hyvinvointialue",
    "Toimintamallin rahoittaja",
    "Toimintamallin kokonaisuus",
    "Liitteet ja linkit",
    "Tekijä",
    "Luotu",
    "Viimeksi muokattu",
]
WORKSHEET_ROWS = [
    ("PÄÄMÄÄRÄ", "Mitä päämäärää käytänne palvelee?"),
    ("MUUTOS", "Jos uusi käytänne otetaan käyttöön, mikä muuttuu?"),
    ("MOTIVAATIO", "Mikä motivoi tekemään päätöksen käyttöönotosta?"),
    ("EPÄILYS", "Mikä käyttöönotossa epäilyttää?"),
    ("EPÄILYN HÄLVENNYS", "Miten epäilyksiä voidaan hälventää?"),
]


def read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


def localized_texts(part: Any, path: str = "") -> list[tuple[str, dict[str, str]]]:
    """Return every text in several languages, with its place in the file."""
    if isinstance(part, list):
        return [
            found for n, item in enumerate(part) for found in localized_texts(item, f"{path}[{n}]")
        ]
    if not isinstance(part, dict):
        return []
    text = {name: part[name] for name in ("fi", "sv", "en") if isinstance(part.get(name), str)}
    inner = [found for name in part for found in localized_texts(part[name], f"{path}.{name}")]
    return [(path, text), *inner] if text else inner


def places(text: str) -> set[str]:
    """Return what a text shows; a form that goes with a number may stand in one language only."""
    shown = in_plural(text)
    return {name for _, name, _, _ in string.Formatter().parse(shown) if name is not None}


# -- regions ----------------------------------------------------------------------------------


def test_there_are_twenty_one_counties_helsinki_and_hus() -> None:
    named = [county.name.fi for county in counties()]
    assert len(named) == len(set(named)) == 23
    assert sum(name.endswith(" hyvinvointialue") for name in named) == 21


def test_areas_and_counties_have_their_official_names_in_official_order() -> None:
    listed = {
        area.name.fi: [(county.name.fi, county.name.sv) for county in area.counties]
        for area in collaborative_areas()
    }
    assert list(listed.items()) == list(OFFICIAL_COUNTIES.items())


def test_areas_have_their_official_swedish_names() -> None:
    swedish = [area.name.sv for area in collaborative_areas()]
    assert swedish == [f"{side} Finland" for side in ("Södra", "Östra", "Inre", "Västra", "Norra")]


def test_english_names_of_counties_follow_one_pattern() -> None:
    english = [county.name.en for county in counties() if county.id not in ("helsinki", "hus")]
    assert all(name.startswith("wellbeing services county of ") for name in english)
    assert len(set(english)) == 21


def test_every_county_knows_its_area() -> None:
    assert all(county.area == area.id for area in collaborative_areas() for county in area.counties)


# -- programmes and groups --------------------------------------------------------------------


def test_the_programme_has_its_pillars_and_investments() -> None:
    (rrp,) = programmes()
    assert (rrp.id, rrp.code) == ("rrp", "RRP")
    assert [pillar.id for pillar in rrp.pillars] == ["P3", "P4"]
    assert {investment.id: investment.name.fi for investment in rrp.investments} == {
        "I1": "Hoitotakuun edistäminen ja koronan aiheuttaman hoito-, kuntoutus- ja palveluvelan "
        "purkaminen",
        "I1B": "Omaolo-osuus investoinnista 1",
        "I2": "Ennaltaehkäisy",
        "I3": "Tietopohja ja vaikuttavuus",
        "I4": "Digitaaliset innovaatiot",
    }
    assert {investment.pillar for investment in rrp.investments} == {"P4"}


def test_the_programme_names_its_funders_letter_for_letter_and_its_evaluation() -> None:
    (rrp,) = programmes()
    assert [funder.name for funder in rrp.funders] == [
        "Muu EU-rahoitus",
        "Sosiaali- ja terveysministeriö (STM)",
    ]
    assert [asked.instrument for asked in rrp.evaluations] == ["vaikutusten-itsearviointi"]
    assert get_instrument(rrp.evaluations[0].instrument).id == rrp.evaluations[0].instrument


@pytest.mark.parametrize(
    "stems",
    [
        *(point.stems for point in recording_points()),
        *(asked.stems for programme in programmes() for asked in programme.evaluations),
    ],
)
def test_stems_stand_in_three_languages_as_a_text_is_compared_with_them(stems: WordStems) -> None:
    for language in (stems.fi, stems.sv, stems.en):
        assert language
        assert len(set(language)) == len(language)
        assert all(stem == stem.casefold().strip() != "" for stem in language)


def test_customer_groups_are_the_seven_of_the_boards_and_two_of_the_self_evaluation() -> None:
    assert [group.name.fi for group in customer_groups()] == [
        "Lapset, perheet, neuropsykiatrisesti oireilevat",
        "Nuoret mielenterveys- ja päihdehäiriöiden oireita kokevat ja riskissä olevat",
        "Aikuiset mielenterveys- ja päihdehäiriöiden oireita kokevat ja riskissä olevat",
        "Ikääntyneet, omaishoitajat",
        "Pitkäaikaissairaat, monipalveluasiakkaat, vammaiset",
        "Hyvinvoinnin ja terveyden edistäminen",
        "Digitaaliset palvelut",
        "Ammattilaisten prosessit",
        "Koko väestö",
    ]


# -- the form ---------------------------------------------------------------------------------


def test_the_front_page_has_its_six_required_fields_in_order() -> None:
    profile = form_profile()
    assert [field.label for field in profile.front_fields] == FRONT_PAGE
    assert profile.required_fields == profile.front_fields
    assert profile.required_marker == "**"


def test_the_development_path_has_its_fields_in_order() -> None:
    assert [field.label for field in form_profile().fields] == DEVELOPMENT_PATH
    assert [field.path for field in form_profile().fields] == list(range(1, 13))
    phases = [field.phase for field in form_profile().fields]
    assert phases == ["understand"] * 6 + ["try"] * 2 + ["describe"] * 4


def test_the_basic_data_have_their_labels_in_page_order() -> None:
    basics = form_profile().basics
    assert [basic.label for basic in basics] == BASIC_DATA
    assert [basic.id for basic in basics] == [
        name for name in BasicData.__annotations__ if name != "custom"
    ]


def test_older_labels_are_known_as_well() -> None:
    profile = form_profile()
    assert profile.basics[3].names == (BASIC_DATA[3], "Paikkakunta tai maakunta")
    results = profile.field("evaluation_results")
    assert results is not None
    assert results.names == (FRONT_PAGE[4], "Arviointitietoa tiivistetysti")


def test_labels_of_attachments_and_stages_are_those_of_the_page() -> None:
    profile = form_profile()
    shown = (profile.attachments_label, profile.image_label, profile.caption_label)
    assert shown == ("Liitteet", "Kuva", "Kuvateksti")
    assert profile.stage_label == "Kehittämisen vaihe"
    assert [(stage.id, stage.label, stage.certain) for stage in profile.stages] == [
        (InnokylaStage.IN_DEVELOPMENT, "Kehitteillä", True),
        (InnokylaStage.READY, "Valmis", False),
    ]


def test_a_profile_that_does_not_exist_is_refused() -> None:
    with pytest.raises(tm.UnknownNameError, match="innokyla-2025"):
        form_profile("innokyla-1999")
    assert form_profiles() == (form_profile("innokyla-2025"),)


# -- the worksheet ----------------------------------------------------------------------------


def test_worksheet_four_has_its_rows_and_columns() -> None:
    sheet = worksheet("tyopohja-4")
    assert [(row.name.fi, row.question.fi) for row in sheet.rows] == WORKSHEET_ROWS
    names = [column.name.fi for column in sheet.columns]
    assert names == ["Asiantuntija", "Yksikkö/Lähitiimi", "Johto"]
    assert sheet.title.fi == "Työpohja 4: Uuden käytänteen sijoittaminen organisaation eri tasoille"


def test_a_worksheet_that_does_not_exist_is_refused() -> None:
    with pytest.raises(tm.UnknownNameError, match="tyopohja-4"):
        worksheet("tyopohja-5")


# -- every list, every word -------------------------------------------------------------------


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.name)
def test_every_list_says_where_it_comes_from(file: Path) -> None:
    provenance = read(file)["provenance"]
    assert ProvenanceStatus(provenance["status"])
    assert provenance["source"].strip()
    assert type(provenance["read"]) is datetime.date


@pytest.mark.parametrize(
    "file", LISTS + LABEL_FILES, ids=lambda file: f"{file.parent.name}/{file.name}"
)
def test_every_text_is_there_in_every_language_with_the_same_places(file: Path) -> None:
    texts = localized_texts(read(file))
    assert texts
    for path, text in texts:
        assert set(text) == {"fi", "sv", "en"}, path
        assert all(words.strip() for words in text.values()), path
        assert len({frozenset(places(words)) for words in text.values()}) == 1, path


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.name)
def test_identifiers_are_ascii_and_unique_in_their_list(file: Path) -> None:
    for rows in (rows for rows in read(file).values() if isinstance(rows, list)):
        ids = [row["id"] for row in rows]
        assert all(name.isascii() and " " not in name for name in ids)
        assert len(ids) == len(set(ids))


def test_labels_are_asked_by_key_and_language() -> None:
    assert labels("toimintamalli", "sv")["word.yes"] == "ja"
    assert localized("toimintamalli", "word.yes").fi == "kyllä"
    with pytest.raises(tm.OptionError, match="fi, sv, en"):
        labels("toimintamalli", "de")
    with pytest.raises(KeyError):
        labels("toimintamalli")["word.maybe"]
