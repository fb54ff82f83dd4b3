"""What of a portfolio may be shown: tables of the same models never give one another away."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toimintamalli.analysis.groups import Grouping
from toimintamalli.analysis.hiding import shown_tally
from toimintamalli.analysis.portfolio import PortfolioSummary, compare, summarise, summarise_by
from toimintamalli.analysis.shown import shown_comparison, shown_groups, shown_summary
from toimintamalli.instruments import get_instrument
from toimintamalli.model import (
    Answer,
    DevelopmentStage,
    Evaluation,
    Portfolio,
    PracticeModel,
    ProgrammeData,
    StageRecord,
)

SURVEY = get_instrument("vaikutusten-itsearviointi")
JUNE, OCTOBER = datetime.date(2025, 6, 30), datetime.date(2025, 10, 31)


def model(
    *, county: str = "", investments: tuple[str, ...] = (), stage: DevelopmentStage | None = None
) -> PracticeModel:
    evaluation = Evaluation(
        id="a",
        instrument=SURVEY.id,
        date=JUNE,
        participants=3,
        answers=(Answer(criterion="adaptable", level="agree"),),
    )
    return PracticeModel(
        programme=ProgrammeData(counties=(county,) if county else (), investments=investments),
        stages=(StageRecord(stage=stage),) if stage else (),
        evaluations=(evaluation,),
    )


models = st.builds(
    model,
    county=st.sampled_from(["", "lappi", "kainuu", "pirkanmaa", "muu"]),
    investments=st.sampled_from([(), ("I1",), ("I2",), ("I1", "I2")]),
    stage=st.sampled_from([None, *DevelopmentStage]),
)
portfolios = st.lists(models, max_size=30).map(lambda some: Portfolio(models=tuple(some)))


@given(portfolios)
def test_without_a_limit_all_is_shown(portfolio: Portfolio) -> None:
    summary = summarise(portfolio, SURVEY)
    shown = shown_summary(summary)
    assert shown.participants.people == summary.participants.people
    assert shown.participants.county_represented == summary.participants.county_represented
    assert shown.statements == tuple(shown_tally(o.tally, o.scale) for o in summary.statements)
    for (grouping, divided), (same, counts) in zip(
        summary.breakdowns, shown.breakdowns, strict=True
    ):
        assert (same, counts) == (grouping, tuple(group.count for group in divided.groups))
    assert [(one.models, one.evaluated, one.state) for one in shown.coverage] == [
        (one.models, one.county.count, one.state) for one in summary.coverage
    ]


@given(portfolios, st.integers(2, 8), st.sampled_from([None, *Grouping]))
def test_a_count_hidden_in_one_table_is_hidden_in_every_other(
    portfolio: Portfolio, limit: int, by: Grouping | None
) -> None:
    summary = summarise(portfolio, SURVEY)
    shown = shown_summary(summary, limit, by)
    counts = dict(shown.breakdowns)
    uncovered = {
        one.county.key
        for one, seen in zip(summary.coverage, shown.coverage, strict=True)
        if seen.evaluated is None
    }
    assert hidden_counties(summary, counts[Grouping.COUNTY]) - {""} == uncovered
    pairs = (
        (counts[Grouping.COUNTY], counts[Grouping.YTA]),
        (shown.investment_combinations, counts[Grouping.INVESTMENT]),
    )
    for parts, sums in pairs:
        hides = [None in parts, None in sums]
        wholly = [set(parts) <= {None}, set(sums) <= {None}]
        assert not any(hides) or any(wholly)


def hidden_counties(summary: PortfolioSummary, counts: tuple[int | None, ...]) -> set[str]:
    groups = dict(summary.breakdowns)[Grouping.COUNTY].groups
    return {group.key for group, count in zip(groups, counts, strict=True) if count is None}


@given(portfolios, st.integers(2, 8), st.sampled_from(Grouping))
def test_groups_are_hidden_as_their_counts_are(
    portfolio: Portfolio, limit: int, grouping: Grouping
) -> None:
    summary = summarise(portfolio, SURVEY)
    groups = summarise_by(portfolio, SURVEY, grouping)
    shown = shown_groups(groups, summary, grouping, limit)
    counts = dict(shown_summary(summary, limit, grouping).breakdowns)[grouping]
    assert [one.evaluated for one in shown] == [count for count in counts if count != 0]
    for one in shown:
        assert (one.evaluated is None) == (one.statements == ())
        assert one.evaluated is None or one.evaluated >= limit


def test_a_group_without_models_is_hidden_with_those_that_it_hides() -> None:
    stages = [DevelopmentStage.PILOTED] * 4 + [DevelopmentStage.ROOTED] * 4
    portfolio = Portfolio(models=tuple(model(stage=stage) for stage in stages))
    groups = summarise_by(portfolio, SURVEY, Grouping.STAGE)
    shown = shown_groups(groups, summarise(portfolio, SURVEY), Grouping.STAGE, 5)
    # 4 + 4 is the only way in which two small groups make 8; so the empty one stands with them.
    assert [(one.key, one.evaluated) for one in shown] == [
        ("piloted", None),
        ("in_use", None),
        ("rooted", None),
    ]


@pytest.mark.parametrize(("by", "stays"), [(None, "parts"), (Grouping.YTA, "sums")])
def test_counties_or_their_areas_are_shown_not_both(by: Grouping | None, stays: str) -> None:
    sizes = {"lappi": 6, "kainuu": 7, "pirkanmaa": 2, "satakunta": 8}
    every = [model(county=county) for county, size in sizes.items() for _ in range(size)]
    summary = summarise(Portfolio(models=tuple(every)), SURVEY)
    counts = dict(shown_summary(summary, 5, by).breakdowns)
    hidden = Grouping.YTA if stays == "parts" else Grouping.COUNTY
    shown = Grouping.COUNTY if stays == "parts" else Grouping.YTA
    assert set(counts[hidden]) == {None}
    assert set(counts[shown]) - {None}


def test_few_new_models_are_hidden_with_all_that_they_follow_from() -> None:
    old = [model() for _ in range(9)]
    new = [PracticeModel(evaluations=(Evaluation(id="a", instrument=SURVEY.id, date=OCTOBER),))]
    comparison = compare(Portfolio(models=(*old, *new)), SURVEY, JUNE, OCTOBER)
    shown = shown_comparison(comparison, 5)
    assert (shown.evaluated_first, shown.same, shown.new) == (None, None, None)
    every = shown_comparison(comparison)
    assert (every.evaluated_first, every.same, every.evaluated_again, every.new) == (9, 9, 0, 1)
