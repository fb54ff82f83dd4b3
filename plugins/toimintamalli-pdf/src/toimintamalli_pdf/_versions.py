"""What fields of older versions of a worksheet are called today; see ``versions.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["Renamed", "versions_of"]

Renamed = Mapping[str, str]
"""Names of today by the names of an older version; empty for fields that are gone."""


@cache
def _versions() -> Mapping[str, Mapping[str, Renamed]]:
    text = files("toimintamalli_pdf").joinpath("versions.toml").read_text("utf-8")
    return tomllib.loads(text)


def versions_of(worksheet_id: str) -> Mapping[str, Renamed]:
    """Return the versions of a worksheet that can be read, each with its renamed fields.

    Args:
        worksheet_id: Identifier of the worksheet, such as ``tp4``.
    """
    return _versions().get(worksheet_id, {})
