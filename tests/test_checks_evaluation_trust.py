"""Checks of how far an evaluation can be trusted: what earns each code, and what does not."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from attrs import evolve

import toimintamalli as tm
from toimintamalli.analysis.rounds import standing_rounds
from toimintamalli.model import (
    Answer,
    AnswerState,
    Evaluation,
    Evidence,
    EvidenceKind,
    Precondition,
    RootingPlan,
)

DAY = datetime.date(2025, 3, 31)
SHOWN = (Evidence(kind=EvidenceKind.DECISION, title="Lautakunnan päätös"),)
ROUND = Evaluation(id="a", instrument="juurtumisvalmius", date=DAY)


def evaluated(*rounds: Evaluation, **changes: Any) -> tm.PracticeModel:
    return tm.PracticeModel(evaluations=rounds, **changes)


def codes(model: tm.PracticeModel, code: str, today: datetime.date | None = None) -> list[str]:
    return [one.path for one in tm.check(model, today=today, select=[code])]


# -- age --------------------------------------------------------------------------------------


def test_an_evaluation_of_a_year_ago_is_told_with_both_days() -> None:
    (one,) = tm.check(evaluated(ROUND), today=datetime.date(2026, 3, 31), select=["TM316"])
    assert one.path == "evaluations[0].date"
    assert one.message() == (
        'Viimeisin arviointi "Juurtumisvalmius" on tehty 31.3.2025, eli siitä on vähintään '
        "12 kuukautta (nyt on 31.3.2026)."
    )


@pytest.mark.parametrize(
    ("day", "today"),
    [
        (DAY, datetime.date(2026, 3, 30)),
        (DAY, datetime.date(2025, 1, 1)),
        (DAY, None),
        (None, datetime.date(2026, 12, 31)),
        (datetime.date.max, datetime.date.max),
        (datetime.date.min, datetime.date.min),
    ],
)
def test_a_younger_evaluation_or_one_of_no_day_is_not_old(
    day: datetime.date | None, today: datetime.date | None
) -> None:
    assert codes(evaluated(evolve(ROUND, date=day)), "TM316", today) == []


def test_only_the_latest_round_with_a_set_can_be_old() -> None:
    first = evolve(ROUND, id="b", date=datetime.date(2020, 1, 1))
    other = evolve(first, id="c", instrument="kasvun-tuki")
    model = evaluated(first, ROUND, other)
    assert codes(model, "TM316", datetime.date(2025, 12, 1)) == ["evaluations[2].date"]


def test_a_set_that_nobody_knows_is_called_by_its_identifier() -> None:
    model = evaluated(evolve(ROUND, instrument="oma"))
    (one,) = tm.check(model, today=datetime.date(2030, 1, 1), select=["TM316"])
    assert '"oma"' in one.message()


@pytest.mark.parametrize(
    ("modified", "paths"),
    [
        (datetime.date(2025, 6, 30), ["evaluations[0].date"]),
        (datetime.date(2025, 6, 29), []),
        (DAY, []),
        (datetime.date(2024, 1, 1), []),
        (None, []),
    ],
)
def test_a_description_edited_long_after_its_evaluation_is_told(
    modified: datetime.date | None, paths: list[str]
) -> None:
    model = evaluated(ROUND, basics=tm.BasicData(modified=modified))
    assert codes(model, "TM317") == paths


# -- what stayed outside ----------------------------------------------------------------------


def answered(outside: int, levels: int, silent: int = 0) -> tm.PracticeModel:
    states = (
        *[AnswerState.NOT_APPLICABLE] * outside,
        *[AnswerState.CANNOT_YET] * levels,
        *[AnswerState.NO_ANSWER] * silent,
    )
    answers = (Answer(criterion=f"c{n}", state=state) for n, state in enumerate(states))
    return evaluated(evolve(ROUND, answers=tuple(answers)))


def test_more_answers_outside_than_inside_are_told_with_their_counts() -> None:
    (one,) = tm.check(answered(4, 3), select=["TM318"])
    assert (one.path, '4/7 on "Ei koske"' in one.message()) == ("evaluations[0].answers", True)


@pytest.mark.parametrize(
    ("outside", "levels", "silent"), [(3, 3, 0), (5, 0, 0), (3, 2, 9), (0, 6, 0), (0, 0, 0)]
)
def test_half_outside_or_few_answers_tell_nothing_yet(
    outside: int, levels: int, silent: int
) -> None:
    assert codes(answered(outside, levels, silent), "TM318") == []


# -- grounds ----------------------------------------------------------------------------------


def claimed(level: str | None, criterion: str = "decision-made", **about: Any) -> Evaluation:
    return evolve(ROUND, answers=(Answer(criterion=criterion, level=level, **about),))


def test_the_highest_level_without_evidence_is_told_with_what_would_show_it() -> None:
    (one,) = tm.check(evaluated(claimed("met")), select=["TM370"])
    assert (one.path, one.severity) == (
        "evaluations[0].answers[0].evidence",
        tm.Severity.INFO,
    )
    assert 'ylin taso "täyttyy"' in one.message()
    assert one.hint().endswith("Näytöksi käy: Päätös, sen päivä ja päättäjä.")


def test_a_criterion_is_told_once_however_many_chose_its_highest_level() -> None:
    answers = tuple(
        Answer(criterion="decision-made", level="met", evaluator=name) for name in ("a", "b")
    )
    assert codes(evaluated(evolve(ROUND, answers=answers)), "TM370") == [
        "evaluations[0].answers[0].evidence"
    ]


def test_the_evidence_of_one_evaluator_is_enough_for_all() -> None:
    answers = (
        Answer(criterion="decision-made", level="met", evaluator="a"),
        Answer(criterion="decision-made", level="in_progress", evaluator="b", evidence=SHOWN),
    )
    assert codes(evaluated(evolve(ROUND, answers=answers)), "TM370") == []


@pytest.mark.parametrize(
    "evaluation",
    [
        claimed("met", evidence=SHOWN),
        claimed("in_progress"),
        claimed("oma"),
        claimed(None, state=AnswerState.CANNOT_YET),
        claimed("met", criterion="oma"),
        evolve(claimed("met"), instrument="oma"),
        evolve(claimed("met"), instrument_version="1"),
        # The highest level of this set asks for no evidence.
        evolve(claimed("clear", "scope"), instrument="kuvauksen-arviointi"),
    ],
)
def test_lower_levels_and_what_is_not_understood_need_no_evidence(evaluation: Evaluation) -> None:
    assert codes(evaluated(evaluation), "TM370") == []


def test_evidence_of_the_precondition_in_the_plan_counts() -> None:
    precondition = Precondition(criterion="decision-made", evidence=SHOWN)
    plan = RootingPlan(preconditions=(precondition,))
    assert codes(evaluated(claimed("met"), rooting_plan=plan), "TM370") == []


def test_an_earlier_round_is_history_and_needs_no_evidence_any_more() -> None:
    later = evolve(ROUND, id="b", date=datetime.date(2025, 9, 1))
    assert codes(evaluated(claimed("met"), later), "TM370") == []


# -- rounds -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "standing"),
    [
        ([], ()),
        ([None], (0,)),
        ([DAY, None], (0,)),
        ([None, DAY], (1,)),
        ([DAY, DAY], (1,)),
        ([None, None], (1,)),
    ],
)
def test_the_latest_round_stands_and_of_equal_ones_the_later_in_the_list(
    days: list[datetime.date | None], standing: tuple[int, ...]
) -> None:
    rounds = [evolve(ROUND, id=str(n), date=day) for n, day in enumerate(days)]
    assert standing_rounds(rounds) == standing
