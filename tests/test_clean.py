"""Cleaning of pasted text."""

from __future__ import annotations

import doctest
import time
import timeit
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toimintamalli.text import _clean
from toimintamalli.text._clean import CleanedText, CleaningChange, CleaningKind, clean_text

FAMILY = "👩\u200d👧"
FLAG_OF_WALES = "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"

# Characters whose neighbours decide what happens to them, and ordinary ones between them.
TRICKY_CHARACTERS = [
    *"a ä\n\r\t1ŋǩ",
    *"\x00\x0b\x1c\x85\u2028\xa0\u2003\xad\u200b\ufeff\u202e\ufffe\uf0b7\ue000\ud83d\ude00\udc00",
    *"\u200c\u200d\ufe0e\ufe0f\U000e0100",
    *"❤🔥👩🏽↔♀🏴\U000e0067\U000e0062\U000e007f",
    *"\u0301\u0323\u0338\u0344\u0308\u20e3\u0655\u0653\u093c\u094d",
    *"کا\u0627\u0928\u0937\u0958\ufb2c\u2126\u212b\u1100\u1161\u11a8",
]
tricky_text = st.text(st.sampled_from(TRICKY_CHARACTERS), max_size=24)
any_text = st.text(st.characters(exclude_categories=[]), max_size=40)


def counted(cleaned: CleanedText) -> dict[str, int]:
    return {change.kind.value: change.count for change in cleaned.changes}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Perhetupa kokoaa perheiden palvelut.",
        "Ensimmäinen kappale.\n\nToinen kappale:\n  - kohta",
        "Saamelaisten kanssa: davvisámegiella, anarâškielâ, nuõrttsääʹmǩiõll, ʼ ´ ’ ʹ",
        "Hinta 10 000 €, ½ tuntia, CO₂, m², ”lainaus” – ja…",
        "Hyvä! 👍 😀",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert clean_text(text) == CleanedText(text, ())


@pytest.mark.parametrize(
    ("text", "cleaned", "changes"),
    [
        ("rivi1\r\nrivi2\u2028rivi3\x0brivi4", "rivi1\nrivi2\nrivi3\nrivi4", {"line_end": 3}),
        ("a\x85b\x0cc\x1cd\re", "a\nb\nc\nd\ne", {"line_end": 4}),
        ("nimi\x00 ja\x1b\x9f", "nimi ja", {"control": 3}),
        ("nimi\tikä", "nimi ikä", {"tab": 1}),
        ("\ud800x", "\ufffdx", {"surrogate": 1}),
        ("\ud83d\ude00", "😀", {"surrogate": 2}),
        ("a\ufdd0b\uffffc\U0001fffe", "abc", {"noncharacter": 3}),
        ("lasku\u202efdp.exe", "laskufdp.exe", {"bidi": 1}),
        ("nolla\u200bleveys\ufeff", "nollaleveys", {"invisible": 2}),
        ("ju\u00adur\u00adru\u00adtus", "juurrutus", {"soft_hyphen": 3}),
        ("perhe\u200dtupa\u200c", "perhetupa", {"joiner": 2}),
        ("piilo\U000e0061", "piilo", {"tag_character": 1}),
        ("\uf0b7 Wordin luettelo", "• Wordin luettelo", {"word_bullet": 1}),
        ("kuvake \ue001", "kuvake \ufffd", {"private_use": 1}),
        ("10\u00a0000\u202f€", "10 000 €", {"space": 2}),
        ("z" + "\u0301" * 40 + "!", "ź\u0301\u0301\u0301!", {"combining": 36, "normalised": 1}),
        ("a\u0308iti ja isa\u0308", "äiti ja isä", {"normalised": 2}),
        ("k\u030c g\u030c", "ǩ ǧ", {"normalised": 2}),
        ("  alku", "alku", {"leading_space": 2}),
        ("rivi  \nloppu ", "rivi\nloppu", {"trailing_space": 2}),
        ("yksi\n\n\n\nkaksi\n", "yksi\n\nkaksi", {"blank_lines": 3}),
        ("1\ufe0f\ufe0f\ufe0e", "1\ufe0f", {"invisible": 2}),
    ],
)
def test_each_kind_of_change_is_made_and_counted(
    text: str, cleaned: str, changes: dict[str, int]
) -> None:
    result = clean_text(text)
    assert (result.text, counted(result)) == (cleaned, changes)


