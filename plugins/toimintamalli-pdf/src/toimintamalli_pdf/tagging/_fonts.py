"""TrueType fonts embedded as one composite font, as accessible forms need them.

reportlab itself splits a TrueType font into simple fonts of 256 glyphs each. A form field can
name only one font, so a field that accepts any letter of its language needs the whole font behind
one name: a Type0 font with the encoding Identity-H. The class here does that and keeps three
further promises that PDF/UA asks for: a character without a glyph is refused instead of being
drawn as an empty box, every glyph can be turned back into its character, also outside the basic
plane, and the font is embedded as a subset.
"""

from __future__ import annotations

import threading
import unicodedata
from typing import IO
from weakref import WeakKeyDictionary

from attrs import define, field, frozen
from reportlab.lib.utils import asNative
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObjectReference,
    PDFString,
)
from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, TTFont

from toimintamalli_pdf.tagging._objects import add_object, shared_stream
from toimintamalli_pdf.tagging._subsets import Subset, subset_of
from toimintamalli_pdf.tagging._text import code_point_label, writable_text

FIELD_REPERTOIRE = "".join(
    (
        *map(chr, range(0x20, 0x7F)),
        *map(chr, range(0xA0, 0x180)),  # Latin-1 and Latin Extended-A: Finnish, Swedish, Sámi
        "ǤǥǦǧǨǩǮǯƷʒʹʼˈ",  # the rest of Skolt Sámi
        *map(chr, range(0x2010, 0x2028)),  # dashes, quotation marks, bullet, ellipsis
        "‰′″‹›€™←↑→↓−≈≠≤≥☐☑✓",
    )
)
"""Characters a field font carries from the start, so that a reader can show what is typed."""

_NOT_DRAWN = {"\n", "\t"}
_GLYPHLESS_CATEGORIES = {"Cc", "Cs", "Co", "Cn"}


class MissingGlyphError(ValueError):
    """A text to be drawn has a character that the font cannot draw.

    Attributes:
        character: The character.
    """

    def __init__(self, font_name: str, character: str) -> None:
        super().__init__(f"{font_name} has no glyph for {code_point_label(character)}")
        self.character = character


@define(eq=False)
class _Embedding:
    """What one document has used of a font so far.

    Glyph numbers count up in the order of first use: the order in which reportlab numbers the
    glyphs of a subset, so that glyph identifier and glyph number are the same.
    """

    resource_name: str
    glyph_numbers: dict[int, int] = field(factory=lambda: {0: 0})
    codes: dict[str, bytes] = field(factory=dict)
    written: bool = False

    @property
    def characters(self) -> str:
        """The characters used, in the order of first use."""
        return "".join(self.codes)

    def add(self, character: str, glyph: int) -> None:
        if self.written:
            raise RuntimeError("the document is already written")
        glyph_number = self.glyph_numbers.setdefault(glyph, len(self.glyph_numbers))
        self.codes[character] = glyph_number.to_bytes(2, "big")

    def copy(self, resource_name: str) -> _Embedding:
        return _Embedding(resource_name, dict(self.glyph_numbers), dict(self.codes))


