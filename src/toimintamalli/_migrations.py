"""Brings documents of older format versions up to date, one step at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from toimintamalli._yaml import PlainScalar
from toimintamalli.diagnostics import failure
from toimintamalli.errors import LoadError

__all__ = ["FORMAT_VERSION", "VERSION_KEY", "migrated"]

VERSION_KEY = "format_version"
"""Key under which every document states its format version."""

FORMAT_VERSION = 1
"""Version that this release writes."""

_STEPS: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def migrated(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document in today's format, without its version key.

    Raises:
        LoadError: The version is missing, is no number, or is newer than this release knows.
    """
    data = dict(document)
    version = _version(data.pop(VERSION_KEY, None))
    for step in range(version, FORMAT_VERSION):
        data = _STEPS[step](data)
    return data


def _version(stated: object) -> int:
    if stated is None:
        raise LoadError(failure("TM113", VERSION_KEY, current=FORMAT_VERSION))
    if isinstance(stated, PlainScalar) and stated.isascii() and stated.isdigit():
        stated = int(stated[:9])
    if type(stated) is not int or stated < 1:
        raise LoadError(
            failure("TM114", VERSION_KEY, found=str(stated)[:40], current=FORMAT_VERSION)
        )
    if stated > FORMAT_VERSION:
        raise LoadError(failure("TM115", VERSION_KEY, found=stated, current=FORMAT_VERSION))
    return stated
