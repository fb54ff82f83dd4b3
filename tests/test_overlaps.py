"""Overlaps: what is alike is found, what only has the same customers is not, decisions stay."""

from __future__ import annotations

import datetime
import random
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.overlaps import (
    DEFAULT_LEAST,
    Overlap,
    OverlapGround,
    Overlaps,
    Part,
    decide_overlap,
    find_overlaps,
)
from toimintamalli.model import (
    Form,
    Portfolio,
    PracticeModel,
    ProgrammeData,
    Relation,
    RelationKind,
    RichText,
    Section,
    UnplacedReason,
    UnplacedText,
)
from toimintamalli.testing import strategies
from toimintamalli.text import Language

made = runpy.run_path(str(Path(__file__).with_name("overlapping.py")))
models = strategies.practice_models()
CONSTRUCTED: Portfolio = made["portfolio"]()
DAY = datetime.date(2025, 6, 30)


def model(
    title: str = "",
    summary: str = "",
    text: str = "",
    *,
    county: str = "lappi",
    collection: str = "",
    field: str = "solution_idea",
    **fields: Any,
) -> PracticeModel:
    sections = (Section(field=field, text=RichText.parse(text)),) if text else ()
    return PracticeModel(
        basics=tm.BasicData(
            title=title, summary=summary, collections=(collection,) if collection else ()
        ),
        programme=ProgrammeData(counties=(county,) if county else ()),
        form=Form(sections=sections),
        **fields,
    )


def found(*compared: PracticeModel, **options: Any) -> Overlaps:
    return find_overlaps(Portfolio(models=compared), **options)


def only(*compared: PracticeModel, **options: Any) -> Overlap:
    (pair,) = found(*compared, **options).pairs
    return pair


def named(overlaps: Overlaps, portfolio: Portfolio = CONSTRUCTED) -> dict[frozenset[Any], Overlap]:
    ids = [one.id for one in portfolio.models]
    return {frozenset((ids[pair.first], ids[pair.second])): pair for pair in overlaps.pairs}


def score(first: PracticeModel, second: PracticeModel) -> int:
    pairs = found(first, second, across=True, least=1).pairs
    return pairs[0].score if pairs else 0


# -- what is found in a portfolio made to try it ----------------------------------------------


def test_every_model_written_twice_in_a_county_is_found_and_nothing_else() -> None:
    pairs = named(find_overlaps(CONSTRUCTED, across=True))
    in_one_county = {pair for pair, told in pairs.items() if told.ground is OverlapGround.COUNTY}
    assert in_one_county == made["TWINS"]


def test_every_similar_model_of_the_other_county_is_found_and_nothing_else() -> None:
    pairs = named(find_overlaps(CONSTRUCTED, across=True))
    across = {pair for pair, told in pairs.items() if told.ground is not OverlapGround.COUNTY}
    assert across == made["RELATED_ACROSS"]


def test_how_close_to_the_least_score_the_other_pairs_come_is_known() -> None:
    wanted = made["TWINS"] | made["RELATED_ACROSS"]
    pairs = named(find_overlaps(CONSTRUCTED, across=True, least=1))
    lowest = min(pairs[names].score for names in wanted)
    highest = max(pair.score for names, pair in pairs.items() if names not in wanted)
    assert (highest, DEFAULT_LEAST, lowest) == (28, 30, 30)


def test_pairs_of_one_county_come_first_then_themes_then_hints_each_by_score() -> None:
    pairs = find_overlaps(CONSTRUCTED, across=True, least=15).pairs
    order = list(OverlapGround)
    keys = [(order.index(pair.ground), -pair.score) for pair in pairs]
    assert keys == sorted(keys)
    assert {pair.ground for pair in pairs} == set(OverlapGround)


def test_a_pair_tells_where_and_why_it_was_compared() -> None:
    pair = named(find_overlaps(CONSTRUCTED))[
        frozenset({"etavastaanotto-kainuu", "etavastaanotto-lappi"})
    ]
    assert pair.ground is OverlapGround.THEME
    assert pair.counties == (("kainuu",), ("lappi",))
    assert pair.customer_groups == ("adults",)


# -- the score --------------------------------------------------------------------------------


