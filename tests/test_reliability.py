"""Agreement of raters: Krippendorff's alpha as published, and pairs that agree."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.reliability import (
    Alpha,
    Measurement,
    NoAlpha,
    Ratings,
    krippendorff_alpha,
    pairwise_agreement,
)
from toimintamalli.analysis.shares import Share


def by_rater(*raters: str) -> list[tuple[int | None, ...]]:
    """Return ratings by unit from those of each rater; a dot is a missing rating."""
    given = ([None if mark == "." else int(mark) for mark in rater.split()] for rater in raters)
    return list(zip(*given, strict=True))


# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), C and D: any number of
# observers, missing data, all metrics.
FOUR_RATERS = by_rater(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
# The same, A: two observers and binary data.
TWO_RATERS_BINARY = by_rater("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
# The same, B: two observers and nominal data, with 1 to 5 for a to e.
TWO_RATERS_NOMINAL = by_rater("1 1 2 2 4 3 3 3 5 4 4 1", "2 1 2 2 2 3 3 3 5 4 4 4")

marks = st.none() | st.integers(0, 4)
ratings = st.integers(1, 5).flatmap(
    lambda raters: st.lists(st.lists(marks, min_size=raters, max_size=raters), max_size=8)
)
each_measurement = pytest.mark.parametrize("measurement", Measurement)
measurements = st.sampled_from(Measurement)


def alpha_from_coincidences(units: Ratings, measurement: Measurement) -> Fraction:
    """Return alpha step by step as the paper computes it."""
    met: dict[tuple[int, int], Fraction] = defaultdict(Fraction)
    for unit in units:
        given = [rating for rating in unit if rating is not None]
        for pair in permutations(given, 2):
            met[pair] += Fraction(1, len(given) - 1)
    levels = sorted({level for pair in met for level in pair})
    n = {level: sum(met[level, other] for other in levels) for level in levels}

    def squared(low: int, high: int) -> Fraction:
        between = sum(n[level] for level in levels if low <= level <= high)
        return {
            Measurement.NOMINAL: lambda: Fraction(1),
            Measurement.ORDINAL: lambda: (between - Fraction(n[low] + n[high]) / 2) ** 2,
            Measurement.INTERVAL: lambda: Fraction(low - high) ** 2,
            Measurement.RATIO: lambda: Fraction(low - high, low + high) ** 2,
        }[measurement]()

    pairs = list(combinations(levels, 2))
    observed = sum(met[low, high] * squared(low, high) for low, high in pairs)
    expected = sum(n[low] * n[high] * squared(low, high) for low, high in pairs)
    return 1 - (sum(n.values()) - 1) * observed / Fraction(expected)


# -- alpha ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measurement", "value"),
    [
        (Measurement.NOMINAL, 0.743),
        (Measurement.ORDINAL, 0.815),
        (Measurement.INTERVAL, 0.849),
        (Measurement.RATIO, 0.797),
    ],
)
def test_four_raters_with_missing_ratings_have_the_published_alpha(
    measurement: Measurement, value: float
) -> None:
    found = krippendorff_alpha(FOUR_RATERS, measurement)
    assert found.value is not None
    assert round(found.value, 3) == value
    assert (found.reason, found.units, found.ratings) == (None, 11, 40)


@pytest.mark.parametrize(
    ("units", "value"), [(TWO_RATERS_BINARY, 0.095), (TWO_RATERS_NOMINAL, 0.692)]
)
def test_two_raters_have_the_published_alpha(units: Ratings, value: float) -> None:
    found = krippendorff_alpha(units, Measurement.NOMINAL)
    assert found.value is not None
    assert round(found.value, 3) == value


def test_ratings_are_ordinal_unless_another_scale_is_asked_for() -> None:
    assert krippendorff_alpha(FOUR_RATERS) == krippendorff_alpha(FOUR_RATERS, Measurement.ORDINAL)


@given(ratings, measurements)
def test_alpha_is_that_of_the_coincidence_matrix(
    units: list[list[int | None]], measurement: Measurement
) -> None:
    found = krippendorff_alpha(units, measurement)
    assume(found.value is not None)
    assert found.value == float(alpha_from_coincidences(units, measurement))


@given(ratings, measurements, st.data())
def test_the_order_of_things_and_raters_does_not_matter(
    units: list[list[int | None]], measurement: Measurement, data: st.DataObject
) -> None:
    raters = data.draw(st.permutations(range(len(units[0]) if units else 0)))
    mixed = [[unit[rater] for rater in raters] for unit in data.draw(st.permutations(units))]
    assert krippendorff_alpha(mixed, measurement) == krippendorff_alpha(units, measurement)
    assert pairwise_agreement(mixed, 1) == pairwise_agreement(units, 1)


@given(ratings, measurements)
def test_alpha_is_one_at_most_or_says_why_there_is_none(
    units: list[list[int | None]], measurement: Measurement
) -> None:
    found = krippendorff_alpha(units, measurement)
    assert (found.value is None) == (found.reason is not None)
    assert found.value is None or found.value <= 1
    assert found.ratings >= 2 * found.units


@given(st.lists(st.integers(0, 4), min_size=2), st.integers(2, 5), measurements)
def test_raters_who_always_agree_have_an_alpha_of_one(
    levels: list[int], raters: int, measurement: Measurement
) -> None:
    assume(len(set(levels)) > 1)
    found = krippendorff_alpha([[level] * raters for level in levels], measurement)
    assert found.value == 1
    assert found.ratings == raters * len(levels)


@given(ratings, st.integers(-9, 9), st.integers(1, 9))
def test_an_ordinal_alpha_asks_only_which_level_is_higher(
    units: list[list[int | None]], start: int, step: int
) -> None:
    renamed = [
        [None if level is None else start + step * level**3 for level in unit] for unit in units
    ]
    assert krippendorff_alpha(renamed) == krippendorff_alpha(units)


def test_raters_who_always_differ_have_an_alpha_below_zero() -> None:
    found = krippendorff_alpha([(0, 3), (3, 0)])
    assert found.value == -0.5


@each_measurement
@pytest.mark.parametrize(
    "units", [(), ((),), ((2,),), ((2, None), (None, 3)), ((None, None), (None, 1))]
)
def test_without_two_ratings_of_one_thing_there_is_no_alpha(
    units: Ratings, measurement: Measurement
) -> None:
    assert krippendorff_alpha(units, measurement) == Alpha(
        value=None, reason=NoAlpha.TOO_FEW_RATERS, units=0, ratings=0
    )


@each_measurement
def test_where_all_ratings_are_the_same_there_is_nothing_to_disagree_about(
    measurement: Measurement,
) -> None:
    assert krippendorff_alpha([(2, 2, None), (2, 2, 2), (None, None, 0)], measurement) == Alpha(
        value=None, reason=NoAlpha.NO_VARIATION, units=2, ratings=5
    )


def test_ratings_below_zero_have_no_ratio() -> None:
    units = [(-1, 1), (1, 1)]
    with pytest.raises(tm.AnalysisError, match="-1") as caught:
        krippendorff_alpha(units, Measurement.RATIO)
    assert caught.value.report.codes == ("TM333",)
    assert krippendorff_alpha(units, Measurement.INTERVAL).value == 0


def test_a_thing_may_have_more_raters_than_another() -> None:
    assert krippendorff_alpha([(1, 2), (1, 1, 1), (2, 2)]) == krippendorff_alpha(
        [(1, 2, None), (1, 1, 1), (2, None, 2)]
    )


# -- pairs ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("units", "within", "share"),
    [
        ([(3, 2, 3)], 0, Share(1, 3)),
        ([(3, 2, 3)], 1, Share(3, 3)),
        ([(0, 3), (1, 1), (2, 3)], 0, Share(1, 3)),
        ([(0, 3), (1, 1), (2, 3)], 1, Share(2, 3)),
        ([(0, None), (None, None), (1, 1)], 0, Share(1, 1)),
        ([(0, None), (3,), ()], 0, Share(0, 0)),
        ([], 1, Share(0, 0)),
        (TWO_RATERS_BINARY, 0, Share(6, 10)),
    ],
)
def test_pairs_that_agree_are_counted_within_each_thing(
    units: Ratings, within: int, share: Share
) -> None:
    assert pairwise_agreement(units, within) == share


@given(ratings, st.integers(0, 5))
def test_what_agrees_closely_agrees_widely_too(units: list[list[int | None]], within: int) -> None:
    close, wide = pairwise_agreement(units, within), pairwise_agreement(units, within + 1)
    assert close.n == wide.n
    assert close.count <= wide.count


def test_levels_cannot_be_less_than_none_apart() -> None:
    with pytest.raises(tm.AnalysisError, match="Luku -1") as caught:
        pairwise_agreement(FOUR_RATERS, within=-1)
    assert caught.value.report.codes == ("TM333",)
