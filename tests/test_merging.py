"""Proposals made from one model are joined: nothing lost, nothing decided behind anybody's back."""

from __future__ import annotations

import datetime
import time
import typing
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.differences import Merged, merge_proposals, tell_merged
from toimintamalli.analysis.differences._identities import (
    BELONGING_TOGETHER,
    FREE_IDS,
    REFERENCES,
)
from toimintamalli.model import (
    Answer,
    AnswerState,
    BasicData,
    Board,
    CustomField,
    Decision,
    DecisionState,
    Evaluation,
    Evaluator,
    Evidence,
    EvidenceKind,
    Form,
    Metric,
    Note,
    NoteKind,
    Observation,
    PracticeModel,
    Record,
    RichText,
    Risk,
    RootingPlan,
    Section,
    SuggestionRecord,
    SuggestionState,
    Task,
)
from toimintamalli.model.traversal import texts_of
from toimintamalli.testing import strategies

models, values_of = strategies.practice_models(), strategies.values_of
CLASSES = [one for one in vars(tm.model).values() if isinstance(one, type)]

MARCH, APRIL = datetime.date(2026, 3, 1), datetime.date(2026, 4, 1)


def merged(base: PracticeModel, *proposals: PracticeModel) -> Merged:
    names = ("a.xlsx", "b.xlsx", "c.xlsx")
    return merge_proposals(base, list(zip(names, proposals, strict=False)))


def plan(*tasks: Task, **fields: Any) -> PracticeModel:
    return PracticeModel(rooting_plan=RootingPlan(tasks=tasks, **fields))


def tasks(result: Merged) -> list[tuple[str, str]]:
    assert result.model.rooting_plan is not None
    return [(task.id, task.what) for task in result.model.rooting_plan.tasks]


def conflicts(result: Merged) -> list[tuple[str, tuple[Any, ...]]]:
    return [(one.path, tuple(value for _, value in one.found)) for one in result.conflicts]


T1, T2 = Task(id="t1", what="Kouluta hoitajat"), Task(id="t2", what="Sovi varahenkilöt")
BASE = plan(T1, T2)


# -- fields -----------------------------------------------------------------------------------


def test_what_one_proposal_changed_is_taken() -> None:
    base = PracticeModel(basics=BasicData(title="Etä", summary="Lyhyt"))
    first = evolve(base, basics=evolve(base.basics, title="Etävastaanotto"))
    second = evolve(base, basics=evolve(base.basics, summary="Pidempi"), id="etä")
    expected = PracticeModel(id="etä", basics=BasicData(title="Etävastaanotto", summary="Pidempi"))
    assert merged(base, first, second) == Merged(model=expected)


def test_where_proposals_differ_the_first_stays_and_all_are_told() -> None:
    base = PracticeModel(basics=BasicData(title="Etä"))
    found = merged(base, *(PracticeModel(basics=BasicData(title=one)) for one in ("A", "B", "A")))
    (conflict,) = found.conflicts
    assert found.model.basics.title == "A"
    assert (conflict.path, conflict.before) == ("basics.title", "Etä")
    assert conflict.found == (("a.xlsx", "A"), ("b.xlsx", "B"), ("c.xlsx", "A"))


def test_an_emptied_field_gives_way_to_a_changed_one() -> None:
    base = PracticeModel(basics=BasicData(title="Etä"))
    found = merged(base, PracticeModel(), PracticeModel(basics=BasicData(title="B")))
    assert found.model.basics.title == "B"
    assert conflicts(found) == [("basics.title", ("B", ""))]


def test_a_part_that_several_filled_is_joined_field_by_field() -> None:
    found = merged(PracticeModel(), plan(T1, why="Koska"), plan(T2, what="Malli", why="Siksi"))
    assert found.model.rooting_plan == RootingPlan(tasks=(T1, T2), what="Malli", why="Koska")
    assert conflicts(found) == [("rooting_plan.why", ("Koska", "Siksi"))]


