"""The command ``import-answers``: from the file of a survey to models that hold its answers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import attrs
import pytest

import toimintamalli as tm
from toimintamalli import documents
from toimintamalli.cli import main
from toimintamalli.diagnostics import failure
from toimintamalli.surveys import (
    AnswerSpelling,
    CriterionColumn,
    RoleSpelling,
    SurveyColumns,
    SurveyMapping,
)

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "how-to" / "import-survey-answers.md"
EXAMPLE = ROOT / "examples" / "kysely"
CLEAN = (str(EXAMPLE / "vastaukset.csv"), "--mapping", str(EXAMPLE / "kysely.toml"))
DATA = Path(__file__).parent / "data" / "kyselyt"
MESSY = (str(DATA / "webropol.csv"), "--mapping", str(DATA / "webropol.toml"))


@pytest.fixture(autouse=True)
def in_a_folder_with_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "examples" / "models", tmp_path / "mallit")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("TOIMINTAMALLI_LANG", raising=False)
    return tmp_path


def contents() -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in Path("mallit").iterdir()}


def test_the_example_goes_into_its_models(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import-answers", *CLEAN, "--into", "mallit"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    home, chat = shown.out.splitlines()
    assert home.endswith("arvioijia 3, vastauksia 29, tuntemattomia 0")
    assert chat.endswith("arvioijia 2, vastauksia 20, tuntemattomia 0")
    before = tm.load(ROOT / "examples/models/kotikuntoutus.yaml")
    after = tm.load("mallit/kotikuntoutus.yaml")
    assert after.evaluations[:-1] == before.evaluations
    assert after.evaluations[-1].id == "itsearviointi-2025-06"
    assert after.custom == before.custom


def test_the_guide_lists_every_key_of_a_mapping() -> None:
    page = PAGE.read_text("utf-8")
    records = (SurveyMapping, SurveyColumns, CriterionColumn, AnswerSpelling, RoleSpelling)
    keys = {field.name for record in records for field in attrs.fields(record)} - {"custom"}
    written = ("`{}`", "`[{}]`", "`[[{}]]`")
    assert {key for key in keys if not any(w.format(key) in page for w in written)} == set()


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = contents()
    assert main(["import-answers", *CLEAN, "--into", "mallit", "--dry-run"]) == 0
    assert "kirjattaisiin" in capsys.readouterr().out
    assert contents() == before


def test_answers_are_not_read_twice(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import-answers", *CLEAN, "--into", "mallit"]) == 0
    once = contents()
    assert main(["import-answers", *CLEAN, "--into", "mallit"]) == 1
    shown = capsys.readouterr()
    assert shown.err.count("[TM369]") == 2
    assert "Mihinkään malliin ei kirjattu vastauksia." in shown.out
    assert contents() == once


def test_one_model_gets_its_own_answers_and_the_others_are_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = contents()
    assert main(["import-answers", *CLEAN, "--into", "mallit/kotikuntoutus.yaml"]) == 1
    shown = capsys.readouterr()
    assert "[TM367]" in shown.err
    assert 'Sijoittamatta: "Perhekeskuksen chat, Satakunnan HVA' in shown.out
    changed = [name for name, data in contents().items() if data != before[name]]
    assert changed == ["kotikuntoutus.yaml"]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_unknown_answers_are_told_with_counts_and_the_nearest(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", language, "import-answers", *MESSY, "--into", "mallit"]) == 1
    shown = capsys.readouterr()
    told = " ".join(shown.err.split())
    assert "Täysin samma mieltä" in told
    assert "täysin samaa mieltä" in told
    assert max(map(len, shown.err.splitlines())) <= 80


def test_programs_get_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import-answers", *MESSY, "--into", "mallit", "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert [
        (Path(row["file"]).name, row["evaluators"], row["answers"], row["unmapped"], row["written"])
        for row in data["models"]
    ] == [("kotikuntoutus.yaml", 2, 5, 2, True), ("perhekeskuksen-chat.yaml", 1, 4, 0, True)]
    assert [(row["found"], row["count"], row["nearest"]) for row in data["unmapped"]] == [
        ("Täysin samma mieltä", 1, "täysin samaa mieltä"),
        ("En osaa sanoa", 1, "–"),
    ]
    assert data["unplaced"] == []
    assert {"TM363", "TM364", "TM368"} <= {finding["code"] for finding in data["findings"]}


def test_a_broken_model_is_told_and_does_not_stop_the_rest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("mallit/rikki.yaml").write_text("format_version: 2\nbasics: 3\n", encoding="utf-8")
    assert main(["import-answers", *CLEAN, "--into", "mallit"]) == 2
    assert "[TM122]" in capsys.readouterr().err
    evaluated = tm.load("mallit/kotikuntoutus.yaml").evaluations
    assert evaluated[-1].id == "itsearviointi-2025-06"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("puuttuu.csv", *CLEAN[1:], "--into", "mallit"), "puuttuu.csv"),
        ((CLEAN[0], "--mapping", "puuttuu.toml", "--into", "mallit"), "puuttuu.toml"),
        ((CLEAN[0], "--mapping", CLEAN[0], "--into", "mallit"), "TOML"),
        ((*CLEAN, "--into", "puuttuu.yaml"), "puuttuu.yaml"),
        ((CLEAN[2], *CLEAN[1:], "--into", "mallit"), "Mikä toimintamalli arvioidaan?"),
        ((CLEAN[0], "--into", "mallit"), "KYSELY.toml"),
        (CLEAN, "MALLI.yaml|KANSIO"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_written(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents()
    assert main(["import-answers", *arguments]) == 2
    assert told in capsys.readouterr().err
    assert contents() == before


def test_a_model_that_cannot_be_written_is_told_and_does_not_stop_the_rest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write = documents.write_whole

    def write_all_but_one(path: Path, data: bytes, *, overwrite: bool = False) -> None:
        if path.name == "kotikuntoutus.yaml":
            report = failure("TM913", found=str(path), reason="levy on täynnä")
            raise tm.UnreadableFileError(report)
        write(path, data, overwrite=overwrite)

    monkeypatch.setattr(documents, "write_whole", write_all_but_one)
    assert main(["import-answers", *CLEAN, "--into", "mallit", "--json"]) == 2
    data = json.loads(capsys.readouterr().out)
    assert [row["written"] for row in data["models"]] == [False, True]
    assert [finding["code"] for finding in data["findings"]] == ["TM913"]
    before = tm.load(ROOT / "examples/models/kotikuntoutus.yaml")
    assert tm.load("mallit/kotikuntoutus.yaml") == before
    assert len(tm.load("mallit/perhekeskuksen-chat.yaml").evaluations) == 1
