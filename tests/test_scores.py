"""Scores: ranges that hold whatever the open answers turn out to be."""

from __future__ import annotations

import itertools
import runpy
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.answers import Reply, ReplyState, read_sheets
from toimintamalli.analysis.consensus import Settled, Settlement, settle
from toimintamalli.analysis.scores import (
    Coverage,
    NoScore,
    Score,
    ScoreNode,
    impacts,
    score,
)
from toimintamalli.model import Evaluation
from toimintamalli.model.instrument import Instrument

WORLD = runpy.run_path(str(Path(__file__).with_name("evaluations.py")))
SMALL: Instrument = WORLD["SMALL"]
answers, evaluation, level, stands = (
    WORLD[name] for name in ("answers", "evaluation", "level", "stands")
)
LIGHTS = tm.get_instrument("innokyla-arviointimittari")
# Two steps from the bottom to the top, six criteria of one weight.
READINESS = tm.get_instrument("juurtumisvalmius")

OPEN = [stands("cannot_yet"), stands("no_answer")]
OUTSIDE = [stands("not_applicable"), stands("not_asked")]


def unsettled(lowest: int | None = None, highest: int | None = None) -> Settled:
    reply = Reply(ReplyState.UNSETTLED)
    return Settled(reply=reply, how=Settlement.NONE, lowest=lowest, highest=highest)


def whatever_stands(top: int) -> st.SearchStrategy[Settled]:
    """Anything that can stand on a criterion whose highest level is ``top``."""
    apart = st.tuples(st.integers(0, top), st.integers(0, top)).filter(
        lambda pair: len({*pair}) > 1
    )
    return (
        st.integers(0, top).map(lambda rank: stands(level(rank)))
        | st.sampled_from([*OPEN, *OUTSIDE, unsettled()])
        | apart.map(lambda pair: unsettled(*sorted(pair)))
    )


TOPS = [len(SMALL.scale_of(criterion).levels) - 1 for criterion in SMALL.criteria]
all_settled = st.tuples(*map(whatever_stands, TOPS))


def completions(settled: tuple[Settled, ...]) -> Iterator[list[Settled]]:
    """Every way in which what is open may still be answered."""
    ways = []
    for one, top in zip(settled, TOPS, strict=True):
        if one.reply.state in (ReplyState.NOT_APPLICABLE, ReplyState.NOT_ASKED):
            ways.append([one])
        else:
            lowest = 0 if one.lowest is None else one.lowest
            highest = top if one.highest is None else one.highest
            ways.append([stands(level(rank)) for rank in range(lowest, highest + 1)])
    return map(list, itertools.product(*ways))


def ends(found: Score) -> tuple[Fraction, Fraction]:
    assert found.low is not None
    assert found.high is not None
    return found.low, found.high


def nodes(node: ScoreNode) -> Iterator[ScoreNode]:
    yield node
    for part in node.parts:
        yield from nodes(part)


# -- the range --------------------------------------------------------------------------------


def test_all_answered_is_one_number() -> None:
    # need 3/3 · 1, works 2/3 · 2, lasts 1/3 · 1, online 0 · 2, grade (4 - 1)/4 · 1, of 7:
    # (1 + 4/3 + 1/3 + 0 + 3/4) / 7 = 41/84.
    found = score([stands(level(rank)) for rank in (3, 2, 1, 0, 3)], SMALL)
    assert ends(found) == (Fraction(41, 84), Fraction(41, 84))
    assert found.percents() == (Decimal(49), Decimal(49))
    assert found.percents(2) == (Decimal("48.81"), Decimal("48.81"))
    assert found.coverage == Coverage(answered=5, applicable=5)
    assert found.coverage.is_full


@pytest.mark.parametrize("one", [*OPEN, unsettled()])
def test_what_is_open_counts_lowest_in_one_end_and_highest_in_the_other(one: Settled) -> None:
    # need 1, works open · 2, lasts 1, online 1 · 2, grade 1, of 7.
    found = score([stands(level(3)), one, *[stands(level(3))] * 2, stands(level(4))], SMALL)
    assert ends(found) == (Fraction(5, 7), Fraction(1))
    assert found.percents() == (Decimal(71), Decimal(100))
    assert found.coverage == Coverage(answered=4, applicable=5)
    assert not found.coverage.is_full


def test_unsettled_levels_count_as_far_apart_as_they_were_chosen() -> None:
    found = score([unsettled(1, 2), *[stands("not_applicable")] * 4], SMALL)
    assert ends(found) == (Fraction(1, 3), Fraction(2, 3))
    assert found.coverage == Coverage(answered=0, applicable=1)


@pytest.mark.parametrize("outside", OUTSIDE)
@pytest.mark.parametrize("rank", [0, 1, 2, 3])
def test_what_does_not_apply_is_outside_and_never_met(outside: Settled, rank: int) -> None:
    found = score([stands(level(rank)), *[outside] * 4], SMALL)
    assert ends(found) == (Fraction(rank, 3), Fraction(rank, 3))
    assert found.coverage == Coverage(answered=1, applicable=1)


