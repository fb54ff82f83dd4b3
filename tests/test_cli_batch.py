"""``export --each`` as its users meet it: real folders, workers, interrupts, three languages."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import toimintamalli as tm
from toimintamalli.cli import _export_each, main
from toimintamalli.cli._console import batch_progress
from toimintamalli.cli._words import words_for
from toimintamalli.cli._workers import Processes

ROOT = Path(__file__).parents[1]
MODELS = ROOT / "examples" / "models"
BROKEN = "format_version: 2\nbasics: ["
LANGUAGES = pytest.mark.parametrize("language", ["fi", "sv", "en"])
REMEMBERED = ".toimintamalli-export"


@pytest.fixture(autouse=True)
def in_a_folder_with_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(MODELS, tmp_path / "mallit")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("TOIMINTAMALLI_LANG", raising=False)


class Shown:
    """Runs the command and keeps what it prints."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys
        self.out = self.errors = ""

    def __call__(self, *arguments: str) -> int:
        code = main(["export", *arguments])
        printed = self.capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        self.out, self.errors = printed.out, printed.err
        return code


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Shown:
    return Shown(capsys)


def exports(folder: str) -> dict[str, bytes]:
    return {
        file.name: file.read_bytes()
        for file in sorted(Path(folder).iterdir())
        if file.name != REMEMBERED
    }


# -- what it does -----------------------------------------------------------------------------


def test_every_model_of_a_folder_becomes_a_file(shown: Shown) -> None:
    assert shown("mallit", "ulos", "--each", "--format", "pdf") == 0
    assert list(exports("ulos")) == [
        "hoitoon-viikossa-esimerkki.pdf",
        "kotikuntoutus-esimerkki.pdf",
        "perhekeskuksen-chat-esimerkki.pdf",
    ]
    assert shown.out == "Kansio ulos: vietiin 3, ennallaan 0, epäonnistui 0.\n"
    assert "TM501: 3" in shown.errors


@pytest.mark.parametrize("target", ["uusi/", "vanha"])
def test_a_target_that_is_a_folder_means_the_same(target: str, shown: Shown) -> None:
    Path("vanha").mkdir()
    assert shown("mallit", target, "--format", ".txt") == 0
    assert len(exports(target)) == 3


def test_a_folder_of_models_still_becomes_one_summary(shown: Shown) -> None:
    assert shown("mallit", "kooste.xlsx") == 0
    assert Path("kooste.xlsx").is_file()


def test_one_file_becomes_one_export(shown: Shown) -> None:
    assert shown("mallit/kotikuntoutus.yaml", "ulos", "--each", "--format", "innokyla") == 0
    assert list(exports("ulos")) == ["kotikuntoutus-esimerkki.txt"]


@pytest.mark.parametrize("suffix", ["html", ".html"])
def test_a_suffix_tells_the_format_and_what_it_implies(suffix: str, shown: Shown) -> None:
    assert shown("mallit", "ulos", "--each", "--format", suffix) == 0
    assert {Path(name).suffix for name in exports("ulos")} == {".html"}
    assert all(data.startswith(b"<") for data in exports("ulos").values())


def test_options_audience_and_language_are_those_of_every_export(shown: Shown) -> None:
    asked = ["--audience", "public", "--option", "markers=false", "--lang", "en"]
    assert shown("mallit", "ulos", "--each", "--format", "innokyla", *asked) == 0
    for file in MODELS.glob("*.yaml"):
        model = tm.load(file)
        made = tm.render(model, format="innokyla", audience="public", markers=False, language="en")
        assert exports("ulos")[f"{model.id}.txt"] == made.data


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_file_that_fails_stops_no_other(workers: str, shown: Shown) -> None:
    Path("mallit/a-rikki.yaml").write_text(BROKEN, "utf-8")
    asked = ["--each", "--format", "innokyla", "--workers", workers]
    assert shown("mallit", "ulos", *asked) == 1
    assert len(exports("ulos")) == 3
    assert "mallit/a-rikki.yaml" in shown.errors
    assert "[TM101]" in shown.errors
    assert "epäonnistui 1." in shown.out


def test_workers_write_the_same_files_as_one(shown: Shown) -> None:
    for workers in ("1", "2"):
        assert shown("mallit", workers, "--each", "--format", "xlsx", "--workers", workers) == 0
    assert exports("1") == exports("2")


def test_a_dask_cluster_writes_the_same_files_without_seeing_ours(shown: Shown) -> None:
    import distributed

    assert shown("mallit", "yksin", "--each", "--format", "innokyla") == 0
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as cluster:
        address = cluster.scheduler_address
        os.chdir("mallit")  # the workers are elsewhere: to them these paths mean nothing
        assert shown(".", "../dask", "--each", "--format", "innokyla", "--dask", address) == 0
    assert exports("../dask") == exports("../yksin")


