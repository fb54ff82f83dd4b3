"""Writes the pictures of metrics, a file for each."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from pathlib import Path

from toimintamalli._files import write_whole
from toimintamalli.charts import metric_chart
from toimintamalli.diagnostics import failure
from toimintamalli.errors import TargetExistsError, UnreadableFileError
from toimintamalli.model import Metric
from toimintamalli.text import Language

__all__ = ["write_charts"]

# What a file name may hold on every system; everything else becomes a dash.
_UNFIT = re.compile(r"[^\w.-]+")
_LONGEST = 60
_UNNAMED = "mittari"


def write_charts(
    metrics: Sequence[Metric],
    folder: str,
    language: Language,
    *,
    as_of: datetime.date | None,
    overwrite: bool,
) -> list[tuple[Metric, Path]]:
    """Write the run chart of each metric into a folder, and return the files.

    Args:
        metrics: The metrics.
        folder: The folder; made where it is missing.
        language: Language of the reader.
        as_of: Later observations are left out; None for all.
        overwrite: Whether existing files may be replaced.

    Raises:
        TargetExistsError: One of the files is there, and ``overwrite`` is false;
            nothing is written.
        UnreadableFileError: The folder or a file cannot be written.
    """
    files = [Path(folder) / f"{name}.svg" for name in _names(metrics)]
    for file in files:
        if file.exists() and not overwrite:
            raise TargetExistsError(failure("TM911", found=str(file)))
    charts = [metric_chart(metric, language, as_of=as_of) for metric in metrics]
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableFileError(failure("TM913", found=folder, reason=reason)) from None
    for file, chart in zip(files, charts, strict=True):
        write_whole(file, chart.encode("utf-8"), overwrite=overwrite)
    return list(zip(metrics, files, strict=True))


def _names(metrics: Sequence[Metric]) -> list[str]:
    """Return a name for the file of each metric, after its identifier; no two are the same."""
    names: list[str] = []
    for metric in metrics:
        name = _UNFIT.sub("-", metric.id).strip(".-")[:_LONGEST] or _UNNAMED
        taken = {other.casefold() for other in names}
        number, free = 2, name
        while free.casefold() in taken:
            number, free = number + 1, f"{name}-{number}"
        names.append(free)
    return names
