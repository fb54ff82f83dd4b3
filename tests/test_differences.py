"""What changed between two versions of a model is told whole, once, and at its place."""

from __future__ import annotations

import datetime
import time
import types
import typing
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import attrs
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.differences import (
    Difference,
    DifferenceArea,
    DifferenceKind,
    differences,
)
from toimintamalli.analysis.differences._identities import (
    AREA_OF_FIELD,
    IDENTITIES,
    WITHOUT_ORDER,
)
from toimintamalli.model import (
    Attachment,
    CustomField,
    Evaluator,
    Evidence,
    EvidenceKind,
    Form,
    Metric,
    Observation,
    PracticeModel,
    Record,
    RichText,
    Risk,
    RootingPlan,
    Section,
    Task,
)
from toimintamalli.testing import strategies
from toimintamalli.vocabulary import field_title

FULL = tm.load(Path(__file__).with_name("data") / "format-2" / "taysi.yaml")
models, values_of = strategies.practice_models(), strategies.values_of

ADDED, REMOVED = DifferenceKind.ADDED, DifferenceKind.REMOVED
CHANGED, MOVED = DifferenceKind.CHANGED, DifferenceKind.MOVED

Steps = tuple[tuple[str, int | None], ...]
"""The way to a record: names of fields, each with a place where the field is a list."""

# A pseudonym is all that tells an evaluator: another one is another evaluator.
NOTHING_ELSE_TELLS_IT = {(Evaluator, "id")}


# -- every field of every record --------------------------------------------------------------


def records_of(record: Record, steps: Steps = ()) -> Iterator[tuple[Steps, Record]]:
    yield steps, record
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        if isinstance(value, Record):
            yield from records_of(value, (*steps, (field.name, None)))
        elif isinstance(value, tuple):
            for place, member in enumerate(value):
                if isinstance(member, Record):
                    yield from records_of(member, (*steps, (field.name, place)))


def fullest_of_each_class() -> dict[type[Record], Steps]:
    """Return where the record of each class stands that leaves least at its default."""
    best: dict[type[Record], tuple[int, Steps]] = {}
    for steps, record in records_of(FULL):
        fields = attrs.fields(type(record))
        filled = sum(getattr(record, field.name) != field.default for field in fields)
        if filled > best.get(type(record), (-1, ()))[0]:
            best[type(record)] = filled, steps
    return {kind: steps for kind, (_, steps) in best.items()}


PLACES = fullest_of_each_class()


def at(record: Any, steps: Steps) -> Any:
    for name, place in steps:
        value = getattr(record, name)
        record = value if place is None else value[place]
    return record


def with_record(record: Any, steps: Steps, new: Record) -> Any:
    """Return the whole with another record at a place."""
    if not steps:
        return new
    (name, place), *rest = steps
    value = getattr(record, name)
    if place is None:
        return evolve(record, **{name: with_record(value, tuple(rest), new)})
    inner = with_record(value[place], tuple(rest), new)
    return evolve(record, **{name: (*value[:place], inner, *value[place + 1 :])})


def path_of(steps: Steps) -> str:
    return ".".join(name if place is None else f"{name}[{place}]" for name, place in steps)


def another(value: Any, kind: Any) -> Any:
    """Return another value of a field that is no list."""
    match value:
        case bool():
            return not value
        case StrEnum():
            return next(member for member in type(value) if member is not value)
        case datetime.date():
            return value + datetime.timedelta(days=1)
        case int() | float():
            return value + 1
        case RichText():
            return RichText.parse("Aivan muuta kuin ennen.")
        case Record():
            return None
        case str():
            return "aivan-muuta"
    wanted = next(one for one in typing.get_args(kind) if one is not type(None))
    return {str: "uusi", datetime.date: datetime.date(2026, 1, 1)}.get(wanted) or next(iter(wanted))


def may_be_missing(hint: Any) -> bool:
    return typing.get_origin(hint) is types.UnionType and type(None) in typing.get_args(hint)


def is_list(hint: Any) -> bool:
    return typing.get_origin(hint) is tuple


def is_part(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Record)


