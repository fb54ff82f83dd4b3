"""``audit-table`` as its users meet it, with the published figures of the examples."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from toimintamalli.cli import main

EXAMPLE = Path(__file__).parents[1] / "examples" / "taulukko.csv"
HEADER = "statement;count;n;printed\n"
NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("TOIMINTAMALLI_LANG", raising=False)
    return tmp_path


class Shown:
    """Runs the command on a table and keeps what it prints."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, table: str | Path, *options: str) -> tuple[int, str]:
        path = table if isinstance(table, Path) else Path("taulukko.csv")
        if isinstance(table, str):
            path.write_text(HEADER + table, encoding="utf-8")
        code = main(["audit-table", str(path), *options])
        return code, self.capsys.readouterr().out

    def data(self, table: str | Path) -> tuple[int, dict[str, Any]]:
        code, printed = self(table, "--json")
        return code, json.loads(printed)


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Shown:
    return Shown(capsys)


def unwrapped(text: str) -> str:
    return " ".join(text.replace(NO_BREAK, " ").split())


def test_the_published_figures_are_explained_in_plain_finnish(shown: Shown) -> None:
    code, printed = shown(EXAMPLE)
    told = unwrapped(printed)
    assert code == 1
    assert (
        "Painettu 95 %, tarkka 95,52 %: osat pyöristetty erikseen ja laskettu yhteen, esim. 1 + 63"
    ) in told
    assert "Painettu 5 %, tarkka 4,48 %: pyöristetty kahdesti, ensin luvuksi 4,5 %." in told
    assert "käyttöönotosta on tehty päätös, 12/67, painettu 18 %." in told
    assert "17 13 oikein 3 osat pyöristetty erikseen 1 pyöristetty kahdesti" in told
    assert "Koko taulukosta suljettu pois: desimaalien katkaisu." in told
    assert max(map(len, printed.splitlines())) <= 80


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fi", "Painettu 1 234,5 %"),
        ("sv", "Tryckt 95 %, exakt 95,52 %: decimalerna har klippts av."),
        ("en", "Printed 95%, exact 95.52%: decimals cut off."),
    ],
)
def test_numbers_are_written_as_the_language_does(language: str, told: str, shown: Shown) -> None:
    _, printed = shown("Johto;64;67;95\nPäätös;1;67;1 234,5\n", "--lang", language)
    assert told in unwrapped(printed)


def test_json_has_every_figure_its_explanations_and_what_is_ruled_out(shown: Shown) -> None:
    code, told = shown.data(EXAMPLE)
    assert code == 1
    assert set(told) == {"rows", "ruled_out", "findings"}
    assert told["findings"] == []
    assert Counter(row["verdict"] for row in told["rows"]) == {
        "exact": 13,
        "sum_of_rounded": 3,
        "rounded_twice": 1,
    }
    (ruled_out,) = told["ruled_out"]
    assert ruled_out["procedure"] == "truncated"
    assert [12, 18] in [[figure["count"], figure["printed"]] for figure in ruled_out["figures"]]
    row = next(row for row in told["rows"] if row["count"] == 50)
    assert {key: row[key] for key in ("n", "printed", "exact_percent", "verdict")} == {
        "n": 67,
        "printed": 74,
        "exact_percent": 74.6269,
        "verdict": "sum_of_rounded",
    }
    truncated, summed = row["explanations"]
    assert truncated == {
        "procedure": "truncated",
        "splits": [],
        "splits_total": 0,
        "ruled_out_by": {
            "statement": row["statement"],
            "count": 12,
            "n": 67,
            "printed": 18,
        },
    }
    assert (summed["procedure"], summed["splits"][0]) == ("sum_of_rounded", [1, 49])
    assert (summed["splits_total"], summed["ruled_out_by"]) == (13, None)


def test_a_table_that_is_right_exits_with_0(shown: Shown) -> None:
    code, printed = shown("Johto;64;67;95,5 %\nPäätös;0;67;0\n")
    assert code == 0
    assert printed == "taulukko.csv: tarkastettuja lukuja 2\n    2  oikein\n"
    assert shown.data("Johto;64;67;95,5\n")[1]["rows"][0]["printed"] == 95.5


def test_a_guessed_encoding_is_told_but_is_no_fault_of_the_table(shown: Shown) -> None:
    path = Path("vanha.csv")
    path.write_bytes((HEADER + "Päätös;0;67;0\n").encode("cp1252"))
    code, told = shown.data(path)
    assert (code, [finding["code"] for finding in told["findings"]]) == (0, ["TM348"])
    assert told["rows"][0]["statement"] == "Päätös"


def test_rows_that_cannot_be_read_or_audited_stand_in_the_findings(shown: Shown) -> None:
    table = "a;64;67;96\nb;0;0;0\nc;kaksi;67;3\nd;70;67;104\n"
    code, told = shown.data(table)
    assert code == 1
    assert [row["verdict"] for row in told["rows"]] == ["exact", "impossible"]
    places = [(found["code"], found["line"], found["source"]) for found in told["findings"]]
    assert places == [
        ("TM343", 4, "taulukko.csv"),
        ("TM340", 3, "taulukko.csv"),
        ("TM341", 5, "taulukko.csv"),
    ]
    _, printed = shown(table)
    assert "(rivi 4)" in unwrapped(printed)
    assert 'Sarakkeessa count on "kaksi"' in unwrapped(printed)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("a;1;3;34\na;1;3;33\na;1;3;33\n", "väittämän luvut tasattu niin, että niiden summa on"),
        ("a;64;67;59\n", "mikään menettely, joka kävisi tähän taulukkoon"),
        ("a;64;67;95\n", "Myös mahdollinen: osien pyöristäminen erikseen."),
        ("a;2;67;2\nb;3;67;5\n", "osat pyöristetty erikseen ja laskettu yhteen: 1 + 1"),
        ("a;1;8;12\nb;3;67;5\nc;3;67;5\n", "Ei silti desimaalien katkaisu: sen sulkee pois b"),
    ],
)
def test_every_verdict_has_its_words(table: str, told: str, shown: Shown) -> None:
    for language in ("sv", "en"):
        assert shown(table, "--lang", language)[0] == 1
    code, printed = shown(table)
    assert code == 1
    assert told in unwrapped(printed)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Otsikkorivill"),
        (b"a;b\n1;2\n", "statement;count;n;printed"),
        (HEADER.encode(), "ei ole yht"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"%PDF-1.7\x00\xff\x9d", "Otsikkorivill"),
    ],
)
def test_what_is_no_table_exits_with_2_and_says_what_a_table_is(
    content: bytes, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("outo.csv").write_bytes(content)
    assert main(["audit-table", "outo.csv"]) == 2
    shown = capsys.readouterr().err
    assert told in shown
    assert "outo.csv" in shown
    assert "Traceback" not in shown


def test_a_table_that_is_not_there_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit-table", "puuttuu.csv", "--json"]) == 2
    assert "Tiedostoa puuttuu.csv ei ole" in capsys.readouterr().err


def test_half_a_character_in_a_statement_is_told(shown: Shown) -> None:
    path = Path("t.json")
    rows = '[{"statement": "\\ud800", "count": 1, "n": 2, "printed": 50}, %s]'
    good = '{"statement": "a", "count": 1, "n": 2, "printed": 50}'
    path.write_text(rows % good, encoding="utf-8")
    code, told = shown.data(path)
    assert (code, [finding["code"] for finding in told["findings"]]) == (1, ["TM127"])
