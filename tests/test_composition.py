"""Composition: text that can be pasted as it is, nothing invented, nobody's own text lost.

``GOLDEN=write pytest`` writes the golden texts anew; read each by eye before keeping it.
"""

from __future__ import annotations

import datetime
import os
import re
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.evaluation import EvaluationResult
from toimintamalli.composition import (
    Composed,
    CoverageState,
    SectionState,
    fingerprint,
    is_untouched,
    last_recorded_day,
)
from toimintamalli.instruments import load_instrument
from toimintamalli.model import (
    Attachment,
    Contributor,
    Decision,
    DecisionState,
    Direction,
    EstablishmentPhase,
    Evaluation,
    Form,
    GivingUp,
    Metric,
    Observation,
    PlanReview,
    PracticeModel,
    Resource,
    ResourceKind,
    RichText,
    RootingPlan,
    Section,
    StageRecord,
    Target,
    Task,
    TaskKind,
    TaskState,
)
from toimintamalli.model.instrument import Instrument
from toimintamalli.model.practice import DevelopmentStage
from toimintamalli.testing import strategies
from toimintamalli.vocabulary import (
    ProvenanceStatus,
    form_profile,
    recording_points,
    reporting_rules,
)

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "composition"
DEMO = tm.load(HERE.parent / "src" / "toimintamalli" / "cli" / "demo" / "malli.yaml")
FULL = tm.load(GOLDEN / "taysi.yaml")
SUBJECTS = {"etavastaanotto": DEMO, "taysi": FULL}
LANGUAGES = ("fi", "sv", "en")
WORLD = runpy.run_path(str(HERE / "evaluations.py"))
SMALL: Instrument = WORLD["SMALL"]
COUNTS = re.compile(r"(?:oli|var|was) (\d+): ([^.:]+)\.")
models = strategies.practice_models()

OWN = RichText.parse("Kirjoitin tämän itse.")
CONDITIONS, RESULTS = "conditions_of_use", "evaluation_results"


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def results_of(model: PracticeModel) -> tuple[EvaluationResult, ...]:
    return tuple(
        tm.evaluate(one, tm.get_instrument(one.instrument), model) for one in model.evaluations
    )


def conditions(plan: RootingPlan, language: str = "fi", **fields: Any) -> Composed:
    return tm.compose_conditions(PracticeModel(rooting_plan=plan, **fields), language)


def text_of(composed: Composed) -> str:
    """Return a text with no-break spaces as people see them."""
    return composed.text.plain.replace("\N{NO-BREAK SPACE}", " ")


def without_text(model: PracticeModel, *fields: str) -> PracticeModel:
    kept = tuple(one for one in model.form.sections if one.field not in fields)
    return evolve(model, form=evolve(model.form, sections=kept))


def with_section(section: Section) -> PracticeModel:
    bare = without_text(DEMO, section.field or "")
    return evolve(bare, form=evolve(bare.form, sections=(*bare.form.sections, section)))


COMPOSERS = {
    "conditions": tm.compose_conditions,
    "results": lambda model, language: tm.compose_results(
        model, results_of(model), language=language
    ),
    "report": lambda model, language: tm.final_report(model, results_of(model), language=language),
}


# -- whole texts ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COMPOSERS)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_text_is_the_one_that_people_have_read(subject: str, name: str, language: str) -> None:
    composed = COMPOSERS[name](SUBJECTS[subject], language)
    file = GOLDEN / f"{subject}-{name}-{language}.md"
    found = composed.text.markup + "\n"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(found, "utf-8")
    assert found == file.read_text("utf-8")


def test_a_text_is_in_the_language_of_its_model_unless_another_is_asked() -> None:
    swedish = evolve(DEMO, language=tm.Language.SWEDISH)
    assert tm.compose_conditions(swedish) == tm.compose_conditions(DEMO, "sv")
    with pytest.raises(tm.OptionError, match="fi, sv, en"):
        tm.compose_conditions(DEMO, "de")


def test_the_texts_of_the_library_have_no_finnish_left_in_other_languages() -> None:
    heads = {point.heading.fi for point in recording_points()}
    for language in ("sv", "en"):
        assert not heads & set(tm.compose_conditions(FULL, language).text.plain.split("\n"))


# -- the five points --------------------------------------------------------------------------


