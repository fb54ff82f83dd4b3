"""``schema``: the JSON Schema with which an editor completes and checks a YAML model."""

from __future__ import annotations

import json
from pathlib import Path

import click

from toimintamalli._files import write_whole
from toimintamalli.cli._show import echo
from toimintamalli.cli._words import Command, Words, overwrite_option
from toimintamalli.schema import json_schema

__all__ = ["command"]


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("schema", cls=Command, words=words, help=words["schema.help"])
    @click.option("-o", "--output", metavar=words["metavar.json"], help=words["schema.output"])
    @overwrite_option(words)
    def schema_command(output: str | None, overwrite: bool) -> int:
        text = json.dumps(json_schema(words.language), ensure_ascii=False, indent=2)
        if output is None:
            echo(text)
        else:
            write_whole(Path(output), f"{text}\n".encode(), overwrite=overwrite)
            echo(words.fill("export.done", path=output))
        return 0

    return schema_command
