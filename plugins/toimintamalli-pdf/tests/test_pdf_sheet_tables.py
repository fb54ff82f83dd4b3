"""The worksheets that are tables: empty ones, filled ones, and what comes back of their rows."""

from __future__ import annotations

import datetime
import runpy
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from pypdf import PdfReader

import toimintamalli as tm
from toimintamalli.model import (
    CommunicationItem,
    Decision,
    DecisionState,
    EstablishmentPhase,
    GivingUp,
    OrganisationLevel,
    Ownership,
    PhasePlan,
    PracticeModel,
    Resource,
    ResourceKind,
    RootingPlan,
    Task,
    WorklistAnswer,
)
from toimintamalli.testing import strategies
from toimintamalli.text import Language
from toimintamalli.vocabulary import enum_title
from toimintamalli.worksheets import get_worksheet, questions_of
from toimintamalli_pdf.layout import CellText, Table
from toimintamalli_pdf.sheets._table import TablePart

ROOT = Path(__file__).parents[3]
SHEETS = runpy.run_path(str(Path(__file__).with_name("sheets.py")))
FILES = runpy.run_path(str(Path(__file__).with_name("files.py")))
returned, read, HOSTILE = map(SHEETS.__getitem__, ("returned", "read", "HOSTILE"))
filled = FILES["filled"]
MODELS = sorted((ROOT / "examples" / "models").glob("*.yaml"))

WORKSHEETS = ("juuruttajan-tyolista", "viestintasuunnitelma", "resurssit", "omistajuus", "4v")
# Each two of a worksheet, a language and whether its fields are filled.
EVERY_PAIR = [
    (worksheet, language, (place + other) % 2 == 0)
    for place, worksheet in enumerate(WORKSHEETS)
    for other, language in enumerate(Language)
]
TABLES = [
    (name, part.id)
    for name in WORKSHEETS
    for part in get_worksheet(name).parts
    if part.kind == "table"
]

BOARD = CommunicationItem(audience="Johtoryhmä", message="Jono lyheni.", when="Keväällä")
STAFF = CommunicationItem(audience="Vastaanotot", channel="Viikkopalaveri", sender="Esihenkilö")
NURSES = Resource(
    kind=ResourceKind.WORKING_TIME, what="Kaksi hoitajaa", year=2026, needed=2.5, secured=0,
    unit="htv", after_project=True,
)  # fmt: skip
PHONE = Task(id="T7", what="Yksi numero", phase=EstablishmentPhase.VARIATION, support="ICT")
PLAN = RootingPlan(
    why="Jono on pitkä.",
    worklist=(WorklistAnswer(row="follow-up", text="Jono näkyy katsauksessa."),),
    communication=(BOARD, STAFF),
    resources=(NURSES,),
    giving_up=(GivingUp(what="Takaisinsoittolista"),),
    ownership=(Ownership(level=OrganisationLevel.SERVICE_LEAD, now="Osastonhoitaja"),),
    decision=Decision(state=DecisionState.PREPARED),
    phases=(PhasePlan(phase=EstablishmentPhase.VARIATION, note="Kokeillaan."),),
    tasks=(PHONE,),
)
BLANK = SHEETS["BLANK"]
MODEL = evolve(BLANK, rooting_plan=PLAN)


def sheet(worksheet: str, part: str, model: PracticeModel = MODEL, **more: Any) -> TablePart:
    made = SHEETS["sheet_of"](TablePart, worksheet, model, part=part, **more)
    assert isinstance(made, TablePart)
    return made


def rendered(worksheet: str, model: PracticeModel = MODEL, **options: Any) -> bytes:
    return SHEETS["file_of"](worksheet, model, **options)


def changed(worksheet: str, answers: dict[str, str], model: PracticeModel = MODEL) -> Any:
    """The rooting plan and the codes after the sheet of a model came back changed."""
    imported = read(filled(rendered(worksheet, model), answers), model)
    return imported.model.rooting_plan, imported.diagnostics.codes


