"""The rooting plan (juurruttamissuunnitelma): how a practice outlives its project."""

from __future__ import annotations

import datetime
from enum import StrEnum

from attrs import frozen

from toimintamalli.model._record import Record
from toimintamalli.model.evaluation import Evidence

__all__ = [
    "READINESS_SET",
    "Baseline",
    "CommunicationItem",
    "Decision",
    "DecisionState",
    "EstablishmentPhase",
    "GivingUp",
    "OrganisationLevel",
    "Ownership",
    "PhasePlan",
    "PlanReview",
    "Precondition",
    "PreconditionState",
    "Resource",
    "ResourceKind",
    "Risk",
    "RootingPlan",
    "SuggestionRecord",
    "SuggestionState",
    "Task",
    "TaskKind",
    "TaskState",
    "WorklistAnswer",
]


READINESS_SET = "juurtumisvalmius"
"""Identifier of the criteria set whose criteria are the preconditions of rooting."""


class EstablishmentPhase(StrEnum):
    """Katri Halonen's 4V, in their cumulative order."""

    COMMUNICATION = "communication"
    VARIATION = "variation"
    MAINSTREAMING = "mainstreaming"
    ESTABLISHING = "establishing"


class OrganisationLevel(StrEnum):
    """The ownership ladder: from the project to the professional."""

    PROJECT = "project"
    SERVICE_DIRECTOR = "service_director"
    SERVICE_MANAGER = "service_manager"
    SERVICE_LEAD = "service_lead"
    PROFESSIONAL = "professional"


@frozen(kw_only=True)
class WorklistAnswer(Record):
    """An answer to one of the six rows of Juuruttajan työlista.

    Attributes:
        row: Identifier of the row.
        text: The answer.
        owner_role: Role that answers for it.
        when: When, or by when.
    """

    row: str
    text: str
    owner_role: str = ""
    when: str = ""


class PreconditionState(StrEnum):
    """How far a precondition of rooting has come."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    MET = "met"


@frozen(kw_only=True)
class Precondition(Record):
    """One of the six preconditions of rooting (juurtumisvalmius).

    Attributes:
        criterion: Identifier of the precondition.
        state: How far it has come.
        note: What is missing or how it was met.
        evidence: What shows it.
    """

    criterion: str
    state: PreconditionState = PreconditionState.OPEN
    note: str = ""
    evidence: tuple[Evidence, ...] = ()


class TaskState(StrEnum):
    """How far a task has come."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"


class TaskKind(StrEnum):
    """What a task of rooting is about, as the form asks it to be recorded."""

    LEADERSHIP = "leadership"
    COMMUNICATION = "communication"
    TRAINING = "training"
    UPKEEP = "upkeep"


@frozen(kw_only=True)
class Task(Record):
    """A task of rooting.

    Attributes:
        id: Identifier, unique in the plan.
        what: What is done.
        worklist_row: Row of Juuruttajan työlista that it serves.
        phase: Which of the 4V it belongs to.
        owner_role: Role that answers for it.
        owner_organisation: Organisation of that role.
        support: Whose help is needed.
        start: First day.
        due: Last day.
        state: How far it has come.
        evidence: What shows rooting: agreement, job description, document, budget, decision.
        deviation_reason: Why the task departs from the frozen plan.
        kind: Whether it is about leadership, communication, training or upkeep.
    """

    id: str
    what: str
    worklist_row: str | None = None
    phase: EstablishmentPhase | None = None
    owner_role: str = ""
    owner_organisation: str = ""
    support: str = ""
    start: datetime.date | None = None
    due: datetime.date | None = None
    state: TaskState = TaskState.NOT_STARTED
    evidence: tuple[Evidence, ...] = ()
    deviation_reason: str = ""
    kind: TaskKind | None = None


class ResourceKind(StrEnum):
    """What is needed to keep the practice up."""

    MONEY = "money"
    WORKING_TIME = "working_time"
    COMPETENCE = "competence"
    TOOLS = "tools"


@frozen(kw_only=True)
class Resource(Record):
    """A resource that the practice needs.

    Attributes:
        kind: Money, working time, competence or tools.
        what: What exactly.
        year: Year for which it is needed.
        needed: Amount needed, in the unit.
        secured: Amount secured, in the unit.
        unit: Unit of the amounts, such as ``€`` or ``htv``.
        payer: Who pays.
        after_project: Whether it is needed after the project; None if not known.
    """

    kind: ResourceKind
    what: str = ""
    year: int | None = None
    needed: float | None = None
    secured: float | None = None
    unit: str = ""
    payer: str = ""
    after_project: bool | None = None


@frozen(kw_only=True)
class Ownership(Record):
    """Who owns the practice on one level, now and after the project (omistajuus).

    Attributes:
        level: Level of the organisation.
        now: Role or body that owns it now.
        after_project: Role or body that owns it after the project.
    """

    level: OrganisationLevel
    now: str = ""
    after_project: str = ""


class DecisionState(StrEnum):
    """Where the decision to establish the practice stands."""

    NONE = "none"
    PREPARED = "prepared"
    DECIDED = "decided"
    REJECTED = "rejected"


