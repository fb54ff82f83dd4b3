"""Puts the commands together in one language, runs them, and turns errors into messages."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from toimintamalli.cli._words import (
    LONGEST_SHORT_HELP,
    Group,
    Words,
    usage_message,
    words_for,
)
from toimintamalli.diagnostics import as_language
from toimintamalli.errors import ToimintamalliError

__all__ = ["run"]

PROGRAM = "toimintamalli"
LANGUAGE_OPTION = "--lang"
LANGUAGE_VARIABLE = "TOIMINTAMALLI_LANG"
DEBUG_VARIABLE = "TOIMINTAMALLI_DEBUG"

USAGE_ERROR = 2

_COMMANDS = (
    "demo",
    "new",
    "import",
    "import-answers",
    "import-table",
    "check",
    "diff",
    "export",
    "redact",
    "forget",
    "evaluate",
    "portfolio",
    "triage",
    "overlaps",
    "plan",
    "board",
    "metrics",
    "audit-table",
    "plugins",
    "schema",
)
"""The commands in the order in which one meets them; each has a module of its own."""


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit code.

    Args:
        arguments: Words after the name of the command. ``--lang`` may stand anywhere.
    """
    words = words_for("fi")
    try:
        language, rest = _language(arguments)
        words = words_for(as_language(language))
        outcome = _app(words).main(rest, prog_name=PROGRAM, standalone_mode=False)
        return outcome if isinstance(outcome, int) else 0
    except click.UsageError as error:
        _complain(usage_message(error, words))
    except ToimintamalliError as error:
        _complain(error.message(words.language))
    except (click.Abort, KeyboardInterrupt):
        _complain(words["error.aborted"])
    except BrokenPipeError:
        # The reader of a pipe went away; that is no fault, but Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        what = f"{type(error).__name__}: {error}"
        _complain(words.fill("error.fault", what=what, variable=DEBUG_VARIABLE))
    return USAGE_ERROR


def _complain(message: str) -> None:
    click.echo(message, err=True)


def _language(arguments: list[str]) -> tuple[str, list[str]]:
    """Take the language out of the words, wherever it stands; the last one counts."""
    language = os.environ.get(LANGUAGE_VARIABLE, "fi") or "fi"
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += (word, *words)
        elif word == LANGUAGE_OPTION:
            language = next(words, "")
        elif word.startswith(f"{LANGUAGE_OPTION}="):
            language = word.partition("=")[2]
        else:
            rest.append(word)
    return language, rest


class _App(Group):
    """The commands, each imported when it is asked for: no user waits for the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None where there is none of that name."""
        if cmd_name in _COMMANDS and cmd_name not in self.commands:
            module = import_module(f"{__package__}._{_word(cmd_name)}")
            self.add_command(module.command(self.words))
        return super().get_command(ctx, cmd_name)

    def purpose_of(self, ctx: click.Context, name: str) -> str:
        """Return what a command is for, without importing it."""
        told = click.Command(name, help=self.words[f"{_word(name)}.help"])
        return told.get_short_help_str(LONGEST_SHORT_HELP)


def _word(name: str) -> str:
    return name.replace("-", "_")


def _app(words: Words) -> click.Group:
    return _App(
        PROGRAM,
        words=words,
        help=words["app.help"],
        params=[
            click.Option([LANGUAGE_OPTION], metavar="fi|sv|en", help=words["option.lang"]),
            _version_option(words),
        ],
        no_args_is_help=True,
    )


def _version_option(words: Words) -> click.Option:
    def show(context: click.Context, _: click.Parameter, wanted: bool) -> None:
        if wanted:
            from toimintamalli import __version__

            click.echo(f"{PROGRAM} {__version__}")
            context.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=words["option.version"],
    )
