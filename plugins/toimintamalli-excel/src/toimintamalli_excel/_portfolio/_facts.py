"""What is known of a portfolio: gathered once, from the analysis of the core."""

from __future__ import annotations

import datetime

from attrs import evolve, frozen

from toimintamalli.analysis.cases import Case, cases
from toimintamalli.analysis.hiding import ShownTally
from toimintamalli.analysis.portfolio import (
    Comparison,
    PortfolioSummary,
    StatementSummary,
    compare,
    summarise,
)
from toimintamalli.analysis.shown import (
    ShownComparison,
    ShownSummary,
    shown_comparison,
    shown_summary,
)
from toimintamalli.analysis.triage_portfolio import TriageSummary, triage_portfolio
from toimintamalli.audience import Audience
from toimintamalli.diagnostics import Report
from toimintamalli.instruments import get_instrument
from toimintamalli.model import Portfolio
from toimintamalli.model.instrument import Instrument
from toimintamalli_excel._options import ExcelOptions


@frozen(kw_only=True)
class Facts:
    """What is known of a portfolio, and how much of it may be shown.

    Attributes:
        portfolio: The portfolio as its reader may know it.
        options: What was asked for.
        summary: What the evaluations add up to.
        shown: How much of that may be shown.
        answers: What the evaluations add up to whose answers the reader may know together.
        statements: The criteria, each with its tally as it may be shown.
        cases: The evaluated models by their places.
        comparison: What changed since the earlier day; None where none was asked for.
        triage: How far the descriptions have come; None for others, who are not given all that
            the classes rest on.
    """

    portfolio: Portfolio
    options: ExcelOptions
    summary: PortfolioSummary
    shown: ShownSummary
    answers: PortfolioSummary
    statements: tuple[tuple[StatementSummary, ShownTally], ...]
    cases: dict[int, Case]
    comparison: Comparison | None
    triage: TriageSummary | None

    @property
    def instrument(self) -> Instrument:
        """The criteria set."""
        return self.summary.instrument

    @property
    def limit(self) -> int:
        """Smallest count that is shown; 0 where all are."""
        return self.options.limit

    @property
    def is_internal(self) -> bool:
        """Whether the workbook stays among one's own people."""
        return self.options.audience is Audience.INTERNAL

    @property
    def tells_of_each(self) -> bool:
        """Whether the evaluation of a single model may be told."""
        return self.is_internal and not self.limit

    @property
    def shown_comparison(self) -> ShownComparison | None:
        """How many models were compared, as it may be shown."""
        return shown_comparison(self.comparison, self.limit) if self.comparison else None

    @property
    def problems(self) -> Report:
        """What could not be read or used; nothing for others, since it tells of single files."""
        return self.summary.problems if self.is_internal else Report()


def gather(portfolio: Portfolio, options: ExcelOptions) -> Facts:
    """Return what is known of a portfolio.

    Args:
        portfolio: The portfolio, redacted for its reader.
        options: What was asked for.
    """
    instrument, as_of = get_instrument(options.instrument_id), options.seen_from
    found = {case.place: case for case in cases(portfolio, instrument, as_of)[0]}
    summary = summarise(portfolio, instrument, as_of)
    comparison = _compared(portfolio, instrument, options)
    if comparison:
        summary = _with_older_problems(summary, comparison)
    is_internal = options.audience is Audience.INTERNAL
    answers = summary
    if not is_internal:
        answers = summarise(_answered(portfolio, found), instrument, as_of)
    shown = shown_summary(answers, options.limit).statements
    return Facts(
        portfolio=portfolio,
        options=options,
        summary=summary,
        shown=shown_summary(summary, options.limit),
        answers=answers,
        statements=tuple(zip(answers.statements, shown, strict=True)),
        cases=found,
        comparison=comparison,
        triage=triage_portfolio(portfolio) if is_internal else None,
    )


def _answered(portfolio: Portfolio, found: dict[int, Case]) -> Portfolio:
    """Return the models whose latest evaluation has answers.

    Others are not given what a small group or a single evaluator answered: that is no missing
    answer, and must not be counted as one.
    """
    places = [place for place, case in found.items() if case.evaluation.answers]
    return evolve(portfolio, models=tuple(portfolio.models[place] for place in places), sources=())


def _compared(
    portfolio: Portfolio, instrument: Instrument, options: ExcelOptions
) -> Comparison | None:
    """Compare with the day from which it is seen, or else with that of the latest evaluation.

    Where nothing was evaluated since, the earlier day is compared with itself.
    """
    earlier = options.earlier
    if earlier is None:
        return None
    days = [
        evaluation.date
        for model in portfolio.models
        for evaluation in model.evaluations
        if evaluation.uses(instrument.id) and evaluation.date
    ]
    return compare(portfolio, instrument, earlier, options.seen_from or max((*days, earlier)))


def _with_older_problems(summary: PortfolioSummary, comparison: Comparison) -> PortfolioSummary:
    """An answer that was given again since is in doubt on the earlier day only."""
    told = set(summary.problems)
    older = [finding for finding in comparison.first.problems if finding not in told]
    return evolve(summary, problems=summary.problems + older)


def latest_day(facts: Facts) -> datetime.date | None:
    """Return the day of the content: the one asked for, or the latest that the models tell."""
    if facts.summary.as_of:
        return facts.summary.as_of
    days = [
        day
        for model in facts.portfolio.models
        for day in (
            model.basics.modified,
            model.basics.created,
            *(evaluation.date for evaluation in model.evaluations),
        )
        if day is not None
    ]
    return max(days, default=None)
