"""Telephone numbers; whether a number can be one is asked of the library of numbering plans.

Numbers are looked for by their form, so that dates, sums and codes are not even asked about. The
library is imported when there is something to ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from toimintamalli._data import read_toml

__all__ = ["phone_spans"]

_FEWEST, _MOST = 6, 15
_MOST_AT_HOME = 12
_FINNISH_ACCOUNT = 18
# One blank, hyphen or dash between groups of digits.
_GAP = "[ \\u00a0\\u2007\\u2009\\u202f‐‑–-]"
_NOT_BEFORE = r"(?<![\w+/\\§-])(?<![0-9][.,:–])"
_MORE_GROUPS = rf"(?:(?:{_GAP}|\.)?\(?[0-9]++\)?){{0,6}}"
_CANDIDATE = re.compile(rf"{_NOT_BEFORE}(?:\+[1-9][0-9]*+|\(?0[0-9]*+\)?|358[0-9]*+){_MORE_GROUPS}")
_DIGITS = re.compile(r"[0-9]+")
_ENOUGH_DIGITS = re.compile(rf"[0-9](?:[^0-9\n]{{0,3}}[0-9]){{{_FEWEST - 1}}}")
_NOT_AFTER = re.compile(r"\w|[.,:/][0-9]|\s?[%€]")
_BUSINESS_ID = re.compile(r"[0-9]{7}[-‐‑–][0-9](?![0-9])")
_ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,4})?(?!\w)")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[^0-9][0-9]{3})*[^0-9]000")
_DAYS = re.compile(r"[0-9]{1,2}[.-][0-9]{1,2}[.-](?:[0-9]{2}){1,2}.*", re.DOTALL)
_YEARS = re.compile(r"(?:19|20)[0-9]{2}[^0-9]{1,3}(?:19|20)[0-9]{2}.*", re.DOTALL)


def phone_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where telephone numbers stand in a text.

    Finnish numbers in all usual ways of writing, numbers of other countries with their code, and
    any number after a word that says so. Numbers that nobody answers as a person are left out:
    112, the series 116, toll-free and premium-rate numbers.

    Args:
        text: Any text.

    Example:
        >>> text = "Puh. 040 123 4567, vuosina 2024–2025 (616/2021)."
        >>> [text[start:end] for start, end in phone_spans(text)]
        ['040 123 4567']
    """
    if _ENOUGH_DIGITS.search(text) is None:
        return
    text = _ACCOUNT.sub(lambda found: _covered(found.group()), text)
    known: set[int] = set()
    for candidate in _CANDIDATE.finditer(text):
        for start, end in _numbers_in(text, *candidate.span()):
            known.add(start)
            yield start, end
    for candidate in _after_word().finditer(text):
        start, end = candidate.span("number")
        if start not in known and _may_be_dialled(text[start:end]):
            yield start, end


def _numbers_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the numbers in a row of groups of digits, the longest from the left first."""
    groups = [found.span() for found in _DIGITS.finditer(text, start, end)]
    first = 0
    while first < len(groups):
        begin = start if first == 0 else groups[first][0]
        last = _last_group(text, begin, groups[first:])
        if last is None:
            first += 1
        else:
            first += last + 1
            stop = groups[first - 1][1]
            opening = text[begin - 1 : begin] == "(" and ")" in text[begin:stop]
            yield begin - opening, stop


def _last_group(text: str, begin: int, groups: list[tuple[int, int]]) -> int | None:
    """Return which group ends the longest number that begins at a place; None if there is none."""
    if _BUSINESS_ID.match(text, groups[0][0]):
        return None
    for last in range(len(groups) - 1, -1, -1):
        stop = groups[last][1]
        written = [text[one:other] for one, other in groups[: last + 1]]
        size = sum(map(len, written))
        if _FEWEST < size <= _MOST and not _NOT_AFTER.match(text, stop):
            gaps = {text[one[1]] for one, other in pairwise(groups[: last + 1])}
            if _is_number(text[begin:stop], written, "." in gaps):
                return last
    return None


def _is_number(whole: str, groups: list[str], with_dots: bool) -> bool:
    if whole.startswith("+"):
        return _is_assigned(whole)
    if groups[0].startswith("00"):
        return _is_assigned(f"+{whole.removeprefix('00')}")
    if groups[0].startswith("358"):
        return _is_assigned(f"+{whole}")
    return _is_written_as_finnish(groups, with_dots) and _is_assigned(whole)


def _is_written_as_finnish(groups: list[str], with_dots: bool) -> bool:
    """Return whether groups of digits are such as a Finn would write."""
    first, size = groups[0], sum(map(len, groups))
    if not first.startswith("0") or size > _MOST_AT_HOME:
        return False
    if len(groups) == 1:
        return True
    is_mobile = first[:3] in _listed("mobile")
    if is_mobile and (first in _listed("mobile") or len(first) >= 5):
        return all(len(group) >= 2 for group in groups[1:])
    if with_dots or first not in _listed("area") | _listed("corporate"):
        return False
    return len(groups[1]) >= 3 and all(len(group) >= 2 for group in groups[2:])


def _may_be_dialled(written: str) -> bool:
    """Return whether a number after a word that announces one is not something else after all."""
    digits = "".join(_DIGITS.findall(written))
    return (
        _FEWEST <= len(digits) <= _MOST
        and digits not in _listed("public")
        and not any(other.fullmatch(written) for other in (_THOUSANDS, _DAYS, _YEARS))
        and not digits.startswith(("0800", "0600", "0700"))
    )


def _is_assigned(number: str) -> bool:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, "FI")
    except phonenumbers.NumberParseException:
        return False
    kind = phonenumbers.PhoneNumberType
    if phonenumbers.number_type(parsed) in (kind.TOLL_FREE, kind.PREMIUM_RATE):
        return False
    return bool(phonenumbers.is_valid_number(parsed))


def _covered(account: str) -> str:
    """Return letters in place of an account number (IBAN); what is none stays as it is.

    A Finnish one is known by its form alone, so that a slip in it does not make it a telephone.
    """
    together = account.replace(" ", "")
    if together.startswith("FI") and len(together) == _FINNISH_ACCOUNT:
        return "x" * len(account)
    turned = together[4:] + together[:4]
    is_account = int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1
    return "x" * len(account) if is_account else account


@cache
def _after_word() -> re.Pattern[str]:
    words = sorted(_listed("before"), key=len, reverse=True)
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})[.:]{{0,2}}\s{{0,3}}"
        rf"(?P<number>\+?\(?[0-9]{{2,15}}\)?(?:(?:{_GAP}|\.)?[0-9]++){{0,6}})(?!\w|[,:/][0-9]|\s?[%€])",
        re.IGNORECASE,
    )


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(read_toml("toimintamalli.personal_data", "phones.toml")["words"][name])
