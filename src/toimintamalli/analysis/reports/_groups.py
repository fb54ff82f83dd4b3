"""How the models of a portfolio divide, as it may be shown: groups, counties and areas."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from toimintamalli.analysis.groups import (
    Breakdown,
    Grouping,
    breakdown,
    investment_combinations,
)
from toimintamalli.analysis.portfolio import CoverageState
from toimintamalli.analysis.reports._facts import PortfolioFacts
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary import collaborative_areas, counties


@frozen(kw_only=True)
class GroupCounts:
    """A group with its counts; None is hidden.

    Attributes:
        key: Identifier of the group; empty for models of which it is not known.
        name: Name of the group.
        models: All its models.
        evaluated: Those that have been evaluated.
    """

    key: str
    name: LocalizedText
    models: int | None
    evaluated: int | None


@frozen(kw_only=True)
class Division:
    """How the models divide.

    Attributes:
        groups: The groups: those of the official list in its order, then others.
        base: How many evaluated models were divided: the n of their shares.
    """

    groups: tuple[GroupCounts, ...]
    base: int

    @property
    def charted(self) -> tuple[int, ...]:
        """The evaluated models of each group for a chart.

        None where one is hidden, since bars side by side would show it, or where all are nothing.
        """
        counts = tuple(one.evaluated for one in self.groups if one.evaluated is not None)
        return counts if len(counts) == len(self.groups) and any(counts) else ()


@frozen(kw_only=True)
class CountyCounts:
    """A county against the recommendation; None is hidden, or does not exist.

    Attributes:
        key: Identifier of the county; empty for the models that name none.
        name: Name of the county.
        area: Name of its collaborative area; None where it belongs to none.
        models: All its models.
        evaluated: Those that have been evaluated.
        state: Where it stands to the recommendation; None also where nothing is recommended.
        hides_state: Whether it is hidden where it stands.
    """

    key: str
    name: LocalizedText
    area: LocalizedText | None
    models: int | None
    evaluated: int | None
    state: CoverageState | None = None
    hides_state: bool = False


@frozen(kw_only=True)
class AreaCounts:
    """A collaborative area (YTA); None is hidden.

    Attributes:
        key: Identifier of the area; empty for models of which it is not known.
        name: Name of the area.
        models: All its models.
        evaluated: Those that have been evaluated.
        counties_evaluated: In how many of its counties models have been evaluated.
        counties: How many counties it has; 0 where it is none of the official areas.
    """

    key: str
    name: LocalizedText
    models: int | None
    evaluated: int | None
    counties_evaluated: int | None
    counties: int


def division(facts: PortfolioFacts, grouping: Grouping) -> Division:
    """Return how the models divide by one thing.

    Args:
        facts: What is known of the portfolio.
        grouping: By what.
    """
    evaluated = dict(facts.summary.breakdowns)[grouping]
    counts = dict(facts.shown.breakdowns)[grouping]
    return _divided(breakdown(facts.models, grouping), evaluated, counts, facts.limit)


def investment_division(facts: PortfolioFacts) -> Division:
    """Return how the models divide by the combination of their investments, each model once.

    Args:
        facts: What is known of the portfolio.
    """
    evaluated = facts.summary.investment_combinations
    counts = facts.shown.investment_combinations
    return _divided(investment_combinations(facts.models), evaluated, counts, facts.limit)


def county_counts(facts: PortfolioFacts) -> tuple[CountyCounts, ...]:
    """Return every county, also those without a model, and then the models that name none.

    Args:
        facts: What is known of the portfolio.
    """
    area_of = {county.id: county.area for county in counties()}
    areas = {area.id: area.name for area in collaborative_areas()}
    found = [
        CountyCounts(
            key=one.county.key,
            name=one.county.name,
            area=areas.get(area_of.get(one.county.key, "")),
            models=seen.models,
            evaluated=seen.evaluated,
            state=seen.state,
            hides_state=seen.evaluated is None,
        )
        for one, seen in zip(facts.summary.coverage, facts.shown.coverage, strict=True)
    ]
    found += [
        CountyCounts(
            key="", name=group.name, area=None, models=group.models, evaluated=group.evaluated
        )
        for group in division(facts, Grouping.COUNTY).groups
        if not group.key
    ]
    return tuple(found)


def area_counts(facts: PortfolioFacts) -> tuple[AreaCounts, ...]:
    """Return every collaborative area, and in how many of its counties models are evaluated.

    What is hidden of one county does not follow from its area.

    Args:
        facts: What is known of the portfolio.
    """
    reached = {
        one.county.key: seen.evaluated
        for one, seen in zip(facts.summary.coverage, facts.shown.coverage, strict=True)
    }
    members = {area.id: [county.id for county in area.counties] for area in collaborative_areas()}
    hides_models = any(seen.models is None for seen in facts.shown.coverage)
    areas = division(facts, Grouping.YTA).groups
    return tuple(
        _area(
            group,
            [reached.get(county, 0) for county in members.get(group.key, ())],
            hides_models=hides_models,
        )
        for group in areas
    )


def _area(group: GroupCounts, here: Sequence[int | None], *, hides_models: bool) -> AreaCounts:
    evaluated_in = None if None in here else sum(bool(count) for count in here)
    return AreaCounts(
        key=group.key,
        name=group.name,
        models=None if hides_models else group.models,
        # That no county has any is shown, and so that the area has none is no secret.
        evaluated=0 if here and evaluated_in == 0 else group.evaluated,
        counties_evaluated=evaluated_in,
        counties=len(here),
    )


def _divided(
    every: Breakdown, evaluated: Breakdown, counts: Sequence[int | None], limit: int
) -> Division:
    by_key = {group.key: count for group, count in zip(evaluated.groups, counts, strict=True)}
    groups = []
    for group in every.groups:
        count = by_key.get(group.key, 0)
        hides_models = count is None or 0 < group.count < limit
        groups.append(
            GroupCounts(
                key=group.key,
                name=group.name,
                models=None if hides_models else group.count,
                evaluated=count,
            )
        )
    return Division(groups=tuple(groups), base=evaluated.base)
