"""How long a portfolio takes to load, check and sum up, beside the least that could do.

The models are made of the constructed portfolio of the tests: each is answered whole, and half of
the files are YAML, half JSON. What the library adds to reading the same files is types, checks of
every value and places of faults; what it adds to counting is every rule of which answer stands.
"""

import json
import tempfile
from collections import Counter
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from _rounds import Compared, Told, Way, compare, in_turns, python, show, show_table, timed
from attrs import evolve
from documents import made_model

import toimintamalli as tm
from toimintamalli.analysis.portfolio import summarise
from toimintamalli.instruments import get_instrument
from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.testing import _evaluated

ROUNDS, ROUNDS_OF_WHOLE = 5, 3
MODELS = 700
GROWTH = (70, 700, 7000)
DEMO = Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml"
SURVEY = get_instrument(_evaluated.INSTRUMENT)
READ = "reading them with CSafeLoader and json"
COUNT, SUMMARISE = "count", "summarise"


def main() -> None:
    """Measure every way and print two tables in Markdown."""
    show([*compared(), *told()])
    print()
    _show_growth({size: _counting_and_summary(made(size)) for size in GROWTH})


def compared() -> list[Compared]:
    """Return the rows for loading and checking a portfolio."""
    portfolio = made(MODELS)
    with tempfile.TemporaryDirectory() as folder:
        files = [_write(model, place, folder) for place, model in enumerate(portfolio.models)]

        def read() -> list[Any]:
            return [_read(file) for file in files]

        loading = compare(
            f"load {MODELS} files, half YAML and half JSON",
            READ,
            (read, lambda: tm.load_portfolio(folder)),
            rounds=ROUNDS,
            goal=3,
        )
        checking = compare(
            f"check {MODELS} models",
            READ,
            (read, lambda: [tm.check(model) for model in portfolio.models]),
            rounds=ROUNDS,
            goal=12,
        )
    return [loading, checking]


def told() -> list[Told]:
    """Return how long 700 large models take from their files to a workbook, on one core."""
    return [_from_files("yaml", goal=5), _from_files("json", goal=2)]


def _from_files(suffix: str, *, goal: float) -> Told:
    with tempfile.TemporaryDirectory() as folder:
        for place in range(MODELS):
            tm.dump(made_model(place), Path(folder, f"{place:04}.{suffix}"))
        seconds = sorted(timed(lambda: _whole_way(folder)) for _ in range(ROUNDS_OF_WHOLE))
    what = f"{MODELS} models in {suffix.upper()}: load, check, summary, workbook"
    return Told(what=what, unit="s", figure=median(seconds), goal=goal)


def _whole_way(folder: str) -> object:
    portfolio = tm.load_portfolio(folder)
    reports = [tm.check(model) for model in portfolio.models]
    return reports, summarise(portfolio, SURVEY), tm.render(portfolio, format="excel")


def _counting_and_summary(portfolio: Portfolio) -> dict[str, float]:
    ways: dict[str, Way] = {
        COUNT: lambda: _counted(portfolio),
        SUMMARISE: lambda: summarise(portfolio, SURVEY),
    }
    return {name: median(times) for name, times in in_turns(ways, ROUNDS).items()}


# -- models -----------------------------------------------------------------------------------


def made(size: int) -> Portfolio:
    """Return models whose descriptions are as long as that of the demonstration."""
    described = tm.load(DEMO)
    answered: tuple[PracticeModel, ...] = _evaluated.evaluated_portfolio().models
    models = (
        evolve(answered[place % len(answered)], id=f"malli-{place}", form=described.form)
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


# -- growth -----------------------------------------------------------------------------------


def _show_growth(times: dict[int, dict[str, float]]) -> None:
    print(f"Summaries, medians of {ROUNDS} interleaved rounds, {python()}\n")
    rows = [
        (
            str(size),
            f"{of_size[SUMMARISE] * 1000:.1f}",
            f"{of_size[SUMMARISE] / size * 1e6:.0f}",
            f"{of_size[SUMMARISE] / of_size[COUNT]:.1f}",
        )
        for size, of_size in times.items()
    ]
    show_table(("models", "summarise, ms", "µs a model", "ratio to counting"), rows, left=0)


if __name__ == "__main__":
    main()