def test_the_points_are_named_letter_for_letter_as_in_their_source() -> None:
    assert [point.name.fi for point in recording_points()] == [
        "Kuvaa juurruttamiseen vaadittavat tehtävät, kuten johtaminen, viestintä, koulutus, "
        "ylläpito",
        "Kuvaa uuden toiminnan vaativat resurssit, osaaminen ja työvälineet",
        "Kuvaa, miten ylin johto on sitoutettu toimintamallin jatkumiseen",
        "Kuvaa, miten toimintamalli on käyttöönotettu ja juurrutettu osaksi organisaation "
        "toimintaa",
        "Kuvaa juurruttamisen prosessi, vaiheet ja toimenpiteet, jolla toimintamallista tulee "
        "vakiintunut tapa toimia",
    ]
    assert {point.provenance.status for point in recording_points()} == {ProvenanceStatus.OFFICIAL}


def test_the_rules_of_final_reporting_are_those_of_the_ministry() -> None:
    texts = [rule.text.fi for rule in reporting_rules()]
    assert "mistä tilanteesta on lähdetty, mitä on tehty ja mihin on päästy" in texts[0]
    assert "linkkejä avaamatta" in texts[1]
    assert "ei kuvata tulevaisuuden skenaarioita" in texts[2]
    assert all("loppuraportointi-info" in rule.provenance.source for rule in reporting_rules())


def test_a_full_plan_covers_all_five_points() -> None:
    states = {point.state for point in tm.compose_conditions(FULL).coverage}
    assert states == {CoverageState.COVERED}


def test_a_model_without_a_plan_gives_no_text_and_misses_every_point() -> None:
    composed = tm.compose_conditions(PracticeModel())
    assert not composed.text
    assert composed.missing() == composed.coverage
    assert [point.point for point in composed.coverage] == [p.id for p in recording_points()]
    assert all(point.to_add for point in composed.coverage)


def test_what_is_not_in_the_plan_is_named_with_its_place_and_not_invented() -> None:
    composed = conditions(
        RootingPlan(resources=(Resource(kind=ResourceKind.MONEY, what="Laite", needed=100.0),))
    )
    resources = composed.coverage[1]
    assert resources.state is CoverageState.PARTLY
    assert [one.path for one in resources.to_add] == [
        "rooting_plan.resources[0].secured",
        "rooting_plan.resources[0].payer",
        "rooting_plan.resources",
        "rooting_plan.resources",
    ]
    assert resources.to_add[1].text.fi == "Lisää maksaja: Laite."
    assert "Laite: tarve 100." in text_of(composed)
    assert "varmistettu" not in text_of(composed)


@pytest.mark.parametrize(
    ("kind", "phase", "part"),
    [
        (TaskKind.LEADERSHIP, None, "Johtaminen"),
        (TaskKind.TRAINING, EstablishmentPhase.COMMUNICATION, "Koulutus"),
        (TaskKind.UPKEEP, None, "Ylläpito"),
        (None, EstablishmentPhase.COMMUNICATION, "Viestintä"),
        (None, EstablishmentPhase.ESTABLISHING, "Muut tehtävät"),
        (None, None, "Muut tehtävät"),
    ],
)
def test_a_task_stands_under_its_kind(
    kind: TaskKind | None, phase: EstablishmentPhase | None, part: str
) -> None:
    task = Task(id="T1", what="Kouluta johto", kind=kind, phase=phase)
    assert f"{part}:\n\n• Kouluta johto." in text_of(conditions(RootingPlan(tasks=(task,))))


def test_a_task_whose_kind_is_not_known_is_not_guessed_at_but_told() -> None:
    composed = conditions(RootingPlan(tasks=(Task(id="T1", what="Kouluta johto"),)))
    assert composed.coverage[0].to_add[-1].path == "rooting_plan.tasks[0].kind"


def test_what_followed_from_the_follow_up_is_told() -> None:
    review = PlanReview(date=day("2025-05-05"), finding="Tavoite jäi", decision="Lisätään auto")
    text = text_of(conditions(RootingPlan(reviews=(review,))))
    assert "Seurannasta on seurannut:\n\n• 5.5.2025: Tavoite jäi. Lisätään auto." in text


def test_a_task_that_was_dropped_is_not_told() -> None:
    dropped = Task(id="T1", what="Kokeile", state=TaskState.DROPPED)
    assert not conditions(RootingPlan(tasks=(dropped,))).text


