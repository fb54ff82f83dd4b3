"""Checks of programme data: identifiers that no official list knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import PracticeModel
from toimintamalli.vocabulary import counties, customer_groups, form_profiles, programmes

__all__ = ["unknown_identifiers"]


def unknown_identifiers(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM204: a programme, pillar, investment, county, group or profile is in no list."""
    data = model.programme
    known_programmes = programmes()
    investments = [item.id for known in known_programmes for item in known.investments]
    pillars = [pillar.id for known in known_programmes for pillar in known.pillars]
    yield from _unknown("programme.programme", [data.programme], (p.id for p in known_programmes))
    yield from _unknown("programme.pillar", [data.pillar], pillars)
    yield from _unknown("programme.investments", data.investments, investments)
    yield from _unknown("programme.counties", data.counties, (c.id for c in counties()))
    yield from _unknown(
        "programme.customer_groups", data.customer_groups, (g.id for g in customer_groups())
    )
    yield from _unknown("form.profile", [model.form.profile], (p.id for p in form_profiles()))


def _unknown(path: str, values: Iterable[str | None], known: Iterable[str]) -> Iterator[Diagnostic]:
    allowed = tuple(known)
    for value in values:
        if value is not None and value not in allowed:
            yield diagnostic("TM204", path, found=value, allowed=allowed)
