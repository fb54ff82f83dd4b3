"""Checks of what lasts when the project ends: each code with what earns it and what does not."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from attrs import evolve

import toimintamalli as tm
from toimintamalli.model import (
    Decision,
    DecisionState,
    DevelopmentStage,
    GivingUp,
    OrganisationLevel,
    Ownership,
    PlacementCell,
    PlacementWorksheet,
    Resource,
    ResourceKind,
    RootingPlan,
    StageRecord,
)

EARLY, LATE = datetime.date(2025, 1, 1), datetime.date(2025, 6, 30)
DECIDED = Decision(state=DecisionState.DECIDED, date=LATE)
PREPARED = Decision(state=DecisionState.PREPARED)
IN_USE = (StageRecord(stage=DevelopmentStage.IN_USE),)
PILOTED = (StageRecord(stage=DevelopmentStage.PILOTED),)
ROOTED = (*PILOTED, StageRecord(stage=DevelopmentStage.ROOTED, unit="Pohjoinen asema"))


def planned(stages: tuple[StageRecord, ...] = (), **plan: Any) -> tm.PracticeModel:
    return tm.PracticeModel(stages=stages, rooting_plan=RootingPlan(**plan))


def paths(model: tm.PracticeModel, code: str) -> list[str]:
    return [one.path for one in tm.check(model, select=[code])]


def owned(level: str, now: str = "", after: str = "") -> Ownership:
    return Ownership(level=OrganisationLevel(level), now=now, after_project=after)


# -- owners -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ownership",
    [
        (),
        (owned("service_lead", now="Vastuuhoitaja"),),
        (owned("service_lead", after="  "),),
        (owned("project", after="Palvelupäällikkö"),),
    ],
)
def test_a_plan_in_which_nobody_owns_it_afterwards_is_told(ownership: tuple[Ownership]) -> None:
    assert paths(planned(ownership=ownership), "TM443") == ["rooting_plan.ownership"]


def test_one_owner_on_any_level_is_enough_and_no_plan_needs_none() -> None:
    ownership = (owned("project", now="Hanke"), owned("professional", after="Hoitajat"))
    assert paths(planned(ownership=ownership), "TM443") == []
    assert paths(tm.PracticeModel(), "TM443") == []


# -- what it takes ----------------------------------------------------------------------------

STAYING = [planned(decision=DECIDED), planned(IN_USE), planned(ROOTED, decision=PREPARED)]
UNDECIDED = [
    planned(),
    planned(PILOTED, decision=PREPARED),
    tm.PracticeModel(),
    tm.PracticeModel(stages=IN_USE),
]


@pytest.mark.parametrize("model", STAYING)
def test_what_stays_should_end_something_and_have_its_resources(model: tm.PracticeModel) -> None:
    assert paths(model, "TM444") == ["rooting_plan.giving_up"]
    assert paths(model, "TM445") == ["rooting_plan.resources"]


@pytest.mark.parametrize("model", UNDECIDED)
def test_what_is_not_decided_or_has_no_plan_is_not_asked_yet(model: tm.PracticeModel) -> None:
    assert paths(model, "TM444") == paths(model, "TM445") == []


def test_a_recorded_giving_up_and_resource_earn_no_finding() -> None:
    model = planned(
        IN_USE,
        giving_up=(GivingUp(what="Takaisinsoittolista"),),
        resources=(Resource(kind=ResourceKind.WORKING_TIME),),
    )
    assert paths(model, "TM444") == paths(model, "TM445") == []


@pytest.mark.parametrize(
    ("when", "decision", "is_told"),
    [
        (EARLY, DECIDED, True),
        (LATE, DECIDED, False),
        (None, DECIDED, False),
        (EARLY, evolve(DECIDED, date=None), False),
        (EARLY, evolve(PREPARED, date=LATE), False),
        (EARLY, None, False),
    ],
)
def test_an_old_practice_that_ends_before_the_decision_is_told_with_both_days(
    when: datetime.date | None, decision: Decision | None, is_told: bool
) -> None:
    model = planned(giving_up=(GivingUp(what="Lista", when=when),), decision=decision)
    found = tm.check(model, select=["TM448"])
    assert [one.path for one in found] == ["rooting_plan.giving_up[0].when"] * is_told
    for one in found:
        assert ("1.1.2025" in one.message(), "30.6.2025" in one.message()) == (True, True)


@pytest.mark.parametrize(
    ("model", "state"),
    [
        (tm.PracticeModel(stages=ROOTED), "Ei päätöstä"),
        (planned(ROOTED, decision=PREPARED), "Valmisteltu"),
        (planned(ROOTED, decision=Decision(state=DecisionState.REJECTED)), "Hylätty"),
    ],
)
def test_a_rooted_model_without_a_decision_is_told(model: tm.PracticeModel, state: str) -> None:
    (one,) = tm.check(model, select=["TM447"])
    assert (one.path, "Juurrutettu" in one.message()) == ("stages[1]", True)
    assert state in one.message()


@pytest.mark.parametrize(
    "model", [planned(ROOTED, decision=DECIDED), planned(IN_USE), tm.PracticeModel()]
)
def test_what_is_decided_or_not_rooted_contradicts_nothing(model: tm.PracticeModel) -> None:
    assert paths(model, "TM447") == []


# -- doubts -----------------------------------------------------------------------------------


def doubted(*cells: tuple[str, str, str]) -> tm.PracticeModel:
    filled = tuple(PlacementCell(row=row, column=column, text=text) for row, column, text in cells)
    return tm.PracticeModel(placement_worksheets=(PlacementWorksheet(id="a", cells=filled),))


def test_a_doubt_that_nobody_answers_is_told_with_its_words_and_level() -> None:
    model = doubted(
        ("doubt", "team", "Riittääkö aika?"),
        ("easing", "management", "Budjetti on varattu."),
        ("easing", "team", " "),
    )
    (one,) = tm.check(model, select=["TM446"])
    assert one.path == "placement_worksheets[0].cells[0]"
    assert '"Riittääkö aika?" (taso: Yksikkö/Lähitiimi)' in one.message()


def test_a_doubt_on_a_level_that_no_worksheet_has_is_told_as_well() -> None:
    (one,) = tm.check(doubted(("doubt", "oma", "Kuka maksaa?")), select=["TM446"])
    assert "(taso: oma)" in one.message()


@pytest.mark.parametrize(
    "model",
    [
        tm.PracticeModel(),
        doubted(("doubt", "team", "Riittääkö aika?"), ("easing", "team", "Vuorot sovitaan.")),
        doubted(("doubt", "team", "  ")),
        doubted(("change", "team", "Vuorot muuttuvat.")),
    ],
)
def test_eased_doubts_and_none_earn_no_finding(model: tm.PracticeModel) -> None:
    assert paths(model, "TM446") == []
