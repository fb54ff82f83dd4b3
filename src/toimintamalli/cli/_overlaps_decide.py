"""``overlaps decide``: what people decided of two models."""

from __future__ import annotations

import click

from toimintamalli.analysis.overlaps import decide_overlap
from toimintamalli.cli._days import day_of
from toimintamalli.cli._show import echo, echo_json, wrapped
from toimintamalli.cli._words import Command, NeededOption, Words, json_option
from toimintamalli.documents import dump, load
from toimintamalli.model import Relation, RelationKind
from toimintamalli.vocabulary import enum_title

__all__ = ["command"]


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("decide", cls=Command, words=words, help=words["overlaps.decide"])
    @click.argument("model", metavar=words["metavar.yaml"])
    @click.argument("other", metavar=words["metavar.other_yaml"])
    @click.option(
        "--kind",
        cls=NeededOption,
        required=True,
        metavar="|".join(RelationKind),
        help=words["overlaps.kind"],
    )
    @click.option(
        "--reason",
        cls=NeededOption,
        required=True,
        metavar=words["metavar.text"],
        help=words["overlaps.reason"],
    )
    @click.option("--as-of", metavar=words["metavar.day"], help=words["accept.date"])
    @click.option("--dry-run", is_flag=True, help=words["import.dry_run"])
    @json_option(words)
    def decide_command(
        model: str,
        other: str,
        kind: str,
        reason: str,
        as_of: str | None,
        dry_run: bool,
        as_json: bool,
    ) -> int:
        chosen, day = _kind(kind, words), day_of("--as-of", as_of, words)
        before, second = load(model), load(other)
        after = decide_overlap(before, second, kind=chosen, reason=reason, date=day)
        if not dry_run:
            dump(after, model, overwrite=True)
        if as_json:
            decided = _relation_data(after.relations[-1])
            echo_json({"file": model, "written": not dry_run, **decided})
            return 0
        told = words.fill(
            "overlaps.would" if dry_run else "overlaps.done",
            first=before.basics.title or model,
            second=second.basics.title or other,
            kind=enum_title(chosen).get(words.language),
        )
        echo("\n".join(wrapped(told, "")))
        if not dry_run:
            echo(words.fill("export.done", path=model))
        return 0

    return decide_command


def _kind(written: str, words: Words) -> RelationKind:
    try:
        return RelationKind(written)
    except ValueError:
        allowed = ", ".join(RelationKind)
        message = words.fill("error.choice", option="--kind", found=written, allowed=allowed)
        raise click.UsageError(message, click.get_current_context()) from None


def _relation_data(relation: Relation) -> dict[str, str | None]:
    return {
        "other": relation.other,
        "kind": relation.kind.value,
        "reason": relation.reason,
        "date": relation.date.isoformat() if relation.date else None,
    }
