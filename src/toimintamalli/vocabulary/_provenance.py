"""Where a list or a set comes from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from attrs import frozen

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
    """

    status: ProvenanceStatus
    source: str
    read: datetime.date


def read_provenance(table: Mapping[str, Any]) -> Provenance:
    """Return the provenance that a data file states."""
    return Provenance(
        status=ProvenanceStatus(table["status"]), source=table["source"], read=table["read"]
    )
