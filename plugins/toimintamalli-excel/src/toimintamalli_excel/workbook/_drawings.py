"""Charts beside their tables, as parts of the file.

They stand at the right of the table, side by side and all at the height of its first row: rows
that users add or hide by a filter then neither cover a chart nor push one over another. In print
the table keeps its size: it is a print area of its own, and every chart follows on its own page.

The parts are those that openpyxl would put into a workbook, with the alternative texts that it
cannot write. It is asked for them one by one: saving a workbook would make files on the way.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from xml.etree import ElementTree

from attrs import frozen

from toimintamalli_excel.workbook._chart_values import Chart
from toimintamalli_excel.workbook._places import column_letters
from toimintamalli_excel.workbook._spelling import (
    RELATIONSHIPS,
    Relation,
    relationships,
    spelled,
)
from toimintamalli_excel.workbook._values import Sheet, TableSheet

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
    parts: dict[str, str] = {}
    printed: list[tuple[str, ...]] = []
    for sheet in sheets:
        if isinstance(sheet, TableSheet) and sheet.charts:
            printed.append(_draw_beside(sheet, parts))
        else:
            printed.append(())
    return Drawings(parts=parts, printed=tuple(printed))


def _draw_beside(sheet: TableSheet, parts: dict[str, str]) -> tuple[str, ...]:
    """Draw the charts of one sheet into the parts; return what of the sheet is printed."""
    # openpyxl takes a while to import, and most workbooks have no charts.
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing

    from toimintamalli_excel.workbook._charts import TOP_ROW, drawn_chart, row_below

    drawing = SpreadsheetDrawing()
    number = _count(parts, "xl/drawings/drawing") + 1
    printed = [f"A1:{column_letters(len(sheet.columns))}{_LAST_ROW}"]
    relations: list[Relation] = []
    for position, chart in enumerate(sheet.charts, 1):
        first = len(sheet.columns) + 2 + (position - 1) * _COLUMNS_APART
        corner = f"{column_letters(first)}{TOP_ROW}"
        drawn = drawn_chart(chart, sheet)
        drawn.anchor = corner
        drawing.charts.append(drawn)
        name = f"chart{_count(parts, 'xl/charts/chart') + 1}.xml"
        parts[f"xl/charts/{name}"] = _part(drawn)
        relations.append((f"rId{position}", f"{RELATIONSHIPS}/chart", f"../charts/{name}"))
        last = column_letters(first + _COLUMNS_APART - 2)
        printed.append(f"{corner}:{last}{row_below(drawn, sheet)}")
    parts[f"xl/drawings/drawing{number}.xml"] = _part(drawing, sheet.charts)
    parts[f"xl/drawings/_rels/drawing{number}.xml.rels"] = relationships(relations)
    return tuple(printed)


def _count(parts: Iterable[str], beginning: str) -> int:
    return sum(name.startswith(beginning) for name in parts)


def _part(drawn: Any, charts: Iterable[Chart] = ()) -> str:
    """Spell a part of openpyxl, with names and alternative texts in the frames of charts."""
    from openpyxl.xml.functions import tostring

    # Saving a workbook is the only other way to these parts, and makes files.
    part = ElementTree.fromstring(tostring(drawn._write()))
    frames = part.iter(f"{{{_DRAWING}}}cNvPr")
    for frame, chart in zip(frames, charts, strict=False):
        frame.set("name", chart.title)
        frame.set("descr", chart.alt_text)
    return spelled(part)
