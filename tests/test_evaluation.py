"""An evaluation as a whole: one worked out by hand, and any other without a crash."""

from __future__ import annotations

import runpy
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.answers import ReplyState
from toimintamalli.analysis.consensus import Settlement
from toimintamalli.analysis.evaluation import EvaluationResult, evaluate
from toimintamalli.analysis.reliability import NoAlpha
from toimintamalli.analysis.scores import Coverage
from toimintamalli.analysis.shares import Share
from toimintamalli.analysis.statistics import Quartiles
from toimintamalli.analysis.tallies import Tally
from toimintamalli.instruments import get_instrument, list_instruments
from toimintamalli.model import Evaluation, ServiceSector
from toimintamalli.model.instrument import Instrument
from toimintamalli.testing import strategies

WORLD = runpy.run_path(str(Path(__file__).with_name("evaluations.py")))
SMALL: Instrument = WORLD["SMALL"]
answers, evaluation, level = WORLD["answers"], WORLD["evaluation"], WORLD["level"]
models = strategies.practice_models()

SETS = [get_instrument(row.id) for row in list_instruments()]
SOCIAL = tm.PracticeModel(programme=tm.ProgrammeData(sectors=(ServiceSector.SOCIAL,)))

# Two of the team (a, b) and two peers (c, d); ranks in brackets.
#
#           weight   a              b              c               d               stands
#   need      1      yes (3)        yes (3)        rather_yes (2)  yes (3)         by rule: 3
#   works     2      yes (3)        rather_yes (2) no (0)          rather_no (1)   unsettled, 0 to 3
#   lasts     1      cannot yet     cannot yet     –               cannot yet      cannot yet
#   online    2      ei koske       ei koske       ei koske        ei koske        ei koske
#   grade     1      g4 (3)         g4 (3)         g2 (1)          –               unsettled, 1 to 3
FOUR = evaluation(
    answers("a", need="yes", works="yes", lasts="cannot_yet", online="not_applicable", grade="g4"),
    answers("b", need="yes", works="rather_yes", lasts="cannot_yet", online="not_applicable",
            grade="g4"),
    answers("c", need="rather_yes", works="no", online="not_applicable", grade="g2"),
    answers("d", need="yes", works="rather_no", lasts="cannot_yet", online="not_applicable",
            grade="no_answer"),
    a="self", b="self", c="peer", d="peer",
)  # fmt: skip


@pytest.fixture(name="four")
def evaluated() -> EvaluationResult:
    return evaluate(FOUR, SMALL)


# -- worked out by hand -----------------------------------------------------------------------


def test_four_people_are_counted(four: EvaluationResult) -> None:
    assert [one.tally for one in four.criteria] == [
        Tally(levels=(0, 0, 1, 3)),
        Tally(levels=(1, 1, 1, 1)),
        Tally(levels=(0, 0, 0, 0), cannot_yet=3, no_answer=1),
        Tally(levels=(0, 0, 0, 0), not_applicable=4),
        Tally(levels=(0, 1, 0, 2, 0), no_answer=1),
    ]
    assert {one.tally.n for one in four.criteria} == {len(four.sheets)} == {4}
    assert four.problems.codes == ()


def test_what_stands_for_four_people(four: EvaluationResult) -> None:
    assert [
        (one.settled.reply.state, one.settled.how, one.settled.lowest, one.settled.highest)
        for one in four.criteria
    ] == [
        (ReplyState.LEVEL, Settlement.BY_RULE, 3, 3),
        (ReplyState.UNSETTLED, Settlement.NONE, 0, 3),
        (ReplyState.CANNOT_YET, Settlement.UNANIMOUS, None, None),
        (ReplyState.NOT_APPLICABLE, Settlement.UNANIMOUS, None, None),
        (ReplyState.UNSETTLED, Settlement.NONE, 1, 3),
    ]


