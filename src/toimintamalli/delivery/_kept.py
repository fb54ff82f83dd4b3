"""What a folder of exports remembers: which file was made of what, so that work is not repeated.

It is kept in one small file of the folder itself, as digests: neither texts nor names of sources
stand in it. Where it is missing or damaged nothing is lost but time.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Any

import attrs
from attrs import define, field, frozen

from toimintamalli._entry_points import offers, version_of
from toimintamalli._files import read_bytes, write_whole
from toimintamalli.delivery._work import digest_of
from toimintamalli.errors import ToimintamalliError
from toimintamalli.plugins import Exporter, ExportOptions

__all__ = ["NAME", "Entry", "Kept", "circumstances"]

NAME = ".toimintamalli-export"
"""Name of the file that remembers; without a suffix, so that nobody takes it for a document."""

_VERSION = 1
_CORE = "toimintamalli"
_EXPORTERS = "toimintamalli.exporters"
# Packages whose data may show in any export.
_DATA = ("toimintamalli.instruments", "toimintamalli.worksheets", "toimintamalli.checks")
_FILE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*(\.\w+)*", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{16}")
# How much may be new before it is written down: this many files, or a part of what is known.
_LEAST_NEW, _PART_NEW = 64, 8


@frozen
class Entry:
    """What is remembered of one file.

    Attributes:
        made_of: Digest of the document and the circumstances.
        identity: Digest of what tells the model from others.
        content: Digest of the file as it was written.
    """

    made_of: str
    identity: str
    content: str


@define
class Kept:
    """What a folder remembers of the files in it.

    Attributes:
        folder: The folder.
        entries: What is remembered, by the names of the files.
    """

    folder: Path
    entries: dict[str, Entry] = field(factory=dict)
    _names: dict[str, list[str]] = field(factory=dict, init=False)
    _new: int = field(default=0, init=False)

    def __attrs_post_init__(self) -> None:
        for name, entry in self.entries.items():
            self._names.setdefault(entry.made_of, []).append(name)

    @classmethod
    def of(cls, folder: Path) -> Kept:
        """Return what a folder remembers; nothing where that is missing or damaged."""
        there: set[str] = set()
        with suppress(OSError):  # it may not be there yet, or not be for reading
            there = set(os.listdir(folder))
        known = {name: entry for name, entry in _read(folder / NAME) if name in there}
        return cls(folder, known)

    def names_of(self, made_of: str) -> tuple[str, ...]:
        """Return the files that were made of something."""
        return tuple(self._names.get(made_of, ()))

    def is_as_written(self, name: str) -> bool:
        """Tell whether a file is remembered and has not been changed since."""
        entry = self.entries.get(name)
        if entry is None:
            return False
        try:
            return digest_of((self.folder / name).read_bytes()) == entry.content
        except OSError:
            return False

    def remember(self, name: str, entry: Entry) -> None:
        """Remember a file; from time to time all is written down."""
        self.entries[name] = entry
        self._new += 1
        if self._new >= max(_LEAST_NEW, len(self.entries) // _PART_NEW):
            self.write()

    def write(self) -> None:
        """Write down what is new. That it cannot be written costs time another day, no export."""
        if not self._new:
            return
        files = {name: attrs.astuple(self.entries[name]) for name in self.entries}
        text = json.dumps({"version": _VERSION, "files": files}, indent=0)
        with suppress(ToimintamalliError):
            write_whole(self.folder / NAME, text.encode("ascii"), overwrite=True)
        self._new = 0


def circumstances(exporter: Exporter[Any], options: ExportOptions, suffix: str) -> str:
    """Return all that decides of an export beside the document, as one text.

    Args:
        exporter: The exporter.
        options: Its options.
        suffix: Suffix of the files.
    """
    values = {
        attribute.name: _plain(getattr(options, attribute.name))
        for attribute in attrs.fields(type(options))
    }
    return json.dumps([exporter.name, suffix, values, _versions(exporter.name)], sort_keys=True)


def _plain(value: object) -> object:
    return str(value.value) if isinstance(value, Enum) else value


def _versions(format_name: str) -> list[tuple[str, str]]:
    """Return the versions of the packages that have a part in the exports of a format."""
    taking_part = [offer for offer in offers(_EXPORTERS) if offer.name == format_name]
    taking_part += [offer for group in _DATA for offer in offers(group)]
    found = {(offer.distribution, offer.version) for offer in taking_part}
    return sorted({(_CORE, version_of(_CORE)), *found})


def _read(file: Path) -> Iterator[tuple[str, Entry]]:
    """Yield what can be read; whatever is damaged is passed over."""
    try:
        data = json.loads(read_bytes(file))
    except (ToimintamalliError, ValueError, RecursionError):
        return
    files = data.get("files") if isinstance(data, dict) else None
    if not isinstance(files, dict) or data.get("version") != _VERSION:
        return
    for name, parts in files.items():
        if _FILE_NAME.fullmatch(name) and _are_digests(parts):
            yield name, Entry(*parts)


def _are_digests(parts: object) -> bool:
    return (
        isinstance(parts, list)
        and len(parts) == len(attrs.fields(Entry))
        and all(isinstance(part, str) and _DIGEST.fullmatch(part) for part in parts)
    )
