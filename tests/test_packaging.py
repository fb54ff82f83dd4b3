"""The four distributions: what they hold, that they install, and that they run elsewhere.

Everything here is slow, so `make check` runs it and `make test` does not. Dependencies come from
wherever pip is set up to find them; the four distributions themselves are given as files.
"""

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from email import message_from_string
from email.message import Message
from pathlib import Path

import pytest
from attrs import frozen

pytestmark = pytest.mark.packaging

ROOT = Path(__file__).parents[1]
VERSION = "0.1.0"
SOME_DAY = "1577836800"
PROJECTS = {
    "toimintamalli": ROOT,
    "toimintamalli-excel": ROOT / "plugins" / "toimintamalli-excel",
    "toimintamalli-innokyla": ROOT / "plugins" / "toimintamalli-innokyla",
    "toimintamalli-pdf": ROOT / "plugins" / "toimintamalli-pdf",
}
DISTRIBUTIONS = pytest.mark.parametrize("name", PROJECTS)
USE_OF_THE_CORE = """
import toimintamalli as tm
model = tm.loads("format_version: 1\\nbasics:\\n  title: Etävastaanotto")
assert tm.loads(tm.dumps(model)) == model
assert "TM201" in tm.check(model).codes
assert tm.json_schema("sv")["$defs"]
try:
    tm.export(model, "malli.xlsx")
except tm.UnknownFormatError as error:
    print(error.message("en"))
"""


@frozen
class Environment:
    """A virtual environment of its own, and a folder to work in."""

    home: Path
    folder: Path

    def pip(self, *arguments: str | Path) -> None:
        options = ["--quiet", "--disable-pip-version-check"]
        self.run("python", "-m", "pip", *options, *arguments)

    def install(self, *requirements: str | Path) -> None:
        self.pip("install", "--constraint", ROOT / "constraints.txt", *requirements)

    def run(self, program: str, *arguments: str | Path) -> str:
        """Run a program of the environment and return what it prints."""
        return output_of(self.home / "bin" / program, *arguments, folder=self.folder)


