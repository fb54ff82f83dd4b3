"""Checks of what a rooting plan leaves open: means, decision, evidence, people, review."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.analysis.means import resource_gap
from toimintamalli.analysis.plans import audience_coverage
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import (
    Decision,
    DecisionState,
    GivingUp,
    PracticeModel,
    PreconditionState,
    Resource,
    RootingPlan,
)
from toimintamalli.vocabulary import FieldTitle, ShownNumber, enum_title

__all__ = [
    "claims_without_evidence",
    "decision_in_doubt",
    "giving_up_in_doubt",
    "management_not_told",
    "means_in_doubt",
    "missing_review",
    "risks_without_response",
]

_PLAN = "rooting_plan"


def means_in_doubt(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM407 to TM409: nobody pays, it is not told what is secured, or a decision lacks means."""
    plan = model.rooting_plan or RootingPlan()
    decided = plan.decision is not None and plan.decision.state is DecisionState.DECIDED
    for place, resource in enumerate(plan.resources):
        path, what = f"{_PLAN}.resources[{place}]", resource.what or enum_title(resource.kind)
        gap = resource_gap(resource)
        if not resource.payer.strip():
            yield diagnostic("TM407", f"{path}.payer", what=what)
        if _is_needed(resource) and resource.secured is None:
            yield diagnostic("TM408", f"{path}.secured", what=what)
        if decided and gap is not None and gap > 0:
            missing = ShownNumber(gap, resource.unit)
            yield diagnostic("TM409", path, what=what, missing=missing)


def _is_needed(resource: Resource) -> bool:
    return resource.needed is not None and resource.needed > 0


def decision_in_doubt(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM410, TM411: no decision is recorded, or one is said to be made without saying which."""
    if model.rooting_plan is None:
        return
    decision = model.rooting_plan.decision or Decision()
    # Whatever shows the decision is as good as its address.
    wanted = ("level", "date") if decision.evidence else ("level", "date", "address")
    missing = tuple(FieldTitle(Decision, name) for name in wanted if not getattr(decision, name))
    if decision.state is DecisionState.NONE:
        yield diagnostic("TM410", f"{_PLAN}.decision")
    elif decision.state is DecisionState.DECIDED and missing:
        yield diagnostic("TM411", f"{_PLAN}.decision", missing=missing)


def giving_up_in_doubt(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM414: an old practice ends without a day, or without anybody who confirmed it."""
    for place, given in enumerate((model.rooting_plan or RootingPlan()).giving_up):
        missing = tuple(
            FieldTitle(GivingUp, field)
            for field in ("when", "confirmed_by")
            if not getattr(given, field)
        )
        if missing:
            path = f"{_PLAN}.giving_up[{place}]"
            yield diagnostic("TM414", path, what=given.what, missing=missing)


def claims_without_evidence(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM417: a precondition is said to be met, and nothing shows it."""
    for place, one in enumerate((model.rooting_plan or RootingPlan()).preconditions):
        if one.state is PreconditionState.MET and not one.evidence:
            path = f"{_PLAN}.preconditions[{place}].evidence"
            yield diagnostic("TM417", path, found=one.criterion)


def management_not_told(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM419: no audience looks like the management; a guess from the words."""
    if model.rooting_plan is None:
        return
    audiences = audience_coverage(model.rooting_plan.communication)
    if not any(audience.management for audience in audiences):
        named = tuple(audience.audience for audience in audiences) or ("–",)
        yield diagnostic("TM419", f"{_PLAN}.communication", audiences=named)


def risks_without_response(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM420: a risk about which nothing is done."""
    for place, risk in enumerate((model.rooting_plan or RootingPlan()).risks):
        if not risk.response.strip():
            yield diagnostic("TM420", f"{_PLAN}.risks[{place}].response", what=risk.what)


def missing_review(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM422: nobody has said when the plan is looked at again."""
    if model.rooting_plan is not None and model.rooting_plan.next_review is None:
        yield diagnostic("TM422", f"{_PLAN}.next_review")
