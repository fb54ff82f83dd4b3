"""Criteria sets (kriteeristöt): those of this library, those of installed packages, and files.

A set is a TOML file whose keys are the attributes of `toimintamalli.model.instrument.Instrument`.
A package offers sets by an entry point in the group ``toimintamalli.instruments``: its name is the
identifier of the set, its value the package that carries ``<identifier>.toml``. Such a package
needs no code, not even an ``__init__.py``.
"""

from __future__ import annotations

from toimintamalli.instruments._sets import (
    BUNDLED,
    DEFAULT_INSTRUMENT,
    InstrumentInfo,
    get_instrument,
    instrument_ids,
    list_instruments,
    load_instrument,
    used_instruments,
)

__all__ = [
    "BUNDLED",
    "DEFAULT_INSTRUMENT",
    "InstrumentInfo",
    "get_instrument",
    "instrument_ids",
    "list_instruments",
    "load_instrument",
    "used_instruments",
]
