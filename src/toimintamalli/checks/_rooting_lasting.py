"""Checks of what lasts when the project ends: owners, resources, giving up, doubts."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.analysis.ownership import ownership_ladder
from toimintamalli.analysis.placement import doubts
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import (
    Decision,
    DecisionState,
    DevelopmentStage,
    OrganisationLevel,
    PracticeModel,
    RootingPlan,
)
from toimintamalli.vocabulary import ShownDate, enum_title, worksheet

__all__ = [
    "doubts_without_easing",
    "given_up_before_the_decision",
    "nobody_after_the_project",
    "nothing_given_up",
    "nothing_set_aside_for_it",
    "rooted_without_decision",
]

_PLAN = "rooting_plan"
_WORKSHEET = "tyopohja-4"
_IN_USE = {DevelopmentStage.IN_USE, DevelopmentStage.ROOTED}


def nobody_after_the_project(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM443: on no level has the plan an owner who stays when the project ends."""
    if model.rooting_plan is None:
        return
    ladder = ownership_ladder(model.rooting_plan.ownership)
    if not any(level.after for level in ladder if level.level is not OrganisationLevel.PROJECT):
        yield diagnostic("TM443", f"{_PLAN}.ownership")


def nothing_given_up(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM444: the practice stays, and the plan names no old one that ends."""
    if _stays(model) and not _plan(model).giving_up:
        yield diagnostic("TM444", f"{_PLAN}.giving_up")


def nothing_set_aside_for_it(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM445: the practice stays, and the plan names no resource that it needs."""
    if _stays(model) and not _plan(model).resources:
        yield diagnostic("TM445", f"{_PLAN}.resources")


def doubts_without_easing(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM446: a doubt of Työpohja 4 (EPÄILYS) beside which no easing stands."""
    columns = {column.id: column.name for column in worksheet(_WORKSHEET).columns}
    for doubt in doubts(model.placement_worksheets):
        if not doubt.is_eased:
            level = columns.get(doubt.column, doubt.column)
            yield diagnostic("TM446", doubt.path, text=doubt.text, level=level)


def rooted_without_decision(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM447: a unit is said to have rooted it, and no decision to establish it is recorded."""
    decision = _decision(model)
    rooted = [n for n, one in enumerate(model.stages) if one.stage is DevelopmentStage.ROOTED]
    if rooted and decision.state is not DecisionState.DECIDED:
        stage = enum_title(DevelopmentStage.ROOTED)
        state = enum_title(decision.state)
        yield diagnostic("TM447", f"stages[{rooted[0]}]", stage=stage, state=state)


def given_up_before_the_decision(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM448: an old practice ends before it is decided that the new one stays."""
    decision = _decision(model)
    if decision.state is not DecisionState.DECIDED or decision.date is None:
        return
    for place, given in enumerate(_plan(model).giving_up):
        if given.when and given.when < decision.date:
            yield diagnostic(
                "TM448",
                f"{_PLAN}.giving_up[{place}].when",
                what=given.what,
                day=ShownDate(given.when),
                decided=ShownDate(decision.date),
            )


def _stays(model: PracticeModel) -> bool:
    """Whether there is a plan for what is decided to stay, or is in use already."""
    decided = _decision(model).state is DecisionState.DECIDED
    return model.rooting_plan is not None and (decided or model.stage in _IN_USE)


def _plan(model: PracticeModel) -> RootingPlan:
    return model.rooting_plan or RootingPlan()


def _decision(model: PracticeModel) -> Decision:
    return _plan(model).decision or Decision()
