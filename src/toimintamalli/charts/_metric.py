"""The picture of a metric: a run chart with its median, target, baseline and changed practice."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import count

from attrs import frozen

from toimintamalli.analysis.metrics import PERCENT
from toimintamalli.analysis.run_charts import exact_value
from toimintamalli.charts._axes import DayAxis, ValueAxis, spread, value_axis
from toimintamalli.charts._drawing import BACKGROUND, Drawing, Stroke, wrapped_text
from toimintamalli.charts._words import Teller
from toimintamalli.model import Metric
from toimintamalli.text import Language
from toimintamalli.vocabulary import shown_quantity

__all__ = ["metric_chart"]

_WIDTH = 860
_EDGE = 24
_LEFT, _MOST_LEFT, _RIGHT = 76, 200, 640
_LABELS = 652
_LABEL_CHARACTERS = 28
_PLOT_HEIGHT = 260
_LINE = 18
_DAY_GAP = 108
_ROW_OF_MARKS = 22
_MARK_GAP = 22
_MOST_ROWS_OF_MARKS = 4
_LONGEST_UNIT_BESIDE_POINT = 8
_WIDTH_OF_CHARACTER = 8
# A value beside a point takes this much height, beginning this far from the point.
_NEAR, _TOUCHING = 26, 4

_POINTS = Stroke(colour="#1d4e89", width="2")
_MEDIAN = Stroke(colour="#4a4a4a", width="2")
_TARGET = Stroke(colour="#00662b", width="2.5", dashes="10 5")
_BASELINE = Stroke(colour="#6b4e00", width="2.5", dashes="2 5")
_CHANGE = Stroke(colour="#8a2f00", width="1.5", dashes="6 3 1 3")
_FRAME = Stroke(colour="#767676", width="1")
_GRID = Stroke(colour="#e4e4e4", width="1")  # only an aid: the values stand in the labels


def metric_chart(
    metric: Metric,
    language: Language | str = Language.FINNISH,
    *,
    as_of: datetime.date | None = None,
) -> str:
    """Return the run chart of a metric as an SVG image.

    It says in words what it shows, for eyes and for screen readers; what it draws can be told
    apart without colours, and stands as text in `metric_table`.

    Args:
        metric: The metric.
        language: Language of the reader.
        as_of: The day from which it is seen; later observations are left out.

    Returns:
        The text of an SVG file; the same metric gives the same text.

    Raises:
        OptionError: The library does not speak the language.

    Example:
        >>> from toimintamalli.model import Observation
        >>> metric = Metric(id="odotus", name="Odotus", unit="vrk", observations=(
        ...     Observation(date=datetime.date(2025, 1, 31), value=12),))
        >>> metric_chart(metric).startswith("<svg ")
        True
    """
    return _Picture(Teller.of(metric, language, as_of), Drawing()).drawn()


@frozen
class _Level:
    """A level line: a value, how it is drawn, and what is written beside it."""

    value: Fraction
    stroke: Stroke
    words: tuple[str, ...]

    def lines(self) -> list[str]:
        return [line for text in self.words for line in wrapped_text(text, _LABEL_CHARACTERS, 3)]


@frozen
class _Picture:
    """Draws one metric from top to bottom."""

    teller: Teller
    drawing: Drawing

    def drawn(self) -> str:
        """Return the image."""
        self.drawing.resize(_WIDTH, 0)
        self._describe()
        self.drawing.background()
        top = self._headings()
        if self._unit_of_axis():
            top += _LINE
            unit = "".join(wrapped_text(self._unit_of_axis(), 100, 1))
            self.drawing.text(_EDGE, top, unit, font_style="italic")
        top += self._rows_of_marks() * _ROW_OF_MARKS + 14
        self._plot(top, top + _PLOT_HEIGHT)
        bottom = self._explanations(top + _PLOT_HEIGHT + 52)
        self.drawing.resize(_WIDTH, bottom)
        return self.drawing.svg()

    # -- words --------------------------------------------------------------------------------

    def _name(self) -> str:
        metric = self.teller.metric
        return metric.name or metric.id or self.teller.say("chart.unnamed")

    def _describe(self) -> None:
        seen = self.teller.history.observations
        lines = ", ".join(" ".join(level.words) for level in self._levels())
        lines = lines or self.teller.say("chart.no_lines")
        if seen:
            first, last = (self.teller.day(one.date) for one in (seen[0], seen[-1]))
            shows = self.teller.say("chart.shows", n=len(seen), first=first, last=last, lines=lines)
        else:
            shows = self.teller.say("chart.shows_none", lines=lines)
        self.drawing.describe(
            identifier=_identifier(self.teller.metric.id),
            language=self.teller.numbers.language.value,
            title=self.teller.say("chart.title", name=self._name()),
            description=" ".join((shows, *self.teller.sentences())),
        )

    def _headings(self) -> int:
        """Write the name and the main message; return where they end."""
        y = 30
        for line in wrapped_text(self._name(), 78, 3):
            self.drawing.text(_EDGE, y, line, font_size="19", font_weight="bold")
            y += 25
        y -= 2
        for sentence in (" ".join(self.teller.way()), " ".join(self.teller.verdict())):
            for line in wrapped_text(sentence, 118, 3):
                self.drawing.text(_EDGE, y, line, font_size="14")
                y += _LINE + 1
        return y

    def _explanations(self, y: int) -> int:
        """Write what the marks mean; return where the image ends."""
        if not self.teller.history.observations:
            return y
        self.drawing.circle(_LEFT + 6, y - 4, 4, fill=_POINTS.colour)
        self.drawing.text(_LEFT + 18, y, self.teller.say("chart.point"))
        chart = self.teller.history.run_chart
        if chart and chart.long_runs:
            self.drawing.square(_LEFT + 126, y - 4, 5, **_run_marker())
            key = self.teller.say("chart.run", limit=chart.longest_run_limit)
            self.drawing.text(_LEFT + 140, y, key)
        for number, change in enumerate(self.teller.history.changes, 1):
            day = self.teller.day(change.date)
            text = f"{day}: {self.teller.say('chart.changed')}. {change.note}"
            y += _LINE + 4
            self._mark(number, Fraction(_LEFT + 6), y - 4)
            for line in wrapped_text(text, 108, 3):
                self.drawing.text(_LEFT + 24, y, line)
                y += _LINE
            y -= _LINE
        return y + 22

    # -- the plot -----------------------------------------------------------------------------

    def _plot(self, top: int, bottom: int) -> None:
        axis = self._axis(top, bottom)
        if self._values():
            self._value_marks(axis)
        self.drawing.line((self._left, top), (self._left, bottom), _FRAME)
        self.drawing.line((self._left, bottom), (_RIGHT, bottom), _FRAME)
        self._level_lines(axis)
        days = self._days()
        if days is None:
            middle = Fraction(self._left + _RIGHT, 2)
            text = self.teller.say("sentence.none")
            self.drawing.text(middle, bottom + 22, text, text_anchor="middle")
            return
        self._day_marks(days, bottom)
        self._changes(days, top, bottom)
        self._points(days, axis)

    @property
    def _left(self) -> int:
        """Where the upright axis stands: its longest mark has room beside it."""
        longest = max(len(self._marked(tick)) for tick in self._axis(0, 1).ticks)
        return min(max(_LEFT, _EDGE + _WIDTH_OF_CHARACTER * longest), _MOST_LEFT)

    def _values(self) -> list[Fraction]:
        values = [level.value for level in self._levels()]
        return values + [exact_value(one.value) for one in self.teller.history.observations]

    def _axis(self, top: int, bottom: int) -> ValueAxis:
        is_percent = not self._unit_of_axis()
        values = self._values() or [Fraction(0)]
        return value_axis(values, top=top, bottom=bottom, percent=is_percent)

    def _unit_of_axis(self) -> str:
        """Return the unit that stands above the axis; a percent sign stands at every mark."""
        unit = self.teller.metric.unit.strip()
        return "" if unit == PERCENT else unit

    def _marked(self, tick: Fraction) -> str:
        unit = self.teller.metric.unit.strip()
        own = unit if unit == PERCENT else ""
        # A mark may lie beyond the largest value of an observation, and no float holds it then.
        value = Decimal(tick.numerator) / Decimal(tick.denominator)
        return shown_quantity(value, own, self.teller.numbers.language)

    def _value_marks(self, axis: ValueAxis) -> None:
        for tick in axis.ticks:
            y = axis.place(tick)
            if y < axis.bottom:
                self.drawing.line((self._left, y), (_RIGHT, y), _GRID)
            self.drawing.text(self._left - 8, y + 4, self._marked(tick), text_anchor="end")

    def _level_lines(self, axis: ValueAxis) -> None:
        levels = self._levels()
        places = [axis.place(level.value) for level in levels]
        heights = [16 * len(level.lines()) + 6 for level in levels]
        middles = spread(places, heights, axis.top - 10, axis.bottom + 10)
        for level, place, middle in zip(levels, places, middles, strict=True):
            self.drawing.line((self._left, place), (_RIGHT, place), level.stroke)
            self.drawing.line((_RIGHT, place), (_LABELS - 4, middle), _FRAME)
            lines = level.lines()
            y = middle - 8 * len(lines) + 13
            for number, line in enumerate(lines):
                weight = "bold" if number == 0 else "normal"
                self.drawing.text(
                    _LABELS, y + 16 * number, line, fill=level.stroke.colour, font_weight=weight
                )

    def _levels(self) -> list[_Level]:
        known, say = self.teller.progress, self.teller.say
        numbers, day = self.teller.numbers, self.teller.day
        levels = []
        if known.target:
            words = [say("chart.target", value=numbers.written(known.target.value))]
            if known.target.date:
                words.append(say("chart.by", day=day(known.target.date)))
            levels.append(_Level(exact_value(known.target.value), _TARGET, tuple(words)))
        if chart := self.teller.history.run_chart:
            median = say("chart.median", value=numbers.computed(chart.median))
            levels.append(_Level(chart.median, _MEDIAN, (median,)))
        if known.baseline:
            value = say("chart.baseline", value=numbers.written(known.baseline.value))
            told = (value, day(known.baseline.date))
            levels.append(_Level(exact_value(known.baseline.value), _BASELINE, told))
        return levels

    def _days(self) -> DayAxis | None:
        seen = self.teller.history.observations
        if not seen:
            return None
        first, last = seen[0].date, seen[-1].date
        return DayAxis(first=first, last=last, left=self._left + 14, right=_RIGHT - 14)

    def _day_marks(self, days: DayAxis, bottom: int) -> None:
        for day in days.marked([one.date for one in self.teller.history.observations], _DAY_GAP):
            x = days.place(day)
            self.drawing.line((x, bottom), (x, bottom + 6), _FRAME)
            self.drawing.text(x, bottom + 22, self.teller.day(day), text_anchor="middle")

    def _points(self, days: DayAxis, axis: ValueAxis) -> None:
        seen = self.teller.history.observations
        places = [(days.place(one.date), axis.place(exact_value(one.value))) for one in seen]
        self.drawing.polyline(places, _POINTS)
        chart = self.teller.history.run_chart
        run = {number for places in chart.long_runs for number in places} if chart else set()
        for number, (x, y) in enumerate(places):
            if number in run:
                self.drawing.square(x, y, 5, **_run_marker())
            else:
                self.drawing.circle(x, y, 4, fill=_POINTS.colour)
        for number in sorted({0, len(seen) - 1}):
            self._value_at(number, places, axis)

    def _value_at(
        self, number: int, places: list[tuple[Fraction, Fraction]], axis: ValueAxis
    ) -> None:
        """Write the value of the first or last point beside it."""
        x, y = places[number]
        neighbour = places[1 if number == 0 else -2][1] if len(places) > 1 else y
        anchor, aside = ("end", 6) if number else ("start", -6)
        if len(places) == 1:
            anchor, aside = "middle", 0
        self.drawing.text(
            x + aside,
            y + (20 if self._is_free_below(y, neighbour, axis) else -11),
            self._value_of_point(number),
            text_anchor=anchor,
            font_weight="bold",
            stroke=BACKGROUND,
            stroke_width="4",
            stroke_linejoin="round",
            paint_order="stroke",
        )

    def _value_of_point(self, number: int) -> str:
        value = self.teller.history.observations[number].value
        if len(self.teller.metric.unit) <= _LONGEST_UNIT_BESIDE_POINT:
            return self.teller.numbers.written(value)
        return shown_quantity(value, "", self.teller.numbers.language)

    def _is_free_below(self, y: Fraction, neighbour: Fraction, axis: ValueAxis) -> bool:
        """Whether less is in the way below a point than above it."""
        lines = [axis.place(level.value) - y for level in self._levels()]
        above = 2 * any(-_NEAR < line < -_TOUCHING for line in lines) + (neighbour < y)
        below = 2 * any(_TOUCHING < line < _NEAR for line in lines) + (neighbour > y)
        return axis.bottom - y > _NEAR and below < above

    # -- changed practice ---------------------------------------------------------------------

    def _rows_of_marks(self) -> int:
        return max((row + 1 for _, _, row in self._marks(self._days())), default=0)

    def _changes(self, days: DayAxis, top: int, bottom: int) -> None:
        for number, x, row in self._marks(days):
            y = top - 14 - row * _ROW_OF_MARKS
            self.drawing.line((x, y), (x, bottom), _CHANGE)
            self._mark(number, x, y)

    def _marks(self, days: DayAxis | None) -> Iterator[tuple[int, Fraction, int]]:
        """Yield number, place and row of each change, so that no mark covers another."""
        if days is None:
            return
        ends = [Fraction(0)] * _MOST_ROWS_OF_MARKS
        for number, change in zip(count(1), self.teller.history.changes, strict=False):
            x = days.place(change.date)
            row = next((row for row, end in enumerate(ends) if x >= end), len(ends) - 1)
            ends[row] = x + _MARK_GAP
            yield number, x, row

    def _mark(self, number: int, x: Fraction, y: Fraction | int) -> None:
        self.drawing.circle(x, y, 9, fill=BACKGROUND, stroke=_CHANGE.colour, stroke_width="1.5")
        self.drawing.text(
            x, y + 4, str(number), text_anchor="middle", font_size="12", fill=_CHANGE.colour
        )


def _run_marker() -> dict[str, str]:
    return {"fill": BACKGROUND, "stroke": _POINTS.colour, "stroke_width": "2.5"}


def _identifier(metric: str) -> str:
    """Return what the identifiers of elements begin with: no space, nothing that needs a mark."""
    name = re.sub(r"[^a-z0-9]+", "-", metric.casefold()).strip("-")
    return f"mittari-{name}" if name else "mittari"
