"""Summaries of portfolios as plain data, for programs; what is hidden is null."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from toimintamalli.analysis.groups import Breakdown, Grouping
from toimintamalli.analysis.hiding import ShownTally
from toimintamalli.analysis.portfolio import (
    Comparison,
    GroupSummary,
    PortfolioSummary,
    StatementChange,
    StatementSummary,
)
from toimintamalli.analysis.shares import Share, percent
from toimintamalli.analysis.shown import shown_comparison, shown_groups, shown_summary
from toimintamalli.cli._evaluate_data import instrument_data, reply_data, share_data
from toimintamalli.cli._show import as_data
from toimintamalli.cli._words import Words

__all__ = ["comparison_data", "groups_data", "summary_data"]

_DECIMALS = 1


def summary_data(
    summary: PortfolioSummary,
    words: Words,
    hide_below: int,
    *,
    by: Grouping | None,
    interval: bool,
) -> dict[str, Any]:
    """Return what the evaluations of a portfolio add up to."""
    shown = shown_summary(summary, hide_below, by)
    people, counts = shown.participants, dict(shown.breakdowns)
    represented = people.county_represented
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
            "county_represented": None if represented is None else share_data(represented),
            "county_not_told": people.county_not_told,
        },
        "statements": _statements(summary.statements, shown.statements, words, interval=interval),
        "breakdowns": {
            grouping.value: _breakdown(divided, counts[grouping], words)
            for grouping, divided in summary.breakdowns
        },
        "investment_combinations": _breakdown(
            summary.investment_combinations, shown.investment_combinations, words
        ),
        "coverage": [
            {
                "county": one.county.key,
                "name": one.county.name.get(words.language),
                "models": seen.models,
                "evaluated": seen.evaluated,
                "state": seen.state.value if seen.state else None,
            }
            for one, seen in zip(summary.coverage, shown.coverage, strict=True)
        ],
        "findings": as_data(summary.problems, words),
    }


def groups_data(
    groups: Sequence[GroupSummary],
    whole: PortfolioSummary,
    grouping: Grouping,
    words: Words,
    hide_below: int,
    *,
    interval: bool,
) -> list[dict[str, Any]]:
    """Return the statements of each group; none of groups that are hidden whole."""
    return [
        {
            "key": one.key,
            "name": one.name.get(words.language),
            "evaluated": one.evaluated,
            "statements": None
            if one.evaluated is None
            else _statements(whole.statements, one.statements, words, interval=interval),
        }
        for one in shown_groups(groups, whole, grouping, hide_below)
    ]


def comparison_data(comparison: Comparison, words: Words, hide_below: int) -> dict[str, Any]:
    """Return what changed between two days; nothing of the statements where counts are hidden."""
    first, second = comparison.first.as_of, comparison.second.as_of
    shown = shown_comparison(comparison, hide_below)
    statements = zip(
        comparison.changes,
        comparison.first.statements,
        comparison.second.statements,
        strict=True,
    )
    return {
        "first": first.isoformat() if first else None,
        "second": second.isoformat() if second else None,
        "evaluated_first": shown.evaluated_first,
        "evaluated_second": comparison.second.evaluated,
        "same_models": shown.same,
        "evaluated_again": shown.evaluated_again,
        "new_models": shown.new,
        "statements": None
        if hide_below
        else [_change(one, before, after, words) for one, before, after in statements],
    }


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


def _breakdown(divided: Breakdown, counts: Sequence[int | None], words: Words) -> dict[str, Any]:
    return {
        "base": divided.base,
        "several": divided.several,
        "groups": [
            {"key": group.key, "name": group.name.get(words.language), "count": count}
            for group, count in zip(divided.groups, counts, strict=True)
        ],
    }


def _change(
    one: StatementChange, before: StatementSummary, after: StatementSummary, words: Words
) -> dict[str, Any]:
    change = one.change
    return {
        "id": one.criterion.id,
        "question": one.criterion.question.get(words.language),
        "agree_first": share_data(before.tally.of_all(before.agree)),
        "agree_second": share_data(after.tally.of_all(after.agree)),
        "pairs": change.pairs,
        "both_assessed": change.both_assessed,
        "gained": change.gained,
        "lost": change.lost,
        "p_value": None if change.p_value is None else float(change.p_value),
        "moves": [
            {
                "before": reply_data(move.before, one.scale),
                "after": reply_data(move.after, one.scale),
                "count": move.count,
            }
            for move in change.moves
        ],
    }