def output_of(*command: str | Path, folder: Path, **variables: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    answer = subprocess.run(
        command,
        cwd=folder,
        env=kept | {"PYTHONIOENCODING": "utf-8"} | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert answer.returncode == 0, f"{command}\n{answer.stdout}\n{answer.stderr}"
    return answer.stdout


def build(name: str, target: Path, *kinds: str) -> None:
    """Build a distribution; without kinds the source archive, and the wheel from it."""
    command = (sys.executable, "-m", "build", "--no-isolation", "--outdir", target, *kinds)
    output_of(*command, PROJECTS[name], folder=target, SOURCE_DATE_EPOCH=SOME_DAY)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive and the wheel of every distribution."""
    target = tmp_path_factory.mktemp("built")
    for name in PROJECTS:
        build(name, target)
    return target


def wheel(folder: Path, name: str) -> Path:
    return folder / f"{name.replace('-', '_')}-{VERSION}-py3-none-any.whl"


def archive(folder: Path, name: str) -> Path:
    return folder / f"{name.replace('-', '_')}-{VERSION}.tar.gz"


def wheel_names(folder: Path, name: str) -> set[str]:
    with zipfile.ZipFile(wheel(folder, name)) as file:
        return set(file.namelist())


def metadata(folder: Path, name: str) -> Message:
    inner = f"{name.replace('-', '_')}-{VERSION}.dist-info/METADATA"
    with zipfile.ZipFile(wheel(folder, name)) as file:
        return message_from_string(file.read(inner).decode("utf-8"))


def environment(folder: Path) -> Environment:
    home, work = folder / "environment", folder / "work"
    work.mkdir()
    output_of(sys.executable, "-m", "venv", home, folder=folder)
    return Environment(home, work)


@pytest.fixture(scope="module")
def whole(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with `toimintamalli[all]`."""
    made = environment(tmp_path_factory.mktemp("whole"))
    core, *plugins = (wheel(built, name) for name in PROJECTS)
    made.install(f"{core}[all]", *plugins)
    return made


@pytest.fixture(scope="module")
def bare(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with `toimintamalli` and no extras."""
    made = environment(tmp_path_factory.mktemp("bare"))
    made.install(wheel(built, "toimintamalli"))
    return made


@pytest.fixture
def without_excel(built: Path, whole: Environment) -> Iterator[Environment]:
    """The whole environment while one plugin is uninstalled."""
    whole.pip("uninstall", "--yes", "toimintamalli-excel")
    yield whole
    whole.install("--no-deps", wheel(built, "toimintamalli-excel"))


# -- what they hold ---------------------------------------------------------------------------


@DISTRIBUTIONS
def test_a_wheel_holds_its_package_and_nothing_else(name: str, built: Path) -> None:
    package = name.replace("-", "_")
    tops = {inner.split("/")[0] for inner in wheel_names(built, name)}
    assert tops == {package, f"{package}-{VERSION}.dist-info"}


@DISTRIBUTIONS
def test_a_wheel_holds_every_file_of_its_package(name: str, built: Path) -> None:
    source = PROJECTS[name] / "src"
    command = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    listed = output_of(*command, folder=source).split("\0")
    kept = {inner for inner in listed if inner and (source / inner).is_file()}
    packed = {inner for inner in wheel_names(built, name) if ".dist-info/" not in inner}
    assert packed == kept
    assert f"{name.replace('-', '_')}/py.typed" in packed


@DISTRIBUTIONS
def test_a_wheel_holds_no_tests(name: str, built: Path) -> None:
    assert [inner for inner in wheel_names(built, name) if "test_" in inner] == []


@DISTRIBUTIONS
def test_every_archive_holds_the_licence(name: str, built: Path) -> None:
    package = f"{name.replace('-', '_')}-{VERSION}"
    assert f"{package}.dist-info/licenses/LICENSE" in wheel_names(built, name)
    with tarfile.open(archive(built, name)) as file:
        assert f"{package}/LICENSE" in file.getnames()


def test_the_pdf_wheel_holds_its_fonts_and_their_licence(built: Path) -> None:
    fonts = {Path(inner).name for inner in wheel_names(built, "toimintamalli-pdf")}
    assert {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "LICENSE.txt"} <= fonts


@DISTRIBUTIONS
def test_a_source_archive_holds_one_project_with_its_tests(name: str, built: Path) -> None:
    with tarfile.open(archive(built, name)) as file:
        tops = {inner.split("/")[1] for inner in file.getnames()}
    assert {"src", "tests", "pyproject.toml", "README.md", "LICENSE"} <= tops
    assert "plugins" not in tops


@DISTRIBUTIONS
def test_the_metadata_say_what_a_reader_needs(name: str, built: Path) -> None:
    stated = metadata(built, name)
    assert stated["Name"] == name
    assert stated["Version"] == VERSION
    assert stated["License-Expression"] == "MIT"
    assert stated["Requires-Python"] == ">=3.11"
    assert len(stated["Summary"]) > len(name)


@DISTRIBUTIONS
def test_the_readme_is_the_description(name: str, built: Path) -> None:
    stated = metadata(built, name)
    readme = (PROJECTS[name] / "README.md").read_text("utf-8")
    assert stated["Description-Content-Type"] == "text/markdown"
    assert stated.get_payload().strip() == readme.strip()
    assert readme.startswith("# ")


@DISTRIBUTIONS
def test_dependencies_are_named_without_addresses(name: str, built: Path) -> None:
    stated = metadata(built, name)
    requirements = stated.get_all("Requires-Dist", [])
    assert [line for line in requirements if re.search(r"@|://", line)] == []


def test_the_extras_ask_for_the_plugins_of_the_same_version(built: Path) -> None:
    requirements = metadata(built, "toimintamalli").get_all("Requires-Dist", [])
    for plugin in sorted(PROJECTS.keys() - {"toimintamalli"}):
        extra = plugin.removeprefix("toimintamalli-")
        for wanted in (extra, "all"):
            assert f"{plugin}=={VERSION}; extra == '{wanted}'" in requirements


@DISTRIBUTIONS
def test_building_twice_gives_the_same_wheel(name: str, built: Path, tmp_path: Path) -> None:
    build(name, tmp_path, "--wheel")
    assert wheel(tmp_path, name).read_bytes() == wheel(built, name).read_bytes()


# -- that they run elsewhere ------------------------------------------------------------------


def test_the_demonstration_runs_where_everything_is_installed(whole: Environment) -> None:
    assert list(whole.folder.iterdir()) == []
    assert whole.run("toimintamalli", "demo")
    made = {file.suffix for file in whole.folder.rglob("*") if file.is_file()}
    assert {".pdf", ".txt", ".xlsx"} <= made


def test_every_plugin_is_listed_where_everything_is_installed(whole: Environment) -> None:
    listed = whole.run("toimintamalli", "plugins")
    assert [name for name in ("excel", "innokyla", "pdf") if name not in listed] == []


def test_the_core_alone_works_and_says_what_to_install(bare: Environment) -> None:
    told = bare.run("python", "-c", USE_OF_THE_CORE)
    assert "pip install 'toimintamalli[excel]'" in told


def test_uninstalling_a_plugin_harms_no_other(without_excel: Environment) -> None:
    program = "import toimintamalli as tm; print(*sorted({row.name for row in tm.formats()}))"
    assert without_excel.run("python", "-c", program).strip() == "innokyla pdf"
    told = without_excel.run("python", "-c", USE_OF_THE_CORE)
    assert "pip install 'toimintamalli[excel]'" in told
