"""Relations to other descriptions, and findings that have been set aside."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.model import Relation, RelationKind, Suppression
from toimintamalli_excel._binding import SheetPlan
from toimintamalli_excel._records import RecordTable, held_in_model, put_into_model
from toimintamalli_excel._tables import Fields
from toimintamalli_excel._words import Words


def upkeep_sheets(words: Words) -> Iterator[SheetPlan]:
    """Return what was decided about models alike, and about findings."""
    of_relation, of_suppression = Fields(Relation, words), Fields(Suppression, words)
    yield RecordTable(
        key="Relations",
        record=Relation,
        columns=(
            of_relation.text("other", 40),
            of_relation.choice("kind", RelationKind, 28),
            of_relation.text("reason", 60),
            of_relation.day("date", 14),
        ),
        held=held_in_model("relations"),
        put=put_into_model("relations"),
    )
    yield RecordTable(
        key="Suppressions",
        record=Suppression,
        columns=(
            of_suppression.code("code", 18),
            of_suppression.code("path", 36),
            of_suppression.text("reason", 60),
            of_suppression.day("expires", 14),
        ),
        held=held_in_model("suppressions"),
        put=put_into_model("suppressions"),
    )
