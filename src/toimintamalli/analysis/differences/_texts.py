"""What changed in a text, word by word, in time that stays near to its length.

Texts are compared sentence by sentence first, and word by word only where sentences differ. Words
or sentences that come very often are no places to start from: without that, a text that repeats
itself would take the square of its length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

from attrs import evolve, frozen

__all__ = ["TextDifference", "WordRun", "WordRunKind", "text_difference"]

# As many pairs of equal pieces may be looked at from one end of two texts to the other.
_MOST_PAIRS = 40_000
_AFTER_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n+")
# Words that stay between two changes without making them two passages.
_STAYING_INSIDE = 3


class WordRunKind(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@frozen
class WordRun:
    """Words that follow on each other and shared one fate.

    Attributes:
        kind: Whether they stayed, are new, or are gone.
        words: The words.
    """

    kind: WordRunKind
    words: tuple[str, ...]


@frozen
class TextDifference:
    """What changed in a text.

    Attributes:
        runs: The words of both texts, in order.
        is_rough: Whether parts are told as replaced although words of them may have stayed: the
            text repeats its words so often that they tell no place.
    """

    runs: tuple[WordRun, ...]
    is_rough: bool = False

    @property
    def added(self) -> int:
        """How many words are new."""
        return self._count(WordRunKind.ADDED)

    @property
    def removed(self) -> int:
        """How many words are gone."""
        return self._count(WordRunKind.REMOVED)

    @property
    def passages(self) -> tuple[tuple[WordRun, ...], ...]:
        """The changed places, each with the words that stay before, between and after.

        Changes that only a few words part are one passage.
        """
        passages: list[tuple[WordRun, ...]] = []
        current: list[WordRun] = []
        for run in self.runs:
            current.append(run)
            if run.kind is WordRunKind.SAME and len(run.words) > _STAYING_INSIDE:
                passages.append(tuple(current))
                current = [run]
        passages.append(tuple(current))
        return tuple(filter(_has_change, passages))

    def _count(self, kind: WordRunKind) -> int:
        return sum(len(run.words) for run in self.runs if run.kind is kind)


def text_difference(before: str, after: str) -> TextDifference:
    """Return what changed in a text; white space is not looked at.

    Args:
        before: The text before.
        after: The text after.

    Example:
        >>> found = text_difference("Hoitaja avaa yhteyden.", "Hoitaja avaa heti yhteyden.")
        >>> found.added, found.removed
        (1, 0)
        >>> [(run.kind.value, run.words) for run in found.runs][1]
        ('added', ('heti',))
    """
    pieces: list[tuple[WordRunKind, Iterable[str]]] = []
    is_rough = False
    for sentences in _blocks(_sentences(before), _sentences(after)):
        is_rough |= sentences.is_rough
        if sentences.is_same:
            pieces.append((WordRunKind.SAME, _words(sentences.old)))
            continue
        for words in _blocks(_words(sentences.old), _words(sentences.new)):
            is_rough |= words.is_rough
            if words.is_same:
                pieces.append((WordRunKind.SAME, words.old))
            else:
                pieces += ((WordRunKind.REMOVED, words.old), (WordRunKind.ADDED, words.new))
    return TextDifference(tuple(_joined(pieces)), is_rough)


def _has_change(runs: Iterable[WordRun]) -> bool:
    return any(run.kind is not WordRunKind.SAME for run in runs)


@frozen
class _Block:
    """What stands for what."""

    old: Sequence[str]
    new: Sequence[str]
    is_rough: bool = False

    @property
    def is_same(self) -> bool:
        return self.old == self.new


def _sentences(text: str) -> list[str]:
    return [" ".join(words) for part in _AFTER_SENTENCE.split(text) if (words := part.split())]


def _words(sentences: Iterable[str]) -> list[str]:
    return [word for sentence in sentences for word in sentence.split()]


def _blocks(old: list[str], new: list[str]) -> Iterator[_Block]:
    """Yield what stands for what, in order."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    yield _Block(old[:start], new[:start])
    old_end, new_end = len(old) - end, len(new) - end
    yield from _middle_blocks(old[start:old_end], new[start:new_end])
    yield _Block(old[old_end:], new[new_end:])


def _middle_blocks(old: list[str], new: list[str]) -> Iterator[_Block]:
    frequent = _too_frequent(old, new)
    is_frequent = frequent.__contains__ if frequent else None
    matcher = SequenceMatcher(is_frequent, old, new, autojunk=False)
    blocks = [
        _Block(old[old_start:old_end], new[new_start:new_end])
        for _, old_start, old_end, new_start, new_end in matcher.get_opcodes()
    ]
    stayed = sum(piece in frequent for block in blocks if block.is_same for piece in block.old)
    may_have_stayed = sum((_of(frequent, old) & _of(frequent, new)).values())
    is_rough = 2 * stayed < may_have_stayed
    yield from (evolve(block, is_rough=is_rough) for block in blocks)


def _of(frequent: frozenset[str], pieces: Iterable[str]) -> Counter[str]:
    return Counter(piece for piece in pieces if piece in frequent)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many pieces are the same from the beginning."""
    shorter = min(len(old), len(new))
    return next((at for at in range(shorter) if old[at] != new[at]), shorter)


def _too_frequent(old: list[str], new: list[str]) -> frozenset[str]:
    """Return the pieces to start from nowhere, so that not too many pairs are equal."""
    counted, other = Counter(old), Counter(new)
    pairs = {piece: counted[piece] * other[piece] for piece in counted if piece in other}
    total = sum(pairs.values())
    frequent = set()
    for piece in sorted(pairs, key=lambda piece: (-pairs[piece], piece)):
        if total <= _MOST_PAIRS:
            break
        total -= pairs[piece]
        frequent.add(piece)
    return frozenset(frequent)


def _joined(pieces: Iterable[tuple[WordRunKind, Iterable[str]]]) -> Iterator[WordRun]:
    """Yield the pieces as runs, those of one kind that follow on each other as one."""
    filled = ((kind, words) for kind, words in pieces if words)
    for kind, group in groupby(filled, key=itemgetter(0)):
        yield WordRun(kind, tuple(word for _, words in group for word in words))
