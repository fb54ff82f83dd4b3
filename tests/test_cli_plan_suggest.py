"""``plan suggest``, ``plan accept`` and ``plan reject`` as their users meet them."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import toimintamalli as tm
from toimintamalli.cli import main

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "src" / "toimintamalli" / "cli" / "demo" / "malli.yaml"
RISK = "board-risk.yhteys-patkii-syrjakylil-cea442"


@pytest.fixture(autouse=True)
def in_a_folder_with_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(DEMO, tmp_path / "malli.yaml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("TOIMINTAMALLI_LANG", raising=False)


def plan() -> Any:
    return tm.load("malli.yaml").rooting_plan


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


# -- suggest ----------------------------------------------------------------------------------


def test_suggestions_tell_what_why_on_which_level_and_how_much_work(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["plan", "suggest", "malli.yaml"]) == 0
    shown = told(capsys)
    assert "• Valmistele päätös toimintamallin vakiinnuttamisesta" in shown
    assert (
        "– arviointi, Toimintamallin pysyvästä käyttöönotosta on tehty päätös: "
        'Ei voida vielä arvioida, "Päätös on valmisteltu johtoryhmälle."'
    ) in shown
    assert (
        "Omistajataso Palvelujohtaja, työmäärä keskisuuri, hyväksyttynä tehtävä. decision" in shown
    )
    assert "hyväksyttynä riski suunnitelmaan." in shown
    assert "oma sanamuoto" in shown


def test_every_identifier_stands_unbroken_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    main(["plan", "suggest", "malli.yaml"])
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert {one.id for one in tm.suggest(tm.load("malli.yaml"))} <= set(lines)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_suggestions_fit_the_terminal_in_every_language(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("uusi.yaml").write_text("format_version: 2\nbasics: {title: Perhetupa}\n", "utf-8")
    for file in ("malli.yaml", "uusi.yaml"):
        assert main(["plan", "suggest", file, "--all", "--lang", language]) == 0
        assert max(map(len, capsys.readouterr().out.splitlines())) <= 80


def test_what_is_decided_is_shown_only_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    main(
        ["plan", "accept", "malli.yaml", "decision", "--reason", "Johtoryhmä", "--date", "1.9.2025"]
    )
    main(["plan", "reject", "malli.yaml", "follow-up"])
    capsys.readouterr()
    main(["plan", "suggest", "malli.yaml"])
    assert "Valmistele päätös" not in capsys.readouterr().out
    main(["plan", "suggest", "malli.yaml", "--all"])
    shown = told(capsys).partition("Jo päätetyt")[2]
    assert "Hyväksytty 1.9.2025 → T3: Johtoryhmä decision" in shown
    assert "Hylätty follow-up" in shown


def test_a_model_without_anything_wanting_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    while names := [one.id for one in tm.suggest(tm.load("malli.yaml"))]:
        main(["plan", "reject", "malli.yaml", *names])
    capsys.readouterr()
    assert main(["plan", "suggest", "malli.yaml"]) == 0
    assert "Ei avoimia ehdotuksia." in capsys.readouterr().out


def test_programs_get_suggestions_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    main(["plan", "reject", "malli.yaml", "follow-up", "--reason", "Ei nyt"])
    capsys.readouterr()
    assert main(["plan", "suggest", "malli.yaml", "--json", "--all"]) == 0
    data = json.loads(capsys.readouterr().out)
    first = data["suggestions"][0]
    assert (first["id"], first["rule"], first["becomes"]) == ("decision", "decision", "task")
    assert (first["owner"], first["effort"], first["phase"]) == (
        "service_director",
        "medium",
        "establishing",
    )
    assert first["sources"][0]["path"] == "evaluations[0]"
    assert first["sources"][0]["level"] == "cannot_yet"
    assert first["provenance"]["status"] == "own"
    assert data["decided"] == [
        {"id": "follow-up", "state": "rejected", "date": None, "reason": "Ei nyt", "result": None}
    ]
    assert main(["plan", "suggest", "malli.yaml", "--json"]) == 0
    assert "decided" not in json.loads(capsys.readouterr().out)


# -- accept and reject ------------------------------------------------------------------------


def test_accepted_suggestions_come_into_the_plan(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--owner", "Palvelujohtaja", "--due", "2025-12-01", "--date", "1.9.2025"]
    assert main(["plan", "accept", "malli.yaml", "decision", "not-by-itself", *arguments]) == 0
    shown = told(capsys)
    assert 'Hyväksyttiin decision: tehtävä T3 "Valmistele päätös' in shown
    assert 'Hyväksyttiin not-by-itself: tehtävä T4 "Kirjaa' in shown
    assert shown.endswith("Kirjoitettiin malli.yaml")
    assert [(task.id, task.owner_role, task.due) for task in plan().tasks[2:]] == [
        ("T3", "Palvelujohtaja", datetime.date(2025, 12, 1)),
        ("T4", "Palvelujohtaja", datetime.date(2025, 12, 1)),
    ]
    assert [record.date for record in plan().suggestions] == [datetime.date(2025, 9, 1)] * 2


def test_an_accepted_risk_comes_among_the_risks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "accept", "malli.yaml", RISK, "decision"]) == 0
    assert f'Hyväksyttiin {RISK}: riski "Yhteys pätkii syrjäkylillä."' in told(capsys)
    assert plan().risks[-1].what == "Yhteys pätkii syrjäkylillä."


def test_rejected_suggestions_are_only_recorded(capsys: pytest.CaptureFixture[str]) -> None:
    before = plan()
    assert main(["plan", "reject", "malli.yaml", "decision", RISK, "--reason", "Ei nyt"]) == 0
    assert f"Hylättiin decision Hylättiin {RISK}" in told(capsys)
    assert (plan().tasks, plan().risks) == (before.tasks, before.risks)
    assert [record.reason for record in plan().suggestions] == ["Ei nyt", "Ei nyt"]


@pytest.mark.parametrize(
    ("command", "told_"), [("accept", "Hyväksyttäisiin"), ("reject", "Hylättäisiin")]
)
def test_a_dry_run_writes_nothing(
    command: str, told_: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path("malli.yaml").read_bytes()
    assert main(["plan", command, "malli.yaml", "decision", RISK, "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert f"{told_} decision" in shown
    assert "Kirjoitettiin" not in shown
    assert Path("malli.yaml").read_bytes() == before


@pytest.mark.parametrize("command", ["accept", "reject"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["decision", "ei-ole"], "follow-up"),
        (["decision", "decision"], "Hy"),
        (["decision", "--date", "eilen"], "eilen"),
        ([], "EHDOTUS"),
    ],
)
def test_a_wrong_word_writes_nothing(
    command: str, arguments: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path("malli.yaml").read_bytes()
    assert main(["plan", command, "malli.yaml", *arguments]) == 2
    assert code in capsys.readouterr().err
    assert Path("malli.yaml").read_bytes() == before


def test_a_risk_takes_no_owner(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("malli.yaml").read_bytes()
    assert main(["plan", "accept", "malli.yaml", "decision", RISK, "--owner", "Johtaja"]) == 2
    assert "tulee riski" in capsys.readouterr().err
    assert Path("malli.yaml").read_bytes() == before


def test_programs_get_decisions_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "accept", "malli.yaml", "decision", RISK, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["file"], data["written"]) == ("malli.yaml", True)
    first, second = data["decisions"]
    assert (first["id"], first["state"], first["result"]) == ("decision", "accepted", "T3")
    assert first["what"].startswith("Valmistele päätös")
    assert (second["result"], second["what"]) == (None, "Yhteys pätkii syrjäkylillä.")
    assert main(["plan", "reject", "malli.yaml", "follow-up", "--json", "--dry-run"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["written"], data["decisions"][0]["what"]) == (False, None)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("command", ["suggest", "accept", "reject"])
def test_every_command_has_help_in_every_language(
    language: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", command, "--help", "--lang", language]) == 0
    shown = capsys.readouterr().out
    assert f"toimintamalli plan {command}" in shown
    assert max(map(len, shown.splitlines())) <= 80
