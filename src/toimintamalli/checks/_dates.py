"""Checks of days that contradict each other, or the day from which the model is seen."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

from toimintamalli.diagnostics import Diagnostic, Wording, diagnostic
from toimintamalli.model import (
    BasicData,
    Decision,
    DecisionState,
    DevelopmentStage,
    Evaluation,
    Metric,
    PlanReview,
    PracticeModel,
    ProgrammeData,
    PublicationState,
    RootingPlan,
    StageRecord,
)
from toimintamalli.vocabulary import FieldTitle, ShownDate, enum_title

__all__ = ["days_out_of_order", "days_to_come", "doubtful_days", "passed_reviews"]

_What = str | Wording | tuple[str | Wording, ...]


@frozen
class _Dated:
    """A day, what happens on it, and where it stands.

    Attributes:
        what: What happens.
        day: The day.
        path: Where it stands in the model.
    """

    what: _What
    day: datetime.date
    path: str


_Pair = tuple[_Dated | None, _Dated | None]


def days_out_of_order(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM266: something ends, or follows on something else, before that has begun."""
    created = _of(BasicData, "created", model.basics.created, "basics.created")
    modified = _of(BasicData, "modified", model.basics.modified, "basics.modified")
    start = model.programme.project_start
    end = model.programme.project_end
    pairs: list[_Pair] = [
        (created, modified),
        (created, _published(model)),
        (
            _of(ProgrammeData, "project_start", start, "programme.project_start"),
            _of(ProgrammeData, "project_end", end, "programme.project_end"),
        ),
        *_stages(model),
        *_targets(model),
    ]
    for first, second in pairs:
        if first and second and second.day < first.day:
            yield diagnostic(
                "TM266",
                second.path,
                first=first.what,
                first_day=ShownDate(first.day),
                second=second.what,
                second_day=ShownDate(second.day),
            )


def doubtful_days(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM267: the model was evaluated before its description was created, as it seems."""
    created = model.basics.created
    for place, evaluation in enumerate(model.evaluations):
        if created and evaluation.date and evaluation.date < created:
            yield diagnostic(
                "TM267",
                f"evaluations[{place}].date",
                evaluated=ShownDate(evaluation.date),
                created=ShownDate(created),
            )


def days_to_come(model: PracticeModel, today: datetime.date) -> Iterator[Diagnostic]:
    """TM268: a day that tells of something done lies in the future."""
    for done in _done(model):
        if done.day > today:
            yield diagnostic(
                "TM268",
                done.path,
                what=done.what,
                day=ShownDate(done.day),
                today=ShownDate(today),
            )


def passed_reviews(model: PracticeModel, today: datetime.date) -> Iterator[Diagnostic]:
    """TM269: the day on which the model or its plan should be looked at again has passed."""
    reviews: list[tuple[type, datetime.date | None, str]]
    reviews = [(PracticeModel, model.next_review, "next_review")]
    if model.rooting_plan:
        reviews.append((RootingPlan, model.rooting_plan.next_review, "rooting_plan.next_review"))
    for record, day, path in reviews:
        if day and day < today:
            yield diagnostic(
                "TM269",
                path,
                what=FieldTitle(record, "next_review"),
                day=ShownDate(day),
                today=ShownDate(today),
                path=path,
            )


# -- days of a model --------------------------------------------------------------------------


def _of(record: type, field: str, day: datetime.date | None, path: str) -> _Dated | None:
    return _Dated(FieldTitle(record, field), day, path) if day else None


def _published(model: PracticeModel) -> _Dated | None:
    publication = model.publication
    if publication is None or publication.date is None:
        return None
    return _Dated(enum_title(publication.state), publication.date, "publication.date")


def _stages(model: PracticeModel) -> Iterator[_Pair]:
    """Yield the first day of each stage with that of the next one recorded of the same unit."""
    firsts: dict[str, dict[DevelopmentStage, _Dated]] = {}
    for place, record in enumerate(model.stages):
        if record.date:
            reached = firsts.setdefault(" ".join(record.unit.split()).casefold(), {})
            known = reached.get(record.stage)
            if known is None or record.date < known.day:
                reached[record.stage] = _stage(record, record.date, place)
    for reached in firsts.values():
        order = [reached[stage] for stage in DevelopmentStage if stage in reached]
        yield from pairwise(order)


def _stage(record: StageRecord, day: datetime.date, place: int) -> _Dated:
    what = tuple(part for part in (enum_title(record.stage), record.unit.strip()) if part)
    return _Dated(what, day, f"stages[{place}].date")


def _targets(model: PracticeModel) -> Iterator[_Pair]:
    for place, metric in enumerate(model.metrics):
        if metric.baseline and metric.target and metric.target.date:
            name = metric.name or metric.id
            yield (
                _Dated(
                    (name, FieldTitle(Metric, "baseline")),
                    metric.baseline.date,
                    f"metrics[{place}].baseline.date",
                ),
                _Dated(
                    (name, FieldTitle(Metric, "target")),
                    metric.target.date,
                    f"metrics[{place}].target.date",
                ),
            )


def _done(model: PracticeModel) -> Iterator[_Dated]:
    """Yield the days of all that is said to have been done."""
    basics = model.basics
    told = [
        _of(BasicData, "created", basics.created, "basics.created"),
        _of(BasicData, "modified", basics.modified, "basics.modified"),
        *(_stage(s, s.date, place) for place, s in enumerate(model.stages) if s.date),
        *(
            _of(Evaluation, "date", evaluation.date, f"evaluations[{place}].date")
            for place, evaluation in enumerate(model.evaluations)
        ),
    ]
    if model.publication and model.publication.state is not PublicationState.DRAFT:
        told.append(_published(model))
    yield from filter(None, told)
    yield from _done_in_plan(model.rooting_plan or RootingPlan())
    yield from _observed(model)


def _done_in_plan(plan: RootingPlan) -> Iterator[_Dated]:
    decision = plan.decision
    if decision and decision.date and decision.state is DecisionState.DECIDED:
        yield _Dated(FieldTitle(Decision, "date"), decision.date, "rooting_plan.decision.date")
    for place, review in enumerate(plan.reviews):
        path = f"rooting_plan.reviews[{place}].date"
        yield _Dated(FieldTitle(PlanReview, "date"), review.date, path)


def _observed(model: PracticeModel) -> Iterator[_Dated]:
    for place, metric in enumerate(model.metrics):
        name, path = metric.name or metric.id, f"metrics[{place}]"
        if metric.baseline:
            what = (name, FieldTitle(Metric, "baseline"))
            yield _Dated(what, metric.baseline.date, f"{path}.baseline.date")
        for at, observation in enumerate(metric.observations):
            yield _Dated(name, observation.date, f"{path}.observations[{at}].date")
