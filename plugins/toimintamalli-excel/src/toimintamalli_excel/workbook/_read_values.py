"""What a reader of a workbook is given: sheets as tables, each cell with its place."""

import datetime
from typing import TypeAlias

from attrs import field, frozen

from toimintamalli.diagnostics import Diagnostic

ReadValue: TypeAlias = str | int | float | datetime.date | None
"""What a cell can hold. A truth value is the text ``TRUE`` or ``FALSE``, as users type it, and a
number that is shown as per cent is the text ``85 %``."""


@frozen(kw_only=True)
class ReadCell:
    """One cell.

    Attributes:
        value: What it holds; None when it is blank, covered, a formula or an error.
        place: Where it is, such as ``C7``.
        is_formula: Whether it holds a formula. Formulas are never evaluated, and the value that a
            program stored beside one is not used.
        is_error: Whether it holds an error such as ``#N/A``.
        is_covered: Whether a merged range covers it: it says nothing of its own.
    """

    value: ReadValue = None
    place: str
    is_formula: bool = False
    is_error: bool = False
    is_covered: bool = False


@frozen(kw_only=True)
class ReadRow:
    """One row below the headings that is not blank.

    Attributes:
        number: The number of the row in its sheet, from 1.
        cells: As many cells as there are headings.
    """

    number: int
    cells: tuple[ReadCell, ...]


@frozen(kw_only=True)
class ReadTable:
    """One sheet that has content.

    Attributes:
        sheet: The name of the sheet.
        headings: The texts of the first row that is not blank, as many as the widest row has
            cells; empty for a blank heading. Headings that repeat are kept as they are.
        heading_row: The number of that row.
        rows: The rows below it, without the blank ones.
        joins_rows: Whether merged cells join rows, so that a row may be covered, not gone.
    """

    sheet: str
    headings: tuple[str, ...]
    heading_row: int
    rows: tuple[ReadRow, ...] = ()
    joins_rows: bool = False


@frozen(kw_only=True)
class ReadWorkbook:
    """A workbook as it was read.

    Attributes:
        tables: The sheets that have content, in their order; hidden ones as well.
        language: The language that the properties name; empty if none.
        problems: What was left out or changed, each with ``Sheet!C7`` as its path.
    """

    tables: tuple[ReadTable, ...] = ()
    language: str = ""
    problems: tuple[Diagnostic, ...] = field(default=(), repr=False)