def test_the_same_words_score_100() -> None:
    same = ("Perhekeskuksen chat", "Vanhemmat saavat neuvoja.", "Chat on auki arkisin.")
    pair = only(model(*same), model(*same))
    assert pair.score == 100
    assert [(share.part, share.percent) for share in pair.shares] == [(part, 100) for part in Part]


def test_title_counts_four_summary_and_description_three_tenths() -> None:
    texts = ("Perhekeskuksen chat", "Vanhemmat saavat neuvoja.", "Auki arkisin aamuisin.")
    other = ("Kotikuntoutus", "Fysioterapeutti käy luona.", "Tavoitteet mitataan uudelleen.")
    for place, points in enumerate((40, 30, 30)):
        mixed = [text if at == place else other[at] for at, text in enumerate(texts)]
        assert score(model(*texts), model(*mixed)) == points


def test_a_part_that_one_of_them_lacks_is_left_out() -> None:
    pair = only(model("Perhekeskuksen chat"), model("Perhekeskuksen chat", "Neuvoja vanhemmille."))
    assert [share.part for share in pair.shares] == [Part.TITLE]
    assert pair.score == 100


def test_a_word_weighs_the_less_the_more_descriptions_have_it() -> None:
    common = [model(f"Kuntoutus {word}") for word in ("pirtti", "sauna", "lampaat", "kalastus")]
    first, second = model("Kuntoutus chatissa"), model("Kuntoutus verkossa")
    alone = score(first, second)
    (told,) = (
        pair.score
        for pair in found(first, second, *common, least=1).pairs
        if (pair.first, pair.second) == (0, 1)
    )
    assert told < alone


def test_the_most_telling_words_come_first() -> None:
    pair = only(
        model("Perhekeskuksen chat", "Vanhemmat kysyvät illalla."),
        model("Perhekeskuksen chat", "Vanhemmat kysyvät aamulla."),
    )
    assert pair.words == (("chat",), ("perhekeskuksen",), ("kysyvät",), ("vanhemmat",))


# -- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Etävastaanotto", "Etävastaanoton"),
        ("Perhekeskus", "Perhekeskukset"),
        ("Perhekeskusten", "Perhekeskuksen"),
        ("Mielenterveys", "Mielenterveyden"),
        ("Kuntoutus", "Kuntoutusta"),
        ("Nuorten", "Nuorille"),
        ("Omaishoito", "Omaishoidon"),
        ("Asiakkaat", "Asiakas"),
        ("Päihde", "Päihteiden"),
        ("PERHETUPA", "perhetupa"),
        ("perhe\N{SOFT HYPHEN}tupa", "perhetupa"),
        ("pa\N{COMBINING DIAERESIS}ihde", "päihde"),
    ],
)
def test_endings_and_ways_of_writing_do_not_matter(one: str, other: str) -> None:
    pair = only(model(one), model(other))
    assert pair.score == 100
    assert len(pair.words[0]) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        (Language.SWEDISH, "Mottagningen på distans", "Mottagningar på distans"),
        (Language.ENGLISH, "Remote appointments", "Remote appointment"),
    ],
)
def test_other_languages_have_their_own_endings(language: Language, one: str, other: str) -> None:
    assert only(model(one, language=language), model(other, language=language)).score == 100


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Omaolo (RRP, P4, I1)", "Digituki (RRP, P4, I1)"),
        ("Omaolo, Lapin HVA", "Digituki, Lapin hva"),
        ("Omaolo, Lapin hyvinvointialue", "Digituki, Lapin hyvinvointialueella"),
        ("Omaolo-toimintamalli", "Digituen toimintamalli"),
        ("Omaolo ja joka 2025", "Digituki ja joka 2025"),
    ],
)
def test_codes_counties_years_and_words_of_every_title_are_nothing_in_common(
    one: str, other: str
) -> None:
    assert score(model(one), model(other)) == 0


def test_names_of_the_places_of_a_model_are_nothing_in_common() -> None:
    first, second = model("Kuusijoen chat"), model("Kuusijoen digituki")
    assert score(first, second) > 0
    placed = [
        evolve(one, basics=evolve(one.basics, locations=("Kuusijoki", "Kuusijoen kunta")))
        for one in (first, second)
    ]
    assert score(*placed) == 0


