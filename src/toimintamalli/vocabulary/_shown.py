"""Days and numbers inside a sentence, written in the way of its language only when it is made."""

from __future__ import annotations

import datetime
from decimal import Decimal

from attrs import frozen

from toimintamalli.text import Language
from toimintamalli.vocabulary._numbers import shown_date, shown_number

__all__ = ["ShownDate", "ShownNumber"]


@frozen
class ShownDate:
    """A day as a parameter of a finding.

    Attributes:
        day: The day.

    Example:
        >>> ShownDate(datetime.date(2025, 6, 30)).get(Language.ENGLISH)
        '30 June 2025'
    """

    day: datetime.date

    def get(self, language: Language) -> str:
        """Return the day in one language."""
        return shown_date(self.day, language)


@frozen
class ShownNumber:
    """A number as a parameter of a finding.

    Attributes:
        number: The number.
        unit: Its unit; none by default.

    Example:
        >>> ShownNumber(Decimal("0.2")).get(Language.FINNISH)
        '0,2'
    """

    number: Decimal | int
    unit: str = ""

    def get(self, language: Language) -> str:
        """Return the number in one language, with its unit."""
        return f"{shown_number(self.number, language)} {self.unit}".strip()
