"""Suggestions: what each rule finds and does not, and what happens when people decide."""

from __future__ import annotations

import datetime
import itertools
import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.instruments import get_instrument
from toimintamalli.model import (
    Answer,
    AnswerState,
    Baseline,
    Board,
    CommunicationItem,
    Decision,
    DecisionState,
    Evaluation,
    Evaluator,
    GivingUp,
    Metric,
    Note,
    NoteKind,
    Observation,
    OrganisationLevel,
    Ownership,
    PlacementCell,
    PlacementWorksheet,
    Precondition,
    PreconditionState,
    Resource,
    ResourceKind,
    Risk,
    RootingPlan,
    SuggestionRecord,
    SuggestionState,
    Target,
    Task,
    WorklistAnswer,
)
from toimintamalli.suggestions import (
    Becomes,
    Effort,
    SourceKind,
    SuggestionRule,
    Trigger,
    every_suggestion,
    suggestion_rules,
)
from toimintamalli.testing import strategies
from toimintamalli.vocabulary import ProvenanceStatus

models = strategies.practice_models()
CORE = Path(tm.__file__).parent
DEMO = tm.load(CORE / "cli" / "demo" / "malli.yaml")
A_DAY = datetime.date(2025, 6, 10)

SETS = ("juurtumisvalmius", "vaikutusten-itsearviointi", "kuvauksen-arviointi")
ROWS = ("shared-idea", "reasons", "responsible", "follow-up", "preconditions", "not-by-itself")
PRECONDITIONS = tuple(one.id for one in get_instrument("juurtumisvalmius").criteria)

# A model of which nothing is to be said: each test takes one thing away.
CALM_PLAN = RootingPlan(
    worklist=tuple(WorklistAnswer(row=row, text="Vastaus") for row in ROWS),
    preconditions=tuple(
        Precondition(criterion=name, state=PreconditionState.MET) for name in PRECONDITIONS
    ),
    tasks=(Task(id="T1", what="Nimeä vastuuhoitaja"),),
    resources=(
        Resource(kind=ResourceKind.MONEY, what="Laitteet", needed=10, secured=10, payer="Alue"),
    ),
    ownership=(
        Ownership(level=OrganisationLevel.PROJECT, now="Hanke"),
        Ownership(level=OrganisationLevel.SERVICE_LEAD, after_project="Palveluvastaava"),
    ),
    decision=Decision(state=DecisionState.DECIDED),
    giving_up=(GivingUp(what="Takaisinsoittolista"),),
    communication=(CommunicationItem(audience="Alueen johtoryhmä"),),
    risks=(Risk(what="Sijaisia ei saada"),),
)
CALM = tm.PracticeModel(
    id="rauhallinen",
    rooting_plan=CALM_PLAN,
    metrics=(
        Metric(
            id="m1",
            name="Viikossa hoitoon",
            baseline=Observation(date=A_DAY, value=52),
            target=Target(value=80),
        ),
    ),
    boards=(
        Board(id="taulu", notes=(Note(id="n1", kind=NoteKind.RISK, text="Ei ääniä"),)),
        Board(id="ideat", notes=(Note(id="n1", kind=NoteKind.IDEA, text="Kahvi", votes=9),)),
    ),
    placement_worksheets=(
        PlacementWorksheet(
            id="tp",
            cells=(
                PlacementCell(row="doubt", column="team", text="Riittääkö aika?"),
                PlacementCell(row="easing", column="team", text="Aloitetaan pienestä."),
            ),
        ),
    ),
)

TRIGGERS = [(rule, trigger) for rule in suggestion_rules() for trigger in rule.triggers]
each_trigger = pytest.mark.parametrize(
    ("rule", "trigger"),
    [
        pytest.param(rule, trigger, id=f"{rule.id}-{trigger.kind}-{trigger.instrument}")
        for rule, trigger in TRIGGERS
    ],
)
each_rule = pytest.mark.parametrize("rule", suggestion_rules(), ids=lambda rule: rule.id)
of_evaluations = [
    pytest.param(rule, trigger, id=f"{rule.id}-{trigger.instrument}")
    for rule, trigger in TRIGGERS
    if trigger.kind is SourceKind.EVALUATION
]


