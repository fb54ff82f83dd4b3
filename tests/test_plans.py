"""Where a rooting plan stands: nothing guessed, nothing added that is not alike, no clock."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.baseline import DeviationKind, deviations
from toimintamalli.analysis.means import resource_gap, resource_sums
from toimintamalli.analysis.ownership import ownership_ladder
from toimintamalli.analysis.roles import management_words, project_words
from toimintamalli.analysis.timetable import DueKind, phase_standings
from toimintamalli.model import (
    CommunicationItem,
    Decision,
    DecisionState,
    EstablishmentPhase,
    Evidence,
    EvidenceKind,
    GivingUp,
    OrganisationLevel,
    Ownership,
    PhasePlan,
    PracticeModel,
    Precondition,
    PreconditionState,
    Resource,
    ResourceKind,
    Risk,
    RootingPlan,
    Task,
    TaskState,
    WorklistAnswer,
)
from toimintamalli.testing import strategies
from toimintamalli.vocabulary import ProvenanceStatus, worklist, worklist_rows

models, records = strategies.practice_models(), strategies.records
READINESS = tm.get_instrument("juurtumisvalmius")
TODAY = datetime.date(2025, 10, 1)
# Letter for letter from THL's session of 10.2.2025.
WORKLIST = {
    "shared-idea": "Kirkastetaan yhteinen käsitys siitä, mitä ollaan juurruttamassa",
    "reasons": "Perustellaan, miksi toimintamalli pitäisi juurruttaa",
    "responsible": "Tunnistetaan vastuutahot",
    "follow-up": "Seurataan muutosta ja osoitetaan juurtuminen",
    "preconditions": "Varmistetaan juurtumisen edellytykset",
    "not-by-itself": "Muistetaan, ettei juurtuminen tapahdu itsestään",
}
FIRST, SECOND, THIRD, FOURTH = EstablishmentPhase


def day(days: int) -> datetime.date:
    """Return a day seen from the day of the tests."""
    return TODAY + datetime.timedelta(days=days)


def state(as_of: datetime.date | None = TODAY, within: int = 30, **plan: Any) -> tm.PlanState:
    model = PracticeModel(rooting_plan=RootingPlan(**plan))
    return tm.plan_state(model, READINESS, as_of, within=within)


def task(name: str = "T1", **about: Any) -> Task:
    return Task(id=name, what=f"Tehdään {name}", **about)


def money(needed: float | None, secured: float | None, **about: Any) -> Resource:
    return Resource(
        kind=ResourceKind.MONEY, needed=needed, secured=secured, **{"unit": "€", **about}
    )


# -- worklist and preconditions ---------------------------------------------------------------


def test_the_worklist_has_its_six_official_rows_in_order() -> None:
    assert {row.id: row.name.fi for row in worklist_rows()} == WORKLIST
    assert list(WORKLIST) == [row.id for row in worklist_rows()]
    assert worklist().provenance.status is ProvenanceStatus.OFFICIAL
    assert "Pelto-Huikko" in worklist().provenance.source


def test_a_row_is_answered_when_there_is_text() -> None:
    answers = (
        WorklistAnswer(row="reasons", text="Sujuvampi."),
        WorklistAnswer(row="reasons", text="Edullisempi."),
        WorklistAnswer(row="responsible", text=" \n"),
        WorklistAnswer(row="oma", text="Jotain"),
    )
    rows = {row.row.id: row for row in state(worklist=answers).worklist}
    assert [name for name, row in rows.items() if row.is_answered] == ["reasons"]
    assert rows["reasons"].answers == ("Sujuvampi.", "Edullisempi.")


def test_tasks_stand_under_the_row_that_they_serve() -> None:
    rows = state(tasks=(task(worklist_row="follow-up"), task("T2"))).worklist
    assert [[one.id for one in row.tasks] for row in rows] == [[], [], [], ["T1"], [], []]


def test_a_precondition_that_nobody_speaks_of_is_open() -> None:
    found = state().preconditions
    assert [one.criterion.id for one in found] == [c.id for c in READINESS.criteria]
    assert {(one.state, one.is_told) for one in found} == {(PreconditionState.OPEN, False)}
    assert state().open_preconditions == found


def test_a_precondition_shows_its_evidence_and_of_two_states_the_lesser() -> None:
    shown = Evidence(kind=EvidenceKind.DECISION, title="Päätös 12 §")
    told = (
        Precondition(criterion="decision-made", state=PreconditionState.MET, evidence=(shown,)),
        Precondition(criterion="decision-made", state=PreconditionState.IN_PROGRESS, note="Kesken"),
    )
    one = next(p for p in state(preconditions=told).preconditions if p.is_told)
    assert (one.state, one.notes, one.evidence) == (
        PreconditionState.IN_PROGRESS,
        ("Kesken",),
        (shown,),
    )
    met = state(preconditions=told[:1])
    assert len(met.open_preconditions) == 5


# -- days -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "overdue", "soon"),
    [(-1, True, False), (0, False, True), (30, False, True), (31, False, False)],
)
def test_what_is_due_is_late_soon_or_further_away(due: int, overdue: bool, soon: bool) -> None:
    found = state(tasks=(task(due=day(due)),))
    assert (bool(found.overdue), bool(found.soon)) == (overdue, soon)
    assert [item.days for item in found.due] == [due]


def test_without_a_day_nothing_is_late_and_nothing_comes_soon() -> None:
    found = state(as_of=None, tasks=(task(due=day(-400)),), next_review=day(1))
    assert (found.overdue, found.soon) == ((), ())
    assert [(item.kind, item.days) for item in found.due] == [
        (DueKind.TASK, None),
        (DueKind.PLAN_REVIEW, None),
    ]


@pytest.mark.parametrize("settled", [TaskState.DONE, TaskState.DROPPED])
def test_what_is_done_or_dropped_waits_for_nothing(settled: TaskState) -> None:
    assert state(tasks=(task(due=day(-1), state=settled),)).due == ()


def test_an_old_practice_whose_end_is_confirmed_is_not_late() -> None:
    ended = GivingUp(what="Lista", when=day(-1), confirmed_by="Päällikkö")
    assert state(giving_up=(ended,)).due == ()
    assert len(state(giving_up=(evolve(ended, when=day(1)),)).soon) == 1
    assert len(state(giving_up=(evolve(ended, confirmed_by=" "),)).overdue) == 1


@pytest.mark.parametrize(
    ("decided", "waits"),
    [
        (DecisionState.NONE, True),
        (DecisionState.PREPARED, True),
        (DecisionState.DECIDED, False),
        (DecisionState.REJECTED, False),
    ],
)
def test_a_decision_waits_until_it_is_made(decided: DecisionState, waits: bool) -> None:
    found = state(decision=Decision(state=decided, date=day(-3)))
    assert [item.kind for item in found.overdue] == ([DueKind.DECISION] if waits else [])


def test_reviews_of_plan_and_model_are_both_due_in_the_order_of_days() -> None:
    model = PracticeModel(next_review=day(2), rooting_plan=RootingPlan(next_review=day(5)))
    found = tm.plan_state(model, READINESS, TODAY)
    assert [item.kind for item in found.soon] == [DueKind.MODEL_REVIEW, DueKind.PLAN_REVIEW]


def test_tasks_are_told_by_state_with_zeros() -> None:
    found = state(tasks=(task(state=TaskState.DONE), task("T2")))
    assert {group.state: len(group.tasks) for group in found.tasks} == {
        TaskState.NOT_STARTED: 1,
        TaskState.IN_PROGRESS: 0,
        TaskState.DONE: 1,
        TaskState.DROPPED: 0,
    }


# -- the 4V -----------------------------------------------------------------------------------


def test_the_phases_stand_in_their_cumulative_order() -> None:
    assert [phase.phase for phase in state().phases] == [FIRST, SECOND, THIRD, FOURTH]
    assert not any(phase.is_planned for phase in state().phases)


def test_a_later_phase_may_go_on_beside_an_earlier_one_but_not_begin_before_it() -> None:
    plans = (
        PhasePlan(phase=FIRST, start=day(0)),
        PhasePlan(phase=SECOND, start=day(0), end=day(5)),
        PhasePlan(phase=FOURTH, start=day(-1)),
    )
    found = phase_standings(RootingPlan(phases=plans))
    assert [phase.ahead_of for phase in found] == [(), (), (), (FIRST, SECOND)]
    assert [phase.end for phase in found] == [None, day(5), None, None]


def test_a_phase_without_times_begins_with_its_earliest_task_that_is_not_dropped() -> None:
    tasks = (
        task("T1", phase=FIRST, start=day(5)),
        task("T2", phase=FIRST, start=day(3)),
        task("T3", phase=FIRST, start=day(1), state=TaskState.DROPPED),
        task("T4", phase=THIRD, start=day(2)),
    )
    found = phase_standings(RootingPlan(tasks=tasks))
    assert (found[0].start, found[2].ahead_of) == (day(3), (FIRST,))
    planned = RootingPlan(tasks=tasks, phases=(PhasePlan(phase=FIRST, start=day(-9)),))
    assert phase_standings(planned)[2].ahead_of == ()


def test_a_phase_under_way_is_ahead_of_a_planned_one_that_has_not_begun() -> None:
    tasks = (task("T1", phase=SECOND), task("T2", phase=FOURTH, state=TaskState.IN_PROGRESS))
    found = phase_standings(RootingPlan(tasks=tasks))
    assert found[3].ahead_of == (SECOND,)
    assert [phase.is_begun for phase in found] == [False, False, False, True]


def test_a_planned_phase_is_begun_when_its_day_has_come() -> None:
    plan = RootingPlan(phases=(PhasePlan(phase=FIRST, start=TODAY),))
    assert phase_standings(plan, TODAY)[0].is_begun
    assert not phase_standings(plan, day(-1))[0].is_begun
    assert not phase_standings(plan)[0].is_begun


# -- means ------------------------------------------------------------------------------------


def test_amounts_are_subtracted_and_added_as_they_are_written() -> None:
    assert resource_gap(money(0.3, 0.1)) == Decimal("0.2")
    (found,) = resource_sums([money(0.1, 0.0), money(0.2, 0.0)])
    assert (found.needed, found.secured, found.missing) == (Decimal("0.3"), 0, Decimal("0.3"))


def test_amounts_of_different_units_are_never_added() -> None:
    found = resource_sums([money(1, 1, unit="€"), money(2, 1, unit="t€"), money(1, 0, unit=" € ")])
    assert {one.unit: one.needed for one in found} == {"€": 2, "t€": 2}


def test_an_unknown_amount_is_counted_and_not_guessed() -> None:
    (found,) = resource_sums([money(10, None), money(None, 4), money(5, 2), money(None, None)])
    assert (found.needed, found.secured, found.missing, found.unknown) == (15, 6, 3, 3)
    (unknown,) = resource_sums([money(10, None)])
    assert (unknown.needed, unknown.secured, unknown.missing) == (10, None, None)


def test_a_surplus_fills_no_other_lack() -> None:
    (found,) = resource_sums([money(1, 3), money(4, 2)])
    assert (found.needed, found.secured, found.missing, found.surplus) == (5, 5, 2, 2)


@pytest.mark.parametrize("amount", [float("inf"), float("-inf"), float("nan")])
def test_an_amount_that_is_no_number_is_not_known(amount: float) -> None:
    (found,) = resource_sums([money(amount, 1)])
    assert (found.needed, found.secured, found.unknown) == (None, 1, 1)


def test_resources_stand_by_year_and_time_and_the_unknown_come_last() -> None:
    found = resource_sums(
        [
            money(1, 1),
            money(1, 1, year=2027, after_project=True),
            money(1, 1, year=2026, after_project=True),
            money(1, 1, year=2026, after_project=False),
            money(1, 1, year=2026),
        ]
    )
    assert [(one.year, one.after_project) for one in found] == [
        (2026, False),
        (2026, True),
        (2026, None),
        (2027, True),
        (None, None),
    ]


def test_resources_without_a_payer_are_told() -> None:
    found = state(resources=(money(1, 1, what="Tila"), money(1, 1, what="Laite", payer="Alue")))
    assert [resource.what for resource in found.unpaid] == ["Tila"]


@given(st.lists(records(Resource), max_size=6))
def test_sums_hold_for_any_resources(resources: list[Resource]) -> None:
    found = resource_sums(resources)
    assert sum(len(one.resources) for one in found) == len(resources)
    for one in found:
        known = [r for r in one.resources if resource_gap(r) is not None]
        assert one.unknown == len(one.resources) - len(known)
        assert (one.missing is None) == (not known)
        assert one.surplus >= 0
        assert one.missing is None or one.missing >= 0


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=5))
def test_need_less_secured_is_missing_less_surplus(amounts: list[tuple[int, int]]) -> None:
    (found,) = resource_sums([money(needed / 100, secured / 100) for needed, secured in amounts])
    assert found.needed is not None
    assert found.secured is not None
    assert found.missing is not None
    assert found.needed - found.secured == found.missing - found.surplus
    cents = sum(needed - secured for needed, secured in amounts)
    assert found.needed - found.secured == Decimal(cents) / 100


# -- owners, audiences and the rest -----------------------------------------------------------


def test_every_level_but_the_project_needs_an_owner_afterwards() -> None:
    found = state(ownership=(Ownership(level=OrganisationLevel.SERVICE_LEAD, after_project="A"),))
    assert [one.level.value for one in found.left_alone] == [
        "service_director",
        "service_manager",
        "professional",
    ]


def test_an_owner_may_be_the_project_by_its_words_or_by_being_the_same() -> None:
    ladder = ownership_ladder(
        [
            Ownership(level=OrganisationLevel.PROJECT, now="Virta-tiimi"),
            Ownership(level=OrganisationLevel.SERVICE_LEAD, after_project="virta-tiimi "),
            Ownership(level=OrganisationLevel.PROFESSIONAL, after_project="RRP-hankkeen väki"),
            Ownership(level=OrganisationLevel.SERVICE_MANAGER, after_project="Palvelupäällikkö"),
        ]
    )
    leaving = {one.level.value: [found.words for found in one.leaving] for one in ladder}
    assert leaving == {
        "project": [],
        "service_director": [],
        "service_manager": [],
        "service_lead": [("virta-tiimi",)],
        "professional": [("RRP-hankkeen",)],
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kehittämishanke", ("Kehittämishanke",)),
        ("Projektipäällikkö", ("Projektipäällikkö",)),
        ("projektets ledning", ("projektets",)),
        ("Hankinnat ja hankintayksikkö", ()),
        ("Palvelupäällikkö", ()),
        ("", ()),
    ],
)
def test_words_that_may_mean_the_project_are_quoted(text: str, words: tuple[str, ...]) -> None:
    assert project_words(text) == words


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("Johtoryhmä", True),
        ("Palvelujohtajat", True),
        ("Johdolle", True),
        ("Esihenkilöt", True),
        ("Aluehallitus", True),
        ("Ledningsgruppen", True),
        ("Senior management", True),
        ("Asukkaat", False),
        ("Hoitajat ja lääkärit", False),
    ],
)
def test_words_that_may_mean_the_management(text: str, is_named: bool) -> None:
    assert bool(management_words(text)) is is_named


def test_an_audience_stands_once_with_all_its_lines() -> None:
    lines = [CommunicationItem(audience=name) for name in ("Asukkaat", "Johto", "asukkaat ")]
    found = state(communication=tuple(lines))
    assert [(one.audience, len(one.items)) for one in found.audiences] == [
        ("Asukkaat", 2),
        ("Johto", 1),
    ]
    assert found.names_management
    assert not state(communication=(lines[0],)).names_management


def test_evidence_is_gathered_by_kind_from_preconditions_and_tasks() -> None:
    agreed, budget = (Evidence(kind=kind) for kind in (EvidenceKind.AGREEMENT, EvidenceKind.BUDGET))
    found = state(
        preconditions=(Precondition(criterion="decision-made", evidence=(budget,)),),
        tasks=(task(evidence=(agreed, budget)),),
        decision=Decision(evidence=(agreed,)),
    )
    counts = {group.kind: len(group.evidence) for group in found.evidence}
    assert (counts[EvidenceKind.AGREEMENT], counts[EvidenceKind.BUDGET]) == (2, 2)
    assert list(counts) == list(EvidenceKind)


def test_evidence_that_shows_several_things_is_one_piece() -> None:
    minutes = Evidence(kind=EvidenceKind.DECISION, title="Pöytäkirja 9/2025")
    found = state(tasks=(task(evidence=(minutes,)),), decision=Decision(evidence=(minutes,)))
    (group,) = (group for group in found.evidence if group.evidence)
    assert group.evidence == (minutes,)


def test_risks_about_which_nothing_is_done_are_told() -> None:
    risks = (Risk(what="a", response=" "), Risk(what="b", response="Sijaiset"))
    assert [risk.what for risk in state(risks=risks).unanswered_risks] == ["a"]


def test_a_model_without_a_plan_has_an_empty_state() -> None:
    found = tm.plan_state(PracticeModel(), READINESS, TODAY)
    assert not found.is_planned
    assert (found.due, found.resources, found.deviations) == ((), (), ())
    assert len(found.open_preconditions) == 6


# -- the frozen plan --------------------------------------------------------------------------

PLAN = RootingPlan(
    tasks=(
        task("T1", due=day(10), start=day(1), owner_role="Päällikkö"),
        task("T2", due=day(20)),
    ),
    resources=(money(2, 1, what="Tila", year=2026),),
)
FROZEN = tm.freeze_plan(PracticeModel(rooting_plan=PLAN), TODAY, "Ohjausryhmä").rooting_plan


def changed(**about: Any) -> tuple[tuple[Any, ...], ...]:
    """Return kind, task, days and reason of what departs after a change of the plan."""
    assert FROZEN is not None
    found = deviations(evolve(FROZEN, **about))
    return tuple(
        (one.kind, (one.task or one.task_before or task("–")).id, one.days, one.reason)
        for one in found
    )


def with_first(**about: Any) -> tuple[Task, ...]:
    return evolve(PLAN.tasks[0], **about), PLAN.tasks[1]


def test_freezing_keeps_tasks_and_resources_and_changes_nothing_else() -> None:
    assert FROZEN is not None
    assert FROZEN.baseline is not None
    assert (FROZEN.baseline.date, FROZEN.baseline.note) == (TODAY, "Ohjausryhmä")
    assert (FROZEN.baseline.tasks, FROZEN.baseline.resources) == (PLAN.tasks, PLAN.resources)
    assert evolve(FROZEN, baseline=None) == PLAN
    assert deviations(FROZEN) == deviations(PLAN) == ()


def test_a_frozen_plan_is_replaced_only_when_asked() -> None:
    model = PracticeModel(rooting_plan=FROZEN)
    with pytest.raises(tm.AnalysisError, match=r"1\.10\.2025") as refused:
        tm.freeze_plan(model, day(1))
    assert refused.value.report.codes == ("TM427",)
    again = tm.freeze_plan(model, day(1), replace=True).rooting_plan
    assert again is not None
    assert again.baseline is not None
    assert again.baseline.date == day(1)


def test_without_a_plan_there_is_nothing_to_freeze() -> None:
    with pytest.raises(tm.AnalysisError) as refused:
        tm.freeze_plan(PracticeModel(), TODAY)
    assert refused.value.report.codes == ("TM426",)


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [
        (with_first(due=day(24)), (DeviationKind.DUE_MOVED, "T1", 14, "")),
        (with_first(due=day(3)), (DeviationKind.DUE_MOVED, "T1", -7, "")),
        (with_first(due=None), (DeviationKind.DUE_MOVED, "T1", None, "")),
        (with_first(start=day(2)), (DeviationKind.START_MOVED, "T1", 1, "")),
        (with_first(owner_role="Johtaja"), (DeviationKind.OWNER_CHANGED, "T1", None, "")),
        (
            with_first(state=TaskState.DROPPED, deviation_reason=" Ei tarvita "),
            (DeviationKind.TASK_DROPPED, "T1", None, "Ei tarvita"),
        ),
        (PLAN.tasks[:1], (DeviationKind.TASK_DROPPED, "T2", None, "")),
        (
            (*PLAN.tasks, task("T3", deviation_reason="Uusi tarve")),
            (DeviationKind.TASK_ADDED, "T3", None, "Uusi tarve"),
        ),
    ],
)
def test_each_way_to_depart_is_told_with_its_reason(
    tasks: tuple[Task, ...], expected: tuple[Any, ...]
) -> None:
    assert changed(tasks=tasks) == (expected,)


def test_doing_a_task_is_no_deviation() -> None:
    assert changed(tasks=with_first(state=TaskState.DONE, support="Viestintä")) == ()
    assert changed(tasks=PLAN.tasks[::-1]) == ()


def test_resources_added_dropped_and_changed_are_told() -> None:
    (old,) = PLAN.resources
    for resources, kinds in (
        ((evolve(old, secured=2.0),), [DeviationKind.RESOURCE_CHANGED]),
        ((evolve(old, payer="Alue"),), [DeviationKind.RESOURCE_CHANGED]),
        ((), [DeviationKind.RESOURCE_DROPPED]),
        ((old, money(1, 1, what="Laite")), [DeviationKind.RESOURCE_ADDED]),
        (
            (evolve(old, year=2027),),
            [DeviationKind.RESOURCE_ADDED, DeviationKind.RESOURCE_DROPPED],
        ),
    ):
        assert [one[0] for one in changed(resources=resources)] == kinds


def test_two_tasks_of_one_name_are_paired_in_their_order() -> None:
    twice = RootingPlan(tasks=(task(due=day(1)), task(due=day(2))))
    frozen = tm.freeze_plan(PracticeModel(rooting_plan=twice), TODAY).rooting_plan
    assert frozen is not None
    assert deviations(frozen) == ()
    (found,) = deviations(evolve(frozen, tasks=(task(due=day(1)), task(due=day(5)))))
    assert found.days == 3


# -- any model --------------------------------------------------------------------------------


@settings(max_examples=80)
@given(models, st.none() | st.dates(), st.integers(0, 400))
def test_any_plan_has_a_state_and_is_not_changed_by_it(
    model: PracticeModel, as_of: datetime.date | None, within: int
) -> None:
    found = tm.plan_state(model, READINESS, as_of, within=within)
    assert tm.plan_state(model, READINESS, as_of, within=within) == found
    assert not set(found.overdue) & set(found.soon)
    assert as_of is not None or not (found.overdue or found.soon)
    if model.rooting_plan:
        frozen = tm.freeze_plan(model, datetime.date(2025, 1, 1), replace=True)
        assert frozen.rooting_plan is not None
        assert deviations(frozen.rooting_plan) == ()
