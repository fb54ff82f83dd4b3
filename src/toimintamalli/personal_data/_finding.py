"""Looks through a text for personal data of every kind."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.personal_data._emails import email_spans
from toimintamalli.personal_data._identity_codes import identity_code_spans
from toimintamalli.personal_data._kinds import FoundData, PersonalDataKind
from toimintamalli.personal_data._names import PersonNames

__all__ = ["find_personal_data"]


def find_personal_data(text: str, names: PersonNames | None = None) -> tuple[FoundData, ...]:
    """Return where personal data stands in a text, from left to right; no two finds overlap.

    Finds that overlap become one, of the kind that is told first in `PersonalDataKind`, so that
    no end of any of them is left in sight.

    Args:
        text: Any text.
        names: People whose names are looked for; without them no name is found.

    Example:
        >>> [found.kind.value for found in find_personal_data("Kysy: maija@esimerkki.fi")]
        ['email']
    """
    kept: list[FoundData] = []
    for one in sorted(_finds(text, names or PersonNames()), key=lambda one: one.start):
        if kept and one.start < kept[-1].end:
            kept[-1] = _joined(kept[-1], one)
        else:
            kept.append(one)
    return tuple(kept)


def _joined(one: FoundData, other: FoundData) -> FoundData:
    gravest = min(one.kind, other.kind, key=list(PersonalDataKind).index)
    return FoundData(gravest, one.start, max(one.end, other.end))


def _finds(text: str, names: PersonNames) -> Iterator[FoundData]:
    for kind, spans in (
        (PersonalDataKind.IDENTITY_CODE, identity_code_spans(text)),
        (PersonalDataKind.EMAIL, email_spans(text)),
        (PersonalDataKind.NAME, names.spans(text)),
    ):
        yield from (FoundData(kind, start, end) for start, end in spans)
