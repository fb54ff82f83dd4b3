"""Sheets of a model: what stands in their fields, their files, and what comes back.

Test files run this file (`runpy`) rather than import it: the folder of tests is no package.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from toimintamalli.model import BasicData, PlacementCell, PracticeModel
from toimintamalli.plugins import Imported
from toimintamalli.text import Language
from toimintamalli.vocabulary import labels
from toimintamalli.worksheets import get_worksheet
from toimintamalli_pdf import PdfImportOptions, PdfOptions, exporter, importer
from toimintamalli_pdf.sheets._marks import marks_from, written_marks
from toimintamalli_pdf.sheets._parts import SheetPart
from toimintamalli_pdf.sheets._places import PACKAGE, SheetContext
from toimintamalli_pdf.sheets._reading import Reading
from toimintamalli_pdf.sheets._shown import Shown
from toimintamalli_pdf.tagging import writable_text

BLANK = PracticeModel(id="malli-1", basics=BasicData(title="Etävastaanotto"))

# Texts that a file, a reader or a program may not keep as they are.
HOSTILE = (
    "=1+1", "<b>&amp;</b>", "%s {0} {name}", "(\\)", "\x00\x1f", "\ufeff", "\ud800", "a\u2028b",
    "rivi\r\nrivi", " \t ", "\u202eevil", "👩\u200d👧", "Äiti ja Öljy ”näin”", "pitkä " * 2000,
)  # fmt: skip


def cell(row: str, column: str, text: str) -> PlacementCell:
    return PlacementCell(row=row, column=column, text=text)


def sheet_of(
    kind: Callable[..., SheetPart],
    worksheet: str,
    model: PracticeModel,
    *,
    part: str,
    language: Language = Language.FINNISH,
    shown: Shown | None = None,
) -> Any:
    """Return a part of a worksheet, bound to a model."""
    definition = get_worksheet(worksheet)
    context = SheetContext(
        worksheet=definition,
        model=model,
        shown=shown or Shown(),
        words=labels(PACKAGE, language),
    )
    return kind(next(one for one in definition.parts if one.id == part), context)


def texts_of(sheet: SheetPart) -> dict[str, str]:
    """Return what stands in each field; two fields of one name are an error of the sheet."""
    places = list(sheet.places())
    texts = {place.name: place.text(sheet.context.language) for place in places}
    assert len(texts) == len(places)
    return texts


def returned(
    made: SheetPart, changes: Mapping[str, str] | None = None, *, has_marks: bool = True
) -> Reading:
    """Return the document of a sheet after people changed some of its fields."""
    texts = texts_of(made)
    assert set(changes or {}) <= set(texts)
    return Reading(
        texts={**texts, **{name: writable_text(text) for name, text in (changes or {}).items()}},
        marks=marks_from(written_marks(texts)) if has_marks else None,
        language=made.context.language,
        made_empty=made.context.shown.is_empty,
    )


@cache
def file_of(worksheet: str, model: PracticeModel, **options: Any) -> bytes:
    """Return the file of a worksheet; it is drawn once, whoever looks at it."""
    return exporter.render(model, PdfOptions(worksheet=worksheet, **options)).data


def read(data: bytes, into: PracticeModel | None = None, **options: Any) -> Imported:
    """Return what the importer proposes for a file."""
    return importer.read(data, PdfImportOptions(**options), into=into)
