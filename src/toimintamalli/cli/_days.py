"""Days and numbers of days as somebody writes them on the command line."""

from __future__ import annotations

import datetime
import re
from typing import overload

import click

from toimintamalli.cli._words import Words

__all__ = ["day_of", "days_of", "today"]

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_FINNISH = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})")
_MOST_DIGITS = 5


def today() -> datetime.date:
    """Return the day of whoever sits at the terminal."""
    return datetime.datetime.now().astimezone().date()


@overload
def day_of(option: str, written: str, words: Words) -> datetime.date: ...


@overload
def day_of(option: str, written: str | None, words: Words) -> datetime.date | None: ...


def day_of(option: str, written: str | None, words: Words) -> datetime.date | None:
    """Return a day written as 2025-06-30 or 30.6.2025.

    Args:
        option: The option that was given.
        written: What was written; None where the option was not given.
        words: Words of the command line.

    Raises:
        click.UsageError: It is no day.
    """
    if written is None:
        return None
    found = _ISO.fullmatch(written) or _FINNISH.fullmatch(written)
    try:
        return datetime.date(*(int(found[part]) for part in ("year", "month", "day")))  # type: ignore[index]
    except (TypeError, ValueError):
        message = words.fill("error.day", option=option, found=written)
        raise click.UsageError(message, click.get_current_context()) from None


def days_of(option: str, written: str, words: Words) -> int:
    """Return a number of days.

    Args:
        option: The option that was given.
        written: What was written.
        words: Words of the command line.

    Raises:
        click.UsageError: It is no whole number from 0 on, or no number of days that anybody plans.
    """
    if written.isascii() and written.isdigit() and len(written) <= _MOST_DIGITS:
        return int(written)
    message = words.fill("error.days", option=option, found=written)
    raise click.UsageError(message, click.get_current_context())
