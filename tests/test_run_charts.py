"""Run charts and XmR charts: what chance does, what it seldom does, and when nobody can say."""

from __future__ import annotations

import math
import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

import toimintamalli as tm
from toimintamalli.analysis.run_charts import (
    LEAST_POINTS,
    NoVerdict,
    RunChart,
    RunSignal,
    exact_value,
    middle,
    run_chart,
    xmr_chart,
)

values = st.lists(st.integers(-50, 50), min_size=1, max_size=60)


def alternating(useful: int) -> list[int]:
    """Return so many useful values, every two of which cross the median."""
    on_median = [0] * 3 * (useful % 2)  # of an odd number, the middle one would be on it
    return [1 if place % 2 else -1 for place in range(useful)] + on_median


def sides(text: str) -> list[int]:
    """Return values above (+), below (-) and on (0) the median, as they are drawn."""
    return [{"+": 1, "-": -1, "0": 0}[sign] for sign in text]


# -- the limits -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("useful", "run", "crossings"),
    [(10, 6, 2), (12, 7, 3), (15, 7, 4), (20, 7, 6), (24, 8, 8), (30, 8, 10)],
)
def test_the_limits_are_those_of_anhoj_and_olesen(useful: int, run: int, crossings: int) -> None:
    """Anhøj, Olesen (2014): Run Charts Revisited. PLoS ONE 9(11): e113825, and the vignette of
    the R package qicharts2, appendix 2: round(log2(n) + 3) and qbinom(0.05, n - 1, 0.5)."""
    found = run_chart(alternating(useful))
    assert (found.useful, found.longest_run_limit, found.crossings_limit) == (
        useful,
        run,
        crossings,
    )


@given(st.integers(LEAST_POINTS, 300))
def test_the_limits_are_what_the_formulas_say(useful: int) -> None:
    found = run_chart(alternating(useful))
    assert found.longest_run_limit == round(math.log2(useful) + 3)
    assert found.crossings_limit == int(binom.ppf(0.05, useful - 1, 0.5))


def test_a_published_chart_is_judged_as_its_author_judges_it() -> None:
    """The vignette "Run charts with R" of the R package qicharts, figure 2: 24 points, 22 of them
    useful, longest run 10 (limit 7) and 3 crossings (limit 7), so the process has shifted."""
    found = run_chart(sides("----------00+-++++++++++"))
    assert (found.n, found.useful) == (24, 22)
    assert (found.longest_run, found.longest_run_limit) == (10, 7)
    assert (found.crossings, found.crossings_limit) == (3, 7)
    assert found.signals == (RunSignal.SHIFT, RunSignal.FEW_CROSSINGS)


def test_few_crossings_tell_of_a_change_where_no_run_is_long() -> None:
    """D. Balestracci, An Underrated Test for Run Charts, Quality Digest, October 2008: an
    intervention in 16 months with runs of 7, 7, 1 and 1. No run is long, yet there are too few."""
    found = run_chart(sides("+++++++-------+-"))
    assert (found.longest_run, found.longest_run_limit) == (7, 7)
    assert (found.crossings, found.crossings_limit) == (3, 4)
    assert found.signals == (RunSignal.FEW_CROSSINGS,)


# -- points and runs --------------------------------------------------------------------------


def test_a_point_on_the_median_neither_breaks_a_run_nor_belongs_to_it() -> None:
    found = run_chart(sides("++0+++0--0---"))
    assert (found.n, found.useful, found.longest_run, found.crossings) == (13, 10, 5, 1)


def test_a_run_as_long_as_the_limit_is_no_signal_and_a_longer_one_is() -> None:
    at_limit = run_chart(sides("+++++++-------"))
    assert (at_limit.longest_run, at_limit.longest_run_limit) == (7, 7)
    assert RunSignal.SHIFT not in at_limit.signals
    longer = run_chart(sides("++++++++--------"))
    assert longer.longest_run_limit == 7
    assert longer.long_runs == (tuple(range(8)), tuple(range(8, 16)))
    assert RunSignal.SHIFT in longer.signals


def test_nothing_is_said_of_fewer_than_ten_useful_points() -> None:
    for drawn in ("+", "0000", "+++++----", "+++++0000----", "0" * 40):
        found = run_chart(sides(drawn))
        assert found.reason is NoVerdict.TOO_FEW_POINTS
        assert (found.signals, found.long_runs) == ((), ())
        assert (found.longest_run_limit, found.crossings_limit) == (None, None)
    assert run_chart(sides("+++++-----")).reason is None


def test_the_median_of_an_even_number_is_between_the_middle_ones() -> None:
    assert middle([3, 1, 2]) == 2
    assert middle([61.5, 78, 52, 70]) == Fraction("65.75")
    assert run_chart([0.1, 0.2]).median == Fraction("0.15")


