"""The calendar of a plan: read back by icalendar, always the same bytes, nobody named unasked."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from icalendar import Calendar, Component

import toimintamalli as tm
from toimintamalli.model import (
    Decision,
    DecisionState,
    EstablishmentPhase,
    GivingUp,
    PhasePlan,
    RootingPlan,
    Task,
    TaskState,
)
from toimintamalli.testing import strategies

models = strategies.practice_models()
DEMO = tm.load(Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml")
START, END = datetime.date(2025, 1, 1), datetime.date(2025, 6, 30)
TASK = Task(
    id="T1",
    what="Sovi; työajasta, nyt",
    owner_role="Palvelupäällikkö",
    owner_organisation="Kainuun hyvinvointialue",
    due=END,
)


def with_plan(**plan: Any) -> tm.PracticeModel:
    return tm.PracticeModel(id="malli", rooting_plan=RootingPlan(**plan))


def events(model: tm.PracticeModel, **options: Any) -> list[Component]:
    """Return the events as a calendar program reads them."""
    calendar = Calendar.from_ical(tm.plan_calendar(model, **options))
    assert calendar["version"] == "2.0"
    read = list(calendar.walk("VEVENT"))
    assert [event.errors for event in read if event.errors] == []
    return read


def titles(model: tm.PracticeModel, **options: Any) -> list[str]:
    return [str(event["summary"]) for event in events(model, **options)]


def span(event: Component) -> tuple[datetime.date, datetime.date]:
    return event.decoded("dtstart"), event.decoded("dtend")


def test_the_example_has_its_phases_due_days_endings_and_reviews_in_order() -> None:
    assert titles(DEMO) == [
        "4V alkaa: Viestintä",
        "4V: Variointi",
        "4V alkaa: Valtavirtaistaminen",
        "4V: Vakiinnuttaminen",
        "Määräpäivä: Kerro muutoksesta asukkaille kirjeessä ja verkkosivuilla",
        "Juurruttamissuunnitelman tarkistus",
        "Luovutaan: Takaisinsoittolista",
        "Toimintamallin tarkistus",
    ]


def test_events_last_whole_days_and_leave_nobody_busy() -> None:
    (event,) = events(with_plan(tasks=(TASK,)))
    assert span(event) == (END, END + datetime.timedelta(days=1))
    assert type(event.decoded("dtstart")) is datetime.date
    assert event["transp"] == "TRANSPARENT"
    assert str(event["summary"]) == "Määräpäivä: Sovi; työajasta, nyt"


def test_a_phase_lasts_from_its_first_to_its_last_day() -> None:
    phase = PhasePlan(phase=EstablishmentPhase.VARIATION, start=START, end=END)
    (event,) = events(with_plan(phases=(phase,)))
    assert span(event) == (START, END + datetime.timedelta(days=1))


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (START, None, ["4V alkaa: Variointi"]),
        (None, END, ["4V päättyy: Variointi"]),
        (END, START, ["4V päättyy: Variointi", "4V alkaa: Variointi"]),
    ],
)
def test_ends_that_make_no_time_stand_alone(
    start: datetime.date | None, end: datetime.date | None, told: list[str]
) -> None:
    phase = PhasePlan(phase=EstablishmentPhase.VARIATION, start=start, end=end)
    assert titles(with_plan(phases=(phase,))) == told


@pytest.mark.parametrize("state", DecisionState)
def test_the_day_of_a_decision_is_there_unless_it_was_rejected(state: DecisionState) -> None:
    model = with_plan(tasks=(TASK,), decision=Decision(state=state, date=START))
    wanted = state is not DecisionState.REJECTED
    assert ("Vakiinnuttamispäätös" in titles(model)) is wanted


@pytest.mark.parametrize("state", [TaskState.DONE, TaskState.DROPPED])
def test_tasks_that_are_settled_are_not_there(state: TaskState) -> None:
    model = with_plan(tasks=(TASK, evolve(TASK, id="T2", what="Muu", state=state)))
    assert titles(model) == ["Määräpäivä: Sovi; työajasta, nyt"]


# -- people -----------------------------------------------------------------------------------


def test_nobody_is_named_unless_asked() -> None:
    plan = RootingPlan(
        tasks=(TASK,),
        giving_up=(GivingUp(what="Lista", when=END, confirmed_by="Palvelujohtaja"),),
        decision=Decision(state=DecisionState.PREPARED, date=END, level="Johtoryhmä"),
    )
    model = evolve(DEMO, rooting_plan=plan)
    quiet, telling = (
        Calendar.from_ical(tm.plan_calendar(model, names=names)).to_ical().decode("utf-8")
        for names in (False, True)
    )
    unfolded = [text.replace("\r\n ", "") for text in (quiet, telling)]
    people = ("Palvelupäällikkö", "Kainuun hyvinvointialue", "Palvelujohtaja", "Johtoryhmä")
    assert [word for word in people if word in unfolded[0]] == []
    assert [word for word in people if word not in unfolded[1]] == []
    for person in DEMO.basics.contributors:
        assert person.name not in unfolded[1]


# -- sameness ---------------------------------------------------------------------------------


def test_the_same_model_gives_the_same_bytes() -> None:
    assert tm.plan_calendar(DEMO) == tm.plan_calendar(DEMO)
    copied = tm.loads(tm.dumps(DEMO))
    assert tm.plan_calendar(copied) == tm.plan_calendar(DEMO)


def test_an_event_keeps_its_identifier_when_its_day_and_its_words_change() -> None:
    (before,) = events(with_plan(tasks=(TASK,)))
    (after,) = events(with_plan(tasks=(evolve(TASK, due=START, what="Toisin"),)), names=True)
    assert before["uid"] == after["uid"]
    other = evolve(with_plan(tasks=(TASK,)), id="toinen")
    assert events(other)[0]["uid"] != before["uid"]


def test_two_items_of_one_name_are_two_events() -> None:
    read = events(with_plan(tasks=(TASK, TASK, evolve(TASK, due=START))))
    assert len({str(event["uid"]) for event in read}) == 3


def test_the_stamp_is_the_day_of_the_event_or_the_day_that_was_given() -> None:
    (own,) = events(with_plan(tasks=(TASK,)))
    (given_one,) = events(with_plan(tasks=(TASK,)), stamp=START)
    assert [one.decoded("dtstamp").isoformat() for one in (own, given_one)] == [
        "2025-06-30T00:00:00+00:00",
        "2025-01-01T00:00:00+00:00",
    ]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fi", "Toimintamallin tarkistus"),
        ("sv", "Översyn av verksamhetsmodellen"),
        ("en", "Review of the practice model"),
    ],
)
def test_the_calendar_speaks_three_languages(language: str, title: str) -> None:
    assert titles(DEMO, language=language)[-1] == title


# -- when something is wrong ------------------------------------------------------------------


def test_a_model_without_days_is_refused() -> None:
    for model in (tm.PracticeModel(), with_plan(tasks=(evolve(TASK, due=None),))):
        with pytest.raises(tm.SubjectError) as refused:
            tm.plan_calendar(model)
        assert refused.value.report.codes == ("TM425",)


def test_without_icalendar_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(tm.UnknownFormatError, match=r"toimintamalli\[cli\]") as refused:
        tm.plan_calendar(DEMO)
    assert refused.value.report.codes == ("TM424",)


@pytest.mark.parametrize(
    "what",
    ["rivi\r\nBEGIN:VEVENT\r\nUID:x", "\x00\x07", "\ud800", "ä" * 500, "a;b,c\\d:e", "{what}", ""],
)
@pytest.mark.parametrize("due", [datetime.date.min, datetime.date.max])
def test_hostile_text_and_days_make_one_event_that_can_be_read(
    what: str, due: datetime.date
) -> None:
    model = with_plan(tasks=(evolve(TASK, what=what, owner_role=what, due=due),))
    (event,) = events(model, names=True)
    assert event.decoded("dtstart") == due


@settings(max_examples=80)
@given(models)
def test_any_model_has_a_calendar_that_can_be_read_or_none(model: tm.PracticeModel) -> None:
    try:
        read = events(model, names=True)
    except tm.SubjectError:
        return
    assert len({str(event["uid"]) for event in read}) == len(read) > 0
