"""The guide to plugins leads from nothing to a package that others install: it is followed here."""

from __future__ import annotations

import re
import runpy
import shutil
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "how-to" / "write-a-plugin.md"
KITS = ROOT / "docs" / "how-to" / "check-a-plugin-with-the-kits.md"
WHEEL = "toimintamalli_calendar-0.1.0-py3-none-any.whl"
GIVEN = {
    "python3 -m venv .venv",
    ". .venv/bin/activate",
    "pip install 'toimintamalli[cli,testing]' build",
    "python3 -m venv trial",
}
HELPERS = runpy.run_path(str(Path(__file__).with_name("plugin_desk.py")))
BEGIN, TESTED, FAILING, USED, BUILT, TRIED = HELPERS["shown_in"](GUIDE)
FILES = HELPERS["files_of"](GUIDE)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The package as the guide begins it, and with the files that it then writes."""
    made = HELPERS["Desk"](tmp_path_factory.mktemp("opas"), "calendar", frozenset(GIVEN))
    made.follow(BEGIN)
    made.write(FILES)
    return made


def test_the_files_of_the_guide_take_the_place_of_those_that_were_begun(desk: Any) -> None:
    begun = {line.strip() for line in BEGIN[3].output.splitlines() if line.startswith("  ")}
    assert {name for name, _ in FILES} - begun == {"make_calendar.py"}
    assert desk.package.is_dir()


def test_the_package_passes_its_tests_and_its_contract(desk: Any) -> None:
    desk.follow(TESTED)


def test_a_check_that_fails_is_told_as_the_guide_shows(desk: Any) -> None:
    file = desk.package / "src" / "toimintamalli_calendar" / "_content.py"
    written = file.read_text("utf-8")
    clock = 'yield f"DTSTAMP:{datetime.datetime.now():%Y%m%d}T000000Z"'
    changed = written.replace('yield f"DTSTAMP:{day:%Y%m%d}T000000Z"', clock)
    assert changed != written
    file.write_text(changed.replace("import re\n", "import datetime\nimport re\n"), "utf-8")
    try:
        (shown,) = FAILING
        code, printed = desk.type(shown.command)
    finally:
        file.write_text(written, "utf-8")
    assert code == 1
    assert re.fullmatch(HELPERS["pattern_of"](shown.output), printed), printed


def test_the_format_is_used_as_the_guide_uses_it(desk: Any) -> None:
    shutil.copy(ROOT / "src" / "toimintamalli" / "cli" / "demo" / "malli.yaml", desk.folder)
    desk.follow(USED)
    assert "TRIGGER:-P30D" in (desk.folder / "malli.ics").read_text("utf-8").splitlines()


def test_the_program_of_the_guide_writes_a_calendar(desk: Any) -> None:
    models = desk.package / "mallit"
    models.mkdir()
    dated = "format_version: 1\nbasics: {title: Kotikuntoutus}\nnext_review: 2027-03-01\n"
    (models / "a.yaml").write_text(dated, "utf-8")
    (models / "b.yaml").write_text("format_version: 1\nbasics: {title: Perhetupa}\n", "utf-8")
    code, printed = desk.run("make_calendar.py")
    assert code == 0
    assert printed.splitlines() == ["tarkistukset.ics", 'The model "Perhetupa" has no review day.']
    written = (desk.package / "tarkistukset.ics").read_text("utf-8")
    assert "SUMMARY:Tarkistus: Kotikuntoutus\nBEGIN:VALARM" in written


def test_the_wheel_of_the_guide_is_installed_and_listed_elsewhere(desk: Any) -> None:
    desk.follow(BUILT)
    assert (desk.package / "dist" / WHEEL).is_file()
    desk.follow(TRIED)
    _, listed = desk.type(TRIED[-1].command)
    assert "toimintamalli-calendar 0.1.0" in listed


def test_the_guide_to_the_kits_shows_the_same_class() -> None:
    ((_, shown),) = HELPERS["files_of"](KITS)
    _, _, shown_class = shown.partition("\n\n\n")
    assert shown_class.startswith("class TestCalendar(ExporterContract):\n")
    assert shown_class in dict(FILES)["tests/test_calendar.py"]
