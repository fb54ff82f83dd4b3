"""How a plan departs from its frozen version, one line a deviation."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from toimintamalli.analysis.baseline import Deviation, DeviationKind
from toimintamalli.analysis.means import exact_amount
from toimintamalli.cli._words import Words
from toimintamalli.model import Resource, Task
from toimintamalli.vocabulary import enum_title, shown_date, shown_number

__all__ = ["deviation_lines"]


def deviation_lines(deviations: Iterable[Deviation], words: Words) -> Iterator[str]:
    """Yield what departed, how, and why; that no reason was given for a task is told as well.

    A plan has no place for the reason of a resource.

    Args:
        deviations: The deviations.
        words: Words of the command line.
    """
    for one in deviations:
        is_of_task = one.task or one.task_before
        reason = f" – {one.reason or words['plan_show.no_reason']}" if is_of_task else ""
        yield f"{_named(one, words)}: {_told(one, words)}{reason}"


def _named(one: Deviation, words: Words) -> str:
    task, resource = one.task or one.task_before, one.resource or one.resource_before
    if task:
        return f"{task.id} {task.what}"
    return _resource(resource, words) if resource else ""


def _resource(resource: Resource, words: Words) -> str:
    name = resource.what or enum_title(resource.kind).get(words.language)
    return f"{name} {resource.year}" if resource.year else name


def _told(one: Deviation, words: Words) -> str:
    kind = words[f"deviation.{one.kind}"]
    match one.kind:
        case DeviationKind.DUE_MOVED:
            return f"{kind} {_moved(one, _due(one.task_before), _due(one.task), words)}"
        case DeviationKind.START_MOVED:
            return f"{kind} {_moved(one, _start(one.task_before), _start(one.task), words)}"
        case DeviationKind.OWNER_CHANGED:
            return f"{kind} {_owner(one.task_before)} → {_owner(one.task)}"
        case DeviationKind.RESOURCE_CHANGED:
            ends = [_amounts(end, words) for end in (one.resource_before, one.resource)]
            return f"{kind} {' → '.join(ends)}"
        case _:
            return kind


def _due(task: Task | None) -> datetime.date | None:
    return task.due if task else None


def _start(task: Task | None) -> datetime.date | None:
    return task.start if task else None


def _moved(
    one: Deviation, before: datetime.date | None, after: datetime.date | None, words: Words
) -> str:
    ends = [shown_date(day, words.language) if day else "–" for day in (before, after)]
    if one.days is None:
        return " → ".join(ends)
    key = "later" if one.days > 0 else "earlier"
    return f"{' → '.join(ends)}, {words.fill(f'plan_show.{key}', days=abs(one.days))}"


def _owner(task: Task | None) -> str:
    parts = (task.owner_role, task.owner_organisation) if task else ()
    return ", ".join(filter(None, (part.strip() for part in parts))) or "–"


def _amounts(resource: Resource | None, words: Words) -> str:
    if resource is None:
        return "–"
    secured, needed = (
        "?" if amount is None else shown_number(amount, words.language)
        for amount in (exact_amount(resource.secured), exact_amount(resource.needed))
    )
    shown = f"{secured}/{needed} {resource.unit}".strip()
    return f"{shown} ({resource.payer})" if resource.payer.strip() else shown
