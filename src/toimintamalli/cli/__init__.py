"""The command line: ``toimintamalli``. Each command is a few lines over the public API.

Exit codes: 0 fine, 1 findings or failed items, 2 wrong use or unreadable input. Results go to
standard output, messages about the work to standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        arguments: Words after the name of the command; those of the process by default.
    """
    try:
        import click  # noqa: F401 - only to tell plainly when it is missing
    except ModuleNotFoundError:
        from toimintamalli.vocabulary import labels

        print(labels(__name__)["error.no_click"], file=sys.stderr)  # noqa: T201
        return 2
    from toimintamalli.cli._app import run

    return run(list(sys.argv[1:] if arguments is None else arguments))
