"""Rows and cells as SpreadsheetML text.

openpyxl would write the same cells several times slower, cut long texts silently, take texts that
begin with ``=`` for formulas, and spell them in two ways depending on whether lxml is installed.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, TypeAlias
from xml.sax.saxutils import escape

from attrs import evolve, frozen

from toimintamalli_excel.workbook._heights import lines_needed, row_height
from toimintamalli_excel.workbook._places import column_letters
from toimintamalli_excel.workbook._styles import CellStyle, Role, column_style, day_style
from toimintamalli_excel.workbook._text import escape_text, looks_like_formula
from toimintamalli_excel.workbook._values import CellValue, GuideSheet, TableSheet

StyleNumber: TypeAlias = Callable[[CellStyle], int]
"""Gives the number under which a style is registered in the workbook."""

_DAY_ZERO: Final = date(1899, 12, 30).toordinal()
_TITLE_HEIGHT: Final = 24.0
_HEADING_HEIGHT: Final = 30.0
"""In points; the room above a heading takes the place of a blank row."""


def day_number(day: date) -> int:
    """Return the number by which Excel knows a day.

    Args:
        day: The day.

    Returns:
        Days since the end of 1899, as Excel counts them from March 1900 on.
    """
    return day.toordinal() - _DAY_ZERO


@frozen(kw_only=True)
class _ColumnFormat:
    letters: str
    width: float
    style: CellStyle
    day_style: CellStyle
    plain: int


def _column_formats(sheet: TableSheet, style_number: StyleNumber) -> list[_ColumnFormat]:
    formats = []
    for number, column in enumerate(sheet.columns, 1):
        style = column_style(Role.BODY, column)
        formats.append(
            _ColumnFormat(
                letters=column_letters(number),
                width=column.width,
                style=style,
                day_style=day_style(Role.BODY, column),
                plain=style_number(style),
            )
        )
    return formats


def table_rows(sheet: TableSheet, style_number: StyleNumber) -> Iterator[str]:
    """Write the header row and the data rows of a table; an empty table gets one empty row.

    Args:
        sheet: The sheet, with clean cells.
        style_number: Gives the numbers of the cell styles.

    Returns:
        The ``row`` elements, one at a time.
    """
    formats = _column_formats(sheet, style_number)
    yield _header_row(sheet, style_number)
    for number, values in enumerate(sheet.rows or ((None,) * len(sheet.columns),), 2):
        cells, lines = [], 1
        for column, value in zip(formats, values, strict=True):
            cells.append(_cell(number, column, value, style_number))
            if isinstance(value, str):
                lines = max(lines, lines_needed(value, column.width))
        yield _row(number, "".join(cells), row_height(lines))


def _header_row(sheet: TableSheet, style_number: StyleNumber) -> str:
    style = style_number(CellStyle(role=Role.HEADER))
    cells, lines = [], 1
    for number, column in enumerate(sheet.columns, 1):
        cells.append(_text_cell(f"{column_letters(number)}1", style, column.header))
        lines = max(lines, lines_needed(column.header, column.width))
    return _row(1, "".join(cells), row_height(lines))


def guide_rows(sheet: GuideSheet, style_number: StyleNumber) -> Iterator[str]:
    """Write the heading and the sections of a guide.

    Args:
        sheet: The sheet, with clean texts that fit their cells.
        style_number: Gives the numbers of the cell styles.

    Returns:
        The ``row`` elements, one at a time.
    """
    title, heading, label, text, quoted = (
        style_number(style)
        for style in (
            CellStyle(role=Role.TITLE),
            CellStyle(role=Role.HEADING),
            CellStyle(role=Role.LABEL),
            CellStyle(role=Role.GUIDE_TEXT),
            CellStyle(role=Role.GUIDE_TEXT, quoted=True),
        )
    )
    yield _row(1, _text_cell("A1", title, sheet.heading), _TITLE_HEIGHT)
    number = 1
    for section in sheet.sections:
        number += 1
        yield _row(number, _text_cell(f"A{number}", heading, section.heading), _HEADING_HEIGHT)
        for row in section.rows:
            number += 1
            style = quoted if looks_like_formula(row.text) else text
            cells = _text_cell(f"A{number}", label, row.label)
            cells += _text_cell(f"B{number}", style, row.text)
            lines = max(
                lines_needed(row.label, sheet.label_width),
                lines_needed(row.text, sheet.text_width),
            )
            yield _row(number, cells, row_height(lines))


def _row(number: int, cells: str, height: float | None) -> str:
    """The height is not marked as custom, so that it follows what a user types later."""
    attribute = "" if height is None else f' ht="{height:g}"'
    return f'<row r="{number}"{attribute}>{cells}</row>'


def _cell(row: int, column: _ColumnFormat, value: CellValue, style_number: StyleNumber) -> str:
    place = f"{column.letters}{row}"
    if isinstance(value, str) and value:
        style = column.plain
        if looks_like_formula(value):
            style = style_number(evolve(column.style, quoted=True))
        return _text_cell(place, style, value)
    if value is None or value == "":
        return f'<c r="{place}" s="{column.plain}"/>'
    if isinstance(value, date):
        style = column.plain if column.style.day else style_number(column.day_style)
        return f'<c r="{place}" s="{style}"><v>{day_number(value)}</v></c>'
    return f'<c r="{place}" s="{column.plain}"><v>{value}</v></c>'


def _text_cell(place: str, style: int, text: str) -> str:
    keep_spaces = "" if text == text.strip() else ' xml:space="preserve"'
    content = escape(escape_text(text))
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{keep_spaces}>{content}</t></is></c>'
