"""Exact numbers of a metric as its readers see them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from toimintamalli.analysis.metrics import PERCENT
from toimintamalli.analysis.shares import Interval, percent, rounded
from toimintamalli.model import Metric
from toimintamalli.text import Language
from toimintamalli.vocabulary import Labels, shown_number, shown_percent, shown_quantity

__all__ = ["Numbers"]

_MOST_DECIMALS = 12


@frozen
class Numbers:
    """Shows the numbers of one metric.

    Attributes:
        metric: The metric.
        words: Words of the charts in the language of the reader.
    """

    metric: Metric
    words: Labels

    @property
    def language(self) -> Language:
        """Language of the reader."""
        return self.words.language

    def written(self, value: float) -> str:
        """Return a value that stands in the model, as it is written, with its unit."""
        return shown_quantity(value, self.metric.unit, self.language)

    def computed(self, value: Fraction) -> str:
        """Return a value that was computed, with the decimals of the observations, at least one."""
        return shown_quantity(rounded(value, self._decimals), self.metric.unit, self.language)

    def difference(self, value: Fraction) -> str:
        """Return a difference of two values: of percentages, in percentage points."""
        if self.metric.unit.strip() != PERCENT:
            return self.computed(value)
        number = shown_quantity(rounded(value, self._decimals), "", self.language)
        return self.words.fill("sentence.points", number=number)

    def share(self, value: Fraction) -> str:
        """Return a part of a whole as a whole percentage."""
        return shown_percent(percent(value), self.language)

    def interval(self, interval: Interval) -> str:
        """Return an interval with its ends as whole percentages."""
        low, high = (percent(Fraction(end)) for end in (interval.low, interval.high))
        return f"{shown_number(low, self.language)}–{shown_percent(high, self.language)}"

    @property
    def _decimals(self) -> int:
        exponents = (
            Decimal(str(one.value)).normalize().as_tuple().exponent
            for one in self.metric.observations
        )
        decimals = max((-exp for exp in exponents if isinstance(exp, int)), default=0)
        return min(max(decimals, 1), _MOST_DECIMALS)
