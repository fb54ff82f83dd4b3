"""What tells the records of a model apart, in which order means nothing, and which part is whose.

The tables are data: whoever adds a record or a field to the model adds a row here.
"""

from __future__ import annotations

from attrs import frozen

from toimintamalli.analysis.differences._difference import DifferenceArea
from toimintamalli.model import (
    Answer,
    Attachment,
    Baseline,
    BasicData,
    Board,
    CommunicationItem,
    Contributor,
    Decision,
    Evaluation,
    Evaluator,
    Evidence,
    Form,
    GivingUp,
    Metric,
    Note,
    Observation,
    Ownership,
    PhasePlan,
    PlacementCell,
    PlacementWorksheet,
    PlanReview,
    PracticeModel,
    Precondition,
    ProgrammeData,
    Publication,
    Record,
    Relation,
    Resource,
    Risk,
    RootingPlan,
    Section,
    StageRecord,
    SuggestionRecord,
    Suppression,
    Target,
    Task,
    UnplacedText,
    WorklistAnswer,
)

__all__ = [
    "AREA_OF_FIELD",
    "BELONGING_TOGETHER",
    "FREE_IDS",
    "IDENTITIES",
    "ONE_VALUE",
    "REFERENCES",
    "WITHOUT_ORDER",
    "Identity",
]

_Fields = tuple[str, ...]


@frozen
class Identity:
    """How records of one class are told apart.

    Attributes:
        keys: Fields by which a record is known again, the surest first; where the first are empty
            or match nothing, the next are tried.
        names: Fields that name it to a reader, the best first.
    """

    keys: tuple[_Fields, ...]
    names: tuple[_Fields, ...]


IDENTITIES: dict[type[Record], Identity] = {
    Answer: Identity((("criterion", "evaluator"),), (("criterion", "evaluator"),)),
    Attachment: Identity(
        (("address",), ("title",), ("alt_text",), ("caption",)),
        (("title",), ("alt_text",), ("caption",), ("address",)),
    ),
    Board: Identity((("id",),), (("theme",), ("id",))),
    CommunicationItem: Identity((("audience", "message"), ("audience",)), (("audience",),)),
    Contributor: Identity((("name", "role"), ("name",)), (("name",),)),
    Evaluation: Identity((("id",),), (("id",),)),
    Evaluator: Identity((("id",),), (("id",),)),
    Evidence: Identity(
        (("kind", "title", "address"), ("address",), ("title",)), (("title",), ("address",))
    ),
    GivingUp: Identity((("what",),), (("what",),)),
    Metric: Identity((("id",),), (("name",), ("id",))),
    Note: Identity((("id",),), (("text",), ("id",))),
    Observation: Identity((("date",),), (("date",),)),
    Ownership: Identity((("level",),), (("level",),)),
    PhasePlan: Identity((("phase",),), (("phase",),)),
    PlacementCell: Identity((("row", "column"),), (("row", "column"),)),
    PlacementWorksheet: Identity((("id",),), (("source",), ("id",))),
    PlanReview: Identity((("date", "metric"), ("date",)), (("date",),)),
    Precondition: Identity((("criterion",),), (("criterion",),)),
    Relation: Identity((("other",),), (("other",),)),
    Resource: Identity(
        (("kind", "what", "year", "after_project"), ("kind", "what", "year"), ("kind", "what")),
        (("what", "year"), ("kind", "year")),
    ),
    Risk: Identity((("what",),), (("what",),)),
    Section: Identity((("field",), ("heading",)), (("field",), ("heading",))),
    StageRecord: Identity((("stage", "unit"), ("unit",)), (("stage", "unit"),)),
    SuggestionRecord: Identity((("id",),), (("id",),)),
    Suppression: Identity((("code", "path"),), (("code", "path"),)),
    Task: Identity((("id",),), (("what",), ("id",))),
    UnplacedText: Identity((("text",), ("field", "reason")), (("text",),)),
    WorklistAnswer: Identity((("row",),), (("row",),)),
}
"""Every class of record that stands in a list."""

WITHOUT_ORDER: dict[type[Record], _Fields] = {
    BasicData: ("locations", "funders", "collections"),
    ProgrammeData: ("investments", "counties", "sectors", "customer_groups"),
    PracticeModel: ("relations", "suppressions"),
    Form: ("unplaced",),
    Evaluation: ("evaluators", "answers"),
    Metric: ("observations",),
    PlacementWorksheet: ("cells",),
    RootingPlan: ("worklist", "preconditions", "ownership", "phases", "suggestions"),
}
"""Lists whose members are sets, or have their place in themselves: a day, a row, a criterion."""

ONE_VALUE: tuple[type[Record], ...] = (Baseline, SuggestionRecord, Target)
"""Records that say one thing: half of one and half of another would say what nobody said."""

BELONGING_TOGETHER: dict[type[Record], _Fields] = {
    Answer: ("state", "level", "assessable_from"),
    Decision: ("state", "date"),
    Evaluation: ("instrument", "instrument_version"),
    Observation: ("value", "n", "count"),
    Publication: ("state", "date"),
    StageRecord: ("stage", "date"),
}
"""Fields of which the same is true."""

FREE_IDS: tuple[type[Record], ...] = (Board, Metric, Note, PlacementWorksheet, Task)
"""Records whose identifier is only a name: two new ones that share it may be different things."""

REFERENCES: dict[type[Record], dict[str, type[Record]]] = {
    Evidence: {"address": Metric},
    Metric: {"task": Task},
    PlanReview: {"metric": Metric, "task": Task},
    SuggestionRecord: {"result": Task},
}
"""Fields that hold such an identifier, and of what."""

AREA_OF_FIELD: dict[str, DifferenceArea] = {
    "custom": DifferenceArea.BASICS,
    "id": DifferenceArea.BASICS,
    "language": DifferenceArea.BASICS,
    "basics": DifferenceArea.BASICS,
    "programme": DifferenceArea.BASICS,
    "innokyla_stage": DifferenceArea.STAGE,
    "stages": DifferenceArea.STAGE,
    "core_elements": DifferenceArea.TEXT,
    "adaptable_parts": DifferenceArea.TEXT,
    "next_review": DifferenceArea.UPKEEP,
    "form": DifferenceArea.TEXT,
    "evaluations": DifferenceArea.ANSWERS,
    "rooting_plan": DifferenceArea.PLAN,
    "metrics": DifferenceArea.METRICS,
    "boards": DifferenceArea.BOARDS,
    "placement_worksheets": DifferenceArea.BOARDS,
    "publication": DifferenceArea.UPKEEP,
    "relations": DifferenceArea.UPKEEP,
    "suppressions": DifferenceArea.UPKEEP,
}
"""The part of the model that each field of `toimintamalli.model.PracticeModel` belongs to."""
