"""Decides what stands in the workbook: final names, clean cells, and the sheets that follow.

The result consists of the same values the caller gave, now such that they can be written as they
are: :func:`settle` knows nothing about the file format.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from attrs import evolve, field, frozen

from toimintamalli_excel.workbook._chart_values import Chart
from toimintamalli_excel.workbook._names import identifiers, sheet_names
from toimintamalli_excel.workbook._notes import Note, NoteBook, NoteKind
from toimintamalli_excel.workbook._text import clean_text, shorten, split_text
from toimintamalli_excel.workbook._values import (
    CellValue,
    ChoiceList,
    Column,
    ColumnKind,
    GuideRow,
    GuideSheet,
    ListsSheet,
    Sheet,
    TableSheet,
    WorkbookSpec,
)

FIRST_DAY: Final = date(1900, 3, 1)
"""The first day Excel counts correctly: it believes in a 29th of February 1900."""

_EXACT_DIGITS: Final = 15
_EXACT_BELOW: Final = 10**_EXACT_DIGITS
_LARGEST_NUMBER: Final = Decimal("9.99999999999999E+307")
_SMALLEST_NUMBER: Final = Decimal("2.2251E-308")

# A clean text up to this many characters fits its cell even if all of it had to be escaped.
_SURELY_FITS: Final = 4_000

_SHOWN_OF_KEY: Final = 100

_LONGEST_TITLE: Final = 255

_SHORT: Final = 14.0
_MEDIUM: Final = 28.0
_LONG: Final = 90.0


@frozen(kw_only=True)
class SettledList:
    """A choice list with its final name and place.

    Attributes:
        choices: The list.
        identifier: Its name in the workbook.
        first_row: The row of its first value in the sheet of lists, from 1.
        last_row: The row of its last value.
    """

    choices: ChoiceList
    identifier: str
    first_row: int
    last_row: int


@frozen(kw_only=True)
class SettledWorkbook:
    """A workbook that can be written as it is.

    Attributes:
        spec: The workbook as the caller described it, with clean title, subject and footer.
        sheets: All sheets in order, with final names and clean cells.
        lists: The choice lists by the names columns use.
        lists_sheet: The final name of the sheet of lists; None without lists.
        notes: What was changed.
    """

    spec: WorkbookSpec
    sheets: tuple[Sheet, ...]
    lists: dict[str, SettledList] = field(factory=dict)
    lists_sheet: str | None
    notes: tuple[Note, ...]


@frozen(kw_only=True)
class _Names:
    sheets: tuple[str, ...]
    tables: tuple[str, ...]
    continuation: tuple[str, str]
    lists_sheet: tuple[str, str]
    lists: tuple[str, ...]


def settle(spec: WorkbookSpec) -> SettledWorkbook:
    """Give everything its final name, clean every cell, and continue texts too long for a cell.

    Args:
        spec: The workbook as the caller described it.

    Returns:
        The workbook ready to be written.

    Raises:
        TypeError: If a cell holds a value of another type than ``CellValue`` allows.
        ValueError: If a text must be continued but its row has no identifier of its own.
    """
    book = NoteBook()
    names = _final_names(spec, book)
    continued: list[tuple[CellValue, ...]] = []
    sheets: list[Sheet] = []
    for sheet, name, table in zip(spec.sheets, names.sheets, names.tables, strict=True):
        if isinstance(sheet, GuideSheet):
            sheets.append(_settled_guide(evolve(sheet, name=name), book))
        else:
            named = evolve(sheet, name=name, table_name=table)
            sheets.append(_settled_table(named, continued, book))
    if continued:
        sheets.append(_continuation_table(spec, names, continued))
    lists = _placed_lists(spec, names)
    if spec.lists and spec.lists_sheet is not None:
        sheets.append(_lists_table(spec.lists, spec.lists_sheet, names))
    return SettledWorkbook(
        spec=_settled_properties(spec, book),
        sheets=tuple(sheets),
        lists=lists,
        lists_sheet=names.lists_sheet[0] if spec.lists else None,
        notes=book.notes(),
    )


def _final_names(spec: WorkbookSpec, book: NoteBook) -> _Names:
    lists_sheet, continuation = spec.lists_sheet, spec.continuation
    wished_sheets = [
        *(sheet.name for sheet in spec.sheets),
        continuation.name,
        lists_sheet.name if lists_sheet else "",
    ]
    wished_tables = [
        *(sheet.table_name if isinstance(sheet, TableSheet) else "" for sheet in spec.sheets),
        continuation.table_name,
        lists_sheet.table_name if lists_sheet else "",
        *(choice_list.name for choice_list in spec.lists),
    ]
    final_sheets, final_tables = sheet_names(wished_sheets), identifiers(wished_tables)
    count = len(spec.sheets)
    names = _Names(
        sheets=final_sheets[:count],
        tables=final_tables[:count],
        continuation=(final_sheets[count], final_tables[count]),
        lists_sheet=(final_sheets[count + 1], final_tables[count + 1]),
        lists=final_tables[count + 2 :],
    )
    _note_adjusted_names(spec, names, book)
    return names


def _note_adjusted_names(spec: WorkbookSpec, names: _Names, book: NoteBook) -> None:
    for sheet, name, table in zip(spec.sheets, names.sheets, names.tables, strict=True):
        if sheet.name != name:
            book.add(NoteKind.NAME_ADJUSTED, name, detail=sheet.name)
        if isinstance(sheet, TableSheet) and sheet.table_name != table:
            book.add(NoteKind.NAME_ADJUSTED, name, detail=sheet.table_name)
    for choice_list, identifier in zip(spec.lists, names.lists, strict=True):
        if choice_list.name != identifier:
            book.add(NoteKind.NAME_ADJUSTED, None, detail=choice_list.name)


def _settled_properties(spec: WorkbookSpec, book: NoteBook) -> WorkbookSpec:
    title, subject, left = map(clean_text, (spec.title, spec.subject, spec.footer.left))
    book.add(NoteKind.CHARACTERS_REMOVED, None, title.removed + subject.removed + left.removed)
    footer = evolve(spec.footer, left=" ".join(left.text.split()))
    return evolve(spec, title=title.text, subject=subject.text, footer=footer)


def _settled_guide(sheet: GuideSheet, book: NoteBook) -> GuideSheet:
    sections = tuple(
        evolve(section, rows=tuple(_guide_rows(section.rows, sheet.name, book)))
        for section in sheet.sections
    )
    return evolve(sheet, sections=sections)


def _guide_rows(rows: Iterable[GuideRow], sheet: str, book: NoteBook) -> Iterator[GuideRow]:
    for row in rows:
        cleaned = clean_text(row.text)
        book.add(NoteKind.CHARACTERS_REMOVED, sheet, cleaned.removed)
        parts = split_text(cleaned.text)
        if len(parts) > 1:
            book.add(NoteKind.TEXT_CONTINUED, sheet)
        yield from (evolve(row, text=part) for part in parts)


def _settled_table(
    sheet: TableSheet, continued: list[tuple[CellValue, ...]], book: NoteBook
) -> TableSheet:
    rows = [[_settled_value(value, sheet.name, book) for value in row] for row in sheet.rows]
    for row in rows:
        for index, value in enumerate(row):
            if isinstance(value, str) and len(value) > _SURELY_FITS:
                row[index], *rest = split_text(value)
                if rest:
                    _require_identifier(row, index, rows, sheet)
                    where = (sheet.name, row[0], sheet.columns[index].header)
                    continued.extend((*where, part, text) for part, text in enumerate(rest, 2))
                    book.add(NoteKind.TEXT_CONTINUED, sheet.name)
    charts = tuple(_settled_chart(chart, sheet.name, book) for chart in sheet.charts)
    return evolve(sheet, rows=tuple(map(tuple, rows)), charts=charts)


def _settled_chart(chart: Chart, sheet: str, book: NoteBook) -> Chart:
    def on_one_line(text: str) -> str:
        cleaned = clean_text(text)
        book.add(NoteKind.CHARACTERS_REMOVED, sheet, cleaned.removed)
        return " ".join(cleaned.text.split())

    return evolve(
        chart,
        title=shorten(on_one_line(chart.title), _LONGEST_TITLE),
        alt_text=on_one_line(chart.alt_text),
        category_title=shorten(on_one_line(chart.category_title), _LONGEST_TITLE),
        value_title=shorten(on_one_line(chart.value_title), _LONGEST_TITLE),
    )


def _require_identifier(
    row: list[CellValue], index: int, rows: list[list[CellValue]], sheet: TableSheet
) -> None:
    """Without a key of its own in the first column, the parts of a text could not be joined."""
    key = row[0]
    same = sum(1 for other in rows if str(other[0]) == str(key))
    if index == 0 or key in (None, "") or same > 1:
        raise ValueError(
            f"a text in {sheet.name!r} is too long for a cell, and the first column does not"
            f" identify its row: {str(key)[:_SHOWN_OF_KEY]!r}"
        )


def _settled_value(value: CellValue, sheet: str, book: NoteBook) -> CellValue:
    if value is None:
        return None
    if isinstance(value, str):
        cleaned = clean_text(value)
        if cleaned.removed:
            book.add(NoteKind.CHARACTERS_REMOVED, sheet, cleaned.removed)
        return cleaned.text
    if isinstance(value, bool | datetime) or not isinstance(value, int | float | Decimal | date):
        raise TypeError(f"a cell cannot hold a {type(value).__name__}: {value!r}")
    if _excel_holds(value):
        return value
    book.add(NoteKind.WRITTEN_AS_TEXT, sheet)
    return str(value)


def _excel_holds(value: int | float | Decimal | date) -> bool:
    if isinstance(value, date):
        return value >= FIRST_DAY
    if isinstance(value, int) and abs(value) < _EXACT_BELOW:
        return True
    exact = Decimal(value)
    if not exact.is_finite():
        return False
    if exact and not _SMALLEST_NUMBER <= abs(exact) <= _LARGEST_NUMBER:
        return False
    return isinstance(value, float) or _significant_digits(exact) <= _EXACT_DIGITS


def _significant_digits(number: Decimal) -> int:
    digits = "".join(map(str, number.as_tuple().digits))
    return len(digits.rstrip("0"))


def _continuation_table(
    spec: WorkbookSpec, names: _Names, continued: list[tuple[CellValue, ...]]
) -> TableSheet:
    words = spec.continuation
    name, table_name = names.continuation
    columns = (
        _fixed_column(words.sheet_header, _MEDIUM),
        _fixed_column(words.row_header, _SHORT),
        _fixed_column(words.column_header, _MEDIUM),
        _fixed_column(words.part_header, _SHORT, ColumnKind.INTEGER),
        _fixed_column(words.text_header, _LONG, ColumnKind.TEXT),
    )
    return TableSheet(name=name, table_name=table_name, columns=columns, rows=tuple(continued))


def _lists_table(lists: tuple[ChoiceList, ...], words: ListsSheet, names: _Names) -> TableSheet:
    name, table_name = names.lists_sheet
    rows = tuple(
        (choice_list.header, value) for choice_list in lists for value in choice_list.values
    )
    columns = (
        _fixed_column(words.list_header, _MEDIUM),
        _fixed_column(words.value_header, _LONG),
    )
    return TableSheet(name=name, table_name=table_name, columns=columns, rows=rows)


def _fixed_column(header: str, width: float, kind: ColumnKind = ColumnKind.CODE) -> Column:
    return Column(header=header, width=width, kind=kind, editable=False)


def _placed_lists(spec: WorkbookSpec, names: _Names) -> dict[str, SettledList]:
    placed = {}
    next_row = 2
    for choice_list, identifier in zip(spec.lists, names.lists, strict=True):
        last_row = next_row + len(choice_list.values) - 1
        placed[choice_list.name] = SettledList(
            choices=choice_list, identifier=identifier, first_row=next_row, last_row=last_row
        )
        next_row = last_row + 1
    return placed
