"""The export format ``pdf``: from a practice model to a finished file and what to tell of it."""

from __future__ import annotations

from attrs import frozen

from toimintamalli.diagnostics import Report, failure
from toimintamalli.errors import SubjectError
from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.plugins import ExportOptions, Rendered
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary import labels, localized, worksheet
from toimintamalli_pdf._answers import chosen_sheets, join_answers
from toimintamalli_pdf._options import PdfOptions
from toimintamalli_pdf._report import answer_findings, drawing_findings

__all__ = ["PdfExporter"]

_PACKAGE = "toimintamalli_pdf"
_TITLE = localized(_PACKAGE, "format.title")


@frozen(kw_only=True)
class PdfExporter:
    """Draws Työpohja 4 of a practice model as an accessible PDF with fields to fill in.

    Attributes:
        name: Name of the format.
        title: What the format is, for people.
        suffix: Suffix of its files.
        media_type: Media type of its files.
        api_version: Version of the exporter protocol it is made for.
        subjects: What it exports.
        options_type: Class of its options.
    """

    name: str = "pdf"
    title: LocalizedText = _TITLE
    suffix: str = ".pdf"
    media_type: str = "application/pdf"
    api_version: int = 1
    subjects: frozenset[type] = frozenset({PracticeModel})
    options_type: type[ExportOptions] = PdfOptions

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

        model = self._model(subject)
        definition = worksheet("tyopohja-4")
        words = labels(_PACKAGE, options.language)
        sheets = chosen_sheets(model, options, words)
        texts = join_answers(sheets, definition)
        drawn = draw_worksheet(definition, model, sheets, texts, words)
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

    def _model(self, subject: PracticeModel | Portfolio) -> PracticeModel:
        if isinstance(subject, PracticeModel):
            return subject
        allowed = tuple(kind.__name__ for kind in self.subjects)
        found = type(subject).__name__
        raise SubjectError(failure("TM910", format=self.name, found=found, allowed=allowed))
