"""The sheets of a practice model, one module for each family, in the order of the workbook.

Each function returns a table, or nothing where the model has nothing to say about the matter.
Basic data and the description are always there.
"""

from __future__ import annotations

from toimintamalli.model import PracticeModel
from toimintamalli_excel._sheets.attachments import attachment_sheets
from toimintamalli_excel._sheets.basics import basics_sheet, people_sheets, stage_sheets
from toimintamalli_excel._sheets.custom import custom_field_sheets
from toimintamalli_excel._sheets.description import description_sheet
from toimintamalli_excel._sheets.evaluation import evaluation_sheets
from toimintamalli_excel._sheets.metrics import metric_sheets
from toimintamalli_excel._sheets.rooting import rooting_sheets
from toimintamalli_excel._sheets.upkeep import upkeep_sheets
from toimintamalli_excel._sheets.workshop import board_sheets, placement_sheets
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import TableSheet

__all__ = ["content_sheets"]


def content_sheets(model: PracticeModel, words: Words) -> tuple[TableSheet, ...]:
    """Return the sheets that hold the content of a model.

    Args:
        model: The practice model.
        words: The words of the workbook.
    """
    return (
        basics_sheet(model, words),
        *people_sheets(model.basics, words),
        description_sheet(model.form, words),
        *attachment_sheets(model, words),
        *stage_sheets(model.stages, words),
        *evaluation_sheets(model.evaluations, words),
        *rooting_sheets(model.rooting_plan, words),
        *metric_sheets(model.metrics, words),
        *board_sheets(model.boards, words),
        *placement_sheets(model.placement_worksheets, words),
        *upkeep_sheets(model, words),
        *custom_field_sheets(model, words),
    )
