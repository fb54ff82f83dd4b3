"""What cells look like: few styles, dark on light, and never colour alone."""

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from itertools import count
from typing import Final
from xml.sax.saxutils import quoteattr

from attrs import evolve, frozen

from toimintamalli_excel.workbook._spelling import DECLARATION, MAIN
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


_INK: Final = "FF1F1F1F"
_HEADER_INK: Final = "FFDCE6F1"
_GRID_INK: Final = "FF8C8C8C"

_BUILT_IN_FORMATS: Final = {"General": 0, "0": 1, "@": 49}
_FIRST_OWN_FORMAT: Final = 164


def _font(size: int, *, bold: bool) -> str:
    weight = '<b val="1"/>' if bold else ""
    return f'<font>{weight}<sz val="{size}"/><color rgb="{_INK}"/><name val="Calibri"/></font>'


def _border(bottom: str, ink: str) -> str:
    sides = "".join(
        f'<{side} style="thin"><color rgb="{_GRID_INK}"/></{side}>'
        for side in ("left", "right", "top")
    )
    return f'<border>{sides}<bottom style="{bottom}"><color rgb="{ink}"/></bottom></border>'


_FONTS: Final = (
    '<font><sz val="11"/><color theme="1"/><name val="Calibri"/>'
    '<family val="2"/><scheme val="minor"/></font>',
    _font(16, bold=True),
    _font(13, bold=True),
    _font(11, bold=True),
    _font(11, bold=False),
)
_FILLS: Final = (
    "<fill><patternFill/></fill>",
    '<fill><patternFill patternType="gray125"/></fill>',
    f'<fill><patternFill patternType="solid"><fgColor rgb="{_HEADER_INK}"/></patternFill></fill>',
)
_BORDERS: Final = (
    "<border><left/><right/><top/><bottom/><diagonal/></border>",
    _border("thin", _GRID_INK),
    _border("medium", _INK),
)
"""The first of each, and the second fill, are what the file format wants there."""

_FONT_OF: Final = {
    Role.TITLE: 1,
    Role.HEADING: 2,
    Role.LABEL: 3,
    Role.GUIDE_TEXT: 4,
    Role.HEADER: 3,
    Role.BODY: 4,
    Role.NEW_ROW: 4,
}
_FILL_OF: Final = {Role.HEADER: 2}
_BORDER_OF: Final = {Role.BODY: 1, Role.HEADER: 2}


class StyleBook:
    """Numbers the cell styles of a workbook in the order in which they are met."""

    def __init__(self) -> None:
        self._numbers: dict[CellStyle, int] = {}

    def number(self, style: CellStyle) -> int:
        """Return the number of a style, registering it when it is new.

        Args:
            style: The style.

        Returns:
            Its index among the cell formats of the workbook; 0 is a cell without style.
        """
        return self._numbers.setdefault(style, len(self._numbers) + 1)

    def part(self) -> str:
        """Write the part that holds all styles met so far.

        Returns:
            The part.
        """
        formats = dict(_BUILT_IN_FORMATS)
        own = count(_FIRST_OWN_FORMAT)
        for style in self._numbers:
            if style.number_format not in formats:
                formats[style.number_format] = next(own)
        written = [
            f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>'
            for code, number in formats.items()
            if number >= _FIRST_OWN_FORMAT
        ]
        looks = [_looks(style, formats) for style in self._numbers]
        return (
            f'{DECLARATION}<styleSheet xmlns="{MAIN}">'
            f"{_counted('numFmts', written) if written else ''}"
            f"{_counted('fonts', _FONTS)}{_counted('fills', _FILLS)}{_counted('borders', _BORDERS)}"
            f"{_counted('cellStyleXfs', ['<xf/>'])}{_counted('cellXfs', ['<xf/>', *looks])}"
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
            "</styleSheet>"
        )


def _counted(name: str, elements: Sequence[str]) -> str:
    return f'<{name} count="{len(elements)}">{"".join(elements)}</{name}>'


def _looks(style: CellStyle, formats: Mapping[str, int]) -> str:
    role = style.role
    return (
        f'<xf numFmtId="{formats[style.number_format]}" fontId="{_FONT_OF[role]}"'
        f' fillId="{_FILL_OF.get(role, 0)}" borderId="{_BORDER_OF.get(role, 0)}" xfId="0"'
        f' quotePrefix="{style.quoted:d}" applyAlignment="1" applyProtection="1">'
        f'<alignment{_alignment(style)}/><protection locked="{style.locked:d}"/></xf>'
    )


def _alignment(style: CellStyle) -> str:
    if style.role in (Role.TITLE, Role.HEADING):
        return ' vertical="bottom"'
    side = ' horizontal="left"' if style.day else ""
    if style.number:
        side = ' horizontal="right" indent="1"'
    return f'{side} vertical="top" wrapText="1"'
