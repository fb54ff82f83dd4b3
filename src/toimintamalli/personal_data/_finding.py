"""Looks through a text for personal data of every kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toimintamalli.personal_data._kinds import FoundData, PersonalDataKind
from toimintamalli.personal_data._names import PersonNames

__all__ = ["find_personal_data"]

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+\w{2,24}", re.UNICODE)


def find_personal_data(text: str, names: PersonNames | None = None) -> tuple[FoundData, ...]:
    """Return where personal data stands in a text, from left to right; no two finds overlap.

    Args:
        text: Any text.
        names: People whose names are looked for; without them no name is found.

    Example:
        >>> [found.kind.value for found in find_personal_data("Kysy: maija@esimerkki.fi")]
        ['email']
    """
    found = sorted(_finds(text, names or PersonNames()), key=lambda one: (one.start, -one.end))
    kept: list[FoundData] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _finds(text: str, names: PersonNames) -> Iterator[FoundData]:
    for start, end in names.spans(text):
        yield FoundData(PersonalDataKind.NAME, start, end)
    for email in _EMAIL.finditer(text):
        yield FoundData(PersonalDataKind.EMAIL, *email.span())
