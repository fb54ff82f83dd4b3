"""Finnish personal identity codes (henkilötunnukset)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

__all__ = ["identity_code_spans"]

# A hyphen is often changed for another dash when a text is pasted.
_CODE = re.compile(
    r"(?<!\w)(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{2})"
    r"(?P<century>[-‐‑–−+YXWVUABCDEF])(?P<number>[0-9]{3})(?P<check>[0-9A-FHJ-NPR-Y])(?!\w)",
    re.IGNORECASE,
)
# The signs Y to U and B to F were added on 1.1.2023 (Digital and Population Data Services Agency).
_CENTURY_OF = {
    **dict.fromkeys("+", 1800),
    **dict.fromkeys("-‐‑–−YXWVU", 1900),
    **dict.fromkeys("ABCDEF", 2000),
}
_CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
# 002–899 are given to people, 900–999 to those who wait for theirs.
_FIRST_NUMBER = 2


def identity_code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where personal identity codes stand in a text: a day that exists, a right check.

    Temporary codes (900–999) count. A code whose check character is wrong is none.

    Args:
        text: Any text.

    Example:
        >>> list(identity_code_spans("Tunnus 010203-9987, ei 010203-9988"))
        [(7, 18)]
    """
    for found in _CODE.finditer(text):
        if _is_valid(found):
            yield found.span()


def _is_valid(found: re.Match[str]) -> bool:
    day, month, year, number = (int(found[part]) for part in ("day", "month", "year", "number"))
    try:
        datetime.date(_CENTURY_OF[found["century"].upper()] + year, month, day)
    except ValueError:
        return False
    digits = int(f"{found['day']}{found['month']}{found['year']}{found['number']}")
    right = _CHECKS[digits % len(_CHECKS)] == found["check"].upper()
    return right and number >= _FIRST_NUMBER
