"""The text of *Arvioinnin tulokset tiivistettynä*: metrics and evaluations."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from attrs import evolve

from toimintamalli.analysis.evaluation import EvaluationResult
from toimintamalli.analysis.metrics import MetricProgress, Pace, metric_progress
from toimintamalli.composition._composed import Composed, Remark
from toimintamalli.composition._evaluations import evaluations_part
from toimintamalli.composition._names import NameFilter
from toimintamalli.composition._parts import Part, told
from toimintamalli.composition._prose import Prose, bullets, number_of, remark, said, sentence
from toimintamalli.diagnostics import as_language
from toimintamalli.model import Block, Heading, Metric, Observation, PracticeModel, RichText
from toimintamalli.text import Language
from toimintamalli.vocabulary import localized

__all__ = ["compose_results", "metrics_part", "names_out", "observed", "started"]

_PACKAGE = "toimintamalli.composition"


def compose_results(
    model: PracticeModel,
    results: Sequence[EvaluationResult] = (),
    as_of: datetime.date | None = None,
    language: Language | str | None = None,
) -> Composed:
    """Return the text of *Arvioinnin tulokset tiivistettynä* from metrics and evaluations.

    Each metric tells where it started, where it is, its target, and why that was not reached; each
    latest evaluation of a set tells who took part, what was answered, and what cannot be assessed
    yet. How many stand behind a number is always said, or that it is not known.

    Args:
        model: The model; it is not changed.
        results: What its evaluations add up to, as from `toimintamalli.evaluate`.
        as_of: Day from which it is seen; what is later is left out.
        language: Language of the text; by default that of the model.

    Returns:
        The text, and what it covers: the metrics and the evaluations.

    Raises:
        OptionError: The library does not speak the language.

    Example:
        >>> import toimintamalli as tm
        >>> model = tm.load("malli.yaml")
        >>> print(compose_results(model, language="en").text.plain.splitlines()[0])
        Metrics and results
    """
    prose = Prose.of(as_language(language or model.language))
    names = NameFilter.of(model, prose.language)
    quoted = evolve(model, metrics=names.without(model.metrics, "metrics"))
    parts = {
        "metrics": metrics_part(quoted, as_of, prose),
        "evaluations": evaluations_part(quoted, names_out(results, names), as_of, prose),
    }
    blocks: list[Block] = []
    for key, part in parts.items():
        if part.blocks:
            blocks += (Heading(prose[f"heading.{key}"]), *part.blocks)
    return Composed(
        text=RichText(tuple(blocks)),
        coverage=tuple(
            part.coverage(key, localized(_PACKAGE, f"covers.{key}")) for key, part in parts.items()
        ),
        left_out=names.remarks,
    )


def names_out(
    results: Iterable[EvaluationResult], names: NameFilter
) -> tuple[EvaluationResult, ...]:
    """Return results whose evaluations name no people."""
    return tuple(
        evolve(
            result,
            evaluation=evolve(
                result.evaluation, unit=names.without(result.evaluation.unit, "evaluations")
            ),
        )
        for result in results
    )


# -- metrics ----------------------------------------------------------------------------------


def metrics_part(
    model: PracticeModel, as_of: datetime.date | None, prose: Prose, *, final: bool = False
) -> Part:
    """Return the metrics of which anything was measured, and what is missing of the others.

    Args:
        model: The model.
        as_of: Day from which they are seen.
        prose: The language.
        final: Whether it is for a final report, which tells the start elsewhere and no day to come.
    """
    if not model.metrics:
        return told((), "metrics", "metrics")
    lines: list[str] = []
    to_add: list[Remark] = []
    for place, metric in enumerate(model.metrics):
        progress = metric_progress(metric, as_of)
        start = started(progress)
        to_add += _open(progress, f"metrics[{place}]")
        if said(metric.name) and (progress.latest or (start and not final)):
            lines.append(_line(progress, prose, final=final))
    return Part((bullets(lines),) if lines else (), tuple(to_add))


def started(progress: MetricProgress) -> Observation | None:
    """Return where a metric started, unless that is later than the day of the view."""
    start, seen_from = progress.baseline, progress.as_of
    return start if start and (seen_from is None or start.date <= seen_from) else None


def observed(key: str, observation: Observation, metric: Metric, prose: Prose) -> str:
    """Return a value with its day and the number of cases behind it.

    Args:
        key: Key of the text to fill.
        observation: The observation.
        metric: The metric, which tells the unit.
        prose: The language.
    """
    value = number_of(observation.value)
    return prose.fill(
        key,
        day=prose.day(observation.date),
        value=prose.amount(value, metric.unit) if value is not None else "–",
        n=_n(observation, prose),
    )


def _line(progress: MetricProgress, prose: Prose, *, final: bool) -> str:
    """Return a metric: start, now, target, whether it was reached, and why not."""
    metric, start = progress.metric, started(progress)
    definition = sentence(metric.definition)
    parts = [f"{said(metric.name)}: {definition}" if definition else f"{said(metric.name)}."]
    if start and not final:
        parts.append(observed("result.start", start, metric, prose))
    if progress.latest:
        parts.append(observed("result.now", progress.latest, metric, prose))
    parts += _target(progress, prose, final=final)
    parts += _outcome(progress, prose, final=final)
    return " ".join(parts)


def _target(progress: MetricProgress, prose: Prose, *, final: bool) -> Iterator[str]:
    """Say the target; its day only where that has come or may be told."""
    goal = number_of(progress.target.value) if progress.target else None
    if progress.target is None or goal is None:
        return
    value, day = prose.amount(goal, progress.metric.unit), progress.target.date
    has_come = day is not None and progress.as_of is not None and day <= progress.as_of
    if day and (has_come or not final):
        yield prose.fill("result.target_by", value=value, day=prose.day(day))
    else:
        yield prose.fill("result.target", value=value)


def _n(observation: Observation, prose: Prose) -> str:
    """Say how many cases stand behind a value, or that it is not known."""
    if observation.n is None:
        return prose["n.unknown"]
    number = prose.number(observation.n)
    if observation.count is None:
        return prose.fill("n.known", n=number)
    return prose.fill("n.counted", n=number, count=prose.number(observation.count))


def _outcome(progress: MetricProgress, prose: Prose, *, final: bool) -> Iterator[str]:
    """Say whether the target is reached, how far it is, and why it was not."""
    reason = progress.shortfall_reason
    distance = _distance(progress)
    if progress.reached:
        yield prose["result.reached"]
    elif distance is not None:
        not_missed = "not_reached" if final else "not_yet"
        key = "missed" if progress.pace is Pace.MISSED else not_missed
        gap = prose.difference(distance, progress.metric.unit)
        yield prose.fill(f"result.{key}", gap=gap)
    if not progress.reached and reason.strip():
        yield prose.fill("result.reason", reason=sentence(reason))


def _distance(progress: MetricProgress) -> Decimal | None:
    """Return how far the latest value is from a target that it does not reach."""
    goal = number_of(progress.target.value) if progress.target else None
    value = number_of(progress.latest.value) if progress.latest else None
    if progress.reached is not False or goal is None or value is None:
        return None
    return abs(goal - value)


def _open(progress: MetricProgress, path: str) -> Iterator[Remark]:
    """Say what is not known of a metric, and where to add it."""
    metric, start = progress.metric, started(progress)
    name = said(metric.name) or metric.id
    if start is None:
        yield remark(f"{path}.baseline", "add.baseline", name=name)
    if progress.latest is None:
        yield remark(f"{path}.observations", "add.observations", name=name)
    if progress.target is None:
        yield remark(f"{path}.target", "add.target", name=name)
    elif progress.latest and progress.reached is None:
        yield remark(f"{path}.direction", "add.direction", name=name)
    if progress.pace is Pace.MISSED and not progress.shortfall_reason.strip():
        yield remark(f"{path}.shortfall_reason", "add.shortfall_reason", name=name)
    without_n = {"baseline": start, "observations": progress.latest}
    for field, observation in without_n.items():
        if observation and observation.n is None:
            yield remark(f"{path}.{field}", "add.n", name=name)
