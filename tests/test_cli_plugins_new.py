"""A package to begin with: it installs, is listed, keeps its contract and passes its own tests."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import frozen

from toimintamalli.cli import main
from toimintamalli.cli._plugin_names import plugin_name
from toimintamalli.cli._templates import PluginKind
from toimintamalli.testing import (
    ExporterContract,
    ImporterContract,
    InstrumentContract,
    WorksheetContract,
)
from toimintamalli.vocabulary import read_toml

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
GROUPS = {
    PluginKind.EXPORTER: "formats",
    PluginKind.IMPORTER: "formats",
    PluginKind.INSTRUMENT: "instruments",
    PluginKind.WORKSHEET: "worksheets",
}
BOTH_FORMATS = (PluginKind.EXPORTER, PluginKind.IMPORTER)
each_kind = pytest.mark.parametrize("kind", PluginKind)


@frozen
class Made:
    """A package that the command made, and a place where its wheel is installed."""

    name: str
    folder: Path
    installed: Path

    @property
    def package(self) -> str:
        return f"toimintamalli_{self.name.replace('-', '_')}"

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python where the package is installed."""
        places = filter(None, (str(self.installed), os.environ.get("PYTHONPATH")))
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(places), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("-m", "toimintamalli.cli", *arguments)


def made(kind: PluginKind, folder: Path) -> Made:
    """Make a package, build its wheel and install it."""
    name = f"oma-{kind}"
    assert main(["plugins", "new", name, "--kind", kind, "--into", str(folder)]) == 0
    package = Made(name, folder / f"toimintamalli-{name}", folder / "asennettu")
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check")
    done = package.run("-m", "pip", "install", *options, "--target", str(package.installed), ".")
    assert done.returncode == 0, done.stderr
    return package


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[PluginKind, Made]:
    """A package of every kind."""
    return {kind: made(kind, tmp_path_factory.mktemp(kind)) for kind in PluginKind}


# -- what is made -----------------------------------------------------------------------------


@each_kind
def test_the_package_is_listed_as_soon_as_it_is_installed(
    kind: PluginKind, packages: dict[PluginKind, Made]
) -> None:
    package = packages[kind]
    listed = json.loads(package.command("plugins", "--json").stdout)[GROUPS[kind]]
    (row,) = (one for one in listed if one["distribution"] == f"toimintamalli-{package.name}")
    assert row.get("name", row.get("id")) == package.name
    assert row["title"] == f"Oma {kind}"
    assert row["problems"] == []


@each_kind
def test_the_package_passes_its_own_tests_and_so_its_contract(
    kind: PluginKind, packages: dict[PluginKind, Made]
) -> None:
    package = packages[kind]
    (file,) = package.folder.glob("tests/test_*.py")
    assert re.search(rf"class Test\w+\({kind.capitalize()}Contract\):", file.read_text("utf-8"))
    done = package.run("-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error", "tests")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("kind", sorted(set(PluginKind) - set(BOTH_FORMATS)))
def test_criteria_sets_and_worksheets_are_packages_without_code(
    kind: PluginKind, packages: dict[PluginKind, Made]
) -> None:
    package = packages[kind]
    inner = package.installed / package.package
    assert [file.name for file in inner.iterdir()] == [f"{package.name}.toml"]


@each_kind
def test_nothing_of_the_template_is_left(
    kind: PluginKind, packages: dict[PluginKind, Made]
) -> None:
    folder = packages[kind].folder
    files = [one for part in ("*", "src/*/*", "tests/*") for one in folder.glob(part)]
    said = [f"{one}\n{one.read_text('utf-8')}" for one in files if one.is_file()]
    assert len(said) > 3
    assert [text for text in said if re.search(r"pohja.?ni|\{version|\{today", text, re.I)] == []


def test_the_package_asks_for_the_library_of_today_and_not_for_one_that_may_differ(
    packages: dict[PluginKind, Made],
) -> None:
    project = (packages[PluginKind.EXPORTER].folder / "pyproject.toml").read_text("utf-8")
    assert '"toimintamalli>=0.1,<0.2"' in project


