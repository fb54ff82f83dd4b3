"""The values that describe a workbook before it is written."""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeAlias

from attrs import Attribute, field, frozen
from attrs.validators import ge, instance_of, le, min_len

from toimintamalli_excel.workbook._chart_values import Chart
from toimintamalli_excel.workbook._text import clean_text, utf16_length

CellValue: TypeAlias = str | int | float | Decimal | date | None
"""What a cell can hold. ``bool`` and ``datetime`` are refused: say them in words or as a date."""

_HEADER_LIMIT: Final = 255
_MESSAGE_LIMIT: Final = 255


class ColumnKind(StrEnum):
    """What a column holds; decides its number format and validation."""

    TEXT = "text"
    """Prose."""

    CODE = "code"
    """Identifiers and codes: what a user types stays text, ``0012`` keeps its zeros."""

    CHOICE = "choice"
    """One value of a choice list."""

    INTEGER = "integer"
    """Whole numbers, also years: shown without a thousands separator."""

    DECIMAL = "decimal"
    """Numbers, shown with the decimals they have."""

    DATE = "date"
    """Days, shown as d.m.yyyy."""


def _plain_words(instance: object, attribute: "Attribute[str]", value: str) -> None:
    """Words the caller chose: not blank, on one line, nothing to clean away."""
    if not isinstance(value, str):
        raise TypeError(f"{attribute.name} must be a string, not {type(value).__name__}")
    if not value.strip() or clean_text(value).text != value or "\n" in value or "\t" in value:
        raise ValueError(f"{attribute.name} must be printable text on one line: {value!r}")
    if utf16_length(value) > _HEADER_LIMIT:
        raise ValueError(f"{attribute.name} is longer than {_HEADER_LIMIT} characters: {value!r}")


def _short_message(instance: object, attribute: "Attribute[str]", value: str) -> None:
    """Excel repairs a file whose prompt or error text is longer than this."""
    if clean_text(value).text != value or utf16_length(value) > _MESSAGE_LIMIT:
        raise ValueError(
            f"{attribute.name} must be clean text of at most {_MESSAGE_LIMIT} characters: {value!r}"
        )


def _day(instance: object, attribute: "Attribute[date | None]", value: date | None) -> None:
    if value is not None and (isinstance(value, datetime) or not isinstance(value, date)):
        raise TypeError(f"{attribute.name} must be a datetime.date or None, not {value!r}")


def _distinct(names: list[str], what: str) -> None:
    """Excel compares without regard to case."""
    counts = Counter(name.casefold() for name in names)
    repeated = [name for name in names if counts[name.casefold()] > 1]
    if repeated:
        raise ValueError(f"{what} must differ from each other: {', '.join(repeated)}")


def _words(**settings: Any) -> Any:
    return field(validator=_plain_words, **settings)


@frozen(kw_only=True)
class ChoiceList:
    """Values a user may choose from in the columns that name this list.

    Attributes:
        name: The name by which columns refer to the list; also wished as its name in Excel.
        header: What the list is called in the sheet of lists, such as the header of its column.
        values: The choices, different from each other, each on one line.
        error: What Excel says when something else is typed; at most 255 characters.

    Raises:
        ValueError: If there are no values, or a text is not allowed.
    """

    name: str = _words()
    header: str = _words()
    values: tuple[str, ...] = field(validator=min_len(1))
    error: str = field(default="", validator=_short_message)

    @values.validator
    def _plain_and_distinct(self, attribute: "Attribute[str]", values: tuple[str, ...]) -> None:
        for value in values:
            _plain_words(self, attribute, value)
        _distinct(list(values), f"the values of the list {self.name}")


