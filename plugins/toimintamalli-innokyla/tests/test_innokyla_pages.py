"""Whole pages of every layout: what comes out was looked at by people and is kept in ``golden``.

``GOLDEN=write pytest`` writes the golden files anew; look at each difference before keeping it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import toimintamalli as tm

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
PAGES = sorted(path.name for path in (HERE / "pages").iterdir())
SUFFIXES = {"plain": ".txt", "markdown": ".md", "html": ".html"}
FORMS = tuple(SUFFIXES)
VERSIONS = ("working", "reading")


def golden(name: str, found: str) -> str:
    path = GOLDEN / name
    if os.environ.get("GOLDEN") == "write":
        path.write_text(found, "utf-8", newline="\n")
    return path.read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_becomes_the_model_that_its_reader_would_make(page, read_page):
    model = read_page(page).model
    assert model == tm.loads(golden(f"{Path(page).stem}.yaml", tm.dumps(model)))


def test_front_page_and_path_become_one_model(read_page):
    front = read_page("b-etusivu.txt").model
    model = read_page("b-polku.txt", into=front).model
    assert model == tm.loads(golden("b-molemmat.yaml", tm.dumps(model)))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("page", ["b-etusivu.txt", "tallennettu.html"])
def test_a_model_becomes_the_form_text_that_was_looked_at(page, version, form, read_page):
    model = read_page(page).model
    rendered = tm.render(model, format="innokyla", version=version, form=form)
    name = f"{Path(page).stem}-{version}{SUFFIXES[form]}"
    text = rendered.data.decode("utf-8")
    assert text == golden(name, text)
    assert rendered.suffix == SUFFIXES[form]


@pytest.mark.parametrize("page", [page for page in PAGES if page.endswith(".txt")])
def test_the_working_version_reads_as_the_same_model(page, read_page):
    model = read_page(page).model
    text = tm.render(model, format="innokyla", version="working").data
    assert tm.read_data(text, format="innokyla").model == model


@pytest.mark.parametrize("page", [page for page in PAGES if page.endswith(".html")])
def test_the_working_version_in_html_reads_as_the_same_model(page, read_page):
    model = read_page(page).model
    text = tm.render(model, format="innokyla", version="working", form="html").data
    assert tm.read_data(text, format="innokyla").model == model