@frozen(kw_only=True)
class Decision(Record):
    """The decision to establish the practice (vakiinnuttamispäätös).

    Attributes:
        state: Where it stands.
        level: Who decides.
        date: Day of the decision.
        address: Where the decision can be read.
        evidence: What shows it.
    """

    state: DecisionState = DecisionState.NONE
    level: str = ""
    date: datetime.date | None = None
    address: str = ""
    evidence: tuple[Evidence, ...] = ()


@frozen(kw_only=True)
class GivingUp(Record):
    """An old practice that ends (luopuminen).

    Attributes:
        what: What is given up.
        when: Day on which it ends.
        confirmed_by: Role or body that confirmed it.
    """

    what: str
    when: datetime.date | None = None
    confirmed_by: str = ""


@frozen(kw_only=True)
class CommunicationItem(Record):
    """One line of the communication plan.

    Attributes:
        audience: To whom.
        message: What is told.
        channel: Where.
        when: When or how often.
        sender: Role that tells it.
    """

    audience: str
    message: str = ""
    channel: str = ""
    when: str = ""
    sender: str = ""


@frozen(kw_only=True)
class Risk(Record):
    """A risk to rooting.

    Attributes:
        what: What may happen.
        response: What is done about it.
    """

    what: str
    response: str = ""


@frozen(kw_only=True)
class PhasePlan(Record):
    """When one of the 4V goes on; a later one begins while the earlier ones continue.

    Attributes:
        phase: Which of the 4V.
        start: First day.
        end: Last day; None where it goes on.
        note: What it means here.
    """

    phase: EstablishmentPhase
    start: datetime.date | None = None
    end: datetime.date | None = None
    note: str = ""


@frozen(kw_only=True)
class Baseline(Record):
    """The plan as it was frozen (perussuunnitelma); deviations are told against it.

    Attributes:
        date: Day on which it was frozen.
        note: Why, and by which body.
        tasks: The tasks as they were.
        resources: The resources as they were.
    """

    date: datetime.date
    note: str = ""
    tasks: tuple[Task, ...] = ()
    resources: tuple[Resource, ...] = ()


@frozen(kw_only=True)
class PlanReview(Record):
    """A look at the plan: what follow-up showed, and what followed from it.

    Attributes:
        date: Day of the review.
        finding: What follow-up showed.
        decision: What was decided on its grounds; the plan may be updated.
        metric: Identifier of the metric that showed it.
        task: Identifier of the task that came of it.
    """

    date: datetime.date
    finding: str = ""
    decision: str = ""
    metric: str | None = None
    task: str | None = None


class SuggestionState(StrEnum):
    """What people decided about a suggestion."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


@frozen(kw_only=True)
class SuggestionRecord(Record):
    """What people decided about a suggestion, so that it is not offered again.

    Attributes:
        id: Identifier of the suggestion.
        state: Accepted or rejected.
        date: Day of the decision.
        reason: Why.
        result: Identifier of the task that came of it.
    """

    id: str
    state: SuggestionState
    date: datetime.date | None = None
    reason: str = ""
    result: str = ""


@frozen(kw_only=True)
class RootingPlan(Record):
    """A rooting plan (juurruttamissuunnitelma).

    Attributes:
        what: What is being rooted, as a product: "tämän toimintamallin avulla…".
        why: Why it should be rooted.
        worklist: Answers to Juuruttajan työlista.
        preconditions: States of the six preconditions.
        tasks: What is done, by whom and when.
        resources: What keeping it up needs.
        ownership: Who owns it on each level, now and after the project.
        decision: The decision to establish it.
        strategy_goals: Goals of the organisation that it serves.
        giving_up: Old practices that end.
        communication: Communication plan.
        training: What is taught, to whom.
        risks: What endangers rooting.
        enablers: What helps it.
        next_review: Day on which the plan is looked at again.
        project_aim: The aim in the words of the project: "tavoitteemme on edistää…".
        phases: When each of the 4V goes on.
        baseline: The plan as it was frozen.
        suggestions: What people decided about suggestions.
        reviews: What follow-up showed, and what followed from it, oldest first.
        lessons: What went wrong and what was learnt (mokat ja opit).
    """

    what: str = ""
    why: str = ""
    worklist: tuple[WorklistAnswer, ...] = ()
    preconditions: tuple[Precondition, ...] = ()
    tasks: tuple[Task, ...] = ()
    resources: tuple[Resource, ...] = ()
    ownership: tuple[Ownership, ...] = ()
    decision: Decision | None = None
    strategy_goals: tuple[str, ...] = ()
    giving_up: tuple[GivingUp, ...] = ()
    communication: tuple[CommunicationItem, ...] = ()
    training: tuple[str, ...] = ()
    risks: tuple[Risk, ...] = ()
    enablers: tuple[str, ...] = ()
    next_review: datetime.date | None = None
    project_aim: str = ""
    phases: tuple[PhasePlan, ...] = ()
    baseline: Baseline | None = None
    suggestions: tuple[SuggestionRecord, ...] = ()
    reviews: tuple[PlanReview, ...] = ()
    lessons: tuple[str, ...] = ()
