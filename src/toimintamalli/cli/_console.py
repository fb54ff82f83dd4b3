"""Tables, bars and progress on the terminal; the only user of rich."""

from __future__ import annotations

import shutil
import sys
import textwrap
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal

import click

from toimintamalli.cli._show import note, one_line, wrapped
from toimintamalli.cli._words import Words
from toimintamalli.vocabulary import shown_number

__all__ = ["bar", "batch_progress", "progress", "shades", "show_table", "terminal_width"]

_WIDEST = 100
_SECONDS_BETWEEN_LINES = 5.0
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
    """Show a table of short cells, within the width of the terminal.

    Numbers are never cut. Columns that find no room beside the others stand below them; text too
    long for a line goes on on the next.

    Args:
        heads: Heads of the columns.
        rows: The cells.
        titles: What stands above each row on lines of its own; none by default.
        left: Places of the columns that hold text; the others hold numbers.
    """
    indent = "  " if titles else ""
    width = terminal_width() - len(indent)
    cells = [[one_line(cell) for cell in row] for row in (heads, *rows)]
    columns = [
        _column(column, width // 2 if place in left else None)
        for place, column in enumerate(zip(*cells, strict=True))
    ]
    head, *lines = zip(*map(_lines, _blocks(columns, width)), strict=True)
    _echo_lines(head, indent)
    click.echo(indent + "─" * max(_width(line) for block in head for line in block))
    for place, line in enumerate(lines):
        if titles:
            click.echo("\n".join(wrapped(titles[place], "")))
        _echo_lines(line, indent)


_Column = list[list[str]]
"""For each row of a table the lines of one cell, all as wide."""


def _echo_lines(blocks: Iterable[Sequence[str]], indent: str) -> None:
    for block in blocks:
        for line in block:
            click.echo(f"{indent}{line}".rstrip())


def _column(cells: Sequence[str], widest: int | None) -> _Column:
    """Return the cells of a column: text in lines up to a width, or numbers at its right edge."""
    lines = [textwrap.wrap(cell, widest) or [""] if widest else [cell] for cell in cells]
    width = max(_width(line) for cell in lines for line in cell)
    return [
        [line + _gap(line, width) if widest else _gap(line, width) + line for line in cell]
        for cell in lines
    ]


def _gap(line: str, width: int) -> str:
    return " " * (width - _width(line))


def _width(line: str) -> int:
    from rich.cells import cell_len

    return cell_len(line)


def _blocks(columns: Sequence[_Column], width: int) -> list[list[_Column]]:
    """Divide columns into as few blocks as fit a width, none much wider than another."""
    blocks = _filled(columns, width)
    for narrower in range(width - 1, 0, -1):
        tighter = _filled(columns, narrower)
        if len(tighter) > len(blocks):
            break
        blocks = tighter
    return blocks


def _filled(columns: Sequence[_Column], width: int) -> list[list[_Column]]:
    blocks: list[list[_Column]] = []
    room = -1
    for column in columns:
        room -= 1 + _width(column[0][0])
        if room < 0:
            blocks.append([])
            room = width - _width(column[0][0])
        blocks[-1].append(column)
    return blocks


def _lines(block: Sequence[_Column]) -> list[list[str]]:
    """Return the lines of each row of a block."""
    rows = []
    for cells in zip(*block, strict=True):
        blank = [" " * _width(cell[0]) for cell in cells]
        height = max(map(len, cells))
        rows.append(
            [
                " ".join(
                    cell[at] if at < len(cell) else blank[place] for place, cell in enumerate(cells)
                )
                for at in range(height)
            ]
        )
    return rows


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


@contextmanager
def batch_progress(
    words: Words, *, shown: bool, clock: Callable[[], float] = time.monotonic
) -> Iterator[Callable[[int, int | None], None]]:
    """Show how far a batch has come, how fast it goes and how long it will take.

    A terminal shows a bar. Elsewhere, as in the log of a server, a line comes every few seconds;
    short work has none.

    Args:
        words: Words of the command line.
        shown: Whether anything is shown.
        clock: What tells the seconds.

    Yields:
        A function to call with how much is done, and of how much.
    """
    if not shown:
        yield lambda done, of: None
    elif sys.stderr.isatty():
        with _bar_with_rate(words) as told:
            yield told
    else:
        yield _Lines(words, clock)


@contextmanager
def _bar_with_rate(words: Words) -> Iterator[Callable[[int, int | None], None]]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class RateColumn(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(_rate(task.finished_speed or task.speed or 0, words))

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as shown:
        task = shown.add_task(words["export_each.working"], total=None)
        yield lambda done, of: shown.update(task, completed=done, total=of)


class _Lines:
    """Tells how far work has come in lines, one every few seconds.

    Args:
        words: Words of the command line.
        clock: What tells the seconds.
    """

    def __init__(self, words: Words, clock: Callable[[], float]) -> None:
        self._words = words
        self._clock = clock
        self._began = self._told = clock()

    def __call__(self, done: int, of: int | None) -> None:
        now = self._clock()
        if now - self._told < _SECONDS_BETWEEN_LINES:
            return
        self._told = now
        rate = done / (now - self._began)
        left = "?" if of is None else _minutes((of - done) / rate)
        line = self._words.fill(
            "export_each.line", done=done, of=of or "?", rate=_rate(rate, self._words), left=left
        )
        note(line)


def _rate(speed: float, words: Words) -> str:
    return words.fill(
        "export_each.rate", rate=shown_number(Decimal(f"{speed:.1f}"), words.language)
    )


def _minutes(seconds: float) -> str:
    """Return a length of time as minutes and seconds, such as ``2:05``."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
