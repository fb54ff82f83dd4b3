"""Basic data, programme, people, and the stages that units have reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from toimintamalli.model import (
    BasicData,
    Contributor,
    ContributorRole,
    DevelopmentStage,
    Form,
    PracticeModel,
    ProgrammeData,
    Publication,
    StageRecord,
)
from toimintamalli.vocabulary import counties, customer_groups, programmes
from toimintamalli_excel._sheets._fields import field_row, field_table, list_rows
from toimintamalli_excel._tables import Columns, Row, numbered_table
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import TableSheet


def basics_sheet(model: PracticeModel, words: Words) -> TableSheet:
    """Return what is told of the model itself, a row for each field also where it is empty.

    People and attachments have sheets of their own.
    """
    rows = (
        *_basic_rows(model.basics, words),
        *_model_rows(model, words),
        *_publication_rows(model.publication, words),
        *_programme_rows(model.programme, words),
    )
    return field_table("Basics", rows, words)


def _basic_rows(basics: BasicData, words: Words) -> Iterator[Row]:
    path = "basics."
    yield field_row(path, BasicData, "title", basics.title, words)
    yield field_row(path, BasicData, "summary", basics.summary, words)
    yield field_row(path, BasicData, "place", basics.place, words)
    yield from list_rows(path, BasicData, "locations", basics.locations, words)
    yield from list_rows(path, BasicData, "funders", basics.funders, words)
    yield from list_rows(path, BasicData, "collections", basics.collections, words)
    yield field_row(path, BasicData, "created", basics.created, words)
    yield field_row(path, BasicData, "modified", basics.modified, words)


def _model_rows(model: PracticeModel, words: Words) -> Iterator[Row]:
    stage = words.value(model.innokyla_stage)
    yield field_row("", PracticeModel, "innokyla_stage", stage, words)
    yield field_row("", PracticeModel, "next_review", model.next_review, words)
    yield from list_rows("", PracticeModel, "core_elements", model.core_elements, words)
    yield from list_rows("", PracticeModel, "adaptable_parts", model.adaptable_parts, words)
    yield field_row("", PracticeModel, "id", model.id, words)
    yield field_row("", PracticeModel, "language", words.value(model.language), words)
    yield field_row("form.", Form, "profile", model.form.profile, words)


def _publication_rows(publication: Publication | None, words: Words) -> Iterator[Row]:
    if publication is None:
        return
    path = "publication."
    yield field_row(path, Publication, "state", words.value(publication.state), words)
    yield field_row(path, Publication, "address", publication.address, words)
    yield field_row(path, Publication, "date", publication.date, words)


def _programme_rows(data: ProgrammeData, words: Words) -> Iterator[Row]:
    path = "programme."
    programme = _named(data.programme, _programme_names(words))
    pillar = _named(data.pillar, _pillar_names(words))
    investments = _all_named(data.investments, _investment_names(words))
    county_names = {county.id: county.name.get(words.language) for county in counties()}
    group_names = {group.id: group.name.get(words.language) for group in customer_groups()}
    groups = _all_named(data.customer_groups, group_names)
    sectors = [words.value(sector) for sector in data.sectors]
    yield field_row(path, ProgrammeData, "programme", programme, words)
    yield field_row(path, ProgrammeData, "pillar", pillar, words)
    yield from list_rows(path, ProgrammeData, "investments", investments, words)
    yield from list_rows(
        path, ProgrammeData, "counties", _all_named(data.counties, county_names), words
    )
    yield from list_rows(path, ProgrammeData, "sectors", sectors, words)
    yield from list_rows(path, ProgrammeData, "customer_groups", groups, words)
    yield field_row(path, ProgrammeData, "project_start", data.project_start, words)
    yield field_row(path, ProgrammeData, "project_end", data.project_end, words)


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


def _named(identifier: str | None, names: Mapping[str, str]) -> str | None:
    """Return the official name; what the official list does not have stays as it is."""
    return None if identifier is None else names.get(identifier, identifier)


def _all_named(identifiers: Iterable[str], names: Mapping[str, str]) -> list[str]:
    return [names.get(identifier, identifier) for identifier in identifiers]


def people_sheets(basics: BasicData, words: Words) -> Iterator[TableSheet]:
    """Return the people behind the description."""
    if not basics.contributors:
        return
    of = Columns(Contributor, words)
    columns = (
        of.text("name", 40),
        of.choice("role", ContributorRole, 24),
        of.text("organisation", 50),
        of.yes_or_no("name_public", 18),
    )
    rows = [
        (
            person.name,
            words.value(person.role),
            person.organisation,
            words.yes_or_no(person.name_public),
        )
        for person in basics.contributors
    ]
    yield numbered_table("People", columns, rows, words)


def stage_sheets(stages: tuple[StageRecord, ...], words: Words) -> Iterator[TableSheet]:
    """Return which unit reached which stage and when."""
    if not stages:
        return
    of = Columns(StageRecord, words)
    columns = (
        of.choice("stage", DevelopmentStage, 20),
        of.day("date", 14),
        of.text("unit", 40),
        of.text("note", 60),
    )
    rows = [(words.value(record.stage), record.date, record.unit, record.note) for record in stages]
    yield numbered_table("Stages", columns, rows, words)
