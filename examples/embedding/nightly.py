"""Checks a folder of models, exports those that have changed, and writes a report. For cron.

Usage::

    python nightly.py mallit tyopohjat raportti.md --as-of 2025-12-15

The exit code is 0 when everything was read and exported, 1 when something was not, and 2 when
nothing could be done. The clock is asked outside: ``--as-of "$(date +%F)"``. The same models on the
same day give the same report.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import toimintamalli as tm

DONE, SOMETHING_LEFT, NOTHING_DONE = 0, 1, 2


def run(arguments: argparse.Namespace) -> int:
    """Check, export, write the report, and return the exit code."""
    checked = tm.check_files([arguments.models], today=arguments.as_of)
    outcomes = list(
        tm.export_many(
            arguments.models,
            arguments.target,
            format=arguments.format,
            audience=arguments.audience,
            resume=True,
        )
    )
    lines = report(checked, outcomes, arguments.as_of)
    write_whole(arguments.report, "\n".join(lines) + "\n")
    failed = any(outcome.error for outcome in outcomes)
    return SOMETHING_LEFT if failed or checked.unreadable else DONE


def report(
    checked: tm.CheckedFiles, outcomes: Sequence[tm.Outcome], day: datetime.date
) -> Iterator[str]:
    """Yield the lines of the report."""
    failed = [outcome for outcome in outcomes if outcome.error]
    made = [outcome for outcome in outcomes if outcome.path and not outcome.unchanged]
    found = Counter(finding.severity for finding in checked.findings)
    yield f"# Toimintamallit {day.day}.{day.month}.{day.year}"
    yield ""
    yield f"- Tiedostoja {len(checked.files)}, joista ei voitu lukea {checked.unreadable}"
    yield f"- Täydennettävää tai tarkistettavaa {found[tm.Severity.WARNING]}"
    yield f"- Vietiin {len(made)}, ennallaan {len(outcomes) - len(made) - len(failed)}"
    yield f"- Epäonnistui {len(failed)}"
    for outcome in failed:
        yield ""
        yield f"## {Path(outcome.source).name}"
        yield ""
        yield str(outcome.error)
    if made:
        yield ""
        yield "## Vietiin"
        yield ""
        yield from (f"- {outcome.path.name}" for outcome in made if outcome.path)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that nobody ever reads half of it."""
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.write_text(text, "utf-8")
    os.replace(unfinished, path)


def read_arguments(given: Sequence[str]) -> argparse.Namespace:
    """Return what was asked for; wrong use ends the program with the exit code 2."""
    parser = argparse.ArgumentParser(description="Check, export what changed, report.")
    parser.add_argument("models", type=Path, help="folder of models")
    parser.add_argument("target", type=Path, help="folder for the exports")
    parser.add_argument("report", type=Path, help="file for the report, in Markdown")
    parser.add_argument("--as-of", type=datetime.date.fromisoformat, required=True, metavar="DAY")
    parser.add_argument("--format", default="pdf", help="format of the exports (default: pdf)")
    parser.add_argument("--audience", default="partners", help="for whom (default: partners)")
    arguments = parser.parse_args(given)
    if not arguments.models.is_dir():
        parser.error(f"{arguments.models} is not a folder")
    return arguments


def main(given: Sequence[str]) -> int:
    """Run the job; what stops it altogether goes to standard error."""
    try:
        return run(read_arguments(given))
    except (tm.ToimintamalliError, OSError) as error:
        print(error, file=sys.stderr)
        return NOTHING_DONE


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
