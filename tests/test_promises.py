"""What other programs may rely on is still there, as *What stays the same* promises.

``golden/promised.txt`` names what a release promised. With a release, and not before, what is new
is added: ``python tests/test_promises.py > tests/golden/promised.txt``. A line may go only as the
page says that things go.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stdout
from importlib import import_module
from io import StringIO
from pathlib import Path

import pytest

import toimintamalli as tm
from toimintamalli import cli
from toimintamalli.diagnostics import LifeCycle, catalogue
from toimintamalli.plugins import API_VERSION, Kind

ROOT = Path(__file__).parents[1]
PROMISED = Path(__file__).parent / "golden" / "promised.txt"
PAGE = ROOT / "docs" / "explanation" / "what-stays-the-same.md"
PROJECTS = (ROOT / "pyproject.toml", *sorted(ROOT.glob("plugins/*/pyproject.toml")))
OPTION = re.compile(r"^  (?:-\w, )?(--[\w-]+)", re.MULTILINE)
COMMAND = re.compile(r"^  (\w[\w-]*) {2,}\S", re.MULTILINE)


def help_of(*command: str) -> str:
    with redirect_stdout(StringIO()) as printed:
        cli.main(["--lang", "en", *command, "--help"])
    return printed.getvalue()


def options_in(told: str) -> list[str]:
    return list(dict.fromkeys(OPTION.findall(told)))


def commands() -> Iterator[str]:
    """Yield each command with its options."""
    overview = help_of()
    yield from (f"option: {option}" for option in options_in(overview))
    for name in COMMAND.findall(overview):
        told = help_of(name)
        inner = COMMAND.findall(told)
        for words in ((name,), *((name, one) for one in inner)):
            command = " ".join(words)
            yield f"command: {command}"
            yield from (f"option: {command} {option}" for option in options_in(help_of(*words)))


def names() -> Iterator[str]:
    for module in ("toimintamalli", "toimintamalli.plugins", "toimintamalli.testing"):
        yield from (f"name: {module}.{name}" for name in import_module(module).__all__)


def identifiers() -> Iterator[str]:
    own = {project.parent.name for project in PROJECTS[1:]} | {"toimintamalli"}
    yield from (f"audience: {audience}" for audience in tm.Audience)
    yield from (f"protocol: version {API_VERSION}",)
    yield from (f"group: toimintamalli.{group}" for group in entry_point_groups())
    for row in tm.formats():
        if row.distribution in own:
            yield f"format: {row.name} {row.kind}"
    for row in tm.list_worksheets():
        yield f"worksheet: {row.id}"
    for row in tm.list_instruments():
        yield f"criteria set: {row.id}"
        for criterion in tm.get_instrument(row.id).criteria:
            yield f"criterion: {row.id} {criterion.id}"


def entry_point_groups() -> list[str]:
    """Return the groups of entry points: formats, and what is taken as data or as checks."""
    return sorted([*(f"{kind}s" for kind in Kind), "checks", "instruments", "worksheets"])


def promised_today() -> list[str]:
    return [*names(), *commands(), *identifiers()]


def page() -> str:
    return PAGE.read_text("utf-8")


def test_nothing_that_was_promised_is_gone() -> None:
    promised = PROMISED.read_text("utf-8").splitlines()
    assert len(promised) > 100
    assert sorted(set(promised) - set(promised_today())) == []


def test_a_promised_line_stands_once() -> None:
    promised = PROMISED.read_text("utf-8").splitlines()
    assert sorted(promised) == sorted(set(promised))


def test_the_page_names_every_group_of_entry_points() -> None:
    (told,) = re.findall(r"^Groups of entry points\n: (.+?)\n\n", page(), re.MULTILINE | re.DOTALL)
    assert sorted(re.findall(r"`toimintamalli\.(\w+)`", told)) == entry_point_groups()


def test_the_page_names_the_version_of_the_protocols_and_of_documents() -> None:
    assert f"`api_version` {API_VERSION}" in page()
    assert f"format version {tm.json_schema()['properties']['format_version']['const']}" in page()


def test_the_page_names_every_stage_of_the_life_of_a_code() -> None:
    assert [stage for stage in LifeCycle if f"*{stage}*" not in page()] == []


def test_nothing_is_on_its_way_out_as_the_page_says() -> None:
    assert "Nothing is on its way out today." in page()
    codes = [code for code, one in catalogue().items() if one.status is LifeCycle.DEPRECATED]
    sources = [*ROOT.glob("src/**/*.py"), *ROOT.glob("plugins/*/src/**/*.py")]
    assert len(sources) > 100
    assert codes == []
    assert [one for one in sources if "DeprecationWarning" in one.read_text("utf-8")] == []


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.parent.name)
def test_every_distribution_asks_for_the_python_that_the_page_names(project: Path) -> None:
    lowest = tomllib.loads(project.read_text("utf-8"))["project"]["requires-python"]
    assert f"Python {lowest.removeprefix('>=')} or later" in page()


def test_the_newest_python_that_the_page_names_is_the_newest_that_is_classified() -> None:
    classifiers = tomllib.loads(PROJECTS[0].read_text("utf-8"))["project"]["classifiers"]
    stated = [one.rpartition(" :: ")[2] for one in classifiers if ":: Python :: 3." in one]
    assert f"{', '.join(stated[:-1])} and {stated[-1]}" in page()


@pytest.mark.parametrize("version", [1, 2])
def test_a_document_of_every_version_ever_loads(version: int) -> None:
    folder = ROOT / "tests" / "data" / f"format-{version}"
    documents = sorted(folder.iterdir())
    assert len(documents) > 0
    assert {type(tm.load(document)) for document in documents} == {tm.PracticeModel}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "{demo}", "--select", "TM101"], 0),
        (["check", "{folder}/tyhja.yaml"], 1),
        (["check", "{folder}/puuttuu.yaml"], 2),
        (["check", "--no-such-option"], 2),
        (["no-such-command"], 2),
    ],
)
def test_exit_codes_mean_what_the_page_says(
    arguments: list[str], code: int, tmp_path: Path
) -> None:
    (tmp_path / "tyhja.yaml").write_text("format_version: 2\n", "utf-8")
    demo = ROOT / "src" / "toimintamalli" / "cli" / "demo" / "malli.yaml"
    assert cli.main([one.format(folder=tmp_path, demo=demo) for one in arguments]) == code


if __name__ == "__main__":
    print("\n".join(promised_today()))  # noqa: T201 - the list is what is asked for
