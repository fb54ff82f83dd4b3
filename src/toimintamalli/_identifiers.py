"""Identifiers for what has none, and for what claims one that is taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["Identifiers", "identifier_of"]

_LONGEST = 50


def identifier_of(title: str, otherwise: str, *, longest: int = _LONGEST) -> str:
    """Return an identifier made of the words of a title.

    Args:
        title: The title.
        otherwise: What to use where the title has no letters of the Latin alphabet.
        longest: How long it may be.

    Example:
        >>> identifier_of("Etävastaanotto (Kainuu)", "malli")
        'etavastaanotto-kainuu'
    """
    folded = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    words = re.sub(r"[^a-z0-9]+", "-", folded.lower()).strip("-")
    return words[:longest].rstrip("-") or otherwise


class Identifiers:
    """Gives out identifiers, each once.

    Args:
        taken: Those that are taken.

    Example:
        >>> identifiers = Identifiers(["paja", "t1"])
        >>> identifiers.free("paja"), identifiers.free("paja"), identifiers.numbered("t")
        ('paja-2', 'paja-3', 't2')
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def free(self, wanted: str) -> str:
        """Return the identifier wanted, or with a number behind it where it is taken."""
        if wanted not in self._taken:
            self._taken.add(wanted)
            return wanted
        return self._numbered(f"{wanted}-", first=2)

    def numbered(self, prefix: str) -> str:
        """Return the first free one of ``prefix1``, ``prefix2`` and so on."""
        return self._numbered(prefix, first=1)

    def _numbered(self, prefix: str, *, first: int) -> str:
        number = self._next.get(prefix, first)
        while f"{prefix}{number}" in self._taken:
            number += 1
        self._next[prefix] = number + 1
        self._taken.add(f"{prefix}{number}")
        return f"{prefix}{number}"
