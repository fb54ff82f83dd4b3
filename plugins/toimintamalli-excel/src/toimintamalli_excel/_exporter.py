"""The exporter: a model or a portfolio becomes a described workbook, and that becomes a file."""

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
from toimintamalli_excel._offered import offers_evaluation
from toimintamalli_excel._options import ExcelOptions
from toimintamalli_excel._portfolio import portfolio_workbook
from toimintamalli_excel._words import PACKAGE
from toimintamalli_excel.workbook import Note, NoteKind, WorkbookSpec, write_workbook

# The names of sheets and tables are our own and always usable: adjusted ones are never reported.
_CODES: Final = {
    NoteKind.CHARACTERS_REMOVED: "EXCEL001",
    NoteKind.TEXT_CONTINUED: "EXCEL002",
    NoteKind.WRITTEN_AS_TEXT: "EXCEL003",
}

_report = Reporter(PACKAGE)


@frozen
class ExcelExporter:
    """Makes an Excel workbook of a practice model, or of a portfolio.

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
    subjects: frozenset[type] = field(default=frozenset({PracticeModel, Portfolio}), init=False)
    options_type: type[ExcelOptions] = field(default=ExcelOptions, init=False)

    @property
    def title(self) -> LocalizedText:
        """What the format is, for people."""
        return localized(PACKAGE, "workbook.format")

    def render(self, subject: PracticeModel | Portfolio, options: ExcelOptions, /) -> Rendered:
        """Return the workbook of a practice model or a portfolio.

        Args:
            subject: The practice model, or the portfolio.
            options: The language, the audience, what is offered to be filled in the workbook of a
                model, and what is summed up of a portfolio.

        Raises:
            SubjectError: The subject is neither.
        """
        if isinstance(subject, Portfolio):
            described = portfolio_workbook(subject, options)
            findings = described.findings + _without_effect(subject, options)
            return self._rendered(described.spec, findings)
        if not isinstance(subject, PracticeModel):
            found = type(subject).__name__
            allowed = tuple(sorted(kind.__name__ for kind in self.subjects))
            raise SubjectError(failure("TM910", format=self.name, found=found, allowed=allowed))
        return self._rendered(model_workbook(subject, options), _without_effect(subject, options))

    def _rendered(self, spec: WorkbookSpec, findings: Report) -> Rendered:
        written = write_workbook(spec)
        return Rendered(
            data=written.data,
            suffix=self.suffix,
            media_type=self.media_type,
            diagnostics=findings + Report(_findings(written.notes)),
        )


def _without_effect(subject: PracticeModel | Portfolio, options: ExcelOptions) -> Report:
    """Tell of options that were given, but are for another workbook than this."""
    if isinstance(subject, PracticeModel):
        names = ["as_of", "compare", "hide_below"]
        names += () if offers_evaluation(subject, options) else ("evaluators",)
    else:
        names = ["evaluators"]
    given = tuple(name for name in names if getattr(options, name))
    return Report((_report("EXCEL012", options=given),) if given else ())


def _findings(notes: Iterable[Note]) -> Iterator[Diagnostic]:
    for note in notes:
        if note.kind in _CODES and note.sheet is not None:
            yield _report(_CODES[note.kind], sheet=note.sheet, count=note.count)