def with_plan(**changes: Any) -> tm.PracticeModel:
    return evolve(CALM, rooting_plan=evolve(CALM_PLAN, **changes))


def evaluated(
    trigger: Trigger, *answers: Answer, evaluation_id: str = "a", date: datetime.date | None = A_DAY
) -> Evaluation:
    return Evaluation(id=evaluation_id, instrument=trigger.instrument, date=date, answers=answers)


def answer(trigger: Trigger, level: str | None = None, **more: Any) -> Answer:
    state = AnswerState.LEVEL if level else AnswerState.CANNOT_YET
    return Answer(criterion=trigger.criterion, **{"state": state, "level": level, **more})


def a_sheet(text: str, column: str = "management", name: str = "tp2") -> PlacementWorksheet:
    return PlacementWorksheet(
        id=name, cells=(PlacementCell(row="doubt", column=column, text=text),)
    )


def a_board(*votes: int, kind: NoteKind | None = NoteKind.RISK, name: str = "taulu2") -> Board:
    return Board(
        id=name,
        notes=tuple(
            Note(id=f"n{at}", kind=kind or NoteKind.RISK, text=f"Lappu {at}", votes=count)
            for at, count in enumerate(votes, 1)
        ),
    )


LACKING = {
    SourceKind.RESOURCE_GAP: with_plan(resources=(evolve(CALM_PLAN.resources[0], secured=9.5),)),
    SourceKind.RESOURCE_PAYER: with_plan(resources=(evolve(CALM_PLAN.resources[0], payer=" "),)),
    SourceKind.OWNERSHIP: with_plan(ownership=CALM_PLAN.ownership[:1]),
    SourceKind.OWNERSHIP_LEVEL: with_plan(
        ownership=(Ownership(level=OrganisationLevel.SERVICE_MANAGER, now="Hanke"),)
    ),
    SourceKind.DECISION: with_plan(decision=None),
    SourceKind.GIVING_UP: with_plan(giving_up=()),
    SourceKind.COMMUNICATION: with_plan(communication=(CommunicationItem(audience="Asukkaat"),)),
    SourceKind.DOUBT: evolve(CALM, placement_worksheets=(a_sheet("Mistä raha?"),)),
    SourceKind.METRIC_BASELINE: evolve(CALM, metrics=(evolve(CALM.metrics[0], baseline=None),)),
    SourceKind.METRIC_TARGET: evolve(CALM, metrics=(evolve(CALM.metrics[0], target=None),)),
}


def triggered(trigger: Trigger) -> tm.PracticeModel:
    """Return the calm model with the one thing that the trigger looks for."""
    match trigger.kind:
        case SourceKind.EVALUATION:
            low = evaluated(trigger, answer(trigger, trigger.at_most))
            return evolve(CALM, evaluations=(low,))
        case SourceKind.PRECONDITION:
            return with_plan(preconditions=(Precondition(criterion=trigger.criterion),))
        case SourceKind.WORKLIST:
            kept = tuple(one for one in CALM_PLAN.worklist if one.row != trigger.row)
            elsewhere = (
                {trigger.answered_by: attrs.fields_dict(RootingPlan)[trigger.answered_by].default}
                if trigger.answered_by
                else {}
            )
            return with_plan(
                worklist=(*kept, WorklistAnswer(row=trigger.row, text=" ")), **elsewhere
            )
        case SourceKind.NOTE:
            return evolve(CALM, boards=(a_board(1, kind=trigger.note),))
        case _:
            return LACKING[trigger.kind]


def ids(model: tm.PracticeModel) -> list[str]:
    return [suggestion.id for suggestion in tm.suggest(model)]


# -- the rules --------------------------------------------------------------------------------


def test_nothing_is_suggested_where_nothing_is_wanting() -> None:
    assert tm.suggest(CALM) == ()


@each_trigger
def test_every_trigger_of_every_rule_finds_what_it_looks_for_and_nothing_else_does(
    rule: SuggestionRule, trigger: Trigger
) -> None:
    (suggestion,) = tm.suggest(triggered(trigger))
    assert suggestion.rule == suggestion.id.partition(".")[0] == rule.id
    assert trigger.kind in {source.kind for source in suggestion.sources}
    assert suggestion.source is suggestion.sources[0]
    for source in suggestion.sources:
        assert all((source.about.fi.strip(), source.about.sv.strip(), source.about.en.strip()))


