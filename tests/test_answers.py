"""Answers: how they become replies, and what is told of those that cannot be used."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.answers import (
    Reply,
    ReplyState,
    Sheet,
    Sheets,
    applies,
    criterion_answered,
    read_sheets,
)
from toimintamalli.analysis.shares import Share
from toimintamalli.analysis.tallies import Tally, tally
from toimintamalli.model import (
    Answer,
    AnswerState,
    DevelopmentStage,
    Evaluation,
    Evaluator,
    EvaluatorRole,
    InnokylaStage,
    ProgrammeData,
    ServiceSector,
    StageRecord,
)
from toimintamalli.model.instrument import Condition, Instrument, ModelTrait, Side

WORLD = runpy.run_path(str(Path(__file__).with_name("evaluations.py")))
SMALL: Instrument = WORLD["SMALL"]
answers, evaluation, level = WORLD["answers"], WORLD["evaluation"], WORLD["level"]


def in_programme(**about: Any) -> tm.PracticeModel:
    return tm.PracticeModel(programme=ProgrammeData(**about))


HEALTH = in_programme(sectors=(ServiceSector.HEALTH,))
SOCIAL = in_programme(sectors=(ServiceSector.SOCIAL,))


def read(*given: tuple[Answer, ...], **about: str) -> Sheets:
    return read_sheets(evaluation(*given, **about), SMALL)


def states(sheet: Sheet | None) -> list[str]:
    assert sheet is not None
    return [reply.state.value for reply in sheet.replies]


# -- states -----------------------------------------------------------------------------------


def test_the_four_states_of_an_answer_stay_apart() -> None:
    (sheet,) = read(
        answers("a", need="no", works="cannot_yet", lasts="not_applicable", online="no_answer"),
        a="self",
    ).individual
    assert states(sheet) == ["level", "cannot_yet", "not_applicable", "no_answer", "no_answer"]
    assert sheet.replies[0] == level(0)


def test_the_lowest_level_is_not_taken_for_silence() -> None:
    (sheet,) = read(answers("a", need="no"), a="self").individual
    assert (sheet.replies[0].rank, sheet.replies[1].rank) == (0, None)


@given(st.lists(st.sampled_from(AnswerState), min_size=5, max_size=5))
def test_every_state_comes_back_as_it_was_given(given_states: list[AnswerState]) -> None:
    given_answers = tuple(
        Answer(
            criterion=criterion.id,
            state=state,
            level=SMALL.scale_of(criterion).levels[-1].id if state is AnswerState.LEVEL else None,
        )
        for criterion, state in zip(SMALL.criteria, given_states, strict=True)
    )
    read_back = read(given_answers)
    assert states(read_back.consensus) == [state.value for state in given_states]
    assert len(read_back.problems) == 0


def test_every_state_of_an_answer_is_a_state_of_a_reply() -> None:
    beside = {ReplyState.UNSETTLED.value, ReplyState.NOT_ASKED.value}
    assert {state.value for state in ReplyState} - beside == {state.value for state in AnswerState}


@given(WORLD["any_evaluations"](SMALL))
def test_every_sheet_counts_once_in_each_tally(any_evaluation: Evaluation) -> None:
    sheets = read_sheets(any_evaluation, SMALL, SOCIAL)
    every = [*sheets.individual, *([sheets.consensus] if sheets.consensus else [])]
    for place, criterion in enumerate(SMALL.criteria):
        counted = tally((sheet.replies[place] for sheet in every), SMALL.scale_of(criterion))
        assert counted.n + counted.not_asked == len(every)


def test_a_tally_has_a_place_for_every_state_and_a_level_for_every_zero() -> None:
    replies = [level(3), level(3), *(Reply(state) for state in list(ReplyState)[1:])]
    counted = tally(replies, SMALL.scales[0])
    assert counted == Tally(
        levels=(0, 0, 0, 2),
        cannot_yet=1,
        not_applicable=1,
        no_answer=1,
        unsettled=1,
        not_asked=1,
    )
    assert (counted.assessed, counted.n) == (2, 6)
    assert (
        counted.on_side(Side.AGREE, SMALL.scales[0]),
        counted.on_side(None, SMALL.scales[0]),
    ) == (2, 0)
    assert (counted.of_all(2), counted.of_assessed(2)) == (Share(2, 6), Share(2, 2))


# -- sheets -----------------------------------------------------------------------------------


def test_an_answer_of_nobody_belongs_to_the_sheet_agreed_together() -> None:
    sheets = read(answers(None, need="yes"), answers("a", need="no"), a="self")
    assert sheets.consensus is not None
    assert sheets.consensus.evaluator is sheets.consensus.role is None
    assert sheets.consensus.replies[0] == level(3)
    assert [sheet.replies[0] for sheet in sheets.individual] == [level(0)]


def test_sheets_stand_in_the_order_of_the_list_whoever_answered_first() -> None:
    given_answers = (answers("x", need="no"), answers("b", need="no"), answers("a", need="no"))
    sheets = read(*given_answers, a="self", b="peer")
    assert [sheet.evaluator for sheet in sheets.individual] == ["a", "b", "x"]
    assert [sheet.role for sheet in sheets.individual] == ["self", "peer", None]


def test_who_is_listed_and_silent_has_an_empty_sheet_once_somebody_answers_alone() -> None:
    sheets = read(answers("a", need="yes"), a="self", b="peer")
    assert [sheet.evaluator for sheet in sheets.individual] == ["a", "b"]
    assert states(sheets.individual[1]) == ["no_answer"] * 5
    assert sheets.individual[1].role is EvaluatorRole.PEER


def test_who_agreed_together_is_not_silent() -> None:
    sheets = read(answers(None, need="yes"), a="self", b="peer")
    assert sheets.individual == ()


def test_an_evaluation_without_answers_has_no_sheets() -> None:
    sheets = read(a="self")
    assert (sheets.individual, sheets.consensus, sheets.problems.codes) == ((), None, ())


def test_the_answer_stands_behind_its_reply() -> None:
    given_answers = answers("a", works="yes")
    (sheet,) = read(given_answers, a="self").individual
    assert sheet.answers == (None, given_answers[0], None, None, None)


def test_the_order_of_answers_never_matters() -> None:
    some = (*answers("a", need="yes", works="no"), *answers("b", works="yes"))
    one = read(some, a="self", b="peer")
    other = read(some[::-1], a="self", b="peer")
    assert one == other


@given(st.data())
def test_no_order_of_good_answers_matters(data: st.DataObject) -> None:
    one = data.draw(WORLD["good_evaluations"](SMALL))
    other = evolve(one, answers=tuple(data.draw(st.permutations(one.answers))))
    assert read_sheets(one, SMALL) == read_sheets(other, SMALL)


# -- what is not asked ------------------------------------------------------------------------


def test_a_criterion_that_does_not_apply_is_not_asked() -> None:
    one = evaluation(answers("a", need="yes"), a="self")
    of_social = read_sheets(one, SMALL, SOCIAL)
    assert states(of_social.individual[0])[3] == "not_asked"
    assert of_social.asked == (True, True, True, False, True)
    assert states(read_sheets(one, SMALL, HEALTH).individual[0])[3] == "no_answer"
    assert states(read_sheets(one, SMALL).individual[0])[3] == "no_answer"


@pytest.mark.parametrize("state", ["no_answer", "junk"])
def test_no_answer_to_what_does_not_apply_leaves_nothing_open(state: str) -> None:
    one = evaluation(answers("a", online=state), a="self")
    assert states(read_sheets(one, SMALL, SOCIAL).individual[0])[3] == "not_asked"


def test_an_answer_to_what_does_not_apply_counts_because_somebody_gave_it() -> None:
    one = evaluation(answers("a", online="yes"), answers("b", need="yes"), a="self", b="self")
    sheets = read_sheets(one, SMALL, SOCIAL).individual
    assert [states(sheet)[3] for sheet in sheets] == ["level", "not_asked"]


@pytest.mark.parametrize(
    ("trait", "value", "model"),
    [
        ("programme", "rrp", in_programme(programme="rrp")),
        ("pillar", "P4", in_programme(pillar="P4")),
        ("investments", "I2", in_programme(investments=("I1", "I2"))),
        ("sectors", "health", HEALTH),
        ("customer_groups", "x", in_programme(customer_groups=("x",))),
        ("stage", "rooted", tm.PracticeModel(stages=(StageRecord(stage=DevelopmentStage.ROOTED),))),
        ("innokyla_stage", "ready", tm.PracticeModel(innokyla_stage=InnokylaStage.READY)),
    ],
)
def test_every_trait_can_decide_whether_a_criterion_applies(
    trait: str, value: str, model: tm.PracticeModel
) -> None:
    condition = Condition(trait=ModelTrait(trait), any_of=("jokin", value))
    conditional = evolve(SMALL.criteria[0], applies_when=condition)
    assert applies(conditional, model)
    assert not applies(conditional, tm.PracticeModel())


# -- versions ---------------------------------------------------------------------------------


def test_answers_of_an_earlier_version_are_read_with_its_map() -> None:
    sheets = read(answers("a", need="yes", toimii="no"), version="1", a="self")
    (sheet,) = sheets.individual
    assert sheet.replies[:2] == (level(3), level(0))
    assert states(sheet)[2:] == ["not_asked"] * 3
    assert sheets.problems.codes == ()


def test_what_an_earlier_version_asked_and_nobody_answered_is_open() -> None:
    (sheet,) = read(answers("a", need="yes"), version="1", a="self").individual
    assert states(sheet) == ["level", "no_answer", "not_asked", "not_asked", "not_asked"]


def test_a_criterion_without_a_counterpart_is_set_aside_and_told() -> None:
    sheets = read(answers("a", need="yes", works="yes"), version="1", a="self")
    (found,) = sheets.problems
    assert (found.code, found.path) == ("TM309", "answers[1].criterion")
    assert '"works"' in found.message()
    assert "ei ole vastinetta" in found.message()
    assert states(sheets.individual[0])[:2] == ["level", "no_answer"]


def test_nothing_of_an_unknown_version_is_counted_or_called_unanswered() -> None:
    sheets = read(answers("a", need="yes"), answers(None, works="no"), version="9", a="self")
    (found,) = sheets.problems
    assert (found.code, found.path) == ("TM308", "instrument_version")
    assert 'ei ole versiota "9"' in found.message()
    assert "(2)" in found.message()
    assert "Tunnetut versiot: 2, 1." in found.hint()
    assert (sheets.individual, sheets.consensus, sheets.asked) == ((), None, (False,) * 5)


def test_answers_without_a_version_are_read_as_of_today() -> None:
    assert read(answers("a", need="yes"), version="", a="self").individual == (
        read(answers("a", need="yes"), a="self").individual
    )


def test_the_criterion_of_an_answer_is_that_of_today() -> None:
    (old,) = answers("a", toimii="yes")
    found = criterion_answered(old, evaluation(version="1"), SMALL)
    assert found is not None
    assert found.id == "works"
    for version in ("", "2", "9"):
        assert criterion_answered(old, evaluation(version=version), SMALL) is None


# -- answers that cannot be used --------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_answers", "code", "path", "words"),
    [
        (answers("a", outo="yes"), "TM302", "answers[1].criterion", ['"Pieni"', '"outo"']),
        (answers("a", works="met"), "TM303", "answers[1].level", ['"met"', "Malli toimii"]),
        (answers("a", works="YES"), "TM303", "answers[1].level", ['"YES"', "Malli toimii"]),
        (answers("a", works=""), "TM303", "answers[1].level", ['""', "Malli toimii"]),
        (answers("a", grade="yes"), "TM303", "answers[1].level", ['"yes"', "Arvosana"]),
        (answers("a", need="no"), "TM304", "answers[1]", ["Arvioija a", "Tarve tunnetaan"]),
        (answers("a", need="cannot_yet"), "TM304", "answers[1]", ["kahdella tavalla"]),
        ((Answer(criterion="works", evaluator="a"),), "TM306", "answers[1]", ["(–)", "toimii"]),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_and_counts_as_no_answer(
    given_answers: tuple[Answer, ...], code: str, path: str, words: list[str]
) -> None:
    good = answers("a", need="yes"), answers("b", lasts="yes")
    sheets = read(good[0], given_answers, good[1], a="self", b="self")
    (found,) = sheets.problems
    assert (found.code, found.path) == (code, path)
    assert all(word in found.message() for word in words), found.message()
    # The answers beside it count all the same.
    assert sheets.individual[1].replies[2] == level(3)
    needs_settling = code == "TM304"
    assert sheets.individual[0].replies[0] == (
        Reply(ReplyState.NO_ANSWER) if needs_settling else level(3)
    )
    assert states(sheets.individual[0])[1] == "no_answer"


def test_the_levels_that_fit_are_listed_in_the_hint() -> None:
    (found,) = read(answers("a", grade="yes"), a="self").problems
    assert "g1, g2, g3, g4, g5" in found.hint()


def test_the_same_answer_twice_is_harmless() -> None:
    sheets = read(answers("a", need="yes"), answers("a", need="yes"), a="self")
    assert sheets.problems.codes == ()
    assert sheets.individual[0].replies[0] == level(3)


@pytest.mark.parametrize(("said", "at"), [("yes no yes", 1), ("yes yes no", 2)])
def test_of_two_contradictory_answers_none_is_chosen_and_the_first_that_differs_is_named(
    said: str, at: int
) -> None:
    sheets = read(*(answers("a", need=one) for one in said.split()), a="self")
    (found,) = sheets.problems
    assert (found.code, found.path) == ("TM304", f"answers[{at}]")
    assert sheets.individual[0].replies[0] == Reply(ReplyState.NO_ANSWER)
    assert sheets.individual[0].answers[0] is None


def test_two_evaluators_may_differ() -> None:
    sheets = read(answers("a", need="yes"), answers("b", need="no"), a="self", b="self")
    assert sheets.problems.codes == ()


def test_the_sheet_agreed_together_may_not_contradict_itself_either() -> None:
    sheets = read(answers(None, need="yes"), answers(None, need="no"))
    (found,) = sheets.problems
    assert found.code == "TM304"
    assert states(sheets.consensus)[0] == "no_answer"


def test_an_evaluator_who_is_not_listed_counts_without_a_seat_and_is_told_once() -> None:
    sheets = read(answers("a", need="yes"), answers("x", need="yes", works="no"), a="self")
    (found,) = sheets.problems
    assert (found.code, found.path) == ("TM305", "answers[1].evaluator")
    assert 'Arvioijaa "x" ei ole arvioijien luettelossa' in found.message()
    assert sheets.individual[1].replies[:2] == (level(3), level(0))
    assert sheets.individual[1].role is None


@pytest.mark.parametrize("state", ["cannot_yet", "not_applicable", "no_answer"])
def test_a_state_that_has_no_level_is_told_of_the_level_beside_it(state: str) -> None:
    both = Answer(criterion="need", evaluator="a", state=AnswerState(state), level="yes")
    sheets = read((both,), a="self")
    (found,) = sheets.problems
    assert (found.code, found.path) == ("TM306", "answers[0]")
    assert "(yes) eivät sovi yhteen" in found.message()
    assert "lasketaan tila eikä tasoa" in found.why()
    assert states(sheets.individual[0])[0] == state


def listed(*seats: tuple[str, str]) -> tuple[Evaluator, ...]:
    return tuple(Evaluator(id=name, role=EvaluatorRole(role)) for name, role in seats)


def test_an_evaluator_listed_in_two_seats_has_neither() -> None:
    people = listed(("a", "self"), ("b", "peer"), ("a", "peer"), ("a", "self"))
    one = evolve(evaluation(answers("b", need="yes")), evaluators=people)
    sheets = read_sheets(one, SMALL)
    (found,) = sheets.problems
    assert (found.code, found.path) == ("TM313", "evaluators[2]")
    assert 'Arvioija "a" on arvioijien luettelossa kahdessa roolissa' in found.message()
    assert [(sheet.evaluator, sheet.role) for sheet in sheets.individual] == [
        ("a", None),
        ("b", EvaluatorRole.PEER),
    ]


def test_an_evaluator_listed_twice_in_one_seat_is_one() -> None:
    one = evolve(evaluation(answers("a", need="yes")), evaluators=listed(("a", "peer")) * 2)
    sheets = read_sheets(one, SMALL)
    assert sheets.problems.codes == ()
    assert [sheet.role for sheet in sheets.individual] == [EvaluatorRole.PEER]


def test_paths_begin_where_the_evaluation_stands() -> None:
    one = evaluation(answers("a", outo="yes"), version="9", a="self")
    assert [found.path for found in read_sheets(one, SMALL, path="evaluations[3]").problems] == [
        "evaluations[3].instrument_version"
    ]
    today = evolve(one, instrument_version="2")
    (found,) = read_sheets(today, SMALL, path="evaluations[3]").problems
    assert found.path == "evaluations[3].answers[0].criterion"


@given(WORLD["any_evaluations"](SMALL))
def test_every_finding_speaks_three_languages(any_evaluation: Evaluation) -> None:
    for found in read_sheets(any_evaluation, SMALL).problems:
        for language in ("fi", "sv", "en"):
            assert found.message(language)
            assert found.hint(language)


# -- guesses ----------------------------------------------------------------------------------


def test_a_version_that_is_not_told_is_taken_for_todays_and_called_a_guess() -> None:
    sheets = read_sheets(evaluation(answers("a", need="yes"), a="self", version=""), SMALL)
    (found,) = sheets.problems
    assert (found.code, found.path, found.severity) == (
        "TM314",
        "instrument_version",
        tm.Severity.INFO,
    )
    assert "nykyiseksi versioksi 2" in found.message()
    assert states(sheets.individual[0])[0] == "level"


def test_a_set_without_earlier_versions_leaves_nothing_to_guess() -> None:
    only = evolve(SMALL, earlier=())
    assert (
        read_sheets(evaluation(answers("a", need="yes"), a="self", version=""), only).problems
        == tm.Report()
    )
