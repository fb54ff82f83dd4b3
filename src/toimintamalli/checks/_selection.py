"""Which findings somebody wants to hear of."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from toimintamalli.diagnostics import Diagnostic, catalogue, failure
from toimintamalli.errors import OptionError

__all__ = ["Selection"]

_OWN_PREFIX = "TM"


@frozen
class Selection:
    """Codes, or beginnings of codes, that are told and that are not.

    Attributes:
        select: What is told; empty for everything.
        ignore: What is not told; wins over `select`.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    @classmethod
    def of(cls, select: Iterable[str], ignore: Iterable[str]) -> Selection:
        """Return the selection of some words.

        Raises:
            OptionError: A word begins no code of this library, nor can it be that of a plugin.
        """
        return cls(_checked("select", select), _checked("ignore", ignore))

    def takes(self, finding: Diagnostic) -> bool:
        """Return whether a finding is told."""
        if self.ignore and finding.code.startswith(self.ignore):
            return False
        return not self.select or finding.code.startswith(self.select)


def _checked(option: str, words: Iterable[str]) -> tuple[str, ...]:
    given = tuple(word.strip().upper() for word in words)
    for word in given:
        own = word.startswith(_OWN_PREFIX) or _OWN_PREFIX.startswith(word)
        if not word or (own and not any(code.startswith(word) for code in catalogue())):
            hundreds = tuple(dict.fromkeys(f"{code[:3]}…" for code in catalogue()))
            raise OptionError(failure("TM909", option=option, found=word, allowed=hundreds))
    return given
