"""Audiences, and what each is given of every field: data, read from ``audiences.toml``."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from attrs import frozen

from toimintamalli.audience import Audience
from toimintamalli.diagnostics import failure
from toimintamalli.errors import OptionError
from toimintamalli.model import PracticeModel, Record
from toimintamalli.vocabulary import read_toml

__all__ = [
    "FieldDecision",
    "FieldKind",
    "Given",
    "as_audience",
    "field_decisions",
    "field_kind",
]


class FieldKind(StrEnum):
    """What stands in a field, and so how personal data in it is replaced."""

    PARTS = "parts"
    VALUE = "value"
    TEXT = "text"
    NAME = "name"
    IDENTIFIER = "identifier"
    OTHER_MODEL = "other_model"
    EVALUATOR = "evaluator"
    CODE = "code"
    ADDRESS = "address"


class Given(StrEnum):
    """What an audience is given of a field."""

    HELD = "held"
    LEFT_OUT = "left_out"
    TOGETHER = "together"
    ONE_MODEL = "one_model"
    LARGE_GROUPS = "large_groups"


@frozen(kw_only=True)
class FieldDecision:
    """What is decided of a field.

    Attributes:
        kind: What stands in the field.
        partners: What partners are given of it.
        public: What the public is given of it.
    """

    kind: FieldKind
    partners: Given
    public: Given

    def given_to(self, audience: Audience) -> Given:
        """Return what an audience is given of the field; ``internal`` all of it."""
        match audience:
            case Audience.INTERNAL:
                return Given.HELD
            case Audience.PARTNERS:
                return self.partners
            case Audience.PUBLIC:
                return self.public


def as_audience(audience: Audience | str) -> Audience:
    """Return the audience of a name.

    Raises:
        OptionError: There is no such audience.
    """
    try:
        return Audience(audience)
    except ValueError:
        allowed = tuple(known.value for known in Audience)
        report = failure("TM909", option="audience", found=str(audience), allowed=allowed)
        raise OptionError(report) from None


@cache
def field_decisions() -> Mapping[str, Mapping[str, FieldDecision]]:
    """Return what is decided of every field, by record and field.

    The field ``custom``, which every record has, is decided once, under ``Record``.

    Example:
        >>> field_decisions()["RootingPlan"]["risks"].public
        <Given.LEFT_OUT: 'left_out'>
    """
    tables = read_toml(__package__, "audiences.toml")["fields"]
    return {
        record: {name: _decision(table) for name, table in fields.items()}
        for record, fields in tables.items()
    }


def _decision(table: Mapping[str, str]) -> FieldDecision:
    return FieldDecision(
        kind=FieldKind(table["kind"]),
        partners=Given(table["partners"]),
        public=Given(table["public"]),
    )


@cache
def field_kind(path: str) -> FieldKind:
    """Return what stands at a path of a practice model, whose indices do not matter.

    Args:
        path: A path without indices, such as ``rooting_plan.tasks.id``.

    Example:
        >>> field_kind("rooting_plan.tasks.id")
        <FieldKind.IDENTIFIER: 'identifier'>
    """
    record: type[Record] = PracticeModel
    *above, last = path.split(".")
    for name in above:
        if not (inner := _inner_record(record, name)):
            return FieldKind.TEXT  # inside a custom field
        record = inner
    decided = field_decisions()[record.__name__].get(last)
    return decided.kind if decided else FieldKind.TEXT


def _inner_record(record: type[Record], name: str) -> type[Record] | None:
    """Return the record that a field holds, alone or in a tuple."""
    hint = typing.get_type_hints(record).get(name)
    options = [hint, *typing.get_args(hint)]
    return next((one for one in options if isinstance(one, type) and issubclass(one, Record)), None)
