"""What installed distributions offer, told by their metadata; the only user of importlib_metadata.

Nothing that is offered is imported here, and a distribution with broken metadata harms no other.
"""

from __future__ import annotations

import re
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Any

from attrs import define, field, frozen

if TYPE_CHECKING:
    from importlib_metadata import EntryPoint

__all__ = ["Offer", "forget_offers", "normalised", "offers", "version_of"]

_OUR_GROUPS = "toimintamalli."
_NAME_OR_VERSION = re.compile(r"^(Name|Version):[ \t]*(.*\S)", re.MULTILINE)


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
    """The offers of every group, found in one go through the distributions."""

    lock: Lock = field(factory=Lock)
    groups: dict[str, tuple[Offer, ...]] | None = None


_SCAN = _Scan()


def offers(group: str) -> tuple[Offer, ...]:
    """Return what the installed distributions offer in a group, by name and distribution."""
    with _SCAN.lock:
        if _SCAN.groups is None:
            _SCAN.groups = _found()
        return _SCAN.groups.get(group, ())


def forget_offers() -> None:
    """Forget what was found, so that the next question looks again."""
    with _SCAN.lock:
        _SCAN.groups = None


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


def _found() -> dict[str, tuple[Offer, ...]]:
    found: dict[str, dict[tuple[str, str], Offer]] = {}
    origins: dict[object, tuple[str, str]] = {}
    for entry_point in _entry_points():
        distribution = entry_point.dist
        if distribution not in origins:
            origins[distribution] = _origin(distribution)
        owner, version = origins[distribution]
        # The same distribution may be met twice on sys.path; the first is the one imported.
        of_group = found.setdefault(entry_point.group, {})
        key = (entry_point.name, normalised(owner))
        of_group.setdefault(key, Offer(entry_point.name, owner, version, entry_point))
    return {group: tuple(held[key] for key in sorted(held)) for group, held in found.items()}


def _entry_points() -> list[EntryPoint]:
    """Return what is offered to this library, group by group as the distributions are met."""
    import importlib_metadata

    with suppress(Exception):
        return [one for one in importlib_metadata.entry_points() if _is_ours(one)]
    # Some distribution, perhaps none of ours, has broken metadata: ask one by one.
    found: list[EntryPoint] = []
    for distribution in importlib_metadata.distributions():
        with suppress(Exception):
            found += filter(_is_ours, distribution.entry_points)
    return found


def _is_ours(entry_point: EntryPoint) -> bool:
    return entry_point.group.startswith(_OUR_GROUPS)


def _origin(distribution: Any) -> tuple[str, str]:
    """Return name and version of a distribution, or question marks where it does not tell.

    Only the head of its metadata is looked at: below it stands a description of any length.
    """
    with suppress(Exception):
        text = distribution.read_text("METADATA") or distribution.read_text("PKG-INFO")
        told = dict(_NAME_OR_VERSION.findall(text.partition("\n\n")[0]))
        return told.get("Name") or "?", told.get("Version") or "?"
    return "?", "?"
