"""Tables, bars and progress on the terminal; the only user of rich."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from typing import Literal

import click

__all__ = ["bar", "progress", "shades", "show_table", "terminal_width"]

_WIDEST = 100
_UNBOUNDED = 1_000
_SHADES = "░▒▓█"


def terminal_width() -> int:
    """Return how wide text may be."""
    return min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)


def show_table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    titles: Sequence[str] = (),
    left: Sequence[int] = (),
) -> None:
    """Show a table of short cells.

    Args:
        heads: Heads of the columns.
        rows: The cells.
        titles: What stands above each row on lines of its own; none by default.
        left: Places of the columns that hold text; the others hold numbers.
    """
    head, rule, *lines = _table_lines(heads, rows, left)
    indent = "  " if titles else ""
    click.echo(f"{indent}{head}")
    click.echo(f"{indent}{rule}")
    for place, line in enumerate(lines):
        if titles:
            click.echo("\n".join(textwrap.wrap(titles[place], terminal_width())))
        click.echo(f"{indent}{line}")


def _table_lines(
    heads: Sequence[str], rows: Sequence[Sequence[str]], left: Sequence[int]
) -> list[str]:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, padding=0, pad_edge=False, show_edge=False)
    for place, head in enumerate(heads):
        justify: Literal["left", "right"] = "left" if place in left else "right"
        table.add_column(head, justify=justify, no_wrap=True)
    for row in rows:
        table.add_row(*row)
    shown = StringIO()
    console = Console(
        file=shown,
        width=_UNBOUNDED,
        color_system=None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(table)
    return [line.rstrip() for line in shown.getvalue().splitlines()]


def bar(levels: Sequence[int], others: Sequence[tuple[str, int]], width: int) -> str:
    """Return a bar of a distribution: shaded levels from the lowest, then a sign for each other.

    Every count above nothing gets at least one sign, so that no reply disappears.

    Args:
        levels: How many of each level, from the lowest.
        others: How many of the other replies, each with its one sign.
        width: How many signs the whole bar has.

    Example:
        >>> bar([0, 1, 0, 3], [("?", 1)], 10)
        '▒▒██████??'
    """
    signs = [*shades(len(levels)), *(sign for sign, _ in others)]
    counts = [*levels, *(count for _, count in others)]
    parts = zip(signs, _lengths(counts, width), strict=True)
    return "".join(sign * length for sign, length in parts)


def shades(levels: int) -> str:
    """Return a sign for each level of a scale, the lowest lightest."""
    if levels <= 1:
        return _SHADES[-1] * levels
    last = len(_SHADES) - 1
    return "".join(_SHADES[round(rank * last / (levels - 1))] for rank in range(levels))


def _lengths(counts: Sequence[int], width: int) -> list[int]:
    """Divide a width by counts: at least one for each that is not nothing, and just the width."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    lengths = [max(1, count * width // total) if count else 0 for count in counts]
    while sum(lengths) != width:
        step = 1 if sum(lengths) < width else -1
        places = [p for p, length in enumerate(lengths) if length > (1 if step < 0 else 0)]
        if not places:
            break
        # The part that is furthest from its due gives or takes one.
        place = max(places, key=lambda p: step * (counts[p] * width - lengths[p] * total))
        lengths[place] += step
    return lengths


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far long work has come, on standard error and only where somebody watches.

    Args:
        what: What is being done.

    Yields:
        A function to call with how much is done, and of how much.
    """
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as shown:
        task = shown.add_task(what, total=None)
        yield lambda done, of: shown.update(task, completed=done, total=of)
