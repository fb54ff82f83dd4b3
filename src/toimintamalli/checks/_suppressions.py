"""Findings that a model sets aside, and what is doubtful about the setting aside itself."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import Suppression
from toimintamalli.vocabulary import ShownDate

__all__ = ["reasons_for", "set_aside"]


def set_aside(
    findings: Sequence[Diagnostic],
    suppressions: Sequence[Suppression],
    today: datetime.date | None,
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Divide findings into those that are told and those that are set aside.

    What is doubtful about the suppressions is told too: TM208 without a reason, TM209 past its
    last day, TM210 where there is nothing to set aside.
    """
    in_force = _in_force(suppressions, today)
    told: list[Diagnostic] = []
    aside: list[Diagnostic] = []
    for finding in findings:
        hidden = any(_covers(one, finding) for one in in_force)
        (aside if hidden else told).append(finding)
    told += _doubts(findings, suppressions, today)
    return told, aside


def reasons_for(
    aside: Iterable[Diagnostic], suppressions: Sequence[Suppression], today: datetime.date | None
) -> tuple[str, ...]:
    """Return why each of the findings that a model sets aside is, in their order.

    Args:
        aside: Findings set aside, as in the report of a check.
        suppressions: What the model sets aside.
        today: The day of the check.
    """
    in_force = _in_force(suppressions, today)
    return tuple(
        next((one.reason.strip() for one in in_force if _covers(one, finding)), "")
        for finding in aside
    )


def _in_force(
    suppressions: Sequence[Suppression], today: datetime.date | None
) -> list[Suppression]:
    return [one for one in suppressions if not _is_over(one, today)]


def _is_over(suppression: Suppression, today: datetime.date | None) -> bool:
    return today is not None and suppression.expires is not None and suppression.expires < today


def _covers(suppression: Suppression, finding: Diagnostic) -> bool:
    code = suppression.code.strip()
    if not code or not finding.code.startswith(code):
        return False
    path = suppression.path.strip()
    return not path or finding.path == path or finding.path.startswith((f"{path}.", f"{path}["))


def _doubts(
    findings: Iterable[Diagnostic],
    suppressions: Sequence[Suppression],
    today: datetime.date | None,
) -> Iterable[Diagnostic]:
    for place, one in enumerate(suppressions):
        path = f"suppressions[{place}]"
        if not one.reason.strip():
            yield diagnostic("TM208", f"{path}.reason", found=one.code)
        if one.expires is not None and _is_over(one, today):
            day = ShownDate(one.expires)
            yield diagnostic("TM209", f"{path}.expires", found=one.code, day=day)
        elif not any(_covers(one, finding) for finding in findings):
            yield diagnostic("TM210", path, found=one.code)
