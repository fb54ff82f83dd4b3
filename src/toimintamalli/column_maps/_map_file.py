"""Reads a column map, and tells what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike
from pathlib import Path

from toimintamalli._definitions import Problem, problem, read_definition
from toimintamalli._files import read_bytes
from toimintamalli.column_maps._map import ColumnMap, RowKind, ValueSpelling
from toimintamalli.column_maps._meanings import (
    CODED,
    COLUMNS,
    DAYS,
    SEVERAL,
    codes_of,
)
from toimintamalli.diagnostics import Report, failure
from toimintamalli.encoding import decode
from toimintamalli.errors import LoadError, OptionError
from toimintamalli.vocabulary import form_profile
from toimintamalli.written import day, spelling

__all__ = ["NEEDED", "named_columns", "usable_map"]

NEEDED = {RowKind.MODELS: "title", RowKind.TASKS: "what"}
"""The column without which a row could not be told from another."""


def usable_map(column_map: ColumnMap | str | PathLike[str], kind: RowKind) -> ColumnMap:
    """Return a map without problems.

    Args:
        column_map: The map, or its TOML file.
        kind: What its rows must be.

    Raises:
        LoadError: The map has problems; every one is told, those of a file with their line.
        OptionError: Its rows are something else.
        MissingFileError: There is no such file.
        UnreadableFileError: The file cannot be read, or is too large.
    """
    usable = column_map if isinstance(column_map, ColumnMap) else _read(Path(column_map))
    problems = [finding for _, finding in _problems(usable)]
    if problems:
        raise LoadError(Report(problems))
    if usable.kind is not kind:
        raise OptionError(failure("TM396", found=usable.kind.value, expected=kind.value))
    return usable


def named_columns(column_map: ColumnMap) -> dict[str, str]:
    """Return the headings that a map names, by their keys; those of form fields by ``fields.``."""
    names = (name for kind in RowKind for name in COLUMNS[kind])
    columns = {name: getattr(column_map.columns, name) for name in dict.fromkeys(names)}
    fields = {f"fields.{one.field}": one.column for one in column_map.fields}
    return {name: heading for name, heading in (columns | fields).items() if heading}


def _read(source: Path) -> ColumnMap:
    data = read_bytes(source)
    try:
        return read_definition(decode(data).text, ColumnMap, _problems)
    except LoadError as error:
        raise LoadError(error.report.at(source.name)) from None


def _problems(column_map: ColumnMap) -> Iterator[Problem]:
    """Yield what is wrong with a map of the right shape."""
    kind = column_map.kind
    needed = NEEDED[kind]
    if not getattr(column_map.columns, needed):
        yield problem("TM392", ("columns",), expected=needed, kind=kind.value)
    for name in named_columns(column_map):
        of_form = name.startswith("fields.")
        if name not in COLUMNS[kind] and not (of_form and kind is RowKind.MODELS):
            path = ("fields",) if of_form else ("columns", name)
            yield problem("TM391", path, found=name, kind=kind.value, allowed=COLUMNS[kind])
    yield from _of_headings(column_map)
    yield from _of_fields(column_map)
    meanings: dict[tuple[str, str], tuple[str, ...]] = {}
    for place, one in enumerate(column_map.values):
        yield from _of_value(one, place, kind)
        for number, text in enumerate(one.text):
            if meanings.setdefault((one.column, spelling(text)), one.means) != one.means:
                yield problem("TM351", ("values", place, "text", number), found=text)


def _of_headings(column_map: ColumnMap) -> Iterator[Problem]:
    """Yield the headings that are given to two columns."""
    seen: set[str] = set()
    for name, heading in named_columns(column_map).items():
        if spelling(heading) in seen:
            path = ("fields",) if name.startswith("fields.") else ("columns", name)
            yield problem("TM398", path, found=heading)
        seen.add(spelling(heading))


def _of_fields(column_map: ColumnMap) -> Iterator[Problem]:
    allowed = tuple(field.id for field in form_profile().fields)
    seen: set[str] = set()
    for place, one in enumerate(column_map.fields):
        if one.field not in allowed:
            yield problem("TM397", ("fields", place, "field"), found=one.field, allowed=allowed)
        if one.field in seen:
            yield problem("TM398", ("fields", place, "field"), found=one.field)
        seen.add(one.field)


def _of_value(one: ValueSpelling, place: int, kind: RowKind) -> Iterator[Problem]:
    at = ("values", place)
    if one.column not in (*CODED[kind], *DAYS[kind]):
        allowed = (*CODED[kind], *DAYS[kind])
        yield problem("TM393", (*at, "column"), found=one.column, allowed=allowed)
        return
    if len(one.means) > 1 and one.column not in SEVERAL:
        found = ", ".join(one.means)
        yield problem("TM397", (*at, "means"), found=found, allowed=one.means[:1])
    for number, value in enumerate(one.means):
        is_day = one.column in DAYS[kind]
        if day(value) is None if is_day else value not in codes_of(one.column):
            allowed = ("2025-06-10",) if is_day else codes_of(one.column)
            yield problem("TM397", (*at, "means", number), found=value, allowed=allowed)
