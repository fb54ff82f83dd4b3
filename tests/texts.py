"""Every text of the library, its plugins and the example of a plugin, for tests of the texts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

ROOT = Path(__file__).parents[1]
LANGUAGES = ("fi", "sv", "en")
PACKAGES = (
    ROOT / "src/toimintamalli",
    *sorted(folder for folder in ROOT.glob("plugins/*/src/*") if folder.is_dir()),
    ROOT / "examples/plugin/src/toimintamalli_word",
)
TOML_FILES = tuple(sorted(file for package in PACKAGES for file in package.rglob("*.toml")))
"""Every data file; the templates of new plugins are not TOML before they are filled."""


@frozen
class Text:
    """One text in several languages, and where it stands."""

    file: Path
    key: str
    words: tuple[tuple[str, str], ...]

    @property
    def at(self) -> str:
        """File and key, as a failure names them."""
        return f"{self.file.relative_to(ROOT)}: {self.key}"

    def __str__(self) -> str:
        return self.at


def texts_in(file: Path) -> tuple[Text, ...]:
    """Return the texts of a file in their order."""
    data = tomllib.loads(file.read_text("utf-8"))
    return tuple(Text(file, key, words) for key, words in _walk(data, ""))


@cache
def all_texts() -> tuple[Text, ...]:
    """Return the texts of every file."""
    return tuple(text for file in TOML_FILES for text in texts_in(file))


def sentences(language: str) -> Iterator[tuple[str, str]]:
    """Yield the place and the words of every text in one language."""
    for text in all_texts():
        words = dict(text.words)
        if language in words:
            yield text.at, words[language]


def _walk(part: Any, key: str) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    if isinstance(part, list):
        for number, item in enumerate(part):
            name = item.get("id", number) if isinstance(item, dict) else number
            yield from _walk(item, f"{key}[{name}]")
    if isinstance(part, dict):
        words = tuple((name, part[name]) for name in LANGUAGES if isinstance(part.get(name), str))
        if words:
            yield key, words
        for name, inner in part.items():
            yield from _walk(inner, f"{key}.{name}" if key else name)
