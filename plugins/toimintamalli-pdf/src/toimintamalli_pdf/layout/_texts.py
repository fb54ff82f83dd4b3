"""Headings, paragraphs and lists, measured and put onto pages."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from toimintamalli_pdf.layout._flow import Block, Flow, lines_that_fit
from toimintamalli_pdf.layout._measuring import Typesetter, on_one_line
from toimintamalli_pdf.layout._placed import PlacedPoint, PlacedReference, PlacedText
from toimintamalli_pdf.layout._styles import GAP, MARGIN, PageShape, styles
from toimintamalli_pdf.layout._values import Bullets, Heading, Paragraph
from toimintamalli_pdf.tagging import TextStyle

_ABOVE_HEADINGS = (0, 20, 12)
_BELOW_HEADINGS = (8, 4, 2)
_BETWEEN_PARAGRAPHS = 4
_BETWEEN_POINTS = 3
_BULLET = "•"
_LEFT_OF_LABELS = 6
_LABEL_WIDTH = 8
_BETWEEN_REFERENCES = 6
_PAGE_NUMBER_WIDTH = 40


@frozen(kw_only=True)
class TextBlock(Block):
    """A heading or a paragraph that may go on over page ends."""

    tag: str
    style: TextStyle
    lines: tuple[str, ...]
    language: str | None = None
    above: float = _BETWEEN_PARAGRAPHS
    below: float = _BETWEEN_PARAGRAPHS

    @property
    def height(self) -> float:
        """Height of all lines."""
        return len(self.lines) * self.style.leading

    @property
    def start(self) -> float:
        """Height of the lines that stand together."""
        return _start(self.lines, self.style)

    def place(self, flow: Flow, following: float) -> None:
        """Put the lines onto the pages."""
        for top, first, count in _pieces(flow, self.lines, self.style):
            text = PlacedText(
                tag=self.tag,
                style=self.style,
                lines=self.lines[first : first + count],
                left=MARGIN,
                top=top,
                language=self.language,
                continues=first > 0,
            )
            flow.place(text, count * self.style.leading)


@frozen(kw_only=True)
class PointBlock(Block):
    """A point of a list."""

    label: str
    lines: tuple[str, ...]
    indent: float
    numbering: str
    begins_list: bool
    language: str | None
    above: float = _BETWEEN_POINTS
    below: float = _BETWEEN_POINTS

    @property
    def height(self) -> float:
        """Height of all lines."""
        return len(self.lines) * styles().body.leading

    @property
    def start(self) -> float:
        """Height of the lines that stand together."""
        return _start(self.lines, styles().body)

    def place(self, flow: Flow, following: float) -> None:
        """Put the lines onto the pages, and the label before the first."""
        body = styles().body
        for top, first, count in _pieces(flow, self.lines, body):
            text = PlacedText(
                tag="LBody",
                style=body,
                lines=self.lines[first : first + count],
                left=MARGIN + self.indent,
                top=top,
                language=self.language,
                continues=first > 0,
            )
            point = PlacedPoint(
                label=self.label,
                text=text,
                left=MARGIN + _LEFT_OF_LABELS,
                numbering=self.numbering,
                begins_list=self.begins_list and not first,
            )
            flow.place(point, count * body.leading)


@frozen(kw_only=True)
class ReferenceBlock(Block):
    """A line of the table of contents."""

    lines: tuple[str, ...]
    section: int
    language: str | None
    above: float = _BETWEEN_REFERENCES
    below: float = _BETWEEN_REFERENCES

    @property
    def height(self) -> float:
        """Height of all lines, which stay together."""
        return len(self.lines) * styles().body.leading

    def place(self, flow: Flow, following: float) -> None:
        """Put the line onto the page."""
        text = PlacedText(
            tag="Link",
            style=styles().body,
            lines=self.lines,
            left=MARGIN,
            top=flow.top,
            language=self.language,
        )
        reference = PlacedReference(
            text=text,
            section=self.section,
            right=flow.shape.right,
            begins_list=self.section == 0,
        )
        flow.place(reference, self.height)


def heading_block(heading: Heading, typesetter: Typesetter, shape: PageShape) -> TextBlock:
    """Measure a heading."""
    style = styles().headings[heading.level - 1]
    return TextBlock(
        tag=f"H{heading.level}",
        style=style,
        lines=typesetter.lines(on_one_line(heading.text), style, shape.content_width),
        language=heading.language,
        above=_ABOVE_HEADINGS[heading.level - 1],
        below=_BELOW_HEADINGS[heading.level - 1],
        keeps_next=True,
    )


def paragraph_blocks(
    paragraph: Paragraph,
    typesetter: Typesetter,
    shape: PageShape,
    *,
    above: float = _BETWEEN_PARAGRAPHS,
    keeps_next: bool = False,
) -> list[TextBlock]:
    """Measure the paragraphs of a text; `above` stands above the first."""
    style = styles().strong if paragraph.strong else styles().body
    measured = typesetter.paragraphs(paragraph.text, style, shape.content_width)
    return [
        TextBlock(
            tag="P",
            style=style,
            lines=lines,
            language=paragraph.language,
            above=_BETWEEN_PARAGRAPHS if index else above,
            keeps_next=keeps_next,
        )
        for index, lines in enumerate(measured)
    ]


def point_blocks(
    bullets: Bullets, typesetter: Typesetter, shape: PageShape
) -> Iterator[PointBlock]:
    """Measure the points of a list; blank ones are left out."""
    body = styles().body
    labels = bullets.labels or (_BULLET,) * len(bullets.items)
    shown = [typesetter.line(label, body, shape.content_width / 2) for label in labels]
    indent = _LEFT_OF_LABELS + max(_LABEL_WIDTH, *map(body.width, shown)) + GAP
    begins_list = True
    for label, item in zip(shown, bullets.items, strict=True):
        lines = typesetter.lines(item.strip(), body, shape.content_width - indent)
        if any(line.strip() for line in lines):
            yield PointBlock(
                label=label,
                lines=lines,
                indent=indent,
                numbering=_numbering(bullets.labels),
                begins_list=begins_list,
                language=bullets.language,
                above=_BETWEEN_PARAGRAPHS if begins_list else _BETWEEN_POINTS,
            )
            begins_list = False


def reference_block(
    heading: Heading, section: int, typesetter: Typesetter, shape: PageShape
) -> ReferenceBlock:
    """Measure the line of the table of contents for a section."""
    width = shape.content_width - _PAGE_NUMBER_WIDTH
    lines = typesetter.lines(on_one_line(heading.text).strip(), styles().body, width)
    return ReferenceBlock(lines=lines, section=section, language=heading.language)


def _numbering(labels: tuple[str, ...]) -> str:
    """Kind of the labels of a list, as PDF names it."""
    first = labels[0][:1] if labels else ""
    if first.isdigit():
        return "Decimal"
    if first.isalpha():
        return "UpperAlpha" if first.isupper() else "LowerAlpha"
    return "Disc"


def _start(lines: tuple[str, ...], style: TextStyle) -> float:
    fewest = len(lines) if len(lines) <= 3 else 2
    return fewest * style.leading


def _pieces(
    flow: Flow, lines: tuple[str, ...], style: TextStyle
) -> Iterator[tuple[float, int, int]]:
    """Upper edge, first line and number of lines of what of a text stands on each page."""
    first = 0
    while first < len(lines):
        count = lines_that_fit(flow.room, style.leading, len(lines) - first)
        if count:
            yield flow.top, first, count
            first += count
        if first < len(lines):
            flow.new_page()
