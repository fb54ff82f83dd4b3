"""Rounds of evaluation: which of several with one set is the one that stands."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from toimintamalli.model import Evaluation

__all__ = ["standing_rounds"]


def standing_rounds(evaluations: Sequence[Evaluation]) -> tuple[int, ...]:
    """Return the places of the latest evaluation with each set.

    Of two of one day the later in the list stands; one without a day stands only alone.

    Args:
        evaluations: The evaluations of one model.

    Example:
        >>> spring, autumn = datetime.date(2025, 4, 1), datetime.date(2025, 10, 1)
        >>> standing_rounds([
        ...     Evaluation(id="b", instrument="juurtumisvalmius", date=autumn),
        ...     Evaluation(id="a", instrument="juurtumisvalmius", date=spring)])
        (0,)
    """
    latest: dict[str, int] = {}
    for place, evaluation in enumerate(evaluations):
        known = latest.get(evaluation.instrument)
        if known is None or _day(evaluations[known]) <= _day(evaluation):
            latest[evaluation.instrument] = place
    return tuple(sorted(latest.values()))


def _day(evaluation: Evaluation) -> datetime.date:
    return evaluation.date or datetime.date.min
