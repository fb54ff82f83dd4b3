"""``check --explain``: everything that the catalogue says of one code."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from contextlib import suppress

from toimintamalli._entry_points import offers
from toimintamalli.cli._show import echo, wrapped
from toimintamalli.cli._words import Words
from toimintamalli.diagnostics import CORE_CATALOGUE, CatalogueEntry, catalogue, failure
from toimintamalli.errors import UnknownNameError

__all__ = ["explain"]

_GROUPS = (
    "toimintamalli.exporters",
    "toimintamalli.importers",
    "toimintamalli.table_readers",
    "toimintamalli.checks",
)


def explain(code: str, words: Words) -> None:
    """Show what a code means, why it matters, what to do, and where it stands in its life.

    Raises:
        UnknownNameError: Neither the library nor an installed package has the code.
    """
    known = {entry.code: entry for entry in _entries()}
    wanted = code.strip().upper()
    if wanted not in known:
        near = difflib.get_close_matches(wanted[:20], known, n=3, cutoff=0.5)
        raise UnknownNameError(failure("TM923", found=code, allowed=tuple(near) or ("–",)))
    entry = known[wanted]
    echo(entry.code)
    for part, text in _parts(entry, words):
        for line in wrapped(words.fill(f"check.entry.{part}", text=text), "  "):
            echo(line)


def _entries() -> Iterator[CatalogueEntry]:
    """Yield what the library and the installed packages can report."""
    yield from catalogue().values()
    modules = {offer.entry_point.module for group in _GROUPS for offer in offers(group)}
    for package in sorted({module.partition(".")[0] for module in modules} - {CORE_CATALOGUE}):
        with suppress(Exception):  # a package may have no catalogue, or be broken
            yield from catalogue(package).values()


def _parts(entry: CatalogueEntry, words: Words) -> Iterator[tuple[str, str]]:
    texts = zip(("message", "why", "hint"), entry.outline(words.language), strict=True)
    yield from ((part, text) for part, text in texts if text)
    yield "severity", words[f"severity.{entry.severity}"]
    yield "status", words[f"check.status.{entry.status}"]
    if entry.replaced_by:
        yield "instead", entry.replaced_by