@pytest.mark.parametrize(
    ("state", "start", "due", "told"),
    [
        (TaskState.DONE, None, "2025-03-31", "Nimeä. Tehty."),
        (TaskState.IN_PROGRESS, None, None, "Nimeä. Käynnissä."),
        (TaskState.IN_PROGRESS, None, "2025-03-31", "Käynnissä, valmis viimeistään 31.3.2025."),
        (TaskState.NOT_STARTED, "2025-01-01", "2025-03-31", "Alkaa 1.1.2025, valmis viimeistään"),
        (TaskState.NOT_STARTED, "2025-01-01", None, "Nimeä. Alkaa 1.1.2025."),
        (TaskState.NOT_STARTED, None, "2025-03-31", "Nimeä. Valmis viimeistään 31.3.2025."),
    ],
)
def test_a_task_tells_how_far_it_has_come(
    state: TaskState, start: str | None, due: str | None, told: str
) -> None:
    task = Task(
        id="T1",
        what="Nimeä",
        state=state,
        start=day(start) if start else None,
        due=day(due) if due else None,
    )
    assert told in text_of(conditions(RootingPlan(tasks=(task,))))


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        (Decision(state=DecisionState.DECIDED, date=day("2025-09-15")), "päätetty 15.9.2025."),
        (Decision(state=DecisionState.DECIDED), "Mallin vakiinnuttamisesta on päätetty."),
        (Decision(state=DecisionState.PREPARED, level="Johtoryhmä"), "valmisteltu. Päättäjä:"),
        (Decision(state=DecisionState.REJECTED), "Mallia on päätetty olla vakiinnuttamatta."),
        (
            Decision(state=DecisionState.DECIDED, address="dnro 3/2025"),
            "Lue päätös (dnro 3/2025).",
        ),
    ],
)
def test_the_decision_is_told_as_it_stands(decision: Decision, told: str) -> None:
    assert told in text_of(conditions(RootingPlan(decision=decision)))


def test_no_decision_is_something_to_add() -> None:
    undecided = conditions(RootingPlan(decision=Decision(), strategy_goals=("Nopea hoito",)))
    assert undecided.coverage[2].to_add[0].path == "rooting_plan.decision"
    assert "vakiinnutta" not in text_of(undecided)


def test_one_thing_and_several_have_their_own_forms() -> None:
    one = conditions(RootingPlan(strategy_goals=("Nopea hoito",)))
    two = conditions(RootingPlan(strategy_goals=("Nopea hoito", "Yhdenvertaisuus")))
    assert "tätä organisaation tavoitetta:" in text_of(one)
    assert "näitä organisaation tavoitteita:" in text_of(two)
    tasks = tuple(
        Task(id=name, what="Kerro", phase=EstablishmentPhase.COMMUNICATION) for name in "abc"
    )
    assert "Viestintä: yksi tehtävä." in text_of(conditions(RootingPlan(tasks=tasks[:1])))
    assert "Viestintä: 3 tehtävää." in text_of(conditions(RootingPlan(tasks=tasks)))


def test_numbers_are_written_in_the_way_of_the_reader() -> None:
    money = Resource(
        kind=ResourceKind.MONEY, what="Laite", year=2026, needed=12500.0, secured=8000.5, unit="€"
    )
    plan = RootingPlan(resources=(money,))
    assert "vuosi 2026: tarve 12 500 €, varmistettu 8 000,5 €, puuttuu 4 499,5 €." in text_of(
        conditions(plan)
    )
    assert "needed 12,500 €, secured 8,000.5 €, lacking 4,499.5 €." in text_of(
        conditions(plan, "en")
    )


def test_a_gap_of_tenths_has_no_dust_of_floats() -> None:
    work = Resource(kind=ResourceKind.WORKING_TIME, needed=0.3, secured=0.1, unit="htv")
    assert "puuttuu 0,2 htv." in text_of(conditions(RootingPlan(resources=(work,))))


# -- people -----------------------------------------------------------------------------------

PEOPLE = (Contributor(name="Maija Mallikas"), Contributor(name="Kalle Keksitty"))
WRITTEN = (
    "Maija Mallikas",
    "Kysy Maija Mallikkaalta",
    "Mallikas, Maija",
    "KALLE KEKSITTY",
    "Kalle Keksityn ja Maija\nMallikkaan ohje",
)


@pytest.mark.parametrize("written", WRITTEN)
def test_a_person_of_the_model_is_not_named_however_the_name_is_bent(written: str) -> None:
    plan = RootingPlan(
        what=f"Malli, jonka kehitti {written}",
        tasks=(Task(id="T1", what="Nimeä vastuut", owner_role=written),),
    )
    composed = conditions(plan, basics=tm.BasicData(contributors=PEOPLE))
    for part in ("Maija", "Mallik", "Kalle", "KALLE", "Keksit", "KEKSIT"):
        assert part not in composed.text.plain
    assert [one.path for one in composed.left_out] == [
        "rooting_plan.what",
        "rooting_plan.tasks[0].owner_role",
    ]


