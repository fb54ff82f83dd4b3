"""Runs one check: what it finds, or what it fails of."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from toimintamalli.diagnostics import Diagnostic, diagnostic

__all__ = ["findings_of"]


def findings_of(name: str, run: Callable[[], Iterable[Diagnostic]]) -> tuple[Diagnostic, ...]:
    """Return what a check finds; one that fails becomes a finding itself (TM920).

    Args:
        name: What the check is called, should it fail.
        run: The check, with all that it needs.
    """
    try:
        return tuple(run())
    except (Exception, SystemExit) as error:  # a script named by mistake exits when imported
        reason = f"{type(error).__name__}: {error}"
        return (diagnostic("TM920", rule=name, reason=reason),)
