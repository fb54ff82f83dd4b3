"""The order of names in a list: by the alphabet of the reader, not by the numbers of characters.

Finnish and Swedish have å, ä and ö as letters of their own after z; in English they are a and o
with marks. The rules are those of CLDR for the letters that names in these languages have. Numbers
are ordered as numbers, so that ``Malli 2`` comes before ``Malli 10``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from toimintamalli.diagnostics import as_language
from toimintamalli.text import Language

__all__ = ["sort_key"]

_Place = tuple[int, int, str]

_PIECES: Final = re.compile(r"[0-9]+|.", re.DOTALL)
_SPACE, _SIGN, _NUMBER, _LETTER = range(4)

# A letter stands where another does, behind it: ü with y, and å behind z, where { comes next.
_NORDIC: Final = {
    "å": ("{", 0),
    "ä": ("|", 0),
    "æ": ("|", 1),
    "ö": ("}", 0),
    "ø": ("}", 1),
    "ü": ("y", 1),
    "đ": ("d", 1),
}
_ENGLISH: Final = {"ø": ("o", 11), "đ": ("d", 11)}
_LETTERS: Final[Mapping[Language, Mapping[str, tuple[str, int]]]] = {
    Language.FINNISH: _NORDIC,
    Language.SWEDISH: _NORDIC,
    Language.ENGLISH: _ENGLISH,
}
# Marks above a letter, in the order of CLDR; a stroke through it comes after them.
_MARKS: Final = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307"
_SPELLED: Final = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}


def sort_key(
    text: str, language: Language | str = Language.FINNISH
) -> tuple[tuple[_Place, ...], tuple[int, ...], str, str]:
    """Return what orders texts as a reader of a language looks for them.

    Spaces and other signs come first, then numbers, then letters. Marks and capitals decide only
    between texts that are otherwise the same: plain and small letters come first.

    Args:
        text: A name or a title.
        language: Language of the list.

    Example:
        >>> names = ["Öja", "Zeta", "Ähtäri", "Åland", "Malli 10", "Malli 2"]
        >>> sorted(names, key=sort_key)
        ['Malli 2', 'Malli 10', 'Zeta', 'Åland', 'Ähtäri', 'Öja']
        >>> sorted(names, key=lambda name: sort_key(name, "en"))
        ['Ähtäri', 'Åland', 'Malli 2', 'Malli 10', 'Öja', 'Zeta']
    """
    own = _LETTERS[as_language(language)]
    composed = unicodedata.normalize("NFC", text)
    pieces = _PIECES.findall(unicodedata.normalize("NFC", composed.lower()))
    placed = [one for piece in pieces for one in _placed(piece, own)]
    places, marks = tuple(place for place, _ in placed), tuple(mark for _, mark in placed)
    return places, marks, text.swapcase(), text


def _placed(piece: str, own: Mapping[str, tuple[str, int]]) -> Iterator[tuple[_Place, int]]:
    """Yield where a number, a sign or each letter of a piece stands, and its mark."""
    if piece in own:
        letter, mark = own[piece]
        yield (_LETTER, 0, letter), mark
    elif piece[0] in "0123456789":
        digits = piece.lstrip("0")  # no number is made of them: there may be too many
        yield (_NUMBER, len(digits), digits), len(piece)
    elif piece.isspace():
        yield (_SPACE, 0, ""), ord(piece)
    elif piece in _SPELLED:
        yield from (((_LETTER, 0, letter), 1) for letter in _SPELLED[piece])
    else:
        parts = unicodedata.normalize("NFD", piece)
        yield (_LETTER if piece.isalpha() else _SIGN, 0, parts[0]), _mark(parts[1:])


def _mark(marks: str) -> int:
    return (_MARKS.find(marks[0]) + 1 or ord(marks[0])) if marks else 0