HINTS = [
    (kind, name, hint) for kind in PLACES for name, hint in typing.get_type_hints(kind).items()
]
VALUES = [
    pytest.param(kind, name, hint, id=f"{kind.__name__}.{name}")
    for kind, name, hint in HINTS
    if not is_list(hint) and not is_part(hint)
]
LISTS = [
    pytest.param(kind, name, id=f"{kind.__name__}.{name}")
    for kind, name, hint in HINTS
    if is_list(hint) and name != "custom"
]


def test_the_full_model_has_a_record_of_every_class() -> None:
    assert set(PLACES) == set(all_records())


@pytest.mark.parametrize(("kind", "name", "hint"), VALUES)
def test_one_change_of_a_field_is_told_as_exactly_that(
    kind: type[Record], name: str, hint: Any
) -> None:
    steps = PLACES[kind]
    record = at(FULL, steps)
    old = getattr(record, name)
    new = another(old, hint)
    found = differences(FULL, with_record(FULL, steps, evolve(record, **{name: new})))
    if (kind, name) in NOTHING_ELSE_TELLS_IT:
        assert [one.kind for one in found] == [ADDED, REMOVED]
        return
    path = path_of((*steps, (name, None)))
    told = Difference(
        kind=ADDED if old in (None, "") else REMOVED if new is None else CHANGED,
        area=AREA_OF_FIELD[path.split(".")[0].split("[")[0]],
        path=path,
        record=kind,
        field=name,
        before=old,
        after=new,
    )
    assert found == (told,)


@pytest.mark.parametrize(("kind", "name"), LISTS)
def test_a_member_that_comes_or_goes_is_told_as_exactly_that(kind: type[Record], name: str) -> None:
    steps = PLACES[kind]
    record = at(FULL, steps)
    members = getattr(record, name)
    assert members, f"the full model fills {kind.__name__}.{name}"
    less = with_record(FULL, steps, evolve(record, **{name: members[:-1]}))
    path = f"{path_of((*steps, (name, None)))}[{len(members) - 1}]"
    for found, told, before, after in (
        (differences(less, FULL), ADDED, None, members[-1]),
        (differences(FULL, less), REMOVED, members[-1], None),
    ):
        shown = [(one.kind, one.path, one.before, one.after) for one in found]
        assert shown == [(told, path, before, after)]
        assert (found[0].record, found[0].field) == (kind, name)


@pytest.mark.parametrize("kind", PLACES, ids=lambda kind: kind.__name__)
def test_a_field_of_ones_own_is_told_on_every_record(kind: type[Record]) -> None:
    steps = PLACES[kind]
    record = at(FULL, steps)
    new = evolve(record, custom=(*record.custom, CustomField("x-uusi", ("a", 1))))
    (found,) = differences(FULL, with_record(FULL, steps, new))
    assert (found.kind, found.before, found.after) == (ADDED, None, ("a", 1))
    assert found.path == path_of((*steps, ("x-uusi", None)))
    assert found.is_own


# -- the tables -------------------------------------------------------------------------------


def all_records() -> Iterator[type[Record]]:
    waiting, seen = [PracticeModel], set[type]()
    while waiting:
        kind = waiting.pop()
        if kind not in seen:
            seen.add(kind)
            yield kind
            hints = typing.get_type_hints(kind)
            waiting += (part for hint in hints.values() for part in record_types(hint))


def record_types(hint: Any) -> Iterator[Any]:
    if isinstance(hint, type) and issubclass(hint, Record):
        yield hint
    for part in typing.get_args(hint):
        yield from record_types(part)


def test_every_record_of_a_list_has_what_tells_it_apart() -> None:
    listed = {
        part
        for kind in all_records()
        for name, hint in typing.get_type_hints(kind).items()
        if typing.get_origin(hint) is tuple and name != "custom"
        for part in record_types(hint)
    }
    assert set(IDENTITIES) == listed


def test_the_tables_name_fields_that_there_are() -> None:
    for kind, identity in IDENTITIES.items():
        named = {name for fields in (*identity.keys, *identity.names) for name in fields}
        assert named <= set(attrs.fields_dict(kind)), kind
    for kind, names in WITHOUT_ORDER.items():
        hints = typing.get_type_hints(kind)
        assert all(typing.get_origin(hints[name]) is tuple for name in names), kind


def test_every_field_of_the_model_belongs_to_a_part() -> None:
    assert set(AREA_OF_FIELD) == set(attrs.fields_dict(PracticeModel))
    assert set(AREA_OF_FIELD.values()) == set(DifferenceArea)


