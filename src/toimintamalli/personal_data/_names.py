"""Names of people, looked for in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import field, frozen

__all__ = ["PersonNames"]


def _known(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


@frozen
class PersonNames:
    """Names that are looked for in texts.

    Attributes:
        names: Full names, such as ``Maija Mallikas``.
    """

    names: tuple[str, ...] = field(default=(), converter=_known)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a text names one of the people.

        Example:
            >>> list(PersonNames(["Maija Mallikas"]).spans("Kysy: Maija Mallikas."))
            [(6, 20)]
        """
        for name in self.names:
            for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
                yield found.span()
