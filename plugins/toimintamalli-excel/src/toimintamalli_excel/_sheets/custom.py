"""Custom fields (``x-…``) of every record, with the place where each stands in the model."""

from __future__ import annotations

import json
from collections.abc import Iterator

from attrs import fields

from toimintamalli.model import CustomMapping, CustomValue, Record
from toimintamalli_excel._binding import SheetPlan
from toimintamalli_excel._tables import Row, column, key_column
from toimintamalli_excel._told import ToldSheet
from toimintamalli_excel._words import Words


def custom_fields_sheet(words: Words) -> SheetPlan:
    """Return all custom fields as JSON text."""
    return ToldSheet(
        key="CustomFields",
        columns=(
            key_column(words["fields.path"], 44),
            column(words.record(Record), 30),
            column(words["custom.value"], 80),
        ),
        rows=lambda model: _rows(model, "", words),
        is_identified=True,
    )


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
