"""``--into``: the models of a file or a folder that may get something more."""

from __future__ import annotations

from pathlib import Path

from toimintamalli.diagnostics import Diagnostic, Report
from toimintamalli.documents import document_files, load
from toimintamalli.errors import ToimintamalliError
from toimintamalli.model import PracticeModel

__all__ = ["models_into"]


def models_into(into: str) -> tuple[dict[Path, PracticeModel], Report]:
    """Return the models by their file, and why others of a folder cannot be read."""
    if not Path(into).is_dir():
        return {Path(into): load(into)}, Report()
    models: dict[Path, PracticeModel] = {}
    problems: list[Diagnostic] = []
    for file in document_files(into):
        try:
            models[file] = load(file)
        except ToimintamalliError as error:
            problems += error.report.at(str(file))
    return models, Report(problems)
