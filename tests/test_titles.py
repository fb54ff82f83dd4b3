"""Titles: what they say of programme, pillar, investments and counties."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.titles import counties_in, county_named, read_title
from toimintamalli.vocabulary import counties

COUNTIES = {county.id: county for county in counties()}

# How people write a county in a title.
FORMS = (
    "{stem} HVA",
    "{stem} hva",
    "{stem} Hva",
    "{stem} hyvinvointialue",
    "{stem} HYVINVOINTIALUE",
    "{stem} hyvinvointialueen",
    "{stem} hyvinvointialueella",
)


@pytest.mark.parametrize(
    ("code", "pillar", "investments"),
    [
        ("(RRP, P4, I1)", "P4", ("I1",)),
        ("(RRP, P4,I1)", "P4", ("I1",)),
        ("(RRP,P4,I4)", "P4", ("I4",)),
        ("(RRP, P4 I3)", "P4", ("I3",)),
        (", RRP, P4, I1", "P4", ("I1",)),
        ("(RRP, P3)", "P3", ()),
        ("(RRP, P4, I1B)", "P4", ("I1B",)),
        ("(RRP, P4, I1B&I4)", "P4", ("I1B", "I4")),
        ("(RRP, P4, I1 ja I4)", "P4", ("I1", "I4")),
        ("(RRP, P4, I4 och I1)", "P4", ("I4", "I1")),
        ("(RRP, P4, I1/I2 + I3)", "P4", ("I1", "I2", "I3")),
        ("(RRP, P4, I1, I1)", "P4", ("I1",)),
        ("(rrp, p4, i1b)", "P4", ("I1B",)),
        ("RRP P4 I1", "P4", ("I1",)),
        ("(RRP, I2)", None, ("I2",)),
        ("(RRP)", None, ()),
    ],
)
def test_the_code_of_a_title_is_read(
    code: str, pillar: str | None, investments: tuple[str, ...]
) -> None:
    read = read_title(f"Etävastaanotto {code}")
    assert (read.programme, read.suffix) == ("rrp", "")
    assert (read.pillar, read.investments, read.unknown) == (pillar, investments, ())


@pytest.mark.parametrize(("code", "suffix"), [("(RRP2, P4, I1)", "2"), ("(RRP4, P4, I1)", "4")])
def test_a_number_behind_the_programme_is_kept_apart(code: str, suffix: str) -> None:
    read = read_title(f"Etävastaanotto {code}")
    assert (read.programme, read.suffix, read.pillar) == ("rrp", suffix, "P4")
    assert read.written == code.strip("()")


@pytest.mark.parametrize(
    ("code", "pillar", "investments", "unknown"),
    [
        ("(RRP, P9, I1)", None, ("I1",), ("P9",)),
        ("(RRP, P4, I7)", "P4", (), ("I7",)),
        ("(RRP, P5, I1, I8B)", None, ("I1",), ("P5", "I8B")),
    ],
)
def test_codes_that_no_list_knows_are_told_not_dropped(
    code: str, pillar: str | None, investments: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    read = read_title(f"Etävastaanotto {code}")
    assert (read.pillar, read.investments, read.unknown) == (pillar, investments, unknown)


@pytest.mark.parametrize(
    "title",
    ["", "Etävastaanotto", "Korrppa (P4, I1)", "XRRP, P4", "RRPX, P4", "Arrp", "(P4, I1)", "ERRP4"],
)
def test_a_title_without_the_code_of_a_programme_has_none(title: str) -> None:
    assert read_title(title) == tm.TitleCode()


def test_a_title_that_speaks_of_the_programme_before_its_code_keeps_the_code() -> None:
    read = read_title("RRP-hankkeen etäpalvelut, Lapin HVA (RRP, P4, I1)")
    assert (read.written, read.pillar, read.investments) == ("RRP, P4, I1", "P4", ("I1",))


def test_code_and_county_are_read_from_the_same_title() -> None:
    read = read_title(
        "Sote-keskus Pirkanmaan hyvinvointialueella ja Kanta-Hämeen HVA, RRP2, P4, I2"
    )
    assert read.counties == ("kanta-hame", "pirkanmaa")
    assert (read.suffix, read.investments) == ("2", ("I2",))


# -- counties ---------------------------------------------------------------------------------


@pytest.mark.parametrize("county_id", sorted(set(COUNTIES) - {"helsinki", "hus"}))
@pytest.mark.parametrize("form", FORMS)
def test_every_county_is_found_in_every_form(county_id: str, form: str) -> None:
    stem = COUNTIES[county_id].name.fi.removesuffix(" hyvinvointialue")
    assert counties_in(f"Perhetupa, {form.format(stem=stem)} (RRP, P4, I2)") == (county_id,)


@pytest.mark.parametrize("county_id", sorted(COUNTIES))
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_county_is_found_by_its_official_names(county_id: str, language: str) -> None:
    name = getattr(COUNTIES[county_id].name, language)
    assert counties_in(f"Perhetupa, {name} (RRP, P4, I2)") == (county_id,)
    assert county_named(f" {name.upper()} ") == county_id


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Keski-Pohjanmaan HVA", ("keski-pohjanmaa",)),
        ("Pohjanmaan HVA", ("pohjanmaa",)),
        ("Keski-Pohjanmaan hva ja Pohjanmaan hva", ("pohjanmaa", "keski-pohjanmaa")),
        ("Södra Österbottens välfärdsområde", ("etela-pohjanmaa",)),
        ("Österbottens välfärdsområdes modell", ("pohjanmaa",)),
        ("Vantaan ja Keravan HVA", ("vantaa-kerava",)),
        ("Perhetupa, Helsinki", ("helsinki",)),
        ("Perhetupa, Helsingin kaupunki", ("helsinki",)),
        ("Perhetupa (HUS)", ("hus",)),
        ("Keusote ja Pohde", ()),
        ("Lapin lapset", ()),
        ("Helsinki-malli", ()),
        ("Uusi-Helsinki", ()),
        ("hus", ()),
        ("HUSlab", ()),
        ("HVA", ()),
        ("", ()),
    ],
)
def test_only_what_names_a_county_is_taken_for_one(text: str, found: tuple[str, ...]) -> None:
    assert counties_in(text) == found


@pytest.mark.parametrize("name", ["", "Lappi", "Lapin hva", "Hattula", "hyvinvointialue"])
def test_what_is_no_official_name_is_no_county(name: str) -> None:
    assert county_named(name) is None


@given(st.text())
def test_any_title_is_read(title: str) -> None:
    assert read_title(title).counties == counties_in(title)


@pytest.mark.parametrize(
    "piece",
    ["RRP, ", "RRP", " ,", "I1 ", "P4", "RRP P4 I1 ja ", "&", "Etelä-Karjalan ", "Södra ",
     "wellbeing services county of ", "Keski-", " ", "Helsinki"],
)  # fmt: skip
def test_the_time_grows_as_the_title_does(piece: str) -> None:
    def seconds(times: int) -> float:
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            read_title("RRP" + piece * times + "!")
            best = min(best, time.process_time() - start)
        return best

    assert seconds(16_000) < 30 * max(seconds(2_000), 0.001)
