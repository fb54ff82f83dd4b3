"""What bar charts are drawn from: names and counts, whatever they are about."""

from __future__ import annotations

from attrs import field, frozen
from attrs.validators import ge, matches_re, min_len

__all__ = ["BarChart", "CountBar", "Segment", "ShareBar", "ShareChart"]

MOST_OTHERS = 4
"""How many segments outside the order can be told apart without colours."""

_IDENTIFIER = r"[a-z0-9-]+"


@frozen(kw_only=True)
class Segment:
    """A part into which each bar is divided.

    Attributes:
        name: What it is called in the key.
        is_level: Whether it is a step of an order, which goes from light to dark; others are white.
    """

    name: str
    is_level: bool = True


@frozen(kw_only=True)
class ShareBar:
    """A bar that is divided; its length is the same whatever it divides.

    Attributes:
        label: What it is about.
        counts: How many are in each segment.
    """

    label: str
    counts: tuple[int, ...]

    @property
    def n(self) -> int:
        """How many are divided."""
        return sum(self.counts)


@frozen(kw_only=True)
class ShareChart:
    """Bars that each divide into the same segments.

    Attributes:
        id: Identifier, unique on a page: letters from a to z, digits and hyphens.
        title: What it is.
        segments: The segments from left to right; at most four are no levels.
        bars: The bars from top to bottom.
        message: What it shows, in a sentence; written below the title.

    Raises:
        ValueError: A bar has not one count for each segment, a count is below zero, or more than
            four segments are no levels.

    Example:
        >>> chart = ShareChart(
        ...     id="tuki",
        ...     title="Tuki",
        ...     segments=(Segment(name="ei"), Segment(name="kyllä")),
        ...     bars=(ShareBar(label="Koulutus", counts=(3, 9)),),
        ... )
        >>> chart.bars[0].n
        12
    """

    id: str = field(validator=matches_re(_IDENTIFIER))
    title: str
    segments: tuple[Segment, ...] = field(validator=min_len(1))
    bars: tuple[ShareBar, ...] = field(validator=min_len(1))
    message: str = ""

    def __attrs_post_init__(self) -> None:
        for number, bar in enumerate(self.bars, 1):
            if len(bar.counts) != len(self.segments):
                raise ValueError(f"bar {number} has {len(bar.counts)} counts")
            if any(count < 0 for count in bar.counts):
                raise ValueError(f"bar {number} has a count below zero")
        others = sum(not segment.is_level for segment in self.segments)
        if others > MOST_OTHERS:
            raise ValueError(f"{others} segments are no levels; {MOST_OTHERS} can be told apart")


@frozen(kw_only=True)
class CountBar:
    """A bar as long as its count.

    Attributes:
        label: What is counted.
        count: How many.
    """

    label: str
    count: int = field(validator=ge(0))


@frozen(kw_only=True)
class BarChart:
    """Bars of counts beside each other.

    Attributes:
        id: Identifier, unique on a page: letters from a to z, digits and hyphens.
        title: What it is.
        bars: The bars from top to bottom.
        message: What it shows, in a sentence; written below the title.
    """

    id: str = field(validator=matches_re(_IDENTIFIER))
    title: str
    bars: tuple[CountBar, ...] = field(validator=min_len(1))
    message: str = ""
