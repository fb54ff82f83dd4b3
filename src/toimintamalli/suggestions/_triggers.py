"""Triggers: one function for each place in which a rule may look, each telling what it found.

What is found depends on what the model says, not on the order in which evaluators or equal notes
stand in it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from attrs import frozen

from toimintamalli.analysis.answers import Reply, ReplyState, Sheets, read_sheets
from toimintamalli.analysis.boards import top_notes
from toimintamalli.analysis.consensus import settle
from toimintamalli.analysis.placement import doubts
from toimintamalli.errors import ToimintamalliError
from toimintamalli.instruments import get_instrument
from toimintamalli.model import (
    AnswerState,
    DecisionState,
    Metric,
    Note,
    OrganisationLevel,
    PracticeModel,
    PreconditionState,
    Resource,
    RootingPlan,
)
from toimintamalli.model.instrument import Instrument
from toimintamalli.model.rooting import READINESS_SET
from toimintamalli.suggestions._rules import SourceKind, Trigger
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary import enum_title, field_title, shown_number, sort_key, worksheet

__all__ = ["Found", "SuggestionSource", "find"]

_PLAN = "rooting_plan"


@frozen(kw_only=True)
class SuggestionSource:
    """What a suggestion follows from, and where it stands.

    Attributes:
        kind: What of the model.
        path: Where in the model; the place of what is missing, where something is missing.
        about: What stands there: the criterion, the field, the kind of note.
        text: What is written there; empty where there is nothing.
        level: Identifier of the level or state that triggered it; empty where there is none.
        level_name: Name of that level.
    """

    kind: SourceKind
    path: str
    about: LocalizedText
    text: str = ""
    level: str = ""
    level_name: LocalizedText | None = None


@frozen(kw_only=True)
class Found:
    """Something that a trigger found.

    Attributes:
        source: What it is, and where.
        key: What tells it from others of its kind, and is the same wherever it stands; empty where
            a model can have only one such thing.
        text: What the task says of it.
        level: On which level of the organisation it was found, where that matters.
    """

    source: SuggestionSource
    key: tuple[str, ...] = ()
    text: str = ""
    level: str = ""


def find(trigger: Trigger, model: PracticeModel) -> tuple[Found, ...]:
    """Return what a trigger finds in a model."""
    return tuple(_FINDERS[trigger.kind](trigger, model))


def _plan(model: PracticeModel) -> RootingPlan:
    return model.rooting_plan or RootingPlan()


def _lacking(kind: SourceKind, path: str, about: LocalizedText, text: str = "") -> Found:
    return Found(source=SuggestionSource(kind=kind, path=path, about=about, text=text))


# -- evaluations ------------------------------------------------------------------------------


def _weak_answers(trigger: Trigger, model: PracticeModel) -> Iterator[Found]:
    """Look at the latest evaluation with a set."""
    dated = [
        (evaluation.date or datetime.date.min, place)
        for place, evaluation in enumerate(model.evaluations)
        if evaluation.uses(trigger.instrument)
    ]
    if not dated:
        return
    place = max(dated)[1]
    evaluation = model.evaluations[place]
    instrument = _instrument(evaluation.instrument)
    criterion = instrument.criterion(trigger.criterion) if instrument else None
    if instrument is None or criterion is None:
        return
    sheets = read_sheets(evaluation, instrument, model)
    at = instrument.criteria.index(criterion)
    scale = instrument.scale_of(criterion)
    reply = settle(sheets, instrument)[at].reply
    if not _is_weak(reply, scale.rank(trigger.at_most)):
        return
    level = scale.levels[reply.rank] if reply.rank is not None else None
    source = SuggestionSource(
        kind=trigger.kind,
        path=f"evaluations[{place}]",
        about=criterion.question,
        text="\n".join(_reasons(sheets, at)),
        level=level.id if level else AnswerState.CANNOT_YET.value,
        level_name=level.label if level else enum_title(AnswerState.CANNOT_YET),
    )
    yield Found(source=source)


def _instrument(name: str) -> Instrument | None:
    """Return a set; of one that is not known or not well, nothing follows."""
    try:
        return get_instrument(name)
    except ToimintamalliError:
        return None


def _is_weak(reply: Reply, at_most: int | None) -> bool:
    low = reply.rank is not None and at_most is not None and reply.rank <= at_most
    return low or reply.state is ReplyState.CANNOT_YET


def _reasons(sheets: Sheets, at: int) -> list[str]:
    """Return why evaluators replied as they did, each reason once."""
    consensus = (sheets.consensus,) if sheets.consensus else ()
    answers = (sheet.answers[at] for sheet in (*sheets.individual, *consensus))
    return sorted({answer.reason.strip() for answer in answers if answer} - {""}, key=sort_key)


# -- the plan ---------------------------------------------------------------------------------


def _open_preconditions(trigger: Trigger, model: PracticeModel) -> Iterator[Found]:
    known = get_instrument(READINESS_SET).criterion(trigger.criterion)
    for place, precondition in enumerate(_plan(model).preconditions):
        is_open = precondition.state is PreconditionState.OPEN
        if known and is_open and precondition.criterion == trigger.criterion:
            source = SuggestionSource(
                kind=trigger.kind,
                path=f"{_PLAN}.preconditions[{place}]",
                about=known.question,
                text=precondition.note.strip(),
                level=precondition.state.value,
                level_name=enum_title(precondition.state),
            )
            yield Found(source=source)


def _unanswered_row(trigger: Trigger, model: PracticeModel) -> Iterator[Found]:
    plan = _plan(model)
    answered = any(one.row == trigger.row and one.text.strip() for one in plan.worklist)
    elsewhere = getattr(plan, trigger.answered_by) if trigger.answered_by else ""
    said_there = bool(elsewhere.strip() if isinstance(elsewhere, str) else elsewhere)
    if not answered and not said_there:
        about = field_title(RootingPlan, "worklist")
        yield _lacking(trigger.kind, f"{_PLAN}.worklist", about)


def _missing_decision(trigger: Trigger, model: PracticeModel) -> Iterator[Found]:
    decision = _plan(model).decision
    if decision is None or decision.state is DecisionState.NONE:
        source = SuggestionSource(
            kind=trigger.kind,
            path=f"{_PLAN}.decision",
            about=field_title(RootingPlan, "decision"),
            level=DecisionState.NONE.value,
            level_name=enum_title(DecisionState.NONE),
        )
        yield Found(source=source)


def _nothing_given_up(trigger: Trigger, model: PracticeModel) -> Iterator[Found]:
    if not any(one.what.strip() for one in _plan(model).giving_up):
        yield _lacking(trigger.kind, f"{_PLAN}.giving_up", field_title(RootingPlan, "giving_up"))


def _management_not_told(trigger: Trigger, model: PracticeModel) -> Iterator[Found]:
    """Look for management among the audiences; what their names tell is a guess."""
    audiences = [item.audience.strip() for item in _plan(model).communication]
    if not any(stem in audience.casefold() for audience in audiences for stem in trigger.stems):
        about = field_title(RootingPlan, "communication")
        text = "\n".join(dict.fromkeys(filter(None, audiences)))
        yield _lacking(trigger.kind, f"{_PLAN}.communication", about, text)


def _no_owners(trigger: Trigger, model: PracticeModel) -> Iterator[Found]:
    """Look for any level but the project's: that one ends."""
    levels = {one.level for one in _plan(model).ownership}
    if not levels - {OrganisationLevel.PROJECT}:
        yield _lacking(trigger.kind, f"{_PLAN}.ownership", field_title(RootingPlan, "ownership"))


