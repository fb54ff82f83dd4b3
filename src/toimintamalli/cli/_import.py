"""``import``: Innokylä pages and other foreign files become a practice model."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click
from attrs import evolve

from toimintamalli._convert import unstructure_value
from toimintamalli.analysis.differences import (
    Conflict,
    differences,
    tell_differences,
)
from toimintamalli.cli._diff_show import show_differences
from toimintamalli.cli._options import given_options, option_option
from toimintamalli.cli._show import as_data, echo, echo_json, note, show_report
from toimintamalli.cli._words import Command, Words, json_option, overwrite_option
from toimintamalli.delivery.reading import MergedImport, merge_read, read, read_data
from toimintamalli.documents import dump, load
from toimintamalli.model import PracticeModel
from toimintamalli.plugins import Change, Imported, Importer, get_importer, importer_for_suffix

__all__ = ["command"]

STANDARD_INPUT = "-"
DONE, DISAGREEING = 0, 1
_DEFAULT_FORMAT = "innokyla"
_Reader = Callable[[PracticeModel | None], Imported]


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
        readers = [_reader(file, format_name, options, words) for file in files]
        imported = _together(files, readers, base)
        target = Path(output or into or _default_target(files[0]))
        if as_json:
            echo_json(_data(imported, None if dry_run else target, words))
        else:
            show_report(imported.diagnostics, words, err=True, names_files=len(files) > 1)
            if base is not None:
                found = differences(base, imported.model)
                show_differences(tell_differences(found, words.language), words)
        if not dry_run:
            dump(imported.model, target, overwrite=overwrite or bool(into and not output))
        if not as_json:
            key = "import.would" if dry_run else "import.done"
            echo(words.fill(key, path=target, title=imported.model.basics.title))
        return DISAGREEING if imported.conflicts or imported.unread else DONE

    return import_command


def _together(
    files: tuple[str, ...], readers: list[_Reader], base: PracticeModel | None
) -> MergedImport:
    """Return what the files give: several copies of one model joined, else one after another.

    Pages of one model complete each other: where there is no model yet, each is read into what the
    ones before it gave. Copies of a model that is there each say what they change in it.
    """
    if base is not None and len(files) > 1:
        return merge_read(
            [
                (file, partial(read_one, base))
                for file, read_one in zip(files, readers, strict=True)
            ],
            base,
        )
    result = MergedImport(model=base or PracticeModel())
    into = base
    for read_one in readers:
        imported = read_one(into)
        result = MergedImport(
            model=imported.model,
            diagnostics=result.diagnostics + imported.diagnostics,
            changes=(*result.changes, *imported.changes),
        )
        into = result.model
    return result


def _reader(file: str, format_name: str | None, options: tuple[str, ...], words: Words) -> _Reader:
    """Return what reads a file, or standard input, into a model."""
    values = given_options(options, _importer(file, format_name).options_type) if options else {}

    def read_one(into: PracticeModel | None) -> Imported:
        if file != STANDARD_INPUT:
            return read(file, format=format_name, into=into, **values)
        if sys.stdin.isatty():
            note(words["import.paste"])
        name = format_name or _DEFAULT_FORMAT
        imported = read_data(sys.stdin.buffer.read(), format=name, into=into, **values)
        return evolve(imported, diagnostics=imported.diagnostics.at(STANDARD_INPUT))

    return read_one


def _importer(file: str, format_name: str | None) -> Importer[Any]:
    if format_name or file == STANDARD_INPUT:
        return get_importer(format_name or _DEFAULT_FORMAT)
    return importer_for_suffix(Path(file).suffix, file)


def _default_target(file: str) -> str:
    return "malli.yaml" if file == STANDARD_INPUT else str(Path(file).with_suffix(".yaml"))


def _data(imported: MergedImport, target: Path | None, words: Words) -> dict[str, object]:
    return {
        "title": imported.model.basics.title,
        "written": str(target) if target else None,
        "unread": list(imported.unread),
        "findings": as_data(imported.diagnostics, words),
        "conflicts": [_conflict_data(conflict) for conflict in imported.conflicts],
        "changes": [_change_data(change) for change in imported.changes],
    }


def _conflict_data(conflict: Conflict) -> dict[str, object]:
    return {
        "path": conflict.path,
        "before": unstructure_value(conflict.before),
        "found": [
            {"source": source, "value": unstructure_value(value)}
            for source, value in conflict.found
        ],
    }


def _change_data(change: Change) -> dict[str, str]:
    return {"path": change.path, "before": change.before, "after": change.after}
