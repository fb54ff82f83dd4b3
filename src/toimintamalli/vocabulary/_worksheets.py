"""Worksheets as data: names and questions of their rows and columns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from attrs import frozen

from toimintamalli._data import read_toml
from toimintamalli.diagnostics import failure
from toimintamalli.errors import UnknownNameError
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary._provenance import Provenance, read_provenance

__all__ = ["WorksheetColumn", "WorksheetDefinition", "WorksheetRow", "worksheet"]

_WORKSHEETS = ("tyopohja-4",)


@frozen(kw_only=True)
class WorksheetColumn:
    """A column of a worksheet.

    Attributes:
        id: Stable identifier.
        name: Name shown above it.
    """

    id: str
    name: LocalizedText


@frozen(kw_only=True)
class WorksheetRow:
    """A row of a worksheet.

    Attributes:
        id: Stable identifier.
        name: Theme of the row.
        question: Question that the row asks.
    """

    id: str
    name: LocalizedText
    question: LocalizedText


@frozen(kw_only=True)
class WorksheetDefinition:
    """A worksheet of rows and columns.

    Attributes:
        id: Short identifier, used in field names.
        version: Version of the worksheet.
        title: Title.
        corner: What stands above the names of the rows.
        instruction: How to fill it, in our own words.
        columns: Columns from left to right.
        rows: Rows from top to bottom.
        provenance: Where it comes from.

    Example:
        >>> sheet = worksheet("tyopohja-4")
        >>> len(sheet.rows), len(sheet.columns)
        (5, 3)
    """

    id: str
    version: str
    title: LocalizedText
    corner: LocalizedText
    instruction: LocalizedText
    columns: tuple[WorksheetColumn, ...]
    rows: tuple[WorksheetRow, ...]
    provenance: Provenance


@cache
def worksheet(name: str) -> WorksheetDefinition:
    """Return a worksheet.

    Args:
        name: Name of the worksheet: ``tyopohja-4``.

    Raises:
        UnknownNameError: There is no such worksheet.
    """
    if name not in _WORKSHEETS:
        raise UnknownNameError(failure("TM902", found=name, allowed=_WORKSHEETS))
    table = read_toml("toimintamalli.vocabulary", f"worksheets/{name}.toml")
    return WorksheetDefinition(
        id=table["id"],
        version=table["version"],
        title=LocalizedText(**table["title"]),
        corner=LocalizedText(**table["corner"]),
        instruction=LocalizedText(**table["instruction"]),
        columns=tuple(
            WorksheetColumn(id=column["id"], name=LocalizedText(**column["name"]))
            for column in table["columns"]
        ),
        rows=tuple(map(_row, table["rows"])),
        provenance=read_provenance(table["provenance"]),
    )


def _row(table: Mapping[str, Any]) -> WorksheetRow:
    return WorksheetRow(
        id=table["id"],
        name=LocalizedText(**table["name"]),
        question=LocalizedText(**table["question"]),
    )