def _levels_without_owner(trigger: Trigger, model: PracticeModel) -> Iterator[Found]:
    for place, one in enumerate(_plan(model).ownership):
        if one.level is not OrganisationLevel.PROJECT and not one.after_project.strip():
            name = enum_title(one.level)
            source = SuggestionSource(
                kind=trigger.kind,
                path=f"{_PLAN}.ownership[{place}]",
                about=name,
                text=one.now.strip(),
            )
            level = one.level.value
            text = name.get(model.language)
            yield Found(source=source, key=(level,), text=text, level=level)


# -- resources --------------------------------------------------------------------------------


def _gaps(trigger: Trigger, model: PracticeModel) -> Iterator[Found]:
    def lacks(resource: Resource) -> bool:
        return resource.needed is not None and (resource.secured or 0) < resource.needed

    yield from _resources(trigger, model, lacks, amounts=True)


def _without_payer(trigger: Trigger, model: PracticeModel) -> Iterator[Found]:
    yield from _resources(trigger, model, lambda one: not one.payer.strip(), amounts=False)


def _resources(
    trigger: Trigger,
    model: PracticeModel,
    lacks: Callable[[Resource], bool],
    *,
    amounts: bool,
) -> Iterator[Found]:
    for place, resource in enumerate(_plan(model).resources):
        if lacks(resource):
            year = "" if resource.year is None else str(resource.year)
            what = resource.what.strip() or enum_title(resource.kind).get(model.language)
            text = f"{what}, {year}" if year else what
            if amounts:
                text = f"{text}: {_amounts(resource, model)}"
            source = SuggestionSource(
                kind=trigger.kind,
                path=f"{_PLAN}.resources[{place}]",
                about=enum_title(resource.kind),
                text=text,
            )
            key = (resource.kind.value, resource.what.strip(), year)
            yield Found(source=source, key=tuple(filter(None, key)), text=text)


