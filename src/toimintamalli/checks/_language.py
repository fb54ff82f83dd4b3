"""Check of the language: whether the texts are in the language that the document gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from attrs import frozen

from toimintamalli.analysis.wording.limits import limit
from toimintamalli.analysis.wording.phrases import quoted
from toimintamalli.analysis.wording.prose import without_addresses, without_quotations, words_of
from toimintamalli.checks._passages import passages
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import PracticeModel
from toimintamalli.text import Language
from toimintamalli.vocabulary import enum_title, read_toml

__all__ = ["other_language"]


@frozen(kw_only=True)
class _Judged:
    """A text whose language its small words tell.

    Attributes:
        path: Where it stands.
        language: The language.
        words: The words that told it, most frequent first.
    """

    path: str
    language: Language
    words: tuple[str, ...]


def other_language(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM235: the text may be in another language than the document.

    Where all texts that can be judged are in the same other language, the document is told once.
    """
    judged = [
        found for path, text in _texts(model) if (found := _judge(path, text, model.language))
    ]
    others = [found for found in judged if found.language is not model.language]
    if len(others) > 1 and len(others) == len(judged) and _agree(others):
        words = tuple(word for one in others for word in one.words)
        others = [_Judged(path="language", language=others[0].language, words=words)]
    for found in others:
        yield diagnostic(
            "TM235",
            found.path,
            language=enum_title(found.language),
            declared=enum_title(model.language),
            words=quoted(found.words),
        )


def _agree(judged: Sequence[_Judged]) -> bool:
    return len({one.language for one in judged}) == 1


def _texts(model: PracticeModel) -> Iterator[tuple[str, str]]:
    yield "basics.summary", model.basics.summary
    for passage in passages(model):
        yield passage.text_path, passage.text


def _judge(path: str, text: str, declared: Language) -> _Judged | None:
    """Return the language of a text, or None where too little tells it."""
    words = [word.casefold() for word in _own_words(text)]
    if len(words) < limit("language_least_words"):
        return None
    counted = {
        language: Counter(word for word in words if word in small)
        for language, small in _small_words().items()
    }
    language, found = max(counted.items(), key=lambda item: item[1].total())
    if not _decides(found, len(words)):
        return None
    least = limit("language_least_times_more") * counted[declared].total()
    if language is not declared and found.total() < least:
        return None
    return _Judged(path=path, language=language, words=tuple(w for w, _ in found.most_common()))


def _own_words(text: str) -> list[str]:
    return words_of(without_addresses(without_quotations(text)))


def _decides(found: Counter[str], words: int) -> bool:
    enough = len(found) >= limit("language_least_function_words")
    return enough and 100 * found.total() >= limit("language_least_percent") * words


@cache
def _small_words() -> dict[Language, frozenset[str]]:
    lists = read_toml("toimintamalli.analysis.wording", "languages.toml")["function_words"]
    return {Language(code): frozenset(words) for code, words in lists.items()}
