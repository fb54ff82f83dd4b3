"""Draws pictures in SVG as vectors, with text that stays text.

The subset is that of plain charts: lines, polylines, circles, rectangles and texts on one line,
with colours, line widths and dashes. Anything beyond it is an error, so that no picture loses a
part without a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias, TypeVar
from xml.etree import ElementTree

from attrs import frozen
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from toimintamalli_pdf.tagging._fonts import CidFont

_Value = TypeVar("_Value")

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_WORDLESS = {"title", "desc"}  # what they say belongs into the alternative text of the figure
_SILENT = {"id", "role", "lang", "{http://www.w3.org/XML/1998/namespace}lang", "aria-labelledby"}
_SILENT |= {"font-family"}  # the font is that of the document
_INHERITED = {
    "fill": "#000000",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-dasharray": "none",
    "stroke-linejoin": "miter",
    "font-size": "16",
    "font-weight": "normal",
    "font-style": "normal",
    "text-anchor": "start",
    "paint-order": "normal",
}
_PLACING = {
    "svg": {"width", "height", "viewBox"},
    "rect": {"x", "y", "width", "height"},
    "line": {"x1", "y1", "x2", "y2"},
    "polyline": {"points"},
    "circle": {"cx", "cy", "r"},
    "text": {"x", "y"},
}
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
_LINE_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_WEIGHTS = {"normal": False, "bold": True, "400": False, "700": True}
_SLANTS = {"normal": 0.0, "italic": 0.21}  # how far letters lean to the right
_NUMBER = re.compile(r"[+-]?([0-9]{1,9}(\.[0-9]*)?|\.[0-9]+)")
_COLOUR = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_SPACES = re.compile(r"[ \t\r\n]+")
_BETWEEN_NUMBERS = re.compile(r"[\s,]+")
_PAINT_ORDERS = {"normal": False, "stroke": True}
_TextMode: TypeAlias = Literal[0, 1]
_FILL: _TextMode = 0
_STROKE: _TextMode = 1
_UNREAD = "/Span <</ActualText ()>> BDC"


def svg_size(svg: str) -> tuple[float, float]:
    """Return width and height of a picture, in units of its own.

    Raises:
        ValueError: It is not well-formed, or does not tell its size.

    Example:
        >>> svg_size('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 400"/>')
        (860.0, 400.0)
    """
    _, _, width, height = _view_box(_parsed(svg))
    return width, height


def draw_svg(
    canvas: Canvas,
    svg: str,
    *,
    left: float,
    top: float,
    width: float,
    font: CidFont,
    bold: CidFont | None = None,
) -> None:
    """Draw a picture; its height follows from `svg_size`.

    On a `TaggedCanvas` the caller opens the content, for instance that of a
    `StructureTree.figure`. ``title`` and ``desc`` are not drawn.

    Args:
        canvas: Canvas to draw on.
        svg: Text of the SVG file.
        left: Left edge on the page, in points.
        top: Upper edge on the page, in points.
        width: Width on the page, in points.
        font: Font of its texts.
        bold: Font of its bold texts; without it they are not bold.

    Raises:
        ValueError: It is not well-formed, or has an element, attribute or value that cannot be
            drawn.
    """
    root = _parsed(svg)
    for used in filter(None, (font, bold)):
        used.register()
    drawing = _Drawing(canvas, _frame(root, left, top, width), font, bold or font)
    canvas.saveState()
    drawing.draw_children(root, _style(root, _INHERITED))
    canvas.restoreState()


@frozen
class _Frame:
    """The way from places in the picture to places on the page."""

    left: float
    top: float
    scale: float
    width: float
    height: float

    def x(self, value: float) -> float:
        return self.left + value * self.scale

    def y(self, value: float) -> float:
        return self.top - value * self.scale

    def room(self, x: float, anchor: float) -> float:
        """Width on the page that a text has before it would leave the picture."""
        after, before = self.width - x, x
        parts = [after / (1 - anchor)] if anchor < 1 else []
        parts += [before / anchor] if anchor > 0 else []
        return min(parts) * self.scale


@frozen
class _Drawing:
    """Draws the elements of one picture."""

    canvas: Canvas
    frame: _Frame
    font: CidFont
    bold: CidFont

    def draw_children(self, parent: ElementTree.Element, inherited: Mapping[str, str]) -> None:
        for element in parent:
            name = _name(element)
            if name in _WORDLESS:
                continue
            style = _style(element, inherited)
            match name:
                case "rect":
                    self._draw_rectangle(element, style)
                case "line":
                    self._draw_line(element, style)
                case "polyline":
                    self._draw_polyline(element, style)
                case "circle":
                    self._draw_circle(element, style)
                case "text":
                    self._draw_text(element, style)
                case _:
                    raise ValueError(f"the SVG element <{name}> cannot be drawn")
            if len(element):
                raise ValueError(f"the SVG element <{name}> has elements inside")

    def _draw_rectangle(self, element: ElementTree.Element, style: Mapping[str, str]) -> None:
        frame = self.frame
        x, width = (_length(element, key, frame.width) for key in ("x", "width"))
        y, height = (_length(element, key, frame.height) for key in ("y", "height"))
        stroke, fill = self._set_looks(style)
        self.canvas.rect(
            frame.x(x),
            frame.y(y + height),
            width * frame.scale,
            height * frame.scale,
            stroke=stroke,
            fill=fill,
        )

    def _draw_line(self, element: ElementTree.Element, style: Mapping[str, str]) -> None:
        frame = self.frame
        x1, x2 = (frame.x(_length(element, key, frame.width)) for key in ("x1", "x2"))
        y1, y2 = (frame.y(_length(element, key, frame.height)) for key in ("y1", "y2"))
        stroke, _ = self._set_looks(style)
        if stroke:
            self.canvas.line(x1, y1, x2, y2)

    def _draw_polyline(self, element: ElementTree.Element, style: Mapping[str, str]) -> None:
        numbers = _numbers("points", element.get("points", ""))
        if len(numbers) % 2:
            raise ValueError("the SVG attribute points has a place without y")
        places = list(zip(numbers[::2], numbers[1::2], strict=True))
        stroke, fill = self._set_looks(style)
        if len(places) > 1:  # a single point has no line
            path = self.canvas.beginPath()
            for number, (x, y) in enumerate(places):
                step = path.lineTo if number else path.moveTo
                step(self.frame.x(x), self.frame.y(y))
            self.canvas.drawPath(path, stroke=stroke, fill=fill)

    def _draw_circle(self, element: ElementTree.Element, style: Mapping[str, str]) -> None:
        frame = self.frame
        x = frame.x(_length(element, "cx", frame.width))
        y = frame.y(_length(element, "cy", frame.height))
        radius = _number("r", element.get("r", "0")) * frame.scale
        stroke, fill = self._set_looks(style)
        self.canvas.circle(x, y, radius, stroke=stroke, fill=fill)

    def _draw_text(self, element: ElementTree.Element, style: Mapping[str, str]) -> None:
        frame = self.frame
        is_bold = _one_of(_WEIGHTS, "font-weight", style)
        font = self.bold if is_bold else self.font
        size = _number("font-size", style["font-size"]) * frame.scale
        text = _SPACES.sub(" ", font.printable(element.text or "")).strip(" ")
        own_x = _length(element, "x", frame.width)
        anchor = _one_of(_ANCHORS, "text-anchor", style)
        natural = font.stringWidth(text, size)
        room = frame.room(own_x, anchor)
        # The picture was laid out for another font: a text wider than there draws its letters in.
        narrowed = room / natural if 0 < room < natural else 1.0
        x = frame.x(own_x) - anchor * narrowed * natural
        y = frame.y(_length(element, "y", frame.height))
        slant = _one_of(_SLANTS, "font-style", style)
        stroke, fill = self._set_looks(style)
        if stroke and not _one_of(_PAINT_ORDERS, "paint-order", style):
            raise ValueError("SVG text with a stroke over its fill cannot be drawn")
        modes: list[_TextMode] = [_STROKE] * stroke + [_FILL] * fill
        for number, mode in enumerate(modes):
            repeated = number < len(modes) - 1  # the edge around letters that are drawn once more
            if repeated:
                self.canvas.addLiteral(_UNREAD)
            drawn = self.canvas.beginText()
            drawn.setTextTransform(narrowed, 0, slant, 1, x, y)
            drawn.setFont(font.fontName, size)
            drawn.setTextRenderMode(mode)
            drawn.textOut(text)
            drawn.setTextRenderMode(_FILL)
            self.canvas.drawText(drawn)
            if repeated:
                self.canvas.addLiteral("EMC")

    def _set_looks(self, style: Mapping[str, str]) -> tuple[int, int]:
        """Set colours and lines; return whether there is a stroke and whether a fill."""
        stroke, fill = _colour("stroke", style), _colour("fill", style)
        if fill is not None:
            self.canvas.setFillColor(fill)
        if stroke is not None:
            scale = self.frame.scale
            self.canvas.setStrokeColor(stroke)
            self.canvas.setLineWidth(_number("stroke-width", style["stroke-width"]) * scale)
            self.canvas.setLineJoin(_one_of(_LINE_JOINS, "stroke-linejoin", style))
            dashes = style["stroke-dasharray"]
            lengths = [] if dashes == "none" else _numbers("stroke-dasharray", dashes)
            self.canvas.setDash([length * scale for length in lengths])
        return int(stroke is not None), int(fill is not None)


def _parsed(svg: str) -> ElementTree.Element:
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        raise ValueError(f"the SVG is not well-formed: {error}") from None
    if _name(root) != "svg":
        raise ValueError(f"the picture is no SVG, but <{_name(root)}>")
    return root


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).removeprefix(_NAMESPACE)


def _view_box(root: ElementTree.Element) -> tuple[float, float, float, float]:
    written = root.get("viewBox", f"0 0 {root.get('width', '0')} {root.get('height', '0')}")
    numbers = _numbers("viewBox", written)
    if len(numbers) != 4 or min(numbers[2:]) <= 0:
        raise ValueError("the SVG does not tell its size")
    x, y, width, height = numbers
    return x, y, width, height


def _frame(root: ElementTree.Element, left: float, top: float, width: float) -> _Frame:
    x, y, own_width, own_height = _view_box(root)
    scale = width / own_width
    return _Frame(left - x * scale, top + y * scale, scale, own_width, own_height)


def _style(element: ElementTree.Element, inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the looks of an element.

    Raises:
        ValueError: It has an attribute that cannot be drawn.
    """
    name = _name(element)
    known = _PLACING.get(name, set()) | _SILENT
    own = {key: value for key, value in element.attrib.items() if key not in known}
    for key in own:
        if name in _PLACING and key not in _INHERITED:
            raise ValueError(f"the SVG attribute {key} of <{name}> cannot be drawn")
    return {**inherited, **own}


def _length(element: ElementTree.Element, key: str, whole: float) -> float:
    written = element.get(key, "0")
    if written.endswith("%"):
        return _number(key, written[:-1]) / 100 * whole
    return _number(key, written)


def _number(key: str, written: str) -> float:
    if not _NUMBER.fullmatch(written):
        raise ValueError(f"the SVG attribute {key} is no number: {written!r}")
    return float(written)


def _numbers(key: str, written: str) -> list[float]:
    return [_number(key, part) for part in _BETWEEN_NUMBERS.split(written.strip()) if part]


def _one_of(known: Mapping[str, _Value], key: str, style: Mapping[str, str]) -> _Value:
    written = style[key]
    if written not in known:
        raise ValueError(f"the SVG attribute {key} cannot be {written!r}")
    return known[written]


def _colour(key: str, style: Mapping[str, str]) -> Color | None:
    written = style[key]
    if written == "none":
        return None
    found = _COLOUR.fullmatch(written)
    if not found:
        raise ValueError(f"the SVG attribute {key} is no colour such as #1a1a1a: {written!r}")
    digits = found[1] if len(found[1]) > 3 else "".join(digit * 2 for digit in found[1])
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return Color(red, green, blue)
