"""Runs every benchmark that has a peer or a goal and prints one table in Markdown.

Each runs in a process of its own. ``--growth`` also measures how everything grows, and ``--plot
FILE`` draws that.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from _rounds import Compared, Told, python, rows_of, show

NAMES = ("documents", "text", "excel", "pdf", "portfolio", "cold_start")
PEERS = ("pydantic", "PyYAML", "Jinja2", "XlsxWriter", "reportlab", "attrs")


def main() -> None:
    """Print the machine, the table, and the growth where it is asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks")
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    print(f"{_machine()}\n")
    show(row for name in NAMES for row in _rows_in_fresh_process(name))
    if given.growth or given.plot:
        print(flush=True)
        drawn = ["--plot", str(given.plot)] if given.plot else []
        command = [sys.executable, str(Path(__file__).with_name("growth.py")), *drawn]
        subprocess.run(command, check=True)


def _machine() -> str:
    peers = ", ".join(f"{name} {version(name)}" for name in PEERS)
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, {python()}, {peers}"


def _rows_in_fresh_process(name: str) -> list[Compared | Told]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(rows_of, name).result()


if __name__ == "__main__":
    main()
