"""Evaluations: the rounds, and every answer given in them."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.model import Answer, AnswerState, Evaluation, Evaluator, EvaluatorRole
from toimintamalli_excel._sheets._evidence import evidence_text
from toimintamalli_excel._tables import Columns, Row, identified_table, key_column
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import TableSheet


def evaluation_sheets(evaluations: tuple[Evaluation, ...], words: Words) -> Iterator[TableSheet]:
    """Return the rounds of evaluation, and the answers where there are any."""
    if evaluations:
        yield _rounds(evaluations, words)
    if any(evaluation.answers for evaluation in evaluations):
        yield _answers(evaluations, words)


def _rounds(evaluations: tuple[Evaluation, ...], words: Words) -> TableSheet:
    of = Columns(Evaluation, words)
    columns = (
        key_column(words.field(Evaluation, "id"), 22),
        of.code("instrument", 26),
        of.code("instrument_version", 14),
        of.day("date", 14),
        of.text("unit", 32),
        of.integer("participants", 14),
        of.yes_or_no("county_represented", 18),
        of.text("evaluators", 36),
    )
    rows = [
        (
            evaluation.id,
            evaluation.instrument,
            evaluation.instrument_version,
            evaluation.date,
            evaluation.unit,
            evaluation.participants,
            words.yes_or_no(evaluation.county_represented),
            _evaluators_text(evaluation, words),
        )
        for evaluation in evaluations
    ]
    return identified_table("Evaluations", columns, rows, words)


def _evaluators_text(evaluation: Evaluation, words: Words) -> str:
    return "\n".join(f"{one.id}: {words.value(one.role)}" for one in evaluation.evaluators)


def _answers(evaluations: tuple[Evaluation, ...], words: Words) -> TableSheet:
    of = Columns(Answer, words)
    columns = (
        key_column(words.record(Answer), 21),
        key_column(words.record(Evaluation), 19),
        key_column(words.field(Evaluation, "instrument"), 17),
        Columns(Evaluation, words).day("date", 12),
        of.code("criterion", 20),
        of.code("evaluator", 11),
        Columns(Evaluator, words).choice("role", EvaluatorRole, 16),
        of.choice("state", AnswerState, 16),
        of.code("level", 14),
        of.text("reason", 34),
        of.text("evidence", 34),
        of.day("assessable_from", 12),
    )
    rows = [
        _answer_row(evaluation, number, answer, words)
        for evaluation in evaluations
        for number, answer in enumerate(evaluation.answers, 1)
    ]
    return identified_table("Answers", columns, rows, words)


def _answer_row(evaluation: Evaluation, number: int, answer: Answer, words: Words) -> Row:
    return (
        f"{evaluation.id}/{number}",
        evaluation.id,
        evaluation.instrument,
        evaluation.date,
        answer.criterion,
        answer.evaluator,
        words.value(_role(evaluation, answer.evaluator)),
        words.value(answer.state),
        answer.level,
        answer.reason,
        evidence_text(answer.evidence, words),
        answer.assessable_from,
    )


def _role(evaluation: Evaluation, evaluator: str | None) -> EvaluatorRole | None:
    return next((known.role for known in evaluation.evaluators if known.id == evaluator), None)
