"""Metrics: how far they have come, by the days that are given and never by a clock."""

from __future__ import annotations

import datetime
import math
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.metric_history import metric_history
from toimintamalli.analysis.metrics import (
    MetricProgress,
    NoProgress,
    Pace,
    metric_progress,
    observed_share,
)
from toimintamalli.analysis.run_charts import NoVerdict
from toimintamalli.model import Direction, Metric, Observation, Target
from toimintamalli.testing import strategies

metrics: st.SearchStrategy[Metric] = strategies.records(Metric)
EXAMPLE = tm.load(Path(__file__).parents[1] / "examples" / "models" / "hoitoon-viikossa.yaml")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def seen(text: str, value: float, **about: Any) -> Observation:
    return Observation(date=day(text), value=value, **about)


# "At least 80 % get a first visit within a week": half of the year and half of the way have gone.
WEEK = Metric(
    id="hoitoon",
    name="Viikossa hoitoon päässeet",
    unit="%",
    direction=Direction.UP,
    baseline=seen("2025-01-01", 52, n=410),
    target=Target(value=80, date=day("2025-12-31")),
    observations=(seen("2025-03-31", 60, n=400), seen("2025-07-02", 66, n=395)),
)
WAIT = Metric(
    id="odotus",
    name="Odotusaika",
    unit="vrk",
    direction=Direction.DOWN,
    baseline=seen("2025-01-01", 14),
    target=Target(value=7, date=day("2025-12-31")),
    observations=(seen("2025-07-02", 9),),
)


def latest(metric: Metric, *observations: Observation) -> MetricProgress:
    return metric_progress(evolve(metric, observations=observations))


# -- the way ----------------------------------------------------------------------------------


def test_the_way_is_told_exactly() -> None:
    found = metric_progress(WEEK)
    assert (found.change, found.way, found.no_way) == (14, Fraction(1, 2), None)
    assert found.latest == WEEK.observations[-1]
    assert found.shortfall == 14


def test_where_less_is_better_the_way_goes_down() -> None:
    found = metric_progress(WAIT)
    assert (found.change, found.way, found.shortfall) == (-5, Fraction(5, 7), 2)


@pytest.mark.parametrize(
    ("metric", "value", "way"),
    [
        (WEEK, 80, Fraction(1)),
        (WEEK, 87, Fraction(5, 4)),
        (WEEK, 52, Fraction(0)),
        (WEEK, 45, Fraction(-1, 4)),
        (WAIT, 3.5, Fraction(3, 2)),
        (WAIT, 21, Fraction(-1)),
        (WAIT, 13.3, Fraction(1, 10)),
    ],
)
def test_the_way_may_lead_past_the_target_or_back(
    metric: Metric, value: float, way: Fraction
) -> None:
    assert latest(metric, seen("2025-07-02", value)).way == way


@pytest.mark.parametrize(
    ("metric", "reason"),
    [
        (evolve(WEEK, observations=()), NoProgress.NO_OBSERVATIONS),
        (evolve(WEEK, baseline=None), NoProgress.NO_BASELINE),
        (evolve(WEEK, target=None), NoProgress.NO_TARGET),
        (evolve(WEEK, direction=None), NoProgress.NO_DIRECTION),
        (evolve(WEEK, baseline=seen("2026-01-01", 52)), NoProgress.BEFORE_BASELINE),
        (evolve(WEEK, target=Target(value=52)), NoProgress.NO_DISTANCE),
        (evolve(WEEK, target=Target(value=40)), NoProgress.MET_AT_START),
        (evolve(WAIT, target=Target(value=20)), NoProgress.MET_AT_START),
    ],
)
def test_where_the_way_cannot_be_told_the_reason_is(metric: Metric, reason: NoProgress) -> None:
    found = metric_progress(metric)
    assert (found.way, found.no_way) == (None, reason)
    assert found.pace in (Pace.UNKNOWN, Pace.REACHED)


# -- the time ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "pace"),
    [(65.99, Pace.LATE), (66, Pace.ON_THE_WAY), (79.9, Pace.ON_THE_WAY), (80, Pace.REACHED),
     (52, Pace.LATE), (10, Pace.LATE)],
)  # fmt: skip
def test_an_even_pace_from_baseline_to_target_is_in_time(value: float, pace: Pace) -> None:
    found = latest(WEEK, seen("2025-07-02", value))
    assert found.expected_way == Fraction(1, 2)
    assert (found.pace, found.no_pace) == (pace, None)


