"""Every finding of the plugin can appear, is in the catalogue, and speaks three languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import toimintamalli as tm
import toimintamalli_innokyla
from toimintamalli.diagnostics import catalogue
from toimintamalli.vocabulary import form_profile

CATALOGUE = catalogue("toimintamalli_innokyla")
SOURCES = Path(toimintamalli_innokyla.__file__).parent
PLACE = re.compile(r"\{(\w+)\}")
GUIDANCE = form_profile().fields[0].guidance.fi

READ = {
    "INNOKYLA001": "Malli\nToimintaympäristö\nTeksti.",
    "INNOKYLA003": "Malli\nTeksti ilman otsikoita.",
    "INNOKYLA004": "Malli\nToimintaympäristö\nTeksti.\nOma asia **\nTeksti.",
    "INNOKYLA005": "Kokonaisuus\nKokonaisuuden nimi\nKokonaisuus\nTeksti.",
    "INNOKYLA006": "Malli\nJaa\nToimintamallin nimi\nMalli\nLuotu\n1.2.2024",
    "INNOKYLA007": "Malli\nLuotu\neilen",
    "INNOKYLA008": "Malli\nToimintaympäristö\nTeksti.\nToimintaympäristö\nTeksti.",
    "INNOKYLA009": "Malli\nToimintaympäristö\nTeks\u00adti.",
    "INNOKYLA011": "Malli\nToimintaympäristö\nToinen teksti.",
    "INNOKYLA012": "Aivan muu\nToimintaympäristö\nTeksti.",
    "INNOKYLA013": "Malli (RRP2, P4)\nToimintaympäristö\nTeksti.",
    "INNOKYLA014": "Malli (RRP, P4, I7)\nToimintaympäristö\nTeksti.",
    "INNOKYLA016": "<h1>Malli</h1><p><b>Teksti</b></p>",
    "INNOKYLA017": f"Malli\nToimintaympäristö\n[TÄYDENNÄ: {GUIDANCE}]",
}
"""Page text that makes a finding appear; for the merging ones, read into the first model."""
MERGING = ("INNOKYLA011", "INNOKYLA012")
REFUSED = {"INNOKYLA018": b" ", "INNOKYLA019": b"%PDF-1.7"}
WRITTEN = {
    "INNOKYLA101": "core_elements: [yksi numero]",
    "INNOKYLA102": "form: {sections: [{field: needs, text: '[a](https://a.example)'}]}",
    "INNOKYLA103": "basics: {contributors: [{name: Aino, role: contact}]}",
    "INNOKYLA104": "basics: {attachments: [{title: Opas, summary: Kolme vaihetta}]}",
    "INNOKYLA105": "form: {unplaced: [{text: Teksti., reason: conflict}]}",
}


def read(data: bytes, into: tm.PracticeModel | None = None):
    return tm.read_data(data, format="innokyla", into=into)


def appearance(code: str):
    """Return the finding as it appears."""
    if code in REFUSED:
        with pytest.raises(tm.ReadError) as caught:
            read(REFUSED[code])
        report = caught.value.report
    elif code in WRITTEN:
        model = tm.loads(f"format_version: 1\n{WRITTEN[code]}\n")
        report = tm.render(model, format="innokyla").diagnostics
    elif code == "INNOKYLA010":
        report = read("Malli\nEtäpäivä".encode("cp1252")).diagnostics
    else:
        first = read(READ["INNOKYLA001"].encode()).model if code in MERGING else None
        report = read(READ[code].encode(), into=first).diagnostics
    return next(found for found in report if found.code == code)


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_finding_appears_and_fills_every_place_in_every_language(code):
    found = appearance(code)
    assert found.severity is CATALOGUE[code].severity
    given = {name for name, _ in found.parameters}
    for language in tm.Language:
        for told in (found.message(language), found.why(language), found.hint(language)):
            assert told.strip()
            assert not PLACE.search(told)
        assert given == set(PLACE.findall(CATALOGUE[code].message.get(language)))


def test_the_catalogue_and_the_code_know_the_same_findings():
    used = {
        code
        for source in SOURCES.glob("*.py")
        for code in re.findall(r"INNOKYLA\d{3}", source.read_text("utf-8"))
    }
    assert used == set(CATALOGUE)


@pytest.mark.parametrize(
    "code", [code for code in READ if code not in ("INNOKYLA001", "INNOKYLA016")]
)
def test_an_ordinary_page_tells_only_what_was_recognised(code):
    assert code not in read(READ["INNOKYLA001"].encode()).diagnostics.codes


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda entry: entry.code)
def test_languages_have_the_same_places_and_texts_of_their_own(entry):
    for text in (entry.message, entry.why, entry.hint):
        places = {tuple(sorted(PLACE.findall(text.get(language)))) for language in tm.Language}
        assert len(places) == 1
        assert len({text.get(language) for language in tm.Language}) == len(tm.Language)
