"""Findings of files as SARIF 2.1.0, the format that code hosting services and editors read.

The log depends on nothing but the findings, so that the same check gives the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from attrs import frozen

from toimintamalli.delivery.checking import CheckedFile, CheckedFiles
from toimintamalli.diagnostics import (
    CatalogueEntry,
    Diagnostic,
    LifeCycle,
    Severity,
    as_language,
    catalogue,
)
from toimintamalli.text import Language

__all__ = ["sarif_log"]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_FAILED_CHECK = "TM920"

_Object = dict[str, Any]


def sarif_log(
    checked: CheckedFiles,
    *,
    language: Language | str = Language.FINNISH,
    root: PurePath | None = None,
    version: str = "",
) -> dict[str, Any]:
    """Return the findings of files as a SARIF log, ready for ``json.dumps``.

    Every finding is a result with its rule, level, sentence, file and line; one without a line is
    told on the first. Those that a model sets aside are there as suppressed, with the reason. Files
    that could not be read, and checks that failed, are also notifications of the run.

    Args:
        checked: What was found, as from `toimintamalli.check_files`.
        language: Language of the sentences.
        root: Folder that the addresses of files are relative to; files given by whole paths
            outside it keep these. Without it paths are told as they were given.
        version: Version of the program that is told.

    Example:
        >>> from toimintamalli.delivery.checking import check_files
        >>> log = sarif_log(check_files(["puuttuu.yaml"]), language="en")
        >>> log["runs"][0]["results"][0]["ruleId"]
        'TM133'
    """
    spoken = as_language(language)
    found = [*checked.findings, *(f for file in checked.files for f in file.report.suppressed)]
    keys = sorted({(finding.package, finding.code) for finding in (*found, *checked.notes)})
    writer = _Writer(spoken, root, {key: place for place, key in enumerate(keys)})
    driver: _Object = {
        "name": "toimintamalli",
        **({"version": version} if version else {}),
        "rules": [_rule(catalogue(package)[code], spoken) for package, code in keys],
    }
    run = {
        "tool": {"driver": driver},
        "language": spoken.value,
        "columnKind": "unicodeCodePoints",
        "invocations": [writer.invocation(checked)],
        "results": [result for file in checked.files for result in writer.results(file)],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


# -- rules ------------------------------------------------------------------------------------


def _rule(entry: CatalogueEntry, language: Language) -> _Object:
    message, why, hint = map(_literal, entry.outline(language))
    return {
        "id": entry.code,
        "shortDescription": {"text": message},
        "fullDescription": {"text": why or message},
        "help": {"text": f"{why} {hint}".strip() or message},
        "defaultConfiguration": {"level": _LEVEL[entry.severity]},
        "properties": {"status": entry.status.value, **_replacement(entry)},
    }


def _replacement(entry: CatalogueEntry) -> _Object:
    known = entry.status in (LifeCycle.DEPRECATED, LifeCycle.REMOVED) and entry.replaced_by
    return {"replacedBy": entry.replaced_by} if known else {}


# -- results ----------------------------------------------------------------------------------


@frozen
class _Writer:
    """Writes what was found.

    Attributes:
        language: Language of the sentences.
        root: Folder that addresses are relative to, if any.
        places: The place of each rule among the rules, by package and code.
    """

    language: Language
    root: PurePath | None
    places: Mapping[tuple[str, str], int]

    def results(self, file: CheckedFile) -> Iterator[_Object]:
        """Yield the findings of a file, then those that its model sets aside."""
        for finding in file.report:
            yield self._result(finding, file)
        for finding, reason in zip(file.report.suppressed, file.reasons, strict=True):
            why = {"justification": _literal(reason)} if reason else {}
            suppression = {"kind": "inSource", "status": "accepted", **why}
            yield {**self._result(finding, file), "suppressions": [suppression]}

    def invocation(self, checked: CheckedFiles) -> _Object:
        """Return how the run went: what could not be read or done, and what to know of codes."""
        failed = [
            {**self._notification(finding), "locations": [self._location(finding, file)]}
            for file in checked.files
            for finding in file.report
            if not file.readable or finding.code == _FAILED_CHECK
        ]
        return {
            "executionSuccessful": not failed,
            "toolExecutionNotifications": failed,
            "toolConfigurationNotifications": list(map(self._notification, checked.notes)),
        }

    def _result(self, finding: Diagnostic, file: CheckedFile) -> _Object:
        return {
            "ruleId": finding.code,
            "ruleIndex": self._index(finding),
            "level": _LEVEL[finding.severity],
            "message": self._message(finding),
            "locations": [self._location(finding, file)],
            "properties": {
                "path": finding.path,
                "parameters": finding.plain_parameters(self.language),
            },
        }

    def _notification(self, finding: Diagnostic) -> _Object:
        return {
            "level": _LEVEL[finding.severity],
            "message": self._message(finding),
            "associatedRule": {"id": finding.code, "index": self._index(finding)},
        }

    def _index(self, finding: Diagnostic) -> int:
        return self.places[finding.package, finding.code]

    def _message(self, finding: Diagnostic) -> _Object:
        text = f"{finding.message(self.language)} {finding.hint(self.language)}"
        return {"text": _literal(text.strip())}

    def _location(self, finding: Diagnostic, file: CheckedFile) -> _Object:
        place: _Object = {
            "physicalLocation": {
                "artifactLocation": {"uri": _address(file.source, self.root)},
                "region": {"startLine": finding.line or 1},
            }
        }
        if finding.path:
            place["logicalLocations"] = [{"fullyQualifiedName": finding.path}]
        return place


def _address(source: str, root: PurePath | None) -> str:
    """Return a file as a relative, percent-encoded address; a whole one where it lies elsewhere."""
    path = Path(os.path.normpath(source))
    if root is not None:
        path = Path(os.path.normpath(root / path))
        if path.is_relative_to(root):
            path = path.relative_to(root)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))


def _literal(text: str) -> str:
    """Return a text in which braces are only braces, as SARIF wants them."""
    return text.replace("{", "{{").replace("}", "}}")
