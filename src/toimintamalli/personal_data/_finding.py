"""Looks through a text for personal data of every kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from toimintamalli.personal_data._emails import email_spans
from toimintamalli.personal_data._identity_codes import identity_code_spans
from toimintamalli.personal_data._kinds import FoundData, PersonalDataKind
from toimintamalli.personal_data._names import PersonNames
from toimintamalli.personal_data._passwords import password_spans
from toimintamalli.personal_data._phones import phone_spans
from toimintamalli.personal_data._tokens import access_token_spans

__all__ = ["find_personal_data"]

_LONGEST_LABEL = 100
_NOBODY = PersonNames()
_DIGIT = re.compile("[0-9]")

Finder = Callable[[str], Iterator[tuple[int, int]]]

_FINDERS: tuple[tuple[PersonalDataKind, Finder], ...] = (
    (PersonalDataKind.PASSWORD, password_spans),
    (PersonalDataKind.ACCESS_TOKEN, access_token_spans),
    (PersonalDataKind.EMAIL, email_spans),
)
_OF_DIGITS: tuple[tuple[PersonalDataKind, Finder], ...] = (
    (PersonalDataKind.IDENTITY_CODE, identity_code_spans),
    (PersonalDataKind.PHONE, phone_spans),
)


def find_personal_data(
    text: str, names: PersonNames | None = None, *, before: str = ""
) -> tuple[FoundData, ...]:
    """Return where personal data stands in a text, from left to right; no two finds overlap.

    Finds that overlap become one, of the kind that is told first in `PersonalDataKind`, so that
    no end of any of them is left in sight.

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
    finds = [*_finds(text, names or _NOBODY), *_named_before(text, before)]
    kept: list[FoundData] = []
    for one in sorted(finds, key=lambda one: one.start):
        if kept and one.start < kept[-1].end:
            kept[-1] = _joined(kept[-1], one)
        else:
            kept.append(one)
    return tuple(kept)


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


def _finds(text: str, names: PersonNames) -> Iterator[FoundData]:
    for kind, finder in (*_FINDERS, *(_OF_DIGITS if _DIGIT.search(text) else ())):
        for start, end in finder(text):
            yield FoundData(kind, start, end)
    for start, end in names.spans(text):
        yield FoundData(PersonalDataKind.NAME, start, end)
