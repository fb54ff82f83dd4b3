"""What a check found, as plain data for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toimintamalli.cli._show import as_data
from toimintamalli.cli._words import Words
from toimintamalli.delivery.checking import CheckedFile, CheckedFiles
from toimintamalli.delivery.fixing import FixedFile
from toimintamalli.diagnostics import Severity

__all__ = ["checked_data"]


def checked_data(
    checked: CheckedFiles, fixes: Mapping[str, FixedFile], words: Words
) -> dict[str, Any]:
    """Return what was found in files, and what of it was mended."""
    return {
        "files": [_file(file, fixes.get(file.source), words) for file in checked.files],
        "notes": as_data(checked.notes, words),
        "summary": _summary(checked),
    }


def _file(file: CheckedFile, fixed: FixedFile | None, words: Words) -> dict[str, Any]:
    aside = as_data(file.report.suppressed, words)
    changes = as_data(fixed.findings, words) if fixed is not None and fixed.changed else []
    return {
        "file": file.source,
        "readable": file.readable,
        "findings": as_data(file.report, words),
        "suppressed": [
            {**data, "reason": reason} for data, reason in zip(aside, file.reasons, strict=True)
        ],
        "fixes": changes,
    }


def _summary(checked: CheckedFiles) -> dict[str, Any]:
    return {
        "files": len(checked.files),
        "with_findings": checked.with_findings,
        "unreadable": checked.unreadable,
        "severities": {severity.value: checked.count_of(severity) for severity in Severity},
        "codes": [
            {"code": one.code, "findings": one.findings, "files": one.files}
            for one in checked.codes
        ],
        "suppressed": checked.suppressed,
    }
