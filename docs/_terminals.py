"""Draws what a terminal or a text editor shows as SVG, from what the commands really give.

The text stays text, so that it is sharp at every size; a test compares it with what the commands
give today.
"""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from html import escape
from pathlib import Path

import toimintamalli as tm

_FONT_SIZE = 14
_LETTER = 8.43
_LINE = 19
_MARGIN = 16
_COLUMNS = 80
_LINES_OF_A_TEXT = 23

_TERMINAL = (
    "toimintamalli check sivu.yaml",
    "toimintamalli triage sivu.yaml",
)
_BEGINNING_OF_THE_FORM = "Ratkaisun perusidea **"


def pictures(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield name and SVG of each picture.

    Args:
        folder: Has the page and the model of the demonstration, and is written to.
    """
    run("toimintamalli import sivu.txt", folder)
    yield (
        "paate-tarkistus",
        draw("Pääte: mitä sivulta puuttuu, ja mihin luokkaan se kuuluu", shown(folder)),
    )
    yield "lomaketeksti", draw("Lomaketeksti tekstieditorissa", form_text(folder))


def shown(folder: Path) -> list[str]:
    """Return what a terminal shows when the commands are given one after another."""
    lines: list[str] = []
    for command in _TERMINAL:
        lines += [f"$ {command}", *run(command, folder).splitlines()]
    return lines


def form_text(folder: Path) -> list[str]:
    """Return the lines of a form text from its first long field, as an editor wraps them."""
    text = tm.render(tm.load(folder / "malli.yaml"), format="innokyla").data.decode("utf-8")
    text = text[text.index(_BEGINNING_OF_THE_FORM) :]
    wrapped = [part for line in text.splitlines() for part in _wrapped(line)]
    return wrapped[:_LINES_OF_A_TEXT]


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, _COLUMNS, break_on_hyphens=False) or [""]


def run(command: str, folder: Path) -> str:
    """Run a command as a reader would and return what the terminal shows."""
    scripts = str(Path(sys.executable).parent)
    environment = os.environ | {
        "PATH": scripts + os.pathsep + os.environ["PATH"],
        "COLUMNS": str(_COLUMNS),
    }
    environment.pop("TOIMINTAMALLI_LANG", None)
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def draw(title: str, lines: list[str]) -> str:
    """Return an SVG picture of lines of text."""
    width = round(_COLUMNS * _LETTER + 2 * _MARGIN)
    height = len(lines) * _LINE + 2 * _MARGIN
    drawn = "\n".join(_line(number, line) for number, line in enumerate(lines) if line)
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<title>{escape(title)}</title>
<rect x="1" y="1" width="{width - 2}" height="{height - 2}" rx="8" fill="#f6f8fa" \
stroke="#d0d7de"/>
<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="{_FONT_SIZE}" \
fill="#1f2328">
{drawn}
</g>
</svg>
"""


def _line(number: int, line: str) -> str:
    text = line.lstrip()
    start = _MARGIN + (len(line) - len(text)) * _LETTER
    place = f'x="{start:.2f}" y="{_MARGIN + (number + 1) * _LINE - 5}"'
    width = f'textLength="{len(text) * _LETTER:.2f}"'
    weight = ' font-weight="bold"' if line.startswith("$ ") else ""
    return f"<text {place} {width}{weight}>{escape(text)}</text>"
