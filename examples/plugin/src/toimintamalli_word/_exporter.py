"""The exporter: what it is called, what it can be asked for, and the way from model to bytes."""

from __future__ import annotations

from typing import Final

from attrs import field, frozen

from toimintamalli.diagnostics import Report, failure
from toimintamalli.errors import SubjectError
from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.plugins import ExportOptions, Rendered, option
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary import Term, localized

__all__ = ["WordExporter", "WordOptions"]

_PACKAGE: Final = "toimintamalli_word"


@frozen(kw_only=True)
class WordOptions(ExportOptions):
    """Options of the format ``word``.

    Attributes:
        guidance: Whether required fields that are still empty are shown, with what to write there.
        evaluations: Whether the tables of the evaluations are shown.

    Example:
        >>> WordOptions().guidance
        False
    """

    guidance: bool = option(False, help=Term(_PACKAGE, "option.guidance"))
    evaluations: bool = option(True, help=Term(_PACKAGE, "option.evaluations"))


@frozen
class WordExporter:
    """Writes a practice model as a Word document.

    Attributes:
        name: Name of the format.
        suffix: Suffix of its files.
        media_type: Media type of its files.
        api_version: Version of the exporter protocol it is made for.
        subjects: What it exports.
        options_type: Class of its options.
    """

    name: str = field(default="word", init=False)
    suffix: str = field(default=".docx", init=False)
    media_type: str = field(
        default="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        init=False,
    )
    api_version: int = field(default=1, init=False)
    subjects: frozenset[type] = field(default=frozenset({PracticeModel}), init=False)
    options_type: type[WordOptions] = field(default=WordOptions, init=False)

    @property
    def title(self) -> LocalizedText:
        """What the format is, for people."""
        return localized(_PACKAGE, "format.title")

    def render(self, subject: PracticeModel | Portfolio, options: WordOptions, /) -> Rendered:
        """Return the document of a model.

        Args:
            subject: The practice model.
            options: Language, audience, and which parts are shown.

        Raises:
            SubjectError: The subject is no practice model.
        """
        if not isinstance(subject, PracticeModel):
            found, allowed = type(subject).__name__, (PracticeModel.__name__,)
            raise SubjectError(failure("TM910", format=self.name, found=found, allowed=allowed))
        from toimintamalli_word._document import document_bytes
        from toimintamalli_word._left_out import left_out
        from toimintamalli_word._legible import legible
        from toimintamalli_word._outline import Outline

        model, unwritable = legible(subject)
        outline = Outline(model, options)
        data = document_bytes(tuple(outline.parts()), model, options.language)
        return Rendered(
            data=data,
            suffix=self.suffix,
            media_type=self.media_type,
            diagnostics=Report((*unwritable, *outline.findings, *left_out(model, options))),
        )
