"""The tutorial on a first plugin leads to a format that is listed, used and tested."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

PAGE = Path(__file__).parents[1] / "docs" / "tutorial" / "your-first-plugin.md"
HELPERS = runpy.run_path(str(Path(__file__).with_name("plugin_desk.py")))
GIVEN = {
    "python3 -m venv .venv",
    ". .venv/bin/activate",
    "pip install 'toimintamalli[all,testing]'",
}
INSTALLED, DEMO, BEGUN, LISTED, TRIED, USED, SHORT, RUN, TESTED, AGAIN = HELPERS["shown_in"](PAGE)
FILES = dict(HELPERS["files_of"](PAGE))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The package as the tutorial begins it."""
    made = HELPERS["Desk"](tmp_path_factory.mktemp("kortti"), "card", frozenset(GIVEN))
    for shown in (INSTALLED, DEMO, BEGUN):
        made.follow(shown)
    return made


def write(desk: Any, *names: str) -> None:
    desk.write([(name, FILES[name]) for name in names])


def test_what_was_begun_is_listed_and_works_before_anything_is_written(desk: Any) -> None:
    desk.follow(LISTED)
    desk.follow(TRIED)


def test_two_files_make_it_write_cards(desk: Any) -> None:
    write(desk, "src/toimintamalli_card/_content.py", "src/toimintamalli_card/labels.toml")
    desk.follow(USED)
    desk.follow(SHORT)


def test_a_program_makes_a_card_as_the_tutorial_shows(desk: Any) -> None:
    write(desk, "make_card.py")
    desk.follow(RUN)


def test_the_format_keeps_the_contract_and_is_listed_under_its_new_title(desk: Any) -> None:
    write(desk, "tests/test_card.py")
    desk.follow(TESTED)
    desk.follow(AGAIN)


def test_the_tutorial_writes_no_file_that_is_not_used_here() -> None:
    assert list(FILES) == [
        "src/toimintamalli_card/_content.py",
        "src/toimintamalli_card/labels.toml",
        "make_card.py",
        "tests/test_card.py",
    ]