def test_coverage_is_nine_of_twelve() -> None:
    survey = tm.get_instrument("vaikutusten-itsearviointi")
    found = score([*[stands(level(3))] * 9, *OPEN, unsettled(2, 3)], survey)
    assert found.coverage == Coverage(answered=9, applicable=12)
    # 9 of 12 full, two open, one between 2/3 and 1: (9 + 2/3) / 12 = 29/36.
    assert ends(found) == (Fraction(29, 36), Fraction(1))
    assert found.percents() == (Decimal(80), Decimal(100))


@given(all_settled)
def test_the_range_is_from_the_lowest_to_the_highest_that_any_completion_gives(
    settled: tuple[Settled, ...],
) -> None:
    found = score(settled, SMALL)
    if found.tree is not None:
        complete = [score(one, SMALL) for one in completions(settled)]
        assert all(one.low == one.high for one in complete)
        assert ends(found) == (
            min(ends(one)[0] for one in complete),
            max(ends(one)[1] for one in complete),
        )
    else:
        assert found.reason is NoScore.NOTHING_APPLIES


@given(all_settled)
def test_the_score_is_from_none_to_all_and_not_full_while_somebody_has_yet_to_answer(
    settled: tuple[Settled, ...],
) -> None:
    found = score(settled, SMALL)
    if found.tree is not None:
        assert 0 <= found.tree.low <= found.tree.high <= 1
        assert found.coverage.is_full or found.tree.low < 1
        assert found.coverage.is_full == (found.low == found.high)


@given(WORLD["good_evaluations"](SMALL), st.data())
def test_an_answer_more_never_widens_the_range(one: Evaluation, data: st.DataObject) -> None:
    alone = evolve(one, evaluators=(), answers=tuple(a for a in one.answers if a.evaluator is None))
    before = score(settle(read_sheets(alone, SMALL), SMALL), SMALL)
    silent = [c for c in SMALL.criteria if c.id not in {a.criterion for a in alone.answers}]
    if not silent or before.tree is None:
        return
    criterion = data.draw(st.sampled_from(silent))
    replies = [known.id for known in SMALL.scale_of(criterion).levels]
    said = data.draw(st.sampled_from([*replies, "cannot_yet", "not_applicable"]))
    more = evolve(alone, answers=(*alone.answers, *answers(None, **{criterion.id: said})))
    after = score(settle(read_sheets(more, SMALL), SMALL), SMALL)
    if after.tree is not None:
        assert before.tree.low <= after.tree.low <= after.tree.high <= before.tree.high


# -- the tree ---------------------------------------------------------------------------------


def test_the_tree_explains_the_score_theme_by_theme() -> None:
    settled = [stands(level(3)), stands(level(0)), *OPEN, stands("not_applicable")]
    tree = score(settled, SMALL).explain()
    assert tree is not None
    # Käyttö: need 1, works 0 · 2, lasts open: from 1/4 to 2/4. Digi: online open.
    assert [(part.id, part.weight, part.low, part.high) for part in tree.parts] == [
        ("use", 4, Fraction(1, 4), Fraction(1, 2)),
        ("digital", 2, Fraction(0), Fraction(1)),
    ]
    assert (tree.id, tree.weight, tree.low, tree.high) == (
        "pieni", 6, Fraction(1, 6), Fraction(2, 3),
    )  # fmt: skip
    assert [leaf.title.fi for leaf in tree.parts[1].parts] == ["Etäyhteys toimii"]


@given(all_settled)
def test_every_part_of_the_tree_is_recomputed_to_the_same(settled: tuple[Settled, ...]) -> None:
    tree = score(settled, SMALL).explain()
    for node in nodes(tree) if tree else ():
        assert node.recomputed() == (node.low, node.high)
        if node.parts:
            assert node.weight == sum(part.weight for part in node.parts)


@given(all_settled)
def test_a_tree_holds_exactly_the_criteria_that_apply(settled: tuple[Settled, ...]) -> None:
    found = score(settled, SMALL)
    leaves = [node for node in nodes(found.tree) if not node.parts] if found.tree else []
    assert len(leaves) == found.coverage.applicable


# -- no score ---------------------------------------------------------------------------------


def test_a_set_whose_scales_have_no_points_has_no_score_and_says_why() -> None:
    found = score([stands(level(2))] * 4, LIGHTS)
    assert (found.tree, found.low, found.high) == (None, None, None)
    assert (found.explain(), found.percents()) == (None, None)
    assert found.reason is NoScore.NO_POINTS
    assert found.coverage == Coverage(answered=4, applicable=4)
    assert impacts([stands(level(2))] * 4, LIGHTS) == ()


def test_points_that_are_all_the_same_are_no_points() -> None:
    flat = tuple(evolve(known, points=1) for known in SMALL.scales[0].levels)
    scale = evolve(SMALL.scales[0], levels=flat)
    instrument = evolve(SMALL, scales=(scale, SMALL.scales[1]))
    assert score([stands(level(0))] * 5, instrument).reason is NoScore.NO_POINTS


