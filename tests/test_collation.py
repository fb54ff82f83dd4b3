"""Names stand in the order in which a reader of each language looks for them."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.text import Language
from toimintamalli.vocabulary import counties, sort_key

NORDIC = ["fi", "sv"]
# Letters in the order of the charts of CLDR; letters in one string differ only by their marks.
FINNISH_LETTERS = "a á b c č d đ e é f g h i j k l m n o õ p q r s š t u v w x y ü z ž å ä æ ö ø"
SWEDISH_LETTERS = "a à b c d đ e é f g h i j k l m n o p q r s t u v w x y ü z å ä æ ö ø"
ENGLISH_LETTERS = "a á å ä b c č d đ e é f g h i j k l m n o ö ø p q r s t u ü v w x y z"


def in_order(names: list[str], language: str) -> list[str]:
    mixed = random.Random(0).sample(names, len(names))
    return sorted(mixed, key=lambda name: sort_key(name, language))


@pytest.mark.parametrize(
    ("language", "letters"),
    [("fi", FINNISH_LETTERS), ("sv", SWEDISH_LETTERS), ("en", ENGLISH_LETTERS)],
)
def test_letters_stand_in_the_order_of_the_alphabet(language: str, letters: str) -> None:
    assert in_order(letters.split(), language) == letters.split()
    capitals = letters.upper().split()
    assert in_order(capitals, language) == capitals


@pytest.mark.parametrize("language", NORDIC)
def test_nordic_letters_come_last(language: str) -> None:
    names = ["Aro", "Vaara", "Wahl", "Zeta", "Åbo", "Åland", "Ähtäri", "Äänekoski", "Öja"]
    assert in_order(names, language) == names


def test_in_english_they_stand_among_a_and_o() -> None:
    names = ["Abo", "Ähtäri", "Åland", "Aro", "Oja", "Öja", "Vaara", "Wahl", "Zeta"]
    assert in_order(names, "en") == names


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_v_and_w_are_two_letters(language: str) -> None:
    names = ["Vaara", "Vuori", "Waara", "Walta"]
    assert in_order(names, language) == names


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_capitals_and_marks_decide_only_between_equals(language: str) -> None:
    names = ["idea", "Idea", "idéa", "ideat", "Idell"]
    assert in_order(names, language) == names


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_numbers_are_ordered_as_numbers_and_come_before_letters(language: str) -> None:
    names = ["4V", "Malli", "Malli 2", "Malli 02", "Malli 10", "Malli 100", "Malli A", "Mallit"]
    assert in_order(names, language) == names


def test_a_number_may_have_any_length() -> None:
    names = ["Malli 2", f"Malli {'9' * 4999}", f"Malli 1{'0' * 4999}", "Mallisto"]
    assert in_order(names, "fi") == names


def test_a_title_of_digits_without_end_stops_no_portfolio() -> None:
    models = [tm.PracticeModel(basics=tm.BasicData(title=title)) for title in ("9" * 5000, "Chat")]
    portfolio = tm.Portfolio(models=tuple(models))
    assert len(tm.triage_portfolio(portfolio).models) == 2


def test_spaces_and_signs_come_before_letters() -> None:
    names = ["Etelä Savo", "Etelä-Karjala", "Etelä-Savo", "Eteläinen"]
    assert in_order(names, "fi") == names


def test_counties_stand_as_in_a_finnish_a_swedish_and_an_english_list() -> None:
    def first_and_last(language: str) -> tuple[str, str]:
        names = [county.name.get(Language(language)) for county in counties()]
        ordered = in_order(names, language)
        return ordered[0], ordered[-1]

    assert first_and_last("fi") == (
        "Etelä-Karjalan hyvinvointialue",
        "Varsinais-Suomen hyvinvointialue",
    )
    assert first_and_last("sv") == ("Birkalands välfärdsområde", "Östra Nylands välfärdsområde")
    assert first_and_last("en") == ("City of Helsinki", "wellbeing services county of West Uusimaa")


def test_a_letter_written_in_two_characters_is_the_same_letter() -> None:
    in_parts = unicodedata.normalize("NFD", "Ähtäri")
    assert in_parts != "Ähtäri"
    assert in_order(["Ähtävä", in_parts, "Ähti"], "fi") == ["Ähti", in_parts, "Ähtävä"]


@given(st.lists(st.text(max_size=8), max_size=12), st.sampled_from(Language))
def test_any_texts_have_one_order(texts: list[str], language: Language) -> None:
    ordered = sorted(texts, key=lambda text: sort_key(text, language))
    texts.reverse()
    assert sorted(texts, key=lambda text: sort_key(text, language)) == ordered


def test_a_language_that_is_not_spoken_is_refused() -> None:
    with pytest.raises(tm.OptionError, match="fi, sv, en"):
        sort_key("a", "de")
