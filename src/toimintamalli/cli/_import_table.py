"""``import-table``: the rows of a spreadsheet become practice models, or tasks of theirs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from attrs import frozen

from toimintamalli.analysis.differences import differences, tell_differences
from toimintamalli.cli._console import progress
from toimintamalli.cli._diff_show import show_differences
from toimintamalli.cli._into import models_into
from toimintamalli.cli._show import as_data, echo, echo_json, needs_attention, show_report
from toimintamalli.cli._words import (
    Command,
    NeededOption,
    Words,
    json_option,
    overwrite_option,
)
from toimintamalli.column_maps import PlacedTasks, model_files, place_tasks, read_models
from toimintamalli.diagnostics import Diagnostic, Report
from toimintamalli.documents import dump
from toimintamalli.errors import ToimintamalliError
from toimintamalli.model import PracticeModel, Task

__all__ = ["command"]

_FINDINGS = 1
_UNWRITTEN = 2


@frozen
class _Changed:
    """A model that got tasks, with its file."""

    file: Path
    before: PracticeModel
    after: PracticeModel

    @property
    def counts(self) -> dict[str, int]:
        """How many tasks are new, and how many say something new."""
        before, after = _tasks(self.before), _tasks(self.after)
        updated = sum(after[name] != task for name, task in before.items())
        return {"added": len(after) - len(before), "updated": updated}


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("import-table", cls=Command, words=words, help=words["import_table.help"])
    @click.argument("table", metavar=words["metavar.table"])
    @click.option(
        "--columns",
        cls=NeededOption,
        required=True,
        metavar=words["metavar.columns"],
        help=words["import_table.columns"],
    )
    @click.option(
        "-o", "--output", metavar=words["metavar.models"], help=words["import_table.output"]
    )
    @click.option("--into", metavar=words["metavar.into"], help=words["import_table.into"])
    @click.option("--dry-run", is_flag=True, help=words["import.dry_run"])
    @overwrite_option(words)
    @json_option(words)
    def import_table_command(
        table: str,
        columns: str,
        output: str | None,
        into: str | None,
        dry_run: bool,
        overwrite: bool,
        as_json: bool,
    ) -> int:
        if (output is None) == (into is None):
            raise click.UsageError(words["import_table.which"], click.get_current_context())
        run = _Run(words, dry_run=dry_run, overwrite=overwrite, as_json=as_json)
        if output is not None:
            return run.models(table, columns, Path(output))
        return run.tasks(table, columns, str(into))

    return import_table_command


@frozen
class _Run:
    """How the command was asked to do its work."""

    words: Words
    dry_run: bool
    overwrite: bool
    as_json: bool

    def models(self, table: str, columns: str, folder: Path) -> int:
        """Write a file for each row."""
        with progress(self.words["import_table.reading"]) as told:
            portfolio = read_models(table, columns, progress=told)
        files = {folder / file: model for file, model in model_files(portfolio.models)}
        unwritten = self._write(files, overwrite=self.overwrite)
        report, failed = portfolio.problems + unwritten, _sources(unwritten)
        if self.as_json:
            models = [
                {"file": str(file), "id": model.id, "title": model.basics.title}
                | {"written": not self.dry_run and str(file) not in failed}
                for file, model in files.items()
            ]
            echo_json({"models": models, "findings": as_data(report, self.words)})
        else:
            show_report(report, self.words, err=True)
            key = "import.would" if self.dry_run else "import.done"
            for file, model in files.items():
                if str(file) not in failed:
                    echo(self.words.fill(key, path=file, title=model.basics.title))
        return _exit_code(report, unwritten)

    def tasks(self, table: str, columns: str, into: str) -> int:
        """Add the tasks of the rows to the models that they belong to."""
        models, unreadable = models_into(into)
        placed = place_tasks(table, columns, tuple(models.values()))
        pairs = zip(models.items(), placed.models, strict=True)
        changed = [
            _Changed(file, before, after) for (file, before), after in pairs if after is not before
        ]
        unwritten = self._write({one.file: one.after for one in changed}, overwrite=True)
        report = placed.diagnostics + unreadable + unwritten
        if self.as_json:
            echo_json(self._data(changed, placed, report, _sources(unwritten)))
        else:
            show_report(report, self.words, err=True)
            self._show(changed, placed)
        return _exit_code(report, unwritten + unreadable)

    def _write(self, files: dict[Path, PracticeModel], *, overwrite: bool) -> Report:
        """Write the models; one that cannot be written is told and does not stop the rest."""
        problems: list[Diagnostic] = []
        for file, model in () if self.dry_run else files.items():
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                dump(model, file, overwrite=overwrite)
            except ToimintamalliError as error:
                problems += error.report.at(str(file))
        return Report(problems)

    def _show(self, changed: Iterable[_Changed], placed: PlacedTasks) -> None:
        key = "import_table.tasks_would" if self.dry_run else "import_table.tasks_done"
        for one in changed:
            echo(self.words.fill(key, path=one.file, **one.counts))
            found = differences(one.before, one.after)
            show_differences(tell_differences(found, self.words.language), self.words)
        if placed.unplaced:
            echo(self.words.fill("import_table.unplaced", count=len(placed.unplaced)))
        if not placed.added and not placed.updated:
            echo(self.words["import_table.nothing"])

    def _data(
        self, changed: Iterable[_Changed], placed: PlacedTasks, report: Report, failed: set[str]
    ) -> dict[str, object]:
        return {
            "models": [
                {"file": str(one.file), "title": one.after.basics.title, **one.counts}
                | {"written": not self.dry_run and str(one.file) not in failed}
                for one in changed
            ],
            "unplaced": [
                {"row": one.row, "model": one.model, "what": one.task.what}
                for one in placed.unplaced
            ],
            "findings": as_data(report, self.words),
        }


def _tasks(model: PracticeModel) -> dict[str, Task]:
    plan = model.rooting_plan
    return {task.id: task for task in plan.tasks} if plan else {}


def _sources(report: Iterable[Diagnostic]) -> set[str]:
    return {finding.source for finding in report if finding.source}


def _exit_code(report: Report, fatal: Report) -> int:
    if len(fatal):
        return _UNWRITTEN
    return _FINDINGS if needs_attention(report) else 0
