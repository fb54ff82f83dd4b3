"""Personal and secret data is found in free text, and what only resembles it is left alone."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toimintamalli.model import PracticeModel
from toimintamalli.personal_data import (
    FoundData,
    PersonalDataKind,
    PersonNames,
    find_personal_data,
    personal_data_in,
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


# -- telephone numbers ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    [
        "040 123 4567",
        "040-123 4567",
        "040-1234567",
        "040.123.4567",
        "040 12 34 567",
        "040\u00a0123\u00a04567",
        "0401234567",
        "0400-123456",
        "0457 1234567",
        "050 123 4567",
        "(09) 310 1691",
        "09 310 1691",
        "09-310 1691",
        "016 123456",
        "029 524 6000",
        "+358 40 1234567",
        "+358401234567",
        "+358 (0)40 123 4567",
        "+358(0)40 123 4567",
        "00358 40 1234567",
        "358 40 1234567",
        "+46 70 123 45 67",
        "+372 5123 4567",
    ],
)
def test_a_telephone_number_is_found_whole(number: str) -> None:
    assert found(f"Numero {number}, arkisin 8–16.", "phone") == [number]
    assert found(f"Soita {number}. Vastaamme 2.5.2024.", "phone") == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("puh. 123 4567", "123 4567"),
        ("Puhelin: 310 1691", "310 1691"),
        ("tfn 123456", "123456"),
        ("phone 555 0123", "555 0123"),
        ("00100 Helsinki 0401234567", "0401234567"),
        ("00300 0401234567", "0401234567"),
        ("tel:+358401234567", "+358401234567"),
    ],
)
def test_words_and_other_numbers_beside_a_number_are_no_part_of_it(text: str, number: str) -> None:
    assert found(text, "phone") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "vuosina 2024–2025",
        "2024 2025 2026",
        "01.02.2024",
        "01-02-2024",
        "1.2.2024–31.12.2024",
        "klo 09-15 2024",
        "klo 09.00-15.00",
        "0830 1530",
        "12 000 000 euroa",
        "+50 000 000 euroa",
        "78,5 %",
        "n = 0123456789012345",
        "HEL 2024-001234",
        "T 00 01 02 00",
        "THL/123/4.00.00/2024",
        "0456789/2021",
        "1234567-8",
        "0145678-9",
        "00100 Helsinki",
        "01300 Vantaa 0145",
        "FI21 1234 5600 0007 85",
        "FI49 0500 9420 0287 30",
        "laki 616/2021",
        "§ 045",
        "1.2.246.562.10.00000000015",
        "0000-0002-1825-0097",
        "978-951-0-12345-6",
        "puh. 112",
        "puh. 116 117",
        "0800 123 456",
        "puhelin 120 000 soittoa",
        "soita 2024-2025",
        "puhelin 1.2.2024 alkaen",
        "p. 12345",
    ],
)
def test_what_is_no_telephone_number_of_a_person_is_left_alone(text: str) -> None:
    assert found(text, "phone") == []


# -- passwords --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Salasana: keksitty", ["keksitty"]),
        ("salasana = Keksitty1.", ["Keksitty1"]),
        ("- Salasana:\nKeksittysana25\n", ["Keksittysana25"]),
        ("Salasana\nKeksitty99\nOhjeet", ["Keksitty99"]),
        ("**Salasana:** keksitty5", ["keksitty5"]),
        ("| Salasana | keksitty |", ["keksitty"]),
        ("salasana on keksitty77", ["keksitty77"]),
        ("Salasana on ”hyvä keksitty”", ["hyvä keksitty"]),
        ("Salasana (keksitty5)", ["keksitty5"]),
        ("tunnus ja salasana: maija / keksitty", ["maija", "keksitty"]),
        ("Käyttäjätunnus: demo, salasana: keksitty", ["demo", "keksitty"]),
        ("kirjaudu tunnuksella demo1 ja salasanalla keksitty2", ["demo1", "keksitty2"]),
        ("PIN-koodi 1234", ["1234"]),
        ("pw: keksitty", ["keksitty"]),
        ("Lösenord: hemligt", ["hemligt"]),
        ("Lösenordet är hemligt1", ["hemligt1"]),
        ("Användarnamn: demo lösenord: hemligt", ["demo", "hemligt"]),
        ("Password: invented", ["invented"]),
        ("the passcode is invented1", ["invented1"]),
    ],
)
def test_a_password_is_found_without_the_words_before_it(text: str, values: list[str]) -> None:
    assert found(text, "password") == values


@pytest.mark.parametrize(
    "text",
    [
        "Salasana on henkilökohtainen.",
        "Salasana: henkilökohtainen",
        "Salasana vaihdetaan kolmen kuukauden välein.",
        "Salasana:\nOhjeet löytyvät taululta",
        "Salasana on vaihdettava",
        "Salasanan vaihtaminen 2024",
        "Salasanat ja tunnukset",
        "Salasana: ********",
        "Salasana: [poistettu]",
        "Salasana: <salasana>",
        "kirjaudu tunnuksella omaan palveluun",
        "Tunnus: I1",
        "Lösenordet är personligt",
        "Password: see below",
        "compass: north",
        "Salasana 2-vaiheinen",
    ],
)
def test_what_only_speaks_of_passwords_is_left_alone(text: str) -> None:
    assert found(text, "password") == []


def test_a_label_that_stands_before_the_text_makes_a_password_known() -> None:
    [one] = find_personal_data("keksitty", before="- Salasana:")
    assert one == FoundData(PersonalDataKind.PASSWORD, 0, 8)
    assert find_personal_data("keksitty", before="Otsikko") == ()
    assert find_personal_data("keksitty tapa toimia", before="Salasana:") == ()


# -- access tokens ----------------------------------------------------------------------------

TOKENS = [
    "eyJhbGciOiJub25lIn0.eyJzdWIiOiJrZWtzaXR0eSJ9.a1b2c3",
    "ghp_" + "a1B2" * 9,
    "github_pat_" + "a1B2" * 8,
    "AKIA" + "ABCD" * 4,
    "AIza" + "a1B2c" * 7,
    "xoxb-" + "1234567890-abc",
    "sk_live_" + "a1B2" * 5,
    "-----BEGIN PRIVATE KEY-----\nTUlJRXZRSUJB\n-----END PRIVATE KEY-----",
    "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nTUlJRXZR\n"
    "-----END RSA PRIVATE KEY-----",
]


@pytest.mark.parametrize("token", TOKENS)
def test_a_token_is_known_by_its_form(token: str) -> None:
    assert found(f"Avain {token} on tässä", "access_token") == [token]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Authorization: Bearer abcdefgh12345678", "abcdefgh12345678"),
        ("https://maija:keksitty@esimerkki/sivu", "maija:keksitty"),
        ("https://esimerkki.fi/?a=1&token=keksitty1", "keksitty1"),
        ("https://kokous.esimerkki.fi/j/123?pwd=keksitty", "keksitty"),
        ("https://esimerkki.fi/f?sv=1&sig=abc%2Bdef%3D&x=1", "abc%2Bdef%3D"),
        ("https://teams.microsoft.com/meet/123456789?p=keksitty", "keksitty"),
        ("AccountKey=" + "a1B2" * 8 + "==;", "a1B2" * 8 + "=="),
    ],
)
def test_of_an_address_only_what_lets_in_is_found(text: str, value: str) -> None:
    assert value in found(text, "access_token")


@pytest.mark.parametrize(
    "text",
    [
        "https://esimerkki.fi/?q=haku&page=2",
        "https://esimerkki.fi:8080/polku",
        "bearer of news",
        "eyJ",
        "AKIA",
        "the key = value",
        "-----BEGIN CERTIFICATE-----",
        "sk_live_",
    ],
)
def test_what_lets_nobody_in_is_left_alone(text: str) -> None:
    assert found(text, "access_token") == []


# -- finds together ---------------------------------------------------------------------------


def test_finds_come_from_left_to_right_each_with_its_kind() -> None:
    text = "Maija Virtanen (maija@esimerkki.fi), 010203-9987"
    assert find_personal_data(text, NAMES) == (
        FoundData(PersonalDataKind.NAME, 0, 14),
        FoundData(PersonalDataKind.EMAIL, 16, 34),
        FoundData(PersonalDataKind.IDENTITY_CODE, 37, 48),
    )


def test_of_a_name_that_goes_on_into_an_address_the_rest_is_still_a_name() -> None:
    names = PersonNames(["Maija Mallikas"])
    text = "Kysy: Maija Mallikas, maija@esimerkki.fi"
    found = [(one.kind.value, text[one.start : one.end]) for one in find_personal_data(text, names)]
    assert found == [("name", "Maija Mallikas"), ("email", "maija@esimerkki.fi")]


def test_a_name_beside_and_inside_an_address_is_covered_whole() -> None:
    text = "Maija Virtanen@esimerkki.fi"
    assert find_personal_data(text, NAMES) == (
        FoundData(PersonalDataKind.NAME, 0, 5),
        FoundData(PersonalDataKind.EMAIL, 6, len(text)),
    )


def test_finds_that_overlap_become_one_and_nothing_is_left_in_sight() -> None:
    text = "Salasana: maija@esimerkki.fi/1"
    assert find_personal_data(text, NAMES) == (FoundData(PersonalDataKind.PASSWORD, 10, len(text)),)


def test_without_names_no_name_is_found() -> None:
    assert find_personal_data("Maija Virtanen") == ()


HOSTILE = [
    "@", "a", "a@", "a.", "a@b.", "(at)", "a(at)", "a (at) b (piste) ", "-", "a@b-", "0", "0 ",
    "0-", "1234567890", "0401234567 ", "040 ", "+358 ", "puh. ", "FI21 1234 ", "010203-9987 ",
    "salasana: ", "salasana:\n", "tunnus ", "tunnus ja salasana: a ", '"', "eyJ", "eyJaaaaaaaa.",
    "-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\na: ", "Bearer ", "://a:",
    "?token=", "ghp_", "sig=", "\n", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_hostile_text_is_looked_through_in_reasonable_time(piece: str) -> None:
    begun = time.perf_counter()
    find_personal_data(piece * (200_000 // len(piece)), NAMES)
    assert time.perf_counter() - begun < 20


def test_a_megabyte_of_signs_and_of_digits_is_no_trouble() -> None:
    begun = time.perf_counter()
    find_personal_data("@" * 1_000_000 + "0" * 1_000_000, NAMES)
    assert time.perf_counter() - begun < 20


@given(st.text(st.characters() | st.sampled_from("@.-0123456789+ aA:=/\n"), max_size=300))
def test_any_text_gives_ordered_finds_that_do_not_overlap(text: str) -> None:
    finds = find_personal_data(text, NAMES)
    assert all(0 <= one.start < one.end <= len(text) for one in finds)
    assert all(one.end <= other.start for one, other in pairwise(finds))


@pytest.mark.parametrize("separator", ["", " ", "\n", ": ", "\n\n"])
def test_a_model_is_searched_as_its_texts_are_one_by_one(separator: str) -> None:
    pieces = (
        "Salasana:", "keksitty", "maija@esimerkki.fi", "puh. 040 123 4567", "2024", "131052-308T",
        "Maija Virtanen", "salasana", "on henkilökohtainen", "Virtaselle",
    )  # fmt: skip
    together = tuple(
        first + separator + second for first in pieces for second in pieces if first != second
    )
    model = PracticeModel(core_elements=together)
    found = {(one.path, one.found) for one in personal_data_in(model, NAMES)}
    assert found == {
        (f"core_elements[{place}]", one)
        for place, text in enumerate(together)
        for one in find_personal_data(text, NAMES)
    }
