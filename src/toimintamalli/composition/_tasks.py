"""The tasks of rooting: leadership, communication, training, upkeep."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.composition._composed import Remark
from toimintamalli.composition._parts import Part, joined, told
from toimintamalli.composition._prose import Prose, bullets, remark, said, sentence
from toimintamalli.model import (
    CommunicationItem,
    EstablishmentPhase,
    Paragraph,
    PracticeModel,
    RootingPlan,
    Task,
    TaskKind,
    TaskState,
)
from toimintamalli.vocabulary import enum_title

__all__ = ["task_line", "tasks"]

_PATHS = {
    TaskKind.LEADERSHIP: "rooting_plan.tasks",
    TaskKind.COMMUNICATION: "rooting_plan.communication",
    TaskKind.TRAINING: "rooting_plan.training",
    TaskKind.UPKEEP: "rooting_plan.tasks",
}


def tasks(model: PracticeModel, plan: RootingPlan, prose: Prose) -> Part:
    """Return the tasks by their kind, without those that were dropped."""
    groups: dict[TaskKind | None, list[str]] = {kind: [] for kind in (*TaskKind, None)}
    to_add: list[Remark] = []
    for place, task in enumerate(plan.tasks):
        if task.what.strip() and task.state is not TaskState.DROPPED:
            kind = _kind(task)
            groups[kind].append(task_line(task, prose))
            if kind is None:
                path = f"rooting_plan.tasks[{place}].kind"
                to_add.append(remark(path, "add.kind", what=task.what))
    groups[TaskKind.COMMUNICATION] += _communication(plan.communication, prose)
    groups[TaskKind.TRAINING] += (sentence(text) for text in plan.training if text.strip())
    parts = [_of_kind(kind, lines, prose) for kind, lines in groups.items()]
    return joined((*parts, Part((), tuple(to_add))))


def _kind(task: Task) -> TaskKind | None:
    """Return what a task is about; a task of the phase of communication is communication."""
    if task.kind is None and task.phase is EstablishmentPhase.COMMUNICATION:
        return TaskKind.COMMUNICATION
    return task.kind


def task_line(task: Task, prose: Prose) -> str:
    """Return a task with who answers for it and how far it has come."""
    who = ", ".join(filter(None, (said(task.owner_role), said(task.owner_organisation))))
    parts = [sentence(task.what)]
    if who:
        parts.append(prose.fill("task.owner", who=who))
    if task.support.strip():
        parts.append(prose.fill("task.support", who=said(task.support)))
    parts.append(_progress(task, prose))
    return " ".join(filter(None, parts))


def _of_kind(kind: TaskKind | None, lines: list[str], prose: Prose) -> Part:
    if not lines:
        return told((), _PATHS[kind], kind) if kind else Part()
    title = prose.of_language(enum_title(kind)) if kind else prose["tasks.other"]
    return Part((Paragraph(prose.fill("tasks.kind", title=title)), bullets(lines)))


def _progress(task: Task, prose: Prose) -> str:
    due = prose.day(task.due) if task.due else ""
    match task.state:
        case TaskState.DONE:
            return prose["task.done"]
        case TaskState.IN_PROGRESS:
            key = "task.in_progress_due" if due else "task.in_progress"
            return prose.fill(key, due=due)
    if task.start and due:
        return prose.fill("task.planned", start=prose.day(task.start), due=due)
    if task.start:
        return prose.fill("task.planned_start", start=prose.day(task.start))
    return prose.fill("task.planned_due", due=due) if due else ""


def _communication(items: tuple[CommunicationItem, ...], prose: Prose) -> Iterator[str]:
    for item in items:
        audience, message = said(item.audience), sentence(item.message)
        if not audience and not message:
            continue
        parts = [f"{audience}: {message}" if audience and message else message or f"{audience}."]
        for key in ("channel", "when", "sender"):
            value = said(getattr(item, key))
            if value:
                parts.append(prose.fill(f"communication.{key}", value=value))
        yield " ".join(parts)
