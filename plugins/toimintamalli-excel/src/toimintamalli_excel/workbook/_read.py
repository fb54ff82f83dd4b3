"""The way from the bytes of a workbook file to its tables.

Only values are read: no formula is evaluated, no link followed, nothing drawn is looked at. The
file is untrusted. Its sizes are checked before anything is unpacked, every part is parsed as it is
unpacked, and `ReadError` is the only error that leaves.
"""

from collections.abc import Iterator, Set
from typing import Final

from attrs import frozen

from toimintamalli.diagnostics import Diagnostic
from toimintamalli_excel.workbook._findings import finding, unreadable
from toimintamalli_excel.workbook._merged import Merged, merged_in
from toimintamalli_excel.workbook._opened import Attributes, OpenedPackage, open_package
from toimintamalli_excel.workbook._places import column_letters
from toimintamalli_excel.workbook._read_cells import (
    DAY_ZERO,
    DAY_ZERO_OF_MACS,
    MOST_CELLS,
    CellCollector,
    Content,
    Shared,
)
from toimintamalli_excel.workbook._read_strings import number_kinds, plain_text, shared_texts
from toimintamalli_excel.workbook._read_values import ReadCell, ReadRow, ReadTable, ReadWorkbook

_TRUE: Final = {"1", "true"}
_NOTHING: Final[frozenset[int]] = frozenset()
_MOST_SHOWN: Final = 10


@frozen(kw_only=True)
class _Contents:
    """What the workbook part tells.

    Attributes:
        sheets: Names of sheets and of their parts.
        shared: What cells refer to.
    """

    sheets: tuple[tuple[str, str], ...]
    shared: Shared


def read_workbook(data: bytes) -> ReadWorkbook:
    """Read the tables of an Excel workbook (.xlsx).

    Args:
        data: The bytes of the file.

    Returns:
        Every sheet that has content, and what was left out.

    Raises:
        ReadError: The file is no workbook, encrypted, damaged, too large, or holds macros or
            two sheets of one name.
    """
    package = open_package(data)
    contents = _contents(package)
    tables: list[ReadTable] = []
    problems: list[Diagnostic] = []
    room = MOST_CELLS
    for sheet, part in contents.sheets:
        collector = CellCollector(sheet, part, contents.shared, room)
        package.parse(part, collector.start, collector.end, collector.text)
        problems.extend(collector.findings())
        if collector.rows:
            problems.extend(_unread_headings(collector))
            merged = _merged(collector)
            problems.extend(_told_merged(collector.sheet, merged))
            tables.append(_table(collector, merged, room))
            room -= len(tables[-1].headings) * (len(tables[-1].rows) + 1)
    return ReadWorkbook(tables=tuple(tables), language=_language(package), problems=tuple(problems))


def _contents(package: OpenedPackage) -> _Contents:
    part = _workbook_part(package)
    relations = package.relations(part)
    names: list[tuple[str, str]] = []
    day_zero = DAY_ZERO
    for element, attributes in package.elements(part):
        if element == "sheet":
            names.append((plain_text(attributes.get("name", "")).text, _id(attributes)))
        elif element == "workbookPr" and attributes.get("date1904") in _TRUE:
            day_zero = DAY_ZERO_OF_MACS
    _refuse_doubled_names([name for name, _ in names])
    others = dict(relations.values())
    return _Contents(
        sheets=tuple(_sheets(names, relations, part)),
        shared=Shared(
            texts=shared_texts(package, others["sharedStrings"])
            if "sharedStrings" in others
            else [],
            kinds=number_kinds(package, others["styles"]) if "styles" in others else [],
            day_zero=day_zero,
        ),
    )


def _workbook_part(package: OpenedPackage) -> str:
    for kind, part in package.relations("").values():
        if kind == "officeDocument":
            return part
    raise unreadable("EXCEL109", part="xl/workbook.xml")


def _id(attributes: Attributes) -> str:
    """The identifier of a relation; its name is in a namespace of its own, unlike ``sheetId``."""
    return next((value for name, value in attributes.items() if name.endswith(" id")), "")


def _sheets(
    names: list[tuple[str, str]], relations: dict[str, tuple[str, str]], part: str
) -> Iterator[tuple[str, str]]:
    """Yield the sheets with cells; charts and dialogs can be sheets as well."""
    for name, identifier in names:
        if identifier not in relations:
            raise unreadable("EXCEL109", part=f"{part} ({name})")
        kind, target = relations[identifier]
        if kind == "worksheet":
            yield name, target


def _refuse_doubled_names(names: list[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            raise unreadable("EXCEL111", sheet=name)
        seen.add(name.casefold())


def _width(collector: CellCollector) -> int:
    return max(map(max, collector.rows.values()))


def _merged(collector: CellCollector) -> Merged:
    """What merged cells do to the rows below the headings: a merged heading is a missing one."""
    _, *rows = collector.rows
    merged = merged_in(collector.merged, rows, _width(collector))
    if merged is None:
        raise unreadable("EXCEL108", part=collector.part)
    return merged


def _told_merged(sheet: str, merged: Merged) -> Iterator[Diagnostic]:
    places = [one.place for one in merged.ranges]
    if places:
        first, _, _ = places[0].partition(":")
        shown = (*places[:_MOST_SHOWN], "…") if len(places) > _MOST_SHOWN else tuple(places)
        yield finding("EXCEL125", f"{sheet}!{first}", places=shown)


def _table(collector: CellCollector, merged: Merged, room: int) -> ReadTable:
    (heading_row, headings), *rows = collector.rows.items()
    width = _width(collector)
    if width * len(collector.rows) > room:
        raise unreadable("EXCEL114", limit=MOST_CELLS)
    letters = [column_letters(number) for number in range(1, width + 1)]
    return ReadTable(
        sheet=collector.sheet,
        headings=tuple(_heading(headings.get(column)) for column in range(1, width + 1)),
        heading_row=heading_row,
        rows=tuple(
            ReadRow(
                number=row, cells=_cells(row, cells, merged.covered.get(row, _NOTHING), letters)
            )
            for row, cells in rows
        ),
        joins_rows=merged.joins_rows,
    )


def _cells(
    row: int, contents: dict[int, Content], covered: Set[int], letters: list[str]
) -> tuple[ReadCell, ...]:
    cells = []
    for column, letter in enumerate(letters, 1):
        content = contents.get(column)
        place = f"{letter}{row}"
        cells.append(
            ReadCell(place=place, is_covered=column in covered)
            if content is None or column in covered
            else ReadCell(
                value=content.value,
                place=place,
                is_formula=content.is_formula,
                is_error=content.is_error,
            )
        )
    return tuple(cells)


def _heading(content: Content | None) -> str:
    if content is None or content.value is None:
        return ""
    if isinstance(content.value, str):
        return content.value if content.value.strip() else ""
    return str(content.value)


def _unread_headings(collector: CellCollector) -> Iterator[Diagnostic]:
    row, headings = next(iter(collector.rows.items()))
    for column, content in headings.items():
        if content.is_formula or content.is_error:
            yield finding("EXCEL122", f"{collector.sheet}!{column_letters(column)}{row}")


def _language(package: OpenedPackage) -> str:
    for kind, part in package.relations("").values():
        if kind == "core-properties" and part in package.names:
            return package.text_of(part, "language").strip()
    return ""
