"""How far descriptions have come: the three classes, their reasons, and whom to help first."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from toimintamalli.analysis.groups import Grouping
from toimintamalli.analysis.triage import (
    ReasonKind,
    Triage,
    TriageClass,
    TriagePart,
    TriageReason,
    triage,
)
from toimintamalli.analysis.triage_portfolio import (
    TriageDivision,
    TriageSummary,
    triage_portfolio,
)
from toimintamalli.diagnostics import Report, diagnostic
from toimintamalli.model import (
    Answer,
    AnswerState,
    Attachment,
    BasicData,
    Board,
    DevelopmentStage,
    Evaluation,
    Form,
    InnokylaStage,
    Metric,
    Portfolio,
    PracticeModel,
    ProgrammeData,
    RichText,
    RootingPlan,
    Section,
    StageRecord,
    UnplacedReason,
    UnplacedText,
)
from toimintamalli.testing import _described, strategies
from toimintamalli.text import Language
from toimintamalli.vocabulary import ProvenanceStatus, form_profile, form_profiles, triage_rule

HERE = Path(__file__).parent
SHAPES = _described.SHAPES
IDEA, RESULTS, TIPS = _described.IDEA, _described.RESULTS, _described.TIPS

K = ReasonKind


def section(field: str | None, text: str = "", *attachments: Attachment) -> Section:
    return Section(field=field, text=RichText.parse(text), attachments=attachments)


def description(*sections: Section, **parts: Any) -> PracticeModel:
    return evolve(PracticeModel(form=Form(sections=sections)), **parts)


def written(**fields: str) -> PracticeModel:
    return description(*(section(name, text) for name, text in fields.items()))


def kinds(found: Triage) -> list[ReasonKind]:
    return [reason.kind for reason in found.reasons]


def reason(found: Triage, kind: ReasonKind) -> Any:
    return next(one for one in found.reasons if one.kind is kind)


def there(model: PracticeModel, path: str) -> bool:
    """Return whether a path leads to something that the model has."""
    value: Any = model
    for name, place in re.findall(r"(\w+)|\[(\d+)\]", path):
        value = getattr(value, name) if name else value[int(place)]
    return value is not None


@pytest.fixture(scope="module")
def constructed() -> Portfolio:
    made: Portfolio = _described.described_portfolio()
    return made


@pytest.fixture(scope="module")
def summary(constructed: Portfolio) -> TriageSummary:
    return triage_portfolio(constructed)


# -- the published counts ----------------------------------------------------------------------


def test_the_constructed_418_give_the_published_counts(summary: TriageSummary) -> None:
    counted = {one.triage_class.value: one.share.count for one in summary.classes}
    assert counted == {"described": 82, "unfinished": 190, "basics": 146}
    assert [one.share.percent(1) for one in summary.classes] == [
        Decimal("19.6"),
        Decimal("45.5"),
        Decimal("34.9"),
    ]


@pytest.mark.parametrize(("expected", "times", "shape"), SHAPES)
def test_each_shape_is_in_its_class(expected: str, times: int, shape: Any) -> None:
    assert triage(shape()).triage_class == expected
    assert times > 0


def test_the_418_are_of_many_shapes() -> None:
    counts: Counter[str] = Counter()
    for found, times, _ in SHAPES:
        counts[found] += times
    assert counts == _described.COUNTS
    assert len({shape() for _, _, shape in SHAPES}) == len(SHAPES)


def test_the_shares_are_computed_once_and_rounded_half_up() -> None:
    models = (written(target_group="Nuoret"),) * 1 + (PracticeModel(),) * 7
    basics = triage_portfolio(Portfolio(models=models)).reasons[1]
    assert (basics.share.count, basics.share.percent(), basics.share.percent(1)) == (
        1,
        Decimal(13),
        Decimal("12.5"),
    )


# -- the furthest class ------------------------------------------------------------------------


def test_core_elements_and_results_on_the_form_are_enough() -> None:
    found = triage(written(solution_idea=IDEA, evaluation_results=RESULTS))
    assert found.triage_class is TriageClass.DESCRIBED
    assert kinds(found) == [K.CORE_DESCRIBED, K.EVALUATED]
    assert [one.path for one in found.reasons] == ["form.sections[0]", "form.sections[1]"]
    assert (found.missing, found.lacking, found.steps()) == ((), (), ())
    # The other ** fields are still to be written, which is told and changes no class.
    assert found.open_fields == (
        "operating_environment",
        "target_group",
        "conditions_of_use",
        "tips_for_adopters",
    )
    assert (found.distance, found.required_fields) == (4, 6)


def test_an_evaluation_in_the_model_counts_where_it_has_a_level() -> None:
    answer = Answer(criterion="core-elements", level="agree")
    round_ = Evaluation(id="a", instrument="vaikutusten-itsearviointi", answers=(answer,))
    open_answer = Answer(criterion="core-elements", state=AnswerState.CANNOT_YET)
    model = written(solution_idea=IDEA)
    found = triage(evolve(model, evaluations=(round_,)))
    assert reason(found, K.EVALUATED).path == "evaluations[0]"
    for answers in ((), (open_answer,)):
        not_yet = triage(evolve(model, evaluations=(evolve(round_, answers=answers),)))
        assert kinds(not_yet) == [K.CORE_DESCRIBED, K.EVALUATION_PLANNED]
        assert reason(not_yet, K.EVALUATION_PLANNED).path == "evaluations[0]"


@pytest.mark.parametrize(
    "instrument", ["kuvauksen-arviointi", "toimintamalli:kuvauksen-arviointi", "juurtumisvalmius"]
)
def test_an_evaluation_of_the_text_or_of_readiness_tells_nothing_of_what_the_practice_did(
    instrument: str,
) -> None:
    answer = Answer(criterion="core-elements", level="met")
    evaluation = Evaluation(id="a", instrument=instrument, answers=(answer,))
    found = triage(evolve(written(solution_idea=IDEA), evaluations=(evaluation,)))
    assert kinds(found) == [K.CORE_DESCRIBED, K.EVALUATION_PLANNED]


def test_an_observed_metric_is_evaluation_and_a_metric_alone_a_plan() -> None:
    metric = Metric(id="a", name="Hoitoon viikossa")
    (observed,) = _described.observed()
    model = written(solution_idea=IDEA)
    assert kinds(triage(evolve(model, metrics=(metric,))))[1] is K.EVALUATION_PLANNED
    found = triage(evolve(model, metrics=(metric, observed)))
    assert reason(found, K.EVALUATED).path == "metrics[1]"


def test_core_elements_may_stand_in_the_list_of_the_model() -> None:
    model = evolve(written(evaluation_results=RESULTS), core_elements=tuple(IDEA.split(", ")))
    found = triage(model)
    assert found.triage_class is TriageClass.DESCRIBED
    assert reason(found, K.CORE_DESCRIBED).path == "core_elements"
    assert "solution_idea" in found.open_fields


def test_a_list_that_says_too_little_is_quoted_with_its_own_place() -> None:
    few = triage(PracticeModel(core_elements=("Yksi yhteydenotto",)))
    told = reason(few, K.CORE_TOO_SHORT)
    assert (told.path, told.quote) == ("core_elements", "Yksi yhteydenotto")
    both = triage(evolve(written(solution_idea="Etävastaanotto"), core_elements=("Puhelu", "Apu")))
    assert reason(both, K.CORE_TOO_SHORT).quote == "Puhelu Apu"
    place = triage(evolve(written(evaluation_results=RESULTS), core_elements=("Tulossa",)))
    assert reason(place, K.CORE_PLACEHOLDER).path == "core_elements"


def test_fields_that_stand_twice_are_read_together() -> None:
    halves = (section("solution_idea", IDEA[:40]), section("solution_idea", IDEA[40:]))
    found = triage(description(*halves, section("evaluation_results", RESULTS)))
    assert found.triage_class is TriageClass.DESCRIBED


# -- begun, unfinished -------------------------------------------------------------------------

PDF = Attachment(title="Kuvaus.pdf")


@pytest.mark.parametrize(
    ("sections", "core"),
    [
        ((), K.CORE_MISSING),
        ((section("solution_idea"),), K.CORE_MISSING),
        ((section("solution_idea", "Etävastaanotto asemalla"),), K.CORE_TOO_SHORT),
        ((section("solution_idea", "https://example.org"),), K.CORE_ONLY_LINKS),
        ((section("solution_idea", "Katso liite"),), K.CORE_ONLY_LINKS),
        ((section("solution_idea", "", PDF),), K.CORE_ONLY_LINKS),
        ((section("solution_idea", "Tulossa"),), K.CORE_PLACEHOLDER),
        ((section("solution_idea", "## Vaiheet"),), K.CORE_PLACEHOLDER),
    ],
)
def test_what_the_field_of_the_solution_lacks_is_told(
    sections: tuple[Section, ...], core: ReasonKind
) -> None:
    found = triage(description(section("evaluation_results", RESULTS), *sections))
    assert found.triage_class is TriageClass.UNFINISHED
    assert kinds(found) == [core, K.EVALUATED]
    assert found.missing == (TriagePart.CORE_ELEMENTS,)
    assert found.reasons[0].path == ("form.sections[1]" if sections else "form")


@pytest.mark.parametrize(
    ("fields", "evaluation"),
    [
        ({}, K.EVALUATION_MISSING),
        ({"evaluation_results": ""}, K.EVALUATION_MISSING),
        ({"measuring_change": "Kysely asiakkaille"}, K.EVALUATION_PLANNED),
        ({"measuring_change": "Täydentyy myöhemmin"}, K.EVALUATION_MISSING),
        ({"evaluation_results": "Toimintaa on arvioitu."}, K.EVALUATION_WITHOUT_RESULTS),
        ({"evaluation_results": "Mallia on arvioitu kyselyllä"}, K.EVALUATION_WITHOUT_RESULTS),
        ({"evaluation_results": "Hyvät kokemukset"}, K.EVALUATION_WITHOUT_RESULTS),
        ({"evaluation_results": "www.example.org/raportti"}, K.EVALUATION_ONLY_LINKS),
        ({"evaluation_results": "Tulokset täydentyvät myöhemmin"}, K.EVALUATION_PLACEHOLDER),
    ],
)
def test_what_the_evaluation_lacks_is_told(fields: dict[str, str], evaluation: ReasonKind) -> None:
    found = triage(written(solution_idea=IDEA, **fields))
    assert found.triage_class is TriageClass.UNFINISHED
    assert kinds(found) == [K.CORE_DESCRIBED, evaluation]
    assert found.missing == (TriagePart.EVALUATION,)


@pytest.mark.parametrize("results", ["Jonot lyhenivät selvästi", "Asiakkaat olivat tyytyväisiä."])
def test_a_short_result_is_a_result(results: str) -> None:
    found = triage(written(solution_idea=IDEA, evaluation_results=results))
    assert found.triage_class is TriageClass.DESCRIBED


@pytest.mark.parametrize("field", [one.id for one in form_profile().fields])
def test_text_in_any_field_but_the_setting_shows_that_work_has_begun(field: str) -> None:
    found = triage(written(**{field: "Kehitettiin yhdessä"}))
    setting = field in ("operating_environment", "target_group")
    assert (found.triage_class is TriageClass.BASICS) == setting
    assert (K.WORK_BEGUN in kinds(found)) != setting


@pytest.mark.parametrize(
    ("model", "kind", "path"),
    [
        (written(tips_for_adopters=TIPS), K.WORK_BEGUN, "form.sections[0]"),
        (description(Section(heading="Polku", text=RichText.parse(TIPS))), K.WORK_BEGUN,
         "form.sections[0]"),
        (description(basics=BasicData(attachments=(PDF,))), K.ONLY_LINKS, "basics.attachments"),
        (description(section("needs", "", PDF)), K.ONLY_LINKS, "form.sections[0]"),
        (description(section("needs", "", PDF), section("needs", TIPS)), K.WORK_BEGUN,
         "form.sections[1]"),
        (description(rooting_plan=RootingPlan(why="Jonot")), K.RECORDED_OUTSIDE_FORM,
         "rooting_plan"),
        (description(adaptable_parts=("Kellonajat",)), K.RECORDED_OUTSIDE_FORM,
         "adaptable_parts"),
        (description(boards=(Board(id="a"),)), K.RECORDED_OUTSIDE_FORM, "boards"),
    ],
)  # fmt: skip
def test_how_the_work_shows_is_told_where_both_parts_lack(
    model: PracticeModel, kind: ReasonKind, path: str
) -> None:
    found = triage(model)
    assert found.triage_class is TriageClass.UNFINISHED
    assert kinds(found)[2:] == [kind]
    assert found.reasons[2].path == path
    assert found.missing == (TriagePart.CORE_ELEMENTS, TriagePart.EVALUATION)


@pytest.mark.parametrize(
    ("reason_of_text", "field", "begun"),
    [
        (UnplacedReason.LABELS_LOST, None, True),
        (UnplacedReason.CONFLICT, "solution_idea", True),
        (UnplacedReason.CONFLICT, "target_group", False),
        (UnplacedReason.NOT_A_MODEL, None, False),
    ],
)
def test_text_that_waits_for_its_place_may_hold_what_is_missing(
    reason_of_text: UnplacedReason, field: str | None, begun: bool
) -> None:
    text = UnplacedText(text=RichText.parse(IDEA), reason=reason_of_text, field=field)
    found = triage(PracticeModel(form=Form(unplaced=(text,))))
    assert (K.TEXT_UNPLACED in kinds(found)) is begun
    assert (found.triage_class is TriageClass.UNFINISHED) is begun


def test_work_is_shown_in_a_field_that_no_other_reason_names() -> None:
    found = triage(written(evaluation_results="Mallia on arvioitu", needs="Jonot olivat pitkiä."))
    assert reason(found, K.WORK_BEGUN).path == "form.sections[1]"
    alone = triage(written(evaluation_results="Mallia on arvioitu"))
    assert reason(alone, K.WORK_BEGUN).path == "form.sections[0]"


def test_a_place_for_text_that_waits_for_its_place_is_nothing() -> None:
    text = UnplacedText(text=RichText.parse("Tulossa"), reason=UnplacedReason.CONFLICT)
    found = triage(PracticeModel(form=Form(unplaced=(text, text))))
    assert found.triage_class is TriageClass.BASICS


def test_a_section_without_a_name_is_told_by_how_it_begins() -> None:
    found = triage(description(Section(text=RichText.parse(TIPS))))
    assert f'"{TIPS}"' in reason(found, K.WORK_BEGUN).sentence("fi")


def test_the_ready_mark_alone_helps_nothing_and_is_told() -> None:
    ready = InnokylaStage.READY
    found = triage(description(innokyla_stage=ready))
    assert found.triage_class is TriageClass.BASICS
    assert kinds(found) == [K.ONLY_BASICS, K.MARKED_READY]
    assert kinds(triage(evolve(written(tips_for_adopters=TIPS), innokyla_stage=ready)))[-1] is (
        K.MARKED_READY
    )
    whole = evolve(written(solution_idea=IDEA, evaluation_results=RESULTS), innokyla_stage=ready)
    assert K.MARKED_READY not in kinds(triage(whole))


# -- basics only -------------------------------------------------------------------------------


def test_of_basics_it_is_told_whether_the_setting_is_described() -> None:
    basics = BasicData(title="Etävastaanotto", summary=IDEA, place="Kolme asemaa")
    only = triage(description(basics=basics))
    assert kinds(only) == [K.ONLY_BASICS]
    assert only.missing == (TriagePart.BEGINNING,)
    assert only.steps("en")[0].startswith('Begin with the field "Ratkaisun perusidea"')
    setting = triage(written(target_group="Nuoret", operating_environment="Koulut"))
    assert kinds(setting) == [K.ONLY_SETTING]
    assert (setting.distance, setting.from_nothing) == (4, 0)


@pytest.mark.parametrize(
    "model",
    [
        written(solution_idea="", evaluation_results=""),
        written(solution_idea="## Vaiheet", evaluation_results="Tulossa"),
        written(tips_for_adopters="…"),
        description(section("target_group", "", PDF)),
        description(rooting_plan=RootingPlan()),
        description(core_elements=("Tulossa",)),
        description(stages=(StageRecord(stage=DevelopmentStage.ROOTED),)),
    ],
)
def test_places_for_text_and_marks_are_no_beginning(model: PracticeModel) -> None:
    assert triage(model).triage_class is TriageClass.BASICS


def test_a_place_for_text_is_quoted() -> None:
    found = triage(written(solution_idea="Kuvaus lisätään myöhemmin"))
    told = reason(found, K.CORE_PLACEHOLDER)
    assert told.sentence("fi") == (
        'Ratkaisun kohdalla saattaa olla vain paikka tekstille: "Kuvaus lisätään myöhemmin".'
    )


# -- words -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("kind", list(ReasonKind))
def test_every_reason_has_its_words_in_every_language(kind: ReasonKind, language: str) -> None:
    told = TriageReason(kind=kind, path="form", label="Ratkaisun perusidea", quote="Tulossa")
    assert triage_rule().reason_words(kind).title.get(Language(language))
    assert told.sentence(language).endswith(".")
    assert "{" not in told.sentence(language)


def test_classes_parts_and_reasons_are_the_same_in_code_and_data() -> None:
    rule = triage_rule()
    assert [one.id for one in rule.classes] == list(TriageClass)
    assert [one.id for one in rule.parts] == list(TriagePart)
    assert {one.id for one in rule.reasons} == set(ReasonKind)
    assert all(value.isascii() for kind in (TriageClass, TriagePart, K) for value in kind)


def test_the_rule_names_fields_of_the_form_and_says_that_it_is_our_own() -> None:
    rule = triage_rule()
    fields = {one.id for profile in form_profiles() for one in profile.fields}
    named = {*rule.setting_fields, *rule.planned_fields}
    assert named | {field for part in rule.parts for field in part.fields} <= fields
    assert rule.rule_provenance.status is ProvenanceStatus.OWN
    assert rule.provenance.status is ProvenanceStatus.RECONSTRUCTED


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_guess_says_that_it_is_one_and_quotes_its_words(language: str) -> None:
    may = {"fi": "saattaa", "sv": "kanske", "en": "may"}[language]
    found = triage(written(solution_idea="Tulossa", evaluation_results="Mallia on arvioitu"))
    for kind, quote in (
        (K.CORE_PLACEHOLDER, "Tulossa"),
        (K.EVALUATION_WITHOUT_RESULTS, "Mallia on arvioitu"),
    ):
        said = reason(found, kind).sentence(language)
        assert may in said
        assert f'"{quote}"' in said


def test_a_form_of_an_unknown_profile_is_looked_at_as_that_of_today() -> None:
    model = evolve(written(solution_idea=IDEA), form=Form(profile="innokyla-1999"))
    assert triage(model).required_fields == 6


# -- areas and counties ------------------------------------------------------------------------


def of_counties(*ids: str, **parts: Any) -> PracticeModel:
    return description(programme=ProgrammeData(counties=ids), **parts)


def counts(division: TriageDivision) -> dict[str, int]:
    return {one.group.key: one.group.count for one in division.groups}


def test_a_model_counts_in_each_of_its_counties_and_the_repetitions_are_told() -> None:
    models = (of_counties("lappi", "kainuu"), of_counties("lappi", "etela-savo"), of_counties())
    found = triage_portfolio(Portfolio(models=models))
    assert counts(found.counties) == {"etela-savo": 1, "kainuu": 1, "lappi": 2, "": 1}
    assert counts(found.areas) == {"ita-suomi": 1, "pohjois-suomi": 2, "": 1}
    assert (found.counties.repeated, found.areas.repeated) == (2, 1)


def test_the_groups_add_up(summary: TriageSummary) -> None:
    for division in (summary.areas, summary.counties):
        rows = sum(one.group.count for one in division.groups)
        assert rows == len(summary.models) + division.repeated
        assert division.repeated > 0
        for one in division.groups:
            assert sum(found.share.count for found in one.classes) == one.group.count
            assert {found.share.n for found in one.classes} == {one.group.count}
            assert len(one.models) == one.group.count
    assert summary.areas.grouping is Grouping.YTA
    assert "" in counts(summary.areas)


def test_a_county_that_no_list_knows_is_kept_under_its_own_name() -> None:
    found = triage_portfolio(Portfolio(models=(of_counties("Lappland"),)))
    assert counts(found.counties) == {"Lappland": 1}
    assert counts(found.areas) == {"": 1}


def test_files_that_could_not_be_read_are_counted_beside_and_kept() -> None:
    twice = Report([diagnostic("TM111"), diagnostic("TM112")]).at("a.yaml")
    problems = twice + Report([diagnostic("TM111")]).at("b.yaml")
    found = triage_portfolio(Portfolio(models=(PracticeModel(),), problems=problems))
    assert (len(found.models), found.unreadable, len(found.problems)) == (1, 2, 3)


def test_nothing_is_summed_up_of_nothing() -> None:
    found = triage_portfolio(Portfolio())
    assert [(one.share.count, one.share.n) for one in found.classes] == [(0, 0)] * 3
    assert (found.reasons, found.areas.groups, found.areas.repeated) == ((), (), 0)


def test_the_reasons_are_counted_once_a_description_and_most_frequent_first(
    summary: TriageSummary,
) -> None:
    found = {one.kind: one.share.count for one in summary.reasons}
    assert found[K.MARKED_READY] == 16 + 8
    assert found[K.TEXT_UNPLACED] == 4
    assert found[K.RECORDED_OUTSIDE_FORM] == 3
    assert found[K.EVALUATION_PLANNED] == 18
    # Every description lies in one state of its core and one of its evaluation, or has only basics.
    core = sum(count for kind, count in found.items() if kind.value.startswith("core_"))
    basics = found[K.ONLY_BASICS] + found[K.ONLY_SETTING]
    assert core + basics - found[K.CORE_PLACEHOLDER] == 418
    assert [one.share.count for one in summary.reasons] == sorted(found.values(), reverse=True)


# -- whom to help first ------------------------------------------------------------------------


def named(title: str, model: PracticeModel, **programme: Any) -> PracticeModel:
    return evolve(
        model,
        id=title.casefold(),
        basics=evolve(model.basics, title=title),
        programme=ProgrammeData(counties=("lappi",), **programme),
    )


def first_to_help(*models: PracticeModel) -> list[str]:
    (group,) = triage_portfolio(Portfolio(models=models)).areas.groups
    return [one.model.basics.title for one in group.help_first]


def test_those_nearest_to_the_furthest_class_come_first() -> None:
    group = {"target_group": "Nuoret"}
    in_order = [
        named("E", written(solution_idea=IDEA, evaluation_results="Mallia on arvioitu", **group)),
        named("D", written(solution_idea=IDEA, evaluation_results="Mallia on arvioitu")),
        named("C", written(solution_idea=IDEA)),
        named("B", written(tips_for_adopters=TIPS)),
        named("A", PracticeModel()),
    ]
    ready = named("Valmis", written(solution_idea=IDEA, evaluation_results=RESULTS))
    assert first_to_help(*reversed(in_order), ready) == ["E", "D", "C", "B", "A"]


def test_among_equals_the_project_that_ends_first_comes_first_and_then_the_title() -> None:
    def ending(title: str, day: datetime.date | None) -> PracticeModel:
        return named(title, written(solution_idea=IDEA), project_end=day)

    soon, later = datetime.date(2025, 6, 30), datetime.date(2025, 12, 31)
    models = [ending("b", later), ending("A", later), ending("c", None), ending("z", soon)]
    assert first_to_help(*models) == ["z", "A", "b", "c"]


# -- what holds of every description -----------------------------------------------------------

FIELDS = [None, "unknown", *(one.id for one in form_profile().fields)]
TEXTS = [
    "", "Tulossa", "## Vaiheet", "https://example.org", "Katso liite", "Mallia on arvioitu",
    "Hoitaja soittaa", IDEA, RESULTS, TIPS,
]  # fmt: skip
sections = st.builds(
    Section,
    field=st.sampled_from(FIELDS),
    text=st.sampled_from(TEXTS).map(RichText.parse) | strategies.rich_texts(),
    attachments=st.just(()) | st.just((PDF,)),
)
unplaced_texts = st.builds(
    UnplacedText,
    text=st.sampled_from(TEXTS).map(RichText.parse),
    reason=st.sampled_from(UnplacedReason),
    field=st.sampled_from(FIELDS),
)
forms = st.builds(
    Form,
    sections=st.lists(sections, max_size=6).map(tuple),
    unplaced=st.lists(unplaced_texts, max_size=1).map(tuple),
)
descriptions = st.builds(
    evolve,
    st.sampled_from([shape() for _, _, shape in SHAPES]) | strategies.practice_models(),
    form=forms,
)


def rank(model: PracticeModel) -> int:
    return list(TriageClass).index(triage(model).triage_class)


@given(descriptions | strategies.practice_models())
def test_every_description_is_in_one_class_with_reasons_that_lead_somewhere(
    model: PracticeModel,
) -> None:
    found = triage(model)
    assert found.reasons
    assert all(there(model, one.path) for one in found.reasons)
    assert all(one.sentence(language) for one in found.reasons for language in ("fi", "sv", "en"))
    assert (found.triage_class is TriageClass.DESCRIBED) == (not found.lacking)
    assert (found.triage_class is TriageClass.DESCRIBED) == (not found.missing)
    assert {K.CORE_DESCRIBED, K.EVALUATED} <= set(kinds(found)) or found.lacking
    assert set(found.open_fields) <= {one.id for one in form_profile().required_fields}
    assert found.distance == 0 or found.open_fields


@given(descriptions, sections, st.booleans(), st.data())
def test_text_that_is_added_never_lowers_the_class(
    model: PracticeModel, added: Section, in_a_field: bool, data: st.DataObject
) -> None:
    given_sections = list(model.form.sections)
    if in_a_field and given_sections:
        place = data.draw(st.integers(0, len(given_sections) - 1))
        old = given_sections[place]
        joined = RichText((*old.text.blocks, *added.text.blocks))
        given_sections[place] = evolve(old, text=joined)
    else:
        given_sections.insert(data.draw(st.integers(0, len(given_sections))), added)
    more = evolve(model, form=evolve(model.form, sections=tuple(given_sections)))
    assert rank(more) <= rank(model)
    assert set(triage(more).open_fields) <= set(triage(model).open_fields)
    assert rank(evolve(model, core_elements=(*model.core_elements, IDEA))) <= rank(model)


@settings(max_examples=30)
@given(st.permutations(range(60)))
def test_the_order_of_the_models_never_matters(order: list[int]) -> None:
    models = _described.described_portfolio().models[::7]
    first = triage_portfolio(Portfolio(models=models))
    mixed = triage_portfolio(Portfolio(models=tuple(models[place] for place in order)))
    assert (mixed.classes, mixed.reasons) == (first.classes, first.reasons)
    for one, other in ((mixed.areas, first.areas), (mixed.counties, first.counties)):
        assert [g.group for g in one.groups] == [g.group for g in other.groups]
        assert [[m.model.id for m in g.models] for g in one.groups] == [
            [m.model.id for m in g.models] for g in other.groups
        ]
