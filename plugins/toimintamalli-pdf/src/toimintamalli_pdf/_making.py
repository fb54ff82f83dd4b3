"""Makes the documents: worksheets of a model bound together, and the report of a portfolio."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import evolve, frozen

from toimintamalli.diagnostics import Diagnostic
from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.vocabulary import Labels, labels
from toimintamalli.worksheets import PartKind, Worksheet, title_of
from toimintamalli.written import shown
from toimintamalli_pdf._findings import finding
from toimintamalli_pdf._identity import identity_of, worksheet_properties
from toimintamalli_pdf._languages import LANGUAGE_TAGS
from toimintamalli_pdf._options import PdfOptions
from toimintamalli_pdf.layout import (
    Document,
    DrawnDocument,
    Heading,
    LayoutWords,
    Section,
    draw_document,
)
from toimintamalli_pdf.reports import portfolio_sections, summary_findings, summary_section
from toimintamalli_pdf.sheets import (
    MARKS_PROPERTY,
    BoundSheet,
    Place,
    Shown,
    bound_sheet,
    chosen_worksheets,
    misplaced_answers,
    shown_of,
    written_marks,
)
from toimintamalli_pdf.tagging import DocumentInfo

__all__ = ["Made", "made_report", "made_worksheets"]

_PACKAGE: Final = "toimintamalli_pdf"
_CREATOR: Final = "toimintamalli"
_SHOWN_CHARACTERS: Final = 10
_SHOWN_TEXTS: Final = 3


@frozen(kw_only=True)
class Made:
    """A finished file, and what is to be told of it.

    Attributes:
        data: The PDF file.
        findings: What the document could not keep or show.
    """

    data: bytes
    findings: tuple[Diagnostic, ...]


def made_worksheets(model: PracticeModel, options: PdfOptions) -> Made:
    """Return worksheets of a model; several are bound together with a table of contents.

    Args:
        model: The model.
        options: Language, which worksheets, and which answers their fields hold.

    Raises:
        OptionError: There is no such worksheet, or the model has nothing of an identifier that is
            asked for.
    """
    words = labels(_PACKAGE, options.language)
    worksheets = chosen_worksheets(options)
    shown = shown_of(model, options, worksheets)
    sheets = [_sheet(one, model, shown, options, words) for one in worksheets]
    places = [place for sheet in sheets for place in sheet.places()]
    title = sheets[0].title if len(sheets) == 1 else words["bound.title"]
    marks = written_marks({place.name: place.text(options.language) for place in places})
    properties = (
        *identity_of(model, options.audience).properties(),
        *worksheet_properties(one for one in worksheets if not _is_summary(one)),
        *shown.properties(),
        (MARKS_PROPERTY, marks),
    )
    drawn = draw_document(
        Document(
            info=_info(title, model, words, properties if places else ()),
            sections=tuple(sheet.section() for sheet in sheets),
            words=_layout_words(words),
            title=title if len(sheets) > 1 else "",
        )
    )
    findings = (
        *_answer_findings(model, shown),
        *_drawing_findings(drawn, places),
        *_summary_findings(worksheets, drawn),
    )
    return Made(data=drawn.data, findings=findings)


def made_report(portfolio: Portfolio, options: PdfOptions) -> Made:
    """Return the report of a portfolio.

    Args:
        portfolio: The portfolio.
        options: Language, criteria set, day and smallest count that is shown.
    """
    words = labels(_PACKAGE, options.language)
    title = words["report.title"]
    info = _info(title, None, words, ())
    sections = portfolio_sections(
        portfolio,
        options.language,
        options.audience,
        instrument=options.instrument_id,
        as_of=options.seen_from,
        hide_below=options.hide_below,
    )
    drawn = draw_document(
        Document(info=info, sections=sections, words=_layout_words(words), title=title)
    )
    return Made(data=drawn.data, findings=tuple(_drawing_findings(drawn, ())))


@frozen
class _SummarySheet:
    """The summary for leaders: a sheet without anything to fill."""

    section_made: Section

    @property
    def title(self) -> str:
        first = self.section_made.parts[0]
        return first.text if isinstance(first, Heading) else ""

    def places(self) -> Iterator[Place]:
        return iter(())

    def section(self) -> Section:
        return self.section_made


def _sheet(
    worksheet: Worksheet, model: PracticeModel, shown: Shown, options: PdfOptions, words: Labels
) -> BoundSheet | _SummarySheet:
    if _is_summary(worksheet):
        section = summary_section(model, options.language, options.audience)
        title = title_of(worksheet).get(options.language)
        return _SummarySheet(evolve(section, listed_as=title))
    return bound_sheet(worksheet, model, shown, words)


def _is_summary(worksheet: Worksheet) -> bool:
    return any(part.kind is PartKind.SUMMARY for part in worksheet.parts)


def _info(
    title: str,
    model: PracticeModel | None,
    words: Labels,
    properties: tuple[tuple[str, str], ...],
) -> DocumentInfo:
    """Return what a document says of itself: of a model with its title, of many without."""
    about = " ".join(model.basics.title.split()) if model else ""
    basics = model.basics if model else None
    return DocumentInfo(
        title=f"{about} – {title}" if about else title,
        subject=words["document.subject"] if properties else words["document.summary"],
        language=LANGUAGE_TAGS[words.language],
        created=(basics.modified or basics.created) if basics else None,
        creator=_CREATOR,
        properties=properties,
    )


def _layout_words(words: Labels) -> LayoutWords:
    return LayoutWords(
        continued_marker=words["page.continued_marker"],
        continuation_heading=words["page.continuation_heading"],
        page_label=words["page.number"],
        contents=words["bound.contents"],
    )


def _answer_findings(model: PracticeModel, shown: Shown) -> Iterator[Diagnostic]:
    """Yield the answers that Työpohja 4 has no cell for."""
    sheets = enumerate(model.placement_worksheets)
    for path, cell in misplaced_answers(one for one in sheets if one[1].id in shown.placements):
        words = len(cell.text.split())
        yield finding("PDF003", path, row=cell.row, column=cell.column, words=words)


def _drawing_findings(drawn: DrawnDocument, places: Sequence[Place]) -> Iterator[Diagnostic]:
    """Yield what is to be told of how texts fitted onto the pages."""
    labels_by_name = {place.name: place.label for place in places}
    if drawn.missing_glyphs:
        characters = drawn.missing_glyphs[:_SHOWN_CHARACTERS]
        yield finding("PDF001", count=len(drawn.missing_glyphs), characters=characters)
    for name in drawn.continued:
        yield finding("PDF002", place=labels_by_name[name])
    for name in drawn.right_to_left:
        yield finding("PDF004", place=labels_by_name[name])
    if texts := drawn.right_to_left_texts:
        yield finding("PDF008", count=len(texts), found=tuple(map(shown, texts[:_SHOWN_TEXTS])))


def _summary_findings(
    worksheets: Iterable[Worksheet], drawn: DrawnDocument
) -> Iterator[Diagnostic]:
    """Yield that the summary for leaders is longer than its page."""
    for worksheet, pages in zip(worksheets, drawn.pages, strict=True):
        if _is_summary(worksheet):
            yield from summary_findings(pages)
