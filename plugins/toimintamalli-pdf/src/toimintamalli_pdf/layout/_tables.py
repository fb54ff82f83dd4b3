"""Tables: how wide their columns and how high their rows are, and which rows go on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias

from attrs import evolve, frozen

from toimintamalli_pdf.layout._boxes import Boxes, MeasuredBox, box_rect
from toimintamalli_pdf.layout._columns import column_edges
from toimintamalli_pdf.layout._flow import SHORT_END, Block, Flow, lines_that_fit
from toimintamalli_pdf.layout._measuring import Typesetter, on_one_line
from toimintamalli_pdf.layout._placed import (
    CellLines,
    PlacedBox,
    PlacedCellText,
    PlacedHeader,
    PlacedRow,
)
from toimintamalli_pdf.layout._styles import CELL_PADDING, LEADING, PageShape, styles
from toimintamalli_pdf.layout._values import Cell, CellText, Column, Table, Tick
from toimintamalli_pdf.tagging import TextStyle

_HIGHEST_HEADER = 120
_AROUND_TABLE = 8
_LONGEST_WHOLE_ROW = 8  # lines; rows to read that are not longer stay on one page
_NOTHING = PlacedCellText(())


@frozen
class MeasuredText:
    """What can be read in a cell, in lines.

    Attributes:
        cell: The cell.
        paragraphs: Style and lines of each paragraph.
        count: Number of lines.
    """

    cell: CellText
    paragraphs: tuple[tuple[TextStyle, tuple[str, ...]], ...]
    count: int


MeasuredCell: TypeAlias = MeasuredText | MeasuredBox


@frozen(kw_only=True)
class MeasuredRow:
    """A row with the height that its cells ask for.

    Attributes:
        cells: Its cells.
        height: Height of the row where no page ends in it.
        least: Height that shows its texts and as many lines as are asked for.
        count: Lines of its longest text.
        splits: Whether it may go on over the end of a page.
        has_fields: Whether there is something to fill in it.
    """

    cells: tuple[MeasuredCell, ...]
    height: float
    least: float
    count: int
    splits: bool
    has_fields: bool


@frozen(kw_only=True)
class TableBlock(Block):
    """A table."""

    boxes: Boxes
    header: tuple[tuple[str, ...], ...]
    header_height: float
    is_row_header: tuple[bool, ...]
    is_number: tuple[bool, ...]
    rows: tuple[MeasuredRow, ...]
    edges: tuple[float, ...]
    highest: float
    stretches: bool
    above: float = _AROUND_TABLE
    below: float = 2 * _AROUND_TABLE

    @property
    def height(self) -> float:
        """Height of all rows and of their header."""
        return self.header_height + sum(row.height for row in self.rows)

    @property
    def start(self) -> float:
        """Height of the header and of the first row, or of its first lines."""
        first = self.rows[0]
        if first.splits and first.has_fields:
            return self.header_height + self.highest / 2
        if first.splits and first.count > _LONGEST_WHOLE_ROW:
            return self.header_height + _height_of(_LONGEST_WHOLE_ROW)
        return self.header_height + first.height

    def fitted(self, room: float) -> TableBlock:
        """Return the table with a lower first row, as long as only answers are cut."""
        first, *others = self.rows
        height = room - self.header_height
        if first.splits or not first.least <= height < first.height:
            return self
        return evolve(self, rows=(evolve(first, height=height), *others))

    def place(self, flow: Flow, following: float) -> None:
        """Put the rows onto the pages, with the header above them on each."""
        self._place_header(flow, repeated=False)
        extra = self._extra(flow, following)
        for index, row in enumerate(self.rows):
            height = row.height + extra
            is_last = 0 < index == len(self.rows) - 1
            if is_last and self._would_leave_alone(following, height, flow):
                self._go_on(flow)
            if height <= flow.room:
                flow.place(self._placed(row, height, flow), height)
            elif row.splits:
                self._place_in_pieces(row, flow)
            else:
                self._go_on(flow)
                flow.place(self._placed(row, height, flow), height)

    def _extra(self, flow: Flow, following: float) -> float:
        """Room that each row takes of what is left on the page."""
        if not self.stretches:
            return 0
        spare = flow.room - (self.height - self.header_height) - following
        return max(0, int(spare / len(self.rows)))

    def _would_leave_alone(self, following: float, height: float, flow: Flow) -> bool:
        """Tell whether a short end of the section would stand alone after the last row."""
        fits_with_row = height + following <= self.highest
        is_short = 0 < following <= SHORT_END + self.below
        return is_short and fits_with_row and height <= flow.room < height + following

    def _place_header(self, flow: Flow, *, repeated: bool) -> None:
        header = PlacedHeader(
            cells=self.header,
            numbers=self.is_number,
            edges=self.edges,
            top=flow.top,
            bottom=flow.top - self.header_height,
            repeated=repeated,
        )
        flow.place(header, self.header_height)

    def _go_on(self, flow: Flow) -> None:
        flow.new_page()
        self._place_header(flow, repeated=True)

    def _placed(self, row: MeasuredRow, height: float, flow: Flow) -> PlacedRow:
        top, bottom = flow.top, flow.top - height
        cells = tuple(
            self._placed_cell(cell, left, right, top, bottom, flow)
            for cell, (left, right) in zip(row.cells, pairwise(self.edges), strict=True)
        )
        return self._row(cells, top, bottom, continues=False)

    def _placed_cell(
        self,
        cell: MeasuredCell,
        left: float,
        right: float,
        top: float,
        bottom: float,
        flow: Flow,
    ) -> PlacedCellText | PlacedBox:
        if isinstance(cell, MeasuredText):
            return _placed_text(cell)
        if isinstance(cell.box, Tick):
            left += CELL_PADDING
        rect = box_rect(cell, left=left, right=right, top=top, bottom=bottom)
        return self.boxes.place(cell, rect, flow)

    def _place_in_pieces(self, row: MeasuredRow, flow: Flow) -> None:
        """Put a long row onto several pages.

        Its fields stand on the first, and take at least half of it.
        """
        first = 0
        if row.count <= _LONGEST_WHOLE_ROW or (row.has_fields and flow.room < self.highest / 2):
            self._go_on(flow)
        while first < row.count:
            room = flow.room - 2 * CELL_PADDING
            count = lines_that_fit(room, LEADING, row.count - first)
            if count:
                self._place_piece(row, first, count, flow)
                first += count
            if first < row.count:
                self._go_on(flow)

    def _place_piece(self, row: MeasuredRow, first: int, count: int, flow: Flow) -> None:
        height = _height_of(count)
        top, bottom = flow.top, flow.top - height
        cells = tuple(
            _placed_piece(cell, first, count)
            if isinstance(cell, MeasuredText)
            else _NOTHING
            if first
            else self._placed_cell(cell, left, right, top, bottom, flow)
            for cell, (left, right) in zip(row.cells, pairwise(self.edges), strict=True)
        )
        flow.place(self._row(cells, top, bottom, continues=first > 0), height)

    def _row(
        self,
        cells: tuple[PlacedCellText | PlacedBox, ...],
        top: float,
        bottom: float,
        *,
        continues: bool,
    ) -> PlacedRow:
        return PlacedRow(
            cells=cells,
            headers=self.is_row_header,
            edges=self.edges,
            top=top,
            bottom=bottom,
            continues=continues,
        )


def table_block(table: Table, boxes: Boxes, shape: PageShape) -> TableBlock:
    """Measure a table.

    Raises:
        ValueError: A column would be too narrow, or the headers take more room than they may.
    """
    edges = column_edges(table.columns, shape)
    widths = tuple(right - left for left, right in pairwise(edges))
    header = _header(table.columns, widths, boxes.typesetter)
    header_height = _height_of(max(map(len, header)))
    if header_height > _HIGHEST_HEADER:
        raise ValueError("the column headers take more room than a header may")
    highest = shape.content_height - header_height
    rows = tuple(_measured_row(row, widths, boxes, highest) for row in table.rows)
    return TableBlock(
        boxes=boxes,
        header=header,
        header_height=header_height,
        is_row_header=tuple(column.is_row_header for column in table.columns),
        is_number=tuple(map(_is_number, table.rows[0])),
        rows=rows,
        edges=edges,
        highest=highest,
        stretches=table.stretches,
    )


def _header(
    columns: tuple[Column, ...], widths: tuple[float, ...], typesetter: Typesetter
) -> tuple[tuple[str, ...], ...]:
    return tuple(
        typesetter.lines(on_one_line(column.header), styles().strong, width - 2 * CELL_PADDING)
        for column, width in zip(columns, widths, strict=True)
    )


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, CellText) and cell.is_number


def _measured_row(
    row: tuple[Cell, ...], widths: tuple[float, ...], boxes: Boxes, highest: float
) -> MeasuredRow:
    cells = tuple(_measured(cell, width, boxes) for cell, width in zip(row, widths, strict=True))
    texts = [cell.count for cell in cells if isinstance(cell, MeasuredText)]
    fields = [cell for cell in cells if isinstance(cell, MeasuredBox)]
    count = max([1, *texts])  # a row without a word is as high as one line
    text_height = _height_of(count)
    height = max([text_height, *(min(box.height, highest) for box in fields)])
    return MeasuredRow(
        cells=cells,
        height=height,
        least=max([text_height, *(box.least for box in fields)]),
        count=count,
        splits=not fields or text_height > highest,
        has_fields=bool(fields),
    )


def _measured(cell: Cell, width: float, boxes: Boxes) -> MeasuredCell:
    if isinstance(cell, CellText):
        return _measured_text(cell, width - 2 * CELL_PADDING, boxes.typesetter)
    return boxes.measure(cell, width)


def _measured_text(cell: CellText, width: float, typesetter: Typesetter) -> MeasuredText:
    strong, body = styles().strong, styles().body
    paragraphs: list[tuple[TextStyle, tuple[str, ...]]] = []
    if cell.strong:
        paragraphs += [(strong, one) for one in typesetter.paragraphs(cell.strong, strong, width)]
    if cell.text:
        paragraphs += [(body, one) for one in typesetter.paragraphs(cell.text, body, width)]
    return MeasuredText(cell, tuple(paragraphs), sum(len(lines) for _, lines in paragraphs))


def _placed_text(measured: MeasuredText) -> PlacedCellText:
    paragraphs = tuple(CellLines(style, lines, False) for style, lines in measured.paragraphs)
    return PlacedCellText(paragraphs, measured.cell.language, measured.cell.is_number)


def _placed_piece(measured: MeasuredText, first: int, count: int) -> PlacedCellText:
    paragraphs = tuple(_piece(measured, first, first + count))
    return PlacedCellText(paragraphs, measured.cell.language, measured.cell.is_number)


def _piece(measured: MeasuredText, first: int, end: int) -> Iterator[CellLines]:
    begin = 0
    for style, lines in measured.paragraphs:
        shown = lines[max(first - begin, 0) : max(end - begin, 0)]
        if shown:
            yield CellLines(style, shown, begin < first)
        begin += len(lines)


def _height_of(lines: int) -> float:
    """Height of a row whose longest text has so many lines."""
    return lines * LEADING + 2 * CELL_PADDING
