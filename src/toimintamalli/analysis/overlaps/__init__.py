"""Overlaps (päällekkäisyydet): models that may describe the same thing, and what people decided.

The only user of rapidfuzz and snowballstemmer. What the score means is told in `find_overlaps`.
"""

from __future__ import annotations

from toimintamalli.analysis.overlaps._closeness import PartShare
from toimintamalli.analysis.overlaps._decide import decide_overlap
from toimintamalli.analysis.overlaps._described import Part
from toimintamalli.analysis.overlaps._find import (
    DEFAULT_LEAST,
    Overlap,
    OverlapGround,
    Overlaps,
    find_overlaps,
)
from toimintamalli.analysis.overlaps._split import SplitScope

__all__ = [
    "DEFAULT_LEAST",
    "Overlap",
    "OverlapGround",
    "Overlaps",
    "Part",
    "PartShare",
    "SplitScope",
    "decide_overlap",
    "find_overlaps",
]
