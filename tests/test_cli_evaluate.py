"""``evaluate`` as its users meet it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import toimintamalli as tm
from toimintamalli.cli import main

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "src" / "toimintamalli" / "cli" / "demo" / "malli.yaml"
TWO_ROUNDS = ROOT / "examples" / "models" / "kotikuntoutus.yaml"
OWN_SET = """
id = "omat"
version = "1"
title = "Omat kriteerit"

[provenance]
status = "own"
source = "Työryhmä"
read = 2026-01-31

[[scales]]
id = "kaksi"
levels = [{ id = "ei", label = "ei" }, { id = "on", label = "on", side = "agree" }]

[[themes]]
id = "teema"
title = "Teema"

[[criteria]]
id = "yksi"
theme = "teema"
scale = "kaksi"
question = "Onko näin?"
"""
ANSWERED = """
format_version: 2
basics: {title: Malli}
evaluations:
  - id: a
    instrument: %s
    answers:
      - {criterion: yksi, level: %s}
"""


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("TOIMINTAMALLI_LANG", raising=False)
    shutil.copy(DEMO, "malli.yaml")
    shutil.copy(TWO_ROUNDS, "kaksi.yaml")
    Path("omat.toml").write_text(OWN_SET, "utf-8")


def shown(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what was printed, with no-break spaces as people see them."""
    return capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ")


def data_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    main(["evaluate", *arguments, "--json"])
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


# -- for people -------------------------------------------------------------------------------


def test_the_set_its_source_and_its_doubts_stand_beside_the_numbers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["evaluate", "malli.yaml"]) == 0
    text = " ".join(shown(capsys).split())
    survey = tm.get_instrument("vaikutusten-itsearviointi")
    assert survey.provenance.note is not None
    assert f"{survey.title.fi} ({survey.version})" in text
    assert "Lähde (virallinen, luettu 22.11.2026)" in text
    assert survey.provenance.note.fi in text
    assert "Pisteet ovat kirjaston omia. THL ei anna niitä." in text


def test_the_score_is_a_range_with_its_coverage(capsys: pytest.CaptureFixture[str]) -> None:
    main(["evaluate", "malli.yaml"])
    assert "Pisteet 61–81 %. Vastattu 9/12 kriteeriin." in shown(capsys)


def test_every_statement_shows_its_distribution_with_zeros(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["evaluate", "malli.yaml"])
    text = shown(capsys)
    assert "▓▓▓▓▓█████ 0 0 1 1 0 0 0 3 osittain samaa mieltä" in text
    assert "?????????? 0 0 0 0 2 0 0 ? ei voida vielä arvioida" in text
    for criterion in tm.get_instrument("vaikutusten-itsearviointi").criteria:
        assert criterion.question.fi in text


def test_what_is_open_carries_the_day_from_which_it_can_be_assessed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["evaluate", "malli.yaml"])
    assert "(arvioitavissa 1.12.2025 alkaen)" in " ".join(shown(capsys).split())


def test_a_second_round_tells_what_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "kaksi.yaml"]) == 0
    text = " ".join(shown(capsys).split())
    assert "Juurtumisvalmius: muutos 20.2.2025 → 15.9.2025 Pisteet 25–92 % → 75–92 %" in text
    assert "Päätös toiminnan vakiinnuttamisesta on tehty: arvioijat eri mieltä → täyttyy" in text


def test_one_evaluation_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "kaksi.yaml", "--evaluation", "juurtumisvalmius-syksy"]) == 0
    text = shown(capsys)
    assert "20.2.2025" not in text
    assert "15.9.2025" in text


