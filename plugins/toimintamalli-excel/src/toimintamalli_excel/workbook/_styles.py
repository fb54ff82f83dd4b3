"""What cells look like: few styles, dark on light, and never colour alone."""

from enum import Enum, auto
from typing import Final

from attrs import evolve, frozen
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.styleable import StyleableObject

from toimintamalli_excel.workbook._values import Column, ColumnKind

_FORMATS: Final = {
    ColumnKind.TEXT: "General",
    ColumnKind.CODE: "@",
    ColumnKind.CHOICE: "@",
    ColumnKind.INTEGER: "0",
    ColumnKind.DECIMAL: "General",
    ColumnKind.DATE: "d.m.yyyy",
}


class Role(Enum):
    """The part a cell plays."""

    TITLE = auto()
    HEADING = auto()
    LABEL = auto()
    GUIDE_TEXT = auto()
    HEADER = auto()
    BODY = auto()
    NEW_ROW = auto()
    """A cell below the table, where users add rows."""


@frozen(kw_only=True)
class CellStyle:
    """All that decides how a cell looks and behaves.

    Attributes:
        role: The part it plays.
        number_format: The Excel number format.
        locked: Whether it cannot be changed once a user protects the sheet.
        quoted: Whether its text stays text when a user edits it or saves it in another format.
        day: Whether it holds a day; days begin at the left, as texts do.
        number: Whether its column holds numbers; they keep away from the text at their right.
    """

    role: Role
    number_format: str = "General"
    locked: bool = True
    quoted: bool = False
    day: bool = False
    number: bool = False


def column_style(role: Role, column: Column) -> CellStyle:
    """Return the style of cells under a header.

    Args:
        role: The part of the cells.
        column: Their column.

    Returns:
        The style of a cell whose text does not look like a formula.
    """
    return CellStyle(
        role=role,
        number_format=column.number_format or _FORMATS[column.kind],
        locked=not column.editable,
        day=column.kind is ColumnKind.DATE,
        number=column.kind in (ColumnKind.INTEGER, ColumnKind.DECIMAL),
    )


def day_style(role: Role, column: Column) -> CellStyle:
    """Return the style of a day under a header, shown as a day in columns of any kind.

    Args:
        role: The part of the cell.
        column: Its column.

    Returns:
        The style.
    """
    style = column_style(role, column)
    if column.kind is ColumnKind.DATE:
        return style
    return evolve(style, number_format=_FORMATS[ColumnKind.DATE], day=True)


_FONT_NAME: Final = "Calibri"
_INK: Final = "FF1F1F1F"
_HEADER_FILL: Final = PatternFill("solid", fgColor="FFDCE6F1")
_THIN: Final = Side(style="thin", color="FF8C8C8C")
_GRID: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADER_BORDER: Final = Border(
    left=_THIN, right=_THIN, top=_THIN, bottom=Side(style="medium", color=_INK)
)
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
_WRAPPED_AT_LEFT: Final = Alignment(horizontal="left", wrap_text=True, vertical="top")
_WRAPPED_AT_RIGHT: Final = Alignment(horizontal="right", indent=1, wrap_text=True, vertical="top")
_BOTTOM: Final = Alignment(vertical="bottom")

_FONTS: Final = {
    Role.TITLE: Font(name=_FONT_NAME, size=16, bold=True, color=_INK),
    Role.HEADING: Font(name=_FONT_NAME, size=13, bold=True, color=_INK),
    Role.LABEL: Font(name=_FONT_NAME, size=11, bold=True, color=_INK),
    Role.GUIDE_TEXT: Font(name=_FONT_NAME, size=11, color=_INK),
    Role.HEADER: Font(name=_FONT_NAME, size=11, bold=True, color=_INK),
    Role.BODY: Font(name=_FONT_NAME, size=11, color=_INK),
    Role.NEW_ROW: Font(name=_FONT_NAME, size=11, color=_INK),
}


def dress(target: StyleableObject, style: CellStyle) -> None:
    """Give a cell or a whole column its looks.

    Args:
        target: The cell or column of openpyxl.
        style: The looks.
    """
    target.font = _FONTS[style.role]
    target.number_format = style.number_format
    target.protection = Protection(locked=style.locked)
    target.quotePrefix = style.quoted
    target.alignment = _alignment(style)
    if style.role is Role.HEADER:
        target.fill = _HEADER_FILL
        target.border = _HEADER_BORDER
    elif style.role is Role.BODY:
        target.border = _GRID


def _alignment(style: CellStyle) -> Alignment:
    if style.role in (Role.TITLE, Role.HEADING):
        return _BOTTOM
    if style.day:
        return _WRAPPED_AT_LEFT
    return _WRAPPED_AT_RIGHT if style.number else _WRAPPED


class StyleBook:
    """Registers cell styles in a workbook and tells their numbers."""

    def __init__(self, workbook: Workbook) -> None:
        self._sheet = workbook.worksheets[0]
        self._numbers: dict[CellStyle, int] = {}

    def number(self, style: CellStyle) -> int:
        """Return the number of a style, registering it when it is new.

        Args:
            style: The style.

        Returns:
            Its index among the cell formats of the workbook.
        """
        known = self._numbers.get(style)
        if known is None:
            cell = WriteOnlyCell(self._sheet)
            dress(cell, style)
            known = self._numbers[style] = int(cell.style_id)
        return known
