"""What people write into the cells of tables: days, numbers, yes and no, and names in many ways.

It knows nothing of what a table is about, nor of the file that it stands in. Surveys,
observations, published figures, group boards and workbooks are read with it.
"""

from __future__ import annotations

from toimintamalli.written._spelling import (
    LONGEST_SHOWN,
    NOTHING_NEAR,
    ends_with,
    nearest,
    shown,
    spelling,
    spellings,
)
from toimintamalli.written._values import Quantity, day, quantity, truth, whole_number

__all__ = [
    "LONGEST_SHOWN",
    "NOTHING_NEAR",
    "Quantity",
    "day",
    "ends_with",
    "nearest",
    "quantity",
    "shown",
    "spelling",
    "spellings",
    "truth",
    "whole_number",
]
