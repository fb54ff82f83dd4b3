"""What each audience is given is decided for every field of every record, as data."""

from __future__ import annotations

import typing
from pathlib import Path
from typing import Any

import attrs
import pytest

import toimintamalli as tm
from toimintamalli import model
from toimintamalli.model import CustomField, Portfolio, Record, RichText
from toimintamalli.personal_data import PersonalDataKind
from toimintamalli.privacy import Audience, FieldKind, Given, as_audience, field_decisions
from toimintamalli.text import Language
from toimintamalli.vocabulary import labels

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "privacy.md"
RECORDS = [
    found
    for found in (getattr(model, name) for name in model.__all__)
    if isinstance(found, type) and issubclass(found, Record)
]
HOLDERS = [*RECORDS, Portfolio]
TEXT_KINDS = set(FieldKind) - {FieldKind.PARTS, FieldKind.VALUE}

each_holder = pytest.mark.parametrize("holder", HOLDERS, ids=lambda holder: holder.__name__)


def own_fields(holder: type) -> list[str]:
    names = [field.name for field in attrs.fields(holder)]
    return names if holder is Record else [name for name in names if name != "custom"]


def innermost(hint: Any) -> type:
    options = [one for one in typing.get_args(hint) if one not in (type(None), ...)]
    found: type = innermost(options[0]) if options else hint
    return found


@each_holder
def test_every_field_of_every_record_is_decided_and_no_other(holder: type) -> None:
    assert list(field_decisions()[holder.__name__]) == own_fields(holder)


def test_nothing_is_decided_of_records_that_are_not() -> None:
    assert set(field_decisions()) == {holder.__name__ for holder in HOLDERS}


@each_holder
def test_what_is_said_to_stand_in_a_field_fits_its_type(holder: type) -> None:
    hints = typing.get_type_hints(holder)
    for name, decision in field_decisions()[holder.__name__].items():
        held = innermost(hints[name])
        if issubclass(held, Record):
            expected = {FieldKind.PARTS}
        elif held in (RichText, CustomField):
            expected = {FieldKind.TEXT}
        elif held is str:
            expected = TEXT_KINDS
        else:
            expected = {FieldKind.VALUE}
        assert decision.kind in expected, name


@each_holder
def test_what_the_public_is_given_partners_are_given_too(holder: type) -> None:
    for name, decision in field_decisions()[holder.__name__].items():
        if decision.partners is Given.LEFT_OUT:
            assert decision.public is Given.LEFT_OUT, name


def test_internal_is_given_all() -> None:
    given = {
        decision.given_to(Audience.INTERNAL)
        for fields in field_decisions().values()
        for decision in fields.values()
    }
    assert given == {Given.HELD}


def test_what_may_be_left_out_has_a_value_to_leave_in_its_place() -> None:
    """Or its record is left out as a whole, so that the field is never met alone."""
    met: set[type] = set()

    def walk(record: type) -> None:
        met.add(record)
        hints = typing.get_type_hints(record)
        for name, decision in field_decisions()[record.__name__].items():
            inner = innermost(hints[name])
            is_given = decision.public is not Given.LEFT_OUT
            if is_given and issubclass(inner, Record) and inner not in met:
                walk(inner)

    walk(tm.PracticeModel)
    without_default = [
        f"{record.__name__}.{name}"
        for record in met
        for name, decision in field_decisions()[record.__name__].items()
        if decision.public is Given.LEFT_OUT
        if attrs.fields_dict(record)[name].default is attrs.NOTHING
    ]
    assert without_default == []


def test_an_audience_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(tm.OptionError, match="internal, partners, public"):
        as_audience("kaikki")


@pytest.mark.parametrize("language", list(Language))
def test_every_kind_of_personal_data_has_words(language: Language) -> None:
    words = labels("toimintamalli.privacy", language)
    for kind in PersonalDataKind:
        assert words[f"instead.{kind}"].startswith("[")
        assert words[f"kind.{kind}"]
    for role in model.ContributorRole:
        assert words[f"role.{role}"]


# -- the page ---------------------------------------------------------------------------------


def rows_of_the_page() -> list[str]:
    return [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]


def test_the_page_shows_what_is_not_given_to_everybody_as_the_data_has_it() -> None:
    expected = [
        f"| `{record}.{name}` | {shown(decision.partners)} | {shown(decision.public)} |"
        for record, fields in field_decisions().items()
        for name, decision in fields.items()
        if (decision.partners, decision.public) != (Given.HELD, Given.HELD)
    ]
    assert [row.split(" — ")[0] for row in rows_of_the_page()] == expected


def shown(given: Given) -> str:
    return {
        Given.HELD: "yes",
        Given.LEFT_OUT: "no",
        Given.TOGETHER: "what a large group answered as one",
        Given.ONE_MODEL: "yes; in a portfolio what a large group answered as one",
        Given.LARGE_GROUPS: "of large groups",
    }[given]