def test_a_part_that_one_removed_and_another_changed_stays() -> None:
    found = merged(BASE, PracticeModel(), plan(T1, T2, why="Koska"))
    assert found.model == plan(T1, T2, why="Koska")
    assert [one.is_about_staying for one in found.conflicts] == [True]
    assert merged(BASE, PracticeModel(), BASE).model == PracticeModel()


def test_fields_of_ones_own_are_known_by_their_names() -> None:
    def own(**fields: Any) -> PracticeModel:
        return PracticeModel(custom=tuple(CustomField(f"x-{k}", v) for k, v in fields.items()))

    found = merged(own(a=1, b=1, c=1), own(a=2, b=2), own(a=1, b=3, c=1, d=("e", "f")))
    assert found.model == own(a=2, b=2, d=("e", "f"))
    assert conflicts(found) == [("x-b", (2, 3))]


def test_fields_of_ones_own_stand_as_the_one_who_changed_them_put_them() -> None:
    first, second = CustomField("x-a", 1), CustomField("x-b", 2)
    base = PracticeModel(custom=(first, second))
    found = merged(base, evolve(base, custom=(second, first)), evolve(base, id="m"))
    assert found.model == PracticeModel(id="m", custom=(second, first))


def test_a_value_of_ones_own_that_is_removed_and_changed_stays() -> None:
    first, second = PracticeModel(), PracticeModel(custom=(CustomField("x-a", "uusi"),))
    found = merged(PracticeModel(custom=(CustomField("x-a", "vanha"),)), first, second)
    assert found.model == second
    assert conflicts(found) == [("x-a", ("uusi", None))]


def test_fields_that_are_true_together_are_taken_from_one() -> None:
    base = Answer(criterion="k1", level="2")
    first = Answer(criterion="k1", state=AnswerState.CANNOT_YET, assessable_from=MARCH)
    second = Answer(criterion="k1", level="4", reason="Näyttö on.")

    def model(answer: Answer) -> PracticeModel:
        return PracticeModel(evaluations=(Evaluation(id="e", instrument="i", answers=(answer,)),))

    found = merged(model(base), model(first), model(second))
    assert found.model.evaluations[0].answers == (evolve(first, reason="Näyttö on."),)
    start = "evaluations[0].answers[0]"
    assert [path for path, _ in conflicts(found)] == [
        f"{start}.{name}" for name in ("state", "level", "assessable_from")
    ]
    back = merged(model(base), model(second), model(first))
    assert back.model.evaluations[0].answers == (second,)


def test_a_record_that_says_one_thing_is_never_put_together_from_two() -> None:
    first = SuggestionRecord(id="s1", state=SuggestionState.ACCEPTED, result="t1")
    second = SuggestionRecord(id="s1", state=SuggestionState.REJECTED, reason="Ei sovi.")
    found = merged(BASE, plan(T1, T2, suggestions=(first,)), plan(T1, T2, suggestions=(second,)))
    assert found.model == plan(T1, T2, suggestions=(first,))
    assert conflicts(found) == [("rooting_plan.suggestions[0]", (first, second))]


def test_a_decision_keeps_its_own_day() -> None:
    decided = Decision(state=DecisionState.DECIDED, level="Johtoryhmä")
    rejected = Decision(state=DecisionState.REJECTED, date=APRIL)
    found = merged(BASE, plan(T1, T2, decision=decided), plan(T1, T2, decision=rejected))
    assert found.model == plan(T1, T2, decision=decided)


# -- members ----------------------------------------------------------------------------------


def test_members_that_proposals_added_are_all_there_in_their_order() -> None:
    new = [Task(id=f"n{place}", what=f"Uusi {place}") for place in range(3)]
    found = merged(BASE, plan(new[0], T1, T2), plan(T1, new[1], T2), plan(T1, new[2], T2))
    assert [one for one, _ in tasks(found)] == ["n0", "t1", "n1", "n2", "t2"]
    assert not found.conflicts
    assert not found.renamed


