"""Charts as openpyxl draws them, with the values of their cells stored in them.

openpyxl stores no values in charts; they are stored here, so that previewers have something to
draw.
"""

from collections.abc import Iterator
from datetime import date
from itertools import chain, cycle, repeat
from math import ceil
from typing import Final, Literal, NamedTuple

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.axis import ChartLines, DateAxis
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)

from toimintamalli_excel.workbook._cells import day_number
from toimintamalli_excel.workbook._chart_values import Chart, ChartKind, ChartSeries
from toimintamalli_excel.workbook._heights import height_of
from toimintamalli_excel.workbook._places import area, column_letters
from toimintamalli_excel.workbook._text import escape_text
from toimintamalli_excel.workbook._values import CellValue, ColumnKind, TableSheet


class _Fill(NamedTuple):
    """A plain colour, or a pattern of the file format over it."""

    colour: str
    pattern: Literal["wdUpDiag", "wdDnDiag", "dkHorz", "dkVert"] | None = None
    lines: str = ""


class _Stroke(NamedTuple):
    colour: str
    marker: Literal["circle", "square", "triangle", "diamond", "x", "star", "plus", "dash"]


_FILLS: Final = (
    _Fill("12355B"),
    _Fill("2E75B6", "wdUpDiag", "FFFFFF"),
    _Fill("9DC3E6"),
    _Fill("DCE9F5", "wdDnDiag", "2E75B6"),
    _Fill("FFFFFF"),
    _Fill("FBE5D0", "dkHorz", "A14A00"),
    _Fill("BC7638"),
    _Fill("FFFFFF", "dkVert", "3F3F3F"),
)
"""The first five grow lighter, and plain and patterned ones take turns."""

_STROKES: Final = (
    _Stroke("12355B", "circle"),
    _Stroke("A14A00", "square"),
    _Stroke("2E75B6", "triangle"),
    _Stroke("5B5B5B", "diamond"),
    _Stroke("3F6B21", "x"),
    _Stroke("7A3E8E", "star"),
    _Stroke("B8860B", "plus"),
    _Stroke("1F1F1F", "dash"),
)
_DASHES: Final[tuple[Literal["dash", "sysDot", "lgDashDot", "sysDash"], ...]] = (
    "dash",
    "sysDot",
    "lgDashDot",
    "sysDash",
)

_INK: Final = "1F1F1F"
_PALE: Final = "D0D0D0"
_OUTLINE: Final = 6_350
_LINE_WIDTH: Final = 22_225
"""In English Metric Units, 12 700 to a point."""

_TITLE_SIZE: Final = 1_400
_TEXT_SIZE: Final = 900
"""In hundredths of a point."""

_PERCENT: Final = "0\\ %"
_DAY: Final = "d.m.yyyy"

_WIDTH: Final = 22
_LOWEST, _TALLEST, _LINES_HEIGHT = 7.5, 16.0, 11.0
_FRAME_HEIGHT: Final = 4.5
"""What title, axis and legend take."""
_BAR_HEIGHT: Final = 0.7
"""In centimetres."""

_MOST_DAYS_TOLD: Final = 10
"""How many days of an axis can be written side by side."""

_ROWS_TO_SPARE: Final = 3
_POINTS_PER_CM: Final = 72 / 2.54
TOP_ROW: Final = 2
"""Where charts begin: at the first row below the headers."""


def row_below(drawn: BarChart | LineChart, sheet: TableSheet) -> int:
    """Return a row under the foot of a chart, by the heights of the rows beside it.

    Args:
        drawn: The chart.
        sheet: The table that it stands beside.
    """
    left = drawn.height * _POINTS_PER_CM
    row = TOP_ROW
    for values in chain(sheet.rows, repeat(())):
        left -= height_of(values, sheet.columns)
        if left <= 0:
            return row + _ROWS_TO_SPARE
        row += 1
    raise AssertionError  # the rows never end


