"""Brings documents of older format versions up to date, one step at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from toimintamalli._yaml import PlainScalar
from toimintamalli.diagnostics import Diagnostic, diagnostic

__all__ = ["FORMAT_VERSION", "VERSION_KEY", "migrated"]

VERSION_KEY = "format_version"
"""Key under which every document states its format version."""

FORMAT_VERSION = 2
"""Version that this release writes."""


def _name_the_kind_of_worksheet(data: dict[str, Any]) -> dict[str, Any]:
    """From 1 to 2: other worksheets will follow, so the key says which these are."""
    return {"placement_worksheets" if key == "worksheets" else key: data[key] for key in data}


_STEPS: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
    1: _name_the_kind_of_worksheet,
}
"""From each older version to the next."""


def migrated(document: Mapping[str, Any]) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """Return a document in today's format, without its version key.

    Returns:
        The document, or None where its version is newer than this release knows; and what is
        wrong with its version. A document whose version is missing or no number is taken for
        today's, so that whatever else is wrong with it can be told as well.
    """
    data = dict(document)
    version, problems = _version(data.pop(VERSION_KEY, None))
    if version > FORMAT_VERSION:
        return None, problems
    for step in range(version, FORMAT_VERSION):
        data = _STEPS[step](data)
    return data, problems


def _version(stated: object) -> tuple[int, list[Diagnostic]]:
    if isinstance(stated, PlainScalar) and stated.isascii() and stated.isdigit():
        stated = int(stated[:9])
    if stated is None:
        problem = diagnostic("TM113", VERSION_KEY, current=FORMAT_VERSION)
    elif type(stated) is not int or stated < 1:
        shown = str(stated)[:40]
        problem = diagnostic("TM114", VERSION_KEY, found=shown, current=FORMAT_VERSION)
    elif stated > FORMAT_VERSION:
        return stated, [diagnostic("TM115", VERSION_KEY, found=stated, current=FORMAT_VERSION)]
    else:
        return stated, []
    return FORMAT_VERSION, [problem]
