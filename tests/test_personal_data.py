"""Personal and secret data is found in free text, and what only resembles it is left alone."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toimintamalli.personal_data import (
    FoundData,
    PersonalDataKind,
    PersonNames,
    find_personal_data,
)

NAMES = PersonNames(["Maija Virtanen"])


def found(text: str, kind: str) -> list[str]:
    """Return what stands in a text where data of one kind is found."""
    finds = find_personal_data(text, NAMES)
    return [text[one.start : one.end] for one in finds if one.kind == kind]


# -- e-mail addresses -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "maija@esimerkki.fi",
        "maija.mallikas@viestit.esimerkki.fi",
        "Maija.Mallikas+kokous@Esimerkki.FI",
        "maija_m@esimerkki.co.uk",
        "mäkinen@hyvä-esimerkki.fi",
        "ma\u0308kinen@esimerkki.fi",
        "maija@xn--hyv-qla.fi",
        "maija (at) esimerkki.fi",
        "maija[at]esimerkki.fi",
        "maija(a)esimerkki.fi",
        "maija.mallikas (ät) esimerkki (piste) fi",
        "maija {at} esimerkki [dot] fi",
        "maija @ esimerkki.fi",
        "maija＠esimerkki.fi",
        "etunimi.sukunimi@esimerkki.fi",
    ],
)
def test_an_address_is_found_whole_and_without_the_full_stop(address: str) -> None:
    assert found(f"Kysy: {address}. Vastaamme.", "email") == [address]
    assert found(f"({address}, mailto:{address})", "email") == [address, address]


@pytest.mark.parametrize(
    "text",
    ["seuraa @esimerkki", "a@b", "50 kpl @ 3,5", "kohta (a) pidempi.Sitten", "@@", "a@1.2",
     "matti (at) ", "@esimerkki.fi"],
)  # fmt: skip
def test_what_is_no_address_is_left_alone(text: str) -> None:
    assert found(text, "email") == []


def test_an_address_ends_where_its_domain_ends() -> None:
    assert found("maija@esimerkki.fi-osoite ja m@esimerkki.fi.2", "email") == [
        "maija@esimerkki.fi",
        "m@esimerkki.fi",
    ]


# -- personal identity codes ------------------------------------------------------------------

# Codes of people that there are none of: the numbers 900–999 are given for a time only.
CODES = ["010203-9987", "290204A997H", "311299+9019", "290204a997h"]


@pytest.mark.parametrize("code", [*CODES, "010203–9987"])
def test_an_identity_code_is_found(code: str) -> None:
    assert found(f"Asiakas {code}, käynti", "identity_code") == [code]


@pytest.mark.parametrize("sign", "-YXWVU+")
def test_signs_of_earlier_centuries_are_known(sign: str) -> None:
    assert len(found(f"010203{sign}9987", "identity_code")) == 1


@pytest.mark.parametrize("sign", "ABCDEFabcdef")
def test_signs_of_this_century_are_known(sign: str) -> None:
    assert len(found(f"010203{sign}9987", "identity_code")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "010203-9988",  # the check is wrong
        "290203-9987",  # no such day
        "290203A997H",
        "321299-9019",
        "010203G9987",  # no such century
        "010203 9987",
        "1010203-9987",
        "010203-99877",
        "x010203-9987",
        "010203-0010",
        "1234567-8",
    ],
)
def test_what_is_no_identity_code_is_left_alone(text: str) -> None:
    assert found(text, "identity_code") == []


# -- finds together ---------------------------------------------------------------------------


def test_finds_come_from_left_to_right_each_with_its_kind() -> None:
    text = "Maija Virtanen (maija@esimerkki.fi), 010203-9987"
    assert find_personal_data(text, NAMES) == (
        FoundData(PersonalDataKind.NAME, 0, 14),
        FoundData(PersonalDataKind.EMAIL, 16, 34),
        FoundData(PersonalDataKind.IDENTITY_CODE, 37, 48),
    )


def test_finds_that_overlap_become_one_and_nothing_is_left_in_sight() -> None:
    text = "Maija Virtanen@esimerkki.fi"
    assert find_personal_data(text, NAMES) == (FoundData(PersonalDataKind.EMAIL, 0, len(text)),)


def test_without_names_no_name_is_found() -> None:
    assert find_personal_data("Maija Virtanen") == ()


HOSTILE = [
    "@",
    "a",
    "a@",
    "a.",
    "a@b.",
    "(at)",
    "a(at)",
    "a (at) b (piste) ",
    "-",
    "a@b-",
    "0",
    "1 ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_megabyte_is_looked_through_in_reasonable_time(piece: str) -> None:
    begun = time.perf_counter()
    find_personal_data(piece * (1_000_000 // len(piece)), NAMES)
    assert time.perf_counter() - begun < 30


@given(st.text(st.characters() | st.sampled_from("@.-0123456789+ aA:=/\n"), max_size=300))
def test_any_text_gives_ordered_finds_that_do_not_overlap(text: str) -> None:
    finds = find_personal_data(text, NAMES)
    assert all(0 <= one.start < one.end <= len(text) for one in finds)
    assert all(one.end <= other.start for one, other in pairwise(finds))
