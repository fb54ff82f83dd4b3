"""Exports every model of a folder to form text, workbook and worksheet.

One bad file or failed export does not stop the rest. Usage::

    python examples/export_folder.py examples/models ulos
"""

from __future__ import annotations

import sys
from pathlib import Path

import toimintamalli as tm

SUFFIXES = (".txt", ".xlsx", ".pdf")


def export_folder(source: Path, target: Path) -> int:
    """Export the models of a folder.

    Args:
        source: Folder with YAML and JSON models.
        target: Folder for the exports; made if it is not there.

    Returns:
        How many files could not be read or made.
    """
    portfolio = tm.load_portfolio(source)
    print(f"{len(portfolio.models)} mallia luettu")
    failed = len(portfolio.problems)
    print(portfolio.problems.text())
    target.mkdir(parents=True, exist_ok=True)
    for number, model in enumerate(portfolio.models, 1):
        name = model.id or f"malli-{number}"
        for suffix in SUFFIXES:
            try:
                tm.export(model, target / f"{name}{suffix}", overwrite=True)
            except tm.ToimintamalliError as error:
                failed += 1
                print(error)
        print(f"{name}: puutteita {len(tm.check(model))}")
    return failed


if __name__ == "__main__":
    raise SystemExit(min(export_folder(Path(sys.argv[1]), Path(sys.argv[2])), 1))
