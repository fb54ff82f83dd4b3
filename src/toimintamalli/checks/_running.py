"""Runs one check: what it finds, or what it fails of."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from toimintamalli.diagnostics import Diagnostic, diagnostic

__all__ = ["findings_of"]


def findings_of(name: str, run: Callable[[], Iterable[Diagnostic]]) -> tuple[Diagnostic, ...]:
    """Return what a check finds; one that fails becomes a finding itself (TM920).

    A finding that no catalogue knows could not be told to anybody: that is a failure too.

    Args:
        name: What the check is called, should it fail.
        run: The check, with all that it needs.
    """
    try:
        found = tuple(run())
        for finding in found:
            finding.status  # noqa: B018 - asking the catalogue is the point
        return found
    except (Exception, SystemExit) as error:  # a script named by mistake exits when imported
        reason = f"{type(error).__name__}: {error}"
        return (diagnostic("TM920", rule=name, reason=reason),)