@frozen(kw_only=True)
class Column:
    """One column of a table.

    Attributes:
        header: The header, on one line, at most 255 characters.
        width: The width in characters of the default font, 1 to 255. An A4 page on its side holds
            about 130 characters; wider tables are shrunk when printed.
        kind: What the column holds.
        choices: The name of the :class:`ChoiceList`, exactly when ``kind`` is ``CHOICE``.
        choices_of_rows: Names of the lists row by row, where rows have other lists than
            ``choices``; the rows below them have that one.
        prompt: What Excel shows when a cell is entered; at most 255 characters, none if empty.
        editable: Whether users are expected to change the cells. Others are marked locked, which
            has an effect only if a user protects the sheet, and get no validation.
        number_format: An Excel number format instead of the one of the kind, such as ``0.0``.

    Raises:
        ValueError: If a text is not allowed, the width is out of range, or choices are missing
            or superfluous.
    """

    header: str = _words()
    width: float = field(default=20.0, validator=[ge(1), le(255)])
    kind: ColumnKind = field(default=ColumnKind.TEXT, validator=instance_of(ColumnKind))
    choices: str | None = None
    choices_of_rows: tuple[str, ...] = ()
    prompt: str = field(default="", validator=_short_message)
    editable: bool = True
    number_format: str | None = None

    def __attrs_post_init__(self) -> None:
        if (self.kind is ColumnKind.CHOICE) != (self.choices is not None):
            raise ValueError(f"a choice list belongs to a choice column only: {self.header}")

    @property
    def lists(self) -> tuple[str, ...]:
        """The names of all its choice lists."""
        first = () if self.choices is None else (self.choices,)
        return tuple(dict.fromkeys((*first, *self.choices_of_rows)))


@frozen(kw_only=True)
class TableSheet:
    """A sheet that holds one table from A1, with its headers in row 1.

    The first column identifies its row. A text too long for its cell continues in the sheet of
    continued texts under that identifier.

    Attributes:
        name: The wished sheet name; any text will do.
        table_name: The wished name of the table; any text will do.
        columns: The columns, with different headers.
        rows: The rows; each as long as ``columns``.
        charts: Charts of the table, drawn beside it.

    Raises:
        ValueError: If there are no columns, headers repeat, a row has another length, or a chart
            names a column or a row that the table does not have, or values that are no numbers.
    """

    name: str
    table_name: str
    columns: tuple[Column, ...] = field(validator=min_len(1))
    rows: tuple[tuple[CellValue, ...], ...] = ()
    charts: tuple[Chart, ...] = ()

    def __attrs_post_init__(self) -> None:
        _distinct([column.header for column in self.columns], f"the headers of {self.name!r}")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"row {number} of {self.name!r} has {len(row)} values"
                    f" for {len(self.columns)} columns"
                )
        for chart in self.charts:
            self._check_chart(chart)

    def _check_chart(self, chart: Chart) -> None:
        kinds = {column.header: column.kind for column in self.columns}
        for header in (chart.category, *(series.column for series in chart.series)):
            if header not in kinds:
                raise ValueError(f"a chart names a column {self.name!r} does not have: {header!r}")
        for series in chart.series:
            if kinds[series.column] not in (ColumnKind.INTEGER, ColumnKind.DECIMAL):
                raise ValueError(f"a chart draws a column that holds no numbers: {series.column!r}")
        rows = max(len(self.rows), 1)
        if max(chart.first_row, chart.last_row or 1) > rows:
            raise ValueError(f"a chart names a row below the last of {self.name!r}, {rows}")


@frozen(kw_only=True)
class GuideRow:
    """A label in column A and a text in column B.

    Attributes:
        label: What the text is about; readers of the file can find the text by it.
        text: Any text; one too long for a cell continues on the next row under the same label.
    """

    label: str = _words()
    text: str


@frozen(kw_only=True)
class GuideSection:
    """A heading and its rows.

    Attributes:
        heading: The heading.
        rows: The rows under it.
    """

    heading: str = _words()
    rows: tuple[GuideRow, ...] = ()


