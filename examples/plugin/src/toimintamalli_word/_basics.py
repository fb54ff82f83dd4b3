"""The table of the basic data and of where the model belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toimintamalli.model import BasicData, Contributor, PracticeModel, ProgrammeData, StageRecord
from toimintamalli.vocabulary import counties, customer_groups, enum_title, programmes
from toimintamalli_word._parts import Cell, Column, Table, Words
from toimintamalli_word._words import Speech

__all__ = ["basics_table"]


def basics_table(model: PracticeModel, speech: Speech) -> Table | None:
    """Return the table, or None where the model tells nothing for it.

    Args:
        model: The model.
        speech: The words of the document.
    """
    told = (*_basics(model, speech), *_programme(model.programme, speech), *_stages(model, speech))
    rows = tuple(((name,), lines) for name, lines in told if lines)
    if not rows:
        return None
    columns = (Column(speech.label("basics.name")), Column(speech.label("basics.value"), 2))
    return Table(speech.field(PracticeModel, "basics").text, columns, rows)


def _basics(model: PracticeModel, speech: Speech) -> Iterator[tuple[Words, Cell]]:
    basics = model.basics
    values: dict[str, Iterable[str]] = {
        "place": [basics.place],
        "locations": basics.locations,
        "funders": basics.funders,
        "collections": basics.collections,
        "contributors": map(_person, basics.contributors),
    }
    for name, texts in values.items():
        lines = (speech.own(text.strip()) for text in texts)
        yield speech.field(BasicData, name), tuple(line for line in lines if line.text)
    for name, day in (("created", basics.created), ("modified", basics.modified)):
        yield speech.field(BasicData, name), (speech.day(day),) if day else ()


def _person(person: Contributor) -> str:
    return ", ".join(text for text in (person.name, person.organisation) if text.strip())


def _programme(programme: ProgrammeData, speech: Speech) -> Iterator[tuple[Words, Cell]]:
    lists = (programmes(), counties(), customer_groups())
    known = {one.id: one.name for listed in lists for one in listed}

    def named(*identifiers: str | None) -> Cell:
        given = (one for one in identifiers if one)
        return tuple(speech.said(known[one]) if one in known else speech.own(one) for one in given)

    codes = [code for code in (programme.pillar, *programme.investments) if code]
    sectors = tuple(speech.said(enum_title(sector)) for sector in programme.sectors)
    yield speech.field(ProgrammeData, "programme"), named(programme.programme)
    yield speech.field(ProgrammeData, "investments"), (speech.own(", ".join(codes)),) * bool(codes)
    yield speech.field(ProgrammeData, "counties"), named(*programme.counties)
    yield speech.field(ProgrammeData, "sectors"), sectors
    yield speech.field(ProgrammeData, "customer_groups"), named(*programme.customer_groups)


def _stages(model: PracticeModel, speech: Speech) -> Iterator[tuple[Words, Cell]]:
    stage, review = model.innokyla_stage, model.next_review
    reached = tuple(_stage(record, speech) for record in model.stages)
    yield (
        speech.field(PracticeModel, "innokyla_stage"),
        (speech.said(enum_title(stage)),) if stage else (),
    )
    yield speech.field(PracticeModel, "stages"), reached
    yield speech.field(PracticeModel, "next_review"), (speech.day(review),) if review else ()


def _stage(record: StageRecord, speech: Speech) -> Words:
    day = speech.day(record.date).text if record.date else ""
    told = (speech.said(enum_title(record.stage)).text, day, record.unit, record.note)
    return Words(", ".join(text for text in told if text), speech.language)
