"""Subsets of a TrueType font, made once for all documents that draw the same characters.

Cutting the font file, measuring its glyphs and compressing the result takes longer than
everything else in a small document, and most documents of one form draw the same characters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import frozen
from reportlab.pdfbase.ttfonts import TTFontFace

from toimintamalli_pdf.tagging._objects import SharedContent, number

_KEPT_SUBSETS = 64
_CHARACTERS_PER_BLOCK = 100  # the most a block of a character map may hold
_CHARACTER_MAP = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@frozen(kw_only=True)
class Subset:
    """The glyphs that some documents use of a font.

    Attributes:
        tag: Six letters before the name of the font, which tell it from other subsets.
        font_file: The font file with these glyphs only.
        widths: Width of every glyph, as the entry ``W`` of the font wants it.
        character_map: The way from glyph numbers back to characters.
    """

    tag: str
    font_file: SharedContent
    widths: str
    character_map: SharedContent


@lru_cache(maxsize=_KEPT_SUBSETS)
def subset_of(face: TTFontFace, characters: str) -> Subset:
    """Return the subset of a font that draws some characters.

    Reading the font moves a cursor in its file: only one thread at a time may ask for a face.

    Args:
        face: The font; it has a glyph for each character.
        characters: The characters, each once; their order numbers the glyphs from 1 up.
    """
    drawn = _first_of_each_glyph(face, characters)
    return Subset(
        tag=_tag(characters),
        font_file=SharedContent(face.makeSubset(list(map(ord, characters)))),
        widths=_widths(face, drawn),
        character_map=SharedContent(_character_map(drawn)),
    )


def _first_of_each_glyph(face: TTFontFace, characters: str) -> str:
    """Characters in the order of the glyph numbers; of those with the same glyph, the first."""
    first: dict[int, str] = {}
    for character in characters:
        first.setdefault(face.charToGlyph[ord(character)], character)
    return "".join(first.values())


def _tag(characters: str) -> str:
    """Six capital letters, as PDF asks."""
    digest = hashlib.sha256(characters.encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _widths(face: TTFontFace, drawn: str) -> str:
    default = face.defaultWidth
    widths = [default, *(face.charWidths.get(ord(character), default) for character in drawn)]
    return f"[0 [{' '.join(map(number, widths))}]]"


def _character_map(drawn: str) -> bytes:
    lines = [
        f"<{glyph_number:04X}> <{character.encode('utf-16-be').hex().upper()}>"
        for glyph_number, character in enumerate(drawn, start=1)
    ]
    return _CHARACTER_MAP.format(blocks="\n".join(_blocks(lines))).encode("ascii")


def _blocks(lines: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(lines), _CHARACTERS_PER_BLOCK):
        block = lines[start : start + _CHARACTERS_PER_BLOCK]
        yield "\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"])
