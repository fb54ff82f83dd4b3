"""What a model holds and its document does not: told, so that nobody takes it for the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from attrs import fields

from toimintamalli.diagnostics import Diagnostic
from toimintamalli.model import (
    Answer,
    BasicData,
    Contributor,
    Evaluation,
    Form,
    Metric,
    PracticeModel,
    ProgrammeData,
    Record,
    RootingPlan,
    Task,
)
from toimintamalli.vocabulary import FieldTitle
from toimintamalli_word._findings import finding

if TYPE_CHECKING:
    from toimintamalli_word._exporter import WordOptions

__all__ = ["left_out"]

# Fields that are not shown; identifiers and versions tie records together and are not missed.
_NOT_SHOWN: Final[dict[type[Record], tuple[str, ...]]] = {
    PracticeModel: (
        "boards",
        "placement_worksheets",
        "publication",
        "relations",
        "suppressions",
        "custom",
    ),
    BasicData: ("custom",),
    Contributor: ("custom",),
    ProgrammeData: ("project_start", "project_end", "custom"),
    Form: ("unplaced", "custom"),
    Evaluation: ("county_represented", "custom"),
    Answer: ("assessable_from", "custom"),
    RootingPlan: tuple(
        one.name for one in fields(RootingPlan) if one.name not in ("what", "why", "tasks")
    ),
    Task: ("worklist_row", "phase", "support", "evidence", "deviation_reason", "kind", "custom"),
    Metric: (
        "numerator",
        "denominator",
        "source",
        "interval",
        "owner_role",
        "strategy_goal",
        "custom",
    ),
}


def left_out(model: PracticeModel, options: WordOptions) -> Iterator[Diagnostic]:
    """Yield a finding that names the parts left out, where there are any.

    Args:
        model: The model.
        options: What was asked for.
    """
    named = [title for record in _records(model) for title in _not_shown(record)]
    if model.evaluations and not options.evaluations:
        named.append(FieldTitle(PracticeModel, "evaluations"))
    if named:
        yield finding("WORD002", parts=tuple(dict.fromkeys(named)))


def _records(model: PracticeModel) -> Iterable[Record]:
    yield from (model, model.basics, *model.basics.contributors, model.programme, model.form)
    for evaluation in model.evaluations:
        yield from (evaluation, *evaluation.answers)
    if model.rooting_plan is not None:
        yield from (model.rooting_plan, *model.rooting_plan.tasks)
    yield from model.metrics


def _not_shown(record: Record) -> Iterator[FieldTitle]:
    defaults = {one.name: one.default for one in fields(type(record))}
    for name in _NOT_SHOWN[type(record)]:
        if getattr(record, name) != defaults[name]:
            yield FieldTitle(type(record), name)
