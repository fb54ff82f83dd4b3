"""Writes the reference pages that follow from the code: names, codes, form, sets, commands.

The code is the one source: what a docstring, a catalogue or a vocabulary says stands here in the
same words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from _generate._commands import command_labels, commands
from _generate._findings import catalogues, diagnostics
from _generate._form import form_fields
from _generate._formats import formats
from _generate._names import INNER_MODULES, PUBLIC_MODULES, documented, name_pages
from _generate._provenance import file_labels, provenance
from _generate._schema import schema_files, schema_page
from _generate._sets import criteria_sets, criterion_labels
from _generate._sheets import worksheets
from _generate._translations import translations

__all__ = [
    "INNER_MODULES",
    "PUBLIC_MODULES",
    "catalogues",
    "documented",
    "labelled",
    "page",
    "write_reference",
]

_PAGES: Mapping[str, Callable[[], Iterable[str]]] = {
    **name_pages(),
    "cli.md": commands,
    "criteria-sets.md": criteria_sets,
    "diagnostics.md": diagnostics,
    "form-fields.md": form_fields,
    "formats.md": formats,
    "provenance.md": provenance,
    "schema.md": schema_page,
    "translations.md": translations,
    "worksheets.md": worksheets,
    **schema_files(),
}


def write_reference(folder: Path) -> None:
    """Write every generated page, touching only those that changed, and remove all others.

    Args:
        folder: Where the pages go; made where it is missing.
    """
    for old in folder.rglob("*.*"):
        if old.relative_to(folder).as_posix() not in _PAGES:
            old.unlink()
    for name in _PAGES:
        file, text = folder / name, page(name)
        if not file.exists() or file.read_text("utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")


def page(name: str) -> str:
    """Return the text of one generated page.

    Args:
        name: File name of the page.
    """
    return "\n".join(_PAGES[name]()) + "\n"


def labelled() -> Iterator[tuple[str, str]]:
    """Yield what has a heading of its own, as a page names it, and the label of that heading."""
    yield from ((code, code) for entries in catalogues().values() for code in entries)
    yield from command_labels()
    yield from criterion_labels()
    yield from file_labels()
