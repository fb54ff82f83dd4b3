"""Checks of how far an evaluation can be trusted: its age, its grounds, what stayed outside."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from toimintamalli.analysis.answers import applies, criterion_answered
from toimintamalli.analysis.rounds import standing_rounds
from toimintamalli.analysis.wording.limits import limit
from toimintamalli.checks._instruments import instrument_title, known_instrument
from toimintamalli.diagnostics import Diagnostic, Wording, diagnostic
from toimintamalli.model import Answer, AnswerState, Evaluation, PracticeModel, RootingPlan
from toimintamalli.model.instrument import Criterion, Instrument, LevelDescription, Scale
from toimintamalli.vocabulary import ShownDate, enum_title

__all__ = [
    "evaluations_before_the_edits",
    "levels_without_evidence",
    "much_left_outside",
    "stale_evaluations",
]


def stale_evaluations(model: PracticeModel, today: datetime.date) -> Iterator[Diagnostic]:
    """TM316: the latest evaluation with a set is old, seen from a day."""
    months = limit("evaluation_stale_after_months")
    for path, evaluation in _standing(model):
        if evaluation.date and _months_between(evaluation.date, today) >= months:
            yield diagnostic(
                "TM316",
                f"{path}.date",
                title=instrument_title(evaluation.instrument),
                day=ShownDate(evaluation.date),
                months=months,
                today=ShownDate(today),
            )


def evaluations_before_the_edits(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM317: the description has been edited long after its latest evaluation."""
    modified, days = model.basics.modified, limit("evaluation_edited_after_days")
    for path, evaluation in _standing(model):
        if modified and evaluation.date and (modified - evaluation.date).days > days:
            yield diagnostic(
                "TM317",
                f"{path}.date",
                title=instrument_title(evaluation.instrument),
                day=ShownDate(evaluation.date),
                modified=ShownDate(modified),
            )


def much_left_outside(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM318: so many answers are *ei koske* that the rest tells little."""
    for path, evaluation in _standing(model):
        given = [one for one in evaluation.answers if one.state is not AnswerState.NO_ANSWER]
        outside = sum(answer.state is AnswerState.NOT_APPLICABLE for answer in given)
        many = len(given) >= limit("not_applicable_least_answers")
        if many and 100 * outside > limit("not_applicable_most_percent") * len(given):
            yield diagnostic(
                "TM318",
                f"{path}.answers",
                title=instrument_title(evaluation.instrument),
                state=enum_title(AnswerState.NOT_APPLICABLE),
                count=outside,
                n=len(given),
            )


def levels_without_evidence(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM370: the highest level was chosen, the set asks evidence for it, and none is there."""
    for path, evaluation in _standing(model):
        instrument = known_instrument(evaluation.instrument)
        if instrument is None:
            continue
        answers = _answers_by_criterion(evaluation, instrument)
        for criterion in instrument.criteria:
            top = _top_that_asks(criterion, instrument)
            given = answers.get(criterion.id, ())
            claims = [place for place, one in given if top and _chooses(one, top.level)]
            shown = any(one.evidence for _, one in given) or _shown_in_plan(criterion, model)
            if top and claims and not shown and applies(criterion, model):
                yield diagnostic(
                    "TM370",
                    f"{path}.answers[{claims[0]}].evidence",
                    question=criterion.question,
                    level=_label(top.level, instrument.scale_of(criterion)),
                    evidence=top.evidence or tuple(map(enum_title, top.evidence_kinds)),
                )


def _standing(model: PracticeModel) -> Iterator[tuple[str, Evaluation]]:
    """Yield the latest evaluation with each set: earlier ones are history, and rightly old."""
    for place in standing_rounds(model.evaluations):
        yield f"evaluations[{place}]", model.evaluations[place]


def _months_between(first: datetime.date, second: datetime.date) -> int:
    months = 12 * (second.year - first.year) + second.month - first.month
    return months - (second.day < first.day)


def _answers_by_criterion(
    evaluation: Evaluation, instrument: Instrument
) -> dict[str, list[tuple[int, Answer]]]:
    answers: dict[str, list[tuple[int, Answer]]] = {}
    for place, answer in enumerate(evaluation.answers):
        criterion = criterion_answered(answer, evaluation, instrument)
        if criterion:
            answers.setdefault(criterion.id, []).append((place, answer))
    return answers


def _top_that_asks(criterion: Criterion, instrument: Instrument) -> LevelDescription | None:
    """Return what the set says of the highest level, where it asks evidence for it."""
    top = instrument.scale_of(criterion).levels[-1].id
    described = (one for one in criterion.levels if one.level == top and one.evidence_kinds)
    return next(described, None)


def _chooses(answer: Answer, level: str) -> bool:
    return answer.state is AnswerState.LEVEL and answer.level == level


def _shown_in_plan(criterion: Criterion, model: PracticeModel) -> bool:
    """Whether the rooting plan has the evidence: its preconditions are criteria of a set."""
    plan = model.rooting_plan or RootingPlan()
    return any(one.criterion == criterion.id and one.evidence for one in plan.preconditions)


def _label(level: str, scale: Scale) -> Wording | str:
    return next((known.label for known in scale.levels if known.id == level), level)
