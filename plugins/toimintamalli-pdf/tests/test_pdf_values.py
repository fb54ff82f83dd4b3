from typing import Any

import pytest
from attrs import evolve

from toimintamalli_pdf._grid import (
    ChoiceOption,
    DocumentInfo,
    GridAnswer,
    GridAnswers,
    GridColumn,
    GridEntry,
    GridRow,
    GridWords,
    GridWorksheet,
)
from toimintamalli_pdf.tagging import ChoiceField, Rect, TextField

RECT = Rect(left=10, bottom=20, right=110, top=50)


def test_a_rectangle_knows_its_size() -> None:
    assert (RECT.width, RECT.height) == (100, 30)


@pytest.mark.parametrize("title", ["", " ", "\n", "\u200b", "\ud800"])
def test_a_document_needs_a_title(title: str) -> None:
    with pytest.raises(ValueError, match="title must not be empty"):
        DocumentInfo(title=title)


@pytest.mark.parametrize("language", ["", "suomi!", "fi_FI"])
def test_a_document_needs_a_language_tag(language: str) -> None:
    with pytest.raises(ValueError, match="language"):
        DocumentInfo(title="Otsikko", language=language)


@pytest.mark.parametrize("name", ["", "a b", "ä", "a<b", "1a"])
def test_property_names_must_be_plain(name: str) -> None:
    with pytest.raises(ValueError, match="property name"):
        DocumentInfo(title="Otsikko", properties=((name, "x"),))


@pytest.mark.parametrize("name", ["", "a.b", "kenttä", "a b"])
def test_field_names_must_be_plain(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        TextField(name=name, tooltip="Vihje", rect=RECT)


def test_a_field_needs_a_tooltip() -> None:
    with pytest.raises(ValueError, match="tooltip must not be empty"):
        TextField(name="a", tooltip=" ", rect=RECT)


def test_only_an_option_can_be_chosen() -> None:
    options = (ChoiceOption(value="a", label="A"),)
    with pytest.raises(ValueError, match="not an option"):
        ChoiceField(name="f", tooltip="Vihje", rect=RECT, options=options, value="b")


def test_two_fields_never_share_a_name() -> None:
    with pytest.raises(ValueError, match="field name 'w_a_b_c' is there twice"):
        GridWorksheet(
            worksheet_id="w",
            version="1",
            title="Otsikko",
            corner_label="Kulma",
            columns=(GridColumn(id="c", label="C"), GridColumn(id="b_c", label="BC")),
            rows=(GridRow(id="a_b", name="AB"), GridRow(id="a", name="A")),
        )


def test_an_entry_never_shares_the_name_of_a_cell(worksheet: GridWorksheet) -> None:
    entry = GridEntry(id="muutos_johto", label="Ryhmä:", tooltip="Ryhmä")
    with pytest.raises(ValueError, match="field name 'tp4_muutos_johto' is there twice"):
        evolve(worksheet, entries=(entry,))


def test_only_an_entry_that_is_there_can_be_filled(worksheet: GridWorksheet) -> None:
    with pytest.raises(ValueError, match="tp4 has no entry 'ryhma'"):
        worksheet.require_places_for(GridAnswers(entries=(("ryhma", "Johto"),)))
    with pytest.raises(ValueError, match="'ryhma' is there twice"):
        GridAnswers(entries=(("ryhma", "Johto"), ("ryhma", "Tiimi")))


@pytest.mark.parametrize(
    "change",
    [
        {"title": " "},
        {"version": ""},
        {"version": "1" * 41},
        {"worksheet_id": "työpohja"},
        {"corner_label": ""},
        {"columns": ()},
        {"rows": ()},
    ],
)
def test_an_incomplete_worksheet_is_refused(
    worksheet: GridWorksheet, change: dict[str, Any]
) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (each field has a message of its own)
        evolve(worksheet, **change)


def test_a_cell_is_answered_once() -> None:
    answer = GridAnswer(row="r", column="c", text="x")
    with pytest.raises(ValueError, match="twice"):
        GridAnswers(cells=(answer, answer))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"page_label": "Sivu {page}"}, "page_label lacks {pages}"),
        ({"page_label": "{page}/{pages}/{sivu}"}, "unknown placeholder"),
        ({"cell_label": "{row}"}, "cell_label lacks {column}"),
        ({"cell_tooltip": "{row} {column} {question} {"}, "unknown placeholder"),
        ({"continued_marker": ""}, "continued_marker must not be empty"),
    ],
)
def test_words_with_wrong_placeholders_are_refused(
    words: GridWords, change: dict[str, str], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        evolve(words, **change)
