"""``forget``: remove a person from every practice model of a folder."""

from __future__ import annotations

import sys

import click

from toimintamalli.cli._console import progress
from toimintamalli.cli._privacy_show import show_places
from toimintamalli.cli._show import as_data, echo, echo_json, needs_attention, wrapped
from toimintamalli.cli._words import Command, Words, json_option
from toimintamalli.privacy import Forgotten, forget

__all__ = ["command"]

STANDARD_INPUT = "-"


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("forget", cls=Command, words=words, help=words["forget.help"])
    @click.argument("person", metavar=words["metavar.name"])
    @click.argument("folder", metavar=words["metavar.models"])
    @click.option("--also", multiple=True, metavar=words["metavar.text"], help=words["forget.also"])
    @click.option("--write", is_flag=True, help=words["forget.write"])
    @click.option("--dry-run", is_flag=True, help=words["forget.dry_run"])
    @json_option(words)
    def forget_command(
        person: str, folder: str, also: tuple[str, ...], write: bool, dry_run: bool, as_json: bool
    ) -> int:
        given = sys.stdin.read().splitlines() if person == STANDARD_INPUT else [person]
        with progress(words["forget.working"]) as told:
            forgotten = forget([*given, *also], folder, dry_run=dry_run or not write, progress=told)
        if as_json:
            echo_json(_data(forgotten, words))
        else:
            _show(forgotten, words)
        open_still = bool(forgotten.changed) and not forgotten.written
        return 1 if open_still or needs_attention(forgotten.report) else 0

    return forget_command


def _show(forgotten: Forgotten, words: Words) -> None:
    show_places(forgotten.report, words)
    key = "none" if not forgotten.changed else "done" if forgotten.written else "would"
    counts = {"changed": len(forgotten.changed), "searched": forgotten.searched}
    echo("\n".join(wrapped(words.fill(f"forget.{key}", **counts), "")))


def _data(forgotten: Forgotten, words: Words) -> dict[str, object]:
    return {
        "changed": list(forgotten.changed),
        "searched": forgotten.searched,
        "written": forgotten.written,
        "findings": as_data(forgotten.report, words),
    }