def test_equal_members_that_several_added_are_there_once() -> None:
    new = Task(id="t3", what="Tiedota")
    assert merged(BASE, plan(T1, T2, new), plan(T1, T2, new)).model == plan(T1, T2, new)


def test_new_members_that_complete_each_other_are_one() -> None:
    first = Task(id="t3", what="Tiedota", owner_role="Esihenkilö")
    second = Task(id="t3", what="Tiedota", due=MARCH)
    found = merged(BASE, plan(T1, T2, first), plan(T1, T2, second))
    assert found.model == plan(T1, T2, evolve(first, due=MARCH))
    assert not found.conflicts


def test_new_things_that_share_a_name_get_names_of_their_own() -> None:
    texts = ("Tiedota", "Osta laitteet", "Mittaa", "Osta laitteet")
    proposals = [plan(T1, T2, Task(id="t3", what=text)) for text in texts]
    found = merge_proposals(BASE, list(zip("abcd", proposals, strict=True)))
    assert tasks(found)[2:] == [("t3", "Tiedota"), ("t4", "Osta laitteet"), ("t5", "Mittaa")]
    told = [(one.source, one.before, one.after, one.path) for one in found.renamed]
    assert told[:2] == [
        ("b", "t3", "t4", "rooting_plan.tasks[3]"),
        ("c", "t3", "t5", "rooting_plan.tasks[4]"),
    ]


def test_what_refers_to_a_renamed_thing_follows_it() -> None:
    def model(what: str) -> PracticeModel:
        new = Task(id="t3", what=what)
        return evolve(plan(T1, T2, new), metrics=(Metric(id=what, name=what, task="t3"),))

    found = merged(BASE, model("Tiedota"), model("Mittaa"))
    assert [metric.task for metric in found.model.metrics] == ["t3", "t4"]


def test_a_renamed_metric_stays_the_evidence_of_its_task() -> None:
    def model(name: str) -> PracticeModel:
        shown = Evidence(kind=EvidenceKind.METRIC, address="m1")
        new = Task(id=name, what=name, evidence=(shown,))
        return evolve(plan(new), metrics=(Metric(id="m1", name=name),))

    found = merged(PracticeModel(), model("Jonot"), model("Käynnit"))
    assert [metric.id for metric in found.model.metrics] == ["m1", "m2"]
    assert found.model.rooting_plan is not None
    addresses = [task.evidence[0].address for task in found.model.rooting_plan.tasks]
    assert addresses == ["m1", "m2"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("t3", "t5"),
        ("t009", "t010"),
        ("oma", "oma-2"),
        ("t" + "9" * 30, "t" + "9" * 21 + "1" + "0" * 9),
    ],
)
def test_a_new_name_is_the_next_that_is_free(old: str, new: str) -> None:
    base = plan(Task(id="t4", what="Varattu tunnus"))
    first, second = (plan(*base.rooting_plan.tasks, Task(id=old, what=one)) for one in ("A", "B"))  # type: ignore[union-attr]
    assert [one for one, _ in tasks(merged(base, first, second))] == ["t4", old, new]


def test_notes_of_other_boards_keep_their_names() -> None:
    def board(name: str, *texts: str) -> Board:
        return Board(
            id=name,
            notes=tuple(Note(id=f"n{n}", kind=NoteKind.IDEA, text=t) for n, t in enumerate(texts)),
        )

    base = PracticeModel(boards=(board("b1", "Alku"), board("b2", "Alku", "Loppu")))
    first = PracticeModel(boards=(board("b1", "Alku", "Eka"), board("b2", "Alku", "Loppu")))
    second = PracticeModel(boards=(board("b1", "Alku", "Toka"), board("b2", "Alku", "Loppu")))
    found = merged(base, first, second)
    assert [note.id for note in found.model.boards[0].notes] == ["n0", "n1", "n2"]
    assert found.model.boards[1] == base.boards[1]
    assert [one.path for one in found.renamed] == ["boards[0].notes[2]"]


