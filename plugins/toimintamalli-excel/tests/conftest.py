"""The example model, and what a reader of a workbook sees."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

import openpyxl
import pytest

import toimintamalli as tm
from toimintamalli_excel import ExcelOptions, exporter
from toimintamalli_excel.workbook import unescape_text

Rows: TypeAlias = list[list[object]]
ReadWorkbook: TypeAlias = Callable[[tm.PracticeModel, str], dict[str, Rows]]


@pytest.fixture(scope="session")
def model() -> tm.PracticeModel:
    return tm.load(Path(__file__).with_name("etavastaanotto.yaml"))


@pytest.fixture(scope="session")
def exported() -> ReadWorkbook:
    """Exports a model in a language and reads the sheets: name, rows, cells."""

    def export_and_read(model: tm.PracticeModel, language: str = "fi") -> dict[str, Rows]:
        data = exporter.render(model, ExcelOptions(language=tm.Language(language))).data
        workbook = openpyxl.load_workbook(BytesIO(data))
        return {sheet.title: _rows(sheet) for sheet in workbook.worksheets}

    return export_and_read


def _rows(sheet: openpyxl.worksheet.worksheet.Worksheet) -> Rows:
    return [[_seen(cell.value) for cell in row] for row in sheet.iter_rows()]


def _seen(value: object) -> object:
    if isinstance(value, datetime.datetime):
        return value.date()
    return unescape_text(value) if isinstance(value, str) else value
