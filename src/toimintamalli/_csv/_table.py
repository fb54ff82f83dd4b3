"""A table: CSV as survey tools and spreadsheets write it, each row with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import dropwhile, islice

from attrs import evolve, frozen

from toimintamalli.diagnostics import Diagnostic, Report, diagnostic, failure
from toimintamalli.encoding import DecodedText, decode
from toimintamalli.errors import ReadError
from toimintamalli.text import CleaningKind, clean_text

__all__ = ["Record", "Records", "Row", "Table", "read_records", "read_table", "shown_lines"]

_DELIMITERS = ("\t", ";", ",")
_ROWS_LOOKED_AT = 20
_MOST_LINES_SHOWN = 12
_LINE_END = re.compile(r"\r\n|\r|\n")
_DECLARED = re.compile(r"sep=(?P<delimiter>[;,\t])[ ;,]*(?:\r\n|\r|\n)", re.IGNORECASE)
# What cleaning takes away and nobody can see; spaces and line ends are no news.
_HIDDEN = {
    CleaningKind.SURROGATE,
    CleaningKind.CONTROL,
    CleaningKind.NONCHARACTER,
    CleaningKind.BIDI,
    CleaningKind.INVISIBLE,
    CleaningKind.PRIVATE_USE,
    CleaningKind.COMBINING,
}


@frozen
class Row:
    """One row.

    Attributes:
        line: Line of the file on which it begins, from 1.
        cells: Its cells, cleaned; as many as the table has headings.
    """

    line: int
    cells: tuple[str, ...]


@frozen(kw_only=True)
class Table:
    """A table.

    Attributes:
        headings: Headings of the columns.
        rows: The rows that could be read.
        problems: What was wrong with the others, and what was guessed.
    """

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: Report


@frozen
class Record:
    """One row as it is written, neither cleaned nor made as long as the heading.

    Attributes:
        line: Line of the file on which it begins, from 1.
        cells: Its cells.
        unclosed: Whether a quotation mark among them is never closed.
        trailing: Whether text stands behind a closing quotation mark.
    """

    line: int
    cells: tuple[str, ...]
    unclosed: bool = False
    trailing: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in its cells."""
        return not any(cell.strip() for cell in self.cells)


@frozen(kw_only=True)
class Records:
    """The rows of a table as they are written, the heading among them.

    Attributes:
        records: The rows; lines with nothing on them are left out.
        problems: The encoding, where it was guessed.
    """

    records: tuple[Record, ...]
    problems: tuple[Diagnostic, ...] = ()


def read_records(data: bytes) -> Records:
    """Return the rows that the bytes of a CSV file hold, as they are written.

    This is for tables that know better than :func:`read_table` what a row may lack.

    Args:
        data: The bytes: UTF-8, UTF-16 or Windows-1252, separated by semicolons, tabs or commas.

    Raises:
        LoadError: The encoding is none of these.
    """
    decoded = _decoded(data)
    told = (diagnostic("TM348", encoding=decoded.guessed),) if decoded.guessed else ()
    records = (record for record in _records(decoded.text) if record.cells != ("",))
    return Records(records=tuple(records), problems=told)


def read_table(data: bytes) -> Table:
    """Return the table that the bytes of a CSV file hold.

    Args:
        data: The bytes: UTF-8, UTF-16 or Windows-1252, separated by semicolons, tabs or commas.

    Raises:
        LoadError: The encoding is none of these.
        ReadError: There is no heading with rows below it.
    """
    read = read_records(data)
    records, problems = read.records, [*read.problems]
    if len(records) < 2 or records[0].is_blank:
        raise ReadError(failure("TM352"))
    headings = tuple(clean_text(cell, multiline=False).text for cell in records[0].cells)
    rows, of_rows = _rows(records[1:], len(headings))
    unclosed = [record.line for record in records if record.unclosed]
    problems += [evolve(diagnostic("TM360"), line=line) for line in unclosed]
    return Table(headings=headings, rows=tuple(rows), problems=Report((*problems, *of_rows)))


def shown_lines(lines: Iterable[int]) -> str:
    """Return line numbers as a finding shows them."""
    numbers = sorted(set(lines))
    more = " …" if len(numbers) > _MOST_LINES_SHOWN else ""
    return ", ".join(map(str, numbers[:_MOST_LINES_SHOWN])) + more


