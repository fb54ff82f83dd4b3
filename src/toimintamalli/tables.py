"""Tables of published percentages, read from CSV and JSON as people and programs write them.

Every row that cannot be read is told with its line; the good rows beside it are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from os import PathLike
from pathlib import Path

from attrs import evolve, field, frozen

from toimintamalli._csv import Record, Records, read_records
from toimintamalli._files import read_bytes
from toimintamalli._yaml import MAX_DEPTH
from toimintamalli.analysis.audit import MAX_DECIMALS, Figure
from toimintamalli.diagnostics import CORE_CATALOGUE, Diagnostic, Report, diagnostic, failure
from toimintamalli.encoding import decode
from toimintamalli.errors import LoadError
from toimintamalli.vocabulary import Term
from toimintamalli.written import quantity, shown

__all__ = ["COLUMNS", "FigureTable", "read_figures"]

COLUMNS = ("statement", "count", "n", "printed")
"""Columns of a table, in any order; others may stand beside them."""

_MOST_NAMES_SHOWN = 8
_PERCENT_SIGN = "%"


@frozen(kw_only=True)
class FigureTable:
    """The figures of a table, and what was wrong with the other rows.

    Attributes:
        figures: The figures, in the order of the file.
        problems: What could not be read, with its line; a guessed encoding as well.
    """

    figures: tuple[Figure, ...] = ()
    problems: Report = field(factory=Report)


@frozen
class _Row:
    """One row as written: its cells by column, and where it stands."""

    cells: Mapping[str, object]
    line: int
    path: str = ""


def read_figures(path: str | PathLike[str]) -> FigureTable:
    r"""Return the figures of a table.

    A CSV file has a header line that names the columns statement, count, n and printed, with
    ``;``, ``,`` or a tab between them. A file that ends in ``.json`` is a list of objects with
    these keys, or an object whose key ``rows`` holds such a list. Numbers may be written as in
    Finnish text: ``1 234``, ``95,5 %``.

    Args:
        path: The file.

    Raises:
        LoadError: The file is not such a table, or not one of its rows can be read.
        MissingFileError: There is no such file.
        UnreadableFileError: The file cannot be read, or is too large.

    Example:
        >>> from pathlib import Path
        >>> text = "statement;count;n;printed\nJohto edistää;60;67;89 %\nPäätös on tehty;x;67;74\n"
        >>> _ = Path("taulukko.csv").write_text(text, encoding="utf-8")
        >>> table = read_figures("taulukko.csv")
        >>> table.figures[0].printed, table.problems.codes, table.problems.diagnostics[0].line
        (Decimal('89'), ('TM343',), 3)
    """
    source = Path(path)
    try:
        data = read_bytes(source)
        table = _json_table(data) if source.suffix.lower() == ".json" else _csv_table(data)
    except LoadError as error:
        raise LoadError(error.report.at(source.name)) from None
    return evolve(table, problems=table.problems.at(source.name))


def _table(rows: Iterable[_Row | Diagnostic], told: Iterable[Diagnostic]) -> FigureTable:
    problems = [*told]
    figures: list[Figure] = []
    for row in rows:
        found = row if isinstance(row, Diagnostic) else _figure(row)
        if isinstance(found, Figure):
            figures.append(found)
        else:
            problems.append(found)
    if not figures:
        raise LoadError(failure("TM347") + problems)
    return FigureTable(figures=tuple(figures), problems=Report(problems))


# -- one row ----------------------------------------------------------------------------------


class _UnreadableCellError(Exception):
    """A cell does not hold what its column is for."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.code)
        self.finding = finding


def _figure(row: _Row) -> Figure | Diagnostic:
    try:
        return Figure(
            statement=_statement(row, "statement"),
            count=_count(row, "count"),
            n=_count(row, "n"),
            printed=_percent(row, "printed"),
            line=row.line,
        )
    except _UnreadableCellError as error:
        return evolve(error.finding, line=row.line)


def _text(row: _Row, column: str) -> str:
    """Return a cell as it would be written in a CSV file."""
    value = row.cells.get(column)
    written = "" if value is None else str(value).strip()
    if not written:
        raise _UnreadableCellError(diagnostic("TM345", row.path, column=column))
    return written


def _statement(row: _Row, column: str) -> str:
    written = _text(row, column)
    if not _is_number_or_text(row.cells[column]):
        expected = Term(CORE_CATALOGUE, "kind.text")
        path = f"{row.path}.{column}"
        raise _UnreadableCellError(diagnostic("TM349", path, expected=expected))
    if any("\ud800" <= character <= "\udfff" for character in written):
        raise _UnreadableCellError(diagnostic("TM127", row.path))
    return " ".join(written.split())


def _count(row: _Row, column: str) -> int:
    written = _text(row, column)
    if isinstance(row.cells[column], Decimal):  # programs may write the number 64 as 64.0
        written = written.removesuffix(".0")
    number = _share_of(row.cells[column], written, units=("",))
    if number is None or number.as_tuple().exponent != 0:
        found = shown(written)
        raise _UnreadableCellError(diagnostic("TM343", row.path, column=column, found=found))
    return int(number)


