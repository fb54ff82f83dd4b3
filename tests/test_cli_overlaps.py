"""``overlaps``: pairs of a folder on one page, and decisions kept in a file."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import toimintamalli as tm
from toimintamalli.cli import main
from toimintamalli.model import Portfolio, RelationKind

CONSTRUCTED: Portfolio = runpy.run_path(str(Path(__file__).with_name("overlapping.py")))[
    "portfolio"
]()
GOLDEN = Path(__file__).with_name("golden") / "paallekkaisyydet.txt"
LANGUAGES = ("fi", "sv", "en")
CHAT, OTHER_CHAT = "mallit/chat-perhekeskus.yaml", "mallit/perhekeskusten-neuvontachat.yaml"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("TOIMINTAMALLI_LANG", raising=False)
    made = tmp_path / "mallit"
    made.mkdir()
    for one in CONSTRUCTED.models:
        tm.dump(one, made / f"{one.id}.yaml")
    return made


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(["overlaps", *words])
        return code, *capsys.readouterr()

    return run


Run = Callable[..., tuple[int, str, str]]


def data(run: Run, *words: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(run(*words, "--json")[1])
    return read


def test_the_page_of_a_folder_stays_as_it_is(run: Run) -> None:
    code, shown, complaints = run("mallit", "--across")
    assert (code, complaints) == (1, "")
    assert shown.replace("\N{NO-BREAK SPACE}", " ") == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_wider_than_the_terminal(run: Run, language: str) -> None:
    shown = run("mallit", "--across", "--decided", "--lang", language)[1]
    assert max(map(len, shown.splitlines())) <= 80


def test_the_same_is_given_to_programs(run: Run) -> None:
    given = data(run, "mallit")
    assert (given["models"], given["least"], given["unplaced"]) == (22, 30, 0)
    first = given["pairs"][0]
    assert (first["score"], first["ground"], first["shares"]["title"]) == (100, "county", 100)
    assert [one["file"] for one in first["models"]] == [
        "etavastaanotto-kainuu-kopio.yaml",
        "etavastaanotto-kainuu.yaml",
    ]
    assert first["words"][0] == ["etävastaanotto"]


def test_a_county_may_be_named_by_identifier_or_official_name(run: Run) -> None:
    by_id = data(run, "mallit", "--county", "lappi")
    assert by_id == data(run, "mallit", "--county", "Lapin hyvinvointialue")
    assert 0 < len(by_id["pairs"]) < len(data(run, "mallit")["pairs"])


def test_top_keeps_the_best_of_each_kind_and_tells_of_the_rest(run: Run) -> None:
    shown = run("mallit", "--top", "1")[1]
    assert "Lisäksi 5 paria" in shown
    assert [one["ground"] for one in data(run, "mallit", "--top", "1")["pairs"]] == [
        "county",
        "theme",
    ]


def test_least_decides_how_close_pairs_must_be(run: Run) -> None:
    assert [one["score"] for one in data(run, "mallit", "--least", "64")["pairs"]] == [100]
    assert (
        "Päällekkäisyyksiä ei löytynyt." in run("mallit", "--county", "lappi", "--least", "90")[1]
    )


def test_nothing_to_decide_exits_with_0_and_hints_do_not_change_that(run: Run) -> None:
    assert run("mallit", "--county", "lappi", "--least", "90")[0] == 0
    assert run("mallit")[0] == 1


def test_an_unreadable_file_is_told_and_stops_nothing(run: Run, folder: Path) -> None:
    (folder / "rikki.yaml").write_text("rikki: [", "utf-8")
    code, shown, _ = run("mallit")
    assert code == 1
    assert "rikki.yaml:" in shown
    assert "Samalla alueella" in shown


def test_models_that_were_not_compared_are_told(run: Run, folder: Path) -> None:
    tm.dump(tm.PracticeModel(id="tyhja"), folder / "tyhja.yaml")
    shown = run("mallit")[1]
    assert "Malleja, joissa ei ole sanoja verrattavaksi: 1." in shown
    assert "Malleja, joista ei tiedetä aluetta" in shown


def test_signs_in_a_document_do_not_reach_the_terminal(run: Run, folder: Path) -> None:
    for name in ("a", "b"):
        basics = tm.BasicData(title="Kaarnatupa\x1b[2J")
        programme = tm.ProgrammeData(counties=("lappi",))
        tm.dump(
            tm.PracticeModel(id=name, basics=basics, programme=programme), folder / f"{name}.json"
        )
    shown = run("mallit")[1]
    assert "Kaarnatupa" in shown
    assert "\x1b" not in shown


def test_scopes_split_too_fine_are_shown(run: Run, folder: Path) -> None:
    for ill in ("Astmapotilaan", "Diabeetikon", "Sydänpotilaan"):
        basics = tm.BasicData(title=f"{ill} digihoitopolku terveysasemalla", collections=("Polut",))
        programme = tm.ProgrammeData(counties=("lappi",))
        tm.dump(tm.PracticeModel(basics=basics, programme=programme), folder / f"{ill}.yaml")
    shown = run("mallit")[1]
    assert "Rajaus saattaa olla jaettu liian pieniin osiin (1)" in shown
    assert len(data(run, "mallit")["split_scopes"][0]["models"]) == 3


# -- decisions --------------------------------------------------------------------------------

DECIDE = ("decide", CHAT, OTHER_CHAT, "--kind", "distinct", "--reason", "Eri asiakkaat.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_decision_is_written_and_the_pair_not_asked_again(run: Run, language: str) -> None:
    code, shown, complaints = run(*DECIDE, "--as-of", "30.6.2025", "--lang", language)
    assert (code, complaints) == (0, "")
    (relation,) = tm.load(CHAT).relations
    assert (relation.kind, relation.reason) == (RelationKind.DISTINCT, "Eri asiakkaat.")
    assert str(relation.date) == "2025-06-30"
    assert CHAT in shown
    assert "chat-perhekeskus.yaml" not in run("mallit")[1]
    again = run("mallit", "--decided")[1]
    assert "chat-perhekeskus.yaml" in again
    assert "Päätetty: Eri asia (30.6.2025). Eri asiakkaat." in again


def test_a_dry_run_writes_nothing(run: Run) -> None:
    before = Path(CHAT).read_bytes()
    code, shown, _ = run(*DECIDE, "--dry-run")
    assert (code, Path(CHAT).read_bytes()) == (0, before)
    assert shown.startswith("Kirjattaisiin")


def test_a_decision_is_given_to_programs(run: Run) -> None:
    given = json.loads(run(*DECIDE, "--json")[1])
    assert given["other"] == "perhekeskusten-neuvontachat"
    assert (given["kind"], given["written"], given["date"]) == ("distinct", True, None)


def test_deciding_twice_is_refused_and_changes_nothing(run: Run) -> None:
    run(*DECIDE)
    before = Path(CHAT).read_bytes()
    code, _, complaint = run(*DECIDE)
    assert (code, Path(CHAT).read_bytes()) == (2, before)
    assert "on jo päätetty: Eri asia" in complaint


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("mallit", "--least", "0"), "--least"),
        (("mallit", "--least", "101"), "1–100"),
        (("mallit", "--least", "²"), "--least"),
        (("mallit", "--top", "monta"), "--top"),
        (("mallit", "--county", "lapi"), "lappi"),
        (("decide", CHAT, CHAT, "--kind", "distinct", "--reason", "x"), "sama malli"),
        (("decide", CHAT, OTHER_CHAT, "--kind", "eri", "--reason", "x"), "distinct, overlapping"),
        (("decide", CHAT, OTHER_CHAT, "--kind", "distinct"), "Puuttuu: --reason TEKSTI"),
        (("decide", CHAT, "puuttuu.yaml", "--kind", "distinct", "--reason", "x"), "puuttuu.yaml"),
        (("puuttuu",), "puuttuu"),
    ],
)
def test_wrong_use_is_told_plainly_and_exits_with_2(
    run: Run, words: tuple[str, ...], told: str
) -> None:
    code, shown, complaint = run(*words)
    assert (code, shown) == (2, "")
    assert told in complaint
