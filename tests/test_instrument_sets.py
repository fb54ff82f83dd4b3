"""The bundled criteria sets: official wording letter for letter, the rest honest about itself."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import toimintamalli as tm
from toimintamalli.instruments import get_instrument, list_instruments
from toimintamalli.model.evaluation import EvidenceKind
from toimintamalli.model.instrument import (
    Condition,
    ConsensusRule,
    Criterion,
    Instrument,
    ModelTrait,
    Necessity,
    RoundDetail,
    Scale,
    Side,
)
from toimintamalli.model.rooting import PreconditionState
from toimintamalli.vocabulary import Provenance, ProvenanceStatus, form_profile, programmes

FOLDER = Path(tm.__file__).parent / "instruments"
ORDER = [
    "vaikutusten-itsearviointi",
    "kuvauksen-arviointi",
    "juurtumisvalmius",
    "innokyla-arviointimittari",
    "talentia-hyva-kaytanto",
    "kasvun-tuki",
    "palkintoprosessi",
]
EVERY_SET = pytest.mark.parametrize("name", ORDER)
SETS_WITHOUT_POINTS = {"innokyla-arviointimittari", "kasvun-tuki"}

OFFICIAL_STATEMENTS = {  # THL/STM: loppuraportointi-info 8.9.2025
    "resources-defined": "Toimintamallin edellyttämät resurssit on arvioitu ja määritelty",
    "management-leads": "Johto edistää, ohjaa ja seuraa toimintamallin ylläpitoa ja jatkuvuutta",
    "permanent-decision": "Toimintamallin pysyvästä käyttöönotosta on tehty päätös",
    "digital-integrated": "Digitaalinen palvelu on yhteensovitettu muihin palveluihin",
    "digital-leadership": "Digitaalisten palvelujen edellyttämä johtamisosaaminen on varmistettu",
    "digital-training": "Ammattilaisia on koulutettu digipalvelun käyttöön",
    "digital-support": "Ammattilaisille on digipalveluiden käytön tuki",
    "digital-customers": "Asiakkaille on järjestetty digitukea",
}
QUOTED_IN_PART = {
    "core-elements": "keskeiset ydinelementit on tunnistettu",
    "fits-environment": "soveltuu ympäristöön, jonne se on kehitetty",
    "transferable": "siirrettävissä muille hyvinvointialueille",
    "adaptable": "sovellettavissa muille asiakasryhmille",
}
OFFICIAL_PRECONDITIONS = {  # THL: Juurruttamisen tuki, osa 1, 10.2.2025
    "decision-made": "Päätös toiminnan vakiinnuttamisesta on tehty",
    "strategy-and-management": "Uuden toimintamallin tavoitteet tukevat organisaation strategisia "
    "tavoitteita, ja johto ja esihenkilöt ovat nimetty ja sitoutuneet",
    "responsibilities-and-resources": "Vastuualueet ja resurssit on määritelty nyt ja "
    "tulevaisuudessa",
}
FIVE_POINTS = [
    "rooting-tasks",
    "resources-and-competence",
    "management-commitment",
    "taken-into-use",
    "rooting-process",
]
WORDS_OF_RECONSTRUCTION = {"fi": "rekonstruo", "sv": "rekonstruera", "en": "reconstructed"}


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def texts(part: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every text in several languages, with its place in the file."""
    if isinstance(part, dict) and "fi" in part:
        yield path, part
    elif isinstance(part, dict):
        for name in part:
            yield from texts(part[name], f"{path}.{name}")
    elif isinstance(part, list):
        for number, item in enumerate(part):
            yield from texts(item, f"{path}[{number}]")


def questions(instrument: Instrument) -> dict[str, str]:
    return {criterion.id: criterion.question.fi for criterion in instrument.criteria}


def level_ids(scale: Scale) -> list[str]:
    return [level.id for level in scale.levels]


def labels(scale: Scale) -> list[str]:
    return [level.label.fi for level in scale.levels]


def evidence_of(criterion: Criterion, level: str) -> tuple[EvidenceKind, ...]:
    (kinds,) = (d.evidence_kinds for d in criterion.levels if d.level == level and d.evidence)
    return kinds


# -- the seven sets ---------------------------------------------------------------------------


