"""A worksheet of somebody else: described as data, drawn, filled and read back without code."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from pypdf import PdfReader

import toimintamalli as tm
from toimintamalli.errors import OptionError, ReadError
from toimintamalli.model import PracticeModel, Risk, RootingPlan
from toimintamalli.text import Language
from toimintamalli_pdf import PdfOptions, exporter

SHEETS, FILES = (
    runpy.run_path(str(Path(__file__).with_name(name))) for name in ("sheets.py", "files.py")
)
plugin_site = runpy.run_path(str(Path(__file__).parents[3] / "tests" / "plugin_site.py"))
RISK = Risk(what="Avainhenkilö lähtee", response="Kaksi osaajaa")
MODEL = evolve(SHEETS["BLANK"], rooting_plan=RootingPlan(risks=(RISK,)))

WORKSHOP = """\
id = "riskipaja"
prefix = "riskipaja"
version = "1"
title = { fi = "Riskipaja", sv = "Riskverkstad", en = "Risk workshop" }
landscape = true

[provenance]
status = "own"
source = "Rannikon hyvinvointialueen lomake"
read = 2026-11-30

[[parts]]
kind = "text"
text = "Miettikää, mikä voi estää juurtumisen."

[[parts]]
kind = "table"
id = "riskit"
record = "rooting_plan.risks"
blank = 2
fields = [
  { field = "what", lines = 2, weight = 3, name = "Mikä voi estää?" },
  { field = "response", lines = 2, weight = 3 },
]

[[parts]]
kind = "fields"
id = "suunnitelma"
record = "rooting_plan"
fields = [{ field = "enablers", lines = 3 }]
"""
NEWER = (
    WORKSHOP.replace('version = "1"', 'version = "2"').replace('"riskit"', '"uhat"')
    + """
[[earlier]]
version = "1"
fields = [
  { old = "riskit_1_what", new = "uhat_1_what" },
  { old = "riskit_1_response", new = "uhat_1_response" },
  { old = "riskit_2_what", new = "uhat_2_what" },
  { old = "riskit_2_response", new = "" },
]
"""
)

# What draws and reads documents must be there before the path is narrowed to a site of its own.
SHEETS["read"](exporter.render(MODEL, PdfOptions()).data)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Any]:
    with plugin_site["plugin_site"](tmp_path) as site:
        yield site


def install(site: Any, text: str = WORKSHOP) -> None:
    site.install_sets(
        "rannikon-lomakkeet", {"riskipaja": text}, group="toimintamalli.worksheets", code=None
    )


def sheet(model: PracticeModel = MODEL, **options: Any) -> bytes:
    return exporter.render(model, PdfOptions(worksheet="riskipaja", **options)).data


def filled(data: bytes, **answers: str) -> bytes:
    return FILES["filled"](data, {f"riskipaja_{name}": text for name, text in answers.items()})


def read(data: bytes, into: PracticeModel = MODEL) -> Any:
    return SHEETS["read"](data, into)


def text_of(data: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split()
    )


@pytest.mark.parametrize("language", list(Language))
def test_it_is_drawn_with_its_own_words_and_those_of_the_model(
    site: Any, language: Language
) -> None:
    install(site)
    title = tm.get_worksheet("riskipaja").title
    assert title is not None
    data = sheet(language=language)
    assert title.get(language) in text_of(data)
    assert "Rannikon hyvinvointialueen lomake" in text_of(data)
    texts = PdfReader(BytesIO(data)).get_form_text_fields()
    assert texts["riskipaja_riskit_1_what"] == "Avainhenkilö lähtee"


def test_it_comes_back_as_it_was(site: Any) -> None:
    install(site)
    imported = read(sheet())
    assert imported.model is MODEL
    assert list(imported.diagnostics) == []


def test_what_was_filled_becomes_a_part_of_the_model(site: Any) -> None:
    install(site)
    imported = read(
        filled(
            sheet(),
            riskit_1_response="Kolme osaajaa",
            riskit_2_what="Raha loppuu",
            suunnitelma_enablers="Johdon tuki",
        )
    )
    plan = imported.model.rooting_plan
    assert [(risk.what, risk.response) for risk in plan.risks] == [
        ("Avainhenkilö lähtee", "Kolme osaajaa"),
        ("Raha loppuu", ""),
    ]
    assert "Johdon tuki" in str(plan.enablers)
    assert list(imported.diagnostics) == []


def test_an_empty_one_fills_a_model_that_had_no_plan(site: Any) -> None:
    install(site)
    bare = PracticeModel(id="malli-1")
    data = filled(sheet(bare, prefill=False), riskit_1_what="Raha loppuu")
    (risk,) = read(data, bare).model.rooting_plan.risks
    assert risk.what == "Raha loppuu"


def test_a_sheet_of_an_older_version_is_mapped_to_the_questions_of_today(site: Any) -> None:
    install(site)
    old = filled(sheet(), riskit_1_what="Osaaja lähtee", riskit_2_what="Raha loppuu")
    install(site, NEWER)
    imported = read(old)
    assert [risk.what for risk in imported.model.rooting_plan.risks] == [
        "Osaaja lähtee",
        "Raha loppuu",
    ]
    assert "PDF129" in imported.diagnostics.codes


def test_answers_that_the_newer_version_has_no_place_for_are_told(site: Any) -> None:
    install(site)
    old = filled(sheet(), riskit_2_what="Raha loppuu", riskit_2_response="Haetaan lisää")
    install(site, NEWER)
    imported = read(old)
    assert imported.model.rooting_plan.risks[1].response == ""
    assert "PDF122" in imported.diagnostics.codes
    assert "riskipaja_riskit_2_response" in imported.diagnostics.text("fi")


@pytest.mark.parametrize(("version", "code"), [("3", "PDF111"), ("0", "PDF112")])
def test_a_version_that_is_not_known_is_refused(site: Any, version: str, code: str) -> None:
    install(site, WORKSHOP.replace('version = "1"', f'version = "{version}"'))
    data = sheet()
    install(site)
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.report.codes == (code,)


def test_its_answers_are_told_where_the_package_is_not_installed(site: Any) -> None:
    install(site)
    bound = exporter.render(MODEL, PdfOptions(worksheet="riskipaja,juuruttajan-tyolista")).data
    install(site, WORKSHOP.replace('"riskipaja"', '"muu"'))
    site.install_sets("rannikon-lomakkeet", {}, group="toimintamalli.worksheets", code=None)
    imported = read(bound)
    assert imported.model is MODEL
    assert "PDF142" in imported.diagnostics.codes
    with pytest.raises(OptionError, match="riskipaja"):
        sheet()
