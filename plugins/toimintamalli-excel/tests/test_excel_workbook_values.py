from datetime import date, datetime

import pytest

from toimintamalli_excel.workbook import (
    ChoiceList,
    Column,
    ColumnKind,
    ContinuationSheet,
    GuideSheet,
    ListsSheet,
    TableSheet,
    WorkbookSpec,
)

GUIDE = GuideSheet(name="Ohje", heading="Ohje")
CONTINUATION = ContinuationSheet(
    name="Jatko",
    table_name="Jatko",
    sheet_header="Välilehti",
    row_header="Tunnus",
    column_header="Sarake",
    part_header="Osa",
    text_header="Teksti",
)
STATES = ChoiceList(name="Tila", header="Tila", values=("Kesken", "Valmis"))
LISTS_SHEET = ListsSheet(
    name="Luettelot", table_name="Luettelot", list_header="Luettelo", value_header="Arvo"
)


def spec(**changes):
    settings = {
        "title": "Suunnitelma",
        "product": "ohjelma",
        "sheets": (GUIDE,),
        "continuation": CONTINUATION,
    }
    return WorkbookSpec(**settings | changes)


def table(**changes):
    settings = {
        "name": "Tehtävät",
        "table_name": "Tehtavat",
        "columns": (Column(header="Tunnus"), Column(header="Tehtävä")),
    }
    return TableSheet(**settings | changes)


@pytest.mark.parametrize("header", ["", "  ", "kaksi\nriviä", "sarkain\t", "a\x00", "x" * 256])
def test_a_header_must_be_printable_text_on_one_line(header):
    with pytest.raises(ValueError, match="header"):
        Column(header=header)


@pytest.mark.parametrize("width", [0, 256])
def test_a_width_must_be_one_excel_accepts(width):
    with pytest.raises(ValueError, match="width"):
        Column(header="Tunnus", width=width)


def test_a_prompt_excel_would_refuse_is_refused():
    with pytest.raises(ValueError, match="prompt"):
        Column(header="Tunnus", prompt="x" * 256)


def test_a_choice_column_needs_a_list_and_others_refuse_one():
    with pytest.raises(ValueError, match="choice"):
        Column(header="Tila", kind=ColumnKind.CHOICE)
    with pytest.raises(ValueError, match="choice"):
        Column(header="Tila", choices="Tila")


def test_headers_must_differ_whatever_the_case():
    with pytest.raises(ValueError, match="differ"):
        table(columns=(Column(header="Tila"), Column(header="TILA")))


def test_rows_must_be_as_long_as_the_columns():
    with pytest.raises(ValueError, match="row 2 of 'Tehtävät' has 1 values for 2 columns"):
        table(rows=(("T1", "a"), ("T2",)))


def test_a_table_needs_columns_and_a_workbook_needs_sheets():
    with pytest.raises(ValueError, match="columns"):
        table(columns=())
    with pytest.raises(ValueError, match="sheets"):
        spec(sheets=())


@pytest.mark.parametrize("values", [(), ("",), ("Kesken", "kesken"), ("a\nb",)])
def test_choices_must_be_plain_and_differ(values):
    with pytest.raises(ValueError, match="values"):
        ChoiceList(name="Tila", header="Tila", values=values)


def test_lists_need_the_words_of_their_sheet():
    with pytest.raises(ValueError, match="lists_sheet"):
        spec(lists=(STATES,))


def test_a_column_cannot_name_an_unknown_list():
    column = Column(header="Tila", kind=ColumnKind.CHOICE, choices="Puuttuu")

    with pytest.raises(ValueError, match="Puuttuu"):
        spec(sheets=(table(columns=(column,)),), lists=(STATES,), lists_sheet=LISTS_SHEET)


def test_names_of_lists_must_differ():
    with pytest.raises(ValueError, match="differ"):
        spec(lists=(STATES, STATES), lists_sheet=LISTS_SHEET)


def test_the_day_of_creation_has_no_time():
    assert spec(created=date(2025, 2, 10)).created == date(2025, 2, 10)
    with pytest.raises(TypeError, match="created"):
        spec(created=datetime(2025, 2, 10))  # noqa: DTZ001  refused whatever its zone