@frozen(kw_only=True)
class GuideSheet:
    """A sheet that explains the workbook, with labels in column A and texts in column B.

    Headings and labels are words of the caller; what users wrote belongs in the texts of rows.

    Attributes:
        name: The wished sheet name; any text will do.
        heading: The heading in A1; about 60 characters fit the width of the page.
        sections: What the sheet tells, such as how to fill the workbook and its version.
        label_width: The width of column A in characters.
        text_width: The width of column B in characters.
    """

    name: str
    heading: str = _words()
    sections: tuple[GuideSection, ...] = ()
    label_width: float = field(default=28.0, validator=[ge(1), le(255)])
    text_width: float = field(default=100.0, validator=[ge(1), le(255)])


Sheet: TypeAlias = GuideSheet | TableSheet
"""A sheet the caller describes."""


@frozen(kw_only=True)
class ListsSheet:
    """The words of the sheet that holds the choice lists.

    Attributes:
        name: The wished sheet name.
        table_name: The wished name of the table.
        list_header: The header above the names of the lists.
        value_header: The header above the values.
    """

    name: str = _words()
    table_name: str = _words()
    list_header: str = _words()
    value_header: str = _words()


@frozen(kw_only=True)
class ContinuationSheet:
    """The words of the sheet that holds the continued texts; written only when there are some.

    Attributes:
        name: The wished sheet name.
        table_name: The wished name of the table.
        sheet_header: The header above the names of the sheets where the texts begin.
        row_header: The header above the identifiers of the rows where they begin.
        column_header: The header above the headers of the columns where they begin.
        part_header: The header above the numbers of the parts; the cell itself is part 1.
        text_header: The header above the texts.
    """

    name: str = _words()
    table_name: str = _words()
    sheet_header: str = _words()
    row_header: str = _words()
    column_header: str = _words()
    part_header: str = _words()
    text_header: str = _words()


@frozen(kw_only=True)
class PageFooter:
    """The words at the foot of every printed page.

    Attributes:
        left: Any text at the left, cut to 100 characters.
        page_number: The text at the right, where ``{page}`` and ``{pages}`` stand for the numbers.
    """

    left: str = ""
    page_number: str = field(default="{page} / {pages}", validator=_plain_words)


@frozen(kw_only=True)
class WorkbookSpec:
    """A whole workbook before it is written.

    Attributes:
        title: The title in the properties of the file; any text.
        subject: The subject in the properties of the file; any text.
        language: The language tag of the content, such as ``fi-FI``.
        product: The program named as creator; no person is named.
        created: The day named as the day of creation and change; None names a fixed day, so that
            equal content always gives equal files.
        sheets: The sheets in order. Sheets of continued texts and of lists come after them.
        lists: The choice lists.
        lists_sheet: The words of the sheet of lists; needed when there are lists.
        continuation: The words of the sheet of continued texts.
        footer: The words at the foot of printed pages.

    Raises:
        TypeError: If ``created`` is not a day.
        ValueError: If there is no sheet, a column names an unknown list, names of lists repeat, or
            the words of the sheet of lists are missing.
    """

    title: str
    subject: str = ""
    language: str = _words(default="fi-FI")
    product: str = _words()
    created: date | None = field(default=None, validator=_day)
    sheets: tuple[Sheet, ...] = field(validator=min_len(1))
    lists: tuple[ChoiceList, ...] = ()
    lists_sheet: ListsSheet | None = None
    continuation: ContinuationSheet
    footer: PageFooter = PageFooter()

    def __attrs_post_init__(self) -> None:
        known = [choice_list.name for choice_list in self.lists]
        _distinct(known, "the names of the choice lists")
        if self.lists and self.lists_sheet is None:
            raise ValueError("choice lists need the words of their sheet: lists_sheet is missing")
        for sheet in self.sheets:
            for column in sheet.columns if isinstance(sheet, TableSheet) else ():
                for name in column.lists:
                    if name not in known:
                        raise ValueError(f"{column.header!r} names an unknown list {name!r}")
