"""The numbers that a leader asks for, each with what it is a part of."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from toimintamalli.analysis.groups import Grouping
from toimintamalli.analysis.portfolio import CoverageState
from toimintamalli.analysis.reports._facts import PortfolioFacts
from toimintamalli.analysis.reports._statements import (
    StatementEnd,
    least_agreed,
    most_agreed,
    most_not_yet,
)
from toimintamalli.analysis.triage import TriageClass
from toimintamalli.model.instrument import Criterion, Recommendation
from toimintamalli.text import LocalizedText


class FigureKey(StrEnum):
    """What a figure is a number of, in the order of `figures`."""

    MODELS = "models"
    UNREADABLE = "unreadable"
    EVALUATED = "evaluated"
    ANSWERS = "answers"
    UNDATED = "undated"
    PEOPLE = "people"
    REPRESENTED = "represented"
    REPRESENTED_NOT_TOLD = "represented_not_told"
    STAGE = "stage"
    CLASS = "class"
    COUNTIES = "counties"
    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"
    MOST_AGREE = "most_agree"
    LEAST_AGREE = "least_agree"
    MOST_NOT_YET = "most_not_yet"
    PLANS = "plans"
    METRICS = "metrics"
    EVALUATED_FIRST = "evaluated_first"
    EVALUATED_SECOND = "evaluated_second"
    SAME = "same"
    AGAIN = "again"
    NEW = "new"


@frozen(kw_only=True)
class Figure:
    """A number with what it is a part of, and what its words speak of.

    Its words stand in `report_labels` under ``figure.KEY.label`` and ``figure.KEY.text``.

    Attributes:
        key: What it is a number of.
        count: The number; None is hidden.
        n: Of how many; None is hidden.
        is_share: Whether the number is a part of `n`, so that it has a share.
        stage: Name of the stage, where the number is of one.
        triage_class: The class of descriptions, where the number is of one.
        criteria: The criteria at an end, where the number is of one; none where it is hidden which
            they are, or where nothing of them is the most.
        recommendation: The recommendation that the number speaks of.
        days: The two days that are compared.
    """

    key: FigureKey
    count: int | None
    n: int | None
    is_share: bool = True
    stage: LocalizedText | None = None
    triage_class: TriageClass | None = None
    criteria: tuple[Criterion, ...] = ()
    recommendation: Recommendation | None = None
    days: tuple[datetime.date, ...] = ()


def figures(facts: PortfolioFacts) -> tuple[Figure, ...]:
    """Return the numbers that a leader asks for, as the reader may know them.

    A report shows those that it has a place for. Numbers that cannot be are left out: of classes
    for others than one's own people, of days where none are compared, of a recommendation where
    there is none.

    Args:
        facts: What is known of the portfolio.

    Example:
        >>> import toimintamalli as tm
        >>> from toimintamalli.analysis.reports import portfolio_facts
        >>> portfolio = tm.Portfolio(models=(tm.load("malli.yaml"),))
        >>> survey = tm.get_instrument("vaikutusten-itsearviointi")
        >>> facts = portfolio_facts(portfolio, survey, tm.Audience.INTERNAL)
        >>> [(one.key.value, one.count, one.n) for one in figures(facts)][:3]
        [('models', 1, 1), ('unreadable', 0, 1), ('evaluated', 1, 1)]
    """
    return tuple(_figures(facts))


def _figures(facts: PortfolioFacts) -> Iterator[Figure]:
    yield from _models(facts)
    yield from _participants(facts)
    yield from _stages(facts)
    yield from _classes(facts)
    yield from _counties(facts)
    yield from _statements(facts)
    yield from _rooting(facts)
    yield from _changes(facts)


def _models(facts: PortfolioFacts) -> Iterator[Figure]:
    summary = facts.summary
    unreadable = facts.triage.unreadable if facts.triage else 0
    files = summary.models + unreadable
    yield Figure(key=FigureKey.MODELS, count=summary.models, n=files)
    if facts.is_internal:
        yield Figure(key=FigureKey.UNREADABLE, count=unreadable, n=files)
    yield Figure(key=FigureKey.EVALUATED, count=summary.evaluated, n=summary.models)
    if not facts.is_internal:
        yield Figure(key=FigureKey.ANSWERS, count=facts.answers.evaluated, n=summary.evaluated)
    if summary.as_of:
        every = summary.undated + summary.evaluated
        yield Figure(key=FigureKey.UNDATED, count=summary.undated, n=every, is_share=False)


def _participants(facts: PortfolioFacts) -> Iterator[Figure]:
    people = facts.shown.participants
    evaluated = facts.summary.evaluated
    yield Figure(key=FigureKey.PEOPLE, count=people.people, n=people.told, is_share=False)
    represented = people.county_represented
    count = represented.count if represented else None
    yield Figure(key=FigureKey.REPRESENTED, count=count, n=evaluated)
    yield Figure(key=FigureKey.REPRESENTED_NOT_TOLD, count=people.county_not_told, n=evaluated)


def _stages(facts: PortfolioFacts) -> Iterator[Figure]:
    divided = dict(facts.summary.breakdowns)[Grouping.STAGE]
    counts = dict(facts.shown.breakdowns)[Grouping.STAGE]
    for group, count in zip(divided.groups, counts, strict=True):
        yield Figure(key=FigureKey.STAGE, count=count, n=divided.base, stage=group.name)


def _classes(facts: PortfolioFacts) -> Iterator[Figure]:
    for one in facts.triage.classes if facts.triage else ():
        yield Figure(
            key=FigureKey.CLASS,
            count=one.share.count,
            n=one.share.n,
            triage_class=one.triage_class,
        )


def _counties(facts: PortfolioFacts) -> Iterator[Figure]:
    """Yield in how many counties models are evaluated; the hidden ones could be any of them."""
    coverage = facts.shown.coverage
    hides = any(one.evaluated is None for one in coverage)
    reached = None if hides else sum(bool(one.evaluated) for one in coverage)
    yield Figure(key=FigureKey.COUNTIES, count=reached, n=len(coverage))
    wanted = facts.instrument.recommendation
    if wanted is None:
        return
    for state in CoverageState:
        count = None if hides else sum(one.state is state for one in coverage)
        yield Figure(
            key=FigureKey(state.value), count=count, n=len(coverage), recommendation=wanted
        )


def _statements(facts: PortfolioFacts) -> Iterator[Figure]:
    for key, end in (
        (FigureKey.MOST_AGREE, most_agreed(facts.statements)),
        (FigureKey.LEAST_AGREE, least_agreed(facts.statements)),
        (FigureKey.MOST_NOT_YET, most_not_yet(facts.statements)),
    ):
        if end is not None:
            yield Figure(key=key, count=end.count, n=end.n, criteria=_criteria(key, end))


def _criteria(key: FigureKey, end: StatementEnd) -> tuple[Criterion, ...]:
    """Return the criteria at an end; with none that has any, there is no most."""
    if not end.count and key is not FigureKey.LEAST_AGREE:
        return ()
    return tuple(one.criterion for one in end.statements)


def _rooting(facts: PortfolioFacts) -> Iterator[Figure]:
    models = facts.models
    planned = sum(model.rooting_plan is not None for model in models)
    yield Figure(key=FigureKey.PLANS, count=planned, n=len(models))
    measured = sum(bool(model.metrics) for model in models)
    yield Figure(key=FigureKey.METRICS, count=measured, n=len(models))


def _changes(facts: PortfolioFacts) -> Iterator[Figure]:
    comparison, shown = facts.comparison, facts.shown_comparison
    if comparison is None or shown is None:
        return
    first, second = comparison.first, comparison.second
    days = tuple(view.as_of for view in (first, second) if view.as_of)
    for key, count, n in (
        (FigureKey.EVALUATED_FIRST, shown.evaluated_first, first.models),
        (FigureKey.EVALUATED_SECOND, second.evaluated, second.models),
        (FigureKey.SAME, shown.same, second.evaluated),
        (FigureKey.AGAIN, shown.evaluated_again, shown.same),
        (FigureKey.NEW, shown.new, second.evaluated),
    ):
        yield Figure(key=key, count=count, n=n, days=days)
