"""``check``: what practice models still lack."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from attrs import evolve, frozen

from toimintamalli._files import write_whole
from toimintamalli.cli._check_data import checked_data
from toimintamalli.cli._check_show import Shown, show_checked
from toimintamalli.cli._console import progress
from toimintamalli.cli._days import day_of, today
from toimintamalli.cli._explain import explain
from toimintamalli.cli._show import echo, echo_json, note
from toimintamalli.cli._words import Command, Decorator, Words, json_option, overwrite_option
from toimintamalli.delivery.checking import CheckedFile, CheckedFiles, check_files, files_of
from toimintamalli.delivery.fixing import FixedFile, fix_file
from toimintamalli.delivery.sarif import sarif_log
from toimintamalli.diagnostics import Report, Severity
from toimintamalli.errors import LoadError, MissingFileError, OptionError, UnreadableFileError

__all__ = ["command"]

FINDINGS = 1
UNREADABLE = 2

_FORMATS = ("text", "json", "sarif")


@frozen(kw_only=True)
class _Wanted:
    """What a user wants of a check, as it was written."""

    paths: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    preview: bool
    as_of: str | None
    severity: str
    all_shown: bool
    why: bool
    explained: str | None
    fix: bool
    dry_run: bool
    form: str | None
    output: str | None
    overwrite: bool
    as_json: bool

    @property
    def format(self) -> str:
        """The form of the result."""
        return self.form or ("json" if self.as_json else "text")


def command(words: Words) -> click.Command:
    """Return the command."""

    @click.command("check", cls=Command, words=words, help=words["check.help"])
    @click.argument("paths", nargs=-1, metavar=words["metavar.paths"])
    @_codes_option("--select", words)
    @_codes_option("--ignore", words)
    @click.option("--preview", is_flag=True, help=words["check.preview"])
    @click.option("--as-of", metavar=words["metavar.day"], help=words["check.as_of"])
    @click.option(
        "--severity", default="info", metavar="|".join(Severity), help=words["check.severity"]
    )
    @click.option("--all", "all_shown", is_flag=True, help=words["check.all"])
    @click.option("--why", is_flag=True, help=words["check.why"])
    @click.option(
        "--explain", "explained", metavar=words["metavar.code"], help=words["check.explain"]
    )
    @click.option("--fix", is_flag=True, help=words["check.fix"])
    @click.option("--dry-run", is_flag=True, help=words["import.dry_run"])
    @click.option("--format", "form", metavar="|".join(_FORMATS), help=words["check.format"])
    @click.option("-o", "--output", metavar=words["metavar.file"], help=words["check.output"])
    @overwrite_option(words)
    @json_option(words)
    def check_command(**given: Any) -> int:
        wanted = _Wanted(**given)
        _refuse_what_does_not_fit(wanted, words)
        if wanted.explained is not None:
            explain(wanted.explained, words)
            return 0
        return _check(wanted, words)

    return check_command


def _codes_option(name: str, words: Words) -> Decorator:
    return click.option(
        name,
        multiple=True,
        callback=lambda _context, _option, given: tuple(
            code for word in given for code in word.split(",")
        ),
        metavar=words["metavar.code"],
        help=words[f"check.{name.strip('-')}"],
    )


def _refuse_what_does_not_fit(wanted: _Wanted, words: Words) -> None:
    """Refuse options that are unknown, or would be passed over in silence."""
    context = click.get_current_context()
    if not wanted.paths and wanted.explained is None:
        message = words.fill("error.missing", found=words["metavar.paths"])
        raise click.UsageError(message, context)
    for option, found, allowed in (
        ("--format", wanted.format, _FORMATS),
        ("--severity", wanted.severity, tuple(Severity)),
    ):
        if found not in allowed:
            known = ", ".join(allowed)
            message = words.fill("error.choice", option=option, found=found, allowed=known)
            raise click.UsageError(message, context)
    if wanted.as_json and wanted.form is not None:
        message = words.fill("error.either", first="--json", second="--format")
        raise click.UsageError(message, context)
    for given, option, needed, there in (
        (wanted.dry_run, "--dry-run", "--fix", wanted.fix),
        (wanted.overwrite, "--overwrite", "--output", wanted.output is not None),
        (wanted.output is not None, "--output", "--format", wanted.format != "text"),
    ):
        if given and not there:
            message = words.fill("error.needs", option=option, needed=needed)
            raise click.UsageError(message, context)


# -- checking ---------------------------------------------------------------------------------


def _check(wanted: _Wanted, words: Words) -> int:
    day = today() if wanted.as_of is None else day_of("--as-of", wanted.as_of, words)
    fixes = _fixed(wanted) if wanted.fix else {}
    with progress(words["check.checking"]) as told:
        found = check_files(
            wanted.paths,
            today=day,
            select=wanted.select,
            ignore=wanted.ignore,
            preview=wanted.preview,
            progress=told,
        )
    files = tuple(_told(file, fixes.get(file.source), wanted) for file in found.files)
    checked = evolve(found, files=files)
    _give(checked, fixes, wanted, words)
    return _exit_code(checked, wanted.dry_run and any(one.changed for one in fixes.values()))


def _fixed(wanted: _Wanted) -> dict[str, FixedFile]:
    """Mend the files that can be read; why the others cannot is told by the check."""
    fixes = {}
    for file in files_of(wanted.paths):
        try:
            fixed = fix_file(file, dry_run=wanted.dry_run)
        except (LoadError, MissingFileError, OptionError):
            continue
        except UnreadableFileError as error:
            left = error.report.at(file.as_posix())
            fixed = FixedFile(source=file.as_posix(), findings=left, changed=False)
        fixes[fixed.source] = fixed
    return fixes


def _told(file: CheckedFile, fixed: FixedFile | None, wanted: _Wanted) -> CheckedFile:
    """Return what is told of a file: no milder than wanted, and why it was not mended."""
    mildest = Severity(wanted.severity).rank
    kept = tuple(finding for finding in file.report if finding.severity.rank <= mildest)
    left = fixed.findings if fixed is not None and not fixed.changed and file.readable else ()
    return evolve(file, report=Report((*kept, *left), file.report.suppressed))


def _exit_code(checked: CheckedFiles, would_fix: bool) -> int:
    if checked.unreadable:
        return UNREADABLE
    told = any(finding.severity is not Severity.INFO for finding in checked.findings)
    return FINDINGS if told or would_fix else 0


# -- telling ----------------------------------------------------------------------------------


def _give(
    checked: CheckedFiles, fixes: dict[str, FixedFile], wanted: _Wanted, words: Words
) -> None:
    for finding in checked.notes:
        note(f"{finding.message(words.language)} {finding.hint(words.language)}")
    if wanted.format == "text":
        shown = Shown(words=words, all=wanted.all_shown, why=wanted.why, dry_run=wanted.dry_run)
        show_checked(checked, fixes, shown)
        return
    data = (
        _sarif(checked, words) if wanted.format == "sarif" else checked_data(checked, fixes, words)
    )
    if wanted.output is None:
        echo_json(data)
        return
    text = json.dumps(data, ensure_ascii=False, indent=2)
    encoded = f"{text}\n".encode("utf-8", "backslashreplace")
    write_whole(Path(wanted.output), encoded, overwrite=wanted.overwrite)
    echo(words.fill("export.done", path=wanted.output))


def _sarif(checked: CheckedFiles, words: Words) -> dict[str, Any]:
    from toimintamalli import __version__

    return sarif_log(checked, language=words.language, root=Path.cwd(), version=__version__)
