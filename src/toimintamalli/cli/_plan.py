"""``plan``: the rooting plan of a practice model; without a further word, where it stands."""

from __future__ import annotations

from collections.abc import Callable

import click

from toimintamalli.cli import (
    _plan_calendar,
    _plan_compose,
    _plan_freeze,
    _plan_report,
    _plan_state,
    _plan_suggest,
)
from toimintamalli.cli._plan_decide import accept_command, reject_command
from toimintamalli.cli._words import DefaultGroup, Words

__all__ = ["command"]

_COMMANDS: tuple[Callable[[Words], click.Command], ...] = (
    _plan_state.command,
    _plan_suggest.command,
    accept_command,
    reject_command,
    _plan_freeze.command,
    _plan_calendar.command,
    _plan_compose.command,
    _plan_report.command,
)


def command(words: Words) -> click.Command:
    """Return the group of commands; the first is meant where none is named."""
    group = DefaultGroup("plan", words=words, help=words["plan.help"])
    for make in _COMMANDS:
        group.add_command(make(words))
    return group
