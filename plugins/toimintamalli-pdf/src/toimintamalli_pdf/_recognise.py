"""Tells what a file is that somebody took for a worksheet, before any parser sees it."""

from __future__ import annotations

import re
import zlib
from typing import Final

from toimintamalli.diagnostics import ParameterValue, Report
from toimintamalli.errors import ReadError
from toimintamalli.vocabulary import Term
from toimintamalli_pdf._findings import finding

__all__ = ["MAX_UNPACKED_STREAM", "refuse_other_files", "too_large", "unreadable"]

MAX_UNPACKED_STREAM: Final = 4_000_000
"""Most bytes that one stream of a file may unpack to, where it has to be unpacked."""

_PACKAGE: Final = "toimintamalli_pdf"
_MAX_BYTES: Final = 10_000_000
_MOST_STREAMS: Final = 20_000
_MAX_UNPACKED: Final = 200_000_000
_HEADER: Final = b"%PDF-"
_HEADER_WITHIN: Final = 1024
_STREAM: Final = re.compile(rb"stream *(?:\r\n|\r|\n)")
_ZLIB_OR_GZIP: Final = zlib.MAX_WBITS | 32
_STARTS: Final = (
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"%!PS", "PostScript"),
    (b"%FDF-", "FDF"),
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
)
_PACKAGES: Final = (
    (b"word/document.xml", "Word"),
    (b"xl/workbook.xml", "Excel"),
    (b"ppt/presentation.xml", "PowerPoint"),
    (b"application/vnd.oasis.opendocument", "OpenDocument"),
)


def unreadable(code: str, **parameters: ParameterValue) -> ReadError:
    """Return the error that says why a file cannot be read.

    Args:
        code: Code of the finding.
        **parameters: What its sentences speak of.
    """
    return ReadError(Report((finding(code, **parameters),)))


def too_large(what: str) -> ReadError:
    """Return the error of a file that is larger than a worksheet can be.

    Args:
        what: What of it: ``size``, ``streams``, ``unpacked`` or ``parts``.
    """
    return unreadable("PDF107", what=Term(_PACKAGE, f"limit.{what}"))


def refuse_other_files(data: bytes) -> None:
    """Pass a file that begins as a PDF does and is no larger than one can be worked through.

    Args:
        data: The bytes of the file.

    Raises:
        ReadError: The file is something else, as far as it shows, or too large.
    """
    if not data.strip():
        raise unreadable("PDF101")
    if _HEADER not in data[:_HEADER_WITHIN]:
        found = _name_of(data)
        raise unreadable("PDF102", found=found) if found else unreadable("PDF103")
    _refuse_bombs(data)


def _name_of(data: bytes) -> str:
    start = data[:_HEADER_WITHIN].removeprefix(b"\xef\xbb\xbf").lstrip()
    name = next((n for mark, n in _STARTS if start[: len(mark)].lower() == mark.lower()), "")
    if name == "zip":
        return next((name for part, name in _PACKAGES if part in data), name)
    return name


def _refuse_bombs(data: bytes) -> None:
    """Unpack what looks packed, within limits, before a parser does so without knowing the sum."""
    if len(data) > _MAX_BYTES:
        raise too_large("size")
    left = _MAX_UNPACKED
    for count, found in enumerate(_STREAM.finditer(data)):
        if count == _MOST_STREAMS:
            raise too_large("streams")
        left -= _unpacked_size(data, found.end())
        if left < 0:
            raise too_large("unpacked")


def _unpacked_size(data: bytes, start: int) -> int:
    """Return how much a stream unpacks to, up to where a parser stops as well."""
    if not _looks_packed(data[start : start + 2]):
        return 0
    packed = memoryview(data)[start : start + MAX_UNPACKED_STREAM]
    try:
        return len(zlib.decompressobj(_ZLIB_OR_GZIP).decompress(packed, MAX_UNPACKED_STREAM))
    except zlib.error:  # a parser may still get something out of it
        return MAX_UNPACKED_STREAM


def _looks_packed(start: bytes) -> bool:
    """Tell whether bytes are the header of zlib or of gzip."""
    return start == b"\x1f\x8b" or (
        start[:1] != b"" and start[0] & 0x0F == 8 and int.from_bytes(start, "big") % 31 == 0
    )
