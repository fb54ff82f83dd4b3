"""Evaluations: the rounds, one in a row; what was answered stands in `.answers`."""

from __future__ import annotations

from typing import Final

from attrs import evolve, frozen

from toimintamalli.filling import EvaluatorsForm, KnownForm
from toimintamalli.instruments import instrument_ids
from toimintamalli.model import Evaluation, PracticeModel
from toimintamalli_excel._binding import BoundTable
from toimintamalli_excel._records import RecordTable, held_in_model, put_into_model
from toimintamalli_excel._tables import Fields, told_column
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import ColumnKind

NEW_EVALUATION: Final = "arviointi-"
"""Beginning of the identifiers of evaluations that people add."""


@frozen
class EvaluationsSheet:
    """The rounds of evaluation, each with the name of the sheet of its answers.

    Attributes:
        offered: Evaluations to be filled that the model does not have.
        names: Names of the sheets of answers, in the order of the rows.
        key: The key of the sheet's words, and the name of its table.
    """

    offered: tuple[Evaluation, ...]
    names: tuple[str, ...]
    key: str = "Evaluations"

    def is_wanted(self, model: PracticeModel) -> bool:
        """Return that every workbook has the sheet."""
        return True

    def bound(self, model: PracticeModel, words: Words) -> BoundTable:
        """Return the sheet of a model, bound to its evaluations."""
        bound = _records(self.offered, words).bound(model, words)
        table = bound.table
        rows = zip(table.rows, self.names, strict=True)
        with_names = evolve(
            table,
            columns=(*table.columns, told_column(words["evaluation.sheet"], 16)),
            rows=tuple((*row, name) for row, name in rows),
        )
        return evolve(bound, table=with_names)


def _records(offered: tuple[Evaluation, ...], words: Words) -> RecordTable:
    of = Fields(Evaluation, words)
    return RecordTable(
        key="Evaluations",
        record=Evaluation,
        columns=(
            of.key("id", 26),
            of.other("instrument", KnownForm(instrument_ids), 26, ColumnKind.CODE),
            of.code("instrument_version", 14),
            of.day("date", 14),
            of.text("unit", 30),
            of.integer("participants", 14),
            of.yes_or_no("county_represented", 18),
            of.other("evaluators", EvaluatorsForm(), 34),
        ),
        held=held_in_model("evaluations"),
        put=put_into_model("evaluations"),
        is_identified=True,
        offered=offered,
        offers_order=False,
        new_id=NEW_EVALUATION,
        is_always=True,
    )