def test_values_are_the_decimals_that_they_are_written_with() -> None:
    assert exact_value(0.1) + exact_value(0.2) == exact_value(0.3)
    assert run_chart([0.1, 0.3, 0.2]).useful == 2


@given(values)
def test_turning_a_chart_upside_down_changes_no_verdict(numbers: list[int]) -> None:
    found, turned = run_chart(numbers), run_chart([-number for number in numbers])
    assert turned.median == -found.median
    assert (turned.signals, turned.crossings) == (found.signals, found.crossings)
    backwards = run_chart(numbers[::-1])
    assert (backwards.signals, backwards.longest_run) == (found.signals, found.longest_run)


@given(values)
def test_the_numbers_of_a_chart_fit_together(numbers: list[int]) -> None:
    found = run_chart(numbers)
    assert found.useful <= found.n == len(numbers)
    assert found.longest_run + found.crossings <= max(found.useful, 0)
    assert (found.reason is None) is (found.useful >= LEAST_POINTS)
    for run in found.long_runs:
        assert len({numbers[place] > found.median for place in run}) == 1


def test_chance_alone_seldom_gives_a_signal() -> None:
    """The rules were made to signal about once in twenty random charts, each with some margin."""
    chance = random.Random(20140101)
    signalled = sum(
        bool(run_chart([chance.random() for _ in range(24)]).signals) for _ in range(400)
    )
    assert signalled < 60


# -- XmR --------------------------------------------------------------------------------------


def test_the_limits_of_a_published_individuals_chart() -> None:
    """NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rates of ten batches, mean
    50.81, mean moving range 1.8778, limits 45.8159 and 55.8041 with 3/1.128 instead of 2.66."""
    found = xmr_chart([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
    assert found.moving_range is not None
    assert found.lower is not None
    assert found.upper is not None
    assert found.mean == Fraction("50.81")
    assert float(found.moving_range) == pytest.approx(1.8778, abs=5e-5)
    assert float(found.lower) == pytest.approx(45.8159, abs=1e-3)
    assert float(found.upper) == pytest.approx(55.8041, abs=1e-3)
    assert found.outside == ()


# A series of counts, one a month, in the README of the Python package spc_plotly.
COUNTS = [
    2478, 2350, 2485, 2296, 2359, 2567, 3089, 2668, 1788, 2854, 2365, 1883, 1959, 1927, 2640, 2626,
    2144, 2409, 4412, 3287, 3049, 3364, 3078, 2972, 3415, 2753, 3102, 2191, 3693, 4385, 4699, 3031,
    2659, 3885, 2628, 2621, 3071, 2002,
]  # fmt: skip


def test_another_program_computes_the_same_limits_and_the_same_points_outside() -> None:
    """README of spc_plotly: mean 2820.6316, mean moving range 571.8919, limits 1299.3991 and
    4341.8640; July 2022, June 2023 and July 2023 are outside."""
    found = xmr_chart(COUNTS)
    assert found.moving_range is not None
    assert found.lower is not None
    assert found.upper is not None
    assert float(found.mean) == pytest.approx(2820.6315789473683)
    assert float(found.moving_range) == pytest.approx(571.8918918918919)
    assert float(found.lower) == pytest.approx(1299.3991465149359)
    assert float(found.upper) == pytest.approx(4341.864011379801)
    assert [COUNTS[place] for place in found.outside] == [4412, 4385, 4699]


def test_there_are_no_limits_below_ten_points() -> None:
    found = xmr_chart([1, 2, 3, 4, 5, 6, 7, 8, 9])
    assert found.reason is NoVerdict.TOO_FEW_POINTS
    assert (found.mean, found.moving_range) == (5, 1)
    assert (found.lower, found.upper, found.outside) == (None, None, ())
    assert xmr_chart([7]).moving_range is None
    assert xmr_chart(range(10)).reason is None


def test_values_that_never_change_have_no_variation_and_none_is_outside() -> None:
    found = xmr_chart([5.5] * 12)
    assert found.lower == found.upper == Fraction("5.5")
    assert found.outside == ()


# -- what cannot be charted -------------------------------------------------------------------


@pytest.mark.parametrize("chart", [run_chart, xmr_chart])
def test_no_values_make_no_chart(chart: type[RunChart]) -> None:
    with pytest.raises(tm.AnalysisError, match="Ei ole yhtään arvoa"):
        chart([])


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_finite_number_is_refused(value: float) -> None:
    with pytest.raises(tm.AnalysisError):
        run_chart([1, value, 2])


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=30))
def test_any_finite_numbers_make_a_chart(numbers: list[float]) -> None:
    assert tm.run_chart(numbers).n == len(numbers)
    assert xmr_chart(numbers).n == len(numbers)
