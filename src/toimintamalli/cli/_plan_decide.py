"""``plan accept`` and ``plan reject``: what people decide about suggestions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click

from toimintamalli.cli._days import day_of
from toimintamalli.cli._show import echo, echo_json, wrapped
from toimintamalli.cli._words import Command, Words, json_option
from toimintamalli.documents import dump, load
from toimintamalli.model import PracticeModel, RootingPlan, SuggestionRecord, SuggestionState
from toimintamalli.suggestions import accept, reject

__all__ = ["accept_command", "reject_command"]


def accept_command(words: Words) -> click.Command:
    """Return the command that accepts suggestions."""

    @click.command("accept", cls=Command, words=words, help=words["accept.help"])
    @click.argument("model", metavar=words["metavar.yaml"])
    @click.argument("ids", nargs=-1, required=True, metavar=words["metavar.suggestions"])
    @click.option(
        "--reason", default="", metavar=words["metavar.text"], help=words["accept.reason"]
    )
    @click.option("--owner", default="", metavar=words["metavar.role"], help=words["accept.owner"])
    @click.option("--due", metavar=words["metavar.day"], help=words["accept.due"])
    @click.option("--date", metavar=words["metavar.day"], help=words["accept.date"])
    @click.option("--dry-run", is_flag=True, help=words["import.dry_run"])
    @json_option(words)
    def accept_suggestions(
        model: str,
        ids: tuple[str, ...],
        reason: str,
        owner: str,
        due: str | None,
        date: str | None,
        dry_run: bool,
        as_json: bool,
    ) -> int:
        last_day, day = day_of("--due", due, words), day_of("--date", date, words)
        before = load(model)

        def decide(subject: PracticeModel, name: str) -> PracticeModel:
            return accept(subject, name, date=day, reason=reason, owner_role=owner, due=last_day)

        after = _decided(before, ids, decide)
        return _finish(before, after, model, words, dry_run=dry_run, as_json=as_json)

    return accept_suggestions


def reject_command(words: Words) -> click.Command:
    """Return the command that rejects suggestions."""

    @click.command("reject", cls=Command, words=words, help=words["reject.help"])
    @click.argument("model", metavar=words["metavar.yaml"])
    @click.argument("ids", nargs=-1, required=True, metavar=words["metavar.suggestions"])
    @click.option(
        "--reason", default="", metavar=words["metavar.text"], help=words["reject.reason"]
    )
    @click.option("--date", metavar=words["metavar.day"], help=words["accept.date"])
    @click.option("--dry-run", is_flag=True, help=words["import.dry_run"])
    @json_option(words)
    def reject_suggestions(
        model: str,
        ids: tuple[str, ...],
        reason: str,
        date: str | None,
        dry_run: bool,
        as_json: bool,
    ) -> int:
        day = day_of("--date", date, words)
        before = load(model)

        def decide(subject: PracticeModel, name: str) -> PracticeModel:
            return reject(subject, name, date=day, reason=reason)

        after = _decided(before, ids, decide)
        return _finish(before, after, model, words, dry_run=dry_run, as_json=as_json)

    return reject_suggestions


def _decided(
    model: PracticeModel,
    ids: Iterable[str],
    decide: Callable[[PracticeModel, str], PracticeModel],
) -> PracticeModel:
    for name in ids:
        model = decide(model, name)
    return model


def _finish(
    before: PracticeModel,
    after: PracticeModel,
    file: str,
    words: Words,
    *,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Write the model and tell what was decided."""
    if not dry_run:
        dump(after, file, overwrite=True)
    earlier, plan = _plan(before), _plan(after)
    records = plan.suggestions[len(earlier.suggestions) :]
    results = _results(earlier, plan)
    if as_json:
        decisions = [
            {
                "id": record.id,
                "state": record.state.value,
                "result": record.result or None,
                "what": what,
            }
            for record, what in zip(records, results, strict=True)
        ]
        echo_json({"file": file, "written": not dry_run, "decisions": decisions})
        return 0
    for record, what in zip(records, results, strict=True):
        for line in wrapped(_told(record, what, words, dry_run=dry_run), ""):
            echo(line)
    if not dry_run:
        echo(words.fill("export.done", path=file))
    return 0


def _plan(model: PracticeModel) -> RootingPlan:
    return model.rooting_plan or RootingPlan()


def _results(before: RootingPlan, after: RootingPlan) -> list[str | None]:
    """Return what came of each decision: the task, the risk, or nothing."""
    tasks = {task.id: task.what for task in after.tasks}
    risks = iter(after.risks[len(before.risks) :])
    results: list[str | None] = []
    for record in after.suggestions[len(before.suggestions) :]:
        if record.state is SuggestionState.REJECTED:
            results.append(None)
        else:
            results.append(tasks[record.result] if record.result else next(risks).what)
    return results


def _told(record: SuggestionRecord, what: str | None, words: Words, *, dry_run: bool) -> str:
    mode = "would" if dry_run else "done"
    if what is None:
        return words.fill(f"reject.{mode}", id=record.id)
    kind = "task" if record.result else "risk"
    return words.fill(f"accept.{kind}_{mode}", id=record.id, result=record.result, what=what)
