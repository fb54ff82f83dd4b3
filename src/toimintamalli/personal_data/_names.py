"""Names of people, looked for in a text in all their forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from attrs import field, frozen

from toimintamalli.personal_data._inflection import (
    FormIndex,
    Inflected,
    folded,
    is_written_apart,
)
from toimintamalli.personal_data._persons import (
    UNSEEN,
    WORD,
    NamePart,
    Standing,
    begins_a_place,
    is_never_alone,
    is_particle,
    name_parts,
)

__all__ = ["PersonNames"]

_WINDOW = 80
_LONGEST_WORD = 90
_MOST_HYPHENED = 3
# Between two parts of one name: white space, a comma or a hyphen.
_BETWEEN = re.compile(r"\s{0,3}[,\-‐‑/]?\s{0,4}")
_INITIALS_BEFORE = re.compile(
    r"(?<!\w)(?:[^\W\d_](?:\.[ \u00a0‐‑-]?|[-‐‑])){0,2}[^\W\d_]\.\s{0,2}$"
)
_INITIAL_AFTER = re.compile(r"[ \u00a0]{1,2}(?P<letter>[^\W\d_])(?:\.|(?!\w))")
_HYPHENED_BEFORE = re.compile(r"(?<!\w)[^\W\d_]+[-‐‑'’]$")
_HYPHENED_AFTER = re.compile(r"[-‐‑'’](?P<word>[^\W\d_]{1,60}+)")
# The rest of a word that is divided between two lines.
_BROKEN_OFF = re.compile(r"(?:[-‐]|(?<=\u00ad))[ \t]{0,2}\r?\n[ \t]{0,8}(?P<word>[^\W\d_]++)")
_WORD_BEFORE = re.compile(r"(?<!\w)(?P<word>[^\W\d_]+)\s{1,3}$")
_GOES_ON = re.compile(rf"[^\W\d_]{UNSEEN}+\Z")
_ENDS_SENTENCE = ".!?…\n\r•–—*·|\t"
_OPENING = " \u00a0\"'”»([“«"


def _known(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


@frozen
class _Met:
    """A word that may be a form of a part of somebody's name.

    Attributes:
        start: Place of its first character.
        end: Place after its last character.
        word: The word as written.
        parts: Whose name, and which part of it.
    """

    start: int
    end: int
    word: str
    parts: tuple[tuple[int, NamePart], ...]

    @property
    def has_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.word[0].isupper()

    @property
    def is_surname(self) -> bool:
        """Whether it may be a surname."""
        return any(part.is_last for _, part in self.parts)

    def is_joined_to(self, other: _Met) -> bool:
        """Return whether both may be different parts of one person's name."""
        return any(
            person == another and mine.name != theirs.name
            for person, mine in self.parts
            for another, theirs in other.parts
        )