def drawn_chart(chart: Chart, sheet: TableSheet) -> BarChart | LineChart:
    """Return a chart as openpyxl draws it.

    Args:
        chart: The chart.
        sheet: Its table.
    """
    data = _Data(chart, sheet)
    drawn = _lines(chart, data) if chart.kind is ChartKind.LINES else _bars(chart, data)
    drawn.title = _title(chart.title, _TITLE_SIZE)
    drawn.x_axis.title = _title(chart.category_title, _TEXT_SIZE)
    drawn.y_axis.title = _title(chart.value_title, _TEXT_SIZE)
    for axis in (drawn.x_axis, drawn.y_axis):
        axis.delete = False
        axis.txPr = _plain_text()
    shares = chart.kind is ChartKind.STACKED_SHARES
    drawn.y_axis.number_format = _PERCENT if shares else chart.number_format
    # Labels stay at the edge also where values are negative.
    drawn.x_axis.tickLblPos = "low"
    drawn.y_axis.majorGridlines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(solidFill=_PALE, w=_OUTLINE))
    )
    drawn.legend = _legend() if len(chart.series) > 1 else None
    drawn.roundedCorners = False
    drawn.width = _WIDTH
    return drawn


def _bars(chart: Chart, data: "_Data") -> BarChart:
    bars = BarChart()
    bars.type = "bar"
    bars.gapWidth = 50
    bars.varyColors = False
    # The first category stands at the top, as in the table, and the values at the foot.
    bars.x_axis.scaling.orientation = "maxMin"
    bars.y_axis.crosses = "max"
    bars.y_axis.scaling.min = 0
    if chart.kind is ChartKind.STACKED_SHARES:
        bars.grouping = "percentStacked"
        bars.overlap = 100
        bars.y_axis.majorUnit = 0.2
    else:
        bars.dataLabels = _values_beside(chart)
    for index, series in enumerate(chart.series):
        drawn = data.series(index, series)
        drawn.spPr = _filled(_FILLS[index])
        drawn.invertIfNegative = False
        bars.series.append(drawn)
    in_a_row = 1 if chart.kind is ChartKind.STACKED_SHARES else len(chart.series)
    bars.height = min(max(_FRAME_HEIGHT + _BAR_HEIGHT * data.count * in_a_row, _LOWEST), _TALLEST)
    return bars


def _lines(chart: Chart, data: "_Data") -> LineChart:
    lines = LineChart()
    if data.over_days:
        lines.x_axis = DateAxis(crossAx=lines.y_axis.axId, baseTimeUnit="days", auto=False)
        lines.x_axis.number_format = _DAY
        lines.x_axis.majorTimeUnit = "days"
        lines.x_axis.majorUnit = max(1, ceil(data.span / _MOST_DAYS_TOLD))
        lines.y_axis.crossAx = lines.x_axis.axId
    dashes = cycle(_DASHES)
    for index, series in enumerate(chart.series):
        drawn = data.series(index, series)
        stroke = _STROKES[index]
        line = LineProperties(solidFill=stroke.colour, w=_LINE_WIDTH)
        line.prstDash = next(dashes) if series.dashed else "solid"
        drawn.spPr = GraphicalProperties(ln=line)
        drawn.marker = _marker(stroke) if series.markers else Marker(symbol="none")
        drawn.smooth = False
        lines.series.append(drawn)
    lines.height = _LINES_HEIGHT
    return lines


def _filled(fill: _Fill) -> GraphicalProperties:
    looks = GraphicalProperties(ln=LineProperties(solidFill=_INK, w=_OUTLINE))
    if fill.pattern is None:
        looks.solidFill = fill.colour
    else:
        looks.noFill = None
        looks.pattFill = PatternFillProperties(
            prst=fill.pattern, fgClr=_colour(fill.lines), bgClr=_colour(fill.colour)
        )
    return looks


def _colour(colour: str) -> ColorChoice:
    return ColorChoice(srgbClr=colour)  # type: ignore[arg-type]  # takes text, says the code


