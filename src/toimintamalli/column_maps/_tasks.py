"""Rows become tasks of rooting plans."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, Final

from attrs import evolve, frozen

from toimintamalli._csv import shown_lines
from toimintamalli._identifiers import Identifiers
from toimintamalli.column_maps._map import ColumnMap, RowKind
from toimintamalli.column_maps._rows import MappedRow, MappedRows, mapped_rows
from toimintamalli.diagnostics import Diagnostic, Report, diagnostic
from toimintamalli.model import (
    EstablishmentPhase,
    Evidence,
    EvidenceKind,
    PracticeModel,
    RootingPlan,
    Task,
    TaskKind,
    TaskState,
)
from toimintamalli.plugins import Imported
from toimintamalli.written import NOTHING_NEAR, nearest, shown, spelling

__all__ = ["PlacedTasks", "UnplacedTask", "place_tasks", "read_tasks"]

_MOST_COMPARED: Final = 200
"""How many unknown names of models are compared with the known ones."""

_ADDRESS: Final = re.compile(r"https?://\S+")
_TEXTS = ("what", "owner_role", "owner_organisation", "support", "deviation_reason")
_ENUMS: dict[str, type] = {
    "state": TaskState,
    "kind": TaskKind,
    "phase": EstablishmentPhase,
}


@frozen(kw_only=True)
class UnplacedTask:
    """A task whose model is not there.

    Attributes:
        model: The model as the row names it; empty where it names none.
        task: The task.
        row: Number of its row.
    """

    model: str
    task: Task
    row: int


@frozen(kw_only=True)
class PlacedTasks:
    """Models with the tasks that a spreadsheet tells of.

    Attributes:
        models: The models in the order in which they were given; those without a change are the
            same objects.
        added: How many tasks are new.
        updated: How many tasks say something new.
        unplaced: Tasks whose model is not there or not clear.
        diagnostics: What was not found or not understood.
    """

    models: tuple[PracticeModel, ...]
    added: int = 0
    updated: int = 0
    unplaced: tuple[UnplacedTask, ...] = ()
    diagnostics: Report = Report()


def read_tasks(
    path: str | PathLike[str],
    column_map: ColumnMap | str | PathLike[str],
    *,
    into: PracticeModel,
) -> Imported:
    """Return a model with the tasks that the rows of a spreadsheet tell of.

    A row whose identifier, or else whose text, is that of a task of the plan completes that task:
    what the row says replaces what the task said, and a blank cell changes nothing. Other rows are
    new tasks.

    Args:
        path: A CSV file, or a workbook that an installed plugin reads, such as ``.xlsx``.
        column_map: The column map, or its TOML file; a row is a task.
        into: The model; it stays as it is.

    Returns:
        The proposal, and everything that was not found or not understood; the changes are told by
        `toimintamalli.differences`.

    Raises:
        ReadError: The file holds no table, or not the sheet, row or column that the map names.
        LoadError: The map has problems; every one is told with its line and key.
        OptionError: The rows of the map are no tasks.
        MissingFileError: One of the files is not there.
        UnreadableFileError: One of the files cannot be read, or is too large.
        UnknownFormatError: No installed plugin reads tables from such files.
        PluginError: The plugin is broken or failed.
    """
    placed = place_tasks(path, column_map, (into,))
    return Imported(model=placed.models[0], diagnostics=placed.diagnostics)


def place_tasks(
    path: str | PathLike[str],
    column_map: ColumnMap | str | PathLike[str],
    models: Sequence[PracticeModel],
) -> PlacedTasks:
    """Return models with the tasks that belong to them.

    The column ``model`` names the model of a task by its identifier or title; without it every
    task belongs to the only model given. See `read_tasks` for the rest, the errors too.

    Args:
        path: The file.
        column_map: The column map, or its TOML file.
        models: The models; they stay as they are.
    """
    found = mapped_rows(path, column_map, RowKind.TASKS)
    plans = [_Plan(model) for model in models]
    named = _by_name(models)
    problems: list[Diagnostic] = []
    unplaced: list[MappedRow] = []
    for row in found.rows:
        name = row.line("model")
        places = named.get(spelling(name), []) if name else list(range(len(models)))
        if len(places) == 1:
            problems += plans[places[0]].take(row, found)
        else:
            unplaced.append(row)
    problems += _not_clear(unplaced, found, models)
    return PlacedTasks(
        models=tuple(plan.model() for plan in plans),
        added=sum(plan.added for plan in plans),
        updated=sum(plan.updated for plan in plans),
        unplaced=tuple(_unplaced(unplaced)),
        diagnostics=found.problems + Report(problems).at(Path(path).name),
    )


def _by_name(models: Sequence[PracticeModel]) -> dict[str, list[int]]:
    """Return the places of the models of each identifier and title."""
    named: dict[str, list[int]] = {}
    for place, model in enumerate(models):
        for name in {spelling(model.id or ""), spelling(model.basics.title)} - {""}:
            named.setdefault(name, []).append(place)
    return named


def _unplaced(rows: Iterable[MappedRow]) -> Iterator[UnplacedTask]:
    identifiers = Identifiers()
    for row in rows:
        name = identifiers.free(row.line("id")) if row.line("id") else identifiers.numbered("t")
        yield UnplacedTask(model=row.line("model"), task=_task(row, name), row=row.row.number)


def _not_clear(
    rows: Iterable[MappedRow], found: MappedRows, models: Sequence[PracticeModel]
) -> Iterator[Diagnostic]:
    """Yield a finding for each model that was named and is not there, or not clear."""
    lines: dict[str, list[MappedRow]] = {}
    for row in rows:
        lines.setdefault(row.line("model"), []).append(row)
    titles = [model.basics.title or model.id or NOTHING_NEAR for model in models]
    for number, (name, same) in enumerate(lines.items()):
        finding = diagnostic(
            "TM394",
            found=shown(name) or NOTHING_NEAR,
            rows=shown_lines(row.row.number for row in same),
            nearest=nearest(name, titles) if number < _MOST_COMPARED else NOTHING_NEAR,
        )
        yield found.table.at(finding, same[0].row)


class _Plan:
    """The tasks of one model as they come to be."""

    def __init__(self, before: PracticeModel) -> None:
        self.before = before
        self.plan = before.rooting_plan or RootingPlan()
        self.known = {task.id: task for task in self.plan.tasks}
        self.tasks = dict(self.known)
        self.identifiers = Identifiers(self.known)
        self.rows: dict[str, int] = {}
        texts = Counter(spelling(task.what) for task in self.plan.tasks)
        self.by_text = {
            spelling(task.what): task.id
            for task in self.plan.tasks
            if task.what and texts[spelling(task.what)] == 1
        }

    @property
    def added(self) -> int:
        return len(self.tasks) - len(self.known)

    @property
    def updated(self) -> int:
        return sum(self.tasks[name] != task for name, task in self.known.items())

    def model(self) -> PracticeModel:
        if not self.added and not self.updated:
            return self.before
        plan = evolve(self.plan, tasks=tuple(self.tasks.values()))
        return evolve(self.before, rooting_plan=plan)

    def take(self, row: MappedRow, found: MappedRows) -> Iterator[Diagnostic]:
        """Take a row, and yield what is to be told of its identifier or of its lack of a text."""
        written = row.line("id")
        name = written or self.by_text.get(spelling(row.line("what")), "")
        if name in self.known and name not in self.rows:
            self.tasks[name] = _completed(self.known[name], row)
        elif "what" not in row.values:
            yield found.nameless(row.row)
            return
        else:
            name = self.identifiers.free(written) if written else self.identifiers.numbered("t")
            self.tasks[name] = _task(row, name)
        if written and name != written:
            finding = diagnostic("TM385", found=written, first=self.rows[written], given=name)
            yield found.table.at(finding, row.row)
        self.rows[name] = row.row.number


def _task(row: MappedRow, name: str) -> Task:
    return _completed(Task(id=name, what=""), row)


def _completed(task: Task, row: MappedRow) -> Task:
    """Return a task with what a row says of it; blank cells say nothing."""
    changes: dict[str, Any] = {name: row.line(name) for name in _TEXTS if name in row.values}
    for name in ("start", "due", "worklist_row"):
        if name in row.values:
            changes[name] = row.values[name]
    for name, kind in _ENUMS.items():
        if name in row.values:
            changes[name] = kind(row.values[name])
    if "evidence" in row.values:
        shown_before = {(one.title, one.address) for one in task.evidence}
        new = [_evidence(text) for text in row.values["evidence"]]
        fresh = [one for one in new if (one.title, one.address) not in shown_before]
        changes["evidence"] = (*task.evidence, *fresh)
    if row.custom:
        names = {one.name for one in row.custom}
        kept = tuple(one for one in task.custom if one.name not in names)
        changes["custom"] = (*kept, *row.custom)
    return evolve(task, **changes)


def _evidence(text: str) -> Evidence:
    if _ADDRESS.fullmatch(text):
        return Evidence(kind=EvidenceKind.LINK, address=text)
    return Evidence(kind=EvidenceKind.DOCUMENT, title=text)
