"""A filled workbook comes back as a proposal: exactly what people changed, and nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.errors import ReadError
from toimintamalli.model import (
    Answer,
    AnswerState,
    Attachment,
    Evaluation,
    Evaluator,
    EvidenceKind,
    Form,
    Metric,
    Observation,
    OrganisationLevel,
    PlacementCell,
    PlacementWorksheet,
    PracticeModel,
    ResourceKind,
    RichText,
    RootingPlan,
    Section,
    Target,
    Task,
    TaskState,
    UnplacedReason,
    UnplacedText,
    WorklistAnswer,
)
from toimintamalli_excel import ExcelImportOptions, ExcelOptions, exporter, importer

DATA = Path(__file__).with_name("data")
SET = "vaikutusten-itsearviointi"
Edit = Callable[[openpyxl.Workbook], None]


def workbook_of(model: PracticeModel, **options: Any) -> bytes:
    return exporter.render(model, ExcelOptions(**options)).data


def edited(data: bytes, edit: Edit) -> bytes:
    book = openpyxl.load_workbook(BytesIO(data))
    edit(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def read(data: bytes, into: PracticeModel | None, **options: Any):
    return importer.read(data, ExcelImportOptions(**options), into=into)


def returned(model: PracticeModel, edit: Edit, *, reading: dict[str, Any] | None = None, **options):
    return read(edited(workbook_of(model, **options), edit), model, **(reading or {}))


def put(sheet: str, row: str, header: str, value: object) -> Edit:
    """Writes into the row of an identifier, under a header."""

    def edit(book: openpyxl.Workbook) -> None:
        cell_of(book, sheet, row, header).value = value

    return edit


def cell_of(book: openpyxl.Workbook, sheet: str, row: str, header: str):
    table = book[sheet]
    columns = [cell.value for cell in table[1]]
    rows = [str(cell.value) for cell in table["A"]]
    return table.cell(rows.index(row) + 1, columns.index(header) + 1)


def add(sheet: str, **cells: object) -> Edit:
    """Writes a new row below a table, by header."""

    def edit(book: openpyxl.Workbook) -> None:
        table = book[sheet]
        columns = [cell.value for cell in table[1]]
        is_empty = all(cell.value is None for cell in table[table.max_row])
        row = table.max_row + (0 if is_empty else 1)
        for header, value in cells.items():
            table.cell(row, columns.index(header) + 1).value = value

    return edit


def together(*edits: Edit) -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        for one in edits:
            one(book)

    return edit


def found_in(model: PracticeModel, proposed: PracticeModel) -> list[tuple[str, str]]:
    return [(one.kind.value, one.path) for one in tm.differences(model, proposed)]


# -- nothing changed --------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(tm.Language))
@pytest.mark.parametrize(
    "options",
    [{}, {"evaluators": 3}, {"instrument": "kasvun-tuki"}],
    ids=["as it is", "evaluators", "another set"],
)
def test_a_workbook_read_without_a_change_gives_the_same_model(language, options, model):
    imported = read(workbook_of(model, language=language, **options), model)
    assert imported.model == model
    assert (imported.changes, list(imported.diagnostics)) == ((), [])


@pytest.mark.parametrize("options", [{}, {"evaluators": 2}])
def test_a_workbook_that_nobody_filled_gives_an_empty_model(options):
    empty = PracticeModel()
    assert read(workbook_of(empty, **options), empty).model == empty


def test_a_workbook_saved_by_another_program_without_a_change_gives_the_same_model(model):
    assert returned(model, lambda book: None).model == model


def test_a_workbook_that_libreoffice_saved_without_a_change_gives_the_same_model(model):
    data = (DATA / "model-saved-by-libreoffice.xlsx").read_bytes()
    imported = read(data, model)
    assert imported.model == model
    assert (imported.changes, list(imported.diagnostics)) == ((), [])


def test_a_workbook_that_was_filled_in_libreoffice_gives_what_was_filled(model):
    """See ``fill_in_libreoffice.py``: a column was moved and another one added as well."""
    imported = read((DATA / "model-filled-in-libreoffice.xlsx").read_bytes(), model)
    assert found_in(model, imported.model) == [
        ("added", "form.sections[1]"),
        ("removed", "evaluations[0].answers[0].reason"),
        ("added", "evaluations[0].answers[2]"),
        ("changed", "rooting_plan.tasks[0].due"),
        ("changed", "rooting_plan.tasks[0].state"),
        ("added", "rooting_plan.tasks[2]"),
        ("added", "metrics[0].observations[2]"),
    ]
    assert imported.model.form.sections[1].text == RichText.parse("Tarve:\n\n- yksi\n- kaksi")
    assert imported.model.evaluations[0].answers[2].reason == "=Sama kuin viimeksi"
    assert imported.model.rooting_plan.tasks[0].due == datetime.date(2026, 8, 31)
    assert imported.model.metrics[0].observations[2] == observed(82.5)
    assert imported.diagnostics.codes == ("EXCEL161",)


def test_marks_survive_libreoffice_so_that_nothing_newer_is_undone(model):
    newer = attrs.evolve(model, basics=attrs.evolve(model.basics, title="Uusi nimi"))
    imported = read((DATA / "model-filled-in-libreoffice.xlsx").read_bytes(), newer)
    assert imported.model.basics.title == "Uusi nimi"
    assert len(found_in(newer, imported.model)) == 7
    assert imported.diagnostics.codes == ("EXCEL177", "EXCEL161")


HOSTILE = (
    "=1+1",
    "+358",
    "-3",
    "@nimi",
    "#N/A",
    "_x000D_",
    "'lainaus",
    "\ttab",
    "rivi\nrivi",
    "😀",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_it_was_wherever_it_stands(text):
    model = PracticeModel(
        basics=tm.BasicData(title=text, place=text, locations=(text, text)),
        rooting_plan=RootingPlan(
            what=text, tasks=(Task(id="T1", what=text, owner_role=text, support=text),)
        ),
        metrics=(Metric(id="m", name=text, unit=text, observations=(observed(1, note=text),)),),
    )
    assert read(workbook_of(model), model).model == model
    assert returned(model, lambda book: None).model == model


def observed(value: float, **fields: Any) -> Observation:
    return Observation(date=datetime.date(2026, 3, 1), value=value, **fields)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
numbers = st.one_of(st.integers(-(10**9), 10**9), st.floats(allow_nan=False, allow_infinity=False))
days = st.dates(datetime.date(1900, 3, 1), datetime.date(2200, 1, 1))
tasks = st.builds(
    Task,
    id=st.sampled_from(["T1", "T2", "T3", "t1", "Ä"]),
    what=texts,
    owner_role=texts,
    start=st.none() | days,
    state=st.sampled_from(TaskState),
)
observations = st.builds(
    Observation, date=days, value=numbers, note=texts, n=st.none() | st.just(3)
)
answers = st.builds(
    Answer,
    criterion=st.sampled_from(["core-elements", "transferable", "oma"]),
    evaluator=st.sampled_from([None, "v1", "V1", "v2"]),
    state=st.sampled_from(AnswerState),
    level=st.sampled_from([None, "agree", "outo"]),
    reason=texts,
)
models = st.builds(
    PracticeModel,
    basics=st.builds(tm.BasicData, title=texts, locations=st.lists(texts, max_size=3).map(tuple)),
    rooting_plan=st.builds(RootingPlan, what=texts, tasks=st.lists(tasks, max_size=4).map(tuple)),
    metrics=st.lists(
        st.builds(
            Metric,
            id=st.sampled_from(["a", "b"]),
            name=texts,
            baseline=st.none() | observations,
            observations=st.lists(observations, max_size=3).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    evaluations=st.lists(
        st.builds(
            Evaluation,
            id=st.sampled_from(["x", "y"]),
            instrument=st.sampled_from([SET, "juurtumisvalmius", "ei-ole"]),
            answers=st.lists(answers, max_size=4).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    form=st.builds(
        Form,
        sections=st.lists(
            st.builds(
                Section,
                field=st.sampled_from([None, "needs", "solution_idea", "outo"]),
                heading=st.none() | texts,
                text=texts.map(RichText.parse),
            ),
            max_size=4,
        ).map(tuple),
    ),
)


@given(model=models)
@settings(max_examples=30, deadline=None)
def test_any_model_that_nobody_changed_comes_back_equal(model):
    imported = read(workbook_of(model), model)
    assert imported.model == model


# -- one change, and exactly that -------------------------------------------------------------


def test_a_filled_answer_becomes_that_answer():
    model = PracticeModel(id="m")
    edit = together(
        put("Arviointi", "core-elements", "Yhdessä: Vastaus", "täysin samaa mieltä"),
        put("Arviointi", "core-elements", "Yhdessä: Perustelu", "Kaikki asemat mukana."),
        put("Arviointi", "permanent-decision", "Yhdessä: Vastaus", "Ei voida vielä arvioida"),
        put("Arviointi", "permanent-decision", "Yhdessä: Arvioitavissa alkaen", "1.12.2026"),
        put("Arviointikierrokset", f"{SET}-1", "Arviointipäivä", datetime.date(2026, 5, 12)),
    )
    (evaluation,) = returned(model, edit).model.evaluations
    assert (evaluation.instrument, evaluation.date) == (SET, datetime.date(2026, 5, 12))
    assert evaluation.answers == (
        Answer(criterion="core-elements", level="agree", reason="Kaikki asemat mukana."),
        Answer(
            criterion="permanent-decision",
            state=AnswerState.CANNOT_YET,
            assessable_from=datetime.date(2026, 12, 1),
        ),
    )


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("  Täysin  samaa mieltä ", "agree"),
        ("helt av samma åsikt", "agree"),
        ("4 = täysin samaa mieltä", "agree"),
    ],
)
def test_a_pasted_answer_is_understood_in_any_language_and_case(written, level):
    edit = put("Arviointi", "core-elements", "Yhdessä: Vastaus", written)
    (evaluation,) = returned(PracticeModel(), edit).model.evaluations
    assert evaluation.answers[0].level == level


def test_each_evaluator_answers_in_columns_of_their_own():
    edit = together(
        put("Arviointi", "core-elements", "v1: Vastaus", "täysin samaa mieltä"),
        put("Arviointi", "core-elements", "v2: Vastaus", "Ei koske"),
        put(
            "Arviointikierrokset", f"{SET}-1", "Arvioijat", "v1: Itsearvioija\nv2: Vertaisarvioija"
        ),
    )
    (evaluation,) = returned(PracticeModel(), edit, evaluators=2).model.evaluations
    assert [(one.id, one.role.value) for one in evaluation.evaluators] == [
        ("v1", "self"),
        ("v2", "peer"),
    ]
    assert [(one.evaluator, one.state.value, one.level) for one in evaluation.answers] == [
        ("v1", "level", "agree"),
        ("v2", "not_applicable", None),
    ]


def test_evidence_keeps_the_lines_that_stand_and_reads_new_ones(model):
    held = "Linkki: Johtoryhmän muistio, https://esimerkki.fi/muistio"
    edit = put(
        "Arviointi",
        "resources_defined",
        "A1: Näyttö",
        f"{held}\nPäätös: Aluehallituksen päätös, 3.2.2026\nhttps://esimerkki.fi/uusi\nVain sanoja",
    )
    before = model.evaluations[0].answers[0].evidence
    after = returned(model, edit).model.evaluations[0].answers[0].evidence
    assert after[0] is before[1]
    assert [(one.kind, one.title, one.address, one.date) for one in after[1:]] == [
        (EvidenceKind.DECISION, "Aluehallituksen päätös", "", datetime.date(2026, 2, 3)),
        (EvidenceKind.LINK, "", "https://esimerkki.fi/uusi", None),
        (EvidenceKind.DOCUMENT, "Vain sanoja", "", None),
    ]


def test_a_task_changes_in_the_cells_that_were_changed_only(model):
    task = model.rooting_plan.tasks[0]
    edit = together(
        put("Tehtävät", task.id, "Tehtävän tila", "Tehty"),
        put("Tehtävät", task.id, "Määräpäivä", "31.8.2026"),
    )
    imported = returned(model, edit)
    assert imported.model.rooting_plan.tasks[0] == attrs.evolve(
        task, state=TaskState.DONE, due=datetime.date(2026, 8, 31)
    )
    assert [path for _, path in found_in(model, imported.model)] == [
        "rooting_plan.tasks[0].due",
        "rooting_plan.tasks[0].state",
    ]
    assert [change.path for change in imported.changes] == [
        "rooting_plan.tasks[0].due",
        "rooting_plan.tasks[0].state",
    ]


def test_a_new_task_gets_an_identifier_that_nothing_else_has(model):
    edit = add("Tehtävät", **{"Mitä tehdään": "Kouluta varahenkilöt", "Tehtävän tila": "Kesken"})
    *held, new = returned(model, edit).model.rooting_plan.tasks
    assert tuple(held) == model.rooting_plan.tasks
    assert (new.what, new.state) == ("Kouluta varahenkilöt", TaskState.IN_PROGRESS)
    assert new.id not in [task.id for task in held]


def test_a_plan_grows_where_there_was_none():
    edit = together(
        put("Juurruttamissuunnitelma", "rooting_plan.what", "Arvo", "Etävastaanotto"),
        add(
            "Resurssit",
            **{"Resurssin laji": "Raha", "Tarve": 1200, "Vuosi": 2027},
        ),
        put("Omistajuus", "2", "Omistaja nyt", "Hanke"),
    )
    plan = returned(PracticeModel(), edit).model.rooting_plan
    assert plan.what == "Etävastaanotto"
    assert [(one.kind, one.needed, one.year) for one in plan.resources] == [
        (ResourceKind.MONEY, 1200, 2027)
    ]
    assert [(one.level, one.now) for one in plan.ownership] == [
        (list(OrganisationLevel)[1], "Hanke")
    ]


def test_who_answers_for_a_row_of_the_worklist_and_when_come_back_also_without_an_answer():
    edit = together(
        put("Työlista", "shared-idea", "Vastaus", "Etävastaanotto samana päivänä"),
        put("Työlista", "shared-idea", "Vastuurooli", "Palvelupäällikkö"),
        put("Työlista", "follow-up", "Ajankohta", "kevään 2027 aikana"),
    )
    assert returned(PracticeModel(), edit).model.rooting_plan.worklist == (
        WorklistAnswer(
            row="shared-idea",
            text="Etävastaanotto samana päivänä",
            owner_role="Palvelupäällikkö",
        ),
        WorklistAnswer(row="follow-up", text="", when="kevään 2027 aikana"),
    )


def test_texts_of_the_form_come_back_with_their_lists_and_links():
    model = PracticeModel(form=Form(sections=(Section(field="tips_for_adopters"),)))
    text = "Näin:\n\n- yksi\n- [linkki](https://esimerkki.fi)"
    edit = together(
        put("Kuvaus", "solution_idea", "Teksti", text),
        add("Kuvaus", **{"Kenttä tai otsikko": "Oma otsikko", "Teksti": "Omaa"}),
    )
    sections = returned(model, edit).model.form.sections
    assert [(one.field, one.heading) for one in sections] == [
        ("solution_idea", None),
        ("tips_for_adopters", None),
        (None, "Oma otsikko"),
    ]
    assert sections[0].text == RichText.parse(text)


def test_basic_data_come_back_by_their_names():
    edit = together(
        put("Perustiedot", "basics.title", "Arvo", "Perhetupa"),
        put("Perustiedot", "programme.counties", "Arvo", "lapin hyvinvointialue"),
        add(
            "Perustiedot",
            **{"Paikka mallissa": "programme.counties[1]", "Arvo": "Kainuun hyvinvointialue"},
        ),
        put("Perustiedot", "innokyla_stage", "Arvo", "Kehitteillä"),
        put("Perustiedot", "basics.modified", "Arvo", datetime.date(2026, 11, 1)),
    )
    imported = returned(PracticeModel(), edit)
    assert imported.model.basics.title == "Perhetupa"
    assert imported.model.programme.counties == ("lappi", "kainuu")
    assert imported.model.basics.modified == datetime.date(2026, 11, 1)
    assert list(imported.diagnostics) == []


def test_observations_and_targets_come_back(model):
    metric = model.metrics[0]
    edit = together(
        add("Seuranta", Mittari=metric.id, Päivä="1.9.2026", Arvo="81,5"),
        put("Mittarit", metric.id, "Tavoitearvo", 85),
    )
    changed = returned(model, edit).model.metrics[0]
    assert changed.target == attrs.evolve(metric.target, value=85)
    assert changed.observations[:-1] == metric.observations
    assert (changed.observations[-1].date, changed.observations[-1].value) == (
        datetime.date(2026, 9, 1),
        81.5,
    )


def test_a_worksheet_comes_back_with_who_filled_it():
    edit = together(
        put("Työpohja 4", "tyopohja-4/doubt", "Johto", "Riittääkö raha?"),
        put("Työpohja 4", "tyopohja-4/purpose", "Täyttäjä", "Johtoryhmä"),
        add("Työpohja 4", **{"Rivin tunniste": "tiimi/change", "Johto": "Vastuut"}),
    )
    first, second = returned(PracticeModel(), edit).model.placement_worksheets
    assert (first.source, first.text("doubt", "management")) == ("Johtoryhmä", "Riittääkö raha?")
    assert (second.id, second.text("change", "management")) == ("tiimi", "Vastuut")


# -- people rearrange things ------------------------------------------------------------------


def test_rows_and_columns_may_be_in_any_order_and_columns_may_be_added(model):
    def rearrange(book: openpyxl.Workbook) -> None:
        sheet = book["Tehtävät"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        header, *body = ([row[-1], "Oma", *row[:-1]] for row in rows)
        header[1] = "Oma huomio"
        for number, row in enumerate([header, *reversed(body)], 1):
            row[1] = "kysy Maijalta" if number > 1 else row[1]
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value

    imported = returned(model, rearrange)
    assert imported.model == model
    (told,) = imported.diagnostics
    assert (told.code, told.severity.value) == ("EXCEL161", "info")
    assert '"Oma huomio"' in told.message("fi")


def test_a_renamed_sheet_is_known_by_its_headings(model):
    def rename(book: openpyxl.Workbook) -> None:
        book["Riskit"].title = "Riskit (päivitetty)"

    assert (
        returned(model, together(put("Riskit", "1", "Toimenpide", "Uusi"), rename)).model != model
    )


def test_an_emptied_cell_empties_the_field_and_a_removed_row_is_told_but_kept(model):
    task, other = model.rooting_plan.tasks[:2]

    def remove(book: openpyxl.Workbook) -> None:
        cell_of(book, "Tehtävät", task.id, "Vastuurooli").value = None
        rows = [str(cell.value) for cell in book["Tehtävät"]["A"]]
        book["Tehtävät"].delete_rows(rows.index(other.id) + 1)

    imported = returned(model, remove)
    assert imported.model.rooting_plan.tasks[0] == attrs.evolve(task, owner_role="")
    assert imported.model.rooting_plan.tasks[1] == other
    assert imported.diagnostics.codes == ("EXCEL156",)
    assert other.id in imported.diagnostics.text("fi")
    removed = returned(model, remove, reading={"remove_missing": True})
    assert other not in removed.model.rooting_plan.tasks
    assert removed.diagnostics.codes == ("EXCEL157",)


def test_merged_cells_erase_nothing_and_are_told(model):
    def merge(book: openpyxl.Workbook) -> None:
        for sheet in book.worksheets:
            if sheet.max_row >= 3:
                last = sheet.cell(3, sheet.max_column).coordinate
                sheet.merge_cells(f"B2:{last}")

    imported = returned(model, merge, reading={"remove_missing": True})

    assert imported.model == model
    assert {*imported.diagnostics.codes} == {"EXCEL125"}
    assert "Tehtävät!B2" in {found.path for found in imported.diagnostics}


def test_rows_whose_identifiers_are_merged_are_neither_removed_nor_added(model):
    def merge(book: openpyxl.Workbook) -> None:
        book["Tehtävät"].merge_cells("A2:A3")
        cell_of(book, "Tehtävät", model.rooting_plan.tasks[0].id, "Mitä tehdään").value = "Uusi"

    imported = returned(model, merge, reading={"remove_missing": True})

    first, *others = imported.model.rooting_plan.tasks
    assert first.what == "Uusi"
    assert tuple(others) == model.rooting_plan.tasks[1:]
    assert imported.diagnostics.codes == ("EXCEL125", "EXCEL156")


def without_marks(data: bytes) -> bytes:
    def edit(book: openpyxl.Workbook) -> None:
        del book["Tarkisteet"]

    return edited(data, edit)


def test_without_marks_empty_cells_remove_nothing_once_the_model_has_changed(model):
    data = without_marks(workbook_of(attrs.evolve(model, rooting_plan=None)))
    imported = read(data, model)
    assert imported.model.rooting_plan == model.rooting_plan
    assert imported.diagnostics.codes[0] == "EXCEL174"
    assert "EXCEL153" in imported.diagnostics.codes


def test_cells_that_nobody_touched_undo_nothing_that_changed_since(model):
    task, *others = model.rooting_plan.tasks
    risk = model.rooting_plan.risks[0]
    newer = attrs.evolve(
        model,
        basics=attrs.evolve(model.basics, title="Uusi nimi"),
        rooting_plan=attrs.evolve(
            model.rooting_plan,
            tasks=(*others, attrs.evolve(task, what="Uusi teksti"), Task(id="lisä", what="Uusi")),
            risks=(attrs.evolve(risk, what="Uusi riski"), *model.rooting_plan.risks),
        ),
        metrics=(),
    )
    imported = read(workbook_of(model), newer)
    assert imported.model == newer
    assert imported.diagnostics.codes == ("EXCEL177",)


def test_what_people_changed_is_taken_though_the_model_has_changed_elsewhere(model):
    task = model.rooting_plan.tasks[0]
    edit = together(
        put("Tehtävät", task.id, "Tehtävän tila", "Tehty"),
        put("Tehtävät", task.id, "Tarvittava tuki", None),
        put("Riskit", "1", "Toimenpide", "Sijaiset"),
        add("Viestintä", Kohderyhmä="Kuntalaiset"),
    )
    data = edited(workbook_of(model), edit)
    risk = model.rooting_plan.risks[0]
    newer = attrs.evolve(
        model,
        rooting_plan=attrs.evolve(
            model.rooting_plan,
            tasks=(attrs.evolve(task, what="Uusi"), *model.rooting_plan.tasks[1:]),
            risks=(attrs.evolve(risk, what="Aivan toinen"), *model.rooting_plan.risks),
        ),
    )
    plan = read(data, newer).model.rooting_plan
    assert plan.tasks[0] == attrs.evolve(task, what="Uusi", state=TaskState.DONE, support="")
    assert [one.response for one in plan.risks[:2]] == [risk.response, "Sijaiset"]
    assert plan.communication[-1].audience == "Kuntalaiset"
    again = read(data, read(data, newer).model)
    assert again.changes == ()


def test_where_workbook_and_model_changed_the_same_cell_the_model_stays_and_both_are_told(model):
    task, *others = model.rooting_plan.tasks
    newer = attrs.evolve(
        model,
        rooting_plan=attrs.evolve(
            model.rooting_plan, tasks=(attrs.evolve(task, what="Mallin"), *others)
        ),
    )
    data = edited(workbook_of(model), put("Tehtävät", task.id, "Mitä tehdään", "Työkirjan"))
    imported = read(data, newer)
    assert imported.model == newer
    assert imported.diagnostics.codes == ("EXCEL177", "EXCEL168")
    assert "Mallin" in imported.diagnostics.text("fi")
    assert "Työkirjan" in imported.diagnostics.text("fi")


def test_copies_that_come_back_one_after_another_do_not_undo_each_other(model):
    task = model.rooting_plan.tasks[0]
    data = workbook_of(model)
    first = edited(data, put("Tehtävät", task.id, "Määräpäivä", "30.9.2026"))
    second = edited(data, put("Tehtävät", task.id, "Vastuurooli", "Palvelupäällikkö"))
    changed = read(second, read(first, model).model).model.rooting_plan.tasks[0]
    assert changed == attrs.evolve(
        task, due=datetime.date(2026, 9, 30), owner_role="Palvelupäällikkö"
    )


def has_names_of_its_own(model: PracticeModel) -> bool:
    """Whether every identifier stands once: others cannot be known again in another state."""
    tasks = model.rooting_plan.tasks if model.rooting_plan else ()
    lists = ((one.id.casefold() for one in found) for found in (tasks, model.metrics))
    sections = [one.field for one in model.form.sections if one.field]
    answers = [
        (evaluation.id, answer.criterion, (answer.evaluator or "").casefold())
        for evaluation in model.evaluations
        for answer in evaluation.answers
    ]
    names = [*map(list, lists), sections, answers, [one.id for one in model.evaluations]]
    return all(len(set(found)) == len(found) for found in names)


@given(old=models.filter(has_names_of_its_own), new=models.filter(has_names_of_its_own))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_an_untouched_workbook_changes_nothing_in_whatever_became_of_the_model(old, new):
    assert read(workbook_of(old), new, other_model=True).model == new


# -- what cannot be read ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edit", "code", "place"),
    [
        (put("Tehtävät", "{task}", "Tehtävän tila", "melkein"), "EXCEL150", "Tehtävät!C2"),
        (put("Tehtävät", "{task}", "Määräpäivä", "keväällä"), "EXCEL150", "Tehtävät!F2"),
        (put("Resurssit", "1", "Tarve", "noin kaksi"), "EXCEL150", "Resurssit!E2"),
        (put("Resurssit", "1", "Vuosi", 2026.5), "EXCEL150", "Resurssit!D2"),
        (put("Resurssit", "1", "Tarvitaan hankkeen jälkeen", "ehkä"), "EXCEL150", "Resurssit!J2"),
        (
            put("Perustiedot", "programme.customer_groups", "Arvo", "kaikki"),
            "EXCEL150",
            "Perustiedot!C",
        ),
        (put("Tehtävät", "{task}", "Mitä tehdään", "=A1&B1"), "EXCEL151", "Tehtävät!B2"),
    ],
)
def test_a_cell_that_says_nothing_of_its_kind_is_told_with_its_place_and_changes_nothing(
    edit, code, place, model
):
    task = model.rooting_plan.tasks[0].id

    def with_task(book: openpyxl.Workbook) -> None:
        for sheet in book.worksheets:
            for row in sheet.iter_rows(max_col=1):
                if row[0].value == task:
                    row[0].value = "{task}"
        edit(book)
        for sheet in book.worksheets:
            for row in sheet.iter_rows(max_col=1):
                if row[0].value == "{task}":
                    row[0].value = task

    imported = returned(model, with_task)
    assert imported.model == model
    assert imported.diagnostics.codes == (code,)
    for language in tm.Language:
        assert place in imported.diagnostics.text(language)


def test_good_cells_beside_a_bad_one_are_read(model):
    task = model.rooting_plan.tasks[0]
    edit = together(
        put("Tehtävät", task.id, "Tehtävän tila", "melkein"),
        put("Tehtävät", task.id, "Mitä tehdään", "Uusi"),
    )
    imported = returned(model, edit)
    assert imported.model.rooting_plan.tasks[0] == attrs.evolve(task, what="Uusi")


def test_an_error_value_is_told(model):
    def edit(book: openpyxl.Workbook) -> None:
        cell = book["Tehtävät"]["B2"]
        cell.value = "#REF!"
        cell.data_type = "e"

    imported = returned(model, edit)
    assert (imported.model, imported.diagnostics.codes) == (model, ("EXCEL152",))


def test_an_identifier_that_stands_twice_is_told_and_the_second_row_not_read(model):
    task = model.rooting_plan.tasks[0]
    edit = add("Tehtävät", **{"Tunniste": task.id, "Mitä tehdään": "Toinen"})
    imported = returned(model, edit)
    assert (imported.model, imported.diagnostics.codes) == (model, ("EXCEL154",))


@pytest.mark.parametrize(
    "edit",
    [
        add("Arviointi", **{"Kriteerin tunniste": "ei-ole", "A1: Vastaus": "x"}),
        add("Seuranta", Mittari="ei-ole", Arvo=3),
        add("Perustiedot", **{"Paikka mallissa": "basics.titel", "Arvo": "x"}),
        add("Työpohja 4", **{"Rivin tunniste": "tiimi/ei-ole", "Johto": "x"}),
        add("Kuvaus", Teksti="Mihin tämä kuuluu?"),
    ],
)
def test_a_row_that_belongs_nowhere_is_told(edit, model):
    imported = returned(model, edit)
    assert (imported.model, imported.diagnostics.codes) == (model, ("EXCEL155",))


def test_a_row_without_what_it_cannot_be_without_is_told(model):
    imported = returned(model, add("Resurssit", Tarve=3))
    assert (imported.model, imported.diagnostics.codes) == (model, ("EXCEL164",))
    metric = model.metrics[0]
    imported = returned(model, put("Seuranta", f"{metric.id}/1", "Arvo", None))
    assert (imported.model, imported.diagnostics.codes) == (model, ("EXCEL163",))


def test_changes_of_what_is_never_read_are_told_once_for_each_sheet(model):
    edit = together(
        put("Kuvaus", "solution_idea", "Pituus merkkeinä", 1),
        put("Kuvaus", "needs", "Mitä kenttään kirjoitetaan", "?"),
        put("Omat kentät", "x-diaarinumero", "Arvo (JSON)", "toinen"),
    )
    imported = returned(model, edit)
    assert imported.model == model
    assert imported.diagnostics.codes == ("EXCEL162", "EXCEL162")


def test_a_column_that_is_missing_or_doubled_is_told_and_the_others_are_read(model):
    task = model.rooting_plan.tasks[0]

    def edit(book: openpyxl.Workbook) -> None:
        cell_of(book, "Tehtävät", task.id, "Mitä tehdään").value = "Uusi"
        header = {cell.value: cell for cell in book["Tehtävät"][1]}
        header["Tehtävän tila"].value = "Vaihe"
        header["Tarvittava tuki"].value = "Näyttö"

    imported = returned(model, edit)
    assert imported.model.rooting_plan.tasks[0] == attrs.evolve(task, what="Uusi")
    assert {"EXCEL158", "EXCEL159"} <= set(imported.diagnostics.codes)


def test_a_sheet_without_its_first_column_is_not_read_and_that_is_told_once(model):
    def edit(book: openpyxl.Workbook) -> None:
        book["Tehtävät"]["A1"].value = "Numero"

    imported = returned(model, edit)
    assert (imported.model, imported.diagnostics.codes) == (model, ("EXCEL160",))


def test_a_title_above_the_headings_does_no_harm(model):
    task = model.rooting_plan.tasks[0]

    def edit(book: openpyxl.Workbook) -> None:
        cell_of(book, "Tehtävät", task.id, "Mitä tehdään").value = "Uusi"
        book["Tehtävät"].insert_rows(1, 2)
        book["Tehtävät"]["A1"].value = "Meidän tehtävät"

    imported = returned(model, edit)
    assert imported.model.rooting_plan.tasks[0].what == "Uusi"
    assert imported.diagnostics.codes == ()


def test_missing_and_unknown_sheets_are_told(model):
    def edit(book: openpyxl.Workbook) -> None:
        del book["Riskit"]
        book.create_sheet("Muistiinpanot")["A1"] = "Otsikko"
        book["Muistiinpanot"]["A2"] = "jotain"

    imported = returned(model, edit)
    assert imported.model == model
    assert imported.diagnostics.codes == ("EXCEL166", "EXCEL165")


# -- which workbook it is ---------------------------------------------------------------------


def refused(data: bytes, into: PracticeModel | None, **options: Any) -> str:
    with pytest.raises(ReadError) as caught:
        read(data, into, **options)
    (code,) = caught.value.report.codes
    assert all(caught.value.message(language.value) for language in tm.Language)
    return code


def test_a_workbook_of_another_program_is_refused():
    book = openpyxl.Workbook()
    book.active["A1"] = "Mitä tehdään"
    saved = BytesIO()
    book.save(saved)
    assert refused(saved.getvalue(), None) == "EXCEL170"


def test_a_workbook_whose_guide_was_deleted_is_refused_with_word_of_the_guide(model):
    def remove(book: openpyxl.Workbook) -> None:
        del book["Ohje"]

    whole = workbook_of(model)
    with pytest.raises(ReadError, match="Jos Ohje on poistettu, palauta se") as caught:
        read(edited(whole, remove), model)
    assert caught.value.report.codes == ("EXCEL170",)
    told = openpyxl.load_workbook(BytesIO(whole))["Ohje"].values
    assert next(text for label, text in told if label == "Tämä välilehti").startswith("Älä poista")


@pytest.mark.parametrize("language", list(tm.Language))
def test_a_summary_of_many_models_is_refused_by_its_name(language, model):
    summary = tm.render(tm.Portfolio(models=(model,)), format="excel", language=language).data
    assert refused(summary, model) == "EXCEL176"


@pytest.mark.parametrize(
    ("version", "code"), [("3", "EXCEL171"), ("1", "EXCEL172"), ("kolme", "EXCEL172")]
)
def test_a_workbook_of_another_version_is_refused(version, code, model):
    def edit(book: openpyxl.Workbook) -> None:
        for row in book["Ohje"].iter_rows():
            if row[0].value == "Työkirjan muoto ja versio":
                row[1].value = f"toimintamalli-excel {version}"

    assert refused(edited(workbook_of(model), edit), model) == code


@pytest.mark.parametrize("audience", ["partners", "public"])
def test_a_workbook_made_for_others_is_refused(audience, model):
    assert refused(workbook_of(model, audience=tm.Audience(audience)), model) == "EXCEL173"


def test_a_workbook_of_another_model_is_refused_unless_wanted(model):
    other = attrs.evolve(model, id="toinen")
    assert refused(workbook_of(model), other) == "EXCEL175"
    nameless = attrs.evolve(model, id=None, basics=attrs.evolve(model.basics, title="Muu"))
    assert refused(workbook_of(model), nameless) == "EXCEL175"
    assert "EXCEL177" in read(workbook_of(model), other, other_model=True).diagnostics.codes


def test_a_workbook_alone_gives_what_is_read_of_it_and_tells_the_rest():
    model = PracticeModel(
        id="alusta",
        basics=tm.BasicData(title="Perhetupa", attachments=(Attachment(title="Liite"),)),
        form=Form(
            sections=(Section(heading="Oma", text=RichText.parse("Teksti")),),
            unplaced=(UnplacedText(text=RichText.parse("Irti"), reason=UnplacedReason.CONFLICT),),
        ),
        metrics=(Metric(id="m", name="Määrä", baseline=observed(1), target=Target(value=3)),),
        evaluations=(
            Evaluation(
                id="kierros",
                instrument=SET,
                evaluators=(Evaluator(id="v1"),),
                answers=(Answer(criterion="core-elements", level="agree", evaluator="v1"),),
            ),
        ),
    )
    imported = read(workbook_of(model), None)
    left = attrs.evolve(
        model,
        basics=attrs.evolve(model.basics, attachments=()),
        form=attrs.evolve(model.form, unplaced=()),
    )
    assert imported.model == left
    assert imported.changes == ()
    assert set(imported.diagnostics.codes) == {"EXCEL155", "EXCEL165"}


def test_it_says_what_it_is():
    assert (importer.name, importer.suffixes, importer.api_version) == ("excel", (".xlsx",), 1)
    assert importer.title.fi == "Excel-työkirja"


def test_the_answers_of_several_returned_workbooks_are_joined(tmp_path):
    model = PracticeModel(id="yhteinen")
    data = workbook_of(model, evaluators=2)
    files = []
    for evaluator, answer in (("v1", "täysin samaa mieltä"), ("v2", "Ei koske")):
        edit = put("Arviointi", "core-elements", f"{evaluator}: Vastaus", answer)
        files.append(tmp_path / f"{evaluator}.xlsx")
        files[-1].write_bytes(edited(data, edit))
    imported = tm.read_many(files, into=model)
    assert imported.conflicts == ()
    (evaluation,) = imported.model.evaluations
    assert [(one.evaluator, one.level) for one in evaluation.answers] == [
        ("v1", "agree"),
        ("v2", None),
    ]


# -- how people really fill -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (358401234567, "358401234567"),
        (20250610, "20250610"),
        (0.123456789, "0,123456789"),
        (12.5, "12,5"),
        (1e21, "1000000000000000000000"),
        (-3, "-3"),
        (datetime.date(2026, 3, 1), "1.3.2026"),
        ("  Uusi paikka \n", "Uusi paikka"),
    ],
)
def test_what_is_typed_into_a_text_keeps_every_digit_and_no_spaces_around_it(typed, text):
    edit = put("Perustiedot", "basics.place", "Arvo", typed)
    assert returned(PracticeModel(), edit).model.basics.place == text


def test_a_cell_of_spaces_is_an_empty_one(model):
    edit = together(
        put("Perustiedot", "basics.title", "Arvo", " \xa0\n"),
        add("Viestintä", Kohderyhmä="   "),
    )
    changed = returned(model, edit).model
    assert changed.basics.title == ""
    assert changed.rooting_plan == model.rooting_plan


def test_identifiers_that_became_numbers_still_tell_their_rows_apart():
    tasks = tuple(Task(id=str(number), what="Sama") for number in (1_000_000, 1_000_001))
    model = PracticeModel(rooting_plan=RootingPlan(tasks=tasks))

    def edit(book: openpyxl.Workbook) -> None:
        for row in (2, 3):
            book["Tehtävät"].cell(row, 1).value = int(book["Tehtävät"].cell(row, 1).value)
        book["Tehtävät"].cell(3, 2).value = "Toinen"

    changed = returned(model, edit).model.rooting_plan.tasks
    assert [(task.id, task.what) for task in changed] == [
        ("1000000", "Sama"),
        ("1000001", "Toinen"),
    ]


def test_an_identifier_written_with_spaces_or_in_another_case_renames_nothing(model):
    task = model.rooting_plan.tasks[0]

    def edit(book: openpyxl.Workbook) -> None:
        cell_of(book, "Tehtävät", task.id, "Mitä tehdään").value = "Uusi"
        cell_of(book, "Tehtävät", task.id, "Tunniste").value = f" {task.id.upper()} "

    imported = returned(model, edit)
    assert imported.model.rooting_plan.tasks[0] == attrs.evolve(task, what="Uusi")
    assert list(imported.diagnostics) == []


def test_an_unknown_criteria_set_changes_neither_the_evaluation_nor_its_answers(model):
    known = PracticeModel(
        evaluations=(
            Evaluation(
                id="a", instrument=SET, answers=(Answer(criterion="core-elements", level="agree"),)
            ),
        )
    )
    imported = returned(known, put("Arviointikierrokset", "a", "Kriteeristö", "hölynpöly"))
    assert (imported.model, imported.diagnostics.codes) == (known, ("EXCEL150",))
    other = returned(known, put("Arviointikierrokset", "a", "Kriteeristö", "juurtumisvalmius"))
    (evaluation,) = other.model.evaluations
    assert evaluation == attrs.evolve(known.evaluations[0], instrument="juurtumisvalmius")


def test_naming_the_evaluators_leaves_the_answers_given_together_as_they_are():
    edit = together(
        put("Arviointi", "core-elements", "Yhdessä: Vastaus", "täysin samaa mieltä"),
        put("Arviointikierrokset", f"{SET}-1", "Arvioijat", "e1: Itsearvioija"),
    )
    imported = returned(PracticeModel(), edit)
    (evaluation,) = imported.model.evaluations
    assert [one.id for one in evaluation.evaluators] == ["e1"]
    assert [(one.evaluator, one.level) for one in evaluation.answers] == [(None, "agree")]
    assert list(imported.diagnostics) == []


def test_evaluators_whose_names_differ_only_by_case_keep_their_own_answers():
    both = Evaluation(
        id="a",
        instrument=SET,
        evaluators=(Evaluator(id="e1"), Evaluator(id="E1")),
        answers=(
            Answer(criterion="core-elements", evaluator="e1", level="agree"),
            Answer(criterion="core-elements", evaluator="E1", level="disagree"),
        ),
    )
    model = PracticeModel(evaluations=(both,))
    assert returned(model, lambda _: None).model == model


def test_a_new_round_of_evaluation_is_taken_and_named(model):
    edit = add(
        "Arviointikierrokset", **{"Kriteeristö": "juurtumisvalmius", "Arvioitu yksikkö": "A"}
    )
    *held, new = returned(model, edit).model.evaluations
    assert tuple(held) == model.evaluations
    assert (new.id, new.instrument, new.unit) == ("arviointi-1", "juurtumisvalmius", "A")


def test_equal_evaluations_keep_sheets_of_their_own():
    twice = Evaluation(
        id="a", instrument=SET, answers=(Answer(criterion="core-elements", level="agree"),)
    )
    model = PracticeModel(evaluations=(twice, attrs.evolve(twice)))
    edit = put("Arviointi 2", "core-elements", "Yhdessä: Vastaus", "Ei koske")
    first, second = returned(model, edit).model.evaluations
    assert first == twice
    assert second.answers[0].state is AnswerState.NOT_APPLICABLE


SEVERAL = PracticeModel(
    metrics=(
        Metric(id="a", name="Hoitoon pääsy", unit="%", baseline=observed(1)),
        Metric(id="b", name="Odotusaika"),
    )
)


@pytest.mark.parametrize("header", ["Mittari", "Mittarin nimi"])
def test_a_new_value_goes_to_the_metric_that_it_names(header):
    edit = add("Seuranta", **{header: "odotusaika", "Päivä": "1.3.2026", "Arvo": 1})
    first, second = returned(SEVERAL, edit).model.metrics
    assert (first, second.observations) == (SEVERAL.metrics[0], (observed(1),))


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Mittarin nimi": "Jokin muu"}, "EXCEL155"),
        ({}, "EXCEL155"),
        ({"Mittari": "a", "Rivin laji": "mittaus"}, "EXCEL150"),
        ({"Mittari": "a", "Rivin laji": "Lähtöarvo"}, "EXCEL167"),
    ],
)
def test_a_new_value_of_which_something_is_unclear_is_told_and_not_read(cells, code):
    imported = returned(SEVERAL, add("Seuranta", **cells, Päivä="1.3.2026", Arvo=5))
    assert (imported.model, imported.diagnostics.codes) == (SEVERAL, (code,))


def test_a_new_baseline_is_taken_where_there_is_none():
    cells = {"Mittari": "b", "Rivin laji": "lähtöarvo", "Päivä": "1.3.2026", "Arvo": 5}
    imported = returned(SEVERAL, together(add("Seuranta", **cells), add("Seuranta", **cells)))
    assert imported.model.metrics[1].baseline == observed(5)
    assert imported.diagnostics.codes == ("EXCEL167",)


@pytest.mark.parametrize(
    ("typed", "number_format", "value"),
    [(0.85, "0%", 85), (0.812, "0.0 %", 81.2), ("81,2 %", "General", 81.2), ("85%", "@", 85)],
)
def test_per_cent_means_what_its_reader_sees(typed, number_format, value):
    def edit(book: openpyxl.Workbook) -> None:
        cell = cell_of(book, "Seuranta", "a/0", "Arvo")
        cell.value, cell.number_format = typed, number_format

    assert returned(SEVERAL, edit).model.metrics[0].baseline.value == value


@pytest.mark.parametrize("typed", [2026, 5, "30.9.0026"])
def test_a_day_of_long_ago_is_a_number_in_the_wrong_cell(typed, model):
    task = model.rooting_plan.tasks[0]
    imported = returned(model, put("Tehtävät", task.id, "Määräpäivä", typed))
    assert (imported.model, imported.diagnostics.codes) == (model, ("EXCEL150",))


def test_a_row_whose_identifier_is_a_formula_is_told_and_not_read_as_a_new_one(model):
    task = model.rooting_plan.tasks[0]
    imported = returned(model, put("Tehtävät", task.id, "Tunniste", '="t"&1'))
    assert (imported.model, imported.diagnostics.codes) == (model, ("EXCEL151", "EXCEL156"))


def test_several_answers_to_one_place_of_a_worksheet_stay_apart():
    cells = tuple(PlacementCell(row="doubt", column="team", text=text) for text in ("eka", "toka"))
    model = PracticeModel(placement_worksheets=(PlacementWorksheet(id="t", cells=cells),))
    edit = together(
        put("Työpohja 4", "t/doubt", "Yksikkö/Lähitiimi", None),
        put("Työpohja 4", "t/doubt/2", "Yksikkö/Lähitiimi", "toinen"),
        put("Työpohja 4", "t/purpose", "Johto", 0),
    )
    (sheet,) = returned(model, edit).model.placement_worksheets
    assert [(one.row, one.text) for one in sheet.cells] == [("doubt", "toinen"), ("purpose", "0")]

    def remove(book: openpyxl.Workbook) -> None:
        rows = [cell.value for cell in book["Työpohja 4"]["A"]]
        book["Työpohja 4"].delete_rows(rows.index("t/doubt/2") + 1)

    (left,) = returned(model, remove, reading={"remove_missing": True}).model.placement_worksheets
    assert [one.text for one in left.cells] == ["eka"]


def test_messages_are_in_the_language_asked_for_whatever_the_language_of_the_workbook(model):
    task = model.rooting_plan.tasks[0]
    (told,) = returned(model, put("Tehtävät", task.id, "Tehtävän tila", "?")).diagnostics
    assert "Aloittamatta" in told.message("fi")
    assert "Not started" in told.message("en")
    assert "Aloittamatta" not in told.message("sv")
