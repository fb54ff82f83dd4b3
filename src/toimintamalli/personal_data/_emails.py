"""E-mail addresses, those too that are written out so that machines do not read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toimintamalli._data import read_toml

__all__ = ["email_spans"]

# Letters, with the marks of letters that are written as two characters.
_LETTERS = r"\w\u0300-\u036f"
_LOCAL = rf"[{_LETTERS}.+%'~-]"
_LABEL = rf"[{_LETTERS}-]++"
_BLANK = "[ \\u00a0]"
_TOP_LEVEL = re.compile(r"xn--[a-z0-9-]{2,59}|[^\W\d_]{2,24}(?![^\W_])", re.IGNORECASE)


def email_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where e-mail addresses stand in a text, from left to right.

    Args:
        text: Any text.

    Example:
        >>> text = "maija@esimerkki.fi tai matti (at) esimerkki (piste) fi."
        >>> [text[start:end] for start, end in email_spans(text)]
        ['maija@esimerkki.fi', 'matti (at) esimerkki (piste) fi']
    """
    if "@" in text or "＠" in text:
        yield from _addresses(_written(), text)
    if _at_in_brackets().search(text):
        yield from _addresses(_written_out(), text)


def _addresses(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    for found in pattern.finditer(text):
        start = found.end("local") - len(found["local"].lstrip(".-'~%+"))
        end = _end_of_domain(text, *found.span("domain"))
        if start < found.end("local") and end is not None:
            yield start, end


def _end_of_domain(text: str, start: int, end: int) -> int | None:
    """Return where the last label ends that may be a top-level domain, if there is any."""
    labels = [label.span() for label in re.finditer(_LABEL, text[start:end])]
    for begin, stop in reversed(labels[1:]):
        top_level = _TOP_LEVEL.match(text, start + begin, start + stop)
        if top_level:
            return top_level.end()
    return None


@cache
def _written() -> re.Pattern[str]:
    at = f"(?:[@＠]|{_BLANK}[@＠]{_BLANK})"
    return re.compile(
        rf"(?<!{_LOCAL})(?P<local>{_LOCAL}++){at}(?P<domain>{_LABEL}(?:\.{_LABEL})++)"
    )


@cache
def _at_in_brackets() -> re.Pattern[str]:
    """Return what an address that is written out always has; it is found sooner than the whole."""
    words = _words()
    return re.compile(_in_brackets([*words["at"], *words["at_unspaced"]]), re.IGNORECASE)


@cache
def _written_out() -> re.Pattern[str]:
    words = _words()
    spaced = rf"{_BLANK}{{0,2}}{_in_brackets(words['at'])}{_BLANK}{{0,2}}"
    at = f"(?:{spaced}|{_in_brackets(words['at_unspaced'])})"
    dot = rf"(?:\.|{_BLANK}{{0,2}}{_in_brackets(words['dot'])}{_BLANK}{{0,2}})"
    return re.compile(
        rf"(?<!{_LOCAL})(?P<local>{_LOCAL}++(?:{dot}{_LOCAL}++)?){at}"
        rf"(?P<domain>{_LABEL}(?:{dot}{_LABEL})++)",
        re.IGNORECASE,
    )


def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = read_toml("toimintamalli.personal_data", "emails.toml")["words"]
    return words


def _in_brackets(words: list[str]) -> str:
    any_word = "|".join(re.escape(word) for word in words)
    return rf"[(\[{{<]{_BLANK}?(?:{any_word}){_BLANK}?[)\]}}>]"
