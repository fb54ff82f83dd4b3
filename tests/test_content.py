"""What a field holds: text that says something is told from a place for it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toimintamalli.analysis.content import ContentState, FieldContent, content_of, content_of_texts
from toimintamalli.model import Attachment, RichText, Section
from toimintamalli.vocabulary import EmptyWords, empty_words

words = st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=8)
texts = st.lists(words, max_size=12).map(" ".join)


def held(markup: str, *attachments: Attachment) -> FieldContent:
    return content_of(Section(text=RichText.parse(markup), attachments=attachments))


@pytest.mark.parametrize(
    "markup",
    [
        "Ikääntyneet.",
        "- hoitaja\n- lääkäri",
        "1. Alku\n   - Kotona",
        "## Vaiheet\n\nAlku",
        "Katso [ohje](https://example.org), jossa neuvotaan.",
        "Kuvaus täydentyy myöhemmin, mutta hoitaja soittaa jo.",
        "52",
    ],
)
def test_text_says_something(markup: str) -> None:
    assert held(markup).state() is ContentState.SAID
    assert held(markup).says_something()


@pytest.mark.parametrize(
    "markup",
    [
        "https://example.org/malli.pdf",
        "HTTPS://EXAMPLE.ORG www.example.org/sivu",
        "[Mallin kuvaus](https://example.org/malli.pdf)",
        "Katso liite.",
        "Ks. liitteenä (linkki)",
        "Se bilagan",
        "See attachment: https://example.org",
        "- [Ohje](https://example.org)\n- [Esite](https://example.org/2)",
        "## Liitteet\n\nLiite",
    ],
)
def test_links_and_pointers_tell_that_the_content_is_elsewhere(markup: str) -> None:
    assert held(markup).state() is ContentState.ELSEWHERE


@pytest.mark.parametrize(
    "markup",
    [
        "Täydentyy myöhemmin.",
        "TULOSSA!",
        "Kompletteras senare",
        "To be added later.",
        "TBD",
        "xxx",
        "Lorem ipsum",
        "## Vaiheet",
        "Ei vielä",
    ],
)
def test_a_promise_of_text_or_a_heading_is_only_a_place_for_text(markup: str) -> None:
    assert held(markup).state() is ContentState.PLACEHOLDER
    assert held(markup).quote


@pytest.mark.parametrize("markup", ["", " \n ", "…", "---", "____", "• ", "?!", "\u200b\ufeff"])
def test_signs_alone_are_nothing(markup: str) -> None:
    assert held(markup).state() is ContentState.EMPTY


def test_an_attachment_speaks_where_somebody_summed_it_up() -> None:
    assert held("", Attachment(title="Kuvaus.pdf")).state() is ContentState.ELSEWHERE
    assert held("", Attachment(alt_text="Kartta")).state() is ContentState.ELSEWHERE
    assert held("", Attachment(summary="Hoitaja soittaa.")).state() is ContentState.SAID


def test_a_label_repeated_inside_its_own_field_is_a_heading() -> None:
    label = "TOIMIVUUDEN JA KÄYTTÖÖNOTON EHDOT **"

    def state(field: str, text: str) -> ContentState:
        return content_of(Section(field=field, text=RichText.parse(text))).state()

    assert state("conditions_of_use", label) is ContentState.PLACEHOLDER
    assert state("conditions_of_use", f"{label}\nVastuuhoitaja on nimetty.") is ContentState.SAID
    assert state("conditions_of_use", f"{label} Vastuuhoitaja") is ContentState.SAID
    assert state("target_group", label) is ContentState.SAID


def test_how_much_is_enough_depends_on_what_is_told() -> None:
    few = held("Etävastaanotto asemalla")
    assert few.state(10) is ContentState.SHORT
    assert not few.says_something(3)
    assert few.says_something(2)
    assert (few + few).says_something(4)


def test_words_that_say_nothing_here_may_be_added() -> None:
    claims = empty_words(EmptyWords.CLAIM)
    claim = Section(text=RichText.parse("Toimintaa on arvioitu hankkeen aikana."))
    assert content_of(claim).words == 5
    assert content_of(claim, also_empty=claims).state() is ContentState.PLACEHOLDER


def test_a_quote_is_one_short_line_that_begins_as_the_text() -> None:
    assert held("Täydentyy\nmyöhemmin").quote == "Täydentyy myöhemmin"
    long = held("sana " * 10_000).quote
    assert long.startswith("sana sana")
    assert long.endswith(" …")
    assert len(long) <= 62
    assert len(content_of_texts(["x" * 10_000]).quote) <= 62


@given(texts, texts)
def test_more_text_never_says_less(first: str, second: str) -> None:
    less, more = content_of_texts([first]), content_of_texts([first, second])
    assert more.words >= less.words
    assert content_of_texts([f"{first} {second}"]).words >= less.words


@given(st.text())
def test_any_text_is_in_some_state(text: str) -> None:
    assert content_of_texts([text]).state() in ContentState
    assert held(text).state() in ContentState


@pytest.mark.parametrize("piece", ["http", "https://", "www.", "!", "_", "\x00", "a.", ").", "ä"])
def test_hostile_texts_are_read_in_linear_time(piece: str) -> None:
    hostile = piece * 200_000
    start = time.process_time()
    content_of_texts([hostile])
    assert time.process_time() - start < 2


def test_words_without_content_are_few_and_written_small() -> None:
    for group in EmptyWords:
        found = empty_words(group)
        assert 0 < len(found) < 80
        assert {word for word in found if word != word.casefold()} == set()
