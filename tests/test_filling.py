"""What people fill in: a value is shown, and what stands there afterwards is read back as it."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Any

import attrs
import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from toimintamalli.filling import (
    TEXT,
    ChoiceForm,
    DayForm,
    EvaluatorsForm,
    EvidenceForm,
    FieldForm,
    KnownForm,
    LinesForm,
    MissingValueError,
    NameForm,
    NumberForm,
    RichTextForm,
    TextForm,
    TruthForm,
    UnreadableContentError,
    WholeNumberForm,
    as_text,
    form_of,
    made_of,
    shown_text,
    value_at,
    value_named,
    with_values,
    yes_or_no,
)
from toimintamalli.model import (
    CommunicationItem,
    Decision,
    EstablishmentPhase,
    Evaluation,
    Evaluator,
    EvaluatorRole,
    Evidence,
    EvidenceKind,
    Metric,
    PracticeModel,
    Resource,
    ResourceKind,
    RichText,
    RootingPlan,
    Section,
    Target,
    Task,
    TaskState,
    WorklistAnswer,
)
from toimintamalli.testing import strategies
from toimintamalli.text import Language

FINNISH = Language.FINNISH
DAY = datetime.date(2026, 1, 31)
PLACES = {"lappi": "Lapin hyvinvointialue", "kainuu": "Kainuun hyvinvointialue"}

languages = st.sampled_from(Language)
whole_numbers = st.integers(-(10**15) + 1, 10**15 - 1)
# What people write: any fifteen digits, some of them behind the comma.
numbers = st.builds(lambda digits, places: digits / 10**places, whole_numbers, st.integers(0, 6))
days = st.dates(min_value=datetime.date(1950, 1, 1))
plain_texts = strategies.texts().map(str.strip)
lines = strategies.texts().filter(str.strip)
pseudonyms = lines.map(lambda text: " ".join(text.split()))


def read_back(form: FieldForm, value: Any, language: Language) -> Any:
    """Return what is read of a value as it was shown, in a place that holds only text."""
    return form.read(shown_text(form, value, language), language, value)


def expected(form: FieldForm, content: Any) -> str:
    """Return what is said to be expected where something else stands."""
    with pytest.raises(UnreadableContentError) as told:
        form.read(content, FINNISH, None)
    return told.value.expected.get(FINNISH)


# -- what is shown is read back ---------------------------------------------------------------


@given(plain_texts, languages)
def test_a_text_is_read_as_it_was_shown(text: str, language: Language) -> None:
    assert read_back(TEXT, text, language) == text


@given(plain_texts, languages)
def test_an_empty_text_is_no_value_where_a_field_may_be_without(
    text: str, language: Language
) -> None:
    assert read_back(TextForm(empty=None), text or None, language) == (text or None)


@given(st.lists(lines, unique_by=lambda text: " ".join(text.split())).map(tuple), languages)
def test_lines_are_read_as_the_texts_that_were_shown(
    texts: tuple[str, ...], language: Language
) -> None:
    assert read_back(LinesForm(), texts, language) == texts


@given(strategies.rich_texts(), languages)
def test_rich_text_is_read_as_it_was_shown(text: RichText, language: Language) -> None:
    assert read_back(RichTextForm(), text, language) == text


@given(numbers, languages)
@example(0.1, FINNISH)
@example(-0.000001, FINNISH)
def test_a_number_is_read_as_it_was_shown(number: float, language: Language) -> None:
    assert read_back(NumberForm(), number, language) == number


@given(whole_numbers, languages)
def test_a_whole_number_is_read_as_it_was_shown(number: int, language: Language) -> None:
    assert read_back(WholeNumberForm(), number, language) == number


@given(days, languages)
def test_a_day_is_read_as_it_was_shown(day: datetime.date, language: Language) -> None:
    assert read_back(DayForm(), day, language) == day


@given(st.booleans(), languages)
def test_a_truth_value_is_read_as_it_was_shown(value: bool, language: Language) -> None:
    assert read_back(TruthForm(), value, language) is value


@given(st.sampled_from([TaskState, EstablishmentPhase, EvidenceKind, EvaluatorRole]), languages)
def test_a_choice_is_read_as_it_was_shown(values: type[StrEnum], language: Language) -> None:
    form = ChoiceForm(values)
    assert [read_back(form, value, language) for value in values] == list(values)


@given(st.sampled_from(list(PLACES)), languages)
def test_an_identifier_is_read_of_its_name_as_it_was_shown(place: str, language: Language) -> None:
    assert read_back(NameForm(PLACES), place, language) == place
    assert read_back(KnownForm(lambda: tuple(PLACES)), place, language) == place


@given(st.data(), languages)
def test_evidence_is_read_as_it_was_shown(data: st.DataObject, language: Language) -> None:
    form = EvidenceForm()
    pieces = st.lists(
        strategies.records(Evidence),
        max_size=4,
        unique_by=lambda piece: shown_text(form, (piece,), language),
    )
    evidence = tuple(data.draw(pieces))
    assert read_back(form, evidence, language) == evidence


@given(st.lists(st.tuples(pseudonyms, st.sampled_from(EvaluatorRole))), languages)
def test_evaluators_are_read_as_they_were_shown(
    named: list[tuple[str, EvaluatorRole]], language: Language
) -> None:
    evaluators = tuple(Evaluator(id=name, role=role) for name, role in named)
    assert read_back(EvaluatorsForm(), evaluators, language) == evaluators


# -- what people type -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "text"),
    [(None, ""), (7, "7"), (7.0, "7"), (0.5, "0,5"), (3.58401234567e11, "358401234567")],
)
def test_numbers_are_seen_with_every_digit_and_a_comma(content: Any, text: str) -> None:
    assert as_text(content) == text


@pytest.mark.parametrize(
    ("form", "typed", "value"),
    [
        (TEXT, 2026.0, "2026"),
        (TEXT, DAY, "31.1.2026"),
        (NumberForm(), "1 234,5", 1234.5),
        (NumberForm(), "80 %", 80.0),
        (WholeNumberForm(), "12,0", 12),
        (DayForm(), "2026-01-31", DAY),
        (DayForm(), "31.1.2026 klo 9.15", DAY),
        (TruthForm(), "JA", True),
        (ChoiceForm(TaskState), " tehty ", TaskState.DONE),
        (ChoiceForm(TaskState), "done", TaskState.DONE),
        (NameForm(PLACES), "lapin hyvinvointialue", "lappi"),
        (NameForm(PLACES), "Kainuu", "kainuu"),
        (LinesForm(), "Yksi\r\n\r\n kaksi \rkolme", ("Yksi", "kaksi", "kolme")),
    ],
)
def test_what_people_type_is_read_as_they_mean_it(form: FieldForm, typed: Any, value: Any) -> None:
    read = form.read(typed, FINNISH, None)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("form", "typed", "words"),
    [
        (NumberForm(), "noin 60", "luku"),
        (NumberForm(), float("inf"), "luku"),
        (NumberForm(), DAY, "luku"),
        (WholeNumberForm(), 2.5, "kokonaisluku"),
        (DayForm(), "keväällä", "päivä, esimerkiksi 31.1.2026"),
        (DayForm(), datetime.date(1905, 7, 18), "päivä, esimerkiksi 31.1.2026"),
        (TruthForm(), "ehkä", "kyllä tai ei"),
        (ChoiceForm(TaskState), "melkein", "jokin näistä: Aloittamatta, Kesken, Tehty, Peruttu"),
        (KnownForm(lambda: ("a", "b")), "c", "jokin näistä: a, b"),
        (
            NameForm(PLACES),
            "Lapin hyvinvointialu",
            "nimi virallisesta luettelosta (lähin: Lapin hyvinvointialue)",
        ),
    ],
)
def test_what_cannot_be_meant_is_told_with_what_is_expected(
    form: FieldForm, typed: Any, words: str
) -> None:
    assert expected(form, typed) == words


def test_an_evaluator_without_a_role_is_told() -> None:
    assert expected(EvaluatorsForm(), "A1").startswith("arvioijan tunnus, kaksoispiste ja rooli (")


def test_nothing_is_shown_where_there_is_no_value() -> None:
    forms = (TEXT, NumberForm(), WholeNumberForm(), DayForm(), TruthForm(), ChoiceForm(TaskState))
    assert [shown_text(form, None, FINNISH) for form in forms] == [""] * len(forms)
    assert yes_or_no(None, FINNISH) == ""


def test_a_name_is_known_in_every_language_and_nothing_else_is() -> None:
    names = ("Tehty", "Gjord", "Done", "valmis")
    found = [value_named(TaskState, name, FINNISH) for name in names]
    assert found[0] is found[2] is TaskState.DONE
    assert found[3] is None


def test_a_line_that_stands_keeps_all_that_its_piece_holds() -> None:
    held = Evidence(kind=EvidenceKind.LINK, title="Muistio,\r\nosa 2", address="a.fi", date=DAY)
    form = EvidenceForm()
    written = shown_text(form, (held,), FINNISH)
    assert written == "Linkki: Muistio, osa 2, a.fi, 31.1.2026"
    after = form.read(f"Päätös: Hallitus, 3.2.2026\r{written}\rhttps://b.fi", FINNISH, (held,))
    assert after[0] == Evidence(
        kind=EvidenceKind.DECISION, title="Hallitus", date=datetime.date(2026, 2, 3)
    )
    assert after[1] is held
    assert after[2] == Evidence(kind=EvidenceKind.LINK, address="https://b.fi")


# -- which form a field has -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "field", "form"),
    [
        (Task, "what", TEXT),
        (Task, "worklist_row", TextForm(empty=None)),
        (Task, "due", DayForm()),
        (Task, "state", ChoiceForm(TaskState)),
        (Task, "phase", ChoiceForm(EstablishmentPhase)),
        (Task, "evidence", EvidenceForm()),
        (Resource, "year", WholeNumberForm()),
        (Resource, "needed", NumberForm()),
        (Resource, "after_project", TruthForm()),
        (Evaluation, "evaluators", EvaluatorsForm()),
        (RootingPlan, "lessons", LinesForm()),
        (Section, "text", RichTextForm()),
    ],
)
def test_the_form_of_a_field_follows_from_the_type_of_its_values(
    record: type[Any], field: str, form: FieldForm
) -> None:
    assert form_of(record, field) == form


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (PracticeModel, "basics"),
        (RootingPlan, "tasks"),
        (RootingPlan, "decision"),
        (Task, "custom"),
    ],
)
def test_records_with_fields_of_their_own_have_no_form(record: type[Any], field: str) -> None:
    with pytest.raises(TypeError, match=f"{record.__name__}.{field} has no form"):
        form_of(record, field)


@pytest.mark.parametrize("record", [Task, Resource, Decision, CommunicationItem, WorklistAnswer])
def test_every_field_of_a_row_of_a_plan_has_a_form(record: type[Any]) -> None:
    names = [one.name for one in attrs.fields(record) if one.name != "custom"]
    assert len({name: form_of(record, name) for name in names}) == len(names) > 0


# -- records made of what was filled in -------------------------------------------------------

TASK = Task(id="t1", what="Kouluta", due=DAY, state=TaskState.DONE)


def test_values_go_into_their_fields_and_the_others_stay() -> None:
    assert with_values(TASK, {"owner_role": "Johtaja"}, {}) == evolve(TASK, owner_role="Johtaja")


def test_an_emptied_field_gets_what_it_has_by_default() -> None:
    emptied = with_values(TASK, {"due": None, "state": None, "what": None}, {})
    assert emptied == Task(id="t1", what="")


def test_a_field_that_has_to_have_a_value_cannot_be_emptied() -> None:
    resource = Resource(kind=ResourceKind.MONEY)
    with pytest.raises(MissingValueError) as told:
        with_values(resource, {"kind": None}, {})
    assert (told.value.record, told.value.field) == (Resource, "kind")
    with pytest.raises(MissingValueError):
        made_of(Resource, {"needed": 5.0}, {})


def test_a_record_inside_another_is_made_and_taken_away_with_its_values() -> None:
    inside = {"target": Target}
    metric = made_of(Metric, {"id": "m", "name": "Osuus", "target.value": 80.0}, inside)
    assert value_at(metric, "target.value") == 80.0
    without = with_values(metric, {"target.value": None}, inside)
    assert value_at(without, "target") is None
    assert value_at(without, "target.value") is None