def test_the_day_of_the_target_belongs_to_its_time() -> None:
    on_day = latest(WEEK, seen("2025-12-31", 79))
    assert (on_day.pace, on_day.expected_way) == (Pace.LATE, 1)
    assert latest(WEEK, seen("2026-01-01", 79)).pace is Pace.MISSED
    assert latest(WEEK, seen("2026-01-01", 80)).pace is Pace.REACHED


def test_the_day_from_which_it_is_seen_is_given_by_whoever_asks() -> None:
    assert metric_progress(WEEK).pace is Pace.ON_THE_WAY
    assert metric_progress(WEEK, day("2026-03-01")).pace is Pace.MISSED
    earlier = metric_progress(WEEK, day("2025-03-31"))
    assert earlier.latest == WEEK.observations[0]
    assert earlier.way == Fraction(2, 7)
    assert metric_progress(WEEK, day("2024-01-01")).no_way is NoProgress.NO_OBSERVATIONS


@pytest.mark.parametrize(
    ("metric", "reason"),
    [
        (evolve(WEEK, target=Target(value=80)), NoProgress.NO_TARGET_DAY),
        (evolve(WEEK, target=Target(value=80, date=day("2025-01-01"))), None),
        (evolve(WEEK, baseline=None), NoProgress.NO_BASELINE),
        (evolve(WEEK, observations=()), NoProgress.NO_OBSERVATIONS),
    ],
)
def test_a_time_that_is_not_known_is_called_so(metric: Metric, reason: NoProgress | None) -> None:
    found = metric_progress(metric)
    if reason is None:  # the day of the target has passed, however short the time was
        assert found.pace is Pace.MISSED
    else:
        assert (found.pace, found.no_pace) == (Pace.UNKNOWN, reason)


def test_a_target_for_the_day_of_the_baseline_has_no_pace() -> None:
    metric = evolve(
        WEEK,
        target=Target(value=80, date=day("2025-01-01")),
        observations=(seen("2025-01-01", 60),),
    )
    assert metric_progress(metric).no_pace is NoProgress.NO_TIME


def test_a_target_that_was_reached_once_and_lost_again_is_told_as_both() -> None:
    found = latest(WEEK, seen("2025-10-31", 81), seen("2026-01-31", 77))
    assert (found.pace, found.reached) == (Pace.MISSED, False)
    assert found.first_reached == day("2025-10-31")


def test_what_was_seen_before_the_baseline_does_not_reach_the_target() -> None:
    found = latest(WEEK, seen("2024-12-31", 90), seen("2025-07-02", 66))
    assert found.first_reached is None


def test_a_target_can_be_reached_without_a_baseline() -> None:
    found = metric_progress(evolve(WEEK, baseline=None, target=Target(value=60)))
    assert (found.reached, found.pace, found.no_way) == (
        True,
        Pace.REACHED,
        NoProgress.NO_BASELINE,
    )


# -- a missed target and its reason -----------------------------------------------------------


def test_a_missed_target_without_a_reason_is_a_finding() -> None:
    found = metric_progress(WEEK, day("2026-01-01"))
    assert found.findings.codes == ("TM465",)
    assert '"Viikossa hoitoon päässeet"' in found.findings.text()
    explained = evolve(WEEK, shortfall_reason="Sijaisia puuttui.")
    found = metric_progress(explained, day("2026-01-01"))
    assert (found.findings.codes, found.shortfall_reason) == ((), "Sijaisia puuttui.")
    assert found.shortfall == 14
    blank = metric_progress(evolve(WEEK, shortfall_reason=" "), day("2026-01-01"))
    assert blank.findings.codes == ("TM465",)


def test_a_target_whose_day_has_not_passed_needs_no_reason() -> None:
    assert metric_progress(WEEK, day("2025-12-31")).findings.codes == ()
    reached = evolve(WEEK, observations=(seen("2025-07-02", 85),))
    assert metric_progress(reached, day("2026-06-30")).findings.codes == ()


# -- the cases behind a value -----------------------------------------------------------------


def test_a_recorded_count_gives_its_interval() -> None:
    """The Wilson interval of 50 of 67 is 0.631 to 0.835, as for any other share."""
    found = observed_share(seen("2025-01-31", 74.6, count=50, n=67), "%")
    assert found is not None
    assert (found.share, found.approximated) == (tm.Share(50, 67), False)
    assert f"{found.interval.low:.3f} {found.interval.high:.3f}" == "0.631 0.835"


def test_a_count_that_is_not_recorded_is_computed_and_said_to_be() -> None:
    found = observed_share(seen("2025-01-31", 61.5, n=402), "%")
    assert found is not None
    assert (found.share, found.approximated) == (tm.Share(247, 402), True)


