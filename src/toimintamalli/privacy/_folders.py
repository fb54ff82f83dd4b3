"""Forgetting in a folder: every practice model in it is rewritten without the person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from os import PathLike
from pathlib import Path, PurePath

from attrs import field, frozen

from toimintamalli import _yaml
from toimintamalli._files import read_bytes, write_whole
from toimintamalli.diagnostics import Diagnostic, Report, diagnostic
from toimintamalli.documents import document_files, dumps, load
from toimintamalli.encoding import decode
from toimintamalli.errors import ToimintamalliError
from toimintamalli.model import PracticeModel
from toimintamalli.privacy._forgetting import person_search, without_person
from toimintamalli.privacy._pseudonyms import Pseudonyms, identifiers_of
from toimintamalli.privacy._redactor import places_of_personal_data
from toimintamalli.privacy._search import PersonSearch
from toimintamalli.text import Language
from toimintamalli.vocabulary import Term, labels

__all__ = ["Forgotten", "forget"]

_JSON = ".json"


@frozen(kw_only=True)
class Forgotten:
    """What forgetting a person changed, or would change.

    Attributes:
        changed: Files that tell of the person and were rewritten, or would be; a name inside the
            name of a file is masked.
        searched: How many files were searched.
        written: Whether files were rewritten; false in a dry run.
        report: Where the person was found, and where he or she may still be; never the name.
    """

    changed: tuple[str, ...]
    searched: int
    written: bool
    report: Report


def forget(
    person: str | Iterable[str],
    folder: str | PathLike[str],
    *,
    dry_run: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Forgotten:
    """Remove a person from every practice model of a folder and its sub-folders.

    Contributors who are the person are removed; the only author stays as a role and an
    organisation. In texts the name becomes a word in square brackets; in identifiers, codes of
    evaluators and custom fields a number. Each file is written whole or not at all; one that
    cannot be read or written is told, and the others go on. Writing drops comments of YAML files.
    Names of files, and files that are no practice models, are told and stay as they are.

    Args:
        person: The name, or an e-mail address, or several of them of the same person.
        folder: The folder.
        dry_run: Whether the files stay as they are, and only what would change is told.
        progress: Called after each file with how many have been done, and of how many.

    Raises:
        OptionError: No name is given.
        LoadError: There is no document in the folder.

    Example:
        >>> found = forget("Maija Mallikas", ".")
        >>> found.written, len(found.changed)
        (False, 1)
    """
    search = person_search(person)
    root = Path(folder)
    files = document_files(root)
    read = [_read(root, file, search) for file in files]
    pseudonyms = _pseudonyms([one.model for one in read if one.model is not None], search)
    findings: list[Diagnostic] = []
    changed: list[str] = []
    for number, one in enumerate(read, 1):
        told, is_changed = _forgotten(one, search, pseudonyms, dry_run=dry_run)
        findings += Report(told).at(one.shown)
        changed += [one.shown] if is_changed else []
        if progress is not None:
            progress(number, len(read))
    findings += _about_names_of_files(root, search)
    findings += _not_searched(root, files, search)
    return Forgotten(
        changed=tuple(changed),
        searched=sum(one.model is not None for one in read),
        written=bool(changed) and not dry_run,
        report=Report(findings),
    )


@frozen(kw_only=True)
class _File:
    """A document of the folder; None in the place of its model where it cannot be read."""

    path: Path
    shown: str
    model: PracticeModel | None = None
    comments: tuple[str, ...] = ()
    codes: tuple[str, ...] = field(default=())


def _read(root: Path, path: Path, search: PersonSearch) -> _File:
    shown = _shown(path.relative_to(root), search)
    try:
        model = load(path)
        comments = _comments(path)
    except ToimintamalliError as error:
        codes = tuple(dict.fromkeys(error.report.codes))
        return _File(path=path, shown=shown, codes=codes)
    return _File(path=path, shown=shown, model=model, comments=comments)


def _comments(path: Path) -> tuple[str, ...]:
    if path.suffix.lower() == _JSON:
        return ()
    text = decode(read_bytes(path)).text
    return _yaml.comments(text) if "#" in text else ()


def _pseudonyms(models: list[PracticeModel], search: PersonSearch) -> Pseudonyms:
    language = models[0].language if models else Language.FINNISH
    return Pseudonyms(labels(__package__, language), identifiers_of(models), search)


def _forgotten(
    file: _File, search: PersonSearch, pseudonyms: Pseudonyms, *, dry_run: bool
) -> tuple[list[Diagnostic], bool]:
    """Return what is to be told of a file, and whether it is, or would be, rewritten."""
    if file.model is None:
        return [diagnostic("TM517", codes=file.codes)], False
    without = without_person(file.model, search, pseudonyms)
    counts = Counter(without.counts)
    counts["", "comment"] = sum(bool(search.finds(comment)) for comment in file.comments)
    found = [
        diagnostic("TM516", path, kind=Term(__package__, f"kind.{kind}"), count=count)
        for (path, kind), count in counts.items()
        if count
    ]
    if not found:
        return [], False
    if file.comments:
        found.append(diagnostic("TM520", count=len(file.comments)))
    problems = _remaining(without.model, search)
    if not problems and not dry_run:
        problems = _write(without.model, file.path)
    return [*found, *problems], not problems


def _remaining(model: PracticeModel, search: PersonSearch) -> list[Diagnostic]:
    return [
        diagnostic("TM515", path, kind=Term(__package__, f"kind.{kind}"), count=count)
        for (path, kind), count in places_of_personal_data(model, search).items()
    ]


def _write(model: PracticeModel, path: Path) -> list[Diagnostic]:
    """Write a model in the place of its file; return why that could not be done, if so."""
    document_format = "json" if path.suffix.lower() == _JSON else "yaml"
    try:
        write_whole(path, dumps(model, format=document_format).encode("utf-8"), overwrite=True)
    except ToimintamalliError as error:
        return [diagnostic("TM521", codes=error.report.codes)]
    return []


# -- what stays -------------------------------------------------------------------------------


def _about_names_of_files(root: Path, search: PersonSearch) -> Iterator[Diagnostic]:
    for path in sorted(root.rglob("*")):
        if search.in_address(path.stem) or search.in_address(path.name):
            yield from Report((diagnostic("TM519"),)).at(_shown(path.relative_to(root), search))


def _not_searched(
    root: Path, searched: Iterable[Path], search: PersonSearch
) -> Iterator[Diagnostic]:
    documents = set(searched)
    for path in sorted(root.rglob("*")):
        if path not in documents and not path.is_dir():
            yield from Report((diagnostic("TM518"),)).at(_shown(path.relative_to(root), search))


def _shown(path: PurePath, search: PersonSearch) -> str:
    """Return a path in which the name of the person is masked."""
    mask = labels(__package__)["file.masked"]
    parts = [
        f"{mask}{PurePath(part).suffix}" if search.in_address(part) else part for part in path.parts
    ]
    return "/".join(parts)
