"""Finds and reads worksheets."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import Final

from attrs import frozen

from toimintamalli._files import read_bytes
from toimintamalli._shelves import Shelf, ShelfCodes
from toimintamalli.diagnostics import Report
from toimintamalli.encoding import decode
from toimintamalli.errors import LoadError, PluginError
from toimintamalli.worksheets._definition import Worksheet

__all__ = [
    "BUNDLED",
    "DEFAULT_WORKSHEET",
    "WorksheetInfo",
    "get_worksheet",
    "list_worksheets",
    "load_worksheet",
    "worksheet_ids",
]

BUNDLED = (
    "tyopohja-4",
    "juuruttajan-tyolista",
    "juurtumisvalmius",
    "arviointi",
    "4v",
    "omistajuus",
    "viestintasuunnitelma",
    "resurssit",
    "mittari",
    "ryhmataulu",
    "innokyla-kentat",
    "johdon-tiivistelma",
)
"""Identifiers of the worksheets of this library."""

DEFAULT_WORKSHEET = BUNDLED[0]
"""Identifier of the worksheet that is meant where nobody names one."""


@frozen(kw_only=True)
class WorksheetInfo:
    """A row of the list of worksheets.

    Attributes:
        id: Identifier of the worksheet.
        distribution: Distribution that carries it.
        worksheet: The worksheet; None where it cannot be read.
        problem: Why it cannot be used; empty where it can.
    """

    id: str
    distribution: str
    worksheet: Worksheet | None = None
    problem: Report = Report()


def list_worksheets() -> tuple[WorksheetInfo, ...]:
    """Return the worksheets of this library and of installed packages.

    Returns:
        One row for each offer; a worksheet that cannot be read says why and harms no other.

    Example:
        >>> [row.id for row in list_worksheets()][:2]
        ['tyopohja-4', 'juuruttajan-tyolista']
    """
    return tuple(_row(name, owner, read) for name, owner, read in _SHELF.rows())


def worksheet_ids() -> tuple[str, ...]:
    """Return the identifiers of all known worksheets, without reading one.

    Example:
        >>> worksheet_ids()[0]
        'tyopohja-4'
    """
    return _SHELF.names()


def get_worksheet(name: str) -> Worksheet:
    """Return a worksheet.

    The worksheets of this library keep their names whatever else is installed.

    Args:
        name: Identifier of the worksheet, or ``"distribution:identifier"`` where several offer it.

    Raises:
        UnknownNameError: No installed package offers the worksheet.
        AmbiguousFormatError: Several do.
        PluginError: The package that offers it cannot be imported or carries no such file.
        LoadError: The file has problems, each told with its line and key, or holds a worksheet of
            another name than the one offered.

    Example:
        >>> get_worksheet("juuruttajan-tyolista").prefix
        'tyolista'
    """
    return _SHELF.get(name)


def load_worksheet(path: str | PathLike[str]) -> Worksheet:
    """Return the worksheet of a TOML file.

    Args:
        path: The file.

    Raises:
        LoadError: The file has problems; every one is told with its line and key.
        MissingFileError: There is no such file.
        UnreadableFileError: The file cannot be read, or is too large.
    """
    source = Path(path)
    return _read(read_bytes(source), source.name)


def _read(data: bytes, source: str) -> Worksheet:
    # The converter is heavy, and a model that makes no worksheet never needs it.
    from toimintamalli._definitions import read_definition
    from toimintamalli.worksheets._problems import problems_of

    try:
        return read_definition(decode(data).text, Worksheet, problems_of)
    except LoadError as error:
        raise LoadError(error.report.at(source)) from None


def _row(name: str, distribution: str, read: Callable[[], Worksheet]) -> WorksheetInfo:
    try:
        return WorksheetInfo(id=name, distribution=distribution, worksheet=read())
    except (LoadError, PluginError) as error:
        return WorksheetInfo(id=name, distribution=distribution, problem=error.report)


_SHELF: Final[Shelf[Worksheet]] = Shelf(
    group="toimintamalli.worksheets",
    home="toimintamalli.worksheets",
    bundled=BUNDLED,
    read=_read,
    codes=ShelfCodes(misnamed="TM335", ambiguous="TM336", broken="TM337"),
)
