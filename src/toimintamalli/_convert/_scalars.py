"""Single values: strict, never coerced, each refusal with a code.

Only unquoted YAML scalars (`PlainScalar`) take the meaning of the field that they fill.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from functools import cache
from typing import Any

from toimintamalli._yaml import MAX_DEPTH, PlainScalar
from toimintamalli.diagnostics import ParameterValue
from toimintamalli.model import CustomMapping, CustomValue, RichText
from toimintamalli.vocabulary import localized

__all__ = [
    "DEEPEST_CUSTOM",
    "LONGEST_SHOWN",
    "ShapeError",
    "custom_value",
    "date",
    "enum_value",
    "integer",
    "number",
    "rich_text",
    "shown",
    "text",
    "truth",
    "unexpected",
]

DEEPEST_CUSTOM = MAX_DEPTH - 8
"""A custom field stands inside at most this many lists and mappings of the document's own."""

LONGEST_SHOWN = 60
"""How much of a wrong value a finding shows."""

_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
# Numbers as JSON writes them: 0123 and +358 in a custom field are codes, and stay text.
_CUSTOM_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?P<rest>(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FINNISH_DATE = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_SURROGATE = re.compile("[\ud800-\udfff]")


class ShapeError(ValueError):
    """A value that does not fit its place; the path is added on the way out.

    Attributes:
        code: Code of the diagnostic.
        parameters: What its sentence speaks of.
    """

    def __init__(self, code: str, **parameters: ParameterValue) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters = parameters


def text(value: Any, _: Any = None) -> str:
    """Return a text that can be encoded."""
    if isinstance(value, str):
        if not value.isascii() and _SURROGATE.search(value):
            raise ShapeError("TM127")
        return str(value)
    raise unexpected(value, "text")


def rich_text(value: Any, _: Any) -> RichText:
    """Return a formatted text from its markup."""
    return RichText.parse(text(value))


def integer(value: Any, _: Any) -> int:
    """Return a whole number; in quotation marks it is a text."""
    if type(value) is int:
        return value
    if type(value) is PlainScalar and _INTEGER.fullmatch(value):
        with suppress(ValueError):  # more digits than Python is willing to read
            return int(value)
    raise unexpected(value, "integer")


def number(value: Any, _: Any) -> float:
    """Return a finite number."""
    if type(value) in (int, float) or (type(value) is PlainScalar and _FLOAT.fullmatch(value)):
        with suppress(OverflowError):
            number = float(value)
            if math.isfinite(number):
                return number
        raise ShapeError("TM139", found=shown(value))
    raise unexpected(value, "number")


def truth(value: Any, _: Any) -> bool:
    """Return true or false, the only two spellings that count."""
    if type(value) is bool:
        return value
    if type(value) is PlainScalar and value in ("true", "false"):
        return value == "true"
    raise unexpected(value, "truth")


def date(value: Any, _: Any) -> datetime.date:
    """Return a day in ISO form; one in Finnish form is told how to be written."""
    if type(value) is datetime.date:  # TOML has days of its own
        return value
    if isinstance(value, str):
        if _DATE.fullmatch(value):
            try:
                return datetime.date.fromisoformat(value)
            except ValueError:
                raise ShapeError("TM124", found=str(value)) from None
        if found := _FINNISH_DATE.fullmatch(value):
            day, month, year = found.groups()
            raise ShapeError("TM125", found=str(value), iso=f"{year}-{month:0>2}-{day:0>2}")
    raise unexpected(value, "date")


def enum_value(value: Any, wanted: type[StrEnum]) -> StrEnum:
    """Return the member of an enumeration that has this value."""
    if isinstance(value, str):
        members = _members(wanted)
        if value in members:
            return members[value]
        raise ShapeError("TM123", found=shown(value), allowed=tuple(members))
    raise unexpected(value, "text")


@cache
def _members(wanted: type[StrEnum]) -> Mapping[str, StrEnum]:
    return {member.value: member for member in wanted}


def custom_value(value: Any, depth: int = 0) -> CustomValue:
    """Return a custom value made hashable; unquoted YAML scalars get the meaning JSON has."""
    if isinstance(value, dict | list) and depth == DEEPEST_CUSTOM:
        raise ShapeError("TM108", depth=DEEPEST_CUSTOM)
    if isinstance(value, dict):
        return CustomMapping(
            tuple((text(name), custom_value(held, depth + 1)) for name, held in value.items())
        )
    if isinstance(value, list):
        return tuple(custom_value(held, depth + 1) for held in value)
    if type(value) is PlainScalar:
        return _resolved(value)
    if type(value) is float and not math.isfinite(value):
        raise ShapeError("TM139", found=shown(value))
    if isinstance(value, datetime.date | datetime.time):  # of TOML; elsewhere days are texts
        return value.isoformat()
    return text(value) if isinstance(value, str) else value


def _resolved(scalar: PlainScalar) -> str | int | float | bool:
    if scalar in ("true", "false"):
        return scalar == "true"
    if found := _CUSTOM_NUMBER.fullmatch(scalar):
        with suppress(ValueError):  # more digits than Python is willing to read
            number = float(scalar) if found["rest"] else int(scalar)
            if math.isfinite(number):
                return number
    return text(scalar)


def shown(value: str | float | datetime.date | datetime.time) -> str:
    """Return as much of a value as a finding shows."""
    return str(value)[:LONGEST_SHOWN]


def unexpected(value: Any, expected: str) -> ShapeError:
    """Return the error of a value of another kind than its place expects."""
    single = str | int | float | datetime.date | datetime.time
    seen = shown(value) if isinstance(value, single) else ""
    return ShapeError(
        "TM122",
        expected=localized("toimintamalli", f"kind.{expected}"),
        found=localized("toimintamalli", f"kind.{_kind_of(value)}"),
        value=f" ({seen})" if seen else "",
    )


def _kind_of(value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "truth"
        case int() | float():
            return "number"
        case str():
            return "text"
        case list():
            return "list"
        case datetime.datetime() | datetime.time():
            return "time"
        case datetime.date():
            return "day"
        case _:
            return "mapping"
