"""Looks through a text for personal data of every kind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from toimintamalli.personal_data._emails import email_spans
from toimintamalli.personal_data._identity_codes import identity_code_spans
from toimintamalli.personal_data._kinds import FoundData, PersonalDataKind
from toimintamalli.personal_data._names import PersonNames
from toimintamalli.personal_data._passwords import password_spans
from toimintamalli.personal_data._phones import phone_spans
from toimintamalli.personal_data._tokens import access_token_spans

__all__ = ["Finders", "find_personal_data", "find_with", "finders_that_find"]

_LONGEST_LABEL = 100
_NOBODY = PersonNames()
_BESIDE_NAMES = " \t\r\n\u00a0,;:.-‐‑()/<>"
_DIGIT = re.compile("[0-9]")

Finder = Callable[[str], Iterator[tuple[int, int]]]

Finders = tuple[tuple[PersonalDataKind, Finder], ...]

_FINDERS: Finders = (
    (PersonalDataKind.PASSWORD, password_spans),
    (PersonalDataKind.ACCESS_TOKEN, access_token_spans),
    (PersonalDataKind.EMAIL, email_spans),
)
_OF_DIGITS: Finders = (
    (PersonalDataKind.IDENTITY_CODE, identity_code_spans),
    (PersonalDataKind.PHONE, phone_spans),
)
_ALL: Finders = (*_FINDERS, *_OF_DIGITS)
_BETWEEN = "\n\N{FULLWIDTH VERTICAL LINE}\n"


def find_personal_data(
    text: str, names: PersonNames | None = None, *, before: str = ""
) -> tuple[FoundData, ...]:
    """Return where personal data stands in a text, from left to right; no two finds overlap.

    Finds that overlap become one, of the kind that is told first in `PersonalDataKind`, so that
    no end of any of them is left in sight. What of a name stands before or after another find is
    still told as a name.

    Args:
        text: Any text.
        names: People whose names are looked for; without them no name is found.
        before: What stands on the line before the text, where a text comes in pieces: a label in
            it, such as "Salasana:", tells what the text is.

    Example:
        >>> [found.kind.value for found in find_personal_data("Kysy: maija@esimerkki.fi")]
        ['email']
        >>> [found.kind.value for found in find_personal_data("keksitty", before="Salasana:")]
        ['password']
    """
    return find_with(_finders_for(text), text, names or _NOBODY, before)


def _finders_for(text: str) -> Finders:
    """Return the finders that have anything to look for in a text, or in any part of it."""
    return _ALL if _DIGIT.search(text) else _FINDERS


def finders_that_find(texts: Iterable[str]) -> Finders:
    """Return the finders that find something in any of some texts, each looked at as it is."""
    # What stands between them is no white space, so that no find stretches from one to the next.
    together = _BETWEEN.join(texts)
    return tuple(pair for pair in _ALL if next(pair[1](together), None) is not None)


def find_with(
    finders: Finders, text: str, names: PersonNames, before: str
) -> tuple[FoundData, ...]:
    """Return what some finders find in a text, and the names; no two finds overlap."""
    others = list(_finds(text, finders)) if finders else []
    if before:
        others += _named_before(text, before)
    if others:
        others = _joined_where_they_meet(others)
        return tuple(sorted([*others, *_names_beside(text, names, others)], key=_start))
    return tuple(name for span in names.spans(text) for name in _trimmed_name(text, *span))


def _start(one: FoundData) -> int:
    return one.start


def _joined_where_they_meet(finds: Iterable[FoundData]) -> list[FoundData]:
    joined: list[FoundData] = []
    for one in sorted(finds, key=_start):
        if joined and one.start < joined[-1].end:
            joined[-1] = _joined(joined[-1], one)
        else:
            joined.append(one)
    return joined


def _names_beside(
    text: str, names: PersonNames, others: Sequence[FoundData]
) -> Iterator[FoundData]:
    """Yield the names, without what of them the other finds cover."""
    starts = [one.start for one in others]
    for start, end in names.spans(text):
        place = start
        first = max(bisect_left(starts, start) - 1, 0)
        for other in others[first : bisect_left(starts, end)]:
            yield from _trimmed_name(text, place, min(other.start, end))
            place = max(place, other.end)
        yield from _trimmed_name(text, place, end)


def _trimmed_name(text: str, start: int, end: int) -> Iterator[FoundData]:
    """Yield a part of a name, without what parts it from what stands beside it."""
    part = text[start:end]
    if part.strip(_BESIDE_NAMES):
        start = end - len(part.lstrip(_BESIDE_NAMES))
        end = start + len(part.strip(_BESIDE_NAMES))
        yield FoundData(PersonalDataKind.NAME, start, end)


def _named_before(text: str, before: str) -> Iterator[FoundData]:
    """Yield the password at the beginning of a text whose label stands before it."""
    if not before.strip():
        return
    label = f"{before[-_LONGEST_LABEL:].rstrip()}\n"
    for start, end in password_spans(label + text[:_LONGEST_LABEL]):
        if start >= len(label):
            yield FoundData(PersonalDataKind.PASSWORD, start - len(label), end - len(label))


def _joined(one: FoundData, other: FoundData) -> FoundData:
    gravest = min(one.kind, other.kind, key=list(PersonalDataKind).index)
    return FoundData(gravest, one.start, max(one.end, other.end))


def _finds(text: str, finders: Finders) -> Iterator[FoundData]:
    for kind, finder in finders:
        for start, end in finder(text):
            yield FoundData(kind, start, end)
