"""By which words an address is judged, from TOML with their provenance."""

from __future__ import annotations

from functools import cache

from attrs import frozen

from toimintamalli._data import read_toml

__all__ = ["AddressWords", "address_words"]


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


@cache
def address_words() -> AddressWords:
    """Return the words."""
    table = read_toml("toimintamalli.checks", "addresses.toml")["address"]
    return AddressWords(**{name: tuple(words) for name, words in table.items()})
