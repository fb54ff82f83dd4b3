"""The workbook file: its parts, how they refer to each other, and honest properties.

The bytes depend on the content and on the zlib that compresses; with charts also on the version of
openpyxl, which draws them. Rows go into the file one by one, so that a large workbook never stands
in memory as text.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from toimintamalli_excel.workbook._drawings import Drawings, draw
from toimintamalli_excel.workbook._places import area
from toimintamalli_excel.workbook._settle import SettledWorkbook
from toimintamalli_excel.workbook._sheet_xml import DRAWING, TABLE, sheet_pieces, table_part
from toimintamalli_excel.workbook._spelling import (
    DECLARATION,
    MAIN,
    PACKAGE,
    RELATIONSHIPS,
    Relation,
    relationships,
)
from toimintamalli_excel.workbook._styles import StyleBook
from toimintamalli_excel.workbook._values import TableSheet, WorkbookSpec

UNKNOWN_DAY: Final = date(1980, 1, 1)
"""The day named in the properties when the caller names none; the first one zip files can hold."""

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_KINDS: Final = {
    "docProps/app.xml": f"{_OFFICE}.extended-properties+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "xl/charts/": f"{_OFFICE}.drawingml.chart+xml",
    "xl/drawings/": f"{_OFFICE}.drawing+xml",
    "xl/styles.xml": f"{_OFFICE}.spreadsheetml.styles+xml",
    "xl/tables/": f"{_OFFICE}.spreadsheetml.table+xml",
    "xl/theme/": f"{_OFFICE}.theme+xml",
    "xl/workbook.xml": f"{_OFFICE}.spreadsheetml.sheet.main+xml",
    "xl/worksheets/": f"{_OFFICE}.spreadsheetml.worksheet+xml",
}
"""What the parts are, by the beginnings of their names."""

_Part: TypeAlias = tuple[str, str | Iterable[str]]
"""The name of a part, and its text, whole or in pieces."""

_OF_THE_FILE: Final[tuple[Relation, ...]] = (
    ("rId1", f"{RELATIONSHIPS}/officeDocument", "xl/workbook.xml"),
    ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ("rId3", f"{RELATIONSHIPS}/extended-properties", "docProps/app.xml"),
)


def finish(settled: SettledWorkbook) -> bytes:
    """Write the file of a workbook.

    Args:
        settled: The workbook with final names and clean cells.

    Returns:
        The bytes of the file.
    """
    drawings, styles = draw(settled.sheets), StyleBook()
    parts: list[_Part] = [
        ("docProps/app.xml", _application_properties(settled.spec)),
        ("docProps/core.xml", _core_properties(settled.spec)),
        ("xl/_rels/workbook.xml.rels", relationships(_of_workbook(len(settled.sheets)))),
        ("xl/workbook.xml", _workbook(settled, drawings)),
        ("xl/theme/theme1.xml", _theme()),
        *drawings.parts.items(),
        *_sheets(settled, drawings, styles),
        # The sheets tell which styles there are: this piece is made after theirs.
        ("xl/styles.xml", (part() for part in (styles.part,))),
    ]
    beginning: list[_Part] = [
        ("[Content_Types].xml", _content_types(name for name, _ in parts)),
        ("_rels/.rels", relationships(_OF_THE_FILE)),
    ]
    return _zipped((*beginning, *parts))


def _sheets(settled: SettledWorkbook, drawings: Drawings, styles: StyleBook) -> Iterator[_Part]:
    """Yield the sheets, each with its table and what it refers to."""
    tables = drawn = 0
    both = zip(settled.sheets, drawings.printed, strict=True)
    for number, (sheet, printed) in enumerate(both, 1):
        related: list[Relation] = []
        if isinstance(sheet, TableSheet):
            tables += 1
            related.append((TABLE, f"{RELATIONSHIPS}/table", f"../tables/table{tables}.xml"))
            yield f"xl/tables/table{tables}.xml", table_part(sheet, tables)
        if printed:
            drawn += 1
            target = f"../drawings/drawing{drawn}.xml"
            related.append((DRAWING, f"{RELATIONSHIPS}/drawing", target))
        if related:
            yield f"xl/worksheets/_rels/sheet{number}.xml.rels", relationships(related)
        pieces = sheet_pieces(sheet, settled, styles.number, has_drawing=bool(printed))
        yield f"xl/worksheets/sheet{number}.xml", pieces


# -- what there is, and where -------------------------------------------------------------------


def _content_types(names: Iterable[str]) -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name in names
        for beginning, kind in _KINDS.items()
        if name.startswith(beginning) and not name.endswith(".rels")
    )
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _of_workbook(sheets: int) -> Iterator[Relation]:
    for number in range(1, sheets + 1):
        yield f"sheet{number}", f"{RELATIONSHIPS}/worksheet", f"worksheets/sheet{number}.xml"
    yield "styles", f"{RELATIONSHIPS}/styles", "styles.xml"
    yield "theme", f"{RELATIONSHIPS}/theme", "theme/theme1.xml"


def _workbook(settled: SettledWorkbook, drawings: Drawings) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" r:id="sheet{number}"/>'
        for number, sheet in enumerate(settled.sheets, 1)
    )
    names = "".join(_defined_names(settled, drawings))
    # There are no formulas; without the last element Excel would offer to save a workbook nobody
    # changed.
    return (
        f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}"><workbookPr/>'
        '<bookViews><workbookView tabRatio="600" firstSheet="0" activeTab="0"/></bookViews>'
        f"<sheets>{sheets}</sheets>"
        f"{f'<definedNames>{names}</definedNames>' if names else ''}"
        '<calcPr calcId="124519" fullCalcOnLoad="0"/></workbook>'
    )


def _defined_names(settled: SettledWorkbook, drawings: Drawings) -> Iterator[str]:
    """Yield the choice lists, and what of each sheet is printed and repeated on its pages."""
    for choices in settled.lists.values():
        cells = area(settled.lists_sheet or "", f"B{choices.first_row}:B{choices.last_row}")
        yield f"<definedName name={quoteattr(choices.identifier)}>{escape(cells)}</definedName>"
    both = zip(settled.sheets, drawings.printed, strict=True)
    for place, (sheet, printed) in enumerate(both):
        if isinstance(sheet, TableSheet):
            yield _name_of_sheet("Print_Titles", place, area(sheet.name, "1:1"))
        if printed:
            areas = ",".join(area(sheet.name, cells) for cells in printed)
            yield _name_of_sheet("Print_Area", place, areas)


def _name_of_sheet(name: str, place: int, cells: str) -> str:
    return f'<definedName name="_xlnm.{name}" localSheetId="{place}">{escape(cells)}</definedName>'


@cache
def _theme() -> str:
    return files(__package__).joinpath("theme.xml").read_text("utf-8")


# -- properties ---------------------------------------------------------------------------------


def _core_properties(spec: WorkbookSpec) -> str:
    day = spec.created or UNKNOWN_DAY
    moment = f"{day.isoformat()}T00:00:00Z"
    product = escape(spec.product)
    return (
        f"{DECLARATION}<cp:coreProperties"
        f' xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(spec.title)}</dc:title>"
        f"<dc:subject>{escape(spec.subject)}</dc:subject>"
        f"<dc:creator>{product}</dc:creator>"
        f"<cp:lastModifiedBy>{product}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        f"<dc:language>{escape(spec.language)}</dc:language>"
        "</cp:coreProperties>"
    )


def _application_properties(spec: WorkbookSpec) -> str:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        f'{DECLARATION}<Properties xmlns="{namespace}">'
        f"<Application>{escape(spec.product)}</Application></Properties>"
    )


# -- the file -----------------------------------------------------------------------------------


def _zipped(parts: Iterable[_Part]) -> bytes:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, pieces in parts:
            entry = zipfile.ZipInfo(name)  # dated 1980-01-01
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            with io.TextIOWrapper(archive.open(entry, "w"), "utf-8", newline="\n") as part:
                part.writelines([pieces] if isinstance(pieces, str) else pieces)
    return package.getvalue()
