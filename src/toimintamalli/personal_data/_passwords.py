"""Passwords, known by the words that stand before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toimintamalli._data import read_toml

__all__ = ["password_spans"]

_LONGEST = 80
_BLANK = "[ \\u00a0]"
# A value in quotation marks, or what stands there without a blank.
_VALUE = (
    rf"(?:[\"”'“«](?P<quoted>[^\"”'“»\n]{{3,{_LONGEST}}})[\"”'“»]"
    rf"|(?P<plain>\S{{3,{_LONGEST}}}))"
)
# A password may end with "!" or "?", and it does no harm to hide the mark that ends a sentence.
_TRAILING = ".,;:)]}»”\"'*"
_LEADING = "(*_`"
# With these begins what stands in place of a value: [poistettu], <salasana>.
_IN_PLACE = "[{<"


def password_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where passwords stand in a text, and user names that stand before one.

    After a colon or an equals sign, on the same line or alone on the next, any value counts but a
    word that speaks of passwords. Otherwise it must look like one: it has digits and letters, or
    signs, or it stands in quotation marks.

    Args:
        text: Any text.

    Example:
        >>> text = "Salasana: Keksitty1. Salasana on henkilökohtainen."
        >>> [text[start:end] for start, end in password_spans(text)]
        ['Keksitty1']
    """
    small = text.casefold()
    if not any(word in small for word in _words("password") + _words("password_whole")):
        return
    for found in _labels().finditer(text):
        value = _value_after(text, found.end())
        if value is not None:
            yield value
            yield from _second_value(text, found, value)


def _value_after(text: str, place: int) -> tuple[int, int] | None:
    """Return where the value stands whose label ends at a place."""
    link = _links().match(text, place)
    if link is None:
        return None
    found = _value().match(text, link.end())
    if found is None:
        return None
    start, end = _trimmed(text, *found.span("quoted" if found["quoted"] else "plain"))
    value = text[start:end]
    if _is_left_out(value):
        return None
    if found["quoted"] or _looks_secret(value):
        return start, end
    is_alone = link["line"] is None or _ends_line(text, found.end())
    is_named = link["sign"] is not None and is_alone and not _speaks_of_passwords(value)
    return (start, end) if is_named else None


def _second_value(
    text: str, label: re.Match[str], value: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield the second of two values, where the label names two: ``tunnus ja salasana: x / y``."""
    if label["second"] is None:
        return
    joined = _ands().match(text, value[1])
    found = _value().match(text, joined.end()) if joined else None
    if found:
        start, end = _trimmed(text, *found.span("quoted" if found["quoted"] else "plain"))
        if not _is_left_out(text[start:end]):
            yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    while start < end and text[start] in _LEADING:
        start += 1
    return start, end


def _is_left_out(value: str) -> bool:
    """Return whether a value is covered already (****), or stands for one ([poistettu])."""
    return (
        len(value) < 3
        or value[0] in _IN_PLACE
        or not any(sign.isalnum() for sign in value)
        or len(set(value.casefold())) == 1
    )


def _looks_secret(value: str) -> bool:
    letters = any(sign.isalpha() for sign in value)
    digits = any(sign.isdigit() for sign in value)
    signs = any(sign in "!#$%&*+=?@^_~" for sign in value)
    if value.isdigit():
        return len(value) >= 4
    return (digits or signs) and letters and "-" not in value


def _speaks_of_passwords(value: str) -> bool:
    word = value.casefold()
    return value.isalpha() and word.startswith(_words("not_values"))


def _ends_line(text: str, place: int) -> bool:
    end = text.find("\n", place, place + _LONGEST)
    rest = text[place : end if end >= 0 else place + _LONGEST]
    return not rest.strip()


@cache
def _labels() -> re.Pattern[str]:
    password = rf"(?:{_any_of('password')})[^\W\d_]{{0,12}}+|(?:{_any_of('password_whole')})(?!\w)"
    user = rf"(?:{_any_of('user')})(?!\w)"
    pair = rf"(?P<second>{user}{_BLANK}{{0,2}}(?:{_any_of('and')}){_BLANK}{{0,2}}(?:{password}))"
    # A user name counts where a password follows it: "käyttäjätunnus: x, salasana: y".
    follows = rf"\s{{0,3}}\S{{1,{_LONGEST}}}[,;/]?\s{{1,4}}(?:\w{{1,4}}\s)?(?:{password})"
    user_before = rf"{user}(?=[:=]?{follows})"
    return re.compile(rf"(?<![\w?&;#-])(?:{pair}|{password}|{user_before})", re.IGNORECASE)


@cache
def _links() -> re.Pattern[str]:
    is_word = rf"{_BLANK}{{1,3}}(?:{_any_of('is')})(?!\w)"
    return re.compile(
        rf"(?:{is_word})?{_BLANK}{{0,3}}[*_]{{0,2}}(?P<sign>[:=|\t]{_BLANK}{{0,3}}[*_]{{0,2}})?"
        rf"[\t {chr(0xA0)}]{{0,4}}(?P<line>\r?\n[\s•*-]{{0,8}})?",
        re.IGNORECASE,
    )


@cache
def _ands() -> re.Pattern[str]:
    return re.compile(rf"{_BLANK}{{0,2}}(?:{_any_of('and')}|,){_BLANK}{{1,2}}", re.IGNORECASE)


@cache
def _value() -> re.Pattern[str]:
    return re.compile(_VALUE)


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(read_toml("toimintamalli.personal_data", "passwords.toml")["words"][name])


def _any_of(name: str) -> str:
    longest_first = sorted(_words(name), key=len, reverse=True)
    return "|".join(re.escape(word) for word in longest_first)