class CidFont(TTFont):
    """A TrueType font that every document embeds as one Identity-H font.

    It works wherever reportlab takes a font name, after `register`. What a document has used is
    kept for that document only, so one font object serves many documents and threads at a time.

    Args:
        name: Name under which reportlab knows the font.
        source: Content of the font file; outlines must be TrueType.
        preload: Characters embedded in every document even when it does not draw them.
    """

    def __init__(self, name: str, source: IO[bytes], preload: str = "") -> None:
        super().__init__(name, source, shapable=False)
        self._postscript_name = asNative(self.face.name)
        self.face.name = name  # reportlab would take two fonts of one face for the same font
        self._preloaded = _Embedding("")
        self._add_to(self._preloaded, "".join(filter(self.covers, preload)))
        self._embeddings: WeakKeyDictionary[PDFDocument, _Embedding] = WeakKeyDictionary()
        self._lock = threading.RLock()  # reading a subset moves a cursor in the font file

    def register(self) -> None:
        """Make the font known to reportlab by its name.

        Raises:
            ValueError: reportlab knows another font by this name.
        """
        pdfmetrics.registerFont(self)
        known: object = pdfmetrics.getFont(self.fontName)
        if known is not self:
            raise ValueError(f"reportlab knows another font as {self.fontName!r}")

    def covers(self, character: str) -> bool:
        """Whether the font can draw the character and say afterwards which one it was."""
        return (
            self.face.charToGlyph.get(ord(character), 0) != 0
            and character != "\N{ZERO WIDTH NO-BREAK SPACE}"
            and unicodedata.category(character) not in _GLYPHLESS_CATEGORIES
        )

    def missing(self, text: str) -> tuple[str, ...]:
        """Characters of a text that cannot be drawn, each once, in code point order.

        Line feeds, tabs and invisible format characters are not drawn and so never missing.
        """
        return tuple(
            character
            for character in sorted(set(unicodedata.normalize("NFC", text)) - _NOT_DRAWN)
            if unicodedata.category(character) != "Cf" and not self.covers(character)
        )

    def printable(self, text: str) -> str:
        """Rewrite a text so that every character but the line feed has a glyph.

        A character without a glyph is named, for instance ``[U+1F9EA]``; tabs become spaces;
        invisible format characters are left out; letters and their combining marks are joined.
        """
        composed = unicodedata.normalize("NFC", writable_text(text))
        return composed.translate({ord(sign): self._shown_as(sign) for sign in set(composed)})

    def encode(self, text: str, document: PDFDocument) -> bytes:
        """Write a text as glyph numbers, two bytes each.

        Raises:
            MissingGlyphError: The text has a character without a glyph.
        """
        with self._lock:
            embedding = self._embedding(document)
            self._add_to(embedding, text)
            return b"".join([embedding.codes[character] for character in text])

    def reference(self, document: PDFDocument) -> PDFObjectReference:
        """Reference to the font, usable before the font itself is written."""
        with self._lock:
            return PDFObjectReference(self._embedding(document).resource_name)

    # The names and arguments of the next four methods are those that reportlab calls.

    def stringWidth(  # noqa: N802
        self, text: str | bytes, size: float, encoding: str = "utf8"
    ) -> float:
        """Width of a text in points."""
        width_of, default = self.face.charWidths.get, self.face.defaultWidth
        signs = asNative(text, encoding)
        return 0.001 * size * float(sum([width_of(ord(sign), default) for sign in signs]))

    def splitString(  # noqa: N802
        self, text: str | bytes, doc: PDFDocument, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """Encode a text as runs of (font part, bytes); this font has a single part."""
        encoded = self.encode(asNative(text, encoding), doc)
        return [(0, encoded)] if encoded else []

    def getSubsetInternalName(self, subset: int, doc: PDFDocument) -> str:  # noqa: N802
        """Name of the font in the resources of a page."""
        with self._lock:
            return PDFName(self._embedding(doc).resource_name)

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802
        """Write the font into the document; reportlab calls this once, when saving."""
        with self._lock:
            embedding = self._embedding(doc)
            embedding.written = True
            subset = subset_of(self.face, embedding.characters)
            font = self._font_dictionary(doc, subset)
            reference = doc.Reference(  # type: ignore[no-untyped-call]  # unannotated in the stubs
                font, embedding.resource_name
            )
            _page_fonts(doc)[embedding.resource_name] = reference

    def _shown_as(self, character: str) -> str:
        if unicodedata.category(character) == "Cf":
            return ""
        if character == "\t":
            return " "
        if character == "\n" or self.covers(character):
            return character
        return f"[{code_point_label(character)}]"

    def _embedding(self, document: PDFDocument) -> _Embedding:
        embedding = self._embeddings.get(document)
        if embedding is None:
            embedding = self._preloaded.copy(f"F{len(document.fontMapping) + 1}")
            self._embeddings[document] = embedding
            document.fontMapping[self.fontName] = PDFName(embedding.resource_name)
            document.delayedFonts.append(self)
        return embedding

    def _add_to(self, embedding: _Embedding, text: str) -> None:
        for character in dict.fromkeys(text):
            if character not in embedding.codes:
                if not self.covers(character):
                    raise MissingGlyphError(self.fontName, character)
                embedding.add(character, self.face.charToGlyph[ord(character)])

    def _name_of(self, subset: Subset) -> str:
        return f"{subset.tag}+{self._postscript_name}"

    def _font_dictionary(self, document: PDFDocument, subset: Subset) -> PDFDictionary:
        return PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(self._name_of(subset)),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray(
                    [add_object(document, self._descendant(document, subset))]
                ),
                "ToUnicode": shared_stream(document, subset.character_map),
            }
        )

    def _descendant(self, document: PDFDocument, subset: Subset) -> PDFDictionary:
        return PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": PDFName(self._name_of(subset)),
                "CIDSystemInfo": PDFDictionary(
                    {
                        "Registry": PDFString("Adobe"),
                        "Ordering": PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": add_object(document, self._descriptor(document, subset)),
                "W": subset.widths,
                "DW": self.face.defaultWidth,
                "CIDToGIDMap": PDFName("Identity"),
            }
        )

    def _descriptor(self, document: PDFDocument, subset: Subset) -> PDFDictionary:
        face, font_file = self.face, subset.font_file
        return PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": PDFName(self._name_of(subset)),
                "Flags": (face.flags & ~FF_SYMBOLIC) | FF_NONSYMBOLIC,
                "FontBBox": PDFArray(face.bbox),
                "ItalicAngle": face.italicAngle,
                "Ascent": face.ascent,
                "Descent": face.descent,
                "CapHeight": face.capHeight,
                "StemV": face.stemV,
                "FontFile2": shared_stream(document, font_file, {"Length1": font_file.length}),
            }
        )


@frozen(kw_only=True)
class TextStyle:
    """How a text is set.

    Attributes:
        font: Font.
        size: Size in points.
        leading: Distance between baselines in points.
    """

    font: CidFont
    size: float
    leading: float

    def width(self, text: str) -> float:
        """Width of a text in points."""
        return self.font.stringWidth(text, self.size)


def _page_fonts(document: PDFDocument) -> PDFDictionary:
    fonts = document.idToObject["BasicFonts"]
    assert isinstance(fonts, PDFDictionary)
    return fonts
