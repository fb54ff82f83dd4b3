"""Every word that a reader sees comes from the vocabulary, and every word there has its use.

The sources are read, not run. What is put together from pieces while the program runs is not seen
here: the tests of each output read what comes out.
"""

from __future__ import annotations

import ast
import re
import runpy
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

TEXTS = runpy.run_path(str(Path(__file__).with_name("texts.py")))
ROOT = TEXTS["ROOT"]
PROSE = re.compile(r"[åäöÅÄÖ]|[a-z]{2,} [a-z]{2,}")
KEY = re.compile(r"[a-z_0-9]+(?:\.[a-z_0-9]+)+")

# Not for readers of any language: markup, patterns, and what programs say to each other.
NOT_PROSE = re.compile(r"[<\\[{|^]|^[åäö]$|^eoöuyå$|\bxmlns\b|\baddress article\b|\bfindresource\b")
EXCEPTIONS = {
    "_yaml/_read.py": "what PyYAML says, by which its faults are told apart",
    "_definitions.py": "what tomllib says of the place of a fault",
    "cli/_overlaps_show.py": "a command to be typed",
    "cli/_templates.py": "stands in a template, and is replaced",
    "workbook/_values.py": "what a fault of the program is about, handed to what raises it",
    "tagging/_fonts.py": "a fault of the program, with its class",
}
# Keys that are put together from two choices; no part of them stands in code as it is.
TWO_CHOICES = {
    f"analysis/differences/labels.toml: {whole}.{kind}"
    for whole in ("member", "record")
    for kind in ("added", "removed")
}
SPEAKS_TO_PROGRAMMERS = "testing"


@cache
def modules() -> tuple[tuple[Path, ast.Module], ...]:
    files = sorted(file for package in TEXTS["PACKAGES"] for file in package.rglob("*.py"))
    return tuple((file, ast.parse(file.read_text("utf-8"))) for file in files)


def prose_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield what looks like words for people, but for docstrings and faults of the program."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Raise | ast.Assert):
            continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if PROSE.search(node.value) and not NOT_PROSE.search(node.value):
                yield node.lineno, node.value
        else:
            yield from prose_in(node)


def test_no_words_for_readers_stand_in_code() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line}: {words}"
        for file, tree in modules()
        if SPEAKS_TO_PROGRAMMERS not in file.parts
        if not any(str(file).endswith(f"/{known}") for known in EXCEPTIONS)
        for line, words in prose_in(tree)
    ]
    assert found == []


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_an_exception_is_still_needed(name: str) -> None:
    trees = [tree for file, tree in modules() if str(file).endswith(f"/{name}")]
    assert any(list(prose_in(tree)) for tree in trees)


# -- keys of labels ---------------------------------------------------------------------------


def label_keys(package: Path) -> set[str]:
    return {
        text.key
        for text in TEXTS["all_texts"]()
        if text.file.name == "labels.toml" and text.file.is_relative_to(package)
    }


@cache
def said_in_code() -> tuple[frozenset[str], re.Pattern[str]]:
    """Return every string in code, and a pattern of the keys that are put together there."""
    nodes = [node for _, tree in modules() for node in ast.walk(tree)]
    strings = {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    patterns = {_pattern(node) for node in nodes if isinstance(node, ast.JoinedStr)} - {""}
    return frozenset(strings), re.compile("|".join(sorted(patterns)))


def _pattern(node: ast.JoinedStr) -> str:
    """Return a pattern of what a formatted string can be, if it can be a key."""
    pieces = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
    certain = "".join(str(piece) for piece in pieces if piece)
    if " " in certain or not re.search(r"[a-z_]{3,}\.|\.[a-z_]{3,}", certain):
        return ""
    return "".join(".+" if piece is None else re.escape(str(piece)) for piece in pieces)


def asked_keys(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the keys that are asked as they stand: ``words["a.b"]``, ``words.fill("a.b")``."""
    for node in ast.walk(tree):
        asked: ast.expr | None = None
        if isinstance(node, ast.Subscript):
            asked = node.slice
        elif isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            asked = node.args[-1 if name in ("localized", "Term") else 0]
            if name not in ("fill", "localized", "Term", "Saying"):
                continue
        if isinstance(asked, ast.Constant) and KEY.fullmatch(str(asked.value)):
            yield node.lineno, str(asked.value)


def test_every_label_has_its_use() -> None:
    strings, pattern = said_in_code()
    unused = [
        text.at
        for text in TEXTS["all_texts"]()
        if text.file.name == "labels.toml"
        if text.key not in strings and not pattern.fullmatch(text.key)
        if not any(text.at.endswith(known) for known in TWO_CHOICES)
    ]
    assert unused == []


def test_every_key_that_is_asked_is_there() -> None:
    core = label_keys(TEXTS["PACKAGES"][0])
    known = {package: core | label_keys(package) for package in TEXTS["PACKAGES"]}
    missing = [
        f"{file.relative_to(ROOT)}:{line}: {key}"
        for package in known
        for file, tree in modules()
        if file.is_relative_to(package)
        for line, key in asked_keys(tree)
        if key not in known[package]
    ]
    assert missing == []