@pytest.mark.parametrize("outside", OUTSIDE)
def test_where_nothing_applies_there_is_no_score_and_no_full_one(outside: Settled) -> None:
    found = score([outside] * 5, SMALL)
    assert (found.tree, found.reason) == (None, NoScore.NOTHING_APPLIES)
    assert found.coverage == Coverage(answered=0, applicable=0)


# -- per cent ---------------------------------------------------------------------------------


def between(low: Fraction, high: Fraction) -> Score:
    tree = ScoreNode(id="a", title=SMALL.title, weight=1, low=low, high=high)
    return Score(tree=tree, reason=None, coverage=Coverage(answered=1, applicable=2))


@pytest.mark.parametrize(
    ("low", "high", "decimals", "shown"),
    [
        ("0", "0", 0, ("0", "0")),
        ("1", "1", 0, ("100", "100")),
        ("0", "1", 0, ("0", "100")),
        ("299/300", "299/300", 0, ("99", "99")),
        ("299/300", "299/300", 1, ("99.7", "99.7")),
        ("1/300", "1/300", 0, ("1", "1")),
        ("1/3", "1/3", 0, ("33", "33")),
        ("1/8", "1/8", 0, ("13", "13")),
        ("1/8", "1/8", 1, ("12.5", "12.5")),
        # Open: outwards, so that the range holds.
        ("1/3", "2/3", 0, ("33", "67")),
        ("1/3", "2/3", 1, ("33.3", "66.7")),
        ("1/8", "1/4", 0, ("12", "25")),
        # Yet none and all are shown only where they are meant.
        ("1/300", "299/300", 0, ("1", "99")),
        ("1/300", "1/2", 0, ("1", "50")),
        ("1/300", "1/250", 0, ("1", "1")),
        ("1/2", "299/300", 0, ("50", "99")),
    ],
)
def test_per_cents_are_rounded_outwards_and_full_only_when_full(
    low: str, high: str, decimals: int, shown: tuple[str, str]
) -> None:
    found = between(Fraction(low), Fraction(high)).percents(decimals)
    assert found is not None
    assert tuple(map(str, found)) == shown


shares = st.fractions(0, 1, max_denominator=100_000)


@given(shares, shares, st.integers(0, 40))
def test_no_rounding_shows_all_or_none_where_it_is_not(
    one: Fraction, other: Fraction, decimals: int
) -> None:
    low, high = sorted((one, other))
    shown = between(low, high).percents(decimals)
    assert shown is not None
    for exact, end in zip((low, high), shown, strict=True):
        assert (end == 100) == (exact == 1)
        assert (end == 0) == (exact == 0)
        assert abs(Fraction(end) / 100 - exact) < Fraction(1, 100 * 10**decimals)
        assert end.as_tuple().exponent == -decimals
    assert shown[0] <= shown[1]


@pytest.mark.parametrize("high", [Fraction(1, 2), Fraction(2, 3)])
def test_decimals_below_zero_are_refused(high: Fraction) -> None:
    with pytest.raises(tm.AnalysisError, match="-1") as caught:
        between(Fraction(1, 2), high).percents(-1)
    assert caught.value.report.codes == ("TM333",)


# -- impacts ----------------------------------------------------------------------------------


def test_the_criterion_that_can_raise_the_score_most_comes_first() -> None:
    # Of six: three met, one open at 0, one in progress, one that cannot be assessed yet.
    met, in_progress, none = stands(level(2)), stands(level(1)), stands(level(0))
    settled = [met, met, met, none, in_progress, stands("cannot_yet")]
    # Now from 3.5/6 to 4.5/6.
    assert ends(score(settled, READINESS)) == (Fraction(7, 12), Fraction(9, 12))
    found = [
        (one.criterion.id, one.if_lowest, one.if_highest) for one in impacts(settled, READINESS)
    ]
    low, high = Fraction(7, 12), Fraction(9, 12)
    step = Fraction(1, 6)
    assert found == [
        ("strategy-and-management", (low, high), (low + step, high + step)),
        ("communication-plan", (low, low), (low + step, high)),
        ("responsibilities-and-resources", (low - step / 2, high - step / 2),
         (low + step / 2, high + step / 2)),
        *((criterion.id, (low - step, high - step), (low, high))
          for criterion in READINESS.criteria[:3]),
    ]  # fmt: skip


@given(all_settled)
def test_an_impact_is_the_score_that_the_level_would_give(settled: tuple[Settled, ...]) -> None:
    found = impacts(settled, SMALL)
    assert len(found) == score(settled, SMALL).coverage.applicable
    places = {criterion.id: place for place, criterion in enumerate(SMALL.criteria)}
    for one in found:
        place = places[one.criterion.id]
        for rank, expected in ((0, one.if_lowest), (TOPS[place], one.if_highest)):
            other = [*settled[:place], stands(level(rank)), *settled[place + 1 :]]
            assert ends(score(other, SMALL)) == expected
    assert [one.if_highest for one in found] == sorted(
        (one.if_highest for one in found), reverse=True
    )
