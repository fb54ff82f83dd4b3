"""``plan`` as its users meet it."""

from __future__ import annotations

import datetime
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import toimintamalli as tm
from toimintamalli.cli import main
from toimintamalli.model import (
    CommunicationItem,
    OrganisationLevel,
    Ownership,
    PlanReview,
    Resource,
    ResourceKind,
    Risk,
    RootingPlan,
    Task,
    TaskState,
)
from toimintamalli.vocabulary import worklist_rows

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "src" / "toimintamalli" / "cli" / "demo" / "malli.yaml"
LATE = ["--as-of", "3.10.2025"]


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("TOIMINTAMALLI_LANG", raising=False)
    shutil.copy(DEMO, "malli.yaml")


def shown(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what was printed, with no-break spaces as people see them."""
    return capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")


def data_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    main(["plan", *arguments, "--json"])
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


def plan_of(path: str = "malli.yaml") -> RootingPlan:
    plan = tm.load(path).rooting_plan
    assert plan is not None
    return plan


def write_plan(plan: RootingPlan | None) -> None:
    tm.dump(evolve(tm.load("malli.yaml"), rooting_plan=plan), "malli.yaml", overwrite=True)


def depart() -> None:
    """Freeze the plan and depart from it in every way."""
    assert main(["plan", "freeze", "malli.yaml", "--date", "30.6.2025"]) == 0
    plan = plan_of()
    first, second = plan.tasks
    (work,) = plan.resources
    changed = evolve(
        second,
        due=datetime.date(2025, 10, 31),
        start=datetime.date(2025, 1, 31),
        deviation_reason="Verkkosivut uusitaan ensin.",
    )
    write_plan(
        evolve(
            plan,
            tasks=(
                evolve(first, state=TaskState.DROPPED, owner_role="Palvelujohtaja"),
                changed,
                Task(id="T3", what="Kouluta sijaiset"),
            ),
            resources=(
                evolve(work, secured=1234567.25),
                Resource(kind=ResourceKind.MONEY, needed=10.0, secured=20.0, unit="€"),
            ),
        )
    )


# -- show -------------------------------------------------------------------------------------


def test_a_plan_is_shown_also_without_naming_the_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["plan", "malli.yaml"]) == 0
    unnamed = shown(capsys)
    assert main(["plan", "show", "malli.yaml"]) == 0
    assert shown(capsys) == unnamed


def test_what_is_late_stands_first_and_the_exit_code_tells_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["plan", "malli.yaml", *LATE]) == 1
    text = " ".join(shown(capsys).split())
    assert "Juurruttamissuunnitelma, tilanne 3.10.2025 Tämän toimintamallin avulla" in text
    assert "Myöhässä (1) • 30.9.2025 (myöhässä 3 pv): Kerro muutoksesta asukkaille" in text
    assert "Seuraavien 30 päivän aikana (0) • ei mitään" in text


def test_days_ahead_are_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "malli.yaml", "--as-of", "2025-09-30", "--within", "76"]) == 0
    text = " ".join(shown(capsys).split())
    assert "Myöhässä (0)" in text
    assert "Seuraavien 76 päivän aikana (2) • 30.9.2025 (tänään):" in text
    assert "15.12.2025 (76 pv päästä): Juurruttamissuunnitelman tarkistus" in text


def test_without_a_day_nothing_is_said_to_be_late(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "malli.yaml"]) == 0
    text = shown(capsys)
    assert "Ilman valintaa --as-of ei kerrota, mikä on myöhässä." in text
    assert "Odottaa päiväänsä" in text
    assert "Myöhässä" not in text


def test_preconditions_means_owners_and_decision_are_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["plan", "malli.yaml"])
    text = shown(capsys)
    assert "Juurtumisvalmius: 0/6" in text
    assert "◐ kesken: Päätös toiminnan vakiinnuttamisesta on tehty" in text
    assert "2026 jälkeen Työaika   0,6         0,4     0,2 htv             0" in text
    assert "• Palvelujohtaja: Hankkeen ohjausryhmä → Avopalvelujen palvelujohtaja" in text
    assert "• Ammattilainen: – → ei omistajaa" in text
    assert "• Valmisteltu, Johtoryhmä" in text
    assert "• vastattu 1/6" in text
    for row in worklist_rows()[1:]:
        assert f"vastaamatta: {row.name.fi}" in text


def test_what_is_doubtful_is_called_a_guess_and_quoted(capsys: pytest.CaptureFixture[str]) -> None:
    level = OrganisationLevel.SERVICE_LEAD
    write_plan(
        RootingPlan(
            ownership=(Ownership(level=level, after_project="RRP-hanke"),),
            communication=(CommunicationItem(audience="Asukkaat"),),
            resources=(Resource(kind=ResourceKind.TOOLS, what="Tabletit"),),
            risks=(Risk(what="Yhteys pätkii"),),
        )
    )
    assert main(["plan", "malli.yaml"]) == 0
    text = " ".join(shown(capsys).split())
    assert "RRP-hanke – saattaa poistua hankkeen mukana (sanat: RRP-hanke)" in text
    assert "Kohderyhmissä ei näy johtoa." in text
    assert "Maksajaa ei ole: Tabletit" in text
    assert "Riskit, joihin ei ole varauduttu • Yhteys pätkii" in text
    assert "Vielä ei ole sanottu, mitä juurrutetaan." in text
    assert "Ei päätöstä" in text


def test_deviations_are_told_with_their_reasons_or_that_there_is_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    depart()
    capsys.readouterr()
    assert main(["plan", "malli.yaml"]) == 0
    text = " ".join(shown(capsys).split())
    assert "Poikkeamat 30.6.2025 jäädytetystä suunnitelmasta" in text
    reason = "– Verkkosivut uusitaan ensin."
    assert f"määräpäivä 30.9.2025 → 31.10.2025, 31 pv myöhemmin {reason}" in text
    assert f"alku 1.2.2025 → 31.1.2025, 1 pv aiemmin {reason}" in text
    assert "T3 Kouluta sijaiset: lisätty – syytä ei ole kerrottu" in text
    assert "T1 Nimeä etävastaanoton vastuuhoitaja joka asemalle: peruttu – syytä" in text
    assert "varmistettu/tarve 0,4/0,6 htv (Hyvinvointialue) → 1 234 567,25/0,6 htv" in text
    assert "Raha: lisätty Seura" in text  # there is no place for the reason of a resource
    assert "Raha: yli tarpeen 10 €; se ei täytä muiden vajetta." in text


def test_a_plan_that_was_kept_to_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    main(["plan", "freeze", "malli.yaml", "--date", "30.6.2025"])
    main(["plan", "malli.yaml"])
    assert "Suunnitelma on sellainen kuin se jäädytettiin." in shown(capsys)


def test_the_five_points_to_record_are_told_with_how_far_the_plan_covers_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["plan", "malli.yaml"])
    text = " ".join(shown(capsys).split())
    assert "• osittain: Kuvaa uuden toiminnan vaativat resurssit, osaaminen ja työvälineet" in text
    assert "• kunnossa: Kuvaa, miten ylin johto on sitoutettu" in text
    assert data_of(capsys, "malli.yaml")["points"] == {
        "tasks": "partly",
        "resources": "partly",
        "management": "covered",
        "taken-into-use": "covered",
        "process": "covered",
    }


def test_what_follow_up_led_to_and_what_was_learnt_is_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    review = PlanReview(
        date=datetime.date(2025, 6, 2),
        finding="Etäajat menevät puolessa tunnissa.",
        decision="Lisätään toinen etälääkärin vuoro.",
    )
    lessons = ("Ääniyhteys olisi pitänyt kokeilla ensin.",)
    write_plan(evolve(plan_of(), reviews=(review,), lessons=lessons))
    main(["plan", "malli.yaml"])
    text = " ".join(shown(capsys).split())
    assert (
        "Seurannan johtopäätökset • 2.6.2025: Etäajat menevät puolessa tunnissa. → "
        "Lisätään toinen etälääkärin vuoro."
    ) in text
    assert "Mokat ja opit • Ääniyhteys olisi pitänyt kokeilla ensin." in text
    assert data_of(capsys, "malli.yaml")["lessons"] == list(lessons)


def test_a_model_without_a_plan_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    write_plan(None)
    assert main(["plan", "malli.yaml"]) == 1
    assert "Toimintamallilla ei ole juurruttamissuunnitelmaa." in shown(capsys)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_nothing_is_wider_than_the_terminal(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    depart()
    main(["--lang", language, "plan", "malli.yaml", *LATE, "--within", "400"])
    for command in ("show", "freeze", "calendar"):
        main(["--lang", language, "plan", command, "--help"])
    assert max(map(len, shown(capsys).splitlines())) <= 80


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ("Myöhässä (1)", "30.9.2025 (myöhässä 3 pv)", "0,2 htv")),
        ("sv", ("Försenat (1)", "30.9.2025 (försenat 3 d)", "0,2 htv")),
        ("en", ("Late (1)", "30 September 2025 (3 d late)", "0.2 htv")),
    ],
)
def test_results_speak_the_language_of_the_user(
    language: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--lang", language, "plan", "malli.yaml", *LATE])
    text = shown(capsys)
    assert [word for word in words if word not in text] == []


def test_json_tells_the_same_with_exact_amounts(capsys: pytest.CaptureFixture[str]) -> None:
    data = data_of(capsys, "malli.yaml", *LATE)
    assert (data["planned"], data["as_of"], data["within"]) == (True, "2025-10-03", 30)
    assert [(one["task"], one["days"]) for one in data["overdue"]] == [("T2", -3)]
    assert [one["kind"] for one in data["due"]] == [
        "task",
        "plan_review",
        "giving_up",
        "model_review",
    ]
    (sums,) = data["resources"]
    assert (sums["needed"], sums["secured"], sums["missing"]) == ("0.6", "0.4", "0.2")
    assert data["tasks"] == {
        "not_started": [],
        "in_progress": ["T2"],
        "done": ["T1"],
        "dropped": [],
    }
    assert [one["level"] for one in data["ownership"] if one["left_alone"]] == ["professional"]
    assert [one["state"] for one in data["preconditions"]].count("open") == 5
    assert data["baseline"] is None


def test_json_tells_deviations_and_missing_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    depart()
    capsys.readouterr()
    data = data_of(capsys, "malli.yaml")
    told = [(one["kind"], one["task"], one["days"]) for one in data["deviations"]]
    assert told == [
        ("task_dropped", "T1", None),
        ("due_moved", "T2", 31),
        ("start_moved", "T2", -1),
        ("task_added", "T3", None),
        ("resource_changed", None, None),
        ("resource_added", None, None),
    ]
    assert [one["reason"] for one in data["deviations"][:2]] == [
        None,
        "Verkkosivut uusitaan ensin.",
    ]


def test_json_of_no_plan_says_that_there_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    write_plan(None)
    assert data_of(capsys, "malli.yaml")["planned"] is False


# -- freeze -----------------------------------------------------------------------------------


def test_freezing_writes_the_plan_and_says_what_it_froze(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = plan_of()
    arguments = ["--date", "2025-06-30", "--note", "Ohjausryhmä 4/2025"]
    assert main(["plan", "freeze", "malli.yaml", *arguments]) == 0
    assert "jäädytettiin 30.6.2025; tehtäviä 2, resursseja 1" in shown(capsys)
    baseline = plan_of().baseline
    assert baseline is not None
    assert (baseline.date.isoformat(), baseline.note) == ("2025-06-30", "Ohjausryhmä 4/2025")
    assert (baseline.tasks, baseline.resources) == (before.tasks, before.resources)
    assert evolve(plan_of(), baseline=None) == before


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("malli.yaml").read_bytes()
    assert main(["plan", "freeze", "malli.yaml", "--date", "30.6.2025", "--dry-run"]) == 0
    assert "jäädytettäisiin" in shown(capsys)
    assert Path("malli.yaml").read_bytes() == before


def test_a_frozen_plan_is_replaced_only_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    main(["plan", "freeze", "malli.yaml", "--date", "30.6.2025"])
    before = Path("malli.yaml").read_bytes()
    assert main(["plan", "freeze", "malli.yaml", "--date", "1.9.2025"]) == 2
    told = capsys.readouterr().err
    assert "jo jäädytetty 30.6.2025" in told
    assert "--replace" in told
    assert Path("malli.yaml").read_bytes() == before
    assert main(["plan", "freeze", "malli.yaml", "--date", "1.9.2025", "--replace"]) == 0
    assert "Korvaa jäädytyksen 30.6.2025." in shown(capsys)


def test_freezing_tells_programs_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "freeze", "malli.yaml", "--date", "30.6.2025", "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "file": "malli.yaml",
        "date": "2025-06-30",
        "note": "",
        "tasks": 2,
        "resources": 1,
        "replaced": None,
        "written": False,
    }


# -- calendar ---------------------------------------------------------------------------------


def test_the_calendar_is_written_without_people_unless_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["plan", "calendar", "malli.yaml", "-o", "suunnitelma.ics"]) == 0
    assert "tapahtumia 8, ilman vastuurooleja" in shown(capsys)
    assert Path("suunnitelma.ics").read_bytes() == tm.plan_calendar(tm.load("malli.yaml"))
    arguments = ["-o", "suunnitelma.ics", "--names"]
    assert main(["plan", "calendar", "malli.yaml", *arguments]) == 2
    assert "--overwrite" in capsys.readouterr().err
    assert main(["plan", "calendar", "malli.yaml", *arguments, "--overwrite"]) == 0
    assert "Vastuu: Viestint" in Path("suunnitelma.ics").read_text("utf-8")


def test_the_calendar_tells_programs_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "calendar", "malli.yaml", "-o", "a.ics", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"file": "malli.yaml", "path": "a.ics", "events": 8, "names": False}


# -- when something is wrong ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["puuttuu.yaml"], "puuttuu.yaml"),
        ([], "Komennot"),
        (["show"], "Puuttuu"),
        (["malli.yaml", "--as-of", "31.2.2025"], '"31.2.2025" ei ole päivä'),
        (["malli.yaml", "--as-of", "eilen"], '"eilen" ei ole päivä'),
        (["malli.yaml", "--within", "-3"], '"-3" ei käy'),
        (["malli.yaml", "--within", "kuukausi"], '"kuukausi" ei käy'),
        (["malli.yaml", "--within", "9999999"], '"9999999" ei käy'),
        (["freeze", "malli.yaml"], "Puuttuu: --date PÄIVÄ"),
        (["freeze", "malli.yaml", "--date", ""], '"" ei ole päivä'),
        (["calendar", "malli.yaml"], "Puuttuu: -o TIEDOSTO.ics"),
        (["calendar", "malli.yaml", "-o", "ei/kansiota.ics"], "ei voi kirjoittaa"),
    ],
)
def test_wrong_use_is_told_in_finnish(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path("malli.yaml").read_bytes()
    assert main(["plan", *arguments]) == 2
    told = capsys.readouterr().err
    assert words in told
    assert "Traceback" not in told
    assert Path("malli.yaml").read_bytes() == before


def test_a_plan_without_days_has_no_calendar(capsys: pytest.CaptureFixture[str]) -> None:
    tm.dump(tm.PracticeModel(), "tyhja.yaml")
    assert main(["plan", "calendar", "tyhja.yaml", "-o", "a.ics"]) == 2
    assert "Kalenteriin ei ole mitään vietävää" in capsys.readouterr().err
    assert not Path("a.ics").exists()


# -- the guide --------------------------------------------------------------------------------


def test_the_guide_shows_what_the_commands_print(capsys: pytest.CaptureFixture[str]) -> None:
    guide = (ROOT / "docs" / "how-to" / "follow-a-rooting-plan.md").read_text("utf-8")
    outputs = re.findall(r"^```text\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    main(["plan", "freeze", "malli.yaml", "--date", "30.6.2025", "--note", "Ohjausryhmä 4/2025"])
    plan = plan_of()
    moved = evolve(
        plan.tasks[1],
        due=datetime.date(2025, 10, 31),
        deviation_reason="Verkkosivut uusitaan ensin.",
    )
    write_plan(evolve(plan, tasks=(plan.tasks[0], moved)))
    main(["plan", "malli.yaml", "--as-of", "15.11.2025"])
    main(["plan", "calendar", "malli.yaml", "-o", "suunnitelma.ics"])
    printed = shown(capsys).splitlines()
    told = [line for output in outputs for line in output.splitlines()]
    assert len(told) > 10
    assert [line for line in told if line not in printed] == []
