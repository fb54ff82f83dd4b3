"""Who does the work of a batch: processes of this machine, or a dask cluster."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

import click

from toimintamalli.cli._words import Words
from toimintamalli.delivery.batch import Executor

__all__ = ["Processes", "dask_cluster", "processes"]

_SECONDS_TO_CONNECT = 10


class Processes:
    """Worker processes; after one is lost the work goes on with new ones.

    Args:
        count: How many there are.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool = self._new_pool()

    def submit(self, work: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
        """Hand over a call of a function."""
        try:
            return self._pool.submit(work, *arguments)
        except BrokenExecutor:
            self.close()
            self._pool = self._new_pool()
            return self._pool.submit(work, *arguments)

    def close(self) -> None:
        """Cancel what waits, and wait for what is being done."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _new_pool(self) -> ProcessPoolExecutor:
        # Started afresh, on every system alike: a copy of a process with threads may hang.
        return ProcessPoolExecutor(
            self._count, mp_context=get_context("spawn"), initializer=_leave_interrupts
        )


@contextmanager
def processes(count: int) -> Iterator[Executor | None]:
    """Yield worker processes; none where one is enough, which is this one."""
    if count == 1:
        yield None
        return
    workers = Processes(count)
    try:
        yield workers
    finally:
        workers.close()


@contextmanager
def dask_cluster(address: str, words: Words) -> Iterator[Executor]:
    """Yield a client of a dask cluster.

    Args:
        address: Address of its scheduler.
        words: Words of the command line.

    Raises:
        click.UsageError: dask is not installed, or there is no such cluster.
    """
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise click.UsageError(words["export_each.no_dask"]) from None
    # A client that could not connect is closed when it is collected. Where that happens while
    # another one starts, each waits for the other for ever.
    gc.collect()
    try:
        client = Client(  # type: ignore[no-untyped-call]  # distributed leaves it without types
            address, timeout=_SECONDS_TO_CONNECT, set_as_default=False
        )
    except (OSError, ValueError) as error:
        message = words.fill("export_each.no_cluster", address=address, reason=error)
        raise click.UsageError(message) from None
    with client:
        yield client


def _leave_interrupts() -> None:
    """Leave Ctrl-C, which reaches every process, to the one that knows what is under way."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
