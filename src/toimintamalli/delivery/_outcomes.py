"""What comes of a model of a batch, and what a batch asks of an executor."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from attrs import frozen

from toimintamalli.diagnostics import Report
from toimintamalli.errors import ToimintamalliError
from toimintamalli.plugins import Rendered

__all__ = ["Executor", "Outcome", "Pending"]


@frozen(kw_only=True)
class Outcome:
    """What came of one model of a batch.

    Attributes:
        index: Place of the model among those given, from 0.
        source: The file of the model, where it was given as one; otherwise empty.
        path: The file that holds the export; None where there is none.
        rendered: The content, from `render_many`; files are not kept in memory as well.
        diagnostics: What the format could not keep or show, and other things to tell.
        unchanged: Whether an earlier export of the same stands, so that nothing was made.
        error: Why there is no export; None where there is one.

    Example:
        >>> from pathlib import Path
        >>> Outcome(index=0, path=Path("perhetupa.pdf")).error is None
        True
    """

    index: int
    source: str = ""
    path: Path | None = None
    rendered: Rendered | None = None
    diagnostics: Report = Report()
    unchanged: bool = False
    error: ToimintamalliError | None = None


class Pending(Protocol):
    """Work that has been handed over.

    It may have a ``cancel`` that takes no arguments; what is not wanted any more is cancelled.
    """

    def result(self) -> Any:
        """Return what came of the work, waiting for it; raise what the work raised."""


class Executor(Protocol):
    """What runs work elsewhere.

    Executors of ``concurrent.futures`` and clients of ``dask.distributed`` are such; others need a
    few lines. Functions are importable by name, and arguments are given by place only.
    """

    def submit(self, work: Callable[..., Any], /, *arguments: Any) -> Pending:
        """Hand over a call of a function."""
