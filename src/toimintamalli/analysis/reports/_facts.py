"""What is known of a portfolio, and how much of it its reader may know: gathered once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from attrs import evolve, frozen

from toimintamalli.analysis.cases import Case, cases, seen_from
from toimintamalli.analysis.hiding import DEFAULT_LIMIT
from toimintamalli.analysis.portfolio import (
    Comparison,
    PortfolioSummary,
    compare,
    summarise,
)
from toimintamalli.analysis.reports._statements import ShownStatement
from toimintamalli.analysis.shown import (
    ShownComparison,
    ShownSummary,
    shown_comparison,
    shown_summary,
)
from toimintamalli.analysis.triage_portfolio import TriageSummary, triage_portfolio
from toimintamalli.audience import Audience
from toimintamalli.diagnostics import Report
from toimintamalli.model import Evaluation, Portfolio, PracticeModel
from toimintamalli.model.instrument import Instrument

_LEAST_THAT_HIDES = 2
"""Below one there is nothing that could be hidden."""


@frozen(kw_only=True)
class PortfolioFacts:
    """What is known of a portfolio, and how much of it its reader may know.

    Of `summary` and `answers` a report shows how many models there are, how many were evaluated and
    the names of groups and criteria; their other counts stand in `shown` and `statements` as they
    may be shown.

    Attributes:
        portfolio: The portfolio as its reader may know it.
        models: Its models, with the stages that they had reached on the day.
        audience: For whom the report is.
        limit: Smallest count that is shown; 0 where all are.
        summary: What the evaluations add up to.
        shown: How much of that may be shown.
        answers: What the evaluations add up to whose answers the reader may know together.
        statements: The criteria, each with its tally of these answers as it may be shown.
        comparison: What changed since the earlier day; None where none was asked for.
        triage: How far the descriptions have come; None for others than one's own people, who are
            not given all that the classes rest on.
    """

    portfolio: Portfolio
    models: tuple[PracticeModel, ...]
    audience: Audience
    limit: int
    summary: PortfolioSummary
    shown: ShownSummary
    answers: PortfolioSummary
    statements: tuple[ShownStatement, ...]
    comparison: Comparison | None
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
    def tells_of_changes(self) -> bool:
        """Whether days are compared and it may be told how the models moved between them.

        Moves are small counts almost by nature: where small ones are hidden, none is told.
        """
        return self.comparison is not None and not self.limit

    @property
    def shown_comparison(self) -> ShownComparison | None:
        """How many models were compared, as it may be shown."""
        return shown_comparison(self.comparison, self.limit) if self.comparison else None

    @property
    def problems(self) -> Report:
        """What could not be read or used; nothing for others, since it tells of single files."""
        return self.summary.problems if self.is_internal else Report()

    @property
    def latest_day(self) -> datetime.date | None:
        """The day of the content: the one asked for, or the latest that the models tell."""
        if self.summary.as_of:
            return self.summary.as_of
        days = [
            day
            for model in self.portfolio.models
            for day in (
                model.basics.modified,
                model.basics.created,
                *(evaluation.date for evaluation in model.evaluations),
            )
            if day is not None
        ]
        return max(days, default=None)

    def evaluated_models(self) -> Mapping[int, Case]:
        """Return the evaluated models by their places.

        None are told where the evaluation of a single model may not be.
        """
        if not self.tells_of_each:
            return {}
        found, _ = cases(self.portfolio, self.instrument, self.summary.as_of)
        return {case.place: case for case in found}

    def evaluations_of(self, place: int) -> tuple[Evaluation, ...]:
        """Return the evaluations of a model with the set, seen from the day.

        None are told where the evaluation of a single model may not be.

        Args:
            place: Place of the model in the portfolio, from 0.
        """
        if not self.tells_of_each:
            return ()
        as_of = self.summary.as_of
        return tuple(
            evaluation
            for evaluation in self.portfolio.models[place].evaluations
            if evaluation.uses(self.instrument.id)
            and (as_of is None or (evaluation.date is not None and evaluation.date <= as_of))
        )


def shown_limit(audience: Audience, hide_below: int = 0) -> int:
    """Return the smallest count that a reader is shown; 0 where all are.

    A limit that would hide nothing is none: others than one's own people are then shown no count
    below `toimintamalli.analysis.hiding.DEFAULT_LIMIT`.

    Args:
        audience: For whom the report is.
        hide_below: Smallest count that is shown, as it was asked for; 0 where nothing was.

    Example:
        >>> shown_limit(Audience.INTERNAL), shown_limit(Audience.PUBLIC)
        (0, 5)
        >>> shown_limit(Audience.PARTNERS, 10)
        10
    """
    if hide_below >= _LEAST_THAT_HIDES:
        return hide_below
    return 0 if audience is Audience.INTERNAL else DEFAULT_LIMIT


def portfolio_facts(
    portfolio: Portfolio,
    instrument: Instrument,
    audience: Audience,
    *,
    as_of: datetime.date | None = None,
    hide_below: int = 0,
    earlier: datetime.date | None = None,
) -> PortfolioFacts:
    """Return what is known of a portfolio, and how much of it its reader may know.

    Args:
        portfolio: The portfolio, redacted for its reader as every exporter is given it.
        instrument: The criteria set.
        audience: For whom the report is.
        as_of: The day from which it is seen; None for all that is recorded.
        hide_below: Smallest count that is shown; 0 hides none from one's own people, and from
            others those below five.
        earlier: A day to compare with; None for no comparison. It is compared with the day from
            which the portfolio is seen, or else with that of the latest evaluation.

    Example:
        >>> import toimintamalli as tm
        >>> portfolio = tm.Portfolio(models=(tm.load("malli.yaml"),))
        >>> survey = tm.get_instrument("vaikutusten-itsearviointi")
        >>> facts = portfolio_facts(portfolio, survey, Audience.INTERNAL)
        >>> facts.summary.evaluated, facts.limit, facts.tells_of_each
        (1, 0, True)
    """
    summary = summarise(portfolio, instrument, as_of)
    comparison = _compared(portfolio, instrument, as_of, earlier) if earlier else None
    if comparison:
        summary = _with_older_problems(summary, comparison)
    limit = shown_limit(audience, hide_below)
    shown = shown_summary(summary, limit)
    answers, of_answers = summary, shown
    if audience is not Audience.INTERNAL:
        answers = summarise(_answered(portfolio, instrument, as_of), instrument, as_of)
        of_answers = shown_summary(answers, limit)
    return PortfolioFacts(
        portfolio=portfolio,
        models=tuple(seen_from(model, as_of) for model in portfolio.models),
        audience=audience,
        limit=limit,
        summary=summary,
        shown=shown,
        answers=answers,
        statements=tuple(
            ShownStatement(criterion=one.criterion, scale=one.scale, tally=tally)
            for one, tally in zip(answers.statements, of_answers.statements, strict=True)
        ),
        comparison=comparison,
        triage=triage_portfolio(portfolio) if audience is Audience.INTERNAL else None,
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


def _compared(
    portfolio: Portfolio,
    instrument: Instrument,
    as_of: datetime.date | None,
    earlier: datetime.date,
) -> Comparison:
    """Compare with the day from which it is seen, or else with that of the latest evaluation.

    Where nothing was evaluated since, the earlier day is compared with itself.
    """
    days = [
        evaluation.date
        for model in portfolio.models
        for evaluation in model.evaluations
        if evaluation.uses(instrument.id) and evaluation.date
    ]
    return compare(portfolio, instrument, earlier, as_of or max((*days, earlier)))


def _with_older_problems(summary: PortfolioSummary, comparison: Comparison) -> PortfolioSummary:
    """An answer that was given again since is in doubt on the earlier day only."""
    told = set(summary.problems)
    older = [finding for finding in comparison.first.problems if finding not in told]
    return evolve(summary, problems=summary.problems + older)
