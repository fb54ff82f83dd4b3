"""The importer: a filled worksheet becomes a proposal of changes to the model it was made from."""

from __future__ import annotations

from typing import Any, Final

from attrs import field, frozen

from toimintamalli.analysis.differences import Difference, differences
from toimintamalli.diagnostics import Report, failure
from toimintamalli.errors import OptionError
from toimintamalli.model import PracticeModel, Record
from toimintamalli.model.traversal import texts_of
from toimintamalli.plugins import Change, Imported, ImportOptions, option
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary import Term, localized
from toimintamalli.written import day

__all__ = ["PdfImportOptions", "PdfImporter"]

_PACKAGE: Final = "toimintamalli_pdf"
_EXAMPLES_OF_DAYS: Final = ("2025-03-04", "4.3.2025")


@frozen(kw_only=True)
class PdfImportOptions(ImportOptions):
    """Options of reading a filled worksheet.

    Attributes:
        source: The group that filled the worksheet, where the sheet itself does not tell.
        date: Day of filling, where the sheet itself does not tell.
        other_model: Whether the sheet is read although it was made of another model, or does not
            tell of which.

    Raises:
        OptionError: The date is no day.
    """

    source: str | None = option(None, help=Term(_PACKAGE, "option.import_source"))
    date: str | None = option(None, help=Term(_PACKAGE, "option.import_date"))
    other_model: bool = option(False, help=Term(_PACKAGE, "option.other_model"))

    def __attrs_post_init__(self) -> None:
        if self.date is not None and day(self.date) is None:
            report = failure("TM909", option="date", found=self.date, allowed=_EXAMPLES_OF_DAYS)
            raise OptionError(report)


@frozen
class PdfImporter:
    """Reads worksheets that the format made and people filled.

    Attributes:
        name: Name of the format.
        suffixes: Suffixes of its files.
        api_version: Version of the importer protocol.
        options_type: The class of its options.
    """

    name: str = field(default="pdf", init=False)
    suffixes: tuple[str, ...] = field(default=(".pdf",), init=False)
    api_version: int = field(default=1, init=False)
    options_type: type[PdfImportOptions] = field(default=PdfImportOptions, init=False)

    @property
    def title(self) -> LocalizedText:
        """What the format is, for people."""
        return localized(_PACKAGE, "format.read_title")

    def read(
        self, data: bytes, options: PdfImportOptions, /, *, into: PracticeModel | None
    ) -> Imported:
        """Return the proposal that a filled worksheet makes.

        Args:
            data: The bytes of the file.
            options: What is told of the sheet, and whether another model's is read.
            into: The model that the sheet was made from; without it a model is made of what the
                sheet holds.

        Raises:
            ReadError: The file is no worksheet that can be read back, or was made of another
                model.
        """
        from toimintamalli_pdf._document import read_document
        from toimintamalli_pdf._proposing import Told, proposed_model
        from toimintamalli_pdf._returned import require_same_model, returned_sheets

        returned = returned_sheets(read_document(data))
        if into is not None and not options.other_model:
            require_same_model(returned.identity, into)
        told = Told(
            source=" ".join((options.source or "").split()),
            date=day(options.date) if options.date else None,
        )
        proposed, findings = proposed_model(returned, into, told)
        changes = () if into is None else tuple(map(_change, differences(into, proposed)))
        return Imported(
            model=proposed, diagnostics=Report((*returned.findings, *findings)), changes=changes
        )


def _change(difference: Difference) -> Change:
    before, after = _shown(difference.before), _shown(difference.after)
    return Change(path=difference.path, before=before, after=after)


def _shown(value: Any) -> str:
    if isinstance(value, Record):
        return ", ".join(text for _, text in texts_of(value))
    return "" if value is None else str(value)
