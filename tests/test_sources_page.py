"""The page on the sources is true: every name on it is in the library."""

import re
import runpy
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest
from attrs import fields, has

from toimintamalli import model
from toimintamalli.diagnostics import catalogue
from toimintamalli.instruments import get_instrument, list_instruments
from toimintamalli.model import instrument
from toimintamalli.vocabulary import form_profiles
from toimintamalli.worksheets import worksheet_ids

ROOT = Path(__file__).parents[1]
HELPERS = runpy.run_path(str(Path(__file__).with_name("command_tree.py")))
PAGE = ROOT / "docs" / "explanation" / "where-the-sources-live.md"
VOCABULARY = ROOT / "src" / "toimintamalli" / "vocabulary"
PROGRAM = "toimintamalli"
DOCUMENTS_AND_PUBLIC_PAGES = 5 + 1

# Marks of the sources, which name nothing in the library.
MARKS = {"**", "€", "read", "(RRP, P4, I1)", "(RRP2, P4, I1)", "dd.mm.yyyy", "d.m.yyyy"}


def spans() -> list[str]:
    """Return the code spans of the page, each once; references of Sphinx are checked by Sphinx."""
    text = re.sub(r"\{[\w:]+\}`[^`]+`", "", PAGE.read_text("utf-8"))
    return sorted(set(re.findall(r"`([^`\n]+)`", text)) - MARKS)


def record_names() -> Iterator[str]:
    """Yield every record and enumeration of the model, with its fields or members."""
    for module in (model, instrument):
        for name in module.__all__:
            known = getattr(module, name)
            if isinstance(known, type) and has(known):
                yield name
                yield from (f"{name}.{field.name}" for field in fields(known))
            elif isinstance(known, type) and issubclass(known, Enum):
                yield from (f"{name}.{member.name}" for member in known)


def criterion_names() -> Iterator[str]:
    """Yield every criteria set of the library, and every criterion as ``set:criterion``."""
    for row in list_instruments():
        if row.distribution == PROGRAM:
            yield row.id
            yield from (f"{row.id}:{c.id}" for c in get_instrument(row.id).criteria)


def command_names() -> Iterator[str]:
    """Yield every command, and every option of each after it, as they are typed."""
    for typed, options in HELPERS["command_tree"]().items():
        yield typed
        yield from (f"{typed} {option}" for option in options if option.startswith("--"))


@pytest.fixture(scope="module")
def known() -> set[str]:
    """Every name that the page may use."""
    codes = [*catalogue(PROGRAM), *catalogue("toimintamalli_innokyla")]
    files = [file.name for file in VOCABULARY.rglob("*.toml")]
    form_fields = [field.id for profile in form_profiles() for field in profile.fields]
    names = {*record_names(), *criterion_names(), *worksheet_ids(), *command_names()}
    return {*codes, *files, *form_fields, *names}


def test_every_name_on_the_page_is_in_the_library(
    known: set[str],
) -> None:
    assert {span for span in spans() if span not in known} == set()


def test_a_wrong_name_of_any_kind_would_be_seen(known: set[str]) -> None:
    right = {
        "RootingPlan.what",
        "NoteKind.RISK",
        "juurtumisvalmius:decision-made",
        "toimintamalli portfolio --as-of",
        "regions.toml",
        "innokyla-2025.toml",
        "TM201",
        "conditions_of_use",
    }
    wrong = {
        "RootingPlan.wat",
        "NoteKind.RISKS",
        "juurtumisvalmius:decision",
        "kuvauksen-arviointi:decision-made",
        "toimintamalli portfolio --until",
        "toimintamalli evalate",
        "region.toml",
        "TM200",
        "conditions",
    }
    assert right <= known
    assert not wrong & known


def test_every_row_says_where_its_item_lives() -> None:
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert len(rows) > 0
    assert [row for row in cells if len(row) != 2 or not all(row)] == []


def test_each_of_the_documents_has_its_part() -> None:
    text = PAGE.read_text("utf-8")
    parts = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert len(parts) == DOCUMENTS_AND_PUBLIC_PAGES
    assert [part.splitlines()[0] for part in parts if "\n| " not in part] == []


def test_the_six_preconditions_and_the_twelve_statements_are_all_named() -> None:
    named = set(spans())
    wanted = {
        f"{name}:{criterion.id}"
        for name in ("juurtumisvalmius", "vaikutusten-itsearviointi")
        for criterion in get_instrument(name).criteria
    }
    assert wanted - named == set()


def test_the_page_names_no_address_of_a_person() -> None:
    assert re.findall(r"\S+@\S+|https?://\S+", PAGE.read_text("utf-8")) == []
