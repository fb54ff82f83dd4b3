import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toimintamalli_excel.workbook import clean_text, escape_text, split_text, unescape_text
from toimintamalli_excel.workbook import utf16_length as measured

ANY_CHARACTER = st.characters(exclude_categories=())
ANY_TEXT = st.text(ANY_CHARACTER)
ESCAPE_LIKE = st.lists(
    st.sampled_from(["_", "x", "x000D", "_x000D_", "_x005F_", "005F", "a", "😀"])
).map("".join)


@pytest.mark.parametrize(
    ("raw", "cleaned", "removed"),
    [
        ("tavallinen teksti", "tavallinen teksti", 0),
        ("a\x00b\x1fc\x7fd\x9f", "abcd", 4),
        ("sarkain\tjää", "sarkain\tjää", 0),
        ("\ud800yksin\udfff", "yksin", 2),
        ("\ufffe\uffff\ufdd0\U0001ffff\U0010fffe", "", 5),
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh", 0),
        ("\u200fעברית \u00a0 😀", "\u200fעברית \u00a0 😀", 0),
    ],
)
def test_cleaning_removes_what_xml_cannot_hold_and_counts_it(raw, cleaned, removed):
    result = clean_text(raw)

    assert (result.text, result.removed) == (cleaned, removed)


@settings(deadline=None)
@given(ANY_TEXT)
def test_cleaned_text_is_encodable_and_cleaning_it_again_changes_nothing(raw):
    cleaned = clean_text(raw).text

    cleaned.encode("utf-8")
    assert clean_text(cleaned).text == cleaned
    assert not [c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\t\n"]


def test_every_character_of_python_is_kept_made_a_line_end_or_removed():
    line_ends = {*"\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"}
    for number in range(sys.maxunicode + 1):
        character = chr(number)
        unsafe = (
            unicodedata.category(character) in {"Cc", "Cs"} and character not in "\t\n"
        ) or is_noncharacter(number)
        kept = "\n" if character in line_ends else "" if unsafe else character
        assert clean_text(f"a{character}b").text == f"a{kept}b", f"U+{number:04X}"


def is_noncharacter(number):
    return number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF


@settings(deadline=None)
@given(ANY_TEXT | ESCAPE_LIKE)
def test_unescaping_undoes_escaping(raw):
    cleaned = clean_text(raw).text

    assert unescape_text(escape_text(cleaned)) == cleaned


def test_a_typed_carriage_return_escape_is_protected():
    assert escape_text("_x000D_") == "_x005F_x000D_"
    assert escape_text("_X000D_ _x00_") == "_X000D_ _x00_"


@settings(deadline=None)
@given(ANY_TEXT | ESCAPE_LIKE, st.integers(min_value=7, max_value=30))
def test_parts_fit_the_limit_and_join_to_the_text(raw, limit):
    cleaned = clean_text(raw).text

    parts = split_text(cleaned, limit)

    assert "".join(parts) == cleaned
    assert all(measured(escape_text(part)) <= limit for part in parts)
    assert "".join(unescape_text(escape_text(part)) for part in parts) == cleaned


def test_emojis_count_as_two_units_and_are_never_cut():
    parts = split_text("😀" * 20_000)

    assert [measured(part) for part in parts] == [32_766, 7_234]
    assert set("".join(parts)) == {"😀"}


def test_a_text_of_exactly_the_limit_is_one_part():
    assert len(split_text("a" * 32_767)) == 1
    assert len(split_text("a" * 32_768)) == 2
