"""What the cells of a table mean: days, numbers, yes and no."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from functools import cache

from attrs import frozen

from toimintamalli._data import read_toml
from toimintamalli.written._spelling import spelling

__all__ = ["Quantity", "day", "quantity", "truth", "whole_number"]

_CLOCK = r"(?:(?:,|\s|\s*(?:klo|kl\.?|at))\s*[0-9]{1,2}[.:][0-9]{2}(?:[.:][0-9]{2})?)?"
_FINNISH_DAY = re.compile(rf"([0-9]{{1,2}})\.([0-9]{{1,2}})\.([0-9]{{4}}){_CLOCK}")
_ISO_DAY = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?\s*(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_WHOLE_NUMBER = re.compile(r"([0-9]{1,6})(?:[.,]0+)?")


# Spaces that stand between thousands and before a unit, also those that do not break.
_SPACE = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]"
_QUANTITY = re.compile(
    rf"(?P<sign>[-+\N{{MINUS SIGN}}]?)"
    rf"(?P<whole>[0-9]{{1,15}}|[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}}){{1,4}})"
    rf"(?:[.,](?P<decimals>[0-9]{{1,15}}))?{_SPACE}*(?P<unit>(?:[^\W0-9]|%|°|€).*)?"
)


@frozen
class Quantity:
    """A number with what is written behind it.

    Attributes:
        number: The number, with the decimals that it is written with.
        unit: What stands behind it, such as ``%``; empty where nothing does.
    """

    number: Decimal
    unit: str = ""


def quantity(text: str) -> Quantity | None:
    """Return the number of a text, or None; a comma is the sign of decimals.

    Example:
        >>> quantity("1 234,50 %")
        Quantity(number=Decimal('1234.50'), unit='%')
        >>> quantity("noin 60") is None
        True
    """
    found = _QUANTITY.fullmatch(text.strip())
    if found is None:
        return None
    sign = "" if found["sign"] in ("", "+") else "-"
    whole = re.sub(_SPACE, "", found["whole"])
    number = Decimal(f"{sign}{whole}.{found['decimals'] or ''}")
    return Quantity(number, (found["unit"] or "").strip())


def day(text: str) -> datetime.date | None:
    """Return the day that a text begins with, or None; a time of day is passed over.

    A day such as ``6/10/2025`` is not read: it means two things.

    Example:
        >>> day("10.06.2025 13.45")
        datetime.date(2025, 6, 10)
    """
    written = text.strip()
    try:
        if found := _FINNISH_DAY.fullmatch(written):
            return datetime.date(int(found[3]), int(found[2]), int(found[1]))
        if found := _ISO_DAY.fullmatch(written):
            return datetime.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return None


def whole_number(text: str) -> int | None:
    """Return the whole number of a text, or None.

    Example:
        >>> whole_number("3,0"), whole_number("3,5")
        (3, None)
    """
    found = _WHOLE_NUMBER.fullmatch(text.strip())
    return int(found[1]) if found else None


def truth(text: str) -> bool | None:
    """Return whether a text says yes or no; None where it says neither.

    Example:
        >>> truth("Kyllä"), truth("nej"), truth("en tiedä")
        (True, False, None)
    """
    return _truths().get(spelling(text))


@cache
def _truths() -> dict[str, bool]:
    words = read_toml("toimintamalli.written", "spellings.toml")["truth"]
    return {spelling(text): key == "yes" for key in ("yes", "no") for text in words[key]}
