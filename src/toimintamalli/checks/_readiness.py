"""Checks of models marked ready (valmis): what the mark promises, and nothing shows."""

from __future__ import annotations

from collections.abc import Iterator

from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import (
    Decision,
    DecisionState,
    DevelopmentStage,
    InnokylaStage,
    PracticeModel,
    PublicationState,
)
from toimintamalli.vocabulary import enum_title, form_profile

__all__ = [
    "missing_metrics",
    "ready_without_evaluation",
    "ready_without_fate",
    "ready_without_publication",
]

_RESULTS = "evaluation_results"
_IN_USE = {DevelopmentStage.IN_USE, DevelopmentStage.ROOTED}


def ready_without_evaluation(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM250: marked ready, and neither an evaluation nor a text on its results is there."""
    results = (section.text for section in model.form.sections if section.field == _RESULTS)
    if _is_ready(model) and not model.evaluations and not any(results):
        field = form_profile().field(_RESULTS)
        yield diagnostic("TM250", "evaluations", label=field.label if field else _RESULTS)


def ready_without_fate(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM251: marked ready, and nothing records what became of it (kohtalo)."""
    decision = (model.rooting_plan and model.rooting_plan.decision) or Decision()
    if _is_ready(model) and not model.stages and decision.state is DecisionState.NONE:
        yield diagnostic("TM251", "stages")


def missing_metrics(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM252, TM472: no metric at all, although it is in use or marked ready."""
    if model.metrics:
        return
    if model.stage in _IN_USE:
        yield diagnostic("TM472", "metrics", stage=enum_title(model.stage))
    elif _is_ready(model):
        yield diagnostic("TM252", "metrics")


def ready_without_publication(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM253: marked ready, but others cannot read it."""
    publication = model.publication
    if _is_ready(model) and publication and publication.state is not PublicationState.PUBLISHED:
        yield diagnostic("TM253", "publication.state", state=enum_title(publication.state))


def _is_ready(model: PracticeModel) -> bool:
    return model.innokyla_stage is InnokylaStage.READY
