"""The language of what people wrote is one thing, the language of the words around it another."""

from __future__ import annotations

import datetime
import re
from io import BytesIO
from pathlib import Path

import pytest
from attrs import evolve
from openpyxl import load_workbook
from pypdf import PdfReader

import toimintamalli as tm
from toimintamalli.model import BasicData, Metric, Observation, PracticeModel, Section
from toimintamalli.model.form import Form
from toimintamalli.model.richtext import Paragraph, RichText

TITLE = "Vård inom en vecka"
TOLD = "Sjukskötaren ringer upp inom ett dygn och bokar tid hos läkaren."
SWEDISH = PracticeModel(
    id="vard",
    language=tm.Language.SWEDISH,
    basics=BasicData(title=TITLE),
    form=Form(
        sections=(Section(field="solution_idea", text=RichText((Paragraph(TOLD),))),),
    ),
)


def exported(folder: Path, name: str, **options: str) -> Path:
    return tm.export(SWEDISH, folder / name, **options).path


def page(folder: Path, **options: str) -> str:
    return exported(folder, "sida.html", **options).read_text("utf-8")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("name", ["m.txt", "m.md", "m.html"])
def test_form_text_keeps_the_content_and_the_official_labels_in_any_language(
    name: str, language: str, tmp_path: Path
) -> None:
    text = exported(tmp_path, name, language=language).read_text("utf-8")
    assert TITLE in text
    assert TOLD in text
    assert "Ratkaisun perusidea" in text


def test_html_is_in_the_language_of_the_content_and_marks_what_is_not(tmp_path: Path) -> None:
    html = page(tmp_path, language="en", version="working")
    assert '<html lang="sv">' in html
    assert f"<p>{TOLD}</p>" in html
    assert '<h2 lang="fi">Ratkaisun perusidea' in html
    assert set(re.findall(r'<p lang="(\w+)">\[TO FILL', html)) == {"en"}


def test_html_marks_nothing_where_all_is_in_one_language(tmp_path: Path) -> None:
    finnish = tm.loads(
        tm.dumps(SWEDISH, format="json").replace('"language": "sv"', '"language": "fi"'),
        format="json",
    )
    tm.export(finnish, tmp_path / "sivu.html", version="working")
    html = (tmp_path / "sivu.html").read_text("utf-8")
    assert re.findall(r' lang="\w+"', html) == [' lang="fi"']


@pytest.mark.parametrize(
    ("language", "tag", "heading"),
    [("fi", "fi-FI", "Mitä kenttään kirjoitetaan"), ("en", "en-GB", "What to write")],
)
def test_a_workbook_tells_the_language_of_its_headings_and_that_of_the_content(
    language: str, tag: str, heading: str, tmp_path: Path
) -> None:
    data = exported(tmp_path, "bok.xlsx", language=language).read_bytes()
    book = load_workbook(BytesIO(data))
    cells = {str(cell.value) for sheet in book for row in sheet for cell in row if cell.value}
    assert book.properties.language == tag
    assert heading in cells
    assert {TITLE, TOLD, {"fi": "Ruotsi", "en": "Swedish"}[language]} <= cells


@pytest.mark.parametrize(("language", "tag"), [("fi", "fi-FI"), ("en", "en-GB")])
def test_a_pdf_is_in_the_language_of_its_words_and_marks_what_people_wrote(
    language: str, tag: str, tmp_path: Path
) -> None:
    path = exported(tmp_path, "blad.pdf", language=language, worksheet="innokyla-kentat")
    reader = PdfReader(path)
    assert reader.trailer["/Root"]["/Lang"] == tag
    assert TOLD in {field.value for field in (reader.get_fields() or {}).values()}
    assert b"sv-FI" in b"".join(_languages(reader))


def _languages(reader: PdfReader) -> list[bytes]:
    """Return every language that an element of the document tells for itself."""
    found = []
    for number in range(1, len(reader.xref[0]) + 1):
        element = reader.get_object(number)
        if isinstance(element, dict) and "/Lang" in element and "/Pages" not in element:
            found.append(str(element["/Lang"]).encode())
    return found


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_file_that_comes_back_gives_the_content_as_it_was(language: str, tmp_path: Path) -> None:
    for name in ("bok.xlsx", "blad.pdf"):
        path = exported(tmp_path, name, language=language)
        assert tm.read(path, into=SWEDISH).model == SWEDISH


@pytest.mark.parametrize(("language", "words"), [("fi", "on tyhjä"), ("en", "is empty")])
def test_findings_speak_the_language_asked_for_whatever_the_content_is_in(
    language: str, words: str
) -> None:
    assert words in " ".join(found.message(language) for found in tm.check(SWEDISH))


def test_what_the_library_writes_into_a_model_is_in_the_language_of_the_content() -> None:
    baseline = Observation(date=datetime.date(2025, 1, 31), value=12, n=40)
    model = evolve(SWEDISH, metrics=(Metric(id="m", name="Väntetid", baseline=baseline),))
    assert "Utgångsläge 31.1.2025: 12 (n = 40)." in tm.compose_results(model).text.plain
    assert "Baseline on 31 January 2025" in tm.compose_results(model, language="en").text.plain
