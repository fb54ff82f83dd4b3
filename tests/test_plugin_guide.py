"""The guide to plugins leads from nothing to a package that others install: it is followed here.

What it types is typed, in its order. Only what the machine of a reader needs first is given: the
environment of the tests takes the place of new ones, and packages are installed without an index.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "how-to" / "write-a-plugin.md"
KITS = ROOT / "docs" / "how-to" / "check-a-plugin-with-the-kits.md"
BLOCK = re.compile(
    r"^```\{code-block\} (?P<kind>\w+)\n(?::caption: (?P<caption>\S+)\n)?(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
PACKAGE = "toimintamalli-calendar"
WHEEL = "toimintamalli_calendar-0.1.0-py3-none-any.whl"
GIVEN = {
    "python3 -m venv .venv",
    ". .venv/bin/activate",
    "pip install 'toimintamalli[cli,testing]' build",
    "python3 -m venv trial",
}
WITHOUT_INDEX = ("--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check")


@frozen
class Shown:
    """A command of the guide and what it says that the command prints."""

    command: str
    output: str


def shown_in(text: str) -> Iterator[Shown]:
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield Shown(command, output)


CONSOLE = [m["text"] for m in BLOCK.finditer(GUIDE.read_text("utf-8")) if m["kind"] == "console"]
BEGIN, TESTED, FAILING, USED, BUILT, TRIED = (list(shown_in(text)) for text in CONSOLE)
FILES = [
    (m["caption"], m["text"]) for m in BLOCK.finditer(GUIDE.read_text("utf-8")) if m["caption"]
]


@frozen
class Desk:
    """A folder in which the guide is followed, and what is installed there."""

    folder: Path

    @property
    def package(self) -> Path:
        return self.folder / PACKAGE

    @property
    def editable(self) -> Path:
        """Where the metadata of the package are, while its code is in its own folder."""
        return self.folder / "installed"

    def run(self, *arguments: str, places: tuple[Path, ...] = ()) -> tuple[int, str]:
        """Run Python in the folder of the package; return exit code and all that it printed."""
        path = [*map(str, places or (self.package / "src", self.editable))]
        path += filter(None, [os.environ.get("PYTHONPATH")])
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(path), "PYTHONUTF8": "1"}
        environment.pop("TOIMINTAMALLI_LANG", None)
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.package if self.package.exists() else self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stdout

    def type(self, command: str) -> tuple[int, str]:
        """Type a command of the guide."""
        match shlex.split(command):
            case _ if command in GIVEN or command == f"cd {PACKAGE}":
                return 0, ""
            case ["pip", "install", "-e", ".[testing]"]:
                target = str(self.editable)
                done = self.run("-m", "pip", "install", *WITHOUT_INDEX, "--target", target, ".")
                shutil.rmtree(self.editable / "toimintamalli_calendar")
                return done
            case ["pytest"]:
                return self.run("-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error")
            case ["toimintamalli", *words]:
                return self.run("-m", "toimintamalli.cli", *words)
            case ["python", "-m", "build"]:
                return self.run("-m", "build", "--no-isolation")
            case ["trial/bin/pip", "install", "toimintamalli[cli]", wheel]:
                target = str(self.folder / "trial")
                return self.run("-m", "pip", "install", *WITHOUT_INDEX, "--target", target, wheel)
            case ["trial/bin/toimintamalli", *words]:
                trial = (self.folder / "trial",)
                return self.run("-m", "toimintamalli.cli", *words, places=trial)
        raise AssertionError(f"the guide types what this test does not know: {command}")

    def follow(self, shown: list[Shown]) -> None:
        """Type commands that must succeed and print what is shown."""
        for one in shown:
            code, printed = self.type(one.command)
            assert code == 0, f"{one.command}\n{printed}"
            if one.output:
                assert re.fullmatch(pattern_of(one.output), printed), f"{one.command}\n{printed}"


def pattern_of(output: str) -> str:
    """Return what an output looks like: ``…`` stands for the rest of a line, or for other lines."""
    escaped = re.escape(output)
    other_lines = re.sub(r"^(?:\\ )*…\\\n", r"(?:.*\n)*?", escaped, flags=re.MULTILINE)
    return other_lines.replace("…", ".*")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The package as the guide begins it, and with the files that it then writes."""
    made = Desk(tmp_path_factory.mktemp("opas"))
    made.follow(BEGIN)
    for name, text in FILES:
        (made.package / name).write_text(text.lstrip("\n"), "utf-8")
    return made


def test_the_files_of_the_guide_take_the_place_of_those_that_were_begun(desk: Desk) -> None:
    begun = {line.strip() for line in BEGIN[3].output.splitlines() if line.startswith("  ")}
    assert {name for name, _ in FILES} - begun == {"make_calendar.py"}
    assert desk.package.is_dir()


def test_the_package_passes_its_tests_and_its_contract(desk: Desk) -> None:
    desk.follow(TESTED)


def test_a_check_that_fails_is_told_as_the_guide_shows(desk: Desk) -> None:
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
    assert re.fullmatch(pattern_of(shown.output), printed), printed


def test_the_format_is_used_as_the_guide_uses_it(desk: Desk) -> None:
    shutil.copy(ROOT / "src" / "toimintamalli" / "cli" / "demo" / "malli.yaml", desk.folder)
    desk.follow(USED)
    assert "TRIGGER:-P30D" in (desk.folder / "malli.ics").read_text("utf-8").splitlines()


def test_the_program_of_the_guide_writes_a_calendar(desk: Desk) -> None:
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


def test_the_wheel_of_the_guide_is_installed_and_listed_elsewhere(desk: Desk) -> None:
    desk.follow(BUILT)
    assert (desk.package / "dist" / WHEEL).is_file()
    desk.follow(TRIED)
    _, listed = desk.type(TRIED[-1].command)
    assert "toimintamalli-calendar 0.1.0" in listed


def test_the_guide_to_the_kits_shows_the_same_class() -> None:
    (shown,) = [m["text"] for m in BLOCK.finditer(KITS.read_text("utf-8")) if m["caption"]]
    _, _, shown_class = shown.partition("\n\n\n")
    assert shown_class.startswith("class TestCalendar(ExporterContract):\n")
    assert shown_class in dict(FILES)["tests/test_calendar.py"]
