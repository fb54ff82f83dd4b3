"""Laws of the model: every value is frozen, slotted, hashable, made of keywords and tuples."""

from __future__ import annotations

import copy
import datetime
import pickle
import typing
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any

import attrs
import pytest

import toimintamalli as tm
from toimintamalli import model
from toimintamalli.diagnostics import Report
from toimintamalli.model import CustomField, Record, RichText, RichTextBuilder

DEMO = Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml"
CLASSES = [value for name in model.__all__ if isinstance(value := getattr(model, name), type)]
ENUMS = [cls for cls in CLASSES if issubclass(cls, StrEnum)]
# A builder is a tool, not a value: it changes while it gathers.
VALUES = [cls for cls in CLASSES if attrs.has(cls) and cls is not RichTextBuilder]
RECORDS = [cls for cls in VALUES if issubclass(cls, Record)]
SCALARS = {str, int, float, bool, datetime.date, type(None)}

each_value = pytest.mark.parametrize("cls", VALUES, ids=lambda cls: cls.__name__)
each_record = pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)


def example_of(cls: type) -> Any:
    """Return an instance with something plain in every field that has no default."""
    required = [a for a in attrs.fields(cls) if a.default is attrs.NOTHING]
    hints = typing.get_type_hints(cls)
    return cls(**{a.name: example_value(hints[a.name]) for a in required})


def example_value(wanted: Any) -> Any:
    if typing.get_origin(wanted) is tuple:
        return ()
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return next(iter(wanted))
    if attrs.has(wanted):
        return example_of(wanted)
    return {str: "a", int: 1, float: 1.5, datetime.date: datetime.date(2025, 2, 1)}[wanted]


def parts_of(wanted: Any) -> set[Any]:
    """Return the types that a field's type is made of, tuples looked into."""
    if typing.get_origin(wanted) in (tuple, UnionType, typing.Union):
        return {part for inner in typing.get_args(wanted) for part in parts_of(inner)}
    return {wanted}


@each_value
def test_a_value_is_frozen(cls: type) -> None:
    made = example_of(cls)
    for attribute in attrs.fields(cls):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(made, attribute.name, None)


@each_value
def test_a_value_is_slotted(cls: type) -> None:
    assert not hasattr(example_of(cls), "__dict__")
    with pytest.raises((AttributeError, TypeError)):
        example_of(cls).jotain = 1


@each_value
def test_a_value_is_hashable_and_equal_to_its_like(cls: type) -> None:
    first, second = example_of(cls), example_of(cls)
    assert first == second
    assert len({first, second}) == 1


@each_value
def test_a_value_survives_copying_and_pickling(cls: type) -> None:
    made = example_of(cls)
    assert copy.deepcopy(made) == made
    assert pickle.loads(pickle.dumps(made)) == made


@each_record
def test_a_record_is_made_of_keywords_only(cls: type) -> None:
    assert all(attribute.kw_only for attribute in attrs.fields(cls))
    with pytest.raises(TypeError):
        cls("a")


@each_record
def test_a_record_holds_only_what_documents_can_hold(cls: type) -> None:
    """Scalars, days, enumerations, records, rich text and tuples: neither dict nor list."""
    for wanted in typing.get_type_hints(cls).values():
        for part in parts_of(wanted) - {Ellipsis}:
            plain = part in SCALARS or part in (RichText, CustomField)
            assert plain or issubclass(part, Record | StrEnum)


@each_record
def test_every_field_of_a_record_with_a_default_is_hashable(cls: type) -> None:
    defaults = [a.default for a in attrs.fields(cls) if a.default is not attrs.NOTHING]
    assert all(isinstance(hash(default), int) for default in defaults)


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_values_of_enumerations_are_stable_ascii_words(enum: type[StrEnum]) -> None:
    for member in enum:
        assert member.value == member.name.lower()
        assert member.value.isascii()


def test_no_public_class_is_forgotten_by_these_laws() -> None:
    assert set(CLASSES) == {*ENUMS, *VALUES, RichTextBuilder}


def test_a_whole_model_is_hashable_and_picklable() -> None:
    loaded = tm.load(DEMO)
    assert hash(loaded) == hash(tm.load(DEMO))
    assert pickle.loads(pickle.dumps(loaded)) == loaded


def test_a_portfolio_holds_models_and_findings() -> None:
    portfolio = tm.Portfolio(title="Ohjelma", models=(tm.PracticeModel(),), problems=Report())
    assert hash(portfolio) == hash(attrs.evolve(portfolio))


# -- what a model tells of itself -------------------------------------------------------------


def test_the_furthest_stage_is_the_stage_of_a_model() -> None:
    piloted, rooted = model.DevelopmentStage.PILOTED, model.DevelopmentStage.ROOTED
    records = tuple(model.StageRecord(stage=stage) for stage in (rooted, piloted))
    assert tm.PracticeModel(stages=records).stage is rooted
    assert tm.PracticeModel().stage is None


def test_co_maintainers_are_told_from_other_people() -> None:
    demo = tm.load(DEMO)
    assert [person.name for person in demo.basics.co_maintainers] == ["Kalle Keksitty"]


def test_a_section_is_found_by_its_field() -> None:
    form = tm.load(DEMO).form
    assert form.section("tips_for_adopters") is form.sections[-1]
    assert form.section("needs") is None


def test_a_cell_of_a_worksheet_is_found_by_row_and_column() -> None:
    (sheet,) = tm.load(DEMO).placement_worksheets
    assert sheet.text("motivation", "specialist") == "Vähemmän takaisinsoittoja."
    assert sheet.text("motivation", "team") == ""
