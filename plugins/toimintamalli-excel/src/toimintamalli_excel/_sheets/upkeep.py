"""Relations to other descriptions, and findings that have been set aside."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.model import PracticeModel, Relation, RelationKind, Suppression
from toimintamalli_excel._tables import Columns, numbered_table
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import TableSheet


def upkeep_sheets(model: PracticeModel, words: Words) -> Iterator[TableSheet]:
    """Return what was decided about models alike, and about findings."""
    if model.relations:
        yield _relations(model.relations, words)
    if model.suppressions:
        yield _suppressions(model.suppressions, words)


def _relations(relations: tuple[Relation, ...], words: Words) -> TableSheet:
    of = Columns(Relation, words)
    columns = (
        of.text("other", 40),
        of.choice("kind", RelationKind, 28),
        of.text("reason", 60),
        of.day("date", 14),
    )
    rows = [(one.other, words.value(one.kind), one.reason, one.date) for one in relations]
    return numbered_table("Relations", columns, rows, words)


def _suppressions(suppressions: tuple[Suppression, ...], words: Words) -> TableSheet:
    of = Columns(Suppression, words)
    columns = (
        of.code("code", 18),
        of.code("path", 36),
        of.text("reason", 60),
        of.day("expires", 14),
    )
    rows = [(one.code, one.path, one.reason, one.expires) for one in suppressions]
    return numbered_table("Suppressions", columns, rows, words)