def test_explaining_shows_the_weight_of_every_part(capsys: pytest.CaptureFixture[str]) -> None:
    main(["evaluate", "kaksi.yaml", "--evaluation", "juurtumisvalmius-syksy", "--explain"])
    text = shown(capsys)
    assert "  75,0–91,7 · paino 6 · Juurtumisvalmius" in text
    assert text.count("paino 1 ·") == 6


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ("Pisteet 61–81 %", "Arvioijien yksimielisyys", "10.6.2025", "α 0,30")),
        ("sv", ("Poäng 61–81 %", "Utvärderarnas samstämmighet", "10.6.2025", "α 0,30")),
        ("en", ("Score 61–81%", "Agreement of the evaluators", "10 June 2025", "α 0.30")),
    ],
)
def test_results_speak_the_language_of_the_user(
    language: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", language, "evaluate", "malli.yaml"]) == 0
    text = shown(capsys)
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("model", ["malli.yaml", "kaksi.yaml"])
def test_nothing_is_wider_than_the_terminal(
    model: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--lang", language, "evaluate", model, "--explain"])
    assert max(map(len, shown(capsys).splitlines())) <= 80


def test_a_model_without_evaluations_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    Path("tyhja.yaml").write_text("format_version: 2\nbasics: {title: Malli}\n", "utf-8")
    assert main(["evaluate", "tyhja.yaml"]) == 0
    assert "Toimintamallia ei ole arvioitu." in shown(capsys)


# -- for programs -----------------------------------------------------------------------------


def test_json_keeps_the_four_states_apart(capsys: pytest.CaptureFixture[str]) -> None:
    (evaluation,) = data_of(capsys, "malli.yaml")["evaluations"]
    by_id = {criterion["id"]: criterion for criterion in evaluation["criteria"]}
    customers, decision = by_id["digital-customers"], by_id["permanent-decision"]
    states = ("cannot_yet", "not_applicable", "no_answer", "not_asked")
    assert [customers[state] for state in states] == [0, 1, 0, 0]
    assert [decision[state] for state in states] == [2, 0, 0, 0]
    assert [level["count"] for level in customers["levels"]] == [0, 0, 1, 0]
    assert customers["settled"] == {"state": "unsettled", "level": None, "how": "none"}
    assert decision["settled"]["how"] == "unanimous"
    for criterion in evaluation["criteria"]:
        counted = sum(level["count"] for level in criterion["levels"])
        assert counted + sum(criterion[state] for state in states[:3]) == criterion["n"] == 2


def test_json_carries_the_provenance_and_the_tree_of_the_score(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (evaluation,) = data_of(capsys, "malli.yaml")["evaluations"]
    assert evaluation["instrument"]["provenance"]["status"] == "official"
    assert evaluation["score"]["coverage"] == {"answered": 9, "applicable": 12}
    assert (evaluation["score"]["low"], evaluation["score"]["high"]) == (61.1, 80.6)
    tree = evaluation["score"]["explain"]
    assert [part["id"] for part in tree["parts"]] == ["use", "digital"]
    assert [(part["low"], part["high"]) for part in tree["parts"]] == [
        ("2/3", "17/21"),
        ("8/15", "4/5"),
    ]


def test_json_tells_agreement_with_its_counts(capsys: pytest.CaptureFixture[str]) -> None:
    (evaluation,) = data_of(capsys, "malli.yaml")["evaluations"]
    (agreement,) = evaluation["agreement"]
    assert agreement["exact"] == {"count": 5, "n": 10, "percent": 50.0}
    assert agreement["alpha"]["criteria"] == 10
    assert round(agreement["alpha"]["value"], 2) == 0.3


def test_json_tells_what_changed_between_rounds(capsys: pytest.CaptureFixture[str]) -> None:
    (change,) = data_of(capsys, "kaksi.yaml")["changes"]
    assert (change["from"], change["to"]) == ("juurtumisvalmius-kevat", "juurtumisvalmius-syksy")
    moved = {one["criterion"]: (one["before"]["state"], one["after"]) for one in change["criteria"]}
    assert moved["decision-made"] == ("unsettled", {"state": "level", "level": "met"})


# -- when something is wrong ------------------------------------------------------------------


def test_an_own_set_is_read_from_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    Path("oma.yaml").write_text(ANSWERED % ("omat", "on"), "utf-8")
    assert main(["evaluate", "oma.yaml", "--instrument", "omat.toml"]) == 0
    text = shown(capsys)
    assert "Omat kriteerit (1)" in text
    assert "Pisteitä ei lasketa, koska kriteeristö ei anna niitä. Vastattu 1/1" in text


def test_an_unknown_set_is_told_and_the_known_ones_are_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = DEMO.read_text("utf-8").replace(
        "rooting_plan:", "  - {id: b, instrument: x}\nrooting_plan:"
    )
    Path("malli.yaml").write_text(text, "utf-8")
    assert main(["evaluate", "malli.yaml"]) == 1
    printed = shown(capsys)
    assert "Pisteet 61–81 %" in printed
    assert '"x" ei tunneta' in printed
    assert "[TM301]" in printed


def test_an_answer_outside_the_scale_is_told_and_the_rest_counts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("oma.yaml").write_text(ANSWERED % ("omat", "ehkä"), "utf-8")
    assert main(["evaluate", "oma.yaml", "--instrument", "omat.toml"]) == 1
    assert "[TM303]" in shown(capsys)


def test_a_set_that_does_not_validate_names_file_line_and_key(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("omat.toml").write_text(OWN_SET.replace('scale = "kaksi"', 'scale = "kolme"'), "utf-8")
    assert main(["evaluate", "malli.yaml", "--instrument", "omat.toml"]) == 2
    told = capsys.readouterr().err
    assert re.search(r"omat\.toml:\d+ criteria\[0\]\.scale: ", told)
    assert '"kolme"' in told


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("puuttuu.yaml",), "puuttuu.yaml"),
        (("malli.yaml", "--evaluation", "toinen"), "itsearviointi-2025"),
        (("malli.yaml", "--instrument", "puuttuu.toml"), "puuttuu.toml"),
        ((), "Puuttuu"),
    ],
)
def test_wrong_use_is_told_in_finnish(
    arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", *arguments]) == 2
    told = capsys.readouterr().err
    assert words in told
    assert "Traceback" not in told
