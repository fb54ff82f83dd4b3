"""Plain text before it is drawn: cleaning, naming characters, breaking lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

REPLACEMENT_CHARACTER = "\N{REPLACEMENT CHARACTER}"

_LINE_BREAK = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_PARAGRAPH = re.compile(r"[^\n]*\n|[^\n]+")
_WORD_AND_SPACE = re.compile(r"(?!\Z)([^ \n]*)([ \n]*)")


def unify_line_breaks(text: str) -> str:
    """Write every kind of line break as a line feed."""
    return _LINE_BREAK.sub("\n", text)


def writable_text(text: str) -> str:
    """Make any string writable into a PDF text string and into XML.

    Line breaks become line feeds. Control characters other than tab and line feed, lone
    surrogates and the two code points that XML forbids become U+FFFD.
    """
    return _UNWRITABLE.sub(REPLACEMENT_CHARACTER, unify_line_breaks(text))


def writable_line(text: str) -> str:
    """Clean a text that must stay on one line: line breaks and tabs become spaces."""
    return writable_text(text).replace("\n", " ").replace("\t", " ")


def has_words(text: str) -> bool:
    """Whether a text has a visible character."""
    return any(character.isprintable() and not character.isspace() for character in text)


def code_point_label(character: str) -> str:
    """Name a character by its code point, for instance ``U+1F9EA``."""
    return f"U+{ord(character):04X}"


def wrap_text(text: str, width: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """Break text into lines no wider than ``width``.

    Lines break at spaces, at line feeds and, in a word wider than the line, between letters.
    Every line keeps the space or line feed it broke at, so that joining the lines gives the text
    back unchanged. Trailing spaces do not count as width.

    Args:
        text: Text with line feeds as line breaks.
        width: Line width in points.
        measure: Width of a string in points.

    Returns:
        The lines; none for an empty text.
    """
    return tuple(
        line
        for paragraph in _PARAGRAPH.findall(text)
        for line in _wrap_paragraph(paragraph, width, measure)
    )


def _wrap_paragraph(paragraph: str, width: float, measure: Callable[[str], float]) -> Iterable[str]:
    pieces: list[str] = []
    used = 0.0
    widths_of_spaces: dict[str, float] = {}
    for word, space in _WORD_AND_SPACE.findall(paragraph):
        piece, needed = word, measure(word)
        if pieces and used + needed > width:
            yield "".join(pieces)
            pieces, used = [], 0.0
        if needed > width:
            *full_lines, piece = _break_word(word, width, measure)
            yield from full_lines
            needed = measure(piece)
        if space not in widths_of_spaces:
            widths_of_spaces[space] = measure(space)
        pieces += (piece, space)
        used += needed + widths_of_spaces[space]
    yield "".join(pieces)


def _break_word(word: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Cut a word into pieces of at most ``width``, keeping combining marks with their letter."""
    advances = {character: measure(character) for character in set(word)}
    pieces, start, used = [], 0, 0.0
    for index, character in enumerate(word):
        advance = advances[character]
        if used + advance > width and index > start and not unicodedata.combining(character):
            pieces.append(word[start:index])
            start, used = index, 0.0
        used += advance
    pieces.append(word[start:])
    return pieces
