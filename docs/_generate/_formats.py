"""The formats of this project with every option that they take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import toimintamalli as tm
from _generate._texts import DISTRIBUTIONS, three
from toimintamalli.plugins import Kind, OptionInfo, describe_options, get_table_reader

__all__ = ["formats"]


def formats() -> Iterator[str]:
    """Yield the page of the formats."""
    yield "# Formats and their options\n"
    yield "The plugins of this project. `toimintamalli plugins` lists what is installed. An option"
    yield "is given as `--option NAME=VALUE` on the command line, and by its name in Python.\n"
    for row in tm.formats():
        if row.distribution in DISTRIBUTIONS:
            yield from _format(row)


def _format(row: tm.FormatInfo) -> Iterator[str]:
    plugin = _plugin(row)
    suffixes = [plugin.suffix] if row.kind is Kind.EXPORTER else plugin.suffixes
    yield f"## {row.name}: {row.kind}\n"
    yield f"{three(plugin.title)}\n"
    yield f"Files: {', '.join(f'`{suffix}`' for suffix in suffixes)};"
    yield f"install with `pip install {row.distribution}`.\n"
    if row.kind is not Kind.TABLE_READER:
        yield from _options(plugin.options_type)


def _plugin(row: tm.FormatInfo) -> Any:
    if row.kind is Kind.EXPORTER:
        return tm.get_exporter(row.name)
    if row.kind is Kind.IMPORTER:
        return tm.get_importer(row.name)
    return get_table_reader(row.name)


def _options(options_type: type) -> Iterator[str]:
    for info in describe_options(options_type):
        yield f"`{info.name}`\n: {three(info.help)}\n"
        yield f"  {_values(info)}\n"


def _values(info: OptionInfo) -> str:
    allowed = " or ".join(f"`{value}`" for value in info.allowed) or "text"
    unset = "not given" if info.default is None else f"`{_written(info.default)}`"
    return f"Allowed: {allowed}. By default: {unset}."


def _written(default: object) -> str:
    return str(default).lower() if isinstance(default, bool) else str(default)
