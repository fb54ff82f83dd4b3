"""The exporter: a practice model becomes a described workbook, and that becomes a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import field, frozen

from toimintamalli.diagnostics import Diagnostic, Report, Reporter, failure
from toimintamalli.errors import SubjectError
from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.plugins import Rendered
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary import localized
from toimintamalli_excel._content import model_workbook
from toimintamalli_excel._options import ExcelOptions
from toimintamalli_excel._words import PACKAGE
from toimintamalli_excel.workbook import Note, NoteKind, write_workbook

# The names of sheets and tables are our own and always usable: adjusted ones are never reported.
_CODES: Final = {
    NoteKind.CHARACTERS_REMOVED: "EXCEL001",
    NoteKind.TEXT_CONTINUED: "EXCEL002",
    NoteKind.WRITTEN_AS_TEXT: "EXCEL003",
}

_report = Reporter(PACKAGE)


@frozen
class ExcelExporter:
    """Makes an Excel workbook of a practice model.

    Attributes:
        name: Name of the format.
        suffix: Suffix of its files.
        media_type: Media type of its files.
        api_version: Version of the exporter protocol.
        subjects: What it exports.
        options_type: The class of its options.
    """

    name: str = field(default="excel", init=False)
    suffix: str = field(default=".xlsx", init=False)
    media_type: str = field(
        default="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", init=False
    )
    api_version: int = field(default=1, init=False)
    subjects: frozenset[type] = field(default=frozenset({PracticeModel}), init=False)
    options_type: type[ExcelOptions] = field(default=ExcelOptions, init=False)

    @property
    def title(self) -> LocalizedText:
        """What the format is, for people."""
        return localized(PACKAGE, "workbook.format")

    def render(self, subject: PracticeModel | Portfolio, options: ExcelOptions, /) -> Rendered:
        """Return the workbook of a practice model.

        Args:
            subject: The practice model.
            options: The language of headings, the audience, and what is offered to be filled.

        Raises:
            SubjectError: The subject is no practice model.
        """
        if not isinstance(subject, PracticeModel):
            found = type(subject).__name__
            allowed = (PracticeModel.__name__,)
            raise SubjectError(failure("TM910", format=self.name, found=found, allowed=allowed))
        written = write_workbook(model_workbook(subject, options))
        return Rendered(
            data=written.data,
            suffix=self.suffix,
            media_type=self.media_type,
            diagnostics=Report(_findings(written.notes)),
        )


def _findings(notes: Iterable[Note]) -> Iterator[Diagnostic]:
    for note in notes:
        if note.kind in _CODES and note.sheet is not None:
            yield _report(_CODES[note.kind], sheet=note.sheet, count=note.count)