def test_the_seven_sets_stand_in_their_order_and_can_all_be_read() -> None:
    rows = [row for row in list_instruments() if row.distribution == "toimintamalli"]
    assert [row.id for row in rows] == ORDER
    assert [row.problem.codes for row in rows if row.problem.codes] == []
    assert sorted(file.stem for file in FOLDER.glob("*.toml")) == sorted(ORDER)


@EVERY_SET
def test_a_set_carries_the_name_of_its_file(name: str) -> None:
    assert get_instrument(name).id == name


@EVERY_SET
def test_a_file_begins_by_saying_what_is_official_in_it(name: str) -> None:
    head = (FOLDER / f"{name}.toml").read_text("utf-8").partition("\n\n")[0]
    assert all(line.startswith("# ") for line in head.splitlines())
    assert "fficial" in head
    assert "own" in head


@EVERY_SET
def test_a_file_stays_readable_with_one_key_a_line(name: str) -> None:
    lines = (FOLDER / f"{name}.toml").read_text("utf-8").splitlines()
    keyed = [line for line in lines if line and not line.startswith(("#", "["))]
    assert [line for line in keyed if " = " not in line] == []


@EVERY_SET
def test_a_set_says_where_it_comes_from_and_what_is_not_certain(name: str) -> None:
    provenance = get_instrument(name).provenance
    assert provenance.source.strip()
    assert provenance.note is not None
    assert type(provenance.read) is datetime.date


def test_only_the_self_evaluation_of_effects_is_called_official() -> None:
    assert {name: str(get_instrument(name).provenance.status) for name in ORDER} == {
        "vaikutusten-itsearviointi": "official",
        "kuvauksen-arviointi": "reconstructed",
        "juurtumisvalmius": "reconstructed",
        "innokyla-arviointimittari": "reconstructed",
        "talentia-hyva-kaytanto": "own",
        "kasvun-tuki": "own",
        "palkintoprosessi": "own",
    }


@EVERY_SET
def test_a_reconstructed_set_says_so_in_its_note_in_every_language(name: str) -> None:
    provenance = get_instrument(name).provenance
    if provenance.status is ProvenanceStatus.RECONSTRUCTED:
        assert provenance.note is not None
        for language, word in WORDS_OF_RECONSTRUCTION.items():
            assert word in provenance.note.get(tm.Language(language)).lower()


@EVERY_SET
def test_every_text_of_a_set_is_there_in_three_languages_that_differ(name: str) -> None:
    found = list(texts(read(name)))
    assert len(found) > 0
    for path, text in found:
        assert list(text) == ["fi", "sv", "en"], path
        assert all(words == words.strip() != "" for words in text.values()), path
        assert len(set(text.values())) == 3, path


@EVERY_SET
def test_no_two_criteria_of_a_set_ask_the_same(name: str) -> None:
    instrument = get_instrument(name)
    for language in tm.Language:
        asked = [criterion.question.get(language).casefold() for criterion in instrument.criteria]
        assert len(asked) == len(set(asked))


@EVERY_SET
def test_every_criterion_says_why_it_matters_and_what_earns_the_top_level(name: str) -> None:
    instrument = get_instrument(name)
    for criterion in instrument.criteria:
        top = level_ids(instrument.scale_of(criterion))[-1]
        described = [d for d in criterion.levels if d.level == top]
        assert criterion.why is not None, criterion.id
        assert [d.level for d in described if d.evidence] == [top], criterion.id


@EVERY_SET
def test_described_levels_are_those_of_the_scale_in_its_order(name: str) -> None:
    instrument = get_instrument(name)
    for criterion in instrument.criteria:
        scale = instrument.scale_of(criterion)
        described = [level.level for level in criterion.levels]
        assert described == [level for level in level_ids(scale) if level in described]


@EVERY_SET
def test_every_scale_has_levels_to_choose_from_and_each_says_what_it_means(name: str) -> None:
    for scale in get_instrument(name).scales:
        assert len(scale.levels) >= 2
        assert all(level.meaning for level in scale.levels)
        assert not scale.numeric


@EVERY_SET
def test_points_are_told_to_be_the_librarys_own(name: str) -> None:
    for scale in get_instrument(name).scales:
        assert scale.has_points is (name not in SETS_WITHOUT_POINTS)
        if scale.has_points:
            assert scale.points_provenance is not None
            assert scale.points_provenance.status is ProvenanceStatus.OWN
            assert [level.points for level in scale.levels] == list(range(len(scale.levels)))


