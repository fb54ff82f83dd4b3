"""Check of abbreviations: whether the text opens those that not everybody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toimintamalli.analysis.wording.limits import limit
from toimintamalli.analysis.wording.prose import without_addresses
from toimintamalli.checks._passages import passages
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import PracticeModel
from toimintamalli.vocabulary import read_toml

__all__ = ["unopened_abbreviations"]

# Two to six capitals, and after them at most the ending of a case: "OTSO", "STM:n", "THLn".
_ABBREVIATION = re.compile(r"(?<![\w&./-])([A-ZÅÄÖ]{2,6})(?=(?:[:'’]?[a-zåäö]{1,4})?(?!\w))")
_ROMAN_NUMBER = re.compile(r"[IVXLC]+")
_SMALL_WORD = re.compile(r"(?<!\w)[a-zåäö]{2,}+")
_OPENING_AFTER = re.compile(r"(?:[:'’]?[a-zåäö]{1,4})?\s?(?:\(|=|[–-]\s|eli\b|dvs\b)")
_OPENING_BEFORE = re.compile(r"(?:\beli|\blyhenne|\bdvs\.?|\bförkortat|\bi\.e\.)\s$")
_LONGEST_BEFORE = 12
_MOST_CAPITALS = 0.6
_LETTERS_OF_BEGINNING = (5, 6)


def unopened_abbreviations(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM236: the text may use abbreviations that it never opens and that not everybody knows."""
    texts = dict(_texts(model))
    everything = "\n".join(map(_without_shouting, texts.values()))
    opened = {found[1] for found in _ABBREVIATION.finditer(everything) if _is_opened(found)}
    written_small = _written_small(everything)
    waiting = [
        short
        for short in dict.fromkeys(_ABBREVIATION.findall(everything))
        if short not in opened and short not in _known()
        if short.casefold() not in written_small and not _ROMAN_NUMBER.fullmatch(short)
    ]
    if waiting:
        path = next(path for path, text in texts.items() if waiting[0] in text)
        told = tuple(waiting[: limit("abbreviations_most_told")])
        yield diagnostic("TM236", path, words=told, count=len(waiting))


def _written_small(text: str) -> set[str]:
    """Return words in small letters, and beginnings long enough to tell a word that is inflected.

    What a text also writes so is no abbreviation: "MUUTOS" beside "muutosta".
    """
    words = set(_SMALL_WORD.findall(text))
    return words | {word[:length] for word in words for length in _LETTERS_OF_BEGINNING}


def _texts(model: PracticeModel) -> Iterator[tuple[str, str]]:
    yield "basics.title", model.basics.title
    yield "basics.summary", model.basics.summary
    for passage in passages(model):
        yield passage.text_path, passage.text


def _without_shouting(text: str) -> str:
    """Return a text without its lines in capitals, which are headings, and without addresses."""
    lines = (line for line in text.splitlines() if not _is_in_capitals(line))
    return "\n".join(map(without_addresses, lines))


def _is_in_capitals(line: str) -> bool:
    if line[1:].islower():  # as most lines are
        return False
    return sum(map(str.isupper, line)) > _MOST_CAPITALS * sum(map(str.isalpha, line))


def _is_opened(found: re.Match[str]) -> bool:
    """Whether the words around an abbreviation open it: "selitys (OTSO)", "OTSO (selitys)"."""
    text = found.string
    if found.start() and text[found.start() - 1] == "(":
        return True
    before = text[max(found.start() - _LONGEST_BEFORE, 0) : found.start()]
    after = _OPENING_AFTER.match(text, found.end())
    return after is not None or _OPENING_BEFORE.search(before) is not None


@cache
def _known() -> frozenset[str]:
    return frozenset(read_toml("toimintamalli.checks", "abbreviations.toml")["known"])
