"""The four distributions: what they hold, that they install, and that they run elsewhere.

What is tried here is promised in `docs/explanation/what-the-packages-promise.md`.

Everything here is slow, so `make check` runs it and `make test` does not. Dependencies come from
wherever pip is set up to find them; the four distributions themselves are given as files.
"""

import hashlib
import os
import re
import shutil
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
DEPENDENCIES = {
    *("attrs", "cattrs", "click", "icalendar", "importlib_metadata", "openpyxl", "phonenumbers"),
    *("pypdf", "pyyaml", "rapidfuzz", "reportlab", "rich", "snowballstemmer"),
}
DISTRIBUTIONS = pytest.mark.parametrize("name", PROJECTS)
USE_OF_THE_CORE = """
import toimintamalli as tm
model = tm.loads("format_version: 1\\nbasics:\\n  title: Etävastaanotto")
assert tm.loads(tm.dumps(model)) == model
assert "TM201" in tm.check(model).codes
assert tm.json_schema("sv")["$defs"]
for call in (
    lambda: tm.export(model, "malli.xlsx"),
    lambda: tm.render(model, format="pdf"),
    lambda: tm.read_data(b"a", format="innokyla"),
    lambda: tm.find_overlaps(tm.Portfolio(models=(model, model))),
):
    try:
        call()
    except tm.ToimintamalliError as error:
        print(error.message("en"))
"""
USE_OF_EVERYTHING = """
import toimintamalli as tm
model = tm.load("toimintamalli-demo/malli.yaml")
for name in ("excel", "pdf"):
    made = tm.render(model, format=name)
    assert tm.read_data(made.data, format=name, into=model).model == model, name
text = tm.render(model, format="innokyla").data
assert tm.read_data(text, format="innokyla").model.basics.title == model.basics.title
assert tm.find_overlaps(tm.Portfolio(models=(model, model))) is not None
assert tm.plan_calendar(model)
assert [row.name for row in tm.formats(load=True) if row.problem] == []
"""
# What a project sees that type-checks its own code against what was installed.
USE_FOR_A_TYPE_CHECKER = """
from typing import assert_type
import toimintamalli as tm
import toimintamalli_excel, toimintamalli_innokyla, toimintamalli_pdf
assert_type(tm.load("malli.yaml"), tm.PracticeModel)
assert_type(tm.check(tm.load("malli.yaml")), tm.Report)
tm.load(1)  # type: ignore[arg-type]
"""


@frozen
class Environment:
    """A virtual environment of its own, and a folder to work in."""

    home: Path
    folder: Path

    def pip(self, *arguments: str | Path) -> None:
        options = ["--quiet", "--disable-pip-version-check"]
        self.run("python", "-m", "pip", *options, *arguments)

    def install(self, *requirements: str | Path, at: str = "constraints.txt") -> None:
        self.pip("install", "--constraint", ROOT / at, *requirements)

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


def build(project: Path, target: Path, **variables: str) -> None:
    """Build the source archive of a distribution, and the wheel from it."""
    command = (sys.executable, "-m", "build", "--no-isolation", "--outdir", target)
    output_of(*command, project, folder=target, **variables)


def digests(folder: Path) -> dict[str, str]:
    files = sorted(file for file in folder.iterdir() if file.is_file())
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def spelled(requirement: str) -> str:
    return requirement.replace("-", "_").lower()


def kept_by_git(folder: Path) -> list[str]:
    """Return the names of the files of a folder that git keeps, or would once they are added."""
    command = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    names = output_of(*command, folder=folder).split("\0")
    return [name for name in names if name and (folder / name).is_file()]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive and the wheel of every distribution."""
    target = tmp_path_factory.mktemp("built")
    for project in PROJECTS.values():
        build(project, target)
    return target


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that git keeps, in another folder, with other modes and times."""
    target = tmp_path_factory.mktemp("elsewhere") / "sources"
    for name in kept_by_git(ROOT):
        copy = target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copy)
        copy.chmod(0o600)
        os.utime(copy, (1_000_000_000, 1_000_000_000))
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


