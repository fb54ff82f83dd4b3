"""What of a portfolio may be shown where small counts are hidden, the same in every report.

`toimintamalli.analysis.hiding` looks at one row or table. Here stand the tables that speak of the
same models. Where one is the sum of another, as collaborative areas are of counties and investments
of their combinations, only one of them is shown as soon as either hides anything.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from toimintamalli.analysis.groups import Grouping
from toimintamalli.analysis.hiding import (
    ShownTally,
    hidden_in_row,
    shown_counts,
    shown_tallies,
    shown_tally,
)
from toimintamalli.analysis.portfolio import (
    Comparison,
    CoverageState,
    GroupSummary,
    PortfolioSummary,
)
from toimintamalli.analysis.shares import Share
from toimintamalli.text import LocalizedText

__all__ = [
    "ShownComparison",
    "ShownCoverage",
    "ShownGroup",
    "ShownParticipants",
    "ShownSummary",
    "shown_comparison",
    "shown_groups",
    "shown_summary",
]

_Counts = tuple[int | None, ...]


@frozen(kw_only=True)
class ShownParticipants:
    """Who took part, as far as it may be shown; None is hidden.

    Attributes:
        people: People in all evaluations that tell their number.
        told: How many evaluations tell it.
        county_represented: Evaluations with a representative of the county, of all.
        county_not_told: Evaluations that do not tell.
    """

    people: int | None
    told: int | None
    county_represented: Share | None
    county_not_told: int | None


@frozen(kw_only=True)
class ShownCoverage:
    """A county, as far as it may be shown; None is hidden, or that nothing is recommended.

    Attributes:
        models: All its models.
        evaluated: Those that have been evaluated.
        state: Where it stands to the recommendation.
    """

    models: int | None
    evaluated: int | None
    state: CoverageState | None


@frozen(kw_only=True)
class ShownSummary:
    """A summary, as far as it may be shown; in the order of the summary.

    Attributes:
        participants: Who took part.
        statements: The tallies of the criteria.
        breakdowns: The counts of the groups, by each grouping.
        investment_combinations: The counts of the combinations of investments.
        coverage: The counties.
    """

    participants: ShownParticipants
    statements: tuple[ShownTally, ...]
    breakdowns: tuple[tuple[Grouping, _Counts], ...]
    investment_combinations: _Counts
    coverage: tuple[ShownCoverage, ...]


@frozen(kw_only=True)
class ShownGroup:
    """A group, as far as it may be shown.

    Attributes:
        key: Identifier of the group.
        name: Name of the group.
        evaluated: Its evaluated models; None where the group is hidden whole.
        statements: The tallies of the criteria; none where the group is hidden whole.
    """

    key: str
    name: LocalizedText
    evaluated: int | None
    statements: tuple[ShownTally, ...]


@frozen(kw_only=True)
class ShownComparison:
    """How many models were compared, as far as it may be shown; None is hidden.

    Attributes:
        evaluated_first: Models evaluated at the first day.
        same: Models evaluated at both.
        evaluated_again: Those of them with a new evaluation.
        new: Models evaluated only at the second.
    """

    evaluated_first: int | None
    same: int | None
    evaluated_again: int | None
    new: int | None


def shown_summary(
    summary: PortfolioSummary, limit: int = 0, by: Grouping | None = None
) -> ShownSummary:
    """Return a summary as it may be shown.

    Args:
        summary: The summary.
        limit: Smallest count that is shown; 0 shows all.
        by: The grouping whose groups are shown beside it: of two tables of which one is the sum
            of the other, its own is the one that stays.
    """
    counts = {grouping: shown_counts(divided, limit) for grouping, divided in summary.breakdowns}
    counts[Grouping.COUNTY], counts[Grouping.YTA] = _one_of(
        counts[Grouping.COUNTY], counts[Grouping.YTA], prefers_sums=by is Grouping.YTA
    )
    combined, counts[Grouping.INVESTMENT] = _one_of(
        shown_counts(summary.investment_combinations, limit),
        counts[Grouping.INVESTMENT],
        prefers_sums=by is Grouping.INVESTMENT,
    )
    return ShownSummary(
        participants=_participants(summary, limit),
        statements=tuple(shown_tally(one.tally, one.scale, limit) for one in summary.statements),
        breakdowns=tuple(counts.items()),
        investment_combinations=combined,
        coverage=_coverage(summary, counts[Grouping.COUNTY], limit),
    )


def shown_groups(
    groups: Sequence[GroupSummary], whole: PortfolioSummary, grouping: Grouping, limit: int = 0
) -> tuple[ShownGroup, ...]:
    """Return the groups of a portfolio as they may be shown beside the summary of all.

    Args:
        groups: The groups.
        whole: The summary of all together.
        grouping: By what they are divided.
        limit: Smallest count that is shown; 0 shows all.

    Returns:
        In the order of the official list, the groups with an evaluated model and all that are
        hidden. Among those may be groups without one: that nothing is there is hidden with it.
    """
    divided = dict(whole.breakdowns)[grouping].groups
    counts = dict(shown_summary(whole, limit, by=grouping).breakdowns)[grouping]
    hidden = {group.key for group, count in zip(divided, counts, strict=True) if count is None}
    by_statement = [
        shown_tallies(
            [one.summary.statements[place].tally for one in groups],
            together.tally,
            together.scale,
            limit,
            hidden=[one.group.key in hidden for one in groups],
        )
        for place, together in enumerate(whole.statements)
    ]
    tallies = {
        one.group.key: tuple(of_statement[place] for of_statement in by_statement)
        for place, one in enumerate(groups)
        if one.group.key not in hidden
    }
    return tuple(
        ShownGroup(
            key=group.key,
            name=group.name,
            evaluated=count,
            statements=tallies.get(group.key, ()),
        )
        for group, count in zip(divided, counts, strict=True)
        if count != 0
    )


def shown_comparison(comparison: Comparison, limit: int = 0) -> ShownComparison:
    """Return how many models were compared, as it may be shown.

    What the models moved is no part of it: moves are small counts almost by nature, and what a few
    new models answered follows from the difference of two days.

    Args:
        comparison: The comparison.
        limit: Smallest count that is shown; 0 shows all.
    """
    again, new = comparison.evaluated_again, comparison.new
    of_again, _, of_new = hidden_in_row([again, comparison.same - again, new], limit)
    return ShownComparison(
        evaluated_first=None if of_new else comparison.first.evaluated,
        same=None if of_new else comparison.same,
        evaluated_again=None if of_again else again,
        new=None if of_new else new,
    )


def _one_of(parts: _Counts, sums: _Counts, *, prefers_sums: bool) -> tuple[_Counts, _Counts]:
    """Return two tables of which one is the sum of the other: both, or all of one hidden."""
    if None not in (*parts, *sums):
        return parts, sums
    return ((None,) * len(parts), sums) if prefers_sums else (parts, (None,) * len(sums))


def _participants(summary: PortfolioSummary, limit: int) -> ShownParticipants:
    people = summary.participants
    represented = people.county_represented
    others = represented.n - represented.count - people.county_not_told
    hides_county = any(hidden_in_row([represented.count, others, people.county_not_told], limit))
    hides_told = any(hidden_in_row([people.told, summary.evaluated - people.told], limit))
    return ShownParticipants(
        people=None if hides_told or 0 < people.people < limit else people.people,
        told=None if hides_told else people.told,
        county_represented=None if hides_county else represented,
        county_not_told=None if hides_county else people.county_not_told,
    )


def _coverage(summary: PortfolioSummary, counts: _Counts, limit: int) -> tuple[ShownCoverage, ...]:
    groups = dict(summary.breakdowns)[Grouping.COUNTY].groups
    evaluated = {group.key: count for group, count in zip(groups, counts, strict=True)}
    shown = []
    for one in summary.coverage:
        count = evaluated.get(one.county.key, 0)
        hides_models = count is None or 0 < one.models < limit
        shown.append(
            ShownCoverage(
                models=None if hides_models else one.models,
                evaluated=count,
                state=None if count is None else one.state,
            )
        )
    return tuple(shown)
