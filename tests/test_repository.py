"""What is kept in the repository is fit to be read by anyone, anywhere."""

import importlib.util
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
THIS_FILE = Path(__file__)
CONSTRAINTS = ("constraints.txt", "constraints-lowest.txt")
# Files that nobody writes by hand: what they are, and under which licence, must be told.
CARRIED_SUFFIXES = {".ttf", ".otf", ".woff", ".woff2", ".js", ".css", ".jar", ".so", ".whl", ".zip"}
OWN_CARRIED = {"docs/_static/docs.css", "docs/_static/guides.css"}
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
PICTURED = [
    page
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if "_build" not in page.parts and PICTURE.search(page.read_text("utf-8"))
]
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


def carried_files() -> list[str]:
    """Return the files of others: by their kind, and by a notice that is not the project's."""
    notice = re.compile(r"Copyright \(c\) (?!2026 toimintamalli contributors)|©")
    kept = {file.relative_to(ROOT).as_posix(): file for file in kept_files()}
    by_kind = {name for name, file in kept.items() if file.suffix in CARRIED_SUFFIXES}
    by_notice = {n for n, file in kept.items() if any(map(notice.search, text_lines(file)))}
    return sorted((by_kind | by_notice) - OWN_CARRIED)


def listed_licences() -> dict[str, str]:
    """Return the files that are listed as carried, each with the file of its licence."""
    text = (ROOT / "THIRD-PARTY-LICENCES.md").read_text("utf-8")
    return dict(re.findall(r"^\| `([^`]+)` \| [^|]+ \| `([^`]+)` \|$", text, re.MULTILINE))


def test_every_file_of_others_is_listed_with_its_licence() -> None:
    listed = listed_licences()
    assert len(listed) > 0
    assert sorted({*listed, *listed.values()}) == carried_files()


def test_the_licence_of_every_carried_file_goes_into_its_package() -> None:
    for name, licence in listed_licences().items():
        project = next(one for one in (ROOT / name).parents if (one / "pyproject.toml").is_file())
        table = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]
        assert (ROOT / licence).relative_to(project).as_posix() in table["license-files"]


def test_the_citation_is_whole_and_of_this_version() -> None:
    stated = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {"cff-version", "message", "title", "authors"} <= stated.keys()
    assert stated["cff-version"] == "1.2.0"
    assert stated["type"] == "software"
    assert stated["title"] == project["name"]
    assert stated["version"] == project["version"]
    assert stated["license"] == project["license"]
    assert stated["keywords"] == project["keywords"]
    assert stated["abstract"] in project["description"]
    assert all(author.keys() == {"name"} for author in stated["authors"])


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")), ids=lambda page: page.name)
def test_the_links_of_a_page_lead_to_what_is_kept(page: Path) -> None:
    kept = {file.relative_to(ROOT).as_posix() for file in kept_files()}
    folders = {parent.as_posix() for name in kept for parent in Path(name).parents}
    targets = [target for target, _ in LINK.findall(page.read_text("utf-8"))]
    assert [target for target in targets if target.rstrip("/") not in kept | folders] == []


def test_every_command_of_make_that_a_page_names_is_there() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    pages = [file for file in kept_files() if file.suffix == ".md"]
    named = {
        name
        for page in pages
        for name in re.findall(r"`?\bmake ([a-z]+)`", page.read_text("utf-8"))
    }
    assert {"demo", "test", "check", "docs", "pictures"} <= named
    assert named <= set(targets)


def test_the_way_to_report_a_weakness_names_no_person() -> None:
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    assert "## Report a weakness" in text
    assert "@" not in text


def picture_of(page: Path, name: str) -> Path:
    """Return the file that a page shows; a path from the root is one from ``docs``."""
    return ROOT / "docs" / name[1:] if name.startswith("/") else page.parent / name


@pytest.mark.parametrize("page", PICTURED, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_picture_of_a_page_is_small_and_told_in_words(page: Path) -> None:
    shown = PICTURE.findall(page.read_text("utf-8"))
    files = [picture_of(page, name) for _, name in shown]
    assert len(files) > 0
    assert [file for file in files if not file.is_file() or file.stat().st_size > 80_000] == []
    assert [words for words, _ in shown if len(words) < 20] == []


def test_every_picture_is_shown() -> None:
    shown = {name for page in PICTURED for _, name in PICTURE.findall(page.read_text("utf-8"))}
    drawn = {file.name for file in (ROOT / "docs" / "pictures").iterdir()}
    assert drawn == {Path(name).name for name in shown if "pictures/" in name}


def test_the_description_of_the_package_holds_where_the_repository_is_not() -> None:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    described = module.as_description((ROOT / "README.md").read_text("utf-8"))
    assert described.startswith("# toimintamalli\n")
    assert "## Install what you need" in described
    assert LINK.findall(described) == []
    assert "<!--" not in described


@pytest.mark.parametrize("readme", sorted(ROOT.glob("plugins/*/README.md")), ids=str)
def test_the_readme_of_a_plugin_holds_where_the_repository_is_not(readme: Path) -> None:
    assert LINK.findall(readme.read_text("utf-8")) == []
