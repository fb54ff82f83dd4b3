"""The error tree: one root, each branch also the matching builtin, every error picklable.

An error carries diagnostics; the sentences a person reads are made from them on demand, in the
language asked for. What a finding *is* belongs to `toimintamalli.diagnostics`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toimintamalli.diagnostics import Report
    from toimintamalli.text import Language

__all__ = [
    "AmbiguousFormatError",
    "AnalysisError",
    "DumpError",
    "LoadError",
    "MissingFileError",
    "NotDoneError",
    "OptionError",
    "PluginError",
    "ReadError",
    "RedactionError",
    "SubjectError",
    "TargetExistsError",
    "ToimintamalliError",
    "UnknownFormatError",
    "UnknownNameError",
    "UnreadableFileError",
]


class ToimintamalliError(Exception):
    """Root of every error this library raises; anything else that escapes is a bug.

    Args:
        report: The findings that explain the error, at least one.

    Attributes:
        report: The same findings, for programs that act on codes and paths.
    """

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def message(self, language: Language | str = "fi") -> str:
        """Return all findings as sentences, one a line.

        Args:
            language: ``"fi"``, ``"sv"`` or ``"en"``.

        Returns:
            Where, what was found, what was expected and what to do.
        """
        return self.report.text(language)

    def __str__(self) -> str:
        return self.message()


class LoadError(ToimintamalliError, ValueError):
    """A document does not have the shape of a practice model; carries all its problems."""


class DumpError(ToimintamalliError, ValueError):
    """A value cannot be written as a document without losing something."""


class ReadError(ToimintamalliError, ValueError):
    """An importer cannot make anything of the data it was given."""


class RedactionError(ToimintamalliError, ValueError):
    """Personal data is still found after redaction; nothing is exported."""


class AnalysisError(ToimintamalliError, ValueError):
    """What was asked cannot be worked out from what was given."""


class MissingFileError(ToimintamalliError, FileNotFoundError):
    """There is no file at the path given."""


class UnreadableFileError(ToimintamalliError, OSError):
    """The path cannot be read or written: a folder, no permission, too large, disk full."""


class TargetExistsError(ToimintamalliError, FileExistsError):
    """An export would replace a file, and ``overwrite=True`` was not given."""


class OptionError(ToimintamalliError, TypeError):
    """An option is unknown to the format, or its value is not allowed."""


class SubjectError(ToimintamalliError, TypeError):
    """An exporter was given something it does not export."""


class UnknownNameError(ToimintamalliError, LookupError):
    """A name is not in the official list, vocabulary or set that was asked."""


class UnknownFormatError(ToimintamalliError, LookupError):
    """No installed plugin offers the format."""


class AmbiguousFormatError(ToimintamalliError, LookupError):
    """Two installed distributions offer the same format; the message names both."""


class PluginError(ToimintamalliError, RuntimeError):
    """A plugin is broken: it cannot be imported, or it breaks its protocol."""


class NotDoneError(ToimintamalliError, RuntimeError):
    """Work of a batch was not done: its worker was lost, it was cancelled, or it failed oddly."""