def test_unchanged_models_stay_and_changed_ones_are_done(shown: Shown) -> None:
    asked = ("mallit", "ulos", "--each", "--format", "innokyla", "--resume")
    assert shown(*asked) == 0
    assert shown(*asked, "--workers", "2") == 0
    assert shown.out == "Kansio ulos: vietiin 0, ennallaan 3, epäonnistui 0.\n"
    model = tm.load("mallit/kotikuntoutus.yaml")
    tm.dump(model, "mallit/kotikuntoutus.yaml", overwrite=True)  # comments are gone
    assert shown(*asked) == 0
    assert shown.out == "Kansio ulos: vietiin 1, ennallaan 2, epäonnistui 0.\n"


def test_files_that_are_there_stay_without_resuming_or_overwriting(shown: Shown) -> None:
    asked = ("mallit", "ulos", "--each", "--format", "innokyla")
    assert shown(*asked) == 0
    assert shown(*asked) == 1
    assert shown.errors.count("[TM911]") == 3
    assert shown(*asked, "--overwrite") == 0


def test_a_dry_run_tells_the_names_and_writes_nothing(shown: Shown) -> None:
    assert shown("mallit", "ulos", "--each", "--format", ".md", "--dry-run") == 0
    assert "mallit/kotikuntoutus.yaml → ulos/kotikuntoutus-esimerkki.md" in shown.out
    assert "Mitään ei kirjoitettu." in shown.out
    assert not Path("ulos").exists()


def test_programs_get_every_file_and_nothing_else(shown: Shown) -> None:
    Path("mallit/rikki.yaml").write_text(BROKEN, "utf-8")
    assert shown("mallit", "ulos", "--each", "--format", "innokyla", "--json") == 1
    assert shown.errors == ""
    told: dict[str, Any] = json.loads(shown.out)
    counts = {name: told[name] for name in ("exported", "unchanged", "failed", "dry_run")}
    assert counts == {"exported": 3, "unchanged": 0, "failed": 1, "dry_run": False}
    by_source = {one["source"]: one for one in told["files"]}
    assert by_source["mallit/kotikuntoutus.yaml"]["written"] == "ulos/kotikuntoutus-esimerkki.txt"
    failed = by_source["mallit/rikki.yaml"]
    assert (failed["written"], failed["failed"]) == (None, True)
    assert [found["code"] for found in failed["findings"]] == ["TM101"]


def test_of_many_failed_files_the_first_are_told(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_export_each, "_MOST_FILES", 2)
    for number in range(5):
        Path(f"mallit/rikki-{number}.yaml").write_text(BROKEN, "utf-8")
    assert shown("mallit", "ulos", "--each", "--format", "innokyla") == 1
    assert "Viemättä jäi (5):" in shown.errors
    assert shown.errors.count("[TM101]") == 2
    assert "ja 3 muuta" in shown.errors


# -- wrong use --------------------------------------------------------------------------------


