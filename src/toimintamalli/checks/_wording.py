"""Checks of wording: a text that only holds the place, and the project in place of the solution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toimintamalli.checks._fields import RESULTS, SOLUTION, profile_of, section_label
from toimintamalli.checks._phrases import limit, phrases, quoted
from toimintamalli.checks._prose import (
    first_and_last_word,
    function_words,
    sentences,
    without_quotations,
    words_of,
)
from toimintamalli.checks._results import has_result
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import PracticeModel
from toimintamalli.text import Language
from toimintamalli.vocabulary import FormField

__all__ = [
    "model_without_content",
    "placeholder_texts",
    "project_as_name",
    "project_as_solution",
]


def placeholder_texts(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM220: a ``**`` field holds only words such as "kesken"; it is as good as empty."""
    required = {field.id: field for field in profile_of(model).required_fields}
    for place, section in enumerate(model.form.sections):
        field = required.get(section.field or "")
        text = section.text.plain
        if field and text and _only_holds_the_place(text, field):
            path = f"form.sections[{place}].text"
            yield diagnostic("TM220", path, label=field.label, words=quoted([text]))


def _only_holds_the_place(text: str, field: FormField) -> bool:
    if not any(character.isalnum() for character in text):
        return True
    words = words_of(text)
    own = (*field.names, *(field.guidance.get(language) for language in Language))
    if any(_same_words(words, words_of(name)) for name in own):
        return True
    if len(words) > limit("placeholder_most_words") or not phrases("placeholder").search(text):
        return False
    rest = words_of(phrases("placeholder").sub(" ", text))
    return all(map(_says_nothing, rest))


def _same_words(first: Sequence[str], second: Sequence[str]) -> bool:
    return [word.casefold() for word in first] == [word.casefold() for word in second]


def _says_nothing(word: str) -> bool:
    if word.isdigit() or word.casefold() in function_words():
        return True
    return phrases("placeholder_beside").fullmatch(word) is not None


def model_without_content(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM222: a text says that a model came about, but hardly what the model is."""
    profile = profile_of(model)
    for place, section in enumerate(model.form.sections):
        text = without_quotations(section.text.plain)
        if section.field not in (SOLUTION, RESULTS) or _tells_the_content(text):
            continue
        if section.field == RESULTS and has_result(text, model):
            continue
        found = [found[0] for found in phrases("came_about").finditer(text)]
        if found:
            path, label = f"form.sections[{place}].text", section_label(profile, section)
            yield diagnostic("TM222", path, label=label, words=quoted(found))


def _tells_the_content(text: str) -> bool:
    """Whether a text says more than that a model came about."""
    said = sentences(text)
    about = [sentence for sentence in said if phrases("came_about").search(sentence)]
    others = sum(len(words_of(sentence)) for sentence in said if sentence not in about)
    return others > limit("came_about_most_other_words") or any(map(_opens_the_model, about))


def _opens_the_model(sentence: str) -> bool:
    is_long = len(words_of(sentence)) > limit("came_about_most_words")
    return is_long or ":" in sentence or phrases("telling").search(sentence) is not None


def project_as_solution(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM223: where the solution should stand, the text may tell of the project."""
    profile = profile_of(model)
    for place, section in enumerate(model.form.sections):
        if section.field != SOLUTION:
            continue
        said = sentences(without_quotations(section.text.plain))
        words = _begins_with_project(said) or _mostly_of_project(said)
        if words:
            path, label = f"form.sections[{place}].text", section_label(profile, section)
            yield diagnostic("TM223", path, label=label, words=quoted(words))


def _begins_with_project(said: Sequence[str]) -> list[str]:
    """Return the words by which a text begins with the project, or nothing."""
    first = " ".join(words_of(said[0])[: limit("project_first_words")]) if said else ""
    return [found[0] for found in phrases("project").finditer(first)]


def _mostly_of_project(said: Sequence[str]) -> list[str]:
    """Return the words of a text that speaks of the project often, or nothing."""
    mentions = [[found[0] for found in phrases("project").finditer(one)] for one in said]
    speaking = sum(1 for found in mentions if found)
    words = [word for found in mentions for word in found]
    often = (
        speaking >= limit("project_least_sentences")
        and 100 * speaking >= limit("project_least_percent_of_sentences") * len(said)
        and len(words) * limit("project_most_words_per_mention")
        >= sum(len(words_of(sentence)) for sentence in said)
    )
    return words if often else []


def project_as_name(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM224: the name or the short description may name the project instead of the model."""
    for word in first_and_last_word(model.basics.title):
        if found := phrases("project_name").search(word):
            yield diagnostic("TM224", "basics.title", words=quoted([found[0]]))
            return
    summary = without_quotations(model.basics.summary)
    if words := _begins_with_project(sentences(summary)):
        yield diagnostic("TM224", "basics.summary", words=quoted(words))