def test_places_that_there_is_one_of_are_told_where_two_fill_them() -> None:
    def form(text: str) -> PracticeModel:
        section = Section(field="solution_idea", text=RichText.parse(text))
        return PracticeModel(form=Form(sections=(section,)))

    found = merged(PracticeModel(), form("Yksi numero."), form("Yksi palvelu."))
    assert found.model == form("Yksi numero.")
    assert [path for path, _ in conflicts(found)] == ["form.sections[0].text"]


def test_values_of_one_day_are_told_where_they_differ() -> None:
    def metric(*values: Observation) -> PracticeModel:
        return PracticeModel(metrics=(Metric(id="m", name="Jono", observations=values),))

    first, second = Observation(date=MARCH, value=3), Observation(date=MARCH, value=4, n=9)
    found = merged(metric(), metric(first), metric(second, Observation(date=APRIL, value=1)))
    assert found.model == metric(first, Observation(date=APRIL, value=1))
    assert conflicts(found) == [
        ("metrics[0].observations[0].value", (3, 4)),
        ("metrics[0].observations[0].n", (None, 9)),
    ]


def test_answers_of_several_evaluators_stand_side_by_side() -> None:
    def model(*evaluators: str) -> PracticeModel:
        return PracticeModel(
            evaluations=(
                Evaluation(
                    id="kevät",
                    instrument="kasvun-tuki",
                    evaluators=tuple(Evaluator(id=one) for one in evaluators),
                    answers=tuple(
                        Answer(criterion=f"k{row}", level="3", evaluator=one)
                        for row in range(3)
                        for one in evaluators
                    ),
                ),
            )
        )

    found = merged(model(), model("a1"), model("a2"), model("a3"))
    assert not found.conflicts
    assert len(found.model.evaluations[0].answers) == 9
    together = merged(PracticeModel(), model("a1"), model("a2"))
    assert (together.conflicts, together.renamed) == ((), ())
    assert len(together.model.evaluations) == 1


def test_a_member_that_one_removed_is_gone_if_nobody_changed_it() -> None:
    assert merged(BASE, plan(T1), plan(T1, T2, why="Koska")).model == plan(T1, why="Koska")


def test_a_list_that_two_emptied_by_halves_is_empty() -> None:
    assert merged(BASE, plan(T1), plan(T2)).model == plan()
    sections = Section(field="solution_idea"), Section(heading="Oma")
    base, first, second = (
        PracticeModel(form=Form(sections=kept)) for kept in (sections, sections[:1], sections[1:])
    )
    assert merged(base, first, second).model == PracticeModel()


def test_a_member_that_one_removed_and_another_changed_stays() -> None:
    changed = evolve(T2, due=MARCH)
    found = merged(BASE, plan(T1), plan(T1, changed))
    assert found.model == plan(T1, changed)
    assert conflicts(found) == [("rooting_plan.tasks[1]", (changed, None))]


def test_the_order_is_that_of_the_first_proposal_that_changed_it() -> None:
    new = Task(id="t3", what="Tiedota")
    found = merged(BASE, plan(T1, T2, why="Koska"), plan(T2, T1, new))
    assert [one for one, _ in tasks(found)] == ["t2", "t1", "t3"]


def test_new_fields_of_the_form_stand_in_its_order() -> None:
    def form(*fields: str) -> PracticeModel:
        return PracticeModel(form=Form(sections=tuple(Section(field=one) for one in fields)))

    order = [field.id for field in tm.vocabulary.form_profile().fields]
    first, middle, last = sorted(order, key=tm.vocabulary.form_profile().order)[:3]
    assert merged(form(last), form(middle, last), form(first, last)).model == form(
        first, middle, last
    )
    unusual = form(last, first)
    assert merged(form(), unusual, form(middle)).model.form.sections[0].field == last


