"""Evaluations: the rounds, one in a row; what was answered stands in `.answers`."""

from __future__ import annotations

from collections.abc import Mapping

from toimintamalli.model import Evaluation
from toimintamalli_excel._binding import SheetPlan
from toimintamalli_excel._evidence import EvaluatorsForm
from toimintamalli_excel._records import RecordTable, held_in_model, put_into_model
from toimintamalli_excel._tables import Fields, column, told
from toimintamalli_excel._words import Words


def evaluations_sheet(
    offered: tuple[Evaluation, ...], names: Mapping[Evaluation, str], words: Words
) -> SheetPlan:
    """Return the rounds of evaluation.

    Args:
        offered: Evaluations to be filled that the model does not have.
        names: Names of the sheets of answers, by their evaluation.
        words: The words of the workbook.
    """
    of = Fields(Evaluation, words)
    return RecordTable(
        key="Evaluations",
        record=Evaluation,
        columns=(
            of.key("id", 26),
            of.code("instrument", 26),
            of.code("instrument_version", 14),
            of.day("date", 14),
            of.text("unit", 30),
            of.integer("participants", 14),
            of.yes_or_no("county_represented", 18),
            of.other("evaluators", EvaluatorsForm(), 34),
            told(
                column(words["evaluation.sheet"], 16),
                names.get,
            ),
        ),
        held=held_in_model("evaluations"),
        put=put_into_model("evaluations"),
        is_identified=True,
        offered=offered,
        offers_order=False,
        is_always=True,
    )
