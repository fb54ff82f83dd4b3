"""``plan calendar``: the days of the rooting plan as a calendar file."""

from __future__ import annotations

from pathlib import Path

import click

from toimintamalli._files import write_whole
from toimintamalli.calendars import plan_calendar
from toimintamalli.cli._show import echo, echo_json
from toimintamalli.cli._words import Command, NeededOption, Words, json_option, overwrite_option
from toimintamalli.documents import load

__all__ = ["command"]

_EVENT = b"BEGIN:VEVENT"


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("calendar", cls=Command, words=words, help=words["plan_calendar.help"])
    @click.argument("model", metavar=words["metavar.yaml"])
    @click.option(
        "-o",
        "--output",
        cls=NeededOption,
        required=True,
        metavar=words["metavar.ics"],
        help=words["plan_calendar.output"],
    )
    @click.option("--names", is_flag=True, help=words["plan_calendar.names"])
    @overwrite_option(words)
    @json_option(words)
    def calendar_command(
        model: str, output: str, names: bool, overwrite: bool, as_json: bool
    ) -> int:
        data = plan_calendar(load(model), names=names, language=words.language)
        write_whole(Path(output), data, overwrite=overwrite)
        events = data.splitlines().count(_EVENT)
        if as_json:
            echo_json({"file": model, "path": output, "events": events, "names": names})
        else:
            key = "plan_calendar.with_names" if names else "plan_calendar.done"
            echo(words.fill(key, path=output, events=events))
        return 0

    return calendar_command