def _amounts(resource: Resource, model: PracticeModel) -> str:
    """Return how much is secured of what is needed; a dash where it is not told."""
    secured, needed = (
        "–" if amount is None else shown_number(Decimal(str(amount)).normalize(), model.language)
        for amount in (resource.secured, resource.needed)
    )
    return f"{secured} / {needed} {resource.unit}".strip()


# -- worksheets, boards, metrics --------------------------------------------------------------


def _doubts_without_easing(trigger: Trigger, model: PracticeModel) -> Iterator[Found]:
    columns = {column.id: column.name for column in worksheet("tyopohja-4").columns}
    rows = {row.id: row.name for row in worksheet("tyopohja-4").rows}
    for doubt in doubts(model.placement_worksheets):
        if not doubt.is_eased:
            source = SuggestionSource(
                kind=trigger.kind,
                path=doubt.path,
                about=_joined(rows["doubt"], columns.get(doubt.column)),
                text=doubt.text.strip(),
            )
            text = _plain(doubt.text)
            key = (doubt.column, text)
            yield Found(source=source, key=key, text=text, level=doubt.column)


def _voted_notes(trigger: Trigger, model: PracticeModel) -> Iterator[Found]:
    """Look at the notes with most votes, and tell where equal ones stand."""
    leading = {_plain(note.text) for note in _leading(trigger, model)}
    for at, board in enumerate(model.boards):
        for place, note in enumerate(board.notes):
            text = _plain(note.text)
            if note.kind is trigger.note and text in leading:
                source = SuggestionSource(
                    kind=trigger.kind,
                    path=f"boards[{at}].notes[{place}]",
                    about=enum_title(note.kind),
                    text=note.text.strip(),
                )
                yield Found(source=source, key=(text,), text=text)


def _leading(trigger: Trigger, model: PracticeModel) -> Iterator[Note]:
    for board in model.boards:
        top = top_notes(board, trigger.note, most=trigger.most)
        for one in (*top.notes, *top.left_level):
            if one.note.votes > 0 and one.note.text.strip():
                yield one.note


def _metrics_without(field: str) -> Callable[[Trigger, PracticeModel], Iterator[Found]]:
    def find_metrics(trigger: Trigger, model: PracticeModel) -> Iterator[Found]:
        for place, metric in enumerate(model.metrics):
            if getattr(metric, field) is None:
                text = _plain(metric.name) or metric.id
                source = SuggestionSource(
                    kind=trigger.kind,
                    path=f"metrics[{place}].{field}",
                    about=field_title(Metric, field),
                    text=text,
                )
                yield Found(source=source, key=(metric.id,), text=text)

    return find_metrics


def _joined(first: LocalizedText, second: LocalizedText | None) -> LocalizedText:
    if second is None:
        return first
    return LocalizedText(
        fi=f"{first.fi}, {second.fi}",
        sv=f"{first.sv}, {second.sv}",
        en=f"{first.en}, {second.en}",
    )


def _plain(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


_FINDERS: Mapping[SourceKind, Callable[[Trigger, PracticeModel], Iterable[Found]]] = {
    SourceKind.EVALUATION: _weak_answers,
    SourceKind.PRECONDITION: _open_preconditions,
    SourceKind.WORKLIST: _unanswered_row,
    SourceKind.RESOURCE_GAP: _gaps,
    SourceKind.RESOURCE_PAYER: _without_payer,
    SourceKind.OWNERSHIP: _no_owners,
    SourceKind.OWNERSHIP_LEVEL: _levels_without_owner,
    SourceKind.DECISION: _missing_decision,
    SourceKind.GIVING_UP: _nothing_given_up,
    SourceKind.COMMUNICATION: _management_not_told,
    SourceKind.DOUBT: _doubts_without_easing,
    SourceKind.NOTE: _voted_notes,
    SourceKind.METRIC_BASELINE: _metrics_without("baseline"),
    SourceKind.METRIC_TARGET: _metrics_without("target"),
}
