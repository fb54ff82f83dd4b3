"""What one evaluation of one model adds up to."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from toimintamalli.analysis.agreement import Gap, ScaleAgreement, agreement, gaps, to_discuss
from toimintamalli.analysis.answers import Reply, ReplyState, Sheet, read_sheets
from toimintamalli.analysis.consensus import Settled, settle
from toimintamalli.analysis.scores import Impact, Score, impacts, score
from toimintamalli.analysis.statistics import Quartiles, mean, modes, quartiles
from toimintamalli.analysis.tallies import Tally, tally
from toimintamalli.diagnostics import Report, failure
from toimintamalli.errors import AnalysisError
from toimintamalli.model import Evaluation, PracticeModel
from toimintamalli.model.instrument import Criterion, Instrument, Scale

__all__ = ["CriterionResult", "EvaluationResult", "Moved", "changes", "evaluate"]


@frozen(kw_only=True)
class CriterionResult:
    """What was replied to one criterion.

    Attributes:
        criterion: The criterion.
        scale: Its scale.
        tally: How many replies of each kind: of the evaluators, or of the sheet agreed together
            where no evaluator has one of their own.
        settled: What stands for all.
        quartiles: Quartiles of the levels chosen; None where there are none.
        modes: Levels chosen most often.
        mean: Mean of the points, only on a numeric scale.
    """

    criterion: Criterion
    scale: Scale
    tally: Tally
    settled: Settled
    quartiles: Quartiles | None
    modes: tuple[int, ...]
    mean: Fraction | None


@frozen(kw_only=True)
class EvaluationResult:
    """What an evaluation adds up to; every number can be followed back to the answers.

    Attributes:
        instrument: The criteria set, whose provenance belongs beside the numbers.
        evaluation: The evaluation.
        sheets: Sheets of the evaluators.
        consensus: The sheet agreed together, where there is one.
        criteria: One for each criterion of the set.
        score: The score as a range.
        impacts: What each criterion can do to the score, the greatest gain first.
        agreement: How far the evaluators agree, scale by scale; empty for fewer than two.
        gaps: How self-evaluation and peers differ, the widest gap first.
        to_discuss: Criteria to which evaluators replied differently, levels furthest apart first.
        problems: Answers that could not be used, and why.
    """

    instrument: Instrument
    evaluation: Evaluation
    sheets: tuple[Sheet, ...]
    consensus: Sheet | None
    criteria: tuple[CriterionResult, ...]
    score: Score
    impacts: tuple[Impact, ...]
    agreement: tuple[ScaleAgreement, ...]
    gaps: tuple[Gap, ...]
    to_discuss: tuple[Criterion, ...]
    problems: Report


def evaluate(
    evaluation: Evaluation, instrument: Instrument, model: PracticeModel | None = None
) -> EvaluationResult:
    """Return what an evaluation adds up to.

    Args:
        evaluation: The evaluation.
        instrument: Its criteria set, as from `toimintamalli.get_instrument`.
        model: The model evaluated, which decides about criteria with a condition; without it,
            every criterion is taken to apply.

    Raises:
        AnalysisError: The evaluation was made with another set (TM334).

    Example:
        >>> import toimintamalli as tm
        >>> model = tm.load("malli.yaml")
        >>> evaluation = model.evaluations[0]
        >>> result = evaluate(evaluation, tm.get_instrument(evaluation.instrument), model)
        >>> result.score.coverage.answered, result.score.coverage.applicable
        (9, 12)
    """
    if not evaluation.uses(instrument.id):
        report = failure("TM334", found=evaluation.instrument, given=instrument.id)
        raise AnalysisError(report)
    path = _path(evaluation, model)
    read = read_sheets(evaluation, instrument, model, path=path)
    settled = settle(read, instrument)
    several = len(read.individual) > 1
    return EvaluationResult(
        instrument=instrument,
        evaluation=evaluation,
        sheets=read.individual,
        consensus=read.consensus,
        criteria=tuple(
            _criterion(
                criterion, place, read.individual or _only(read.consensus), settled, instrument
            )
            for place, criterion in enumerate(instrument.criteria)
        ),
        score=score(settled, instrument),
        impacts=impacts(settled, instrument),
        agreement=agreement(read.individual, instrument) if several else (),
        gaps=gaps(read.individual, instrument),
        to_discuss=to_discuss(read.individual, instrument),
        problems=read.problems,
    )


def _only(sheet: Sheet | None) -> tuple[Sheet, ...]:
    return (sheet,) if sheet else ()


def _path(evaluation: Evaluation, model: PracticeModel | None) -> str:
    for place, known in enumerate(model.evaluations if model else ()):
        if known is evaluation:
            return f"evaluations[{place}]"
    return ""


def _criterion(
    criterion: Criterion,
    place: int,
    sheets: tuple[Sheet, ...],
    settled: tuple[Settled, ...],
    instrument: Instrument,
) -> CriterionResult:
    scale = instrument.scale_of(criterion)
    replies = [sheet.replies[place] for sheet in sheets]
    ranks = [reply.rank for reply in replies if reply.rank is not None]
    return CriterionResult(
        criterion=criterion,
        scale=scale,
        tally=tally(replies, scale),
        settled=settled[place],
        quartiles=quartiles(ranks) if ranks else None,
        modes=modes(ranks) if ranks else (),
        mean=_mean(ranks, scale),
    )


def _mean(ranks: list[int], scale: Scale) -> Fraction | None:
    points = [scale.levels[rank].points for rank in ranks]
    known = [point for point in points if point is not None]
    return mean(known) if scale.numeric and known and len(known) == len(points) else None


@frozen(kw_only=True)
class Moved:
    """A criterion whose reply changed from one evaluation of a model to the next.

    Attributes:
        criterion: The criterion.
        scale: Its scale.
        before: What stood at the earlier evaluation.
        after: What stands at the later.
    """

    criterion: Criterion
    scale: Scale
    before: Reply
    after: Reply


def changes(
    results: Sequence[EvaluationResult],
) -> tuple[tuple[EvaluationResult, EvaluationResult, tuple[Moved, ...]], ...]:
    """Return how the results of a model changed from one evaluation to the next.

    Only evaluations with the same set are compared, and only criteria asked both times.

    Args:
        results: Results of the evaluations of one model.

    Returns:
        For each two evaluations that follow each other: the earlier, the later, and what moved.
        Evaluations without a day come first, in the order given.
    """
    by_day = sorted(results, key=lambda result: result.evaluation.date or datetime.date.min)
    followed: dict[str, EvaluationResult] = {}
    found = []
    for result in by_day:
        before = followed.get(result.instrument.id)
        if before is not None:
            found.append((before, result, tuple(_moved(before, result))))
        followed[result.instrument.id] = result
    return tuple(found)


def _moved(before: EvaluationResult, after: EvaluationResult) -> Iterator[Moved]:
    for earlier, later in zip(before.criteria, after.criteria, strict=True):
        replies = (earlier.settled.reply, later.settled.reply)
        asked = all(reply.state is not ReplyState.NOT_ASKED for reply in replies)
        if asked and replies[0] != replies[1]:
            yield Moved(
                criterion=later.criterion,
                scale=later.scale,
                before=replies[0],
                after=replies[1],
            )
