"""Inflected forms of names, known again by stems and endings.

The rules are data (``inflection.toml``). No form is ever made and listed: a name gives its stems,
and a word is a form of the name when it begins with a stem and the rest are endings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache

from attrs import field, frozen

from toimintamalli._data import read_toml

__all__ = ["FormIndex", "Inflected", "folded", "is_written_apart", "stems_of"]

_LONGEST_ENDING = 24
# Marks that may stand inside a word without being seen: soft hyphen, zero-width characters.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


class Gradation(StrEnum):
    """How the consonants of a name change in its stems."""

    NONE = "none"
    WEAKENING = "weakening"
    STRENGTHENING = "strengthening"


@frozen(kw_only=True)
class Rule:
    """From the ending of a name to its stems.

    Attributes:
        endings: How the name ends.
        words: Whether only names that are words of the language as well follow it.
        gradation: How consonants change.
        singular: What stands in place of the ending in the singular; ``{}`` is the ending.
        plural: The same in the plural.
        plural_j: The same in the plural before a vowel.
        consonant: The same where an ending follows a consonant.
    """

    endings: tuple[str, ...] = field(converter=tuple)
    words: bool = False
    gradation: Gradation = field(default=Gradation.NONE, converter=Gradation)
    singular: tuple[str, ...] = field(default=(), converter=tuple)
    plural: tuple[str, ...] = field(default=(), converter=tuple)
    plural_j: tuple[str, ...] = field(default=(), converter=tuple)
    consonant: tuple[str, ...] = field(default=(), converter=tuple)


@frozen(kw_only=True)
class Pair:
    """A pair of grades: ``kk`` and ``k``."""

    strong: str
    weak: str
    not_after: str = ""


@frozen
class Inflected:
    """A name whose forms are looked for.

    Attributes:
        name: The name, folded.
        is_word: Whether it is, or may be, a word of the language as well.
    """

    name: str
    is_word: bool = True


def _as_tuple(names: Iterable[Inflected]) -> tuple[Inflected, ...]:
    return tuple(names)


@frozen
class FormIndex:
    """Names, found by any of their forms.

    Attributes:
        names: The names.

    Example:
        >>> index = FormIndex([Inflected("virtanen"), Inflected("mäki")])
        >>> index.names_of("virtaselle"), index.names_of("mäenkin"), index.names_of("virta")
        (('virtanen',), ('mäki',), ())
    """

    names: tuple[Inflected, ...] = field(converter=_as_tuple)
    _by_stem: dict[str, tuple[tuple[str, str], ...]] = field(init=False, eq=False, repr=False)
    _beginnings: frozenset[str] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        by_stem: dict[str, dict[tuple[str, str], None]] = {}
        for one in self.names:
            for group, stem in stems_of(one):
                by_stem.setdefault(stem, {})[group, one.name] = None
        found = {stem: tuple(entries) for stem, entries in by_stem.items()}
        object.__setattr__(self, "_by_stem", found)
        object.__setattr__(self, "_beginnings", frozenset(stem[:2] for stem in found))

    def names_of(self, word: str) -> tuple[str, ...]:
        """Return the names of which a folded word may be a form.

        Args:
            word: One word, folded.
        """
        if word[:2] not in self._beginnings and word[:1] not in self._beginnings:
            return ()
        found: dict[str, None] = {}
        for end in range(max(1, len(word) - _LONGEST_ENDING), len(word) + 1):
            for group, name in self._by_stem.get(word[:end], ()):
                if _endings(group).fullmatch(word, end):
                    found[name] = None
        return tuple(found)


def folded(word: str) -> str:
    """Return a word without what does not tell words apart: case, unseen marks, composition.

    Example:
        >>> folded("VIRTA\u00adNEN")
        'virtanen'
    """
    seen = word if word.isascii() else word.translate(_UNSEEN)
    return unicodedata.normalize("NFC", seen.casefold())


def stems_of(one: Inflected) -> Iterator[tuple[str, str]]:
    """Yield the stems of a name, each with the group of endings that it takes.

    Example:
        >>> sorted(set(stems_of(Inflected("aho", is_word=False))))[:3]
        [('nominative', 'aho'), ('plural_j', 'ahoj'), ('plural_strong', 'ahoi')]
    """
    yield "nominative", one.name
    for rule in _rules():
        if rule.words and not one.is_word:
            continue
        for ending in rule.endings:
            if one.name.endswith(ending):
                yield from _stems_by(rule, one.name.removesuffix(ending), ending)


def is_written_apart(text: str, place: int) -> int:
    """Return where an ending that is written apart from its name ends; the place itself if none.

    Example:
        >>> is_written_apart("Virtanen:lle", 8)
        12
    """
    found = _apart().match(text, place)
    return found.end() if found else place


def _stems_by(rule: Rule, base: str, ending: str) -> Iterator[tuple[str, str]]:
    bases = {base, *_strengthened(base)} if rule.gradation is Gradation.STRENGTHENING else {base}
    for begin in sorted(bases):
        for group, ends in (("", rule.singular), ("plural_", rule.plural)):
            for end in ends:
                stem = begin + end.replace("{}", ending)
                yield f"{group}strong", stem
                yield f"{group}weak", stem
                if rule.gradation is Gradation.WEAKENING:
                    yield from ((f"{group}weak", weak) for weak in _weakened(stem))
        for end in rule.plural_j:
            yield "plural_j", begin + end.replace("{}", ending)
    for end in rule.consonant:
        yield "consonant", base + end.replace("{}", ending)


def _weakened(stem: str) -> Iterator[str]:
    """Yield the stem in the weak grade; before the last vowel, and the i of a plural after it."""
    vowels = _suffixes()["vowels"]
    tail = 2 if stem[-1:] == "i" and stem[-2:-1] in tuple("eoöuyå") else 1
    base, end = stem[:-tail], stem[-tail:]
    if end[0] not in vowels:
        return
    for pair in _pairs():
        before = base.removesuffix(pair.strong)
        if before and before != base and before[-1] not in pair.not_after:
            yield before + pair.weak + end


def _strengthened(base: str) -> Iterator[str]:
    for pair in _pairs():
        before = base.removesuffix(pair.weak)
        if pair.weak and before and before != base:
            yield before + pair.strong


@cache
def _endings(group: str) -> re.Pattern[str]:
    table, suffixes = read_toml("toimintamalli.personal_data", "inflection.toml"), _suffixes()
    plain, before = table["endings"][group]["plain"], table["endings"][group]["before_possessive"]
    forms = _any_of(plain)
    if before:
        forms = f"(?:{forms}|{_any_of(before)}{_any_of(suffixes['possessives'])})"
    return re.compile(f"{forms}(?:{_any_of(suffixes['clitics'])})?")


@cache
def _apart() -> re.Pattern[str]:
    endings = read_toml("toimintamalli.personal_data", "inflection.toml")["endings"]
    singular = ("nominative", "strong", "weak")
    forms = dict.fromkeys(
        form for group in singular for form in endings[group]["plain"] if form != ""
    )
    clitics = _any_of(_suffixes()["clitics"])
    marks = _any_of(_suffixes()["apart"])
    return re.compile(rf"{marks}{_any_of(forms)}(?:{clitics})?(?!\w)", re.IGNORECASE)


def _any_of(forms: Iterable[str]) -> str:
    vowel = f"[{_suffixes()['vowels']}]"
    return f"(?:{'|'.join(re.escape(form).replace('V', vowel) for form in forms)})"


@cache
def _suffixes() -> dict[str, str]:
    suffixes: dict[str, str] = read_toml("toimintamalli.personal_data", "inflection.toml")[
        "suffixes"
    ]
    return suffixes


@cache
def _rules() -> tuple[Rule, ...]:
    table = read_toml("toimintamalli.personal_data", "inflection.toml")
    return tuple(Rule(**rule) for rule in table["rules"])


@cache
def _pairs() -> tuple[Pair, ...]:
    table = read_toml("toimintamalli.personal_data", "inflection.toml")
    return tuple(Pair(**pair) for pair in table["gradation"])
