"""The commands, in the words of their help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO

from toimintamalli import cli

__all__ = ["commands"]


def commands() -> Iterator[str]:
    """Yield the page of the commands."""
    yield "# Commands\n"
    yield "Exit codes: 0 all is well, 1 findings or failed items, 2 wrong use or unreadable"
    yield "input. Results go to standard output, messages to standard error.\n"
    overview = _help()
    yield f"## toimintamalli\n\n```text\n{overview}```\n"
    for name in _named(overview):
        told = _help(name)
        yield f"## toimintamalli {name}\n\n```text\n{told}```\n"
        for inner in _named(told):
            yield f"### toimintamalli {name} {inner}\n\n```text\n{_help(name, inner)}```\n"


def _named(overview: str) -> list[str]:
    """Return the commands that a help lists; options begin with a dash."""
    return re.findall(r"^  (\w[\w-]*) {2,}\S", overview, re.MULTILINE)


def _help(*command: str) -> str:
    """Return what the command line says of itself, or of one command."""
    with redirect_stdout(StringIO()) as printed:
        cli.main(["--lang", "en", *command, "--help"])
    return printed.getvalue()
