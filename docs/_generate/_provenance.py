"""Where the words come from: what every data file says of its source."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain
from typing import Any

import toimintamalli as tm
from _generate._texts import PACKAGES, each_language, plain, spoken
from toimintamalli.vocabulary import Provenance, read_provenance

__all__ = ["file_labels", "provenance"]

_KEYS = {"status", "source", "read"}
_GROUPS = {
    "Criteria sets": "toimintamalli/instruments/",
    "Worksheets": "toimintamalli/worksheets/",
    "Official names and lists": "toimintamalli/vocabulary/",
    "Rules and lists of words": "",
}


def provenance() -> Iterator[str]:
    """Yield the page of the sources."""
    yield "# Sources of the data files\n"
    yield "What every data file of the library says of its own source, in its own words. *Official*"
    yield "was read in the source, *reconstructed* was put together from what is public, *own* is"
    yield "the library's. What the difference means to you is told in"
    yield "{doc}`/explanation/provenance-of-the-instruments`. A file with several sources has a row"
    yield "for each part.\n"
    left = dict(_data_files())
    for title, beginning in _GROUPS.items():
        group = {name: left.pop(name) for name in sorted(left) if name.startswith(beginning)}
        yield f"## {title}\n"
        yield from chain.from_iterable(_file(name, table) for name, table in group.items())


def _data_files() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield name and content of every data file that tells where it comes from."""
    for package in PACKAGES:
        for name, file in _toml_files(resources.files(package), package):
            table = tomllib.loads(file.read_text("utf-8"))
            if any(_origins(table)):
                yield name, table


def file_labels() -> Iterator[tuple[str, str]]:
    """Yield the name of every data file and the label of its heading; of two, the vocabulary's."""
    names = [name for name, _ in _data_files()]
    yield from ((name.rpartition("/")[2], _label(name)) for name in reversed(names))


def _label(name: str) -> str:
    return f"file-{name.replace('/', '-')}"


def _toml_files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _toml_files(entry, f"{path}/{entry.name}")
        elif entry.name.endswith(".toml"):
            yield f"{path}/{entry.name}", entry


def _origins(table: Mapping[str, Any], part: str = "") -> Iterator[tuple[str, Provenance]]:
    """Yield the sources that a data file names: its own, and those of its parts."""
    for key, value in table.items():
        if isinstance(value, dict) and value.keys() >= _KEYS:
            yield part, read_provenance(value)
        elif isinstance(value, dict):
            yield from _origins(value, key)
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    yield from _origins(item, item.get("id", part))


def _file(name: str, table: Mapping[str, Any]) -> Iterator[str]:
    yield f"({_label(name)})=\n### {name}\n"
    by_source: dict[Provenance, list[str]] = {}
    for part, origin in _origins(table):
        by_source.setdefault(origin, []).append(part)
    for origin, parts in by_source.items():
        yield from _origin(origin, parts)


def _origin(origin: Provenance, parts: list[str]) -> Iterator[str]:
    named = ", ".join(f"`{part}`" for part in parts if part)
    told = spoken(plain(origin.source), tm.Language.FINNISH)
    yield f"*{origin.status}*, read {origin.read}{f': {named}' if named else ''}\n: {told}\n"
    yield from each_language(origin.note)
