"""CSV as people and programs write it: rows with their lines.

It knows nothing of what a table is about; surveys, observations of metrics, tables of
published figures and group boards are read with it. What the cells mean is told by
`toimintamalli.written`.
"""

from __future__ import annotations

from toimintamalli._csv._table import (
    Record,
    Records,
    Row,
    Table,
    read_records,
    read_table,
    shown_lines,
)

__all__ = [
    "Record",
    "Records",
    "Row",
    "Table",
    "read_records",
    "read_table",
    "shown_lines",
]
