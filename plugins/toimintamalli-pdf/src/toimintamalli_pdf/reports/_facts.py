"""What is known of a portfolio, and how much of it may be shown: gathered once."""

from __future__ import annotations

import datetime

from attrs import evolve, frozen

from toimintamalli.analysis.cases import cases, seen_from
from toimintamalli.analysis.groups import Breakdown, Grouping, breakdown
from toimintamalli.analysis.hiding import DEFAULT_LIMIT, ShownTally
from toimintamalli.analysis.portfolio import PortfolioSummary, StatementSummary, summarise
from toimintamalli.analysis.shown import ShownSummary, shown_summary
from toimintamalli.analysis.triage_portfolio import TriageSummary, triage_portfolio
from toimintamalli.audience import Audience
from toimintamalli.diagnostics import Report
from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.model.instrument import Instrument

__all__ = ["Facts", "gather"]


@frozen(kw_only=True)
class Facts:
    """What is known of a portfolio, and how much of it may be shown.

    Attributes:
        portfolio: The portfolio as its reader may know it.
        models: Its models, with the stages that they had reached on the day.
        audience: For whom the report is.
        limit: Smallest count that is shown; 0 where all are.
        summary: What the evaluations add up to.
        shown: How much of that may be shown.
        answers: What the evaluations add up to whose answers the reader may know together.
        statements: The criteria, each with its tally as it may be shown.
        triage: How far the descriptions have come; None for others, who are not given all that
            the classes rest on.
    """

    portfolio: Portfolio
    models: tuple[PracticeModel, ...]
    audience: Audience
    limit: int
    summary: PortfolioSummary
    shown: ShownSummary
    answers: PortfolioSummary
    statements: tuple[tuple[StatementSummary, ShownTally], ...]
    triage: TriageSummary | None

    @property
    def instrument(self) -> Instrument:
        """The criteria set."""
        return self.summary.instrument

    @property
    def is_internal(self) -> bool:
        """Whether the report stays among one's own people."""
        return self.audience is Audience.INTERNAL

    @property
    def tells_of_each(self) -> bool:
        """Whether the evaluation of a single model may be told."""
        return self.is_internal and not self.limit

    @property
    def problems(self) -> Report:
        """What could not be read or used; nothing for others, since it tells of single files."""
        return self.summary.problems if self.is_internal else Report()

    def divided(self, grouping: Grouping) -> Breakdown:
        """Return how all models divide, evaluated or not."""
        return breakdown(self.models, grouping)


def gather(
    portfolio: Portfolio,
    instrument: Instrument,
    audience: Audience,
    as_of: datetime.date | None,
    hide_below: int,
) -> Facts:
    """Return what is known of a portfolio.

    Args:
        portfolio: The portfolio, redacted for its reader.
        instrument: The criteria set.
        audience: For whom the report is.
        as_of: The day from which it is seen; None for all that is recorded.
        hide_below: Smallest count that is shown; 0 hides none from one's own people, and from
            others those below five.
    """
    is_internal = audience is Audience.INTERNAL
    limit = hide_below or (0 if is_internal else DEFAULT_LIMIT)
    summary = summarise(portfolio, instrument, as_of)
    shown = shown_summary(summary, limit)
    answers, of_answers = summary, shown
    if not is_internal:
        answers = summarise(_answered(portfolio, instrument, as_of), instrument, as_of)
        of_answers = shown_summary(answers, limit)
    return Facts(
        portfolio=portfolio,
        models=tuple(seen_from(model, as_of) for model in portfolio.models),
        audience=audience,
        limit=limit,
        summary=summary,
        shown=shown,
        answers=answers,
        statements=tuple(zip(answers.statements, of_answers.statements, strict=True)),
        triage=triage_portfolio(portfolio) if is_internal else None,
    )


def _answered(
    portfolio: Portfolio, instrument: Instrument, as_of: datetime.date | None
) -> Portfolio:
    """Return the models whose latest evaluation has answers.

    Others are not given what a small group or a single evaluator answered: that is no missing
    answer, and must not be counted as one.
    """
    found, _ = cases(portfolio, instrument, as_of)
    places = [case.place for case in found if case.evaluation.answers]
    return evolve(portfolio, models=tuple(portfolio.models[place] for place in places), sources=())
