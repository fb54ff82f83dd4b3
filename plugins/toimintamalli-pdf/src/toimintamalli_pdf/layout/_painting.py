"""Draws the pages of a document and builds their structure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from attrs import define, field
from reportlab.pdfbase.pdfdoc import PDFName

from toimintamalli_pdf.layout._measuring import on_one_line
from toimintamalli_pdf.layout._painting_fields import FieldPainter
from toimintamalli_pdf.layout._painting_lines import draw_lines_around
from toimintamalli_pdf.layout._painting_tables import TablePainter
from toimintamalli_pdf.layout._placed import (
    Layout,
    Page,
    Placed,
    PlacedEntry,
    PlacedFigure,
    PlacedHeader,
    PlacedPoint,
    PlacedReference,
    PlacedRow,
    PlacedSection,
    PlacedText,
)
from toimintamalli_pdf.layout._styles import FOOTER_BASELINE, MARGIN, styles
from toimintamalli_pdf.layout._values import LayoutWords, Tick
from toimintamalli_pdf.tagging import Rect, StructureElement, TaggedCanvas, draw_svg

__all__ = ["paint"]

_BOOKMARK_LEVELS = {"H1": 1, "H2": 2}


def paint(canvas: TaggedCanvas, layout: Layout, words: LayoutWords) -> None:
    """Draw all pages of a document.

    Args:
        canvas: Canvas of the document, still empty.
        layout: What stands where.
        words: The words of the layout.
    """
    parts = (layout.contents, *layout.sections) if layout.contents else layout.sections
    first_pages = list(accumulate((len(part.pages) for part in parts), initial=1))
    painter = _Painter(
        canvas=canvas,
        words=words,
        first_pages=first_pages[1:-1] if layout.contents else first_pages[:-1],
        total=first_pages[-1] - 1,
    )
    if layout.contents:
        painter.paint_section(layout.contents)
    for index, section in enumerate(layout.sections):
        painter.paint_section(section, _destination(index))


@define(kw_only=True)
class _Painter:
    """Draws the pages of one document, in order.

    Attributes:
        canvas: Canvas of the document.
        words: The words of the layout.
        first_pages: Number of the first page of each section.
        total: Number of all pages.
    """

    canvas: TaggedCanvas
    words: LayoutWords
    first_pages: Sequence[int]
    total: int
    _fields: FieldPainter = field(init=False)
    _tables: TablePainter = field(init=False)
    _text: StructureElement | None = None
    _list: StructureElement | None = None
    _page: int = 0

    def __attrs_post_init__(self) -> None:
        self._fields = FieldPainter(canvas=self.canvas)
        self._tables = TablePainter(canvas=self.canvas, fields=self._fields)

    def paint_section(self, section: PlacedSection, destination: str = "") -> None:
        for index, page in enumerate(section.pages):
            self._page += 1
            self.canvas.setPageSize((section.shape.width, section.shape.height))
            if destination and not index:
                self.canvas.add_destination(destination, top=section.shape.top)
            self._paint_page(page, section)
            self.canvas.showPage()

    def _paint_page(self, page: Page, section: PlacedSection) -> None:
        draw_lines_around(self.canvas, page)
        for placed in page:
            self._paint_part(placed, section)
        self._paint_footer(section)

    def _paint_part(self, placed: Placed, section: PlacedSection) -> None:
        match placed:
            case PlacedRow():
                self._tables.paint_row(placed)
            case PlacedText():
                self._paint_text(placed, has_bookmarks=section.has_bookmarks)
            case PlacedPoint():
                self._paint_point(placed)
            case PlacedEntry():
                self._paint_entry(placed)
            case PlacedHeader():
                self._tables.paint_header(placed)
            case PlacedFigure():
                self._paint_figure(placed)
            case PlacedReference():
                self._paint_reference(placed)

    def _paint_text(self, text: PlacedText, *, has_bookmarks: bool) -> None:
        element = self._text
        if element is None or not text.continues:
            element = self.canvas.structure.element(text.tag, language=text.language)
            self._text = element
            if has_bookmarks and text.tag in _BOOKMARK_LEVELS:
                level = _BOOKMARK_LEVELS[text.tag]
                self.canvas.add_bookmark("".join(text.lines), top=text.top, level=level)
        self._draw(text, element)

    def _paint_point(self, point: PlacedPoint) -> None:
        body = self._text
        if body is None or not point.text.continues:
            body = self._begun_point(point)
            self._text = body
        self._draw(point.text, body)

    def _begun_point(self, point: PlacedPoint) -> StructureElement:
        """Begin an item with its label, and return the element for its text."""
        structure = self.canvas.structure
        above = self._list
        if above is None or point.begins_list:
            above = structure.element(
                "L",
                language=point.text.language,
                attributes={"O": PDFName("List"), "ListNumbering": PDFName(point.numbering)},
            )
            self._list = above
        item = structure.element("LI", above)
        with self.canvas.content(structure.element("Lbl", item)):
            style, top = point.text.style, point.text.top
            self.canvas.draw_lines([point.label], style, left=point.left, baseline=top - style.size)
        return structure.element(point.text.tag, item)

    def _paint_entry(self, entry: PlacedEntry) -> None:
        label = entry.label
        if label is None:
            self._fields.paint(entry.box, self.canvas.structure.element("Div"))
            return
        paragraph = self.canvas.structure.element(label.tag)
        if isinstance(entry.box.box, Tick):
            self._fields.paint(entry.box, paragraph)
            self._draw(label, paragraph)
        else:
            self._draw(label, paragraph)
            self._fields.paint(entry.box, paragraph)

    def _paint_figure(self, placed: PlacedFigure) -> None:
        rect, figure = placed.rect, placed.figure
        element = self.canvas.structure.figure(alternative_text=figure.alternative_text, box=rect)
        with self.canvas.content(element):
            draw_svg(
                self.canvas,
                figure.svg,
                left=rect.left,
                top=rect.top,
                width=rect.width,
                font=styles().body.font,
                bold=styles().strong.font,
            )

    def _paint_reference(self, placed: PlacedReference) -> None:
        structure, text = self.canvas.structure, placed.text
        if self._list is None or placed.begins_list:
            self._list = structure.element("TOC")
        item = structure.element("TOCI", self._list)
        link = structure.element(text.tag, structure.element("Reference", item))
        number = str(self.first_pages[placed.section])
        *lines, last = text.lines
        title = "".join(text.lines).rstrip()
        below = text.top - (len(text.lines) - 1) * text.style.leading
        with self.canvas.content(link):
            self.canvas.draw_lines(
                [*lines, f"{last.rstrip()} "],
                text.style,
                left=text.left,
                baseline=text.top - text.style.size,
            )
            self.canvas.draw_lines(
                [number],
                text.style,
                left=placed.right - text.style.width(number),
                baseline=below - text.style.size,
            )
        rect = Rect(
            left=text.left,
            bottom=below - text.style.leading,
            right=placed.right,
            top=text.top,
        )
        self.canvas.add_internal_link(link, _destination(placed.section), rect, title)

    def _paint_footer(self, section: PlacedSection) -> None:
        style = styles().footer
        label = style.font.printable(
            on_one_line(self.words.page_label.format(page=self._page, pages=self.total))
        )
        with self.canvas.artifact("Pagination"):
            if section.footer:
                self.canvas.draw_lines(
                    [section.footer], style, left=MARGIN, baseline=FOOTER_BASELINE
                )
            left = section.shape.right - style.width(label)
            self.canvas.draw_lines([label], style, left=left, baseline=FOOTER_BASELINE)

    def _draw(self, text: PlacedText, element: StructureElement) -> None:
        with self.canvas.content(element):
            self.canvas.draw_lines(
                text.lines, text.style, left=text.left, baseline=text.top - text.style.size
            )


def _destination(section: int) -> str:
    """Name of the place where a section begins."""
    return f"section-{section + 1}"
