"""What a workbook tells of itself in its guide: the exporter writes it, the importer reads it."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from toimintamalli.audience import Audience
from toimintamalli.diagnostics import Report, Reporter
from toimintamalli.errors import ReadError
from toimintamalli.filling import as_text
from toimintamalli.model import PracticeModel
from toimintamalli.text import Language
from toimintamalli_excel._words import PACKAGE, Words
from toimintamalli_excel.workbook import ReadTable, ReadWorkbook

WORKBOOK_FORMAT: Final = "toimintamalli-excel"
"""The name of the layout of sheets and columns."""

PORTFOLIO_FORMAT: Final = "toimintamalli-excel-portfolio"
"""The name of that of a summary of many models, which is not read back."""

WORKBOOK_FORMAT_VERSION: Final = 2
"""The version of the layout of one model; it grows when a sheet or a column changes its meaning."""

_report: Final = Reporter(PACKAGE)


@frozen(kw_only=True)
class WorkbookFacts:
    """What the guide of a workbook tells.

    Attributes:
        language: Language of its words.
        model: Identifier of the model that it was made from; empty where that has none.
        title: Title of that model, on one line.
        state: State of that model when the workbook was made; see
            `toimintamalli.documents.state_of`.
    """

    language: Language
    model: str
    title: str
    state: str


def facts_of(workbook: ReadWorkbook) -> WorkbookFacts:
    """Return what a workbook tells of itself.

    Args:
        workbook: The workbook as read.

    Raises:
        ReadError: It was not made by this format, by another version of it, of many models, or for
            others than those who write the model.
    """
    for language in Language:
        words = Words(language)
        for table in workbook.tables:
            rows = _labelled(table)
            if words["guide.file.format"] in rows:
                _require_version(rows[words["guide.file.format"]])
                _require_internal(rows.get(words["guide.file.audience"], ""), words)
                return WorkbookFacts(
                    language=language,
                    model=rows.get(words["guide.file.model"], ""),
                    title=rows.get(words.record(PracticeModel), ""),
                    state=rows.get(words["guide.file.state"], ""),
                )
    sheets = tuple(table.sheet for table in workbook.tables) or ("–",)
    raise ReadError(Report((_report("EXCEL170", found=sheets),)))


def _labelled(table: ReadTable) -> dict[str, str]:
    """Return the texts of column B by the labels of column A."""
    rows: dict[str, str] = {}
    for row in table.rows:
        label, text = (*(cell.value for cell in row.cells), None, None)[:2]
        if isinstance(label, str):
            rows.setdefault(label, "" if text is None else as_text(text))
    return rows


def _require_version(written: str) -> None:
    name, _, version = written.partition(" ")
    if name == WORKBOOK_FORMAT and version == str(WORKBOOK_FORMAT_VERSION):
        return
    if name == PORTFOLIO_FORMAT:
        raise ReadError(Report((_report("EXCEL176"),)))
    is_newer = version.isdigit() and int(version) > WORKBOOK_FORMAT_VERSION
    code = "EXCEL171" if is_newer else "EXCEL172"
    raise ReadError(Report((_report(code, found=written, known=WORKBOOK_FORMAT_VERSION),)))


def _require_internal(written: str, words: Words) -> None:
    if written not in ("", words[f"audience.{Audience.INTERNAL.value}"]):
        raise ReadError(Report((_report("EXCEL173", audience=written),)))
