"""The first sheet: what the workbook is, how it is read, and where its parts come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from attrs import frozen

from toimintamalli.analysis.form_places import known_profile
from toimintamalli.audience import Audience
from toimintamalli.documents import state_of
from toimintamalli.errors import ToimintamalliError
from toimintamalli.filling import written_day
from toimintamalli.instruments import get_instrument
from toimintamalli.model import (
    AnswerState,
    DevelopmentStage,
    EstablishmentPhase,
    PracticeModel,
    RootingPlan,
)
from toimintamalli.model.instrument import Instrument
from toimintamalli.vocabulary import Provenance, enum_description, worklist, worksheet
from toimintamalli_excel._binding import BoundTable
from toimintamalli_excel._facts import WORKBOOK_FORMAT, WORKBOOK_FORMAT_VERSION
from toimintamalli_excel._sheets.answers import AnswersSheet
from toimintamalli_excel._words import Words
from toimintamalli_excel.workbook import GuideRow, GuideSection, GuideSheet


@frozen(kw_only=True)
class _About:
    """What the guide tells of."""

    model: PracticeModel
    title: str
    tables: Sequence[BoundTable]
    instruments: tuple[Instrument, ...]
    audience: Audience
    words: Words


def guide_sheet(
    model: PracticeModel,
    title: str,
    tables: Sequence[BoundTable],
    audience: Audience,
    words: Words,
) -> GuideSheet:
    """Return the guide to a workbook.

    Args:
        model: The practice model.
        title: Its title on one line.
        tables: The sheets of the workbook after the guide.
        audience: For whom the workbook is made.
        words: The words of the workbook.
    """
    about = _About(
        model=model,
        title=title,
        tables=tables,
        instruments=tuple(_instruments(tables)),
        audience=audience,
        words=words,
    )
    sections = (
        _section("what", _what_rows(about), words),
        _section("sheets", _sheet_rows(tables, words), words),
        _section("reading", _reading_rows(about), words),
        _section("return", _return_rows(about), words),
        _section("terms", _term_rows(model, words), words),
        *_level_sections(about),
        _section("people", _people_rows(model, words), words),
        _section("sources", _source_rows(about), words),
        _section("file", _file_rows(about), words),
    )
    return GuideSheet(
        name=words.sheet("Guide"),
        heading=words["guide.heading"],
        label_width=34,
        text_width=94,
        sections=tuple(section for section in sections if section.rows),
    )


def _instruments(tables: Sequence[BoundTable]) -> Iterator[Instrument]:
    """Yield the criteria sets that the sheets of answers use, each once."""
    names = (
        table.binding.evaluation.instrument
        for table in tables
        if isinstance(table.binding, AnswersSheet)
    )
    for name in dict.fromkeys(names):
        try:
            yield get_instrument(name)
        except ToimintamalliError:  # it is not installed here, or cannot be read
            continue


def _section(key: str, rows: Iterator[GuideRow], words: Words) -> GuideSection:
    return GuideSection(heading=words[f"guide.{key}.heading"], rows=tuple(rows))


def _row(key: str, words: Words, **values: object) -> GuideRow:
    return GuideRow(label=words[f"{key}.label"], text=words.fill(f"{key}.text", **values))


def _what_rows(about: _About) -> Iterator[GuideRow]:
    words = about.words
    yield GuideRow(label=words.record(PracticeModel), text=about.title)
    yield _row("guide.what.content", words)
    language = words.field(PracticeModel, "language")
    yield GuideRow(label=language, text=words.value(about.model.language))


def _sheet_rows(tables: Sequence[BoundTable], words: Words) -> Iterator[GuideRow]:
    for bound in tables:
        yield GuideRow(label=bound.table.name, text=words[f"sheet.{bound.key}.about"])


def _reading_rows(about: _About) -> Iterator[GuideRow]:
    words = about.words
    profile = known_profile(about.model.form)
    yield _row("guide.reading.tables", words)
    yield _row("guide.reading.filling", words)
    if about.audience is Audience.INTERNAL:
        yield _row("guide.reading.guide", words, sheet=words.sheet("Guide"))
    if any(column.choices for bound in about.tables for column in bound.table.columns):
        yield _row("guide.reading.choices", words, sheet=words.sheet("Lists"))
    yield _row("guide.reading.marks", words)
    yield _row("guide.reading.evidence", words)
    yield _row("guide.reading.numbers", words, length=words["description.length"])
    if profile:
        marker = profile.required_marker
        label = words.fill("guide.reading.required.label", marker=marker)
        yield GuideRow(label=label, text=words["guide.reading.required.text"])
    yield _row("guide.reading.long", words, sheet=words.sheet("Continued"))
    yield _row("guide.reading.links", words)


def _return_rows(about: _About) -> Iterator[GuideRow]:
    words = about.words
    if about.audience is not Audience.INTERNAL:
        yield _row("guide.return.never", words)
        return
    yield _row("guide.return.how", words)
    read = [bound.table.name for bound in about.tables if bound.binding]
    told = [bound.table.name for bound in about.tables if not bound.binding]
    yield GuideRow(label=words["guide.return.read"], text=", ".join(read))
    yield GuideRow(label=words["guide.return.told"], text=", ".join(told))
    yield _row("guide.return.blank", words)
    yield _row("guide.return.removed", words)


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


def _level_sections(about: _About) -> Iterator[GuideSection]:
    """Return the key of levels of each criteria set: what may be chosen, and what it means."""
    words = about.words
    for instrument in about.instruments:
        rows = tuple(_level_rows(instrument, words))
        title = " ".join(instrument.title.get(words.language).split())
        heading = words.fill("guide.levels.heading", set=title)
        yield GuideSection(heading=heading, rows=rows)


def _level_rows(instrument: Instrument, words: Words) -> Iterator[GuideRow]:
    for scale in instrument.scales:
        for level in scale.levels:
            meaning = level.meaning.get(words.language) if level.meaning else level.id
            label = " ".join(level.label.get(words.language).split())
            yield GuideRow(label=label, text=meaning)


def _source_rows(about: _About) -> Iterator[GuideRow]:
    words = about.words
    profile = known_profile(about.model.form)
    if profile:
        label = profile.name.get(words.language)
        yield GuideRow(label=label, text=_provenance(profile.provenance, words))
    else:
        yield _row("guide.sources.unknown_form", words)
    for instrument in about.instruments:
        label = " ".join(instrument.title.get(words.language).split())
        yield GuideRow(label=label, text=_provenance(instrument.provenance, words))
    for key, provenance in (
        ("Worklist", worklist().provenance),
        ("Worksheets", worksheet("tyopohja-4").provenance),
    ):
        yield GuideRow(label=words.sheet(key), text=_provenance(provenance, words))


def _provenance(provenance: Provenance, words: Words) -> str:
    return words.fill(
        "guide.sources.provenance",
        status=words[f"provenance.{provenance.status.value}"],
        source=provenance.source,
        read=written_day(provenance.read),
    )


def _file_rows(about: _About) -> Iterator[GuideRow]:
    words, model = about.words, about.model
    yield GuideRow(
        label=words["guide.file.format"], text=f"{WORKBOOK_FORMAT} {WORKBOOK_FORMAT_VERSION}"
    )
    yield GuideRow(label=words["guide.file.made_by"], text=words["workbook.product"])
    yield GuideRow(
        label=words["guide.file.audience"], text=words[f"audience.{about.audience.value}"]
    )
    yield GuideRow(label=words["guide.file.model"], text=model.id or "")
    yield GuideRow(label=words["guide.file.state"], text=state_of(model))
