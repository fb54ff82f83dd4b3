"""Checking of files: each on its own, so that one that cannot be read stops no other."""

from __future__ import annotations

import datetime
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from os import PathLike
from pathlib import Path

from attrs import frozen

from toimintamalli.checks import Selection, check_selected, reasons_for
from toimintamalli.diagnostics import Diagnostic, Report, Severity
from toimintamalli.documents import document_files, read_document, with_lines
from toimintamalli.errors import ToimintamalliError

__all__ = ["CheckedFile", "CheckedFiles", "CodeCount", "check_file", "check_files", "files_of"]


@frozen(kw_only=True)
class CheckedFile:
    """What was found in one file.

    Attributes:
        source: The file, as it was asked for; a file of a folder with the folder's name.
        report: The findings, each with its line where the file has one.
        readable: Whether the file could be read; if not, the findings say why.
        reasons: Why each of the findings set aside (``report.suppressed``) is, in their order.
    """

    source: str
    report: Report
    readable: bool = True
    reasons: tuple[str, ...] = ()


@frozen
class CodeCount:
    """How often a code was found.

    Attributes:
        code: The code.
        findings: How many times.
        files: In how many files.
    """

    code: str
    findings: int
    files: int


@frozen(kw_only=True)
class CheckedFiles:
    """What was found in several files.

    Attributes:
        files: The files, in the order in which they were asked for.
        notes: What concerns the choice of codes itself, such as TM921.
    """

    files: tuple[CheckedFile, ...]
    notes: Report = Report()

    @property
    def findings(self) -> Iterator[Diagnostic]:
        """Every finding that is told, file by file."""
        return (finding for file in self.files for finding in file.report)

    @property
    def unreadable(self) -> int:
        """How many files could not be read."""
        return sum(not file.readable for file in self.files)

    @property
    def with_findings(self) -> int:
        """How many of the files that could be read have findings."""
        return sum(file.readable and len(file.report) > 0 for file in self.files)

    @property
    def suppressed(self) -> int:
        """How many findings the models set aside."""
        return sum(len(file.report.suppressed) for file in self.files)

    def count_of(self, severity: Severity) -> int:
        """Return how many findings are of a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def codes(self) -> tuple[CodeCount, ...]:
        """How often each code was found, the most frequent first."""
        found = Counter(finding.code for finding in self.findings)
        files = Counter(code for file in self.files for code in set(file.report.codes))
        ordered = sorted(found, key=lambda code: (-found[code], code))
        return tuple(CodeCount(code, found[code], files[code]) for code in ordered)


def check_file(
    path: str | PathLike[str],
    *,
    today: datetime.date | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    preview: bool = False,
) -> CheckedFile:
    """Return what the model of a file lacks or leaves in doubt, or why the file cannot be read.

    Args:
        path: A ``.yaml``, ``.yml`` or ``.json`` file.
        today: The day from which the model is seen.
        select: Codes, or beginnings of codes, that are told; all by default.
        ignore: Codes, or beginnings of codes, that are not told.
        preview: Whether codes on trial are told.

    Raises:
        OptionError: As `toimintamalli.check` does.

    Example:
        >>> checked = check_file("malli.yaml")
        >>> checked.readable, len(checked.report)
        (True, 0)
    """
    return _checked(Path(path), Selection.of(select, ignore, preview=preview), today)


def check_files(
    paths: Iterable[str | PathLike[str]],
    *,
    today: datetime.date | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    preview: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> CheckedFiles:
    """Return what the models of several files lack; a file that cannot be read stops no other.

    Why a file cannot be read is a finding of that file. What a selection says does not keep it
    from being told.

    Args:
        paths: Files, and folders whose documents are checked with those of their sub-folders.
        today: The day from which the models are seen.
        select: Codes, or beginnings of codes, that are told; all by default.
        ignore: Codes, or beginnings of codes, that are not told.
        preview: Whether codes on trial are told.
        progress: Called after each file with how many have been checked, and of how many.

    Raises:
        OptionError: As `toimintamalli.check` does.

    Example:
        >>> checked = check_files(["malli.yaml", "puuttuu.yaml"])
        >>> [(file.source, file.readable) for file in checked.files]
        [('malli.yaml', True), ('puuttuu.yaml', False)]
    """
    selection = Selection.of(select, ignore, preview=preview)
    files = files_of(paths)
    checked = []
    for number, file in enumerate(files, 1):
        checked.append(_checked(file, selection, today))
        if progress is not None:
            progress(number, len(files))
    return CheckedFiles(files=tuple(checked), notes=selection.notes)


def files_of(paths: Iterable[str | PathLike[str]]) -> tuple[Path, ...]:
    """Return the files that paths mean, each once: a folder means its documents.

    Example:
        >>> [file.name for file in files_of(["malli.yaml", "malli.yaml"])]
        ['malli.yaml']
    """
    return tuple(dict.fromkeys(file for path in paths for file in _files(Path(path))))


def _files(path: Path) -> tuple[Path, ...]:
    """Return what a path means: itself, or the documents of a folder; an empty one is told."""
    if not os.path.isdir(path):  # unlike Path.is_dir, it never raises
        return (path,)
    try:
        return document_files(path)
    except ToimintamalliError:
        return (path,)


def _checked(file: Path, selection: Selection, today: datetime.date | None) -> CheckedFile:
    source = file.as_posix()
    try:
        if os.path.isdir(file):
            document_files(file)  # says what is wrong with a folder that holds none
        document = read_document(file)
    except ToimintamalliError as error:
        return CheckedFile(source=source, report=error.report.at(source), readable=False)
    report = with_lines(check_selected(document.model, selection, today), document.text)
    return CheckedFile(
        source=source,
        report=report.at(source),
        reasons=reasons_for(report.suppressed, document.model.suppressions, today),
    )
