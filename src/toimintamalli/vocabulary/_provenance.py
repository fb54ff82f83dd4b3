"""Where a list or a set comes from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from attrs import frozen

from toimintamalli.text import LocalizedText

__all__ = ["Provenance", "ProvenanceStatus", "read_provenance"]


class ProvenanceStatus(StrEnum):
    """How sure the source is."""

    OFFICIAL = "official"
    RECONSTRUCTED = "reconstructed"
    OWN = "own"


@frozen(kw_only=True)
class Provenance:
    """Where a list or a set comes from.

    Attributes:
        status: Official, reconstructed from public material, or our own wording.
        source: Name of the source.
        read: Day on which it was read.
        note: What of it is not certain.
    """

    status: ProvenanceStatus
    source: str
    read: datetime.date
    note: LocalizedText | None = None


def read_provenance(table: Mapping[str, Any]) -> Provenance:
    """Return the provenance that a data file states."""
    note = table.get("note")
    return Provenance(
        status=ProvenanceStatus(table["status"]),
        source=table["source"],
        read=table["read"],
        note=LocalizedText(**note) if note else None,
    )