@pytest.mark.parametrize(
    "sequence",
    [
        FAMILY,
        FLAG_OF_WALES,
        "👩🏽\u200d💻",
        "❤\ufe0f\u200d🔥",
        "🙂\u200d↔\ufe0f",
        "1\ufe0f\u20e3",
        "❤\ufe0f ja ❤\ufe0e",
        "می\u200cخواهم",
        "क्\u200dष",
    ],
)
def test_emoji_sequences_and_joiners_of_scripts_that_need_them_are_kept(sequence: str) -> None:
    assert clean_text(f"Kiitos {sequence} kaikille") == CleanedText(f"Kiitos {sequence} kaikille")


def test_compatibility_characters_are_not_replaced() -> None:
    assert clean_text("ﬁ ² ½ ™\u200b").text == "ﬁ ² ½ ™"


def test_a_single_line_gets_spaces_for_line_ends() -> None:
    result = clean_text("Perhetupa \r\n\r\nJyväskylä\n", multiline=False)
    assert result.text == "Perhetupa Jyväskylä"
    assert CleaningChange(CleaningKind.TRAILING_SPACE, 1) in result.changes


def test_a_single_clean_line_with_a_line_end_is_not_taken_for_clean() -> None:
    result = clean_text("Perhetupa\nJyväskylä", multiline=False)
    assert (result.text, counted(result)) == ("Perhetupa Jyväskylä", {"line_end": 1})


def test_changes_come_in_the_order_of_the_kinds() -> None:
    kinds = [change.kind for change in clean_text(" a\tb\u200b\r\nc\u00ad \n").changes]
    assert kinds == [kind for kind in CleaningKind if kind in kinds]
    assert len(kinds) >= 5


@given(any_text | tricky_text, st.booleans())
@example("J\u0301\u200d\u0655\u200dक", False)
@example("\u2126\u200d🔥", True)
@example("\u0655\u0301\u200d\u0323\u200dا", True)
def test_cleaning_again_changes_nothing(text: str, multiline: bool) -> None:
    once = clean_text(text, multiline=multiline)
    assert clean_text(once.text, multiline=multiline) == CleanedText(once.text, ())


@given(any_text | tricky_text, st.booleans())
def test_the_result_is_safe_for_any_file(text: str, multiline: bool) -> None:
    cleaned = clean_text(text, multiline=multiline).text
    cleaned.encode("utf-8")
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == cleaned.strip(" \n")
    assert "\n\n\n" not in cleaned
    assert " \n" not in cleaned
    assert multiline or "\n" not in cleaned
    controls = {char for char in cleaned if unicodedata.category(char) in {"Cc", "Co", "Cs"}}
    assert controls <= {"\n"}


@given(any_text | tricky_text, st.booleans())
def test_every_change_is_told_and_nothing_else(text: str, multiline: bool) -> None:
    result = clean_text(text, multiline=multiline)
    assert bool(result.changes) == (result.text != text)
    assert all(change.count > 0 for change in result.changes)


@pytest.mark.parametrize(
    "pattern",
    [
        "\u0301\u0323",
        " ",
        "\r",
        "\u200d",
        "❤\ufe0f\u200d",
        "\u094d\u200d",
        "\U000e0061",
        "🏴\U000e0061",
        "a\u200b",
        "–",
        "\ud800",
        "क\u0301",
    ],
)
def test_time_grows_with_length_also_for_hostile_text(pattern: str) -> None:
    short, long = 20_000 // len(pattern), 320_000 // len(pattern)
    # Sixteen times the length: quadratic work would take 256 times as long.
    assert (
        seconds_to_clean(f"a{pattern * long}b")
        < 80 * seconds_to_clean(f"a{pattern * short}b") + 0.5
    )


def seconds_to_clean(text: str) -> float:
    """The better of two times, each without the collector, which looks at all that tests left."""
    return min(timeit.repeat(lambda: clean_text(text), timer=time.process_time, number=1, repeat=2))


def test_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(_clean).failed == 0
