"""A table with one row for each field: where it is in the model, its name, and its value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toimintamalli.model import Record
from toimintamalli_excel._tables import Row, column, identified_table, key_column, told_column
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import CellValue, TableSheet


def field_table(key: str, rows: Sequence[Row], words: Words) -> TableSheet:
    """Return a table of fields.

    Args:
        key: The key of the sheet's words, and the name of its table.
        rows: Place, name and value of each field.
        words: The words of the workbook.
    """
    columns = (
        key_column(words["fields.path"], 30),
        told_column(words["fields.name"], 42),
        column(words["fields.value"], 80),
    )
    return identified_table(key, columns, rows, words)


def field_row(path: str, record: type[Record], field: str, value: CellValue, words: Words) -> Row:
    """Return the row of a field with one value.

    Args:
        path: Place of the record in the model, with a dot at its end; empty for the model itself.
        record: Class of the record.
        field: Name of the field.
        value: The value, empty where there is none.
        words: The words of the workbook.
    """
    return (f"{path}{field}", words.field(record, field), value)


def list_rows(
    path: str, record: type[Record], field: str, values: Sequence[str], words: Words
) -> Iterator[Row]:
    """Return one row for each value of a field that holds a list, and one row for an empty list.

    Args:
        path: Place of the record in the model, with a dot at its end; empty for the model itself.
        record: Class of the record.
        field: Name of the field.
        values: The values.
        words: The words of the workbook.
    """
    name = words.field(record, field)
    if not values:
        yield (f"{path}{field}", name, None)
    for number, value in enumerate(values):
        yield (f"{path}{field}[{number}]", name, value)
