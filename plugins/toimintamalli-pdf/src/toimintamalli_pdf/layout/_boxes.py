"""Fields: how much room they take, and those that stand outside tables."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from toimintamalli_pdf.layout._flow import Block, Continuation, Flow
from toimintamalli_pdf.layout._measuring import Typesetter, on_one_line
from toimintamalli_pdf.layout._placed import PlacedBox, PlacedEntry, PlacedText
from toimintamalli_pdf.layout._styles import (
    BOX_SIZE,
    FIELD_EDGE,
    FIELD_SLACK,
    GAP,
    LEADING,
    LINE_HEIGHT,
    MARGIN,
    PageShape,
    styles,
)
from toimintamalli_pdf.layout._texts import TextBlock, paragraph_blocks
from toimintamalli_pdf.layout._values import (
    Area,
    Choice,
    Entries,
    Entry,
    FillableField,
    LayoutWords,
    Paragraph,
    TextBox,
    Tick,
)
from toimintamalli_pdf.tagging import Rect

_ABOVE_AREA = 12
_AROUND_ENTRIES = 6
_BETWEEN_ENTRIES = 2 * GAP
_TICK_INSET = (LINE_HEIGHT - BOX_SIZE) / 2


@frozen(kw_only=True)
class MeasuredBox:
    """A field with the height that it asks for.

    Attributes:
        box: The field.
        lines: Lines of its text.
        height: Height with the lines around it.
        least: Height that shows as many lines as are asked for.
        text_width: Width of its lines of text.
    """

    box: FillableField
    lines: tuple[str, ...]
    height: float
    least: float
    text_width: float

    @property
    def language(self) -> str | None:
        """Language of its text when it is not the document's."""
        return self.box.language if isinstance(self.box, TextBox) else None