def newly_filled(worksheet: str, answers: dict[str, str]) -> RootingPlan:
    """The rooting plan of a model without one after an empty sheet came back filled."""
    imported = read(filled(rendered(worksheet, BLANK, prefill=False), answers), BLANK)
    assert imported.diagnostics.codes == ()
    plan = imported.model.rooting_plan
    assert imported.model == evolve(BLANK, rooting_plan=plan)
    assert isinstance(plan, RootingPlan)
    return plan


# -- sheets that come back as they were -------------------------------------------------------


@pytest.mark.parametrize(("worksheet", "language", "prefill"), EVERY_PAIR)
def test_a_file_is_accessible_and_changes_nothing_where_nobody_filled_it(
    worksheet: str, language: Language, prefill: bool, findings: Callable[[bytes], list[str]]
) -> None:
    data = rendered(worksheet, language=language, prefill=prefill)
    assert findings(data) == []
    assert read(data, MODEL).model is MODEL


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("file", MODELS, ids=lambda file: file.stem)
@pytest.mark.parametrize("has_marks", [True, False])
def test_a_table_of_an_example_that_nobody_changed_changes_nothing(
    table: tuple[str, str], file: Path, has_marks: bool
) -> None:
    model = tm.load(file)
    made = sheet(*table, model)
    reading = returned(made, has_marks=has_marks)
    assert made.proposed(model, reading) is model
    assert reading.finish() == ()


@given(model=strategies.practice_models())
@settings(max_examples=30, deadline=None)
def test_tables_that_nobody_changed_change_nothing(model: PracticeModel) -> None:
    for table in TABLES:
        made = sheet(*table, model)
        assert list(made.parts())
        for has_marks in (True, False):
            assert made.proposed(model, returned(made, has_marks=has_marks)) == model


# -- what is asked ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("table", [one for one in TABLES if one[1] in ("rows", "levels", "phases")])
def test_official_rows_stand_in_their_order_under_their_official_names(
    table: tuple[str, str], language: Language
) -> None:
    made = sheet(*table, BLANK, language=language)
    assert made.part.questions
    asked = questions_of(made.part.questions, made.path.record, made.part.key).rows
    (drawn,) = (one for one in made.parts() if isinstance(one, Table))
    names = [cell.strong for row in drawn.rows if isinstance(cell := row[0], CellText)]
    assert names == [question.name.get(language) for question in asked]


def test_what_can_be_chosen_is_told_to_those_who_write_on_paper() -> None:
    texts = [getattr(part, "text", "") for part in sheet("resurssit", "needs").parts()]
    kinds = " · ".join(enum_title(kind).get(Language.FINNISH) for kind in ResourceKind)
    assert any(kinds in text for text in texts)


# -- empty sheets that were filled ------------------------------------------------------------


def test_answers_to_the_worklist_are_read_in_the_order_of_its_rows() -> None:
    at = "tyolista_rows"
    answers = {
        f"{at}_reasons_text": "Jono on pitkä.\nKaksi viikkoa.",
        f"{at}_shared-idea_text": "Yksi numero.",
        f"{at}_shared-idea_owner-role": "Palvelupäällikkö",
        f"{at}_shared-idea_when": "Keväällä",
    }
    shared, reasons = newly_filled("juuruttajan-tyolista", answers).worklist
    assert shared == WorklistAnswer(
        row="shared-idea", text="Yksi numero.", owner_role="Palvelupäällikkö", when="Keväällä"
    )
    assert reasons == WorklistAnswer(row="reasons", text="Jono on pitkä.\nKaksi viikkoa.")


def test_rows_of_a_communication_plan_are_read_and_blank_ones_passed_over() -> None:
    at = "viestinta_items"
    answers = {f"{at}_1_audience": "Johto", f"{at}_4_audience": "Asiakkaat", f"{at}_4_when": "Heti"}
    assert newly_filled("viestintasuunnitelma", answers).communication == (
        CommunicationItem(audience="Johto"),
        CommunicationItem(audience="Asiakkaat", when="Heti"),
    )


