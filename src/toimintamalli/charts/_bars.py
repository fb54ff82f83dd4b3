"""Horizontal bars: how things divide, and how many there are of each.

Segments are told apart by their tone, their border and their place, which is the same in the key
and in every bar, so that a print without colours says as much. Every count is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from toimintamalli.charts._axes import spread
from toimintamalli.charts._bar_values import BarChart, CountBar, Segment, ShareBar, ShareChart
from toimintamalli.charts._drawing import BACKGROUND, Drawing, Stroke, one_line, wrapped_text
from toimintamalli.diagnostics import as_language
from toimintamalli.text import Language
from toimintamalli.vocabulary import Labels, labels, shown_number, shown_percent

__all__ = ["bar_chart", "bar_chart_text", "share_chart", "share_chart_text", "tones"]

_PACKAGE = "toimintamalli.charts"
_WIDTH, _EDGE = 760, 16
_LEFT, _RIGHT = 308, 744
_ROOM_FOR_COUNT = 76
_CHARACTER = 8
_LABEL_CHARACTERS = (_LEFT - 12 - _EDGE) // _CHARACTER
_TITLE_CHARACTERS = 66
_TEXT_CHARACTERS = (_RIGHT - _EDGE) // _CHARACTER
_LINE = 17
_TITLE_LINE = 22
_BAR = 24
_ROW_GAP = 12
_BELOW = 18
_SWATCH, _SWATCH_HEIGHT = 22, 14

# Levels go from light to dark; text on them is black or white, whichever stands out.
_LIGHTEST, _DARKEST, _LAST_FOR_WHITE = 0xE6, 0x24, 0x76
_ONLY_LEVEL = 0x60
_BLACK = "#000000"
_BORDER = Stroke(colour="#1a1a1a", width="1")
_AXIS = Stroke(colour="#767676", width="1")
_COUNT_FILL = "#4a4a4a"
# Which edges of the white segments are thick, in their order: none, lower, upper, both.
_THICK_EDGES = ((False, False), (False, True), (True, False), (True, True))
_THICK = 4


def share_chart(chart: ShareChart, language: Language | str = Language.FINNISH) -> str:
    """Return bars of equal length, each divided into its shares, as an SVG image.

    Every count stands in its segment or, where that is too narrow, below it. The numbers belong
    beside the image as a table as well.

    Args:
        chart: What is drawn.
        language: Language of the reader.

    Returns:
        The text of an SVG file; the same chart gives the same text.

    Raises:
        OptionError: The library does not speak the language.

    Example:
        >>> chart = ShareChart(
        ...     id="tuki",
        ...     title="Tuki",
        ...     segments=(Segment(name="ei"), Segment(name="kyllä")),
        ...     bars=(ShareBar(label="Koulutus", counts=(3, 9)),),
        ... )
        >>> share_chart(chart).startswith("<svg ")
        True
    """
    return _ShareImage(chart, labels(_PACKAGE, as_language(language)), Drawing()).drawn()


def share_chart_text(chart: ShareChart, language: Language | str = Language.FINNISH) -> str:
    """Return what a share chart shows, for those who do not see it.

    Args:
        chart: The chart.
        language: Language of the reader.

    Raises:
        OptionError: The library does not speak the language.

    Example:
        >>> chart = ShareChart(
        ...     id="tuki",
        ...     title="Tuki",
        ...     segments=(Segment(name="ei"), Segment(name="kyllä")),
        ...     bars=(ShareBar(label="Koulutus", counts=(3, 9)),),
        ... )
        >>> share_chart_text(chart, "en")
        'Horizontal bars: 1. Each is divided into: ei, kyllä.'
    """
    words = labels(_PACKAGE, as_language(language))
    names = ", ".join(_named(segment.name, words) for segment in chart.segments)
    shows = words.fill("bars.shares", bars=len(chart.bars), segments=names)
    return " ".join(filter(None, (shows, one_line(chart.message))))


def bar_chart(chart: BarChart, language: Language | str = Language.FINNISH) -> str:
    """Return bars as long as their counts, as an SVG image.

    Args:
        chart: What is drawn.
        language: Language of the reader.

    Returns:
        The text of an SVG file; the same chart gives the same text.

    Raises:
        OptionError: The library does not speak the language.

    Example:
        >>> bars = (CountBar(label="Pilotoitu", count=4), CountBar(label="Juurrutettu", count=1))
        >>> bar_chart(BarChart(id="vaiheet", title="Vaiheet", bars=bars)).startswith("<svg ")
        True
    """
    return _CountImage(chart, labels(_PACKAGE, as_language(language)), Drawing()).drawn()


def bar_chart_text(chart: BarChart, language: Language | str = Language.FINNISH) -> str:
    """Return what a bar chart shows, with every count, for those who do not see it.

    Args:
        chart: The chart.
        language: Language of the reader.

    Raises:
        OptionError: The library does not speak the language.

    Example:
        >>> bars = (CountBar(label="Pilotoitu", count=4), CountBar(label="Juurrutettu", count=1))
        >>> bar_chart_text(BarChart(id="vaiheet", title="Vaiheet", bars=bars), "en")
        'Horizontal bars. Pilotoitu: 4; Juurrutettu: 1.'
    """
    words = labels(_PACKAGE, as_language(language))
    rows = "; ".join(
        words.fill("bars.row", label=_named(bar.label, words), count=_number(bar.count, words))
        for bar in chart.bars
    )
    return " ".join(filter(None, (words.fill("bars.counts", rows=rows), one_line(chart.message))))


def tones(levels: int) -> tuple[tuple[str, str], ...]:
    """Return the tone of each level from the lowest, and the colour of text that stands out on it.

    Args:
        levels: How many levels there are.

    Example:
        >>> tones(2)
        (('#e6e6e6', '#000000'), ('#242424', '#ffffff'))
    """
    steps = max(levels - 1, 1)
    greys = [_LIGHTEST - (_LIGHTEST - _DARKEST) * place // steps for place in range(levels)]
    if levels == 1:
        greys = [_ONLY_LEVEL]
    return tuple(
        (f"#{grey:02x}{grey:02x}{grey:02x}", BACKGROUND if grey <= _LAST_FOR_WHITE else _BLACK)
        for grey in greys
    )


# -- what both have ---------------------------------------------------------------------------


def _named(name: str, words: Labels) -> str:
    return one_line(name) or words["bars.unnamed"]


def _number(count: int, words: Labels) -> str:
    return shown_number(count, words.language)


def _described(chart: ShareChart | BarChart, text: str, drawing: Drawing, words: Labels) -> int:
    """Say what the image is, and write its title and message; return where they end."""
    drawing.resize(_WIDTH, 0)
    drawing.describe(
        identifier=chart.id,
        language=words.language.value,
        title=_named(chart.title, words),
        description=text,
    )
    drawing.background()
    y = 26
    for line in wrapped_text(_named(chart.title, words), _TITLE_CHARACTERS):
        drawing.text(_EDGE, y, line, font_size="16", font_weight="bold")
        y += _TITLE_LINE
    for line in wrapped_text(chart.message, _TEXT_CHARACTERS):
        drawing.text(_EDGE, y, line)
        y += _LINE
    return y


def _write_label(lines: Sequence[str], y: int, drawing: Drawing) -> None:
    """Write the label of a bar; one of a single line stands at the middle of the bar."""
    y += _BAR // 2 + 5 if len(lines) == 1 else 12
    for line in lines:
        drawing.text(_EDGE, y, line)
        y += _LINE


def _height(lines: Sequence[str], below: int = 0) -> int:
    return max(_LINE * len(lines), _BAR + below) + _ROW_GAP


# -- shares -----------------------------------------------------------------------------------


@frozen(kw_only=True)
class _Look:
    """How a segment is drawn."""

    fill: str
    ink: str
    is_thick_above: bool = False
    is_thick_below: bool = False


@frozen(kw_only=True)
class _Drawn:
    """A segment of a bar in its place."""

    left: Fraction
    width: Fraction
    number: str
    look: _Look

    @property
    def middle(self) -> Fraction:
        return self.left + self.width / 2

    @property
    def number_width(self) -> int:
        return _CHARACTER * len(self.number) + 4

    @property
    def holds_number(self) -> bool:
        return self.number_width <= self.width


@frozen
class _ShareImage:
    """Draws a share chart from top to bottom."""

    chart: ShareChart
    words: Labels
    drawing: Drawing

    def drawn(self) -> str:
        """Return the image."""
        text = share_chart_text(self.chart, self.words.language)
        y = _described(self.chart, text, self.drawing, self.words)
        y = self._key(y + 4) + _ROW_GAP
        looks = self._looks()
        for bar in self.chart.bars:
            y += self._bar(bar, looks, y)
        self._axis(y)
        self.drawing.resize(_WIDTH, y + 30)
        return self.drawing.svg()

    def _looks(self) -> tuple[_Look, ...]:
        """Return how each segment is drawn, the same in the key and in every bar."""
        levels = iter(tones(sum(segment.is_level for segment in self.chart.segments)))
        edges = iter(_THICK_EDGES)
        return tuple(self._look(segment, levels, edges) for segment in self.chart.segments)

    def _look(
        self,
        segment: Segment,
        levels: Iterator[tuple[str, str]],
        edges: Iterator[tuple[bool, bool]],
    ) -> _Look:
        if segment.is_level:
            fill, ink = next(levels)
            return _Look(fill=fill, ink=ink)
        above, below = next(edges)
        return _Look(fill=BACKGROUND, ink=_BLACK, is_thick_above=above, is_thick_below=below)

    def _key(self, y: int) -> int:
        """Draw what each segment means; return where the key ends."""
        x = _EDGE
        for segment, look in zip(self.chart.segments, self._looks(), strict=True):
            lines = wrapped_text(_named(segment.name, self.words), _TEXT_CHARACTERS - 4)
            width = _SWATCH + 8 + _CHARACTER * max(map(len, lines)) + 14
            if x > _EDGE and x + width > _RIGHT:
                x, y = _EDGE, y + _LINE + 5
            self._box(
                (Fraction(x), y - _SWATCH_HEIGHT + 2), Fraction(_SWATCH), _SWATCH_HEIGHT, look
            )
            for number, line in enumerate(lines):
                self.drawing.text(x + _SWATCH + 8, y + _LINE * number, line)
            y += _LINE * (len(lines) - 1)
            x += width
        return y

    def _bar(self, bar: ShareBar, looks: tuple[_Look, ...], y: int) -> int:
        """Draw a bar with its label; return how much room it takes."""
        name = _named(bar.label, self.words)
        label = self.words.fill("bars.labelled", label=name, n=_number(bar.n, self.words))
        lines = wrapped_text(label, _LABEL_CHARACTERS)
        _write_label(lines, y, self.drawing)
        segments = list(self._segments(bar, looks))
        for one in segments:
            self._box((one.left, y), one.width, _BAR, one.look)
            if one.holds_number:
                self.drawing.text(
                    one.middle,
                    y + _BAR // 2 + 5,
                    one.number,
                    text_anchor="middle",
                    fill=one.look.ink,
                )
        narrow = [one for one in segments if not one.holds_number]
        self._below(narrow, y + _BAR)
        return _height(lines, _BELOW if narrow else 0)

    def _segments(self, bar: ShareBar, looks: tuple[_Look, ...]) -> Iterator[_Drawn]:
        left = Fraction(_LEFT)
        for count, look in zip(bar.counts, looks, strict=True):
            if count:
                width = Fraction(count * (_RIGHT - _LEFT), bar.n)
                number = _number(count, self.words)
                yield _Drawn(left=left, width=width, number=number, look=look)
                left += width

    def _below(self, narrow: Sequence[_Drawn], y: int) -> None:
        """Write the counts that have no room in their segments below them, none on another."""
        widths = [one.number_width for one in narrow]
        places = spread([one.middle for one in narrow], widths, _LEFT, _RIGHT)
        for one, place in zip(narrow, places, strict=True):
            self.drawing.line((one.middle, y), (place, y + 5), _AXIS)
            self.drawing.text(place, y + 16, one.number, text_anchor="middle", font_size="12")

    def _box(self, corner: tuple[Fraction, int], width: Fraction, height: int, look: _Look) -> None:
        """Draw a segment: its tone with a border, and thick edges where it has them."""
        (x, y), border = corner, {"stroke": _BORDER.colour, "stroke_width": _BORDER.width}
        self.drawing.rect(corner, width, height, fill=look.fill, **border)
        if look.is_thick_above:
            self.drawing.rect(corner, width, _THICK, fill=_BORDER.colour)
        if look.is_thick_below:
            self.drawing.rect((x, y + height - _THICK), width, _THICK, fill=_BORDER.colour)

    def _axis(self, y: int) -> None:
        """Mark none, half and all below the bars."""
        self.drawing.line((_LEFT, y), (_RIGHT, y), _AXIS)
        for percent, anchor in ((0, "start"), (50, "middle"), (100, "end")):
            x = _LEFT + Fraction(percent * (_RIGHT - _LEFT), 100)
            self.drawing.line((x, y), (x, y + 5), _AXIS)
            text = shown_percent(percent, self.words.language)
            self.drawing.text(x, y + 20, text, text_anchor=anchor)


# -- counts -----------------------------------------------------------------------------------


@frozen
class _CountImage:
    """Draws a bar chart from top to bottom."""

    chart: BarChart
    words: Labels
    drawing: Drawing

    def drawn(self) -> str:
        """Return the image."""
        text = bar_chart_text(self.chart, self.words.language)
        top = _described(self.chart, text, self.drawing, self.words)
        y = top + 2
        longest = max(*(bar.count for bar in self.chart.bars), 1)
        for bar in self.chart.bars:
            y += self._bar(bar, longest, y)
        self.drawing.line((_LEFT, top - 4), (_LEFT, y - 4), _AXIS)
        self.drawing.resize(_WIDTH, y + 6)
        return self.drawing.svg()

    def _bar(self, bar: CountBar, longest: int, y: int) -> int:
        """Draw a bar with its label and count; return how much room it takes."""
        lines = wrapped_text(_named(bar.label, self.words), _LABEL_CHARACTERS)
        _write_label(lines, y, self.drawing)
        width = Fraction(bar.count * (_RIGHT - _ROOM_FOR_COUNT - _LEFT), longest)
        if bar.count:
            self.drawing.rect((_LEFT, y), width, _BAR, fill=_COUNT_FILL)
        number = _number(bar.count, self.words)
        self.drawing.text(_LEFT + width + 6, y + _BAR // 2 + 5, number, font_weight="bold")
        return _height(lines)
