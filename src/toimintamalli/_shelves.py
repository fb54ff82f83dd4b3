"""Shelves: definitions that this library bundles and installed packages offer, found by name.

A package offers a definition by an entry point: its name is the identifier of the definition, its
value the package that carries ``<identifier>.toml``. Such a package needs no code, not even an
``__init__.py``.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import Generic, Protocol, TypeVar

from attrs import frozen

from toimintamalli._entry_points import Offer, offers
from toimintamalli.diagnostics import failure
from toimintamalli.errors import AmbiguousFormatError, LoadError, PluginError, UnknownNameError

__all__ = ["OWN_DISTRIBUTION", "Shelf", "ShelfCodes"]

OWN_DISTRIBUTION = "toimintamalli"
"""The distribution whose definitions keep their names whatever else is installed."""


class Identified(Protocol):
    """A definition that knows its identifier."""

    @property
    def id(self) -> str:
        """Identifier of the definition."""


DefinitionT = TypeVar("DefinitionT", bound=Identified)


@frozen(kw_only=True)
class ShelfCodes:
    """Codes of what can be wrong with an offer.

    Attributes:
        misnamed: The file holds a definition of another name.
        ambiguous: Several packages offer the name.
        broken: The package cannot be used.
    """

    misnamed: str
    ambiguous: str
    broken: str


@frozen(kw_only=True)
class Shelf(Generic[DefinitionT]):
    """Definitions of one kind.

    Attributes:
        group: Group of the entry points by which packages offer them.
        home: Package of this library that carries those bundled.
        bundled: Identifiers of those bundled, in order.
        read: Returns the definition of a file, from its bytes and what it is called.
        codes: Codes of what can be wrong with an offer.
    """

    group: str
    home: str
    bundled: tuple[str, ...]
    read: Callable[[bytes, str], DefinitionT]
    codes: ShelfCodes

    def names(self) -> tuple[str, ...]:
        """Return the identifiers of all known definitions, without reading one."""
        offered = (offer.name for offer in offers(self.group))
        return tuple(dict.fromkeys((*self.bundled, *offered)))

    def get(self, name: str) -> DefinitionT:
        """Return a definition.

        Args:
            name: Its identifier, or ``"distribution:identifier"`` where several offer it.

        Raises:
            UnknownNameError: No installed package offers it.
            AmbiguousFormatError: Several do.
            PluginError: The package that offers it cannot be imported or carries no such file.
            LoadError: Its file has problems, or holds one of another name.
        """
        bare = name.removeprefix(f"{OWN_DISTRIBUTION}:")
        if bare in self.bundled:
            return _bundled(self, bare)  # type: ignore[return-value]  # a cache knows no type variable
        return _offered(self, self._offer(name))  # type: ignore[return-value]  # as above

    def rows(self) -> Iterator[tuple[str, str, Callable[[], DefinitionT]]]:
        """Yield name, distribution and reader of each definition that anybody offers."""
        for name in self.bundled:
            yield name, OWN_DISTRIBUTION, lambda name=name: _bundled(self, name)  # type: ignore[misc]  # as above
        for offer in offers(self.group):
            yield offer.name, offer.distribution, lambda offer=offer: _offered(self, offer)  # type: ignore[misc]  # as above

    def _offer(self, name: str) -> Offer:
        found = [offer for offer in offers(self.group) if offer.answers_to(name)]
        if not found:
            raise UnknownNameError(failure("TM902", found=name, allowed=self.names()))
        if len(found) > 1:
            distributions = tuple(offer.distribution for offer in found)
            choices = tuple(f'"{offer.distribution}:{offer.name}"' for offer in found)
            report = failure(
                self.codes.ambiguous, found=name, distributions=distributions, choices=choices
            )
            raise AmbiguousFormatError(report)
        return found[0]


@cache
def _bundled(shelf: Shelf[Identified], name: str) -> Identified:
    file = f"{name}.toml"
    data = pkgutil.get_data(shelf.home, file)
    if data is None:
        raise FileNotFoundError(f"{shelf.home}/{file}")
    return shelf.read(data, file)


@cache
def _offered(shelf: Shelf[Identified], offer: Offer) -> Identified:
    package, file = offer.entry_point.value, f"{offer.name}.toml"
    try:
        data = _data(package, file)
    except (Exception, SystemExit) as error:  # a script named by mistake exits when imported
        reason = f"{type(error).__name__}: {error}"
        about = {"found": offer.name, "distribution": offer.distribution}
        raise PluginError(failure(shelf.codes.broken, **about, reason=reason)) from error
    source = f"{package}/{file}"
    found = shelf.read(data, source)
    if found.id != offer.name:
        told = {"found": found.id, "offered": offer.name, "distribution": offer.distribution}
        raise LoadError(failure(shelf.codes.misnamed, "id", **told).at(source))
    return found


def _data(package: str, file: str) -> bytes:
    # Unlike pkgutil, it finds a file also in a package that has no __init__.py.
    from importlib.resources import files

    return files(package).joinpath(file).read_bytes()
