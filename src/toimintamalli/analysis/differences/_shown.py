"""Values and records as a reader knows them: names instead of codes, days and numbers in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from enum import Enum, StrEnum
from typing import Any

import attrs
from attrs import frozen

from toimintamalli.analysis.differences._identities import IDENTITIES
from toimintamalli.diagnostics import CORE_CATALOGUE
from toimintamalli.model import (
    Answer,
    AnswerState,
    BasicData,
    CustomMapping,
    Evaluation,
    Form,
    Metric,
    Observation,
    Paragraph,
    PlacementCell,
    Precondition,
    ProgrammeData,
    Record,
    Resource,
    RichText,
    RootingPlan,
    Section,
    StageRecord,
    Target,
    Task,
    UnplacedText,
    WorklistAnswer,
)
from toimintamalli.model.instrument import Criterion, Instrument
from toimintamalli.model.richtext import Block, ItemList
from toimintamalli.model.rooting import READINESS_SET
from toimintamalli.text import Language, LocalizedText
from toimintamalli.vocabulary import (
    Labels,
    counties,
    customer_groups,
    enum_title,
    field_title,
    form_profiles,
    labels,
    record_title,
    shown_date,
    shown_number,
    shown_quantity,
    worklist_rows,
    worksheet,
)

__all__ = ["Shown", "running_text"]

_LONGEST = 70
_PLACEMENT = "tyopohja-4"
# Records that are parts of the form of a model rather than things that a reader would name.
_UNNAMED = (BasicData, Form, ProgrammeData, RootingPlan)


@frozen
class Shown:
    """Shows values in one language.

    Attributes:
        words: Labels of differences in that language.
        instruments: Criteria sets whose criteria and levels are called by their words.
        in_sentence: Whether texts stand in quotation marks and are shortened, as in a sentence.
    """

    words: Labels
    instruments: tuple[Instrument, ...]
    in_sentence: bool = True

    @property
    def language(self) -> Language:
        """The language."""
        return self.words.language

    # -- values -------------------------------------------------------------------------------

    def value(self, value: Any, record: type[Record], field: str, within: tuple[Any, ...]) -> str:
        """Return a value of a field.

        Args:
            value: The value.
            record: Class of the record that has the field.
            field: Name of the field.
            within: The records around, the one that has the field last.
        """
        match value:
            case bool():
                return labels(CORE_CATALOGUE, self.language)["word.yes" if value else "word.no"]
            case datetime.date():
                return shown_date(value, self.language)
            case StrEnum():
                return enum_title(value).get(self.language)
            case int() if (record, field) == (Resource, "year"):
                return str(value)
            case int():
                return shown_number(value, self.language)
            case float():
                return shown_quantity(value, self._unit(field, within), self.language)
            case Record():
                return self.summary(value, within)
            case _:
                return self._text(value, record, field, within)

    def _text(self, value: Any, record: type[Record], field: str, within: tuple[Any, ...]) -> str:
        if not value:
            return self.words["form.nothing"]
        if isinstance(value, str) and (name := self._known(value, record, field, within)):
            return name
        text = running_text(value) if isinstance(value, RichText) else _plain(value)
        return self.quoted(text)

    def quoted(self, text: str) -> str:
        """Return the beginning of a text in quotation marks, where it stands in a sentence."""
        if not self.in_sentence:
            return text
        line = " ".join(text.split())
        short = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 2].rstrip()} …"
        return self.words.fill("form.quoted", text=short)

    def _unit(self, field: str, within: tuple[Any, ...]) -> str:
        """Return the unit of a number: of the metric for its values, of a resource for amounts."""
        for record in within:
            match record, field:
                case (Metric(unit=unit), "value") | (Resource(unit=unit), "needed" | "secured"):
                    return unit
        return ""

    def reply(self, answer: Answer, evaluation: Evaluation) -> str:
        """Return what was answered: a level, or why there is none."""
        if answer.state is not AnswerState.LEVEL:
            return enum_title(answer.state).get(self.language)
        return self.value(answer.level, Answer, "level", (evaluation, answer))

    # -- names ----------------------------------------------------------------------------------

    def thing(self, record: Record, within: tuple[Any, ...]) -> str:
        """Return what a record is and how it is called."""
        title = record_title(type(record)).get(self.language)
        name = self.name(record, within)
        return self.words.fill("form.thing", title=title, name=name) if name else title

    def around(self, within: tuple[Record, ...]) -> list[str]:
        """Return the things around a value, the outermost first.

        Args:
            within: The records around it.
        """
        return [
            self._part(record, within[:place])
            for place, record in enumerate(within)
            if not isinstance(record, _UNNAMED)
        ]

    def _part(self, record: Record, within: tuple[Record, ...]) -> str:
        """Return how a record is called: by the field that alone holds it, or as a thing."""
        if within:
            holder = within[-1]
            for field in attrs.fields(type(holder)):
                if getattr(holder, field.name) is record:
                    return field_title(type(holder), field.name).get(self.language)
        return self.thing(record, within)

    def field(self, record: type[Record], field: str) -> str:
        """Return what a field is called; one of one's own by its name in the document.

        Args:
            record: Class of the record that has the field.
            field: Name of the field.
        """
        if field not in attrs.fields_dict(record):
            return field
        return field_title(record, field).get(self.language)

    def joined(self, *parts: str) -> str:
        """Return the way to a place, the outermost part first.

        Args:
            *parts: What the parts are called.
        """
        outer, *inner = parts
        for part in inner:
            outer = self.words.fill("form.part", outer=outer, inner=part)
        return outer

    def name(self, record: Record, within: tuple[Any, ...]) -> str:
        """Return how a record is called; empty where nothing names it.

        Args:
            record: The record.
            within: The records around it, itself left out.
        """
        identity = IDENTITIES.get(type(record))
        for fields in identity.names if identity else ():
            if getattr(record, fields[0]):
                values = ((name, getattr(record, name)) for name in fields)
                parts = [
                    self.value(value, type(record), name, (*within, record))
                    for name, value in values
                    if value
                ]
                return ", ".join(parts)
        return ""

    def summary(self, record: Record, within: tuple[Any, ...]) -> str:
        """Return a record in few words: its name, or what it holds.

        Args:
            record: The record.
            within: The records around it, itself left out.
        """
        inside = (*within, record)
        match record:
            case Observation(date=day, value=number) | Target(date=day, value=number):
                value = self.value(number, type(record), "value", inside)
                return self._dated(value, day)
            case StageRecord(date=day):
                return self._dated(self.name(record, within), day)
        return self.name(record, within) or self._held(record, within)

    def _dated(self, what: str, day: datetime.date | None) -> str:
        if day is None:
            return what
        return self.words.fill("form.dated", what=what, day=shown_date(day, self.language))

    def _held(self, record: Record, within: tuple[Any, ...]) -> str:
        """Return which fields of a record without a name are filled; of one field its value."""
        filled = [
            (field.name, value)
            for field in attrs.fields(type(record))
            if (value := getattr(record, field.name)) != field.default
        ]
        titles = []
        for name, value in filled:
            title = field_title(type(record), name).get(self.language)
            if isinstance(value, tuple):
                title = self.words.fill("form.listed", title=title, count=len(value))
            elif isinstance(value, Enum | float | datetime.date):
                title = self.value(value, type(record), name, (*within, record))
            titles.append(title)
        return ", ".join(titles) or self.words["form.nothing"]

    # -- codes ----------------------------------------------------------------------------------

    def _known(
        self, code: str, record: type[Record], field: str, within: tuple[Any, ...]
    ) -> str | None:
        """Return the words of a code, where a list of the library has it."""
        match record, field:
            case (_, "criterion") if record in (Answer, Precondition, Metric):
                found: str | LocalizedText | None = self._criterion(code, within)
            case (_, "level") if record is Answer:
                found = self._level(code, within)
            case (_, "evaluator"):
                found = code
            case (_, "instrument") if record is Evaluation:
                found = next((one.title for one in self._sets(code)), None)
            case (_, "field") if record in (Section, UnplacedText):
                found = _form_label(code, within)
            case (_, "row" | "worklist_row") if record in (WorklistAnswer, Task):
                found = next((row.name for row in worklist_rows() if row.id == code), None)
            case (_, "row" | "column") if record is PlacementCell:
                sheet = worksheet(_PLACEMENT)
                found = _named(code, sheet.rows if field == "row" else sheet.columns)
            case (_, "counties" | "customer_groups") if record is ProgrammeData:
                found = _named(code, counties() if field == "counties" else customer_groups())
            case _:
                found = None
        return found.get(self.language) if isinstance(found, LocalizedText) else found

    def _sets(self, instrument_id: str) -> Iterable[Instrument]:
        name = instrument_id.rpartition(":")[2]
        return (one for one in self.instruments if one.id in (instrument_id, name))

    def _criteria(self, code: str, within: tuple[Any, ...]) -> Iterable[Instrument]:
        """Return the sets that a criterion may be of: the evaluation's, else any."""
        used = [record.instrument for record in within if isinstance(record, Evaluation)]
        if used:
            return self._sets(used[-1])
        if within and isinstance(within[-1], Precondition):
            return self._sets(READINESS_SET)
        return self.instruments

    def _criterion(self, code: str, within: tuple[Any, ...]) -> str | None:
        found = (one.criterion(code) for one in self._criteria(code, within))
        question = next((criterion.question for criterion in found if criterion), None)
        return self.quoted(question.get(self.language)) if question else None

    def _level(self, code: str, within: tuple[Any, ...]) -> LocalizedText | None:
        answer = within[-1]
        for one in self._criteria(code, within):
            criterion: Criterion | None = one.criterion(answer.criterion)
            levels = one.scale_of(criterion).levels if criterion else ()
            if label := next((level.label for level in levels if level.id == code), None):
                return label
        return None


def running_text(text: RichText) -> str:
    """Return the words of a text, without the marks of its lists.

    Args:
        text: The text.
    """
    return "\n".join(_lines(text.blocks))


def _lines(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, ItemList):
            for item in block.items:
                yield RichText((Paragraph(item.content),)).plain
                yield from _lines(item.sublists)
        else:
            yield RichText((block,)).plain


def _form_label(field_id: str, within: tuple[Any, ...]) -> str | None:
    """Return the label of a field on the form that is filled, or on any known one."""
    used = next((record.profile for record in within if isinstance(record, Form)), "")
    profiles = sorted(form_profiles(), key=lambda profile: profile.id != used)
    found = (profile.field(field_id) for profile in profiles)
    return next((field.label for field in found if field), None)


def _named(code: str, rows: Iterable[Any]) -> LocalizedText | None:
    return next((row.name for row in rows if row.id == code), None)


def _plain(value: Any) -> str:
    """Return a value of a field of one's own, whatever it holds."""
    match value:
        case CustomMapping(items):
            return ", ".join(f"{name}: {_plain(held)}" for name, held in items)
        case tuple():
            return ", ".join(map(_plain, value))
        case _:
            return str(value)
