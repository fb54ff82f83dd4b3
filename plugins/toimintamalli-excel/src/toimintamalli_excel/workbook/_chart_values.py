"""The values that describe a chart of a table before it is drawn."""

from enum import StrEnum
from typing import Final

from attrs import Attribute, field, frozen
from attrs.validators import ge, instance_of, max_len, min_len, optional

from toimintamalli_excel.workbook._text import clean_text

MOST_SERIES: Final = 8
"""How many series a chart can have; more could not be told apart in black and white."""


class ChartKind(StrEnum):
    """How a chart draws its series."""

    STACKED_SHARES = "stacked-shares"
    """A horizontal bar for each category, all equally long: the series as shares of their sum."""

    BARS = "bars"
    """Horizontal bars from zero, with their values beside them."""

    LINES = "lines"
    """Lines over days, or over categories; empty cells are gaps."""


def _some_words(instance: object, attribute: "Attribute[str]", value: str) -> None:
    if not isinstance(value, str):
        raise TypeError(f"{attribute.name} must be a string, not {type(value).__name__}")
    if not clean_text(value).text.strip():
        raise ValueError(f"{attribute.name} must not be blank: {value!r}")


@frozen(kw_only=True)
class ChartSeries:
    """One series of a chart; its name is the header of its column.

    Attributes:
        column: The header of the column with the values, one of whole or decimal numbers.
        dashed: Whether a line is dashed, such as a target or a level to compare with.
        markers: Whether the points of a line are marked.
    """

    column: str
    dashed: bool = False
    markers: bool = True


@frozen(kw_only=True)
class Chart:
    """A chart of the table on its own sheet.

    Series differ in pattern and lightness, or in markers and dashes, so that they can be told
    apart without colours and in black and white.

    Attributes:
        kind: How the series are drawn.
        title: The title, any text; shown on one line, cut to 255 characters.
        alt_text: What the chart tells, for those who do not see it; any text.
        category: The header of the column that names the bars, or holds the days of lines.
        series: What is drawn, in the order of the legend.
        first_row: The first row drawn; rows are counted from 1 below the headers.
        last_row: The last row drawn; None for the last of the table.
        category_title: The title of the axis of categories or days.
        value_title: The title of the axis of values.
        number_format: The Excel number format of the axis of values, such as ``0.0``. Shares are
            always told in per cent.

    Raises:
        ValueError: If a text is blank, there is no series or too many, or the rows are out of
            order.
    """

    kind: ChartKind = field(validator=instance_of(ChartKind))
    title: str = field(validator=_some_words)
    alt_text: str = field(validator=_some_words)
    category: str
    series: tuple[ChartSeries, ...] = field(validator=[min_len(1), max_len(MOST_SERIES)])
    first_row: int = field(default=1, validator=ge(1))
    last_row: int | None = field(default=None, validator=optional(ge(1)))
    category_title: str = field(validator=_some_words)
    value_title: str = field(validator=_some_words)
    number_format: str = "General"

    def __attrs_post_init__(self) -> None:
        if self.last_row is not None and self.last_row < self.first_row:
            raise ValueError(f"rows {self.first_row} to {self.last_row} are out of order")
