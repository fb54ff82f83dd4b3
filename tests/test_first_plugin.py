"""The tutorial on a first plugin leads to a format that is listed, used and tested."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

PAGE = Path(__file__).parents[1] / "docs" / "tutorial" / "your-first-plugin.md"
HELPERS = runpy.run_path(str(Path(__file__).with_name("plugin_desk.py")))
GIVEN = {
    "python3 -m venv .venv",
    ". .venv/bin/activate",
    "pip install 'toimintamalli[all,testing]'",
}


def test_the_tutorial_followed_word_by_word_prints_what_it_shows(tmp_path: Path) -> None:
    desk = HELPERS["Desk"](tmp_path, "card", frozenset(GIVEN))
    desk.follow_page(PAGE)
    written = desk.package / "malli.card"
    assert written.read_text("utf-8").startswith("Etävastaanotto terveysasemalla, Kainuun HVA")


def test_the_tutorial_lists_the_format_uses_it_and_tests_it() -> None:
    typed = [shown.command for block in HELPERS["shown_in"](PAGE) for shown in block]
    assert typed.index("pytest") > typed.index("cat malli.card") > 0
    assert typed[-1] == "toimintamalli --lang en plugins"
