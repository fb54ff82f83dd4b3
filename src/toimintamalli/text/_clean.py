"""Cleaning of text that people paste into forms: same words, no hidden or harmful characters.

The cleaned text is safe to store, compare, print and put into a file of any kind. Letters, quotes,
dashes, Sámi signs and emoji stay as they were written; every change is counted, to be told.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from enum import StrEnum

from attrs import frozen

__all__ = ["CleanedText", "CleaningChange", "CleaningKind", "clean_text"]

_MAX_STACKED_MARKS = 4


class CleaningKind(StrEnum):
    """What was changed, in the order in which changes are reported."""

    LINE_END = "line_end"
    """Line ends other than a line feed; on a single line, all that became spaces."""
    CONTROL = "control"
    """Control characters, removed."""
    TAB = "tab"
    """Tabs, now spaces."""
    SURROGATE = "surrogate"
    """Halves of characters, joined when both were there, else now U+FFFD."""
    NONCHARACTER = "noncharacter"
    """Code points that are no characters, removed."""
    BIDI = "bidi"
    """Marks that turn the direction of writing, removed."""
    INVISIBLE = "invisible"
    """Other characters that show nothing, removed."""
    SOFT_HYPHEN = "soft_hyphen"
    """Soft hyphens, removed."""
    JOINER = "joiner"
    """Joiners and non-joiners where they join nothing, removed."""
    TAG_CHARACTER = "tag_character"
    """Tag characters that do not belong to a flag, removed."""
    PRIVATE_USE = "private_use"
    """Characters that only one font knows, now U+FFFD."""
    WORD_BULLET = "word_bullet"
    """Bullets of a Word list, now ``•``."""
    SPACE = "space"
    """Spaces of other kinds, now plain spaces."""
    COMBINING = "combining"
    """Marks stacked higher than any language needs, removed."""
    NORMALISED = "normalised"
    """Words whose letters and marks were joined (Unicode form NFC)."""
    LEADING_SPACE = "leading_space"
    """Spaces before the text, removed."""
    TRAILING_SPACE = "trailing_space"
    """Lines whose last spaces were removed."""
    BLANK_LINES = "blank_lines"
    """Line ends removed around the text and where there was more than one blank line."""


@frozen
class CleaningChange:
    """How many times one kind of change was made."""

    kind: CleaningKind
    count: int


@frozen
class CleanedText:
    """A text fit for storing, and what was changed to make it so."""

    text: str
    changes: tuple[CleaningChange, ...] = ()


def clean_text(text: str, *, multiline: bool = True) -> CleanedText:
    r"""Clean a text that somebody typed or pasted.

    The result is in Unicode form NFC, can be encoded in UTF-8, has ``\n`` as its only line end
    and control character, no spaces around it and at most one blank line in a row. Cleaning it
    again changes nothing. The time taken grows with the length of the text, whatever it holds.

    Args:
        text: Any string.
        multiline: Whether the text may have several lines; if not, line ends become spaces.

    Returns:
        The cleaned text and the changes made, by kind.

    Example:
        >>> cleaned = clean_text("Per\u00adhe\u00adtupa\u00a0 \r\n")
        >>> cleaned.text
        'Perhetupa'
        >>> [(change.kind.value, change.count) for change in cleaned.changes][:2]
        [('line_end', 1), ('soft_hyphen', 2)]
    """
    if _is_clean(text, multiline=multiline):
        return CleanedText(text)
    counts: Counter[CleaningKind] = Counter()
    text = _without_surrogates(text, counts)
    text = _with_plain_line_ends(text, counts)
    text = _without_unwanted_characters(text, counts)
    text = _without_stacked_marks(text, counts)
    text = _composed(text, counts)
    # Composing takes some characters apart, and so may add marks; what comes after it may leave
    # letters and marks side by side that belong together.
    text = _without_stacked_marks(text, counts)
    text = _without_stray_extenders(text, counts)
    text = _composed(text, counts)
    text = _trimmed(text, counts)
    if not multiline:
        text = _on_one_line(text, counts)
    changes = tuple(CleaningChange(kind, counts[kind]) for kind in CleaningKind if counts[kind])
    return CleanedText(text, changes)


# Characters that never need cleaning: Latin, Greek and Cyrillic letters, common punctuation,
# currency, arrows, mathematical and other symbols, and emoji that stand alone.
_ORDINARY = re.compile(
    "[\n\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1eff"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u27bf\U0001f300-\U0001faff]*"
)


def _is_clean(text: str, *, multiline: bool) -> bool:
    """Tell quickly that a text needs nothing; most texts do not."""
    return (
        _ORDINARY.fullmatch(text) is not None
        and " \n" not in text
        and "\n\n\n" not in text
        and not text.startswith((" ", "\n"))
        and not text.endswith((" ", "\n"))
        and (multiline or "\n" not in text)
        and unicodedata.is_normalized("NFC", text)
    )


_SURROGATE = re.compile("[\ud800-\udfff]")


def _without_surrogates(text: str, counts: Counter[CleaningKind]) -> str:
    found = len(_SURROGATE.findall(text))
    if not found:
        return text
    counts[CleaningKind.SURROGATE] += found
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


# Word's line break inside a paragraph is the vertical tab.
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def _with_plain_line_ends(text: str, counts: Counter[CleaningKind]) -> str:
    text, changed = _LINE_END.subn("\n", text)
    counts[CleaningKind.LINE_END] += changed
    return text


_PLANES = range(0, 0x110000, 0x10000)
_LAST_TWO_OF_EACH_PLANE = "".join(f"{chr(p + 0xFFFE)}{chr(p + 0xFFFF)}" for p in _PLANES)

# What is unwanted wherever it stands: the kind, the characters and what replaces them.
_UNWANTED = tuple(
    (kind, re.compile(f"[{characters}]"), replacement)
    for kind, characters, replacement in (
        (CleaningKind.TAB, "\t", " "),
        (CleaningKind.CONTROL, "\x00-\x08\x0b-\x1f\x7f-\x9f", ""),
        (CleaningKind.NONCHARACTER, f"\ufdd0-\ufdef{_LAST_TWO_OF_EACH_PLANE}", ""),
        (CleaningKind.BIDI, "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069", ""),
        (CleaningKind.SOFT_HYPHEN, "\xad", ""),
        (
            CleaningKind.INVISIBLE,
            "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2064\u206a-\u206f\u3164"
            "\ufeff\uffa0\ufff9-\ufffb",
            "",
        ),
        (CleaningKind.WORD_BULLET, "\uf0b7", "•"),
        (
            CleaningKind.PRIVATE_USE,
            "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd",
            "\ufffd",
        ),
        (CleaningKind.SPACE, "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000", " "),
    )
)


def _without_unwanted_characters(text: str, counts: Counter[CleaningKind]) -> str:
    for kind, pattern, replacement in _UNWANTED:
        text, changed = pattern.subn(replacement, text)
        counts[kind] += changed
    return text


_JOINERS = "\u200c\u200d"
_TAGS = "\U000e0000-\U000e007f"
_VARIATION_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_EXTENDERS = f"{_JOINERS}{_TAGS}{_VARIATION_SELECTORS}"

_POSSIBLE_STACK = re.compile(rf"[^\w\s\x00-\xbf]{{{_MAX_STACKED_MARKS + 1},}}")


def _without_stacked_marks(text: str, counts: Counter[CleaningKind]) -> str:
    """Limit the marks on one letter.

    Besides hiding the lines around, long stacks make Unicode normalisation take quadratic time.
    """

    def lowered(stack: re.Match[str]) -> str:
        kept = []
        height = 0
        for character in stack[0]:
            category = unicodedata.category(character)
            is_mark = category.startswith("M")
            if is_mark:
                height += 1
            elif not category.startswith("C"):  # joiners and tags do not end a stack
                height = 0
            if not is_mark or height <= _MAX_STACKED_MARKS:
                kept.append(character)
        counts[CleaningKind.COMBINING] += len(stack[0]) - len(kept)
        return "".join(kept)

    return _POSSIBLE_STACK.sub(lowered, text)


def _composed(text: str, counts: Counter[CleaningKind]) -> str:
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        words = zip(text.split(), composed.split(), strict=True)
        counts[CleaningKind.NORMALISED] += sum(before != after for before, after in words)
    return composed


# Unicode form NFC turns none of these into a character outside its class, or the reverse; so a
# sequence kept once is kept always.
_EMOJI = (
    "\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u21ff\u231a-\u2328\u232b-\u23ff\u24c2\u25aa-\u27bf"
    "\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_SKIN_TONES = "\U0001f3fb-\U0001f3ff"
# Arabic, Indic, Tibetan, Myanmar, Khmer, Mongolian and other scripts whose spelling has joiners.
_JOINING_SCRIPTS = "\u0620-\u0dff\u0f00-\u109f\u1780-\u18aa"

_ONE_EMOJI = f"[{_EMOJI}][{_VARIATION_SELECTORS}]?(?:[{_SKIN_TONES}][{_VARIATION_SELECTORS}]?)?"
_EXTENDED = re.compile(
    rf"""
    (?P<legitimate>
        \U0001f3f4 [\U000e0030-\U000e0039\U000e0061-\U000e007a]{{2,6}} \U000e007f
      | {_ONE_EMOJI} (?: \u200d {_ONE_EMOJI} )*
      | [{_JOINING_SCRIPTS}] [^\w\s\x00-\x7f{_EXTENDERS}{_EMOJI}]{{0,{_MAX_STACKED_MARKS}}}
        [{_JOINERS}] (?=\w) (?=[{_JOINING_SCRIPTS}])
      | [^\s{_EXTENDERS}] [{_VARIATION_SELECTORS}]
    )
    | (?P<joiner> [{_JOINERS}]+ )
    | (?P<tag_character> [{_TAGS}]+ )
    | (?P<invisible> [{_VARIATION_SELECTORS}]+ )
    """,
    re.VERBOSE,
)


def _without_stray_extenders(text: str, counts: Counter[CleaningKind]) -> str:
    """Keep joiners, tags and variation selectors only where they shape what is seen."""

    def kept(found: re.Match[str]) -> str:
        if found["legitimate"]:
            return found[0]
        counts[CleaningKind(str(found.lastgroup))] += len(found[0])
        return ""

    return _EXTENDED.sub(kept, text)


_BLANK_LINES = re.compile("\n{3,}")


def _trimmed(text: str, counts: Counter[CleaningKind]) -> str:
    lines = text.split("\n")
    trimmed_lines = [line.rstrip(" ") for line in lines]
    counts[CleaningKind.TRAILING_SPACE] += sum(map(str.__ne__, lines, trimmed_lines))
    text = "\n".join(trimmed_lines)
    trimmed = text.strip(" \n")
    before = text[: len(text) - len(text.lstrip(" \n"))]
    counts[CleaningKind.LEADING_SPACE] += before.count(" ")
    shortened = _BLANK_LINES.sub("\n\n", trimmed)
    counts[CleaningKind.BLANK_LINES] += text.count("\n") - shortened.count("\n")
    return shortened


def _on_one_line(text: str, counts: Counter[CleaningKind]) -> str:
    counts[CleaningKind.LINE_END] += text.count("\n")
    return re.sub("\n+", " ", text)