@pytest.mark.packaging
@pytest.mark.parametrize("kind", BOTH_FORMATS)
def test_the_code_of_the_package_is_typed_and_tidy(
    kind: PluginKind, packages: dict[PluginKind, Made]
) -> None:
    folder = packages[kind].folder
    rules = ("--isolated", "--line-length", "100")
    tidy = packages[kind].run("-m", "ruff", "check", *rules, "--select", "E,F,W,I,UP,B,RUF", ".")
    formatted = packages[kind].run("-m", "ruff", "format", "--check", *rules, ".")
    typed = packages[kind].run("-m", "mypy", "--strict", str(folder / "src"))
    for done in (tidy, formatted, typed):
        assert done.returncode == 0, done.stdout


# -- the contract from the command line -------------------------------------------------------


def test_the_contract_of_an_installed_plugin_is_told_check_by_check(
    packages: dict[PluginKind, Made],
) -> None:
    package = packages[PluginKind.INSTRUMENT]
    done = package.command("--lang", "en", "plugins", "test", package.name)
    first, *checks, last = done.stdout.splitlines()
    assert first == f"{package.name}: criteria set (toimintamalli-{package.name})"
    assert len(checks) > 3
    assert {line.split()[0] for line in checks} == {"passed"}
    assert last == f"Passed {len(checks)}, failed 0."
    assert done.returncode == 0


def test_a_fault_is_told_with_what_was_found_and_what_to_do(tmp_path: Path) -> None:
    package = made(PluginKind.WORKSHEET, tmp_path)
    (file,) = package.installed.glob("*/*.toml")
    text = file.read_text("utf-8").replace("rooting_plan.risks", "rooting_plan.riskit")
    file.write_text(text, "utf-8")
    done = package.command("--lang", "sv", "plugins", "test", package.name)
    assert done.returncode == 1
    assert "  FEL " in done.stdout
    assert "rooting_plan.riskit" in done.stdout


def test_the_contract_can_be_told_to_programs(packages: dict[PluginKind, Made]) -> None:
    package = packages[PluginKind.WORKSHEET]
    (told,) = json.loads(package.command("plugins", "test", package.name, "--json").stdout)
    assert (told["name"], told["kind"]) == (package.name, "worksheet")
    assert {check["passed"] for check in told["checks"]} == {True}


def test_what_a_plugin_declares_in_its_tests_can_be_said_on_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["--lang", "en", "plugins", "test", "johdon-tiivistelma"]
    assert main(words) == 1
    assert "FAILED   A sheet read back changes nothing" in capsys.readouterr().out
    assert main([*words, "--declare", "is_filled=false"]) == 0
    assert "failed 0." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("is_full=false", "Allowed: is_filled."),
        ("is_filled=[", "Write the value as in TOML"),
        ("is_filled", "Write the value as in TOML"),
    ],
)
def test_what_cannot_be_declared_is_refused(
    said: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--lang", "en", "plugins", "test", "johdon-tiivistelma"]
    assert main([*words, "--declare", said]) == 2
    assert told in capsys.readouterr().err


def test_an_importer_is_tried_with_the_files_that_it_must_read(
    packages: dict[PluginKind, Made], tmp_path: Path
) -> None:
    package = packages[PluginKind.IMPORTER]
    good, bad = tmp_path / "hyva.txt", tmp_path / "huono.txt"
    good.write_text("title: Perhetupa\n", "utf-8")
    bad.write_text("muuta\n", "utf-8")
    ends = {}
    for sample in (good, bad):
        done = package.command("plugins", "test", package.name, "--json", "--sample", str(sample))
        (told,) = json.loads(done.stdout)
        checks = {check["name"]: check["passed"] for check in told["checks"]}
        ends[sample.name] = (done.returncode, checks["test_good_files_are_read"])
    assert ends == {"hyva.txt": (0, True), "huono.txt": (1, False)}


def test_every_check_of_every_contract_is_told_in_the_language_of_the_reader() -> None:
    contracts = (ExporterContract, ImporterContract, InstrumentContract, WorksheetContract)
    checks = {name for one in contracts for name in dir(one) if name.startswith("test_")}
    assert len(checks) > 50
    told = read_toml("toimintamalli.cli", "labels.toml")["contract"]
    assert {f"test_{name}" for name in told} == checks


def test_a_plugin_of_nobody_cannot_be_tested(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "plugins", "test", "ei-mikaan"]) == 2
    assert "No format, criteria set or worksheet ei-mikaan is installed" in capsys.readouterr().err


