"""Custom fields (``x-…``) of every record, with the place where each stands in the model."""

from __future__ import annotations

import json
from collections.abc import Iterator

from attrs import fields

from toimintamalli.model import CustomMapping, CustomValue, PracticeModel, Record
from toimintamalli_excel._tables import Row, column, identified_table, key_column, told_column
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import TableSheet


def custom_field_sheets(model: PracticeModel, words: Words) -> Iterator[TableSheet]:
    """Return all custom fields as JSON text."""
    rows = list(_rows(model, "", words))
    if not rows:
        return
    columns = (
        key_column(words["fields.path"], 44),
        told_column(words.record(Record), 30),
        column(words["custom.value"], 80),
    )
    yield identified_table("CustomFields", columns, rows, words)


def _rows(record: Record, path: str, words: Words) -> Iterator[Row]:
    """Walk through a record and all records inside it."""
    for custom in record.custom:
        yield (f"{path}{custom.name}", words.record(type(record)), _json(custom.value))
    for attribute in fields(type(record)):
        value = getattr(record, attribute.name)
        if isinstance(value, Record):
            yield from _rows(value, f"{path}{attribute.name}.", words)
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, Record):
                    yield from _rows(item, f"{path}{attribute.name}[{number}].", words)


def _json(value: CustomValue) -> str:
    """Return JSON text; a name that a mapping has twice is kept twice."""
    if isinstance(value, CustomMapping):
        pairs = (f"{_json(name)}: {_json(inner)}" for name, inner in value.items)
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_json, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
