"""Files: reading bytes within limits, telling their encoding, and writing whole or not at all."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from attrs import frozen

from toimintamalli.diagnostics import failure
from toimintamalli.errors import (
    LoadError,
    MissingFileError,
    TargetExistsError,
    UnreadableFileError,
)

__all__ = ["MAX_BYTES", "DecodedText", "decode", "read_bytes", "write_whole"]

MAX_BYTES = 20_000_000
"""Largest document that is read: some four hundred times the longest real description."""

# Longest mark first: the mark of UTF-32 begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


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


@frozen
class DecodedText:
    """Text made from bytes.

    Attributes:
        text: The text, without a byte order mark.
        guessed: Name of the encoding where it was guessed, else None.
    """

    text: str
    guessed: str | None = None


def decode(data: bytes, *, guess: bool = False) -> DecodedText:
    """Return the text that the bytes spell.

    UTF-8, and UTF-16 and UTF-32 that begin with a byte order mark, are certain.

    Args:
        data: The bytes.
        guess: Whether bytes that are not UTF-8 may be taken for Windows-1252.

    Raises:
        LoadError: The encoding is not certain, and no guess is wanted.
    """
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if guess and encoding == "utf-8":
            return DecodedText(data.decode("cp1252", errors="replace"), guessed="Windows-1252")
        line = data.count(b"\n", 0, error.start) + 1
        raise LoadError(failure("TM131", line=line)) from None
    if "\x00" in text and not guess:
        raise LoadError(failure("TM131", line=text.count("\n", 0, text.index("\x00")) + 1))
    return DecodedText(text)


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
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise UnreadableFileError(failure("TM134", found=str(path)))
    if target.exists() and not overwrite:
        raise TargetExistsError(failure("TM911", found=str(path)))
    temporary = target.with_name(f".tm-{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        # Opened plainly, not with tempfile, so that the file gets the mode the umask wants.
        with temporary.open("xb") as file:
            file.write(data)
        temporary.replace(target)
    except (OSError, ValueError) as error:
        temporary.unlink(missing_ok=True)
        raise UnreadableFileError(
            failure("TM913", found=str(path), reason=_reason(error))
        ) from None


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
