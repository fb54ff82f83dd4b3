"""A sheet and its table as parts of the file: what stands around the rows, and the rows."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from toimintamalli_excel.workbook._cells import StyleNumber, guide_rows, table_rows
from toimintamalli_excel.workbook._places import column_letters
from toimintamalli_excel.workbook._settle import SettledList, SettledWorkbook
from toimintamalli_excel.workbook._spelling import DECLARATION, MAIN, RELATIONSHIPS
from toimintamalli_excel.workbook._styles import Role, column_style
from toimintamalli_excel.workbook._text import escape_text, shorten
from toimintamalli_excel.workbook._values import Column, GuideSheet, PageFooter, Sheet, TableSheet

TABLE, DRAWING = "table", "drawing"
"""How a sheet calls its table and its drawing in its relationships."""

SPARE_ROWS: Final = 1_000
"""How many rows below the data get prompts and choice lists for rows users add."""

_MESSAGE_TITLE_LIMIT: Final = 32
# An A4 page on its side has room for some 130 characters between its margins: what stands at the
# left must end before a name of 31 characters begins in the middle.
_FOOTER_LIMIT: Final = 48
_PAGE: Final = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
_VIEW: Final = '<sheetViews><sheetView workbookViewId="0"/></sheetViews>'
_FROZEN_VIEW: Final = (
    '<sheetViews><sheetView workbookViewId="0">'
    '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>'
    '<selection pane="topRight"/><selection pane="bottomLeft"/><selection pane="bottomRight"/>'
    "</sheetView></sheetViews>"
)
_ROW_FORMAT: Final = '<sheetFormatPr baseColWidth="8" defaultRowHeight="15"/>'
_MARGINS: Final = (
    '<pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5"/>'
)
_A4_WIDE: Final = (
    '<pageSetup paperSize="9" fitToWidth="1" fitToHeight="0" orientation="landscape"/>'
)


def sheet_pieces(
    sheet: Sheet, settled: SettledWorkbook, style_number: StyleNumber, *, has_drawing: bool
) -> Iterator[str]:
    """Write a sheet piece by piece, its rows one at a time.

    Args:
        sheet: The sheet, with its final name and clean cells.
        settled: Its workbook.
        style_number: Gives the numbers of the cell styles.
        has_drawing: Whether charts are drawn on it.

    Returns:
        The pieces of the part.
    """
    view = _VIEW if isinstance(sheet, GuideSheet) else _FROZEN_VIEW
    yield f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}">{_PAGE}'
    yield f'<dimension ref="{dimension(sheet)}"/>{view}{_ROW_FORMAT}'
    yield f"<cols>{_columns(sheet, style_number)}</cols><sheetData>"
    if isinstance(sheet, GuideSheet):
        yield from guide_rows(sheet, style_number)
    else:
        yield from table_rows(sheet, style_number)
    yield "</sheetData>"
    if isinstance(sheet, TableSheet):
        yield _validations(sheet, settled)
    yield f"{_MARGINS}{_A4_WIDE}{_footer(settled.spec.footer)}"
    if has_drawing:
        yield f'<drawing r:id="{DRAWING}"/>'
    if isinstance(sheet, TableSheet):
        yield f'<tableParts count="1"><tablePart r:id="{TABLE}"/></tableParts>'
    yield "</worksheet>"


def dimension(sheet: Sheet) -> str:
    """Return the range the cells of a sheet fill, such as ``A1:C7``.

    Args:
        sheet: The sheet; an empty table has one empty row.
    """
    if isinstance(sheet, GuideSheet):
        return f"A1:B{1 + sum(1 + len(section.rows) for section in sheet.sections)}"
    return f"A1:{column_letters(len(sheet.columns))}{_last_row(sheet)}"


def _last_row(sheet: TableSheet) -> int:
    return max(len(sheet.rows), 1) + 1


def _columns(sheet: Sheet, style_number: StyleNumber) -> str:
    if isinstance(sheet, GuideSheet):
        return _column(1, sheet.label_width) + _column(2, sheet.text_width)
    return "".join(
        _column(number, column.width, style_number(column_style(Role.NEW_ROW, column)))
        for number, column in enumerate(sheet.columns, 1)
    )


def _column(number: int, width: float, style: int = 0) -> str:
    return f'<col min="{number}" max="{number}" width="{width:g}" style="{style}" customWidth="1"/>'


def table_part(sheet: TableSheet, number: int) -> str:
    """Write the part that makes the cells of a sheet a table.

    Args:
        sheet: The sheet.
        number: The number of the table in the workbook, from 1.

    Returns:
        The part.
    """
    cells, name = dimension(sheet), quoteattr(sheet.table_name)
    columns = "".join(
        f'<tableColumn id="{place}" name={quoteattr(escape_text(column.header))}/>'
        for place, column in enumerate(sheet.columns, 1)
    )
    return (
        f'{DECLARATION}<table xmlns="{MAIN}" id="{number}" name={name} displayName={name}'
        f' ref="{cells}" headerRowCount="1"><autoFilter ref="{cells}"/>'
        f'<tableColumns count="{len(sheet.columns)}">{columns}</tableColumns>'
        '<tableStyleInfo name="TableStyleLight1" showRowStripes="1"/></table>'
    )


# -- what may be typed --------------------------------------------------------------------------


def _validations(sheet: TableSheet, settled: SettledWorkbook) -> str:
    last_row = _last_row(sheet) + SPARE_ROWS
    validations = [
        _validation(f"{letters}{first}:{letters}{last}", column, settled.lists.get(choices or ""))
        for number, column in enumerate(sheet.columns, 1)
        for letters in (column_letters(number),)
        for choices, first, last in _runs_of_choices(column, last_row)
        if column.editable and (column.prompt or choices)
    ]
    if not validations:
        return ""
    inner = "".join(validations)
    return f'<dataValidations count="{len(validations)}">{inner}</dataValidations>'


def _runs_of_choices(column: Column, last_row: int) -> Iterator[tuple[str | None, int, int]]:
    """Return the lists of a column with the first and last row of each run of one list."""
    first = 2
    for choices, run in groupby(column.choices_of_rows):
        last = first + len(tuple(run)) - 1
        yield choices, first, last
        first = last + 1
    yield column.choices, first, last_row


def _validation(cells: str, column: Column, choices: SettledList | None) -> str:
    attributes, formula = "", ""
    if choices is not None:
        attributes += ' type="list" errorStyle="stop" showErrorMessage="1"'
        attributes += _message("error", choices.choices.header, choices.choices.error)
        formula = f"<formula1>{escape(choices.identifier)}</formula1>"
    if column.prompt:
        attributes += ' showInputMessage="1"'
        attributes += _message("prompt", column.header, column.prompt)
    return f'<dataValidation allowBlank="1"{attributes} sqref="{cells}">{formula}</dataValidation>'


def _message(kind: str, title: str, text: str) -> str:
    short = quoteattr(escape_text(shorten(title, _MESSAGE_TITLE_LIMIT)))
    message = f" {kind}={quoteattr(escape_text(text))}" if text else ""
    return f" {kind}Title={short}{message}"


# -- the foot of the page -----------------------------------------------------------------------


def _footer(footer: PageFooter) -> str:
    """Write the text at the left, the name of the sheet in the middle, the page at the right."""
    left = _footer_text(footer.left)
    number = _footer_text(footer.page_number).replace("{page}", "&P").replace("{pages}", "&N")
    text = f"&L{left}&C&A&R{number}" if left else f"&C&A&R{number}"
    return f"<headerFooter><oddFooter>{escape(text)}</oddFooter></headerFooter>"


def _footer_text(text: str) -> str:
    """Ampersands begin codes in footers."""
    short = shorten(text, _FOOTER_LIMIT)
    if short != text:
        short = f"{shorten(text, _FOOTER_LIMIT - 1).rstrip()}…"
    return short.replace("&", "&&")
