"""Building blocks of PDF syntax.

reportlab's object classes sort, look up and encode every entry anew; a form has hundreds of
objects of few kinds. Here objects are texts in PDF syntax, put together in one step. A reference
such as ``12 0 R`` is a text as well, and reportlab's own dictionaries take all these texts as they
are.
"""

from __future__ import annotations

import codecs
import zlib
from functools import cached_property

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject
from reportlab.pdfbase.pdfdoc import format as format_object

from toimintamalli_pdf.tagging._text import writable_text
from toimintamalli_pdf.tagging._values import Rect

_ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)", "\r": r"\r"})
_WORTH_COMPRESSING = 200  # bytes; shorter streams hardly shrink and take as long


class TaggingError(RuntimeError):
    """The calls to a tagged canvas came in an order that makes no valid document."""


class TextObject(PDFObject):
    """An object of the document, written as it stands.

    Args:
        text: The object in PDF syntax; it may still be set until the document is saved.
    """

    __RefOnly__ = 1  # reportlab writes a reference wherever the object is an entry

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, document: PDFDocument) -> bytes:
        """Write the object; reportlab calls this when saving."""
        return self.text.encode("latin-1")


class StreamObject(PDFObject):
    """A stream of the document.

    Args:
        content: Content as it stands in the file.
        entries: Entries of its dictionary, in PDF syntax.
    """

    __RefOnly__ = 1

    def __init__(self, content: bytes, entries: str) -> None:
        self._content = content
        self._entries = entries

    def format(self, document: PDFDocument) -> bytes:
        """Write the object; reportlab calls this when saving."""
        head = f"<<{self._entries}/Length {len(self._content)}>>\nstream\n"
        return b"".join((head.encode("latin-1"), self._content, b"\nendstream\n"))


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


def number(value: float) -> str:
    """Write a number in points with at most two decimals, whatever the locale."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def text_string(text: str) -> str:
    """Write text for people: ASCII as it is, everything else as UTF-16.

    Line breaks are written as carriage returns, as PDF readers do in the fields they fill.

    The third encoding PDF knows, PDFDocEncoding, is never used, because a text that begins with
    the letters ``þÿ`` would be read as UTF-16 in it.
    """
    cleaned = writable_text(text).replace("\n", "\r")
    if cleaned.isascii():
        return f"({cleaned.translate(_ESCAPED)})"
    bytes_of_text = codecs.BOM_UTF16_BE + cleaned.encode("utf-16-be")
    return f"({bytes_of_text.decode('latin-1').translate(_ESCAPED)})"


def rectangle(rect: Rect) -> str:
    """Write the four edges of a rectangle."""
    return f"[{number(rect.left)} {number(rect.bottom)} {number(rect.right)} {number(rect.top)}]"


def syntax(value: object, document: PDFDocument) -> str:
    """Write a value: texts are in PDF syntax already, all others are as reportlab knows them."""
    if isinstance(value, str):
        return value
    formatted: bytes = format_object(value, document)
    return formatted.decode("latin-1")


def add_object(document: PDFDocument, entry: PDFObject) -> str:
    """Give a new object a number of its own in the document, and refer to it."""
    document.Reference(entry)  # type: ignore[no-untyped-call]  # unannotated in the stubs
    return f"{document.objectcounter} 0 R"


def page_reference(document: PDFDocument, page_name: str) -> str:
    """Refer to a page by the name that reportlab gives it; only finished pages have a number.

    Raises:
        TaggingError: The document has no such page.
    """
    if page_name not in document.idToObjectNumberAndVersion:
        raise TaggingError("a page has fields, links or bookmarks but never ended")
    page_number, _ = document.idToObjectNumberAndVersion[page_name]
    return f"{page_number} 0 R"


def set_catalog_entry(document: PDFDocument, name: str, value: object) -> None:
    """Set an entry of the document catalog."""
    setattr(document.Catalog, name, value)  # type: ignore[attr-defined]  # missing from the stubs


def stream_object(document: PDFDocument, content: bytes, entries: str = "") -> StreamObject:
    """Make a stream, compressed as the rest of the document is."""
    if document.compression and len(content) >= _WORTH_COMPRESSING:
        return StreamObject(zlib.compress(content), f"{entries}/Filter /FlateDecode ")
    return StreamObject(content, entries)


def shared_stream(document: PDFDocument, shared: SharedContent, entries: str = "") -> str:
    """Add a stream to the document, compressed as the rest of the document is."""
    if document.compression:
        stream = StreamObject(shared.compressed, f"{entries}/Filter /FlateDecode ")
    else:
        stream = StreamObject(shared.content, entries)
    return add_object(document, stream)
