"""Packages to begin with: the files in ``templates/``, with the name of the plugin put into them.

A template is a whole package by the name ``pohja-nimi``. Its files end in ``.in``, so that no tool
takes them for code of the library.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib import resources
from importlib.resources.abc import Traversable

from toimintamalli.cli._plugin_names import PluginName

__all__ = ["PluginKind", "package_files"]

_FOLDER = "templates"
_MARK = ".in"


class PluginKind(StrEnum):
    """What a new package can offer."""

    EXPORTER = "exporter"
    IMPORTER = "importer"
    INSTRUMENT = "instrument"
    WORKSHEET = "worksheet"


def package_files(
    kind: PluginKind, name: PluginName, *, version: str, today: datetime.date
) -> dict[str, str]:
    """Return the files of a new package, by their paths inside its folder.

    Args:
        kind: What it offers.
        name: What it is called.
        version: Version of the library that it is made for.
        today: The day that its sources are said to have been read on.
    """
    places = {
        "pohja-nimi": name.name,
        "pohja_nimi": name.part,
        "PohjaNimi": name.of_class,
        "pohjanimi": name.together,
        "POHJANIMI": name.together.upper(),
        "Pohjan nimi": name.title,
        "{version}": version.rpartition(".")[0],
        "{next_version}": _next(version),
        "{today}": today.isoformat(),
    }
    root = resources.files(__package__).joinpath(_FOLDER, kind.value)
    return {_filled(path, places): _filled(text, places) for path, text in _texts(root)}


def _next(version: str) -> str:
    """Return the first version that may break what was written for this one."""
    major, minor, _ = version.split(".")
    return f"0.{int(minor) + 1}" if major == "0" else str(int(major) + 1)


def _texts(folder: Traversable, path: str = "") -> Iterator[tuple[str, str]]:
    for one in sorted(folder.iterdir(), key=lambda inner: inner.name):
        if one.is_dir():
            yield from _texts(one, f"{path}{one.name}/")
        elif one.name.endswith(_MARK):
            yield f"{path}{one.name.removesuffix(_MARK)}", one.read_text("utf-8")


def _filled(text: str, places: Mapping[str, str]) -> str:
    for place, word in places.items():
        text = text.replace(place, word)
    return text
