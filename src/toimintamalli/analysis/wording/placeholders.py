"""How a text is known that only holds the place of what will be written later."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from toimintamalli.analysis.wording.limits import limit
from toimintamalli.analysis.wording.phrases import phrases
from toimintamalli.analysis.wording.prose import function_words, words_of
from toimintamalli.text import Language, LocalizedText
from toimintamalli.vocabulary import FormField

__all__ = ["only_holds_the_place"]


def only_holds_the_place(text: str, field: FormField | None = None) -> bool:
    """Return whether a text tells nothing: marks, words such as "kesken", or what the form says.

    Args:
        text: The text of a field, or a part of it.
        field: The field, whose own label and guidance tell nothing either.

    Example:
        >>> only_holds_the_place("Täydennetään myöhemmin"), only_holds_the_place("Tämä")
        (True, False)
    """
    words = words_of(text)
    if not any(character.isalnum() for character in text) or _is_of_the_form(words, field):
        return True
    if len(words) > limit("placeholder_most_words") or not phrases("placeholder").stand_in(text):
        return False
    return all(map(_says_nothing, words_of(phrases("placeholder").taken_from(text))))


def _is_of_the_form(words: Sequence[str], field: FormField | None) -> bool:
    if field is None:
        return False
    own = _words_of_the_form(field.names, field.guidance)
    return len(words) in map(len, own) and tuple(map(str.casefold, words)) in own


@cache
def _words_of_the_form(
    names: tuple[str, ...], guidance: LocalizedText
) -> frozenset[tuple[str, ...]]:
    texts = (*names, *(guidance.get(language) for language in Language))
    return frozenset(tuple(map(str.casefold, words_of(text))) for text in texts)


def _says_nothing(word: str) -> bool:
    if word.isdigit() or word in function_words():
        return True
    return phrases("placeholder_beside").have(word)
