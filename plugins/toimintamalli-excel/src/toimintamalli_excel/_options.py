"""The options of the Excel format; what is not allowed is told before anything is made."""

from __future__ import annotations

import datetime

from attrs import frozen

from toimintamalli.analysis.reports import shown_limit
from toimintamalli.diagnostics import Report, Reporter, failure
from toimintamalli.errors import OptionError
from toimintamalli.filling import written_day
from toimintamalli.instruments import DEFAULT_INSTRUMENT, instrument_ids
from toimintamalli.plugins import ExportOptions, option
from toimintamalli.vocabulary import Term
from toimintamalli.written import day
from toimintamalli_excel._words import PACKAGE

_LABELS = "toimintamalli_excel._portfolio"
_DAYS = ("2025-06-30", "30.6.2025")
_MOST_EVALUATORS = 50
_LIMITS = ("0, 2, 3 …",)

_report = Reporter(PACKAGE)


@frozen(kw_only=True)
class ExcelOptions(ExportOptions):
    """Options of the Excel format, for the workbook of one model and of a portfolio.

    Attributes:
        instrument: One model: the criteria set of an evaluation to be filled; None offers one only
            where the model has no evaluation at all. Portfolio: the set whose evaluations are
            summed up.
        evaluators: One model: how many evaluators get columns of their own in that evaluation; 0
            for answers that are agreed together.
        as_of: Portfolio: a day from which to look, such as ``2025-06-30``; None for all that is
            recorded.
        compare: Portfolio: an earlier day to compare with, before `as_of`; None for no comparison.
        hide_below: Portfolio: smallest count that is shown; 0 hides none from one's own people,
            and from others those below five.

    Raises:
        OptionError: There is no such set, a day is none, the day to compare with is not before that
            from which to look, or the limit would hide nothing.

    Example:
        >>> ExcelOptions(compare="30.6.2025").earlier
        datetime.date(2025, 6, 30)
    """

    instrument: str | None = option(None, help=Term(PACKAGE, "option.instrument"))
    evaluators: int = option(0, help=Term(PACKAGE, "option.evaluators"))
    as_of: str | None = option(None, help=Term(_LABELS, "option.as_of"))
    compare: str | None = option(None, help=Term(_LABELS, "option.compare"))
    hide_below: int = option(0, help=Term(_LABELS, "option.hide_below"))

    def __attrs_post_init__(self) -> None:
        if self.instrument is not None and self.instrument not in instrument_ids():
            raise _refused("instrument", self.instrument, instrument_ids())
        if not 0 <= self.evaluators <= _MOST_EVALUATORS:
            raise _refused("evaluators", str(self.evaluators), (f"0–{_MOST_EVALUATORS}",))
        for name, written in (("as_of", self.as_of), ("compare", self.compare)):
            if written is not None and day(written) is None:
                raise _refused(name, written, _DAYS)
        if self.seen_from and self.earlier and self.earlier >= self.seen_from:
            days = {"as_of": written_day(self.seen_from), "compare": written_day(self.earlier)}
            raise OptionError(Report((_report("EXCEL013", **days),)))
        if self.hide_below < 0 or self.hide_below == 1:
            raise _refused("hide_below", str(self.hide_below), _LIMITS)

    @property
    def instrument_id(self) -> str:
        """Identifier of the criteria set that is meant."""
        return self.instrument or DEFAULT_INSTRUMENT

    @property
    def seen_from(self) -> datetime.date | None:
        """The day from which a portfolio is seen."""
        return day(self.as_of) if self.as_of else None

    @property
    def earlier(self) -> datetime.date | None:
        """The day with which it is compared."""
        return day(self.compare) if self.compare else None

    @property
    def limit(self) -> int:
        """Smallest count that is shown; 0 where all are."""
        return shown_limit(self.audience, self.hide_below)


def _refused(name: str, found: str, allowed: tuple[str, ...]) -> OptionError:
    return OptionError(failure("TM909", option=name, found=found, allowed=allowed))
