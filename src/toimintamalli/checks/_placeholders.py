"""Check of fields that only hold their place, and how such a text is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from toimintamalli.checks._limits import limit
from toimintamalli.checks._phrases import phrases, quoted
from toimintamalli.checks._prose import function_words, words_of
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import PracticeModel
from toimintamalli.text import Language, LocalizedText
from toimintamalli.vocabulary import FormField, form_profile_or_newest

__all__ = ["only_holds_the_place", "placeholder_texts"]


def placeholder_texts(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM220: a ``**`` field holds only words such as "kesken"; it is as good as empty."""
    required = {
        field.id: field for field in form_profile_or_newest(model.form.profile).required_fields
    }
    for place, section in enumerate(model.form.sections):
        field, text = required.get(section.field or ""), section.text.plain
        if field and text and only_holds_the_place(text, field):
            path = f"form.sections[{place}].text"
            yield diagnostic("TM220", path, label=field.label, words=quoted([text]))


def only_holds_the_place(text: str, field: FormField | None) -> bool:
    """Whether a text tells nothing: marks, words such as "kesken", or what the form itself says.

    Args:
        text: The text of a field.
        field: The field, whose own label and guidance tell nothing either.
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
