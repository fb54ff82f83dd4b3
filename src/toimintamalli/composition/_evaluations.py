"""What evaluations are told of: who took part, what was answered, and what is still open."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence

from toimintamalli.analysis.answers import ReplyState
from toimintamalli.analysis.evaluation import CriterionResult, EvaluationResult
from toimintamalli.composition._composed import Remark
from toimintamalli.composition._parts import Part, joined, told
from toimintamalli.composition._prose import Prose, remark, said
from toimintamalli.model import Block, Paragraph, PracticeModel
from toimintamalli.model.instrument import Side
from toimintamalli.vocabulary import ProvenanceStatus, ShownNumber, shown_percent

__all__ = ["evaluations_part"]

_UNDECIDED = (
    ReplyState.CANNOT_YET,
    ReplyState.UNSETTLED,
    ReplyState.NOT_APPLICABLE,
    ReplyState.NO_ANSWER,
)


def evaluations_part(
    model: PracticeModel,
    results: Sequence[EvaluationResult],
    as_of: datetime.date | None,
    prose: Prose,
    *,
    future: bool = True,
) -> Part:
    """Return the latest evaluation of each set, and what is missing of it.

    Args:
        model: The model evaluated.
        results: Results of its evaluations.
        as_of: Day from which they are seen.
        prose: The language.
        future: Whether days that are still to come may be told.
    """
    shown = _latest(results, as_of)
    parts = [_evaluation(one, prose, _path(one, model), future=future) for one in shown]
    if as_of:
        # Whether they came before that day is not known.
        undated = [one for one in results if one.evaluation.date is None]
        parts += (Part((), tuple(_to_add(one, _path(one, model)))) for one in undated)
    return joined(parts) if parts else told((), "evaluations", "evaluations")


def _path(result: EvaluationResult, model: PracticeModel) -> str:
    for place, evaluation in enumerate(model.evaluations):
        if evaluation.id == result.evaluation.id:
            return f"evaluations[{place}]"
    return "evaluations"


def _latest(
    results: Sequence[EvaluationResult], as_of: datetime.date | None
) -> tuple[EvaluationResult, ...]:
    """Return the latest result of each set; one without a day counts as the earliest."""
    by_set: dict[str, EvaluationResult] = {}
    for result in results:
        day = result.evaluation.date
        if as_of and (day is None or day > as_of):
            continue
        known = by_set.get(result.instrument.id)
        if known is None or _day(result) >= _day(known):
            by_set[result.instrument.id] = result
    return tuple(by_set.values())


def _day(result: EvaluationResult) -> datetime.date:
    return result.evaluation.date or datetime.date.min


def _evaluation(result: EvaluationResult, prose: Prose, path: str, *, future: bool) -> Part:
    title = prose.of_language(result.instrument.title)
    day = result.evaluation.date
    parts = [
        prose.fill("evaluation.dated", title=title, day=prose.day(day)) if day else f"{title}.",
        *_people(result, prose),
        _counts(result, prose),
        _score(result, prose),
    ]
    if result.instrument.provenance.status is ProvenanceStatus.RECONSTRUCTED:
        parts.append(prose["evaluation.reconstructed"])
    lists = (
        *prose.listed("evaluation.disagree", _of_side(result, Side.DISAGREE, prose)),
        *prose.listed("evaluation.unsettled", _unsettled(result, prose)),
        *prose.listed("evaluation.cannot_yet", _cannot_yet(result, prose, future=future)),
    )
    blocks: tuple[Block, ...] = (Paragraph(" ".join(filter(None, parts))), *lists)
    return Part(blocks, tuple(_to_add(result, path)))


def _to_add(result: EvaluationResult, path: str) -> Iterator[Remark]:
    title = result.instrument.title
    if result.evaluation.date is None:
        yield remark(f"{path}.date", "add.evaluation_date", title=title)
    if (result.evaluation.participants or 0) < 1:
        yield remark(f"{path}.participants", "add.participants", title=title)


def _people(result: EvaluationResult, prose: Prose) -> Iterator[str]:
    """Say which unit was evaluated, and how many took part and answered."""
    evaluation = result.evaluation
    if said(evaluation.unit):
        yield prose.fill("evaluation.unit", unit=said(evaluation.unit))
    if evaluation.participants is not None and evaluation.participants > 0:
        yield prose.counted("evaluation.participants", evaluation.participants)
    else:
        yield prose["evaluation.participants_unknown"]
    if evaluation.county_represented is not None:
        key = "with" if evaluation.county_represented else "without"
        yield prose[f"evaluation.{key}_county"]
    if result.sheets:
        yield prose.counted("evaluation.sheets", len(result.sheets))
    if result.consensus:
        yield prose["evaluation.consensus" if result.sheets else "evaluation.consensus_only"]


def _counts(result: EvaluationResult, prose: Prose) -> str:
    """Say in words how many criteria stand on each level, and how many are open."""
    asked = [one for one in result.criteria if _state(one) is not ReplyState.NOT_ASKED]
    if not asked:
        return ""
    levels = Counter(_level(one, prose) for one in asked)
    states = Counter(map(_state, asked))
    counts = [
        prose.fill("level.count", level=level, count=levels[level])
        for level in _levels(asked, prose)
        if levels[level]
    ]
    counts += (
        prose.fill(f"state.{state}", count=states[state]) for state in _UNDECIDED if states[state]
    )
    number = ShownNumber(len(asked))
    return prose.fill("evaluation.criteria", count=number, counts=", ".join(counts))


def _levels(asked: Sequence[CriterionResult], prose: Prose) -> tuple[str, ...]:
    """Return the names of all levels, the highest of each scale first."""
    names = (
        prose.of_language(level.label) for one in asked for level in reversed(one.scale.levels)
    )
    return tuple(dict.fromkeys(names))


def _level(one: CriterionResult, prose: Prose) -> str | None:
    rank = one.settled.reply.rank
    return prose.of_language(one.scale.levels[rank].label) if rank is not None else None


def _score(result: EvaluationResult, prose: Prose) -> str:
    """Say the score where the set itself gives points; points of this library are not published."""
    ends = result.score.percents()
    if ends is None or not _gives_points(result):
        return ""
    low, high = (shown_percent(end, prose.language) for end in ends)
    coverage = result.score.coverage
    return prose.fill(
        "evaluation.score" if low == high else "evaluation.score_range",
        low=low,
        high=high,
        answered=coverage.answered,
        applicable=coverage.applicable,
    )


def _gives_points(result: EvaluationResult) -> bool:
    """Whether the points are those of the set, not this library's addition to it."""
    return all(
        scale.points_provenance is None
        or scale.points_provenance.status is ProvenanceStatus.OFFICIAL
        for scale in result.instrument.scales
    )


