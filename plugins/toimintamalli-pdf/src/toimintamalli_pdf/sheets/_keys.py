"""Identifiers: as parts of the names of fields, which take few signs, and new ones."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import count
from typing import Final

__all__ = ["field_key", "field_keys", "new_identifier"]

_FIT: Final = re.compile(r"[A-Za-z0-9-]{1,40}")
_UNFIT: Final = re.compile(r"[^A-Za-z0-9-]+")
_LONGEST_START: Final = 30
_LONGEST_NEW: Final = 40
_DIGEST: Final = 8


def field_key(identifier: str) -> str:
    """Return an identifier as a part of the name of a field.

    One that cannot be a part of a name gets its digest, so that no two become the same and each
    stays what it is whatever others there are.

    Args:
        identifier: The identifier.

    Example:
        >>> field_key("n1"), field_key("ääni 1")
        ('n1', '-ni-1-b7e2ff22')
    """
    if _FIT.fullmatch(identifier):
        return identifier
    digest = hashlib.sha256(identifier.encode("utf-8", "backslashreplace")).hexdigest()
    return f"{_UNFIT.sub('-', identifier)[:_LONGEST_START]}-{digest[:_DIGEST]}"


def field_keys(identifiers: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield identifiers as parts of names; one that is there again gets its number behind it.

    Args:
        identifiers: The identifiers.

    Example:
        >>> list(field_keys(["n1", "n2", "n1"]))
        [('n1',), ('n2',), ('n1', '2')]
    """
    met: Counter[str] = Counter()
    for identifier in identifiers:
        met[identifier] += 1
        number = met[identifier]
        key = field_key(identifier)
        yield (key,) if number == 1 else (key, str(number))


def new_identifier(
    name: str, content: Sequence[str], *, record: str, taken: Collection[str]
) -> str:
    """Return an identifier for something new, made from its name; else from what it holds.

    The same sheet read twice gets the same one, and sheets without a name get different ones.

    Args:
        name: What people call it; may be empty.
        content: What it holds.
        record: What such things are called, for one without a name.
        taken: Identifiers that others have.

    Example:
        >>> new_identifier("Tiimi Järvenpää", [], record="board", taken={"tiimi-jarvenpaa"})
        'tiimi-jarvenpaa-2'
        >>> new_identifier("", ["Aika loppuu."], record="board", taken=())
        'board-...'
    """
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    start = re.sub(r"[^a-z0-9]+", "-", folded.lower())[:_LONGEST_NEW].strip("-")
    if not start:
        written = json.dumps([name, *content])
        start = f"{record}-{hashlib.sha256(written.encode('ascii')).hexdigest()[:_DIGEST]}"
    numbered = (f"{start}-{number}" for number in count(2))
    return start if start not in taken else next(one for one in numbered if one not in taken)
