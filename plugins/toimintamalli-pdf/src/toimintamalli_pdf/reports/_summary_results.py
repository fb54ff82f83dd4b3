"""What a model has reached: its metrics, and its latest evaluation with each criteria set."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from attrs import frozen

from toimintamalli.analysis.answers import ReplyState
from toimintamalli.analysis.evaluation import CriterionResult, EvaluationResult, evaluate
from toimintamalli.analysis.metrics import MetricProgress, metric_progress
from toimintamalli.charts import pace_name
from toimintamalli.instruments import used_instruments
from toimintamalli.model import Evaluation, Metric, Observation, PracticeModel
from toimintamalli.model.instrument import Instrument, Side
from toimintamalli.vocabulary import shown_quantity
from toimintamalli_pdf.layout import CellText, Paragraph, Part, Table
from toimintamalli_pdf.reports._cells import foreign, named, row_header, text_column
from toimintamalli_pdf.reports._unknown import Unknown
from toimintamalli_pdf.reports._words import ReportWords

__all__ = ["evaluation_texts", "metrics_table"]


# -- metrics ----------------------------------------------------------------------------------


def metrics_table(
    model: PracticeModel, as_of: datetime.date | None, words: ReportWords, unknown: Unknown
) -> Iterator[Part]:
    """Yield the metrics as a table, or a sentence where there is none.

    Args:
        model: The model.
        as_of: The day from which it is seen.
        words: The words of the report.
        unknown: What is said of what is not there.
    """
    if not model.metrics:
        yield Paragraph(text=words.fill("metrics.none", unknown=unknown.held()))
        return
    columns = (
        row_header(words["metrics.name"], 3),
        text_column(words["metrics.from_to"], 4.8),
        text_column(words["metrics.target"], 2.4),
        text_column(words["metrics.verdict"], 2.8),
    )
    language = foreign(model.language, words)
    rows = [
        _metric_row(metric_progress(metric, as_of), language, words, unknown)
        for metric in model.metrics
    ]
    yield Table(columns=columns, rows=tuple(rows))


def _metric_row(
    progress: MetricProgress, language: str | None, words: ReportWords, unknown: Unknown
) -> tuple[CellText, ...]:
    metric = progress.metric
    return (
        named(" ".join(metric.name.split()) or metric.id or unknown.held(), language=language),
        _values(progress, words, unknown),
        _target(progress, words, unknown),
        _verdict(progress, words),
    )


def _started(progress: MetricProgress) -> Observation | None:
    """Return where a metric started, unless that is later than the day of the view."""
    start, seen_from = progress.baseline, progress.as_of
    return start if start and (seen_from is None or start.date <= seen_from) else None


def _values(progress: MetricProgress, words: ReportWords, unknown: Unknown) -> CellText:
    """Return where a metric started and where it is, each on a line of its own."""
    told = (
        _observed(seen, field, progress.metric, words, unknown)
        for field, seen in (("baseline", _started(progress)), ("observations", progress.latest))
    )
    return CellText(text="\n".join(told))


def _observed(
    seen: Observation | None, field: str, metric: Metric, words: ReportWords, unknown: Unknown
) -> str:
    """Return a value with its day and the number of cases behind it."""
    if seen is None:
        return unknown.of(Metric, field)
    about = [words.day(seen.date)]
    about += [words.fill("metrics.n", n=words.number(seen.n))] if seen.n is not None else []
    value = shown_quantity(seen.value, metric.unit, words.language)
    return words.fill("metrics.value", value=value, about=", ".join(about))


def _target(progress: MetricProgress, words: ReportWords, unknown: Unknown) -> CellText:
    target = progress.target
    if target is None:
        return CellText(text=unknown.of(Metric, "target"))
    value = shown_quantity(target.value, progress.metric.unit, words.language)
    return CellText(strong=value, text=words.day(target.date) if target.date else "")


def _verdict(progress: MetricProgress, words: ReportWords) -> CellText:
    """Return how a metric keeps to its time, and why its target was not reached."""
    reason = " ".join(progress.shortfall_reason.split())
    told = words.fill("metrics.reason", reason=reason) if reason and not progress.reached else ""
    return CellText(strong=pace_name(progress.pace, words.language), text=told)


# -- evaluations ------------------------------------------------------------------------------


@frozen(kw_only=True)
class _Agreement:
    """How many criteria are agreed with, of all that were asked and of those with a level."""

    agree: int
    assessed: int
    n: int


def evaluation_texts(
    model: PracticeModel, as_of: datetime.date | None, words: ReportWords, unknown: Unknown
) -> Iterator[str]:
    """Yield a sentence of the latest evaluation with each criteria set that is installed.

    Args:
        model: The model.
        as_of: The day from which it is seen; evaluations without a day are then left out.
        words: The words of the report.
        unknown: What is said of what is not there.
    """
    for instrument in used_instruments((model,)):
        latest = _latest(model.evaluations, instrument, as_of)
        if latest is not None:
            yield _evaluation(evaluate(latest, instrument, model), words, unknown)


def _latest(
    evaluations: Sequence[Evaluation], instrument: Instrument, as_of: datetime.date | None
) -> Evaluation | None:
    """Return the latest evaluation with a set; of two of one day the later in the document."""
    eligible = [
        (evaluation.date or datetime.date.min, place)
        for place, evaluation in enumerate(evaluations)
        if evaluation.uses(instrument.id)
        and (as_of is None or (evaluation.date is not None and evaluation.date <= as_of))
    ]
    return evaluations[max(eligible)[1]] if eligible else None


def _evaluation(result: EvaluationResult, words: ReportWords, unknown: Unknown) -> str:
    evaluation = result.evaluation
    people = evaluation.participants
    day = words.day(evaluation.date) if evaluation.date else unknown.of(Evaluation, "date")
    told = words.fill(
        "evaluation.of",
        title=words.say(result.instrument.title),
        day=day,
        people=unknown.of(Evaluation, "participants") if people is None else words.number(people),
    )
    return f"{told} {_told_replies(result, words, unknown)}"


def _told_replies(result: EvaluationResult, words: ReportWords, unknown: Unknown) -> str:
    """Return both figures with what they are of, or that there are no answers."""
    if not result.evaluation.answers:
        return words.fill("evaluation.no_answers", unknown=unknown.of(Evaluation, "answers"))
    is_limited = unknown.is_limited(Evaluation, "answers")
    found = _agreement(result.criteria, leaves_silent_out=is_limited)
    key = "some" if is_limited else "all"
    if not any(one.scale.has_agreement for one in result.criteria):
        return words.fill(f"evaluation.levels_{key}", assessed=found.assessed, n=found.n)
    return words.fill(
        f"evaluation.agree_{key}",
        agree=found.agree,
        n=found.n,
        share=words.share(found.agree, found.n) or "–",
        assessed=found.assessed,
        share_of_assessed=words.share(found.agree, found.assessed) or "–",
    )


def _agreement(criteria: Sequence[CriterionResult], *, leaves_silent_out: bool) -> _Agreement:
    """Return how many criteria are agreed with.

    Where a reader is given only a part of the answers, one that is not there was perhaps given.
    """
    outside = {ReplyState.NOT_ASKED}
    if leaves_silent_out:
        outside.add(ReplyState.NO_ANSWER)
    asked = [one for one in criteria if one.settled.reply.state not in outside]
    sides = [
        one.scale.levels[one.settled.reply.rank].side
        for one in asked
        if one.settled.reply.rank is not None
    ]
    return _Agreement(agree=sides.count(Side.AGREE), assessed=len(sides), n=len(asked))
