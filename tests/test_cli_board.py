"""``board``: a table of notes goes into a model and comes out of it."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import toimintamalli as tm
from toimintamalli.board_files import board_csv, read_board
from toimintamalli.cli import main

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "src" / "toimintamalli" / "cli" / "demo" / "malli.yaml"
TABLE = "laji;teksti;äänet\nriski;Sijaiset puuttuvat.;4\nteko;Johto tuli mukaan.;2\n"


@pytest.fixture(autouse=True)
def in_a_folder_with_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(DEMO, tmp_path / "malli.yaml")
    (tmp_path / "kevat.csv").write_text(TABLE, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("TOIMINTAMALLI_LANG", raising=False)


def test_a_table_becomes_a_board_of_the_model(capsys: pytest.CaptureFixture[str]) -> None:
    before = tm.load("malli.yaml")
    arguments = ["--theme", "adults", "--date", "3.3.2025"]
    assert main(["board", "kevat.csv", "--into", "malli.yaml", *arguments]) == 0
    assert 'ryhmätaulu "kevat" lisättiin; lappuja 2' in capsys.readouterr().out
    after = tm.load("malli.yaml")
    assert after.boards[:-1] == before.boards
    board = after.boards[-1]
    assert board.date == datetime.date(2025, 3, 3)
    assert board.theme.startswith("Aikuiset mielenterveys-")
    assert board.notes == read_board("kevat.csv").board.notes


def test_a_theme_of_ones_own_is_kept_as_it_is() -> None:
    main(["board", "kevat.csv", "--into", "malli.yaml", "--theme", "Oma teema", "--id", "b2"])
    board = tm.load("malli.yaml").boards[-1]
    assert (board.id, board.theme) == ("b2", "Oma teema")


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("malli.yaml").read_bytes()
    assert main(["board", "kevat.csv", "--into", "malli.yaml", "--dry-run"]) == 0
    assert "lisättäisiin" in capsys.readouterr().out
    assert Path("malli.yaml").read_bytes() == before


def test_a_bad_row_is_told_and_the_good_ones_are_added(capsys: pytest.CaptureFixture[str]) -> None:
    Path("kevat.csv").write_text(TABLE + "riksi;a;1\n", "utf-8")
    assert main(["board", "kevat.csv", "--into", "malli.yaml"]) == 1
    shown = capsys.readouterr()
    assert "(rivi 4) [TM433]" in " ".join(shown.err.split())
    assert "lappuja 2" in shown.out
    assert len(tm.load("malli.yaml").boards[-1].notes) == 2


def test_a_board_without_a_single_note_is_not_added(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("malli.yaml").read_bytes()
    Path("kevat.csv").write_text("laji;teksti\n", "utf-8")
    assert main(["board", "kevat.csv", "--into", "malli.yaml"]) == 1
    assert "mitään ei lisätty" in capsys.readouterr().out
    assert Path("malli.yaml").read_bytes() == before


def test_a_board_that_is_there_is_not_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["board", "kevat.csv", "--into", "malli.yaml"]) == 0
    once = Path("malli.yaml").read_bytes()
    assert main(["board", "kevat.csv", "--into", "malli.yaml"]) == 2
    assert '"kevat"' in capsys.readouterr().err
    assert Path("malli.yaml").read_bytes() == once


def test_a_board_comes_out_as_a_table_that_a_spreadsheet_reads() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "toimintamalli.cli", "board", "malli.yaml", "--csv"],
        capture_output=True,
        check=True,
    )
    (board,) = tm.load("malli.yaml").boards
    assert done.stdout == b"\xef\xbb\xbf" + board_csv(board).encode("utf-8")
    Path("ulos.csv").write_bytes(done.stdout)
    assert read_board("ulos.csv").board.notes == board.notes


def test_programs_get_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["board", "kevat.csv", "--into", "malli.yaml", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["board"], data["notes"], data["written"]) == ("kevat", 2, True)
    assert data["findings"] == []
    assert main(["board", "malli.yaml", "--csv", "--id", "kevat", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["notes"][0] == {
        "id": "n1",
        "kind": "risk",
        "text": "Sijaiset puuttuvat.",
        "votes": 4,
    }


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["kevat.csv"], "--into"),
        (["kevat.csv", "--into", "malli.yaml", "--csv"], "--into"),
        (["kevat.csv", "--into", "puuttuu.yaml"], "puuttuu.yaml"),
        (["puuttuu.csv", "--into", "malli.yaml"], "puuttuu.csv"),
        (["malli.yaml", "--csv", "--id", "ei-ole"], "ryhmataulu-1"),
        (["kevat.csv", "--into", "malli.yaml", "--date", "eilen"], "eilen"),
    ],
)
def test_wrong_use_is_told(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["board", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_one_board_of_several_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    main(["board", "kevat.csv", "--into", "malli.yaml"])
    assert main(["board", "malli.yaml", "--csv"]) == 2
    assert "ryhmataulu-1, kevat" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_what_is_told_fits_the_terminal(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("kevat.csv").write_text(TABLE + "riksi;a;1\n;b;c;d;e\n", "utf-8")
    assert main(["board", "kevat.csv", "--into", "malli.yaml", "--lang", language]) == 1
    shown = capsys.readouterr()
    assert max(map(len, (shown.out + shown.err).splitlines())) <= 80
