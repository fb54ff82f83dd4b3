"""Files as programs leave them: filled, saved again, or put together by hand.

Test files run this file (`runpy`) rather than import it: the folder of tests is no package.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import pikepdf
from pypdf import PdfReader, PdfWriter


def field_values(data: bytes) -> dict[str, str]:
    """What stands in each field of a file, as pypdf reads it, with line feeds as line breaks."""
    fields = PdfReader(BytesIO(data)).get_fields() or {}
    return {name: str(one.get("/V", "")).replace("\r", "\n") for name, one in fields.items()}


def filled(data: bytes, answers: Mapping[str, str]) -> bytes:
    """Return a file as pypdf fills it; every name must be that of one of its fields."""
    writer = PdfWriter(clone_from=BytesIO(data))
    assert set(answers) <= set(writer.get_fields() or {})
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(answers), auto_regenerate=False)
    saved = BytesIO()
    writer.write(saved)
    return saved.getvalue()


def edited(
    data: bytes, edit: Callable[[pikepdf.Pdf], object] | None = None, **saving: Any
) -> bytes:
    """Return a file as pikepdf saves it after a change."""
    with pikepdf.open(BytesIO(data)) as pdf:
        if edit:
            edit(pdf)
        saved = BytesIO()
        pdf.save(saved, **saving)
    return saved.getvalue()


def pdf_of(objects: Mapping[int, bytes]) -> bytes:
    """Return a file of numbered objects, the first of which is its root."""
    file = BytesIO()
    file.write(b"%PDF-1.7\n")
    places = {}
    for number, content in objects.items():
        places[number] = file.tell()
        file.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    start, size = file.tell(), max(objects) + 1
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        file.write(
            b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
        )
    file.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start))
    return file.getvalue()


def packed(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream that unpacks to a content."""
    data = zlib.compress(content, 9)
    head = b"<<%b/Length %d/Filter/FlateDecode>>" % (entries, len(data))
    return head + b"stream\n" + data + b"\nendstream"
