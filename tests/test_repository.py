"""What is kept in the repository is fit to be read by anyone, anywhere."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
THIS_FILE = Path(__file__)
CONSTRAINTS = ("constraints.txt", "constraints-lowest.txt")
CHANGE_KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}

FORBIDDEN = {
    "the address of a package registry": r"pypi\.org|pythonhosted\.org|index-url|/simple/",
    "a path of one machine": r"(?<![\w.~/}:])/(?:home|root|tmp|work|Users)/\w",
    "work left for later": r"\b(?:TODO|FIXME|XXX|HACK)\b",
    "a word about how the work was done": r"(?i)\b(?:sub-?agents?|language model|co-authored)\b",
    "a check silenced without its code": r"#\s*(?:noqa(?!:)|type:\s*ignore(?!\[))",
}


def kept_files() -> list[Path]:
    """Return the files that git keeps, or would keep once they are added."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    files = [ROOT / name for name in answer.stdout.split("\0") if name]
    return [file for file in files if file.is_file() and file != THIS_FILE]


def text_lines(file: Path) -> list[str]:
    """Return the lines of a text file; none for a file of another kind."""
    data = file.read_bytes()
    return [] if b"\0" in data else data.decode("utf-8").split("\n")


def hits(pattern: str) -> list[str]:
    return [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for file in kept_files()
        for number, line in enumerate(text_lines(file), start=1)
        if re.search(pattern, line)
    ]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_text_holds(what: str) -> None:
    assert hits(FORBIDDEN[what]) == []


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_constraints_are_names_and_versions_in_order(name: str) -> None:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    assert lines == sorted(lines, key=str.lower)


def test_constraints_pin_every_tool_by_its_name() -> None:
    pinned = {line.partition("==")[0].lower() for line in text_lines(ROOT / "constraints.txt")}
    tools = {
        line.lower()
        for line in text_lines(ROOT / "requirements-dev.txt")
        if line and not line.startswith("#")
    }
    assert tools <= pinned


def test_the_lowest_versions_are_those_that_the_distributions_allow() -> None:
    projects = [file for file in kept_files() if file.name == "pyproject.toml"]
    asked: dict[str, set[str]] = {}
    for project in projects:
        table = tomllib.loads(project.read_text("utf-8"))["project"]
        extras = table.get("optional-dependencies", {})
        requirements = (*table.get("dependencies", ()), *extras.get("all", ()))
        for line in requirements:
            name, sign, version = re.split("(>=|==)", line.partition("[")[0])
            if sign == ">=" and not name.startswith("toimintamalli"):
                asked.setdefault(name.replace("-", "_").lower(), set()).add(version)
    lowest = dict(line.split("==") for line in text_lines(ROOT / "constraints-lowest.txt") if line)
    named = {name.replace("-", "_").lower(): version for name, version in lowest.items()}
    assert named.keys() == asked.keys()
    for name, versions in asked.items():
        assert {padded(version) for version in versions} == {padded(named[name])}


def padded(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in version.split(".")]
    return tuple(numbers + [0] * (3 - len(numbers)))


def test_the_changelog_keeps_its_form() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    releases = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert text.startswith("# Changelog\n")
    assert releases[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}", r) for r in releases[1:])
    assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) <= CHANGE_KINDS


def test_every_distribution_carries_the_same_licence() -> None:
    licence = (ROOT / "LICENSE").read_text("utf-8")
    plugins = [*sorted(ROOT.glob("plugins/*")), ROOT / "examples" / "plugin"]
    assert len(plugins) > 0
    assert {(plugin / "LICENSE").read_text("utf-8") for plugin in plugins} == {licence}
