"""The page of translations that still need an eye, from the data that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain
from typing import Any

import toimintamalli as tm
from _generate._texts import PACKAGES
from toimintamalli.vocabulary import read_toml

__all__ = ["translations"]


def translations() -> Iterator[str]:
    """Yield the page of the translations."""
    yield "# Translations to be looked at\n"
    yield "Swedish and English names of Finnish terms are this library's translations where no"
    yield "official one is known. Those listed here still need the eye of somebody who works with"
    yield "the term: the data carries `uncertain` with the languages, here set in bold. A better"
    yield "word is welcome; what a word means stands in the {doc}`/glossary`.\n"
    for package in PACKAGES:
        for name in sorted(_toml_files(resources.files(package), "")):
            entries = list(_uncertain(read_toml(package, name), ""))
            if entries:
                yield f"## {package}/{name}\n"
                yield from chain.from_iterable(entries)


def _toml_files(folder: Traversable, path: str) -> Iterator[str]:
    for inner in folder.iterdir():
        if inner.is_dir():
            yield from _toml_files(inner, f"{path}{inner.name}/")
        elif inner.name.endswith(".toml"):
            yield path + inner.name


def _uncertain(part: Any, key: str) -> Iterator[Iterable[str]]:
    if isinstance(part, list):
        for number, item in enumerate(part):
            name = item.get("id", number) if isinstance(item, dict) else number
            yield from _uncertain(item, f"{key}[{name}]")
    if isinstance(part, dict):
        if languages := part.get("uncertain"):
            yield _uncertain_entry(part, key, languages)
        for name, inner in part.items():
            yield from _uncertain(inner, f"{key}.{name}" if key else name)


def _uncertain_entry(part: Mapping[str, Any], key: str, languages: list[str]) -> Iterator[str]:
    texts = (part.get(name) for name in ("title", "name", "question", "label"))
    text = next(text for text in texts if isinstance(text, Mapping))
    yield f"- `{key}`"
    for language in tm.Language:
        words = text[language].replace("*", "\\*")
        yield f"  - {language}: {f'**{words}**' if language in languages else words}"
    yield ""
