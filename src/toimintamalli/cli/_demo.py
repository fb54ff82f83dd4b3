"""``demo``: the whole way once, with an invented page and model."""

from __future__ import annotations

import pkgutil
from pathlib import Path

import click

from toimintamalli._files import write_whole
from toimintamalli.checks import check
from toimintamalli.cli._show import echo, show_report
from toimintamalli.cli._words import Command, Words, overwrite_option
from toimintamalli.delivery.export import export
from toimintamalli.delivery.reading import read
from toimintamalli.documents import dump, load

__all__ = ["command"]

_PAGE = "sivu.txt"
_FROM_PAGE = "sivusta.yaml"
_MODEL = "malli.yaml"
_EXPORTS = ("malli.txt", "malli.xlsx", "malli.pdf")


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("demo", cls=Command, words=words, help=words["demo.help"])
    @click.argument("folder", default="toimintamalli-demo", metavar=words["metavar.folder"])
    @overwrite_option(words)
    def demo_command(folder: str, overwrite: bool) -> int:
        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        for name in (_PAGE, _MODEL):
            write_whole(place / name, _bundled(name), overwrite=overwrite)
        _read_page(place, words, overwrite=overwrite)
        _export_model(place, words, overwrite=overwrite)
        echo()
        echo(words.fill("demo.next", folder=folder))
        return 0

    return demo_command


def _bundled(name: str) -> bytes:
    data = pkgutil.get_data("toimintamalli.cli", f"demo/{name}")
    if data is None:
        raise FileNotFoundError(name)
    return data


def _read_page(place: Path, words: Words, *, overwrite: bool) -> None:
    echo(words.fill("demo.reading", path=place / _PAGE))
    imported = read(place / _PAGE, format="innokyla")
    show_report(imported.diagnostics, words)
    dump(imported.model, place / _FROM_PAGE, overwrite=overwrite)
    echo(words.fill("demo.read", path=place / _FROM_PAGE))
    echo()
    echo(words.fill("demo.checking", path=place / _FROM_PAGE))
    show_report(check(imported.model), words)
    echo()


def _export_model(place: Path, words: Words, *, overwrite: bool) -> None:
    echo(words.fill("demo.exporting", path=place / _MODEL))
    model = load(place / _MODEL)
    for name in _EXPORTS:
        exported = export(model, place / name, language=words.language, overwrite=overwrite)
        what = words[f"demo.{exported.path.suffix.removeprefix('.')}"]
        echo(f"  {exported.path}  {what}")
