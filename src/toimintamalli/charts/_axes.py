"""Axes: which values and days are marked, and where on the picture they stand."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import frozen

__all__ = ["DayAxis", "ValueAxis", "spread", "value_axis"]

_STEPS = (1, 2, 5)
_MOST_GAPS = 6
_HUNDRED = 100


@frozen(kw_only=True)
class ValueAxis:
    """The upright axis.

    Attributes:
        ticks: Values that are marked, the lowest first.
        top: Where the highest is.
        bottom: Where the lowest is.
    """

    ticks: tuple[Fraction, ...]
    top: int
    bottom: int

    def place(self, value: Fraction) -> Fraction:
        """Return where a value is."""
        low, high = self.ticks[0], self.ticks[-1]
        return self.bottom - (value - low) / (high - low) * (self.bottom - self.top)


@frozen(kw_only=True)
class DayAxis:
    """The level axis.

    Attributes:
        first: First day.
        last: Last day.
        left: Where the first day is.
        right: Where the last day is.
    """

    first: datetime.date
    last: datetime.date
    left: int
    right: int

    def place(self, day: datetime.date) -> Fraction:
        """Return where a day is; a single day is in the middle."""
        whole = (self.last - self.first).days
        if whole == 0:
            return Fraction(self.left + self.right, 2)
        gone = Fraction((day - self.first).days, whole)
        return self.left + gone * (self.right - self.left)

    def marked(self, days: Iterable[datetime.date], gap: int) -> list[datetime.date]:
        """Return days to mark: the first, the last, and those between that have room.

        Args:
            days: Days that may be marked, in order.
            gap: Least distance between two marks.
        """
        chosen = [self.first]
        for day in days:
            far = self.place(day) - self.place(chosen[-1]) >= gap
            if far and (day == self.last or self.place(self.last) - self.place(day) >= gap):
                chosen.append(day)
        if self.last != self.first and chosen[-1] != self.last:
            chosen.append(self.last)
        return chosen


def value_axis(values: Iterable[Fraction], *, top: int, bottom: int, percent: bool) -> ValueAxis:
    """Return an axis with round numbers that holds all values.

    Args:
        values: The values; at least one.
        top: Where the highest mark is.
        bottom: Where the lowest mark is.
        percent: Whether values within 0 and 100 stay within them.
    """
    known = tuple(values)
    low, high = min(known), max(known)
    room = (high - low) / 10 or abs(high) / 10 or Fraction(1)
    within = percent and low >= 0 and high <= _HUNDRED
    least, most = low - room, high + room
    if within:
        least, most = max(least, Fraction(0)), min(most, Fraction(_HUNDRED))
    step = _step(most - least)
    first, last = least // step, -(-most // step)
    ticks = tuple(step * number for number in range(int(first), int(last) + 1))
    return ValueAxis(ticks=ticks, top=top, bottom=bottom)


def _step(span: Fraction) -> Fraction:
    """Return the smallest of 1, 2 and 5 times a power of ten that makes few enough gaps."""
    power = _power_below(span / _MOST_GAPS)
    steps = (power * times for times in (*_STEPS, 10))
    return next(step for step in steps if step * _MOST_GAPS >= span)


def _power_below(number: Fraction) -> Fraction:
    """Return the largest power of ten that is not larger than a number above zero."""
    exponent = len(str(number.numerator)) - len(str(number.denominator))
    power = Fraction(10) ** exponent
    return power if power <= number else power / 10


def spread(
    wanted: Sequence[Fraction], heights: Sequence[int], top: int, bottom: int
) -> list[Fraction]:
    """Return where labels stand so that none lies on another, each as near its place as may be.

    Args:
        wanted: Where the middle of each would stand, in any order.
        heights: Height of each.
        top: Where the first may begin.
        bottom: Where the last should end, where there is room.
    """
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    placed: dict[int, Fraction] = {}
    free = Fraction(top)
    for number in order:
        half = Fraction(heights[number], 2)
        placed[number] = max(wanted[number], free + half)
        free = placed[number] + half
    limit = max(Fraction(bottom), Fraction(top + sum(heights)))
    for number in reversed(order):
        half = Fraction(heights[number], 2)
        placed[number] = min(placed[number], limit - half)
        limit = placed[number] - half
    return [placed[number] for number in range(len(wanted))]
