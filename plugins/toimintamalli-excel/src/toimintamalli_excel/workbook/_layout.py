"""The workbook around its rows, made with openpyxl: sheets, tables, lists and print set-up.

The sheets have no cells here; :mod:`._cells` writes those and :mod:`._package` puts them in.
"""

import io
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from attrs import frozen
from openpyxl import Workbook
from openpyxl.utils import quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from toimintamalli_excel.workbook._cells import guide_rows, table_rows
from toimintamalli_excel.workbook._chart_values import Chart
from toimintamalli_excel.workbook._charts import add_charts
from toimintamalli_excel.workbook._places import column_letters
from toimintamalli_excel.workbook._settle import SettledList, SettledWorkbook
from toimintamalli_excel.workbook._styles import Role, StyleBook, column_style, dress
from toimintamalli_excel.workbook._text import escape_text, shorten
from toimintamalli_excel.workbook._values import Column, GuideSheet, PageFooter, Sheet, TableSheet

SPARE_ROWS: Final = 1_000
"""How many rows below the data get prompts and choice lists for rows users add."""

_MESSAGE_TITLE_LIMIT: Final = 32
_FOOTER_LIMIT: Final = 100
_PAPER_A4: Final = 9


@frozen(kw_only=True)
class SheetBody:
    """The content of one sheet that openpyxl does not write.

    Attributes:
        rows: The ``row`` elements.
        dimension: The range the cells fill, such as ``A1:C7``.
    """

    rows: str
    dimension: str


@frozen(kw_only=True)
class Layout:
    """A saved workbook without cells, and the bodies of its sheets.

    Attributes:
        package: The bytes of the workbook file as openpyxl saves it.
        bodies: The bodies in the order of the sheets.
        drawings: The charts of the sheets that have some, in the order of the sheets.
    """

    package: bytes
    bodies: tuple[SheetBody, ...]
    drawings: tuple[tuple[Chart, ...], ...] = ()


def lay_out(settled: SettledWorkbook) -> Layout:
    """Make the sheets and everything around their cells.

    Args:
        settled: The workbook with final names and clean cells.

    Returns:
        The workbook without cells, and the cells.
    """
    workbook = Workbook()
    # openpyxl would rename a sheet that is called like the one it starts with.
    workbook.remove(workbook.worksheets[0])
    worksheets = [workbook.create_sheet(sheet.name) for sheet in settled.sheets]
    styles = StyleBook(workbook)
    bodies = []
    for worksheet, sheet in zip(worksheets, settled.sheets, strict=True):
        _set_up_page(worksheet, settled.spec.footer)
        bodies.append(_fill(worksheet, sheet, settled, styles))
    _define_lists(workbook, settled)
    # There are no formulas; without this Excel would offer to save a workbook nobody changed.
    workbook.calculation.fullCalcOnLoad = False
    package = io.BytesIO()
    workbook.save(package)
    charts = [sheet.charts for sheet in settled.sheets if isinstance(sheet, TableSheet)]
    return Layout(
        package=package.getvalue(),
        bodies=tuple(bodies),
        drawings=tuple(filter(None, charts)),
    )


def _set_up_page(worksheet: Worksheet, footer: PageFooter) -> None:
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = _PAPER_A4
    worksheet.page_setup.fitToWidth = 1
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    words = HeaderFooterItem()
    words.left.text = _footer_text(shorten(footer.left, _FOOTER_LIMIT)) or None
    words.right.text = (
        _footer_text(shorten(footer.page_number, _FOOTER_LIMIT))
        .replace("{page}", "&P")
        .replace("{pages}", "&N")
    )
    worksheet.HeaderFooter.oddFooter = words


def _footer_text(text: str) -> str:
    """Ampersands begin codes in footers; openpyxl also knows codes in brackets after one."""
    return text.replace("&[", "& [").replace("&", "&&")


def _fill(
    worksheet: Worksheet, sheet: Sheet, settled: SettledWorkbook, styles: StyleBook
) -> SheetBody:
    if isinstance(sheet, GuideSheet):
        worksheet.column_dimensions["A"].width = sheet.label_width
        worksheet.column_dimensions["B"].width = sheet.text_width
        last_row = 1 + sum(1 + len(section.rows) for section in sheet.sections)
        return SheetBody(rows=guide_rows(sheet, styles.number), dimension=f"A1:B{last_row}")
    last_row = max(len(sheet.rows), 1) + 1
    dimension = f"A1:{column_letters(len(sheet.columns))}{last_row}"
    worksheet.freeze_panes = "B2"
    worksheet.print_title_rows = "1:1"
    worksheet.add_table(_table(sheet, dimension))
    for number, column in enumerate(sheet.columns, 1):
        letters = column_letters(number)
        worksheet.column_dimensions[letters].width = column.width
        dress(worksheet.column_dimensions[letters], column_style(Role.NEW_ROW, column))
        for choices, first, last in _runs_of_choices(column, last_row + SPARE_ROWS):
            _validate(worksheet, f"{letters}{first}:{letters}{last}", column, choices, settled)
    add_charts(worksheet, sheet)
    return SheetBody(rows=table_rows(sheet, styles.number), dimension=dimension)


def _table(sheet: TableSheet, dimension: str) -> Table:
    table = Table(name=sheet.table_name, displayName=sheet.table_name, ref=dimension)
    table.tableColumns = [
        TableColumn(id=number, name=escape_text(column.header))
        for number, column in enumerate(sheet.columns, 1)
    ]
    table.autoFilter = AutoFilter(ref=dimension)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    return table


def _runs_of_choices(column: Column, last_row: int) -> Iterator[tuple[str | None, int, int]]:
    """Return the lists of a column with the first and last row of each run of one list."""
    first = 2
    for choices, run in groupby(column.choices_of_rows):
        last = first + len(tuple(run)) - 1
        yield choices, first, last
        first = last + 1
    yield column.choices, first, last_row


def _validate(
    worksheet: Worksheet,
    cells: str,
    column: Column,
    choices: str | None,
    settled: SettledWorkbook,
) -> None:
    if not column.editable or not (column.prompt or choices):
        return
    validation = DataValidation(allow_blank=True)
    if choices is not None:
        _allow_only(validation, settled.lists[choices])
    if column.prompt:
        validation.showInputMessage = True
        validation.promptTitle = escape_text(shorten(column.header, _MESSAGE_TITLE_LIMIT))
        validation.prompt = escape_text(column.prompt)
    validation.add(cells)
    worksheet.add_data_validation(validation)


def _allow_only(validation: DataValidation, choices: SettledList) -> None:
    validation.type = "list"
    validation.formula1 = choices.identifier
    validation.showErrorMessage = True
    validation.errorStyle = "stop"
    validation.errorTitle = escape_text(shorten(choices.choices.header, _MESSAGE_TITLE_LIMIT))
    validation.error = escape_text(choices.choices.error) or None


def _define_lists(workbook: Workbook, settled: SettledWorkbook) -> None:
    if settled.lists_sheet is None:
        return
    sheet = quote_sheetname(settled.lists_sheet)
    for choices in settled.lists.values():
        values = f"{sheet}!$B${choices.first_row}:$B${choices.last_row}"
        workbook.defined_names[choices.identifier] = DefinedName(
            choices.identifier, attr_text=values
        )
