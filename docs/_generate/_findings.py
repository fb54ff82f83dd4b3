"""The codes of findings, catalogue by catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import resources
from itertools import chain

from _generate._texts import PACKAGES, READING_ORDER, plain, spoken
from toimintamalli._sentences import in_plural
from toimintamalli.diagnostics import CatalogueEntry, catalogue

__all__ = ["catalogues", "diagnostics"]


def catalogues() -> Mapping[str, Mapping[str, CatalogueEntry]]:
    """Return the catalogues of the packages that carry one, by import name."""
    carrying = [name for name in PACKAGES if _data_file(name, "diagnostics.toml")]
    return {name: catalogue(name) for name in carrying}


def _data_file(package: str, name: str) -> bool:
    return resources.files(package).joinpath(name).is_file()


def diagnostics() -> Iterator[str]:
    """Yield the page of the codes of findings."""
    yield "# Codes of findings\n"
    yield "Every finding has a code that never changes its meaning and is never used again."
    yield "`{…}` marks what a finding fills in. What the stages mean, from preview to removed,"
    yield "stands in {doc}`/explanation/the-life-of-a-code`.\n"
    for package, entries in catalogues().items():
        yield f"## {package}\n"
        yield from chain.from_iterable(map(_code, entries.values()))


def _code(entry: CatalogueEntry) -> Iterator[str]:
    yield f"({entry.code})=\n### {entry.code}\n"
    instead = f"; instead {{ref}}`{entry.replaced_by}`" if entry.replaced_by else ""
    yield f"*{entry.severity}, {entry.status}*{instead}\n"
    for language in READING_ORDER:
        message, why, hint = (
            plain(in_plural(text.get(language))) for text in (entry.message, entry.why, entry.hint)
        )
        yield f"{language}\n: {spoken(f'**{message}** {why} {hint}', language)}\n"
