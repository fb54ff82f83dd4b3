"""Checks of what is described: whether it is a practice model, a whole one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from attrs import frozen

from toimintamalli.analysis.wording.limits import limit
from toimintamalli.analysis.wording.phrases import Phrases, phrases, phrases_of, quoted
from toimintamalli.analysis.wording.prose import first_and_last_word, sentences, words_of
from toimintamalli.checks._passages import SOLUTION, passages
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import PracticeModel
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary import read_toml

__all__ = ["other_than_models", "parts_of_models"]


@frozen
class _Kind:
    """What is often described as a practice model without being one.

    Attributes:
        name: What it is called.
        words: What finds a word that names it.
    """

    name: LocalizedText
    words: Phrases


def other_than_models(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM229: a method, workshop, guide or the like may be described as a model."""
    first = next(iter(sentences(model.basics.summary)), "")
    beginning = tuple(words_of(first)[: limit("kind_first_words")])
    for path, text, words in (
        ("basics.title", model.basics.title, first_and_last_word(model.basics.title)),
        ("basics.summary", first, beginning),
    ):
        if found := _named_kind(text, words):
            kind, word = found
            yield diagnostic("TM229", path, kind=kind.name, words=quoted([word]))
            return


def _named_kind(text: str, words: tuple[str, ...]) -> tuple[_Kind, str] | None:
    """Return the kind that the words name, unless the text also names a way of working."""
    for word in words:
        for kind in _kinds():
            if kind.words.have(word) and not _names_way_of_working(text, word):
                return kind, word
    return None


def _names_way_of_working(text: str, but: str) -> bool:
    others = (word for word in words_of(text) if word != but)
    return any(_way_of_working().have(word) for word in others)


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(LocalizedText(**kind["name"]), phrases_of(kind["words"])) for kind in _data()["kinds"]
    )


@cache
def _way_of_working() -> Phrases:
    return phrases_of(_data()["way_of_working"])


def _data() -> dict[str, Any]:
    return read_toml("toimintamalli.checks", "other_than_models.toml")


def parts_of_models(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM230: the description may be of a part of a model, so that its scope is split too fine."""
    texts = [("basics.title", model.basics.title), ("basics.summary", model.basics.summary)]
    texts += [
        (passage.text_path, next(iter(sentences(passage.text)), ""))
        for passage in passages(model, SOLUTION)
    ]
    for path, text in texts:
        if found := phrases("part_of_model").first_in(text):
            yield diagnostic("TM230", path, words=quoted([found]))
            return
