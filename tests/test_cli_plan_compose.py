"""``plan compose`` and ``plan report`` as their users meet them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import toimintamalli as tm
from toimintamalli.cli import main
from toimintamalli.composition import is_untouched
from toimintamalli.model import PracticeModel, RichText
from toimintamalli.vocabulary import recording_points

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "src" / "toimintamalli" / "cli" / "demo" / "malli.yaml"
FULL = ROOT / "tests" / "golden" / "composition" / "taysi.yaml"
GUIDE = ROOT / "docs" / "how-to" / "write-the-innokyla-text-from-the-plan.md"
BLOCK = re.compile(r"^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LANGUAGES = ("fi", "sv", "en")


@pytest.fixture(autouse=True)
def in_a_folder_with_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("TOIMINTAMALLI_LANG", raising=False)
    shutil.copy(DEMO, "malli.yaml")
    shutil.copy(FULL, "taysi.yaml")
    Path("tyhja.yaml").write_text("format_version: 2\nbasics: {title: Malli}\n", "utf-8")


def data_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    main(["plan", *arguments, "--json"])
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


def text_of(model: PracticeModel, field: str = "conditions_of_use") -> str:
    section = model.form.section(field)
    return section.text.plain if section else ""


def untouched(path: str) -> list[str | None]:
    return [one.field for one in tm.load(path).form.sections if is_untouched(one)]


def edit(path: str, field: str) -> None:
    """Edit a section as a person would."""
    model = tm.load(path)
    sections = tuple(
        evolve(one, text=RichText.parse("Muokkasin.")) if one.field == field else one
        for one in model.form.sections
    )
    tm.dump(evolve(model, form=evolve(model.form, sections=sections)), path, overwrite=True)


# -- compose ----------------------------------------------------------------------------------


def test_empty_fields_are_filled_and_marked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "compose", "taysi.yaml"]) == 0
    shown = capsys.readouterr().out
    assert "Toimivuuden ja käyttöönoton ehdot **: tyhjä kenttä täytetään" in shown
    assert shown.endswith("Kirjoitettiin taysi.yaml\n")
    assert untouched("taysi.yaml") == ["conditions_of_use", "evaluation_results"]
    assert main(["check", "taysi.yaml"]) in (0, 1)
    assert "TM470" not in capsys.readouterr().out


def test_composing_again_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    main(["plan", "compose", "taysi.yaml"])
    written = Path("taysi.yaml").read_bytes()
    assert main(["plan", "compose", "taysi.yaml"]) == 0
    assert Path("taysi.yaml").read_bytes() == written
    assert capsys.readouterr().out.endswith("Mitään ei kirjoitettu.\n")


def test_a_text_of_ones_own_is_kept_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("malli.yaml").read_bytes()
    assert main(["plan", "compose", "malli.yaml"]) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert shown.count("kenttä säilyy, koska siinä on omaa tekstiä (korvaa: --force)") == 2
    assert Path("malli.yaml").read_bytes() == before


def test_an_edited_text_is_kept_and_the_other_is_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["plan", "compose", "taysi.yaml"])
    edit("taysi.yaml", "conditions_of_use")
    states = [one["state"] for one in data_of(capsys, "compose", "taysi.yaml")["fields"]]
    assert states == ["kept_edited", "unchanged"]
    assert main(["plan", "compose", "taysi.yaml"]) == 1
    assert text_of(tm.load("taysi.yaml")) == "Muokkasin."


def test_force_replaces_what_a_person_wrote() -> None:
    assert main(["plan", "compose", "malli.yaml", "--force"]) == 0
    assert untouched("malli.yaml") == ["conditions_of_use", "evaluation_results"]


def test_only_the_named_field_is_written() -> None:
    assert main(["plan", "compose", "taysi.yaml", "--field", "evaluation_results"]) == 0
    assert untouched("taysi.yaml") == ["evaluation_results"]


def test_another_field_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "compose", "taysi.yaml", "--field", "needs"]) == 2
    shown = capsys.readouterr().err
    assert '"needs"' in shown
    assert "conditions_of_use, evaluation_results" in shown


def test_a_dry_run_prints_the_text_and_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("taysi.yaml").read_bytes()
    assert main(["plan", "compose", "taysi.yaml", "--dry-run"]) == 0
    shown = " ".join(capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ").split())
    text = " ".join(tm.compose_conditions(tm.load(FULL)).text.plain.split())
    assert text.replace("\N{NO-BREAK SPACE}", " ") in shown
    assert shown.endswith("Mitään ei kirjoitettu.")
    assert Path("taysi.yaml").read_bytes() == before


def test_every_point_is_told_with_what_to_add_and_where(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["plan", "compose", "tyhja.yaml"]) == 1
    shown = " ".join(capsys.readouterr().out.split())
    for point in recording_points():
        assert f"[puuttuu] {point.name.fi}" in shown
    assert "→ Lisää juurruttamisen vaiheiden ajat. (rooting_plan.phases)" in shown
    assert "mallissa ei ole kirjoitettavaa" in shown


def test_the_name_of_a_person_is_told_of_and_not_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["plan", "compose", "taysi.yaml"])
    shown = " ".join(capsys.readouterr().err.split())
    assert "Kirjoita rooli tai organisaatio. (rooting_plan.tasks[2].owner_role)" in shown
    assert "Mallikas" not in text_of(tm.load("taysi.yaml"))


def test_a_set_that_nobody_knows_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    text = Path("taysi.yaml").read_text("utf-8").replace("juurtumisvalmius", "outo")
    Path("taysi.yaml").write_text(text, "utf-8")
    assert main(["plan", "compose", "taysi.yaml"]) == 1
    assert "TM301" in capsys.readouterr().err
    assert untouched("taysi.yaml") == ["conditions_of_use", "evaluation_results"]


def test_json_tells_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    data = data_of(capsys, "compose", "malli.yaml", "--dry-run")
    assert (data["file"], data["written"]) == ("malli.yaml", False)
    conditions = data["fields"][0]
    assert conditions["field"] == "conditions_of_use"
    assert conditions["state"] == "kept_own"
    assert conditions["text"] == tm.compose_conditions(tm.load("malli.yaml")).text.markup
    assert [one["state"] for one in conditions["coverage"]] == [
        "partly",
        "partly",
        "covered",
        "covered",
        "covered",
    ]
    assert conditions["coverage"][0]["to_add"] == [
        {
            "path": "rooting_plan.tasks",
            "text": "Lisää ylläpidon tehtävät: kuka pitää mallin ajan tasalla.",
        }
    ]
    assert data_of(capsys, "compose", "taysi.yaml")["written"] is True


# -- report -----------------------------------------------------------------------------------


def test_the_report_goes_from_the_start_to_what_was_reached(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["plan", "report", "malli.yaml"]) == 0
    shown = capsys.readouterr()
    heads = ("Mistä tilanteesta lähdettiin", "Mitä on tehty", "Mihin on päästy")
    assert all(f"\n{head}\n" in shown.out for head in heads)
    assert "Tehtävä jätettiin pois, koska sitä ei ole tehty raportin aikana" in " ".join(
        shown.err.split()
    )
    assert "mistä tilanteesta on lähdetty" in " ".join(shown.err.split())


@pytest.mark.parametrize("day", ["1.2.2026", "2026-02-01"])
def test_the_report_is_seen_from_a_day(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "report", "malli.yaml", "--as-of", day]) == 0
    shown = capsys.readouterr().out
    assert "Tilanne 1.2.2026." in shown
    assert "Takaisinsoittolista" in shown
    assert main(["plan", "report", "malli.yaml", "--as-of", "huomenna"]) == 2


def test_the_report_can_be_written_with_unbroken_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "report", "malli.yaml", "-o", "raportti.txt"]) == 0
    assert "Kirjoitettiin raportti.txt" in capsys.readouterr().out
    model = tm.load("malli.yaml")
    results = [
        tm.evaluate(one, tm.get_instrument(one.instrument), model) for one in model.evaluations
    ]
    written = Path("raportti.txt").read_text("utf-8")
    assert written == tm.final_report(model, results).text.plain + "\n"
    assert main(["plan", "report", "malli.yaml", "-o", "raportti.txt"]) == 2
    assert main(["plan", "report", "malli.yaml", "-o", "raportti.txt", "--overwrite"]) == 0


def test_a_model_that_tells_nothing_has_no_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "report", "tyhja.yaml"]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith("Mallissa ei ole raportoitavaa.\n")
    assert shown.count("[puuttuu]") == 3


def test_the_report_as_json_tells_what_was_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    data = data_of(capsys, "report", "malli.yaml")
    assert data["text"].startswith("## Etävastaanotto")
    assert data["left_out"][0]["path"] == "rooting_plan.tasks[1]"
    assert [one["point"] for one in data["coverage"]] == ["start", "done", "reached"]


# -- both -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", ["malli.yaml", "taysi.yaml", "tyhja.yaml"])
def test_nothing_is_wider_than_the_terminal(
    file: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["compose", file, "--dry-run"], ["report", file], ["compose", "--help"]):
        main(["--lang", language, "plan", *command])
        shown = capsys.readouterr()
        assert max(map(len, (shown.out + shown.err).splitlines())) <= 80


def test_a_file_that_cannot_be_read_is_told() -> None:
    for command in ("compose", "report"):
        assert main(["plan", command, "puuttuu.yaml"]) == 2


def test_the_guide_shows_what_the_commands_print(capsys: pytest.CaptureFixture[str]) -> None:
    compose, again, report = (
        block.replace("…\n", "…") for block in BLOCK.findall(GUIDE.read_text("utf-8"))
    )
    assert main(["plan", "compose", "malli.yaml", "--dry-run"]) == 1
    first = seen(capsys)
    assert main(["plan", "compose", "malli.yaml", "--force"]) == 0
    second = seen(capsys)
    assert main(["plan", "report", "malli.yaml"]) == 0
    third = seen(capsys)
    for printed, shown in ((first, compose), (second, again), (third, report)):
        for part in shown.split("…"):
            assert part in printed


def seen(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")
