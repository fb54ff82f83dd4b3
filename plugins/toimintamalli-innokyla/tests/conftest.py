"""The invented pages, and reading them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

import toimintamalli as tm
from toimintamalli.plugins import Imported

PAGES = Path(__file__).with_name("pages")

ReadPage: TypeAlias = Callable[..., Imported]


@pytest.fixture(scope="session")
def read_page() -> ReadPage:
    """Reads one of the invented pages by its name."""

    def read(name: str, into: tm.PracticeModel | None = None) -> Imported:
        return tm.read(PAGES / name, format="innokyla", into=into)

    return read


@pytest.fixture(scope="session")
def read_text() -> ReadPage:
    """Reads page text or HTML."""

    def read(text: str, into: tm.PracticeModel | None = None) -> Imported:
        return tm.read_data(text.encode("utf-8"), format="innokyla", into=into)

    return read
