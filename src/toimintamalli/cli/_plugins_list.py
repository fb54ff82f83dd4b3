"""``plugins list``: which formats, criteria sets and worksheets are there, and what is wrong."""

from __future__ import annotations

import click

from toimintamalli.cli._show import as_data, echo, echo_json, show_report, wrapped
from toimintamalli.cli._words import Command, Words, json_option
from toimintamalli.instruments import InstrumentInfo, list_instruments
from toimintamalli.plugins import (
    FormatInfo,
    Kind,
    describe_options,
    formats,
    get_exporter,
    get_importer,
)
from toimintamalli.worksheets import WorksheetInfo, list_worksheets, title_of

__all__ = ["command"]

_OWN = "toimintamalli"


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("list", cls=Command, words=words, help=words["plugins.list"])
    @click.option("--options", "with_options", is_flag=True, help=words["plugins.options"])
    @json_option(words)
    def list_command(with_options: bool, as_json: bool) -> int:
        rows, sets, worksheets = formats(load=True), list_instruments(), list_worksheets()
        if as_json:
            echo_json(
                {
                    "formats": [_data(row, words) for row in rows],
                    "instruments": [_set_data(one, words) for one in sets],
                    "worksheets": [_worksheet_data(one, words) for one in worksheets],
                }
            )
        else:
            if not rows:
                echo(words["plugins.none"])
            for row in rows:
                _show(row, words, with_options=with_options)
            echo()
            echo(words["plugins.instruments"])
            for one in sets:
                _show_set(one, words)
            echo()
            echo(words["plugins.worksheets"])
            for sheet in worksheets:
                _show_worksheet(sheet, words)
        problems = [*(row.problem for row in rows), *(one.problem for one in sets)]
        problems += (sheet.problem for sheet in worksheets)
        return 1 if any(map(len, problems)) else 0

    return list_command


def _show(row: FormatInfo, words: Words, *, with_options: bool) -> None:
    title = row.title.get(words.language) if row.title else ""
    kind = words[f"kind.{row.kind}"]
    echo(f"{row.name:<10} {kind:<8} {' '.join(row.suffixes):<16} {title}".rstrip())
    echo(f"{'':<10} {row.distribution} {row.version}")
    show_report(row.problem, words)
    if with_options and row.kind is not Kind.TABLE_READER and not len(row.problem):
        for info in describe_options(_options_type(row)):
            allowed = f" ({', '.join(info.allowed)})" if info.allowed else ""
            text = f"{info.name}{allowed}: {info.help.get(words.language)}"
            echo("\n".join(wrapped(text, f"{'':<10}   ")))


def _show_set(one: InstrumentInfo, words: Words) -> None:
    title = one.title.get(words.language) if one.title else ""
    echo(f"{one.id:<26} {one.version:<11} {title}".rstrip())
    if one.distribution != _OWN:
        echo(f"{'':<26} {one.distribution}")
    show_report(one.problem, words)


def _show_worksheet(one: WorksheetInfo, words: Words) -> None:
    title = title_of(one.worksheet).get(words.language) if one.worksheet else ""
    version = one.worksheet.version if one.worksheet else ""
    echo("\n".join(wrapped(title, f"{one.id:<22} {version:<4} ")) if title else one.id)
    if one.distribution != _OWN:
        echo(f"{'':<27} {one.distribution}")
    show_report(one.problem, words)


def _options_type(row: FormatInfo) -> type:
    name = f"{row.distribution}:{row.name}"
    plugin = get_exporter(name) if row.kind is Kind.EXPORTER else get_importer(name)
    return plugin.options_type


def _data(row: FormatInfo, words: Words) -> dict[str, object]:
    return {
        "name": row.name,
        "kind": row.kind.value,
        "distribution": row.distribution,
        "version": row.version,
        "title": row.title.get(words.language) if row.title else None,
        "suffixes": list(row.suffixes),
        "problems": as_data(row.problem, words),
    }


def _set_data(one: InstrumentInfo, words: Words) -> dict[str, object]:
    return {
        "id": one.id,
        "version": one.version,
        "distribution": one.distribution,
        "title": one.title.get(words.language) if one.title else None,
        "problems": as_data(one.problem, words),
    }


def _worksheet_data(one: WorksheetInfo, words: Words) -> dict[str, object]:
    return {
        "id": one.id,
        "version": one.worksheet.version if one.worksheet else "",
        "distribution": one.distribution,
        "title": title_of(one.worksheet).get(words.language) if one.worksheet else None,
        "problems": as_data(one.problem, words),
    }
