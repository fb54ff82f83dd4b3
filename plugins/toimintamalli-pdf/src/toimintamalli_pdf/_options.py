"""What a user may choose about worksheets and reports."""

from __future__ import annotations

import datetime
from typing import Final

from attrs import frozen

from toimintamalli.diagnostics import Report, failure
from toimintamalli.errors import OptionError
from toimintamalli.instruments import DEFAULT_INSTRUMENT, instrument_ids
from toimintamalli.plugins import ExportOptions, option
from toimintamalli.vocabulary import Term
from toimintamalli.written import day
from toimintamalli_pdf._findings import finding

__all__ = ["PdfOptions"]

_PACKAGE: Final = "toimintamalli_pdf"
_DEFAULT: Final = "tyopohja-4"
_DAYS: Final = ("2025-06-30", "30.6.2025")
_LIMITS: Final = ("0", "2", "3", "…")


@frozen(kw_only=True)
class PdfOptions(ExportOptions):
    """Options of the format ``pdf``, for the worksheets of a model and the report of a portfolio.

    By default the sheet shows everything the model holds: the only filled worksheet as it is, or
    several joined cell by cell, each answer under the group that gave it.

    Attributes:
        worksheet: One model: identifier of the worksheet, several with commas between them, or
            ``all``; see `toimintamalli.worksheets.worksheet_ids`. Several are bound together with a
            table of contents.
        prefill: One model: whether the fields hold what the model holds; without it the sheets are
            empty, ready for the next workshop.
        filled: Työpohja 4: identifier of the one filled worksheet to show.
        instrument: Evaluation: identifier of the criteria set. Portfolio: the set whose evaluations
            are summed up.
        evaluation: Evaluation: identifier of the evaluation to show or to add to.
        evaluator: Evaluation: identifier of the evaluator whose answers are shown.
        metric: Metric sheet: identifier of the one metric to show.
        board: Group board: identifier of the board to show.
        as_of: Portfolio: a day from which to look, such as ``2025-06-30``.
        hide_below: Portfolio: smallest count that is shown; 0 hides none from one's own people, and
            from others those below five.

    Raises:
        OptionError: There is no such criteria set, a day is none, the limit would hide nothing, or
            a filled worksheet is chosen for an empty sheet.

    Example:
        >>> PdfOptions().worksheet
        'tyopohja-4'
    """

    worksheet: str = option(_DEFAULT, help=Term(_PACKAGE, "option.worksheet"))
    prefill: bool = option(True, help=Term(_PACKAGE, "option.prefill"))
    filled: str | None = option(None, help=Term(_PACKAGE, "option.filled"))
    instrument: str | None = option(None, help=Term(_PACKAGE, "option.instrument"))
    evaluation: str | None = option(None, help=Term(_PACKAGE, "option.evaluation"))
    evaluator: str | None = option(None, help=Term(_PACKAGE, "option.evaluator"))
    metric: str | None = option(None, help=Term(_PACKAGE, "option.metric"))
    board: str | None = option(None, help=Term(_PACKAGE, "option.board"))
    as_of: str | None = option(None, help=Term(_PACKAGE, "option.as_of"))
    hide_below: int = option(0, help=Term(_PACKAGE, "option.hide_below"))

    def __attrs_post_init__(self) -> None:
        if self.instrument is not None and self.instrument not in instrument_ids():
            raise _refused("instrument", self.instrument, instrument_ids())
        if self.as_of is not None and day(self.as_of) is None:
            raise _refused("as_of", self.as_of, _DAYS)
        if self.hide_below < 0 or self.hide_below == 1:
            raise _refused("hide_below", str(self.hide_below), _LIMITS)
        if self.filled is not None and not self.prefill:
            raise OptionError(Report((finding("PDF005", filled=self.filled),)))

    @property
    def instrument_id(self) -> str:
        """Identifier of the criteria set that is summed up."""
        return self.instrument or DEFAULT_INSTRUMENT

    @property
    def seen_from(self) -> datetime.date | None:
        """The day from which a portfolio is seen."""
        return day(self.as_of) if self.as_of else None


def _refused(name: str, found: str, allowed: tuple[str, ...]) -> OptionError:
    return OptionError(failure("TM909", option=name, found=found, allowed=allowed))
