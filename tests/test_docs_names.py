"""The pages name nothing that is not there, and every page stands in one group of its index."""

from __future__ import annotations

import importlib
import re
import runpy
import shlex
from collections.abc import Iterator
from importlib.metadata import entry_points
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

import toimintamalli as tm
from toimintamalli.diagnostics import catalogue
from toimintamalli.plugins import Kind, describe_options

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PROGRAM = "toimintamalli"
HELPERS = runpy.run_path(str(Path(__file__).with_name("command_tree.py")))
COMMANDS: dict[str, tuple[str, ...]] = HELPERS["command_tree"]()
PAGES = [
    page
    for page in (
        *sorted(ROOT.glob("*.md")),
        *sorted(ROOT.glob("plugins/*/README.md")),
        *sorted(DOCS.rglob("*.md")),
    )
    if page.name != "CHANGELOG.md"
    if "_generated" not in page.parts and "_build" not in page.parts
]
CATALOGUES = ("toimintamalli", "toimintamalli_innokyla", "toimintamalli_excel", "toimintamalli_pdf")
INDEXES = [DOCS / name / "index.md" for name in ("tutorial", "how-to", "reference", "explanation")]

FENCE = re.compile(r"^```(\S*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")
PREFIXES = r"(?:TM|INNOKYLA|EXCEL|PDF)"


def relative(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def spans(page: Path) -> list[str]:
    """Return the code spans of a page, each on one line."""
    prose = FENCE.sub("", page.read_text("utf-8"))
    return [" ".join(span.split()) for span in SPAN.findall(prose)]


def typed_lines(page: Path) -> Iterator[str]:
    """Yield the commands that a page types but in ``console`` blocks, which are run as shown."""
    for kind, text in FENCE.findall(page.read_text("utf-8")):
        if kind in ("sh", "shell", "bat"):
            lines = text.replace("\\\n", " ").splitlines()
            yield from (line for line in lines if line.startswith(f"{PROGRAM} "))
    yield from (span for span in spans(page) if span.startswith(f"{PROGRAM} ") and "<" not in span)


def words_of(line: str) -> list[str]:
    """Return the words of a line up to where another command, a file or a comment begins."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    return list(takewhile(lambda word: not word.startswith((";", "|", "&", "<", ">")), lexer))


def command_of(words: list[str]) -> str:
    """Return the command that is typed; a group that is typed alone means the first one in it."""
    typed = [" ".join(words[:number]) for number in range(1, len(words) + 1)]
    command = max((words for words in typed if words in COMMANDS), key=len)
    inner = [other for other in COMMANDS if other.startswith(f"{command} ")]
    return inner[0] if inner and command != PROGRAM else command


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_code_of_a_finding_on_a_page_is_in_a_catalogue(page: Path) -> None:
    known = {code for package in CATALOGUES for code in catalogue(package)}
    named = set(re.findall(rf"\b{PREFIXES}\d{{3}}\b", page.read_text("utf-8")))
    assert named - known == set()


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_command_on_a_page_can_be_typed(page: Path) -> None:
    unknown = []
    for line in typed_lines(page):
        words = words_of(line)
        command = command_of(words[:1] + words[3:] if words[1:2] == ["--lang"] else words)
        given = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
        unnamed = command == PROGRAM and words[1:] != [*given]
        if unnamed or not given <= {*COMMANDS[command], *COMMANDS[PROGRAM]}:
            unknown.append(line)
    assert unknown == []


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_option_of_a_format_on_a_page_exists(page: Path) -> None:
    """The guide to plugins uses an option that it has defined before."""
    defined = set(re.findall(r"^    (\w+): \w+ = option\($", page.read_text("utf-8"), re.MULTILINE))
    named = {name for line in typed_lines(page) for name in re.findall(r"--option (\w+)=", line)}
    assert named - defined - format_options() == set()


def format_options() -> set[str]:
    plugins: list[tm.Exporter[Any] | tm.Importer[Any]] = [
        tm.get_exporter(row.name) if row.kind is Kind.EXPORTER else tm.get_importer(row.name)
        for row in tm.formats()
        if row.kind is not Kind.TABLE_READER
    ]
    return {option.name for plugin in plugins for option in describe_options(plugin.options_type)}


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_python_name_on_a_page_can_be_imported(page: Path) -> None:
    """A group of entry points is named like a module, and is none."""
    wanted = [re.match(r"(?:tm|toimintamalli\w*)\.[\w.]+", span) for span in spans(page)]
    names = {match[0] for match in wanted if match} - entry_points().groups
    assert {name for name in names if not exists(name)} == set()


def exists(dotted: str) -> bool:
    """Tell whether a dotted name leads to something: a module, or a name or attribute in one."""
    first, *names = dotted.removesuffix(".").split(".")
    value: object = importlib.import_module({"tm": "toimintamalli"}.get(first, first))
    path = value.__name__ if hasattr(value, "__name__") else first
    for name in names:
        path = f"{path}.{name}"
        value = getattr(value, name, None) or importable(path)
        if value is None:
            return False
    return True


def importable(path: str) -> object | None:
    try:
        return importlib.import_module(path)
    except ImportError:
        return None


# -- indexes ----------------------------------------------------------------------------------


def listed(index: Path) -> list[str]:
    """Return the pages that an index names with a line of words or a row, in its order."""
    line = re.compile(r"^(?:- \{doc\}`([\w/-]+)`: |\| \{doc\}`([\w/-]+)` \| )\w", re.MULTILINE)
    return [in_list or in_table for in_list, in_table in line.findall(index.read_text("utf-8"))]


def in_navigation(index: Path) -> list[str]:
    trees = re.findall(r"^```\{toctree\}\n(.*?)^```$", index.read_text("utf-8"), re.M | re.S)
    lines = [line for tree in trees for line in tree.splitlines()]
    return [line for line in lines if line and not line.startswith(":")]


@pytest.mark.parametrize("index", INDEXES, ids=relative)
def test_every_page_of_a_folder_stands_once_in_its_index_with_a_line_on_it(index: Path) -> None:
    beside = {page.stem for page in index.parent.glob("*.md")} - {"index"}
    own = [name for name in listed(index) if not name.startswith("_generated/")]
    assert sorted(own) == sorted(beside)
    assert in_navigation(index) == listed(index)
