"""SARIF: a log that code hosting services and editors can read, the same every time.

The schema in ``data`` is this project's own: the part of SARIF 2.1.0 that the library writes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from jsonschema import Draft202012Validator

import toimintamalli as tm
from toimintamalli import checks
from toimintamalli.delivery.sarif import sarif_log
from toimintamalli.diagnostics import Diagnostic, Report, diagnostic
from toimintamalli.model import PracticeModel

SCHEMA = json.loads(
    Path(__file__).with_name("data").joinpath("sarif-log.schema.json").read_text("utf-8")
)
SET_ASIDE = """\
format_version: 2
basics:
  title: Kotikuntoutus {ei paikka}
suppressions:
  - code: TM202
    reason: Täydennetään {syksyllä}.
  - code: TM201
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mallit ja muuta").mkdir()
    for name, text in (
        ("Äiti & lapsi #1.yaml", "format_version: 2\nbasics:\n  title: A\n"),
        ("a:b%.yaml", SET_ASIDE),
        ("rikki.yaml", "format_version: 2\nbasics:\n  titel: A\n"),
    ):
        (tmp_path / "mallit ja muuta" / name).write_text(text, "utf-8")
    return tmp_path


def run_of(log: dict[str, Any]) -> dict[str, Any]:
    """Return the one run of a log that keeps to the schema."""
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(log)
    (run,) = log["runs"]
    run_found: dict[str, Any] = run
    return run_found


def checked(folder: Path, **options: Any) -> tm.CheckedFiles:
    return tm.check_files([folder / "mallit ja muuta"], **options)


def address(result: dict[str, Any]) -> str:
    uri: str = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    return uri


def test_every_finding_is_a_result_with_its_rule_and_level(folder: Path) -> None:
    found = checked(folder)
    run = run_of(sarif_log(found, root=folder))
    rules = run["tool"]["driver"]["rules"]
    told = [result for result in run["results"] if "suppressions" not in result]
    assert [result["ruleId"] for result in told] == [finding.code for finding in found.findings]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert {rule["id"] for rule in rules} == {result["ruleId"] for result in run["results"]}
    levels = {result["ruleId"]: result["level"] for result in told}
    assert (levels["TM202"], levels["TM120"]) == ("warning", "error")


def test_addresses_are_relative_and_percent_encoded(folder: Path) -> None:
    run = run_of(sarif_log(checked(folder), root=folder))
    assert list(dict.fromkeys(map(address, run["results"]))) == [
        "mallit%20ja%20muuta/a%3Ab%25.yaml",
        "mallit%20ja%20muuta/rikki.yaml",
        "mallit%20ja%20muuta/%C3%84iti%20%26%20lapsi%20%231.yaml",
    ]


@pytest.mark.parametrize(
    ("source", "uri"),
    [
        ("malli.yaml", "malli.yaml"),
        ("./mallit/../malli.yaml", "malli.yaml"),
        ("../muualla/malli.yaml", "file:///muualla/malli.yaml"),
        ("/juuri/malli.yaml", "malli.yaml"),
        ("/toinen/ä.yaml", "file:///toinen/%C3%A4.yaml"),
        ("puolikas\udcff.yaml", "puolikas%FF.yaml"),
    ],
)
def test_a_file_elsewhere_has_its_whole_address(source: str, uri: str) -> None:
    one = tm.CheckedFile(source=source, report=Report((diagnostic("TM111"),)), readable=False)
    run = run_of(sarif_log(tm.CheckedFiles(files=(one,)), root=Path("/juuri")))
    assert address(run["results"][0]) == uri


def test_a_result_is_told_on_its_line_or_on_the_first(folder: Path) -> None:
    run = run_of(sarif_log(checked(folder), root=folder))
    lines = {
        (result["ruleId"], result["properties"]["path"]): result["locations"][0][
            "physicalLocation"
        ]["region"]["startLine"]
        for result in run["results"]
        if address(result).endswith(("lapsi%20%231.yaml", "rikki.yaml"))
    }
    assert lines["TM202", "basics.summary"] == 2
    assert lines["TM201", "form"] == 1
    assert lines["TM120", "basics.titel"] == 3


def test_what_a_model_sets_aside_is_suppressed_with_its_reason(folder: Path) -> None:
    run = run_of(sarif_log(checked(folder), root=folder))
    aside = [result for result in run["results"] if "suppressions" in result]
    reasons = {
        result["ruleId"]: suppression.get("justification")
        for result in aside
        for suppression in result["suppressions"]
    }
    assert reasons == {"TM202": "Täydennetään {{syksyllä}}.", "TM201": None}
    assert {one["kind"] for result in aside for one in result["suppressions"]} == {"inSource"}


def test_unreadable_files_and_failed_checks_are_told_of_the_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(model: PracticeModel) -> Iterator[Diagnostic]:
        raise ValueError("{rikki}")

    monkeypatch.setattr(checks, "_CHECKS", (failing,))
    (invocation,) = run_of(sarif_log(checked(folder), root=folder))["invocations"]
    assert not invocation["executionSuccessful"]
    notifications = invocation["toolExecutionNotifications"]
    assert sorted(one["associatedRule"]["id"] for one in notifications) == [
        "TM120",
        "TM920",
        "TM920",
    ]
    assert any("{{rikki}}" in one["message"]["text"] for one in notifications)


def test_a_run_without_faults_says_so(folder: Path) -> None:
    (invocation,) = run_of(sarif_log(tm.CheckedFiles(files=())))["invocations"]
    assert invocation == {
        "executionSuccessful": True,
        "toolExecutionNotifications": [],
        "toolConfigurationNotifications": [],
    }


def test_what_is_to_be_known_of_a_selection_is_told_of_the_run(folder: Path) -> None:
    notes = Report((diagnostic("TM921", found="TM202", instead="TM201"),))
    log = sarif_log(evolve(checked(folder), notes=notes), language="en", root=folder)
    (invocation,) = run_of(log)["invocations"]
    (told,) = invocation["toolConfigurationNotifications"]
    assert told["message"]["text"].startswith("The code TM202 is on its way out. Instead: TM201.")


def test_a_rule_explains_itself_in_the_language_of_the_log(folder: Path) -> None:
    run = run_of(sarif_log(checked(folder), language="sv", root=folder))
    assert run["language"] == "sv"
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules["TM201"]["shortDescription"]["text"] == 'Fältet "… **" är tomt.'
    assert rules["TM202"]["defaultConfiguration"] == {"level": "warning"}
    assert rules["TM202"]["properties"] == {"status": "stable"}


def test_parameters_are_there_for_programs(folder: Path) -> None:
    run = run_of(sarif_log(checked(folder, select=["TM202"]), root=folder))
    first = run["results"][0]
    assert first["properties"]["parameters"]["label"] == "Toimintamallin lyhyt kuvaus"


def test_the_same_check_gives_the_same_log(folder: Path) -> None:
    first, second = (json.dumps(sarif_log(checked(folder), root=folder)) for _ in range(2))
    assert first == second
    assert str(folder) not in first


def test_the_version_is_told_where_it_is_given() -> None:
    driver = run_of(sarif_log(tm.CheckedFiles(files=()), version="1.2"))["tool"]["driver"]
    assert driver == {"name": "toimintamalli", "version": "1.2", "rules": []}