def test_resources_are_read_with_their_numbers_and_choices() -> None:
    at = "resurssit_needs_1"
    answers = {
        f"{at}_kind": "Työaika",
        f"{at}_year": "2026",
        f"{at}_needed": "1 200,5",
        f"{at}_secured": "0",
        f"{at}_after-project": "ei",
        "resurssit_giving-up_1_what": "Faksi",
        "resurssit_giving-up_1_when": "31.1.2026",
    }
    plan = newly_filled("resurssit", answers)
    assert plan.resources == (
        Resource(
            kind=ResourceKind.WORKING_TIME,
            year=2026,
            needed=1200.5,
            secured=0,
            after_project=False,
        ),
    )
    assert plan.giving_up == (GivingUp(what="Faksi", when=datetime.date(2026, 1, 31)),)


def test_owners_and_the_decision_are_read() -> None:
    answers = {
        "omistajuus_levels_professional_now": "Hoitajat",
        "omistajuus_levels_project_after-project": "–",
        "omistajuus_decision_state": enum_title(DecisionState.DECIDED).get(Language.FINNISH),
        "omistajuus_decision_date": "12.2.2025",
        "omistajuus_plan_strategy-goals": "Hoitoon viikossa\nYksi numero",
    }
    plan = newly_filled("omistajuus", answers)
    assert plan.ownership == (
        Ownership(level=OrganisationLevel.PROJECT, after_project="–"),
        Ownership(level=OrganisationLevel.PROFESSIONAL, now="Hoitajat"),
    )
    assert plan.decision == Decision(state=DecisionState.DECIDED, date=datetime.date(2025, 2, 12))
    assert plan.strategy_goals == ("Hoitoon viikossa", "Yksi numero")


def test_a_sheet_that_was_made_empty_tells_what_it_replaces_and_empties_nothing() -> None:
    answers = {
        "omistajuus_levels_service-lead_now": "Palveluvastaava",
        "omistajuus_decision_state": enum_title(DecisionState.DECIDED).get(Language.FINNISH),
    }
    data = filled(rendered("omistajuus", prefill=False), answers)
    imported = read(data, MODEL)
    plan = imported.model.rooting_plan
    assert plan.ownership == (evolve(PLAN.ownership[0], now="Palveluvastaava"),)
    assert plan.decision == Decision(state=DecisionState.DECIDED)
    assert plan.worklist == PLAN.worklist
    assert imported.diagnostics.codes == ("PDF143", "PDF143")
    assert "Osastonhoitaja" in imported.diagnostics.text("fi")


def test_phases_and_tasks_are_read_and_tasks_get_identifiers() -> None:
    answers = {
        "v4_phases_variation_note": "Kokeillaan kahdessa yksikössä.",
        "v4_phases_variation_start": "1.2.2026",
        "v4_tasks_1_what": "Yksi numero",
        "v4_tasks_1_due": "2026-03-31",
        "v4_tasks_2_what": "Koulutus",
        "v4_tasks_2_phase": enum_title(EstablishmentPhase.VARIATION).get(Language.FINNISH),
    }
    plan = newly_filled("4v", answers)
    assert plan.phases == (
        PhasePlan(
            phase=EstablishmentPhase.VARIATION,
            start=datetime.date(2026, 2, 1),
            note="Kokeillaan kahdessa yksikössä.",
        ),
    )
    assert plan.tasks == (
        Task(id="T1", what="Yksi numero", due=datetime.date(2026, 3, 31)),
        Task(id="T2", what="Koulutus", phase=EstablishmentPhase.VARIATION),
    )


@pytest.mark.parametrize("language", [Language.SWEDISH, Language.ENGLISH])
def test_choices_are_read_in_the_language_of_the_sheet(language: Language) -> None:
    kind, phase = ResourceKind.COMPETENCE, EstablishmentPhase.MAINSTREAMING
    data = rendered("resurssit,4v", BLANK, prefill=False, language=language)
    answers = {
        "resurssit_needs_1_kind": enum_title(kind).get(language),
        "v4_tasks_1_what": "Chatt",
        "v4_tasks_1_phase": enum_title(phase).get(language),
    }
    plan = read(filled(data, answers), BLANK).model.rooting_plan
    assert plan.resources == (Resource(kind=kind),)
    assert plan.tasks == (Task(id="T1", what="Chatt", phase=phase),)


