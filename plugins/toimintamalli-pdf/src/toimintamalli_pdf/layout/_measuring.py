"""Breaks texts into lines, and notes the characters that pages cannot show."""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import define, field

from toimintamalli_pdf.tagging import CidFont, TextStyle, code_point_label, wrap_text
from toimintamalli_pdf.tagging._text import unify_line_breaks

_KEPT_TEXTS = 4096
_LONGEST_KEPT = 400  # characters; longer texts are answers, which seldom come again
PLAIN = re.compile("[\n -~À-ÖØ-öø-ÿ–”]*")  # characters that both fonts show as they are
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ELLIPSIS = "…"


@define
class Typesetter:
    """Breaks the texts of one document into lines.

    Attributes:
        missing: Characters without a glyph that were met so far.
        right_to_left: Texts that run from right to left that were met so far.
    """

    missing: set[str] = field(factory=set)
    right_to_left: set[str] = field(factory=set)

    def lines(self, text: str, style: TextStyle, width: float) -> tuple[str, ...]:
        """Return the lines of a text, each with the space it was broken at; see `wrap_text`."""
        measure = _kept_lines if len(text) <= _LONGEST_KEPT else _measured_lines
        lines, missing = measure(text, style, width)
        if missing:
            self.missing.update(missing)
        self._note_direction(text)
        return lines

    def paragraphs(self, text: str, style: TextStyle, width: float) -> list[tuple[str, ...]]:
        """Return the lines of each paragraph of a text; blank paragraphs are left out."""
        if "\n" not in text and PLAIN.fullmatch(text):
            return [self.lines(text, style, width)] if text.strip() else []
        measured = [
            self.lines(paragraph, style, width)
            for paragraph in unify_line_breaks(text).split("\n")
            if paragraph.strip()
        ]
        return [lines for lines in measured if any(line.strip() for line in lines)]

    def line(self, text: str, style: TextStyle, width: float) -> str:
        """Return as much of a text as one line shows."""
        shown, missing = _prepared(on_one_line(text), style.font)
        self.missing.update(missing)
        self._note_direction(text)
        if style.width(shown) <= width:
            return shown
        room = width - style.width(_ELLIPSIS)
        return wrap_text(shown, room, style.width)[0].rstrip() + _ELLIPSIS

    def _note_direction(self, text: str) -> None:
        if runs_from_right_to_left(text):
            self.right_to_left.add(text)

    def missing_glyphs(self) -> tuple[str, ...]:
        """Return the code points of the characters without a glyph, in order."""
        return tuple(map(code_point_label, sorted(self.missing)))


def on_one_line(text: str) -> str:
    """Return a text with spaces for its line breaks."""
    return unify_line_breaks(text).replace("\n", " ")


def runs_from_right_to_left(text: str) -> bool:
    """Tell whether a text has letters that run from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def _measured_lines(
    text: str, style: TextStyle, width: float
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines of a text, and its characters without a glyph."""
    shown, missing = _prepared(text, style.font)
    if "\n" not in shown and style.width(shown) <= width:
        return (shown,) if shown else (), missing
    return wrap_text(shown, width, style.width), missing


_kept_lines = lru_cache(maxsize=_KEPT_TEXTS)(_measured_lines)


def _prepared(text: str, font: CidFont) -> tuple[str, tuple[str, ...]]:
    if PLAIN.fullmatch(text):
        return text, ()
    return font.printable(text), font.missing(text)