def test_words_of_titles_that_differ_by_few_letters_count_as_much_as_their_letters() -> None:
    pair = only(model("Etävastaanotto"), model("Etävasttaanotto"))
    assert pair.words == (("etävastaanotto", "etävasttaanotto"),)
    assert 85 <= pair.score < 100


def test_a_part_of_a_compound_counts_as_much_as_its_letters() -> None:
    pair = only(model("Kuntoutus kotona"), model("Kotikuntoutus"))
    assert pair.words == (("kotikuntoutus", "kuntoutus"),)
    assert 35 <= pair.score < 85


@pytest.mark.parametrize("field", ["operating_environment", "starting_point", "co_development"])
def test_text_about_place_and_project_is_not_compared(field: str) -> None:
    text = "Alueella on pitkiä välimatkoja ja ikääntyvä väestö."
    assert (
        score(model("Omaolo", text=text, field=field), model("Chat", text=text, field=field)) == 0
    )


def test_text_of_a_page_that_lost_its_labels_is_compared() -> None:
    text = RichText.parse("Hoitaja arvioi hoidon tarpeen puhelimessa.")
    lost = Form(unplaced=(UnplacedText(text=text, reason=UnplacedReason.LABELS_LOST),))
    pair = only(evolve(model(), form=lost), model(text=text.plain))
    assert pair.score == 100


def test_addresses_are_no_words() -> None:
    one, other = (f"{word} https://esimerkki.example/juurruttaminen" for word in ("Omaolo", "Chat"))
    assert score(model(text=one), model(text=other)) == 0


# -- which models are compared ----------------------------------------------------------------


def test_models_of_two_counties_without_a_theme_are_compared_only_across() -> None:
    two = model("Perhekeskuksen chat"), model("Perhekeskuksen chat", county="kainuu")
    assert found(*two).pairs == ()
    assert only(*two, across=True).ground is OverlapGround.ACROSS


def test_the_county_is_read_from_the_title_and_the_locations_too() -> None:
    titled = model("Perhekeskuksen chat, Lapin HVA", county="")
    located = model("Perhekeskuksen chat", county="")
    located = evolve(located, basics=evolve(located.basics, locations=("Lapin hyvinvointialue",)))
    assert only(titled, located).ground is OverlapGround.COUNTY


def test_one_collection_is_a_theme_however_its_spaces_are_written() -> None:
    two = (
        model("Chat", county="lappi", collection="Perheiden  palvelut"),
        model("Chat", county="kainuu", collection="Perheiden palvelut"),
    )
    assert only(*two).collections == ("Perheiden palvelut",)


def test_a_county_that_is_asked_for_leaves_the_scores_as_they_are() -> None:
    everything = named(find_overlaps(CONSTRUCTED, across=True))
    lapland = named(find_overlaps(CONSTRUCTED, across=True, county="lappi"))
    assert lapland == {
        names: pair
        for names, pair in everything.items()
        if "lappi" in pair.counties[0] + pair.counties[1]
    }


def test_models_that_cannot_be_compared_are_counted() -> None:
    told = found(model("Omaolo"), model(""), model("Chat", county=""), model("ja 2025"))
    assert (told.models, told.wordless, told.unplaced) == (4, 2, 1)


@pytest.mark.parametrize("least", [0, -1, 101])
def test_a_least_score_that_no_pair_can_have_is_refused(least: int) -> None:
    with pytest.raises(tm.OptionError) as error:
        found(least=least)
    assert error.value.report.codes == ("TM289",)


def test_an_unknown_county_is_refused_with_the_list() -> None:
    with pytest.raises(tm.UnknownNameError, match="kainuu"):
        found(county="lapi")


