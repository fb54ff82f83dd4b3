"""How long a portfolio takes to load, check and sum up, beside doing the least that could do.

The models are made of the constructed portfolio of the tests: each is answered whole, and half of
the files are YAML, half JSON. What the library adds to reading the same files is types, checks of
every value and places of faults; what it adds to counting is every rule of which answer stands.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import yaml
from attrs import evolve

import toimintamalli as tm
from toimintamalli.analysis.portfolio import summarise
from toimintamalli.instruments import get_instrument
from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.testing import _evaluated

ROUNDS = 5
MODELS = 700
GROWTH = (70, 700, 7000)
DEMO = Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml"
SURVEY = get_instrument(_evaluated.INSTRUMENT)
READ = "read the same files with CSafeLoader and json"
COUNT = "count the same answers with Counter"


def main() -> None:
    """Measure every way and print two tables in Markdown."""
    portfolio = _portfolio(MODELS)
    with tempfile.TemporaryDirectory() as folder:
        files = [_write(model, place, folder) for place, model in enumerate(portfolio.models)]
        ways: dict[str, Callable[[], object]] = {
            READ: lambda: [_read(file) for file in files],
            "load_portfolio": lambda: tm.load_portfolio(folder),
            "check every model": lambda: [tm.check(model) for model in portfolio.models],
            **_counting(portfolio),
        }
        _show(f"{MODELS} models", _measured(ways))
    _show_growth({size: _measured(_counting(_portfolio(size))) for size in GROWTH})


def _counting(portfolio: Portfolio) -> dict[str, Callable[[], object]]:
    return {
        COUNT: lambda: _counted(portfolio),
        "summarise": lambda: summarise(portfolio, SURVEY),
    }


# -- models -----------------------------------------------------------------------------------


def _portfolio(size: int) -> Portfolio:
    """Return models whose descriptions are as long as that of the demonstration."""
    described = tm.load(DEMO)
    made: tuple[PracticeModel, ...] = _evaluated.evaluated_portfolio().models
    models = (
        evolve(made[place % len(made)], id=f"malli-{place}", form=described.form)
        for place in range(size)
    )
    return Portfolio(models=tuple(models))


def _write(model: PracticeModel, place: int, folder: str) -> Path:
    file = Path(folder, f"{place:04}.{'json' if place % 2 else 'yaml'}")
    tm.dump(model, file)
    return file


# -- peers ------------------------------------------------------------------------------------


def _read(file: Path) -> Any:
    text = file.read_text("utf-8")
    if file.suffix == ".json":
        return json.loads(text)
    return yaml.load(text, Loader=yaml.CSafeLoader)


def _counted(portfolio: Portfolio) -> Counter[tuple[str, str | None]]:
    return Counter(
        (answer.criterion, answer.level or answer.state)
        for model in portfolio.models
        for answer in model.evaluations[-1].answers
    )


# -- measuring --------------------------------------------------------------------------------


def _measured(ways: dict[str, Callable[[], object]]) -> dict[str, float]:
    for way in ways.values():
        way()  # what is read only once is read now
    rounds = [{name: _timed(way) for name, way in ways.items()} for _ in range(ROUNDS)]
    return {name: median(times[name] for times in rounds) for name in ways}


def _timed(way: Callable[[], object]) -> float:
    start = perf_counter()
    way()
    return perf_counter() - start


def _show(what: str, times: dict[str, float]) -> None:
    python = sys.version.split()[0]
    print(f"Portfolio, {what}, medians of {ROUNDS} interleaved rounds, Python {python}\n")
    print("| what | ms | peer | ratio to the peer |")
    print("|---|---:|---|---:|")
    for name, seconds in times.items():
        peer = COUNT if name in (COUNT, "summarise") else READ
        about = "–" if name == peer else peer
        print(f"| {name} | {seconds * 1000:.1f} | {about} | {seconds / times[peer]:.2f} |")


def _show_growth(times: dict[int, dict[str, float]]) -> None:
    print("\n| models | summarise, ms | µs a model | ratio to counting |")
    print("|---:|---:|---:|---:|")
    for size, of_size in times.items():
        seconds = of_size["summarise"]
        each, ratio = seconds / size * 1e6, seconds / of_size[COUNT]
        print(f"| {size} | {seconds * 1000:.1f} | {each:.0f} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
