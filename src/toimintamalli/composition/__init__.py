"""Composition: form text written from the plan and the results.

What the model tells becomes text that can be pasted into Innokylä; what it does not tell is never
invented, but named as something to add. A text that a person wrote or edited is never written over.
"""

from __future__ import annotations

from toimintamalli.composition._composed import Composed, CoverageState, PointCoverage, Remark
from toimintamalli.composition._conditions import compose_conditions
from toimintamalli.composition._report import final_report, last_recorded_day
from toimintamalli.composition._results import compose_results
from toimintamalli.composition._writing import (
    SectionState,
    Written,
    fingerprint,
    is_untouched,
    write_section,
)

__all__ = [
    "Composed",
    "CoverageState",
    "PointCoverage",
    "Remark",
    "SectionState",
    "Written",
    "compose_conditions",
    "compose_results",
    "final_report",
    "fingerprint",
    "is_untouched",
    "last_recorded_day",
    "write_section",
]
