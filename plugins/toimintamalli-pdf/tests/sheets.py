"""Sheets without files: what stands in their fields, and documents that came back changed.

Test files run this file (`runpy`) rather than import it: the folder of tests is no package.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter

from toimintamalli.model import PracticeModel
from toimintamalli.text import Language
from toimintamalli.vocabulary import labels
from toimintamalli.worksheets import get_worksheet
from toimintamalli_pdf.sheets._marks import marks_from, written_marks
from toimintamalli_pdf.sheets._parts import SheetPart
from toimintamalli_pdf.sheets._places import PACKAGE, SheetContext
from toimintamalli_pdf.sheets._reading import Reading
from toimintamalli_pdf.sheets._shown import Shown
from toimintamalli_pdf.tagging import writable_text

# Texts that a file, a reader or a program may not keep as they are.
HOSTILE = (
    "=1+1", "<b>&amp;</b>", "%s {0} {name}", "(\\)", "\x00\x1f", "\ufeff", "\ud800", "a\u2028b",
    "rivi\r\nrivi", " \t ", "\u202eevil", "👩\u200d👧", "Äiti ja Öljy ”näin”", "pitkä " * 2000,
)  # fmt: skip


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


def fields_of(data: bytes) -> dict[str, str]:
    """Return what stands in each field of a file, as pypdf reads it."""
    fields = PdfReader(BytesIO(data)).get_fields() or {}
    return {name: str(one.value or "") for name, one in fields.items()}


def filled(data: bytes, answers: Mapping[str, str]) -> bytes:
    """Return a file as pypdf fills it; every name must be that of one of its fields."""
    assert set(answers) <= set(fields_of(data))
    writer = PdfWriter(clone_from=BytesIO(data))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(answers), auto_regenerate=False)
    saved = BytesIO()
    writer.write(saved)
    return saved.getvalue()
