"""What people have decided of two models, and a new decision."""

from __future__ import annotations

import datetime

from attrs import evolve

from toimintamalli.diagnostics import failure
from toimintamalli.errors import AnalysisError
from toimintamalli.model import PracticeModel, Relation, RelationKind
from toimintamalli.vocabulary import enum_title

__all__ = ["decide_overlap", "decisions_between"]


def decide_overlap(
    model: PracticeModel,
    other: PracticeModel,
    *,
    kind: RelationKind,
    reason: str = "",
    date: datetime.date | None = None,
) -> PracticeModel:
    """Return a model that tells how it belongs together with another; the pair is not asked again.

    Args:
        model: The model that keeps the decision; it is not changed.
        other: The other model.
        kind: What was decided: another matter, the same matter described twice, the model is a
            part of the other, or it is the other one fitted to a new place.
        reason: Why.
        date: Day of the decision.

    Raises:
        AnalysisError: The other model has neither an identifier nor a title (TM286), both are the
            same model (TM287), or one of them tells a decision already (TM288).

    Example:
        >>> from toimintamalli.model import BasicData
        >>> chat = PracticeModel(id="chat", basics=BasicData(title="Perhekeskuksen chat"))
        >>> clinic = PracticeModel(basics=BasicData(title="Perheneuvolan chat"))
        >>> decided = decide_overlap(clinic, chat, kind=RelationKind.DISTINCT, reason="Eri ryhmä.")
        >>> decided.relations[0].other
        'chat'
    """
    name = _name(other)
    if not name:
        raise AnalysisError(failure("TM286"))
    if model == other or (model.id and model.id == other.id):
        raise AnalysisError(failure("TM287", found=name))
    for relation in decisions_between(model, other):
        raise AnalysisError(failure("TM288", found=name, kind=enum_title(relation.kind)))
    relation = Relation(other=name, kind=kind, reason=reason, date=date)
    return evolve(model, relations=(*model.relations, relation))


def decisions_between(first: PracticeModel, second: PracticeModel) -> tuple[Relation, ...]:
    """Return what either of two models tells of the other.

    Args:
        first: A model.
        second: Another.
    """
    return tuple(
        relation
        for model, other in ((first, second), (second, first))
        for relation in model.relations
        if relation.other and relation.other == _name(other)
    )


def _name(model: PracticeModel) -> str:
    """Return how another model names this one."""
    return model.id or model.basics.title
