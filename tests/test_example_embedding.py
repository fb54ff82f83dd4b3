"""The programs that embed the library run: a web view, a nightly job and a notebook."""

from __future__ import annotations

import io
import json
import runpy
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient

import toimintamalli as tm

EXAMPLES = Path(__file__).parents[1] / "examples"
MODELS = EXAMPLES / "models"
DECEMBER = EXAMPLES / "salkku" / "2025-12"
EMBEDDING = EXAMPLES / "embedding"
Job = Callable[..., int]


@pytest.fixture
def client() -> FlaskClient:
    """A browser that asks the web view."""
    make_app: Callable[[Path], Any] = runpy.run_path(str(EMBEDDING / "web_view.py"))["make_app"]
    client: FlaskClient = make_app(DECEMBER).test_client()
    return client


@pytest.fixture
def nightly(tmp_path: Path) -> Job:
    """The nightly job of a folder of its own, with the models of December in it."""
    main: Job = runpy.run_path(str(EMBEDDING / "nightly.py"))["main"]
    shutil.copytree(DECEMBER, tmp_path / "mallit")
    places = [str(tmp_path / name) for name in ("mallit", "ulos", "raportti.md")]
    return lambda *more: main([*places, "--as-of", "2025-12-15", *more])


# -- the web view -----------------------------------------------------------------------------


def test_the_view_answers_with_the_workbook_of_a_stored_model(client: FlaskClient) -> None:
    answer = client.get("/workbooks/kanta-hame-kotiutustiimi.xlsx")
    assert answer.status_code == 200
    assert answer.mimetype == tm.render(tm.PracticeModel(), format="excel").media_type
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert "Perustiedot" in book.sheetnames


def test_the_view_answers_with_the_workbook_of_a_model_that_is_sent(client: FlaskClient) -> None:
    document = (MODELS / "kotikuntoutus.yaml").read_bytes()
    answer = client.post("/workbooks", data=document, headers={"Accept-Language": "sv"})
    assert answer.status_code == 200
    model = tm.load(MODELS / "kotikuntoutus.yaml")
    assert answer.data == tm.render(model, format="excel", language="sv", audience="public").data


def test_the_view_gives_nobodys_name_to_the_public(client: FlaskClient) -> None:
    public, internal = (
        openpyxl.load_workbook(
            io.BytesIO(client.get(f"/workbooks/pohjanmaa-nuorten-ovi.xlsx{query}").data)
        )
        for query in ("", "?audience=internal")
    )
    named = [
        any("Puuttuva" in str(cell.value) for sheet in book for row in sheet for cell in row)
        for book in (public, internal)
    ]
    assert named == [False, True]


@pytest.mark.parametrize(
    ("document", "code"),
    [(b"format_version: 2\nbasics: 3\n", "TM122"), (b"format_version: 2\nid: \xff\n", "TM131")],
)
def test_a_document_that_cannot_be_read_is_told_in_the_language_of_the_reader(
    client: FlaskClient, document: bytes, code: str
) -> None:
    answer = client.post("/workbooks", data=document, headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["codes"] == [code]
    assert answer.json["message"].startswith("<text>:2")


def test_what_is_asked_wrong_is_told_by_the_library(client: FlaskClient) -> None:
    answer = client.get("/workbooks/pohjanmaa-nuorten-ovi.xlsx?audience=kaikki")
    assert answer.status_code == 400
    assert answer.json is not None
    assert "internal, partners, public" in answer.json["message"]


def test_a_stored_file_that_is_broken_is_told_without_its_place(client: FlaskClient) -> None:
    answer = client.get("/workbooks/kanta-hame-etaryhmat.xlsx")
    assert (answer.status_code, str(EXAMPLES) in answer.text) == (422, False)


@pytest.mark.parametrize("name", ["puuttuu", "..%2Fmodels%2Fkotikuntoutus", "%2e%2e/x"])
def test_only_models_of_the_folder_are_given(client: FlaskClient, name: str) -> None:
    assert client.get(f"/workbooks/{name}.xlsx").status_code == 404


def test_a_document_that_is_too_large_is_refused(client: FlaskClient) -> None:
    assert client.post("/workbooks", data=b" " * 1_000_001).status_code == 413


def test_threads_get_the_same_bytes(client: FlaskClient) -> None:
    def ask(_: int) -> bytes:
        own = client.application.test_client()
        return bytes(own.get("/workbooks/pohjanmaa-nuorten-ovi.xlsx").data)

    with ThreadPoolExecutor(4) as threads:
        answers = set(threads.map(ask, range(8)))
    assert answers == {ask(0)}


# -- the nightly job --------------------------------------------------------------------------


def test_the_job_exports_every_model_once(nightly: Job, tmp_path: Path) -> None:
    nightly("--format", "innokyla")
    assert len(list((tmp_path / "ulos").glob("*.txt"))) == 20
    assert "- Vietiin 20, ennallaan 0\n" in (tmp_path / "raportti.md").read_text("utf-8")
    nightly("--format", "innokyla")
    assert "- Vietiin 0, ennallaan 20\n" in (tmp_path / "raportti.md").read_text("utf-8")


def test_the_job_exports_only_what_has_changed(nightly: Job, tmp_path: Path) -> None:
    nightly("--format", "innokyla")
    changed = tmp_path / "mallit" / "pohjanmaa-etatulkkaus.yaml"
    changed.write_text(changed.read_text("utf-8").replace("kuudennella", "viidennellä"), "utf-8")
    nightly("--format", "innokyla")
    report = (tmp_path / "raportti.md").read_text("utf-8")
    assert report.endswith("## Vietiin\n\n- etatulkkaus.txt\n")


def test_the_job_tells_of_a_broken_file_by_its_report_and_its_exit_code(
    nightly: Job, tmp_path: Path
) -> None:
    assert nightly("--format", "innokyla") == 1
    assert "## kanta-hame-etaryhmat.yaml\n" in (tmp_path / "raportti.md").read_text("utf-8")
    (tmp_path / "mallit" / "kanta-hame-etaryhmat.yaml").unlink()
    assert nightly("--format", "innokyla") == 0


def test_the_job_says_when_nothing_could_be_done(
    nightly: Job, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert nightly("--format", "puuttuu") == 2
    assert "puuttuu" in capsys.readouterr().err
    shutil.rmtree(tmp_path / "mallit")
    with pytest.raises(SystemExit) as ended:
        nightly()
    assert ended.value.code == 2
    assert list(tmp_path.glob("*.md")) == []


# -- the notebook -----------------------------------------------------------------------------


def test_the_notebook_keeps_no_outputs_and_its_cells_run_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("embedding", "salkku", "tapaus-omaishoito"):
        shutil.copytree(EXAMPLES / name, tmp_path / name)
    monkeypatch.chdir(tmp_path / "embedding")
    notebook = json.loads(Path("overview.ipynb").read_text("utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["outputs"] for cell in cells] == [[] for _ in cells]
    names: dict[str, Any] = {}
    for cell in cells:
        exec("".join(cell["source"]), names)
    printed = capsys.readouterr().out.splitlines()
    assert printed[:2] == [
        "20 models; 0 files could not be read",
        "20 models; 1 files could not be read",
    ]
    assert "December described   11 / 20 = 55 %" in printed
    assert "December 7 of 10 agree; 3 cannot yet" in printed
    assert printed[-1] == "kooste.xlsx"
    assert names["Picture"](tm.metric_chart(names["case"].metrics[0]))._repr_svg_()
