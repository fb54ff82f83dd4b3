"""Files: finding them, reading bytes within limits, and writing whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection
from pathlib import Path

from toimintamalli.diagnostics import failure
from toimintamalli.errors import (
    MissingFileError,
    TargetExistsError,
    ToimintamalliError,
    UnreadableFileError,
)

__all__ = ["MAX_BYTES", "files_below", "read_bytes", "refuse_folder", "write_whole"]

MAX_BYTES = 20_000_000
"""Largest document that is read: some four hundred times the longest real description."""


_NEW_MODE = 0o666
"""Mode of a new file, of which the umask takes its part."""


def files_below(root: Path, suffixes: Collection[str]) -> tuple[Path, ...]:
    """Return the files of a folder and its sub-folders, in the order of their paths.

    Links to folders are not followed, so that none leads round in circles. Pipes are passed over:
    reading one would wait for ever.

    Args:
        root: The folder; there are no files in one that is not there.
        suffixes: The suffixes of the files, in small letters.

    Returns:
        The files, and folders with such a suffix; and every sub-folder that cannot be looked
        into, so that whoever reads it is told why.

    Raises:
        UnreadableFileError: The folder itself cannot be looked into.
    """
    closed: list[OSError] = []
    found: list[Path] = []
    for folder, folders, files in os.walk(root, onerror=closed.append):
        for name in (*folders, *files):
            path = Path(folder, name)
            if path.suffix.lower() in suffixes and not _is_pipe(path):
                found.append(path)
    for error in closed:
        place = Path(error.filename)
        if place != root:
            found.append(place)
        elif not isinstance(error, FileNotFoundError | NotADirectoryError):
            raise _unreadable(root, error)
    return tuple(sorted(set(found)))


def refuse_folder(path: Path) -> None:
    """Pass what is no folder.

    Raises:
        UnreadableFileError: It is a folder, which is no file, or cannot even be looked into.
    """
    try:
        os.scandir(path).close()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return
    except OSError as error:
        raise _unreadable(path, error) from None
    raise UnreadableFileError(failure("TM134", found=str(path)))


def read_bytes(path: Path) -> bytes:
    """Return the content of a file.

    Raises:
        MissingFileError: There is no such file.
        UnreadableFileError: It is a folder, may not be read, or is larger than `MAX_BYTES`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise MissingFileError(failure("TM133", found=str(path))) from None
    except IsADirectoryError:
        raise UnreadableFileError(failure("TM134", found=str(path))) from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise UnreadableFileError(failure("TM132", found=str(path), limit=limit))
    return data


def write_whole(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Write a file whole or not at all; a failure leaves the old file.

    Args:
        path: The target; a link is followed. A file that is replaced gives its mode to the new.
        data: The content.
        overwrite: Whether an existing file may be replaced.

    Raises:
        TargetExistsError: The target is there, and ``overwrite`` is false.
        UnreadableFileError: The target cannot be written.
    """
    try:
        target = Path(os.path.realpath(path))
        old = _state(target)
        if old is not None:
            _refuse_other_than_files(path, old)
        if old is not None and overwrite and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if old is not None and not overwrite:
            raise FileExistsError
        _put(target, data, old, overwrite=overwrite)
    except ToimintamalliError:
        raise
    except FileExistsError:
        raise TargetExistsError(failure("TM911", found=str(path))) from None
    except (OSError, ValueError) as error:
        raise UnreadableFileError(
            failure("TM913", found=str(path), reason=_reason(error))
        ) from None


def _state(target: Path) -> os.stat_result | None:
    """Return what the system tells of a target; None where there is none."""
    try:
        state = os.lstat(target)
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(state.st_mode):  # all links have been followed: this one goes in circles
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return state


def _refuse_other_than_files(path: Path, state: os.stat_result) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise UnreadableFileError(failure("TM134", found=str(path)))
    if not stat.S_ISREG(state.st_mode):  # to replace a device by a file would break the system
        raise UnreadableFileError(failure("TM919", found=str(path)))


def _put(target: Path, data: bytes, old: os.stat_result | None, *, overwrite: bool) -> None:
    """Put a new file in the place of the target; whatever stops it leaves nothing behind."""
    # A name of chance, so that no other process, on whatever machine, writes the same file.
    temporary = target.with_name(f".tm-{os.urandom(8).hex()}.tmp")
    mode = _NEW_MODE if old is None else stat.S_IMODE(old.st_mode) & 0o777
    try:
        # Opened plainly, not with tempfile, so that the file gets the mode the umask wants; and in
        # here, since an interrupt may come as soon as the file is there.
        with open(temporary, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(data)
            if old is not None:  # or a power cut could leave neither the old content nor the new
                file.flush()
                os.fsync(file.fileno())
        if old is not None:
            temporary.chmod(mode)
        if overwrite:
            temporary.replace(target)
        else:
            _name_for_the_first_time(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _name_for_the_first_time(temporary: Path, target: Path) -> None:
    """Give the file its name, unless another process has just given it to a file of its own.

    Raises:
        FileExistsError: Another process has.
    """
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # not every file system has links
        if os.path.lexists(target):
            raise FileExistsError from None
        temporary.replace(target)
    else:
        temporary.unlink()


def _is_pipe(path: Path) -> bool:
    try:
        return stat.S_ISFIFO(os.stat(path).st_mode)
    except (OSError, ValueError):  # reading it will tell
        return False


def _unreadable(path: Path, error: Exception) -> UnreadableFileError:
    return UnreadableFileError(failure("TM135", found=str(path), reason=_reason(error)))


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
