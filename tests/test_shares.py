"""Shares: percentages computed once from counts, and intervals that hold what they should."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

import toimintamalli as tm
from toimintamalli.analysis.shares import Interval, Share, percent

counts = st.integers(1, 10_000).flatmap(
    lambda n: st.builds(Share, count=st.integers(0, n), n=st.just(n))
)
decimals = st.integers(0, 6)
confidences = st.floats(0.01, 0.999)


# -- what can be a share ----------------------------------------------------------------------


@pytest.mark.parametrize(("count", "n"), [(-1, 67), (68, 67), (1, 0), (0, -1), (-2, -1)])
def test_what_is_no_part_of_a_whole_is_refused(count: int, n: int) -> None:
    with pytest.raises(tm.AnalysisError, match=f"{count} / {n} ei ole mahdollinen") as caught:
        Share(count, n)
    (finding,) = caught.value.report
    assert (finding.code, finding.parameters) == ("TM330", (("count", count), ("n", n)))


def test_a_share_of_nothing_is_held_but_has_no_percentage() -> None:
    nothing = Share(0, 0)
    assert (nothing.count, nothing.n, nothing.exact) == (0, 0, None)
    for compute in (nothing.percent, nothing.interval):
        with pytest.raises(tm.AnalysisError, match="n = 0") as caught:
            compute()
        assert caught.value.report.codes == ("TM331",)


def test_a_share_is_frozen_and_compares_by_its_counts() -> None:
    share = Share(count=3, n=6)
    assert share == Share(3, 6)
    assert share != Share(1, 2)
    assert share.exact == Share(1, 2).exact == Fraction(1, 2)
    with pytest.raises(FrozenInstanceError):
        share.n = 7  # type: ignore[misc]


# -- percentages ------------------------------------------------------------------------------


# The first round of THL's self-evaluation of effects: 67 models, 12.3.2025. The source prints 95,
# 89, 74 and 5 for the first four, having added or rounded what was rounded already.
@pytest.mark.parametrize(
    ("count", "n", "shown"),
    [
        (64, 67, "96"),
        (60, 67, "90"),
        (50, 67, "75"),
        (3, 67, "4"),
        (2, 67, "3"),
        (12, 67, "18"),
        (30, 67, "45"),
        (52, 67, "78"),
        (50, 55, "91"),
        (30, 30, "100"),
        (0, 67, "0"),
    ],
)
def test_a_percentage_follows_from_its_counts(count: int, n: int, shown: str) -> None:
    assert str(Share(count, n).percent()) == shown


@pytest.mark.parametrize(
    ("share", "places", "shown"),
    [
        (Share(3, 67), 1, "4.5"),
        (Share(3, 67), 2, "4.48"),
        (Share(1, 8), 0, "13"),
        (Share(1, 8), 1, "12.5"),
        (Share(1, 40), 0, "3"),
        (Share(1, 200), 0, "1"),
        (Share(1, 1), 2, "100.00"),
        (Share(0, 9), 2, "0.00"),
    ],
)
def test_a_half_is_rounded_up_and_every_decimal_is_shown(
    share: Share, places: int, shown: str
) -> None:
    assert str(share.percent(places)) == shown


@pytest.mark.parametrize(
    ("exact", "shown"),
    [(Fraction(-1, 8), "-13"), (Fraction(-1, 1000), "0"), (Fraction(5, 2), "250")],
)
def test_gaps_and_growth_are_percentages_too(exact: Fraction, shown: str) -> None:
    assert str(percent(exact)) == shown


@given(counts, decimals)
def test_rounding_moves_a_percentage_by_half_a_unit_at_most(share: Share, places: int) -> None:
    assert share.exact is not None
    moved = Fraction(share.percent(places)) - share.exact * 100
    half = Fraction(1, 2 * 10**places)
    assert -half < moved <= half


@given(counts)
def test_the_two_shares_of_a_split_make_a_whole_before_rounding(share: Share) -> None:
    rest = Share(share.n - share.count, share.n)
    assert share.exact is not None
    assert rest.exact is not None
    assert share.exact + rest.exact == 1
    assert share.percent() + rest.percent() in (100, 101)


@given(st.fractions(-9, 9), decimals)
def test_a_gap_and_its_opposite_show_the_same_number(gap: Fraction, places: int) -> None:
    assert percent(-gap, places) == -percent(gap, places)


@given(counts, decimals)
def test_the_precision_of_the_context_changes_nothing(share: Share, places: int) -> None:
    expected = share.percent(places)
    with localcontext(prec=1):
        assert str(share.percent(places)) == str(expected)


def test_many_decimals_are_all_exact() -> None:
    assert str(Share(1, 3).percent(50)) == "33." + "3" * 50
    assert Share(2, 3).percent(50) == Decimal("66." + "6" * 49 + "7")


def test_decimals_below_zero_are_refused() -> None:
    with pytest.raises(tm.AnalysisError, match="Sallittu: 0, 1, 2") as caught:
        Share(1, 3).percent(-1)
    assert caught.value.report.codes == ("TM333",)


# -- intervals --------------------------------------------------------------------------------


# Newcombe, Two-sided confidence intervals for the single proportion: comparison of seven methods,
# Statistics in Medicine 17 (1998) 857–872: the score method of Wilson.
@pytest.mark.parametrize(
    ("share", "low", "high"),
    [
        (Share(81, 263), 0.2553, 0.3662),
        (Share(15, 148), 0.0624, 0.1605),
        (Share(0, 20), 0.0, 0.1611),
        (Share(1, 29), 0.0061, 0.1718),
    ],
)
def test_the_interval_is_the_published_one(share: Share, low: float, high: float) -> None:
    found = share.interval()
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(counts, confidences)
def test_the_interval_is_that_of_scipy(share: Share, confidence: float) -> None:
    found = share.interval(confidence)
    theirs = binomtest(share.count, share.n).proportion_ci(confidence, method="wilson")
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@given(counts, st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_the_interval_holds_its_share_and_stays_within_bounds(
    share: Share, confidence: float
) -> None:
    found = share.interval(confidence)
    assert 0 <= found.low <= share.count / share.n <= found.high <= 1


@given(counts, confidences)
def test_the_interval_of_the_rest_is_the_mirror_image(share: Share, confidence: float) -> None:
    found, rest = (
        Share(count, share.n).interval(confidence) for count in (share.count, share.n - share.count)
    )
    assert (rest.low, rest.high) == pytest.approx((1 - found.high, 1 - found.low), abs=1e-12)


def test_none_and_all_are_bounds_themselves() -> None:
    assert Share(0, 20).interval().low == 0.0
    assert Share(20, 20).interval().high == 1.0


def test_more_confidence_needs_a_wider_interval() -> None:
    share = Share(50, 67)
    assert share.interval(0.99).low < share.interval().low
    assert share.interval(0.99).high > share.interval().high
    assert share.interval() == share.interval(0.95) != Interval(low=0, high=1)


@pytest.mark.parametrize("confidence", [0, 1, -0.95, 95, float("nan"), float("inf")])
def test_a_confidence_that_is_none_is_refused(confidence: float) -> None:
    with pytest.raises(tm.AnalysisError, match="0 < … < 1") as caught:
        Share(1, 2).interval(confidence)
    assert caught.value.report.codes == ("TM333",)
