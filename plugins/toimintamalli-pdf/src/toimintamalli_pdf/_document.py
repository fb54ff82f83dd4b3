"""The fields of a PDF file, read with pypdf; the only module that knows it.

Values are read from the fields and never from what the page looks like. Files come from anywhere:
nothing in them is followed further than a worksheet can need.
"""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final

from attrs import field, frozen
from pypdf import PdfReader, apply_configuration, get_configuration
from pypdf.errors import LimitReachedError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    StreamObject,
    TextStringObject,
    create_string_object,
)

from toimintamalli.errors import ReadError
from toimintamalli_pdf._recognise import (
    MAX_UNPACKED_STREAM,
    refuse_other_files,
    too_large,
    unreadable,
)

__all__ = ["ReadDocument", "ReadField", "read_document"]

# All worksheets of a model with twenty of everything take some 9 000 parts and 23 000 entries.
_MOST_PARTS: Final = 15_000
_MOST_ENTRIES: Final = 60_000
_MOST_LETTERS: Final = 10_000_000
_DEEPEST: Final = 20
_LIMITS: Final = {
    "maximum_declared_stream_length": 10_000_000,
    "zlib_maximum_output_length": MAX_UNPACKED_STREAM,
    "zlib_maximum_recovery_input_length": 100_000,
    "lzw_maximum_output_length": 1_000,
    "run_length_maximum_output_length": 1_000,
    "brotli_maximum_output_length": 1_000,
    "stream_filters_maximum_length": 1,
    "array_maximum_element_count": 20_000,
    "dictionary_maximum_element_count": 10_000,
}
_UTF8_MARK: Final = b"\xef\xbb\xbf"
_XMP_ELEMENT: Final = re.compile(r"<pdfx:([A-Za-z]+)>([^<>]*)</pdfx:\1>")
_XMP_ATTRIBUTE: Final = re.compile(r"\spdfx:([A-Za-z]+)=\"([^\"<>]*)\"")
# Without a handler of its own, what pypdf notes of damaged files would go to standard error.
_QUIET: Final = logging.NullHandler()


@frozen(kw_only=True)
class ReadField:
    """A field of a form.

    Attributes:
        name: Its full name.
        value: The text in it, empty where there is none; None where it holds no text.
    """

    name: str
    value: str | None


@frozen(kw_only=True)
class ReadDocument:
    """What is read of a file.

    Attributes:
        properties: What the document says of itself, by name.
        language: Language of the document, as it tells it; often empty.
        fields: Fields of its form, in their order.
        has_text: Whether its pages have any text that is not only a picture of text.
    """

    properties: Mapping[str, str] = field(repr=False)
    language: str
    fields: tuple[ReadField, ...]
    has_text: bool


def read_document(data: bytes) -> ReadDocument:
    """Return the fields of a file and what it says of itself.

    Args:
        data: The bytes of the file.

    Raises:
        ReadError: It is no PDF, or a protected, dynamic, damaged or overlarge one.
    """
    refuse_other_files(data)
    logging.getLogger("pypdf").addHandler(_QUIET)
    try:
        with apply_configuration(get_configuration().with_overwrites(**_LIMITS)):
            reader = PdfReader(
                BytesIO(data),
                root_object_recovery_limit=1_000,
                xref_stream_maximum_entries=_MOST_ENTRIES,
            )
            return _Walk(reader).document()
    except ReadError:
        raise
    except Exception as error:  # whatever a parser of thousands of lines makes of any bytes
        if isinstance(error, LimitReachedError) or isinstance(error.__cause__, LimitReachedError):
            raise too_large("parts") from None
        raise unreadable("PDF104" if b"/Encrypt" in data else "PDF106") from None


