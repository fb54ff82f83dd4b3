"""What the evaluations of many models add up to: the numbers that a leader asks for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from enum import StrEnum

from attrs import evolve, frozen

from toimintamalli.analysis.cases import Case, cases, seen_from
from toimintamalli.analysis.groups import (
    Breakdown,
    Group,
    Grouping,
    breakdown,
    groups_of,
    investment_combinations,
)
from toimintamalli.analysis.shares import Share
from toimintamalli.analysis.tallies import Tally, tally
from toimintamalli.analysis.transitions import Transitions, transitions
from toimintamalli.diagnostics import Report
from toimintamalli.model import Portfolio
from toimintamalli.model.instrument import Criterion, Instrument, Recommendation, Scale, Side

__all__ = [
    "Comparison",
    "CountyCoverage",
    "CoverageState",
    "GroupSummary",
    "Participants",
    "PortfolioSummary",
    "StatementChange",
    "StatementSummary",
    "compare",
    "summarise",
    "summarise_by",
]


@frozen(kw_only=True)
class StatementSummary:
    """What stands on one criterion in all evaluated models.

    Attributes:
        criterion: The criterion.
        scale: Its scale.
        tally: How many models of each reply.
    """

    criterion: Criterion
    scale: Scale
    tally: Tally

    @property
    def agree(self) -> int:
        """How many models stand on the agreeing side."""
        return self.tally.on_side(Side.AGREE, self.scale)


@frozen(kw_only=True)
class Participants:
    """Who took part in the evaluations.

    Attributes:
        people: People in all evaluations that tell their number; a person in two counts twice.
        told: How many evaluations tell it.
        county_represented: Evaluations with a representative of the county, of all.
        county_not_told: Evaluations that do not tell.
    """

    people: int
    told: int
    county_represented: Share
    county_not_told: int


class CoverageState(StrEnum):
    """Where a county stands to the recommendation."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@frozen(kw_only=True)
class CountyCoverage:
    """How many models of a county have been evaluated.

    Attributes:
        county: The county; its count is of evaluated models.
        models: All its models in the portfolio.
        state: Where it stands to the recommendation; None where the set carries none.
    """

    county: Group
    models: int
    state: CoverageState | None


@frozen(kw_only=True)
class PortfolioSummary:
    """What the evaluations of a portfolio with one set add up to.

    Attributes:
        instrument: The criteria set, whose provenance belongs beside the numbers.
        as_of: The day from which it is seen; None for all that is recorded.
        models: Models in the portfolio.
        evaluated: Models evaluated with the set: the n of the statements.
        undated: Evaluations with the set that no day can place; outside any view from a day.
        participants: Who took part.
        statements: One for each criterion of the set.
        breakdowns: How the evaluated models divide, by each grouping.
        investment_combinations: How they divide by combinations of investments.
        coverage: County by county against the recommendation.
        problems: Answers that could not be used, and files that could not be read.
    """

    instrument: Instrument
    as_of: datetime.date | None
    models: int
    evaluated: int
    undated: int
    participants: Participants
    statements: tuple[StatementSummary, ...]
    breakdowns: tuple[tuple[Grouping, Breakdown], ...]
    investment_combinations: Breakdown
    coverage: tuple[CountyCoverage, ...]
    problems: Report


@frozen(kw_only=True)
class GroupSummary:
    """The summary of one group of models.

    Attributes:
        group: The group; its count is of evaluated models.
        summary: What their evaluations add up to.
    """

    group: Group
    summary: PortfolioSummary


@frozen(kw_only=True)
class StatementChange:
    """How one criterion changed in the models that were evaluated at both times.

    Attributes:
        criterion: The criterion.
        scale: Its scale.
        change: How the replies moved.
    """

    criterion: Criterion
    scale: Scale
    change: Transitions


@frozen(kw_only=True)
class Comparison:
    """What changed between two days.

    Attributes:
        first: Seen from the first day.
        second: Seen from the second.
        same: Models evaluated at both.
        evaluated_again: Those of them with a new evaluation in between.
        new: Models evaluated only at the second.
        changes: How the same models moved, criterion by criterion.
    """

    first: PortfolioSummary
    second: PortfolioSummary
    same: int
    evaluated_again: int
    new: int
    changes: tuple[StatementChange, ...]


def summarise(
    portfolio: Portfolio, instrument: Instrument, as_of: datetime.date | None = None
) -> PortfolioSummary:
    """Return what the evaluations of a portfolio add up to.

    Args:
        portfolio: The models; each counts once, with its latest evaluation.
        instrument: The criteria set.
        as_of: A day from which to look; None for all that is recorded.

    Example:
        >>> import toimintamalli as tm
        >>> portfolio = tm.Portfolio(models=(tm.load("malli.yaml"),))
        >>> summary = summarise(portfolio, tm.get_instrument("vaikutusten-itsearviointi"))
        >>> summary.evaluated, summary.participants.people
        (1, 4)
    """
    found, problems = cases(portfolio, instrument, as_of)
    return _summary(portfolio, instrument, as_of, found, portfolio.problems + problems)


