"""How load, checks, summary and exports grow with the number of models, in time and memory.

The models are those of `documents.py`: 44 kB of JSON each, with a title and texts of their own.
With ``--plot FILE`` the times are also drawn as a picture.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape
from itertools import pairwise
from math import ceil, floor, log10
from pathlib import Path
from statistics import median

from _rounds import Way, peak_of_fresh_process, peak_while, python, show_table, timed
from attrs import frozen
from documents import made_model

import toimintamalli as tm
from toimintamalli.analysis.portfolio import summarise
from toimintamalli.instruments import get_instrument

SIZES = (1, 10, 100, 1000, 10_000)
ROUNDS = {1: 15, 10: 9, 100: 5, 1000: 3, 10_000: 1}
SURVEY = get_instrument("vaikutusten-itsearviointi")
STEPS = ("load", "check", "summary", "form texts", "workbook", "report")
MEMORY = "--memory"


def main() -> None:
    """Measure every size, print a table in Markdown, and draw it if that is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--plot", type=Path)
    parser.add_argument(MEMORY, type=int)
    given = parser.parse_args()
    if given.memory:
        print(_peak_of_loading(given.memory))
        return
    print(f"Growth, ms of the processor and MiB a model, {python()}\n")
    grown: dict[int, Mapping[str, float]] = {}
    show_table(("models", *STEPS, "peak memory of load"), _rows(grown), left=0)
    if given.plot:
        given.plot.write_text(plot(grown), "utf-8")


def _milliseconds_a_model(size: int) -> dict[str, float]:
    with _folder(size) as folder:
        return {
            step: median(timed(way) for _ in range(ROUNDS[size])) / size * 1000
            for step, way in _steps(folder).items()
        }


def _steps(folder: str) -> dict[str, Way]:
    portfolio = tm.load_portfolio(folder)
    models = portfolio.models
    ways: tuple[Way, ...] = (
        lambda: tm.load_portfolio(folder),
        lambda: [tm.check(model) for model in models],
        lambda: summarise(portfolio, SURVEY),
        lambda: [tm.render(model, format="innokyla") for model in models],
        lambda: tm.render(portfolio, format="excel"),
        lambda: tm.render(portfolio, format="pdf"),
    )
    return dict(zip(STEPS, ways, strict=True))


@contextmanager
def _folder(size: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        for number in range(size):
            tm.dump(made_model(number), Path(folder, f"{number:05}.json"))
        yield folder


def _peak_of_loading(size: int) -> float:
    with _folder(size) as folder:
        tm.load(next(Path(folder).iterdir()))  # what is made once is made now
        return peak_while(lambda: tm.load_portfolio(folder)) / size


def _rows(grown: dict[int, Mapping[str, float]]) -> Iterator[Sequence[str]]:
    """Yield a row for each size as soon as it is measured, and keep its times."""
    for size in SIZES:
        times = grown[size] = _milliseconds_a_model(size)
        peak = peak_of_fresh_process(__file__, MEMORY, str(size))
        yield (str(size), *(f"{times[step]:.3g}" for step in STEPS), f"{peak:.3f}")


# -- the picture ------------------------------------------------------------------------------

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 70, 110, 20, 50
COLOURS = ("#005ea5", "#b10e1e", "#00703c", "#6f3fb0", "#8a4b00", "#3b3b3b")
LABEL_HEIGHT = 15


@frozen
class _Scale:
    """A logarithmic scale between two powers of ten, on a stretch of the picture."""

    low: int
    high: int
    start: float
    end: float

    def place(self, value: float) -> float:
        share = (log10(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    @property
    def powers(self) -> Sequence[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def _scale_of(values: Sequence[float], start: float, end: float) -> _Scale:
    return _Scale(floor(log10(min(values))), ceil(log10(max(values))), start, end)


def plot(grown: Mapping[int, Mapping[str, float]]) -> str:
    """Return a picture of the milliseconds a model by the number of models, as SVG."""
    all_times = [time for times in grown.values() for time in times.values()]
    across = _scale_of(SIZES, LEFT, WIDTH - RIGHT)
    upward = _scale_of(all_times, HEIGHT - BOTTOM, TOP)
    lines = {
        step: [(across.place(size), upward.place(times[step])) for size, times in grown.items()]
        for step in STEPS
    }
    told = "; ".join(
        f"{step} {grown[SIZES[0]][step]:.2g} → {grown[SIZES[-1]][step]:.2g}" for step in lines
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="13">',
        "<title>Milliseconds a model by the number of models</title>",
        f"<desc>From 1 model to 10 000, ms a model: {escape(told)}</desc>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *_axes(across, upward),
        *_curves(lines),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _axes(across: _Scale, upward: _Scale) -> Iterator[str]:
    for value in upward.powers:
        y = upward.place(value)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#d0d0d0"/>'
        yield _words(LEFT - 8, y + 4, f"{value:g}", "end")
    for value in across.powers:
        yield _words(across.place(value), HEIGHT - BOTTOM + 20, f"{value:,.0f}".replace(",", " "))
    yield _words((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "models")
    middle = (TOP + HEIGHT - BOTTOM) / 2
    yield (
        f'<text transform="translate(18 {middle:g}) rotate(-90)" text-anchor="middle">'
        "ms a model</text>"
    )


def _curves(lines: Mapping[str, Sequence[tuple[float, float]]]) -> Iterator[str]:
    labels = _apart({step: points[-1][1] for step, points in lines.items()})
    for (step, points), colour in zip(lines.items(), COLOURS, strict=True):
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        for x, y in points:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
        yield _words(WIDTH - RIGHT + 10, labels[step] + 4, step, "start", colour)


def _apart(heights: Mapping[str, float]) -> dict[str, float]:
    """Return heights moved so far downward that labels do not cover each other."""
    sought = sorted(heights, key=lambda step: heights[step])
    placed = {sought[0]: heights[sought[0]]}
    for above, below in pairwise(sought):
        placed[below] = max(heights[below], placed[above] + LABEL_HEIGHT)
    return placed


def _words(x: float, y: float, text: str, anchor: str = "middle", colour: str = "#1a1a1a") -> str:
    return (
        f'<text x="{x:g}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'
    )


if __name__ == "__main__":
    main()