@frozen(kw_only=True)
class Boxes:
    """Measures fields and puts them in place.

    Attributes:
        typesetter: Breaks their texts into lines.
        words: The words of the layout.
    """

    typesetter: Typesetter
    words: LayoutWords

    def measure(self, box: FillableField, width: float) -> MeasuredBox:
        """Measure a field.

        Args:
            box: The field.
            width: Its width with the lines around it.
        """
        text_width = width - 2 * FIELD_EDGE - FIELD_SLACK
        lines = self._lines(box, text_width)
        least = height = float(LINE_HEIGHT)
        if isinstance(box, TextBox) and box.is_multiline:
            least = _height_of(box.lines)
            height = max(least, _height_of(len(lines)))
        return MeasuredBox(box=box, lines=lines, height=height, least=least, text_width=text_width)

    def place(self, measured: MeasuredBox, rect: Rect, flow: Flow) -> PlacedBox:
        """Put a field in place; what of its text does not fit goes on after the section."""
        box = measured.box
        if not isinstance(box, TextBox):
            return PlacedBox(box=box, rect=rect, lines=measured.lines)
        fitting = int((rect.height - 2 * FIELD_EDGE) // LEADING) if box.is_multiline else 1
        if len(measured.lines) <= fitting:
            return PlacedBox(box=box, rect=rect, lines=measured.lines)
        shown, rest = self._cut(measured, fitting)
        flow.continuations.append(
            Continuation(name=box.name, heading=box.title, text=rest, language=box.language)
        )
        return PlacedBox(box=box, rect=rect, lines=shown)

    def _lines(self, box: FillableField, width: float) -> tuple[str, ...]:
        body = styles().body
        if isinstance(box, TextBox):
            value = box.value.rstrip()
            if not value:
                return ()
            return self.typesetter.lines(
                value if box.is_multiline else on_one_line(value), body, width
            )
        if isinstance(box, Choice):
            return (self.typesetter.line(box.label, body, width),)
        return ()

    def _cut(self, measured: MeasuredBox, fitting: int) -> tuple[tuple[str, ...], str]:
        """Return the lines that are shown, and the rest of the text."""
        if fitting == 1:
            return self._cut_line(measured)
        marker = self.typesetter.lines(
            self.words.continued_marker, styles().body, measured.text_width
        )
        shown = max(fitting - len(marker), 0)
        return (*measured.lines[:shown], *marker), "".join(measured.lines[shown:])

    def _cut_line(self, measured: MeasuredBox) -> tuple[tuple[str, ...], str]:
        """Leave room for the marker in a single line, where it takes less than half of it."""
        body = styles().body
        marker = self.words.continued_marker
        room = measured.text_width - body.width(f" {marker}")
        if room < measured.text_width / 2:
            return measured.lines[:1], "".join(measured.lines[1:])
        first, *rest = self.typesetter.lines("".join(measured.lines), body, room)
        mark = self.typesetter.line(marker, body, measured.text_width)
        return (f"{first.rstrip()} {mark}",), "".join(rest)


@frozen(kw_only=True)
class _MeasuredEntry:
    """A field and its label, with their places on the line from its left edge."""

    label: tuple[str, ...]
    label_left: float
    box: MeasuredBox
    box_left: float
    box_width: float
    right: float

    @property
    def height(self) -> float:
        return max(self.box.height, (len(self.label) - 1) * LEADING + LINE_HEIGHT)


@frozen(kw_only=True)
class EntriesBlock(Block):
    """A line of fields beside each other."""

    boxes: Boxes
    entries: tuple[tuple[float, _MeasuredEntry], ...]
    above: float = _AROUND_ENTRIES
    below: float = _AROUND_ENTRIES

    @property
    def height(self) -> float:
        """Height of the highest entry."""
        return max(entry.height for _, entry in self.entries)

    def place(self, flow: Flow, following: float) -> None:
        """Put the fields and their labels onto the page."""
        height = min(self.height, flow.shape.content_height)
        for left, entry in self.entries:
            flow.place(self._placed(entry, left, height, flow), 0)
        flow.top -= height

    def _placed(self, entry: _MeasuredEntry, left: float, height: float, flow: Flow) -> PlacedEntry:
        label = PlacedText(
            tag="P",
            style=styles().body,
            lines=entry.label,
            left=left + entry.label_left,
            top=flow.top - _TICK_INSET if _is_tick(entry.box) else flow.top - FIELD_EDGE,
        )
        rect = box_rect(
            entry.box,
            left=left + entry.box_left,
            right=left + entry.box_left + entry.box_width,
            top=flow.top,
            bottom=flow.top - min(entry.box.height, height),
        )
        return PlacedEntry(box=self.boxes.place(entry.box, rect, flow), label=label)


@frozen(kw_only=True)
class AreaBlock(Block):
    """A field over the whole width."""

    boxes: Boxes
    box: MeasuredBox
    highest: float
    above: float = _AROUND_ENTRIES
    below: float = GAP

    @property
    def height(self) -> float:
        """Height of the field, which stays on one page."""
        return min(self.box.height, self.highest)

    def fitted(self, room: float) -> AreaBlock:
        """Return the field made lower, as long as it shows the lines asked for."""
        if not self.box.least <= room < self.height:
            return self
        return evolve(self, highest=room)

    def place(self, flow: Flow, following: float) -> None:
        """Put the field onto the page."""
        rect = Rect(
            left=MARGIN, bottom=flow.top - self.height, right=flow.shape.right, top=flow.top
        )
        flow.place(PlacedEntry(box=self.boxes.place(self.box, rect, flow)), self.height)


def box_rect(
    measured: MeasuredBox, *, left: float, right: float, top: float, bottom: float
) -> Rect:
    """Return the place of a field: the whole of it, but that boxes to tick keep their size."""
    if isinstance(measured.box, Tick):
        upper = top - _TICK_INSET
        return Rect(left=left, bottom=upper - BOX_SIZE, right=left + BOX_SIZE, top=upper)
    return Rect(left=left, bottom=bottom, right=right, top=top)


def entries_blocks(entries: Entries, boxes: Boxes, shape: PageShape) -> Iterator[EntriesBlock]:
    """Measure fields beside each other, and break them into lines."""
    line: list[tuple[float, _MeasuredEntry]] = []
    left: float = MARGIN
    for entry in entries.entries:
        measured = _measured_entry(entry, boxes, shape.content_width)
        if line and left + measured.right > shape.right:
            yield EntriesBlock(boxes=boxes, entries=tuple(line))
            line, left = [], MARGIN
        line.append((left, measured))
        left += measured.right + _BETWEEN_ENTRIES
    yield EntriesBlock(boxes=boxes, entries=tuple(line))


def area_blocks(area: Area, boxes: Boxes, shape: PageShape) -> list[Block]:
    """Measure a field over the whole width, its label and its hint, which stay together."""
    typesetter = boxes.typesetter
    label, hint = Paragraph(text=area.label, strong=True), Paragraph(text=area.hint)
    head: list[TextBlock] = [
        *paragraph_blocks(label, typesetter, shape, above=_ABOVE_AREA, keeps_next=True),
        *paragraph_blocks(hint, typesetter, shape, above=0, keeps_next=True),
    ]
    if area.hint and len(head) > 1:
        head = _joined_label(head)
    box = boxes.measure(area.box, shape.content_width)
    return [*head, AreaBlock(boxes=boxes, box=box, highest=shape.content_height)]


def _joined_label(head: list[TextBlock]) -> list[TextBlock]:
    """Let the hint follow its label closely."""
    label, *hint = head
    return [evolve(label, below=0), *hint]


def _measured_entry(entry: Entry, boxes: Boxes, content_width: float) -> _MeasuredEntry:
    if isinstance(entry.box, Tick):
        return _measured_tick(entry, boxes, content_width)
    label_room = max(content_width - entry.width - GAP, content_width / 2 - GAP)
    label, label_width = _label(entry, boxes, label_room)
    width = min(entry.width, content_width - label_width - GAP)
    return _MeasuredEntry(
        label=label,
        label_left=0,
        box=boxes.measure(entry.box, width),
        box_left=label_width + GAP,
        box_width=width,
        right=label_width + GAP + width,
    )


def _measured_tick(entry: Entry, boxes: Boxes, content_width: float) -> _MeasuredEntry:
    label, label_width = _label(entry, boxes, content_width - BOX_SIZE - GAP)
    return _MeasuredEntry(
        label=label,
        label_left=BOX_SIZE + GAP,
        box=boxes.measure(entry.box, BOX_SIZE),
        box_left=0,
        box_width=BOX_SIZE,
        right=BOX_SIZE + GAP + label_width,
    )


def _label(entry: Entry, boxes: Boxes, room: float) -> tuple[tuple[str, ...], float]:
    """Lines of a label and the width of the longest."""
    body = styles().body
    lines = boxes.typesetter.lines(on_one_line(entry.label).strip(), body, room)
    return lines, max(body.width(line.rstrip()) for line in lines)


def _height_of(lines: int) -> float:
    """Height of a field that shows so many lines."""
    return lines * LEADING + 2 * FIELD_EDGE + FIELD_SLACK


def _is_tick(measured: MeasuredBox) -> bool:
    return isinstance(measured.box, Tick)
