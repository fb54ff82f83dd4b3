"""The export format ``pdf``: from a practice model to a finished file and what to tell of it."""

from __future__ import annotations

from typing import Final

from attrs import field, frozen

from toimintamalli.diagnostics import Report, failure
from toimintamalli.errors import SubjectError
from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.plugins import Rendered
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary import labels, localized, worksheet
from toimintamalli_pdf._answers import chosen_sheets, join_answers
from toimintamalli_pdf._identity import identity_of
from toimintamalli_pdf._options import PdfOptions
from toimintamalli_pdf._report import answer_findings, drawing_findings

__all__ = ["PdfExporter"]

_PACKAGE: Final = "toimintamalli_pdf"


@frozen
class PdfExporter:
    """Draws Työpohja 4 of a practice model as an accessible PDF with fields to fill in.

    Attributes:
        name: Name of the format.
        suffix: Suffix of its files.
        media_type: Media type of its files.
        api_version: Version of the exporter protocol it is made for.
        subjects: What it exports.
        options_type: Class of its options.
    """

    name: str = field(default="pdf", init=False)
    suffix: str = field(default=".pdf", init=False)
    media_type: str = field(default="application/pdf", init=False)
    api_version: int = field(default=1, init=False)
    subjects: frozenset[type] = field(default=frozenset({PracticeModel}), init=False)
    options_type: type[PdfOptions] = field(default=PdfOptions, init=False)

    @property
    def title(self) -> LocalizedText:
        """What the format is, for people."""
        return localized(_PACKAGE, "format.title")

    def render(self, subject: PracticeModel | Portfolio, options: PdfOptions, /) -> Rendered:
        """Return the worksheet of a model as a PDF file.

        Args:
            subject: The practice model.
            options: Language, and which answers the fields hold.

        Raises:
            SubjectError: The subject is not a practice model.
            OptionError: The model has no filled worksheet of the identifier asked for.
        """
        from toimintamalli_pdf._worksheet import draw_worksheet

        if not isinstance(subject, PracticeModel):
            found = type(subject).__name__
            allowed = (PracticeModel.__name__,)
            raise SubjectError(failure("TM910", format=self.name, found=found, allowed=allowed))
        definition = worksheet("tyopohja-4")
        words = labels(_PACKAGE, options.language)
        sheets = chosen_sheets(subject, options, words)
        texts = join_answers(sheets, definition)
        identity = identity_of(subject, (sheet.id for sheet in sheets), options.audience)
        drawn = draw_worksheet(definition, subject, sheets, texts, words, identity)
        findings = (
            *answer_findings(definition, sheets, texts),
            *drawing_findings(definition, drawn),
        )
        return Rendered(
            data=drawn.data,
            suffix=self.suffix,
            media_type=self.media_type,
            diagnostics=Report(findings),
        )