def test_a_role_that_is_only_a_name_is_left_out_whole() -> None:
    task = Task(id="T1", what="Nimeä vastuut", owner_role="Maija Mallikas")
    composed = conditions(RootingPlan(tasks=(task,)), basics=tm.BasicData(contributors=PEOPLE))
    assert "• Nimeä vastuut." in text_of(composed)
    assert "Vastuu:" not in text_of(composed)


def test_words_that_only_begin_like_a_name_stay() -> None:
    people = (Contributor(name="Virpi Virta"), Contributor(name="Ai"), Contributor(name=" "))
    plan = RootingPlan(what="Virran mukana. Aikuiset. Virpin virka.")
    composed = conditions(plan, basics=tm.BasicData(contributors=people))
    assert "Virran mukana. Aikuiset. Virpin virka." in text_of(composed)
    assert composed.left_out == ()


def test_the_name_of_a_person_is_kept_out_of_the_text_of_the_form_too() -> None:
    section = Section(field="solution_idea", text=RichText.parse("- Idean sai Maija Mallikas."))
    model = PracticeModel(basics=tm.BasicData(contributors=PEOPLE), form=Form(sections=(section,)))
    report = tm.final_report(model)
    assert "Idean sai (nimi poistettu)." in report.text.plain
    assert report.left_out[0].path == "form.sections[0].text"


# -- results ----------------------------------------------------------------------------------

BASELINE = Observation(date=day("2024-09-30"), value=52.0, n=410)
NOW = Observation(date=day("2025-05-31"), value=78.0, n=395)


def results(metric: Metric, as_of: str | None = None, language: str = "fi") -> Composed:
    seen = day(as_of) if as_of else None
    return tm.compose_results(PracticeModel(metrics=(metric,)), (), seen, language)


def metric(**fields: Any) -> Metric:
    return Metric(id="m", name="Hoitoon pääsy", **{"unit": "%", **fields})


def test_a_metric_tells_start_now_target_and_the_way_to_go() -> None:
    whole = metric(
        direction=Direction.UP,
        baseline=BASELINE,
        target=Target(value=80.0, date=day("2025-12-31")),
        observations=(NOW,),
    )
    assert (
        "Hoitoon pääsy. Lähtötilanne 30.9.2024: 52 % (n = 410). Viimeisin tulos 31.5.2025: 78 % "
        "(n = 395). Tavoite: 80 % viimeistään 31.12.2025. Tavoitetta ei ole vielä saavutettu; ero "
        "tavoitteeseen on 2 prosenttiyksikköä."
    ) in text_of(results(whole))


def test_a_target_that_was_missed_wants_its_reason() -> None:
    missed = metric(
        direction=Direction.UP,
        baseline=BASELINE,
        target=Target(value=79.0, date=day("2025-05-31")),
        observations=(NOW,),
    )
    silent = results(missed, as_of="2025-06-30")
    assert "Tavoitetta ei saavutettu; ero tavoitteeseen jäi 1 prosenttiyksikkö." in text_of(silent)
    assert [one.path for one in silent.coverage[0].to_add] == ["metrics[0].shortfall_reason"]
    reason = evolve(missed, shortfall_reason="Sijaisia ei saatu")
    told = results(reason, as_of="2025-06-30")
    assert text_of(told).endswith("Syy: Sijaisia ei saatu.")
    assert told.coverage[0].to_add == ()


@pytest.mark.parametrize(
    ("direction", "start", "goal", "told"),
    [
        (Direction.UP, 52.0, 78.0, "Tavoite on saavutettu."),
        (Direction.DOWN, 90.0, 80.0, "Tavoite on saavutettu."),
        (Direction.DOWN, 90.0, 70.0, "ei ole vielä saavutettu; ero tavoitteeseen on 8"),
    ],
)
def test_whether_a_target_is_reached_follows_the_way_that_is_better(
    direction: Direction, start: float, goal: float, told: str
) -> None:
    given_metric = metric(
        direction=direction,
        baseline=evolve(BASELINE, value=start),
        target=Target(value=goal),
        observations=(NOW,),
    )
    assert told in text_of(results(given_metric))


def test_where_the_better_way_is_not_known_nothing_is_said_of_reaching() -> None:
    unknown = metric(baseline=BASELINE, target=Target(value=70.0), observations=(NOW,))
    composed = results(unknown)
    assert "saavutettu" not in text_of(composed)
    assert "metrics[0].direction" in [one.path for one in composed.coverage[0].to_add]