def _percent(row: _Row, column: str) -> Decimal:
    written = _text(row, column)
    number = _share_of(row.cells[column], written, units=("", _PERCENT_SIGN))
    if number is None:
        found = shown(written)
        raise _UnreadableCellError(diagnostic("TM344", row.path, column=column, found=found))
    return number


def _share_of(cell: object, written: str, *, units: tuple[str, ...]) -> Decimal | None:
    """Return a number as published tables write it: without a sign, and no longer than counts."""
    read = quantity(written) if _is_number_or_text(cell) else None
    if read is None or read.unit not in units or not written[0].isdigit():
        return None
    _, digits, exponent = read.number.as_tuple()
    decimals = -int(exponent)
    is_too_long = max(len(digits) - decimals, decimals) > MAX_DECIMALS
    return None if is_too_long else read.number


def _is_number_or_text(value: object) -> bool:
    return isinstance(value, str | Decimal)


# -- CSV --------------------------------------------------------------------------------------


def _csv_table(data: bytes) -> FigureTable:
    read = read_records(data)
    return _table(_csv_rows(read), read.problems)


def _csv_rows(read: Records) -> Iterator[_Row | Diagnostic]:
    records = [record for record in read.records if not record.is_blank] or [Record(1, ())]
    first = records[0]
    if first.unclosed or first.trailing:
        raise LoadError(Report((_unpaired(first),)))
    header = [name.strip().casefold() for name in first.cells]
    if any(header.count(column) != 1 for column in COLUMNS):
        found = tuple(map(shown, header[:_MOST_NAMES_SHOWN])) or ("–",)
        finding = diagnostic("TM346", expected=COLUMNS, found=found)
        raise LoadError(Report((evolve(finding, line=first.line),)))
    for record in records[1:]:
        if record.unclosed or record.trailing:
            yield _unpaired(record)
        else:
            yield _csv_row(record.line, record.cells, header)
        if record.unclosed:  # what stands behind it may be a part of its cell
            return


def _unpaired(record: Record) -> Diagnostic:
    quote = Term(CORE_CATALOGUE, "table.quote")
    return evolve(diagnostic("TM342", found=quote, expected=COLUMNS), line=record.line)


def _csv_row(line: int, cells: Sequence[str], header: Sequence[str]) -> _Row | Diagnostic:
    needed = max(map(header.index, COLUMNS)) + 1
    if len(cells) < needed or any(cell.strip() for cell in cells[len(header) :]):
        finding = diagnostic("TM342", found=len(cells), expected=tuple(header))
        return evolve(finding, line=line)
    return _Row(dict(zip(header, cells, strict=False)), line)


# -- JSON -------------------------------------------------------------------------------------


def _json_table(data: bytes) -> FigureTable:
    decoded = decode(data, guess=True)
    told = (diagnostic("TM348", encoding=decoded.guessed),) if decoded.guessed else ()
    return _table(_json_rows(decoded.text), told)


def _number(written: str) -> Decimal | str:
    """Return a number with the digits it is written with; one beyond all bounds stays text."""
    try:
        return Decimal(written)
    except InvalidOperation:
        return written


_DECODER = json.JSONDecoder(parse_int=_number, parse_float=_number)
_BETWEEN = re.compile(r"[\s,:]*")


def _json_rows(text: str) -> Iterator[_Row | Diagnostic]:
    try:
        data = _DECODER.decode(text)
        places = _json_places(text)
    except json.JSONDecodeError as error:
        finding = diagnostic("TM110", column=error.colno)
        raise LoadError(Report((evolve(finding, line=error.lineno),))) from None
    except RecursionError:
        raise LoadError(failure("TM108", depth=MAX_DEPTH)) from None
    rows = data.get("rows") if isinstance(data, dict) else data
    if not isinstance(rows, list):
        expected = Term(CORE_CATALOGUE, "kind.list")
        raise LoadError(Report((evolve(diagnostic("TM349", expected=expected), line=1),)))
    for number, (row, line) in enumerate(zip(rows, places, strict=True)):
        path = f"rows[{number}]" if isinstance(data, dict) else f"[{number}]"
        if isinstance(row, dict):
            yield _Row(row, line, path)
        else:
            expected = Term(CORE_CATALOGUE, "kind.mapping")
            yield evolve(diagnostic("TM349", path, expected=expected), line=line)


def _json_places(text: str) -> list[int]:
    """Return the line on which each row begins; the text is known to be JSON."""
    start = _next(text, 0)
    if text[start] == "{":
        start = _place_of_rows(text, start + 1)
    if text[start] != "[":
        return []
    places, line, counted = [], 1, 0
    place = _next(text, start + 1)
    while text[place] != "]":
        line, counted = line + text.count("\n", counted, place), place
        places.append(line)
        _, place = _DECODER.raw_decode(text, place)
        place = _next(text, place)
    return places


def _place_of_rows(text: str, place: int) -> int:
    """Return where the value of the last key ``rows`` begins, for the last of a key counts."""
    found = place = _next(text, place)
    while text[place] != "}":
        key, place = _DECODER.raw_decode(text, place)
        value = _next(text, place)
        found = value if key == "rows" else found
        _, place = _DECODER.raw_decode(text, value)
        place = _next(text, place)
    return found


def _next(text: str, place: int) -> int:
    """Return where the next value begins, or the bracket that ends a list."""
    between = _BETWEEN.match(text, place)
    return between.end() if between else place
