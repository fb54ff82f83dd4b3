"""Checks of days: each contradiction names both days; what depends on the day asks for one."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

import toimintamalli as tm
from toimintamalli.model import (
    Decision,
    DecisionState,
    DevelopmentStage,
    Evaluation,
    Metric,
    Observation,
    PlanReview,
    ProgrammeData,
    Publication,
    PublicationState,
    RootingPlan,
    StageRecord,
    Target,
)

EARLY, LATE = datetime.date(2024, 3, 1), datetime.date(2025, 6, 30)
BETWEEN = datetime.date(2024, 12, 24)
PILOTED, IN_USE, ROOTED = DevelopmentStage


def told(model: tm.PracticeModel, *codes: str) -> list[tuple[str, str]]:
    return [(one.path, one.message()) for one in tm.check(model, select=codes)]


def reached(*stages: tuple[DevelopmentStage, datetime.date | None, str]) -> tm.PracticeModel:
    return tm.PracticeModel(
        stages=tuple(StageRecord(stage=stage, date=day, unit=unit) for stage, day, unit in stages)
    )


def measured(baseline: datetime.date, target: datetime.date | None) -> tm.PracticeModel:
    metric = Metric(
        id="m",
        name="Viikossa hoitoon",
        baseline=Observation(date=baseline, value=52),
        target=Target(value=80, date=target),
    )
    return tm.PracticeModel(metrics=(metric,))


def published(day: datetime.date, state: str = "published", **basics: Any) -> tm.PracticeModel:
    publication = Publication(state=PublicationState(state), date=day)
    return tm.PracticeModel(basics=tm.BasicData(**basics), publication=publication)


# -- order ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "path", "first", "second"),
    [
        (
            tm.PracticeModel(basics=tm.BasicData(created=LATE, modified=EARLY)),
            "basics.modified",
            "Luotu",
            "Viimeksi muokattu",
        ),
        (published(EARLY, created=LATE), "publication.date", "Luotu", "Julkaistu"),
        (
            tm.PracticeModel(programme=ProgrammeData(project_start=LATE, project_end=EARLY)),
            "programme.project_end",
            "Hanke alkaa",
            "Hanke päättyy",
        ),
        (
            reached((PILOTED, LATE, "Asema"), (IN_USE, EARLY, " asema ")),
            "stages[1].date",
            "Pilotoitu, Asema",
            "Käyttöönotettu, asema",
        ),
        (
            reached((ROOTED, EARLY, ""), (IN_USE, LATE, "")),
            "stages[0].date",
            "Käyttöönotettu",
            "Juurrutettu",
        ),
        (
            reached((ROOTED, EARLY, ""), (PILOTED, LATE, "")),
            "stages[0].date",
            "Pilotoitu",
            "Juurrutettu",
        ),
        (
            measured(LATE, EARLY),
            "metrics[0].target.date",
            "Viikossa hoitoon, Lähtöarvo",
            "Viikossa hoitoon, Tavoite",
        ),
    ],
)
def test_days_that_contradict_each_other_are_told_with_both(
    model: tm.PracticeModel, path: str, first: str, second: str
) -> None:
    message = (
        f'Päivät ovat ristiriidassa: "{second}" on 1.3.2024, mutta "{first}" on vasta 30.6.2025.'
    )
    assert told(model, "TM266") == [(path, message)]


@pytest.mark.parametrize(
    "model",
    [
        tm.PracticeModel(),
        tm.PracticeModel(basics=tm.BasicData(created=EARLY, modified=EARLY)),
        tm.PracticeModel(basics=tm.BasicData(modified=EARLY)),
        published(LATE, created=EARLY),
        published(EARLY),
        tm.PracticeModel(programme=ProgrammeData(project_end=EARLY)),
        tm.PracticeModel(programme=ProgrammeData(project_start=EARLY, project_end=LATE)),
        reached((PILOTED, EARLY, "A"), (IN_USE, LATE, "A"), (ROOTED, LATE, "A")),
        reached((PILOTED, LATE, "A"), (IN_USE, EARLY, "B")),
        reached((PILOTED, None, "A"), (IN_USE, EARLY, "A")),
        reached((PILOTED, EARLY, "A"), (IN_USE, BETWEEN, "A"), (PILOTED, LATE, "A")),
        measured(EARLY, LATE),
        measured(LATE, None),
    ],
)
def test_days_in_order_other_units_and_unknown_days_are_no_contradiction(
    model: tm.PracticeModel,
) -> None:
    assert told(model, "TM266") == []


def test_an_evaluation_before_the_description_may_be_right_and_is_told_as_a_doubt() -> None:
    evaluation = Evaluation(id="e", instrument="juurtumisvalmius", date=EARLY)
    model = tm.PracticeModel(basics=tm.BasicData(created=LATE), evaluations=(evaluation,))
    ((path, message),) = told(model, "TM267")
    assert path == "evaluations[0].date"
    assert ("saattaa" in message, "1.3.2024" in message, "30.6.2025" in message) == (True,) * 3


@pytest.mark.parametrize(("created", "evaluated"), [(EARLY, LATE), (EARLY, EARLY), (None, EARLY)])
def test_an_evaluation_of_what_is_described_is_fine(
    created: datetime.date | None, evaluated: datetime.date
) -> None:
    evaluation = Evaluation(id="e", instrument="juurtumisvalmius", date=evaluated)
    model = tm.PracticeModel(basics=tm.BasicData(created=created), evaluations=(evaluation,))
    assert told(model, "TM267") == []


# -- on a day ---------------------------------------------------------------------------------

DONE = [
    (tm.PracticeModel(basics=tm.BasicData(created=LATE)), "basics.created", "Luotu"),
    (tm.PracticeModel(basics=tm.BasicData(modified=LATE)), "basics.modified", "Viimeksi muokattu"),
    (reached((IN_USE, LATE, "Asema")), "stages[0].date", "Käyttöönotettu, Asema"),
    (
        tm.PracticeModel(evaluations=(Evaluation(id="e", instrument="x", date=LATE),)),
        "evaluations[0].date",
        "Arviointipäivä",
    ),
    (published(LATE), "publication.date", "Julkaistu"),
    (
        tm.PracticeModel(
            rooting_plan=RootingPlan(decision=Decision(state=DecisionState.DECIDED, date=LATE))
        ),
        "rooting_plan.decision.date",
        "Päätöspäivä",
    ),
    (
        tm.PracticeModel(rooting_plan=RootingPlan(reviews=(PlanReview(date=LATE),))),
        "rooting_plan.reviews[0].date",
        "Tarkastelupäivä",
    ),
    (measured(LATE, None), "metrics[0].baseline.date", "Viikossa hoitoon, Lähtöarvo"),
    (
        tm.PracticeModel(
            metrics=(Metric(id="m", name="", observations=(Observation(date=LATE, value=1),)),)
        ),
        "metrics[0].observations[0].date",
        "m",
    ),
]


@pytest.mark.parametrize(("model", "path", "what"), DONE)
def test_what_is_done_cannot_lie_in_the_future(
    model: tm.PracticeModel, path: str, what: str
) -> None:
    (one,) = tm.check(model, today=EARLY, select=["TM268"])
    assert one.path == path
    assert one.message() == f'"{what}" on tulevaisuudessa: 30.6.2025 (nyt on 1.3.2024).'


@pytest.mark.parametrize(("model", "path", "what"), DONE)
def test_a_day_that_has_come_or_is_not_asked_about_earns_none(
    model: tm.PracticeModel, path: str, what: str
) -> None:
    assert tm.check(model, today=LATE, select=["TM268"]).codes == ()
    assert tm.check(model, select=["TM268"]).codes == ()


@pytest.mark.parametrize(
    "model",
    [
        published(LATE, state="draft"),
        tm.PracticeModel(
            rooting_plan=RootingPlan(decision=Decision(state=DecisionState.PREPARED, date=LATE))
        ),
        tm.PracticeModel(programme=ProgrammeData(project_end=LATE), next_review=LATE),
    ],
)
def test_what_is_planned_may_lie_in_the_future(model: tm.PracticeModel) -> None:
    assert tm.check(model, today=EARLY, select=["TM268"]).codes == ()


def test_a_review_whose_day_has_passed_is_told_of_the_model_and_of_the_plan() -> None:
    model = tm.PracticeModel(next_review=EARLY, rooting_plan=RootingPlan(next_review=EARLY))
    ofmodel, ofplan = tm.check(model, today=LATE, select=["TM269"])
    assert (ofmodel.path, ofplan.path) == ("next_review", "rooting_plan.next_review")
    assert ofmodel.message() == (
        '"Seuraava tarkistus" oli 1.3.2024, ja se on ohi (nyt on 30.6.2025).'
    )
    assert ofplan.hint().endswith("rooting_plan.next_review.")


@pytest.mark.parametrize("today", [EARLY, None])
def test_a_review_on_its_day_or_on_no_day_has_not_passed(today: datetime.date | None) -> None:
    model = tm.PracticeModel(next_review=EARLY, rooting_plan=RootingPlan(next_review=LATE))
    assert tm.check(model, today=today, select=["TM269"]).codes == ()
    assert tm.check(tm.PracticeModel(), today=EARLY, select=["TM26"]).codes == ()


@pytest.mark.parametrize("day", [datetime.date.min, datetime.date.max])
def test_the_first_and_last_day_of_the_calendar_break_nothing(day: datetime.date) -> None:
    for model, _, _ in DONE:
        assert "TM920" not in tm.check(model, today=day).codes