def test_every_number_says_how_many_stand_behind_it_or_that_nobody_knows() -> None:
    unknown = results(metric(baseline=evolve(BASELINE, n=None), observations=(NOW,)))
    assert "52 % (n ei tiedossa)" in text_of(unknown)
    assert "metrics[0].baseline" in [one.path for one in unknown.coverage[0].to_add]
    counted = results(metric(observations=(evolve(NOW, count=308),)), language="sv")
    assert "78 % (n = 395, varav 308)" in text_of(counted)


def test_what_is_later_than_the_day_of_the_view_is_not_seen() -> None:
    composed = results(metric(baseline=BASELINE, observations=(NOW,)), as_of="2025-01-01")
    assert "78" not in text_of(composed)
    assert "metrics[0].observations" in [one.path for one in composed.coverage[0].to_add]


def test_a_metric_of_which_nothing_was_measured_is_only_something_to_add() -> None:
    composed = results(metric())
    assert not composed.text
    assert composed.coverage[0].state is CoverageState.MISSING


def test_the_latest_evaluation_of_a_set_is_told() -> None:
    first = DEMO.evaluations[0]
    second = evolve(first, id="toinen", date=day("2025-11-01"), participants=1)
    model = evolve(DEMO, evaluations=(second, first))
    text = text_of(tm.compose_results(model, results_of(model)))
    assert "itsearviointi 1.11.2025. Arviointiin osallistui yksi henkilö." in text
    assert "10.6.2025" not in text
    earlier = text_of(tm.compose_results(model, results_of(model), day("2025-10-31")))
    assert "10.6.2025" in earlier


def test_an_evaluation_says_where_the_number_of_people_is_not_known() -> None:
    bare = evolve(DEMO.evaluations[0], participants=None, date=None, county_represented=None)
    model = evolve(DEMO, evaluations=(bare,))
    composed = tm.compose_results(model, results_of(model))
    assert "Osallistujien määrä ei ole tiedossa." in text_of(composed)
    assert [one.path for one in composed.coverage[1].to_add] == [
        "evaluations[0].date",
        "evaluations[0].participants",
    ]
    unseen = tm.compose_results(model, results_of(model), day("2030-01-01")).coverage[1]
    assert unseen.state is CoverageState.MISSING
    assert [one.path for one in unseen.to_add] == [one.path for one in composed.coverage[1].to_add]


def test_levels_keep_their_official_names_and_never_merge_with_what_is_open() -> None:
    text = text_of(tm.compose_results(DEMO, results_of(DEMO)))
    assert (
        "Arvioitavia kohtia oli 12: täysin samaa mieltä 3, osittain samaa mieltä 6, ei voida "
        "vielä arvioida 1, arvioijat vastasivat eri tavoin 2."
    ) in text


def test_points_of_this_library_are_not_published_as_a_score() -> None:
    assert results_of(DEMO)[0].score.percents() is not None
    assert "61" not in text_of(tm.compose_results(DEMO, results_of(DEMO)))


OWN_SET = """
id = "omat"
version = "1"
title = "Omat kriteerit"
provenance = { status = "own", source = "Työryhmä", read = 2026-01-31 }
scales = [{ id = "s", levels = [
    { id = "ei", label = "ei", side = "disagree", points = 0 },
    { id = "on", label = "on", side = "agree", points = 1 } ] }]
themes = [{ id = "t", title = "teema" }]
criteria = [
    { id = "a", theme = "t", scale = "s", question = "Ohje on" },
    { id = "b", theme = "t", scale = "s", question = "Tuki on" } ]
"""


def test_points_of_the_set_itself_are_told_as_a_range_with_their_coverage(tmp_path: Path) -> None:
    (tmp_path / "omat.toml").write_text(OWN_SET, "utf-8")
    answers = (tm.load(GOLDEN / "taysi.yaml").evaluations[0].answers[0],)
    answer = evolve(answers[0], criterion="a", level="on")
    evaluation = Evaluation(id="x", instrument="omat", answers=(answer,))
    result = tm.evaluate(evaluation, load_instrument(tmp_path / "omat.toml"))
    text = text_of(tm.compose_results(PracticeModel(evaluations=(evaluation,)), (result,)))
    assert "Tulos on 50 %–100 % sen mukaan, miten avoimet kohdat ratkeavat" in text
    assert "tasolla vastattiin 1 kohtaan 2 kohdasta" in text


# -- the final report -------------------------------------------------------------------------


