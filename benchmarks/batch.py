"""How much sooner hundreds of exports are ready with two processes, or with dask, than alone.

All ways read the same files and bring the same bytes home; nothing is written. Workers are started
and have imported what they need before anything is measured: what that costs is told on a line of
its own.

The clock tells how much sooner a batch is ready, but only where nobody else needs the machine. The
time of the processor, of all processes together, tells what the way costs: half of it is the least
that two workers can need. What this process uses of it tells how many workers it can keep busy.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import psutil
from attrs import evolve, frozen

import toimintamalli as tm

ROUNDS = 5
MODELS, CHUNK = 96, 8
WORKERS = 2
DEMO = Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml"
SERIAL = "serial"
FORMATS = {"text": "innokyla", "pdf": "pdf", "xlsx": "excel"}

_Time = tuple[float, float, float]


@frozen
class Way:
    """A way of rendering.

    Attributes:
        executor: What does the work; None where it is done here.
        workers: The processes that take part beside this one.
    """

    executor: Any
    workers: tuple[psutil.Process, ...]


def main() -> None:
    """Measure every way and print a table in Markdown."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        files = list(_written(Path(folder)))
        size = sum(file.stat().st_size for file in files) / len(files) / 1024
        ways, starts = _ways(stack, files)
        python = sys.version.split()[0]
        print(
            f"Batches of {MODELS} models ({size:.0f} kB of YAML each), {WORKERS} workers, chunks of"
            f" {CHUNK}, medians of {ROUNDS} interleaved rounds, Python {python}."
            f" Load of the machine before: {os.getloadavg()[0]:.1f}\n"
        )
        print(
            "| format | way | ms a model | fastest–slowest | times as fast |"
            " processor, ms | of it here, ms |"
        )
        print("|---|---|---:|---|---:|---:|---:|")
        for name, format_name in FORMATS.items():
            _show(name, _measured(ways, format_name, files))
        for name, seconds in starts.items():
            print(f"\nStarting {name}, with all imports: {seconds:.1f} s")


def _written(folder: Path) -> Iterator[Path]:
    model = tm.load(DEMO)
    for number in range(MODELS):
        file = folder / f"malli-{number}.yaml"
        basics = evolve(model.basics, title=f"Malli {number}: hoitoon viikossa")
        tm.dump(evolve(model, id=f"malli-{number}", basics=basics), file)
        yield file


def _ways(stack: ExitStack, files: list[Path]) -> tuple[dict[str, Way], dict[str, float]]:
    """Return the ways, and how long those with workers took to start."""
    makers: dict[str, Callable[[], Any]] = {
        "two threads": lambda: stack.enter_context(ThreadPoolExecutor(WORKERS)),
        "two processes": lambda: stack.enter_context(
            ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn"))
        ),
        "dask, two processes": lambda: stack.enter_context(_dask()),
    }
    ways = {SERIAL: Way(None, ())}
    starts = {}
    for name, maker in makers.items():
        there, start = _children(), perf_counter()
        way = Way(maker(), ())
        for format_name in FORMATS.values():
            _timed(way, format_name, files[: 4 * CHUNK])
        starts[name] = perf_counter() - start
        ways[name] = evolve(way, workers=tuple(_children() - there))
    return ways, starts


def _children() -> set[psutil.Process]:
    return set(psutil.Process().children(recursive=True))


@contextmanager
def _dask() -> Iterator[Any]:
    """Yield a client of a cluster whose scheduler does not use the time of this process."""
    from distributed import Client

    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_run_cluster, args=(there,))
    process.start()
    with Client(here.recv()) as client:
        yield client
    here.send(None)
    process.join()


def _run_cluster(connection: Any) -> None:
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as cluster:
        connection.send(cluster.scheduler_address)
        connection.recv()


def _measured(ways: dict[str, Way], format_name: str, files: list[Path]) -> dict[str, list[_Time]]:
    _timed(ways[SERIAL], format_name, files[:CHUNK])
    rounds = [
        {name: _timed(way, format_name, files) for name, way in ways.items()} for _ in range(ROUNDS)
    ]
    return {name: [one[name] for one in rounds] for name in ways}


def _timed(way: Way, format_name: str, files: list[Path]) -> _Time:
    """Return milliseconds a model: on the clock, of all processors, of the processor here."""
    asked: dict[str, Any] = {"executor": way.executor, "chunk": CHUNK}
    before = (perf_counter(), _processor_of_all(way), process_time())
    outcomes = tm.render_many(files, format=format_name, **asked)
    made = sum(outcome.error is None for outcome in outcomes)
    after = (perf_counter(), _processor_of_all(way), process_time())
    assert made == len(files)
    clock, everywhere, here = (
        (later - earlier) * 1000 / made for earlier, later in zip(before, after, strict=True)
    )
    return clock, everywhere, here


def _processor_of_all(way: Way) -> float:
    """Return the seconds that this process and the workers have used."""
    times = [process.cpu_times() for process in (psutil.Process(), *way.workers)]
    return sum(time.user + time.system for time in times)


def _show(name: str, times: dict[str, list[_Time]]) -> None:
    serial = median(clock for clock, _, _ in times[SERIAL])
    for way, found in times.items():
        clocks, everywhere, here = (sorted(column) for column in zip(*found, strict=True))
        print(
            f"| {name} | {way} | {median(clocks):.2f} | {clocks[0]:.2f}–{clocks[-1]:.2f} |"
            f" {serial / median(clocks):.2f} | {median(everywhere):.2f} | {median(here):.2f} |"
        )


if __name__ == "__main__":
    main()
