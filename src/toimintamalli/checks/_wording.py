"""Checks of the solution: whether it is told, or only that a model or a project came about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toimintamalli.analysis.wording.limits import limit
from toimintamalli.analysis.wording.phrases import phrases, quoted
from toimintamalli.analysis.wording.prose import (
    first_and_last_word,
    sentences,
    without_quotations,
    words_of,
)
from toimintamalli.checks._passages import RESULTS, SOLUTION, passages
from toimintamalli.checks._results import has_result
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import PracticeModel

__all__ = [
    "model_without_content",
    "project_as_name",
    "project_as_solution",
]


def model_without_content(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM222: a text says that a model came about, but hardly what the model is."""
    for passage in passages(model, SOLUTION, RESULTS):
        text = without_quotations(passage.text)
        found = phrases("came_about").found_in(text)
        if not found or _tells_the_content(text):
            continue
        if passage.section.field == SOLUTION or not has_result(text, model):
            yield diagnostic("TM222", passage.text_path, label=passage.label, words=quoted(found))


def _tells_the_content(text: str) -> bool:
    """Whether a text says more than that a model came about."""
    said = sentences(text)
    about = {sentence for sentence in said if phrases("came_about").stand_in(sentence)}
    others = sum(
        len(words_of(sentence))
        for sentence in said
        if sentence not in about and not phrases("project").stand_in(sentence)
    )
    return others > limit("came_about_most_other_words") or any(map(_opens_the_model, about))


def _opens_the_model(sentence: str) -> bool:
    is_long = len(words_of(sentence)) > limit("came_about_most_words")
    return is_long or ":" in sentence or phrases("telling").stand_in(sentence)


def project_as_solution(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM223: where the solution should stand, the text may tell of the project."""
    for passage in passages(model, SOLUTION):
        said = sentences(without_quotations(passage.text))
        mentions = [phrases("project").found_in(sentence) for sentence in said]
        first, least = _begins_with_project(said), limit("project_first_least_percent_of_sentences")
        if (first and _are_many(mentions, least)) or _are_most(mentions, said):
            words = [*first, *(word for found in mentions for word in found)]
            yield diagnostic("TM223", passage.text_path, label=passage.label, words=quoted(words))


def _begins_with_project(said: Sequence[str]) -> list[str]:
    """Return the words by which a text begins with the project, or nothing."""
    first = " ".join(words_of(said[0])[: limit("project_first_words")]) if said else ""
    return phrases("project").found_in(first)


def _are_many(mentions: Sequence[Sequence[str]], percent: int) -> bool:
    """Whether so many of the sentences mention the project."""
    speaking = sum(1 for found in mentions if found)
    return 100 * speaking >= percent * len(mentions)


def _are_most(mentions: Sequence[Sequence[str]], said: Sequence[str]) -> bool:
    """Whether a text speaks of the project all the time."""
    speaking, words = sum(1 for found in mentions if found), sum(map(len, mentions))
    return (
        speaking >= limit("project_least_sentences")
        and _are_many(mentions, limit("project_least_percent_of_sentences"))
        and words * limit("project_most_words_per_mention") >= sum(map(len, map(words_of, said)))
    )


def project_as_name(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM224: the name or the short description may name the project instead of the model."""
    for word in first_and_last_word(model.basics.title):
        if named := phrases("project_name").first_in(word):
            yield diagnostic("TM224", "basics.title", words=quoted([named]))
            return
    summary = without_quotations(model.basics.summary)
    if words := _begins_with_project(sentences(summary)):
        yield diagnostic("TM224", "basics.summary", words=quoted(words))
