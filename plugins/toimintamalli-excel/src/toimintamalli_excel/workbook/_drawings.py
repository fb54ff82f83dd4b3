"""Charts beside their tables, as parts of the file.

They stand at the right of the table, side by side and all at the height of its first row: rows
that users add or hide by a filter then neither cover a chart nor push one over another. In print
the table keeps its size: it is a print area of its own, and every chart follows on its own page.

The parts are those of a workbook of openpyxl that has charts and nothing else, with the
alternative texts that openpyxl cannot write.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, TYPE_CHECKING, Final
from xml.etree import ElementTree

from attrs import frozen

from toimintamalli_excel.workbook._chart_values import Chart
from toimintamalli_excel.workbook._places import column_letters
from toimintamalli_excel.workbook._spelling import spelled
from toimintamalli_excel.workbook._values import Sheet, TableSheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"

_COLUMNS_APART: Final = 15
"""Columns of the default width under a chart, with room for programs that draw them narrower."""

_LAST_ROW: Final = 1_048_576


@frozen(kw_only=True)
class Drawings:
    """The charts of a workbook.

    Attributes:
        parts: The parts that draw them, by their names in the file. The sheets that have charts
            have one drawing each, numbered in their order.
        printed: What is printed of each sheet, in the order of the sheets; nothing for one without
            charts, which is printed whole.
    """

    parts: dict[str, str]
    printed: tuple[tuple[str, ...], ...]


def draw(sheets: Sequence[Sheet]) -> Drawings:
    """Draw the charts of the tables of a workbook.

    Args:
        sheets: All its sheets, with their final names and clean cells.

    Returns:
        The parts, and what is printed.
    """
    if not any(sheet.charts for sheet in sheets if isinstance(sheet, TableSheet)):
        return Drawings(parts={}, printed=((),) * len(sheets))
    # openpyxl takes a while to import, and most workbooks have no charts.
    from openpyxl import Workbook

    canvas = Workbook()
    canvas.remove(canvas.worksheets[0])
    charts: list[Chart] = []
    printed: list[tuple[str, ...]] = []
    for sheet in sheets:
        if isinstance(sheet, TableSheet) and sheet.charts:
            charts += sheet.charts
            printed.append(_stand(sheet, canvas.create_sheet()))
        else:
            printed.append(())
    package = io.BytesIO()
    canvas.save(package)
    return Drawings(parts=dict(_parts(package, charts)), printed=tuple(printed))


def _stand(sheet: TableSheet, worksheet: "Worksheet") -> tuple[str, ...]:
    """Give the charts their places on a sheet of openpyxl; return what of the sheet is printed."""
    from toimintamalli_excel.workbook._charts import TOP_ROW, drawn_chart, row_below

    printed = [f"A1:{column_letters(len(sheet.columns))}{_LAST_ROW}"]
    for position, chart in enumerate(sheet.charts):
        first = len(sheet.columns) + 2 + position * _COLUMNS_APART
        corner = f"{column_letters(first)}{TOP_ROW}"
        drawn = drawn_chart(chart, sheet)
        worksheet.add_chart(drawn, corner)
        last = column_letters(first + _COLUMNS_APART - 2)
        printed.append(f"{corner}:{last}{row_below(drawn, sheet)}")
    return tuple(printed)


def _parts(package: IO[bytes], charts: Iterable[Chart]) -> Iterator[tuple[str, str]]:
    """Yield the parts of the charts, with names and alternative texts in their frames."""
    waiting = iter(charts)
    with zipfile.ZipFile(package) as saved:
        for name in saved.namelist():
            if name.startswith(("xl/charts/", "xl/drawings/")):
                part = ElementTree.fromstring(saved.read(name))
                for frame in part.iter(f"{{{_DRAWING}}}cNvPr"):
                    chart = next(waiting)
                    frame.set("name", chart.title)
                    frame.set("descr", chart.alt_text)
                yield name, spelled(part)
