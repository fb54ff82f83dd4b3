"""Findings: what is wrong, missing or doubtful, where, and what to do about it.

A `Diagnostic` holds a stable code and parameters. The sentence, the reason and the remedy in
Finnish, Swedish and English stand in a TOML catalogue and are put together only when asked for.
Every package that reports findings carries its own catalogue, ``diagnostics.toml``.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Protocol, runtime_checkable

from attrs import evolve, field, frozen

from toimintamalli._data import read_toml
from toimintamalli._sentences import filled, in_plural
from toimintamalli.errors import OptionError, UnknownNameError
from toimintamalli.text import Language, LocalizedText

__all__ = [
    "CORE_CATALOGUE",
    "CatalogueEntry",
    "Diagnostic",
    "LifeCycle",
    "ParameterValue",
    "Report",
    "Reporter",
    "Severity",
    "Wording",
    "as_language",
    "catalogue",
    "diagnostic",
    "failure",
]

CORE_CATALOGUE = "toimintamalli"
"""Import name of the package that carries the catalogue of the library itself."""

_CATALOGUE_FILE = "diagnostics.toml"
# How Python itself names a source that is no file.
_UNNAMED = "<text>"


@runtime_checkable
class Wording(Protocol):
    """Words that are found when a sentence is made: `LocalizedText`, or a lazy look-up."""

    def get(self, language: Language) -> str:
        """Return the words in one language."""


ParameterValue = str | int | Wording | tuple[str | Wording, ...]


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Place in the order from worst (0) to mildest."""
        return list(Severity).index(self)


class LifeCycle(StrEnum):
    """Where a code stands in its life; a code is never used again for something else."""

    PREVIEW = "preview"
    """On trial: told only to those who ask."""
    STABLE = "stable"
    """Told to everybody."""
    DEPRECATED = "deprecated"
    """Still told, but on its way out."""
    REMOVED = "removed"
    """No longer told; the code stays reserved."""


@frozen(kw_only=True)
class CatalogueEntry:
    """What a catalogue says of one code.

    Attributes:
        code: Stable code, such as ``TM201``.
        severity: How much findings of this code matter.
        status: Where the code stands in its life.
        message: The sentence, with ``{parameter}`` places. ``{count:word|words}`` is the form that
            goes with a number.
        why: Why it matters.
        hint: How to mend it.
        replaced_by: Code that takes the place of a deprecated or removed one; often empty.
    """

    code: str
    severity: Severity
    status: LifeCycle
    message: LocalizedText
    why: LocalizedText
    hint: LocalizedText
    replaced_by: str = ""

    def outline(self, language: Language | str = Language.FINNISH) -> tuple[str, str, str]:
        """Return message, why and hint with dots where a finding would fill something in.

        A part that a finding would fill wholly is empty.

        Example:
            >>> catalogue()["TM201"].outline("en")[0]
            'The field "… **" is empty.'
        """
        spoken = as_language(language)
        message, why, hint = (
            _with_dots(part.get(spoken)) for part in (self.message, self.why, self.hint)
        )
        return message, why, hint


@cache
def catalogue(package: str = CORE_CATALOGUE) -> Mapping[str, CatalogueEntry]:
    """Return the codes that a package can report.

    Args:
        package: Import name of the package that carries the ``diagnostics.toml``.

    Returns:
        Entries by code, in the order of the file.

    Example:
        >>> catalogue()["TM201"].severity
        <Severity.WARNING: 'warning'>
    """
    entries = {
        code: CatalogueEntry(
            code=code,
            severity=Severity(table["severity"]),
            status=LifeCycle(table["status"]),
            message=LocalizedText(**table["message"]),
            why=LocalizedText(**table["why"]),
            hint=LocalizedText(**table["hint"]),
            replaced_by=table.get("replaced_by", ""),
        )
        for code, table in read_toml(package, _CATALOGUE_FILE).items()
    }
    return MappingProxyType(entries)


@frozen(kw_only=True)
class Diagnostic:
    """One finding.

    Attributes:
        code: Stable code, such as ``TM201`` or ``INNOKYLA003``.
        severity: How much it matters.
        path: Where in the model or document, such as ``basics.title``; empty for the whole.
        parameters: Names and values that the sentence speaks of.
        line: Line in the source file, from 1, where the format has lines.
        source: Name of the file, where there is one.
        package: Import name of the package whose catalogue has the texts.

    Example:
        >>> finding = diagnostic("TM201", "form", label="Ratkaisun perusidea")
        >>> print(finding.message("en"))
        The field "Ratkaisun perusidea **" is empty.
    """

    code: str
    severity: Severity
    path: str = ""
    parameters: tuple[tuple[str, ParameterValue], ...] = ()
    line: int | None = None
    source: str | None = None
    package: str = CORE_CATALOGUE

    def parameter(self, name: str) -> ParameterValue:
        """Return one parameter.

        Raises:
            UnknownNameError: The finding has no parameter of that name.
        """
        for key, value in self.parameters:
            if key == name:
                return value
        names = tuple(key for key, _ in self.parameters)
        raise UnknownNameError(failure("TM902", found=name, allowed=names))

    def plain_parameters(
        self, language: Language | str = Language.FINNISH
    ) -> dict[str, str | int | list[str]]:
        """Return names and values as plain data, for programs; words in one language.

        Example:
            >>> diagnostic("TM201", "form", label="Ratkaisun perusidea").plain_parameters()
            {'label': 'Ratkaisun perusidea'}
        """
        spoken = as_language(language)
        return {name: _plain(value, spoken) for name, value in self.parameters}

    def message(self, language: Language | str = Language.FINNISH) -> str:
        """Return the sentence: what was found, and what was expected."""
        return self._fill(self._entry.message, language)

    def why(self, language: Language | str = Language.FINNISH) -> str:
        """Return why it matters."""
        return self._fill(self._entry.why, language)

    def hint(self, language: Language | str = Language.FINNISH) -> str:
        """Return what to do about it."""
        return self._fill(self._entry.hint, language)

    @property
    def status(self) -> LifeCycle:
        """Where the code stands in its life."""
        return self._entry.status

    @property
    def place(self) -> str:
        """File, line and path, as far as they are known: ``malli.yaml:12 basics.title``."""
        at_line = "" if self.line is None else f"{self.source or _UNNAMED}:{self.line}"
        return _printable(f"{at_line or self.source or ''} {self.path}".strip())

    @property
    def _entry(self) -> CatalogueEntry:
        return catalogue(self.package)[self.code]

    def _fill(self, template: LocalizedText, language: Language | str) -> str:
        spoken = as_language(language)
        values = {name: _shown(value, spoken) for name, value in self.parameters}
        return filled(template.get(spoken), values)