@pytest.mark.parametrize("library", ["rapidfuzz", "snowballstemmer"])
def test_without_a_library_it_is_told_what_to_install(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in list(sys.modules):
        if name.partition(".")[0] == library:
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(tm.AnalysisError, match=library) as error:
        found(model("Omaolo"))
    assert "toimintamalli[overlaps]" in next(iter(error.value.report)).hint("fi")


# -- decisions --------------------------------------------------------------------------------

FIRST = model("Perhekeskuksen chat", id="chat")
SECOND = model("Perhekeskusten chat")


@pytest.mark.parametrize("kind", RelationKind)
def test_a_pair_that_is_decided_about_is_not_asked_again_but_can_be_seen(
    kind: RelationKind,
) -> None:
    for deciding, other in ((FIRST, SECOND), (SECOND, FIRST)):
        decided = decide_overlap(deciding, other, kind=kind, reason="Sovittu.", date=DAY)
        told = found(decided, other)
        assert told.pairs == ()
        (pair,) = told.decided
        (relation,) = pair.decisions
        assert (relation.kind, relation.reason, relation.date) == (kind, "Sovittu.", DAY)


def test_a_decision_names_the_identifier_or_the_title_where_there_is_none() -> None:
    names = [
        decide_overlap(one, other, kind=RelationKind.DISTINCT).relations[0].other
        for one, other in ((SECOND, FIRST), (FIRST, SECOND))
    ]
    assert names == ["chat", "Perhekeskusten chat"]


def test_a_decision_changes_nothing_else() -> None:
    decided = decide_overlap(FIRST, SECOND, kind=RelationKind.DISTINCT)
    assert evolve(decided, relations=()) == FIRST
    assert tm.loads(tm.dumps(decided)) == decided


def test_a_model_that_nothing_names_cannot_be_decided_about() -> None:
    with pytest.raises(tm.AnalysisError) as error:
        decide_overlap(FIRST, model(), kind=RelationKind.DISTINCT)
    assert error.value.report.codes == ("TM286",)


@pytest.mark.parametrize("other", [FIRST, model("Toinen nimi", id="chat")])
def test_a_model_is_not_decided_about_with_itself(other: PracticeModel) -> None:
    with pytest.raises(tm.AnalysisError) as error:
        decide_overlap(FIRST, other, kind=RelationKind.DISTINCT)
    assert error.value.report.codes == ("TM287",)


def test_what_is_decided_is_not_decided_twice_from_either_side() -> None:
    decided = decide_overlap(FIRST, SECOND, kind=RelationKind.PART_OF)
    for one, other in ((decided, SECOND), (SECOND, decided)):
        with pytest.raises(tm.AnalysisError, match="Osa toista") as error:
            decide_overlap(one, other, kind=RelationKind.DISTINCT)
        assert error.value.report.codes == ("TM288",)


def test_a_relation_that_names_nothing_decides_nothing() -> None:
    nothing = evolve(FIRST, relations=(Relation(other="", kind=RelationKind.DISTINCT),))
    assert len(found(nothing, model("", "Vanhemmat.")).decided) == 0
    assert len(found(nothing, SECOND).pairs) == 1


# -- scopes split too fine --------------------------------------------------------------------

SPLIT = tuple(
    model(f"{ill} digihoitopolku terveysasemalla", "Potilas seuraa hoitoa.", collection="Polut")
    for ill in ("Astmapotilaan", "Diabeetikon", "Sydänpotilaan")
)


def test_small_models_with_titles_much_alike_are_told_as_a_group() -> None:
    (group,) = found(model("Omaolo"), *SPLIT).split_scopes
    assert group.places == (1, 2, 3)
    assert (group.county, group.collection) == ("lappi", "Polut")
    assert group.words == ("digihoitopolku", "terveysasemalla")


MANY_WORDS = tuple(f"{first}ka{second}ka" for first in "bdfghjlm" for second in "bdfghjlm")


@pytest.mark.parametrize(
    "compared",
    [
        pytest.param(SPLIT[:2], id="two"),
        pytest.param((*SPLIT[:2], evolve(SPLIT[2], programme=ProgrammeData())), id="no county"),
        pytest.param(
            (*SPLIT[:2], model("Sydänpotilaan digihoitopolku terveysasemalla")), id="no collection"
        ),
        pytest.param((*SPLIT[:2], SPLIT[1]), id="the same title twice"),
        pytest.param(
            (*SPLIT[:2], model("Digihoitopolku nuorille kouluun", collection="Polut")),
            id="half of the words",
        ),
        pytest.param(
            (
                *SPLIT[:2],
                evolve(SPLIT[2], core_elements=MANY_WORDS),
            ),
            id="a long description",
        ),
    ],
)
def test_what_is_no_group_of_three_small_models_is_not_told(
    compared: tuple[PracticeModel, ...],
) -> None:
    assert found(*compared).split_scopes == ()


# -- what always holds ------------------------------------------------------------------------

words = st.sampled_from(
    ("chat", "perhekeskus", "neuvonta", "neuvontachat", "hoitaja", "polku", "digituki", "tuki")
)
texts = st.lists(words, max_size=6).map(" ".join)
small_models = st.builds(model, texts, texts, texts, county=st.sampled_from(("lappi", "kainuu")))
small_portfolios = st.lists(small_models, min_size=2, max_size=6).map(
    lambda made: [evolve(one, id=f"m{place}") for place, one in enumerate(made)]
)


def by_names(compared: list[PracticeModel], **options: Any) -> dict[frozenset[Any], Any]:
    portfolio = Portfolio(models=tuple(compared))
    pairs = named(find_overlaps(portfolio, across=True, **options), portfolio)
    return {names: (pair.score, pair.words, pair.ground) for names, pair in pairs.items()}


@given(small_portfolios, st.integers(0, 2**16))
def test_the_order_of_the_models_never_matters(compared: list[PracticeModel], seed: int) -> None:
    shuffled = random.Random(seed).sample(compared, len(compared))
    assert by_names(shuffled, least=1) == by_names(compared, least=1)


@given(small_portfolios, st.integers(1, 100))
def test_a_higher_least_score_only_leaves_out_what_is_below_it(
    compared: list[PracticeModel], least: int
) -> None:
    everything = by_names(compared, least=1)
    expected = {names: told for names, told in everything.items() if told[0] >= least}
    assert by_names(compared, least=least) == expected


def test_looking_only_at_what_can_reach_the_least_score_misses_nothing() -> None:
    everything = named(find_overlaps(CONSTRUCTED, across=True, least=1))
    for least in range(2, 101, 7):
        expected = {names: pair for names, pair in everything.items() if pair.score >= least}
        assert named(find_overlaps(CONSTRUCTED, across=True, least=least)) == expected


@given(small_portfolios)
def test_models_that_share_no_word_with_the_others_change_nothing(
    compared: list[PracticeModel],
) -> None:
    strangers = [model("Kalastus", "Verkot lasketaan.", id="x"), model("Lampola", id="y")]
    assert by_names([*strangers, *compared], least=1) == by_names(compared, least=1)


@given(small_models)
def test_a_model_is_closest_to_its_copy(one: PracticeModel) -> None:
    has_words = any((one.basics.title, one.basics.summary, one.form.sections))
    assert score(evolve(one, id="a"), evolve(one, id="b")) == (100 if has_words else 0)


@settings(max_examples=25)
@given(st.lists(models, max_size=4))
def test_whatever_models_hold_they_are_compared(compared: list[PracticeModel]) -> None:
    told = found(*compared, across=True, least=1)
    assert all(1 <= pair.score <= 100 for pair in (*told.pairs, *told.decided))
    assert told == found(*compared, across=True, least=1)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        "äö-" * 100_000,
        "https://" * 50_000,
        "\ud800\udfff \x00\x1b[2J" * 1_000,
        "sana " * 100_000,
        " ".join(f"{chr(97 + n % 26) * 3}{chr(97 + n // 26 % 26) * 3}x" for n in range(5_000)),
    ],
    ids=["one word", "hyphens", "addresses", "surrogates", "one word often", "many words"],
)
def test_hostile_texts_are_compared_in_reasonable_time(text: str) -> None:
    hostile = model(text, text, text)
    pairs = found(hostile, hostile, model("Omaolo")).pairs
    assert all((pair.first, pair.second, pair.score) == (0, 1, 100) for pair in pairs)


def test_progress_is_told_to_the_end() -> None:
    steps: list[tuple[int, int]] = []
    found(FIRST, SECOND, progress=lambda done, of: steps.append((done, of)))
    assert steps == [(1, 2), (2, 2)]