def _decoded(data: bytes) -> DecodedText:
    """Guess UTF-16 without a mark by its zeros, then Windows-1252."""
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = data[first::2].count(0)
        if zeros * 2 > len(data[first::2]) and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return DecodedText(data.decode(encoding, errors="replace"), guessed="UTF-16")
    return decode(data, guess=True)


# -- records ----------------------------------------------------------------------------------


def _records(text: str) -> list[Record]:
    """Return the records with the separator that the file declares, or that fits it best."""
    declared = _DECLARED.match(text)
    if declared:
        return list(_split(text[declared.end() :], declared["delimiter"], line=2))
    delimiter = max(_DELIMITERS, key=lambda candidate: _fitness(text, candidate))
    return list(_split(text, delimiter))


def _fitness(text: str, delimiter: str) -> int:
    """Return how many of the first rows have as many cells as the heading.

    Questions hold commas, and answers semicolons: counting the signs of one line would not do.
    """
    begun = dropwhile(lambda record: record.is_blank, _split(text, delimiter))
    found = (record for record in begun if record.cells != ("",))
    widths = [len(record.cells) for record in islice(found, _ROWS_LOOKED_AT)]
    return widths.count(widths[0]) if widths and widths[0] > 1 else 0


def _split(text: str, delimiter: str, line: int = 1) -> Iterator[Record]:
    # A mark that finds its pair lines below, with text right behind it, was never closed: such a
    # pair opens a cell of another row.
    closed = rf'"(?:[^"\r\n]|"")*+"|"(?:[^"]|"")*+" *(?:[{delimiter}\r\n]|\Z)'
    cell = re.compile(
        rf' *(?={closed})"(?P<quoted>(?:[^"]|"")*+)"(?P<rest>[^{delimiter}\r\n]*)'
        rf"|(?P<plain>[^{delimiter}\r\n]*)"
    )
    place, cells, begins, unclosed, trailing = 0, list[str](), line, False, False
    while place <= len(text):
        found = cell.match(text, place)
        assert found is not None  # the plain cell matches everywhere
        line += len(_LINE_END.findall(found["quoted"] or ""))
        unclosed = unclosed or _is_unclosed(found)
        trailing = trailing or bool((found["rest"] or "").strip())
        cells.append(_cell(found))
        place = found.end()
        if text[place : place + 1] == delimiter:
            place += 1
            continue
        yield Record(begins, tuple(cells), unclosed, trailing)
        end = _LINE_END.match(text, place)
        if end is None:
            return
        place, line = end.end(), line + 1
        cells, begins, unclosed, trailing = [], line, False, False


def _is_unclosed(found: re.Match[str]) -> bool:
    return (found["plain"] or "").lstrip(" ").startswith('"')


def _cell(found: re.Match[str]) -> str:
    if found["quoted"] is None:
        plain: str = found["plain"]
        return plain.replace('"', "", 1) if _is_unclosed(found) else plain
    return found["quoted"].replace('""', '"') + found["rest"].rstrip()


# -- rows -------------------------------------------------------------------------------------


def _rows(records: Iterable[Record], width: int) -> tuple[list[Row], list[Diagnostic]]:
    """Return the rows that can be read.

    The cells of a row that is too long may stand under wrong headings, so it is left out.
    """
    rows: list[Row] = []
    problems: list[Diagnostic] = []
    cleaned_lines: list[int] = []
    for record in records:
        surplus = any(cell.strip() for cell in record.cells[width:])
        if surplus or (len(record.cells) < width and not record.is_blank):
            found = len(record.cells)
            finding = diagnostic("TM359", found=found, expected=width)
            problems.append(evolve(finding, line=record.line))
        if surplus:
            continue
        cleaned = [clean_text(cell) for cell in record.cells[:width]]
        if any(change.kind in _HIDDEN for cell in cleaned for change in cell.changes):
            cleaned_lines.append(record.line)
        missing = ("",) * (width - len(cleaned))
        rows.append(Row(record.line, (*(cell.text for cell in cleaned), *missing)))
    if cleaned_lines:
        problems.append(diagnostic("TM361", lines=shown_lines(cleaned_lines)))
    return rows, problems
