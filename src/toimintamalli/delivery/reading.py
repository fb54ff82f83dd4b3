"""Reading: a file or pasted text in a foreign format becomes a model, or a proposal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from os import PathLike
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from toimintamalli._files import read_bytes
from toimintamalli.analysis.differences import Conflict, merge_proposals, tell_merged
from toimintamalli.diagnostics import Report, failure
from toimintamalli.errors import (
    MissingFileError,
    PluginError,
    ReadError,
    ToimintamalliError,
    UnknownFormatError,
    UnreadableFileError,
)
from toimintamalli.instruments import used_instruments
from toimintamalli.model import PracticeModel
from toimintamalli.plugins import (
    Imported,
    Importer,
    get_importer,
    importer_for_suffix,
    make_options,
)

__all__ = ["MergedImport", "merge_read", "read", "read_data", "read_many"]

# What one of several files may be, without anything being wrong with the others.
_BAD_FILE = (
    MissingFileError,
    PluginError,
    ReadError,
    UnknownFormatError,
    UnreadableFileError,
)


@frozen(kw_only=True)
class MergedImport(Imported):
    """What several files gave together.

    Attributes:
        conflicts: Where the files disagree; the model has the first value of each.
        unread: Names of the files that could not be read; the findings tell why.
    """

    conflicts: tuple[Conflict, ...] = ()
    unread: tuple[str, ...] = ()


def read(
    path: str | PathLike[str],
    *,
    format: str | None = None,  # noqa: A002 - public name
    into: PracticeModel | None = None,
    **options: object,
) -> Imported:
    """Return the model that a file in a foreign format describes.

    Args:
        path: The file.
        format: Name of the format; told by the suffix when it is not given.
        into: A model to complete; the result is then a proposal with its changes listed, and
            the model itself stays as it is.
        **options: Options of the format.

    Returns:
        The model, what was recognised, cleaned and kept aside, and the changes.

    Raises:
        ReadError: The file is nothing that the format can read.
        MissingFileError: There is no such file.
        UnreadableFileError: The file cannot be read, or is too large.
        UnknownFormatError: No plugin reads the format.
        OptionError: An option is unknown, or its value is not allowed.
        PluginError: The plugin is broken or failed.

    Example:
        >>> read("sivu.txt", format="innokyla").model.basics.title
        'Etävastaanotto terveysasemalla, Kainuun HVA (RRP, P4, I1)'
    """
    source = Path(path)
    if format is None:
        importer = importer_for_suffix(source.suffix, source.name)
    else:
        importer = get_importer(format)
    data = read_bytes(source)
    try:
        imported = _read(importer, data, into, options)
    except ReadError as error:
        raise ReadError(error.report.at(source.name)) from None
    return evolve(imported, diagnostics=imported.diagnostics.at(source.name))


def read_data(
    data: bytes,
    *,
    format: str,  # noqa: A002 - public name
    into: PracticeModel | None = None,
    **options: object,
) -> Imported:
    """Return the model that bytes in a foreign format describe; see `read`."""
    return _read(get_importer(format), data, into, options)


def read_many(
    paths: Iterable[str | PathLike[str]],
    *,
    into: PracticeModel,
    format: str | None = None,  # noqa: A002 - public name
    **options: object,
) -> MergedImport:
    """Return the proposal that several files give together, such as copies that people filled.

    Each file is read into the model that all were made from, and what they changed is joined: see
    `toimintamalli.merge_proposals`. A file that cannot be read is told and stops no other.

    Args:
        paths: The files; where they disagree, the first stays.
        into: The model that the files were made from; it stays as it is.
        format: Name of the format; told by the suffix of each file when it is not given.
        **options: Options of the format.

    Returns:
        The proposal, with what was found in each file and where the files disagree.

    Raises:
        ToimintamalliError: None of the files can be read; the class of the first error, with the
            findings of all. Or the options are wrong, as with `read`.

    Example:
        >>> import toimintamalli as tm
        >>> model = tm.load("malli.yaml")
        >>> imported = tm.read_many(["sivu.txt"], into=model, format="innokyla")
        >>> imported.conflicts, imported.unread
        ((), ())
    """

    def reader(path: str | PathLike[str]) -> Callable[[], Imported]:
        return lambda: read(path, format=format, into=into, **options)

    return merge_read([(str(path), reader(path)) for path in paths], into)


def merge_read(
    readers: Iterable[tuple[str, Callable[[], Imported]]], into: PracticeModel
) -> MergedImport:
    """Return what several readers propose together; `read_many` for what are not only files.

    Args:
        readers: For each proposal a path, and what reads it into the model.
        into: The model that the proposals are made from.

    Raises:
        ToimintamalliError: None of them can be read.
    """
    found: list[tuple[str, Imported]] = []
    errors: list[tuple[str, ToimintamalliError]] = []
    for name, reader in _named(readers):
        try:
            found.append((name, reader()))
        except _BAD_FILE as error:
            errors.append((name, error))
    unreadable = (error.report.at(name) for name, error in errors)
    told = sum((*unreadable, *(one.diagnostics.at(name) for name, one in found)), Report())
    if errors and not found:
        raise type(errors[0][1])(told)
    merged = merge_proposals(into, [(name, one.model) for name, one in found])
    instruments = used_instruments([merged.model])
    return MergedImport(
        model=merged.model,
        diagnostics=told + tell_merged(merged, instruments=instruments),
        changes=tuple(change for _, one in found for change in one.changes),
        conflicts=merged.conflicts,
        unread=tuple(name for name, _ in errors),
    )


def _named(
    readers: Iterable[tuple[str, Callable[[], Imported]]],
) -> list[tuple[str, Callable[[], Imported]]]:
    """Return the readers under the names of their files; files of one name by their paths."""
    listed = [(path, Path(path).name, reader) for path, reader in readers]
    counted = Counter(name for _, name, _ in listed)
    return [(path if counted[name] > 1 else name, reader) for path, name, reader in listed]


def _read(
    importer: Importer[Any],
    data: bytes,
    into: PracticeModel | None,
    options: dict[str, object],
) -> Imported:
    made = make_options(importer.options_type, options, format_name=importer.name)
    try:
        imported = importer.read(data, made, into=into)
        if not isinstance(imported, Imported):
            raise TypeError(f"read returned {type(imported).__name__}")
    except ToimintamalliError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise PluginError(failure("TM914", format=importer.name, reason=reason)) from error
    return imported
