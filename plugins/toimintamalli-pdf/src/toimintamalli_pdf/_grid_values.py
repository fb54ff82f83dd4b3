"""What a grid worksheet is made of: its questions, its answers and the words around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from attrs import Attribute, field, frozen
from attrs.validators import and_, gt, matches_re, max_len, min_len, optional

from toimintamalli_pdf.tagging import ChoiceOption
from toimintamalli_pdf.tagging._values import LANGUAGE_TAG, require_words

_IDENTIFIER = r"[A-Za-z0-9_-]{1,60}"


def _require_placeholders(*names: str) -> Callable[[object, Attribute[str], str], None]:
    def validate(_instance: object, attribute: Attribute[str], value: str) -> None:
        missing = [name for name in names if f"{{{name}}}" not in value]
        if missing:
            raise ValueError(f"{attribute.name} lacks {{{missing[0]}}}: {value!r}")
        try:
            value.format(**dict.fromkeys(names, ""))
        except (LookupError, ValueError) as error:
            raise ValueError(f"{attribute.name} has an unknown placeholder: {value!r}") from error

    return validate


def _require_distinct(values: Iterable[object], what: str) -> None:
    doubled = [value for value, count in Counter(values).items() if count > 1]
    if doubled:
        raise ValueError(f"{what} {doubled[0]!r} is there twice")


@frozen(kw_only=True)
class GridColumn:
    """A column of the grid.

    Attributes:
        id: Stable ASCII identifier, a part of field names.
        label: Column header.
    """

    id: str = field(validator=matches_re(_IDENTIFIER))
    label: str = field(validator=require_words)


@frozen(kw_only=True)
class GridRow:
    """A row of the grid.

    Attributes:
        id: Stable ASCII identifier, a part of field names.
        name: Name of the row.
        question: What the row asks; may be empty.
    """

    id: str = field(validator=matches_re(_IDENTIFIER))
    name: str = field(validator=require_words)
    question: str = ""


@frozen(kw_only=True)
class GridStatus:
    """A drop-down list below the grid, for instance the state of the worksheet.

    Attributes:
        id: Stable ASCII identifier, a part of the field name.
        label: Text beside the list.
        tooltip: What a screen reader says at the list.
        options: The alternatives.
    """

    id: str = field(validator=matches_re(_IDENTIFIER))
    label: str = field(validator=require_words)
    tooltip: str = field(validator=require_words)
    options: tuple[ChoiceOption, ...] = field(validator=min_len(1))


@frozen(kw_only=True)
class GridCheckbox:
    """A box to be ticked below the grid.

    Attributes:
        id: Stable ASCII identifier, a part of the field name.
        label: Text beside the box.
        tooltip: What a screen reader says at the box.
    """

    id: str = field(validator=matches_re(_IDENTIFIER))
    label: str = field(validator=require_words)
    tooltip: str = field(validator=require_words)


@frozen(kw_only=True)
class GridEntry:
    """A field of one line above the grid, for instance the group that fills the worksheet.

    Attributes:
        id: Stable ASCII identifier, a part of the field name.
        label: Text before the field.
        tooltip: What a screen reader says at the field.
        width: Width of the field in points.
    """

    id: str = field(validator=matches_re(_IDENTIFIER))
    label: str = field(validator=require_words)
    tooltip: str = field(validator=require_words)
    width: float = field(default=200, validator=gt(0))


@frozen(kw_only=True)
class GridAnswer:
    """The answer in one cell.

    Attributes:
        row: Identifier of the row.
        column: Identifier of the column.
        text: The answer, with line feeds as line breaks.
    """

    row: str
    column: str
    text: str


@frozen(kw_only=True)
class GridAnswers:
    """What has been filled in.

    Attributes:
        cells: Answers; cells without one stay empty.
        entries: (identifier, text) of the entries above the grid that are filled.
        status: Value of the chosen status, or empty.
        checked: Whether the box is ticked.
        language: Language of the answers as a BCP 47 tag, or ``None`` when it is the document's.

    Raises:
        ValueError: A cell or an entry is answered twice.
    """

    cells: tuple[GridAnswer, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()
    status: str = ""
    checked: bool = False
    language: str | None = field(default=None, validator=optional(matches_re(LANGUAGE_TAG)))

    def __attrs_post_init__(self) -> None:
        _require_distinct([(cell.row, cell.column) for cell in self.cells], "the answer to")
        _require_distinct([entry for entry, _ in self.entries], "the answer to")


@frozen(kw_only=True)
class GridWorksheet:
    """A worksheet whose questions form a grid of rows and columns.

    Attributes:
        worksheet_id: Stable ASCII identifier of the worksheet, the beginning of field names.
        version: Version of the worksheet, printed on every page.
        title: Main heading.
        instructions: Paragraphs above the grid.
        entries: Fields of one line above the grid.
        corner_label: Header of the column of row names.
        columns: Columns from left to right.
        rows: Rows from top to bottom.
        status: Drop-down list below the grid, if any.
        checkbox: Box to be ticked below the grid, if any.

    Raises:
        ValueError: A text is empty, or two fields would have the same name.
    """

    worksheet_id: str = field(validator=matches_re(_IDENTIFIER))
    version: str = field(validator=and_(require_words, max_len(40)))
    title: str = field(validator=require_words)
    instructions: tuple[str, ...] = ()
    entries: tuple[GridEntry, ...] = ()
    corner_label: str = field(validator=require_words)
    columns: tuple[GridColumn, ...] = field(validator=min_len(1))
    rows: tuple[GridRow, ...] = field(validator=min_len(1))
    status: GridStatus | None = None
    checkbox: GridCheckbox | None = None

    def __attrs_post_init__(self) -> None:
        names = [self.cell_name(row.id, column.id) for row in self.rows for column in self.columns]
        extras = (*self.entries, self.status, self.checkbox)
        names += [self.field_name(extra.id) for extra in extras if extra]
        _require_distinct(names, "field name")

    def cell_name(self, row_id: str, column_id: str) -> str:
        """Name of the field in one cell."""
        return self.field_name(f"{row_id}_{column_id}")

    def field_name(self, field_id: str) -> str:
        """Name of the field with this identifier."""
        return f"{self.worksheet_id}_{field_id}"

    def require_places_for(self, answers: GridAnswers) -> None:
        """Refuse answers that the worksheet has no place for.

        Raises:
            ValueError: There is no such cell, entry, status or checkbox.
        """
        cells = {(row.id, column.id) for row in self.rows for column in self.columns}
        for answer in answers.cells:
            if (answer.row, answer.column) not in cells:
                raise ValueError(f"{self.worksheet_id} has no cell ({answer.row}, {answer.column})")
        entries = {entry.id for entry in self.entries}
        for entry, _ in answers.entries:
            if entry not in entries:
                raise ValueError(f"{self.worksheet_id} has no entry {entry!r}")
        options = self.status.options if self.status else ()
        if answers.status and answers.status not in {option.value for option in options}:
            raise ValueError(f"{self.worksheet_id} has no status {answers.status!r}")
        if answers.checked and not self.checkbox:
            raise ValueError(f"{self.worksheet_id} has no checkbox")


@frozen(kw_only=True)
class GridWords:
    """Every word printed that is not content of the worksheet, in the language of the document.

    Attributes:
        continued_marker: End of an answer that goes on elsewhere.
        continuation_heading: Heading of the pages with the rest of long answers.
        closing_heading: Heading above the status and the checkbox; empty where there are none.
        page_label: Page number, with ``{page}`` and ``{pages}``.
        footer_label: Name of the worksheet on each page, with ``{id}`` and ``{version}``.
        cell_label: Name of a cell, with ``{row}`` and ``{column}``.
        cell_tooltip: What a screen reader says at a cell, with ``{column}``, ``{row}`` and
            ``{question}``; rows without a question use ``cell_label`` instead.

    Raises:
        ValueError: A text is empty, lacks a placeholder or has an unknown one.
    """

    continued_marker: str = field(validator=require_words)
    continuation_heading: str = field(validator=require_words)
    closing_heading: str = ""
    page_label: str = field(validator=_require_placeholders("page", "pages"))
    footer_label: str = field(validator=_require_placeholders("id", "version"))
    cell_label: str = field(validator=_require_placeholders("row", "column"))
    cell_tooltip: str = field(validator=_require_placeholders("column", "row", "question"))

    def name_cell(self, row: GridRow, column: GridColumn) -> str:
        """Name a cell for people."""
        return self.cell_label.format(row=row.name, column=column.label)

    def ask_cell(self, row: GridRow, column: GridColumn) -> str:
        """Say everything needed to fill in a cell."""
        if not row.question:
            return self.name_cell(row, column)
        return self.cell_tooltip.format(column=column.label, row=row.name, question=row.question)


@frozen(kw_only=True)
class RenderedGrid:
    """A finished worksheet.

    Attributes:
        data: The PDF file.
        pages: Number of pages.
        missing_glyphs: Characters the page shows only by their code point, as ``U+1F9EA``, in
            code point order; the fields keep them, except for control characters and lone
            surrogates, which become U+FFFD.
        continued: (row, column) of the cells whose text goes on on a continuation page.
    """

    data: bytes
    pages: int
    missing_glyphs: tuple[str, ...]
    continued: tuple[tuple[str, str], ...]
