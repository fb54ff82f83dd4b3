"""What every report of a portfolio tells: the same numbers, as far as its reader may know them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.groups import Grouping
from toimintamalli.analysis.portfolio import CoverageState
from toimintamalli.analysis.reports import (
    OTHER_REPLIES,
    CountyCounts,
    Figure,
    FigureKey,
    PortfolioFacts,
    area_counts,
    charted_places,
    county_counts,
    division,
    figures,
    given_places,
    investment_division,
    least_agreed,
    most_agreed,
    most_not_yet,
    named_criteria,
    portfolio_facts,
    reply_counts,
    report_labels,
    shown_limit,
)
from toimintamalli.audience import Audience
from toimintamalli.diagnostics import Report
from toimintamalli.errors import LoadError
from toimintamalli.instruments import get_instrument
from toimintamalli.model import (
    Answer,
    AnswerState,
    BasicData,
    DevelopmentStage,
    Evaluation,
    Metric,
    Portfolio,
    PracticeModel,
    ProgrammeData,
    RootingPlan,
    StageRecord,
)
from toimintamalli.text import Language

SURVEY = get_instrument("vaikutusten-itsearviointi")
PARENTING = get_instrument("kasvun-tuki")
FIRST, SECOND, THIRD = SURVEY.criteria[:3]
APRIL, JUNE, OCTOBER = (datetime.date(2025, month, 30) for month in (4, 6, 10))
OTHERS = (Audience.PARTNERS, Audience.PUBLIC)


def evaluation(
    *agreed: str,
    asked: Sequence[str] = (),
    day: datetime.date | None = JUNE,
    represented: bool | None = True,
) -> Evaluation:
    """An evaluation that agrees with some criteria and leaves others for later."""
    return Evaluation(
        id="arvio",
        instrument=SURVEY.id,
        date=day,
        participants=6,
        county_represented=represented,
        answers=(
            *(Answer(criterion=one, level="agree") for one in agreed),
            *(Answer(criterion=one, state=AnswerState.CANNOT_YET) for one in asked),
        ),
    )


def model(
    county: str = "",
    *evaluations: Evaluation,
    stage: DevelopmentStage = DevelopmentStage.PILOTED,
    reached: datetime.date | None = None,
) -> PracticeModel:
    return PracticeModel(
        programme=ProgrammeData(counties=(county,) if county else (), investments=("I1",)),
        stages=(StageRecord(stage=stage, date=reached),),
        evaluations=evaluations,
    )


def portfolio(*models: PracticeModel) -> Portfolio:
    return Portfolio(models=models)


def unreadable() -> Report:
    """What loading tells of a file whose title is a list."""
    with pytest.raises(LoadError) as caught:
        tm.loads("format_version: 2\nbasics:\n  title: [1]\n")
    return caught.value.report.at("rikki.yaml")


UNREADABLE = unreadable()
LAPLAND = model("lappi", evaluation(FIRST.id, SECOND.id, asked=[THIRD.id]))
KAINUU = model("kainuu", evaluation(FIRST.id, asked=[SECOND.id, THIRD.id], represented=None))
WAITING = model("kainuu")
NOWHERE = model()
SMALL = portfolio(LAPLAND, LAPLAND, LAPLAND, KAINUU, WAITING, NOWHERE)
LARGE = portfolio(*(LAPLAND,) * 9, *(KAINUU,) * 7, *(WAITING,) * 6)


def facts(
    subject: Portfolio = SMALL,
    audience: Audience = Audience.INTERNAL,
    *,
    as_of: datetime.date | None = None,
    hide_below: int = 0,
    earlier: datetime.date | None = None,
) -> PortfolioFacts:
    return portfolio_facts(
        subject, SURVEY, audience, as_of=as_of, hide_below=hide_below, earlier=earlier
    )


def by_key(known: PortfolioFacts) -> dict[FigureKey, Figure]:
    """The figures of which there is one each."""
    several = {FigureKey.STAGE, FigureKey.CLASS}
    return {one.key: one for one in figures(known) if one.key not in several}


def pair(one: Figure) -> tuple[int | None, int | None]:
    return one.count, one.n


def county(known: PortfolioFacts, key: str) -> CountyCounts:
    (found,) = [one for one in county_counts(known) if one.key == key]
    return found


# -- for whom ---------------------------------------------------------------------------------


def test_own_people_are_shown_every_count_and_others_none_below_five() -> None:
    assert shown_limit(Audience.INTERNAL) == 0
    assert [shown_limit(audience) for audience in OTHERS] == [5, 5]


@pytest.mark.parametrize("audience", Audience)
def test_a_limit_that_is_asked_for_is_everyones(audience: Audience) -> None:
    assert facts(audience=audience, hide_below=3).limit == 3


@pytest.mark.parametrize("hide_below", [1, 0, -5])
def test_a_limit_that_would_hide_nothing_takes_nothing_from_the_protection_of_others(
    hide_below: int,
) -> None:
    assert facts(hide_below=hide_below).limit == 0
    assert [facts(audience=one, hide_below=hide_below).limit for one in OTHERS] == [5, 5]


def test_single_evaluations_are_told_to_own_people_who_are_shown_every_count() -> None:
    known = facts()
    assert known.evaluations_of(0) == LAPLAND.evaluations
    assert list(known.evaluated_models()) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "known",
    [*(facts(audience=audience) for audience in OTHERS), facts(hide_below=2)],
    ids=["partners", "public", "hiding"],
)
def test_single_evaluations_are_told_to_nobody_else(known: PortfolioFacts) -> None:
    assert not known.tells_of_each
    assert known.evaluations_of(0) == ()
    assert known.evaluated_models() == {}


@pytest.mark.parametrize("audience", OTHERS)
def test_others_are_told_neither_problems_nor_classes_nor_files(audience: Audience) -> None:
    broken = evolve(SMALL, problems=UNREADABLE)
    assert facts(broken).problems == UNREADABLE
    assert facts(broken).triage is not None
    assert pair(by_key(facts(broken))[FigureKey.UNREADABLE]) == (1, 7)

    known = facts(broken, audience)
    assert known.problems == Report()
    assert known.triage is None
    assert not {one.key for one in figures(known)} & {FigureKey.CLASS, FigureKey.UNREADABLE}


@pytest.mark.parametrize("audience", OTHERS)
def test_an_evaluation_whose_answers_others_are_not_given_is_no_missing_answer(
    audience: Audience,
) -> None:
    silent = model("lappi", evolve(LAPLAND.evaluations[0], answers=()))
    mixed = portfolio(*LARGE.models, silent, silent)

    known = facts(mixed, audience)
    assert (known.summary.evaluated, known.answers.evaluated) == (18, 16)
    assert pair(by_key(known)[FigureKey.ANSWERS]) == (16, 18)
    assert known.statements[0].tally.n == 16
    assert facts(mixed).statements[0].tally.no_answer == 2


# -- figures ----------------------------------------------------------------------------------


def test_each_figure_has_its_count_and_what_it_is_a_part_of() -> None:
    equipped = evolve(
        WAITING, rooting_plan=RootingPlan(), metrics=(Metric(id="M1", name="Odotusaika"),)
    )
    found = by_key(facts(portfolio(*SMALL.models, equipped)))

    assert pair(found[FigureKey.MODELS]) == (7, 7)
    assert pair(found[FigureKey.UNREADABLE]) == (0, 7)
    assert pair(found[FigureKey.EVALUATED]) == (4, 7)
    assert pair(found[FigureKey.PEOPLE]) == (4 * 6, 4)
    assert pair(found[FigureKey.REPRESENTED]) == (3, 4)
    assert pair(found[FigureKey.REPRESENTED_NOT_TOLD]) == (1, 4)
    assert pair(found[FigureKey.COUNTIES]) == (2, 23)
    assert pair(found[FigureKey.WITHIN]) == (1, 23)
    assert pair(found[FigureKey.BELOW]) == (22, 23)
    assert pair(found[FigureKey.PLANS]) == (1, 7)
    assert pair(found[FigureKey.METRICS]) == (1, 7)
    assert not found[FigureKey.PEOPLE].is_share


def test_there_is_a_figure_for_each_stage_and_for_each_class() -> None:
    known = facts()
    stages = [one for one in figures(known) if one.key is FigureKey.STAGE]
    assert {one.stage.fi: pair(one) for one in stages if one.stage}["Pilotoitu"] == (4, 4)
    assert sum(one.count or 0 for one in stages) == 4

    classes = [one for one in figures(known) if one.key is FigureKey.CLASS]
    assert known.triage is not None
    assert [one.triage_class for one in classes] == [o.triage_class for o in known.triage.classes]
    assert sum(one.count or 0 for one in classes) == 6


def test_figures_come_in_the_order_of_their_keys() -> None:
    order = list(FigureKey)
    seen = [one.key for one in figures(facts(as_of=OCTOBER, earlier=APRIL))]
    assert seen == sorted(seen, key=order.index)
    assert set(order) - set(seen) == {FigureKey.ANSWERS}


def test_counties_are_held_against_a_recommendation_where_the_set_has_one() -> None:
    below = by_key(facts())[FigureKey.BELOW]
    assert below.recommendation == SURVEY.recommendation

    known = portfolio_facts(SMALL, PARENTING, Audience.INTERNAL)
    assert PARENTING.recommendation is None
    assert FigureKey.COUNTIES in by_key(known)
    assert not {FigureKey.BELOW, FigureKey.WITHIN, FigureKey.ABOVE} & set(by_key(known))


def test_seen_from_a_day_later_evaluations_and_stages_are_not_there_and_undated_ones_counted() -> (
    None
):
    late = model("lappi", evaluation(FIRST.id, day=OCTOBER), reached=OCTOBER)
    undated = model("lappi", evaluation(FIRST.id, day=None))
    known = facts(portfolio(LAPLAND, late, undated), as_of=JUNE)

    assert known.summary.evaluated == 1
    assert [model.stage for model in known.models] == [
        DevelopmentStage.PILOTED,
        None,
        DevelopmentStage.PILOTED,
    ]
    assert [len(known.evaluations_of(place)) for place in range(3)] == [1, 0, 0]
    assert pair(by_key(known)[FigureKey.UNDATED]) == (1, 2)
    assert FigureKey.UNDATED not in by_key(facts())


@pytest.mark.parametrize("language", Language)
def test_every_figure_has_its_words(language: Language) -> None:
    words = report_labels(language)
    assert all(words[f"figure.{key}.label"] for key in FigureKey)
    # What a class means stands in the rule of the triage.
    assert {key for key in FigureKey if f"figure.{key}.text" not in words} == {FigureKey.CLASS}
    assert all(words[f"reply.{state}"] for state in OTHER_REPLIES)
    assert all(words[f"coverage.{state}"] for state in CoverageState)


# -- ends of the criteria ---------------------------------------------------------------------


def test_the_criteria_with_most_and_least_agreement_are_told_with_their_n() -> None:
    every = [one.id for one in SURVEY.criteria]
    known = facts(
        portfolio(
            model("lappi", evaluation(*every[:-1], asked=every[-1:])),
            model("lappi", evaluation(every[0], asked=every[1:])),
        )
    )
    found = by_key(known)
    assert pair(found[FigureKey.MOST_AGREE]) == (2, 2)
    assert found[FigureKey.MOST_AGREE].criteria == SURVEY.criteria[:1]
    assert pair(found[FigureKey.LEAST_AGREE]) == (0, 2)
    assert found[FigureKey.LEAST_AGREE].criteria == SURVEY.criteria[-1:]
    assert pair(found[FigureKey.MOST_NOT_YET]) == (2, 2)
    assert found[FigureKey.MOST_NOT_YET].criteria == SURVEY.criteria[-1:]


def test_criteria_with_the_same_share_stand_at_an_end_together() -> None:
    end = most_agreed(facts(portfolio(LAPLAND)).statements)
    assert end is not None
    assert [one.criterion for one in end.statements] == [FIRST, SECOND]


def test_where_nothing_is_agreed_with_there_is_no_most_but_a_least() -> None:
    every = [one.id for one in SURVEY.criteria]
    found = by_key(facts(portfolio(model("lappi", evaluation(asked=every)))))
    assert pair(found[FigureKey.MOST_AGREE]) == (0, 1)
    assert found[FigureKey.MOST_AGREE].criteria == ()
    assert found[FigureKey.LEAST_AGREE].criteria == SURVEY.criteria


def test_which_criterion_is_at_an_end_is_not_told_where_a_hidden_one_could_be() -> None:
    hiding = facts(LARGE, hide_below=8)
    assert None in [one.tally.agree for one in hiding.statements]
    assert hiding.statements[0].tally.agree is not None
    for end in (most_agreed(hiding.statements), least_agreed(hiding.statements)):
        assert end is not None
        assert (end.count, end.n, end.statements) == (None, None, ())
    figure = by_key(hiding)[FigureKey.MOST_AGREE]
    assert (figure.count, figure.n, figure.criteria) == (None, None, ())


def test_nothing_is_at_an_end_where_nobody_was_asked_or_the_set_asks_for_no_agreement() -> None:
    nobody = facts(portfolio(WAITING)).statements
    assert (most_agreed(nobody), least_agreed(nobody), most_not_yet(nobody)) == (None, None, None)

    levels = evolve(
        LAPLAND.evaluations[0],
        instrument=PARENTING.id,
        answers=(Answer(criterion=PARENTING.criteria[0].id, state=AnswerState.CANNOT_YET),),
    )
    known = portfolio_facts(portfolio(model("lappi", levels)), PARENTING, Audience.INTERNAL)
    assert not any(scale.has_agreement for scale in PARENTING.scales)
    assert (most_agreed(known.statements), least_agreed(known.statements)) == (None, None)
    not_yet = most_not_yet(known.statements)
    assert not_yet is not None
    assert [one.criterion for one in not_yet.statements] == [PARENTING.criteria[0]]


def test_up_to_three_criteria_are_named_and_of_more_the_number_is_told() -> None:
    assert named_criteria(SURVEY.criteria[:3], Language.FINNISH) == "; ".join(
        one.question.fi for one in SURVEY.criteria[:3]
    )
    assert named_criteria(SURVEY.criteria[:4], Language.FINNISH).endswith(": 4")
    assert named_criteria((), Language.FINNISH) == "Ei yhtään"


# -- replies in charts and tables -------------------------------------------------------------


def test_a_table_has_every_level_and_the_other_replies_that_were_given() -> None:
    known = facts()
    levels = len(SURVEY.scales[0].levels)
    first, second = known.statements[:2]
    assert reply_counts(first.tally)[levels:] == (0, 0, 0, 0)
    assert given_places([first]) == tuple(range(levels))
    # The place after the levels is that of what cannot be assessed yet.
    assert reply_counts(second.tally)[levels] == 1
    assert given_places([first, second]) == charted_places([first, second]) == (0, 1, 2, 3, levels)


def test_a_chart_is_drawn_only_where_no_count_is_hidden_and_something_was_answered() -> None:
    unanswered = (model("pirkanmaa", evaluation(FIRST.id)),) * 20
    hidden = facts(portfolio(*LARGE.models, *unanswered), hide_below=8).statements[1]
    assert {None, 20} <= {*reply_counts(hidden.tally)}
    assert given_places([hidden])
    assert charted_places([hidden]) == ()
    assert charted_places(facts(portfolio(WAITING)).statements) == ()


# -- how models divide ------------------------------------------------------------------------


def test_models_divide_into_groups_of_all_and_of_evaluated_models() -> None:
    divided = division(facts(), Grouping.STAGE)
    (piloted,) = [one for one in divided.groups if one.models]
    assert (piloted.name.fi, piloted.models, piloted.evaluated) == ("Pilotoitu", 6, 4)
    assert divided.base == 4
    assert sum(divided.charted) == 4

    (together,) = investment_division(facts()).groups
    assert (together.key, together.models, together.evaluated) == ("I1", 6, 4)


def test_a_small_group_is_hidden_also_by_the_number_of_its_models() -> None:
    rare = model("lappi", stage=DevelopmentStage.ROOTED)
    divided = division(facts(portfolio(*LARGE.models, rare), hide_below=5), Grouping.STAGE)
    counts = {one.name.fi: (one.models, one.evaluated) for one in divided.groups}
    assert counts["Pilotoitu"] == (22, 16)
    assert counts["Juurrutettu"] == (None, 0)


def test_where_the_evaluated_models_of_a_group_are_hidden_so_are_all_its_models() -> None:
    divided = division(facts(LARGE, hide_below=8), Grouping.COUNTY)
    (kainuu,) = [one for one in divided.groups if one.key == "kainuu"]
    assert (kainuu.models, kainuu.evaluated) == (None, None)


def test_groups_are_charted_only_where_none_is_hidden_and_one_has_evaluated_models() -> None:
    assert division(facts(LARGE), Grouping.COUNTY).charted
    hiding = facts(
        portfolio(*LARGE.models, *(model("pirkanmaa", evaluation()),) * 20), hide_below=8
    )
    divided = division(hiding, Grouping.COUNTY)
    assert {None, 20} <= {one.evaluated for one in divided.groups}
    assert divided.charted == ()
    assert division(facts(portfolio(WAITING)), Grouping.COUNTY).charted == ()


def test_every_county_is_there_and_then_the_models_that_name_none() -> None:
    rows = county_counts(facts())
    assert len(rows) == 24
    assert [(one.models, one.evaluated) for one in rows if one.models] == [(2, 1), (3, 3), (1, 0)]

    lapland = county(facts(), "lappi")
    assert lapland.area is not None
    assert (lapland.area.fi, lapland.state) == ("Pohjois-Suomi", CoverageState.WITHIN)
    assert county(facts(), "pirkanmaa").state is CoverageState.BELOW
    (*_, nowhere) = rows
    assert (nowhere.key, nowhere.area, nowhere.state) == ("", None, None)


def test_where_a_hidden_county_stands_is_hidden_and_so_is_how_many_stand_where() -> None:
    known = facts(LARGE, hide_below=8)
    kainuu = county(known, "kainuu")
    assert (kainuu.models, kainuu.evaluated, kainuu.state) == (None, None, None)
    assert kainuu.hides_state
    assert not county(known, "pirkanmaa").hides_state
    found = by_key(known)
    for key in (FigureKey.COUNTIES, FigureKey.BELOW, FigureKey.WITHIN, FigureKey.ABOVE):
        assert pair(found[key]) == (None, 23)


def test_an_area_tells_in_how_many_of_its_counties_models_are_evaluated() -> None:
    areas = {one.name.fi: one for one in area_counts(facts())}
    north, east = areas["Pohjois-Suomi"], areas["Itä-Suomi"]
    assert (north.models, north.evaluated) == (5, 4)
    assert (north.counties_evaluated, north.counties) == (2, 4)
    assert (east.models, east.evaluated, east.counties_evaluated, east.counties) == (0, 0, 0, 4)
    (nowhere,) = [one for one in areas.values() if not one.key]
    assert (nowhere.models, nowhere.evaluated, nowhere.counties) == (1, 0, 0)


def test_what_is_hidden_of_a_county_does_not_follow_from_its_area() -> None:
    known = facts(LARGE, hide_below=8)
    areas = {one.name.fi: one for one in area_counts(known)}
    north, east = areas["Pohjois-Suomi"], areas["Itä-Suomi"]
    assert (north.models, north.evaluated, north.counties_evaluated) == (None, None, None)
    # Its counties have none, which is shown of each of them.
    assert (east.models, east.evaluated, east.counties_evaluated) == (None, 0, 0)


def test_the_models_of_an_area_are_hidden_as_soon_as_those_of_a_county_are() -> None:
    known = facts(portfolio(*(LAPLAND,) * 9, *(WAITING,) * 3), hide_below=5)
    assert (county(known, "lappi").models, county(known, "kainuu").models) == (9, None)
    north = {one.name.fi: one for one in area_counts(known)}["Pohjois-Suomi"]
    assert (north.models, north.evaluated, north.counties_evaluated) == (None, 9, 1)


counties = st.sampled_from(["", "lappi", "kainuu", "pirkanmaa", "ulkomaat"])
stages = st.sampled_from(DevelopmentStage)
portfolios = st.lists(
    st.builds(
        lambda one, stage, *evaluations: model(one, *evaluations, stage=stage),
        counties,
        stages,
        st.builds(
            lambda agreed, represented: evaluation(*agreed, represented=represented),
            st.lists(st.sampled_from([FIRST.id, SECOND.id]), unique=True),
            st.sampled_from([True, False, None]),
        ),
    ),
    max_size=25,
).map(lambda some: portfolio(*some))
OF_EVALUATIONS = {
    FigureKey.REPRESENTED,
    FigureKey.REPRESENTED_NOT_TOLD,
    FigureKey.STAGE,
    FigureKey.MOST_AGREE,
    FigureKey.LEAST_AGREE,
    FigureKey.MOST_NOT_YET,
}


@given(portfolios, st.sampled_from(OTHERS))
def test_no_small_count_of_evaluations_reaches_others(
    subject: Portfolio, audience: Audience
) -> None:
    known = facts(subject, audience)
    counts = [one.count for one in figures(known) if one.key in OF_EVALUATIONS]
    divisions = [division(known, grouping) for grouping in Grouping]
    counts += [one.evaluated for each in divisions for one in each.groups]
    counts += [one.models for each in divisions for one in each.groups]
    counts += [one.evaluated for one in county_counts(known)]
    counts += [one.evaluated for one in area_counts(known)]
    assert not {1, 2, 3, 4} & {*counts}


# -- days -------------------------------------------------------------------------------------


AGAIN = model("lappi", evaluation(asked=[FIRST.id]), evaluation(FIRST.id, day=OCTOBER))
NEW = model("kainuu", evaluation(FIRST.id, day=OCTOBER))


def test_two_days_are_compared_up_to_the_latest_evaluation() -> None:
    found = by_key(facts(portfolio(AGAIN, LAPLAND, NEW), earlier=JUNE))
    assert pair(found[FigureKey.EVALUATED_FIRST]) == (2, 3)
    assert pair(found[FigureKey.EVALUATED_SECOND]) == (3, 3)
    assert pair(found[FigureKey.SAME]) == (2, 3)
    assert pair(found[FigureKey.AGAIN]) == (1, 2)
    assert pair(found[FigureKey.NEW]) == (1, 3)
    assert found[FigureKey.SAME].days == (JUNE, OCTOBER)


def test_a_day_after_the_latest_evaluation_is_compared_with_itself() -> None:
    known = facts(portfolio(LAPLAND), earlier=OCTOBER)
    assert by_key(known)[FigureKey.SAME].days == (OCTOBER, OCTOBER)


def test_the_day_from_which_it_is_seen_ends_the_comparison() -> None:
    known = facts(portfolio(AGAIN, NEW), as_of=JUNE, earlier=APRIL)
    assert by_key(known)[FigureKey.NEW].days == (APRIL, JUNE)
    assert pair(by_key(known)[FigureKey.NEW]) == (1, 1)


def test_moves_are_told_only_where_no_count_is_hidden() -> None:
    subject = portfolio(AGAIN, NEW)
    assert facts(subject, earlier=JUNE).tells_of_changes
    hiding = facts(subject, earlier=JUNE, hide_below=5)
    assert not hiding.tells_of_changes
    assert pair(by_key(hiding)[FigureKey.NEW]) == (None, 2)
    assert not facts(subject).tells_of_changes
    assert FigureKey.NEW not in by_key(facts(subject))


def test_an_answer_that_only_the_earlier_day_holds_is_among_the_problems_too() -> None:
    odd = Answer(criterion="ei-ole", level="agree")
    older, newer = AGAIN.evaluations
    changed = evolve(AGAIN, evaluations=(evolve(older, answers=(odd,)), newer))
    assert not facts(portfolio(changed)).problems
    assert len(facts(portfolio(changed), earlier=JUNE).problems) == 1


def test_the_day_of_the_content_is_the_one_asked_for_or_the_latest_that_models_tell() -> None:
    edited = evolve(LAPLAND, basics=BasicData(modified=OCTOBER))
    assert facts(portfolio(LAPLAND, edited)).latest_day == OCTOBER
    assert facts(portfolio(LAPLAND, edited), as_of=APRIL).latest_day == APRIL
    assert facts(portfolio(LAPLAND)).latest_day == JUNE
    assert facts(portfolio(NOWHERE)).latest_day is None