# -- members are known again by what they are ---------------------------------------------------


def plan_of(*tasks: Task) -> PracticeModel:
    return PracticeModel(rooting_plan=RootingPlan(tasks=tasks))


T1 = Task(id="T1", what="Kouluta hoitajat", due=datetime.date(2026, 3, 1), owner_role="Esihenkilö")
T2 = Task(id="T2", what="Sovi vuokrasta", due=datetime.date(2026, 4, 1), owner_role="Esihenkilö")


def seen(old: PracticeModel, new: PracticeModel) -> list[tuple[str, str]]:
    return [(one.kind.value, one.path) for one in differences(old, new)]


def test_a_member_put_before_others_leaves_them_alone() -> None:
    new = Task(id="T0", what="Nimeä vastuuhenkilö")
    assert seen(plan_of(T1, T2), plan_of(new, T1, T2)) == [("added", "rooting_plan.tasks[0]")]


def test_a_change_stands_where_the_member_is_now() -> None:
    later = evolve(T2, due=datetime.date(2026, 6, 1))
    assert seen(plan_of(T1, T2), plan_of(later)) == [
        ("changed", "rooting_plan.tasks[0].due"),
        ("removed", "rooting_plan.tasks[0]"),
    ]


def test_a_value_taken_away_stands_where_it_was() -> None:
    assert seen(plan_of(T1, T2), plan_of(evolve(T2, due=None))) == [
        ("removed", "rooting_plan.tasks[1].due"),
        ("removed", "rooting_plan.tasks[0]"),
    ]


def test_another_order_is_told_once() -> None:
    (found,) = differences(plan_of(T1, T2), plan_of(T2, T1))
    assert (found.kind, found.path) == (MOVED, "rooting_plan.tasks")
    assert (found.before, found.after) == ((T1, T2), (T2, T1))


def test_order_is_not_told_where_it_means_nothing() -> None:
    days = [Observation(date=datetime.date(2026, month, 1), value=month) for month in (1, 2, 3)]
    old, new = (
        PracticeModel(metrics=(Metric(id="m", name="M", observations=tuple(observations)),))
        for observations in (days, reversed(days))
    )
    assert old != new
    assert differences(old, new) == ()


def test_another_identifier_of_the_same_task_is_one_change() -> None:
    assert seen(plan_of(T1), plan_of(evolve(T1, id="T9"))) == [
        ("changed", "rooting_plan.tasks[0].id")
    ]


def test_two_tasks_of_one_owner_are_not_taken_for_one() -> None:
    assert seen(plan_of(T1), plan_of(T2)) == [
        ("added", "rooting_plan.tasks[0]"),
        ("removed", "rooting_plan.tasks[0]"),
    ]


def test_an_edited_text_of_a_list_is_one_change_and_another_text_is_another() -> None:
    old = PracticeModel(core_elements=("Yksi yhteydenotto riittää", "Nimetty lääkäri"))
    new = PracticeModel(core_elements=("Yksi yhteydenotto riittää aina", "Digituki"))
    assert seen(old, new) == [
        ("changed", "core_elements[0]"),
        ("added", "core_elements[1]"),
        ("removed", "core_elements[1]"),
    ]


def test_risks_are_known_by_their_words() -> None:
    risks = (Risk(what="Sijaisia ei saada kesällä"), Risk(what="Tilat menevät"))
    edited = (evolve(risks[1], response="Etsitään toiset"), Risk(what="Sijaisia ei saada"))
    old, new = (PracticeModel(rooting_plan=RootingPlan(risks=one)) for one in (risks, edited))
    assert seen(old, new) == [
        ("moved", "rooting_plan.risks"),
        ("added", "rooting_plan.risks[0].response"),
        ("changed", "rooting_plan.risks[1].what"),
    ]


def test_other_evidence_of_one_kind_is_other_evidence() -> None:
    first, second = (Evidence(kind=EvidenceKind.DOCUMENT, title=name) for name in ("A", "B"))
    old, new = (plan_of(evolve(T1, evidence=(one,))) for one in (first, second))
    assert [kind for kind, _ in seen(old, new)] == ["added", "removed"]


def test_members_of_one_key_are_paired_in_their_order() -> None:
    double = evolve(T1, what="Sovi vuokrasta")
    assert seen(plan_of(T1, double), plan_of(T1)) == [("removed", "rooting_plan.tasks[1]")]


