"""``overlaps``: models that may describe the same thing; without a further word, finds them."""

from __future__ import annotations

import click

from toimintamalli.cli import _overlaps_decide, _overlaps_find
from toimintamalli.cli._words import DefaultGroup, Words

__all__ = ["command"]


def command(words: Words) -> click.Command:
    """Return the group of commands; the first is meant where none is named."""
    group = DefaultGroup("overlaps", words=words, help=words["overlaps.help"])
    group.add_command(_overlaps_find.command(words))
    group.add_command(_overlaps_decide.command(words))
    return group
