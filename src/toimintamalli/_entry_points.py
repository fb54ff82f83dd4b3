"""What installed distributions offer, told by their metadata; the only user of importlib_metadata.

Nothing that is offered is imported here, and a distribution with broken metadata harms no other.
"""

from __future__ import annotations

import re
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from attrs import define, field, frozen

if TYPE_CHECKING:
    from importlib_metadata import EntryPoint

__all__ = ["Offer", "forget_offers", "normalised", "offers", "version_of"]


@frozen(eq=False)
class Offer:
    """One distribution's offer of one name; after a new scan it is another offer.

    Attributes:
        name: What is offered.
        distribution: Name of the distribution; a question mark where it does not tell.
        version: Its version.
        entry_point: The entry point, not loaded.
    """

    name: str
    distribution: str
    version: str
    entry_point: EntryPoint

    def answers_to(self, name: str) -> bool:
        """Whether this is ``name``, or ``distribution:name`` of this distribution."""
        owner, _, bare = name.rpartition(":")
        owners = ("", self.distribution, normalised(self.distribution))
        return bare == self.name and owner in owners


@define
class _Scan:
    """The offers of each group, found once."""

    lock: Lock = field(factory=Lock)
    groups: dict[str, tuple[Offer, ...]] = field(factory=dict)


_SCAN = _Scan()


def offers(group: str) -> tuple[Offer, ...]:
    """Return what the installed distributions offer in a group, by name and distribution."""
    with _SCAN.lock:
        if group not in _SCAN.groups:
            _SCAN.groups[group] = _found(group)
        return _SCAN.groups[group]


def forget_offers() -> None:
    """Forget what was found, so that the next question looks again."""
    with _SCAN.lock:
        _SCAN.groups.clear()


def normalised(distribution: str) -> str:
    """Return the name of a distribution as installers compare it."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def version_of(distribution: str) -> str:
    """Return the version of an installed distribution; a question mark where it is not known.

    Example:
        >>> version_of("no-such-distribution")
        '?'
    """
    import importlib_metadata

    with suppress(Exception):
        return importlib_metadata.version(distribution)
    return "?"


def _found(group: str) -> tuple[Offer, ...]:
    found: dict[tuple[str, str], Offer] = {}
    for entry_point in _entry_points(group):
        owner, version = _origin(entry_point)
        # The same distribution may be met twice on sys.path; the first is the one imported.
        key = (entry_point.name, normalised(owner))
        found.setdefault(key, Offer(entry_point.name, owner, version, entry_point))
    return tuple(found[key] for key in sorted(found))


def _entry_points(group: str) -> list[EntryPoint]:
    import importlib_metadata

    with suppress(Exception):
        return list(importlib_metadata.entry_points(group=group))
    # Some distribution, perhaps none of ours, has broken metadata: ask one by one.
    found: list[EntryPoint] = []
    for distribution in importlib_metadata.distributions():
        with suppress(Exception):
            found += distribution.entry_points.select(group=group)
    return found


def _origin(entry_point: EntryPoint) -> tuple[str, str]:
    """Return name and version of the distribution, or question marks where it does not tell."""
    distribution = entry_point.dist
    if distribution is not None:
        with suppress(Exception):
            return str(distribution.name or "?"), str(distribution.version or "?")
    return "?", "?"
