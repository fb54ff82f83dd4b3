"""Building blocks of PDF syntax on top of reportlab's own object classes."""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Mapping
from functools import cached_property

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFString,
    PDFText,
    PDFZCompress,
)

from toimintamalli_pdf.tagging._text import writable_text
from toimintamalli_pdf.tagging._values import Rect


def number(value: float) -> str:
    """Write a number in points with at most two decimals, whatever the locale."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def text_string(text: str) -> PDFString | PDFText:
    """Write text for people: ASCII as it is, everything else as UTF-16.

    Line breaks are written as carriage returns, as PDF readers do in the fields they fill.

    The third encoding PDF knows, PDFDocEncoding, is never used, because a text that begins with
    the letters ``þÿ`` would be read as UTF-16 in it.
    """
    cleaned = writable_text(text).replace("\n", "\r")
    if cleaned.isascii():
        return PDFString(cleaned)
    return PDFText(codecs.BOM_UTF16_BE + cleaned.encode("utf-16-be"))


def rectangle(rect: Rect) -> PDFArray:
    """Write the four edges of a rectangle."""
    edges = (rect.left, rect.bottom, rect.right, rect.top)
    return PDFArray([number(edge) for edge in edges])


def add_object(document: PDFDocument, entry: PDFObject) -> PDFObjectReference:
    """Give an object a number of its own in the document, once, and refer to it."""
    reference: PDFObjectReference = document.Reference(entry)  # type: ignore[no-untyped-call]  # unannotated in the stubs
    return reference


def set_catalog_entry(document: PDFDocument, name: str, value: object) -> None:
    """Set an entry of the document catalog."""
    setattr(document.Catalog, name, value)  # type: ignore[attr-defined]  # missing from the stubs


def stream(
    document: PDFDocument, content: bytes, entries: Mapping[str, object] | None = None
) -> PDFObjectReference:
    """Add a stream to the document, compressed as the rest of the document is."""
    result = PDFStream(PDFDictionary(dict(entries or {})), content)
    if document.compression:
        result.filters = [PDFZCompress]
    return add_object(document, result)


class SharedContent:
    """Content of a stream that many documents carry; it is compressed only once.

    Args:
        content: The content as it is.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content

    @property
    def length(self) -> int:
        """Length of the content before compression."""
        return len(self.content)

    @cached_property
    def compressed(self) -> bytes:
        """The content as a document with compression holds it."""
        return zlib.compress(self.content)


def shared_stream(
    document: PDFDocument, shared: SharedContent, entries: Mapping[str, object] | None = None
) -> PDFObjectReference:
    """Add a stream to the document, compressed as the rest of the document is."""
    if not document.compression:
        return stream(document, shared.content, entries)
    dictionary = PDFDictionary({**(entries or {}), "Filter": PDFName("FlateDecode")})
    return add_object(document, PDFStream(dictionary, shared.compressed))
