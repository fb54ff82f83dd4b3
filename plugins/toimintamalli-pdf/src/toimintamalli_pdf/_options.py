"""What a user may choose about the worksheet."""

from __future__ import annotations

from attrs import frozen

from toimintamalli.diagnostics import Report
from toimintamalli.errors import OptionError
from toimintamalli.plugins import ExportOptions, option
from toimintamalli.vocabulary import Term
from toimintamalli_pdf._findings import finding

__all__ = ["PdfOptions"]

_PREFILL_HELP = Term("toimintamalli_pdf", "option.prefill")
_FILLED_HELP = Term("toimintamalli_pdf", "option.filled")


@frozen(kw_only=True)
class PdfOptions(ExportOptions):
    """Options of the format ``pdf``.

    By default the sheet shows everything the model holds: the only filled worksheet as it is, or
    several joined cell by cell, each answer under the group that gave it.

    Attributes:
        language: Language of the worksheet and of the words around it; answers stay as they are.
        prefill: Whether the fields hold the answers of the model; without them the sheet is
            empty, ready for the next workshop.
        filled: Identifier of the one filled worksheet to show.

    Raises:
        OptionError: A filled worksheet is chosen for an empty sheet.
    """

    prefill: bool = option(True, help=_PREFILL_HELP)
    filled: str | None = option(None, help=_FILLED_HELP)

    def __attrs_post_init__(self) -> None:
        if self.filled is not None and not self.prefill:
            raise OptionError(Report((finding("PDF005", filled=self.filled),)))
