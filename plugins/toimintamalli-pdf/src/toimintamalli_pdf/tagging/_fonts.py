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
from collections.abc import Iterable
from typing import IO
from weakref import WeakKeyDictionary

from attrs import define, frozen
from reportlab.lib.utils import asNative
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFName
from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, TTFont, TTFontFace

from toimintamalli_pdf.tagging._objects import TextObject, add_object, number, shared_stream
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

_GLYPHLESS_CATEGORIES = {"Cc", "Cs", "Co", "Cn"}


class MissingGlyphError(ValueError):
    """A text to be drawn has a character that the font cannot draw.

    Attributes:
        character: The character.
    """

    def __init__(self, font_name: str, character: str) -> None:
        super().__init__(f"{font_name} has no glyph for {code_point_label(character)}")
        self.character = character


class _GlyphNumbers(dict[int, int]):
    """Numbers of glyphs by code point, given out as characters are first used.

    They count up in the order of first use: the order in which reportlab numbers the glyphs of a
    subset, so that glyph identifier and glyph number are the same.
    """

    def __init__(self, font: CidFont) -> None:
        super().__init__()
        self._font = font
        self._by_glyph: dict[int, int] = {0: 0}
        self.closed = False

    def __missing__(self, code_point: int) -> int:
        character = chr(code_point)
        if self.closed:
            raise RuntimeError("the document is already written")
        if not self._font.covers(character):
            raise MissingGlyphError(self._font.fontName, character)
        glyph = self._font.face.charToGlyph[code_point]
        glyph_number = self._by_glyph.setdefault(glyph, len(self._by_glyph))
        self[code_point] = glyph_number
        return glyph_number

    def add(self, characters: Iterable[str]) -> None:
        """Give characters a number, unless they have one."""
        for character in characters:
            self[ord(character)]

    @property
    def characters(self) -> str:
        """The characters used, in the order of first use."""
        return "".join(map(chr, self))

    def copy(self) -> _GlyphNumbers:
        result = _GlyphNumbers(self._font)
        result.update(self)
        result._by_glyph.update(self._by_glyph)
        return result


class _Advances(dict[str, float]):
    """Widths of characters in thousandths of the font size."""

    def __init__(self, face: TTFontFace) -> None:
        super().__init__((chr(code), float(width)) for code, width in face.charWidths.items())
        self._default = float(face.defaultWidth)

    def __missing__(self, character: str) -> float:
        return self._default


class _Shown(dict[int, str]):
    """What is drawn in place of each character, by code point; covered ones are kept in mind."""

    def __init__(self, font: CidFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, code_point: int) -> str:
        character = chr(code_point)
        if unicodedata.category(character) == "Cf":
            return ""
        if character == "\t":
            return " "
        if character == "\n" or self._font.covers(character):
            self[code_point] = character
            return character
        return f"[{code_point_label(character)}]"


