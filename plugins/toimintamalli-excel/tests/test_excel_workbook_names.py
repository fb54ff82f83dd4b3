import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toimintamalli_excel.workbook import utf16_length
from toimintamalli_excel.workbook._names import identifiers, sheet_names

HOSTILE = st.sampled_from(
    (
        *(
            "",
            "'",
            "History",
            "HISTORIA",
            "a/b",
            "[x]",
            "A1",
            "R1C1",
            "C",
            "rc",
            "T1",
            "XFD1048576",
        ),
        *("Tehtävät", "tehtävät", "TEHTÄVÄT", "_x000D_", "_x0041", "x0001", "true", "Print_Area"),
        *("\u200b", "😀" * 40, "a" * 300, "'a'", "ＦＵＬＬ", "full", "ß", "SS", "1", "_1"),
    )
)
WISHES = st.lists(HOSTILE | st.text(st.characters(exclude_categories=()), max_size=40), max_size=30)


@settings(deadline=None)
@given(WISHES)
def test_sheet_names_are_valid_and_differ_whatever_the_wishes(wishes):
    names = sheet_names(wishes)

    assert len(names) == len(wishes)
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 1 <= utf16_length(name) <= 31
        assert not re.search(r"[\[\]:*?/\\\x00-\x1f]|_x[0-9A-Fa-f]{4}_", name)
        assert name == name.strip(" '")
        assert name.casefold() not in {"history", "historia"}


@settings(deadline=None)
@given(WISHES)
def test_identifiers_are_valid_and_differ_whatever_the_wishes(wishes):
    names = identifiers(wishes)

    assert len(names) == len(wishes)
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]{0,254}", name)
        assert not re.fullmatch(r"(?i)[a-z]{1,3}[0-9]+|r[0-9]*(c[0-9]*)?|c[0-9]*|true|false", name)
        assert not re.search(r"_x[0-9A-Fa-f]{4}_", name)


@pytest.mark.parametrize(
    ("wished", "given_name"),
    [
        ("Tehtävät", "Tehtävät"),
        ("Mittarit: 2025/2026", "Mittarit 2025 2026"),
        ("History", "History 1"),
        ("  rivi\nvaihto ", "rivi vaihto"),
        ("///", "1"),
        ("Hyvinvointialueen juurruttamissuunnitelma", "Hyvinvointialueen juurruttamiss"),
    ],
)
def test_a_sheet_name_stays_as_near_the_wish_as_it_can(wished, given_name):
    assert sheet_names([wished]) == (given_name,)


def test_repeated_names_are_numbered():
    assert sheet_names(["Osa", "osa", "OSA"]) == ("Osa", "osa (2)", "OSA (3)")
    assert identifiers(["Tehtävät", "Tehtavat"]) == ("Tehtavat", "Tehtavat.2")


def test_identifiers_that_look_like_cells_get_an_underscore():
    assert identifiers(["T1", "C", "2025", ""]) == ("_T1", "_C", "_2025", "_1")
