"""Files: reading bytes within limits, and writing whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from toimintamalli.diagnostics import failure
from toimintamalli.errors import (
    MissingFileError,
    TargetExistsError,
    ToimintamalliError,
    UnreadableFileError,
)

__all__ = ["MAX_BYTES", "read_bytes", "write_whole"]

MAX_BYTES = 20_000_000
"""Largest document that is read: some four hundred times the longest real description."""


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
        raise UnreadableFileError(
            failure("TM135", found=str(path), reason=_reason(error))
        ) from None
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise UnreadableFileError(failure("TM132", found=str(path), limit=limit))
    return data


def write_whole(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Write a file whole or not at all; a failure leaves the old file.

    Args:
        path: The target; a link is followed.
        data: The content.
        overwrite: Whether an existing file may be replaced.

    Raises:
        TargetExistsError: The target is there, and ``overwrite`` is false.
        UnreadableFileError: The target cannot be written.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise UnreadableFileError(failure("TM134", found=str(path)))
        if target.exists() and not overwrite:
            raise TargetExistsError(failure("TM911", found=str(path)))
        _replace(target, data)
    except ToimintamalliError:
        raise
    except (OSError, ValueError) as error:
        raise UnreadableFileError(
            failure("TM913", found=str(path), reason=_reason(error))
        ) from None


def _replace(target: Path, data: bytes) -> None:
    """Put a new file in the place of the target; whatever stops it leaves nothing behind."""
    # A name of chance, so that no other process, on whatever machine, writes the same file.
    temporary = target.with_name(f".tm-{os.urandom(8).hex()}.tmp")
    try:
        # Opened plainly, not with tempfile, so that the file gets the mode the umask wants; and in
        # here, since an interrupt may come as soon as the file is there.
        with temporary.open("xb") as file:
            file.write(data)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
