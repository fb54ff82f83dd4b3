"""``plan freeze``: keep the tasks and resources as they are now, to tell deviations from them."""

from __future__ import annotations

import click

from toimintamalli.analysis.baseline import freeze_plan
from toimintamalli.cli._days import day_of
from toimintamalli.cli._show import echo, echo_json
from toimintamalli.cli._words import Command, NeededOption, Words, json_option
from toimintamalli.documents import dump, load
from toimintamalli.model import Baseline
from toimintamalli.vocabulary import shown_date

__all__ = ["command"]


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("freeze", cls=Command, words=words, help=words["plan_freeze.help"])
    @click.argument("model", metavar=words["metavar.yaml"])
    @click.option(
        "--date",
        cls=NeededOption,
        required=True,
        metavar=words["metavar.day"],
        help=words["plan_freeze.date"],
    )
    @click.option(
        "--note", default="", metavar=words["metavar.text"], help=words["plan_freeze.note"]
    )
    @click.option("--replace", is_flag=True, help=words["plan_freeze.replace"])
    @click.option("--dry-run", is_flag=True, help=words["import.dry_run"])
    @json_option(words)
    def freeze_command(
        model: str, date: str, note: str, replace: bool, dry_run: bool, as_json: bool
    ) -> int:
        day = day_of("--date", date, words)
        before = load(model)
        after = freeze_plan(before, day, note, replace=replace)
        if not dry_run:
            dump(after, model, overwrite=True)
        earlier = before.rooting_plan.baseline if before.rooting_plan else None
        frozen = after.rooting_plan.baseline if after.rooting_plan else None
        if frozen and as_json:
            echo_json(_data(model, frozen, earlier, written=not dry_run))
        elif frozen:
            _show(model, frozen, earlier, words, dry_run=dry_run)
        return 0

    return freeze_command


def _show(
    path: str, frozen: Baseline, earlier: Baseline | None, words: Words, *, dry_run: bool
) -> None:
    key = "plan_freeze.would" if dry_run else "plan_freeze.done"
    day = shown_date(frozen.date, words.language)
    counts = {"tasks": len(frozen.tasks), "resources": len(frozen.resources)}
    echo(words.fill(key, path=path, day=day, **counts))
    if earlier:
        replaced = shown_date(earlier.date, words.language)
        echo(words.fill("plan_freeze.replaced", day=replaced))


def _data(
    path: str, frozen: Baseline, earlier: Baseline | None, *, written: bool
) -> dict[str, object]:
    return {
        "file": path,
        "date": frozen.date.isoformat(),
        "note": frozen.note,
        "tasks": len(frozen.tasks),
        "resources": len(frozen.resources),
        "replaced": earlier.date.isoformat() if earlier else None,
        "written": written,
    }
