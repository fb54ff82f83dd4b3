"""Descriptions of ordinal ratings, and the exact test of change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

import toimintamalli as tm
from toimintamalli.analysis.statistics import (
    Quartiles,
    mcnemar,
    mean,
    median,
    modes,
    quartiles,
)

some_ranks = st.lists(st.integers(0, 6), min_size=1, max_size=60)
changes = st.integers(0, 80)


# -- ratings ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ranks", "lower", "middle", "upper"),
    [
        ([2], 2, 2, 2),
        ([0, 3], 0, 0, 3),
        ([3, 0, 2], 0, 2, 3),
        ([0, 1, 2, 3], 0, 1, 2),
        ([3, 3, 2, 2, 0], 2, 2, 3),
        ([0, 0, 0, 0, 0, 0, 3, 3], 0, 0, 0),
        ([0, 0, 0, 0, 0, 0, 3, 3, 3], 0, 0, 3),
    ],
)
def test_quartiles_are_levels_that_somebody_chose(
    ranks: list[int], lower: int, middle: int, upper: int
) -> None:
    found = quartiles(ranks)
    assert found == Quartiles(lower=lower, median=middle, upper=upper)
    assert found.spread == upper - lower
    assert median(ranks) == middle


@given(some_ranks)
def test_quartiles_are_those_of_numpy(ranks: list[int]) -> None:
    found = quartiles(ranks)
    theirs = np.percentile(ranks, [25, 50, 75], method="inverted_cdf").tolist()
    assert [found.lower, found.median, found.upper] == theirs


@given(some_ranks)
def test_quartiles_stand_in_order_among_the_ratings(ranks: list[int]) -> None:
    found = quartiles(ranks)
    assert found.lower <= found.median <= found.upper
    assert {found.lower, found.median, found.upper} <= set(ranks)
    assert found.spread >= 0


@given(some_ranks, st.data())
def test_the_order_of_ratings_does_not_matter(ranks: list[int], data: st.DataObject) -> None:
    mixed = data.draw(st.permutations(ranks))
    assert quartiles(mixed) == quartiles(ranks)
    assert modes(mixed) == modes(ranks)
    assert mean(mixed) == mean(ranks)


@pytest.mark.parametrize(
    ("ranks", "most"), [([2], (2,)), ([3, 0, 3], (3,)), ([3, 2, 2, 3, 0], (2, 3)), ([2, 1], (1, 2))]
)
def test_every_level_chosen_most_often_is_told(ranks: list[int], most: tuple[int, ...]) -> None:
    assert modes(ranks) == most


@given(some_ranks)
def test_no_level_was_chosen_more_often_than_a_mode(ranks: list[int]) -> None:
    most = modes(ranks)
    assert {ranks.count(rank) for rank in most} == {max(map(ranks.count, ranks))}
    assert most == tuple(sorted(set(most)))


def test_a_mean_is_exact() -> None:
    assert mean([1, 2, 2]) == Fraction(5, 3)
    assert mean([Fraction(1, 3), Fraction(1, 6), 1]) == Fraction(1, 2)
    assert mean([10**30, 1]) == Fraction(10**30 + 1, 2)
    assert type(mean([2, 2])) is Fraction


def test_ratings_may_come_one_by_one() -> None:
    assert median(iter([2, 0, 2])) == 2
    assert modes(iter([2, 0, 2])) == (2,)
    assert mean(iter([2, 0, 2])) == Fraction(4, 3)


@pytest.mark.parametrize("describe", [median, quartiles, modes, mean])
def test_nothing_cannot_be_described(describe: Callable[[Iterable[int]], object]) -> None:
    with pytest.raises(tm.AnalysisError, match="Ei ole yhtään arvoa") as caught:
        describe([])
    assert caught.value.report.codes == ("TM332",)


# -- change -----------------------------------------------------------------------------------


# Fagerland, Lydersen and Laake, The McNemar test for binary matched-pairs data, BMC Medical
# Research Methodology 13:91 (2013): airway hyper-responsiveness of 21 children before and after
# stem cell transplantation (Bentur et al.), 7 changed one way and 1 the other. The probability is
# twice that of at most 1 in 8 throws of a coin: 2 · (1 + 8) / 256.
def test_the_exact_test_gives_the_published_probability() -> None:
    assert mcnemar(gained=7, lost=1) == Fraction(18, 256)
    assert round(float(mcnemar(gained=7, lost=1)), 4) == 0.0703


@pytest.mark.parametrize(
    ("gained", "lost", "probability"),
    [
        (0, 0, Fraction(1)),
        (1, 0, Fraction(1)),
        (4, 4, Fraction(1)),
        (5, 0, Fraction(1, 16)),
        (6, 0, Fraction(1, 32)),
    ],
)
def test_small_changes_have_probabilities_that_a_hand_can_check(
    gained: int, lost: int, probability: Fraction
) -> None:
    assert mcnemar(gained, lost) == probability


@given(changes, changes)
def test_gains_and_losses_weigh_the_same(gained: int, lost: int) -> None:
    assert mcnemar(gained, lost) == mcnemar(lost, gained)
    assert 0 < mcnemar(gained, lost) <= 1


@given(changes, changes.filter(bool))
def test_the_probability_is_that_of_scipy(gained: int, lost: int) -> None:
    theirs = binomtest(gained, gained + lost, 0.5, alternative="two-sided").pvalue
    assert float(mcnemar(gained, lost)) == pytest.approx(theirs, rel=1e-9)


@pytest.mark.parametrize(("gained", "lost"), [(-1, 3), (3, -1), (-1, -1)])
def test_changes_below_zero_are_refused(gained: int, lost: int) -> None:
    with pytest.raises(tm.AnalysisError) as caught:
        mcnemar(gained, lost)
    assert caught.value.report.codes == ("TM330",)