@EVERY_SET
def test_no_spelling_can_mean_two_levels(name: str) -> None:
    for scale in get_instrument(name).scales:
        names = [
            written.casefold()
            for level in scale.levels
            for written in (level.label.fi, level.label.sv, level.label.en, *level.spellings)
        ]
        assert len(names) == len(set(names))


@EVERY_SET
def test_every_theme_and_every_scale_is_used(name: str) -> None:
    instrument = get_instrument(name)
    assert all(instrument.criteria_of(theme) for theme in instrument.themes)
    used = {criterion.scale for criterion in instrument.criteria}
    assert used == {scale.id for scale in instrument.scales}


@EVERY_SET
def test_criteria_stand_theme_by_theme(name: str) -> None:
    instrument = get_instrument(name)
    by_theme = [c.id for theme in instrument.themes for c in instrument.criteria_of(theme)]
    assert [criterion.id for criterion in instrument.criteria] == by_theme


@EVERY_SET
def test_conditions_name_what_the_vocabulary_knows(name: str) -> None:
    known = {programme.id for programme in programmes()}
    for criterion in get_instrument(name).criteria:
        if criterion.applies_when:
            assert criterion.applies_when.trait is ModelTrait.PROGRAMME
            assert set(criterion.applies_when.any_of) <= known


@EVERY_SET
def test_uncertain_translations_are_never_the_finnish_one(name: str) -> None:
    for criterion in get_instrument(name).criteria:
        assert set(criterion.uncertain) <= {"sv", "en"}


# -- vaikutusten itsearviointi ----------------------------------------------------------------


@pytest.fixture
def effects() -> Instrument:
    return get_instrument("vaikutusten-itsearviointi")


def test_the_self_evaluation_has_its_official_name_and_day(effects: Instrument) -> None:
    assert effects.title.fi == "Toimintamallin vaikutusten itsearviointi"
    assert effects.version == "2025-03-12"


def test_the_official_statements_are_there_letter_for_letter(effects: Instrument) -> None:
    asked = questions(effects)
    assert {name: asked[name] for name in OFFICIAL_STATEMENTS} == OFFICIAL_STATEMENTS
    assert [c.id for c in effects.criteria if c.provenance is None] == list(OFFICIAL_STATEMENTS)


def test_statements_quoted_in_part_are_completed_and_called_reconstructed(
    effects: Instrument,
) -> None:
    for name, quoted in QUOTED_IN_PART.items():
        criterion = effects.criterion(name)
        assert criterion is not None
        assert criterion.question.fi.startswith("Toimintamalli")
        assert criterion.question.fi.endswith(quoted)
        assert quoted in criterion.spellings
        assert criterion.provenance is not None
        assert criterion.provenance.status is ProvenanceStatus.RECONSTRUCTED


def test_the_twelve_statements_stand_under_their_two_official_headings(effects: Instrument) -> None:
    use, digital = effects.themes
    assert use.title.fi == "Toimintamallin hyödyntäminen ja käyttöönotto"
    assert digital.title.fi == "Toimintamalliin liittyvä digitaalisten palveluiden kehittäminen"
    official = list(OFFICIAL_STATEMENTS)
    assert [c.id for c in effects.criteria_of(use)] == [*QUOTED_IN_PART, *official[:3]]
    assert [c.id for c in effects.criteria_of(digital)] == official[3:]


def test_agreement_has_four_levels_two_on_each_side(effects: Instrument) -> None:
    (scale,) = effects.scales
    assert [(level.id, level.label.fi, level.side) for level in scale.levels] == [
        ("disagree", "täysin eri mieltä", Side.DISAGREE),
        ("partly_disagree", "osittain eri mieltä", Side.DISAGREE),
        ("partly_agree", "osittain samaa mieltä", Side.AGREE),
        ("agree", "täysin samaa mieltä", Side.AGREE),
    ]


def test_a_bare_samaa_mielta_is_not_guessed_to_be_a_level(effects: Instrument) -> None:
    (scale,) = effects.scales
    written = {spelling for level in scale.levels for spelling in level.spellings}
    assert written.isdisjoint({"samaa mieltä", "eri mieltä", "av samma åsikt", "agree", "disagree"})


