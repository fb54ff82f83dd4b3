"""Every command of the command line, as it is typed, with its options."""

from __future__ import annotations

from collections.abc import Iterator

import click

from toimintamalli.cli import _app
from toimintamalli.cli._words import words_for

PROGRAM = "toimintamalli"


def command_tree() -> dict[str, tuple[str, ...]]:
    """Return the options of every command, by the words with which it is typed."""
    return dict(_walk(_app._app(words_for("en")), PROGRAM))


def _walk(command: click.Command, typed: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    context = click.Context(command)
    options = (option for parameter in command.get_params(context) for option in parameter.opts)
    yield typed, tuple(option for option in options if option.startswith("-"))
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _walk(inner, f"{typed} {name}")
