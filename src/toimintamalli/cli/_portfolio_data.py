"""Summaries of portfolios as plain data, for programs; what is hidden is null."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from toimintamalli.analysis.groups import Breakdown
from toimintamalli.analysis.hiding import (
    ShownTally,
    hidden_in_row,
    shown_counts,
    shown_tallies,
    shown_tally,
)
from toimintamalli.analysis.portfolio import (
    Comparison,
    GroupSummary,
    PortfolioSummary,
    StatementChange,
    StatementSummary,
)
from toimintamalli.analysis.shares import Share, percent
from toimintamalli.cli._evaluate_data import instrument_data, reply_data, share_data
from toimintamalli.cli._show import as_data
from toimintamalli.cli._words import Words

__all__ = ["comparison_data", "groups_data", "shown_by_group", "summary_data"]

_DECIMALS = 1


def summary_data(
    summary: PortfolioSummary, words: Words, hide_below: int, *, interval: bool
) -> dict[str, Any]:
    """Return what the evaluations of a portfolio add up to."""
    people = summary.participants
    represented = people.county_represented
    counts = [
        represented.count,
        represented.n - represented.count - people.county_not_told,
        people.county_not_told,
    ]
    hidden = any(hidden_in_row(counts, hide_below))
    return {
        "instrument": instrument_data(summary.instrument, words),
        "as_of": summary.as_of.isoformat() if summary.as_of else None,
        "models": summary.models,
        "evaluated": summary.evaluated,
        "undated_evaluations": summary.undated,
        "hidden_below": hide_below or None,
        "participants": {
            "people": people.people,
            "evaluations_that_tell": people.told,
            "county_represented": None if hidden else share_data(represented),
            "county_not_told": None if hidden else people.county_not_told,
        },
        "statements": _statements(
            summary.statements,
            [shown_tally(one.tally, one.scale, hide_below) for one in summary.statements],
            words,
            interval=interval,
        ),
        "breakdowns": {
            grouping.value: _breakdown(divided, words, hide_below)
            for grouping, divided in summary.breakdowns
        },
        "investment_combinations": _breakdown(summary.investment_combinations, words, hide_below),
        "coverage": [
            {
                "county": one.county.key,
                "name": one.county.name.get(words.language),
                "models": one.models,
                "evaluated": one.county.count,
                "state": one.state.value if one.state else None,
            }
            for one in summary.coverage
        ],
        "findings": as_data(summary.problems, words),
    }


def groups_data(
    groups: Sequence[GroupSummary],
    whole: PortfolioSummary,
    words: Words,
    hide_below: int,
    *,
    interval: bool,
) -> list[dict[str, Any]]:
    """Return the statements of each group; small groups are hidden whole."""
    small = hidden_in_row([one.group.count for one in groups], hide_below)
    shown = shown_by_group(groups, whole, hide_below)
    return [
        {
            "key": one.group.key,
            "name": one.group.name.get(words.language),
            "evaluated": None if is_small else one.group.count,
            "statements": _statements(one.summary.statements, tallies, words, interval=interval),
        }
        for one, is_small, tallies in zip(groups, small, shown, strict=True)
    ]


def comparison_data(comparison: Comparison, words: Words, hide_below: int) -> dict[str, Any]:
    """Return what changed between two days."""
    first, second = comparison.first.as_of, comparison.second.as_of
    return {
        "first": first.isoformat() if first else None,
        "second": second.isoformat() if second else None,
        "evaluated_first": comparison.first.evaluated,
        "evaluated_second": comparison.second.evaluated,
        "same_models": comparison.same,
        "evaluated_again": comparison.evaluated_again,
        "new_models": comparison.new,
        "statements": [
            _change(one, before, after, words, hide_below)
            for one, before, after in zip(
                comparison.changes,
                comparison.first.statements,
                comparison.second.statements,
                strict=True,
            )
        ],
    }


def shown_by_group(
    groups: Sequence[GroupSummary], whole: PortfolioSummary, hide_below: int
) -> list[tuple[ShownTally, ...]]:
    """Return for each group the tallies of its statements as they may be shown."""
    by_statement = [
        shown_tallies(
            [group.summary.statements[place].tally for group in groups],
            together.tally,
            together.scale,
            hide_below,
        )
        for place, together in enumerate(whole.statements)
    ]
    return list(zip(*by_statement, strict=True))


def _statements(
    statements: Sequence[StatementSummary],
    shown: Sequence[ShownTally],
    words: Words,
    *,
    interval: bool,
) -> list[dict[str, Any]]:
    return [
        _statement(one, seen, words, interval=interval)
        for one, seen in zip(statements, shown, strict=True)
    ]


def _statement(
    one: StatementSummary, seen: ShownTally, words: Words, *, interval: bool
) -> dict[str, Any]:
    return {
        "id": one.criterion.id,
        "theme": one.criterion.theme,
        "question": one.criterion.question.get(words.language),
        "levels": [
            {"id": level.id, "label": level.label.get(words.language), "count": count}
            for level, count in zip(one.scale.levels, seen.levels, strict=True)
        ],
        "agree": _share(seen.agree, seen.n, interval=interval),
        "agree_of_assessed": _share(seen.agree, seen.assessed, interval=interval),
        "cannot_yet": _share(seen.cannot_yet, seen.n, interval=interval),
        "not_applicable": seen.not_applicable,
        "no_answer": seen.no_answer,
        "unsettled": seen.unsettled,
        "not_asked": seen.not_asked,
        "assessed": seen.assessed,
        "n": seen.n,
    }


def _share(count: int | None, n: int | None, *, interval: bool) -> dict[str, Any] | None:
    if count is None or n is None:
        return None
    share = Share(count, n)
    data = share_data(share)
    if interval and n:
        ends = share.interval()
        data["interval"] = [
            float(percent(Fraction(end), _DECIMALS)) for end in (ends.low, ends.high)
        ]
    return data


def _breakdown(divided: Breakdown, words: Words, hide_below: int) -> dict[str, Any]:
    counts = shown_counts(divided, hide_below)
    return {
        "base": divided.base,
        "several": divided.several,
        "groups": [
            {"key": group.key, "name": group.name.get(words.language), "count": count}
            for group, count in zip(divided.groups, counts, strict=True)
        ],
    }


def _change(
    one: StatementChange,
    before: StatementSummary,
    after: StatementSummary,
    words: Words,
    hide_below: int,
) -> dict[str, Any]:
    change = one.change
    hidden = hide_below > 0  # moves between two days are small cells almost by nature
    return {
        "id": one.criterion.id,
        "question": one.criterion.question.get(words.language),
        "agree_first": _whole(before, hide_below),
        "agree_second": _whole(after, hide_below),
        "pairs": change.pairs,
        "both_assessed": None if hidden else change.both_assessed,
        "gained": None if hidden else change.gained,
        "lost": None if hidden else change.lost,
        "p_value": None if hidden or change.p_value is None else float(change.p_value),
        "moves": None
        if hidden
        else [
            {
                "before": reply_data(move.before, one.scale),
                "after": reply_data(move.after, one.scale),
                "count": move.count,
            }
            for move in change.moves
        ],
    }


def _whole(one: StatementSummary, hide_below: int) -> dict[str, Any] | None:
    seen = shown_tally(one.tally, one.scale, hide_below)
    return _share(seen.agree, seen.n, interval=False)
