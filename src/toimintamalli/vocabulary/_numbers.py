"""Numbers and days as a reader writes them: decimal sign, thousands, percent, order of a date.

What is computed stays exact; only what is shown passes here.
"""

from __future__ import annotations

import datetime
from decimal import Decimal

from toimintamalli.diagnostics import CORE_CATALOGUE
from toimintamalli.text import Language
from toimintamalli.vocabulary._labels import labels

__all__ = ["shown_date", "shown_number", "shown_percent"]

_GROUP = 3


def shown_number(value: Decimal | int, language: Language | str = Language.FINNISH) -> str:
    """Return a number in the way of a language; it keeps the decimals that it has.

    Args:
        value: A finite number.
        language: Language of the reader.

    Example:
        >>> shown_number(Decimal("1234.50"), "en")
        '1,234.50'
        >>> shown_number(Decimal("95.5"), "fi")
        '95,5'
    """
    words = labels(CORE_CATALOGUE, language)
    digits, _, decimals = f"{Decimal(value).copy_abs():f}".partition(".")
    number = digits[: (len(digits) - 1) % _GROUP + 1]
    for start in range(len(number), len(digits), _GROUP):
        following = digits[start : start + _GROUP]
        number = words.fill("format.thousands", thousands=number, hundreds=following)
    if decimals:
        number = words.fill("format.decimal", whole=number, decimals=decimals)
    return words.fill("format.negative", number=number) if value < 0 else number


def shown_percent(value: Decimal | int, language: Language | str = Language.FINNISH) -> str:
    r"""Return a percentage with its sign.

    Args:
        value: The percentage itself: 95.5, not 0.955.
        language: Language of the reader.

    Example:
        >>> shown_percent(Decimal("95.5"), "en")
        '95.5%'
        >>> shown_percent(Decimal("95.5"), "fi") == "95,5\N{NO-BREAK SPACE}%"
        True
    """
    number = shown_number(value, language)
    return labels(CORE_CATALOGUE, language).fill("format.percent", number=number)


def shown_date(day: datetime.date, language: Language | str = Language.FINNISH) -> str:
    """Return a day in the way of a language.

    Args:
        day: The day.
        language: Language of the reader.

    Example:
        >>> shown_date(datetime.date(2025, 6, 30), "fi")
        '30.6.2025'
        >>> shown_date(datetime.date(2025, 6, 30), "en")
        '30 June 2025'
    """
    words = labels(CORE_CATALOGUE, language)
    month = words[f"format.month.{day.month}"]
    return words.fill("format.date", day=day.day, month=month, year=day.year)
