"""The worksheets that the library carries."""

from __future__ import annotations

from collections.abc import Iterator

from _generate._texts import each_language, source, three
from toimintamalli.worksheets import Worksheet, WorksheetPart, list_worksheets, title_of

__all__ = ["worksheets"]


def worksheets() -> Iterator[str]:
    """Yield the page of the worksheets."""
    yield "# Worksheets\n"
    yield "The sheets that this library carries: what each asks, and where it is kept in the model."
    yield "Fields are named `prefix_part_row_field`; the names stay as long as the version does.\n"
    for row in list_worksheets():
        if row.distribution == "toimintamalli" and row.worksheet:
            yield from _worksheet(row.worksheet)


def _worksheet(sheet: Worksheet) -> Iterator[str]:
    yield f"## {sheet.id}\n"
    yield f"{three(title_of(sheet))}\n"
    if sheet.instruction:
        yield f"{three(sheet.instruction)}\n"
    yield f"Prefix `{sheet.prefix}`, version {sheet.version}. Source {source(sheet.provenance)}\n"
    yield from each_language(sheet.provenance.note)
    yield from map(_worksheet_part, sheet.parts)
    yield ""


def _worksheet_part(part: WorksheetPart) -> str:
    name = f"`{part.kind}`" + (f" `{part.id}`" if part.id else "")
    fields = ", ".join(f"`{one.field}`" for one in part.fields)
    asked = f": {fields} of `{part.record}`" if fields else ""
    rows = f"; a row for each `{part.key}`" if part.key else ""
    blank = f"; {part.blank} empty rows" if part.blank else ""
    return f"- {name}{asked}{rows}{blank}"