@LANGUAGES
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("mallit", "ulos", "--each"), "--format"),
        (("mallit", "ulos/"), "--format"),
        (("mallit", "k.xlsx", "--workers", "2"), "--each"),
        (("mallit", "k.xlsx", "--dask", "tcp://x"), "--each"),
        (("mallit", "k.xlsx", "--resume"), "--each"),
        (("mallit", "k.xlsx", "--dry-run"), "--each"),
        (("mallit", "ulos", "--each", "--format", "pdf", "--workers", "0"), "--workers"),
        (("mallit", "ulos", "--each", "--format", "pdf", "--workers", "kaksi"), "--workers"),
        (
            ("mallit", "u", "--each", "--format", "pdf", "--workers", "2", "--dask", "x"),
            "--dask",
        ),
        (("mallit", "ulos", "--each", "--format", "ei-asennettu"), "ei-asennettu"),
        (("mallit", "ulos", "--each", "--format", ".doc"), ".doc"),
        (("mallit", "ulos", "--each", "--format", "pdf", "--option", "kieli=fi"), "kieli"),
        (("tyhja", "ulos", "--each", "--format", "pdf"), "tyhja"),
        (("mallit", "tiedosto", "--each", "--format", "pdf"), "tiedosto"),
        (("mallit", "u", "--each", "--format", "pdf", "--dask", "tcp://127.0.0.1:1"), ":1"),
        (("mallit", "u", "--each", "--format", "pdf", "--dask", "ei osoite"), "ei osoite"),
    ],
)
def test_wrong_use_is_told_in_the_language_of_the_user(
    arguments: tuple[str, ...],
    told: str,
    language: str,
    shown: Shown,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("toimintamalli.cli._workers._SECONDS_TO_CONNECT", 0.2)
    Path("tyhja").mkdir()
    Path("tiedosto").write_text("oma", "utf-8")
    assert shown(*arguments, "--lang", language) == 2
    assert told in shown.errors
    assert shown.out == ""
    assert not Path("ulos").exists()
    assert Path("tiedosto").read_text("utf-8") == "oma"


def test_dask_that_is_missing_is_told_with_the_line_that_installs_it(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert shown("mallit", "u", "--each", "--format", "pdf", "--dask", "tcp://x:1") == 2
    assert "pip install 'toimintamalli[dask]'" in shown.errors


@LANGUAGES
def test_the_summary_speaks_the_language_of_the_user(language: str, shown: Shown) -> None:
    words = words_for(language)
    assert shown("mallit", "ulos", "--each", "--format", "innokyla", "--lang", language) == 0
    counts = {"made": 3, "unchanged": 0, "failed": 0}
    assert shown.out.strip() == words.fill("export_each.done", folder="ulos", **counts)


# -- workers ----------------------------------------------------------------------------------


def test_after_a_worker_is_killed_the_work_goes_on_with_new_ones() -> None:
    class OnceDeadly(Processes):
        calls = 0

        def submit(self, work: Any, /, *arguments: Any) -> Any:
            self.calls += 1
            return (
                super().submit(os._exit, 1) if self.calls == 2 else super().submit(work, *arguments)
            )

    workers = OnceDeadly(1)
    try:
        outcomes = list(
            tm.render_many("mallit", format="innokyla", executor=workers, chunk=1, in_flight=1)
        )
    finally:
        workers.close()
    assert [outcome.error and outcome.error.report.codes for outcome in outcomes] == [
        None,
        ("TM940",),
        None,
    ]


def many_models(count: int) -> None:
    model = tm.load("mallit/kotikuntoutus.yaml")
    for number in range(count):
        text = tm.dumps(model, format="json").replace(str(model.id), f"malli-{number:03}")
        Path(f"mallit/malli-{number:03}.json").write_text(text, "utf-8")


def start(*arguments: str, **settings: Any) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "toimintamalli.cli", "export", *arguments]
    return subprocess.Popen(command, text=True, start_new_session=True, **settings)


def wait_for_files(folder: str, count: int) -> None:
    deadline = time.monotonic() + 60
    while not Path(folder).is_dir() or len(list(Path(folder).glob("*.pdf"))) < count:
        assert time.monotonic() < deadline
        time.sleep(0.01)


ASKED = ("mallit", "ulos", "--each", "--format", "pdf", "--workers", "2")


@pytest.mark.skipif(os.name == "nt", reason="signals of processes are those of Unix")
@pytest.mark.parametrize("fatal", [signal.SIGINT, signal.SIGKILL])
def test_whatever_stops_the_work_leaves_whole_files_and_resuming_does_the_rest(
    fatal: signal.Signals, shown: Shown
) -> None:
    many_models(150)
    running = start(*ASKED, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    wait_for_files("ulos", 3)
    os.killpg(running.pid, fatal)  # as a terminal does: to the workers as well
    _, errors = running.communicate(timeout=60)
    done = {name: data for name, data in exports("ulos").items() if name.endswith(".pdf")}
    assert 3 <= len(done) < 153
    if fatal is signal.SIGINT:
        assert running.returncode == 2
        assert "--resume" in errors
        assert "Traceback" not in errors
        assert len(done) == len(exports("ulos"))
    assert shown(*ASKED, "--resume") == 0
    made = {name: data for name, data in exports("ulos").items() if name.endswith(".pdf")}
    assert len(made) == 153
    assert done.items() <= made.items()
    assert {(data[:5], data.rstrip()[-5:]) for data in made.values()} == {(b"%PDF-", b"%%EOF")}


# -- progress ---------------------------------------------------------------------------------


@LANGUAGES
def test_a_log_gets_a_line_every_five_seconds(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    seconds = iter([0.0, 1.0, 5.0, 6.0, 9.9, 10.0])
    with batch_progress(words_for(language), shown=True, clock=lambda: next(seconds)) as told:
        for done in (10, 50, 60, 70, 100):
            told(done, 1000)
    lines = capsys.readouterr().err.splitlines()
    decimal = "." if language == "en" else ","
    assert len(lines) == 2
    assert f"50/1000, 10{decimal}0/s" in lines[0]
    assert "1:35" in lines[0]
    assert f"100/1000, 10{decimal}0/s" in lines[1]
    assert "1:30" in lines[1]


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are those of Unix")
def test_a_terminal_shows_a_bar_with_rate_and_remaining_time_and_takes_it_away() -> None:
    many_models(60)
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    running = start(*ASKED[:5], stdout=slave, stderr=slave, stdin=slave, env=environment)
    os.close(slave)
    seen = b""
    while True:
        try:
            part = os.read(master, 4096)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.close(master)
    assert running.wait(60) == 0
    text = seen.decode("utf-8")
    assert "Viedään" in text
    assert "63/63" in text
    assert "/s" in text
    assert "vietiin 63" in text.splitlines()[-1]
