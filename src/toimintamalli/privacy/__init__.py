"""Privacy: what each audience is given, redaction before an export, and forgetting a person.

An export for partners or the public is redacted before any exporter sees it. What an audience is
given of every field is data, ``audiences.toml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toimintamalli._lazy import imported_at_first_use
from toimintamalli.audience import Audience
from toimintamalli.privacy._audiences import (
    FieldDecision,
    FieldKind,
    Given,
    as_audience,
    field_decisions,
)
from toimintamalli.privacy._giving import Redacted, people_report, redact

if TYPE_CHECKING:
    from toimintamalli.privacy._folders import Forgotten, forget

__all__ = [
    "Audience",
    "FieldDecision",
    "FieldKind",
    "Forgotten",
    "Given",
    "Redacted",
    "as_audience",
    "field_decisions",
    "forget",
    "people_report",
    "redact",
]

__getattr__ = imported_at_first_use(__name__, {"Forgotten": "_folders", "forget": "_folders"})
