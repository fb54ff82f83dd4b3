"""Where everything of a grid worksheet goes: pure geometry, nothing is drawn here.

Laying out before drawing makes the number of pages known to the first footer. Positions are in
points from the lower left corner of a landscape A4 page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import define, evolve, field, frozen

from toimintamalli_pdf._bundled_fonts import Fonts
from toimintamalli_pdf._grid_placed import (
    FieldCell,
    Layout,
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
    GridAnswers,
    GridCheckbox,
    GridEntry,
    GridRow,
    GridStatus,
    GridWords,
    GridWorksheet,
)
from toimintamalli_pdf.tagging import (
    Rect,
    TextStyle,
    code_point_label,
    wrap_text,
)

PAGE_WIDTH, PAGE_HEIGHT = 841.89, 595.28
MARGIN = 36
CELL_PADDING = 4
FIELD_INSET = 2  # between the lines of the grid and a field
FIELD_PADDING = 3  # between the edge of a field and its text

_CONTENT_WIDTH = PAGE_WIDTH - 2 * MARGIN
_CONTENT_TOP = PAGE_HEIGHT - MARGIN
_CONTENT_BOTTOM = 46  # above the footer
_ROW_HEADER_WIDTH = 150
_NARROWEST_COLUMN = 80
_LOWEST_ROW = 64
_HIGHEST_HEADER = 120
_FIELD_EDGE = FIELD_INSET + FIELD_PADDING
_FIELD_SLACK = 2  # readers differ by a hair in how wide they set a line
_STATUS_WIDTH, _STATUS_HEIGHT = 200, 20
_BOX_SIZE = 12
_ENTRY_HEIGHT = 20
_GAP = 8  # around the parts of the closing section, and above the grid
_SPACE_ABOVE = {"H1": 0, "H2": 20, "H3": 10, "P": 4}


@frozen(kw_only=True)
class Styles:
    """All styles of a worksheet."""

    title: TextStyle
    heading: TextStyle
    subheading: TextStyle
    strong: TextStyle
    body: TextStyle
    footer: TextStyle


def styles_of(fonts: Fonts) -> Styles:
    """Choose the styles of a worksheet."""
    return Styles(
        title=TextStyle(font=fonts.bold, size=16, leading=20),
        heading=TextStyle(font=fonts.bold, size=12, leading=16),
        subheading=TextStyle(font=fonts.bold, size=10, leading=13.5),
        strong=TextStyle(font=fonts.bold, size=10, leading=13.5),
        body=TextStyle(font=fonts.regular, size=10, leading=13.5),
        footer=TextStyle(font=fonts.regular, size=8, leading=10),
    )


def lay_out(
    worksheet: GridWorksheet,
    answers: GridAnswers,
    words: GridWords,
    context: Sequence[str],
    styles: Styles,
) -> Layout:
    """Lay a worksheet out on pages.

    Raises:
        ValueError: The headers leave no room for answers.
    """
    return _GridLayout(worksheet, words, styles).lay_out(answers, context)


@define
class _Typesetter:
    """Breaks texts into lines and notes the characters that have no glyph."""

    missing: set[str] = field(factory=set)

    def lines(self, text: str, style: TextStyle, width: float) -> tuple[str, ...]:
        self.missing.update(style.font.missing(text))
        return wrap_text(style.font.printable(text), width, style.width)

    def paragraphs(self, text: str, style: TextStyle, width: float) -> list[tuple[str, ...]]:
        """Lines of each paragraph; paragraphs end at line breaks, blank ones are left out."""
        self.missing.update(style.font.missing(text))
        return [
            wrap_text(paragraph, width, style.width)
            for paragraph in style.font.printable(text).split("\n")
            if paragraph.strip()
        ]


@frozen
class _MeasuredRow:
    """A row with the height that its texts ask for, not yet on a page."""

    row: GridRow
    name: tuple[str, ...]
    question: tuple[str, ...]
    cells: tuple[FieldCell, ...]
    height: float


@frozen
class _MeasuredClosing:
    """The part below the grid, not yet on a page: each field with its label and height."""

    title: tuple[str, ...]
    parts: tuple[tuple[GridStatus | GridCheckbox, tuple[str, ...], float], ...]
    height: float


@define
class _Flow:
    """Fills pages from top to bottom."""

    finished: list[Page] = field(factory=list)
    page: list[Placed] = field(factory=list)
    top: float = _CONTENT_TOP

    @property
    def room(self) -> float:
        return self.top - _CONTENT_BOTTOM

    def new_page(self) -> None:
        self.finished.append(tuple(self.page))
        self.page = []
        self.top = _CONTENT_TOP

    def need(self, height: float) -> None:
        """Go on to a new page unless there is this much room on the current one."""
        if height > self.room and self.page:
            self.new_page()

    def place(self, placed: Placed, height: float) -> None:
        self.page.append(placed)
        self.top -= height

    def add_text(
        self, tag: str, style: TextStyle, lines: tuple[str, ...], language: str | None = None
    ) -> None:
        """Add a text that may go on over page ends."""
        if self.page:
            self.top -= _SPACE_ABOVE[tag]
        rest, continues = lines, False
        while rest:
            self.need(style.leading)
            count = int(self.room // style.leading)
            text = PlacedText(
                tag=tag,
                style=style,
                lines=rest[:count],
                left=MARGIN,
                top=self.top,
                language=language,
                continues=continues,
            )
            self.place(text, len(text.lines) * style.leading)
            rest, continues = rest[count:], True

    def pages(self) -> tuple[Page, ...]:
        return (*self.finished, tuple(self.page))


class _GridLayout:
    """Lays out one worksheet, part by part, in reading order."""

    def __init__(self, worksheet: GridWorksheet, words: GridWords, styles: Styles) -> None:
        self._worksheet = worksheet
        self._words = words
        self._styles = styles
        self._typesetter = _Typesetter()
        self._flow = _Flow()
        self._edges = _column_edges(len(worksheet.columns))

    def lay_out(self, answers: GridAnswers, context: Sequence[str]) -> Layout:
        texts = {(answer.row, answer.column): answer.text for answer in answers.cells}
        self._place_introduction(context)
        self._place_entries(dict(answers.entries))
        closing = self._measured_closing()
        rows = self._place_grid(texts, closing.height)
        self._place_closing(closing)
        self._place_continuations(rows, answers.language)
        return Layout(
            pages=self._flow.pages(),
            missing_glyphs=tuple(map(code_point_label, sorted(self._typesetter.missing))),
            continued=tuple((row.row.id, cell.column.id) for row, cell in _continued_cells(rows)),
        )

    def _place_introduction(self, context: Sequence[str]) -> None:
        self._add_heading("H1", self._worksheet.title, self._styles.title)
        for text in (*context, *self._worksheet.instructions):
            self._add_paragraphs(text)

    def _place_entries(self, texts: dict[str, str]) -> None:
        """Place the entries beside each other, in as many lines as they take."""
        left: float = PAGE_WIDTH
        for entry in self._worksheet.entries:
            label = self._typesetter.lines(entry.label, self._styles.body, _CONTENT_WIDTH)
            label_width = max(map(self._styles.body.width, label)) + _GAP
            if left + label_width + entry.width > MARGIN + _CONTENT_WIDTH:
                left = MARGIN
                self._flow.top -= _GAP
                self._flow.need(_ENTRY_HEIGHT)
                self._flow.top -= _ENTRY_HEIGHT
            self._flow.place(self._placed_entry(entry, label, left, texts.get(entry.id, "")), 0)
            left += label_width + entry.width + 2 * _GAP

    def _placed_entry(
        self, entry: GridEntry, label: tuple[str, ...], left: float, value: str
    ) -> PlacedEntry:
        body = self._styles.body
        bottom = self._flow.top
        field_left = left + max(map(body.width, label)) + _GAP
        top = bottom + _ENTRY_HEIGHT
        return PlacedEntry(
            entry=entry,
            label=PlacedText(tag="P", style=body, lines=label, left=left, top=top - CELL_PADDING),
            rect=Rect(left=field_left, bottom=bottom, right=field_left + entry.width, top=top),
            value=value,
            lines=self._typesetter.lines(value, body, PAGE_WIDTH)[:1],
        )

    def _place_grid(
        self, texts: dict[tuple[str, str], str], closing_height: float
    ) -> list[PlacedRow]:
        header = self._header_lines()
        header_height = max(map(len, header)) * self._styles.strong.leading + 2 * CELL_PADDING
        if header_height > _HIGHEST_HEADER:
            raise ValueError("the column headers take more room than a header may")
        highest = _CONTENT_TOP - _CONTENT_BOTTOM - header_height
        self._flow.top -= _GAP
        measured = [self._measured(row, texts, highest) for row in self._worksheet.rows]
        needed = header_height + sum(row.height for row in measured) + closing_height
        spare = max(0, self._flow.room - needed - _GAP)  # of a sheet that fits on the page
        rows: list[PlacedRow] = []
        for row in measured:
            height = row.height + int(spare / len(measured))
            if not rows or height > self._flow.room:
                self._flow.need(header_height + height)
                self._place_header(header, header_height, repeated=bool(rows))
            placed = self._placed_row(row, height)
            self._flow.place(placed, height)
            rows.append(placed)
        return rows

    def _header_lines(self) -> tuple[tuple[str, ...], ...]:
        labels = [self._worksheet.corner_label, *(c.label for c in self._worksheet.columns)]
        return tuple(
            self._typesetter.lines(label, self._styles.strong, right - left - 2 * CELL_PADDING)
            for label, (left, right) in zip(labels, pairwise(self._edges), strict=True)
        )

    def _place_header(
        self, cells: tuple[tuple[str, ...], ...], height: float, *, repeated: bool
    ) -> None:
        header = PlacedHeader(cells=cells, rects=self._row_of_rects(height), repeated=repeated)
        self._flow.place(header, height)

    def _row_header_lines(self, row: GridRow) -> tuple[tuple[str, ...], tuple[str, ...]]:
        width = _ROW_HEADER_WIDTH - 2 * CELL_PADDING
        return (
            self._typesetter.lines(row.name, self._styles.strong, width),
            self._typesetter.lines(row.question, self._styles.body, width),
        )

    def _measured(
        self, row: GridRow, texts: dict[tuple[str, str], str], highest: float
    ) -> _MeasuredRow:
        name, question = self._row_header_lines(row)
        cells = self._cells(row, texts)
        height = self._row_height(row, (*name, *question), cells, highest)
        return _MeasuredRow(row, name, question, cells, height)

    def _placed_row(self, measured: _MeasuredRow, height: float) -> PlacedRow:
        return PlacedRow(
            row=measured.row,
            name_lines=measured.name,
            question_lines=measured.question,
            cells=tuple(self._cut_to_height(cell, height) for cell in measured.cells),
            rects=self._row_of_rects(height),
        )

    def _cells(self, row: GridRow, texts: dict[tuple[str, str], str]) -> tuple[FieldCell, ...]:
        values = [texts.get((row.id, column.id), "") for column in self._worksheet.columns]
        return tuple(
            FieldCell(column=column, value=value, lines=self._field_lines(value.rstrip()))
            for column, value in zip(self._worksheet.columns, values, strict=True)
        )

    def _field_lines(self, text: str) -> tuple[str, ...]:
        width = self._edges[2] - self._edges[1] - 2 * _FIELD_EDGE - _FIELD_SLACK
        return self._typesetter.lines(text, self._styles.body, width)

    def _row_height(
        self,
        row: GridRow,
        header: tuple[str, ...],
        cells: tuple[FieldCell, ...],
        highest: float,
    ) -> float:
        """Height of a row: what its texts take, but no more than a page has."""
        leading = self._styles.body.leading
        header_height = len(header) * leading + 2 * CELL_PADDING
        if header_height > highest:
            raise ValueError(f"the name and question of the row {row.id!r} do not fit on a page")
        longest = max(len(cell.lines) for cell in cells)
        field_height = longest * leading + 2 * _FIELD_EDGE + _FIELD_SLACK
        return min(max(header_height, field_height, _LOWEST_ROW), highest)

    def _cut_to_height(self, cell: FieldCell, height: float) -> FieldCell:
        fitting = int((height - 2 * _FIELD_EDGE) // self._styles.body.leading)
        if len(cell.lines) <= fitting:
            return cell
        marker = self._field_lines(self._words.continued_marker)
        shown = fitting - len(marker)
        return evolve(cell, lines=(*cell.lines[:shown], *marker), rest="".join(cell.lines[shown:]))

    def _row_of_rects(self, height: float) -> tuple[Rect, ...]:
        top = self._flow.top
        return tuple(
            Rect(left=left, bottom=top - height, right=right, top=top)
            for left, right in pairwise(self._edges)
        )

    def _measured_closing(self) -> _MeasuredClosing:
        parts = [part for part in (self._worksheet.status, self._worksheet.checkbox) if part]
        if not parts:
            return _MeasuredClosing((), (), 0)
        heading, leading = self._styles.heading, self._styles.body.leading
        title = self._typesetter.lines(self._words.closing_heading, heading, _CONTENT_WIDTH)
        labels = [self._closing_label(part) for part in parts]
        heights = [_GAP + max(len(label) * leading, _STATUS_HEIGHT) for label in labels]
        return _MeasuredClosing(
            title=title,
            parts=tuple(zip(parts, labels, heights, strict=True)),
            height=_SPACE_ABOVE["H2"] + len(title) * heading.leading + sum(heights),
        )

    def _place_closing(self, closing: _MeasuredClosing) -> None:
        if not closing.parts:
            return
        self._flow.need(closing.height)
        self._flow.add_text("H2", self._styles.heading, closing.title)
        for part, label, height in closing.parts:
            self._flow.need(height)
            if isinstance(part, GridStatus):
                self._flow.place(self._placed_status(part, label), height)
            else:
                self._flow.place(self._placed_checkbox(part, label), height)

    def _closing_label(self, part: GridStatus | GridCheckbox) -> tuple[str, ...]:
        width = _CONTENT_WIDTH - _STATUS_WIDTH - _GAP
        return self._typesetter.lines(part.label, self._styles.body, width)

    def _placed_status(self, status: GridStatus, lines: tuple[str, ...]) -> PlacedStatus:
        body = self._styles.body
        top = self._flow.top - _GAP
        label = PlacedText(tag="P", style=body, lines=lines, left=MARGIN, top=top - CELL_PADDING)
        left = MARGIN + max(map(body.width, lines), default=0) + _GAP
        rect = Rect(left=left, bottom=top - _STATUS_HEIGHT, right=left + _STATUS_WIDTH, top=top)
        return PlacedStatus(status=status, label=label, rect=rect)

    def _placed_checkbox(self, checkbox: GridCheckbox, lines: tuple[str, ...]) -> PlacedCheckbox:
        body = self._styles.body
        top = self._flow.top - _GAP
        rect = Rect(left=MARGIN, bottom=top - _BOX_SIZE, right=MARGIN + _BOX_SIZE, top=top)
        left = rect.right + _GAP
        label = PlacedText(tag="P", style=body, lines=lines, left=left, top=top)
        return PlacedCheckbox(checkbox=checkbox, label=label, rect=rect)

    def _place_continuations(self, rows: Iterable[PlacedRow], language: str | None) -> None:
        continued = _continued_cells(rows)
        if not continued:
            return
        self._flow.new_page()
        self._add_heading("H2", self._words.continuation_heading, self._styles.heading)
        for row, cell in continued:
            heading, body = self._styles.subheading, self._styles.body
            self._flow.need(_SPACE_ABOVE["H3"] + heading.leading + 2 * body.leading)
            self._add_heading("H3", self._words.name_cell(row.row, cell.column), heading)
            self._add_paragraphs(cell.rest, language)

    def _add_paragraphs(self, text: str, language: str | None = None) -> None:
        body = self._styles.body
        for lines in self._typesetter.paragraphs(text, body, _CONTENT_WIDTH):
            self._flow.add_text("P", body, lines, language)

    def _add_heading(self, tag: str, text: str, style: TextStyle) -> None:
        self._flow.add_text(tag, style, self._typesetter.lines(text, style, _CONTENT_WIDTH))


def _column_edges(columns: int) -> tuple[float, ...]:
    """Left edge of the row headers, of every column, and the right edge of the grid."""
    first = MARGIN + _ROW_HEADER_WIDTH
    width = (_CONTENT_WIDTH - _ROW_HEADER_WIDTH) / columns
    if width < _NARROWEST_COLUMN:
        raise ValueError(f"{columns} columns do not fit on a page")
    return (MARGIN, *(first + index * width for index in range(columns + 1)))


def _continued_cells(rows: Iterable[PlacedRow]) -> list[tuple[PlacedRow, FieldCell]]:
    return [(row, cell) for row in rows for cell in row.cells if cell.rest]