# -- filled sheets that were changed ----------------------------------------------------------


def test_a_changed_row_keeps_what_the_sheet_does_not_show() -> None:
    plan, codes = changed("4v", {"v4_tasks_1_what": "Kaksi numeroa"})
    assert plan == evolve(PLAN, tasks=(evolve(PHONE, what="Kaksi numeroa"),))
    assert codes == ()


def test_a_new_row_is_added_behind_the_others() -> None:
    plan, codes = changed("viestintasuunnitelma", {"viestinta_items_5_audience": "Asiakkaat"})
    assert plan == evolve(
        PLAN, communication=(BOARD, STAFF, CommunicationItem(audience="Asiakkaat"))
    )
    assert codes == ()


def test_a_new_task_gets_an_identifier_that_no_other_has() -> None:
    model = evolve(MODEL, rooting_plan=evolve(PLAN, tasks=(evolve(PHONE, id="T1"),)))
    plan, _ = changed("4v", {"v4_tasks_2_what": "Koulutus"}, model)
    assert [task.id for task in plan.tasks] == ["T1", "T2"]


def test_an_emptied_row_takes_its_record_away() -> None:
    at = "viestinta_items_1"
    emptied = {f"{at}_{name}": "" for name in ("audience", "message", "when")}
    plan, codes = changed("viestintasuunnitelma", emptied)
    assert plan == evolve(PLAN, communication=(STAFF,))
    assert codes == ()


def test_an_emptied_official_row_takes_its_answer_away() -> None:
    kept = WorklistAnswer(row="reasons", text="Jono on pitkä.")
    plan = evolve(PLAN, worklist=(kept, *PLAN.worklist))
    emptied = {"tyolista_rows_follow-up_text": ""}
    now, codes = changed("juuruttajan-tyolista", emptied, evolve(MODEL, rooting_plan=plan))
    assert now == evolve(PLAN, worklist=(kept,))
    assert codes == ()


def test_an_emptied_task_of_which_the_sheet_does_not_show_all_is_kept() -> None:
    plan, _ = changed("4v", {"v4_tasks_1_what": "", "v4_tasks_1_phase": ""})
    assert plan.tasks == (Task(id="T7", what="", support="ICT"),)


def test_an_amount_that_became_zero_takes_no_record_away() -> None:
    only = Resource(kind=ResourceKind.MONEY, needed=5)
    made = sheet("resurssit", "needs", evolve(MODEL, rooting_plan=RootingPlan(resources=(only,))))
    reading = returned(made, {"resurssit_needs_1_needed": "0"})
    proposed = made.proposed(made.context.model, reading)
    assert proposed.rooting_plan == RootingPlan(resources=(evolve(only, needed=0),))


def test_a_resource_cannot_be_without_its_kind() -> None:
    plan, codes = changed("resurssit", {"resurssit_needs_2_what": "Koulutus"})
    assert plan == PLAN
    assert codes == ("PDF137",)


@pytest.mark.parametrize(
    ("worksheet", "field", "text"),
    [
        ("resurssit", "resurssit_needs_1_needed", "paljon"),
        ("resurssit", "resurssit_needs_1_year", "ensi vuosi"),
        ("4v", "v4_phases_variation_start", "keväällä"),
        ("4v", "v4_tasks_1_phase", "loppuvaihe"),
    ],
)
def test_what_cannot_be_read_is_told_and_changes_nothing(
    worksheet: str, field: str, text: str
) -> None:
    plan, codes = changed(worksheet, {field: text})
    assert plan == PLAN
    assert codes == ("PDF135",)


def test_a_file_that_is_read_again_adds_no_row_twice() -> None:
    data = filled(rendered("viestintasuunnitelma"), {"viestinta_items_3_audience": "Asiakkaat"})
    once = read(data, MODEL).model
    twice = read(data, once)
    assert twice.model is once
    assert twice.diagnostics.codes == ("PDF130",)


