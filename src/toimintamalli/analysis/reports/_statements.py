"""What stands on the criteria, as it may be shown: their replies, and which are at an end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

from attrs import frozen

from toimintamalli.analysis.answers import ReplyState
from toimintamalli.analysis.hiding import ShownTally
from toimintamalli.model.instrument import Criterion, Scale

OTHER_REPLIES: Final = (
    ReplyState.CANNOT_YET,
    ReplyState.NOT_APPLICABLE,
    ReplyState.NO_ANSWER,
    ReplyState.UNSETTLED,
)
"""Replies that are no level, in the order in which reports show them."""


@frozen(kw_only=True)
class ShownStatement:
    """A criterion and what stands on it in all models whose answers the reader may know together.

    Attributes:
        criterion: The criterion.
        scale: Its scale.
        tally: How many models of each reply, as it may be shown.
    """

    criterion: Criterion
    scale: Scale
    tally: ShownTally


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
    statements: tuple[ShownStatement, ...]


def most_agreed(statements: Sequence[ShownStatement]) -> StatementEnd | None:
    """Return the criteria with most agreement; None where agreement was asked of none.

    Args:
        statements: The criteria.
    """
    return _end(_agreeing(statements), _agree, max)


def least_agreed(statements: Sequence[ShownStatement]) -> StatementEnd | None:
    """Return the criteria with least agreement; None where agreement was asked of none.

    Args:
        statements: The criteria.
    """
    return _end(_agreeing(statements), _agree, min)


def most_not_yet(statements: Sequence[ShownStatement]) -> StatementEnd | None:
    """Return the criteria that can most often not be assessed yet; None where none was asked.

    Args:
        statements: The criteria.
    """
    return _end(statements, lambda tally: tally.cannot_yet, max)


def reply_counts(tally: ShownTally) -> tuple[int | None, ...]:
    """Return the counts of the levels from the lowest, and then of `OTHER_REPLIES`.

    Args:
        tally: The tally as it may be shown.
    """
    others = (tally.cannot_yet, tally.not_applicable, tally.no_answer, tally.unsettled)
    return (*tally.levels, *others)


def given_places(statements: Sequence[ShownStatement]) -> tuple[int, ...]:
    """Return which places of `reply_counts` are shown of criteria on one scale.

    Args:
        statements: The criteria, one at least.

    Returns:
        Every level, and the other replies that were given or are hidden.
    """
    rows = [reply_counts(one.tally) for one in statements]
    levels = len(statements[0].scale.levels)
    return tuple(
        place
        for place in range(len(rows[0]))
        if place < levels or any(row[place] != 0 for row in rows)
    )


def charted_places(statements: Sequence[ShownStatement]) -> tuple[int, ...]:
    """Return which places of `reply_counts` a chart of criteria on one scale shows.

    Args:
        statements: The criteria, one at least.

    Returns:
        Those of `given_places`; none where a count is hidden, since bars side by side would show
        it, or where nothing was answered.
    """
    counts = [count for one in statements for count in reply_counts(one.tally)]
    return () if None in counts or not any(counts) else given_places(statements)


def _agreeing(statements: Sequence[ShownStatement]) -> Sequence[ShownStatement]:
    return [one for one in statements if one.scale.has_agreement]


def _agree(tally: ShownTally) -> int | None:
    return tally.agree


def _end(
    statements: Sequence[ShownStatement],
    count_of: Callable[[ShownTally], int | None],
    end: Callable[[list[Fraction]], Fraction],
) -> StatementEnd | None:
    asked = [(one, count_of(one.tally), one.tally.n) for one in statements if one.tally.n != 0]
    if not asked:
        return None
    shares = [Fraction(count, n) for _, count, n in asked if count is not None and n]
    if len(shares) < len(asked):
        return StatementEnd(count=None, n=None, statements=())
    wanted = end(shares)
    ends = [found for found, share in zip(asked, shares, strict=True) if share == wanted]
    _, count, n = ends[0]
    return StatementEnd(count=count, n=n, statements=tuple(one for one, _, _ in ends))
