"""Lays a document out on pages, section by section: nothing is drawn here.

Laying out before drawing makes the number of pages known to the first footer and to the table of
contents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from toimintamalli_pdf.layout._boxes import Boxes, area_blocks, entries_blocks
from toimintamalli_pdf.layout._figures import figure_block
from toimintamalli_pdf.layout._flow import Block, Break, Continuation, Flow, pour
from toimintamalli_pdf.layout._measuring import Typesetter
from toimintamalli_pdf.layout._placed import Layout, PlacedSection
from toimintamalli_pdf.layout._styles import GAP, LANDSCAPE, PORTRAIT, PageShape, styles
from toimintamalli_pdf.layout._tables import table_block
from toimintamalli_pdf.layout._texts import (
    heading_block,
    paragraph_blocks,
    point_blocks,
    reference_block,
)
from toimintamalli_pdf.layout._values import (
    Area,
    Bullets,
    Document,
    Entries,
    Figure,
    Heading,
    LayoutWords,
    PageBreak,
    Paragraph,
    Part,
    Section,
    Table,
)

__all__ = ["lay_out"]


def lay_out(document: Document) -> Layout:
    """Lay a document out on pages.

    Raises:
        ValueError: A table has headers without room for them.
    """
    typesetter = Typesetter()
    boxes = Boxes(typesetter=typesetter, words=document.words)
    flows = [_filled_flow(section, boxes) for section in document.sections]
    return Layout(
        contents=_contents(document, typesetter) if document.title else None,
        sections=tuple(
            PlacedSection(
                shape=flow.shape,
                pages=flow.pages(),
                footer=_footer(section, document.words, typesetter, flow.shape),
            )
            for section, flow in zip(document.sections, flows, strict=True)
        ),
        missing_glyphs=typesetter.missing_glyphs(),
        right_to_left=frozenset(typesetter.right_to_left),
        continued=tuple(rest.name for flow in flows for rest in flow.continuations),
    )


def _filled_flow(section: Section, boxes: Boxes) -> Flow:
    shape = LANDSCAPE if section.landscape else PORTRAIT
    measuring = _Measuring(boxes=boxes, shape=shape)
    flow = Flow(shape=shape)
    pour(measuring.blocks(section.parts), flow)
    if flow.continuations:
        rest = _continuation_parts(flow.continuations, boxes.words)
        pour([Break(), *measuring.blocks(rest)], flow)
    return flow


@frozen(kw_only=True)
class _Measuring:
    """Measures the parts of a section."""

    boxes: Boxes
    shape: PageShape

    def blocks(self, parts: Iterable[Part]) -> list[Block]:
        whole = tuple(parts)
        return [
            evolve(block, keeps_next=True) if leads else block
            for part, leads in zip(whole, _leading(whole), strict=True)
            for block in self._blocks_of(part)
        ]

    def _blocks_of(self, part: Part) -> Iterable[Block]:
        typesetter, shape = self.boxes.typesetter, self.shape
        match part:
            case Heading():
                return [heading_block(part, typesetter, shape)]
            case Paragraph():
                return paragraph_blocks(part, typesetter, shape)
            case Bullets():
                return point_blocks(part, typesetter, shape)
            case Entries():
                return entries_blocks(part, self.boxes, shape)
            case Area():
                return area_blocks(part, self.boxes, shape)
            case Table():
                return [table_block(part, self.boxes, shape)]
            case Figure():
                return [figure_block(part, shape)]
            case PageBreak():
                return [Break()]


def _leading(parts: Sequence[Part]) -> list[bool]:
    """Tell of each part whether it is a paragraph that leads to a table or a picture."""
    leading = [False] * len(parts)
    for at in range(len(parts) - 2, -1, -1):
        after = parts[at + 1]
        is_followed = isinstance(after, Table | Figure) or leading[at + 1]
        leading[at] = isinstance(parts[at], Paragraph) and is_followed
    return leading


def _continuation_parts(
    continuations: Sequence[Continuation], words: LayoutWords
) -> Iterator[Heading | Paragraph]:
    yield Heading(text=words.continuation_heading, level=2)
    for rest in continuations:
        yield Heading(text=rest.heading, level=3)
        yield Paragraph(text=rest.text, language=rest.language)


def _contents(document: Document, typesetter: Typesetter) -> PlacedSection:
    """Lay out the title and the table of contents; the page numbers are written when drawing.

    Its footer is that of the sections where all have the same.
    """
    flow = Flow(shape=PORTRAIT)
    headings = (
        Heading(text=document.title, level=1),
        Heading(text=document.words.contents, level=2),
    )
    blocks: list[Block] = [heading_block(heading, typesetter, PORTRAIT) for heading in headings]
    blocks += [
        reference_block(section.listed, index, typesetter, PORTRAIT)
        for index, section in enumerate(document.sections)
    ]
    pour(blocks, flow)
    first, *others = document.sections
    is_shared = all(section.footer == first.footer for section in others)
    return PlacedSection(
        shape=PORTRAIT,
        pages=flow.pages(),
        footer=_footer(first, document.words, typesetter, PORTRAIT) if is_shared else "",
        has_bookmarks=False,
    )


def _footer(section: Section, words: LayoutWords, typesetter: Typesetter, shape: PageShape) -> str:
    """Return what of a footer fits beside the page number."""
    style = styles().footer
    label = typesetter.line(words.page_label, style, shape.content_width / 2)
    room = shape.content_width - style.width(label) - 2 * GAP
    return typesetter.line(section.footer, style, room)