def test_every_criterion_of_the_three_sets_has_its_rule() -> None:
    asked = {(name, one.id) for name in SETS for one in get_instrument(name).criteria}
    ruled = [
        (trigger.instrument, trigger.criterion)
        for _, trigger in TRIGGERS
        if trigger.kind is SourceKind.EVALUATION
    ]
    assert set(ruled) == asked
    assert len(ruled) == len(asked)


def test_levels_rows_and_preconditions_of_the_rules_exist() -> None:
    for _, trigger in TRIGGERS:
        if trigger.kind is SourceKind.EVALUATION:
            instrument = get_instrument(trigger.instrument)
            criterion = instrument.criterion(trigger.criterion)
            assert criterion is not None
            rank = instrument.scale_of(criterion).rank(trigger.at_most)
            assert rank is not None
            assert rank < len(instrument.scale_of(criterion).levels) - 1
        if trigger.kind is SourceKind.PRECONDITION:
            assert trigger.criterion in PRECONDITIONS
    rows = [trigger.row for _, trigger in TRIGGERS if trigger.kind is SourceKind.WORKLIST]
    assert sorted(rows) == sorted(ROWS)
    opened = [one.criterion for _, one in TRIGGERS if one.kind is SourceKind.PRECONDITION]
    assert sorted(opened) == sorted(PRECONDITIONS)
    assert {rule.worklist_row for rule in suggestion_rules()} <= set(ROWS)
    assert {trigger.kind for _, trigger in TRIGGERS} == set(SourceKind)


def test_rules_are_named_once_in_ascii_and_are_our_own() -> None:
    names = [rule.id for rule in suggestion_rules()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)
    assert {rule.provenance.status for rule in suggestion_rules()} == {ProvenanceStatus.OWN}


def localized_texts(part: Any) -> Iterator[dict[str, str]]:
    if isinstance(part, list):
        for item in part:
            yield from localized_texts(item)
    elif isinstance(part, dict):
        if "fi" in part:
            yield part
        else:
            yield from localized_texts(list(part.values()))


def test_every_text_of_the_rules_is_there_in_three_languages() -> None:
    table = tomllib.loads((CORE / "suggestions" / "rules.toml").read_text("utf-8"))
    texts = list(localized_texts(table))
    assert len(texts) == len(suggestion_rules()) + 1
    for text in texts:
        assert set(text) == {"fi", "sv", "en"}
        assert all(words.strip() == words != "" for words in text.values())
        assert len(set(text.values())) == 3


PER_THING = {
    SourceKind.RESOURCE_GAP,
    SourceKind.RESOURCE_PAYER,
    SourceKind.OWNERSHIP_LEVEL,
    SourceKind.DOUBT,
    SourceKind.NOTE,
    SourceKind.METRIC_BASELINE,
    SourceKind.METRIC_TARGET,
}


@each_rule
def test_a_task_names_what_was_found_exactly_where_there_may_be_several(
    rule: SuggestionRule,
) -> None:
    several = {trigger.kind in PER_THING for trigger in rule.triggers}
    for words in (rule.task.fi, rule.task.sv, rule.task.en):
        places = [name for _, name, _, _ in string.Formatter().parse(words) if name is not None]
        assert places == (["text"] if several == {True} else [])
        assert words.endswith((".", '"'))


# -- evaluations ------------------------------------------------------------------------------


@pytest.mark.parametrize(("rule", "trigger"), of_evaluations)
def test_only_low_levels_and_what_cannot_yet_be_assessed_call_for_a_task(
    rule: SuggestionRule, trigger: Trigger
) -> None:
    instrument = get_instrument(trigger.instrument)
    criterion = instrument.criterion(trigger.criterion)
    assert criterion is not None
    scale = instrument.scale_of(criterion)
    limit = scale.rank(trigger.at_most)
    assert limit is not None
    for rank, level in enumerate(scale.levels):
        given = evaluated(trigger, answer(trigger, level.id))
        found = tm.suggest(evolve(CALM, evaluations=(given,)))
        assert [one.source.level for one in found] == ([level.id] if rank <= limit else [])
    for state in (AnswerState.CANNOT_YET, AnswerState.NOT_APPLICABLE, AnswerState.NO_ANSWER):
        given = evaluated(trigger, answer(trigger, state=state))
        found = tm.suggest(evolve(CALM, evaluations=(given,)))
        expected = ["cannot_yet"] if state is AnswerState.CANNOT_YET else []
        assert [one.source.level for one in found] == expected