def _with_dots(template: str) -> str:
    pieces = string.Formatter().parse(in_plural(template))
    text = "".join(f"{words}{'' if name is None else '…'}" for words, name, _, _ in pieces)
    return text if text.strip("… ") else ""


def _shown(value: ParameterValue, language: Language) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(part, language) for part in value)
    return _printable(str(value)) if isinstance(value, str | int) else value.get(language)


def _plain(value: ParameterValue, language: Language) -> str | int | list[str]:
    if isinstance(value, tuple):
        return [_shown(part, language) for part in value]
    return value if isinstance(value, int) else _shown(value, language)


def _printable(text: str) -> str:
    """Return the text with half characters spelled out, which no program could show."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


@frozen
class Reporter:
    """Makes findings whose texts stand in the catalogue of one package.

    Attributes:
        package: Import name of the package that carries the ``diagnostics.toml``.

    Example:
        >>> report = Reporter("toimintamalli")
        >>> report("TM202", "basics.title", label="Toimintamallin nimi").severity
        <Severity.WARNING: 'warning'>
    """

    package: str

    def __call__(self, code: str, path: str = "", /, **parameters: ParameterValue) -> Diagnostic:
        """Return a finding with the severity that the catalogue gives.

        Args:
            code: A code of the package's catalogue.
            path: Where in the model or document.
            **parameters: What the sentence speaks of.
        """
        return Diagnostic(
            code=code,
            severity=catalogue(self.package)[code].severity,
            path=path,
            parameters=tuple(parameters.items()),
            package=self.package,
        )


diagnostic = Reporter(CORE_CATALOGUE)
"""Makes findings of the core library."""


def _as_tuple(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(findings)


@frozen
class Report:
    """Findings in the order in which they were made.

    Attributes:
        diagnostics: The findings that are told.
        suppressed: Findings that the model itself sets aside; iterating passes them by.

    Example:
        >>> report = Report((diagnostic("TM201", label="Toimintaympäristö"),))
        >>> len(report), report.has_errors
        (1, False)
    """

    diagnostics: tuple[Diagnostic, ...] = field(default=(), converter=_as_tuple)
    suppressed: tuple[Diagnostic, ...] = field(default=(), converter=_as_tuple)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    def __len__(self) -> int:
        return len(self.diagnostics)

    def __add__(self, other: Iterable[Diagnostic]) -> Report:
        aside = other.suppressed if isinstance(other, Report) else ()
        return Report((*self.diagnostics, *other), (*self.suppressed, *aside))

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.diagnostics)

    @property
    def codes(self) -> tuple[str, ...]:
        """The code of every finding, in order."""
        return tuple(finding.code for finding in self.diagnostics)

    def worst_first(self) -> Report:
        """Return the same findings, errors before warnings before information."""
        ordered = sorted(self.diagnostics, key=lambda finding: finding.severity.rank)
        return evolve(self, diagnostics=ordered)

    def at(self, source: str) -> Report:
        """Return the same findings with the name of the file they were found in."""
        return self.each(lambda finding: evolve(finding, source=source))

    def each(self, change: Callable[[Diagnostic], Diagnostic]) -> Report:
        """Return the report with every finding changed, those set aside as well."""
        return Report(map(change, self.diagnostics), map(change, self.suppressed))

    def text(self, language: Language | str = Language.FINNISH) -> str:
        """Return the findings as lines: place, sentence, and what to do unless it only informs."""
        return "\n".join(_line(finding, language) for finding in self.diagnostics)


def _line(finding: Diagnostic, language: Language | str) -> str:
    place = f"{finding.place}: " if finding.place else ""
    told = finding.severity is not Severity.INFO
    return f"{place}{finding.message(language)} {finding.hint(language) if told else ''}".strip()


def failure(code: str, path: str = "", /, **parameters: ParameterValue) -> Report:
    """Return a report of one core finding, for an error that has a single cause."""
    return Report((diagnostic(code, path, **parameters),))


def as_language(language: Language | str) -> Language:
    """Return the language of a code.

    Raises:
        OptionError: The library does not speak it.

    Example:
        >>> as_language("en")
        <Language.ENGLISH: 'en'>
    """
    try:
        return Language(language)
    except ValueError:
        allowed = tuple(known.value for known in Language)
        raise OptionError(failure("TM903", found=str(language), allowed=allowed)) from None