@define(eq=False)
class _Embedding:
    """What one document has used of a font so far."""

    resource_name: str
    reference: str
    font: TextObject
    glyph_numbers: _GlyphNumbers


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
        self._advances = _Advances(self.face)
        self._shown = _Shown(self)
        self._preloaded = _GlyphNumbers(self)
        self._preloaded.add(filter(self.covers, preload))
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
        signs = set(unicodedata.normalize("NFC", text))
        return tuple(sorted(s for s in signs if self._shown[ord(s)] not in ("", " ", s)))

    def printable(self, text: str) -> str:
        """Rewrite a text so that every character but the line feed has a glyph.

        A character without a glyph is named, for instance ``[U+1F9EA]``; tabs become spaces;
        invisible format characters are left out; letters and their combining marks are joined.
        """
        composed = unicodedata.normalize("NFC", writable_text(text))
        if all(self._shown[ord(sign)] == sign for sign in set(composed)):
            return composed
        return composed.translate(self._shown)

    def encode(self, text: str, document: PDFDocument) -> bytes:
        """Write a text as glyph numbers, two bytes each.

        Raises:
            MissingGlyphError: The text has a character without a glyph.
        """
        numbers = self._embedding(document).glyph_numbers
        return text.translate(numbers).encode("utf-16-be", "surrogatepass")

    def reference(self, document: PDFDocument) -> str:
        """Reference to the font, usable before the font itself is written."""
        return self._embedding(document).reference

    def resource_name(self, document: PDFDocument) -> str:
        """Name of the font in the resources of every page."""
        return self._embedding(document).resource_name

    # The names and arguments of the next four methods are those that reportlab calls.

    def stringWidth(  # noqa: N802
        self, text: str | bytes, size: float, encoding: str = "utf8"
    ) -> float:
        """Width of a text in points."""
        signs = text if isinstance(text, str) else asNative(text, encoding)
        return 0.001 * size * sum(map(self._advances.__getitem__, signs))

    def splitString(  # noqa: N802
        self, text: str | bytes, doc: PDFDocument, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """Encode a text as runs of (font part, bytes); this font has a single part."""
        encoded = self.encode(asNative(text, encoding), doc)
        return [(0, encoded)] if encoded else []

    def getSubsetInternalName(self, subset: int, doc: PDFDocument) -> str:  # noqa: N802
        """Name of the font in the resources of a page."""
        return f"/{self.resource_name(doc)}"

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802
        """Write the font into the document; reportlab calls this once, when saving."""
        embedding = self._embedding(doc)
        embedding.glyph_numbers.closed = True
        with self._lock:
            subset = subset_of(self.face, embedding.glyph_numbers.characters)
        name = PDFName(f"{subset.tag}+{self._postscript_name}")
        descendant = add_object(doc, TextObject(self._descendant(doc, subset, name)))
        embedding.font.text = (
            f"<</Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H"
            f" /DescendantFonts [{descendant}]"
            f" /ToUnicode {shared_stream(doc, subset.character_map)}>>"
        )

    def _embedding(self, document: PDFDocument) -> _Embedding:
        with self._lock:
            return self._embeddings.get(document) or self._begin_embedding(document)

    def _begin_embedding(self, document: PDFDocument) -> _Embedding:
        font = TextObject()
        embedding = _Embedding(
            resource_name=f"F{len(document.fontMapping) + 1}",
            reference=add_object(document, font),
            font=font,
            glyph_numbers=self._preloaded.copy(),
        )
        self._embeddings[document] = embedding
        _page_fonts(document)[embedding.resource_name] = embedding.reference
        document.fontMapping[self.fontName] = f"/{embedding.resource_name}"
        document.delayedFonts.append(self)
        return embedding

    def _descendant(self, document: PDFDocument, subset: Subset, name: str) -> str:
        descriptor = add_object(document, TextObject(self._descriptor(document, subset, name)))
        return (
            f"<</Type /Font /Subtype /CIDFontType2 /BaseFont {name}"
            " /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"
            f" /FontDescriptor {descriptor} /W {subset.widths}"
            f" /DW {number(self.face.defaultWidth)} /CIDToGIDMap /Identity>>"
        )

    def _descriptor(self, document: PDFDocument, subset: Subset, name: str) -> str:
        face, font_file = self.face, subset.font_file
        file = shared_stream(document, font_file, f"/Length1 {font_file.length} ")
        return (
            f"<</Type /FontDescriptor /FontName {name}"
            f" /Flags {(face.flags & ~FF_SYMBOLIC) | FF_NONSYMBOLIC}"
            f" /FontBBox [{' '.join(map(number, face.bbox))}]"
            f" /ItalicAngle {number(face.italicAngle)} /Ascent {number(face.ascent)}"
            f" /Descent {number(face.descent)} /CapHeight {number(face.capHeight)}"
            f" /StemV {number(face.stemV)} /FontFile2 {file}>>"
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
