"""The parts of the rooting plan in a model, read and put back."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from toimintamalli.model import PracticeModel, RootingPlan
from toimintamalli_excel._records import Held, Put


def plan_of(model: PracticeModel) -> RootingPlan:
    """Return the plan of a model; an empty one where there is none."""
    return model.rooting_plan or RootingPlan()


def with_plan(model: PracticeModel, plan: RootingPlan) -> PracticeModel:
    """Return the model with another plan; an empty one is none where there was none."""
    if model.rooting_plan is None and plan == RootingPlan():
        return model
    return evolve(model, rooting_plan=plan)


def held_in_plan(field: str) -> Held:
    """Return what gets a list of the plan."""

    def held(model: PracticeModel) -> tuple[Any, ...]:
        records: tuple[Any, ...] = getattr(plan_of(model), field)
        return records

    return held


def put_into_plan(field: str) -> Put:
    """Return what puts a list into the plan."""

    def put(model: PracticeModel, records: tuple[Any, ...]) -> PracticeModel:
        changes: dict[str, Any] = {field: records}
        return with_plan(model, evolve(plan_of(model), **changes))

    return put
