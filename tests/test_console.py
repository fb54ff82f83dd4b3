"""Bars and tables of the terminal: exact in width, and nothing of a count or a text is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toimintamalli.cli._console import bar, shades, show_table, terminal_width
from toimintamalli.cli._show import one_line

OTHERS = "?–∅≠"
HOSTILE = "a\x1b[2J\r\n\u2028b\x85c\u202ed\x00\udcff"

counts = st.integers(0, 9) | st.integers(0, 10_000)
distributions = st.tuples(
    st.lists(counts, max_size=4),
    st.lists(counts, max_size=4).map(lambda some: list(zip(OTHERS, some, strict=False))),
)


# -- bars --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("levels", "others", "width", "shown"),
    [
        ([0, 1, 0, 3], [("?", 1)], 10, "▒▒██████??"),
        ([1, 1, 1, 1], [], 8, "░░▒▒▓▓██"),
        ([1, 0, 0, 9_999], [], 8, "░███████"),  # one of ten thousand is still seen
        ([0, 0], [("?", 5)], 4, "????"),
        ([0, 0, 0, 0], [("?", 0)], 8, ""),  # of nothing there is no bar
        ([], [], 8, ""),
        ([1, 1, 1, 1], [("?", 1)], 3, "░▒▓█?"),  # rather too long than a reply lost
    ],
)
def test_a_bar_has_a_shade_for_each_level_and_a_sign_for_each_other(
    levels: list[int], others: list[tuple[str, int]], width: int, shown: str
) -> None:
    assert bar(levels, others, width) == shown


@given(distributions, st.integers(8, 60))
def test_a_bar_is_as_wide_as_asked_and_every_count_is_visible(
    distribution: tuple[list[int], list[tuple[str, int]]], width: int
) -> None:
    levels, others = distribution
    pairs = [*zip(shades(len(levels)), levels, strict=True), *others]
    shown = bar(levels, others, width)
    assert len(shown) == (width if any(count for _, count in pairs) else 0)
    for sign, count in pairs:
        assert (sign in shown) == bool(count)
    # Signs stand together, in the order of the scale.
    assert shown == "".join(sign * shown.count(sign) for sign, _ in pairs)


@given(distributions, st.integers(8, 60))
def test_a_larger_count_never_gets_a_shorter_part(
    distribution: tuple[list[int], list[tuple[str, int]]], width: int
) -> None:
    levels, others = distribution
    pairs = [*zip(shades(len(levels)), levels, strict=True), *others]
    shown = bar(levels, others, width)
    parts = sorted((count, shown.count(sign)) for sign, count in pairs)
    lengths = [length for _, length in parts]
    assert all(later >= earlier - 1 for earlier, later in pairwise(lengths))


@pytest.mark.parametrize("levels", range(5))
def test_every_level_has_a_shade_of_its_own(levels: int) -> None:
    assert len(set(shades(levels))) == len(shades(levels)) == levels


# -- tables ------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.split("\n")[:-1]


def test_numbers_stand_at_the_right_edge_and_text_at_the_left(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_table(["Alue", "n"], [["Lappi", "1"], ["Kainuu", "12"]], left=(0,))
    assert lines_of(capsys) == ["Alue    n", "─────────", "Lappi   1", "Kainuu 12"]


def test_titles_stand_above_their_rows(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(["a", "b"], [["1", "2"], ["3", "4"]], titles=["Eka", "Toka"])
    assert lines_of(capsys) == ["  a b", "  ───", "Eka", "  1 2", "Toka", "  3 4"]


def test_columns_without_room_stand_below_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    heads = [f"otsikko {place}" for place in range(10)]
    show_table(heads, [[str(place) for place in range(10)]], titles=["Rivi"])
    lines = lines_of(capsys)
    assert [line.split() for line in lines[-2:]] == [["0", "1", "2", "3", "4"], list("56789")]
    assert max(map(len, lines)) <= 80


def test_a_long_text_goes_on_on_the_next_line(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(["Alue", "n"], [["x" * 100, "1"], ["Lappi", "2"]], left=(0,))
    lines = lines_of(capsys)
    assert max(map(len, lines)) <= 80
    assert sum(line.count("x") for line in lines) == 100
    assert lines[2].split() == ["x" * 40, "1"]


def test_a_table_without_rows_has_its_heads(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(["Alue", "n"], [], left=(0,))
    assert lines_of(capsys) == ["Alue n", "──────"]


def test_wide_signs_take_the_room_that_they_take(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(["Alue", "n"], [["漢字", "1"], ["Lappi", "2"]], left=(0,))
    assert lines_of(capsys)[2:] == ["漢字  1", "Lappi 2"]


def test_hostile_text_stays_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(["Alue", "n"], [[HOSTILE, "1"]], titles=[HOSTILE], left=(0,))
    shown = capsys.readouterr().out
    assert len(shown.splitlines()) == 4
    assert not {"\x1b", "\x00", "\u202e", "\udcff"} & set(shown)


@given(st.lists(st.lists(st.text(max_size=30), min_size=3, max_size=3), min_size=1, max_size=4))
def test_no_sign_of_a_cell_is_lost(rows: list[list[str]]) -> None:
    shown: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("click.echo", shown.append)
        show_table(["a", "b", "c"], rows, left=(0, 1, 2))
    every = "".join("".join(shown).split())
    for row in rows:
        for cell in row:
            for sign in "".join(one_line(cell).split()):
                assert sign in every


def test_a_terminal_is_never_taken_to_be_wider_than_a_hundred(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    assert terminal_width() == 100


@given(st.text())
def test_one_line_is_one_line_and_can_be_written(text: str) -> None:
    shown = one_line(text)
    assert len(shown.splitlines()) <= 1
    assert shown.encode("utf-8").decode("utf-8") == shown
