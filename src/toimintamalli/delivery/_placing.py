"""Placing: what workers made gets a name of its own in the folder, and is written whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from attrs import define, evolve, field

from toimintamalli._files import read_bytes, write_whole
from toimintamalli.delivery._flow import Item, made
from toimintamalli.delivery._kept import Entry, Kept
from toimintamalli.delivery._outcomes import Outcome
from toimintamalli.delivery._work import Asked, Done, digest_of
from toimintamalli.diagnostics import failure
from toimintamalli.errors import TargetExistsError, ToimintamalliError, UnreadableFileError
from toimintamalli.plugins import Rendered

__all__ = ["Placing", "prepared_folder"]


@define(kw_only=True)
class Placing:
    """Places the exports of one batch.

    Attributes:
        asked: What is asked of each model.
        suffix: Suffix of the files; empty for the one that the exporter gives.
        circumstances: All that decides of an export beside the document.
        kept: What the folder remembers.
        overwrite: Whether files may be replaced that were not made here.
        resume: Whether what was made of the same before is left as it is.
        dry_run: Whether nothing is written.
    """

    asked: Asked
    suffix: str
    circumstances: str
    kept: Kept
    overwrite: bool
    resume: bool
    dry_run: bool
    _taken: set[str] = field(factory=set, init=False)
    _numbers: dict[str, int] = field(factory=dict, init=False)

    def known(self, item: Item) -> Item:
        """Return an item that waits where an earlier export of the same is remembered."""
        waits = bool(item.digest) and bool(self.kept.names_of(self._made_of(item.digest)))
        return evolve(item, waits=waits)

    def outcome(self, item: Item, done: Done | None) -> Outcome:
        """Return what came of an item, once it has been written."""
        outcome = Outcome(index=item.index, source=item.source)
        if self.resume and (standing := self._standing(item.digest)):
            self._taken.add(standing)
            return evolve(outcome, path=self.kept.folder / standing, unchanged=True)
        if done is None:
            done = made(self.asked, item, with_digest=True)
        if done.rendered is None:
            return evolve(outcome, error=done.error)
        try:
            path = self._written(done, done.rendered)
        except ToimintamalliError as error:
            return evolve(outcome, error=error)
        return evolve(outcome, path=path, diagnostics=done.rendered.diagnostics)

    def _made_of(self, digest: str) -> str:
        return digest_of(f"{digest}\n{self.circumstances}".encode("utf-8", "surrogatepass"))

    def _standing(self, digest: str) -> str:
        """Return the file that was made of the same before; empty where there is none."""
        names = self.kept.names_of(self._made_of(digest)) if digest else ()
        return next((name for name in names if self._stands(name)), "")

    def _stands(self, name: str) -> bool:
        """Tell whether a file can stay: it is as written, or somebody's own that must stay."""
        if name in self._taken:
            return False
        try:
            is_empty = os.stat(self.kept.folder / name).st_size == 0
        except OSError:
            return False
        must_be_as_written = is_empty or self.overwrite
        return not must_be_as_written or self.kept.is_as_written(name)

    def _written(self, done: Done, rendered: Rendered) -> Path:
        name = self._free_name(done.stem, self.suffix or rendered.suffix, done.identity)
        path = self.kept.folder / name
        if not (self.resume and _holds(path, rendered.data)):
            self._write(path, rendered.data)
        if done.digest and not self.dry_run:
            made_of = self._made_of(done.digest)
            self.kept.remember(name, Entry(made_of, done.identity, digest_of(rendered.data)))
        return path

    def _write(self, path: Path, data: bytes) -> None:
        may_replace = self.overwrite or (self.resume and self.kept.is_as_written(path.name))
        if not self.dry_run:
            write_whole(path, data, overwrite=may_replace)
        elif path.is_dir():
            raise UnreadableFileError(failure("TM134", found=str(path)))
        elif path.exists() and not may_replace:
            raise TargetExistsError(failure("TM911", found=str(path)))

    def _free_name(self, stem: str, suffix: str, identity: str) -> str:
        """Return the first name that no other model of this or an earlier batch has."""
        number = self._numbers.get(stem, 1)
        passed_by = False
        while True:
            name = f"{stem}{'' if number == 1 else f'-{number}'}{suffix}"
            is_taken = name in self._taken
            if not is_taken and not self._belongs_to_another(name, identity):
                break
            number += 1
            passed_by = passed_by or not is_taken
            if not passed_by:  # the others need not be tried again
                self._numbers[stem] = number
        self._taken.add(name)
        return name

    def _belongs_to_another(self, name: str, identity: str) -> bool:
        entry = self.kept.entries.get(name) if self.resume else None
        return entry is not None and entry.identity != identity


def prepared_folder(folder: Path, *, dry_run: bool) -> Path:
    """Return a folder that can be written into, made where it is missing.

    Args:
        folder: The folder.
        dry_run: Whether it is only looked at.

    Raises:
        UnreadableFileError: It is something else, or must not be written into.
    """
    try:
        if not dry_run:
            folder.mkdir(parents=True, exist_ok=True)
        elif folder.exists() and not folder.is_dir():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFileError(failure("TM942", found=str(folder), reason=reason)) from None
    return folder


def _holds(path: Path, data: bytes) -> bool:
    """Tell whether a file holds just these bytes already."""
    try:
        return path.is_file() and path.stat().st_size == len(data) and read_bytes(path) == data
    except (OSError, ToimintamalliError):
        return False
