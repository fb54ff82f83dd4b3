"""Decisions about suggestions: a task or risk comes into the plan, or only the decision does."""

from __future__ import annotations

import datetime
import re

from attrs import evolve

from toimintamalli.diagnostics import failure
from toimintamalli.errors import OptionError, UnknownNameError
from toimintamalli.model import (
    PracticeModel,
    RootingPlan,
    SuggestionRecord,
    SuggestionState,
)
from toimintamalli.suggestions._suggest import Suggestion, suggest
from toimintamalli.vocabulary import enum_title

__all__ = ["accept", "reject"]

_TASK_NUMBER = re.compile(r"T([0-9]{1,9})")


def accept(
    model: PracticeModel,
    suggestion_id: str,
    *,
    date: datetime.date | None = None,
    reason: str = "",
    owner_role: str = "",
    due: datetime.date | None = None,
) -> PracticeModel:
    """Return a model whose plan has the task, or the risk, of a suggestion.

    Everything else stays as it is. A model without a plan gets one.

    Args:
        model: The model; it is not changed.
        suggestion_id: Identifier of the suggestion, as `suggest` gives it.
        date: Day of the decision.
        reason: Why it was accepted.
        owner_role: Role that answers for the task.
        due: Last day of the task.

    Raises:
        UnknownNameError: No open suggestion has that identifier (TM440), or it is decided already
            (TM441); the message lists the open ones.
        OptionError: The suggestion becomes a risk, which has neither an owner nor a last day
            (TM442).

    Example:
        >>> import toimintamalli as tm
        >>> model = tm.load("malli.yaml")
        >>> accepted = accept(model, "decision", owner_role="Palvelujohtaja")
        >>> task = accepted.rooting_plan.tasks[-1]
        >>> task.id, task.owner_role, accepted.rooting_plan.suggestions[-1].result
        ('T3', 'Palvelujohtaja', 'T3')
    """
    suggestion = _open_one(model, suggestion_id)
    plan = model.rooting_plan or RootingPlan()
    result = ""
    if suggestion.risk is not None:
        if owner_role or due is not None:
            raise OptionError(failure("TM442", found=suggestion.id))
        plan = evolve(plan, risks=(*plan.risks, suggestion.risk))
    else:
        result = _new_task_id(model, plan)
        task = evolve(suggestion.task, id=result, owner_role=owner_role, due=due)
        plan = evolve(plan, tasks=(*plan.tasks, task))
    record = SuggestionRecord(
        id=suggestion.id,
        state=SuggestionState.ACCEPTED,
        date=date,
        reason=reason,
        result=result,
    )
    return _recorded(model, plan, record)


def reject(
    model: PracticeModel,
    suggestion_id: str,
    *,
    date: datetime.date | None = None,
    reason: str = "",
) -> PracticeModel:
    """Return a model whose plan tells that a suggestion was rejected; it is not offered again.

    Args:
        model: The model; it is not changed.
        suggestion_id: Identifier of the suggestion, as `suggest` gives it.
        date: Day of the decision.
        reason: Why it was rejected.

    Raises:
        UnknownNameError: No open suggestion has that identifier (TM440), or it is decided already
            (TM441); the message lists the open ones.

    Example:
        >>> import toimintamalli as tm
        >>> model = tm.load("malli.yaml")
        >>> rejected = reject(model, "decision", reason="Päätös on jo listalla.")
        >>> "decision" in [suggestion.id for suggestion in tm.suggest(rejected)]
        False
    """
    suggestion = _open_one(model, suggestion_id)
    record = SuggestionRecord(
        id=suggestion.id, state=SuggestionState.REJECTED, date=date, reason=reason
    )
    return _recorded(model, model.rooting_plan or RootingPlan(), record)


def _recorded(model: PracticeModel, plan: RootingPlan, record: SuggestionRecord) -> PracticeModel:
    return evolve(model, rooting_plan=evolve(plan, suggestions=(*plan.suggestions, record)))


def _open_one(model: PracticeModel, suggestion_id: str) -> Suggestion:
    suggestions = suggest(model)
    for suggestion in suggestions:
        if suggestion.id == suggestion_id:
            return suggestion
    allowed = tuple(suggestion.id for suggestion in suggestions) or ("–",)
    for record in (model.rooting_plan or RootingPlan()).suggestions:
        if record.id == suggestion_id:
            state = enum_title(record.state)
            report = failure("TM441", found=suggestion_id, state=state, allowed=allowed)
            raise UnknownNameError(report)
    raise UnknownNameError(failure("TM440", found=suggestion_id, allowed=allowed))


def _new_task_id(model: PracticeModel, plan: RootingPlan) -> str:
    """Return T and a number above all that the model names, so that none is ever used again."""
    frozen_tasks = plan.baseline.tasks if plan.baseline else ()
    named = [
        *(task.id for task in (*plan.tasks, *frozen_tasks)),
        *(record.result for record in plan.suggestions),
        *(metric.task or "" for metric in model.metrics),
    ]
    numbers = [int(found[1]) for name in named if (found := _TASK_NUMBER.fullmatch(name))]
    return f"T{max(numbers, default=0) + 1}"
