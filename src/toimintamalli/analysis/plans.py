"""Where a rooting plan stands, seen from a day: everything that one page has to tell of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from attrs import frozen

from toimintamalli.analysis.baseline import Deviation, deviations
from toimintamalli.analysis.means import ResourceSum, resource_sums
from toimintamalli.analysis.ownership import LevelOwners, ownership_ladder
from toimintamalli.analysis.roles import management_words
from toimintamalli.analysis.timetable import Due, PhaseStanding, due_days, phase_standings
from toimintamalli.model import (
    CommunicationItem,
    Evidence,
    EvidenceKind,
    PracticeModel,
    Precondition,
    PreconditionState,
    Resource,
    Risk,
    RootingPlan,
    Task,
    TaskState,
)
from toimintamalli.model.instrument import Criterion, Instrument
from toimintamalli.vocabulary import WorklistRow, worklist_rows

__all__ = [
    "AudienceCoverage",
    "EvidenceGroup",
    "PlanState",
    "PreconditionStanding",
    "TaskGroup",
    "WorklistStanding",
    "audience_coverage",
    "plan_state",
]


@frozen(kw_only=True)
class WorklistStanding:
    """Where a row of Juuruttajan työlista stands.

    Attributes:
        row: The row.
        answers: What the plan answers; empty where it does not.
        tasks: Tasks that serve the row.
    """

    row: WorklistRow
    answers: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()

    @property
    def is_answered(self) -> bool:
        """Whether the plan answers the row."""
        return bool(self.answers)


@frozen(kw_only=True)
class PreconditionStanding:
    """Where a precondition of rooting stands.

    Attributes:
        criterion: The precondition.
        state: How far it has come; open where the plan says nothing of it. Of several states the
            least counts.
        is_told: Whether the plan says anything of it.
        notes: What is missing, or how it was met.
        evidence: What shows it.
    """

    criterion: Criterion
    state: PreconditionState
    is_told: bool
    notes: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@frozen(kw_only=True)
class TaskGroup:
    """The tasks that have come equally far.

    Attributes:
        state: How far.
        tasks: The tasks, in the order of the plan.
    """

    state: TaskState
    tasks: tuple[Task, ...] = ()


@frozen(kw_only=True)
class EvidenceGroup:
    """Evidence of rooting of one kind.

    Attributes:
        kind: The kind.
        evidence: What there is of it: of preconditions, of tasks, of the decision; what is named
            in several places once.
    """

    kind: EvidenceKind
    evidence: tuple[Evidence, ...] = ()


@frozen(kw_only=True)
class AudienceCoverage:
    """What the communication plan has for one audience.

    Attributes:
        audience: The audience, as written.
        items: Its lines.
        management: The words by which it may be the management; a guess.
    """

    audience: str
    items: tuple[CommunicationItem, ...]
    management: tuple[str, ...] = ()


@frozen(kw_only=True)
class PlanState:
    """Where a rooting plan stands.

    Attributes:
        plan: The plan; an empty one where the model has none.
        is_planned: Whether the model has a plan.
        as_of: From which day it is seen.
        within: How many days ahead count as soon.
        worklist: The six rows of Juuruttajan työlista.
        preconditions: The preconditions of the set, in its order.
        phases: The 4V, in their cumulative order.
        tasks: Tasks by state, every state.
        due: What waits for its day, in the order of the days.
        evidence: Evidence of rooting by kind, every kind.
        resources: What is needed, secured and missing.
        unpaid: Resources of which nobody is said to pay.
        ownership: The ladder, now and after the project.
        audiences: The communication plan by audience.
        unanswered_risks: Risks about which nothing is done.
        deviations: How the plan departs from its frozen version.
    """

    plan: RootingPlan
    is_planned: bool
    as_of: datetime.date | None
    within: int
    worklist: tuple[WorklistStanding, ...]
    preconditions: tuple[PreconditionStanding, ...]
    phases: tuple[PhaseStanding, ...]
    tasks: tuple[TaskGroup, ...]
    due: tuple[Due, ...]
    evidence: tuple[EvidenceGroup, ...]
    resources: tuple[ResourceSum, ...]
    unpaid: tuple[Resource, ...]
    ownership: tuple[LevelOwners, ...]
    audiences: tuple[AudienceCoverage, ...]
    unanswered_risks: tuple[Risk, ...]
    deviations: tuple[Deviation, ...]

    @property
    def overdue(self) -> tuple[Due, ...]:
        """What should have been there already; nothing where no day was given."""
        return tuple(item for item in self.due if item.is_overdue)

    @property
    def soon(self) -> tuple[Due, ...]:
        """What comes within the days asked for; nothing where no day was given."""
        return tuple(item for item in self.due if item.is_within(self.within))

    @property
    def open_preconditions(self) -> tuple[PreconditionStanding, ...]:
        """The preconditions that are not met yet."""
        return tuple(p for p in self.preconditions if p.state is not PreconditionState.MET)

    @property
    def left_alone(self) -> tuple[LevelOwners, ...]:
        """Levels of the ladder that nobody owns after the project."""
        return tuple(level for level in self.ownership if level.is_left_alone)

    @property
    def names_management(self) -> bool:
        """Whether an audience of the communication plan looks like the management."""
        return any(audience.management for audience in self.audiences)


def plan_state(
    model: PracticeModel,
    instrument: Instrument,
    as_of: datetime.date | None = None,
    *,
    within: int = 30,
) -> PlanState:
    """Return where the rooting plan of a model stands.

    Args:
        model: The model.
        instrument: The set with the preconditions of rooting, ``juurtumisvalmius``.
        as_of: From which day to look; without it nothing is overdue, and nothing comes soon.
        within: How many days ahead count as soon.

    Example:
        >>> import toimintamalli as tm
        >>> readiness = tm.get_instrument("juurtumisvalmius")
        >>> state = plan_state(tm.load("malli.yaml"), readiness, datetime.date(2025, 10, 3))
        >>> [(item.task.id, item.days) for item in state.overdue]
        [('T2', -3)]
    """
    plan = model.rooting_plan or RootingPlan()
    return PlanState(
        plan=plan,
        is_planned=model.rooting_plan is not None,
        as_of=as_of,
        within=within,
        worklist=tuple(_row(row, plan) for row in worklist_rows()),
        preconditions=tuple(
            _precondition(criterion, plan.preconditions) for criterion in instrument.criteria
        ),
        phases=phase_standings(plan, as_of),
        tasks=tuple(_in_state(state, plan.tasks) for state in TaskState),
        due=due_days(model, as_of),
        evidence=tuple(_of_kind(kind, plan) for kind in EvidenceKind),
        resources=resource_sums(plan.resources),
        unpaid=tuple(resource for resource in plan.resources if not resource.payer.strip()),
        ownership=ownership_ladder(plan.ownership),
        audiences=audience_coverage(plan.communication),
        unanswered_risks=tuple(risk for risk in plan.risks if not risk.response.strip()),
        deviations=deviations(plan),
    )


def audience_coverage(items: Iterable[CommunicationItem]) -> tuple[AudienceCoverage, ...]:
    """Return the communication plan by audience, in its order; none stands there twice.

    Args:
        items: The lines of the plan.
    """
    by_audience: dict[str, list[CommunicationItem]] = {}
    for item in items:
        by_audience.setdefault(item.audience.strip().casefold(), []).append(item)
    return tuple(_audience(tuple(lines)) for lines in by_audience.values())


def _audience(items: tuple[CommunicationItem, ...]) -> AudienceCoverage:
    audience = items[0].audience.strip()
    return AudienceCoverage(audience=audience, items=items, management=management_words(audience))


def _row(row: WorklistRow, plan: RootingPlan) -> WorklistStanding:
    texts = (answer.text.strip() for answer in plan.worklist if answer.row == row.id)
    return WorklistStanding(
        row=row,
        answers=tuple(filter(None, texts)),
        tasks=tuple(task for task in plan.tasks if task.worklist_row == row.id),
    )


def _precondition(criterion: Criterion, told: Iterable[Precondition]) -> PreconditionStanding:
    here = [precondition for precondition in told if precondition.criterion == criterion.id]
    order = list(PreconditionState)
    state = min((one.state for one in here), key=order.index, default=PreconditionState.OPEN)
    return PreconditionStanding(
        criterion=criterion,
        state=state,
        is_told=bool(here),
        notes=tuple(one.note.strip() for one in here if one.note.strip()),
        evidence=tuple(evidence for one in here for evidence in one.evidence),
    )


def _in_state(state: TaskState, tasks: Iterable[Task]) -> TaskGroup:
    return TaskGroup(state=state, tasks=tuple(task for task in tasks if task.state is state))


def _of_kind(kind: EvidenceKind, plan: RootingPlan) -> EvidenceGroup:
    found = (
        *(evidence for precondition in plan.preconditions for evidence in precondition.evidence),
        *(evidence for task in plan.tasks for evidence in task.evidence),
        *(plan.decision.evidence if plan.decision else ()),
    )
    here = [one for one in found if one.kind is kind]
    titled = dict.fromkeys(one for one in here if one.title)  # one decision may show many things
    return EvidenceGroup(kind=kind, evidence=(*titled, *(one for one in here if not one.title)))