def test_the_note_names_what_is_inferred_and_what_is_left_out(effects: Instrument) -> None:
    assert effects.provenance.note is not None
    for said in ("päätelty", "vahvistettu", "aiemmin arvioitu", "tuloksia on arvioitu"):
        assert said in effects.provenance.note.fi


def test_the_self_evaluation_asks_of_the_round_and_the_model(effects: Instrument) -> None:
    assert effects.asks == (
        RoundDetail.PARTICIPANTS,
        RoundDetail.COUNTY_REPRESENTED,
        RoundDetail.INVESTMENTS,
        RoundDetail.SECTORS,
        RoundDetail.CUSTOMER_GROUPS,
        RoundDetail.STAGE,
        RoundDetail.DATE,
    )


def test_the_ministry_recommends_three_to_five_models_a_county(effects: Instrument) -> None:
    wanted = effects.recommendation
    assert wanted is not None
    assert (wanted.least_per_county, wanted.most_per_county) == (3, 5)
    assert [day.isoformat() for day in wanted.snapshots] == [
        "2025-06-30",
        "2025-10-31",
        "2025-12-31",
    ]
    assert wanted.provenance.status is ProvenanceStatus.OFFICIAL
    assert wanted.provenance.source.startswith("STM")


def test_consensus_is_declared_where_several_people_answer() -> None:
    declared = {name: get_instrument(name).consensus for name in ORDER}
    assert {name: rule for name, rule in declared.items() if rule} == {
        "vaikutusten-itsearviointi": ConsensusRule(percent=75, spread=1),
        "kuvauksen-arviointi": ConsensusRule(percent=75, spread=1),
    }


def test_a_decision_is_shown_by_a_decision(effects: Instrument) -> None:
    criterion = effects.criterion("permanent-decision")
    assert criterion is not None
    assert evidence_of(criterion, "agree") == (EvidenceKind.DECISION,)


# -- kuvauksen arviointi ----------------------------------------------------------------------


@pytest.fixture
def description() -> Instrument:
    return get_instrument("kuvauksen-arviointi")


def test_the_evaluation_of_descriptions_has_its_official_name_and_day(
    description: Instrument,
) -> None:
    assert description.title.fi == "Toimintamallikuvauksen arviointilomake"
    assert description.version == "2024-12-09"
    assert description.not_applicable_needs_reason


def test_its_note_says_that_the_items_of_the_form_are_not_known(description: Instrument) -> None:
    assert description.provenance.note is not None
    assert "lomakkeen kohdat eivät ole" in description.provenance.note.fi
    assert "the items of THL's form" in description.provenance.note.en


def test_the_twenty_four_criteria_stand_in_seven_themes(description: Instrument) -> None:
    themes = {theme.id: len(description.criteria_of(theme)) for theme in description.themes}
    assert themes == {
        "basics": 3,
        "solution": 4,
        "target-group": 3,
        "conditions-of-use": 5,
        "evaluation": 4,
        "adopters": 2,
        "readiness": 3,
    }


def test_the_conditions_of_use_are_the_five_points_in_order(description: Instrument) -> None:
    (theme,) = (theme for theme in description.themes if theme.id == "conditions-of-use")
    five = description.criteria_of(theme)
    assert [criterion.id for criterion in five] == FIVE_POINTS
    assert {criterion.necessity for criterion in five} == {Necessity.MUST}


def test_code_funders_and_collection_are_asked_of_the_programmes_models_only(
    description: Instrument,
) -> None:
    conditional = {c.id: c.applies_when for c in description.criteria if c.applies_when}
    only_rrp = Condition(trait=ModelTrait.PROGRAMME, any_of=("rrp",))
    assert conditional == dict.fromkeys(("title-code", "funders", "county-collection"), only_rrp)


def test_the_heaviest_criteria_are_solution_core_and_results(description: Instrument) -> None:
    assert {criterion.weight for criterion in description.criteria} == {1, 2, 3}
    assert [c.id for c in description.criteria if c.weight == 3] == [
        "solution-not-project",
        "core-elements",
        "evaluation-results",
    ]


