"""Checks of rooting plans: each code has a plan that earns it and one that does not."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings

import toimintamalli as tm
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
    PlanReview,
    Precondition,
    PreconditionState,
    Resource,
    ResourceKind,
    Risk,
    RootingPlan,
    SuggestionRecord,
    SuggestionState,
    Task,
    TaskState,
    WorklistAnswer,
)
from toimintamalli.testing import strategies

records = strategies.records
DEMO = tm.load(Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml")
EARLY, LATE = datetime.date(2025, 1, 1), datetime.date(2025, 12, 31)
COMMUNICATION, VARIATION, MAINSTREAMING, ESTABLISHING = EstablishmentPhase
BY_A_PROJECT = OrganisationLevel.PROJECT
TASK = Task(id="T1", what="Nimeä vastuuhoitaja", owner_role="Palvelupäällikkö")
RESOURCE = Resource(
    kind=ResourceKind.MONEY, what="Tila", needed=2.0, secured=2.0, unit="€", payer="Alue"
)
DECIDED = Decision(
    state=DecisionState.DECIDED, level="Aluehallitus", date=EARLY, address="https://esimerkki.fi"
)
GIVEN_UP = GivingUp(what="Lista", when=LATE, confirmed_by="Palvelupäällikkö")
MET = Precondition(
    criterion="decision-made",
    state=PreconditionState.MET,
    evidence=(Evidence(kind=EvidenceKind.DECISION),),
)
SUGGESTION = SuggestionRecord(id="s1", state=SuggestionState.ACCEPTED)
GOOD = RootingPlan(
    worklist=(WorklistAnswer(row="shared-idea", text="Etävastaanotto"),),
    preconditions=(MET,),
    tasks=(evolve(TASK, start=EARLY, due=LATE, worklist_row="reasons", phase=COMMUNICATION),),
    resources=(RESOURCE,),
    ownership=(
        Ownership(level=BY_A_PROJECT, now="Virta-tiimi"),
        Ownership(level=OrganisationLevel.SERVICE_LEAD, now="Virta-tiimi", after_project="Lähi"),
    ),
    decision=DECIDED,
    giving_up=(GIVEN_UP,),
    communication=(CommunicationItem(audience="Johtoryhmä"),),
    risks=(Risk(what="Sijaiset", response="Keskitetään"),),
    next_review=LATE,
    phases=(PhasePlan(phase=COMMUNICATION, start=EARLY), PhasePlan(phase=ESTABLISHING, start=LATE)),
    suggestions=(SUGGESTION,),
)


def checked(plan: RootingPlan) -> tm.Report:
    return tm.check(evolve(DEMO, rooting_plan=plan))


def tasks(**about: Any) -> RootingPlan:
    return evolve(GOOD, tasks=(*GOOD.tasks, evolve(TASK, **{"id": "T2", **about})))


def resources(**about: Any) -> RootingPlan:
    return evolve(GOOD, resources=(evolve(RESOURCE, **about),))


def owned(after: str) -> RootingPlan:
    more = Ownership(level=OrganisationLevel.PROFESSIONAL, after_project=after)
    return evolve(GOOD, ownership=(*GOOD.ownership, more))


def phases(*planned: PhasePlan) -> RootingPlan:
    return evolve(GOOD, phases=planned)


def test_a_good_plan_and_no_plan_earn_no_finding() -> None:
    assert checked(GOOD).codes == ()
    assert tm.check(evolve(DEMO, rooting_plan=None)).codes == ()


@pytest.mark.parametrize(
    ("plan", "code", "path", "words"),
    [
        (tasks(start=LATE, due=EARLY), "TM401", "tasks[1].due",
         ['"Nimeä vastuuhoitaja" päättyy 1.1.2025', "alkaa 31.12.2025"]),
        (phases(PhasePlan(phase=COMMUNICATION, start=LATE, end=EARLY)), "TM401", "phases[0].end",
         ['"Viestintä" päättyy']),
        (tasks(due=datetime.date(205, 6, 1)), "TM402", "tasks[1].due", ["saattaa", "1.6.205"]),
        (evolve(GOOD, next_review=datetime.date(2205, 1, 1)), "TM402", "next_review", ["2205"]),
        (evolve(GOOD, reviews=(PlanReview(date=datetime.date(1025, 1, 1)),)), "TM402",
         "reviews[0].date", ["1025"]),
        (evolve(GOOD, giving_up=(evolve(GIVEN_UP, when=datetime.date(2225, 1, 1)),)), "TM402",
         "giving_up[0].when", ["2225"]),
        (tasks(id="T1"), "TM403", "tasks[1].id", ['"T1" on kahdesti']),
        (tasks(owner_role=" "), "TM404", "tasks[1].owner_role", ["ei ole vastuutahoa"]),
        (owned("RRP-hanke"), "TM405", "ownership[2].after_project",
         ["saattaa", '"RRP-hanke"', "sanat: RRP-hanke", '"Ammattilainen"']),
        (owned("virta-tiimi"), "TM405", "ownership[2].after_project", ["saattaa", "virta-tiimi"]),
        (tasks(owner_organisation="Virta-hanke"), "TM406", "tasks[1].owner_organisation",
         ["saattaa", "sanat: Virta-hanke"]),
        (tasks(owner_role="Projektikoordinaattori"), "TM406", "tasks[1].owner_organisation",
         ["sanat: Projektikoordinaattori"]),
        (resources(payer=""), "TM407", "resources[0].payer", ['"Tila"']),
        (resources(secured=None), "TM408", "resources[0].secured", ['"Tila" tarvitaan']),
        (resources(secured=1.5), "TM409", "resources[0]", ['"Tila" puuttuu 0,5 €.']),
        (evolve(GOOD, decision=None), "TM410", "decision", ["ei ole kirjattu"]),
        (evolve(GOOD, decision=Decision()), "TM410", "decision", ["ei ole kirjattu"]),
        (evolve(GOOD, decision=evolve(DECIDED, date=None, address="")), "TM411", "decision",
         ["puuttuu: Päätöspäivä, Päätöksen osoite."]),
        (evolve(GOOD, decision=evolve(DECIDED, level="")), "TM411", "decision", ["Päättäjä"]),
        (phases(PhasePlan(phase=VARIATION, start=LATE), PhasePlan(phase=ESTABLISHING, start=EARLY)),
         "TM412", "phases", ['"Vakiinnuttaminen" alkaa ennen aiempaa: Variointi']),
        (phases(*GOOD.phases, PhasePlan(phase=ESTABLISHING, start=LATE)), "TM413", "phases[2]",
         ['"Vakiinnuttaminen"']),
        (evolve(GOOD, giving_up=(GivingUp(what="Lista"),)), "TM414", "giving_up[0]",
         ['"Lista" puuttuu: Päättymispäivä, Vahvistaja.']),
        (evolve(GOOD, giving_up=(evolve(GIVEN_UP, confirmed_by=""),)), "TM414", "giving_up[0]",
         ["puuttuu: Vahvistaja."]),
        (evolve(GOOD, worklist=(WorklistAnswer(row="oma", text=""),)), "TM415", "worklist[0].row",
         ['riviä "oma"']),
        (tasks(worklist_row="vastuu"), "TM415", "tasks[1].worklist_row", ['riviä "vastuu"']),
        (evolve(GOOD, preconditions=(Precondition(criterion="oma"),)), "TM416",
         "preconditions[0].criterion", ['"oma"']),
        (evolve(GOOD, preconditions=(evolve(MET, evidence=()),)), "TM417",
         "preconditions[0].evidence", ["ilman näyttöä"]),
        (evolve(GOOD, preconditions=(MET, MET)), "TM418", "preconditions[1].criterion",
         ['"decision-made" on kahdesti']),
        (evolve(GOOD, communication=()), "TM419", "communication", ["saattaa", "kohderyhmät: –"]),
        (evolve(GOOD, communication=(CommunicationItem(audience="Asukkaat"),)), "TM419",
         "communication", ["saattaa", "kohderyhmät: Asukkaat"]),
        (evolve(GOOD, risks=(Risk(what="Sijaiset"),)), "TM420", "risks[0].response", ["Sijaiset"]),
        (evolve(GOOD, suggestions=(SUGGESTION, SUGGESTION)), "TM421", "suggestions[1].id",
         ['"s1"', "kaksi päätöstä"]),
        (evolve(GOOD, next_review=None), "TM422", "next_review", ["seuraavan tarkistuksen"]),
    ],
)  # fmt: skip
def test_what_is_doubtful_in_a_plan_is_told(
    plan: RootingPlan, code: str, path: str, words: list[str]
) -> None:
    (found,) = checked(plan)
    assert (found.code, found.path) == (code, f"rooting_plan.{path}")
    assert [word for word in words if word not in found.message()] == []
    for language in ("fi", "sv", "en"):
        told = found.message(language) + found.why(language) + found.hint(language)
        assert "{" not in told


@pytest.mark.parametrize(
    "plan",
    [
        tasks(start=LATE, due=LATE),
        tasks(start=LATE),
        tasks(due=datetime.date(2000, 1, 1)),
        tasks(owner_role="", owner_organisation="Alue"),
        tasks(owner_role="", state=TaskState.DONE),
        tasks(owner_organisation="Virta-hanke", state=TaskState.DROPPED),
        owned("Hankintayksikkö"),
        owned(""),
        resources(secured=3.0),
        resources(needed=None, secured=None),
        resources(needed=0.0, secured=None),
        evolve(resources(secured=1.0), decision=Decision(state=DecisionState.PREPARED)),
        evolve(GOOD, decision=Decision(state=DecisionState.REJECTED)),
        evolve(GOOD, decision=evolve(DECIDED, address="", evidence=MET.evidence)),
        phases(PhasePlan(phase=COMMUNICATION), PhasePlan(phase=MAINSTREAMING, start=EARLY)),
        phases(),
        evolve(GOOD, preconditions=(Precondition(criterion="decision-made"),)),
        evolve(GOOD, preconditions=()),
        evolve(GOOD, communication=(CommunicationItem(audience="Esihenkilöt"),)),
        evolve(GOOD, suggestions=(SUGGESTION, evolve(SUGGESTION, id="s2"))),
    ],
)
def test_what_is_as_it_should_be_earns_no_finding(plan: RootingPlan) -> None:
    assert checked(plan).codes == ()


def test_identifiers_that_exist_are_listed_in_the_hint() -> None:
    (row,) = checked(tasks(worklist_row="vastuu"))
    assert "shared-idea, reasons, responsible, follow-up" in row.hint()
    (precondition,) = checked(evolve(GOOD, preconditions=(Precondition(criterion="oma"),)))
    assert "shared-understanding, described-and-workable" in precondition.hint()


@pytest.mark.parametrize(
    ("due", "end", "codes"),
    [
        (EARLY, LATE, ()),
        (LATE, LATE, ()),
        (LATE, EARLY, ("TM406",)),
        (None, LATE, ("TM406",)),
        (EARLY, None, ("TM406",)),
    ],
)
def test_the_project_may_do_what_ends_before_it_does(
    due: datetime.date | None, end: datetime.date | None, codes: tuple[str, ...]
) -> None:
    plan = tasks(owner_organisation="Virta-hanke", due=due)
    programme = evolve(DEMO.programme, project_end=end)
    assert tm.check(evolve(DEMO, programme=programme, rooting_plan=plan)).codes == codes


def test_what_is_there_again_is_told_once() -> None:
    thrice = evolve(GOOD, suggestions=(SUGGESTION, SUGGESTION, SUGGESTION))
    assert checked(thrice).codes == ("TM421",)


def test_an_empty_plan_is_told_what_it_has_to_settle() -> None:
    settled = ("TM410", "TM419", "TM422")
    # What lasts is asked of a model that is in use, as this one is.
    lasting = ("TM443", "TM444", "TM445")
    assert checked(RootingPlan()).codes == (*settled, *lasting)


@settings(max_examples=100)
@given(records(RootingPlan))
def test_any_plan_is_checked_and_no_finding_is_an_error(plan: RootingPlan) -> None:
    report = checked(plan)
    assert not report.has_errors
    for language in ("fi", "sv", "en"):
        assert isinstance(report.text(language), str)
