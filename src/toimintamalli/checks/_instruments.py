"""Criteria sets as checks look them up: one that cannot be read is not known either."""

from __future__ import annotations

from toimintamalli.errors import ToimintamalliError
from toimintamalli.instruments import get_instrument
from toimintamalli.model.instrument import Instrument
from toimintamalli.text import LocalizedText

__all__ = ["instrument_title", "known_instrument"]


def known_instrument(set_id: str) -> Instrument | None:
    """Return a criteria set, or None where nobody knows it."""
    try:
        return get_instrument(set_id)
    except ToimintamalliError:
        return None


def instrument_title(set_id: str) -> LocalizedText | str:
    """Return the name of a criteria set; its identifier where nobody knows it."""
    known = known_instrument(set_id)
    return known.title if known else set_id
