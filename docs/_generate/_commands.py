"""The commands, in the words of their help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from functools import cache
from io import StringIO

from toimintamalli import cli

__all__ = ["command_labels", "commands"]


def commands() -> Iterator[str]:
    """Yield the page of the commands."""
    yield "# Commands\n"
    yield "Exit codes: 0 all is well, 1 findings or failed items, 2 wrong use or unreadable"
    yield "input. Results go to standard output, messages to standard error.\n"
    for words, told in _told():
        level = "###" if len(words) > 1 else "##"
        heading = f"{level} {_typed(*words)}"
        yield f"({_label(_typed(*words))})=\n{heading}\n\n```text\n{told}```\n"


def command_labels() -> Iterator[tuple[str, str]]:
    """Yield every command as it is typed, and the label of its heading."""
    yield from ((_typed(*words), _label(_typed(*words))) for words, _ in _told())


def _typed(*words: str) -> str:
    return " ".join(["toimintamalli", *words])


def _label(typed: str) -> str:
    return f"command-{typed.replace(' ', '-')}"


@cache
def _told() -> list[tuple[tuple[str, ...], str]]:
    """Return the words of every command, and what it says of itself."""
    told = [((), overview := _help())]
    for name in _named(overview):
        told.append(((name,), group := _help(name)))
        told += [((name, inner), _help(name, inner)) for inner in _named(group)]
    return told


def _named(overview: str) -> list[str]:
    """Return the commands that a help lists; options begin with a dash."""
    return re.findall(r"^  (\w[\w-]*) {2,}\S", overview, re.MULTILINE)


def _help(*command: str) -> str:
    """Return what the command line says of itself, or of one command."""
    with redirect_stdout(StringIO()) as printed:
        cli.main(["--lang", "en", *command, "--help"])
    return printed.getvalue()
