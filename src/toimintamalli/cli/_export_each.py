"""``export --each``: every model of a folder becomes a file of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, suppress
from pathlib import Path
from typing import Any

from attrs import frozen

from toimintamalli.cli._console import batch_progress
from toimintamalli.cli._options import given_options
from toimintamalli.cli._show import as_data, echo, echo_json, note, wrapped
from toimintamalli.cli._words import Words
from toimintamalli.cli._workers import dask_cluster, processes
from toimintamalli.delivery.batch import CHUNK, IN_FLIGHT, Executor, Outcome, export_many
from toimintamalli.documents import document_files
from toimintamalli.errors import UnknownFormatError
from toimintamalli.plugins import Exporter, exporter_for_suffix, get_exporter

__all__ = ["WantedOfEach", "export_each"]

FAILED = 1

_MOST_FILES = 20
_CHUNKS_OF_A_WORKER = 4


@frozen(kw_only=True)
class WantedOfEach:
    """What a user wants of each model.

    Attributes:
        model: Folder of models, or one file.
        target: Target folder.
        format_name: Name of the format, or a suffix.
        audience: For whom.
        options: Options of the format, as written.
        overwrite: Whether files may be replaced.
        resume: Whether unchanged models stay as they are.
        dry_run: Whether nothing is written.
        workers: How many processes work.
        dask: Address of a dask cluster, if any.
        as_json: Whether the result is for programs.
    """

    model: str
    target: str
    format_name: str
    audience: str
    options: tuple[str, ...]
    overwrite: bool
    resume: bool
    dry_run: bool
    workers: int
    dask: str | None
    as_json: bool


def export_each(wanted: WantedOfEach, words: Words) -> int:
    """Export every model, tell what came of it, and return the exit code."""
    files = document_files(wanted.model) if Path(wanted.model).is_dir() else (Path(wanted.model),)
    asked = _asked(wanted, words)
    outcomes: list[Outcome] = []
    try:
        with (
            _executor(wanted, words) as executor,
            batch_progress(words, shown=not wanted.as_json) as told,
        ):
            given = export_many(
                files,
                wanted.target,
                overwrite=wanted.overwrite,
                resume=wanted.resume,
                dry_run=wanted.dry_run,
                executor=executor,
                chunk=_chunk(len(files), wanted),
                in_flight=max(IN_FLIGHT, 2 * wanted.workers),
                shared_files=wanted.dask is None,
                progress=told,
                **asked,
            )
            with closing(given):
                for outcome in given:
                    outcomes.append(outcome)  # noqa: PERF402 - an interrupt leaves what is done
    except KeyboardInterrupt:
        made = sum(outcome.path is not None and not outcome.unchanged for outcome in outcomes)
        if not wanted.dry_run:
            note(words.fill("export_each.interrupted", folder=wanted.target, made=made))
        raise
    _tell(outcomes, wanted, words)
    return FAILED if any(outcome.error for outcome in outcomes) else 0


def _asked(wanted: WantedOfEach, words: Words) -> dict[str, Any]:
    """Return what is asked of each model, as keyword arguments of `export_many`."""
    exporter, kind = _kind(wanted.format_name)
    options = given_options(wanted.options, exporter.options_type)
    return {**kind, "language": words.language, "audience": wanted.audience, **options}


def _kind(name: str) -> tuple[Exporter[Any], dict[str, str]]:
    """Return the exporter that a name or a suffix means, and how `export_many` is asked for it."""
    suffix = f".{name.removeprefix('.')}"
    try:
        if not name.startswith("."):
            return get_exporter(name), {"format": name}
    except UnknownFormatError as error:
        with suppress(UnknownFormatError):
            return exporter_for_suffix(suffix, suffix), {"suffix": suffix}
        raise error from None
    return exporter_for_suffix(suffix, suffix), {"suffix": suffix}


def _executor(wanted: WantedOfEach, words: Words) -> AbstractContextManager[Executor | None]:
    if wanted.dask is not None:
        return dask_cluster(wanted.dask, words)
    return processes(wanted.workers)


def _chunk(count: int, wanted: WantedOfEach) -> int:
    """Return how many models go out together: few where there are few, so that all have work."""
    share = count // (wanted.workers * _CHUNKS_OF_A_WORKER)
    return CHUNK if wanted.dask is not None else min(max(share, 1), CHUNK)


# -- telling ----------------------------------------------------------------------------------


def _tell(outcomes: list[Outcome], wanted: WantedOfEach, words: Words) -> None:
    counts = _counts(outcomes)
    if wanted.as_json:
        files = [_data(outcome, words) for outcome in outcomes]
        data = {"folder": wanted.target, "dry_run": wanted.dry_run, **counts, "files": files}
        echo_json(data)
        return
    if wanted.dry_run:
        for outcome in outcomes:
            if outcome.path is not None and not outcome.unchanged:
                path = outcome.path.as_posix()
                echo(words.fill("export_each.would", source=outcome.source, path=path))
    _tell_findings(outcomes, words)
    _tell_failed([outcome for outcome in outcomes if outcome.error is not None], words)
    done = "export_each.dry" if wanted.dry_run else "export_each.done"
    told = words.fill(
        done,
        folder=wanted.target,
        made=counts["exported"],
        unchanged=counts["unchanged"],
        failed=counts["failed"],
    )
    echo("\n".join(wrapped(told, "")))


def _counts(outcomes: list[Outcome]) -> dict[str, int]:
    failed = sum(outcome.error is not None for outcome in outcomes)
    unchanged = sum(outcome.unchanged for outcome in outcomes)
    exported = len(outcomes) - failed - unchanged
    return {"exported": exported, "unchanged": unchanged, "failed": failed}


def _data(outcome: Outcome, words: Words) -> dict[str, Any]:
    findings = outcome.diagnostics if outcome.error is None else outcome.error.report
    return {
        "source": outcome.source,
        "written": None if outcome.path is None else outcome.path.as_posix(),
        "unchanged": outcome.unchanged,
        "failed": outcome.error is not None,
        "findings": as_data(findings, words),
    }


def _tell_findings(outcomes: list[Outcome], words: Words) -> None:
    """Tell how many files each code was found in; hundreds of files would hide the failed ones."""
    found = Counter(code for outcome in outcomes for code in set(outcome.diagnostics.codes))
    if found:
        codes = ", ".join(f"{code}: {found[code]}" for code in sorted(found))
        note("\n".join(wrapped(words.fill("export_each.findings", codes=codes), "")))


def _tell_failed(failed: list[Outcome], words: Words) -> None:
    if failed:
        note(words.fill("export_each.failed", count=len(failed)))
    for line in _failed_lines(failed[:_MOST_FILES], words):
        note(line)
    if len(failed) > _MOST_FILES:
        note(words.fill("export_each.more_failed", count=len(failed) - _MOST_FILES))


def _failed_lines(failed: list[Outcome], words: Words) -> Iterator[str]:
    for outcome in failed:
        yield from wrapped(outcome.source, "")
        report = outcome.error.report if outcome.error is not None else ()
        for finding in report:
            line = words.fill("report.line", line=finding.line) if finding.line else ""
            place = f" ({line})" if line else ""
            yield from wrapped(f"{finding.message(words.language)}{place} [{finding.code}]", "  • ")
            yield from wrapped(finding.hint(words.language), "    → ")
