"""Draws the rows of tables and builds their structure."""

from __future__ import annotations

from itertools import pairwise

from attrs import define

from toimintamalli_pdf.layout._painting_fields import FieldPainter
from toimintamalli_pdf.layout._placed import (
    CellLines,
    PlacedBox,
    PlacedCellText,
    PlacedHeader,
    PlacedRow,
)
from toimintamalli_pdf.layout._styles import CELL_PADDING, styles
from toimintamalli_pdf.tagging import StructureElement, TaggedCanvas
from toimintamalli_pdf.tagging._objects import text_string


@define
class _OpenCell:
    """A cell that may go on on the next page, with its last paragraph."""

    element: StructureElement
    paragraph: StructureElement | None = None


@define(kw_only=True)
class TablePainter:
    """Draws the tables of one document.

    Attributes:
        canvas: Canvas of the document.
        fields: Draws the fields in cells.
    """

    canvas: TaggedCanvas
    fields: FieldPainter
    _table: StructureElement | None = None
    _cells: tuple[_OpenCell, ...] = ()

    def paint_header(self, header: PlacedHeader) -> None:
        """Draw the column headers; those of a new table begin it."""
        if header.repeated:
            with self.canvas.artifact("Pagination"):
                for index in range(len(header.cells)):
                    self._draw_header(header, index)
            return
        structure = self.canvas.structure
        self._table = structure.element("Table")
        row = structure.element("TR", self._table)
        for index in range(len(header.cells)):
            with self.canvas.content(structure.header_cell(row, "Column")):
                self._draw_header(header, index)

    def paint_row(self, row: PlacedRow) -> None:
        """Draw a row below the headers, or the rest of one."""
        if not row.continues:
            self._cells = self._begun_cells(row)
        for cell, placed, (left, right) in zip(
            self._cells, row.cells, pairwise(row.edges), strict=True
        ):
            if isinstance(placed, PlacedBox):
                self.fields.paint(placed, cell.element)
            else:
                self._paint_text(placed, cell, left, right, row.top)

    def _begun_cells(self, row: PlacedRow) -> tuple[_OpenCell, ...]:
        structure = self.canvas.structure
        above = structure.element("TR", self._table)
        return tuple(
            _OpenCell(
                structure.header_cell(above, "Row") if is_header else structure.element("TD", above)
            )
            for is_header in row.headers
        )

    def _paint_text(
        self, text: PlacedCellText, cell: _OpenCell, left: float, right: float, top: float
    ) -> None:
        if text.language and cell.paragraph is None:
            cell.element.set_entry("Lang", text_string(text.language))
        top -= CELL_PADDING
        for piece in text.paragraphs:
            element = cell.paragraph
            if element is None or not piece.continues:
                element = self.canvas.structure.element("P", cell.element)
                cell.paragraph = element
            with self.canvas.content(element):
                self._draw_in_cell(piece, left, right, top, text.is_number)
            top -= len(piece.lines) * piece.style.leading

    def _draw_header(self, header: PlacedHeader, index: int) -> None:
        left, right = header.edges[index], header.edges[index + 1]
        piece = CellLines(styles().strong, header.cells[index], False)
        self._draw_in_cell(piece, left, right, header.top - CELL_PADDING, header.numbers[index])

    def _draw_in_cell(
        self, piece: CellLines, left: float, right: float, top: float, is_number: bool
    ) -> None:
        if is_number:
            self._draw_to_the_right(piece, right - CELL_PADDING, top)
        else:
            self._draw(piece, left + CELL_PADDING, top)

    def _draw(self, piece: CellLines, left: float, top: float) -> None:
        style = piece.style
        self.canvas.draw_lines(piece.lines, style, left=left, baseline=top - style.size)

    def _draw_to_the_right(self, piece: CellLines, right: float, top: float) -> None:
        style = piece.style
        for index, line in enumerate(piece.lines):
            left = right - style.width(line.rstrip())
            baseline = top - style.size - index * style.leading
            self.canvas.draw_lines([line], style, left=left, baseline=baseline)
