"""What all benchmarks share: turns of two ways, memory of a fresh process, and the rows they print.

Whoever is measured takes turns with its peer, round by round, so that a busy moment of the machine
touches both. The ratio of each round is kept: how far the rounds lie apart tells how much the
figure can be trusted.
"""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from statistics import median, quantiles
from time import process_time

from attrs import frozen

__all__ = [
    "Compared",
    "Told",
    "Way",
    "compare",
    "compared_peaks",
    "compared_times",
    "in_turns",
    "peak_of_fresh_process",
    "peak_while",
    "python",
    "rows_of",
    "show",
    "show_table",
    "timed",
]

Way = Callable[[], object]


@frozen(kw_only=True)
class Compared:
    """What the library took beside its peer: a row of the table of everything.

    Attributes:
        what: What was done.
        peer: What else did the same.
        unit: Unit of the figures, such as ``ms``.
        of_peer: Figure of the peer, the median of the rounds.
        of_library: Figure of the library, the median of the rounds.
        ratios: Ratio of each round, at least one.
        goal: The largest ratio that is wanted.
    """

    what: str
    peer: str
    unit: str
    of_peer: float
    of_library: float
    ratios: tuple[float, ...]
    goal: float

    @property
    def ratio(self) -> float:
        """The median of the ratios of the rounds."""
        return median(self.ratios)

    @property
    def spread(self) -> str:
        """Between which ratios the middle half of the rounds lies."""
        if len(self.ratios) < 4:
            return "–"
        low, _, high = quantiles(self.ratios, n=4)
        return f"{low:.2f}–{high:.2f}"

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as it is printed."""
        return (
            self.what,
            self.peer,
            _shown(self.of_peer, self.unit),
            _shown(self.of_library, self.unit),
            f"{self.ratio:.2f}",
            self.spread,
            f"{self.goal:g}",
            "yes" if self.ratio <= self.goal else "no",
        )


@frozen(kw_only=True)
class Told:
    """What the library took for something that has no peer.

    Attributes:
        what: What was done.
        unit: Unit of the figures, such as ``s``.
        figure: What it took.
        goal: The largest figure that is wanted.
    """

    what: str
    unit: str
    figure: float
    goal: float

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as it is printed."""
        shown = _shown(self.figure, self.unit)
        met = "yes" if self.figure <= self.goal else "no"
        return (self.what, "–", "–", shown, "–", "–", f"{self.goal:g} {self.unit}", met)


def _shown(figure: float, unit: str) -> str:
    """Return a figure with its unit; a thousand milliseconds are a second."""
    if unit == "ms" and figure >= 1000:
        return f"{figure / 1000:.3g} s"
    return f"{figure:.3g} {unit}"


HEADERS = ("what", "peer", "peer took", "library took", "ratio", "middle half", "goal", "met")


def compare(what: str, peer: str, ways: tuple[Way, Way], *, rounds: int, goal: float) -> Compared:
    """Return the time of the library beside that of its peer.

    Args:
        what: What is done.
        peer: What the peer is called.
        ways: How the peer does it, and how the library does.
        rounds: How many turns each gets, after one that is not counted.
        goal: The largest ratio that is wanted.
    """
    of_peer, of_library = in_turns({"peer": ways[0], "library": ways[1]}, rounds).values()
    return compared_times(what, peer, (of_peer, of_library), goal=goal)


def compared_times(
    what: str, peer: str, times: tuple[Sequence[float], Sequence[float]], *, goal: float
) -> Compared:
    """Return the seconds of the library in each round beside those of its peer."""
    of_peer, of_library = times
    return Compared(
        what=what,
        peer=peer,
        unit="ms",
        of_peer=median(of_peer) * 1000,
        of_library=median(of_library) * 1000,
        ratios=tuple(ours / theirs for theirs, ours in zip(of_peer, of_library, strict=True)),
        goal=goal,
    )


def in_turns(
    ways: Mapping[str, Way], rounds: int, clock: Callable[[], float] = process_time
) -> dict[str, list[float]]:
    """Return the seconds of each way in each round; what is read only once is read before."""
    for way in ways.values():
        way()
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            times[name].append(timed(way, clock))
    return times


def timed(way: Way, clock: Callable[[], float] = process_time) -> float:
    """Return the seconds that a way takes once."""
    start = clock()
    way()
    return clock() - start


def compared_peaks(what: str, peer: str, peaks: tuple[float, float], *, goal: float) -> Compared:
    """Return the most MiB that the library has in use beside what its peer has."""
    of_peer, of_library = peaks
    return Compared(
        what=what,
        peer=peer,
        unit="MiB",
        of_peer=of_peer,
        of_library=of_library,
        ratios=(of_library / of_peer,),
        goal=goal,
    )


def peak_of_fresh_process(*command: str) -> float:
    """Return the figure that a benchmark prints in a process which nothing else has used before."""
    whole = [sys.executable, *command]
    return float(subprocess.run(whole, capture_output=True, check=True, text=True).stdout)


def peak_while(way: Way) -> float:
    """Return the most MiB in use meanwhile, beyond what there was before."""
    tracemalloc.start()
    way()
    return tracemalloc.get_traced_memory()[1] / 2**20


def rows_of(name: str) -> list[Compared | Told]:
    """Return the rows of a benchmark that have a peer or a goal."""
    benchmark = import_module(name)
    told: Callable[[], list[Told]] = getattr(benchmark, "told", list)
    return [*benchmark.compared(), *told()]


def python() -> str:
    """Return the version of the interpreter in words."""
    return f"Python {sys.version.split()[0]}"


def show(compared: Iterable[Compared | Told]) -> None:
    """Print rows beside their goals as a table in Markdown."""
    show_table(HEADERS, (row.cells for row in compared), left=2)


def show_table(headers: Sequence[str], rows: Iterable[Sequence[str]], *, left: int = 1) -> None:
    """Print a table in Markdown whose first columns are texts and whose others are figures."""
    print(f"| {' | '.join(headers)} |")
    print(f"|{'---|' * left}{'---:|' * (len(headers) - left)}")
    for row in rows:
        print(f"| {' | '.join(row)} |", flush=True)
