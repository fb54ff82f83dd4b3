"""Checks of evaluations: sets that nobody knows, answers that cannot count, what a set asks for."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.analysis.answers import applies, criterion_answered, read_sheets
from toimintamalli.checks._instruments import known_instrument
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.instruments import instrument_ids
from toimintamalli.model import (
    Answer,
    AnswerState,
    Evaluation,
    PracticeModel,
    Record,
)
from toimintamalli.model.instrument import Criterion, Instrument, RoundDetail
from toimintamalli.vocabulary import enum_title, field_title, programmes

__all__ = [
    "answers_that_cannot_count",
    "doubled_evaluations",
    "impossible_participants",
    "missing_details",
    "reasons_wanted",
]

_OF_PROGRAMME = {RoundDetail.INVESTMENTS, RoundDetail.SECTORS, RoundDetail.CUSTOMER_GROUPS}


def answers_that_cannot_count(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM301 to TM306, TM308, TM309, TM313: the set is not known, or an answer does not fit it."""
    for place, evaluation in enumerate(model.evaluations):
        path = f"evaluations[{place}]"
        instrument = known_instrument(evaluation.instrument)
        if instrument is None:
            yield diagnostic(
                "TM301",
                f"{path}.instrument",
                found=evaluation.instrument,
                allowed=instrument_ids(),
            )
        else:
            yield from read_sheets(evaluation, instrument, model, path=path).problems


def reasons_wanted(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM307, TM312: *ei koske* without a reason; an answer to what does not apply."""
    for path, evaluation, instrument in _understood(model):
        for place, answer in enumerate(evaluation.answers):
            criterion = criterion_answered(answer, evaluation, instrument)
            at = f"{path}.answers[{place}]"
            if criterion is None:
                continue
            if not applies(criterion, model):
                if _counts(answer, criterion, instrument):
                    yield diagnostic("TM312", at, question=criterion.question)
            elif _reason_is_wanted(answer, instrument):
                state = enum_title(answer.state)
                yield diagnostic("TM307", at, question=criterion.question, state=state)


def missing_details(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM310: the set asks for something about the round or the model that is not there."""
    told: set[Diagnostic] = set()
    for path, evaluation, instrument in _understood(model):
        for detail in instrument.asks:
            owner, field, where = _asked(detail, evaluation, model, path)
            if _is_blank(getattr(owner, field)) and not _needless(detail, model):
                title = field_title(type(owner), field)
                finding = diagnostic(
                    "TM310", where, title=instrument.title, detail=title, path=where
                )
                # What is missing from the model is missing once, however many rounds there are.
                if finding not in told:
                    told.add(finding)
                    yield finding


def impossible_participants(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM315: fewer people took part than answered, or fewer than none."""
    for place, evaluation in enumerate(model.evaluations):
        least = len({evaluator.id for evaluator in evaluation.evaluators})
        if evaluation.participants is not None and evaluation.participants < least:
            yield diagnostic(
                "TM315",
                f"evaluations[{place}].participants",
                found=evaluation.participants,
                least=least,
            )


def doubled_evaluations(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM311: two evaluations have one identifier."""
    names = [evaluation.id for evaluation in model.evaluations]
    for place, name in enumerate(names):
        if names[:place].count(name) == 1:
            yield diagnostic("TM311", f"evaluations[{place}].id", found=name)


def _understood(model: PracticeModel) -> Iterator[tuple[str, Evaluation, Instrument]]:
    for place, evaluation in enumerate(model.evaluations):
        instrument = known_instrument(evaluation.instrument)
        if instrument is not None:
            yield f"evaluations[{place}]", evaluation, instrument


def _counts(answer: Answer, criterion: Criterion, instrument: Instrument) -> bool:
    """Whether an answer says how it stands with the criterion: a level, or that it is too early."""
    if answer.state is AnswerState.LEVEL:
        return instrument.scale_of(criterion).rank(answer.level) is not None
    return answer.state is AnswerState.CANNOT_YET


def _reason_is_wanted(answer: Answer, instrument: Instrument) -> bool:
    outside = answer.state is AnswerState.NOT_APPLICABLE
    return outside and instrument.not_applicable_needs_reason and not answer.reason.strip()


def _is_blank(value: object) -> bool:
    return value in (None, ()) or (isinstance(value, str) and not value.strip())


def _asked(
    detail: RoundDetail, evaluation: Evaluation, model: PracticeModel, path: str
) -> tuple[Record, str, str]:
    """Return who holds what is asked, in which field, and where that stands."""
    if detail is RoundDetail.STAGE:
        return model, "stages", "stages"
    if detail in _OF_PROGRAMME:
        return model.programme, detail, f"programme.{detail}"
    return evaluation, detail, f"{path}.{detail}"


def _needless(detail: RoundDetail, model: PracticeModel) -> bool:
    """Whether there is nothing to tell: no programme, or a pillar without investments."""
    if detail not in _OF_PROGRAMME:
        return False
    pillars = {item.pillar for programme in programmes() for item in programme.investments}
    without = detail is RoundDetail.INVESTMENTS and model.programme.pillar not in {None, *pillars}
    return model.programme.programme is None or without
