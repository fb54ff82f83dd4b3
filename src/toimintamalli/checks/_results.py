"""Checks of the results: whether they are told, or only that something was or will be evaluated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toimintamalli.checks._fields import RESULTS, SOLUTION, profile_of, section_label
from toimintamalli.checks._phrases import limit, phrases, quoted
from toimintamalli.checks._pointing import only_pointing, pointing
from toimintamalli.checks._prose import is_address, sentences, without_quotations
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
    told = " ".join(word for word in text.split() if not is_address(word))
    if _NUMBER.search(_DAY.sub(" ", told)) or phrases("result_sign").search(told):
        return True
    names = (metric.name.strip().casefold() for metric in model.metrics)
    return any(name and name in told.casefold() for name in names)


def evaluated_without_results(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM221: a text says that something was evaluated, and nothing near it tells what came of it.

    Outside the field of the results it matters only where that field tells no result either.
    """
    profile = profile_of(model)
    told_in_place = any(has_result(text, model) for text in _results_texts(model))
    for place, section in enumerate(model.form.sections):
        elsewhere = section.field in _ALSO_TELL_OF_EVALUATION and not told_in_place
        if not elsewhere and section.field != RESULTS:
            continue
        text = section.text.plain
        words = _evaluated(sentences(text), model)
        if words and not (section.field == RESULTS and _told_elsewhere(text, model)):
            path, label = f"form.sections[{place}].text", section_label(profile, section)
            yield diagnostic("TM221", path, label=label, words=quoted(words))


def _results_texts(model: PracticeModel) -> list[str]:
    return [section.text.plain for section in model.form.sections if section.field == RESULTS]


def _evaluated(said: Sequence[str], model: PracticeModel) -> list[str]:
    """Return the words of evaluation that have no sign of a result near them."""
    near = limit("result_nearby_sentences")
    signs = [has_result(sentence, model) for sentence in said]
    words: list[str] = []
    for place, sentence in enumerate(said):
        found = phrases("evaluated").search(without_quotations(sentence))
        if found is None or phrases("evaluated_something_else").search(sentence):
            continue
        if not any(signs[max(place - near, 0) : place + near + 1]):
            words.append(found[0])
    return words


def future_instead_of_results(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM233: where results should stand, the text may tell what is going to be done."""
    for place, section in enumerate(model.form.sections):
        if section.field != RESULTS:
            continue
        said = sentences(section.text.plain)
        found = [phrases("future").search(without_quotations(sentence)) for sentence in said]
        words = [match[0] for match in found if match]
        reached = any(
            has_result(sentence, model)
            for sentence, match in zip(said, found, strict=True)
            if match is None
        )
        many = 100 * len(words) >= limit("future_least_percent_of_sentences") * len(said)
        if words and (many or not reached):
            path, label = f"form.sections[{place}].text", section_label(profile_of(model), section)
            yield diagnostic("TM233", path, label=label, words=quoted(words))


def results_behind_links(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM234: the results may stand only behind a link or in an attachment."""
    for place, section in enumerate(model.form.sections):
        if section.field != RESULTS or only_pointing(section.text):
            continue
        if words := _told_elsewhere(section.text.plain, model):
            path, label = f"form.sections[{place}].text", section_label(profile_of(model), section)
            yield diagnostic("TM234", path, label=label, words=quoted(words))


def _told_elsewhere(text: str, model: PracticeModel) -> list[str]:
    """Return the words that send the reader elsewhere for results, where none is told here."""
    if has_result(text, model):
        return []
    speaking = (one for one in sentences(text) if phrases("about_results").search(one))
    return [word for sentence in speaking for word in pointing(sentence)]