@pytest.mark.parametrize(
    ("observation", "unit"),
    [
        (seen("2025-01-31", 61.5), "%"),
        (seen("2025-01-31", 61.5, n=402), "vrk"),
        (seen("2025-01-31", 61.5, n=0), "%"),
        (seen("2025-01-31", 61.5, n=-4), "%"),
        (seen("2025-01-31", 61.5, count=10), "%"),
        (seen("2025-01-31", 61.5, count=10, n=4), "%"),
        (seen("2025-01-31", 61.5, count=-1, n=4), "%"),
        (seen("2025-01-31", 161.5, n=4), "%"),
        (seen("2025-01-31", math.nan, n=4), "%"),
    ],
)
def test_where_there_is_no_share_none_is_made_up(observation: Observation, unit: str) -> None:
    assert observed_share(observation, unit) is None


# -- observations over time -------------------------------------------------------------------


def test_observations_are_sorted_by_day_and_doubled_days_are_told() -> None:
    rows = (seen("2025-03-01", 3), seen("2025-01-01", 1), seen("2025-03-01", 4))
    metric = evolve(WAIT, observations=rows)
    history = metric_history(metric)
    assert [one.value for one in history.observations] == [1, 3, 4]
    assert history.doubled == (day("2025-03-01"),)
    found = metric_progress(metric)
    assert found.latest is not None
    assert (found.latest.value, found.doubled) == (4, (day("2025-03-01"),))
    assert metric.observations == rows


def test_a_value_that_is_no_number_is_left_out_and_counted() -> None:
    found = latest(WEEK, seen("2025-02-01", 60), seen("2025-03-01", math.nan))
    assert found.latest is not None
    assert (found.latest.value, found.unusable) == (60, 1)
    nowhere = evolve(WEEK, baseline=seen("2025-01-01", math.inf))
    assert metric_progress(nowhere).no_way is NoProgress.NO_BASELINE


def test_a_change_of_practice_parts_the_medians_where_both_sides_have_ten_points() -> None:
    """The example: a year before and a year after; twelve values on each side."""
    history = metric_history(EXAMPLE.metrics[0])
    (change,) = history.changes
    assert (change.date, change.place) == (day("2024-10-31"), 12)
    assert change.note == "Ensimmäinen yhteydenotto hoidetaan heti"
    assert (change.before.n, change.after.n) == (12, 12)
    assert change.before.median == Fraction("53.05")
    assert change.after.median == Fraction("74.45")


def test_medians_of_too_few_points_are_not_told() -> None:
    (change,) = metric_history(EXAMPLE.metrics[1]).changes
    assert (change.before.n, change.before.median) == (1, None)
    assert change.before.reason is NoVerdict.TOO_FEW_POINTS
    assert (change.after.n, change.after.reason) == (12, None)


def test_between_two_changes_lies_one_time() -> None:
    rows = tuple(
        seen(f"2025-{month:02}-01", month, practice_changed=month in (3, 5))
        for month in range(1, 8)
    )
    changes = metric_history(evolve(WAIT, observations=rows)).changes
    assert [(one.before.n, one.after.n) for one in changes] == [(2, 2), (2, 3)]


def test_later_observations_are_not_there_yet() -> None:
    history = metric_history(EXAMPLE.metrics[0], day("2024-09-30"))
    assert len(history.observations) == 12
    assert history.changes == ()
    assert history.run_chart is not None
    assert history.run_chart.signals == ()


def test_without_observations_there_is_nothing_to_chart() -> None:
    history = metric_history(Metric(id="a", name=""))
    assert (history.run_chart, history.xmr_chart, history.observations) == (None, None, ())


# -- any metric -------------------------------------------------------------------------------


@given(metrics, st.none() | st.dates())
def test_the_progress_of_any_metric_can_be_told(
    metric: Metric, as_of: datetime.date | None
) -> None:
    found = metric_progress(metric, as_of)
    assert (found.way is None) is (found.no_way is not None)
    assert (found.pace is Pace.UNKNOWN) is (found.no_pace is not None)
    assert metric_progress(metric, as_of) == found
    if found.way is not None and found.reached is not None:
        assert (found.way >= 1) is found.reached
    if as_of is not None and found.latest is not None:
        assert found.latest.date <= as_of


def test_progress_is_public() -> None:
    assert tm.metric_progress(WEEK) == metric_progress(WEEK)
    assert isinstance(tm.metric_progress(WEEK), tm.MetricProgress)