def test_a_conflict_stands_where_its_section_came_to_stand() -> None:
    order = sorted(tm.vocabulary.form_profile().fields, key=lambda field: field.path)

    def form(**texts: str) -> PracticeModel:
        sections = (Section(field=one, text=RichText.parse(texts[one])) for one in texts)
        return PracticeModel(form=Form(sections=tuple(sections)))

    start, end = order[0].id, order[-1].id
    found = merged(form(), form(**{end: "Loppu."}), form(**{start: "Yksi."}), form(**{start: "2"}))
    assert found.model == form(**{start: "Yksi.", end: "Loppu."})
    (conflict,) = found.conflicts
    assert conflict.path == "form.sections[0].text"
    assert conflict.within == (found.model.form, found.model.form.sections[0])


def test_texts_of_a_list_are_a_set_that_keeps_its_order() -> None:
    def model(*training: str) -> PracticeModel:
        return plan(training=training)

    base = model("Ohjelmiston käyttö", "Potilaan ohjaus", "Perehdytys")
    first = model("Perehdytys", "Ohjelmiston käyttö", "Potilaan ohjaus", "Tietoturva")
    second = model("Ohjelmiston käyttö", "Perehdytys", "Tietoturva", "Kirjaaminen")
    assert merged(base, first, second).model == model(
        "Perehdytys", "Ohjelmiston käyttö", "Tietoturva", "Kirjaaminen"
    )


def test_a_text_of_a_list_that_two_edited_is_told() -> None:
    texts = ("Yksi riski on tässä", "Yksi suuri riski on tässä", "Yksi riski on tuossa")
    found = merged(*(plan(lessons=(text,)) for text in texts))
    assert found.model == plan(lessons=(texts[1],))
    assert conflicts(found) == [("rooting_plan.lessons[0]", texts[1:])]


def test_risks_of_two_people_with_other_responses_are_one_risk() -> None:
    first, second = (Risk(what="Lähtö", response=one) for one in ("Varahenkilö", "Ohje"))
    found = merged(BASE, plan(T1, T2, risks=(first,)), plan(T1, T2, risks=(second,)))
    assert conflicts(found) == [("rooting_plan.risks[0].response", ("Varahenkilö", "Ohje"))]


def test_many_members_are_joined_in_bounded_time() -> None:
    def model(*ranges: range) -> PracticeModel:
        return plan(*(Task(id=f"t{n}", what=f"Työ {n} tehdään") for one in ranges for n in one))

    base = model(range(1000))
    first, second = model(range(1000), range(2000, 3000)), model(range(5000, 6000), range(1000))
    start = time.process_time()
    assert len(tasks(merged(base, first, second))) == 3000
    assert time.process_time() - start < 5


# -- the tables -------------------------------------------------------------------------------


def test_the_tables_name_fields_that_there_are() -> None:
    for kind, names in BELONGING_TOGETHER.items():
        assert set(names) <= {field.name for field in attrs.fields(kind)}
    for kind, references in REFERENCES.items():
        assert set(references) <= {field.name for field in attrs.fields(kind)}
        assert set(references.values()) <= set(FREE_IDS)
    assert all("id" in attrs.fields_dict(kind) for kind in FREE_IDS)


# -- sentences --------------------------------------------------------------------------------


def test_a_conflict_is_told_with_its_place_and_who_says_what() -> None:
    first, second = (plan(T1, evolve(T2, due=day)) for day in (MARCH, APRIL))
    (told,) = tell_merged(merged(BASE, first, second))
    assert (told.code, told.path) == ("TM930", "rooting_plan.tasks[1].due")
    assert told.message() == (
        "Tehtävä ”Sovi varahenkilöt” – Määräpäivä: ehdotukset eroavat. "
        "Malliin jäi 1.3.2026 (a.xlsx); muut: 1.4.2026 (b.xlsx)."
    )
    assert "Ennen kohdassa oli: tyhjä." in told.hint()
    assert "b.xlsx" in told.message("sv")
    assert "“Sovi varahenkilöt”" in told.message("en")


