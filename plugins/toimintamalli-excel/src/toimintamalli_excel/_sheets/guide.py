"""The first sheet: what the workbook is, how it is read, and where its parts come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from toimintamalli.model import (
    AnswerState,
    DevelopmentStage,
    EstablishmentPhase,
    PracticeModel,
    RootingPlan,
)
from toimintamalli.vocabulary import Provenance, enum_description, worksheet
from toimintamalli_excel._sheets._form import known_profile
from toimintamalli_excel._words import Words, written_day
from toimintamalli_excel.workbook import GuideRow, GuideSection, GuideSheet, TableSheet

WORKBOOK_FORMAT: Final = "toimintamalli-excel"
"""The name of the layout of sheets and columns."""

WORKBOOK_FORMAT_VERSION: Final = 1
"""The version of that layout; it grows when a sheet or a column changes its meaning."""


def guide_sheet(
    model: PracticeModel, title: str, tables: Sequence[TableSheet], words: Words
) -> GuideSheet:
    """Return the guide to a workbook.

    Args:
        model: The practice model.
        title: Its title on one line.
        tables: The sheets of the workbook after the guide.
        words: The words of the workbook.
    """
    sections = (
        _section("what", _what_rows(model, title, words), words),
        _section("sheets", _sheet_rows(tables, words), words),
        _section("reading", _reading_rows(model, tables, words), words),
        _section("terms", _term_rows(model, words), words),
        _section("people", _people_rows(model, words), words),
        _section("sources", _source_rows(model, words), words),
        _section("file", _file_rows(words), words),
    )
    return GuideSheet(
        name=words.sheet("Guide"),
        heading=words["guide.heading"],
        label_width=34,
        text_width=94,
        sections=tuple(section for section in sections if section.rows),
    )


def _section(key: str, rows: Iterator[GuideRow], words: Words) -> GuideSection:
    return GuideSection(heading=words[f"guide.{key}.heading"], rows=tuple(rows))


def _row(key: str, words: Words, **values: object) -> GuideRow:
    return GuideRow(label=words[f"{key}.label"], text=words.fill(f"{key}.text", **values))


def _what_rows(model: PracticeModel, title: str, words: Words) -> Iterator[GuideRow]:
    yield GuideRow(label=words.record(PracticeModel), text=title)
    yield _row("guide.what.content", words)
    language = words.field(PracticeModel, "language")
    yield GuideRow(label=language, text=words.value(model.language))


def _sheet_rows(tables: Sequence[TableSheet], words: Words) -> Iterator[GuideRow]:
    for table in tables:
        yield GuideRow(label=table.name, text=words[f"sheet.{table.table_name}.about"])


def _reading_rows(
    model: PracticeModel, tables: Sequence[TableSheet], words: Words
) -> Iterator[GuideRow]:
    profile = known_profile(model.form)
    yield _row("guide.reading.tables", words)
    yield _row("guide.reading.filling", words)
    if any(column.choices for table in tables for column in table.columns):
        yield _row("guide.reading.choices", words, sheet=words.sheet("Lists"))
    yield _row("guide.reading.changes", words)
    yield _row("guide.reading.numbers", words, length=words["description.length"])
    if profile:
        marker = profile.required_marker
        label = words.fill("guide.reading.required.label", marker=marker)
        yield GuideRow(label=label, text=words["guide.reading.required.text"])
    yield _row("guide.reading.long", words, sheet=words.sheet("Continued"))
    yield _row("guide.reading.links", words)


def _term_rows(model: PracticeModel, words: Words) -> Iterator[GuideRow]:
    if model.stages:
        yield from _described(DevelopmentStage, words)
    if model.evaluations:
        for state in AnswerState:
            text = words[f"guide.terms.answer.{state.value}"]
            yield GuideRow(label=words.value(state), text=text)
        yield _row("guide.terms.evaluator", words)
    if model.rooting_plan and _has_phases(model.rooting_plan):
        yield from _described(EstablishmentPhase, words)


def _has_phases(plan: RootingPlan) -> bool:
    frozen = plan.baseline.tasks if plan.baseline else ()
    return bool(plan.phases) or any(task.phase for task in (*plan.tasks, *frozen))


def _described(values: type[StrEnum], words: Words) -> Iterator[GuideRow]:
    for value in values:
        description = enum_description(value)
        if description:
            yield GuideRow(label=words.value(value), text=description.get(words.language))


def _people_rows(model: PracticeModel, words: Words) -> Iterator[GuideRow]:
    count = sum(bool(person.name) for person in model.basics.contributors)
    if count:
        yield _row("guide.people.names", words, count=count, sheet=words.sheet("People"))


def _source_rows(model: PracticeModel, words: Words) -> Iterator[GuideRow]:
    profile = known_profile(model.form)
    if profile:
        label = profile.name.get(words.language)
        yield GuideRow(label=label, text=_provenance(profile.provenance, words))
    else:
        yield _row("guide.sources.unknown_form", words)
    if model.placement_worksheets:
        provenance = worksheet("tyopohja-4").provenance
        yield GuideRow(label=words.sheet("Worksheets"), text=_provenance(provenance, words))


def _provenance(provenance: Provenance, words: Words) -> str:
    return words.fill(
        "guide.sources.provenance",
        status=words[f"provenance.{provenance.status.value}"],
        source=provenance.source,
        read=written_day(provenance.read),
    )


def _file_rows(words: Words) -> Iterator[GuideRow]:
    yield GuideRow(
        label=words["guide.file.format"], text=f"{WORKBOOK_FORMAT} {WORKBOOK_FORMAT_VERSION}"
    )
    yield GuideRow(label=words["guide.file.made_by"], text=words["workbook.product"])
