"""Accessible, safe and deterministic workbooks from plain values, and the values of any workbook.

This package knows sheets, columns and cells, and nothing about practice models. Describe the
workbook with :class:`WorkbookSpec` and give it to :func:`write_workbook`. Every word a reader of
the workbook sees comes from the caller. openpyxl is imported when the first chart is drawn.
:func:`read_workbook` reads the tables of a file that anybody may have edited, and
:func:`join_continued` the texts that did not fit their cells.
"""

from toimintamalli_excel.workbook._chart_values import (
    MOST_SERIES,
    Chart,
    ChartKind,
    ChartSeries,
)
from toimintamalli_excel.workbook._continued import join_continued
from toimintamalli_excel.workbook._notes import Note, NoteKind
from toimintamalli_excel.workbook._read import read_workbook
from toimintamalli_excel.workbook._read_values import (
    ReadCell,
    ReadRow,
    ReadTable,
    ReadValue,
    ReadWorkbook,
)
from toimintamalli_excel.workbook._text import (
    CELL_TEXT_LIMIT,
    CleanText,
    clean_text,
    escape_text,
    split_text,
    unescape_text,
    utf16_length,
)
from toimintamalli_excel.workbook._values import (
    CellValue,
    ChoiceList,
    Column,
    ColumnKind,
    ContinuationSheet,
    GuideRow,
    GuideSection,
    GuideSheet,
    ListsSheet,
    PageFooter,
    Sheet,
    TableSheet,
    WorkbookSpec,
)
from toimintamalli_excel.workbook._write import WrittenWorkbook, write_workbook

__all__ = [
    "CELL_TEXT_LIMIT",
    "MOST_SERIES",
    "CellValue",
    "Chart",
    "ChartKind",
    "ChartSeries",
    "ChoiceList",
    "CleanText",
    "Column",
    "ColumnKind",
    "ContinuationSheet",
    "GuideRow",
    "GuideSection",
    "GuideSheet",
    "ListsSheet",
    "Note",
    "NoteKind",
    "PageFooter",
    "ReadCell",
    "ReadRow",
    "ReadTable",
    "ReadValue",
    "ReadWorkbook",
    "Sheet",
    "TableSheet",
    "WorkbookSpec",
    "WrittenWorkbook",
    "clean_text",
    "escape_text",
    "join_continued",
    "read_workbook",
    "split_text",
    "unescape_text",
    "utf16_length",
    "write_workbook",
]
