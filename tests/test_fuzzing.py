"""Files that once brought out a fault, and the command that looks for more.

A fixture is a packed file in hexadecimal digits, so that nothing takes it for what it is; its name
begins with the reader. `tests/fuzz.py` says how they are found.
"""

from __future__ import annotations

import random
import runpy
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parent
FUZZED = runpy.run_path(str(TESTS / "fuzz_readers.py"))
MUTATIONS = runpy.run_path(str(TESTS / "fuzz_mutations.py"))
READERS: dict[str, Any] = FUZZED["READERS"]
COMMAND = (sys.executable, TESTS / "fuzz.py")
CRASHES = sorted((TESTS / "data" / "crashes").glob("*.hex"))

# Files that are hostile on purpose: each would take a careless reader too long, or too much memory.
DEEP, LONG = 20_000, 200_000
HOSTILE = {
    "yaml": (
        *("[" * DEEP, "{a: " * DEEP, "- " * DEEP, "? " * DEEP, "a: |\n" * 9, "&a " * DEEP),
        *("\n" * LONG, "#" * LONG, '"' + "\\" * LONG, f"id: {'a' * LONG}\n"),
        *(f"x-a: {'9' * LONG}\n", f"format_version: 2\n{'a' * LONG}: 1\n"),
        "".join(f"k{n}: 1\n" for n in range(DEEP // 8)),
        "format_version: 2\nbasics:\n  title: " + "(" * (LONG // 8),
        f"format_version: 2\nbasics:\n  summary: a{'[a](' * DEEP}\n",
    ),
    "json": (
        *("[" * DEEP, '{"a":' * DEEP, "1" * LONG, '"\\u' * DEEP, " " * LONG),
        *(f'{{"id": "{"a" * LONG}"}}', f'{{"x-a": -{"9" * LONG}}}'),
        f'{{"x-a": {"[" * DEEP}{"]" * DEEP}}}',
    ),
    "page": (
        *("a" * LONG, "* " * DEEP, "\n" * LONG, " \u200b" * DEEP, "[a](" * DEEP, "1. " * DEEP),
    ),
    "html": (
        *("<div>" * DEEP, "<ol><li>" * DEEP, "<a " * DEEP, "<!--" * DEEP, "&lt" * DEEP),
        *("<![if " * DEEP, "<a href='" * DEEP, "<main>" * DEEP, f"<p>&#{'9' * LONG};"),
    ),
    "board": (
        *('"' * LONG, ";" * LONG, 'kind;text\n"' + '""' * DEEP, "kind;text\nrisk;" + "'" * LONG),
    ),
    "observations": ("\t" * LONG, "päivä;arvo\n1.1.2025;" + "9" * LONG),
    "figures": ("," * LONG, "statement;choice;count;n;printed\n" + "a;b;1;2;3\n" * DEEP),
    "figures-json": ("[" * DEEP, f'{{"rows": [{"9" * LONG}]}}', '{"rows": ' * DEEP),
    "criteria": ("[" * DEEP, "a." * DEEP, f"a = {'[' * DEEP}", 'a = "' + "\\" * LONG, "'" * LONG),
    "worksheet": ("[[a]]\n" * DEEP, f"a = {'9' * LONG}", "a = {" * DEEP, '"""' * DEEP),
}
HOSTILE_FILES = [
    pytest.param(name, text, id=f"{name}-{number}")
    for name, texts in HOSTILE.items()
    for number, text in enumerate(texts)
]


def answer(name: str, data: bytes) -> str:
    with FUZZED["bounded"]():
        said: str = FUZZED["answer"](READERS[name], data)
    return said


@pytest.mark.parametrize("file", CRASHES, ids=lambda file: file.stem)
def test_a_file_that_once_brought_out_a_fault_does_so_no_more(file: Path) -> None:
    answer(file.stem.rpartition("-")[0], zlib.decompress(bytes.fromhex(file.read_text("ascii"))))


@pytest.mark.parametrize("name", READERS)
def test_good_files_are_read_by_every_reader(name: str) -> None:
    said = [answer(name, data) for data in READERS[name].seeds()]
    assert any(one.startswith("read") for one in said)


@pytest.mark.parametrize("name", READERS)
def test_changed_files_are_read_or_refused_with_a_documented_error(name: str) -> None:
    seeds, chance = READERS[name].seeds(), random.Random(name)
    for _ in range(12):
        answer(name, MUTATIONS["mutated"](seeds, chance, READERS[name].kind))


@pytest.mark.parametrize(("name", "text"), HOSTILE_FILES)
def test_hostile_files_are_told_in_bounded_time(name: str, text: str) -> None:
    assert answer(name, text.encode())


def test_the_command_tries_files_and_tells_how_many(tmp_path: Path) -> None:
    told = subprocess.run(
        [*COMMAND, "--seconds", "1", "--reader", "board", "--keep-in", tmp_path / "kept"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines()[-1].startswith("| board | ")
    assert not (tmp_path / "kept").exists()


def test_the_command_keeps_a_file_that_brings_out_a_fault(tmp_path: Path) -> None:
    """A reader that refuses nothing but the letter z is tried instead of a real one."""
    program = f"""
import sys
sys.path.insert(0, {str(TESTS)!r})
import fuzz, fuzz_readers
def careless(path):
    if b"z" in path.read_bytes():
        raise LookupError("z")
fuzz.READERS["careless"] = fuzz_readers.Reader("careless", ".txt", careless, lambda: [b"abc" * 9])
sys.argv[1:] = ["--seconds", "4", "--reader", "careless", "--keep-in", {str(tmp_path)!r}]
sys.exit(fuzz.main())
"""
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert told.returncode == 1, told.stderr
    (kept,) = tmp_path.iterdir()
    assert zlib.decompress(bytes.fromhex(kept.read_text())) == b"z"
    assert "LookupError" in told.stderr
