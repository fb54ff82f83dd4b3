"""Findings can be chosen, set aside and added to; a check that fails harms no other."""

from __future__ import annotations

import datetime
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import toimintamalli as tm
from toimintamalli import checks
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import PracticeModel, Suppression

HELPERS = runpy.run_path(str(Path(__file__).with_name("plugin_site.py")))
DEMO = tm.load(Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml")
EMPTY = PracticeModel()
DAY = datetime.date(2026, 1, 31)


def set_aside(*suppressions: Suppression, model: PracticeModel = EMPTY) -> PracticeModel:
    return evolve(model, suppressions=suppressions)


# -- choosing ---------------------------------------------------------------------------------


def test_a_code_or_its_beginning_can_be_selected() -> None:
    assert set(tm.check(EMPTY, select=["TM202"]).codes) == {"TM202"}
    assert set(tm.check(EMPTY, select=["tm2"]).codes) == set(tm.check(EMPTY).codes)


def test_what_is_ignored_is_not_told_even_where_it_is_selected() -> None:
    report = tm.check(EMPTY, select=["TM2"], ignore=["TM202"])
    assert set(report.codes) == {"TM201"}


@pytest.mark.parametrize("word", ["TM999", "TM20X", "", "TMX"])
@pytest.mark.parametrize("option", ["select", "ignore"])
def test_a_word_that_begins_no_code_is_refused(option: str, word: str) -> None:
    given: dict[str, Any] = {option: [word]}
    with pytest.raises(tm.OptionError, match="TM2…"):
        tm.check(EMPTY, **given)


def test_a_word_that_may_begin_the_code_of_a_plugin_is_taken() -> None:
    assert tm.check(EMPTY, ignore=["EXCEL", "OMA001"]).codes == tm.check(EMPTY).codes


# -- setting aside ----------------------------------------------------------------------------


def test_a_finding_set_aside_with_a_reason_is_not_told_but_kept_apart() -> None:
    one = Suppression(code="TM202", path="basics.funders", reason="Rahoittaja päätetään syksyllä.")
    report = tm.check(set_aside(one))
    assert [(found.code, found.path) for found in report.suppressed] == [
        ("TM202", "basics.funders")
    ]
    assert len(report) == len(tm.check(EMPTY)) - 1


def test_the_beginning_of_a_code_sets_aside_several_and_a_path_all_below_it() -> None:
    one = Suppression(code="TM20", path="basics", reason="Kesken.")
    report = tm.check(set_aside(one))
    assert {found.path.partition(".")[0] for found in report.suppressed} == {"basics"}
    assert set(report.codes) == {"TM201"}


def test_a_path_is_met_whole() -> None:
    task = Suppression(code="TM202", path="basics.t", reason="Ei osu otsikkoon.")
    assert tm.check(set_aside(task)).suppressed == ()


@pytest.mark.parametrize("reason", ["", "  "])
def test_setting_aside_without_a_reason_works_but_is_told(reason: str) -> None:
    report = tm.check(set_aside(Suppression(code="TM202", reason=reason)))
    assert "TM202" not in report.codes
    assert report.codes.count("TM208") == 1


def test_setting_aside_holds_to_its_last_day_and_its_end_is_told() -> None:
    one = Suppression(code="TM202", reason="Kesken.", expires=DAY)
    last = tm.check(set_aside(one), today=DAY)
    after = tm.check(set_aside(one), today=DAY + datetime.timedelta(days=1))
    assert "TM202" not in last.codes
    assert {"TM202", "TM209"} <= set(after.codes)
    assert "31.1.2026" in next(found.message() for found in after if found.code == "TM209")


def test_without_a_day_no_setting_aside_ends() -> None:
    one = Suppression(code="TM202", reason="Kesken.", expires=datetime.date(2001, 1, 1))
    assert "TM202" not in tm.check(set_aside(one)).codes


def test_setting_aside_that_concerns_nothing_is_told() -> None:
    report = tm.check(set_aside(Suppression(code="TM202", reason="Vanha."), model=DEMO))
    assert report.codes == ("TM210",)


def test_an_empty_code_sets_nothing_aside() -> None:
    report = tm.check(set_aside(Suppression(code=" ", reason="Kaikki pois.")))
    assert report.suppressed == ()
    assert "TM210" in report.codes


def test_choosing_reaches_what_is_set_aside_too() -> None:
    one = Suppression(code="TM20", reason="Kesken.")
    assert {found.code for found in tm.check(set_aside(one), select=["TM201"]).suppressed} == {
        "TM201"
    }


def test_a_report_keeps_what_is_set_aside_when_it_is_sorted_named_and_joined() -> None:
    report = tm.check(set_aside(Suppression(code="TM202", reason="Kesken.")))
    named = report.worst_first().at("malli.yaml") + report
    assert len(named.suppressed) == 2 * len(report.suppressed) > 0
    assert named.suppressed[0].source == "malli.yaml"


# -- failing and adding -----------------------------------------------------------------------


def failing(model: PracticeModel) -> Iterator[Diagnostic]:
    yield diagnostic("TM202", label="x", path="x")
    raise ValueError("rikki")


def test_a_check_that_fails_is_named_and_the_others_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_CHECKS", (failing, *checks._CHECKS))
    fault, *others = tm.check(EMPTY)
    assert (fault.code, fault.severity) == ("TM920", "error")
    assert "failing" in fault.message()
    assert "ValueError: rikki" in fault.message()
    assert tuple(found.code for found in others) == ("TM202",) * 5 + ("TM201",) * 6


def test_a_day_is_for_the_checks_that_need_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def old(model: PracticeModel, today: datetime.date) -> Iterator[Diagnostic]:
        yield diagnostic("TM206", words=today.year, reason="")

    monkeypatch.setattr(checks, "_CHECKS_ON_A_DAY", (old,))
    assert "TM206" not in tm.check(DEMO).codes
    assert tm.check(DEMO, today=DAY).codes == ("TM206",)


CHECKS = "[toimintamalli.checks]\nsaannot = {module}:check\n"
WORKING = """
from toimintamalli.diagnostics import Reporter

report = Reporter("toimintamalli")

def check(model):
    if not model.id:
        yield report("TM206", "id", words=0, reason="lisaosa")
"""

FOREIGN = """
from toimintamalli.diagnostics import Diagnostic, Severity

def check(model):
    return [Diagnostic(code="TM777", severity=Severity.INFO, package="lisaosa")]
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Any]:
    with HELPERS["plugin_site"](tmp_path) as installed:
        yield installed


def test_an_installed_package_adds_checks_of_its_own(site: Any) -> None:
    site.install(formats=CHECKS, source=WORKING)
    assert tm.check(DEMO).codes == ()
    assert [found.path for found in tm.check(evolve(DEMO, id=None))] == ["id"]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("def check(model):\n    raise KeyError('puuttuu')\n", "KeyError: 'puuttuu'"),
        ("def check(model):\n    return 5\n", "TypeError"),
        ("raise SystemExit(1)\n", "SystemExit: 1"),
        ("check = None\n", "TypeError"),
        ("", "AttributeError"),
        ("def check(model):\n    return ['TM201']\n", "'TM201' is no Diagnostic"),
        (FOREIGN, "the code TM777 begins with TM"),
    ],
)
def test_an_added_check_that_fails_is_told_under_the_name_of_its_package(
    site: Any, source: str, reason: str
) -> None:
    site.install(formats=CHECKS, source=source)
    (fault,) = tm.check(DEMO)
    assert fault.code == "TM920"
    assert "lisaosa:saannot" in fault.message()
    assert reason in fault.message()
