"""Columns: where each column of a map stands in a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from toimintamalli.column_maps._map import ColumnMap
from toimintamalli.column_maps._map_file import NEEDED, named_columns
from toimintamalli.column_maps._tables import FoundTable
from toimintamalli.diagnostics import Diagnostic, Report, diagnostic, failure
from toimintamalli.errors import ReadError
from toimintamalli.written import nearest, shown, spelling

__all__ = ["Columns", "find_columns"]

_MOST_HEADINGS_SHOWN = 20


@frozen(kw_only=True)
class Columns:
    """Where everything stands that is read.

    Attributes:
        places: Places of the columns from 0, by their key in the map.
        headings: Headings of the table.
        problems: Columns that are not there, stand twice, or are not read.
    """

    places: Mapping[str, int]
    headings: tuple[str, ...]
    problems: Report


def find_columns(found: FoundTable, column_map: ColumnMap) -> Columns:
    """Return where the columns of a map stand.

    Args:
        found: The table.
        column_map: The map.

    Raises:
        ReadError: The column is not there without which rows cannot be told apart.
    """
    headings = found.table.headings
    keys = [spelling(heading) for heading in headings]
    problems: list[Diagnostic] = []
    places: dict[str, int] = {}
    for name, heading in named_columns(column_map).items():
        count = keys.count(spelling(heading))
        if count == 1:
            places[name] = keys.index(spelling(heading))
        elif count:
            problems.append(diagnostic("TM381", found.table.name, column=shown(heading)))
        else:
            near = nearest(heading, [heading for heading in headings if heading])
            finding = diagnostic("TM380", found.table.name, column=shown(heading), nearest=near)
            problems.append(finding)
    needed = NEEDED[column_map.kind]
    if needed not in places:
        named = getattr(column_map.columns, needed)
        there = tuple(shown(heading) for heading in headings if heading) or ("–",)
        report = failure(
            "TM395", found.table.name, column=shown(named), found=there[:_MOST_HEADINGS_SHOWN]
        )
        raise ReadError(Report((*report, *problems)))
    problems += _unread(found, column_map)
    return Columns(places=places, headings=headings, problems=Report(problems))


def _unread(found: FoundTable, column_map: ColumnMap) -> Iterator[Diagnostic]:
    known = {*column_map.ignored, *named_columns(column_map).values()}
    left_alone = set(map(spelling, known))
    unread = [
        shown(heading)
        for heading in found.table.headings
        if heading and spelling(heading) not in left_alone
    ]
    if unread:
        columns = tuple(unread[:_MOST_HEADINGS_SHOWN])
        yield diagnostic("TM382", found.table.name, count=len(unread), columns=columns)