def test_without_the_tools_for_testing_the_command_says_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toimintamalli.cli._plugins_test.can_test", lambda: False)
    assert main(["plugins", "test", "excel"]) == 2
    assert "pip install 'toimintamalli[testing]'" in capsys.readouterr().err


# -- names and folders ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "name", "title"),
    [
        ("oma-muoto", "oma-muoto", "Oma muoto"),
        ("Oma Muoto", "oma-muoto", "Oma Muoto"),
        ("oma_muoto.2", "oma-muoto-2", "Oma muoto 2"),
        ("Äänestys Öljy Åbo", "aanestys-oljy-abo", "Äänestys Öljy Åbo"),
        ("toimintamalli-oma-muoto", "oma-muoto", "Oma muoto"),
        ("  Oma   muoto ", "oma-muoto", "Oma muoto"),
        ("class", "class", "Class"),
    ],
)
def test_a_name_is_made_safe(written: str, name: str, title: str) -> None:
    made = plugin_name(written)
    assert made is not None
    assert (made.name, made.title) == (name, title)
    assert f"toimintamalli_{made.part}".isidentifier()
    assert f"{made.of_class}Exporter".isidentifier()


@pytest.mark.parametrize(
    "written",
    ["", " ", "-", "2muotoa", "../muoto", "a/b", "a\\b", "con", "NUL", "lpt1", "a\n[b]",
     'a"b', "a;b", "漢字", "a" * 41],
)  # fmt: skip
def test_a_name_that_cannot_be_made_safe_is_refused(
    written: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = ["--into", str(tmp_path)]
    assert main(["plugins", "new", "--kind", "exporter", *into, "--", written]) == 2
    assert "oma-muoto" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("excel", "exporter"),
        ("innokyla", "importer"),
        ("juurtumisvalmius", "instrument"),
        ("tyopohja-4", "worksheet"),
    ],
)
def test_a_name_in_use_is_refused(
    name: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plugins", "new", name, "--kind", kind, "--into", str(tmp_path)]) == 2
    assert f"Nimi {name} on jo käytössä" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_kind_is_refused_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--lang", "en", "plugins", "new", "oma", "--kind", "check"]) == 2
    assert "Allowed: exporter, importer, instrument, worksheet." in capsys.readouterr().err


@pytest.mark.parametrize("as_file", [True, False], ids=["a file", "a folder"])
def test_what_is_there_is_never_written_over(
    as_file: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "toimintamalli-oma"
    if as_file:
        target.write_text("tärkeää", "utf-8")
    else:
        target.mkdir()
    before = list(tmp_path.rglob("*"))
    assert main(["plugins", "new", "oma", "--kind", "exporter", "--into", str(tmp_path)]) == 2
    assert "on jo olemassa" in capsys.readouterr().err
    assert list(tmp_path.rglob("*")) == before


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tiedosto").write_text("", "utf-8")
    into = str(tmp_path / "tiedosto" / "alla")
    assert main(["plugins", "new", "oma", "--kind", "exporter", "--into", into]) == 2
    assert "ei voi kirjoittaa" in capsys.readouterr().err


def test_a_dry_run_shows_the_files_and_writes_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["plugins", "new", "oma", "--kind", "instrument", "--into", str(tmp_path)]
    assert main([*words, "--dry-run"]) == 0
    first, *files = capsys.readouterr().out.splitlines()
    assert first == f"Tehtäisiin {tmp_path / 'toimintamalli-oma'}:"
    assert list(tmp_path.iterdir()) == []
    assert main(words) == 0
    made = tmp_path / "toimintamalli-oma"
    inner = (one.relative_to(made).as_posix() for one in made.rglob("*") if one.is_file())
    assert sorted(line.strip() for line in files) == sorted(inner)


def test_every_file_of_every_template_is_found_in_the_installed_library() -> None:
    folder = ROOT / "src" / "toimintamalli" / "cli" / "templates"
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert len(files) > 20
    assert [file for file in files if file.suffix != ".in"] == []
