"""Worksheets bound to a model: their parts, their titles, and the section that each becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from attrs import frozen

from toimintamalli.instruments import get_instrument
from toimintamalli.model import PracticeModel
from toimintamalli.text import Language, LocalizedText
from toimintamalli.vocabulary import Labels, counties
from toimintamalli.worksheets import PartKind, Worksheet, WorksheetPart, title_of
from toimintamalli_pdf.layout import Heading, Paragraph, Part, Section
from toimintamalli_pdf.sheets._board import BoardPart
from toimintamalli_pdf.sheets._description import DescriptionPart
from toimintamalli_pdf.sheets._evaluation import EvaluationPart
from toimintamalli_pdf.sheets._fields import FieldsPart
from toimintamalli_pdf.sheets._metrics import MetricsPart
from toimintamalli_pdf.sheets._parts import SheetPart
from toimintamalli_pdf.sheets._placement import PlacementPart
from toimintamalli_pdf.sheets._places import Place, SheetContext
from toimintamalli_pdf.sheets._said import SaidPart
from toimintamalli_pdf.sheets._shown import Shown
from toimintamalli_pdf.sheets._table import TablePart

__all__ = ["BoundSheet", "bound_sheet"]

_PARTS: Final[dict[PartKind, Callable[[WorksheetPart, SheetContext], SheetPart]]] = {
    PartKind.TEXT: SaidPart,
    PartKind.LIST: SaidPart,
    PartKind.PAGE_BREAK: SaidPart,
    PartKind.FIELDS: FieldsPart,
    PartKind.TABLE: TablePart,
    PartKind.PLACEMENT: PlacementPart,
    PartKind.EVALUATION: EvaluationPart,
    PartKind.METRICS: MetricsPart,
    PartKind.BOARD: BoardPart,
    PartKind.DESCRIPTION: DescriptionPart,
}


@frozen
class BoundSheet:
    """A worksheet, and what of a model it shows.

    Attributes:
        context: What the sheet is made of.
        parts: Its parts.
    """

    context: SheetContext
    parts: tuple[SheetPart, ...]

    @property
    def title(self) -> str:
        """Title of the sheet in the language of the document."""
        return _title(self.context).get(self.context.language)

    def places(self) -> Iterator[Place]:
        """Yield its fields, in reading order."""
        for part in self.parts:
            yield from part.places()

    def section(self) -> Section:
        """Return the sheet as the layout draws it."""
        worksheet, words = self.context.worksheet, self.context.words
        about = {"id": worksheet.id, "version": worksheet.version}
        return Section(
            parts=tuple(self._drawn()),
            footer=words.fill("page.footer", **about),
            landscape=worksheet.landscape,
        )

    def _drawn(self) -> Iterator[Part]:
        context = self.context
        yield Heading(text=self.title, level=1)
        for line in _about(context.model, context.words):
            yield Paragraph(text=line)
        if context.worksheet.instruction:
            yield Paragraph(text=context.worksheet.instruction.get(context.language))
        for part in self.parts:
            yield from part.parts()
        yield Paragraph(text=_origin(context))


def bound_sheet(
    worksheet: Worksheet, model: PracticeModel, shown: Shown, words: Labels
) -> BoundSheet:
    """Return a worksheet bound to a model.

    Args:
        worksheet: The worksheet.
        model: The model.
        shown: Which parts of the model its fields show.
        words: Words of this plugin in the language of the document.
    """
    context = SheetContext(worksheet=worksheet, model=model, shown=shown, words=words)
    parts = (_PARTS[part.kind](part, context) for part in worksheet.parts)
    return BoundSheet(context, tuple(parts))


def _title(context: SheetContext) -> LocalizedText:
    """Return the title of a sheet: that of an evaluation is the title of its criteria set."""
    if context.worksheet.parts[0].kind is PartKind.EVALUATION:
        return get_instrument(context.shown.instrument).title
    return title_of(context.worksheet)


def _about(model: PracticeModel, words: Labels) -> Iterator[str]:
    """Yield which model the sheet is about, and where it is."""
    title = " ".join(model.basics.title.split())
    if title:
        yield words.fill("context.model", title=title)
    names = ", ".join(_county_names(model.programme.counties, words.language))
    if names:
        yield words.fill("context.counties", names=names)


def _county_names(ids: tuple[str, ...], language: Language) -> Iterator[str]:
    """Yield official names; an identifier that is not on the list stands for itself."""
    names = {county.id: county.name.get(language) for county in counties()}
    return (names.get(county_id, county_id) for county_id in ids)


def _origin(context: SheetContext) -> str:
    """Return where the worksheet comes from."""
    provenance = context.worksheet.provenance
    note = provenance.note.get(context.language) if provenance.note else ""
    told = context.words.fill("sheet.source", source=provenance.source)
    return f"{told} {note}" if note else told
