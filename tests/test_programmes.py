"""To which programme a model belongs: its data come first, and funders alone prove nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.programmes import (
    funder_is_named,
    named_programme,
    programme_of,
    programmes_of_funders,
)
from toimintamalli.analysis.wording.limits import limit
from toimintamalli.checks._addresses import address_words
from toimintamalli.model import ProgrammeData
from toimintamalli.vocabulary import ProgrammeFunder, programmes

(RRP,) = programmes()
FUNDERS = ("Muu EU-rahoitus", "Sosiaali- ja terveysministeriö (STM)")


@pytest.mark.parametrize(
    "text",
    [
        "Perhetupa, Kainuun HVA (RRP, P4, I1)",
        "Kainuun RRP2-mallit",
        "Suomen kestävän kasvun ohjelman tuotokset",
        "Finlands program för hållbar tillväxt",
        "SUSTAINABLE GROWTH PROGRAMME",
    ],
)
def test_a_text_names_a_programme_by_its_code_or_its_name(text: str) -> None:
    assert named_programme(text) == RRP


@pytest.mark.parametrize("text", ["", "Perhetupa", "Kestävä kasvu", "CRRPA", "Tulevaisuuden sote"])
def test_another_text_names_none(text: str) -> None:
    assert named_programme(text) is None


@pytest.mark.parametrize(
    ("data", "title", "collection", "programme"),
    [
        ("rrp", "Perhetupa", "", RRP),
        (None, "Perhetupa (RRP, P4)", "", RRP),
        (None, "Perhetupa", "Lapin RRP", RRP),
        (None, "Perhetupa", "Lapin perhekeskukset", None),
        ("esr", "Perhetupa (RRP, P4)", "Lapin RRP", None),
    ],
)
def test_the_data_come_first_then_the_title_and_the_collections(
    data: str | None, title: str, collection: str, programme: object
) -> None:
    model = tm.PracticeModel(
        basics=tm.BasicData(title=title, collections=(collection,), funders=FUNDERS),
        programme=ProgrammeData(programme=data),
    )
    assert programme_of(model) == programme


def test_funders_point_to_a_programme_only_when_all_are_there() -> None:
    assert programmes_of_funders(FUNDERS) == (RRP,)
    assert programmes_of_funders(FUNDERS[:1]) == ()
    assert programmes_of_funders(()) == ()


@pytest.mark.parametrize(
    ("written", "is_named"),
    [
        ("Sosiaali-  ja terveysministeriö (STM)", True),
        ("stm, 2024", True),
        ("Sosiaali- ja terveysministeriö", True),
        ("Sosiaali- ja terveysministeriön hallinnonala", False),
        ("ESTM", False),
        ("", False),
    ],
)
def test_a_funder_is_named_by_whole_words(written: str, is_named: bool) -> None:
    state = ProgrammeFunder(
        name="Sosiaali- ja terveysministeriö (STM)",
        spellings=("Sosiaali- ja terveysministeriö", "STM"),
    )
    assert funder_is_named(state, [written]) is is_named


@given(st.text(), st.lists(st.text()))
def test_no_text_breaks_the_search(text: str, funders: list[str]) -> None:
    assert named_programme(text) in {None, RRP}
    assert programmes_of_funders(funders) in {(), (RRP,)}


def test_the_limits_are_sensible() -> None:
    assert limit("evaluation_stale_after_months") == 12
    assert 0 < limit("not_applicable_most_percent") < 100
    assert limit("not_applicable_least_answers") > 1


def test_no_scheme_is_both_open_and_local() -> None:
    words = address_words()
    assert not set(words.web_schemes) & set(words.local_schemes)
