"""Spellings: when two texts of a table are the same one written in two ways.

Case, white space and surrounding marks do not matter. A number that a survey tool puts before or
behind a label is passed over only where the text with its number is not known.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

__all__ = [
    "LONGEST_SHOWN",
    "NOTHING_NEAR",
    "ends_with",
    "nearest",
    "shown",
    "spelling",
    "spellings",
]

LONGEST_SHOWN = 60
"""How much of a strange text a finding shows."""

NOTHING_NEAR = "–"
"""What stands for the nearest text where no known text is like the one found."""

_LONGEST_COMPARED = 200
_LIKENESS = 0.6

_MARKS = " .,:;!?*•…\"'`´“”„‟’‘‚‛«»‹›"
_NUMBER = r"[-−+]?[0-9]{1,6}"
# "4 = label", "4 - label", "4. label", "(4) label"; but not "4-5 times".
_NUMBER_BEFORE = re.compile(
    rf"(?:[(\[]{_NUMBER}[)\]]|{_NUMBER})\s*(?:(?<=[)\]])|[=:.)]|[-–—](?!\s*[0-9]))\s*(?=[^\s0-9])"
)
_NUMBER_BEHIND = re.compile(rf"(?<!\s)\s*+[(\[]{_NUMBER}[)\]]$")
_WHOLE_NUMBER = re.compile(rf"[(\[]?(?P<number>{_NUMBER})(?:[.,]0+)?[)\]]?")
_BEFORE_STATEMENT = re.compile(r"[:.?>|/\[(]\s*$")


def spelling(text: str) -> str:
    r"""Return a text without what does not matter: case, white space, surrounding marks.

    Example:
        >>> spelling(' "Täysin\N{NO-BREAK SPACE}SAMAA mieltä." ')
        'täysin samaa mieltä'
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    joined = " ".join(folded.split())
    return joined.strip(_MARKS) or joined


def spellings(text: str) -> tuple[str, ...]:
    """Return what a text may be known by: itself first, then without a number beside it.

    Example:
        >>> spellings("4 = Täysin samaa mieltä")
        ('4 = täysin samaa mieltä', 'täysin samaa mieltä')
        >>> spellings("4,0")
        ('4,0', '4')
    """
    whole = spelling(text)
    number = _WHOLE_NUMBER.fullmatch(whole)
    if number:
        return tuple(dict.fromkeys((whole, number["number"])))
    before = _NUMBER_BEFORE.match(whole)
    bare = _NUMBER_BEHIND.sub("", whole[before.end() :] if before else whole)
    return tuple(dict.fromkeys(filter(None, (whole, spelling(bare)))))


def ends_with(heading: str, statement: str) -> bool:
    """Return whether a heading is a question followed by a statement, as tools write matrices.

    Example:
        >>> ends_with("Arvioikaa väittämät: Malli on kuvattu", "malli on kuvattu")
        True
        >>> ends_with("Eikö malli on kuvattu", "malli on kuvattu")
        False
    """
    whole = spelling(heading).rstrip(" )]")
    before = whole.removesuffix(statement)
    return before != whole and _BEFORE_STATEMENT.search(before) is not None


def nearest(text: str, known: Iterable[str]) -> str:
    """Return the known text that is most like a text; a dash where none is like it.

    Example:
        >>> nearest("Täysin samma mieltä", ["täysin samaa mieltä", "täysin eri mieltä"])
        'täysin samaa mieltä'
    """
    wanted = spelling(text)
    if len(wanted) > _LONGEST_COMPARED:
        return NOTHING_NEAR
    by_spelling = {spelling(candidate): candidate for candidate in known}
    near = difflib.get_close_matches(wanted, by_spelling, n=1, cutoff=_LIKENESS)
    return shown(by_spelling[near[0]]) if near else NOTHING_NEAR


def shown(text: str) -> str:
    """Return a text on one line, as long as a finding shows it."""
    joined = " ".join(text.split())
    return joined if len(joined) <= LONGEST_SHOWN else f"{joined[: LONGEST_SHOWN - 1]}…"
