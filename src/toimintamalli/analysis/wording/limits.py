"""The limits by which checks judge, from TOML with their provenance."""

from __future__ import annotations

from toimintamalli._data import read_toml

__all__ = ["limit"]

_PACKAGE = "toimintamalli.analysis.wording"


def limit(name: str) -> int:
    """Return a limit of ``limits.toml``."""
    value: int = read_toml(_PACKAGE, "limits.toml")[name]["value"]
    return value
