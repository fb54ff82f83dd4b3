"""Agreement of evaluators: computed where it means something, refused with a reason elsewhere."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from toimintamalli.analysis.agreement import agreement, gaps, to_discuss
from toimintamalli.analysis.answers import ReplyState, Sheet, read_sheets
from toimintamalli.analysis.consensus import settle
from toimintamalli.analysis.reliability import (
    Measurement,
    NoAlpha,
    krippendorff_alpha,
)
from toimintamalli.analysis.shares import Share
from toimintamalli.analysis.statistics import Quartiles
from toimintamalli.model import Answer, Evaluation, EvaluatorRole
from toimintamalli.model.instrument import Instrument

WORLD = runpy.run_path(str(Path(__file__).with_name("evaluations.py")))
SMALL: Instrument = WORLD["SMALL"]
answers, evaluation = WORLD["answers"], WORLD["evaluation"]


def sheets(*given_answers: tuple[Answer, ...], **roles: str) -> tuple[Sheet, ...]:
    return read_sheets(evaluation(*given_answers, **roles), SMALL).individual


# -- scale by scale ---------------------------------------------------------------------------


def test_agreement_is_told_scale_by_scale() -> None:
    found = agreement(
        sheets(
            answers("a", need="yes", works="no", lasts="yes", grade="g1"),
            answers("b", need="rather_yes", works="no", lasts="no", grade="g3"),
        ),
        SMALL,
    )
    assert [one.scale.id for one in found] == ["agreement", "grades"]
    # One pair each: need one level apart, works none, lasts three; grade two.
    assert [(one.exact, one.within_one) for one in found] == [
        (Share(1, 3), Share(2, 3)),
        (Share(0, 1), Share(0, 1)),
    ]


def test_alpha_is_ordinal_and_on_a_numeric_scale_interval() -> None:
    ratings = [(0, 1, 1), (3, 3, 2), (1, 1, 0), (3, 0, None)]
    names = ("need", "works", "lasts", "online")
    levels = [known.id for known in SMALL.scales[0].levels]
    said = [
        answers(who, **{
            name: levels[rating]
            for name, row in zip(names, ratings, strict=True)
            if (rating := row[place]) is not None
        })
        for place, who in enumerate("abc")
    ]  # fmt: skip
    (found, _) = agreement(sheets(*said), SMALL)
    assert found.alpha == krippendorff_alpha(ratings, Measurement.ORDINAL)
    numeric = evolve(SMALL, scales=(evolve(SMALL.scales[0], numeric=True), SMALL.scales[1]))
    (found, _) = agreement(sheets(*said), numeric)
    assert found.alpha == krippendorff_alpha(ratings, Measurement.INTERVAL)
    assert krippendorff_alpha(ratings) != krippendorff_alpha(ratings, Measurement.INTERVAL)


@pytest.mark.parametrize(
    ("given_answers", "reason"),
    [
        ([answers("a", need="yes", works="no"), answers("b", lasts="no")], "too_few_raters"),
        ([answers("a", need="yes"), answers("b", need="no")], "too_few_units"),
        ([answers("a", need="yes", works="yes"), answers("b", need="yes", works="yes")],
         "no_variation"),
        ([answers("a", need="yes", works="no"), answers("b", need="cannot_yet", works="no_answer")],
         "too_few_raters"),
    ],
)  # fmt: skip
def test_alpha_is_refused_with_a_reason_where_it_means_nothing(
    given_answers: list[tuple[Answer, ...]], reason: str
) -> None:
    found = agreement(sheets(*given_answers), SMALL)[0].alpha
    assert (found.value, found.reason) == (None, NoAlpha(reason))


@pytest.mark.parametrize("other", ["cannot_yet", "not_applicable", "no_answer"])
def test_who_chose_no_level_neither_agrees_nor_disagrees(other: str) -> None:
    found = agreement(sheets(answers("a", need="yes"), answers("b", need=other)), SMALL)[0]
    assert found.exact == found.within_one == Share(0, 0)


@given(WORLD["good_evaluations"](SMALL), st.data())
def test_the_order_of_evaluators_never_matters(one: Evaluation, data: st.DataObject) -> None:
    told = read_sheets(one, SMALL).individual
    mixed = data.draw(st.permutations(told))
    assert agreement(told, SMALL) == agreement(mixed, SMALL)
    assert gaps(told, SMALL) == gaps(mixed, SMALL)
    assert to_discuss(told, SMALL) == to_discuss(mixed, SMALL)


# -- seats ------------------------------------------------------------------------------------


def test_the_widest_gap_between_self_and_peers_comes_first() -> None:
    told = sheets(
        answers("a", need="yes", works="rather_no", lasts="yes", grade="g5"),
        answers("b", need="yes", works="no", lasts="yes", grade="g1"),
        answers("c", need="rather_yes", works="yes", lasts="yes"),
        a="self", b="self", c="peer",
    )  # fmt: skip
    found = gaps(told, SMALL)
    # works: self 0 and 1, median 0, and peer 3. need: 3 and 2. lasts: 3 and 3. No peer graded.
    assert [(gap.criterion.id, gap.levels) for gap in found] == [
        ("works", -3),
        ("need", 1),
        ("lasts", 0),
    ]
    assert found[0].first == Quartiles(lower=0, median=0, upper=1)
    assert found[0].second == Quartiles(lower=3, median=3, upper=3)


def test_gaps_as_wide_stand_in_the_order_of_the_set() -> None:
    told = sheets(
        answers("a", need="yes", works="no"), answers("b", need="no", works="yes"),
        a="self", b="peer",
    )  # fmt: skip
    assert [(gap.criterion.id, gap.levels) for gap in gaps(told, SMALL)] == [
        ("need", 3),
        ("works", -3),
    ]


def test_other_seats_can_be_compared_too() -> None:
    told = sheets(
        answers("a", need="yes"), answers("b", need="no"), answers("c", need="rather_no"),
        a="county", b="customer", c="self",
    )  # fmt: skip
    (gap,) = gaps(told, SMALL, EvaluatorRole.COUNTY, EvaluatorRole.CUSTOMER)
    assert gap.levels == 3
    assert gaps(told, SMALL) == ()


@pytest.mark.parametrize("silence", ["cannot_yet", "not_applicable", "no_answer"])
def test_without_levels_of_both_seats_there_is_no_gap(silence: str) -> None:
    told = sheets(answers("a", need="yes"), answers("b", need=silence), a="self", b="peer")
    assert gaps(told, SMALL) == ()


def test_who_is_not_listed_sits_in_no_seat() -> None:
    told = sheets(answers("a", need="yes"), answers("x", need="no"), a="self")
    assert gaps(told, SMALL) == ()


# -- to discuss -------------------------------------------------------------------------------


def test_what_is_furthest_apart_is_discussed_first() -> None:
    told = sheets(
        answers("a", need="yes", works="yes", lasts="yes", online="cannot_yet", grade="g2"),
        answers("b", need="rather_yes", works="no", lasts="yes", online="yes", grade="g4"),
    )
    assert [one.id for one in to_discuss(told, SMALL)] == ["works", "grade", "need", "online"]


def test_of_two_as_far_apart_the_more_divided_comes_first_then_the_order_of_the_set() -> None:
    said = {"need": "0333", "works": "0033", "lasts": "3000"}
    levels = [known.id for known in SMALL.scales[0].levels]
    told = sheets(
        *(
            answers(who, **{name: levels[int(ranks[at])] for name, ranks in said.items()})
            for at, who in enumerate("abcd")
        )
    )
    # Quartiles of 0 3 3 3 are 0 and 3; of 0 0 3 3 too; of 0 0 0 3 they are 0 and 0.
    assert [one.id for one in to_discuss(told, SMALL)] == ["need", "works", "lasts"]


@pytest.mark.parametrize("other", ["cannot_yet", "not_applicable"])
def test_a_level_and_another_state_are_to_be_discussed_too(other: str) -> None:
    told = sheets(answers("a", need="yes"), answers("b", need=other))
    assert [one.id for one in to_discuss(told, SMALL)] == ["need"]


def test_silence_and_one_mind_need_no_discussion() -> None:
    told = sheets(
        answers("a", need="yes", works="cannot_yet", lasts="yes"),
        answers("b", need="yes", works="cannot_yet", lasts="no_answer"),
    )
    assert to_discuss(told, SMALL) == ()


@given(WORLD["good_evaluations"](SMALL))
def test_what_is_unsettled_is_to_be_discussed(one: Evaluation) -> None:
    read = read_sheets(one, SMALL)
    listed = to_discuss(read.individual, SMALL)
    for criterion, settled in zip(SMALL.criteria, settle(read, SMALL), strict=True):
        if settled.reply.state is ReplyState.UNSETTLED:
            assert criterion in listed
