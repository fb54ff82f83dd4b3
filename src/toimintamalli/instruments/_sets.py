"""Finds and reads criteria sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike
from pathlib import Path
from typing import Final

from attrs import frozen

from toimintamalli._files import read_bytes
from toimintamalli._shelves import Shelf, ShelfCodes
from toimintamalli.diagnostics import Report
from toimintamalli.encoding import decode
from toimintamalli.errors import LoadError, PluginError, ToimintamalliError
from toimintamalli.model import PracticeModel
from toimintamalli.model.instrument import Instrument
from toimintamalli.model.rooting import READINESS_SET
from toimintamalli.text import LocalizedText

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

BUNDLED = (
    "vaikutusten-itsearviointi",
    "kuvauksen-arviointi",
    "juurtumisvalmius",
    "innokyla-arviointimittari",
    "talentia-hyva-kaytanto",
    "kasvun-tuki",
    "palkintoprosessi",
)
"""Identifiers of the sets of this library."""

DEFAULT_INSTRUMENT = BUNDLED[0]
"""Identifier of the set that is meant where nobody names one."""


@frozen(kw_only=True)
class InstrumentInfo:
    """A row of the list of criteria sets.

    Attributes:
        id: Identifier of the set.
        distribution: Distribution that carries it.
        title: Name of the set; None where it cannot be read.
        version: Version of the set; empty where it cannot be read.
        problem: Why it cannot be used; empty where it can.
    """

    id: str
    distribution: str
    title: LocalizedText | None = None
    version: str = ""
    problem: Report = Report()


def list_instruments() -> tuple[InstrumentInfo, ...]:
    """Return the criteria sets of this library and of installed packages.

    Returns:
        One row for each offer; a set that cannot be read says why and harms no other.

    Example:
        >>> [row.id for row in list_instruments()][:3]
        ['vaikutusten-itsearviointi', 'kuvauksen-arviointi', 'juurtumisvalmius']
    """
    return tuple(_row(name, owner, read) for name, owner, read in _SHELF.rows())


def instrument_ids() -> tuple[str, ...]:
    """Return the identifiers of all known sets, without reading one.

    Example:
        >>> instrument_ids()[0]
        'vaikutusten-itsearviointi'
    """
    return _SHELF.names()


def get_instrument(name: str) -> Instrument:
    """Return a criteria set.

    The sets of this library keep their names whatever else is installed.

    Args:
        name: Identifier of the set, or ``"distribution:identifier"`` where several offer it.

    Raises:
        UnknownNameError: No installed package offers the set.
        AmbiguousFormatError: Several do.
        PluginError: The package that offers it cannot be imported or carries no such file.
        LoadError: The file of the set has problems; every one is told with its line and key. Or
            it holds a set of another name than the one offered.

    Example:
        >>> get_instrument("juurtumisvalmius").title.fi
        'Juurtumisvalmius'
    """
    return _SHELF.get(name)


def load_instrument(path: str | PathLike[str]) -> Instrument:
    """Return the criteria set of a TOML file.

    Args:
        path: The file.

    Raises:
        LoadError: The file has problems; every one is told with its line and key.
        MissingFileError: There is no such file.
        UnreadableFileError: The file cannot be read, or is too large.
    """
    source = Path(path)
    return _read(read_bytes(source), source.name)


def used_instruments(models: Iterable[PracticeModel]) -> tuple[Instrument, ...]:
    """Return the criteria sets that models use, as far as they are installed.

    Args:
        models: The models.

    Example:
        >>> from toimintamalli.model import Evaluation, PracticeModel
        >>> model = PracticeModel(evaluations=(Evaluation(id="a", instrument="kasvun-tuki"),))
        >>> [instrument.id for instrument in used_instruments([model])]
        ['kasvun-tuki', 'juurtumisvalmius']
    """
    used = (evaluation.instrument for model in models for evaluation in model.evaluations)
    found = map(_known, dict.fromkeys((*used, READINESS_SET)))
    return tuple(instrument for instrument in found if instrument)


def _known(name: str) -> Instrument | None:
    try:
        return get_instrument(name)
    except ToimintamalliError:
        return None  # a set of another installation


def _read(data: bytes, source: str) -> Instrument:
    # The converter is heavy, and a model without evaluations never needs it to be checked.
    from toimintamalli._definitions import read_definition
    from toimintamalli.instruments._problems import problems_of

    try:
        return read_definition(decode(data).text, Instrument, problems_of)
    except LoadError as error:
        raise LoadError(error.report.at(source)) from None


def _row(name: str, distribution: str, read: Callable[[], Instrument]) -> InstrumentInfo:
    try:
        found = read()
    except (LoadError, PluginError) as error:
        return InstrumentInfo(id=name, distribution=distribution, problem=error.report)
    return InstrumentInfo(
        id=name, distribution=distribution, title=found.title, version=found.version
    )


_SHELF: Final[Shelf[Instrument]] = Shelf(
    group="toimintamalli.instruments",
    home="toimintamalli.instruments",
    bundled=BUNDLED,
    read=_read,
    codes=ShelfCodes(misnamed="TM319", ambiguous="TM321", broken="TM322"),
)