def test_the_report_is_seen_from_the_last_day_recorded_unless_another_is_given() -> None:
    assert last_recorded_day(DEMO) == day("2025-06-10")
    assert last_recorded_day(PracticeModel()) is None
    assert "Tilanne 10.6.2025." in text_of(tm.final_report(DEMO))
    assert "Tilanne 31.1.2025." in text_of(tm.final_report(DEMO, (), day("2025-01-31")))


def test_the_report_goes_from_the_start_over_what_was_done_to_what_was_reached() -> None:
    text = text_of(tm.final_report(DEMO, results_of(DEMO)))
    places = [
        text.index(head) for head in ("Mistä tilanteesta", "Mitä on tehty", "Mihin on päästy")
    ]
    assert places == sorted(places)


def test_nothing_to_come_stands_in_the_report_and_all_of_it_is_told() -> None:
    report = tm.final_report(DEMO, results_of(DEMO))
    text = text_of(report)
    for coming in ("31.12.2025", "1.12.2025", "Takaisinsoittolista", "asukkaille", "15.12.2025"):
        assert coming not in text
    assert [one.path for one in report.left_out] == [
        "rooting_plan.tasks[1]",
        "rooting_plan.giving_up[0]",
        "rooting_plan.decision",
        "rooting_plan.training",
        "rooting_plan.communication",
    ]


def test_an_old_practice_has_ended_when_its_day_has_come_and_somebody_confirmed_it() -> None:
    ended = GivingUp(what="Lista", when=day("2025-01-31"), confirmed_by="Johtaja")
    seen = day("2025-06-01")

    def reached(one: GivingUp) -> str:
        plan = RootingPlan(giving_up=(one,))
        return text_of(tm.final_report(PracticeModel(rooting_plan=plan), (), seen))

    assert "Tästä toimintatavasta on luovuttu:\n\n• Lista" in reached(ended)
    assert "Lista" not in reached(evolve(ended, confirmed_by=""))
    assert "Lista" not in reached(evolve(ended, when=None))
    assert "Lista" not in reached(evolve(ended, when=day("2025-06-02")))


def test_a_stage_still_to_come_is_left_out() -> None:
    stages = (
        StageRecord(stage=DevelopmentStage.PILOTED, date=day("2024-01-01"), unit="Pohjoinen"),
        StageRecord(stage=DevelopmentStage.ROOTED, date=day("2026-01-01"), unit="Eteläinen"),
    )
    report = tm.final_report(PracticeModel(stages=stages), (), day("2025-01-01"))
    assert "Pohjoinen: pilotoitu 1.1.2024" in text_of(report)
    assert "Eteläinen" not in text_of(report)
    assert report.left_out[0].path == "stages[1]"


PROJECT = tm.ProgrammeData(project_start=day("2024-01-01"), project_end=day("2025-12-31"))


def test_only_what_the_project_made_stands_in_the_report() -> None:
    stages = (
        StageRecord(stage=DevelopmentStage.PILOTED, date=day("2023-12-31"), unit="Ennen"),
        StageRecord(stage=DevelopmentStage.PILOTED, date=day("2024-06-01"), unit="Aikana"),
        StageRecord(stage=DevelopmentStage.PILOTED, date=day("2026-01-01"), unit="Jälkeen"),
    )
    tasks = tuple(
        Task(id=name, what=name, state=TaskState.DONE, due=day(due))
        for name, due in (("Edellinen", "2023-06-30"), ("Oma", "2024-06-30"))
    )
    late = evolve(NOW, date=day("2026-03-01"), value=81.0)
    model = PracticeModel(
        programme=PROJECT,
        stages=stages,
        rooting_plan=RootingPlan(tasks=tasks, lessons=("Aloita pienestä",)),
        metrics=(metric(baseline=BASELINE, observations=(NOW, late)),),
    )
    report = tm.final_report(model, (), day("2026-06-30"))
    text = text_of(report)
    assert "Tilanne 31.12.2025. Hanke 1.1.2024–31.12.2025." in text
    for told in ("Aikana", "Oma", "78 %", "Mitä opittiin:\n\n• Aloita pienestä"):
        assert told in text
    for other in ("Ennen", "Jälkeen", "Edellinen", "81 %"):
        assert other not in text
    assert [one.path for one in report.left_out] == [
        "rooting_plan.tasks[0]",
        "stages[0]",
        "stages[2]",
    ]


def test_links_stand_last_and_the_text_is_understood_without_them() -> None:
    text = text_of(tm.final_report(FULL, results_of(FULL)))
    body, extra, links = text.rpartition("\n\nLisätietoa\n\n")
    assert extra
    assert links == "• Lue päätös (https://esimerkki.fi/paatos)"
    assert "Mallin vakiinnuttamisesta on päätetty 15.9.2025." in body


