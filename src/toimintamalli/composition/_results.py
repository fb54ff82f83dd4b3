"""The text of *Arvioinnin tulokset tiivistettynä*: metrics and evaluations."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from toimintamalli.analysis.evaluation import EvaluationResult
from toimintamalli.composition._composed import Composed, Remark
from toimintamalli.composition._evaluations import evaluations_part
from toimintamalli.composition._names import NameFilter
from toimintamalli.composition._parts import Part, told
from toimintamalli.composition._progress import Progress, progress_of
from toimintamalli.composition._prose import Prose, bullets, number_of, remark, said, sentence
from toimintamalli.diagnostics import as_language
from toimintamalli.model import Block, Heading, Metric, Observation, PracticeModel, RichText
from toimintamalli.text import Language
from toimintamalli.vocabulary import localized

__all__ = ["compose_results", "metrics_part", "names_out", "observed"]

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
        progress = progress_of(metric, as_of)
        to_add += _open(metric, progress, f"metrics[{place}]")
        if said(metric.name) and (progress.now or (progress.start and not final)):
            lines.append(_line(metric, progress, prose, final=final))
    return Part((bullets(lines),) if lines else (), tuple(to_add))


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


def _line(metric: Metric, progress: Progress, prose: Prose, *, final: bool) -> str:
    """Return a metric: start, now, target, whether it was reached, and why not."""
    definition = sentence(metric.definition)
    parts = [f"{said(metric.name)}: {definition}" if definition else f"{said(metric.name)}."]
    if progress.start and not final:
        parts.append(observed("result.start", progress.start, metric, prose))
    if progress.now:
        parts.append(observed("result.now", progress.now, metric, prose))
    parts += _target(metric, progress, prose, final=final)
    parts += _outcome(metric, progress, prose, final=final)
    return " ".join(parts)


def _target(metric: Metric, progress: Progress, prose: Prose, *, final: bool) -> Iterator[str]:
    goal = number_of(progress.target.value) if progress.target else None
    if progress.target is None or goal is None:
        return
    value, day = prose.amount(goal, metric.unit), progress.target.date
    if day and (progress.is_over or not final):
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


def _outcome(metric: Metric, progress: Progress, prose: Prose, *, final: bool) -> Iterator[str]:
    """Say whether the target is reached, how far it is, and why it was not."""
    if progress.reached:
        yield prose["result.reached"]
    elif progress.reached is False and progress.distance is not None:
        distance = prose.difference(progress.distance, metric.unit)
        open_key = "not_reached" if final else "not_yet"
        yield prose.fill(f"result.{'missed' if progress.is_over else open_key}", gap=distance)
    if not progress.reached and metric.shortfall_reason.strip():
        yield prose.fill("result.reason", reason=sentence(metric.shortfall_reason))


def _open(metric: Metric, progress: Progress, path: str) -> Iterator[Remark]:
    """Say what is not known of a metric, and where to add it."""
    name = said(metric.name) or metric.id
    if progress.start is None:
        yield remark(f"{path}.baseline", "add.baseline", name=name)
    if progress.now is None:
        yield remark(f"{path}.observations", "add.observations", name=name)
    if progress.target is None:
        yield remark(f"{path}.target", "add.target", name=name)
    elif progress.now and progress.reached is None:
        yield remark(f"{path}.direction", "add.direction", name=name)
    if progress.reached is False and progress.is_over and not metric.shortfall_reason.strip():
        yield remark(f"{path}.shortfall_reason", "add.shortfall_reason", name=name)
    without_n = {"baseline": progress.start, "observations": progress.now}
    for field, observation in without_n.items():
        if observation and observation.n is None:
            yield remark(f"{path}.{field}", "add.n", name=name)
