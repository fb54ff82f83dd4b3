"""The process of rooting: phases with their times, what is followed, and the next review."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.composition._parts import Part, joined, told
from toimintamalli.composition._prose import Prose, number_of, said, sentence
from toimintamalli.model import (
    Block,
    EstablishmentPhase,
    ItemList,
    ListItem,
    ListKind,
    Metric,
    Paragraph,
    PhasePlan,
    PracticeModel,
    RootingPlan,
    Task,
    TaskState,
)
from toimintamalli.vocabulary import enum_title

__all__ = ["process"]


def process(model: PracticeModel, plan: RootingPlan, prose: Prose) -> Part:
    """Return the phases with their times, the metrics that are followed, and the next review."""
    metrics = [line for metric in model.metrics if (line := _metric(metric, prose))]
    return joined(
        (
            _phases(plan, prose),
            told(prose.listed("followed.lead", metrics), "metrics", "metrics"),
            Part(prose.listed("reviews.lead", tuple(_reviews(plan, prose)))),
            told(_review(model, plan, prose), "rooting_plan.next_review", "next_review"),
        )
    )


def _phases(plan: RootingPlan, prose: Prose) -> Part:
    lines = [line for phase in EstablishmentPhase if (line := _phase(phase, plan, prose))]
    timed = [one for one in plan.phases if one.start or one.end]
    to_add = () if timed else told((), "rooting_plan.phases", "phases").to_add
    if not lines:
        return Part((), to_add)
    items = ItemList(ListKind.NUMBERED, tuple(ListItem(line) for line in lines))
    return Part((*prose.lead("phases.lead", lines), items), to_add)


def _phase(phase: EstablishmentPhase, plan: RootingPlan, prose: Prose) -> str:
    """Return when a phase goes on: as it was planned, or as its tasks tell."""
    name = prose.of_language(enum_title(phase))
    planned = [line for one in plan.phases if one.phase is phase and (line := _planned(one, prose))]
    if planned:
        return f"{name}: {' '.join(planned)}"
    tasks = [one for one in plan.tasks if one.phase is phase and _goes_on(one)]
    return f"{name}: {_of_tasks(tasks, prose)}" if tasks else ""


def _goes_on(task: Task) -> bool:
    return bool(task.what.strip()) and task.state is not TaskState.DROPPED


def _planned(one: PhasePlan, prose: Prose) -> str:
    period = sentence(prose.period(one.start, one.end))
    return f"{period} {sentence(one.note)}".strip()


def _of_tasks(tasks: list[Task], prose: Prose) -> str:
    starts = [task.start for task in tasks if task.start]
    ends = [task.due for task in tasks if task.due]
    count = prose.counted("phases.tasks", len(tasks))
    period = prose.period(min(starts, default=None), max(ends, default=None))
    return f"{count}, {period}." if period else f"{count}."


def _metric(metric: Metric, prose: Prose) -> str:
    name = said(metric.name)
    if not name:
        return ""
    parts = [f"{name}: {sentence(metric.definition)}" if metric.definition.strip() else f"{name}."]
    levels = ", ".join(_levels(metric, prose))
    if levels:
        parts.append(f"{levels[:1].upper()}{levels[1:]}.")
    for key, value in (
        ("interval", metric.interval),
        ("source", metric.source),
        ("owner", metric.owner_role),
    ):
        if value.strip():
            parts.append(prose.fill(f"metric.{key}", value=said(value)))
    return " ".join(parts)


def _levels(metric: Metric, prose: Prose) -> Iterator[str]:
    """Yield where a metric starts and where it should come."""
    baseline, target = metric.baseline, metric.target
    start = number_of(baseline.value) if baseline else None
    goal = number_of(target.value) if target else None
    if start is not None:
        yield prose.fill("metric.baseline", value=prose.amount(start, metric.unit))
    if goal is not None and target:
        day = prose.day(target.date) if target.date else ""
        key = "metric.target_by" if day else "metric.target"
        yield prose.fill(key, value=prose.amount(goal, metric.unit), day=day)


def _reviews(plan: RootingPlan, prose: Prose) -> Iterator[str]:
    """Yield what follow-up showed, and what was decided on its grounds."""
    for one in plan.reviews:
        text = " ".join(filter(None, (sentence(one.finding), sentence(one.decision))))
        if text:
            yield prose.fill("review.told", day=prose.day(one.date), text=text)


def _review(model: PracticeModel, plan: RootingPlan, prose: Prose) -> tuple[Block, ...]:
    if plan.next_review:
        return (Paragraph(prose.fill("review.plan", day=prose.day(plan.next_review))),)
    if model.next_review:
        return (Paragraph(prose.fill("review.model", day=prose.day(model.next_review))),)
    return ()
