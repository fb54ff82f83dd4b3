"""Agreement of evaluators: how far they agree, where seats differ, what to discuss first."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from toimintamalli.analysis.answers import Reply, ReplyState, Sheet
from toimintamalli.analysis.reliability import (
    Alpha,
    Measurement,
    krippendorff_alpha,
    pairwise_agreement,
)
from toimintamalli.analysis.shares import Share
from toimintamalli.analysis.statistics import Quartiles, quartiles
from toimintamalli.model import EvaluatorRole
from toimintamalli.model.instrument import Criterion, Instrument, Scale, Side

__all__ = ["Gap", "ScaleAgreement", "agreement", "gaps", "to_discuss"]


@frozen(kw_only=True)
class ScaleAgreement:
    """How far evaluators agree on the criteria of one scale.

    Attributes:
        scale: The scale.
        exact: Share of pairs of replies to one criterion that chose the same level.
        within_one: Share of pairs at most one level apart.
        alpha: Krippendorff's α; ordinal, or interval on a numeric scale.
    """

    scale: Scale
    exact: Share
    within_one: Share
    alpha: Alpha


@frozen(kw_only=True)
class Gap:
    """How two seats differ on one criterion.

    Attributes:
        criterion: The criterion.
        first: Quartiles of the levels that the first seat chose.
        second: Those of the second seat.
    """

    criterion: Criterion
    first: Quartiles
    second: Quartiles

    @property
    def levels(self) -> int:
        """By how many levels the first seat's median is higher; below zero where it is lower."""
        return self.first.median - self.second.median


def agreement(sheets: Sequence[Sheet], instrument: Instrument) -> tuple[ScaleAgreement, ...]:
    """Return how far evaluators agree, scale by scale.

    Only levels are compared: whoever could not assess or gave no answer has not disagreed.

    Args:
        sheets: Sheets of single evaluators.
        instrument: The criteria set.

    Returns:
        One for each scale of the set; where nobody can be compared, 0 of 0 and no alpha.
    """
    return tuple(
        _agreement(scale, _units(scale, sheets, instrument)) for scale in instrument.scales
    )


def gaps(
    sheets: Sequence[Sheet],
    instrument: Instrument,
    first: EvaluatorRole = EvaluatorRole.SELF,
    second: EvaluatorRole = EvaluatorRole.PEER,
) -> tuple[Gap, ...]:
    """Return how two seats differ, the widest gap first.

    Args:
        sheets: Sheets of single evaluators.
        instrument: The criteria set.
        first: One seat; self-evaluation by default.
        second: The other; peers by default.

    Returns:
        One for each criterion on which both seats chose levels.
    """
    found = []
    for place, criterion in enumerate(instrument.criteria):
        chosen = [
            [
                rank
                for sheet in sheets
                if sheet.role is seat and (rank := _rank(sheet, place)) is not None
            ]
            for seat in (first, second)
        ]
        if all(chosen):
            one, other = map(quartiles, chosen)
            found.append(Gap(criterion=criterion, first=one, second=other))
    return tuple(sorted(found, key=lambda gap: -abs(gap.levels)))


def to_discuss(sheets: Sequence[Sheet], instrument: Instrument) -> tuple[Criterion, ...]:
    """Return the criteria to which evaluators replied differently, the widest apart first.

    First come those where one agrees and another does not, then those whose levels lie furthest
    apart. Last come those where the levels do not differ but somebody could not assess or found
    that the criterion does not apply: they too are unsettled.

    Args:
        sheets: Sheets of single evaluators.
        instrument: The criteria set.
    """
    apart = []
    for place, criterion in enumerate(instrument.criteria):
        if len(_given(sheets, place)) > 1:
            ranks = [rank for sheet in sheets if (rank := _rank(sheet, place)) is not None]
            levels = max(ranks) - min(ranks) if ranks else 0
            spread = quartiles(ranks).spread if ranks else 0
            crosses = _crosses(ranks, instrument.scale_of(criterion))
            apart.append((crosses, levels, spread, -place, criterion))
    return tuple(row[-1] for row in sorted(apart, key=lambda row: row[:-1], reverse=True))


def _crosses(ranks: list[int], scale: Scale) -> bool:
    """Whether somebody stands on each side of the scale."""
    return {Side.AGREE, Side.DISAGREE} <= {scale.levels[rank].side for rank in ranks}


def _given(sheets: Sequence[Sheet], place: int) -> set[Reply]:
    silent = {ReplyState.NO_ANSWER, ReplyState.NOT_ASKED}
    return {sheet.replies[place] for sheet in sheets} - {Reply(state) for state in silent}


def _rank(sheet: Sheet, place: int) -> int | None:
    return sheet.replies[place].rank


def _units(scale: Scale, sheets: Sequence[Sheet], instrument: Instrument) -> list[list[int | None]]:
    return [
        [_rank(sheet, place) for sheet in sheets]
        for place, criterion in enumerate(instrument.criteria)
        if criterion.scale == scale.id
    ]


def _agreement(scale: Scale, units: list[list[int | None]]) -> ScaleAgreement:
    measurement = Measurement.INTERVAL if scale.numeric else Measurement.ORDINAL
    return ScaleAgreement(
        scale=scale,
        exact=pairwise_agreement(units),
        within_one=pairwise_agreement(units, within=1),
        alpha=krippendorff_alpha(units, measurement),
    )
