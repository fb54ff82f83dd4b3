"""Pictures, bookmarks and links inside the document, as the tagging package offers them."""

from __future__ import annotations

import re

from toimintamalli_pdf.tagging import CidFont, Rect, StructureElement, TaggedCanvas

_SIZE = re.compile(r'<svg\b[^>]*?\bviewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
_USUAL_SIZE = (640.0, 360.0)


def add_bookmark(canvas: TaggedCanvas, title: str, level: int) -> None:
    """Let readers jump to a heading at the top of the marks that follow."""


def add_destination(canvas: TaggedCanvas, name: str) -> None:
    """Let links lead to the current page."""


def add_internal_link(
    canvas: TaggedCanvas,
    element: StructureElement,
    destination: str,
    rect: Rect,
    description: str,
) -> None:
    """Make an area of the page a link to another page."""


def svg_size(svg: str) -> tuple[float, float]:
    """Return the width and height of a picture."""
    found = _SIZE.search(svg)
    return (float(found[1]), float(found[2])) if found else _USUAL_SIZE


def draw_svg(
    canvas: TaggedCanvas, svg: str, *, left: float, top: float, width: float, font: CidFont
) -> None:
    """Draw a picture."""
    own_width, own_height = svg_size(svg)
    height = width * own_height / own_width
    canvas.rect(left, top - height, width, height)