def test_a_long_text_is_shortened_in_the_sentence_and_whole_beside_it() -> None:
    first, second = (plan(T1, T2, why=f"{start} {'pitkä ' * 50}loppu") for start in "AB")
    (told,) = tell_merged(merged(BASE, first, second))
    assert "loppu" not in told.message()
    assert [value.count("loppu") for value in told.plain_parameters()["values"]] == [1, 1]


def test_a_removal_that_was_not_done_is_told() -> None:
    found = merged(BASE, plan(T1), plan(T1, evolve(T2, due=MARCH)))
    (told,) = tell_merged(found)
    assert told.code == "TM931"
    assert told.message() == (
        "Tehtävä ”Sovi varahenkilöt”: poistettu (a.xlsx), mutta myös muutettu (b.xlsx). "
        "Se jäi malliin."
    )
    (part,) = tell_merged(merged(BASE, PracticeModel(), plan(T1, T2, why="Koska")))
    assert part.message().startswith("Juurruttamissuunnitelma: poistettu (a.xlsx)")
    texts = ("Kouluta hoitajat heti", "Kouluta kaikki hoitajat heti")
    base, edited = (plan(training=(text,)) for text in texts)
    (text,) = tell_merged(merged(base, plan(), edited))
    assert "”Kouluta hoitajat heti”: poistettu (a.xlsx)" in text.message()


def test_a_new_name_is_told_of_the_file_whose_thing_got_it() -> None:
    proposals = (plan(T1, T2, Task(id="t3", what=one)) for one in ("Tiedota", "Mittaa"))
    (told,) = tell_merged(merged(BASE, *proposals))
    assert (told.code, told.source, told.path) == ("TM932", "b.xlsx", "rooting_plan.tasks[3]")
    assert told.message() == (
        "Tehtävä ”Mittaa”: tunniste t3 on myös toisella uudella. Tunniste on nyt t4."
    )


def test_conflicting_answers_are_told_by_question_and_level() -> None:
    def model(level: str) -> PracticeModel:
        answer = Answer(criterion=criterion.id, level=level)
        evaluation = Evaluation(id="e", instrument=instrument.id, answers=(answer,))
        return PracticeModel(evaluations=(evaluation,))

    instrument = tm.get_instrument("vaikutusten-itsearviointi")
    criterion = instrument.criteria[0]
    low, middle, high = [level.id for level in instrument.scale_of(criterion).levels][:3]
    found = merged(model(low), model(middle), model(high))
    (told,) = tell_merged(found, instruments=(instrument,))
    assert criterion.question.fi[:20] in told.message()


# -- properties -------------------------------------------------------------------------------


def changed(draw: st.DrawFn, base: PracticeModel) -> PracticeModel:
    names = [*attrs.fields_dict(PracticeModel)]
    hints = typing.get_type_hints(PracticeModel)
    chosen = draw(st.lists(st.sampled_from(names), unique=True, max_size=3))
    return evolve(base, **{name: draw(values_of(hints[name])) for name in chosen})


@st.composite
def proposals(draw: st.DrawFn) -> tuple[PracticeModel, PracticeModel, PracticeModel]:
    """Draw a model, and two in which some of its parts are others."""
    base = draw(models)
    return base, changed(draw, base), changed(draw, base)


def records_of(record: Record) -> Iterator[Record]:
    yield record
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        for member in value if isinstance(value, tuple) else (value,):
            if isinstance(member, Record):
                yield from records_of(member)


