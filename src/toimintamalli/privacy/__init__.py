"""Privacy: what each audience is given, redaction before an export, and forgetting a person.

An export for partners or the public is redacted before any exporter sees it. What an audience is
given of every field is data, ``audiences.toml``.
"""

from __future__ import annotations

from toimintamalli.audience import Audience
from toimintamalli.privacy._audiences import (
    FieldDecision,
    FieldKind,
    Given,
    as_audience,
    field_decisions,
)
from toimintamalli.privacy._folders import Forgotten, forget
from toimintamalli.privacy._redaction import Redacted, people_report, redact

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
