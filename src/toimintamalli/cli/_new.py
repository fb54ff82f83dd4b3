"""``new``: a scaffold to fill."""

from __future__ import annotations

from pathlib import Path

import click

from toimintamalli._files import write_whole
from toimintamalli.cli._show import echo
from toimintamalli.cli._words import Command, Words, overwrite_option
from toimintamalli.scaffold import scaffold

__all__ = ["command"]


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("new", cls=Command, words=words, help=words["new.help"])
    @click.argument("path", metavar=words["metavar.yaml"])
    @click.option("--title", default="", metavar=words["metavar.text"], help=words["new.title"])
    @overwrite_option(words)
    def new_command(path: str, title: str, overwrite: bool) -> int:
        text = scaffold(title, language=words.language)
        write_whole(Path(path), text.encode("utf-8"), overwrite=overwrite)
        echo(words.fill("new.done", path=path))
        return 0

    return new_command
