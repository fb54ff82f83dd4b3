"""Draws the lines and backgrounds of a page, all at once: they carry no meaning."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from toimintamalli_pdf.layout._placed import (
    Page,
    PlacedEntry,
    PlacedHeader,
    PlacedReference,
    PlacedRow,
)
from toimintamalli_pdf.layout._styles import HEADER_GREY, LINE_GREY
from toimintamalli_pdf.layout._values import Tick
from toimintamalli_pdf.tagging import Rect, TaggedCanvas
from toimintamalli_pdf.tagging._objects import number

_LEADER_GAP = 4  # before the dots that lead to a page number
_NUMBER_WIDTH = 28  # kept free for the page number
_DOTS = "[0.7 3] 0 d"


def draw_lines_around(canvas: TaggedCanvas, page: Page) -> None:
    """Draw the lines around cells and fields, the backgrounds of headers, and leaders."""
    shaded = [one for placed in page for one in _shaded(placed)]
    framed = [one for placed in page for one in _framed(placed)]
    dotted = [one for placed in page for one in _dotted(placed)]
    if not (shaded or framed or dotted):
        return
    operators = ["q", f"{number(HEADER_GREY)} g {number(LINE_GREY)} G 1 w"]
    if shaded:
        operators += [*shaded, "B"]
    if framed:
        operators += [*framed, "S"]
    if dotted:
        operators += [_DOTS, *dotted, "S"]
    with canvas.artifact("Layout"):
        canvas.addLiteral("\n".join([*operators, "Q"]))


def _shaded(placed: object) -> Iterator[str]:
    if isinstance(placed, PlacedHeader):
        yield from _cells(placed)


def _framed(placed: object) -> Iterator[str]:
    if isinstance(placed, PlacedRow):
        yield from _cells(placed)
    elif isinstance(placed, PlacedEntry) and not isinstance(placed.box.box, Tick):
        yield _rectangle(placed.box.rect)


def _dotted(placed: object) -> Iterator[str]:
    if isinstance(placed, PlacedReference):
        text = placed.text
        width = text.style.width(text.lines[-1].rstrip())
        height = text.top - (len(text.lines) - 1) * text.style.leading - text.style.size
        yield (
            f"{number(text.left + width + _LEADER_GAP)} {number(height)} m "
            f"{number(placed.right - _NUMBER_WIDTH)} {number(height)} l"
        )


def _cells(placed: PlacedHeader | PlacedRow) -> Iterator[str]:
    bottom, height = number(placed.bottom), number(placed.top - placed.bottom)
    for left, right in pairwise(placed.edges):
        yield f"{number(left)} {bottom} {number(right - left)} {height} re"


def _rectangle(rect: Rect) -> str:
    edges = (rect.left, rect.bottom, rect.width, rect.height)
    return f"{' '.join(map(number, edges))} re"
