"""Checks of the basic data (Perustiedot)."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import PracticeModel
from toimintamalli.vocabulary import form_profile

__all__ = ["missing_basic_data"]

# Place, collections and attachments may well be empty, and Innokylä fills the dates itself.
_EXPECTED = frozenset({"title", "summary", "locations", "funders", "contributors"})


def missing_basic_data(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM202: the name, description, location, funder or author is missing."""
    for basic in form_profile().basics:
        if basic.id in _EXPECTED and not getattr(model.basics, basic.id):
            yield diagnostic(
                "TM202", f"basics.{basic.id}", label=basic.label, path=f"basics.{basic.id}"
            )
