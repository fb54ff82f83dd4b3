"""Encodings: which text some bytes spell, told where it is certain and guessed only when asked."""

from __future__ import annotations

from attrs import evolve, frozen

from toimintamalli.diagnostics import Report, diagnostic
from toimintamalli.errors import LoadError

__all__ = ["DecodedText", "decode"]

# Longest mark first: the mark of UTF-32 begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@frozen
class DecodedText:
    """Text made from bytes.

    Attributes:
        text: The text, without a byte order mark.
        guessed: Name of the encoding where it was guessed, else None.
    """

    text: str
    guessed: str | None = None


def decode(data: bytes, *, guess: bool = False) -> DecodedText:
    """Return the text that the bytes spell.

    UTF-8, and UTF-16 and UTF-32 that begin with a byte order mark, are certain.

    Args:
        data: The bytes.
        guess: Whether bytes that are not UTF-8 may be taken for Windows-1252.

    Raises:
        LoadError: The encoding is not certain, and no guess is wanted.
    """
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if guess and encoding == "utf-8":
            return DecodedText(data.decode("cp1252", errors="replace"), guessed="Windows-1252")
        line = data.count(b"\n", 0, error.start) + 1
        raise LoadError(_not_utf8(line)) from None
    if "\x00" in text and not guess:
        raise LoadError(_not_utf8(text.count("\n", 0, text.index("\x00")) + 1))
    return DecodedText(text)


def _not_utf8(line: int) -> Report:
    return Report((evolve(diagnostic("TM131"), line=line),))
