"""How tables are put together: columns named after the fields of records, and rows with a key.

The first column of every table tells its rows apart, so that a text too long for its cell can be
continued elsewhere. Identifiers of the model serve as keys where they can; otherwise numbers do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Any, Final, TypeAlias

from attrs import evolve, frozen

from toimintamalli.filling import (
    TEXT,
    ChoiceForm,
    DayForm,
    EvidenceForm,
    FieldForm,
    NumberForm,
    TruthForm,
    WholeNumberForm,
    value_at,
)
from toimintamalli.model import Record
from toimintamalli_excel._choices import YES_OR_NO
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import CellValue, Column, ColumnKind, TableSheet, clean_text

Row: TypeAlias = tuple[CellValue, ...]

_LONGEST_KEY: Final = 200

_LONGEST_NAME: Final = 60

_BESIDE_HEADER: Final = 4
"""Room for the filter button beside a word of the header, in characters."""


@frozen(kw_only=True)
class FieldColumn:
    """A column that shows something of a record.

    Attributes:
        column: The column.
        show: Returns the cell of a record.
        field: The field that a filled cell is read into, such as ``due`` or ``target.value``;
            empty for a column that only tells something.
        form: How the values of the field stand in cells.
    """

    column: Column
    show: Callable[[Any], CellValue]
    field: str = ""
    form: FieldForm = TEXT


@frozen
class Fields:
    """Makes columns whose headers are the names of a record's fields.

    Attributes:
        record: The record class.
        words: The words of the workbook.
        within: The field in which such a record stands inside another; empty for a record that
            has a row of its own.
    """

    record: type[Record]
    words: Words
    within: str = ""

    def text(self, field: str, width: float = 30) -> FieldColumn:
        """Return a column of prose."""
        return self._of(field, TEXT, width)

    def code(self, field: str, width: float = 18) -> FieldColumn:
        """Return a column of identifiers."""
        return self._of(field, TEXT, width, ColumnKind.CODE)

    def key(self, field: str, width: float = 18) -> FieldColumn:
        """Return a column of identifiers that people give to new rows only."""
        column = key_column(self.words.field(self.record, field), width)
        return evolve(self.code(field, width), column=column)

    def integer(self, field: str, width: float = 10) -> FieldColumn:
        """Return a column of whole numbers."""
        return self._of(field, WholeNumberForm(), width, ColumnKind.INTEGER)

    def decimal(self, field: str, width: float = 12) -> FieldColumn:
        """Return a column of numbers."""
        return self._of(field, NumberForm(), width, ColumnKind.DECIMAL)

    def day(self, field: str, width: float = 12) -> FieldColumn:
        """Return a column of days."""
        return self._of(field, DayForm(), width, ColumnKind.DATE)

    def evidence(self, field: str, width: float = 30) -> FieldColumn:
        """Return a column of evidence, one piece on a line."""
        return self._of(field, EvidenceForm(), width)

    def choice(self, field: str, values: type[StrEnum], width: float = 18) -> FieldColumn:
        """Return a column of values of an enumeration."""
        return self._choice(field, ChoiceForm(values), values.__name__, width)

    def yes_or_no(self, field: str, width: float = 14) -> FieldColumn:
        """Return a column of truth values."""
        return self._choice(field, TruthForm(), YES_OR_NO, width)

    def other(
        self, field: str, form: FieldForm, width: float, kind: ColumnKind = ColumnKind.TEXT
    ) -> FieldColumn:
        """Return a column whose values have a form of their own."""
        return self._of(field, form, width, kind)

    def _choice(self, field: str, form: FieldForm, choices: str, width: float) -> FieldColumn:
        header = self.words.field(self.record, field)
        return evolve(
            self._of(field, form, width), column=choice_column(header, choices, width, self.words)
        )

    def _of(
        self, field: str, form: FieldForm, width: float, kind: ColumnKind = ColumnKind.TEXT
    ) -> FieldColumn:
        path = f"{self.within}.{field}" if self.within else field

        def show(record: Any) -> CellValue:
            return form.shown(value_at(record, path), self.words.language)

        header = self.words.field(self.record, field)
        return FieldColumn(column=column(header, width, kind), show=show, field=path, form=form)


def told(column: Column, show: Callable[[Any], CellValue]) -> FieldColumn:
    """Return a column that tells something of a record and is never read.

    Args:
        column: The column.
        show: Returns the cell of a record.
    """
    return FieldColumn(column=evolve(column, editable=False), show=show)


def column(header: str, width: float, kind: ColumnKind = ColumnKind.TEXT) -> Column:
    """Return a column to fill, wide enough for the words of its header."""
    return Column(header=header, width=_room(header, width), kind=kind)


def choice_column(header: str, choices: str, width: float, words: Words) -> Column:
    """Return a column of the values of a choice list."""
    return Column(
        header=header,
        width=_room(header, width),
        kind=ColumnKind.CHOICE,
        choices=choices,
        prompt=words["lists.prompt"],
    )


def told_column(header: str, width: float, kind: ColumnKind = ColumnKind.TEXT) -> Column:
    """Return a column that tells something, which nobody is expected to change."""
    return evolve(column(header, width, kind), editable=False)


def key_column(header: str, width: float = 18) -> Column:
    """Return a column of identifiers, which nobody is expected to change."""
    return told_column(header, width, ColumnKind.CODE)


def _room(header: str, width: float) -> float:
    return max(width, max(map(len, header.split())) + _BESIDE_HEADER)


def distinct_names(wished: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Return names that can stand in headers, made from what people or programs wrote.

    Args:
        wished: The names as written: any text.
        taken: Names that are given already.

    Returns:
        As many names, each on one line and different from the others whatever the case.
    """
    used = {name.casefold() for name in taken}
    names = []
    for wish in wished:
        plain = " ".join(clean_text(wish).text.split())[:_LONGEST_NAME].strip() or "–"
        name, same = plain, 1
        while name.casefold() in used:
            same += 1
            name = f"{plain} ({same})"
        used.add(name.casefold())
        names.append(name)
    return names


