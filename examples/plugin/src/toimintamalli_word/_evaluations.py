"""The table of one evaluation: every criterion with the replies to it, levels by their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from toimintamalli.analysis.consensus import Settlement
from toimintamalli.analysis.evaluation import CriterionResult, EvaluationResult, evaluate
from toimintamalli.audience import Audience
from toimintamalli.diagnostics import Diagnostic
from toimintamalli.errors import ToimintamalliError
from toimintamalli.instruments import get_instrument
from toimintamalli.model import Answer, AnswerState, Evaluation, PracticeModel
from toimintamalli.model.instrument import Instrument
from toimintamalli.vocabulary import enum_title
from toimintamalli_word._findings import finding
from toimintamalli_word._parts import Cell, Column, Heading, Part, Table, Text, Words
from toimintamalli_word._words import Speech

if TYPE_CHECKING:
    from toimintamalli_word._exporter import WordOptions

__all__ = ["evaluation_parts"]


def evaluation_parts(
    model: PracticeModel, place: int, options: WordOptions
) -> tuple[tuple[Part, ...], tuple[Diagnostic, ...]]:
    """Return the heading, facts and table of an evaluation, and what could not be shown.

    Args:
        model: The model.
        place: Place of the evaluation in the model, from 0.
        options: What was asked for.
    """
    evaluation, speech = model.evaluations[place], Speech(options.language, model.language)
    path = f"evaluations[{place}]"
    instrument = _known(evaluation.instrument)
    if instrument is None:
        told = (finding("WORD003", path, instrument=evaluation.instrument),)
        heading = Heading(2, _headed(speech.own(evaluation.instrument), evaluation, speech))
        return (heading, *_facts(evaluation, speech), _as_recorded(evaluation, speech)), told
    result = evaluate(evaluation, instrument, model)
    heading = Heading(2, _headed(speech.said(instrument.title), evaluation, speech))
    problems = len(result.problems)
    unusable = (finding("WORD004", path, count=problems),) if problems else ()
    return (heading, *_facts(evaluation, speech), _table(result, options, speech)), unusable


def _known(name: str) -> Instrument | None:
    try:
        return get_instrument(name)
    except ToimintamalliError:
        return None  # a set of another installation; the answers are shown as they are recorded


def _headed(name: Words, evaluation: Evaluation, speech: Speech) -> Words:
    if evaluation.date is None:
        return name
    return Words(f"{name.text}, {speech.day(evaluation.date).text}", name.language)


def _facts(evaluation: Evaluation, speech: Speech) -> Iterator[Part]:
    if evaluation.unit.strip():
        yield Text(speech.own(evaluation.unit.strip()))
    if evaluation.participants is not None:
        yield Text(speech.label("evaluation.participants", count=evaluation.participants))


def _columns(speech: Speech) -> tuple[Column, ...]:
    return (
        Column(speech.field(Answer, "criterion"), 5),
        Column(speech.field(Evaluation, "answers"), 4),
        Column(speech.label("evaluation.grounds"), 4),
    )


# -- a set that is installed ------------------------------------------------------------------


def _table(result: EvaluationResult, options: WordOptions, speech: Speech) -> Table:
    told = (_row(result, place, options, speech) for place in range(len(result.criteria)))
    rows = tuple(row for row in told if row[1])
    return Table(speech.said(result.instrument.title).text, _columns(speech), rows)


def _row(
    result: EvaluationResult, place: int, options: WordOptions, speech: Speech
) -> tuple[Cell, ...]:
    sheets = (*result.sheets, *([result.consensus] if result.consensus else []))
    answers = [answer for sheet in sheets if (answer := sheet.answers[place])]
    one = result.criteria[place]
    return (
        (speech.said(one.criterion.question),),
        (*_replies(one, options, speech), *_agreed(result, one, speech)),
        tuple(line for answer in answers for line in _grounds(answer, speech)),
    )


def _replies(one: CriterionResult, options: WordOptions, speech: Speech) -> Cell:
    """Return how many gave each reply.

    Only one's own people are told that nobody answered: from others the answer may have been held
    back.
    """
    counted = [
        *zip((level.label for level in one.scale.levels), one.tally.levels, strict=True),
        (enum_title(AnswerState.CANNOT_YET), one.tally.cannot_yet),
        (enum_title(AnswerState.NOT_APPLICABLE), one.tally.not_applicable),
    ]
    if options.audience is Audience.INTERNAL:
        counted.append((enum_title(AnswerState.NO_ANSWER), one.tally.no_answer))
    given = [(speech.said(label).text, count) for label, count in counted if count]
    if one.tally.n == 1:
        return tuple(Words(label, speech.language) for label, _ in given)
    return tuple(
        speech.label("evaluation.reply", reply=label, count=count) for label, count in given
    )


def _agreed(result: EvaluationResult, one: CriterionResult, speech: Speech) -> Cell:
    """Return what was agreed together, where evaluators have answered alone as well."""
    rank = one.settled.reply.rank
    together = one.settled.how is Settlement.AGREED_TOGETHER
    if not (result.sheets and together) or rank is None:
        return ()
    level = speech.said(one.scale.levels[rank].label).text
    return (speech.label("evaluation.agreed", reply=level),)


def _grounds(answer: Answer, speech: Speech) -> Cell:
    evidence = (one.title or one.address for one in answer.evidence)
    return tuple(speech.own(text.strip()) for text in (answer.reason, *evidence) if text.strip())


# -- a set that is not ------------------------------------------------------------------------


def _as_recorded(evaluation: Evaluation, speech: Speech) -> Table:
    rows = tuple(
        (
            (speech.own(answer.criterion),),
            (speech.own(answer.level) if answer.level else speech.said(enum_title(answer.state)),),
            _grounds(answer, speech),
        )
        for answer in evaluation.answers
    )
    return Table(evaluation.instrument, _columns(speech), rows)
