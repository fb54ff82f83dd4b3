"""Työpohja 4: the sheets of several groups as one, and doubts with what eases them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.placement import (
    AnswerSource,
    Doubt,
    MergedAnswer,
    doubts,
    merge_worksheets,
)
from toimintamalli.model import PlacementCell, PlacementWorksheet
from toimintamalli.testing import strategies
from toimintamalli.vocabulary import worksheet

records = strategies.records
DEMO = tm.load(Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml")
ROWS = [row.id for row in worksheet("tyopohja-4").rows]
COLUMNS = [column.id for column in worksheet("tyopohja-4").columns]

NORTH = AnswerSource(worksheet="a", group="Pohjoinen asema")
SOUTH = AnswerSource(worksheet="b", group="Eteläinen asema")

cells = st.builds(
    PlacementCell,
    row=st.sampled_from([*ROWS, "muu"]),
    column=st.sampled_from([*COLUMNS, "muu"]),
    text=st.sampled_from(["", " ", "Kyllä", "Kyllä ", "Ei", "Ei\nvielä"]),
)
sheets = st.lists(
    st.builds(
        PlacementWorksheet,
        id=st.sampled_from(["a", "b", "c"]),
        source=st.sampled_from(["", "Ryhmä"]),
        cells=st.lists(cells, max_size=8).map(tuple),
    ),
    max_size=4,
)


def sheet(source: AnswerSource, **texts: str) -> PlacementWorksheet:
    """Return a sheet whose cells are named as ``doubt_team``."""
    filled = []
    for name, text in texts.items():
        row, column = name.split("_")
        filled.append(PlacementCell(row=row, column=column, text=text))
    return PlacementWorksheet(id=source.worksheet, source=source.group, cells=tuple(filled))


# -- the merged sheet -------------------------------------------------------------------------


def test_the_merged_sheet_has_five_rows_and_three_columns_in_the_order_of_the_form() -> None:
    merged = merge_worksheets(())
    assert [(cell.row, cell.column) for cell in merged.cells] == [
        (row, column) for row in ROWS for column in COLUMNS
    ]
    assert len(merged.cells) == 15
    assert not any(cell.answers for cell in merged.cells)


def test_every_answer_is_kept_with_its_source_in_the_order_of_the_sheets() -> None:
    merged = merge_worksheets(
        [sheet(NORTH, change_team="Vuorot muuttuvat."), sheet(SOUTH, change_team="Ei mikään.")]
    )
    assert merged.cell("change", "team").answers == (
        MergedAnswer(text="Vuorot muuttuvat.", sources=(NORTH,)),
        MergedAnswer(text="Ei mikään.", sources=(SOUTH,)),
    )


def test_equal_answers_stand_once_with_all_their_sources() -> None:
    merged = merge_worksheets(
        [
            sheet(NORTH, doubt_management="Mistä raha?"),
            sheet(SOUTH, doubt_management=" Mistä\nraha? "),
        ]
    )
    assert merged.cell("doubt", "management").answers == (
        MergedAnswer(text="Mistä raha?", sources=(NORTH, SOUTH)),
    )


def test_answers_that_differ_in_a_letter_are_two_answers() -> None:
    merged = merge_worksheets([sheet(NORTH, doubt_team="Aika"), sheet(SOUTH, doubt_team="aika")])
    assert [one.text for one in merged.cell("doubt", "team").answers] == ["Aika", "aika"]


def test_a_row_or_column_that_the_form_does_not_have_is_kept_apart() -> None:
    merged = merge_worksheets([sheet(NORTH, doubt_customers="Entä me?", doubt_team="Aika")])
    assert [(cell.row, cell.column) for cell in merged.others] == [("doubt", "customers")]
    assert merged.cell("doubt", "customers").answers[0].text == "Entä me?"
    assert merged.cell("joy", "team").answers == ()


@given(sheets)
def test_no_answer_is_lost_and_none_is_made(worksheets: list[PlacementWorksheet]) -> None:
    written = Counter(
        (cell.row, cell.column, " ".join(cell.text.split()), one.id, one.source)
        for one in worksheets
        for cell in one.cells
        if cell.text.strip()
    )
    merged = merge_worksheets(worksheets)
    kept = Counter(
        (cell.row, cell.column, " ".join(answer.text.split()), source.worksheet, source.group)
        for cell in (*merged.cells, *merged.others)
        for answer in cell.answers
        for source in answer.sources
    )
    assert kept == Counter(set(written))


# -- doubts -----------------------------------------------------------------------------------


def test_a_doubt_is_paired_with_its_easing_by_level_and_sheet() -> None:
    found = doubts(
        [
            sheet(NORTH, doubt_team="Riittääkö aika?", easing_team="Aloitetaan yhdestä päivästä."),
            sheet(SOUTH, doubt_team="Entä sijaiset?", easing_management="Sijaiset budjetoidaan."),
        ]
    )
    assert found == (
        Doubt(
            text="Riittääkö aika?",
            column="team",
            source=NORTH,
            easing=("Aloitetaan yhdestä päivästä.",),
            path="placement_worksheets[0].cells[0]",
        ),
        Doubt(
            text="Entä sijaiset?",
            column="team",
            source=SOUTH,
            path="placement_worksheets[1].cells[0]",
        ),
    )
    assert [doubt.is_eased for doubt in found] == [True, False]


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_an_empty_easing_eases_nothing(text: str) -> None:
    (doubt,) = doubts([sheet(NORTH, doubt_team="Riittääkö aika?", easing_team=text)])
    assert not doubt.is_eased


def test_an_empty_doubt_is_none() -> None:
    assert doubts([sheet(NORTH, doubt_team=" ", easing_team="Kaikki hyvin.")]) == ()


def test_doubts_stand_in_the_order_of_the_columns() -> None:
    found = doubts([sheet(NORTH, doubt_management="C", doubt_team="B", doubt_specialist="A")])
    assert [doubt.text for doubt in found] == ["A", "B", "C"]


def test_a_doubt_of_the_example_is_found_at_its_place() -> None:
    (doubt,) = doubts(DEMO.placement_worksheets)
    assert doubt.path == "placement_worksheets[0].cells[4]"
    assert DEMO.placement_worksheets[0].cells[4].text == doubt.text


@given(sheets)
def test_every_doubt_that_was_written_is_found_once(worksheets: list[PlacementWorksheet]) -> None:
    written = [
        f"placement_worksheets[{place}].cells[{at}]"
        for place, one in enumerate(worksheets)
        for at, cell in enumerate(one.cells)
        if cell.row == "doubt" and cell.text.strip()
    ]
    assert sorted(doubt.path for doubt in doubts(worksheets)) == sorted(written)


@given(st.lists(records(PlacementWorksheet), max_size=3))
def test_no_sheet_is_too_strange(worksheets: list[Any]) -> None:
    assert len(merge_worksheets(worksheets).cells) == 15
    assert all(doubt.text.strip() for doubt in doubts(worksheets))
