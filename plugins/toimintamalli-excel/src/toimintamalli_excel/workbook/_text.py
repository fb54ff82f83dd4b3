"""Any Python string as safe cell text: cleaned, escaped, measured and split.

Excel measures text in UTF-16 code units and reads ``_x000D_`` in a file as the character U+000D.
XML 1.0 cannot hold most control characters at all. The functions here bridge those facts.
"""

import re
from typing import Final

from attrs import frozen

CELL_TEXT_LIMIT: Final = 32_767
"""The longest text one Excel cell holds, in UTF-16 code units."""

_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

_CONTROLS: Final = "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"
_SURROGATES: Final = "\ud800-\udfff"
_NONCHARACTERS: Final = "\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17)
)
_UNSAFE: Final = re.compile(f"[{_CONTROLS}{_SURROGATES}{_NONCHARACTERS}]")

_LOOKS_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_ESCAPED_UNDERSCORE: Final = "_x005F_"

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\n", "'")


@frozen(kw_only=True)
class CleanText:
    r"""A text that XML and Excel can hold.

    Attributes:
        text: The cleaned text; its only line end is ``\n``.
        removed: How many characters were removed. Line ends are changed, not removed.
    """

    text: str
    removed: int


def clean_text(text: str) -> CleanText:
    r"""Normalise the line ends and remove the characters a workbook cannot hold.

    CRLF, CR, VT (the soft line break of word processors), FF, FS, GS, RS, NEL, U+2028 and U+2029
    become ``\n``. The other control characters except the tab, surrogates and the Unicode
    non-characters are removed.

    Args:
        text: Any string, also one with lone surrogates.

    Returns:
        The cleaned text and the count of removed characters.
    """
    if text.isprintable():  # none of the characters meant here is, and most texts are
        return CleanText(text=text, removed=0)
    with_plain_lines = _LINE_ENDS.sub("\n", text)
    cleaned, removed = _UNSAFE.subn("", with_plain_lines)
    return CleanText(text=cleaned, removed=removed)


def escape_text(text: str) -> str:
    """Protect what Excel would read as an escaped character, such as a typed ``_x000D_``.

    Args:
        text: A cleaned text.

    Returns:
        The text as it stands in the file, before the escapes of XML itself.
    """
    return _LOOKS_ESCAPED.sub(_ESCAPED_UNDERSCORE, text) if "_x" in text else text


def unescape_text(text: str) -> str:
    """Undo :func:`escape_text`, for readers that return the text of the file as it stands.

    Args:
        text: A text from a cell as openpyxl reads it. (python-calamine unescapes by itself.)

    Returns:
        The text as Excel shows it.
    """
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def utf16_length(text: str) -> int:
    """Measure a text as Excel does.

    Args:
        text: A text without lone surrogates.

    Returns:
        The length in UTF-16 code units; most emojis count as two.
    """
    return len(text.encode("utf-16-le")) // 2


def shorten(text: str, limit: int) -> str:
    """Cut the end of a text off, never inside a character.

    Args:
        text: A text without lone surrogates.
        limit: The longest allowed result in UTF-16 code units.

    Returns:
        The longest start of the text that fits.
    """
    return text.encode("utf-16-le")[: limit * 2].decode("utf-16-le", errors="ignore")


def split_text(text: str, limit: int = CELL_TEXT_LIMIT) -> tuple[str, ...]:
    """Split a cleaned text into parts that each fit one cell, also when escaped.

    Joining the parts gives the text back. No character is cut in two.

    Args:
        text: A cleaned text.
        limit: The longest allowed part in UTF-16 code units of its escaped form; at least 7, the
            length of one escaped character.

    Returns:
        The parts in order; one part when the text fits.
    """
    if utf16_length(escape_text(text)) <= limit:
        return (text,)
    escaped_at = {match.start() for match in _LOOKS_ESCAPED.finditer(text)}
    cuts, used = [0], 0
    for position, character in enumerate(text):
        units = len(_ESCAPED_UNDERSCORE) if position in escaped_at else utf16_length(character)
        if used + units > limit:
            cuts.append(position)
            used = 0
        used += units
    return tuple(text[start:end] for start, end in zip(cuts, [*cuts[1:], None], strict=True))


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet could take a typed or pasted text for a formula.

    Args:
        text: A cleaned text.

    Returns:
        True when the first character is one that starts formulas or hides the rest.
    """
    return text.startswith(_FORMULA_STARTS)
