"""Checks of the results: whether they are told, or only that something was or will be evaluated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toimintamalli.analysis.wording.limits import limit
from toimintamalli.analysis.wording.phrases import phrases, quoted
from toimintamalli.analysis.wording.prose import sentences, without_addresses, without_quotations
from toimintamalli.checks._passages import RESULTS, SOLUTION, passages
from toimintamalli.checks._pointing import only_pointing, pointing
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import PracticeModel

__all__ = [
    "evaluated_without_results",
    "future_instead_of_results",
    "has_result",
    "results_behind_links",
]

_ALSO_TELL_OF_EVALUATION = (SOLUTION, "conditions_of_use")
# A year or a day tells when, not what came of it.
_DAY = re.compile(
    r"\b\d{1,2}\.\d{1,2}\.(?:\d{4})?(?!\d)|\b(?:\d{1,2}/)?(?:19|20)\d{2}(?:-luvu\w{1,6})?\b"
)
_NUMBER = re.compile(r"(?<![\w.-])\d")


def has_result(text: str, model: PracticeModel) -> bool:
    """Whether a text has a sign of a result: a number, a metric of the model, a word of change."""
    told = without_addresses(text)
    if _NUMBER.search(_DAY.sub(" ", told)) or phrases("result_sign").stand_in(told):
        return True
    names = (metric.name.strip().casefold() for metric in model.metrics)
    return any(name and name in told.casefold() for name in names)


def evaluated_without_results(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM221: a text says that something was evaluated, and nothing near it tells what came of it.

    Outside the field of the results it matters only where that field tells no result either.
    """
    told_in_place = any(has_result(passage.text, model) for passage in passages(model, RESULTS))
    fields = (RESULTS,) if told_in_place else (RESULTS, *_ALSO_TELL_OF_EVALUATION)
    for passage in passages(model, *fields):
        words = _evaluated(sentences(passage.text), model)
        if words and not (passage.section.field == RESULTS and _pointers(passage.text, model)):
            yield diagnostic("TM221", passage.text_path, label=passage.label, words=quoted(words))


def _evaluated(said: Sequence[str], model: PracticeModel) -> list[str]:
    """Return the words of evaluation that have no sign of a result near them."""
    near = limit("result_nearby_sentences")
    signs = [has_result(sentence, model) for sentence in said]
    words: list[str] = []
    for place, sentence in enumerate(said):
        found = phrases("evaluated").first_in(without_quotations(sentence))
        if found is None or phrases("evaluated_something_else").stand_in(sentence):
            continue
        if not any(signs[max(place - near, 0) : place + near + 1]):
            words.append(found)
    return words


def future_instead_of_results(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM233: where results should stand, the text may tell what is going to be done."""
    for passage in passages(model, RESULTS):
        said = sentences(passage.text)
        found = [phrases("future").first_in(without_quotations(sentence)) for sentence in said]
        words = [word for word in found if word]
        reached = any(
            has_result(sentence, model)
            for sentence, word in zip(said, found, strict=True)
            if word is None
        )
        many = 100 * len(words) > limit("future_most_percent_of_sentences") * len(said)
        if words and (many or not reached):
            yield diagnostic("TM233", passage.text_path, label=passage.label, words=quoted(words))


def results_behind_links(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM234: the results may stand only behind a link or in an attachment."""
    for passage in passages(model, RESULTS):
        words = _pointers(passage.text, model)
        if words and not only_pointing(passage.section.text):
            yield diagnostic("TM234", passage.text_path, label=passage.label, words=quoted(words))


def _pointers(text: str, model: PracticeModel) -> list[str]:
    """Return the words that send the reader elsewhere for results, where none is told here."""
    if has_result(text, model):
        return []
    speaking = (one for one in sentences(text) if phrases("about_results").stand_in(one))
    return [word for sentence in speaking for word in pointing(sentence)]
