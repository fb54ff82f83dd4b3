"""Shows what a check found: worst first, what is alike together, and no more than helps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from attrs import frozen

from toimintamalli.cli._show import echo, one_line, wrapped
from toimintamalli.cli._words import Words
from toimintamalli.delivery.checking import CheckedFile, CheckedFiles
from toimintamalli.delivery.fixing import FixedFile
from toimintamalli.diagnostics import Diagnostic, Severity

__all__ = ["Shown", "show_checked"]

_FIRST_OF_A_CODE = 3
_MOST_FREQUENT_CODES = 5


@frozen(kw_only=True)
class Shown:
    """How a check is shown.

    Attributes:
        words: Words of the command line.
        all: Whether all is shown, also what is alike or fine.
        why: Whether it is told why a finding matters.
        dry_run: Whether the mending was only tried.
    """

    words: Words
    all: bool
    why: bool
    dry_run: bool

    def first(self, findings: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
        """Return those of a code that are shown; a single one more is shown rather than counted."""
        enough = self.all or len(findings) <= _FIRST_OF_A_CODE + 1
        return findings if enough else findings[:_FIRST_OF_A_CODE]


def show_checked(checked: CheckedFiles, fixes: Mapping[str, FixedFile], shown: Shown) -> None:
    """Show what was found in files; of several also what it comes to."""
    several = len(checked.files) > 1
    for file in checked.files:
        fixed = fixes.get(file.source)
        changed = fixed is not None and fixed.changed
        if len(file.report) or changed or shown.all or not several:
            _show_file(file, fixed if changed else None, shown)
    if several:
        _show_summary(checked, shown.words)


# -- one file ---------------------------------------------------------------------------------


def _show_file(file: CheckedFile, fixed: FixedFile | None, shown: Shown) -> None:
    words = shown.words
    fine = "" if len(file.report) else words["check.fine"]
    echo(one_line(f"{file.source}: {fine}").rstrip())
    if fixed is not None:
        key = "check.would_fix" if shown.dry_run else "check.fixed"
        echo(words.fill(key, count=len(fixed.findings)))
        for finding in fixed.findings:
            _echo(wrapped(f"{finding.path}: {_sentence(finding, words)}", "  • "))
    for severity in Severity:
        found = [finding for finding in file.report if finding.severity is severity]
        if found:
            echo(f"{words[f'severity.{severity}']} ({len(found)})")
            for _, alike in groupby(_by_code(found), key=lambda finding: finding.code):
                _echo(_lines(list(alike), shown))
    if file.report.suppressed:
        echo(words.fill("check.set_aside", count=len(file.report.suppressed)))


def _by_code(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(findings, key=lambda finding: finding.code)


def _lines(findings: Sequence[Diagnostic], shown: Shown) -> Iterator[str]:
    """Yield findings of one code; the same advice is told once."""
    words = shown.words
    shown_findings = shown.first(findings)
    told: set[str] = set()
    for finding in shown_findings:
        yield from wrapped(_sentence(finding, words), "  • ")
        advice = [line for line in _advice(finding, shown) if line[1] not in told]
        for indent, text in advice:
            yield from wrapped(text, indent)
        told |= {text for _, text in advice}
    rest = len(findings) - len(shown_findings)
    if rest:
        yield from wrapped(words.fill("check.more", count=rest, code=findings[0].code), "    ")


def _advice(finding: Diagnostic, shown: Shown) -> Iterator[tuple[str, str]]:
    """Yield what is told of a finding beside its sentence, each with its indentation."""
    words = shown.words
    why = finding.why(words.language)
    if shown.why and why:
        yield "    ", words.fill("check.because", why=why)
    if finding.severity is not Severity.INFO:
        yield "    → ", finding.hint(words.language)


def _sentence(finding: Diagnostic, words: Words) -> str:
    line = "" if finding.line is None else f" ({words.fill('report.line', line=finding.line)})"
    return f"{finding.message(words.language)}{line} [{finding.code}]"


# -- several files ----------------------------------------------------------------------------


def _show_summary(checked: CheckedFiles, words: Words) -> None:
    files = len(checked.files)
    echo(words["check.summary.title"])
    lines = [
        words.fill(
            "check.summary.files",
            files=files,
            fine=files - checked.with_findings - checked.unreadable,
            with_findings=checked.with_findings,
            unreadable=checked.unreadable,
        )
    ]
    counts = [
        f"{words[f'severity.{severity}']} {checked.count_of(severity)}"
        for severity in Severity
        if checked.count_of(severity)
    ]
    codes = [
        words.fill("check.summary.code", code=one.code, findings=one.findings, files=one.files)
        for one in checked.codes[:_MOST_FREQUENT_CODES]
    ]
    if codes:
        lines += (", ".join(counts), words.fill("check.summary.codes", codes=", ".join(codes)))
    if checked.suppressed:
        lines.append(words.fill("check.set_aside", count=checked.suppressed))
    for line in lines:
        _echo(wrapped(line, "  "))


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        echo(line)
