"""The command ``import-table``: from a spreadsheet to models, or to tasks of models."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import attrs
import pytest

import toimintamalli as tm
from toimintamalli import documents
from toimintamalli.cli import main
from toimintamalli.column_maps import ColumnMap, FormColumn, MapColumns, ValueSpelling
from toimintamalli.diagnostics import failure

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "how-to" / "bring-in-a-spreadsheet.md"
MODELS = ("taulukot/mallit.xlsx", "--columns", "taulukot/mallit.toml")
TASKS = ("taulukot/tehtavat.csv", "--columns", "taulukot/tehtavat.toml")


@pytest.fixture(autouse=True)
def in_a_folder_with_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "examples" / "taulukot", tmp_path / "taulukot")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("TOIMINTAMALLI_LANG", raising=False)
    return tmp_path


def contents(folder: str = "mallit") -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in Path(folder).iterdir()}


def test_the_guide_lists_every_key_of_a_map() -> None:
    page = PAGE.read_text("utf-8")
    records = (ColumnMap, MapColumns, FormColumn, ValueSpelling)
    keys = {field.name for record in records for field in attrs.fields(record)} - {"custom"}
    written = ("`{}`", "`[{}]`", "`[[{}]]`")
    assert {key for key in keys if not any(w.format(key) in page for w in written)} == set()


def test_each_model_is_written_into_a_file_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import-table", *MODELS, "-o", "mallit"]) == 1
    shown = capsys.readouterr()
    assert "(Mallit!I8)" in " ".join(shown.err.split())
    assert len(shown.out.splitlines()) == len(contents()) == 6
    assert tm.load("mallit/nuorten-chat.yaml").programme.counties == ("pohjois-savo", "etela-savo")


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import-table", *MODELS, "-o", "mallit", "--dry-run"]) == 1
    assert "kirjoitettaisiin: mallit/nuorten-chat.yaml" in capsys.readouterr().out
    assert not Path("mallit").exists()
    main(["import-table", *MODELS, "-o", "mallit"])
    before = contents()
    assert main(["import-table", *TASKS, "--into", "mallit", "--dry-run"]) == 1
    assert "tulisi uusia tehtäviä 3" in capsys.readouterr().out
    assert contents() == before


def test_a_model_that_is_there_is_not_replaced_unless_that_is_wanted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("mallit").mkdir()
    Path("mallit/nuorten-chat.yaml").write_text("oma", encoding="utf-8")
    assert main(["import-table", *MODELS, "-o", "mallit"]) == 2
    shown = capsys.readouterr()
    assert "[TM911]" in shown.err
    assert len(shown.out.splitlines()) == 5
    assert contents()["nuorten-chat.yaml"] == b"oma"
    assert main(["import-table", *MODELS, "-o", "mallit", "--overwrite"]) == 1
    assert tm.load("mallit/nuorten-chat.yaml").id == "3"


def test_tasks_go_into_their_models_once(capsys: pytest.CaptureFixture[str]) -> None:
    main(["import-table", *MODELS, "-o", "mallit"])
    capsys.readouterr()
    assert main(["import-table", *TASKS, "--into", "mallit"]) == 1
    shown = capsys.readouterr()
    assert "mallit/nuorten-chat.yaml: uusia tehtäviä 3, muutettuja 0" in shown.out
    assert shown.out.endswith("Sijoittamatta: tehtäviä 1\n")
    plan = tm.load("mallit/nuorten-chat.yaml").rooting_plan
    assert plan is not None
    assert [task.id for task in plan.tasks] == ["t1", "t2", "t3"]
    before = contents()
    assert main(["import-table", *TASKS, "--into", "mallit"]) == 1
    assert "Mikään malli ei muuttunut." in capsys.readouterr().out
    assert contents() == before


def test_a_clean_table_tells_nothing_and_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    Path("lista.csv").write_text("Tehtävä;Tila\nEsite;Tehty\n", encoding="utf-8")
    Path("lista.toml").write_text(
        'kind = "tasks"\n[columns]\nwhat = "Tehtävä"\nstate = "Tila"\n', encoding="utf-8"
    )
    tm.dump(tm.PracticeModel(basics=tm.BasicData(title="Tupa")), "tupa.yaml")
    arguments = ["import-table", "lista.csv", "--columns", "lista.toml", "--into", "tupa.yaml"]
    assert main(arguments) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out.startswith("tupa.yaml: uusia tehtäviä 1, muutettuja 0\n")


def test_programs_get_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import-table", *MODELS, "-o", "mallit", "--json"]) == 1
    models = json.loads(capsys.readouterr().out)
    assert models["models"][2] == {
        "file": str(Path("mallit/nuorten-chat.yaml")),
        "id": "3",
        "title": "Nuorten chat",
        "written": True,
    }
    assert {"TM383", "TM384", "TM385", "TM387"} == {one["code"] for one in models["findings"]}
    assert main(["import-table", *TASKS, "--into", "mallit", "--json"]) == 1
    tasks = json.loads(capsys.readouterr().out)
    assert [one["added"] for one in tasks["models"]] == [2, 3, 2]
    assert tasks["unplaced"] == [
        {"row": 9, "model": "Yksi ovi", "what": "Asiakasohjaajien vastuunjako"}
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_other_languages_are_spoken(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", language, "import-table", *MODELS, "-o", "mallit"]) == 1
    assert main(["--lang", language, "import-table", *TASKS, "--into", "mallit"]) == 1
    shown = capsys.readouterr()
    assert "tehtäviä" not in shown.out
    assert "rivi" not in shown.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (MODELS, "-o KANSIO"),
        ((*MODELS, "-o", "a", "--into", "b"), "-o KANSIO"),
        ((MODELS[0], "-o", "mallit"), "KARTTA.toml"),
        (("poissa.xlsx", *MODELS[1:], "-o", "mallit"), "poissa.xlsx"),
        ((*MODELS[:2], "poissa.toml", "-o", "mallit"), "poissa.toml"),
        ((*TASKS, "-o", "mallit"), '"models"'),
        ((*MODELS, "--into", "poissa.yaml"), "poissa.yaml"),
        ((*TASKS, "--into", "taulukot"), "taulukot"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_written(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-table", *arguments]) == 2
    assert told in capsys.readouterr().err
    assert not Path("mallit").exists()


def test_a_file_that_cannot_be_written_is_told_and_does_not_stop_the_rest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import-table", *MODELS, "-o", "mallit"])

    def refuse(path: Path, data: bytes, *, overwrite: bool = False) -> None:
        raise tm.UnreadableFileError(failure("TM136", found=str(path)))

    monkeypatch.setattr(documents, "write_whole", refuse)
    capsys.readouterr()
    assert main(["import-table", *TASKS, "--into", "mallit", "--json"]) == 2
    data = json.loads(capsys.readouterr().out)
    assert [one["written"] for one in data["models"]] == [False] * 3