DECIDED = next(
    trigger
    for _, trigger in TRIGGERS
    if (trigger.instrument, trigger.criterion) == (SETS[1], "permanent-decision")
)


def test_the_criterion_and_the_reasons_are_quoted() -> None:
    given = evaluated(
        DECIDED,
        answer(DECIDED, evaluator="b", reason="Päättäjä puuttuu."),
        answer(DECIDED, evaluator="a", reason="Ei listalla."),
        answer(DECIDED, evaluator="c", reason="Ei listalla."),
    )
    (suggestion,) = tm.suggest(evolve(CALM, evaluations=(given,)))
    source = suggestion.source
    assert source.path == "evaluations[0]"
    assert source.about.fi == "Toimintamallin pysyvästä käyttöönotosta on tehty päätös"
    assert source.text == "Ei listalla.\nPäättäjä puuttuu."
    assert source.level_name is not None
    assert source.level_name.fi == "Ei voida vielä arvioida"


def test_only_the_latest_evaluation_with_a_set_counts() -> None:
    low = evaluated(DECIDED, answer(DECIDED, "disagree"))
    high = evaluated(
        DECIDED, answer(DECIDED, "agree"), evaluation_id="b", date=A_DAY.replace(year=2026)
    )
    assert ids(evolve(CALM, evaluations=(high, low))) == []
    assert ids(evolve(CALM, evaluations=(evolve(high, date=None), low))) == ["decision"]
    assert ids(evolve(CALM, evaluations=(low, evolve(high, date=A_DAY)))) == []


def test_evaluators_who_do_not_agree_give_no_suggestion() -> None:
    given = evaluated(
        DECIDED,
        answer(DECIDED, "disagree", evaluator="a"),
        answer(DECIDED, "agree", evaluator="b"),
    )
    assert ids(evolve(CALM, evaluations=(given,))) == []


def test_nothing_follows_from_a_set_that_is_not_known() -> None:
    strange = Evaluation(
        id="a",
        instrument="tuntematon-paketti:juurtumisvalmius",
        answers=(Answer(criterion="decision-made", level="open"),),
    )
    assert ids(evolve(CALM, evaluations=(strange,))) == []


def test_several_sources_of_one_task_make_one_suggestion() -> None:
    ready = next(one for _, one in TRIGGERS if one.criterion == "decision-made" and one.instrument)
    model = evolve(
        with_plan(decision=None, preconditions=(Precondition(criterion="decision-made"),)),
        evaluations=(
            evaluated(DECIDED, answer(DECIDED, "disagree")),
            evaluated(ready, answer(ready, "open"), evaluation_id="b"),
        ),
    )
    (suggestion,) = tm.suggest(model)
    assert [source.path for source in suggestion.sources] == [
        "rooting_plan.decision",
        "evaluations[1]",
        "rooting_plan.preconditions[0]",
        "evaluations[0]",
    ]


# -- the plan, boards, worksheets, metrics ----------------------------------------------------


def test_a_model_without_a_plan_lacks_what_a_plan_would_say() -> None:
    assert ids(tm.PracticeModel()) == [
        "decision",
        "ownership",
        "shared-idea",
        "reasons",
        "follow-up",
        "preconditions",
        "not-by-itself",
        "giving-up",
        "tell-management",
    ]


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (DecisionState.NONE, ["decision"]),
        (DecisionState.PREPARED, []),
        (DecisionState.DECIDED, []),
        (DecisionState.REJECTED, []),
    ],
)
def test_only_a_decision_that_nobody_prepared_is_missing(
    state: DecisionState, found: list[str]
) -> None:
    assert ids(with_plan(decision=Decision(state=state))) == found


def test_a_precondition_in_progress_has_somebody_on_it() -> None:
    begun = Precondition(criterion="decision-made", state=PreconditionState.IN_PROGRESS)
    assert ids(with_plan(preconditions=(begun,))) == []


