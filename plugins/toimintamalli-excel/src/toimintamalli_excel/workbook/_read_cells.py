"""The cells of one sheet, read as its file is unpacked: reading ends where a limit is met."""

import datetime
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import isfinite
from typing import Final

from attrs import define, field, frozen

from toimintamalli.diagnostics import Diagnostic
from toimintamalli_excel.workbook._findings import finding, unreadable
from toimintamalli_excel.workbook._merged import MergedRange, merged_range
from toimintamalli_excel.workbook._opened import Attributes
from toimintamalli_excel.workbook._places import column_letters, column_number
from toimintamalli_excel.workbook._read_strings import NumberKind, TextCollector, plain_text
from toimintamalli_excel.workbook._read_values import ReadValue
from toimintamalli_excel.workbook._text import CleanText

MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 1_000
MOST_CELLS: Final = 1_000_000
"""In a whole workbook, blank cells beside full ones included."""

DAY_ZERO: Final = datetime.date(1899, 12, 30).toordinal()
DAY_ZERO_OF_MACS: Final = datetime.date(1904, 1, 1).toordinal()

_SECONDS_OF_DAY: Final = 86_400
_LAST_DAY: Final = datetime.date.max.toordinal()
_NO_DAY: Final = 60
"""Excel believes in a 29th of February 1900."""

_WHOLE_UP_TO: Final = 1 << 53
_REFERENCE: Final = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([Ee][+-]?\d+)?", re.ASCII)
_TRUTH: Final = {"0": "FALSE", "1": "TRUE", "false": "FALSE", "true": "TRUE"}


@frozen
class Content:
    """What a cell that is not blank holds."""

    value: ReadValue = None
    is_formula: bool = False
    is_error: bool = False


@frozen(kw_only=True)
class Shared:
    """What the cells of all sheets refer to.

    Attributes:
        texts: The shared texts.
        kinds: What the styles make of numbers.
        day_zero: The day before the first, as an ordinal: workbooks of old Macs begin in 1904.
    """

    texts: list[CleanText] = field(factory=list)
    kinds: list[NumberKind] = field(factory=list)
    day_zero: int


@define
class _Changes:
    """Counts what was changed, so that a column of a thousand times is told once."""

    _found: dict[tuple[str, int], tuple[str, int]] = field(factory=dict)

    def add(self, code: str, column: int, place: str, count: int = 1) -> None:
        first, so_far = self._found.get((code, column), (place, 0))
        self._found[code, column] = (first, so_far + count)

    def findings(self, sheet: str) -> Iterator[Diagnostic]:
        for (code, _), (place, count) in self._found.items():
            yield finding(code, f"{sheet}!{place}", count=count)


