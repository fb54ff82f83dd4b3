"""Worksheets (työpohjat): what a sheet asks, and which part of a model each answer belongs to.

A worksheet is a TOML file whose keys are the attributes of `Worksheet`. Formats lay it out, empty
or with what a model holds, and read it back. A package offers worksheets by an entry point in the
group ``toimintamalli.worksheets``: its name is the identifier of the worksheet, its value the
package that carries ``<identifier>.toml``. Such a package needs no code.
"""

from __future__ import annotations

from toimintamalli.worksheets._definition import (
    EarlierWorksheet,
    PartKind,
    QuestionSource,
    RenamedField,
    Worksheet,
    WorksheetField,
    WorksheetPart,
)
from toimintamalli.worksheets._paths import ModelPath, model_path
from toimintamalli.worksheets._questions import Question, Questions, questions_of, title_of
from toimintamalli.worksheets._sets import (
    BUNDLED,
    DEFAULT_WORKSHEET,
    WorksheetInfo,
    get_worksheet,
    list_worksheets,
    load_worksheet,
    worksheet_ids,
)

__all__ = [
    "BUNDLED",
    "DEFAULT_WORKSHEET",
    "EarlierWorksheet",
    "ModelPath",
    "PartKind",
    "Question",
    "QuestionSource",
    "Questions",
    "RenamedField",
    "Worksheet",
    "WorksheetField",
    "WorksheetInfo",
    "WorksheetPart",
    "get_worksheet",
    "list_worksheets",
    "load_worksheet",
    "model_path",
    "questions_of",
    "title_of",
    "worksheet_ids",
]