class _Walk:
    """One walk through a file, with a count of the parts and letters it may still look up."""

    def __init__(self, reader: PdfReader) -> None:
        self._reader = reader
        self._left = _MOST_PARTS
        self._letters_left = _MOST_LETTERS
        self._seen: set[int] = set()

    def document(self) -> ReadDocument:
        if "/Encrypt" in self._reader.trailer:
            raise unreadable("PDF104")
        root = self._reader.root_object
        form = self._dictionary(root, "/AcroForm")
        if "/XFA" in form:
            raise unreadable("PDF105")
        pages = list(self._pages(root))
        fields = [*self._fields_of(form), *self._fields_on(pages)]
        if not fields and not pages:
            raise unreadable("PDF106")
        return ReadDocument(
            properties=self._properties(root),
            language=self._text(self._entry(root, "/Lang")) or "",
            fields=tuple(fields),
            has_text=any(self._has_font(page) for page in pages),
        )

    # -- objects --------------------------------------------------------------------------------

    def _resolved(self, value: Any) -> Any:
        """Return what a reference leads to; None for nothing."""
        for _ in range(_DEEPEST):
            if not isinstance(value, IndirectObject):
                return None if isinstance(value, NullObject) else value
            self._left -= 1
            if self._left < 0:
                raise too_large("parts")
            if not self._is_defined(value):  # pypdf would search the whole file for it
                return None
            value = self._reader.get_object(value)
        return None

    def _is_defined(self, reference: IndirectObject) -> bool:
        number, generation = reference.idnum, reference.generation
        tables = self._reader.xref
        return number in self._reader.xref_objStm or number in tables.get(generation, {})

    def _text(self, value: Any) -> str | None:
        """Return the text that a value is: many fields may refer to one long text."""
        text = _text_of(value)
        self._letters_left -= len(text or "")
        if self._letters_left < 0:
            raise too_large("parts")
        return text

    def _entry(self, holder: DictionaryObject, key: str) -> Any:
        return self._resolved(holder.raw_get(key)) if key in holder else None

    def _dictionary(self, holder: DictionaryObject, key: str) -> DictionaryObject:
        found = self._entry(holder, key)
        return found if isinstance(found, DictionaryObject) else DictionaryObject()

    def _members(self, holder: DictionaryObject, key: str) -> Iterator[DictionaryObject]:
        """Yield the dictionaries of a list."""
        found = self._entry(holder, key)
        for member in list.__iter__(found) if isinstance(found, ArrayObject) else ():
            resolved = self._resolved(member)
            if isinstance(resolved, DictionaryObject):
                yield resolved

    def _is_new(self, part: DictionaryObject) -> bool:
        """Tell whether a part is met for the first time: hostile files go in circles."""
        if id(part) in self._seen:
            return False
        self._seen.add(id(part))
        return True

    # -- fields ---------------------------------------------------------------------------------

    def _fields_of(self, form: DictionaryObject) -> Iterator[ReadField]:
        for top in self._members(form, "/Fields"):
            yield from self._fields_below(top, "", None, 0)

    def _fields_on(self, pages: list[DictionaryObject]) -> Iterator[ReadField]:
        """Yield the fields that stand on the pages only: some programs lose the list of them."""
        for page in pages:
            for annotation in self._members(page, "/Annots"):
                if self._entry(annotation, "/Subtype") == "/Widget":
                    yield from self._fields_below(self._top_of(annotation), "", None, 0)

    def _top_of(self, part: DictionaryObject) -> DictionaryObject:
        for _ in range(_DEEPEST):
            parent = self._entry(part, "/Parent")
            if not isinstance(parent, DictionaryObject):
                break
            part = parent
        return part

    def _fields_below(
        self, part: DictionaryObject, above: str, inherited: Any, depth: int
    ) -> Iterator[ReadField]:
        if depth > _DEEPEST or not self._is_new(part):
            return
        own = self._text(self._entry(part, "/T")) or ""
        name = f"{above}.{own}" if above and own else above or own
        value = self._entry(part, "/V") if "/V" in part else inherited
        kids = list(self._members(part, "/Kids"))
        named = [kid for kid in kids if "/T" in kid]
        self._seen.update(id(kid) for kid in kids if "/T" not in kid)  # they only show the field
        for kid in named:
            yield from self._fields_below(kid, name, value, depth + 1)
        if name and not named:
            yield ReadField(name=name, value=self._text(value))

    # -- pages ----------------------------------------------------------------------------------

    def _pages(self, root: DictionaryObject) -> Iterator[DictionaryObject]:
        waiting = [self._dictionary(root, "/Pages")]
        while waiting:
            part = waiting.pop()
            if part and self._is_new(part):
                kids = list(self._members(part, "/Kids"))
                waiting += reversed(kids)
                if not kids:
                    yield part

    def _has_font(self, page: DictionaryObject) -> bool:
        for _ in range(_DEEPEST):
            if self._dictionary(self._dictionary(page, "/Resources"), "/Font"):
                return True
            page = self._dictionary(page, "/Parent")
        return False

    # -- properties -----------------------------------------------------------------------------

    def _properties(self, root: DictionaryObject) -> dict[str, str]:
        """Return the properties, from wherever a program that saved the file left them."""
        information = self._dictionary(self._reader.trailer, "/Info")
        told = {
            str(name).removeprefix("/"): self._text(self._entry(information, name))
            for name in dict.keys(information)
        }
        found = {name: text for name, text in told.items() if text}
        packet = self._entry(root, "/Metadata")
        if isinstance(packet, StreamObject):
            text = packet.get_data().decode("utf-8", "replace")
            for pattern in (_XMP_ELEMENT, _XMP_ATTRIBUTE):
                for name, value in pattern.findall(text):
                    found.setdefault(name, html.unescape(value))
        return found


def _text_of(value: Any) -> str | None:
    """Return the text that a value is; None where it is something else."""
    if value is None:
        return ""
    if isinstance(value, StreamObject):
        value = create_string_object(value.get_data())
    if isinstance(value, TextStringObject | ByteStringObject):
        data = value.original_bytes
        if data.startswith(_UTF8_MARK):
            return data.removeprefix(_UTF8_MARK).decode("utf-8", "replace")
        return data.decode("latin-1") if isinstance(value, ByteStringObject) else str(value)
    return None