@pytest.fixture(scope="module")
def oldest(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with `toimintamalli[all]` and the lowest versions that it allows."""
    made = environment(tmp_path_factory.mktemp("oldest"))
    core, *plugins = (wheel(built, name) for name in PROJECTS)
    made.install(f"{core}[all]", *plugins, at="constraints-lowest.txt")
    return made


@pytest.fixture(params=["excel", "innokyla", "pdf"])
def without_one(
    request: pytest.FixtureRequest, built: Path, whole: Environment
) -> Iterator[tuple[Environment, str]]:
    """The whole environment while one plugin is uninstalled."""
    name = f"toimintamalli-{request.param}"
    whole.pip("uninstall", "--yes", name)
    yield whole, request.param
    whole.install("--no-deps", wheel(built, name))


# -- what they hold ---------------------------------------------------------------------------


@DISTRIBUTIONS
def test_a_wheel_holds_its_package_and_nothing_else(name: str, built: Path) -> None:
    package = name.replace("-", "_")
    tops = {inner.split("/")[0] for inner in wheel_names(built, name)}
    assert tops == {package, f"{package}-{VERSION}.dist-info"}


@DISTRIBUTIONS
def test_a_wheel_holds_every_file_of_its_package(name: str, built: Path) -> None:
    kept = set(kept_by_git(PROJECTS[name] / "src"))
    packed = {inner for inner in wheel_names(built, name) if ".dist-info/" not in inner}
    assert packed == kept
    assert f"{name.replace('-', '_')}/py.typed" in packed


@DISTRIBUTIONS
def test_a_wheel_holds_no_tests(name: str, built: Path) -> None:
    names = [Path(inner).name for inner in wheel_names(built, name)]  # templates are no tests
    assert [name for name in names if name.startswith("test_") and name.endswith(".py")] == []


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


def test_the_source_archive_holds_every_example_since_its_tests_read_them(built: Path) -> None:
    with tarfile.open(archive(built, "toimintamalli")) as file:
        held = {inner.partition("/")[2] for inner in file.getnames()}
    kept = {f"examples/{name}" for name in kept_by_git(ROOT / "examples")}
    assert len(kept) > 0
    assert kept <= held


def test_no_wheel_holds_an_example(built: Path) -> None:
    names = [inner for name in PROJECTS for inner in wheel_names(built, name)]
    assert [name for name in names if "tapaus-omaishoito" in name or "salkku" in name] == []


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
def test_building_elsewhere_gives_the_same_bytes(
    name: str, built: Path, elsewhere: Path, tmp_path: Path
) -> None:
    """Neither the folder nor the modes, times, time zone, locale or order of hashes is in them."""
    project = elsewhere / PROJECTS[name].relative_to(ROOT)
    build(project, tmp_path, TZ="Pacific/Apia", LC_ALL="C", PYTHONHASHSEED="7")
    made = digests(tmp_path)
    assert len(made) == 2
    assert made.items() <= digests(built).items()


@DISTRIBUTIONS
def test_building_with_the_day_of_a_release_gives_the_same_bytes_again(
    name: str, elsewhere: Path, tmp_path: Path
) -> None:
    made = []
    for project in (PROJECTS[name], elsewhere / PROJECTS[name].relative_to(ROOT)):
        target = tmp_path / str(len(made))
        target.mkdir()
        build(project, target, SOURCE_DATE_EPOCH=SOME_DAY)
        made.append(digests(target))
    assert made[0] == made[1]


# -- that they run elsewhere ------------------------------------------------------------------


def test_the_demonstration_runs_where_everything_is_installed(whole: Environment) -> None:
    assert list(whole.folder.iterdir()) == []
    assert whole.run("toimintamalli", "demo")
    made = {file.suffix for file in whole.folder.rglob("*") if file.is_file()}
    assert {".pdf", ".txt", ".xlsx"} <= made


def test_what_is_written_is_read_again_where_everything_is_installed(whole: Environment) -> None:
    whole.run("toimintamalli", "demo", "--overwrite")
    whole.run("python", "-c", USE_OF_EVERYTHING)


def test_everything_runs_with_the_lowest_versions_allowed(oldest: Environment) -> None:
    oldest.run("toimintamalli", "demo")
    oldest.run("python", "-c", USE_OF_EVERYTHING)


@pytest.mark.parametrize(
    ("which", "constraints"), [("whole", "constraints.txt"), ("oldest", "constraints-lowest.txt")]
)
def test_what_is_installed_fits_together_and_is_what_was_asked_for(
    which: str, constraints: str, request: pytest.FixtureRequest
) -> None:
    place: Environment = request.getfixturevalue(which)
    place.pip("check")
    listed = place.run("python", "-m", "pip", "list", "--format=freeze").split()
    pinned = (ROOT / constraints).read_text("utf-8").split()
    assert {spelled(line) for line in pinned} & {spelled(line) for line in listed} >= {
        spelled(line) for line in pinned if spelled(line).partition("==")[0] in DEPENDENCIES
    }


def test_a_type_checker_knows_the_types_of_what_was_installed(whole: Environment) -> None:
    (whole.folder / "kutsuja.py").write_text(USE_FOR_A_TYPE_CHECKER, "utf-8")
    command = (sys.executable, "-m", "mypy", "--strict", "--no-error-summary")
    python = whole.home / "bin" / "python"
    output_of(*command, "--python-executable", python, "kutsuja.py", folder=whole.folder)


def test_every_plugin_is_listed_where_everything_is_installed(whole: Environment) -> None:
    listed = whole.run("toimintamalli", "plugins")
    assert [name for name in ("excel", "innokyla", "pdf") if name not in listed] == []


def test_the_core_alone_works_and_says_what_to_install(bare: Environment) -> None:
    told = bare.run("python", "-c", USE_OF_THE_CORE)
    for extra in ("excel", "pdf", "innokyla", "overlaps"):
        assert f"pip install 'toimintamalli[{extra}]'" in told


def test_the_command_alone_says_what_to_install(bare: Environment) -> None:
    answer = subprocess.run(
        [bare.home / "bin" / "toimintamalli", "--help"],
        cwd=bare.folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert answer.returncode == 2
    assert "pip install 'toimintamalli[cli]'" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_uninstalling_a_plugin_harms_no_other(without_one: tuple[Environment, str]) -> None:
    place, gone = without_one
    program = "import toimintamalli as tm; print(*sorted({row.name for row in tm.formats()}))"
    left = sorted({"excel", "innokyla", "pdf"} - {gone})
    assert place.run("python", "-c", program).split() == left
    program = (
        "import toimintamalli as tm\n"
        "model = tm.loads('format_version: 2\\nbasics:\\n  title: Perhetupa')\n"
        f"assert all(tm.render(model, format=name).data for name in {left})\n"
        f"try:\n    tm.render(model, format={gone!r})\n"
        "except tm.UnknownFormatError as error:\n    print(error.message('en'))\n"
    )
    assert f"pip install 'toimintamalli[{gone}]'" in place.run("python", "-c", program)
    assert gone not in place.run("toimintamalli", "plugins").split()
    assert list((place.home / "lib").rglob(f"toimintamalli_{gone}*")) == []
