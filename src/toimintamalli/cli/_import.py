"""``import``: Innokylä pages and other foreign files become a practice model."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from attrs import evolve

from toimintamalli.analysis.differences import differences, tell_differences
from toimintamalli.cli._diff_show import show_differences
from toimintamalli.cli._options import given_options, option_option
from toimintamalli.cli._show import as_data, echo, echo_json, note, show_report
from toimintamalli.cli._words import Command, Words, json_option, overwrite_option
from toimintamalli.delivery.reading import read, read_data
from toimintamalli.documents import dump, load
from toimintamalli.model import PracticeModel
from toimintamalli.plugins import Change, Imported, get_importer

__all__ = ["command"]

STANDARD_INPUT = "-"
_DEFAULT_FORMAT = "innokyla"


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("import", cls=Command, words=words, help=words["import.help"])
    @click.argument("files", nargs=-1, required=True, metavar=words["metavar.pages"])
    @click.option("-o", "--output", metavar=words["metavar.yaml"], help=words["import.output"])
    @click.option("--into", metavar=words["metavar.yaml"], help=words["import.into"])
    @click.option(
        "--format", "format_name", metavar=words["metavar.name"], help=words["option.format"]
    )
    @option_option(words)
    @click.option("--dry-run", is_flag=True, help=words["import.dry_run"])
    @overwrite_option(words)
    @json_option(words)
    def import_command(
        files: tuple[str, ...],
        output: str | None,
        into: str | None,
        format_name: str | None,
        options: tuple[str, ...],
        dry_run: bool,
        overwrite: bool,
        as_json: bool,
    ) -> int:
        base = load(into) if into else None
        imported = _read_all(files, format_name, options, base, words)
        target = Path(output or into or _default_target(files[0]))
        if as_json:
            echo_json(_data(imported, None if dry_run else target, words))
        else:
            show_report(imported.diagnostics, words, err=True)
            if base is not None:
                found = differences(base, imported.model)
                show_differences(tell_differences(found, words.language), words)
        if not dry_run:
            dump(imported.model, target, overwrite=overwrite or bool(into and not output))
        if not as_json:
            key = "import.would" if dry_run else "import.done"
            echo(words.fill(key, path=target, title=imported.model.basics.title))
        return 0

    return import_command


def _read_all(
    files: tuple[str, ...],
    format_name: str | None,
    options: tuple[str, ...],
    base: PracticeModel | None,
    words: Words,
) -> Imported:
    """Read the files one after another into one model."""
    result = Imported(model=base or PracticeModel())
    into = base
    for file in files:
        read_one = _read_one(file, format_name, options, into, words)
        result = Imported(
            model=read_one.model,
            diagnostics=result.diagnostics + read_one.diagnostics,
            changes=(*result.changes, *read_one.changes),
        )
        into = result.model
    return result


def _read_one(
    file: str,
    format_name: str | None,
    options: tuple[str, ...],
    into: PracticeModel | None,
    words: Words,
) -> Imported:
    name = format_name or _DEFAULT_FORMAT
    values = given_options(options, get_importer(name).options_type) if options else {}
    if file != STANDARD_INPUT:
        return read(file, format=format_name, into=into, **values)
    if sys.stdin.isatty():
        note(words["import.paste"])
    imported = read_data(sys.stdin.buffer.read(), format=name, into=into, **values)
    return evolve(imported, diagnostics=imported.diagnostics.at(STANDARD_INPUT))


def _default_target(file: str) -> str:
    return "malli.yaml" if file == STANDARD_INPUT else str(Path(file).with_suffix(".yaml"))


def _data(imported: Imported, target: Path | None, words: Words) -> dict[str, object]:
    return {
        "title": imported.model.basics.title,
        "written": str(target) if target else None,
        "findings": as_data(imported.diagnostics, words),
        "changes": [_change_data(change) for change in imported.changes],
    }


def _change_data(change: Change) -> dict[str, str]:
    return {"path": change.path, "before": change.before, "after": change.after}
