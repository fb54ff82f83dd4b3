"""Looks through a text for personal data of every kind."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.personal_data._emails import email_spans
from toimintamalli.personal_data._identity_codes import identity_code_spans
from toimintamalli.personal_data._kinds import FoundData, PersonalDataKind
from toimintamalli.personal_data._names import PersonNames
from toimintamalli.personal_data._passwords import password_spans
from toimintamalli.personal_data._phones import phone_spans
from toimintamalli.personal_data._tokens import access_token_spans

__all__ = ["find_personal_data"]

_LONGEST_LABEL = 100


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
    finds = [*_finds(text, names or PersonNames()), *_named_before(text, before)]
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
    for kind, spans in (
        (PersonalDataKind.IDENTITY_CODE, identity_code_spans(text)),
        (PersonalDataKind.PASSWORD, password_spans(text)),
        (PersonalDataKind.ACCESS_TOKEN, access_token_spans(text)),
        (PersonalDataKind.EMAIL, email_spans(text)),
        (PersonalDataKind.PHONE, phone_spans(text)),
        (PersonalDataKind.NAME, names.spans(text)),
    ):
        yield from (FoundData(kind, start, end) for start, end in spans)
