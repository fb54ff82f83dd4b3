"""Basic data and the head of the rooting plan, people, and the stages that units have reached."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from attrs import evolve

from toimintamalli.filling import ChoiceForm, DayForm, EvidenceForm, FieldForm, NameForm
from toimintamalli.model import (
    Baseline,
    BasicData,
    Contributor,
    ContributorRole,
    Decision,
    DecisionState,
    DevelopmentStage,
    Form,
    InnokylaStage,
    PracticeModel,
    ProgrammeData,
    Publication,
    PublicationState,
    RootingPlan,
    ServiceSector,
    StageRecord,
)
from toimintamalli.text import Language
from toimintamalli.vocabulary import counties, customer_groups, programmes
from toimintamalli_excel._binding import SheetPlan
from toimintamalli_excel._field_sheets import FieldGroup, FieldRow, FieldSheet
from toimintamalli_excel._records import RecordTable, held_in_model, put_into_model
from toimintamalli_excel._sheets._plan import plan_of, with_plan
from toimintamalli_excel._tables import Fields
from toimintamalli_excel._words import Words


def basics_sheet(words: Words) -> SheetPlan:
    """Return what is told of the model itself, a row for each field also where it is empty.

    People and attachments have sheets of their own.
    """
    return FieldSheet(
        key="Basics",
        groups=(_basics(), _model(), _form(), _publication(), _programme(words)),
    )


def plan_sheet() -> SheetPlan:
    """Return the head of the rooting plan, a row for each field also where it is empty."""
    return FieldSheet(key="RootingPlan", groups=(_plan(), _decision(), _goals(), _baseline()))


def people_sheet(words: Words) -> SheetPlan:
    """Return the people behind the description."""
    of = Fields(Contributor, words)

    def held(model: PracticeModel) -> tuple[Contributor, ...]:
        return model.basics.contributors

    def put(model: PracticeModel, people: tuple[Any, ...]) -> PracticeModel:
        return evolve(model, basics=evolve(model.basics, contributors=people))

    return RecordTable(
        key="People",
        record=Contributor,
        columns=(
            of.text("name", 40),
            of.choice("role", ContributorRole, 24),
            of.text("organisation", 50),
            of.yes_or_no("name_public", 18),
        ),
        held=held,
        put=put,
    )


def stages_sheet(words: Words) -> SheetPlan:
    """Return which unit reached which stage and when."""
    of = Fields(StageRecord, words)
    return RecordTable(
        key="Stages",
        record=StageRecord,
        columns=(
            of.choice("stage", DevelopmentStage, 20),
            of.day("date", 14),
            of.text("unit", 40),
            of.text("note", 60),
        ),
        held=held_in_model("stages"),
        put=put_into_model("stages"),
        is_always=True,
    )


# -- basic data -------------------------------------------------------------------------------


def _rows(
    *names: str, form: FieldForm | None = None, is_list: bool = False, is_told: bool = False
) -> Iterator[FieldRow]:
    for name in names:
        row = FieldRow(name=name, is_list=is_list, is_told=is_told)
        yield row if form is None else evolve(row, form=form)


def _inside(field: str) -> dict[str, Callable[..., Any]]:
    """Return what gets a record of the model and puts it back."""
    return {
        "held": lambda model: getattr(model, field),
        "put": lambda model, record: evolve(model, **{field: record}),
    }


def _basics() -> FieldGroup:
    return FieldGroup(
        path="basics.",
        record=BasicData,
        rows=(
            *_rows("title", "summary", "place"),
            *_rows("locations", "funders", "collections", is_list=True),
            *_rows("created", "modified", form=DayForm()),
        ),
        **_inside("basics"),
    )


def _model() -> FieldGroup:
    return FieldGroup(
        path="",
        record=PracticeModel,
        rows=(
            *_rows("innokyla_stage", form=ChoiceForm(InnokylaStage)),
            *_rows("next_review", form=DayForm()),
            *_rows("core_elements", "adaptable_parts", is_list=True),
            *_rows("id", is_told=True),
            *_rows("language", form=ChoiceForm(Language), is_told=True),
        ),
        held=lambda model: model,
        put=lambda model, changed: changed,
    )


def _form() -> FieldGroup:
    rows = tuple(_rows("profile", is_told=True))
    return FieldGroup(path="form.", record=Form, rows=rows, **_inside("form"))


def _publication() -> FieldGroup:
    return FieldGroup(
        path="publication.",
        record=Publication,
        rows=(
            *_rows("state", form=ChoiceForm(PublicationState)),
            *_rows("address"),
            *_rows("date", form=DayForm()),
        ),
        **_inside("publication"),
    )


def _programme(words: Words) -> FieldGroup:
    language = words.language
    county_names = {county.id: county.name.get(language) for county in counties()}
    group_names = {group.id: group.name.get(language) for group in customer_groups()}
    return FieldGroup(
        path="programme.",
        record=ProgrammeData,
        rows=(
            *_rows("programme", form=NameForm(_programme_names(words))),
            *_rows("pillar", form=NameForm(_pillar_names(words))),
            *_rows("investments", form=NameForm(_investment_names(words)), is_list=True),
            *_rows("counties", form=NameForm(county_names), is_list=True),
            *_rows("sectors", form=ChoiceForm(ServiceSector), is_list=True),
            *_rows("customer_groups", form=NameForm(group_names), is_list=True),
            *_rows("project_start", "project_end", form=DayForm()),
        ),
        **_inside("programme"),
    )


def _programme_names(words: Words) -> dict[str, str]:
    return {known.id: f"{known.code}: {known.name.get(words.language)}" for known in programmes()}


def _pillar_names(words: Words) -> dict[str, str]:
    return {
        pillar.id: f"{pillar.id}: {pillar.name.get(words.language)}"
        for programme in programmes()
        for pillar in programme.pillars
    }


def _investment_names(words: Words) -> dict[str, str]:
    return {
        investment.id: f"{investment.id}: {investment.name.get(words.language)}"
        for programme in programmes()
        for investment in programme.investments
    }


# -- the head of the plan ---------------------------------------------------------------------


def _plan_group(*rows: FieldRow) -> FieldGroup:
    return FieldGroup(
        path="rooting_plan.", record=RootingPlan, rows=rows, held=plan_of, put=with_plan
    )


def _plan() -> FieldGroup:
    return _plan_group(*_rows("what", "project_aim", "why"))


def _goals() -> FieldGroup:
    return _plan_group(
        *_rows("strategy_goals", "training", "enablers", "lessons", is_list=True),
        *_rows("next_review", form=DayForm()),
    )


def _decision() -> FieldGroup:
    return FieldGroup(
        path="rooting_plan.decision.",
        record=Decision,
        rows=(
            *_rows("state", form=ChoiceForm(DecisionState)),
            *_rows("level"),
            *_rows("date", form=DayForm()),
            *_rows("address"),
            *_rows("evidence", form=EvidenceForm()),
        ),
        held=lambda model: plan_of(model).decision,
        put=lambda model, decision: with_plan(model, evolve(plan_of(model), decision=decision)),
    )


def _baseline() -> FieldGroup:
    """Return when the plan was frozen, which nobody is expected to change."""
    return FieldGroup(
        path="rooting_plan.baseline.",
        record=Baseline,
        rows=(*_rows("date", form=DayForm(), is_told=True), *_rows("note", is_told=True)),
        held=lambda model: plan_of(model).baseline,
        put=lambda model, baseline: model,
    )