def test_the_score_of_four_people(four: EvaluationResult) -> None:
    # Weights 1 + 2 + 1 + 1 = 5; online is outside.
    # Low:  need 1 · 1, works 0 · 2, lasts 0 · 1, grade (2 − 1)/4 · 1 = 5/4, of 5 = 1/4.
    # High: need 1 · 1, works 1 · 2, lasts 1 · 1, grade (4 − 1)/4 · 1 = 19/4, of 5 = 19/20.
    assert (four.score.low, four.score.high) == (Fraction(1, 4), Fraction(19, 20))
    assert tuple(map(str, four.score.percents() or ())) == ("25", "95")
    assert four.score.coverage == Coverage(answered=1, applicable=4)
    assert four.score.tree is not None
    assert [(part.id, part.low, part.high) for part in four.score.tree.parts] == [
        ("use", Fraction(1, 4), Fraction(1)),
        ("digital", Fraction(1, 4), Fraction(3, 4)),
    ]


def test_what_can_raise_the_score_of_four_people(four: EvaluationResult) -> None:
    # Low with the highest level: works + 2/5, lasts + 1/5, grade + 3/20, need already there.
    assert [(one.criterion.id, one.if_highest[0]) for one in four.impacts] == [
        ("works", Fraction(13, 20)),
        ("lasts", Fraction(9, 20)),
        ("grade", Fraction(8, 20)),
        ("need", Fraction(5, 20)),
    ]


def test_how_far_four_people_agree(four: EvaluationResult) -> None:
    words, grades = four.agreement
    # need: of 6 pairs 3 on one level, all within one. works: none on one, 3 within one.
    assert (words.exact, words.within_one) == (Share(3, 12), Share(9, 12))
    # Of 8 ratings 0, 1, 2, 2, 3, 3, 3, 3 the places in order are 1/2, 3/2, 3 and 6.
    # Expected: (1 + 2 · 25/4 + 4 · 121/4 + 2 · 9/4 + 4 · 81/4 + 8 · 9) / 7 = 292/7.
    # Observed: need 3 · 9 / 3 = 9; works (1 + 25/4 + 121/4 + 9/4 + 81/4 + 9) / 3 = 23.
    assert words.alpha.value == float(1 - Fraction(9 + 23) / Fraction(292, 7))
    assert (words.alpha.units, words.alpha.ratings) == (2, 8)
    assert (grades.exact, grades.within_one) == (Share(1, 3), Share(1, 3))
    assert (grades.alpha.value, grades.alpha.reason) == (None, NoAlpha.TOO_FEW_UNITS)


def test_where_the_team_and_its_peers_differ(four: EvaluationResult) -> None:
    # Of two ratings the lower is the median: works 2 against 0, grade 3 against 1, need 3 to 2.
    assert [(gap.criterion.id, gap.levels) for gap in four.gaps] == [
        ("works", 2),
        ("grade", 2),
        ("need", 1),
    ]


def test_what_four_people_discuss_first(four: EvaluationResult) -> None:
    assert [one.id for one in four.to_discuss] == ["works", "grade", "need"]


def test_ratings_are_described_and_only_numbers_have_a_mean(four: EvaluationResult) -> None:
    need, works, lasts, online, grade = four.criteria
    assert need.quartiles == Quartiles(lower=2, median=3, upper=3)
    assert works.quartiles == Quartiles(lower=0, median=1, upper=2)
    assert grade.quartiles == Quartiles(lower=1, median=3, upper=3)
    assert lasts.quartiles is online.quartiles is None
    assert [one.modes for one in four.criteria] == [(3,), (0, 1, 2, 3), (), (), (3,)]
    assert [one.mean for one in four.criteria] == [None, None, None, None, Fraction(10, 3)]


# -- sheets agreed together -------------------------------------------------------------------


def test_a_sheet_agreed_together_is_counted_once_and_compared_with_nobody() -> None:
    result = evaluate(evaluation(answers(None, need="yes", works="no"), a="self"), SMALL)
    assert (result.sheets, result.agreement, result.gaps, result.to_discuss) == ((), (), (), ())
    assert result.consensus is not None
    assert result.criteria[0].tally == Tally(levels=(0, 0, 0, 1))
    assert result.criteria[2].tally == Tally(levels=(0, 0, 0, 0), no_answer=1)


def test_beside_own_sheets_the_one_agreed_together_decides_and_is_not_a_person() -> None:
    together = evolve(FOUR, answers=(*FOUR.answers, *answers(None, works="rather_yes")))
    result = evaluate(together, SMALL)
    assert result.criteria[1].settled.reply == level(2)
    assert result.criteria[1].settled.how is Settlement.AGREED_TOGETHER
    assert result.criteria[1].tally == Tally(levels=(1, 1, 1, 1))
    assert result.agreement == evaluate(FOUR, SMALL).agreement


