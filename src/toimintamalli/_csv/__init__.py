"""CSV as people and programs write it: rows with their lines, and what their cells mean.

It knows nothing of what a table is about; surveys, observations of metrics, tables of
published figures and group boards are read with it.
"""

from __future__ import annotations

from toimintamalli._csv._spelling import (
    LONGEST_SHOWN,
    NOTHING_NEAR,
    ends_with,
    nearest,
    shown,
    spelling,
    spellings,
)
from toimintamalli._csv._table import (
    Record,
    Records,
    Row,
    Table,
    read_records,
    read_table,
    shown_lines,
)
from toimintamalli._csv._values import Quantity, day, quantity, truth, whole_number

__all__ = [
    "LONGEST_SHOWN",
    "NOTHING_NEAR",
    "Quantity",
    "Record",
    "Records",
    "Row",
    "Table",
    "day",
    "ends_with",
    "nearest",
    "quantity",
    "read_records",
    "read_table",
    "shown",
    "shown_lines",
    "spelling",
    "spellings",
    "truth",
    "whole_number",
]
