"""Finds out which member of an old list is which member of a new one."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from enum import Enum
from typing import Any

import attrs
from attrs import define, frozen

from toimintamalli.analysis.differences._identities import IDENTITIES
from toimintamalli.model import CustomField, Record, RichText

__all__ = ["Matching", "match", "match_by", "match_new"]

# Beyond so many words those left over are not compared for likeness: added and removed is true.
_MOST_WORDS = 1_000_000
# Texts of which at least this share of the words is the same are one text that was edited.
_ALIKE = 0.5


Key = Callable[[Any], Hashable]


@frozen
class Matching:
    """Which member is which, by their places.

    Attributes:
        pairs: Old and new place of each member that is in both, in the order of the new list.
        removed: Old places of those that are gone.
        added: New places of those that are new.
    """

    pairs: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]

    @property
    def is_reordered(self) -> bool:
        """Whether the members that are in both stand in another order."""
        places = [old for old, _ in self.pairs]
        return places != sorted(places)


def match(old: Sequence[Any], new: Sequence[Any]) -> Matching:
    """Return which member of a list is which: equal ones, those of one key, those much alike.

    Args:
        old: Records of one class, or texts.
        new: The same later.
    """
    matcher = _Matcher(old, new)
    matcher.by(lambda member: member)
    for key in _keys(old, new):
        matcher.by(key)
    matcher.by_likeness()
    return matcher.matching


def match_new(first: Sequence[Any], second: Sequence[Any]) -> Matching:
    """Return which of the members that two people added is which: only what is sure counts.

    Args:
        first: Records of one class, or texts, that one added.
        second: The same of the other.
    """
    surest = _keys(first, second)[:1] if first or second else []
    return match_by(first, second, (lambda member: member, *surest))


def match_by(old: Sequence[Any], new: Sequence[Any], keys: Iterable[Key]) -> Matching:
    """Return which member of a list is which, by keys alone.

    Args:
        old: The old members.
        new: The new members.
        keys: Keys of a member, the surest first; None is no key.
    """
    matcher = _Matcher(old, new)
    for key in keys:
        matcher.by(key)
    return matcher.matching


def _keys(old: Sequence[Any], new: Sequence[Any]) -> list[Key]:
    kind = type((*old, *new)[0])
    if kind is CustomField:
        return [lambda own: (own.name,)]
    identity = IDENTITIES.get(kind)
    return [_key(fields) for fields in identity.keys] if identity else []


def _key(fields: tuple[str, ...]) -> Key:
    def key(record: Any) -> Hashable:
        values = tuple(getattr(record, name) for name in fields)
        return values if any(values) else None

    return key


@define
class _Matcher:
    """Pairs what is left over, by one sign after another."""

    old: Sequence[Any]
    new: Sequence[Any]
    pairs: list[tuple[int, int]] = attrs.field(factory=list)
    left_old: list[int] = attrs.field(init=False)
    left_new: list[int] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.left_old = list(range(len(self.old)))
        self.left_new = list(range(len(self.new)))

    def by(self, key: Key) -> None:
        """Pair members of one key, the first with the first; None is no key."""
        places: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        for place in self.left_old:
            if (sign := key(self.old[place])) is not None:
                places[sign].append(place)
        found = [
            (waiting.popleft(), place)
            for place in self.left_new
            if (waiting := places.get(key(self.new[place])))
        ]
        self._take(found)

    @property
    def matching(self) -> Matching:
        return Matching(
            pairs=tuple(sorted(self.pairs, key=lambda pair: pair[1])),
            removed=tuple(self.left_old),
            added=tuple(self.left_new),
        )

    def by_likeness(self) -> None:
        """Pair members that differ little, where there are not too many to compare."""
        old = {place: _contents(self.old[place]) for place in self.left_old}
        new = {place: _contents(self.new[place]) for place in self.left_new}
        if _size(old.values()) * len(new) + _size(new.values()) * len(old) > _MOST_WORDS:
            return
        found = []
        for place, contents in new.items():
            same = next((other for other in old if _alike(old[other], contents)), None)
            if same is not None:
                del old[same]
                found.append((same, place))
        self._take(found)

    def _take(self, found: list[tuple[int, int]]) -> None:
        self.pairs += found
        olds, news = {old for old, _ in found}, {new for _, new in found}
        self.left_old = [place for place in self.left_old if place not in olds]
        self.left_new = [place for place in self.left_new if place not in news]


@frozen
class _Content:
    """A value, the words of it where it is a text, and whether it says much of its record."""

    value: Any
    words: Counter[str] | None
    is_own: bool


_NOTHING = _Content(None, None, False)


def _contents(member: Any) -> dict[str, _Content]:
    """Return what a member holds, without what it leaves at its default."""
    if not isinstance(member, Record):
        return {"": _content(member)}
    return {
        field.name: _content(value)
        for field in attrs.fields(type(member))
        if (value := getattr(member, field.name)) != field.default
    }


def _content(value: Any) -> _Content:
    if isinstance(value, Enum):
        return _Content(value, None, False)
    if isinstance(value, str | RichText):
        text = value if isinstance(value, str) else value.plain
        return _Content(value, Counter(text.casefold().split()), True)
    return _Content(value, None, True)


def _size(members: Iterable[dict[str, _Content]]) -> int:
    """Return how many values, and different words in texts, members hold."""
    return sum(1 + len(held.words or ()) for member in members for held in member.values())


def _alike(old: dict[str, _Content], new: dict[str, _Content]) -> bool:
    """Tell whether all that is held but one is the same or nearly, and something of its own is."""
    pairs = [(old.get(name, _NOTHING), new.get(name, _NOTHING)) for name in {**old, **new}]
    alike = [before for before, after in pairs if _nearly_same(before, after)]
    return len(alike) >= len(pairs) - 1 and any(content.is_own for content in alike)


def _nearly_same(old: _Content, new: _Content) -> bool:
    if old.value == new.value:
        return True
    if not old.words or not new.words:
        return False
    common = (old.words & new.words).total()
    return common >= _ALIKE * max(old.words.total(), new.words.total())