def test_a_model_that_tells_nothing_has_no_report() -> None:
    report = tm.final_report(PracticeModel(basics=tm.BasicData(title="Malli", funders=("STM",))))
    assert not report.text
    assert [point.state for point in report.coverage] == [CoverageState.MISSING] * 3


# -- sections ---------------------------------------------------------------------------------


def test_a_missing_section_is_filled_in_its_place_on_the_form() -> None:
    bare = without_text(DEMO, CONDITIONS)
    written = tm.write_section(bare, CONDITIONS, tm.compose_conditions(bare))
    assert written.state is SectionState.FILLED
    fields = [section.field for section in written.model.form.sections]
    assert fields == [section.field for section in DEMO.form.sections]
    section = written.model.form.section(CONDITIONS)
    assert section is not None
    assert is_untouched(section)


def test_an_own_heading_stays_behind_the_field_that_it_follows() -> None:
    idea, own = Section(field="solution_idea", text=OWN), Section(heading="Oma", text=OWN)
    tips = Section(field="tips_for_adopters", text=OWN)
    model = evolve(DEMO, form=Form(sections=(idea, own, tips)))
    written = tm.write_section(model, CONDITIONS, tm.compose_conditions(model))
    assert [one.field or one.heading for one in written.model.form.sections] == [
        "solution_idea",
        "Oma",
        CONDITIONS,
        "tips_for_adopters",
    ]


def test_an_empty_section_is_filled_and_keeps_its_attachments() -> None:
    attached = (Attachment(title="Suunnitelma"),)
    empty = with_section(Section(field=CONDITIONS, attachments=attached))
    written = tm.write_section(empty, CONDITIONS, tm.compose_conditions(empty))
    section = written.model.form.section(CONDITIONS)
    assert written.state is SectionState.FILLED
    assert section is not None
    assert section.attachments == attached
    assert section.text == tm.compose_conditions(DEMO).text


def test_a_text_that_nobody_edited_follows_the_plan() -> None:
    first = tm.write_section(without_text(DEMO, CONDITIONS), CONDITIONS, COMPOSED).model
    changed = evolve(first, next_review=None, rooting_plan=RootingPlan(what="Uusi ajatus"))
    again = tm.write_section(changed, CONDITIONS, tm.compose_conditions(changed))
    assert again.state is SectionState.REPLACED
    section = again.model.form.section(CONDITIONS)
    assert section is not None
    assert "Uusi ajatus." in section.text.plain
    assert is_untouched(section)


COMPOSED = tm.compose_conditions(DEMO)
MARK = fingerprint(COMPOSED.text)


@pytest.mark.parametrize(
    ("mark", "state"),
    [(None, SectionState.KEPT_OWN), (MARK, SectionState.KEPT_EDITED), ("v0-1", "kept_edited")],
)
def test_what_a_person_wrote_survives_unless_it_is_forced(
    mark: str | None, state: SectionState
) -> None:
    model = with_section(Section(field=CONDITIONS, text=OWN, generated=mark))
    kept = tm.write_section(model, CONDITIONS, COMPOSED)
    assert (kept.model, kept.state) == (model, state)
    assert kept.is_kept
    forced = tm.write_section(model, CONDITIONS, COMPOSED, force=True)
    assert forced.state is SectionState.REPLACED
    assert not forced.is_kept
    section = forced.model.form.section(CONDITIONS)
    assert section is not None
    assert (section.text, section.generated) == (COMPOSED.text, MARK)


def test_where_the_text_stands_already_nothing_changes() -> None:
    for mark in (None, MARK):
        model = with_section(Section(field=CONDITIONS, text=COMPOSED.text, generated=mark))
        written = tm.write_section(model, CONDITIONS, COMPOSED)
        assert (written.model, written.state) == (model, SectionState.UNCHANGED)


def test_where_there_is_nothing_to_write_nothing_is_wiped_out() -> None:
    model = with_section(Section(field=CONDITIONS, text=COMPOSED.text, generated=MARK))
    written = tm.write_section(model, CONDITIONS, Composed(text=RichText()), force=True)
    assert (written.model, written.state) == (model, SectionState.NOTHING)


def test_a_field_that_the_form_does_not_have_is_refused() -> None:
    with pytest.raises(tm.UnknownNameError, match="conditions_of_use"):
        tm.write_section(DEMO, "ehdot", COMPOSED)