def test_members_without_a_name_are_not_known_by_having_none() -> None:
    images = (Attachment(caption="Kaavio"), Attachment(alt_text="Kartta"))
    old, new = (
        PracticeModel(form=Form(sections=(Section(field="needs", attachments=one),)))
        for one in (images, images[::-1])
    )
    assert seen(old, new) == [("moved", "form.sections[0].attachments")]


def test_a_whole_plan_that_comes_is_one_difference() -> None:
    assert seen(PracticeModel(), plan_of(T1)) == [("added", "rooting_plan")]


def test_a_value_of_ones_own_is_told_by_its_name() -> None:
    old = PracticeModel(custom=(CustomField("x-a", 1), CustomField("x-b", None)))
    new = PracticeModel(custom=(CustomField("x-c", 1), CustomField("x-a", 2)))
    assert seen(old, new) == [("changed", "x-a"), ("added", "x-c"), ("removed", "x-b")]


def test_very_many_members_are_compared_in_bounded_time() -> None:
    old = PracticeModel(core_elements=tuple(f"vanha kohta {n} on tässä" for n in range(2_000)))
    new = PracticeModel(core_elements=tuple(f"uusi osa {n} on tässä" for n in range(2_000)))
    kinds = [one.kind for one in differences(old, new)]
    assert kinds == [ADDED] * 2_000 + [REMOVED] * 2_000


def test_many_long_texts_are_compared_in_bounded_time() -> None:
    def model(start: int) -> PracticeModel:
        texts = (" ".join(f"sana{start + n + m}" for n in range(5_000)) for m in range(60))
        sections = (
            Section(heading=f"{start} {text[:9]}", text=RichText.parse(text)) for text in texts
        )
        return PracticeModel(form=Form(sections=tuple(sections)))

    start = time.process_time()
    assert len(differences(model(0), model(1_000_000))) == 120
    assert time.process_time() - start < 5


# -- properties -------------------------------------------------------------------------------


def canonical(value: Any) -> Any:
    """Return a value with the lists sorted whose order means nothing."""
    if isinstance(value, tuple):
        return tuple(map(canonical, value))
    if not isinstance(value, Record):
        return value
    changes = {
        field.name: canonical(getattr(value, field.name)) for field in attrs.fields(type(value))
    }
    for name in WITHOUT_ORDER.get(type(value), ()):
        changes[name] = tuple(sorted(changes[name], key=repr))
    changes["custom"] = tuple(sorted(value.custom, key=lambda own: own.name))
    return evolve(value, **changes)


@settings(max_examples=200)
@given(models, models)
def test_there_are_differences_just_where_models_differ(
    old: PracticeModel, new: PracticeModel
) -> None:
    assert differences(old, old) == ()
    assert bool(differences(old, new)) == (canonical(old) != canonical(new))


@settings(max_examples=200)
@given(models, st.data())
def test_differences_name_what_changed_and_nothing_beside_it(
    old: PracticeModel, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from([*attrs.fields_dict(PracticeModel)]))
    value = data.draw(values_of(typing.get_type_hints(PracticeModel)[name]))
    new = evolve(old, **{name: value})
    found = differences(old, new)
    start = "x-" if name == "custom" else name
    assert all(one.path.startswith(start) for one in found)
    assert bool(found) == (canonical(old) != canonical(new))


@settings(max_examples=100)
@given(models, models)
def test_the_way_back_is_as_long(old: PracticeModel, new: PracticeModel) -> None:
    there, back = differences(old, new), differences(new, old)
    assert sum(one.kind is ADDED for one in there) == sum(one.kind is REMOVED for one in back)


@settings(max_examples=100)
@given(models, models)
def test_every_difference_holds_the_values_of_its_place(
    old: PracticeModel, new: PracticeModel
) -> None:
    for one in differences(old, new):
        if one.is_own:
            continue
        model, value = (old, one.before) if one.kind is REMOVED else (new, one.after)
        if one.kind is not MOVED:
            assert value_at(model, one.path) == value
        assert field_title(one.record, one.field).fi


def value_at(model: Any, path: str) -> Any:
    for part in path.split("."):
        name, _, place = part.partition("[")
        model = getattr(model, name)
        if place:
            model = model[int(place.removesuffix("]"))]
    return model
