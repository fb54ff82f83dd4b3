"""How tall rows must be for wrapped text.

Excel could find it out itself when it opens the file; LibreOffice and previewers show one line
unless the file says more. Heights are estimates on the generous side: fonts differ. A row whose
text a user changes gets its exact height from the program.
"""

from collections.abc import Sequence
from math import ceil
from typing import Final

from toimintamalli_excel.workbook._text import utf16_length
from toimintamalli_excel.workbook._values import CellValue, Column

_LINE: Final = 15.0
"""The height of a line of the default font in points."""

_TALLEST_ROW: Final = 409.0
"""The tallest row of Excel in points; longer texts are seen whole only in the formula bar."""

_LETTERS_PER_DIGIT: Final = 1.15
"""Widths of columns count digits; letters of prose are narrower on average."""

_LOST_AT_LINE_END: Final = 4
"""Lines end at word boundaries: about half a word of room stays unused."""

_EXACT_BELOW: Final = 200
"""Lines up to this length are broken word by word; in longer ones long words even out."""


def lines_needed(text: str, width: float) -> int:
    r"""Estimate how many lines a text fills.

    Args:
        text: A text; ``\n`` ends a line.
        width: The width of the column in characters.

    Returns:
        The count of lines, at least 1.
    """
    capacity = max(width * _LETTERS_PER_DIGIT - _LOST_AT_LINE_END, 1)
    if "\n" in text:
        return sum(lines_needed(line, width) for line in text.split("\n"))
    return 1 if len(text) * 2 <= capacity else _lines(text, capacity)


def _lines(line: str, capacity: float) -> int:
    # Emojis are wide and count as two in UTF-16.
    estimate = max(1, ceil(utf16_length(line) / capacity))
    if estimate == 1 or len(line) > _EXACT_BELOW:
        return estimate
    return max(estimate, _broken_at_words(line, capacity + _LOST_AT_LINE_END))


def _broken_at_words(line: str, capacity: float) -> int:
    """Long words, of which Finnish has many, leave much of a narrow line empty."""
    lines, used = 1, 0
    for word in line.split(" "):
        if used and used + 1 + len(word) > capacity:
            lines, used = lines + 1, 0
        used += len(word) + (used > 0)
        if used > capacity:
            lines += int((used - 1) // capacity)
            used = int(used % capacity)
    return lines


def row_height(lines: int) -> float | None:
    """Return the height of a row.

    Args:
        lines: The most lines any of its cells needs.

    Returns:
        The height in points; None when the default height does.
    """
    return min(lines * _LINE, _TALLEST_ROW) if lines > 1 else None


def height_of(values: Sequence[CellValue], columns: Sequence[Column]) -> float:
    """Return the height of a row of a table.

    Args:
        values: The values of the row; none of an empty row.
        columns: The columns of the table.

    Returns:
        The height in points.
    """
    lines = [
        lines_needed(value, column.width)
        for value, column in zip(values, columns, strict=False)
        if isinstance(value, str)
    ]
    return row_height(max(lines, default=1)) or _LINE