def _marker(stroke: _Stroke) -> Marker:
    looks = GraphicalProperties(
        solidFill=stroke.colour, ln=LineProperties(solidFill=stroke.colour, w=_OUTLINE)
    )
    return Marker(symbol=stroke.marker, size=7, spPr=looks)


def _legend() -> Legend:
    legend = Legend(txPr=_plain_text())
    legend.position = "b"
    legend.overlay = False
    return legend


def _values_beside(chart: Chart) -> DataLabelList:
    labels = DataLabelList(numFmt=chart.number_format, txPr=_plain_text())
    labels.showVal = True
    labels.showLegendKey = labels.showCatName = labels.showSerName = labels.showPercent = False
    labels.dLblPos = "outEnd"
    return labels


def _letters(size: int, *, bold: bool) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, solidFill=_INK)


def _plain_text() -> RichText:
    letters = _letters(_TEXT_SIZE, bold=False)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)])


def _title(text: str, size: int) -> Title:
    letters = _letters(size, bold=True)
    run = RegularTextRun(rPr=letters, t=text)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=letters), r=[run])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


class _Data:
    """The cells a chart refers to, with the values that are stored in it."""

    def __init__(self, chart: Chart, sheet: TableSheet) -> None:
        self._sheet = sheet.name
        self._headers = [column.header for column in sheet.columns]
        self._first = chart.first_row
        self._last = chart.last_row or max(len(sheet.rows), 1)
        self._rows = sheet.rows[self._first - 1 : self._last]
        self.count = self._last - self._first + 1
        category = sheet.columns[self._headers.index(chart.category)]
        self.over_days = category.kind is ColumnKind.DATE
        self._category = chart.category

    @property
    def span(self) -> int:
        """How many days lie between the first and the last category."""
        days = [
            value.toordinal()
            for _, value in self._filled(self._category)
            if isinstance(value, date)
        ]
        return max(days, default=0) - min(days, default=0)

    def series(self, index: int, series: ChartSeries) -> Series:
        """Return a series with its name, its categories and its values."""
        drawn = Series(idx=index, order=index)
        drawn.tx = SeriesLabel(strRef=self._name(series.column))
        drawn.cat = self._categories()
        drawn.val = NumDataSource(numRef=self._numbers(series.column))
        return drawn

    def _name(self, header: str) -> StrRef:
        cell = area(self._sheet, f"{self._letters(header)}1")
        words = [StrVal(idx=0, v=escape_text(header))]
        return StrRef(f=cell, strCache=StrData(ptCount=1, pt=words))

    def _categories(self) -> AxDataSource:
        if self.over_days:
            return AxDataSource(numRef=self._numbers(self._category, _DAY))
        words = [
            StrVal(idx=index, v=escape_text(str(value)))
            for index, value in self._filled(self._category)
        ]
        cells = self._cells(self._category)
        return AxDataSource(strRef=StrRef(f=cells, strCache=StrData(ptCount=self.count, pt=words)))

    def _numbers(self, header: str, number_format: str = "General") -> NumRef:
        numbers = [
            NumVal(idx=index, v=day_number(value) if isinstance(value, date) else value)
            for index, value in self._filled(header)
            if not isinstance(value, str)
        ]
        cache = NumData(formatCode=number_format, ptCount=self.count, pt=numbers)
        return NumRef(f=self._cells(header), numCache=cache)

    def _filled(self, header: str) -> Iterator[tuple[int, CellValue]]:
        column = self._headers.index(header)
        for index, row in enumerate(self._rows):
            if row[column] not in (None, ""):
                yield index, row[column]

    def _cells(self, header: str) -> str:
        letters = self._letters(header)
        return area(self._sheet, f"{letters}{self._first + 1}:{letters}{self._last + 1}")

    def _letters(self, header: str) -> str:
        return column_letters(self._headers.index(header) + 1)