def test_fields_of_the_form_are_called_by_their_official_names(description: Instrument) -> None:
    profile = form_profile()
    known = {field.label for field in profile.fields} | {basic.label for basic in profile.basics}
    shown = [
        name
        for criterion in description.criteria
        for described in criterion.levels
        if described.evidence and described.evidence.fi.startswith(("Kenttä ", "Kentät "))
        for name in described.evidence.fi.split("”")[1::2]
    ]
    assert len(shown) > 0
    assert [name for name in shown if name not in known] == []


# -- juurtumisvalmius -------------------------------------------------------------------------


@pytest.fixture
def readiness() -> Instrument:
    return get_instrument("juurtumisvalmius")


def test_rooting_readiness_has_its_six_preconditions_in_order(readiness: Instrument) -> None:
    assert readiness.version == "2025-02-10"
    assert list(questions(readiness)) == [
        "shared-understanding",
        "described-and-workable",
        "decision-made",
        "strategy-and-management",
        "responsibilities-and-resources",
        "communication-plan",
    ]


def test_preconditions_called_official_are_so_letter_for_letter(readiness: Instrument) -> None:
    official = {c.id: c.question.fi for c in readiness.criteria if is_official(c.provenance)}
    assert official == OFFICIAL_PRECONDITIONS


def is_official(provenance: Provenance | None) -> bool:
    return provenance is not None and provenance.status is ProvenanceStatus.OFFICIAL


def test_its_levels_are_the_states_of_a_precondition_in_a_plan(readiness: Instrument) -> None:
    (scale,) = readiness.scales
    assert level_ids(scale) == [state.value for state in PreconditionState]
    assert labels(scale) == ["avoin", "kesken", "täyttyy"]


def test_each_level_of_each_precondition_says_what_shows_it(readiness: Instrument) -> None:
    for criterion in readiness.criteria:
        assert [d.level for d in criterion.levels if d.evidence] == ["open", "in_progress", "met"]
        asked = [bool(described.evidence_kinds) for described in criterion.levels]
        assert asked == [False, True, True]


# -- public criteria of others ----------------------------------------------------------------


def test_the_traffic_light_says_in_words_what_each_colour_asks() -> None:
    gauge = get_instrument("innokyla-arviointimittari")
    (scale,) = gauge.scales
    assert [(level.id, level.label.fi, level.side) for level in scale.levels] == [
        ("red", "punainen: pysähdy ja mieti uudelleen", Side.DISAGREE),
        ("yellow", "keltainen: kiinnitä huomiota", None),
        ("green", "vihreä: jatka", Side.AGREE),
    ]
    for level in scale.levels:
        assert all(": " in level.label.get(language) for language in tm.Language)


def test_the_questions_of_the_traffic_light_are_called_our_own() -> None:
    gauge = get_instrument("innokyla-arviointimittari")
    assert [c.id for c in gauge.criteria] == ["need", "works-in-practice", "benefit", "continuity"]
    statuses = {c.provenance.status for c in gauge.criteria if c.provenance}
    assert statuses == {ProvenanceStatus.OWN}
    assert gauge.provenance.note is not None
    assert "not known" in gauge.provenance.note.en


def test_good_practice_has_the_four_criteria_of_the_award_and_names_it() -> None:
    award = get_instrument("talentia-hyva-kaytanto")
    assert list(questions(award)) == [
        "easily-applied",
        "found-good",
        "societally-effective",
        "evaluated",
    ]
    assert "Talentia" in award.provenance.source


def test_kasvun_tuki_keeps_its_three_axes_apart() -> None:
    axes = get_instrument("kasvun-tuki")
    assert {c.id: c.scale for c in axes.criteria} == {
        "evidence": "evidence",
        "effect": "effect",
        "applicability": "applicability",
    }
    assert {scale.id: level_ids(scale) for scale in axes.scales} == {
        "evidence": ["none", "weak", "moderate", "strong"],
        "effect": ["negative", "none", "small", "moderate", "large"],
        "applicability": ["poor", "partial", "good"],
    }
    assert labels(axes.scales[0]) == ["ei näyttöä", "heikko", "kohtalainen", "vahva"]


def test_the_award_process_has_its_three_conditions() -> None:
    award = get_instrument("palkintoprosessi")
    assert list(questions(award)) == ["put-into-practice", "something-new", "meets-challenge"]
    assert [level_ids(scale) for scale in award.scales] == [["no", "partly", "yes"]]
    assert {criterion.necessity for criterion in award.criteria} == {Necessity.MUST}
