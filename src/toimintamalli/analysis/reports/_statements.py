"""What stands on the criteria, as it may be shown: their replies, and which are at an end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final, TypeAlias

from attrs import frozen

from toimintamalli.analysis.answers import ReplyState
from toimintamalli.analysis.hiding import ShownTally
from toimintamalli.analysis.portfolio import StatementSummary

OTHER_REPLIES: Final = (
    ReplyState.CANNOT_YET,
    ReplyState.NOT_APPLICABLE,
    ReplyState.NO_ANSWER,
    ReplyState.UNSETTLED,
)
"""Replies that are no level, in the order in which reports show them."""

_Pairs: TypeAlias = Sequence[tuple[StatementSummary, ShownTally]]


@frozen(kw_only=True)
class StatementEnd:
    """The criteria that share the largest or the smallest share.

    What is hidden could be the end: where any count is, no criterion is told and both numbers are
    None.

    Attributes:
        count: How many models of the first of them.
        n: Of how many.
        statements: The criteria, in the order of the set.
    """

    count: int | None
    n: int | None
    statements: tuple[StatementSummary, ...]


def most_agreed(statements: _Pairs) -> StatementEnd | None:
    """Return the criteria with most agreement; None where agreement was asked of none.

    Args:
        statements: The criteria, each with its tally as it may be shown.
    """
    return _end(_agreeing(statements), _agree, max)


def least_agreed(statements: _Pairs) -> StatementEnd | None:
    """Return the criteria with least agreement; None where agreement was asked of none.

    Args:
        statements: The criteria, each with its tally as it may be shown.
    """
    return _end(_agreeing(statements), _agree, min)


def most_not_yet(statements: _Pairs) -> StatementEnd | None:
    """Return the criteria that can most often not be assessed yet; None where none was asked.

    Args:
        statements: The criteria, each with its tally as it may be shown.
    """
    return _end(statements, lambda seen: seen.cannot_yet, max)


def reply_counts(seen: ShownTally) -> tuple[int | None, ...]:
    """Return the counts of the levels from the lowest, and then of `OTHER_REPLIES`.

    Args:
        seen: The tally as it may be shown.
    """
    others = (seen.cannot_yet, seen.not_applicable, seen.no_answer, seen.unsettled)
    return (*seen.levels, *others)


def given_places(tallies: Sequence[ShownTally]) -> tuple[int, ...]:
    """Return which places of `reply_counts` are shown of criteria on one scale.

    Args:
        tallies: The tallies as they may be shown, one at least.

    Returns:
        Every level, and the other replies that were given or are hidden.
    """
    rows = [reply_counts(seen) for seen in tallies]
    levels = len(tallies[0].levels)
    return tuple(
        place
        for place in range(len(rows[0]))
        if place < levels or any(row[place] != 0 for row in rows)
    )


def charted_places(tallies: Sequence[ShownTally]) -> tuple[int, ...]:
    """Return which places of `reply_counts` a chart of criteria on one scale shows.

    Args:
        tallies: The tallies as they may be shown, one at least.

    Returns:
        Those of `given_places`; none where a count is hidden, since bars side by side would show
        it, or where nothing was answered.
    """
    counts = [count for seen in tallies for count in reply_counts(seen)]
    return () if None in counts or not any(counts) else given_places(tallies)


def _agreeing(statements: _Pairs) -> _Pairs:
    return [pair for pair in statements if pair[0].scale.has_agreement]


def _agree(seen: ShownTally) -> int | None:
    return seen.agree


def _end(
    statements: _Pairs,
    count_of: Callable[[ShownTally], int | None],
    end: Callable[[list[Fraction]], Fraction],
) -> StatementEnd | None:
    asked = [(one, count_of(seen), seen.n) for one, seen in statements if seen.n != 0]
    if not asked:
        return None
    shares = [Fraction(count, n) for _, count, n in asked if count is not None and n]
    if len(shares) < len(asked):
        return StatementEnd(count=None, n=None, statements=())
    wanted = end(shares)
    ends = [found for found, share in zip(asked, shares, strict=True) if share == wanted]
    _, count, n = ends[0]
    return StatementEnd(count=count, n=n, statements=tuple(one for one, _, _ in ends))