def without_order(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(sorted(map(without_order, value), key=repr))
    if not isinstance(value, Record):
        return value
    fields = attrs.fields(type(value))
    return evolve(value, **{one.name: without_order(getattr(value, one.name)) for one in fields})


def texts_in(value: Any) -> set[str]:
    """Return every text in a value, with those in prose and in fields of one's own."""
    holder = PracticeModel(custom=(CustomField("x", value),))
    match value:
        case Record():
            return {text for _, text in texts_of(value)}
        case RichText():
            return texts_in(Section(text=value))
        case tuple() if any(isinstance(one, Record) for one in value):
            return set().union(*map(texts_in, value))
        case _:
            return {text for _, text in texts_of(holder)}


@settings(max_examples=100)
@given(models, models)
def test_a_single_proposal_is_taken_whole(base: PracticeModel, model: PracticeModel) -> None:
    assert merged(base, base) == Merged(model=base)
    assert merged(base) == Merged(model=base)
    assert merged(base, model) == merged(base, model, model) == Merged(model=model)
    assert merged(base, base, model) == merged(base, model, base) == Merged(model=model)


@settings(max_examples=300)
@given(proposals())
def test_no_text_of_a_proposal_is_lost(
    drawn: tuple[PracticeModel, PracticeModel, PracticeModel],
) -> None:
    base, first, second = drawn
    found = merged(base, first, second)
    told = set().union(*(texts_in(value) for one in found.conflicts for _, value in one.found))
    kept = texts_in(found.model) | told | {one.before for one in found.renamed}
    assert (texts_in(first) | texts_in(second)) - texts_in(base) <= kept
    assert texts_in(found.model) <= {
        *texts_in(base),
        *texts_in(first),
        *texts_in(second),
        *(one.after for one in found.renamed),
    }


@settings(max_examples=300)
@given(proposals())
def test_the_order_of_proposals_matters_only_where_they_differ(
    drawn: tuple[PracticeModel, PracticeModel, PracticeModel],
) -> None:
    base, first, second = drawn
    found, back = merged(base, first, second), merged(base, second, first)
    assert {one.path.partition("[")[0] for one in found.conflicts} == {
        one.path.partition("[")[0] for one in back.conflicts
    }
    if not found.conflicts and not found.renamed:
        assert without_order(found.model) == without_order(back.model)


@settings(max_examples=100)
@given(models, st.data())
def test_changes_of_different_parts_are_both_there(
    base: PracticeModel, data: st.DataObject
) -> None:
    hints = typing.get_type_hints(PracticeModel)
    names = data.draw(st.permutations([*attrs.fields_dict(PracticeModel)]))
    changes = [
        {name: data.draw(values_of(hints[name])) for name in names[at : at + 2]} for at in (0, 2)
    ]
    found = merged(base, *(evolve(base, **one) for one in changes))
    assert found == Merged(model=evolve(base, **changes[0], **changes[1]))


def value_at(model: Any, path: str) -> Any:
    for part in path.split("."):
        name, _, place = part.partition("[")
        model = getattr(model, name)
        if place:
            model = model[int(place.removesuffix("]"))]
    return model


@settings(max_examples=300)
@given(proposals())
def test_the_first_value_of_a_conflict_stands_at_its_place(
    drawn: tuple[PracticeModel, PracticeModel, PracticeModel],
) -> None:
    found = merged(*drawn)
    for one in found.conflicts:
        is_own = one.field not in attrs.fields_dict(one.record)
        if not is_own and not one.is_about_staying:
            assert value_at(found.model, one.path) == one.found[0][1]


@settings(max_examples=100)
@given(proposals())
def test_every_conflict_can_be_told(
    drawn: tuple[PracticeModel, PracticeModel, PracticeModel],
) -> None:
    found = merged(*drawn)
    told = tell_merged(found)
    assert len(told) == len(found.conflicts) + len(found.renamed)
    assert all(one.message(language) for one in told for language in ("fi", "sv", "en"))
