"""The exporter: worksheets and summaries of a model, and the report of a portfolio, as PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from attrs import field, fields_dict, frozen

from toimintamalli.diagnostics import Diagnostic, Report, failure
from toimintamalli.errors import SubjectError
from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.plugins import Rendered
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary import localized
from toimintamalli_pdf._findings import finding
from toimintamalli_pdf._options import PdfOptions

if TYPE_CHECKING:
    from toimintamalli_pdf._making import Made

__all__ = ["PdfExporter"]

_PACKAGE: Final = "toimintamalli_pdf"
_OF_MODELS: Final = ("worksheet", "prefill", "filled", "evaluation", "evaluator", "metric", "board")
_OF_PORTFOLIOS: Final = ("as_of", "hide_below")


@frozen
class PdfExporter:
    """Draws worksheets and reports as accessible PDF documents.

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
    subjects: frozenset[type] = field(default=frozenset({PracticeModel, Portfolio}), init=False)
    options_type: type[PdfOptions] = field(default=PdfOptions, init=False)

    @property
    def title(self) -> LocalizedText:
        """What the format is, for people."""
        return localized(_PACKAGE, "format.title")

    def render(self, subject: PracticeModel | Portfolio, options: PdfOptions, /) -> Rendered:
        """Return the worksheets of a model, or the report of a portfolio, as a PDF file.

        Args:
            subject: The practice model or the portfolio.
            options: Language, which worksheets, and which answers their fields hold.

        Raises:
            SubjectError: The subject is neither a practice model nor a portfolio.
            OptionError: There is no such worksheet, or the model has nothing of an identifier that
                is asked for.
        """
        made = self._made(subject, options)
        return Rendered(
            data=made.data,
            suffix=self.suffix,
            media_type=self.media_type,
            diagnostics=Report((*made.findings, *_without_effect(subject, options))),
        )

    def _made(self, subject: object, options: PdfOptions) -> Made:
        from toimintamalli_pdf._making import made_report, made_worksheets

        match subject:
            case PracticeModel():
                return made_worksheets(subject, options)
            case Portfolio():
                return made_report(subject, options)
        found = type(subject).__name__
        allowed = (PracticeModel.__name__, Portfolio.__name__)
        raise SubjectError(failure("TM910", format=self.name, found=found, allowed=allowed))


def _without_effect(
    subject: PracticeModel | Portfolio, options: PdfOptions
) -> Iterator[Diagnostic]:
    """Yield that options were given which are for another document than this."""
    defaults = fields_dict(PdfOptions)
    names = _OF_PORTFOLIOS if isinstance(subject, PracticeModel) else _OF_MODELS
    given = tuple(name for name in names if getattr(options, name) != defaults[name].default)
    if given:
        yield finding("PDF007", options=given)