def test_a_row_is_known_again_wherever_it_stands_now() -> None:
    now = evolve(MODEL, rooting_plan=evolve(PLAN, communication=(STAFF, BOARD)))
    data = filled(rendered("viestintasuunnitelma"), {"viestinta_items_1_when": "Syksyllä"})
    imported = read(data, now)
    assert imported.model.rooting_plan.communication == (STAFF, evolve(BOARD, when="Syksyllä"))
    assert imported.diagnostics.codes == ()


def test_a_changed_row_that_is_gone_from_the_model_is_added_whole_and_told() -> None:
    now = evolve(MODEL, rooting_plan=evolve(PLAN, communication=(STAFF,)))
    data = filled(rendered("viestintasuunnitelma"), {"viestinta_items_1_when": "Syksyllä"})
    imported = read(data, now)
    assert imported.model.rooting_plan.communication == (STAFF, evolve(BOARD, when="Syksyllä"))
    assert imported.diagnostics.codes == ("PDF136",)


# -- texts of any kind ------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_of_any_kind_come_back_as_they_were(text: str) -> None:
    answers = (WorklistAnswer(row="reasons", text=text, owner_role=text),)
    items = (CommunicationItem(audience=text, message=text),)
    plan = RootingPlan(worklist=answers, communication=items, giving_up=(GivingUp(what=text),))
    model = evolve(MODEL, rooting_plan=plan)
    data = rendered("juuruttajan-tyolista,viestintasuunnitelma,resurssit", model)
    assert read(data, model).model is model


def test_a_text_that_does_not_fit_goes_on_after_the_sheet_and_is_read_whole(
    findings: Callable[[bytes], list[str]],
) -> None:
    text = "Kerrotaan kaikille, mitä opittiin. " * 100 + "Viimeinen virke."
    item = CommunicationItem(audience="Johtoryhmä", message=text)
    model = evolve(MODEL, rooting_plan=RootingPlan(communication=(item,)))
    data = rendered("viestintasuunnitelma", model)
    *_, last = PdfReader(BytesIO(data)).pages
    continued = " ".join(last.extract_text().split())
    assert "kenttiin mahtumattomat vastaukset" in continued
    assert "Viimeinen virke." in continued
    assert findings(data) == []
    assert read(data, model).model is model


# -- several people ---------------------------------------------------------------------------


@pytest.fixture
def joined(together: Callable[..., tm.MergedImport]) -> Callable[..., tm.MergedImport]:
    """Read copies of a sheet that people filled with different answers."""

    def call(worksheet: str, *answers: dict[str, str]) -> tm.MergedImport:
        copies = {f"{n}": filled(rendered(worksheet), one) for n, one in enumerate(answers)}
        return together(copies, MODEL)

    return call


def test_what_two_people_filled_in_different_places_is_joined(
    joined: Callable[..., tm.MergedImport],
) -> None:
    merged = joined(
        "juuruttajan-tyolista",
        {"tyolista_rows_reasons_text": "Jono on pitkä."},
        {"tyolista_rows_shared-idea_text": "Yksi numero."},
    )
    plan = merged.model.rooting_plan
    assert plan
    assert {one.row: one.text for one in plan.worklist} == {
        "follow-up": "Jono näkyy katsauksessa.",
        "reasons": "Jono on pitkä.",
        "shared-idea": "Yksi numero.",
    }
    assert merged.conflicts == ()


def test_new_rows_of_two_people_are_both_kept(joined: Callable[..., tm.MergedImport]) -> None:
    merged = joined(
        "viestintasuunnitelma",
        {"viestinta_items_3_audience": "Asiakkaat"},
        {"viestinta_items_3_audience": "Järjestöt"},
    )
    plan = merged.model.rooting_plan
    assert plan
    audiences = [one.audience for one in plan.communication]
    assert audiences == ["Johtoryhmä", "Vastaanotot", "Asiakkaat", "Järjestöt"]


def test_two_people_who_changed_one_answer_are_told(
    joined: Callable[..., tm.MergedImport],
) -> None:
    name = "tyolista_rows_follow-up_text"
    merged = joined("juuruttajan-tyolista", {name: "Katsaus."}, {name: "Raportti."})
    plan = merged.model.rooting_plan
    assert plan
    assert [one.text for one in plan.worklist] == ["Katsaus."]
    assert len(merged.conflicts) == 1
