"""``plugins``: formats, criteria sets and worksheets; without a further word, what is installed."""

from __future__ import annotations

import click

from toimintamalli.cli import _plugins_list, _plugins_new, _plugins_test
from toimintamalli.cli._words import DefaultGroup, Words

__all__ = ["command"]


class _Plugins(DefaultGroup):
    """A group whose first command is meant also where nothing at all is written."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the first command's name where there is no word."""
        return super().parse_args(ctx, args or [next(iter(self.commands))])


def command(words: Words) -> click.Command:
    """Return the group of commands; the first is meant where none is named."""
    group = _Plugins("plugins", words=words, help=words["plugins.help"])
    for made in (_plugins_list, _plugins_new, _plugins_test):
        group.add_command(made.command(words))
    return group