@define
class CellCollector:
    """Takes the elements of a sheet as they are parsed, and keeps the cells that hold something.

    Attributes:
        sheet: The name of the sheet.
        part: The name of its part.
        shared: What cells refer to.
        room: How many more cells the workbook may have.
        rows: By number of row and of column, both from 1, what the cells hold.
        merged: The merged ranges; a file tells them after its cells.
    """

    sheet: str
    part: str
    shared: Shared
    room: int
    rows: dict[int, dict[int, Content]] = field(factory=dict)
    merged: list[MergedRange] = field(factory=list)
    _row: dict[int, Content] = field(factory=dict)
    _number: int = 0
    _column: int = 0
    _cell: Attributes = field(factory=dict)
    _in_cell: bool = False
    _in_value: bool = False
    _is_formula: bool = False
    _raw: list[str] = field(factory=list)
    _inline: TextCollector = field(factory=TextCollector)
    _changes: _Changes = field(factory=_Changes)

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the start of an element."""
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._start_row(attributes)
        elif self._in_cell:
            if name == "v":
                self._in_value = True
            elif name == "f":
                self._is_formula = True
            else:
                self._inline.start(name)
        elif name == "mergeCell":
            self._merge(attributes)

    def text(self, piece: str) -> None:
        """Take a piece of text."""
        if self._in_value:
            self._raw.append(piece)
        elif self._in_cell:
            self._inline.text(piece)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "v":
            self._in_value = False
        elif name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        elif self._in_cell:
            self._inline.end(name)

    def findings(self) -> Iterator[Diagnostic]:
        """Yield what was changed in the sheet."""
        return self._changes.findings(self.sheet)

    def _start_row(self, attributes: Attributes) -> None:
        number = int(attributes.get("r", self._number + 1))
        if number <= self._number:
            raise unreadable("EXCEL108", part=self.part)
        self._number, self._column, self._row = number, 0, {}

    def _end_row(self) -> None:
        if self._row and not _is_blank(self._row):
            self.rows[self._number] = self._row
            self.room -= len(self._row)
        if len(self.rows) > MOST_ROWS + 1:
            raise unreadable("EXCEL112", sheet=self.sheet, limit=MOST_ROWS)
        if self.room < 0:
            raise unreadable("EXCEL114", limit=MOST_CELLS)

    def _merge(self, attributes: Attributes) -> None:
        merged = merged_range(attributes.get("ref", ""))
        if merged is None:
            raise unreadable("EXCEL108", part=self.part)
        self.merged.append(merged)
        if len(self.merged) > MOST_ROWS:
            raise unreadable("EXCEL112", sheet=self.sheet, limit=MOST_ROWS)

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._column += 1
        if "r" in attributes:
            place = _REFERENCE.fullmatch(attributes["r"])
            if place is None:
                raise unreadable("EXCEL108", part=self.part)
            self._column = column_number(place[1])
        self._in_cell, self._is_formula = True, False
        self._raw.clear()

    def _end_cell(self) -> None:
        self._in_cell = False
        inline = self._inline.taken()
        content = self._content("".join(self._raw), inline)
        if content is None:
            return
        if self._column > MOST_COLUMNS:
            place = f"{column_letters(self._column)}{self._number}"
            raise unreadable("EXCEL113", sheet=self.sheet, place=place, limit=MOST_COLUMNS)
        self._row[self._column] = content

    def _content(self, raw: str, inline: str) -> Content | None:
        if self._is_formula:
            return Content(is_formula=True)
        kind = self._cell.get("t", "n")
        if kind == "inlineStr":
            return self._text_content(plain_text(inline))
        if raw == "":
            return None
        if kind == "s":
            return self._text_content(self.shared.texts[int(raw)])
        if kind == "e":
            return Content(is_error=True)
        if kind == "str":
            return self._text_content(plain_text(raw))
        return Content(self._plain_value(kind, raw))

    def _plain_value(self, kind: str, raw: str) -> ReadValue:
        """A number, a day or a truth value; what none of them can be stays the text it is."""
        if kind == "b":
            return _TRUTH.get(raw.strip(), raw)
        if kind == "d":
            return self._day_of_text(raw)
        if not _NUMBER.fullmatch(raw.strip()):
            return raw
        number = float(raw)
        if not isfinite(number):
            return raw
        style = int(self._cell.get("s", "0"))
        kinds = self.shared.kinds
        number_kind = kinds[style] if 0 <= style < len(kinds) else NumberKind.NUMBER
        if number_kind is NumberKind.NUMBER:
            return _whole(number)
        if number_kind is NumberKind.PERCENT:
            return _percent(number)
        return self._moment(number, number_kind)

    def _text_content(self, text: CleanText) -> Content | None:
        if text.removed:
            self._changed("EXCEL121", text.removed)
        return Content(text.text) if text.text else None

    def _moment(self, serial: float, kind: NumberKind) -> ReadValue:
        if not 0 <= serial <= _LAST_DAY - self.shared.day_zero or int(serial) == _NO_DAY:
            return _whole(serial)
        days, seconds = divmod(round(serial * _SECONDS_OF_DAY), _SECONDS_OF_DAY)
        if days == 0:
            return _clock(seconds) if kind is NumberKind.TIME else _whole(serial)
        if seconds:
            self._changed("EXCEL120")
        if days < _NO_DAY and self.shared.day_zero == DAY_ZERO:
            days += 1
        return datetime.date.fromordinal(self.shared.day_zero + days)

    def _day_of_text(self, raw: str) -> ReadValue:
        try:
            moment = datetime.datetime.fromisoformat(raw.strip())
        except ValueError:
            return raw
        if moment.time() != datetime.time():
            self._changed("EXCEL120")
        return moment.date()

    def _changed(self, code: str, count: int = 1) -> None:
        place = f"{column_letters(self._column)}{self._number}"
        self._changes.add(code, self._column, place, count)


def _is_blank(row: Mapping[int, Content]) -> bool:
    return all(isinstance(cell.value, str) and not cell.value.strip() for cell in row.values())


def _whole(number: float) -> int | float:
    """Spreadsheets do not tell 12 from 12.0."""
    return int(number) if number.is_integer() and abs(number) < _WHOLE_UP_TO else number


def _percent(number: float) -> str:
    """Return a share as its reader sees it: programs keep 85% as 0.85."""
    percent = format((Decimal(repr(number)) * 100).normalize(), "f")
    return f"{percent.replace('.', ',')} %"


def _clock(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}" + (f":{second:02}" if second else "")
