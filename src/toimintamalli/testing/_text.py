"""All that a file says: its text, the parts of an archive, the streams of a PDF."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

__all__ = ["text_in"]

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def text_in(data: bytes) -> str:
    """Return all that a file says, as far as it can be read without knowing its format.

    Archives are read part by part. PDFs are read wholly where pypdf is installed; else only what
    their streams hold.

    Args:
        data: Content of the file.

    Example:
        >>> "Etävastaanotto" in text_in("<h1>Etävastaanotto</h1>".encode())
        True
    """
    return "\n".join(_said(data))


def _said(data: bytes) -> Iterator[str]:
    yield from _as_text(data)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name
                yield from _as_text(archive.read(name))
    if data.startswith(b"%PDF"):
        yield from _said_by_pdf(data)


def _as_text(data: bytes) -> Iterator[str]:
    yield data.decode("utf-8", "replace")
    yield data.decode("latin-1")
    if b"\x00" in data:
        yield data.decode("utf-16-be", "replace")
        yield data.decode("utf-16-le", "replace")


def _said_by_pdf(data: bytes) -> Iterator[str]:
    for stream in _STREAM.findall(data):
        with suppress(zlib.error):
            yield from _as_text(zlib.decompress(stream))
    try:
        import pypdf
    except ImportError:
        return
    reader: Any = pypdf.PdfReader(BytesIO(data))
    yield repr(dict(reader.metadata or {}))
    yield repr(reader.xmp_metadata.stream.get_data() if reader.xmp_metadata else b"")
    for page in reader.pages:
        yield page.extract_text()
    for field in (reader.get_fields() or {}).values():
        yield repr(field)
    for number in range(1, len(reader.xref_objStm) + max(reader.xref[0], default=0) + 1):
        found = reader.get_object(number)
        yield repr(found)
        if hasattr(found, "get_data"):
            yield from _as_text(found.get_data())
