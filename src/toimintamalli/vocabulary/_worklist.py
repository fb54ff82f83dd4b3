"""Juuruttajan työlista as data: what somebody who roots a practice has to settle."""

from __future__ import annotations

from functools import cache

from attrs import frozen

from toimintamalli._data import read_toml
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary._provenance import Provenance, read_provenance

__all__ = ["Worklist", "WorklistRow", "worklist", "worklist_rows"]


@frozen(kw_only=True)
class WorklistRow:
    """A row of Juuruttajan työlista.

    Attributes:
        id: Stable identifier, as in `toimintamalli.model.WorklistAnswer`.
        name: Official name of the row.
        question: What the row asks, in our own words.
    """

    id: str
    name: LocalizedText
    question: LocalizedText


@frozen(kw_only=True)
class Worklist:
    """Juuruttajan työlista.

    Attributes:
        title: Its name.
        rows: Its six rows, in order.
        provenance: Where it comes from, and what of it is our own wording.
    """

    title: LocalizedText
    rows: tuple[WorklistRow, ...]
    provenance: Provenance


@cache
def worklist() -> Worklist:
    """Return Juuruttajan työlista with its provenance.

    Example:
        >>> worklist().provenance.status
        <ProvenanceStatus.OFFICIAL: 'official'>
    """
    table = read_toml("toimintamalli.vocabulary", "worklist.toml")
    return Worklist(
        title=LocalizedText(**table["title"]),
        rows=tuple(
            WorklistRow(
                id=row["id"],
                name=LocalizedText(**row["name"]),
                question=LocalizedText(**row["question"]),
            )
            for row in table["rows"]
        ),
        provenance=read_provenance(table["provenance"]),
    )


def worklist_rows() -> tuple[WorklistRow, ...]:
    """Return the six rows of Juuruttajan työlista, in order.

    Example:
        >>> worklist_rows()[2].name.fi
        'Tunnistetaan vastuutahot'
    """
    return worklist().rows
