"""Checks that installed packages add, found through their entry points."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from toimintamalli._entry_points import Offer, offers
from toimintamalli.diagnostics import Diagnostic
from toimintamalli.model import PracticeModel

__all__ = ["offered_checks", "run_offered"]

_GROUP = "toimintamalli.checks"

Check = Callable[[PracticeModel], Iterable[Diagnostic]]


def offered_checks() -> tuple[Offer, ...]:
    """Return the checks of installed packages, not loaded."""
    return offers(_GROUP)


def run_offered(offer: Offer, model: PracticeModel) -> Iterable[Diagnostic]:
    """Return what an offered check finds; whatever it raises goes on to the caller."""
    return _loaded(offer)(model)


@cache
def _loaded(offer: Offer) -> Check:
    check: Check = offer.entry_point.load()
    return check