def test_a_row_of_the_worklist_may_be_answered_by_the_plan_itself() -> None:
    assert ids(with_plan(worklist=CALM_PLAN.worklist[2:])) == ["shared-idea", "reasons"]
    said = with_plan(worklist=CALM_PLAN.worklist[2:], what="Malli", why="Jonot lyhenevät")
    assert ids(said) == []


@pytest.mark.parametrize(
    ("needed", "secured", "text"),
    [
        (0.6, 0.4, "Lääkärin työaika, 2026: 0,4 / 0,6 htv"),
        (40000, None, "Lääkärin työaika, 2026: – / 40\N{NO-BREAK SPACE}000 htv"),
        (1, 1, None),
        (None, None, None),
    ],
)
def test_a_gap_is_told_in_the_numbers_of_the_resource(
    needed: float | None, secured: float | None, text: str | None
) -> None:
    resource = Resource(
        kind=ResourceKind.WORKING_TIME,
        what="Lääkärin työaika",
        year=2026,
        needed=needed,
        secured=secured,
        unit="htv",
        payer="Alue",
    )
    found = tm.suggest(with_plan(resources=(resource,)))
    assert [one.source.text for one in found] == ([text] if text else [])
    assert all(f"{text}." in one.task.what for one in found)


def test_every_level_without_an_owner_gets_its_own_suggestion() -> None:
    levels = (OrganisationLevel.SERVICE_DIRECTOR, OrganisationLevel.PROFESSIONAL)
    found = tm.suggest(with_plan(ownership=tuple(Ownership(level=level) for level in levels)))
    assert [(one.id, one.owner) for one in found] == [
        ("ownership-level.service_director", OrganisationLevel.SERVICE_DIRECTOR),
        ("ownership-level.professional", OrganisationLevel.PROFESSIONAL),
    ]
    assert found[0].task.what.endswith(": Palvelujohtaja.")


@pytest.mark.parametrize(
    "audience",
    [
        "Johtoryhmä",
        "aluehallitus",
        "Lautakunnat",
        "LÄHIESIHENKILÖT",
        "ledningsgruppen",
        "Top management",
    ],
)
def test_management_is_recognised_in_the_name_of_an_audience(audience: str) -> None:
    assert ids(with_plan(communication=(CommunicationItem(audience=audience),))) == []


def test_who_is_told_instead_of_management_is_quoted() -> None:
    items = tuple(CommunicationItem(audience=who) for who in ("Asukkaat", "Hoitajat", "Asukkaat"))
    (suggestion,) = tm.suggest(with_plan(communication=items))
    assert suggestion.source.text == "Asukkaat\nHoitajat"


@pytest.mark.parametrize(
    ("column", "owner"),
    [
        ("specialist", OrganisationLevel.SERVICE_LEAD),
        ("team", OrganisationLevel.SERVICE_MANAGER),
        ("management", OrganisationLevel.SERVICE_DIRECTOR),
    ],
)
def test_a_doubt_is_eased_one_level_up(column: str, owner: OrganisationLevel) -> None:
    (suggestion,) = tm.suggest(evolve(CALM, placement_worksheets=(a_sheet("Mistä?", column),)))
    assert suggestion.owner is owner
    assert '"Mistä?"' in suggestion.task.what


def test_the_same_doubt_of_two_groups_is_one_suggestion_with_both_places() -> None:
    sheets = (a_sheet("Mistä raha?"), a_sheet(" Mistä\nraha?", name="tp3"))
    (suggestion,) = tm.suggest(evolve(CALM, placement_worksheets=sheets))
    assert [source.path for source in suggestion.sources] == [
        "placement_worksheets[0].cells[0]",
        "placement_worksheets[1].cells[0]",
    ]


def test_three_risks_with_most_votes_are_offered_and_those_level_with_the_last() -> None:
    found = tm.suggest(evolve(CALM, boards=(a_board(1, 5, 3, 3, 3, 2, 0),)))
    assert [one.source.text for one in found] == ["Lappu 2", "Lappu 3", "Lappu 4", "Lappu 5"]
    assert {one.rule for one in found} == {"board-risk"}


def test_notes_without_votes_are_not_offered() -> None:
    assert ids(evolve(CALM, boards=(a_board(0, 0),))) == []


