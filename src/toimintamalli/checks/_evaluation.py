"""Checks of evaluations: sets that nobody knows, answers that cannot count, what a set asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toimintamalli.analysis.answers import applies, read_sheets
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.errors import ToimintamalliError
from toimintamalli.instruments import get_instrument, instrument_ids
from toimintamalli.model import (
    AnswerState,
    Evaluation,
    PracticeModel,
    Record,
)
from toimintamalli.model.instrument import Instrument, RoundDetail
from toimintamalli.vocabulary import enum_title, field_title, programmes

__all__ = ["answers_that_cannot_count", "doubled_evaluations", "missing_details", "reasons_wanted"]

_OF_PROGRAMME = {RoundDetail.INVESTMENTS, RoundDetail.SECTORS, RoundDetail.CUSTOMER_GROUPS}


def answers_that_cannot_count(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM301 to TM306, TM308, TM309: the set is not known, or an answer does not fit it."""
    for place, evaluation in enumerate(model.evaluations):
        path = f"evaluations[{place}]"
        instrument = _known(evaluation)
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
            criterion = instrument.criterion(answer.criterion)
            at = f"{path}.answers[{place}]"
            if criterion is None:
                continue
            outside = answer.state is AnswerState.NOT_APPLICABLE
            if outside and instrument.not_applicable_needs_reason and not answer.reason.strip():
                state = enum_title(answer.state)
                yield diagnostic("TM307", at, question=criterion.question, state=state)
            if answer.state is AnswerState.LEVEL and not applies(criterion, model):
                yield diagnostic("TM312", at, question=criterion.question)


def missing_details(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM310: the set asks for something about the round or the model that is not there."""
    for path, evaluation, instrument in _understood(model):
        for detail in instrument.asks:
            owner, field, where = _asked(detail, evaluation, model, path)
            if getattr(owner, field) in (None, "", ()) and not _needless(detail, model):
                title = field_title(type(owner), field)
                yield diagnostic("TM310", where, title=instrument.title, detail=title, path=where)


def doubled_evaluations(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM311: two evaluations have one identifier."""
    counted = Counter(evaluation.id for evaluation in model.evaluations)
    for name, times in counted.items():
        if times > 1:
            yield diagnostic("TM311", "evaluations", found=name)


def _known(evaluation: Evaluation) -> Instrument | None:
    """Return the set of an evaluation; one that cannot be read is not known either."""
    try:
        return get_instrument(evaluation.instrument)
    except ToimintamalliError:
        return None


def _understood(model: PracticeModel) -> Iterator[tuple[str, Evaluation, Instrument]]:
    for place, evaluation in enumerate(model.evaluations):
        instrument = _known(evaluation)
        if instrument is not None:
            yield f"evaluations[{place}]", evaluation, instrument


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
