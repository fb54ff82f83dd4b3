"""Parts that only say something: text, points, a page break."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from toimintamalli.diagnostics import Wording
from toimintamalli.model import PracticeModel
from toimintamalli.worksheets import PartKind, WorksheetPart
from toimintamalli_pdf.layout import Bullets, Heading, PageBreak, Paragraph, Part
from toimintamalli_pdf.sheets._places import Place, SheetContext, choices_of
from toimintamalli_pdf.sheets._reading import Reading

__all__ = ["SaidPart", "choices_said", "introduction"]


def introduction(part: WorksheetPart, context: SheetContext) -> Iterator[Part]:
    """Yield heading and text above what a part asks.

    Args:
        part: The part of the worksheet.
        context: What the sheet is made of.
    """
    if part.heading:
        yield Heading(text=part.heading.get(context.language))
    if part.text:
        yield Paragraph(text=part.text.get(context.language))


def choices_said(name: Wording, place: Place, context: SheetContext) -> Iterator[Part]:
    """Yield what can be chosen, for those who fill a sheet on paper; nothing for other fields.

    Args:
        name: What the field is called there.
        place: The field.
        context: What the sheet is made of.
    """
    choices = choices_of(place, context.language)
    if choices:
        told = {"name": name.get(context.language), "values": " · ".join(choices)}
        yield Paragraph(text=context.words.fill("table.key", **told))


@frozen
class SaidPart:
    """Text, points or a page break."""

    part: WorksheetPart
    context: SheetContext

    def parts(self) -> Iterator[Part]:
        """Yield what is drawn."""
        if self.part.kind is PartKind.PAGE_BREAK:
            yield PageBreak()
        yield from introduction(self.part, self.context)
        if self.part.items:
            yield Bullets(items=tuple(item.get(self.context.language) for item in self.part.items))

    def places(self) -> Iterator[Place]:
        """Yield nothing: there is nothing to fill."""
        return iter(())

    def proposed(self, model: PracticeModel, reading: Reading) -> PracticeModel:
        """Return the model as it is."""
        return model