def _state(one: CriterionResult) -> ReplyState:
    return one.settled.reply.state


def _side(one: CriterionResult) -> Side | None:
    rank = one.settled.reply.rank
    return one.scale.levels[rank].side if rank is not None else None


def _of_side(result: EvaluationResult, side: Side, prose: Prose) -> tuple[str, ...]:
    return tuple(
        prose.of_language(one.criterion.question) for one in result.criteria if _side(one) is side
    )


def _unsettled(result: EvaluationResult, prose: Prose) -> tuple[str, ...]:
    return tuple(
        prose.of_language(one.criterion.question)
        for one in result.criteria
        if _state(one) is ReplyState.UNSETTLED
    )


def _cannot_yet(result: EvaluationResult, prose: Prose, *, future: bool) -> tuple[str, ...]:
    """Return what cannot be assessed yet, and from which day it can."""
    sheets = [sheet for sheet in (*result.sheets, result.consensus) if sheet]
    lines = []
    for place, one in enumerate(result.criteria):
        if _state(one) is not ReplyState.CANNOT_YET:
            continue
        question = prose.of_language(one.criterion.question)
        answers = (sheet.answers[place] for sheet in sheets)
        days = [answer.assessable_from for answer in answers if answer and answer.assessable_from]
        if days and future:
            day = prose.day(max(days))
            question = prose.fill("evaluation.from", question=question, day=day)
        lines.append(question)
    return tuple(lines)