def test_what_helped_is_offered_as_a_task_and_a_risk_as_a_risk() -> None:
    (helped,) = tm.suggest(evolve(CALM, boards=(a_board(1, kind=NoteKind.HELPED),)))
    (risk,) = tm.suggest(evolve(CALM, boards=(a_board(1),)))
    assert (helped.rule, helped.risk) == ("board-helped", None)
    assert (risk.rule, risk.risk) == ("board-risk", Risk(what="Lappu 1"))
    assert {rule.id for rule in suggestion_rules() if rule.becomes is Becomes.RISK} == {
        "board-risk"
    }


@pytest.mark.parametrize(
    ("language", "words"),
    [("fi", "Valmistele päätös"), ("sv", "Bered beslutet"), ("en", "Prepare the decision")],
)
def test_tasks_are_in_the_language_of_the_model(language: str, words: str) -> None:
    model = evolve(with_plan(decision=None), language=tm.Language(language))
    (suggestion,) = tm.suggest(model)
    assert suggestion.task.what.startswith(words)


def test_braces_in_what_was_found_are_only_braces() -> None:
    (suggestion,) = tm.suggest(evolve(CALM, placement_worksheets=(a_sheet("{text} {0}"),)))
    assert '"{text} {0}"' in suggestion.task.what


# -- identifiers and order --------------------------------------------------------------------


def test_an_identifier_is_the_rule_and_what_was_found() -> None:
    # Where the words are not ASCII, six digits of their SHA-256 tell them apart.
    resources = (
        Resource(kind=ResourceKind.MONEY, what="laitteet", year=2026),
        Resource(kind=ResourceKind.MONEY, what="Lääkärin työaika"),
        Resource(kind=ResourceKind.MONEY, what="Laakarin tyoaika"),
        Resource(kind=ResourceKind.MONEY, what="日本"),
        Resource(kind=ResourceKind.MONEY),
    )
    assert ids(with_plan(resources=resources)) == [
        "resource-payer.money.laitteet.2026",
        "resource-payer.money.laakarin-tyoaika-a32504",
        "resource-payer.money.laakarin-tyoaika-c7c682",
        "resource-payer.money.cf2abf",
        "resource-payer.money",
    ]


def test_an_identifier_does_not_change_with_the_place_of_its_source() -> None:
    boards = (a_board(3, 2), a_board(1, kind=NoteKind.HELPED, name="toinen"))
    turned = tuple(evolve(board, notes=board.notes[::-1]) for board in boards[::-1])
    before, after = evolve(CALM, boards=boards), evolve(CALM, boards=turned)
    assert sorted(ids(before)) == sorted(ids(after))


