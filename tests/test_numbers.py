"""Numbers and days are shown as each language writes them."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.vocabulary import shown_date, shown_number, shown_percent

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("value", "finnish", "english"),
    [
        (0, "0", "0"),
        (67, "67", "67"),
        (999, "999", "999"),
        (1234, f"1{NO_BREAK}234", "1,234"),
        (100_000, f"100{NO_BREAK}000", "100,000"),
        (5_600_000, f"5{NO_BREAK}600{NO_BREAK}000", "5,600,000"),
        (Decimal("95.5"), "95,5", "95.5"),
        (Decimal("95.50"), "95,50", "95.50"),
        (Decimal("1234.5"), f"1{NO_BREAK}234,5", "1,234.5"),
        (Decimal("0.0000001"), "0,0000001", "0.0000001"),
        (Decimal("1E+3"), f"1{NO_BREAK}000", "1,000"),
        (Decimal("-3.2"), f"{MINUS}3,2", f"{MINUS}3.2"),
        (Decimal("-0"), "0", "0"),
    ],
)
def test_a_number_keeps_its_decimals_and_gets_the_signs_of_its_language(
    value: Decimal | int, finnish: str, english: str
) -> None:
    assert shown_number(value) == shown_number(value, "sv") == finnish
    assert shown_number(value, "en") == english


def test_a_percentage_stands_apart_from_its_sign_in_finnish_and_swedish() -> None:
    assert shown_percent(Decimal("95.5")) == f"95,5{NO_BREAK}%"
    assert shown_percent(Decimal("95.5"), "sv") == f"95,5{NO_BREAK}%"
    assert shown_percent(Decimal("95.5"), tm.Language.ENGLISH) == "95.5%"
    assert shown_percent(100, "en") == "100%"


def test_a_day_is_written_without_leading_zeros() -> None:
    day = datetime.date(2025, 6, 30)
    assert [shown_date(day, language) for language in tm.Language] == [
        "30.6.2025",
        "30.6.2025",
        "30 June 2025",
    ]
    assert shown_date(datetime.date(2026, 1, 2)) == "2.1.2026"


def test_every_month_has_its_english_name() -> None:
    names = {shown_date(datetime.date(2025, month, 1), "en") for month in range(1, 13)}
    assert len(names) == 12
    assert "1 December 2025" in names


def test_a_language_that_is_not_spoken_is_told() -> None:
    with pytest.raises(tm.OptionError, match="fi, sv, en"):
        shown_number(1, "de")


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12))
def test_no_digit_is_lost_in_any_language(value: Decimal) -> None:
    for language, sign in (("fi", ","), ("sv", ","), ("en", ".")):
        shown = shown_number(value, language)
        plain = shown.replace(NO_BREAK if sign == "," else ",", "").replace(sign, ".")
        assert Decimal(plain.replace(MINUS, "-")) == value


# -- beside the data of CLDR ------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@given(st.decimals(min_value=0, max_value=10**12, places=3))
def test_numbers_are_written_as_in_cldr(language: str, value: Decimal) -> None:
    peer = format_decimal(value, locale=language, decimal_quantization=False)
    assert shown_number(value.normalize() + 0, language) == peer


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@given(st.decimals(min_value=0, max_value=100, places=1))
def test_percentages_are_written_as_in_cldr(language: str, value: Decimal) -> None:
    peer = format_percent(value / 100, locale=language, decimal_quantization=False)
    assert shown_percent(value.normalize() + 0, language) == peer


@given(st.dates())
def test_days_are_written_as_in_cldr(day: datetime.date) -> None:
    assert shown_date(day, "fi") == format_date(day, "short", locale="fi")
    assert shown_date(day, "en") == format_date(day, "long", locale="en_GB")


def test_swedish_days_are_those_of_finland_not_of_sweden() -> None:
    """CLDR has 2025-06-03, as in Sweden. In Finland a day is written alike in both languages."""
    day = datetime.date(2025, 6, 3)
    assert format_date(day, "short", locale="sv") == "2025-06-03"
    assert shown_date(day, "sv") == shown_date(day, "fi") == "3.6.2025"


def test_a_negative_number_has_a_minus_not_a_hyphen() -> None:
    """English as well, where CLDR has a hyphen: a minus is not broken from its number."""
    signs = {name: Locale(name).number_symbols["latn"]["minusSign"] for name in ("fi", "sv", "en")}
    assert signs == {"fi": MINUS, "sv": MINUS, "en": "-"}
    assert {shown_number(-1, language) for language in signs} == {f"{MINUS}1"}