@frozen
class PersonNames:
    """Names that are looked for in texts, in every case, with suffixes, in any usual order.

    A surname alone means the person; where it may be another word, only with a capital. A first
    name alone means the person with a capital; where it is a word as well, only inside a sentence.

    Attributes:
        names: Full names, such as ``Maija Mallikas``.
    """

    names: tuple[str, ...] = field(default=(), converter=_known)
    _owners: dict[str, tuple[tuple[int, NamePart], ...]] = field(init=False, eq=False, repr=False)
    _forms: FormIndex = field(init=False, eq=False, repr=False)
    _initials: frozenset[str] = field(init=False, eq=False, repr=False)
    _word: re.Pattern[str] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        owners: dict[str, list[tuple[int, NamePart]]] = {}
        for person, name in enumerate(self.names):
            for part in name_parts(name):
                owners.setdefault(part.name, []).append((person, part))
        forms = FormIndex(
            Inflected(name, any(part.is_word for _, part in held)) for name, held in owners.items()
        )
        object.__setattr__(self, "_owners", {name: tuple(held) for name, held in owners.items()})
        object.__setattr__(self, "_forms", forms)
        initials = frozenset(map(_initial, owners))
        object.__setattr__(self, "_initials", initials)
        object.__setattr__(self, "_word", _words_beginning_with(initials))

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a text names one of the people, from left to right.

        Args:
            text: Any text.

        Example:
            >>> text = "Kysy Mallikkaalta tai soita M. Mallikkaalle."
            >>> [text[start:end] for start, end in PersonNames(["Maija Mallikas"]).spans(text)]
            ['Mallikkaalta', 'M. Mallikkaalle']
        """
        reached = 0
        for chain in self._chains(text):
            span = _span(text, chain)
            if span is not None and span[1] > reached:
                yield max(span[0], reached), span[1]
                reached = span[1]

    def _chains(self, text: str) -> Iterator[list[_Met]]:
        """Yield words that belong together as one name."""
        chain: list[_Met] = []
        for met in self._met(text):
            if chain and not (met.is_joined_to(chain[-1]) and _are_near(text, chain[-1], met)):
                yield chain
                chain = []
            chain.append(met)
        if chain:
            yield chain

    def _met(self, text: str) -> Iterator[_Met]:
        for found in self._word.finditer(text):
            start, end = found.span()
            if _base_letter(text[start]) not in self._initials:
                continue
            word = found.group()
            names = self._names_of(word)
            rest = None if names else _BROKEN_OFF.match(text, end)
            if rest is not None and rest["word"][0].islower():
                end = rest.end()
                names = self._names_of(word + rest["word"])
            if names and not _is_inside_word(text, start):
                parts = tuple(part for name in names for part in self._owners[name])
                yield _Met(start, end, word, parts)

    def _names_of(self, word: str) -> tuple[str, ...]:
        return self._forms.names_of(folded(word)) if len(word) <= _LONGEST_WORD else ()


@lru_cache(maxsize=1024)
def _words_beginning_with(initials: frozenset[str]) -> re.Pattern[str]:
    """Return what finds words that may begin with some letters: most words need no closer look.

    No case changes how a name begins. Letters with marks are all let through.
    """
    plain = "".join(sorted(letter + letter.upper() for letter in initials if letter.isascii()))
    if not initials:
        return re.compile("(?!)")
    # The first character is looked at before what stands in front of it: most are none of these.
    begins = rf"[{plain}\x80-\U0010ffff](?<=[^\W\d_])(?<![^\W\d_].)"
    return re.compile(rf"{begins}[^\W\d_]*+(?:{UNSEEN}++[^\W\d_]*+)*+", re.DOTALL)


def _is_inside_word(text: str, start: int) -> bool:
    """Return whether a word goes on behind marks that are not seen."""
    return start > 0 and _GOES_ON.search(text, max(start - _WINDOW, 0), start) is not None


@lru_cache(maxsize=1024)
def _base_letter(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter.casefold())[0]


def _initial(word: str) -> str:
    """Return the first letter of a word without its marks and case."""
    return _base_letter(word[0])


def _are_near(text: str, one: _Met, other: _Met) -> bool:
    """Return whether only what may stand inside a name stands between two parts of it."""
    if other.start - one.end > _WINDOW:
        return False
    if "," in text[one.end : other.start] and not (one.is_surname and one.has_capital):
        return False
    place = _after_separator(text, one.end)
    for _ in range(2):  # a particle, an initial or one more first name
        if place == other.start:
            return True
        word = WORD.match(text, place, other.start)
        if word is None or not (word.group()[0].isupper() or is_particle(folded(word.group()))):
            return False
        place = _after_separator(text, word.end() + text.startswith(".", word.end()))
    return place == other.start


def _after_separator(text: str, place: int) -> int:
    found = _BETWEEN.match(text, place)
    return found.end() if found else place


def _span(text: str, chain: list[_Met]) -> tuple[int, int] | None:
    """Return where the whole name stands, or None where the words do not mean a person."""
    first, last = chain[0], chain[-1]
    start = _with_hyphened_before(text, first.start)
    end = _with_hyphened_after(text, is_written_apart(text, last.end))
    begins, ends = _with_initials(text, start, first), _with_initial_after(text, end, last)
    if len(chain) > 1 or begins < start or ends > end or _stands_alone(text, first):
        return _with_particles(text, begins), ends
    return None


def _stands_alone(text: str, met: _Met) -> bool:
    word = folded(met.word)
    if is_never_alone(word) or (word.endswith("n") and begins_a_place(text, met.end)):
        return False
    return any(_means_the_person(text, met, part.standing) for _, part in met.parts)


def _means_the_person(text: str, met: _Met, standing: Standing) -> bool:
    match standing:
        case Standing.ALWAYS:
            return True
        case Standing.WITH_CAPITAL:
            return met.has_capital
        case Standing.CAPITAL_INSIDE_SENTENCE:
            return met.has_capital and _is_inside_sentence(text, met.start)
        case Standing.NEVER:
            return False


def _is_inside_sentence(text: str, start: int) -> bool:
    before = text[max(start - _WINDOW, 0) : start].rstrip(_OPENING)
    return bool(before) and before[-1] not in _ENDS_SENTENCE


# -- what else belongs to a name --------------------------------------------------------------


def _with_hyphened_before(text: str, start: int) -> int:
    window = text[max(start - _WINDOW, 0) : start]
    found = _HYPHENED_BEFORE.search(window)
    if found and found.group()[0].isupper():
        return start - len(found.group())
    return start


def _with_hyphened_after(text: str, end: int) -> int:
    for _ in range(_MOST_HYPHENED):
        found = _HYPHENED_AFTER.match(text, end)
        if found is None or not found["word"][0].isupper():
            break
        end = found.end()
    return end


def _with_initials(text: str, start: int, first: _Met) -> int:
    window = text[max(start - _WINDOW, 0) : start]
    found = _INITIALS_BEFORE.search(window)
    if found and first.has_capital and found.group()[0].isupper():
        return start - len(found.group())
    return start


def _with_initial_after(text: str, end: int, last: _Met) -> int:
    found = _INITIAL_AFTER.match(text, end)
    if found and last.has_capital and found["letter"].isupper():
        letter = found["letter"].casefold()
        if any(letter in part.beside for _, part in last.parts):
            return found.end()
    return end


def _with_particles(text: str, start: int) -> int:
    for _ in range(2):
        found = _WORD_BEFORE.search(text[max(start - _WINDOW, 0) : start])
        if found is None or not is_particle(folded(found["word"])):
            break
        start -= len(found.group())
    return start
