"""The sheets of a practice model, one module for each family, in the order of the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from toimintamalli.model import Evaluation, PracticeModel
from toimintamalli_excel._binding import SheetPlan
from toimintamalli_excel._sheets.answers import AnswersSheet, answer_sheet_name
from toimintamalli_excel._sheets.attachments import attachments_sheet
from toimintamalli_excel._sheets.basics import basics_sheet, people_sheet, plan_sheet, stages_sheet
from toimintamalli_excel._sheets.boards import boards_sheet
from toimintamalli_excel._sheets.custom import custom_fields_sheet
from toimintamalli_excel._sheets.description import DescriptionSheet
from toimintamalli_excel._sheets.evaluation import EvaluationsSheet
from toimintamalli_excel._sheets.findings import findings_sheet
from toimintamalli_excel._sheets.metric_charts import MetricChartsSheet
from toimintamalli_excel._sheets.metrics import ObservationsSheet, metrics_sheet
from toimintamalli_excel._sheets.placement import PlacementSheet
from toimintamalli_excel._sheets.rooting import rooting_sheets
from toimintamalli_excel._sheets.upkeep import upkeep_sheets
from toimintamalli_excel._words import Words

__all__ = ["answer_plans", "sheet_plans"]


def answer_plans(
    model: PracticeModel, offered: tuple[Evaluation, ...], words: Words
) -> tuple[AnswersSheet, ...]:
    """Return a sheet of answers for each evaluation.

    Args:
        model: The model.
        offered: Evaluations to be filled that the model does not have.
        words: The words of the workbook.
    """
    held: Counter[str] = Counter()
    evaluations: list[tuple[int | None, Evaluation]] = []
    for evaluation in model.evaluations:
        evaluations.append((held[evaluation.id], evaluation))
        held[evaluation.id] += 1
    evaluations += ((None, one) for one in offered if one.id not in held)
    return tuple(
        AnswersSheet(
            evaluation=evaluation,
            place=place,
            name=answer_sheet_name(number, words),
            table_name="Answers" if number == 0 else f"Answers{number + 1}",
        )
        for number, (place, evaluation) in enumerate(evaluations)
    )


def sheet_plans(
    offered: tuple[Evaluation, ...],
    names: tuple[str, ...],
    answers: Callable[[], Iterable[AnswersSheet]],
    words: Words,
    *,
    is_internal: bool,
) -> Iterator[SheetPlan]:
    """Yield the sheets that the workbook of a model may have.

    Args:
        offered: Evaluations to be filled that the model does not have.
        names: Names of the sheets of answers, in the order of their evaluations.
        answers: Returns the sheets of answers, when the sheet of the evaluations is done with.
        words: The words of the workbook.
        is_internal: Whether the workbook stays with those who write the model: others are not
            told what is open in it, and of a part that was left out nothing can be told.
    """
    yield basics_sheet(words)
    yield people_sheet(words)
    yield DescriptionSheet()
    yield attachments_sheet(words)
    yield stages_sheet(words)
    yield EvaluationsSheet(offered, names)
    yield from answers()
    yield plan_sheet()
    yield from rooting_sheets(words)
    yield metrics_sheet(words)
    yield ObservationsSheet()
    yield MetricChartsSheet()
    yield boards_sheet(words)
    yield PlacementSheet()
    yield from upkeep_sheets(words)
    yield custom_fields_sheet(words)
    if is_internal:
        yield findings_sheet(words)