def summarise_by(
    portfolio: Portfolio,
    instrument: Instrument,
    grouping: Grouping,
    as_of: datetime.date | None = None,
) -> tuple[GroupSummary, ...]:
    """Return the summaries of the groups of a portfolio.

    A model in several groups counts in each of them.

    Args:
        portfolio: The models.
        instrument: The criteria set.
        grouping: By what they are divided.
        as_of: A day from which to look; None for all that is recorded.

    Returns:
        One for each group with an evaluated model, in the order of the official list.
    """
    found, _ = cases(portfolio, instrument, as_of)
    every = [(model, groups_of(seen_from(model, as_of), grouping)) for model in portfolio.models]
    summaries = []
    for group in breakdown((case.model for case in found), grouping).groups:
        if group.count:
            members = [case for case in found if group.key in every[case.place][1]]
            models = tuple(model for model, groups in every if group.key in groups)
            part = Portfolio(title=portfolio.title, models=models)
            summary = _summary(part, instrument, as_of, members, Report())
            summaries.append(GroupSummary(group=group, summary=summary))
    return tuple(summaries)


def compare(
    portfolio: Portfolio, instrument: Instrument, first: datetime.date, second: datetime.date
) -> Comparison:
    """Return what changed between two days; the same models are kept apart from new ones.

    Args:
        portfolio: The models.
        instrument: The criteria set.
        first: A day.
        second: Another day; the earlier of the two comes first in the result.
    """
    days = sorted((first, second))
    views = [cases(portfolio, instrument, day) for day in days]
    before, after = ({case.place: case for case in found} for found, _ in views)
    summaries = [
        _summary(portfolio, instrument, day, found, portfolio.problems + problems)
        for day, (found, problems) in zip(days, views, strict=True)
    ]
    same = [(before[place], after[place]) for place in before if place in after]
    return Comparison(
        first=summaries[0],
        second=summaries[1],
        same=len(same),
        evaluated_again=sum(one.evaluation != other.evaluation for one, other in same),
        new=len(after) - len(same),
        changes=tuple(
            StatementChange(
                criterion=criterion,
                scale=instrument.scale_of(criterion),
                change=transitions(
                    [(one.settled[at].reply, other.settled[at].reply) for one, other in same],
                    instrument.scale_of(criterion),
                ),
            )
            for at, criterion in enumerate(instrument.criteria)
        ),
    )


def _summary(
    portfolio: Portfolio,
    instrument: Instrument,
    as_of: datetime.date | None,
    found: Sequence[Case],
    problems: Report,
) -> PortfolioSummary:
    models = [case.model for case in found]
    return PortfolioSummary(
        instrument=instrument,
        as_of=as_of,
        models=len(portfolio.models),
        evaluated=len(found),
        undated=_undated(portfolio, instrument),
        participants=_participants(found),
        statements=tuple(
            StatementSummary(
                criterion=criterion,
                scale=instrument.scale_of(criterion),
                tally=tally(
                    (case.settled[at].reply for case in found), instrument.scale_of(criterion)
                ),
            )
            for at, criterion in enumerate(instrument.criteria)
        ),
        breakdowns=tuple((grouping, breakdown(models, grouping)) for grouping in Grouping),
        investment_combinations=investment_combinations(models),
        coverage=tuple(_coverage(portfolio, found, instrument.recommendation)),
        problems=problems,
    )


def _undated(portfolio: Portfolio, instrument: Instrument) -> int:
    return sum(
        evaluation.uses(instrument.id) and evaluation.date is None
        for model in portfolio.models
        for evaluation in model.evaluations
    )


def _participants(found: Sequence[Case]) -> Participants:
    numbers = [case.evaluation.participants for case in found]
    told = [number for number in numbers if number is not None and number >= 0]
    represented = [case.evaluation.county_represented for case in found]
    return Participants(
        people=sum(told),
        told=len(told),
        county_represented=Share(represented.count(True), len(found)),
        county_not_told=represented.count(None),
    )


def _coverage(
    portfolio: Portfolio, found: Sequence[Case], wanted: Recommendation | None
) -> Iterator[CountyCoverage]:
    every = breakdown(portfolio.models, Grouping.COUNTY).groups
    evaluated = {
        group.key: group.count
        for group in breakdown((case.model for case in found), Grouping.COUNTY).groups
    }
    for group in every:
        if group.key:
            county = evolve(group, count=evaluated.get(group.key, 0))
            state = _state(county.count, wanted) if wanted else None
            yield CountyCoverage(county=county, models=group.count, state=state)


def _state(count: int, wanted: Recommendation) -> CoverageState:
    if count < wanted.least_per_county:
        return CoverageState.BELOW
    return CoverageState.ABOVE if count > wanted.most_per_county else CoverageState.WITHIN
