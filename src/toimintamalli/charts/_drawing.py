"""A drawing in SVG, built element by element; what people wrote is escaped by the XML writer.

Every text stays text, in the fonts that the reader's system has.
"""

from __future__ import annotations

import textwrap
from fractions import Fraction
from xml.etree import ElementTree

from attrs import field, frozen

from toimintamalli.text import clean_text

__all__ = ["BACKGROUND", "INK", "Drawing", "Stroke", "one_line", "wrapped_text"]

INK = "#1a1a1a"
"""Colour of text."""

BACKGROUND = "#ffffff"
"""Colour of what is not drawn on."""

_BINDING_SPACE = "\N{NO-BREAK SPACE}"
_FONTS = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


@frozen(kw_only=True)
class Stroke:
    """How a line is drawn; no two kinds of lines differ in colour alone.

    Attributes:
        colour: Its colour.
        width: Its width.
        dashes: Lengths of its dashes and gaps; empty for an unbroken line.
    """

    colour: str
    width: str = "2"
    dashes: str = ""

    def attributes(self) -> dict[str, str]:
        """Return what SVG says of it."""
        dashed = {"stroke-dasharray": self.dashes} if self.dashes else {}
        return {"stroke": self.colour, "stroke-width": self.width, **dashed}


def one_line(text: str) -> str:
    """Return a text on one line, without what no file can hold; spaces that bind stay."""
    parts = text.split(_BINDING_SPACE)
    return _BINDING_SPACE.join(clean_text(part, multiline=False).text for part in parts)


def wrapped_text(text: str, width: int, most_lines: int | None = None) -> list[str]:
    """Return a text in lines of so many characters; the last says with … that there was more.

    Args:
        text: The text.
        width: Most characters of a line.
        most_lines: Most lines; None for as many as it takes.
    """
    return textwrap.wrap(one_line(text), width, max_lines=most_lines, placeholder=" …")


@frozen
class Drawing:
    """An SVG image in the making."""

    _root: ElementTree.Element = field(factory=lambda: ElementTree.Element("svg"))

    def describe(self, *, identifier: str, language: str, title: str, description: str) -> None:
        """Say what the image shows, for those who do not see it.

        Args:
            identifier: What the identifiers of the elements begin with.
            language: Language of the texts.
            title: What it is.
            description: What it shows.
        """
        for name, value in {
            "xmlns": "http://www.w3.org/2000/svg",
            "xml:lang": language,
            "lang": language,
            "role": "img",
            "aria-labelledby": f"{identifier}-title {identifier}-desc",
            "font-family": _FONTS,
            "font-size": "13",
            "fill": INK,
        }.items():
            self._root.set(name, value)
        self._add("title", {"id": f"{identifier}-title"}, one_line(title))
        self._add("desc", {"id": f"{identifier}-desc"}, one_line(description))

    def resize(self, width: int, height: int) -> None:
        """Set the size of the image."""
        self._root.set("width", str(width))
        self._root.set("height", str(height))
        self._root.set("viewBox", f"0 0 {width} {height}")

    def background(self) -> None:
        """Fill the image, so that it can be read on a dark page as well."""
        self._add("rect", {"width": "100%", "height": "100%", "fill": BACKGROUND})

    def text(self, x: Fraction | int, y: Fraction | int, text: str, **attributes: str) -> None:
        """Write a text; names of attributes have ``_`` for ``-``."""
        given = {name.replace("_", "-"): value for name, value in attributes.items()}
        self._add("text", {"x": _shown(x), "y": _shown(y), **given}, one_line(text))

    def line(
        self,
        start: tuple[Fraction | int, Fraction | int],
        end: tuple[Fraction | int, Fraction | int],
        stroke: Stroke,
    ) -> None:
        """Draw a line."""
        (x1, y1), (x2, y2) = start, end
        places = {"x1": _shown(x1), "y1": _shown(y1), "x2": _shown(x2), "y2": _shown(y2)}
        self._add("line", {**places, **stroke.attributes()})

    def polyline(self, points: list[tuple[Fraction, Fraction]], stroke: Stroke) -> None:
        """Draw a line through points."""
        joined = " ".join(f"{_shown(x)},{_shown(y)}" for x, y in points)
        self._add("polyline", {"points": joined, "fill": "none", **stroke.attributes()})

    def circle(self, x: Fraction | int, y: Fraction | int, radius: int, **attributes: str) -> None:
        """Draw a circle."""
        given = {name.replace("_", "-"): value for name, value in attributes.items()}
        self._add("circle", {"cx": _shown(x), "cy": _shown(y), "r": str(radius), **given})

    def square(self, x: Fraction | int, y: Fraction | int, half: int, **attributes: str) -> None:
        """Draw a square around a point."""
        given = {name.replace("_", "-"): value for name, value in attributes.items()}
        size = str(2 * half)
        corner = {"x": _shown(x - half), "y": _shown(y - half), "width": size, "height": size}
        self._add("rect", {**corner, **given})

    def rect(
        self,
        corner: tuple[Fraction | int, Fraction | int],
        width: Fraction | int,
        height: Fraction | int,
        **attributes: str,
    ) -> None:
        """Draw a rectangle from its upper left corner."""
        given = {name.replace("_", "-"): value for name, value in attributes.items()}
        place = {"x": _shown(corner[0]), "y": _shown(corner[1])}
        size = {"width": _shown(width), "height": _shown(height)}
        self._add("rect", {**place, **size, **given})

    def svg(self) -> str:
        """Return the image as the text of a file."""
        ElementTree.indent(self._root, " ")
        return ElementTree.tostring(self._root, encoding="unicode") + "\n"

    def _add(self, name: str, attributes: dict[str, str], text: str = "") -> None:
        element = ElementTree.SubElement(self._root, name, attributes)
        element.text = text or None


def _shown(place: Fraction | int) -> str:
    """Return a coordinate with one decimal at most, the same on every machine."""
    tenths = round(place * 10)
    whole, tenth = divmod(abs(tenths), 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{whole}.{tenth}" if tenth else f"{sign}{whole}"
