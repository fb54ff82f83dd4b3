"""Draws a grid worksheet as an accessible, fillable PDF.

A grid worksheet is a table of questions: column headers, row headers and one text field in every
cell. This module knows how such a sheet looks and reads, and nothing about practice models; every
word on the page comes from its arguments.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from attrs import evolve

from toimintamalli_pdf._bundled_fonts import bundled_fonts
from toimintamalli_pdf._grid_layout import (
    CELL_PADDING,
    FIELD_INSET,
    FIELD_PADDING,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    Styles,
    lay_out,
    styles_of,
)
from toimintamalli_pdf._grid_placed import (
    FieldCell,
    Page,
    Placed,
    PlacedCheckbox,
    PlacedEntry,
    PlacedHeader,
    PlacedRow,
    PlacedStatus,
    PlacedText,
)
from toimintamalli_pdf._grid_values import (
    GridAnswer,
    GridAnswers,
    GridCheckbox,
    GridColumn,
    GridEntry,
    GridRow,
    GridStatus,
    GridWords,
    GridWorksheet,
    RenderedGrid,
)
from toimintamalli_pdf.tagging import (
    Checkbox,
    ChoiceField,
    ChoiceOption,
    DocumentInfo,
    FormFields,
    Rect,
    StructureElement,
    TaggedCanvas,
    TextField,
    TextStyle,
)

__all__ = [
    "WORKSHEET_ID_PROPERTY",
    "WORKSHEET_VERSION_PROPERTY",
    "ChoiceOption",
    "DocumentInfo",
    "GridAnswer",
    "GridAnswers",
    "GridCheckbox",
    "GridColumn",
    "GridEntry",
    "GridRow",
    "GridStatus",
    "GridWords",
    "GridWorksheet",
    "RenderedGrid",
    "render_grid",
]

WORKSHEET_ID_PROPERTY = "WorksheetId"
"""Document property that tells which worksheet a file is."""

WORKSHEET_VERSION_PROPERTY = "WorksheetVersion"
"""Document property that tells the version of the worksheet."""

_LINE_GREY = 0x44 / 0xFF  # 9.7:1 against white
_HEADER_GREY = 0xEC / 0xFF  # 17:1 under black text
_FOOTER_BASELINE = 26


def render_grid(
    worksheet: GridWorksheet,
    answers: GridAnswers,
    words: GridWords,
    info: DocumentInfo,
    *,
    context: Sequence[str] = (),
) -> RenderedGrid:
    """Draw a worksheet.

    The same arguments give the same bytes, in every process and on every machine with the same
    reportlab and zlib.

    Args:
        worksheet: Questions of the worksheet.
        answers: What has been filled in; the fields stay fillable.
        words: Words around the questions.
        info: What the document says about itself; identifier and version of the worksheet are
            added to its properties.
        context: Paragraphs between the title and the instructions, for instance what the
            worksheet is about.

    Returns:
        The file and what the reader of the file should be told.

    Raises:
        ValueError: The worksheet has no place for an answer, or its headers leave no room for
            answers.
    """
    worksheet.require_places_for(answers)
    styles = styles_of(bundled_fonts())
    layout = lay_out(worksheet, answers, words, context, styles)
    target = BytesIO()
    canvas = TaggedCanvas(
        target,
        info=_identified(info, worksheet),
        font=styles.body.font,
        page_size=(PAGE_WIDTH, PAGE_HEIGHT),
    )
    _GridPainter(canvas, worksheet, answers, words, styles).paint(layout.pages)
    canvas.save()
    return RenderedGrid(
        data=target.getvalue(),
        pages=len(layout.pages),
        missing_glyphs=layout.missing_glyphs,
        continued=layout.continued,
    )


def _identified(info: DocumentInfo, worksheet: GridWorksheet) -> DocumentInfo:
    identity = (
        (WORKSHEET_ID_PROPERTY, worksheet.worksheet_id),
        (WORKSHEET_VERSION_PROPERTY, worksheet.version),
    )
    return evolve(info, properties=(*info.properties, *identity))


class _GridPainter:
    """Draws the pages of one worksheet and builds their structure."""

    def __init__(
        self,
        canvas: TaggedCanvas,
        worksheet: GridWorksheet,
        answers: GridAnswers,
        words: GridWords,
        styles: Styles,
    ) -> None:
        self._canvas = canvas
        self._worksheet = worksheet
        self._answers = answers
        self._words = words
        self._styles = styles
        self._structure = canvas.structure
        self._fields = FormFields(canvas, styles.body.font)
        self._table: StructureElement | None = None
        self._text_element: StructureElement | None = None

    def paint(self, pages: Sequence[Page]) -> None:
        for number, page in enumerate(pages, start=1):
            for placed in page:
                self._paint_part(placed)
            self._paint_footer(number, len(pages))
            self._canvas.showPage()

    def _paint_part(self, placed: Placed) -> None:
        match placed:
            case PlacedText():
                self._paint_text(placed)
            case PlacedEntry():
                self._paint_entry(placed)
            case PlacedHeader(repeated=True):
                self._paint_repeated_header(placed)
            case PlacedHeader():
                self._paint_header(placed)
            case PlacedRow():
                self._paint_row(placed)
            case PlacedStatus():
                self._paint_status(placed)
            case PlacedCheckbox():
                self._paint_checkbox(placed)

    def _paint_text(self, text: PlacedText) -> None:
        if self._text_element is None or not text.continues:
            self._text_element = self._structure.element(text.tag, language=text.language)
        with self._canvas.content(self._text_element):
            self._draw(text.lines, text.style, text.left, text.top)

    def _paint_entry(self, placed: PlacedEntry) -> None:
        paragraph = self._structure.element("P")
        self._paint_label(placed.label, paragraph)
        self._draw_boxes([placed.rect], shaded=False)
        entry = TextField(
            name=self._worksheet.field_name(placed.entry.id),
            tooltip=placed.entry.tooltip,
            rect=_inset(placed.rect),
            value=placed.value,
            lines=placed.lines,
            font_size=self._styles.body.size,
            padding=FIELD_PADDING,
            multiline=False,
        )
        self._fields.add_text(paragraph, entry)

    def _paint_header(self, header: PlacedHeader) -> None:
        self._draw_boxes(header.rects, shaded=True)
        row = self._structure.element("TR", self._grid())
        for lines, rect in zip(header.cells, header.rects, strict=True):
            with self._canvas.content(self._structure.header_cell(row, "Column")):
                self._draw_in_cell(lines, self._styles.strong, rect)

    def _paint_repeated_header(self, header: PlacedHeader) -> None:
        self._draw_boxes(header.rects, shaded=True)
        with self._canvas.artifact("Pagination"):
            for lines, rect in zip(header.cells, header.rects, strict=True):
                self._draw_in_cell(lines, self._styles.strong, rect)

    def _paint_row(self, placed: PlacedRow) -> None:
        self._draw_boxes(placed.rects, shaded=False)
        row = self._structure.element("TR", self._grid())
        header_rect, *field_rects = placed.rects
        self._paint_row_header(placed, row, header_rect)
        for cell, rect in zip(placed.cells, field_rects, strict=True):
            data_cell = self._structure.element("TD", row)
            self._fields.add_text(data_cell, self._text_field(placed, cell, rect))

    def _paint_row_header(self, placed: PlacedRow, row: StructureElement, rect: Rect) -> None:
        header = self._structure.header_cell(row, "Row")
        with self._canvas.content(self._structure.element("P", header)):
            self._draw_in_cell(placed.name_lines, self._styles.strong, rect)
        if placed.question_lines:
            name_height = len(placed.name_lines) * self._styles.strong.leading
            below = evolve(rect, top=rect.top - name_height)
            with self._canvas.content(self._structure.element("P", header)):
                self._draw_in_cell(placed.question_lines, self._styles.body, below)

    def _text_field(self, placed: PlacedRow, cell: FieldCell, rect: Rect) -> TextField:
        return TextField(
            name=self._worksheet.cell_name(placed.row.id, cell.column.id),
            tooltip=self._words.ask_cell(placed.row, cell.column),
            rect=_inset(rect),
            value=cell.value,
            lines=cell.lines,
            font_size=self._styles.body.size,
            leading=self._styles.body.leading,
            padding=FIELD_PADDING,
        )

    def _paint_status(self, placed: PlacedStatus) -> None:
        paragraph = self._structure.element("P")
        self._paint_label(placed.label, paragraph)
        self._draw_boxes([placed.rect], shaded=False)
        choice = ChoiceField(
            name=self._worksheet.field_name(placed.status.id),
            tooltip=placed.status.tooltip,
            rect=_inset(placed.rect),
            options=placed.status.options,
            value=self._answers.status,
            font_size=self._styles.body.size,
        )
        self._fields.add_choice(paragraph, choice)

    def _paint_checkbox(self, placed: PlacedCheckbox) -> None:
        paragraph = self._structure.element("P")
        checkbox = Checkbox(
            name=self._worksheet.field_name(placed.checkbox.id),
            tooltip=placed.checkbox.tooltip,
            rect=placed.rect,
            checked=self._answers.checked,
        )
        self._fields.add_checkbox(paragraph, checkbox)
        self._paint_label(placed.label, paragraph)

    def _paint_label(self, label: PlacedText, paragraph: StructureElement) -> None:
        with self._canvas.content(paragraph):
            self._draw(label.lines, label.style, label.left, label.top)

    def _paint_footer(self, number: int, total: int) -> None:
        style = self._styles.footer
        identity = self._words.footer_label.format(
            id=self._worksheet.worksheet_id, version=self._worksheet.version
        )
        page_number = self._words.page_label.format(page=number, pages=total)
        left_text, right_text = (
            style.font.printable(text).replace("\n", " ") for text in (identity, page_number)
        )
        with self._canvas.artifact("Pagination"):
            self._canvas.setFont(style.font.fontName, style.size)
            self._canvas.drawString(MARGIN, _FOOTER_BASELINE, left_text)
            self._canvas.drawRightString(PAGE_WIDTH - MARGIN, _FOOTER_BASELINE, right_text)

    def _grid(self) -> StructureElement:
        if self._table is None:
            self._table = self._structure.element("Table")
        return self._table

    def _draw_boxes(self, rects: Sequence[Rect], *, shaded: bool) -> None:
        with self._canvas.artifact("Layout"):
            self._canvas.saveState()
            self._canvas.setStrokeGray(_LINE_GREY)
            self._canvas.setFillGray(_HEADER_GREY)
            for rect in rects:
                self._canvas.rect(
                    rect.left, rect.bottom, rect.width, rect.height, stroke=1, fill=int(shaded)
                )
            self._canvas.restoreState()

    def _draw_in_cell(self, lines: Sequence[str], style: TextStyle, rect: Rect) -> None:
        self._draw(lines, style, rect.left + CELL_PADDING, rect.top - CELL_PADDING)

    def _draw(self, lines: Sequence[str], style: TextStyle, left: float, top: float) -> None:
        self._canvas.draw_lines(lines, style, left=left, baseline=top - style.size)


def _inset(rect: Rect) -> Rect:
    """Place of a field inside the lines around it."""
    return Rect(
        left=rect.left + FIELD_INSET,
        bottom=rect.bottom + FIELD_INSET,
        right=rect.right - FIELD_INSET,
        top=rect.top - FIELD_INSET,
    )
