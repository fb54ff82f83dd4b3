"""``plugins new``: a package to begin with, which installs and passes its own tests at once."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click

from toimintamalli import __version__
from toimintamalli._files import write_whole
from toimintamalli.cli._days import today
from toimintamalli.cli._plugin_names import PluginName, plugin_name
from toimintamalli.cli._show import echo
from toimintamalli.cli._templates import PluginKind, package_files
from toimintamalli.cli._words import Command, NeededOption, Words
from toimintamalli.diagnostics import failure
from toimintamalli.errors import UnreadableFileError
from toimintamalli.instruments import instrument_ids
from toimintamalli.plugins import Kind, formats
from toimintamalli.vocabulary import read_toml
from toimintamalli.worksheets import worksheet_ids

__all__ = ["command"]


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("new", cls=Command, words=words, help=words["plugins_new.help"])
    @click.argument("written", metavar=words["metavar.name"])
    @click.option(
        "--kind",
        "kind",
        cls=NeededOption,
        required=True,
        metavar="|".join(PluginKind),
        help=words["plugins_new.kind"],
    )
    @click.option(
        "--into", default=".", metavar=words["metavar.models"], help=words["plugins_new.into"]
    )
    @click.option("--dry-run", is_flag=True, help=words["plugins_new.dry_run"])
    def new_command(written: str, kind: str, into: str, dry_run: bool) -> int:
        wanted = _kind(kind, words)
        name = _name(written, wanted, words)
        target = Path(into) / name.distribution
        if target.exists() or target.is_symlink():
            raise click.UsageError(words.fill("plugins_new.exists", path=target))
        files = package_files(wanted, name, version=__version__, today=today())
        if not dry_run:
            _write(target, files)
        echo(words.fill("plugins_new.would" if dry_run else "plugins_new.done", path=target))
        for path in files:
            echo(f"  {path}")
        if not dry_run:
            echo()
            echo(words.fill("plugins_new.next", path=target, name=name.name))
        return 0

    return new_command


def _kind(written: str, words: Words) -> PluginKind:
    try:
        return PluginKind(written)
    except ValueError:
        message = words.fill(
            "error.choice", option="--kind", found=written, allowed=", ".join(PluginKind)
        )
        raise click.UsageError(message) from None


def _name(written: str, kind: PluginKind, words: Words) -> PluginName:
    name = plugin_name(written)
    if name is None:
        raise click.UsageError(words.fill("plugins_new.bad_name", found=written))
    if name.name in _taken(kind):
        raise click.UsageError(words.fill("plugins_new.taken", name=name.name))
    return name


def _taken(kind: PluginKind) -> set[str]:
    """Return the names that are installed, and those of this project's own formats."""
    match kind:
        case PluginKind.INSTRUMENT:
            return set(instrument_ids())
        case PluginKind.WORKSHEET:
            return set(worksheet_ids())
        case _:
            own = read_toml("toimintamalli.plugins", "known.toml")[kind.value]
            return {*own, *(row.name for row in formats() if row.kind is Kind(kind.value))}


def _write(target: Path, files: dict[str, str]) -> None:
    """Write a package whole or not at all."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(prefix=".tm-", dir=target.parent))
    except OSError as error:
        raise _unwritable(target, error) from None
    try:
        made = place / target.name
        for path, text in files.items():
            file = made / path
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, text.encode("utf-8"))
        made.rename(target)
    except OSError as error:
        raise _unwritable(target, error) from None
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _unwritable(target: Path, error: OSError) -> UnreadableFileError:
    reason = error.strerror or str(error)
    return UnreadableFileError(failure("TM913", found=str(target), reason=reason))
