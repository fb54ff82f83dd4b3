"""``redact``, ``forget`` and ``--audience`` as their users meet them."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import toimintamalli as tm
from toimintamalli.cli import main
from toimintamalli.diagnostics import diagnostic
from toimintamalli.model import Contributor

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "src" / "toimintamalli" / "cli" / "demo" / "malli.yaml"
NAME = "Maija Mallikas"
OTHER = "Väinö Erikoinen"

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def in_a_folder_with_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(DEMO, tmp_path / "malli.yaml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("TOIMINTAMALLI_LANG", raising=False)


def written(name: str) -> str:
    return Path(name).read_text("utf-8")


# -- redact ----------------------------------------------------------------------------------


def test_a_redacted_copy_is_for_the_public_unless_said_otherwise(capsys: Captured) -> None:
    assert main(["redact", "malli.yaml", "julkinen.yaml"]) == 0
    told = capsys.readouterr().out
    assert "• Henkilön nimi korvattiin tai poistettiin (2). [TM510]" in told
    assert "    basics.contributors[0].name, basics.contributors[1].name" in told
    assert told.endswith("Kirjoitettiin julkinen.yaml (yleisö: julkinen)\n")
    assert tm.load("julkinen.yaml") == tm.redact(tm.load("malli.yaml")).subject


def test_partners_are_given_more(capsys: Captured) -> None:
    assert main(["redact", "malli.yaml", "a.json", "--audience", "partners"]) == 0
    assert "(yleisö: kumppanit)" in capsys.readouterr().out
    assert tm.load("a.json") == tm.redact(tm.load("malli.yaml"), "partners").subject


def test_a_dry_run_writes_nothing_and_needs_no_target(capsys: Captured) -> None:
    assert main(["redact", "malli.yaml", "--dry-run"]) == 0
    assert main(["redact", "malli.yaml", "a.yaml", "--dry-run", "--lang", "sv"]) == 0
    assert "Inget skrevs (målgrupp: offentlig)" in capsys.readouterr().out
    assert [file.name for file in Path().iterdir()] == ["malli.yaml"]


def test_what_is_told_names_nobody_and_programs_are_told_the_same(capsys: Captured) -> None:
    assert main(["redact", "malli.yaml", "a.yaml", "--json"]) == 0
    shown = capsys.readouterr().out
    data = json.loads(shown)
    assert (data["audience"], data["written"]) == ("public", "a.yaml")
    assert {"TM510", "TM511", "TM512"} == {one["code"] for one in data["findings"]}
    assert "Mallikas" not in shown


def test_a_name_beside_the_contributors_can_be_given() -> None:
    model = tm.load("malli.yaml")
    tm.dump(evolve(model, core_elements=(f"{OTHER} soittaa",)), "b.yaml")
    assert main(["redact", "b.yaml", "c.yaml", "--name", OTHER]) == 0
    assert tm.load("c.yaml").core_elements == ("[nimi poistettu] soittaa",)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["malli.yaml"], "--dry-run"),
        (["malli.yaml", "a.yaml", "--audience", "internal"], "partners, public"),
        (["malli.yaml", "a.yaml", "--audience", "kaikki"], "partners, public"),
        (["malli.yaml", "malli.yaml"], "overwrite=True"),
        (["poissa.yaml", "a.yaml"], "poissa.yaml"),
    ],
)
def test_wrong_use_of_redact_is_told(words: list[str], told: str, capsys: Captured) -> None:
    before = written("malli.yaml")
    assert main(["redact", *words]) == 2
    assert told in capsys.readouterr().err
    assert written("malli.yaml") == before


def test_nothing_is_written_when_something_is_still_found(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        report = tm.Report([diagnostic("TM515", "basics.summary", kind="Nimi", count=1)])
        raise tm.RedactionError(report)

    monkeypatch.setattr("toimintamalli.cli._redact.redact", refuse)
    assert main(["redact", "malli.yaml", "a.yaml"]) == 2
    assert "Mitään ei kirjoitettu" in capsys.readouterr().err
    assert not Path("a.yaml").exists()


# -- export for an audience ------------------------------------------------------------------


def test_an_export_for_the_public_is_redacted_and_says_so(capsys: Captured) -> None:
    assert main(["export", "malli.yaml", "teksti.txt", "--audience", "public"]) == 0
    told = capsys.readouterr().err
    assert "[TM510]" in told
    assert "[TM501]" not in told
    assert "Mallikas" not in written("teksti.txt") + told


def test_an_export_to_the_screen_is_redacted_too(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    words = ["export", "malli.yaml", "-", "--format", "innokyla", "--audience", "partners"]
    assert main(words) == 0
    assert b"Mallikas" not in capfdbinary.readouterr().out
    assert main(words[:-2]) == 0
    assert b"Mallikas" in capfdbinary.readouterr().out


def test_an_audience_that_is_not_there_is_told(capsys: Captured) -> None:
    assert main(["export", "malli.yaml", "a.txt", "--audience", "kaikki"]) == 2
    assert "internal, partners, public" in capsys.readouterr().err
    assert not Path("a.txt").exists()


# -- portfolio for an audience ---------------------------------------------------------------


def test_a_portfolio_for_others_hides_small_counts_and_names_nobody(capsys: Captured) -> None:
    folder = Path(f"mallit {NAME}")
    folder.mkdir()
    shutil.copy("malli.yaml", folder / f"{NAME}.yaml")
    (folder / "rikki.yaml").write_text("a: [")
    assert main(["portfolio", str(folder), "--audience", "public"]) == 1
    told = capsys.readouterr()
    assert "mallit [toisen kuvauksen henkilö, Kainuun hyvinvointialue]" in told.out
    assert "•" in told.out
    assert "Mallikas" not in told.out
    assert "rikki.yaml" not in told.out
    assert "yksittäisistä vastauksista: " in told.err
    assert main(["portfolio", str(folder), "--audience", "partners", "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["hidden_below"], data["findings"]) == (5, [])


def test_a_portfolio_of_ones_own_is_as_before(capsys: Captured) -> None:
    Path("mallit").mkdir()
    shutil.copy("malli.yaml", "mallit/a.yaml")
    main(["portfolio", "mallit"])
    as_before = capsys.readouterr().out
    main(["portfolio", "mallit", "--audience", "internal"])
    assert capsys.readouterr().out == as_before


# -- forget ----------------------------------------------------------------------------------


def test_forgetting_only_shows_unless_it_is_told_to_write(capsys: Captured) -> None:
    before = written("malli.yaml")
    assert main(["forget", NAME, "."]) == 1
    told = capsys.readouterr().out
    assert "Mitään ei kirjoitettu" in told
    assert "malli.yaml basics.contributors" in told
    assert main(["forget", NAME, ".", "--write", "--dry-run"]) == 1
    assert written("malli.yaml") == before


def test_forgetting_removes_the_person_and_a_second_time_finds_nobody(capsys: Captured) -> None:
    assert main(["forget", NAME, ".", "--write"]) == 0
    assert "Henkilö poistettiin 1 tiedostosta; malleja luettiin 1." in capsys.readouterr().out
    assert NAME not in written("malli.yaml")
    assert main(["forget", NAME, ".", "--write"]) == 0
    assert capsys.readouterr().out == "Henkilöä ei löytynyt. Malleja luettiin 1.\n"


def test_what_must_be_looked_at_by_hand_is_an_exit_code(capsys: Captured) -> None:
    Path("liite.pdf").write_bytes(b"%PDF")
    Path("rikki.yaml").write_text("a: [")
    assert main(["forget", NAME, ".", "--write"]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "Henkilö voi yhä olla siinä. [TM517] rikki.yaml" in told
    assert "[TM518] liite.pdf" in told


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("how", [[], ["--json"], ["--write"]])
def test_the_name_is_not_on_the_screen(how: list[str], language: str, capsys: Captured) -> None:
    shutil.copy("malli.yaml", f"{NAME}.yaml")
    Path("Maija_Mallikas.docx").write_text("")
    main(["forget", NAME, ".", "--lang", language, *how])
    told = capsys.readouterr()
    assert "mallikas" not in (told.out + told.err).casefold()


def test_names_can_be_given_without_showing_them_in_the_list_of_processes(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    basics = tm.BasicData(summary="Kysy: mm@esimerkki.fi", contributors=(Contributor(name=OTHER),))
    tm.dump(tm.PracticeModel(basics=basics), "b.yaml")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{NAME}\nmm@esimerkki.fi\n"))
    assert main(["forget", "-", ".", "--write", "--also", OTHER, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["changed"], data["searched"], data["written"]) == (
        ["b.yaml", "malli.yaml"],
        2,
        True,
    )
    assert tm.load("b.yaml").basics == tm.BasicData(summary="Kysy: [sähköposti poistettu]")


@pytest.mark.parametrize("words", [["", "."], [NAME], [NAME, "poissa"]])
def test_wrong_use_of_forget_is_told(words: list[str], capsys: Captured) -> None:
    assert main(["forget", *words]) == 2
    assert capsys.readouterr().err
