"""The workbook of one practice model: its sheets, bound to what they show."""

from __future__ import annotations

from toimintamalli.audience import Audience
from toimintamalli.model import PracticeModel
from toimintamalli_excel._binding import BoundTable
from toimintamalli_excel._offered import offered_evaluations
from toimintamalli_excel._options import ExcelOptions
from toimintamalli_excel._sheets import answer_plans, sheet_plans
from toimintamalli_excel._sheets.guide import guide_sheet
from toimintamalli_excel._spec import workbook_spec
from toimintamalli_excel._title import shown_title
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import WorkbookSpec


def model_workbook(model: PracticeModel, options: ExcelOptions) -> WorkbookSpec:
    """Return the workbook of a practice model.

    Args:
        model: The model.
        options: What the workbook is for.
    """
    words = Words(options.language)
    title = shown_title(model, words)
    tables = content_tables(model, options, words)
    return workbook_spec(
        title,
        guide_sheet(model, title, tables, options.audience, words),
        [bound.table for bound in tables],
        words,
        subject=words["workbook.subject"],
        created=model.basics.modified or model.basics.created,
        lists=[choices for bound in tables for choices in bound.lists],
    )


def content_tables(
    model: PracticeModel, options: ExcelOptions, words: Words
) -> tuple[BoundTable, ...]:
    """Return the sheets that hold the content of a model, in the order of the workbook.

    Args:
        model: The model.
        options: What the workbook is for.
        words: The words of the workbook.
    """
    offered = offered_evaluations(model, options)
    answers = answer_plans(model, offered, words)
    is_internal = options.audience is Audience.INTERNAL
    names = tuple(one.name for one in answers)
    plans = sheet_plans(offered, names, lambda: answers, words, is_internal=is_internal)
    return tuple(plan.bound(model, words) for plan in plans if plan.is_wanted(model))
