"""Identifiers of the model as parts of the names of fields, which take few signs."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

__all__ = ["field_key", "field_keys"]

_FIT: Final = re.compile(r"[A-Za-z0-9-]{1,40}")
_UNFIT: Final = re.compile(r"[^A-Za-z0-9-]+")
_LONGEST_START: Final = 30
_DIGEST: Final = 8


def field_key(identifier: str) -> str:
    """Return an identifier as a part of the name of a field.

    One that cannot be a part of a name gets its digest, so that no two become the same and each
    stays what it is whatever others there are.

    Args:
        identifier: The identifier.

    Example:
        >>> field_key("n1"), field_key("ääni 1")
        ('n1', '-ni-1-99e33318')
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
