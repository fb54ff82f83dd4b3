"""Evaluations of a practice model: who answered what to which set of criteria.

Four states of an answer never merge: a level, *ei voida vielä arvioida*, *ei koske*, no answer.
What the answers add up to belongs to `toimintamalli.analysis`.
"""

from __future__ import annotations

import datetime
from enum import StrEnum

from attrs import frozen

from toimintamalli.model._record import Record

__all__ = [
    "Answer",
    "AnswerState",
    "Evaluation",
    "Evaluator",
    "EvaluatorRole",
    "Evidence",
    "EvidenceKind",
]


class EvaluatorRole(StrEnum):
    """From which seat somebody evaluates."""

    SELF = "self"
    PEER = "peer"
    COUNTY = "county"
    CUSTOMER = "customer"
    EXPERT_BY_EXPERIENCE = "expert_by_experience"


@frozen(kw_only=True)
class Evaluator(Record):
    """Somebody who evaluates, under a pseudonymous identifier.

    Attributes:
        id: Pseudonym, unique in the evaluation; never a name.
        role: From which seat.
    """

    id: str
    role: EvaluatorRole = EvaluatorRole.SELF


class EvidenceKind(StrEnum):
    """What a claim rests on."""

    LINK = "link"
    DOCUMENT = "document"
    METRIC = "metric"
    DECISION = "decision"
    INTERVIEW = "interview"
    AGREEMENT = "agreement"
    JOB_DESCRIPTION = "job_description"
    BUDGET = "budget"


@frozen(kw_only=True)
class Evidence(Record):
    """Something that a claim rests on.

    Attributes:
        kind: What it is.
        title: What it is called or says.
        address: Web address, or the identifier of a metric.
        date: Day of the evidence.
    """

    kind: EvidenceKind
    title: str = ""
    address: str = ""
    date: datetime.date | None = None


class AnswerState(StrEnum):
    """What kind of answer was given."""

    LEVEL = "level"
    CANNOT_YET = "cannot_yet"
    NOT_APPLICABLE = "not_applicable"
    NO_ANSWER = "no_answer"


@frozen(kw_only=True)
class Answer(Record):
    """One evaluator's answer to one criterion (väittämä).

    Attributes:
        criterion: Identifier of the criterion in its set.
        state: A level, cannot be assessed yet, not applicable, or no answer.
        level: Identifier of the level, when the state is a level.
        evaluator: Identifier of the evaluator; None on a consensus sheet.
        reason: Why.
        evidence: What the answer rests on.
        assessable_from: Day from which the criterion can be assessed, when it cannot yet.
    """

    criterion: str
    state: AnswerState = AnswerState.LEVEL
    level: str | None = None
    evaluator: str | None = None
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    assessable_from: datetime.date | None = None


@frozen(kw_only=True)
class Evaluation(Record):
    """One round of evaluation with one set of criteria.

    Attributes:
        id: Identifier, unique in the model.
        instrument: Identifier of the set of criteria.
        instrument_version: Version of the set.
        date: Day of the evaluation.
        participants: How many people took part.
        county_represented: Whether a representative of the county took part; None if not known.
        unit: Which unit was evaluated.
        evaluators: Who answered.
        answers: The answers.
    """

    id: str
    instrument: str
    instrument_version: str = ""
    date: datetime.date | None = None
    participants: int | None = None
    county_represented: bool | None = None
    unit: str = ""
    evaluators: tuple[Evaluator, ...] = ()
    answers: tuple[Answer, ...] = ()

    def uses(self, instrument_id: str) -> bool:
        """Return whether it was made with a set, named with or without its distribution.

        Example:
            >>> Evaluation(id="a", instrument="oma-paketti:laatu").uses("laatu")
            True
        """
        return self.instrument.rpartition(":")[2] == instrument_id
