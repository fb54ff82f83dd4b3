"""What reading and writing share: plain data, and the way to a value in it."""

from __future__ import annotations

from typing import TypeAlias

__all__ = ["MAX_DEPTH", "DocumentPath", "PlainScalar", "YamlValue"]

MAX_DEPTH = 64
"""How many lists and mappings may be open inside each other."""

DocumentPath: TypeAlias = tuple[str | int, ...]
"""The way to a value: mapping keys and list positions from the top."""

YamlValue: TypeAlias = "PlainScalar | str | list[YamlValue] | dict[str, YamlValue] | None"
"""What `parse` returns."""


class PlainScalar(str):
    """Text that stood unquoted in the document, and may thus mean a number, date or truth value."""

    __slots__ = ()
