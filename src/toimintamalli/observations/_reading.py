"""Reads a CSV of observations: headings in three languages, days and numbers as people write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from os import PathLike
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from toimintamalli._csv import Row, read_table
from toimintamalli._data import read_toml
from toimintamalli._files import read_bytes
from toimintamalli.diagnostics import Diagnostic, Report, diagnostic, failure
from toimintamalli.errors import LoadError, ReadError
from toimintamalli.model import Observation
from toimintamalli.text import Language
from toimintamalli.vocabulary import field_title, localized
from toimintamalli.written import day, quantity, shown, spelling, truth

__all__ = ["COLUMNS", "PACKAGE", "ObservationReading", "ReadObservation", "read_observations"]

PACKAGE = "toimintamalli.observations"

COLUMNS = ("metric", "date", "value", "n", "count", "note", "practice_changed")
"""Columns of a file of observations, in any order; others may stand beside them."""

_NEEDED = ("date", "value")


@frozen(kw_only=True)
class ReadObservation:
    """One row of a file of observations.

    Attributes:
        metric: Identifier or name of the metric, as written.
        observation: The observation.
        unit: What is written behind the value, such as ``%``; empty where nothing is.
        given: Names of the columns that say something in this row.
        line: Line of the file, from 1.
    """

    metric: str
    observation: Observation
    unit: str = ""
    given: tuple[str, ...] = ()
    line: int | None = None


@frozen(kw_only=True)
class ObservationReading:
    """What a file of observations says.

    Attributes:
        rows: The rows that could be read, in the order of the file.
        problems: What was wrong with the others, with its line; a guessed encoding as well.
    """

    rows: tuple[ReadObservation, ...] = ()
    problems: Report = field(factory=Report)


def read_observations(
    path: str | PathLike[str], *, metric: str | None = None
) -> ObservationReading:
    r"""Return the observations of a CSV file.

    Its first row names the columns metric, date, value, n, count, note and practice_changed in
    Finnish, Swedish or English; only date and value must be there, and metric where ``metric`` is
    not given. Numbers may be written ``61,5 %`` or ``1 234``, days 31.1.2025 or 2025-01-31.

    Args:
        path: The file.
        metric: Metric of the rows that do not name one.

    Raises:
        ReadError: The file is no table, or the columns that it needs are not there.
        MissingFileError: There is no such file.
        UnreadableFileError: The file cannot be read, or is too large.

    Example:
        >>> from pathlib import Path
        >>> text = "mittari;päivä;arvo;n\nhoitoon;31.1.2025;61,5 %;402\nhoitoon;helmikuu;70;400\n"
        >>> _ = Path("havainnot.csv").write_text(text, encoding="utf-8")
        >>> reading = read_observations("havainnot.csv")
        >>> reading.rows[0].observation.value, reading.rows[0].observation.n
        (61.5, 402)
        >>> [(found.code, found.line) for found in reading.problems]
        [('TM466', 3)]
    """
    source = Path(path)
    data = read_bytes(source)
    try:
        reading = _read(data, metric)
    except (LoadError, ReadError) as error:
        raise ReadError(error.report.at(source.name)) from None
    return evolve(reading, problems=reading.problems.at(source.name))


def _read(data: bytes, metric: str | None) -> ObservationReading:
    table = read_table(data)
    columns = _columns(table.headings, _NEEDED if metric else ("metric", *_NEEDED))
    rows: list[ReadObservation] = []
    problems: list[Diagnostic] = []
    for row in table.rows:
        if not any(row.cells):
            continue
        try:
            rows.append(_Cells(row, columns, table.headings).observation(metric or ""))
        except _UnreadableCellError as error:
            problems.append(error.finding)
    return ObservationReading(rows=tuple(rows), problems=table.problems + problems)


# -- headings ---------------------------------------------------------------------------------


def _columns(headings: Iterable[str], needed: Iterable[str]) -> Mapping[str, int]:
    """Return where each known column stands."""
    known = _spellings()
    names = [known.get(spelling(heading)) for heading in headings]
    doubled = [name for name in COLUMNS if names.count(name) > 1]
    if doubled or any(name not in names for name in needed):
        found = tuple(map(shown, filter(None, headings))) or ("–",)
        expected = (*needed, *(name for name in doubled if name not in needed))
        raise ReadError(failure("TM469", expected=expected, found=found))
    return {name: names.index(name) for name in COLUMNS if name in names}


@cache
def _spellings() -> Mapping[str, str]:
    """Return the column that each spelling of a heading means."""
    more: Mapping[str, list[str]] = read_toml(PACKAGE, "columns.toml")["columns"]
    found: dict[str, str] = {}
    for name in COLUMNS:
        titles = [] if name == "metric" else _three(name)
        for text in (name, name.replace("_", " "), *titles, *more[name]):
            found[spelling(text)] = name
    return found


def _three(name: str) -> list[str]:
    title = field_title(Observation, name)
    return [title.get(language) for language in Language]


# -- cells ------------------------------------------------------------------------------------


class _UnreadableCellError(Exception):
    """A cell does not hold what its column is for."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.code)
        self.finding = finding


@frozen
class _Cells:
    """The cells of one row, by column."""

    row: Row
    columns: Mapping[str, int]
    headings: tuple[str, ...]

    def observation(self, metric: str) -> ReadObservation:
        """Return what the row says.

        Raises:
            _UnreadableCellError: A cell does not hold what its column is for.
        """
        named = self._text("metric") or metric
        if not named:
            raise self._unreadable("metric", "metric")
        value = self._needed("value", quantity, "value")
        return ReadObservation(
            metric=named,
            observation=Observation(
                date=self._needed("date", day, "date"),
                value=float(value.number),
                n=self._read("n", _whole_number, "whole"),
                note=self._text("note"),
                count=self._read("count", _whole_number, "whole"),
                practice_changed=self._read("practice_changed", _mark, "truth") or False,
            ),
            unit=value.unit,
            given=tuple(name for name in self.columns if self._text(name)),
            line=self.row.line,
        )

    def _text(self, column: str) -> str:
        place = self.columns.get(column)
        return "" if place is None else " ".join(self.row.cells[place].split())

    def _read(self, column: str, understood: Callable[[str], Any], kind: str) -> Any:
        """Return what a cell means; None where it is empty."""
        written = self._text(column)
        value = understood(written) if written else None
        if written and value is None:
            raise self._unreadable(column, kind)
        return value

    def _needed(self, column: str, understood: Callable[[str], Any], kind: str) -> Any:
        value = self._read(column, understood, kind)
        if value is None:
            raise self._unreadable(column, kind)
        return value

    def _unreadable(self, column: str, kind: str) -> _UnreadableCellError:
        place = self.columns.get(column)
        finding = diagnostic(
            "TM466",
            column=column if place is None else shown(self.headings[place]),
            found=shown(self._text(column)),
            expected=localized(PACKAGE, f"expected.{kind}"),
        )
        return _UnreadableCellError(evolve(finding, line=self.row.line))


def _whole_number(text: str) -> int | None:
    found = quantity(text)
    if found is None or found.unit or found.number < 0 or found.number % 1:
        return None
    return int(found.number)


def _mark(text: str) -> bool | None:
    marks: Mapping[str, list[str]] = read_toml(PACKAGE, "columns.toml")["marks"]
    for answer in ("yes", "no"):
        if spelling(text) in map(spelling, marks[answer]):
            return answer == "yes"
    return truth(text)