def test_one_evaluator_agrees_with_nobody() -> None:
    assert evaluate(evaluation(answers("a", need="yes"), a="self"), SMALL).agreement == ()


# -- the model --------------------------------------------------------------------------------


def test_the_model_decides_what_applies() -> None:
    one = evaluation(answers("a", need="yes"), a="self")
    assert evaluate(one, SMALL).score.coverage == Coverage(answered=1, applicable=5)
    assert evaluate(one, SMALL, SOCIAL).score.coverage == Coverage(answered=1, applicable=4)
    assert evaluate(evaluation(), SMALL, SOCIAL).score.coverage == (
        Coverage(answered=0, applicable=4)
    )


def test_problems_are_told_where_the_evaluation_stands_in_the_model() -> None:
    wrong = evaluation(answers("a", outo="yes"), a="self")
    model = evolve(SOCIAL, evaluations=(FOUR, wrong))
    (found,) = evaluate(wrong, SMALL, model).problems
    assert found.path == "evaluations[1].answers[0].criterion"
    (found,) = evaluate(wrong, SMALL).problems
    assert found.path == "answers[0].criterion"


def test_an_unknown_version_gives_no_score_rather_than_a_false_one() -> None:
    result = evaluate(evolve(FOUR, instrument_version="9"), SMALL)
    assert result.score.percents() is None
    assert result.problems.codes == ("TM308",)
    assert {one.tally.n for one in result.criteria} == {0}


# -- any evaluation ---------------------------------------------------------------------------


@given(WORLD["good_evaluations"](SMALL), st.data())
def test_the_order_of_answers_and_evaluators_never_matters(
    one: Evaluation, data: st.DataObject
) -> None:
    other = evolve(
        one,
        answers=tuple(data.draw(st.permutations(one.answers))),
        evaluators=tuple(data.draw(st.permutations(one.evaluators))),
    )
    first, second = evaluate(one, SMALL, SOCIAL), evaluate(other, SMALL, SOCIAL)
    for name in ("criteria", "score", "impacts", "agreement", "gaps", "to_discuss", "consensus"):
        assert getattr(first, name) == getattr(second, name)
    assert {*first.sheets} == {*second.sheets}


@given(st.data())
def test_any_evaluation_is_evaluated(data: st.DataObject) -> None:
    instrument = data.draw(st.sampled_from([SMALL, *SETS]))
    one = data.draw(WORLD["any_evaluations"](instrument))
    model = data.draw(st.sampled_from([None, SOCIAL, evolve(SOCIAL, evaluations=(one,))]))
    result = evaluate(one, instrument, model)
    assert len(result.criteria) == len(instrument.criteria)
    sheets = len(result.sheets) or (result.consensus is not None)
    assert {one.tally.n + one.tally.not_asked for one in result.criteria} == {sheets}
    assert result.score.coverage.answered == sum(
        one.settled.reply.state is ReplyState.LEVEL for one in result.criteria
    )
    if result.score.tree is not None:
        assert result.score.tree.recomputed() == (result.score.low, result.score.high)
        assert (result.score.percents() or (0, 0))[0] < 100 or result.score.coverage.is_full


@given(models, st.data())
@settings(max_examples=50)
def test_the_evaluations_of_any_model_are_evaluated(
    model: tm.PracticeModel, data: st.DataObject
) -> None:
    instrument = data.draw(st.sampled_from(SETS))
    drawn = data.draw(st.lists(WORLD["any_evaluations"](instrument), max_size=2))
    theirs = [evolve(one, instrument=instrument.id) for one in model.evaluations]
    model = evolve(model, evaluations=(*theirs, *drawn))
    for one in model.evaluations:
        assert evaluate(one, instrument, model).evaluation is one


# -- the right set ----------------------------------------------------------------------------


def test_results_with_another_set_are_refused() -> None:
    with pytest.raises(tm.AnalysisError, match="pieni") as refused:
        evaluate(evaluation(), get_instrument("juurtumisvalmius"))
    assert refused.value.report.codes == ("TM334",)


def test_a_set_may_be_named_with_its_distribution() -> None:
    named = evolve(evaluation(answers("a", need="yes"), a="self"), instrument="oma:pieni")
    assert evaluate(named, SMALL).score.coverage.answered == 1