def identified_table(
    key: str, columns: tuple[Column, ...], rows: Sequence[Row], words: Words
) -> TableSheet:
    """Return a table whose first column holds identifiers.

    Rows are numbered in a column before them if an identifier is missing, repeated or very long.

    Args:
        key: The key of the sheet's words, and the name of its table.
        columns: The columns.
        rows: The rows.
        words: The words of the workbook.
    """
    if not _tell_rows_apart([str(row[0]) for row in rows]):
        return numbered_table(key, columns, rows, words)
    return TableSheet(name=words.sheet(key), table_name=key, columns=columns, rows=tuple(rows))


def numbered_table(
    key: str, columns: tuple[Column, ...], rows: Sequence[Row], words: Words
) -> TableSheet:
    """Return a table with the numbers of its rows in the first column.

    Args:
        key: The key of the sheet's words, and the name of its table.
        columns: The other columns.
        rows: The rows without their numbers.
        words: The words of the workbook.
    """
    number = told_column(words["table.number"], 7, ColumnKind.INTEGER)
    return TableSheet(
        name=words.sheet(key),
        table_name=key,
        columns=(number, *columns),
        rows=tuple((count, *row) for count, row in enumerate(rows, 1)),
    )


def told_table(table: TableSheet) -> TableSheet:
    """Return the table as something to read: nobody is expected to change or choose anything.

    Args:
        table: The table.
    """
    return evolve(table, columns=tuple(map(_told, table.columns)))


def _told(column: Column) -> Column:
    kind = ColumnKind.TEXT if column.kind is ColumnKind.CHOICE else column.kind
    return told_column(column.header, column.width, kind)


def _tell_rows_apart(identifiers: list[str]) -> bool:
    clean = [clean_text(identifier).text.strip().casefold() for identifier in identifiers]
    usable = all(0 < len(identifier) <= _LONGEST_KEY for identifier in clean)
    return usable and len(set(clean)) == len(clean)