def test_the_mark_holds_after_writing_and_reading_the_document() -> None:
    written = tm.write_section(without_text(FULL, CONDITIONS), CONDITIONS, COMPOSED)
    for format_name in ("yaml", "json"):
        read = tm.loads(tm.dumps(written.model, format=format_name), format=format_name)
        section = read.form.section(CONDITIONS)
        assert section is not None
        assert is_untouched(section)


def test_a_fingerprint_tells_texts_apart_and_stays_the_same() -> None:
    assert fingerprint(RichText.parse("Yksi numero.")) == "v1-7e452c299d31d7d2"
    assert fingerprint(OWN) != MARK


# -- properties -------------------------------------------------------------------------------

EVERY: tuple[Callable[[PracticeModel], Composed], ...] = (
    tm.compose_conditions,
    tm.compose_results,
    tm.final_report,
)
NAMES = ("Maija Mallikas", "Kalle Keksitty", "Anna-Liisa von Esimerkki", "Åke Öhman")
PLACES = st.sampled_from(("", "Kysy: ", "Nimeä vastuuksi ", "(", "kehittäjä\n"))


@settings(max_examples=60)
@given(models)
def test_composing_never_fails_and_says_the_same_again(model: PracticeModel) -> None:
    for compose in EVERY:
        composed = compose(model)
        assert compose(model) == composed
        assert RichText.parse(composed.text.markup) == composed.text
        for point in composed.coverage:
            covered = point.state is CoverageState.COVERED
            assert not (covered and point.to_add)


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(WORLD["any_evaluations"](SMALL), st.none() | st.dates()), min_size=1, max_size=3
    ),
    st.none() | st.dates(),
    st.sampled_from(LANGUAGES),
)
def test_any_evaluation_can_be_told_and_its_counts_add_up(
    dated: list[tuple[Evaluation, datetime.date | None]],
    seen: datetime.date | None,
    language: str,
) -> None:
    evaluations = tuple(evolve(evaluation, date=date) for evaluation, date in dated)
    model = PracticeModel(evaluations=evaluations)
    found = tuple(tm.evaluate(one, SMALL, model) for one in evaluations)
    composed = tm.compose_results(model, found, seen, language)
    tm.final_report(model, found, seen, language)
    for counted, parts in COUNTS.findall(composed.text.plain):
        assert int(counted) == sum(int(part.rpartition(" ")[2]) for part in parts.split(", "))


@settings(max_examples=60)
@given(models, st.lists(st.sampled_from(NAMES), min_size=1, unique=True), PLACES)
def test_no_text_holds_the_name_of_a_person_of_the_model(
    model: PracticeModel, named: list[str], before: str
) -> None:
    written = before + ", ".join(named)
    plan = RootingPlan(
        what=written,
        why=written,
        tasks=(Task(id="t", what=written, owner_role=written, state=TaskState.DONE),),
        training=(written,),
        giving_up=(GivingUp(what=written, confirmed_by=written),),
    )
    people = tuple(Contributor(name=name) for name in named)
    subject = evolve(
        model,
        basics=evolve(model.basics, contributors=people, title=written),
        rooting_plan=plan,
        stages=(StageRecord(stage=DevelopmentStage.PILOTED, unit=written, note=written),),
        metrics=(Metric(id="m", name=written, definition=written, baseline=BASELINE),),
        form=Form(sections=(Section(field="starting_point", text=RichText.parse(written)),)),
    )
    for compose in EVERY:
        text = " ".join(compose(subject).text.plain.split())
        assert [name for name in named if name in text] == []


@settings(max_examples=60)
@given(models, st.booleans())
def test_writing_a_section_twice_is_writing_it_once(model: PracticeModel, force: bool) -> None:
    for field, compose in ((CONDITIONS, EVERY[0]), (RESULTS, EVERY[1])):
        once = tm.write_section(model, field, compose(model), force=force).model
        twice = tm.write_section(once, field, compose(once), force=force)
        assert twice.model == once
        assert twice.state is not SectionState.FILLED
        assert twice.state is not SectionState.REPLACED


@settings(max_examples=60)
@given(models, st.sampled_from([field.id for field in form_profile().fields]))
def test_an_edited_text_always_survives(model: PracticeModel, field: str) -> None:
    composed = tm.compose_conditions(model)
    edited = Section(
        field=field,
        text=RichText((*composed.text.blocks, *OWN.blocks)),
        generated=fingerprint(composed.text),
    )
    by_hand = evolve(model, form=Form(sections=(edited,)))
    for newer in (composed, COMPOSED):
        assert tm.write_section(by_hand, field, newer).model == by_hand
