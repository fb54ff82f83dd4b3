"""The limits and lists by which checks judge, from TOML with their provenance."""

from __future__ import annotations

from functools import cache

from attrs import frozen

from toimintamalli._data import read_toml

__all__ = ["AddressWords", "Limits", "limits"]

_PACKAGE = "toimintamalli.checks"
_FILE = "limits.toml"


@frozen(kw_only=True)
class AddressWords:
    """By which words an address is judged.

    Attributes:
        web_schemes: Schemes of addresses with a host.
        other_schemes: Schemes of addresses without one that lead somewhere.
        local_schemes: Schemes of what only one machine can read.
        inner_labels: Names of hosts that may be open to the organisation only.
        inner_endings: Endings of such names.
        signed_in_hosts: Services that may ask who reads.
    """

    web_schemes: tuple[str, ...]
    other_schemes: tuple[str, ...]
    local_schemes: tuple[str, ...]
    inner_labels: tuple[str, ...]
    inner_endings: tuple[str, ...]
    signed_in_hosts: tuple[str, ...]


@frozen(kw_only=True)
class Limits:
    """By which limits a model is judged.

    Attributes:
        stale_after_months: Age from which an evaluation is old.
        edited_after_days: Days for which an evaluated description may still be edited.
        most_not_applicable: Greatest share of *ei koske*, in per cent.
        least_answers: Number of answers from which that share is judged.
        address: By which words an address is judged.
    """

    stale_after_months: int
    edited_after_days: int
    most_not_applicable: int
    least_answers: int
    address: AddressWords


@cache
def limits() -> Limits:
    """Return the limits."""
    table = read_toml(_PACKAGE, _FILE)
    return Limits(
        stale_after_months=table["evaluation"]["stale_after_months"],
        edited_after_days=table["evaluation"]["edited_after_days"],
        most_not_applicable=table["not_applicable"]["most_percent"],
        least_answers=table["not_applicable"]["least_answers"],
        address=AddressWords(**{name: tuple(words) for name, words in table["address"].items()}),
    )
