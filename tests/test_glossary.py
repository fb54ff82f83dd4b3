"""The glossary has the terms of the library, in the order of each language."""

from __future__ import annotations

import ast
import importlib
import re
import runpy
from itertools import chain
from pathlib import Path

import pytest
from attrs import frozen

from toimintamalli.model import DevelopmentStage, EstablishmentPhase
from toimintamalli.vocabulary import enum_title, sort_key

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "glossary.md").read_text("utf-8")
TEXTS = runpy.run_path(str(Path(__file__).with_name("texts.py")))
ENTRY = re.compile(r"^(\S.*)\n  \*sv\* (.+) · \*en\* (.+)\n\n  (\S.*)$", re.MULTILINE)

# Words in brackets in docstrings that are no Finnish terms of ours, and plurals with another stem.
NO_TERMS = {"kaupunki", "level", "piste", "theme"}
SINGULARS = {
    "henkilötunnukset": "henkilötunnus",
    "osuudet": "osuus",
    "päällekkäisyydet": "päällekkäisyys",
}


@frozen
class Term:
    """One term of the glossary."""

    fi: str
    sv: str
    en: str


def terms() -> list[Term]:
    body = PAGE.partition("```{glossary}\n")[2].partition("\n```")[0]
    return [Term(*map(plain, found[:3])) for found in ENTRY.findall(body)]


def plain(text: str) -> str:
    return text.replace("\\*", "*").strip()


def index(heading: str) -> list[tuple[str, str]]:
    """Return the rows of a list that leads from a word to its Finnish term."""
    body = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (.+) \| {term}`(.+)` \|$", body, re.MULTILINE)
    return [(plain(word), term) for word, term in rows]


def names() -> set[str]:
    """Return every Finnish term; one entry may have several."""
    listed = chain.from_iterable(re.split(r", | \(|\)", term.fi) for term in terms())
    return {name.casefold() for name in listed if name}


def test_every_line_of_the_glossary_is_read_here() -> None:
    body = PAGE.partition("```{glossary}\n")[2].partition("\n```")[0]
    assert len(terms()) == len(re.findall(r"^\S", body, re.MULTILINE)) > 70


def test_terms_stand_in_finnish_order_each_once() -> None:
    finnish = [term.fi for term in terms()]
    assert finnish == sorted(set(finnish), key=sort_key)


@pytest.mark.parametrize(("heading", "language"), [("På svenska", "sv"), ("In English", "en")])
def test_a_reader_of_each_language_finds_every_term_in_their_order(
    heading: str, language: str
) -> None:
    wanted = [(getattr(term, language), term.fi) for term in terms()]
    assert index(heading) == sorted(wanted, key=lambda row: sort_key(row[0], language))


def test_the_finnish_terms_of_docstrings_are_in_the_glossary() -> None:
    asked = {
        word
        for package in TEXTS["PACKAGES"][:1]
        for file in package.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        for word in re.findall(r"[a-z] \(([a-zåäö-]{4,})\)", ast.get_docstring(node) or "")
    }
    assert len(asked) > 40
    assert {_singular(word) for word in asked - NO_TERMS} - names() == set()


def _singular(word: str) -> str:
    """Return a term as the glossary has it: most plurals have a t at the end and no more."""
    known = names()
    forms = (word, word.removesuffix("t"), word.removesuffix("et"), f"{word[:-2]}i")
    return next((one for one in forms if one in known), SINGULARS.get(word, word))


def test_the_stages_and_the_4v_phases_are_in_the_glossary() -> None:
    wanted = {enum_title(value) for value in (*DevelopmentStage, *EstablishmentPhase)}
    assert {name.fi.casefold() for name in wanted} <= names()


# -- translations to be looked at -------------------------------------------------------------


def test_every_translation_that_is_uncertain_is_on_the_page_of_those(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(ROOT / "docs")
    lines = importlib.import_module("_generate").page("translations.md").splitlines()
    marked = sum(
        line.startswith("uncertain = ")
        for file in TEXTS["TOML_FILES"]
        for line in file.read_text("utf-8").splitlines()
    )
    assert sum(line.startswith("- `") for line in lines) == marked > 30
    assert sum("**" in line for line in lines) >= marked
