"""The tasks of rooting: leadership, communication, training, upkeep."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.composition._parts import Part, joined, told
from toimintamalli.composition._prose import Prose, bullets, said, sentence
from toimintamalli.model import (
    Block,
    CommunicationItem,
    EstablishmentPhase,
    Paragraph,
    PracticeModel,
    RootingPlan,
    Task,
    TaskState,
)
from toimintamalli.vocabulary import RecordingPart, recording_points

__all__ = ["task_line", "tasks"]

_COMMUNICATION, _TRAINING, _UPKEEP, _OTHER = "communication", "training", "upkeep", "other"
# Who is taught and what is kept up may be managers and decisions, so these words are read first.
_ORDER = (_TRAINING, _COMMUNICATION, _UPKEEP, "leadership")
_PATHS = {
    "leadership": "rooting_plan.tasks",
    _COMMUNICATION: "rooting_plan.communication",
    _TRAINING: "rooting_plan.training",
    _UPKEEP: "rooting_plan.tasks",
}


def tasks(model: PracticeModel, plan: RootingPlan, prose: Prose) -> Part:
    """Return the tasks under the parts of their point, without those that were dropped."""
    (point,) = (point for point in recording_points() if point.id == "tasks")
    groups: dict[str, list[str]] = {part.id: [] for part in point.parts}
    for task in plan.tasks:
        if task.what.strip() and task.state is not TaskState.DROPPED:
            groups[_part_of(task, point.parts)].append(task_line(task, prose))
    groups[_COMMUNICATION] += _communication(plan.communication, prose)
    groups[_TRAINING] += (sentence(text) for text in plan.training if text.strip())
    return joined(_part(part, groups[part.id], prose) for part in point.parts)


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


def _part(part: RecordingPart, lines: list[str], prose: Prose) -> Part:
    if not lines:
        return Part() if part.id == _OTHER else told((), _PATHS[part.id], part.id)
    title = prose.fill("tasks.part", title=prose.of_language(part.title))
    blocks: tuple[Block, ...] = (Paragraph(title), bullets(lines))
    return Part(blocks)


def _part_of(task: Task, parts: tuple[RecordingPart, ...]) -> str:
    """Return the part under which a task stands: by its phase, else by its words."""
    if task.phase is EstablishmentPhase.COMMUNICATION:
        return _COMMUNICATION
    starts = {part.id: part.words for part in parts}
    words = task.what.casefold().split()
    for part in _ORDER:
        if any(word.strip("\"'”»(").startswith(starts[part]) for word in words):
            return part
    return _UPKEEP if task.phase is EstablishmentPhase.ESTABLISHING else _OTHER


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
