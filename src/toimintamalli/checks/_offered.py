"""Checks that installed packages add, found through their entry points."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from toimintamalli._entry_points import Offer, offers
from toimintamalli.diagnostics import CORE_CATALOGUE, Diagnostic
from toimintamalli.model import PracticeModel

__all__ = ["offered_checks", "run_offered"]

_GROUP = "toimintamalli.checks"
_OWN_PREFIX = "TM"

Check = Callable[[PracticeModel], Iterable[Diagnostic]]


def offered_checks() -> tuple[Offer, ...]:
    """Return the checks of installed packages, not loaded."""
    return offers(_GROUP)


def run_offered(offer: Offer, model: PracticeModel) -> Iterable[Diagnostic]:
    """Yield what an offered check finds; whatever it raises goes on to the caller.

    Raises:
        TypeError: The check yields something that is no finding.
        ValueError: It uses the prefix of this library for a code of its own.
    """
    for finding in _loaded(offer)(model):
        if not isinstance(finding, Diagnostic):
            raise TypeError(f"{finding!r} is no Diagnostic")
        if finding.package != CORE_CATALOGUE and finding.code.startswith(_OWN_PREFIX):
            raise ValueError(f"the code {finding.code} begins with {_OWN_PREFIX}")
        yield finding


@cache
def _loaded(offer: Offer) -> Check:
    check: Check = offer.entry_point.load()
    return check
