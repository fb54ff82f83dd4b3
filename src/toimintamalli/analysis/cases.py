"""Cases: which evaluation speaks for each model on a day, and what it says."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from attrs import evolve, frozen

from toimintamalli.analysis.answers import read_sheets
from toimintamalli.analysis.consensus import Settled, settle
from toimintamalli.diagnostics import Diagnostic, Report
from toimintamalli.model import Evaluation, Portfolio, PracticeModel
from toimintamalli.model.instrument import Instrument

__all__ = ["Case", "cases", "seen_from"]


@frozen(kw_only=True)
class Case:
    """An evaluated model.

    Attributes:
        place: Place of the model in its portfolio, from 0.
        model: The model, with the stages that it had reached on the day.
        evaluation: The evaluation that speaks for it.
        settled: What stands on each criterion of the set.
    """

    place: int
    model: PracticeModel
    evaluation: Evaluation
    settled: tuple[Settled, ...]


def cases(
    portfolio: Portfolio, instrument: Instrument, as_of: datetime.date | None = None
) -> tuple[tuple[Case, ...], Report]:
    """Return the evaluated models of a portfolio.

    For each model its latest evaluation with the set speaks; of two of one day the later in the
    document. Seen from a day, evaluations and stages after it are not there yet, and evaluations
    without a day are left out.

    Args:
        portfolio: The models.
        instrument: The criteria set.
        as_of: The day; None for all that is recorded.

    Returns:
        The cases in the order of the portfolio, and the answers that could not be used.
    """
    found: list[Case] = []
    problems: list[Diagnostic] = []
    for place, model in enumerate(portfolio.models):
        chosen = _latest(model.evaluations, instrument, as_of)
        if chosen is None:
            continue
        seen = seen_from(model, as_of)
        evaluation = model.evaluations[chosen]
        sheets = read_sheets(evaluation, instrument, seen, path=f"evaluations[{chosen}]")
        problems += sheets.problems.at(portfolio.source_of(place))
        settled = settle(sheets, instrument)
        found.append(Case(place=place, model=seen, evaluation=evaluation, settled=settled))
    return tuple(found), Report(problems)


def seen_from(model: PracticeModel, as_of: datetime.date | None) -> PracticeModel:
    """Return a model with the stages that it had reached on a day.

    A stage without a day stays: nothing tells that it came later.

    Args:
        model: The model.
        as_of: The day; None for all that is recorded.

    Example:
        >>> from toimintamalli.model import DevelopmentStage, StageRecord
        >>> rooted = StageRecord(stage=DevelopmentStage.ROOTED, date=datetime.date(2025, 12, 1))
        >>> seen_from(PracticeModel(stages=(rooted,)), datetime.date(2025, 6, 30)).stages
        ()
    """
    if as_of is None:
        return model
    reached = tuple(
        record for record in model.stages if record.date is None or record.date <= as_of
    )
    return model if len(reached) == len(model.stages) else evolve(model, stages=reached)


def _latest(
    evaluations: Sequence[Evaluation], instrument: Instrument, as_of: datetime.date | None
) -> int | None:
    eligible = [
        (evaluation.date or datetime.date.min, place)
        for place, evaluation in enumerate(evaluations)
        if evaluation.uses(instrument.id)
        and (as_of is None or (evaluation.date is not None and evaluation.date <= as_of))
    ]
    return max(eligible)[1] if eligible else None
