"""The options of the Excel format; what is not allowed is told before anything is made."""

from __future__ import annotations

import datetime

from attrs import frozen

from toimintamalli.analysis.hiding import DEFAULT_LIMIT
from toimintamalli.audience import Audience
from toimintamalli.diagnostics import failure
from toimintamalli.errors import OptionError
from toimintamalli.instruments import DEFAULT_INSTRUMENT, instrument_ids
from toimintamalli.plugins import ExportOptions, option
from toimintamalli.vocabulary import Term
from toimintamalli.written import day

_LABELS = "toimintamalli_excel._portfolio"
_DAYS = ("2025-06-30", "30.6.2025")
_LIMITS = ("0, 2, 3 …",)


@frozen(kw_only=True)
class ExcelOptions(ExportOptions):
    """Options of the Excel format; those beside the language and audience are for portfolios.

    Attributes:
        instrument: The criteria set whose evaluations are summed up.
        as_of: A day from which to look, such as ``2025-06-30``; None for all that is recorded.
        compare: An earlier day to compare with; None for no comparison.
        hide_below: Smallest count that is shown; 0 hides none from one's own people, and from
            others those below five.

    Raises:
        OptionError: There is no such set, a day is none, or the limit would hide nothing.

    Example:
        >>> ExcelOptions(compare="30.6.2025").earlier
        datetime.date(2025, 6, 30)
    """

    instrument: str = option(DEFAULT_INSTRUMENT, help=Term(_LABELS, "option.instrument"))
    as_of: str | None = option(None, help=Term(_LABELS, "option.as_of"))
    compare: str | None = option(None, help=Term(_LABELS, "option.compare"))
    hide_below: int = option(0, help=Term(_LABELS, "option.hide_below"))

    def __attrs_post_init__(self) -> None:
        if self.instrument != DEFAULT_INSTRUMENT and self.instrument not in instrument_ids():
            raise _refused("instrument", self.instrument, instrument_ids())
        for name, written in (("as_of", self.as_of), ("compare", self.compare)):
            if written is not None and day(written) is None:
                raise _refused(name, written, _DAYS)
        if self.hide_below < 0 or self.hide_below == 1:
            raise _refused("hide_below", str(self.hide_below), _LIMITS)

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
        if self.hide_below:
            return self.hide_below
        return 0 if self.audience is Audience.INTERNAL else DEFAULT_LIMIT


def _refused(name: str, found: str, allowed: tuple[str, ...]) -> OptionError:
    return OptionError(failure("TM909", option=name, found=found, allowed=allowed))
