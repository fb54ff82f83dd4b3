"""The workbook around its sheets: properties, footer, choice lists, and texts that go on."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Final

from toimintamalli.text import Language
from toimintamalli_excel._choices import choice_lists
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import (
    ChoiceList,
    ContinuationSheet,
    GuideSheet,
    ListsSheet,
    PageFooter,
    TableSheet,
    WorkbookSpec,
)

_LANGUAGE_TAGS: Final = {
    Language.FINNISH: "fi-FI",
    Language.SWEDISH: "sv-FI",
    Language.ENGLISH: "en-GB",
}


def workbook_spec(
    title: str,
    guide: GuideSheet,
    tables: Sequence[TableSheet],
    words: Words,
    *,
    subject: str,
    created: datetime.date | None,
    lists: Iterable[ChoiceList] = (),
) -> WorkbookSpec:
    """Return a workbook of a guide and tables.

    Args:
        title: The title on one line, also at the foot of every page.
        guide: The first sheet.
        tables: The sheets after it.
        words: The words of the workbook.
        subject: What kind of workbook it is.
        created: The day of the content; None where it tells none.
        lists: Choice lists that are no enumerations of the model.
    """
    return WorkbookSpec(
        title=title,
        subject=subject,
        language=_LANGUAGE_TAGS[words.language],
        product=words["workbook.product"],
        created=created,
        sheets=(guide, *tables),
        lists=choice_lists(tables, words, lists),
        lists_sheet=_lists_sheet(words),
        continuation=continuation_sheet(words),
        footer=PageFooter(left=title, page_number=words["workbook.page"]),
    )


def _lists_sheet(words: Words) -> ListsSheet:
    return ListsSheet(
        name=words.sheet("Lists"),
        table_name="Lists",
        list_header=words["lists.list"],
        value_header=words["lists.value"],
    )


def continuation_sheet(words: Words) -> ContinuationSheet:
    """Return the words of the sheet where texts too long for their cells go on."""
    return ContinuationSheet(
        name=words.sheet("Continued"),
        table_name="Continued",
        sheet_header=words["continued.sheet"],
        row_header=words["continued.row"],
        column_header=words["continued.column"],
        part_header=words["continued.part"],
        text_header=words["continued.text"],
    )