@given(models)
@settings(max_examples=40)
def test_identifiers_are_ascii_and_unique_whatever_the_model_holds(model: tm.PracticeModel) -> None:
    names = [one.id for one in every_suggestion(model)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+", name) for name in names)
    assert tm.suggest(model) == tm.suggest(model)
    assert set(ids(model)) <= set(names)


def test_the_most_urgent_stand_first() -> None:
    priorities = [one.priority for one in tm.suggest(DEMO)]
    assert priorities == sorted(priorities)
    assert priorities[0] == 1


def test_the_example_gets_suggestions_of_every_effort_that_fits() -> None:
    assert {one.effort for one in tm.suggest(DEMO)} <= set(Effort)
    assert "decision" in ids(DEMO)


levels = st.sampled_from(["disagree", "partly_disagree", "partly_agree", "agree", None])
sheets_of_answers = st.lists(st.lists(levels, min_size=12, max_size=12), min_size=1, max_size=4)


@given(sheets_of_answers, st.data())
def test_the_order_of_evaluators_and_answers_does_not_matter(
    sheets: list[list[str | None]], data: st.DataObject
) -> None:
    criteria = [one.id for one in get_instrument(SETS[1]).criteria]
    answers = [
        answer(evolve(DECIDED, criterion=name), level, evaluator=f"e{at}", reason=f"syy {at % 2}")
        for at, sheet in enumerate(sheets)
        for name, level in zip(criteria, sheet, strict=True)
    ]
    evaluators = [Evaluator(id=f"e{at}") for at in range(len(sheets))]
    given_first = Evaluation(
        id="a", instrument=SETS[1], evaluators=tuple(evaluators), answers=tuple(answers)
    )
    turned = evolve(
        given_first,
        evaluators=tuple(data.draw(st.permutations(evaluators))),
        answers=tuple(data.draw(st.permutations(answers))),
    )
    assert tm.suggest(evolve(CALM, evaluations=(given_first,))) == tm.suggest(
        evolve(CALM, evaluations=(turned,))
    )


@given(st.lists(st.integers(0, 4), min_size=1, max_size=6), st.data())
def test_the_order_of_notes_with_equal_text_does_not_matter(
    votes: list[int], data: st.DataObject
) -> None:
    same = [
        Note(id=f"n{at}", kind=NoteKind.RISK, text="Sama" if at % 2 else "Toinen", votes=count)
        for at, count in enumerate(votes)
    ]
    equal = [at for at in range(len(same)) if at % 2]
    turned = list(same)
    for at, other in zip(equal, data.draw(st.permutations(equal)), strict=True):
        turned[at] = same[other]
    first, second = (
        tm.suggest(evolve(CALM, boards=(Board(id="t", notes=tuple(notes)),)))
        for notes in (same, turned)
    )
    assert first == second


# -- decisions --------------------------------------------------------------------------------


def test_an_accepted_suggestion_becomes_a_task_and_its_record() -> None:
    after = tm.accept(
        with_plan(giving_up=()),
        "giving-up",
        date=A_DAY,
        reason="Johtoryhmä",
        owner_role="Palvelupäällikkö",
        due=datetime.date(2025, 9, 30),
    )
    plan = after.rooting_plan
    assert plan is not None
    (suggestion,) = tm.suggest(with_plan(giving_up=()))
    assert plan.tasks[-1] == evolve(
        suggestion.task, id="T2", owner_role="Palvelupäällikkö", due=datetime.date(2025, 9, 30)
    )
    assert plan.suggestions == (
        SuggestionRecord(
            id="giving-up",
            state=SuggestionState.ACCEPTED,
            date=A_DAY,
            reason="Johtoryhmä",
            result="T2",
        ),
    )


def test_a_rejected_suggestion_leaves_only_its_record() -> None:
    before = with_plan(giving_up=())
    after = tm.reject(before, "giving-up", date=A_DAY, reason="Vanhaa tapaa ei ollut.")
    assert after.rooting_plan == evolve(
        before.rooting_plan,
        suggestions=(
            SuggestionRecord(
                id="giving-up",
                state=SuggestionState.REJECTED,
                date=A_DAY,
                reason="Vanhaa tapaa ei ollut.",
            ),
        ),
    )


def test_an_accepted_risk_of_a_board_becomes_a_risk() -> None:
    before = evolve(CALM, boards=(a_board(2),))
    (name,) = ids(before)
    plan = tm.accept(before, name).rooting_plan
    assert plan is not None
    assert plan.risks == (*CALM_PLAN.risks, Risk(what="Lappu 1"))
    assert plan.tasks == CALM_PLAN.tasks
    assert plan.suggestions[-1].result == ""


@pytest.mark.parametrize("given_too", [{"owner_role": "Johtaja"}, {"due": A_DAY}])
def test_a_risk_takes_no_owner_and_no_day(given_too: dict[str, Any]) -> None:
    before = evolve(CALM, boards=(a_board(2),))
    with pytest.raises(tm.OptionError) as error:
        tm.accept(before, ids(before)[0], **given_too)
    assert error.value.report.codes == ("TM442",)


def test_an_accepted_task_stands_under_its_kind_in_the_composed_text() -> None:
    text = tm.compose_conditions(tm.accept(DEMO, "decision"), language="fi").text.plain
    _, leadership = text.split("Johtaminen", 1)
    before_the_next_kind, _ = leadership.split("Viestintä", 1)
    assert "Valmistele päätös toimintamallin vakiinnuttamisesta" in before_the_next_kind


def test_a_rule_that_is_plainly_of_no_kind_leaves_it_to_people() -> None:
    plan = tm.accept(DEMO, "not-by-itself").rooting_plan
    assert plan is not None
    assert plan.tasks[-1].kind is None


def test_a_model_without_a_plan_gets_one() -> None:
    after = tm.accept(tm.PracticeModel(), "giving-up")
    assert after.rooting_plan is not None
    assert [task.id for task in after.rooting_plan.tasks] == ["T1"]
    assert tm.reject(tm.PracticeModel(), "giving-up").rooting_plan is not None


@pytest.mark.parametrize(
    ("plan", "metrics", "new"),
    [
        (RootingPlan(), (), "T1"),
        (RootingPlan(tasks=(Task(id="T7", what="a"), Task(id="oma", what="b"))), (), "T8"),
        (RootingPlan(baseline=Baseline(date=A_DAY, tasks=(Task(id="T4", what="a"),))), (), "T5"),
        (
            RootingPlan(
                suggestions=(SuggestionRecord(id="x", state=SuggestionState.ACCEPTED, result="T2"),)
            ),
            (),
            "T3",
        ),
        (RootingPlan(), (Metric(id="m", name="a", task="T9"),), "T10"),
        (RootingPlan(tasks=(Task(id="T" + "9" * 5000, what="a"),)), (), "T1"),
    ],
)
def test_a_new_task_gets_a_number_that_nothing_has_had(
    plan: RootingPlan, metrics: tuple[Metric, ...], new: str
) -> None:
    after = tm.accept(tm.PracticeModel(rooting_plan=plan, metrics=metrics), "giving-up")
    assert after.rooting_plan is not None
    assert after.rooting_plan.tasks[-1].id == new


@pytest.mark.parametrize("decide", [tm.accept, tm.reject])
def test_an_unknown_identifier_is_refused_with_the_open_ones(decide: Any) -> None:
    with pytest.raises(tm.UnknownNameError, match="giving-up") as error:
        decide(with_plan(giving_up=()), "ei-ole")
    assert error.value.report.codes == ("TM440",)
    with pytest.raises(tm.UnknownNameError, match="–"):
        decide(CALM, "")


@pytest.mark.parametrize("decide", [tm.accept, tm.reject])
def test_what_is_decided_is_not_decided_again(decide: Any) -> None:
    once = tm.reject(with_plan(giving_up=()), "giving-up")
    with pytest.raises(tm.UnknownNameError, match="Hylätty") as error:
        decide(once, "giving-up")
    assert error.value.report.codes == ("TM441",)


def test_a_decision_survives_being_written_and_read() -> None:
    after = tm.accept(DEMO, "decision", date=A_DAY, reason="Johtoryhmä")
    assert ids(tm.loads(tm.dumps(after))) == ids(after)


decisions = st.sampled_from([tm.accept, tm.reject])


@given(st.just(DEMO) | models, decisions, st.data())
@settings(max_examples=60)
def test_a_decision_changes_nothing_else_and_takes_only_itself_from_the_list(
    before: tm.PracticeModel, decide: Any, data: st.DataObject
) -> None:
    open_ones = tm.suggest(before)
    if not open_ones:
        return
    chosen = data.draw(st.sampled_from(open_ones))
    after = decide(before, chosen.id)
    was, now = before.rooting_plan or RootingPlan(), after.rooting_plan
    assert evolve(after, rooting_plan=before.rooting_plan) == before
    assert now.tasks[: len(was.tasks)] == was.tasks
    assert now.risks[: len(was.risks)] == was.risks
    assert now.suggestions[:-1] == was.suggestions
    kept = {"tasks": was.tasks, "risks": was.risks, "suggestions": was.suggestions}
    assert evolve(now, **kept) == was
    added = len(now.tasks) - len(was.tasks) + len(now.risks) - len(was.risks)
    assert added == (1 if decide is tm.accept else 0)
    assert len({task.id for task in now.tasks} - {task.id for task in was.tasks}) <= 1
    assert ids(after) == [one.id for one in open_ones if one.id != chosen.id]


def test_all_suggestions_can_be_decided_one_after_the_other() -> None:
    model = DEMO
    for decide in itertools.cycle((tm.accept, tm.reject)):
        if not ids(model):
            break
        model = decide(model, ids(model)[0])
    assert model.rooting_plan is not None
    decided = [record.id for record in model.rooting_plan.suggestions]
    assert sorted(decided) == sorted(one.id for one in every_suggestion(DEMO))
